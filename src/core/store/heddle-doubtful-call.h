/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleDoubtfulCall:
 * @run_number: the number of the run that made the call
 * @key: the key of the item that it was made for
 * @seed: of the first result that was asked for, or -1
 * @last_seed: of the last one, or -1
 *
 * A call that may have been paid for, and whose results no item of its run holds.
 */
typedef struct
{
  gint64  run_number;
  char   *key;
  gint64  seed;
  gint64  last_seed;
} HeddleDoubtfulCall;

void       heddle_doubtful_call_free  (HeddleDoubtfulCall *self);
GPtrArray *heddle_doubtful_calls_list (HeddleDatabase     *database,
                                       gint64              run_id,
                                       const char         *runs,
                                       GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleDoubtfulCall, heddle_doubtful_call_free)

G_END_DECLS
