/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-store-job.h"

static void
drop_data (HeddleStoreJob *self)
{
  if (self->destroy != NULL)
    self->destroy (g_steal_pointer (&self->data));
  self->destroy = NULL;
}

/**
 * heddle_store_job_new:
 * @func: (nullable): the work, or %NULL to only wait for what was queued before
 * @data: handed to @func
 * @destroy: (nullable): frees @data, on the thread that ran @func
 * @wait: who waits for it
 *
 * Returns: (transfer full): the job
 */
HeddleStoreJob *
heddle_store_job_new (HeddleStoreFunc    func,
                      gpointer           data,
                      GDestroyNotify     destroy,
                      HeddleStoreJobWait wait)
{
  HeddleStoreJob *self = g_new0 (HeddleStoreJob, 1);

  self->func = func;
  self->data = data;
  self->destroy = destroy;
  self->urgent = wait == HEDDLE_STORE_JOB_URGENT;
  if (wait != HEDDLE_STORE_JOB_FORGOTTEN)
    self->promise = dex_promise_new ();

  return self;
}

/**
 * heddle_store_job_future:
 * @self: a job that somebody is told of
 *
 * Returns: (transfer full): settled by [method@StoreJob.settle]
 */
DexFuture *
heddle_store_job_future (HeddleStoreJob *self)
{
  return DEX_FUTURE (dex_ref (self->promise));
}

/**
 * heddle_store_job_run:
 * @self: the job
 * @database: the connection of the calling thread
 *
 * Does the work. Its data is kept until the job is settled.
 *
 * Returns: whether it succeeded; if not, the job keeps the error
 */
gboolean
heddle_store_job_run (HeddleStoreJob *self,
                      HeddleDatabase *database)
{
  gboolean ok = self->func (database, self->data, &self->result, &self->error);

  g_assert (ok == (self->error == NULL));
  return ok;
}

/**
 * heddle_store_job_settle:
 * @self: (transfer full): the job, run or not
 *
 * Resolves or rejects the job's future, and frees the job.
 */
void
heddle_store_job_settle (HeddleStoreJob *self)
{
  drop_data (self);

  if (self->promise == NULL)
    g_clear_error (&self->error);
  else if (self->error != NULL)
    dex_promise_reject (self->promise, g_steal_pointer (&self->error));
  else if (G_VALUE_TYPE (&self->result) != G_TYPE_INVALID)
    dex_promise_resolve (self->promise, &self->result);
  else
    dex_promise_resolve_boolean (self->promise, TRUE);

  if (G_VALUE_TYPE (&self->result) != G_TYPE_INVALID)
    g_value_unset (&self->result);
  dex_clear (&self->promise);
  g_free (self);
}
