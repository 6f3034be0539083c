/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-invocation.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <unistd.h>

#include "base/heddle-json.h"
#include "engine/heddle-owner-protocol.h"
#include "providers/heddle-provider-error.h"

#define MAX_ANSWER_BYTES 64

G_DEFINE_QUARK (heddle-usage-error-quark, heddle_usage_error)

/**
 * heddle_invocation_init:
 * @self: an invocation
 */
void
heddle_invocation_init (HeddleInvocation *self)
{
  *self = (HeddleInvocation) {
    .cancellable = g_cancellable_new (),
    .impatient = g_cancellable_new (),
  };
}

/**
 * heddle_invocation_clear:
 * @self: an invocation
 */
void
heddle_invocation_clear (HeddleInvocation *self)
{
  g_clear_pointer (&self->library_path, g_free);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->impatient);
}

/**
 * heddle_invocation_dup_library_path:
 * @self: an invocation
 *
 * Returns: (transfer full): the folder of the library that the person named, or of the one in the
 *   user's data directory
 */
char *
heddle_invocation_dup_library_path (HeddleInvocation *self)
{
  if (self->library_path != NULL)
    return g_canonicalize_filename (self->library_path, NULL);
  return g_build_filename (g_get_user_data_dir (), "heddle", "library", NULL);
}

/**
 * heddle_invocation_has_library:
 * @self: an invocation
 *
 * Returns: whether there is anything where the library would be
 */
gboolean
heddle_invocation_has_library (HeddleInvocation *self)
{
  g_autofree char *path = heddle_invocation_dup_library_path (self);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* Whatever keeps the library from being opened, the command ends as for a library. */
static GError *
as_library_error (const GError *error)
{
  if (error->domain == HEDDLE_STORE_ERROR && error->code != HEDDLE_STORE_ERROR_INVALID
      && error->code != HEDDLE_STORE_ERROR_NOT_FOUND)
    return g_error_copy (error);
  return g_error_new_literal (HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CANNOT_OPEN, error->message);
}

/**
 * heddle_invocation_open_library:
 * @self: an invocation
 * @flags: how to open it
 * @error: return location
 *
 * Opens the library that the person named, or the one in the user's data directory.
 *
 * Returns: (transfer full): the library; %NULL with [error@StoreError]
 */
HeddleLibrary *
heddle_invocation_open_library (HeddleInvocation    *self,
                                HeddleLibraryFlags   flags,
                                GError             **error)
{
  g_autofree char *path = heddle_invocation_dup_library_path (self);
  g_autoptr (GError) reason = NULL;
  HeddleLibrary *library = heddle_library_open (path, flags, &reason);

  if (library == NULL)
    g_propagate_error (error, as_library_error (reason));
  return library;
}

/**
 * heddle_invocation_open_reader:
 * @self: an invocation
 * @library: (out) (transfer full): the library
 * @error: return location
 *
 * Opens the library for reading only, which works while another process owns it.
 *
 * Returns: (transfer full): a connection; %NULL with [error@StoreError]
 */
HeddleDatabase *
heddle_invocation_open_reader (HeddleInvocation  *self,
                               HeddleLibrary    **library,
                               GError           **error)
{
  g_autoptr (HeddleLibrary) opened = heddle_invocation_open_library (self, HEDDLE_LIBRARY_READ_ONLY, error);
  HeddleDatabase *reader = opened == NULL ? NULL : heddle_library_open_reader (opened, error);

  if (reader != NULL)
    *library = g_steal_pointer (&opened);
  return reader;
}

static void
print_to (FILE       *file,
          const char *format,
          va_list     arguments)
{
  g_autofree char *text = g_strdup_vprintf (format, arguments);

  fputs (text, file);
  fputc ('\n', file);
  fflush (file);
}

/**
 * heddle_invocation_print:
 * @self: an invocation
 * @format: of a line for people
 * @...: what it names
 *
 * Prints a line on standard output, unless JSON is wanted there.
 */
void
heddle_invocation_print (HeddleInvocation *self,
                         const char       *format,
                         ...)
{
  va_list arguments;

  if (self->json)
    return;
  va_start (arguments, format);
  print_to (stdout, format, arguments);
  va_end (arguments);
}

/**
 * heddle_invocation_progress:
 * @self: an invocation
 * @format: of a line for people
 * @...: what it names
 *
 * Prints a line on standard error, unless the person wants quiet.
 */
void
heddle_invocation_progress (HeddleInvocation *self,
                            const char       *format,
                            ...)
{
  va_list arguments;

  if (self->quiet)
    return;
  va_start (arguments, format);
  print_to (stderr, format, arguments);
  va_end (arguments);
}

/**
 * heddle_invocation_can_ask:
 *
 * Returns: whether somebody sits at a terminal, and can be asked
 */
gboolean
heddle_invocation_can_ask (void)
{
  return isatty (STDIN_FILENO) && isatty (STDERR_FILENO);
}

static gboolean
is_yes (const char *answer)
{
  /* Translators: the letter that questions such as “Run it? [y/N]” are agreed to with, in lower case. */
  g_autofree char *yes = g_utf8_casefold (_("y"), -1);
  g_autofree char *folded = g_utf8_validate (answer, -1, NULL) ? g_utf8_casefold (answer, -1) : g_strdup ("");

  g_strstrip (folded);
  return g_str_has_prefix (folded, yes);
}

/**
 * heddle_invocation_confirm:
 * @question: a question, which says how it is agreed to
 *
 * Asks whoever sits at the terminal, and waits for the answer.
 *
 * Returns: whether it was agreed to
 */
gboolean
heddle_invocation_confirm (const char *question)
{
  char answer[MAX_ANSWER_BYTES];

  g_printerr ("%s ", question);
  return fgets (answer, sizeof answer, stdin) != NULL && is_yes (answer);
}

/**
 * heddle_invocation_print_json:
 * @self: an invocation
 * @node: a value
 *
 * Prints a value on a line of its own, where JSON is wanted.
 */
void
heddle_invocation_print_json (HeddleInvocation *self,
                              JsonNode         *node)
{
  g_autofree char *text = NULL;

  if (!self->json)
    return;
  text = heddle_json_write (node, HEDDLE_JSON_COMPACT);
  fputs (text, stdout);
  fputc ('\n', stdout);
  fflush (stdout);
}

/**
 * heddle_invocation_print_object:
 * @self: an invocation
 * @object: an object
 *
 * Prints an object on a line of its own, where JSON is wanted.
 */
void
heddle_invocation_print_object (HeddleInvocation *self,
                                JsonObject       *object)
{
  g_autoptr (JsonNode) node = json_node_init_object (json_node_alloc (), object);

  heddle_invocation_print_json (self, node);
}

static HeddleExitStatus
status_of_error (const GError *error)
{
  if (error->domain == HEDDLE_OWNER_ERROR)
    return HEDDLE_EXIT_LIBRARY;
  if (g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BUDGET))
    return HEDDLE_EXIT_PAUSED;
  if (error->domain != HEDDLE_STORE_ERROR)
    return HEDDLE_EXIT_INVALID;

  switch ((HeddleStoreError) error->code)
    {
    case HEDDLE_STORE_ERROR_NOT_FOUND:
    case HEDDLE_STORE_ERROR_AMBIGUOUS:
    case HEDDLE_STORE_ERROR_INVALID:
      return HEDDLE_EXIT_INVALID;
    case HEDDLE_STORE_ERROR_FAILED:
    case HEDDLE_STORE_ERROR_CANNOT_OPEN:
    case HEDDLE_STORE_ERROR_NOT_A_LIBRARY:
    case HEDDLE_STORE_ERROR_LOCKED:
    case HEDDLE_STORE_ERROR_NEWER:
    case HEDDLE_STORE_ERROR_DAMAGED:
    case HEDDLE_STORE_ERROR_FULL:
    case HEDDLE_STORE_ERROR_READ_ONLY:
    case HEDDLE_STORE_ERROR_CONSTRAINT:
    case HEDDLE_STORE_ERROR_CLOSED:
    default:
      return HEDDLE_EXIT_LIBRARY;
    }
}

/**
 * heddle_invocation_report:
 * @self: an invocation
 * @where: (nullable): the file or thing that the error is about
 * @error: why the command cannot do its work
 *
 * Says what is wrong in one line on standard error, and as an event where JSON is wanted.
 *
 * Returns: what to exit with
 */
HeddleExitStatus
heddle_invocation_report (HeddleInvocation *self,
                          const char       *where,
                          const GError     *error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *line = g_strdelimit (g_strdup (error->message), "\n", ' ');

  if (where != NULL)
    g_printerr ("heddlectl: %s: %s\n", where, line);
  else
    g_printerr ("heddlectl: %s\n", line);

  json_object_set_string_member (object, "event", "error");
  json_object_set_string_member (object, "message", line);
  if (where != NULL)
    json_object_set_string_member (object, "where", where);
  else
    json_object_set_null_member (object, "where");
  heddle_invocation_print_object (self, object);
  return status_of_error (error);
}

/**
 * heddle_usage_error_set:
 * @error: return location
 * @format: of the message
 * @...: what it names
 *
 * Sets an error about how the command was called.
 */
void
heddle_usage_error_set (GError     **error,
                        const char  *format,
                        ...)
{
  va_list arguments;

  va_start (arguments, format);
  g_propagate_error (error, g_error_new_valist (HEDDLE_USAGE_ERROR, 0, format, arguments));
  va_end (arguments);
}
