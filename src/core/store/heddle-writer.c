/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-writer.h"

#include "base/heddle-threads.h"

/* How long a transaction stays open for more work when nobody waits for it, and how much work goes
 * into one at most. Every commit costs a sync of the disk.
 */
#define LINGER_US (20 * 1000)
#define MAX_JOBS_PER_COMMIT 8192

typedef struct
{
  HeddleStoreJob *first;
  HeddleStoreJob *last;
} Queue;

struct _HeddleWriter
{
  HeddleDatabase *database;
  GThread *thread;

  GMutex mutex;
  GCond cond;
  Queue queue;
  gboolean sleeping;
  gboolean closing;

  /* The thread's own. */
  Queue done;
  guint n_done;
  gboolean somebody_waits;
  gint64 deadline;
  GError *late_error;
};

static void
queue_push (Queue          *queue,
            HeddleStoreJob *job)
{
  job->next = NULL;
  if (queue->last == NULL)
    queue->first = job;
  else
    queue->last->next = job;
  queue->last = job;
}

static HeddleStoreJob *
queue_pop (Queue *queue)
{
  HeddleStoreJob *job = queue->first;

  if (job == NULL)
    return NULL;

  queue->first = g_steal_pointer (&job->next);
  if (queue->first == NULL)
    queue->last = NULL;

  return job;
}

/* Waits for work: for as long as it takes where nothing is uncommitted, else until the deadline.
 * Returns FALSE once the writer is closing and nothing is left.
 */
static gboolean
take (HeddleWriter *self,
      Queue        *jobs)
{
  gboolean in_time = TRUE;
  gboolean more;

  g_mutex_lock (&self->mutex);

  self->sleeping = TRUE;
  while (self->queue.first == NULL && !self->closing && in_time)
    {
      if (self->n_done > 0)
        in_time = g_cond_wait_until (&self->cond, &self->mutex, self->deadline);
      else
        g_cond_wait (&self->cond, &self->mutex);
    }
  self->sleeping = FALSE;

  *jobs = self->queue;
  self->queue = (Queue) { NULL, NULL };
  more = jobs->first != NULL || !self->closing;

  g_mutex_unlock (&self->mutex);

  return more;
}

static void
remember_late_error (HeddleWriter *self,
                     const GError *error)
{
  if (self->late_error == NULL)
    self->late_error = g_error_copy (error);
}

static void
fail (HeddleWriter   *self,
      HeddleStoreJob *job,
      const GError   *error)
{
  if (job->error == NULL)
    job->error = g_error_copy (error);
  if (job->promise == NULL)
    remember_late_error (self, error);
}

/* A transaction is gone, and with it everything that was done in it. */
static void
fail_all_done (HeddleWriter *self,
               const GError *error)
{
  for (HeddleStoreJob *job = self->done.first; job != NULL; job = job->next)
    fail (self, job, error);
}

static void
roll_back (HeddleWriter *self)
{
  if (heddle_database_is_in_transaction (self->database))
    heddle_database_execute (self->database, "rollback", NULL);
}

static gboolean
run_in_savepoint (HeddleWriter   *self,
                  HeddleStoreJob *job)
{
  g_autoptr (GError) error = NULL;

  if (!heddle_database_execute (self->database, "savepoint", &error))
    {
      fail (self, job, error);
      return FALSE;
    }

  if (heddle_store_job_run (job, self->database) &&
      heddle_database_execute (self->database, "release", &error))
    return TRUE;

  if (error != NULL)
    fail (self, job, error);
  else if (job->promise == NULL)
    remember_late_error (self, job->error);

  /* What cannot be undone alone must not be committed with the rest. */
  if (heddle_database_is_in_transaction (self->database) &&
      (!heddle_database_execute (self->database, "rollback-to", NULL) ||
       !heddle_database_execute (self->database, "release", NULL)))
    roll_back (self);

  return FALSE;
}

static void
run (HeddleWriter   *self,
     HeddleStoreJob *job)
{
  g_autoptr (GError) error = NULL;

  if (job->promise != NULL && self->late_error != NULL)
    job->error = g_steal_pointer (&self->late_error);

  if (job->func != NULL && job->error == NULL)
    {
      if (!heddle_database_is_in_transaction (self->database) &&
          !heddle_database_execute (self->database, "begin", &error))
        fail (self, job, error);
      else if (!run_in_savepoint (self, job) &&
               !heddle_database_is_in_transaction (self->database))
        fail_all_done (self, job->error);
    }

  if (self->n_done++ == 0)
    self->deadline = g_get_monotonic_time () + LINGER_US;
  self->somebody_waits |= job->urgent;
  queue_push (&self->done, job);
}

static void
commit (HeddleWriter *self)
{
  g_autoptr (GError) error = NULL;
  HeddleStoreJob *job;

  if (heddle_database_is_in_transaction (self->database) &&
      !heddle_database_execute (self->database, "commit", &error))
    {
      roll_back (self);
      fail_all_done (self, error);
    }

  while ((job = queue_pop (&self->done)) != NULL)
    heddle_store_job_settle (job);

  self->n_done = 0;
  self->somebody_waits = FALSE;
}

static gboolean
is_due (HeddleWriter *self)
{
  return self->n_done > 0 &&
         (self->somebody_waits ||
          self->n_done >= MAX_JOBS_PER_COMMIT ||
          g_get_monotonic_time () >= self->deadline);
}

static gpointer
writer_thread (gpointer data)
{
  HeddleWriter *self = data;
  Queue jobs;

  while (take (self, &jobs))
    {
      HeddleStoreJob *job;

      while ((job = queue_pop (&jobs)) != NULL)
        run (self, job);

      if (is_due (self))
        commit (self);
    }

  commit (self);

  return NULL;
}

/**
 * heddle_writer_new:
 * @database: (transfer full): the writing connection; only the writer's thread touches it from now
 *
 * Starts the thread.
 *
 * Returns: (transfer full): the writer, to be ended with [method@Writer.close]
 */
HeddleWriter *
heddle_writer_new (HeddleDatabase *database)
{
  HeddleWriter *self = g_new0 (HeddleWriter, 1);

  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  self->database = database;
  self->thread = g_thread_new ("heddle-writer", writer_thread, self);

  return self;
}

/**
 * heddle_writer_push:
 * @self: the writer
 * @job: (transfer full): what to do
 *
 * Queues a job. It is settled once what it did is on the disk. An urgent job ends
 * the transaction as soon as the queue before it is done. A job that nobody is told of leaves its
 * error to the next one that somebody is: that one is not run, and fails with it.
 */
void
heddle_writer_push (HeddleWriter   *self,
                    HeddleStoreJob *job)
{
  g_mutex_lock (&self->mutex);

  g_assert (!self->closing);
  queue_push (&self->queue, job);
  if (self->sleeping)
    {
      self->sleeping = FALSE;
      g_cond_signal (&self->cond);
    }

  g_mutex_unlock (&self->mutex);
}

/**
 * heddle_writer_close:
 * @self: (transfer full): the writer
 * @error: return location for an error
 *
 * Does all that is queued, ends the thread and closes the connection.
 *
 * Returns: %FALSE with an error if something that nobody waited for had failed, or if the
 *   connection could not be closed cleanly
 */
gboolean
heddle_writer_close (HeddleWriter  *self,
                     GError       **error)
{
  g_autoptr (GError) late_error = NULL;
  gboolean ok;

  HEDDLE_ASSERT_MAY_BLOCK ();

  g_mutex_lock (&self->mutex);
  self->closing = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  g_thread_join (self->thread);
  late_error = g_steal_pointer (&self->late_error);

  ok = heddle_database_close (self->database, late_error == NULL ? error : NULL);
  if (late_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&late_error));
      ok = FALSE;
    }

  g_object_unref (self->database);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self);

  return ok;
}
