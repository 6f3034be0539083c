/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-cli-run.h"
#include "heddle-fake-server.h"

G_BEGIN_DECLS

#define HEDDLE_CLI_OPENAI "openai/gpt-image-1-mini"
#define HEDDLE_CLI_REPLICATE "replicate/black-forest-labs/flux-schnell"

/* What a picture of %HEDDLE_CLI_REPLICATE costs, in micro-dollars. */
#define HEDDLE_CLI_REPLICATE_PRICE 3000

/**
 * HeddleCliStudio:
 * @cli: where `heddlectl` is called
 * @openai: answers a request at once, or never
 * @replicate: makes jobs, which it is asked after
 *
 * A place to call `heddlectl` from that has a library, the name of which is `library`, and two
 * providers that the calls reach.
 */
typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *openai;
  HeddleFakeServer *replicate;
} HeddleCliStudio;

HeddleCliStudio *heddle_cli_studio_new           (void);
void             heddle_cli_studio_free          (HeddleCliStudio   *self);
void             heddle_cli_studio_write         (HeddleCliStudio   *self,
                                                  const char        *name,
                                                  const char        *model,
                                                  guint              count,
                                                  const char        *gate);
HeddleCliAnswer *heddle_cli_studio_call          (HeddleCliStudio   *self,
                                                  const char        *words,
                                                  ...) G_GNUC_PRINTF (2, 3);
GSubprocess     *heddle_cli_studio_start         (HeddleCliStudio   *self,
                                                  const char        *words,
                                                  ...) G_GNUC_PRINTF (2, 3);
guint            heddle_cli_studio_count_orders  (HeddleCliStudio   *self);
gint64           heddle_cli_studio_query         (HeddleCliStudio   *self,
                                                  const char        *sql);
void             heddle_cli_studio_wait_for      (HeddleCliStudio   *self,
                                                  const char        *sql,
                                                  gint64             value);
void             heddle_cli_studio_wait_for_orders (HeddleCliStudio *self,
                                                  guint            n_orders);
void             heddle_cli_studio_kill          (GSubprocess       *process);
void             heddle_cli_studio_assert_counts (HeddleCliStudio   *self,
                                                  const char        *status,
                                                  int                successful,
                                                  int                total,
                                                  gint64             cost);
void             heddle_cli_studio_assert_clean  (HeddleCliStudio   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCliStudio, heddle_cli_studio_free)

G_END_DECLS
