/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <libintl.h>
#include <locale.h>
#include <unistd.h>

#include "imaging/heddle-imaging-operations.h"
#include "imaging/heddle-imaging-sandbox.h"

#define MAX_REQUEST_BYTES (96 * 1024 * 1024)
#define READ_SIZE 65536

/* How much nicer a process is that gives way. */
#define NICENESS 10

static const struct
{
  const char            *name;
  HeddleImagingOperation function;
} operations[] = {
  { "compose", heddle_imaging_compose },       { "convert", heddle_imaging_convert },
  { "info", heddle_imaging_info },             { "render-svg", heddle_imaging_render_svg },
  { "resize", heddle_imaging_resize },         { "text", heddle_imaging_text },
  { "thumbnail", heddle_imaging_thumbnail },
};

static const char *const allowed_loaders[] = {
  "VipsForeignLoadPng",   "VipsForeignLoadJpeg", "VipsForeignLoadWebp", "VipsForeignLoadHeif",
  "VipsForeignLoadNsgif", "VipsForeignLoadTiff", "VipsForeignLoadSvg",
};

static gint64 max_pixels = 100 * 1000 * 1000;
static gint64 max_memory = G_GINT64_CONSTANT (6) << 30;
static int cpu_seconds = 120;
static gboolean give_way;

static const GOptionEntry options[] = {
  { "max-pixels", 0, 0, G_OPTION_ARG_INT64, &max_pixels, "The most pixels of an image", "N" },
  { "max-memory", 0, 0, G_OPTION_ARG_INT64, &max_memory, "The most memory, in bytes", "N" },
  { "cpu-seconds", 0, 0, G_OPTION_ARG_INT, &cpu_seconds, "The most time of a request", "N" },
  { "give-way", 0, 0, G_OPTION_ARG_NONE, &give_way, "Leave the processor to others", NULL },
  G_OPTION_ENTRY_NULL,
};

static HeddleImagingOperation
find_operation (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (operations); i++)
    {
      if (g_str_equal (operations[i].name, name))
        return operations[i].function;
    }

  return NULL;
}

static gboolean
perform (yyjson_val         *request,
         HeddleImagingResult *reply,
         GError            **error)
{
  g_autoptr (HeddleImagingParams) params = NULL;
  HeddleImagingOperation operation;
  const char *name;

  if (!yyjson_is_obj (request))
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_BAD_REQUEST, NULL,
                                _("A request to the imaging worker is not a JSON object."));
      return FALSE;
    }

  params = heddle_imaging_params_new (request);
  heddle_imaging_params_get_int (params, "id", 0, G_GINT64_CONSTANT (1) << 53, 0);
  name = heddle_imaging_params_require_string (params, "op");
  operation = find_operation (name);
  if (operation == NULL)
    {
      heddle_imaging_set_error (error, HEDDLE_IMAGING_ERROR_BAD_REQUEST, NULL,
                                _("There is no image operation “%s”."), name);
      return FALSE;
    }

  return operation (params, reply, error);
}

static gboolean
write_all (int         fd,
           const char *data,
           gsize       length)
{
  while (length > 0)
    {
      gssize written = write (fd, data, length);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      length -= (gsize) written;
    }

  return TRUE;
}

static void
add_error (yyjson_mut_doc *doc,
           yyjson_mut_val *root,
           const GError   *error)
{
  const char *details = heddle_imaging_error_get_details (error);
  yyjson_mut_val *object = yyjson_mut_obj_add_obj (doc, root, "error");

  yyjson_mut_obj_add_str (doc, object, "code",
                          heddle_imaging_error_to_string ((HeddleImagingError) error->code));
  yyjson_mut_obj_add_strcpy (doc, object, "message", error->message);
  if (details != NULL)
    {
      g_autofree char *valid = g_utf8_make_valid (details, -1);

      yyjson_mut_obj_add_strcpy (doc, object, "details", valid);
    }
}

static gboolean
answer (int         fd,
        const char *line,
        gsize       length)
{
  yyjson_doc *request = yyjson_read (line, length, 0);
  yyjson_val *root = yyjson_doc_get_root (request);
  yyjson_mut_doc *doc = yyjson_mut_doc_new (NULL);
  yyjson_mut_val *object = yyjson_mut_obj (doc);
  HeddleImagingResult reply = { doc, yyjson_mut_obj (doc) };
  g_autoptr (GError) error = NULL;
  char *text;
  gsize size;
  gboolean written;

  yyjson_mut_doc_set_root (doc, object);
  yyjson_mut_obj_add_uint (doc, object, "id", yyjson_get_uint (yyjson_obj_get (root, "id")));

  heddle_imaging_sandbox_begin_request ((guint) cpu_seconds);
  if (perform (root, &reply, &error))
    yyjson_mut_obj_add_val (doc, object, "result", reply.object);
  else
    add_error (doc, object, error);
  vips_error_clear ();

  text = yyjson_mut_write (doc, YYJSON_WRITE_NEWLINE_AT_END, &size);
  written = write_all (fd, text, size);
  g_free (text);
  yyjson_mut_doc_free (doc);
  yyjson_doc_free (request);

  return written;
}

/* Answers every whole line in the buffer and keeps what is left of the last one. */
static gboolean
answer_lines (int         fd,
              GByteArray *buffer,
              gsize       searched)
{
  gsize start = 0;

  for (gsize i = searched; i < buffer->len; i++)
    {
      if (buffer->data[i] != '\n')
        continue;
      if (!answer (fd, (const char *) buffer->data + start, i - start))
        return FALSE;
      start = i + 1;
    }

  if (start > 0)
    g_byte_array_remove_range (buffer, 0, (guint) start);

  return buffer->len <= MAX_REQUEST_BYTES;
}

static int
serve (int in,
       int out)
{
  g_autoptr (GByteArray) buffer = g_byte_array_new ();

  for (;;)
    {
      gsize filled = buffer->len;
      gssize count;

      g_byte_array_set_size (buffer, (guint) (filled + READ_SIZE));
      count = read (in, buffer->data + filled, READ_SIZE);
      g_byte_array_set_size (buffer, (guint) (filled + (gsize) MAX (count, 0)));

      if (count == 0)
        return EXIT_SUCCESS;
      if (count < 0 && errno != EINTR)
        return EXIT_FAILURE;
      if (count > 0 && !answer_lines (out, buffer, filled))
        return EXIT_FAILURE;
    }
}

/* The replies' pipe is ours alone: what a library prints goes to standard error. */
static int
claim_standard_output (void)
{
  int fd = fcntl (STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);

  if (fd < 0 || dup2 (STDERR_FILENO, STDOUT_FILENO) < 0)
    return -1;

  return fd;
}

static void
start_vips (const char *program)
{
  if (vips_init (program) != 0)
    g_error ("libvips cannot start: %s", vips_error_buffer ());

  vips_concurrency_set (1);
  vips_cache_set_max (0);
  vips_operation_block_set ("VipsForeignLoad", TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (allowed_loaders); i++)
    vips_operation_block_set (allowed_loaders[i], FALSE);
}

/* As far as it goes, for who is nice already. */
static gboolean
step_back (void)
{
  errno = 0;

  return nice (NICENESS) != -1 || errno == 0;
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;
  int status;
  int out;

  setlocale (LC_ALL, "");
  setlocale (LC_NUMERIC, "C");
  bindtextdomain (GETTEXT_PACKAGE, HEDDLE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  g_option_context_add_main_entries (context, options, GETTEXT_PACKAGE);
  out = claim_standard_output ();
  if (out < 0 || !g_option_context_parse (context, &argc, &argv, &error) ||
      (give_way && !step_back ()) || !heddle_imaging_sandbox_enter ((guint64) max_memory, &error))
    {
      g_printerr ("%s\n", error != NULL ? error->message : g_strerror (errno));
      return EXIT_FAILURE;
    }

  start_vips (argv[0]);
  heddle_imaging_set_max_pixels ((guint64) max_pixels);

  status = serve (STDIN_FILENO, out);
  vips_shutdown ();

  return status;
}
