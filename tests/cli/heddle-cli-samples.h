/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-cli-run.h"

G_BEGIN_DECLS

/**
 * HeddleCliSample:
 * @name: the name of a template
 * @rows: (nullable): the table that it is run with
 * @n_results: how many results it has
 * @images: the images that it makes, as [method@CliRun.describe] tells them
 * @writes: whether it has a step that writes text
 *
 * A sample, and what `docs/samples.md` promises of it.
 */
typedef struct
{
  const char *name;
  const char *rows;
  gint64      n_results;
  const char *images;
  gboolean    writes;
} HeddleCliSample;

extern const HeddleCliSample heddle_cli_samples[];

HeddleCliAnswer *heddle_cli_sample_run          (const HeddleCliSample *self,
                                                 HeddleCli             *cli,
                                                 const char *const     *options);
void             heddle_cli_sample_assert_done  (const HeddleCliSample *self,
                                                 HeddleCli             *cli,
                                                 HeddleCliAnswer       *answer);
void             heddle_cli_sample_assert_again (const HeddleCliSample *self,
                                                 HeddleCli             *cli,
                                                 HeddleCliAnswer       *answer,
                                                 HeddleCliAnswer       *first);

G_END_DECLS
