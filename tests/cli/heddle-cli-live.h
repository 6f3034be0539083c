/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-cli-call.h"

G_BEGIN_DECLS

/**
 * HeddleCliLive:
 * @process: the call
 *
 * A call of `heddlectl run --json` whose events are read while it goes on.
 */
typedef struct
{
  GSubprocess *process;
  GString     *output;
} HeddleCliLive;

HeddleCliLive   *heddle_cli_live_new        (GSubprocess   *process);
void             heddle_cli_live_free       (HeddleCliLive *self);
JsonNode        *heddle_cli_live_read_event (HeddleCliLive *self);
char            *heddle_cli_live_wait_for   (HeddleCliLive *self,
                                             const char    *event);
HeddleCliAnswer *heddle_cli_live_finish     (HeddleCliLive *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCliLive, heddle_cli_live_free)

G_END_DECLS
