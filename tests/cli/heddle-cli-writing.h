/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-cli-run.h"
#include "heddle-fake-server.h"

G_BEGIN_DECLS

/**
 * HeddleCliWriting:
 * @cli: where `heddlectl` is called
 * @server: the provider that its calls reach
 *
 * A place to call `heddlectl` from that has a provider of texts, and a workflow `writing.heddle` of two steps: `write`
 * has a model write, `save` keeps the text in the library, the name of which is `library`.
 */
typedef struct
{
  HeddleCli        *cli;
  HeddleFakeServer *server;
} HeddleCliWriting;

HeddleCliWriting *heddle_cli_writing_new         (HeddleFakeServer    *server,
                                                  const char          *provider,
                                                  const char          *key);
void              heddle_cli_writing_free        (HeddleCliWriting    *self);
void              heddle_cli_writing_set         (HeddleCliWriting    *self,
                                                  const char          *config,
                                                  const char *const   *formats);
HeddleCliAnswer  *heddle_cli_writing_run         (HeddleCliWriting    *self,
                                                  const char          *prompt);
JsonObject       *heddle_cli_writing_dup_body    (HeddleCliWriting    *self,
                                                  guint                nth);
void              heddle_cli_writing_assert_kept (HeddleCliWriting    *self,
                                                  const char          *text);
void              heddle_cli_writing_assert_item (HeddleCliAnswer     *answer,
                                                  const char          *status,
                                                  const char          *code,
                                                  const char          *message);
void              heddle_cli_writing_assert_unsaid (HeddleCliWriting  *self,
                                                  HeddleCliAnswer     *answer,
                                                  const char          *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCliWriting, heddle_cli_writing_free)

G_END_DECLS
