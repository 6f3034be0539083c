/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-reader-pool.h"

#include "base/heddle-threads.h"

#define MAX_THREADS 3

struct _HeddleReaderPool
{
  char *path;

  GMutex mutex;
  GCond cond;
  GQueue jobs;
  GPtrArray *threads;
  guint n_idle;
  gboolean closing;
};

static HeddleStoreJob *
take (HeddleReaderPool *self)
{
  HeddleStoreJob *job;

  g_mutex_lock (&self->mutex);

  self->n_idle++;
  while ((job = g_queue_pop_head (&self->jobs)) == NULL && !self->closing)
    g_cond_wait (&self->cond, &self->mutex);
  self->n_idle--;

  g_mutex_unlock (&self->mutex);

  return job;
}

/* One transaction per job: what it reads in several statements is of one moment. */
static void
run (HeddleStoreJob *job,
     HeddleDatabase *database)
{
  if (!heddle_database_execute (database, "begin-read", &job->error))
    return;

  if (heddle_store_job_run (job, database))
    heddle_database_execute (database, "commit", &job->error);
  else
    heddle_database_execute (database, "rollback", NULL);
}

static gpointer
reader_thread (gpointer data)
{
  HeddleReaderPool *self = data;
  g_autoptr (HeddleDatabase) database = NULL;
  HeddleStoreJob *job;

  while ((job = take (self)) != NULL)
    {
      if (database == NULL)
        database = heddle_database_open (self->path, HEDDLE_DATABASE_READ_ONLY, &job->error);

      if (database != NULL)
        run (job, database);

      heddle_store_job_settle (job);
    }

  return NULL;
}

/**
 * heddle_reader_pool_new:
 * @path: the database
 *
 * Returns: (transfer full): a pool without threads yet, to be ended with [method@ReaderPool.close]
 */
HeddleReaderPool *
heddle_reader_pool_new (const char *path)
{
  HeddleReaderPool *self = g_new0 (HeddleReaderPool, 1);

  self->path = g_strdup (path);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);
  g_queue_init (&self->jobs);
  self->threads = g_ptr_array_new ();

  return self;
}

/**
 * heddle_reader_pool_push:
 * @self: the pool
 * @job: (transfer full): what to read
 *
 * Hands a job to the next thread that is free.
 */
void
heddle_reader_pool_push (HeddleReaderPool *self,
                         HeddleStoreJob   *job)
{
  g_mutex_lock (&self->mutex);

  g_assert (!self->closing);
  g_queue_push_tail (&self->jobs, job);
  if (g_queue_get_length (&self->jobs) > self->n_idle && self->threads->len < MAX_THREADS)
    g_ptr_array_add (self->threads, g_thread_new ("heddle-reader", reader_thread, self));
  g_cond_signal (&self->cond);

  g_mutex_unlock (&self->mutex);
}

/**
 * heddle_reader_pool_close:
 * @self: (transfer full): the pool
 *
 * Does all that is queued and ends the threads.
 */
void
heddle_reader_pool_close (HeddleReaderPool *self)
{
  HEDDLE_ASSERT_MAY_BLOCK ();

  g_mutex_lock (&self->mutex);
  self->closing = TRUE;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < self->threads->len; i++)
    g_thread_join (g_ptr_array_index (self->threads, i));

  g_ptr_array_unref (self->threads);
  g_cond_clear (&self->cond);
  g_mutex_clear (&self->mutex);
  g_free (self->path);
  g_free (self);
}
