/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-work.h"

#include "base/heddle-threads.h"

typedef struct
{
  HeddleNodeExecution      *execution;
  const HeddleNodeTypeInfo *type;
  GAsyncQueue              *messages;
  HeddleRunItem            *item;
} Work;

/**
 * heddle_run_message_push:
 * @messages: the coordinator's queue
 * @item: (nullable): an item that came to its end
 * @outputs: (transfer full) (nullable): what it gave
 * @error: (transfer full) (nullable): why it gave nothing
 *
 * Tells the coordinator. Can be called from any thread.
 */
void
heddle_run_message_push (GAsyncQueue       *messages,
                         HeddleRunItem     *item,
                         HeddleNodeOutputs *outputs,
                         GError            *error)
{
  HeddleRunMessage *message = g_new0 (HeddleRunMessage, 1);

  message->item = item;
  message->outputs = outputs;
  message->error = error;
  g_async_queue_push (messages, message);
}

/**
 * heddle_run_message_push_again:
 * @messages: the queue of the coordinator
 * @item: an item that has waited for a result that another run was making
 * @key: the result's key
 * @doubt: (nullable): why nobody knows what became of the result
 *
 * Tells the coordinator to look at the item again. Can be called from any thread.
 */
void
heddle_run_message_push_again (GAsyncQueue   *messages,
                               HeddleRunItem *item,
                               const char    *key,
                               const GError  *doubt)
{
  HeddleRunMessage *message = g_new0 (HeddleRunMessage, 1);

  message->item = item;
  message->awaited = g_strdup (key);
  message->error = doubt == NULL ? NULL : g_error_copy (doubt);
  g_async_queue_push (messages, message);
}

/**
 * heddle_run_message_free:
 * @self: (transfer full): a message
 */
void
heddle_run_message_free (HeddleRunMessage *self)
{
  g_clear_pointer (&self->outputs, heddle_node_outputs_unref);
  g_clear_error (&self->error);
  g_free (self->awaited);
  g_free (self);
}

static void
wait_cb (HeddleWait wait,
         gboolean   begins,
         gpointer   data)
{
  Work *work = data;
  HeddleRunMessage *message = g_new0 (HeddleRunMessage, 1);

  message->item = work->item;
  message->wait = wait;
  message->begins = begins;
  g_async_queue_push (work->messages, message);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->execution);
  g_async_queue_unref (work->messages);
  g_free (work);
}

static DexFuture *
work_fiber (gpointer data)
{
  Work *work = data;
  GError *error = NULL;
  HeddleNodeOutputs *outputs;

  heddle_node_execution_set_wait_func (work->execution, wait_cb, work);
  outputs = dex_await_boxed (work->type->execute (work->execution), &error);
  heddle_node_execution_set_wait_func (work->execution, NULL, NULL);
  heddle_run_message_push (work->messages, work->item, outputs, error);
  return dex_future_new_true ();
}

/**
 * heddle_run_work_begin:
 * @item: an item with its execution
 * @messages: the coordinator's queue
 *
 * Has the item's node do its work, on a fiber.
 *
 * Returns: (transfer full): resolves once the coordinator has been told of the end
 */
DexFuture *
heddle_run_work_begin (HeddleRunItem *item,
                       GAsyncQueue   *messages)
{
  Work *work = g_new0 (Work, 1);

  work->execution = g_object_ref (item->execution);
  work->type = item->step->node->type;
  work->messages = g_async_queue_ref (messages);
  work->item = item;
  return heddle_spawn (work_fiber, work, work_free);
}
