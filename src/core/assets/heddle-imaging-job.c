/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-imaging-job.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "assets/heddle-imaging-reply.h"
#include "base/heddle-json.h"

struct _HeddleImagingJob
{
  gint64      id;
  GBytes     *line;
  char       *output;
  DexPromise *promise;
  gulong      abandoned_handler;
};

static void
job_clear (gpointer data)
{
  HeddleImagingJob *self = data;

  g_bytes_unref (self->line);
  g_free (self->output);
  dex_unref (self->promise);
}

/* The id goes in front of the members as text, so that the caller's object stays as it is. */
static GBytes *
make_line (JsonObject *request,
           gint64      id)
{
  g_autofree char *text = heddle_json_write_object (request, HEDDLE_JSON_COMPACT);
  const char *comma = json_object_get_size (request) > 0 ? "," : "";
  char *line = g_strdup_printf ("{\"id\":%" G_GINT64_FORMAT "%s%s\n", id, comma, text + 1);

  return g_bytes_new_take (line, strlen (line));
}

/* The handler's data hold the job, and the job holds what the handler hangs on. */
static void
stop_listening (HeddleImagingJob *self)
{
  if (self->abandoned_handler != 0)
    g_signal_handler_disconnect (dex_promise_get_cancellable (self->promise),
                                 self->abandoned_handler);
  self->abandoned_handler = 0;
}

static HeddleImagingReply *
read_reply (HeddleImagingJob *self,
            const char       *line,
            GError          **error)
{
  g_autoptr (JsonNode) node = heddle_json_parse (line, -1, NULL);
  JsonObject *root = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node)
                                                                   : NULL;
  JsonObject *result;
  JsonObject *failure;

  if (root != NULL && heddle_json_get_int (root, "id", -1) == self->id)
    {
      result = heddle_json_get_object (root, "result");
      if (result != NULL)
        return heddle_imaging_reply_new (json_object_ref (result));

      failure = heddle_json_get_object (root, "error");
      if (failure != NULL)
        {
          heddle_imaging_set_error (
              error,
              heddle_imaging_error_from_string (heddle_json_get_string (failure, "code", NULL)),
              heddle_json_get_string (failure, "details", NULL), "%s",
              heddle_json_get_string (failure, "message", ""));
          return NULL;
        }
    }

  heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_CRASHED, NULL,
                            _("The imaging worker answered something that makes no sense."));
  return NULL;
}

/**
 * heddle_imaging_job_new:
 * @request: what to do; not changed, and not referenced afterwards
 *
 * Returns: (transfer full): a job with an id of its own
 */
HeddleImagingJob *
heddle_imaging_job_new (JsonObject *request)
{
  static gint64 last_id;
  static GMutex mutex;
  HeddleImagingJob *self = g_atomic_rc_box_new0 (HeddleImagingJob);

  g_mutex_lock (&mutex);
  self->id = ++last_id;
  g_mutex_unlock (&mutex);

  self->line = make_line (request, self->id);
  self->output = g_strdup (heddle_json_get_string (request, "output", NULL));
  self->promise = dex_promise_new_cancellable ();

  return self;
}

/**
 * heddle_imaging_job_ref:
 * @self: a job
 *
 * Returns: (transfer full): @self
 */
HeddleImagingJob *
heddle_imaging_job_ref (HeddleImagingJob *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * heddle_imaging_job_unref:
 * @self: (transfer full): a job
 */
void
heddle_imaging_job_unref (HeddleImagingJob *self)
{
  g_atomic_rc_box_release_full (self, job_clear);
}

/**
 * heddle_imaging_job_dup_future:
 * @self: a job
 *
 * Returns: (transfer full): a future for the job's [class@ImagingReply]; dropping the last
 *   reference to it abandons the job
 */
DexFuture *
heddle_imaging_job_dup_future (HeddleImagingJob *self)
{
  return dex_future_first (dex_ref (DEX_FUTURE (self->promise)), NULL);
}

/**
 * heddle_imaging_job_on_abandoned:
 * @self: a job that has not been handed over yet
 * @func: a handler of [signal@Gio.Cancellable::cancelled]
 * @data: handed to @func
 * @data_destroy: frees @data, when the job has ended
 *
 * Has @func called, on whatever thread, when nobody waits for the job any more.
 */
void
heddle_imaging_job_on_abandoned (HeddleImagingJob *self,
                                 GCallback         func,
                                 gpointer          data,
                                 GClosureNotify    data_destroy)
{
  self->abandoned_handler =
      g_signal_connect_data (dex_promise_get_cancellable (self->promise), "cancelled", func, data,
                             data_destroy, G_CONNECT_DEFAULT);
}

/**
 * heddle_imaging_job_is_abandoned:
 * @self: a job
 *
 * Returns: whether nobody waits for the job any more
 */
gboolean
heddle_imaging_job_is_abandoned (HeddleImagingJob *self)
{
  return g_cancellable_is_cancelled (dex_promise_get_cancellable (self->promise));
}

/**
 * heddle_imaging_job_get_line:
 * @self: a job
 *
 * Returns: (transfer none): the request as it goes over the pipe, with a newline at its end
 */
GBytes *
heddle_imaging_job_get_line (HeddleImagingJob *self)
{
  return self->line;
}

/**
 * heddle_imaging_job_settle:
 * @self: a job that has not ended
 * @reply: the worker's line
 *
 * Resolves the job's future, or rejects it with the error that the worker reported.
 */
void
heddle_imaging_job_settle (HeddleImagingJob *self,
                           const char       *reply)
{
  g_autoptr (GError) error = NULL;
  HeddleImagingReply *result = read_reply (self, reply, &error);

  if (result == NULL)
    {
      heddle_imaging_job_fail (self, g_steal_pointer (&error));
      return;
    }

  stop_listening (self);
  dex_promise_resolve_object (self->promise, result);
}

/**
 * heddle_imaging_job_fail:
 * @self: a job that has not ended, and on which no worker works any more
 * @error: (transfer full): the reason
 *
 * Rejects the job's future, and removes what may be there of its result.
 */
void
heddle_imaging_job_fail (HeddleImagingJob *self,
                         GError           *error)
{
  stop_listening (self);
  if (self->output != NULL)
    g_unlink (self->output);

  dex_promise_reject (self->promise, error);
}
