/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-item.h"

G_BEGIN_DECLS

/**
 * HeddleRunMessage:
 * @item: (nullable): the item that came to its end, or waits; %NULL only wakes the coordinator up
 * @outputs: (nullable): what it gave
 * @error: (nullable): why it gave nothing; of a result that another run was making, why nobody knows
 *   what became of it
 * @awaited: (nullable): the item is not at its end, but has waited for the result with this key, which
 *   another run was making
 * @wait: of an item that goes on, what one of its requests waits for
 * @begins: whether the wait begins
 *
 * What a fiber tells the coordinator of a run.
 */
typedef struct
{
  HeddleRunItem     *item;
  HeddleNodeOutputs *outputs;
  GError            *error;
  char              *awaited;
  HeddleWait         wait;
  gboolean           begins;
} HeddleRunMessage;

void       heddle_run_message_push       (GAsyncQueue       *messages,
                                          HeddleRunItem     *item,
                                          HeddleNodeOutputs *outputs,
                                          GError            *error);
void       heddle_run_message_push_again (GAsyncQueue       *messages,
                                          HeddleRunItem     *item,
                                          const char        *key,
                                          const GError      *doubt);
void       heddle_run_message_free       (HeddleRunMessage  *self);
DexFuture *heddle_run_work_begin         (HeddleRunItem     *item,
                                          GAsyncQueue       *messages);

G_END_DECLS
