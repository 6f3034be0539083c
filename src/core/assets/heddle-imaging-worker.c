/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-imaging-worker.h"

#include <glib/gi18n-lib.h>

#include "assets/heddle-imaging-error.h"
#include "assets/heddle-imaging-lines.h"

#define MAX_REPLY_BYTES (4 * 1024 * 1024)
#define MAX_MESSAGE_BYTES 65536
#define LAST_WORDS 12

/**
 * HeddleImagingWorker:
 *
 * One process of heddle-imaging. Belongs to the thread that made it, and reports there, in the
 * main context that was the thread's default then. Stays alive until the process has ended.
 */
struct _HeddleImagingWorker
{
  GObject parent_instance;

  GSubprocess            *process;
  HeddleImagingWorkerFunc func;
  gpointer                data;
  GQueue                  last_words;
  GQueue                  unsent;
  gboolean                sending;
  gboolean                finishing;
  gboolean                exited;
  int                     open_streams;
};

G_DEFINE_FINAL_TYPE (HeddleImagingWorker, heddle_imaging_worker, G_TYPE_OBJECT)

/* What the worker gets to see of our environment: where fonts and translations are, and nothing
 * that could be a secret.
 */
static const char *const inherited[] = {
  "ASAN_OPTIONS",    "FONTCONFIG_FILE", "FONTCONFIG_PATH",     "FONTCONFIG_SYSROOT",
  "HOME",            "LANG",            "LANGUAGE",            "LC_ALL",
  "LC_CTYPE",        "LC_MESSAGES",     "LD_LIBRARY_PATH",     "LIBHEIF_PLUGIN_PATH",
  "LSAN_OPTIONS",    "PATH",            "TMPDIR",              "UBSAN_OPTIONS",
  "XDG_CACHE_HOME",  "XDG_CONFIG_HOME", "XDG_DATA_DIRS",       "XDG_DATA_HOME",
};

static char **
build_environment (void)
{
  char **environment = g_new0 (char *, 1);

  for (guint i = 0; i < G_N_ELEMENTS (inherited); i++)
    {
      const char *value = g_getenv (inherited[i]);

      if (value != NULL)
        environment = g_environ_setenv (environment, inherited[i], value, TRUE);
    }

  return environment;
}

static void
report_end (HeddleImagingWorker *self)
{
  if (!self->exited || self->open_streams > 0)
    return;

  if (g_subprocess_get_if_exited (self->process) && g_subprocess_get_exit_status (self->process))
    {
      g_autofree char *words = heddle_imaging_worker_dup_last_words (self);

      g_warning ("heddle-imaging ended with status %d: %s",
                 g_subprocess_get_exit_status (self->process), words);
    }

  self->func (self, NULL, self->data);
}

static void
wait_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  g_autoptr (HeddleImagingWorker) self = user_data;

  g_subprocess_wait_finish (G_SUBPROCESS (source), result, NULL);
  self->exited = TRUE;
  report_end (self);
}

/* A worker that goes silent without an order to finish, or says more than anyone reads, has broken
 * the protocol; it would wait for ever for someone to listen.
 */
static void
end_stream (HeddleImagingWorker *self)
{
  if (!self->finishing)
    g_subprocess_force_exit (self->process);
  self->open_streams--;
  report_end (self);
}

static void
reply_cb (const char *line,
          gpointer    data)
{
  HeddleImagingWorker *self = data;

  if (line != NULL)
    self->func (self, line, self->data);
  else
    end_stream (self);
}

static void
message_cb (const char *line,
            gpointer    data)
{
  HeddleImagingWorker *self = data;
  char *words;

  if (line == NULL)
    {
      end_stream (self);
      return;
    }

  words = g_utf8_make_valid (line, -1);
  g_debug ("heddle-imaging: %s", words);
  g_queue_push_tail (&self->last_words, words);
  if (self->last_words.length > LAST_WORDS)
    g_free (g_queue_pop_head (&self->last_words));
}

static void
heddle_imaging_worker_finalize (GObject *object)
{
  HeddleImagingWorker *self = HEDDLE_IMAGING_WORKER (object);

  g_queue_clear_full (&self->last_words, g_free);
  g_queue_clear_full (&self->unsent, (GDestroyNotify) g_bytes_unref);
  g_clear_object (&self->process);

  G_OBJECT_CLASS (heddle_imaging_worker_parent_class)->finalize (object);
}

static void
heddle_imaging_worker_class_init (HeddleImagingWorkerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_imaging_worker_finalize;
}

static void
heddle_imaging_worker_init (HeddleImagingWorker *self)
{
  g_queue_init (&self->last_words);
  g_queue_init (&self->unsent);
}

/**
 * heddle_imaging_worker_new:
 * @argv: (array zero-terminated=1): the program and its arguments
 * @func: (scope forever): gets the replies and the end; not called before this returns
 * @data: handed to @func; has to stay valid until the end was reported
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_UNAVAILABLE
 *
 * Starts a process.
 *
 * Returns: (transfer full) (nullable): the worker
 */
HeddleImagingWorker *
heddle_imaging_worker_new (const char *const      *argv,
                           HeddleImagingWorkerFunc func,
                           gpointer                data,
                           GError                **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
      g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE |
                                 G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_auto (GStrv) environment = build_environment ();
  g_autoptr (GError) local = NULL;
  g_autoptr (HeddleImagingWorker) self = g_object_new (HEDDLE_TYPE_IMAGING_WORKER, NULL);

  g_subprocess_launcher_set_environ (launcher, environment);
  self->func = func;
  self->data = data;
  self->process = g_subprocess_launcher_spawnv (launcher, argv, &local);
  if (self->process == NULL)
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_UNAVAILABLE, local->message,
                                _("The program heddle-imaging, which works on images, cannot be "
                                  "started."));
      return NULL;
    }

  self->open_streams = 2;
  g_subprocess_wait_async (self->process, NULL, wait_cb, g_object_ref (self));
  heddle_imaging_read_lines (g_subprocess_get_stdout_pipe (self->process), MAX_REPLY_BYTES,
                             reply_cb, g_object_ref (self), g_object_unref);
  heddle_imaging_read_lines (g_subprocess_get_stderr_pipe (self->process), MAX_MESSAGE_BYTES,
                             message_cb, g_object_ref (self), g_object_unref);

  return g_steal_pointer (&self);
}

static void
close_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_output_stream_close_finish (G_OUTPUT_STREAM (source), result, NULL);
}

static void send_next (HeddleImagingWorker *self);

static void
write_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr (HeddleImagingWorker) self = user_data;
  g_autoptr (GBytes) line = g_queue_pop_head (&self->unsent);
  g_autoptr (GError) error = NULL;

  self->sending = FALSE;
  if (g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, &error))
    {
      send_next (self);
      return;
    }

  g_debug ("Writing to heddle-imaging: %s", error->message);
  g_subprocess_force_exit (self->process);
}

/* A reply may come in before we hear that its request is written, and the stream takes one
 * operation at a time.
 */
static void
send_next (HeddleImagingWorker *self)
{
  GOutputStream *stream = g_subprocess_get_stdin_pipe (self->process);
  GBytes *line = g_queue_peek_head (&self->unsent);
  gconstpointer data;
  gsize size;

  if (self->sending)
    return;

  if (line != NULL)
    {
      self->sending = TRUE;
      data = g_bytes_get_data (line, &size);
      g_output_stream_write_all_async (stream, data, size, G_PRIORITY_DEFAULT, NULL, write_cb,
                                       g_object_ref (self));
    }
  else if (self->finishing)
    {
      g_output_stream_close_async (stream, G_PRIORITY_DEFAULT, NULL, close_cb, NULL);
    }
}

/**
 * heddle_imaging_worker_send:
 * @self: a worker that is not at work
 * @line: one request, with the newline at its end
 *
 * Sends a request. A process that does not take it is ended, which is then reported.
 */
void
heddle_imaging_worker_send (HeddleImagingWorker *self,
                            GBytes              *line)
{
  g_queue_push_tail (&self->unsent, g_bytes_ref (line));
  send_next (self);
}

/**
 * heddle_imaging_worker_finish:
 * @self: a worker that is not at work
 *
 * Lets the process end by itself.
 */
void
heddle_imaging_worker_finish (HeddleImagingWorker *self)
{
  if (self->finishing)
    return;

  self->finishing = TRUE;
  send_next (self);
}

/**
 * heddle_imaging_worker_kill:
 * @self: a worker
 *
 * Ends the process at once, whatever it does.
 */
void
heddle_imaging_worker_kill (HeddleImagingWorker *self)
{
  g_subprocess_force_exit (self->process);
}

/**
 * heddle_imaging_worker_get_signal:
 * @self: a worker whose end was reported
 *
 * Returns: the signal that ended it, 0 if it exited
 */
int
heddle_imaging_worker_get_signal (HeddleImagingWorker *self)
{
  return g_subprocess_get_if_signaled (self->process) ? g_subprocess_get_term_sig (self->process)
                                                      : 0;
}

/**
 * heddle_imaging_worker_dup_last_words:
 * @self: a worker
 *
 * Returns: (transfer full): the last lines that it wrote to standard error
 */
char *
heddle_imaging_worker_dup_last_words (HeddleImagingWorker *self)
{
  GString *words = g_string_new (NULL);

  for (GList *l = self->last_words.head; l != NULL; l = l->next)
    g_string_append_printf (words, "%s\n", (const char *) l->data);

  return g_string_free (words, FALSE);
}
