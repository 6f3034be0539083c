/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* A batch of images of 1 MiB from a provider on the loopback interface that takes 50 ms for each answer,
 * 16 at a time: until every blob is durable and every row is in the library, and then until their
 * thumbnails are there: as the answer's body, by address, and as base64. The floor is a bare libsoup client,
 * which sends the same requests to the same server and throws the answers away, before and after. What this
 * machine's disk can do, the same client says when it keeps the answers, each in a durable file and no more.
 * With names of providers as arguments only those are asked.
 */

#include "config.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "base/heddle-init.h"
#include "base/heddle-threads.h"
#include "engine/heddle-engine.h"
#include "heddle-bench.h"

#define N_IMAGES 1000
#define N_AT_ONCE 16
#define IMAGE_BYTES "1048576"
#define LATENCY "0.05"
#define WORK "1,000 images of 1 MiB, 16 at a time, answers after 50 ms"

/* A provider: its server, and how a client that knows only it asks for an image. */
typedef struct
{
  const char  *id;
  const char  *model;
  const char  *path;
  const char  *type;
  const char  *accept;
  const char  *before;
  const char  *after;
  const char  *result;
  GSubprocess *process;
  char        *url;
} Studio;

static void
studio_start (Studio *self)
{
  g_autofree char *program = g_build_filename (g_getenv ("HEDDLE_BUILD_ROOT"), "tests/fakes/heddle-fake-provider", NULL);
  g_autofree char *upper = g_ascii_strup (self->id, -1);
  g_autofree char *url_variable = g_strconcat ("HEDDLE_PROVIDER_URL_", upper, NULL);
  g_autofree char *key_variable = g_strconcat ("HEDDLE_KEY_", upper, NULL);
  g_autoptr (GDataInputStream) output = NULL;
  g_autoptr (GError) error = NULL;

  self->process = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                    self->id, "--image-bytes", IMAGE_BYTES, "--latency", LATENCY, "--polls", "0", NULL);
  g_assert_no_error (error);
  output = g_data_input_stream_new (g_subprocess_get_stdout_pipe (self->process));
  self->url = g_data_input_stream_read_line (output, NULL, NULL, &error);
  g_assert_no_error (error);
  g_setenv (url_variable, self->url, TRUE);
  g_setenv (key_variable, "bench", TRUE);
}

static void
studio_stop (Studio *self)
{
  g_subprocess_send_signal (self->process, SIGTERM);
  g_subprocess_wait (self->process, NULL, NULL);
  g_clear_object (&self->process);
  g_clear_pointer (&self->url, g_free);
}

/* The floor. Where there is a keeper, the answers are kept. */
typedef struct
{
  Studio      *studio;
  const char  *folder;
  GThreadPool *keeper;
  SoupSession *session;
  GRegex      *result;
  guint        n_sent;
  guint        n_done;
} Client;

static void send_next (Client *self);

static void
keep_cb (gpointer data,
         gpointer user_data)
{
  g_autoptr (GBytes) bytes = data;
  Client *self = user_data;
  g_autofree char *name = g_uuid_string_random ();
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *part = g_strconcat (path, ".part", NULL);
  int fd = g_open (part, O_CREAT | O_WRONLY | O_EXCL, 0600);
  gsize size;
  const char *content = g_bytes_get_data (bytes, &size);

  for (gsize written = 0; written < size;)
    {
      gssize n = write (fd, content + written, size - written);

      g_assert_cmpint (n, >, 0);
      written += (gsize) n;
    }
  g_assert_cmpint (fsync (fd), ==, 0);
  close (fd);
  g_assert_cmpint (g_rename (part, path), ==, 0);
}

static void
keep (Client *self,
      GBytes *bytes)
{
  g_assert_cmpuint (g_bytes_get_size (bytes), >=, 1048576);
  if (self->keeper != NULL)
    g_thread_pool_push (self->keeper, g_bytes_ref (bytes), NULL);
  self->n_done++;
  send_next (self);
}

static void
take_image (GObject      *session,
            GAsyncResult *result,
            gpointer      data)
{
  Client *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) image = soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);

  g_assert_no_error (error);
  keep (self, image);
}

static void
take_answer (GObject      *session,
             GAsyncResult *result,
             gpointer      data)
{
  Client *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) answer = soup_session_send_and_read_finish (SOUP_SESSION (session), result, &error);
  g_autoptr (GMatchInfo) match = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autofree char *url = NULL;

  g_assert_no_error (error);
  if (self->result == NULL)
    {
      keep (self, answer);
      return;
    }
  g_assert_true (g_regex_match_full (self->result, g_bytes_get_data (answer, NULL), (gssize) g_bytes_get_size (answer),
                                     0, 0, &match, NULL));
  url = g_match_info_fetch (match, 1);
  message = soup_message_new ("GET", url);
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, take_image, self);
}

static void
send_next (Client *self)
{
  g_autofree char *url = NULL;
  g_autofree char *body = NULL;
  g_autoptr (SoupMessage) message = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (self->n_sent == N_IMAGES)
    return;
  url = g_strconcat (self->studio->url, self->studio->path, NULL);
  body = g_strdup_printf ("%sA bare still life, the %uth%s", self->studio->before, self->n_sent++, self->studio->after);
  message = soup_message_new ("POST", url);
  bytes = g_bytes_new (body, strlen (body));
  soup_message_set_request_body_from_bytes (message, self->studio->type, bytes);
  soup_message_headers_append (soup_message_get_request_headers (message), "Accept", self->studio->accept);
  soup_message_headers_append (soup_message_get_request_headers (message), "Authorization", "Bearer bench");
  soup_session_send_and_read_async (self->session, message, G_PRIORITY_DEFAULT, NULL, take_answer, self);
}

static double
time_floor (Studio     *studio,
            const char *folder)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  Client client = { .studio = studio, .folder = folder };
  double started;

  g_main_context_push_thread_default (context);
  client.session = soup_session_new_with_options ("max-conns", N_AT_ONCE, "max-conns-per-host", N_AT_ONCE, NULL);
  client.result = studio->result == NULL ? NULL : g_regex_new (studio->result, 0, 0, NULL);
  if (folder != NULL)
    client.keeper = g_thread_pool_new (keep_cb, &client, N_AT_ONCE, TRUE, NULL);
  started = heddle_bench_now ();
  for (guint i = 0; i < N_AT_ONCE; i++)
    send_next (&client);
  while (client.n_done < N_IMAGES)
    g_main_context_iteration (context, TRUE);
  if (client.keeper != NULL)
    g_thread_pool_free (client.keeper, FALSE, TRUE);
  started = heddle_bench_now () - started;
  g_clear_object (&client.session);
  g_clear_pointer (&client.result, g_regex_unref);
  g_main_context_pop_thread_default (context);
  return started;
}

static HeddlePlan *
make_plan (HeddleEngine *engine,
           Studio       *studio)
{
  g_autoptr (GString) document = g_string_new (
    "{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"w\", \"name\": \"Batch\", \"pipelines\": [{\"id\": \"main\","
    " \"nodes\": [{\"id\": \"subjects\", \"type\": \"input.list\", \"config\": {\"items\": [");
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleRunOptions) options = heddle_run_options_new ();
  g_autoptr (GError) error = NULL;
  HeddlePlan *plan;

  for (guint i = 0; i < N_IMAGES; i++)
    g_string_append_printf (document, "%s\"A still life, the %uth\"", i == 0 ? "" : ", ", i);
  g_string_append_printf (
    document, "]}}, {\"id\": \"draw\", \"type\": \"ai.image-generation\", \"config\": {\"model\": \"%s\", \"seed\": 1,"
              " \"output_format\": \"png\"}},"
              " {\"id\": \"keep\", \"type\": \"output.asset\"}], \"links\": ["
              " {\"id\": \"1\", \"from\": [\"subjects\", \"list\"], \"to\": [\"draw\", \"prompt\"]},"
              " {\"id\": \"2\", \"from\": [\"draw\", \"images\"], \"to\": [\"keep\", \"image\"]}]}]}",
    studio->model);
  workflow = heddle_workflow_new_from_text (document->str, (gssize) document->len, &error);
  g_assert_no_error (error);
  options->jobs = N_AT_ONCE;
  plan = heddle_engine_plan (engine, workflow, options, &error);
  g_assert_no_error (error);
  return plan;
}

static double
seconds_of (struct timeval time)
{
  return (double) time.tv_sec + (double) time.tv_usec / 1e6;
}

/* Of a process and all its threads, from its line in /proc. */
static double
cpu_seconds_of (const char *pid)
{
  g_autofree char *path = g_build_filename ("/proc", pid, "stat", NULL);
  g_autofree char *line = NULL;
  const char *fields;
  guint64 user, system;

  if (!g_file_get_contents (path, &line, NULL, NULL) || (fields = strrchr (line, ')')) == NULL
      || sscanf (fields, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %" G_GUINT64_FORMAT " %" G_GUINT64_FORMAT,
                 &user, &system) != 2)
    return 0;
  return (double) (user + system) / (double) sysconf (_SC_CLK_TCK);
}

/* Of this process and its children: the workers that look into images, but not the provider. */
static double
cpu_seconds (Studio *studio)
{
  g_autoptr (GDir) threads = g_dir_open ("/proc/self/task", 0, NULL);
  const char *provider = g_subprocess_get_identifier (studio->process);
  struct rusage own, ended;
  const char *thread;
  double seconds;

  getrusage (RUSAGE_SELF, &own);
  getrusage (RUSAGE_CHILDREN, &ended);
  seconds = seconds_of (own.ru_utime) + seconds_of (own.ru_stime) + seconds_of (ended.ru_utime)
            + seconds_of (ended.ru_stime);
  while ((thread = g_dir_read_name (threads)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc/self/task", thread, "children", NULL);
      g_autofree char *text = NULL;
      g_auto (GStrv) pids = NULL;

      if (!g_file_get_contents (path, &text, NULL, NULL))
        continue;
      pids = g_strsplit (g_strstrip (text), " ", -1);
      for (guint i = 0; pids[i] != NULL; i++)
        {
          if (*pids[i] != '\0' && !g_str_equal (pids[i], provider))
            seconds += cpu_seconds_of (pids[i]);
        }
    }
  return seconds;
}

/* What a batch took: until it was done, and then until its thumbnails were. */
typedef struct
{
  double seconds;
  double cpu;
  double thumbnails;
  double thumbnails_cpu;
} Figures;

static Figures
time_batch (Studio     *studio,
            const char *folder)
{
  g_autofree char *path = g_build_filename (folder, studio->id, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleLibrary) library = heddle_library_open (path, HEDDLE_LIBRARY_CREATE, &error);
  g_autoptr (HeddleEngine) engine = heddle_engine_new (library, &error);
  g_autoptr (HeddlePlan) plan = NULL;
  g_autoptr (HeddleRun) run = NULL;
  Figures figures;
  double started, cpu;

  g_assert_no_error (error);
  plan = make_plan (engine, studio);
  run = heddle_engine_new_run (engine, plan);
  started = heddle_bench_now ();
  cpu = cpu_seconds (studio);
  heddle_run_start (run);
  heddle_wait_for (heddle_run_when_finished (run), NULL, &error);
  figures.seconds = heddle_bench_now () - started;
  figures.cpu = cpu_seconds (studio) - cpu;
  g_assert_no_error (error);
  heddle_wait_for (heddle_engine_drain (engine), NULL, &error);
  g_assert_no_error (error);
  figures.thumbnails = heddle_bench_now () - started - figures.seconds;
  figures.thumbnails_cpu = cpu_seconds (studio) - cpu - figures.cpu;
  g_clear_object (&run);
  g_clear_object (&plan);
  g_clear_object (&engine);
  heddle_library_close (library, NULL);
  return figures;
}

static void
print (Studio     *studio,
       const char *figure,
       double      value,
       const char *unit,
       double      floor)
{
  g_autofree char *name = g_strdup_printf ("%s: %s", studio->id, figure);
  HeddleBenchFigure line = {
    .bench = "batch", .figure = name, .value = value, .unit = unit, .work = WORK,
    .peer = floor > 0 ? "a bare libsoup client that throws the answers away" : NULL, .peer_value = floor,
  };

  heddle_bench_print (&line);
}

static gpointer
bench_thread (gpointer data)
{
  const char *const *names = data;
  g_autofree char *folder = g_dir_make_tmp ("heddle-bench-XXXXXX", NULL);
  Studio studios[] = {
    { .id = "stability", .model = "stability/core", .path = "/v2beta/stable-image/generate/core",
      .type = "multipart/form-data; boundary=bench", .accept = "image/*",
      .before = "--bench\r\nContent-Disposition: form-data; name=\"prompt\"\r\n\r\n", .after = "\r\n--bench--\r\n" },
    { .id = "replicate", .model = "replicate/black-forest-labs/flux-schnell", .path = "/models/black-forest-labs/flux-schnell/predictions",
      .type = "application/json", .accept = "application/json",
      .before = "{\"input\": {\"prompt\": \"", .after = "\", \"output_format\": \"png\"}}", .result = "\"output\":\\s*\\[?\\s*\"([^\"]+)\"" },
    { .id = "openai", .model = "openai/gpt-image-2.6-flare", .path = "/images/generations",
      .type = "application/json", .accept = "application/json",
      .before = "{\"model\": \"gpt-image-2.6-flare\", \"prompt\": \"", .after = "\", \"n\": 1, \"size\": \"1024x1024\"}" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (studios); i++)
    {
      Figures figures;
      double floor, keeping;

      if (names[0] != NULL && !g_strv_contains (names, studios[i].id))
        continue;
      studio_start (&studios[i]);
      floor = time_floor (&studios[i], NULL);
      figures = time_batch (&studios[i], folder);
      floor = (floor + time_floor (&studios[i], NULL)) / 2;
      keeping = time_floor (&studios[i], folder);
      studio_stop (&studios[i]);
      print (&studios[i], "a bare client that keeps the answers", N_IMAGES / keeping, "images/s", N_IMAGES / floor);
      print (&studios[i], "to durable blob and row", N_IMAGES / figures.seconds, "images/s", N_IMAGES / floor);
      print (&studios[i], "CPU to there", figures.cpu * 1000 / N_IMAGES, "ms/image", 0);
      print (&studios[i], "thumbnails after", figures.thumbnails, "s", 0);
      print (&studios[i], "CPU of thumbnails after", figures.thumbnails_cpu * 1000 / N_IMAGES, "ms/image", 0);
    }
  heddle_bench_remove_folder (folder);
  return NULL;
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_thread_join (g_thread_new ("bench", bench_thread, argv + 1));
  return 0;
}
