/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <locale.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include <glib-unix.h>

#include "heddle-fake-anthropic.h"
#include "heddle-fake-bfl.h"
#include "heddle-fake-fal.h"
#include "heddle-fake-gemini.h"
#include "heddle-fake-magnific.h"
#include "heddle-fake-ollama.h"
#include "heddle-fake-openai.h"
#include "heddle-fake-replicate.h"
#include "heddle-fake-runway.h"
#include "heddle-fake-stability.h"

typedef struct
{
  int port;
  int polls;
  double latency;
  int image_bytes;
  char *key;
  char *port_file;
  char *log;
  char **names;
} Options;

static void
options_clear (Options *options)
{
  g_clear_pointer (&options->key, g_free);
  g_clear_pointer (&options->port_file, g_free);
  g_clear_pointer (&options->log, g_free);
  g_clear_pointer (&options->names, g_strfreev);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, options_clear)

static gboolean
parse_options (int        *argc,
               char     ***argv,
               Options    *options,
               GError    **error)
{
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &options->port, "Listen on this port instead of any", "N" },
    { "key", 0, 0, G_OPTION_ARG_STRING, &options->key,
      "Accept this key only; without, none is "
      "asked for",
      "KEY" },
    { "port-file", 0, 0, G_OPTION_ARG_FILENAME, &options->port_file,
      "Write the base URL to a file "
      "too",
      "FILE" },
    { "log", 0, 0, G_OPTION_ARG_FILENAME, &options->log,
      "Write requests to a file, one line of JSON "
      "each, keys included",
      "FILE" },
    { "latency", 0, 0, G_OPTION_ARG_DOUBLE, &options->latency, "Think this long before each answer",
      "SECONDS" },
    { "image-bytes", 0, 0, G_OPTION_ARG_INT, &options->image_bytes,
      "Make PNG files at least this "
      "heavy",
      "N" },
    { "polls", 0, 0, G_OPTION_ARG_INT, &options->polls,
      "Finish a job when it is asked for the N-th "
      "time (2)",
      "N" },
    { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->names, NULL,
      "anthropic|bfl|fal|gemini|magnific|ollama|openai|replicate|runway|stability" },
    { NULL },
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);

  g_option_context_set_summary (
      context, "A provider for tests. The first line of its output is the base URL, "
               "to give as --provider-url openai=URL.\n"
               "It ends when a pipe that is its standard input does, or on SIGTERM.");
  g_option_context_add_main_entries (context, entries, NULL);
  return g_option_context_parse (context, argc, argv, error);
}

static const struct
{
  const char *name;
  HeddleFakeServer *(*new_fake) (const char *key);
} fakes[] = {
  { "anthropic", heddle_fake_anthropic_new }, { "bfl", heddle_fake_bfl_new },
  { "fal", heddle_fake_fal_new },             { "gemini", heddle_fake_gemini_new },
  { "magnific", heddle_fake_magnific_new },   { "openai", heddle_fake_openai_new },
  { "replicate", heddle_fake_replicate_new }, { "runway", heddle_fake_runway_new },
  { "stability", heddle_fake_stability_new },
};

static HeddleFakeServer *
make_server (const Options *options)
{
  const char *name = options->names != NULL ? options->names[0] : "";
  HeddleFakeServer *server = g_str_equal (name, "ollama") ? heddle_fake_ollama_new () : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (fakes); i++)
    {
      if (g_str_equal (fakes[i].name, name))
        server = fakes[i].new_fake (options->key);
    }
  if (server == NULL)
    return NULL;

  if (HEDDLE_IS_FAKE_REPLICATE (server))
    heddle_fake_replicate_set_polls (HEDDLE_FAKE_REPLICATE (server), (guint) options->polls);
  else if (HEDDLE_IS_FAKE_QUEUE (server))
    heddle_fake_queue_set_polls (HEDDLE_FAKE_QUEUE (server), (guint) options->polls);
  heddle_fake_server_set_latency (server, options->latency);
  heddle_fake_server_set_image_bytes (server, (gsize) options->image_bytes);
  return server;
}

static gboolean
open_log (HeddleFakeServer *server,
          const char       *path,
          GError          **error)
{
  g_autoptr (GFile) file = g_file_new_for_commandline_arg (path);
  g_autoptr (GFileOutputStream) stream = NULL;

  stream = g_file_append_to (file, G_FILE_CREATE_PRIVATE, NULL, error);
  if (stream == NULL)
    return FALSE;

  heddle_fake_server_set_log (server, G_OUTPUT_STREAM (stream));
  return TRUE;
}

/* A shell gives /dev/null to what it starts in the background, and that has always ended. */
static gboolean
has_lifeline (void)
{
  struct stat status;

  return fstat (STDIN_FILENO, &status) == 0 &&
         (S_ISFIFO (status.st_mode) || S_ISSOCK (status.st_mode));
}

static gboolean
terminated_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_CONTINUE;
}

static gboolean
input_cb (int          fd,
          GIOCondition condition,
          gpointer     data)
{
  char buffer[256];

  if (read (fd, buffer, sizeof buffer) > 0)
    return G_SOURCE_CONTINUE;

  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

static gboolean
serve (HeddleFakeServer  *server,
       const Options     *options,
       GError           **error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);

  if (options->log != NULL && !open_log (server, options->log, error))
    return FALSE;
  if (!heddle_fake_server_start (server, (guint) options->port, error))
    return FALSE;
  if (options->port_file != NULL &&
      !g_file_set_contents (options->port_file, heddle_fake_server_get_base_url (server), -1,
                            error))
    return FALSE;

  printf ("%s\n", heddle_fake_server_get_base_url (server));
  fflush (stdout);
  g_unix_signal_add (SIGTERM, terminated_cb, loop);
  g_unix_signal_add (SIGINT, terminated_cb, loop);
  if (has_lifeline ())
    g_unix_fd_add (STDIN_FILENO, G_IO_IN | G_IO_HUP | G_IO_ERR, input_cb, loop);
  g_main_loop_run (loop);
  heddle_fake_server_stop (server);
  return TRUE;
}

int
main (int    argc,
      char **argv)
{
  g_auto (Options) options = { .polls = 2 };
  g_autoptr (HeddleFakeServer) server = NULL;
  g_autoptr (GError) error = NULL;

  setlocale (LC_ALL, "");
  if (!parse_options (&argc, &argv, &options, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  server = make_server (&options);
  if (server == NULL)
    {
      g_printerr ("Say which provider: anthropic, bfl, fal, gemini, magnific, ollama, openai, replicate, "
                  "runway or stability\n");
      return 2;
    }
  if (!serve (server, &options, &error))
    {
      g_printerr ("%s\n", error->message);
      return 1;
    }

  return 0;
}
