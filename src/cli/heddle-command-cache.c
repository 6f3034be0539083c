/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "assets/heddle-library-check.h"
#include "base/heddle-threads.h"
#include "engine/heddle-cache-bound.h"
#include "heddle-command.h"

static const struct
{
  const char *unit;
  gint64      bytes;
} units[] = {
  { "", 1 },
  { "B", 1 },
  { "KB", 1000 },
  { "MB", 1000 * 1000 },
  { "GB", 1000 * 1000 * 1000 },
  { "TB", G_GINT64_CONSTANT (1000) * 1000 * 1000 * 1000 },
};

static gboolean
read_size (const char  *text,
           gint64      *bytes,
           GError     **error)
{
  char *end;
  double number = g_ascii_strtod (text, &end);

  while (g_ascii_isspace (*end))
    end++;
  for (guint i = 0; end != text && number >= 0 && i < G_N_ELEMENTS (units); i++)
    if (g_ascii_strcasecmp (end, units[i].unit) == 0 && number * (double) units[i].bytes < 1e18)
      {
        *bytes = (gint64) (number * (double) units[i].bytes);
        return TRUE;
      }
  heddle_usage_error_set (error, _("“%s” is no size; it has the form 500MB or 10GB"), text);
  return FALSE;
}

static gboolean
print_size (HeddleInvocation  *invocation,
            HeddleLibrary     *library,
            GError           **error)
{
  g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (library, error);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *used = NULL;
  g_autofree char *bound = NULL;
  HeddleCacheSize size;

  if (reader == NULL || !heddle_cache_bound_measure (reader, &size, error))
    return FALSE;
  used = g_format_size ((guint64) size.bytes);
  bound = g_format_size ((guint64) size.bound);
  heddle_invocation_print (invocation, ngettext ("%" PRId64 " result takes %s of %s.", "%" PRId64 " results take %s of %s.",
                                                 (gulong) size.entries), size.entries, used, bound);
  json_object_set_string_member (object, "event", "cache");
  json_object_set_int_member (object, "entries", size.entries);
  json_object_set_int_member (object, "bytes", size.bytes);
  json_object_set_int_member (object, "bound", size.bound);
  heddle_invocation_print_object (invocation, object);
  return TRUE;
}

/* What the forgotten results alone had needed is deleted, too. */
static gboolean
trim (HeddleInvocation  *invocation,
      HeddleLibrary     *library,
      const char        *to,
      GError           **error)
{
  g_auto (GValue) value = G_VALUE_INIT;
  gint64 bytes;
  gint64 collected;

  if (to != NULL)
    {
      if (!read_size (to, &bytes, error))
        return FALSE;
    }
  else
    {
      g_autoptr (HeddleDatabase) reader = heddle_library_open_reader (library, error);
      HeddleCacheSize size;

      if (reader == NULL || !heddle_cache_bound_measure (reader, &size, error))
        return FALSE;
      bytes = size.bound;
    }
  if (!heddle_cache_bound_trim (library, bytes, error)
      || !heddle_wait_for (heddle_library_check_collect (library), &value, error))
    return FALSE;
  collected = ((HeddleLibraryCheck *) g_value_get_boxed (&value))->n_collected;
  heddle_invocation_print (invocation, ngettext ("Removed %" PRId64 " file that nothing needs.",
                                                 "Removed %" PRId64 " files that nothing needs.", (gulong) collected),
                           collected);
  return TRUE;
}

static gboolean
set_bound (HeddleLibrary  *library,
           const char     *text,
           GError        **error)
{
  gint64 bytes;

  return text == NULL || (read_size (text, &bytes, error) && heddle_cache_bound_set (library, bytes, error));
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  const char *action = arguments[0] == NULL ? "size" : arguments[0];
  const char *size = arguments[0] == NULL ? NULL : arguments[1];
  gboolean trims = g_str_equal (action, "trim");
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleLibrary) library = NULL;

  if (!trims && !g_str_equal (action, "size"))
    {
      heddle_usage_error_set (&error, _("“%s” is none of size and trim"), action);
      return heddle_invocation_report (invocation, NULL, error);
    }
  library = heddle_invocation_open_library (invocation, trims || size != NULL ? HEDDLE_LIBRARY_READ_WRITE
                                                                              : HEDDLE_LIBRARY_READ_ONLY, &error);
  if (library == NULL)
    return heddle_invocation_report (invocation, NULL, error);
  if ((trims ? trim (invocation, library, size, &error) : set_bound (library, size, &error)))
    print_size (invocation, library, &error);
  heddle_library_close (library, error == NULL ? &error : NULL);
  return error == NULL ? HEDDLE_EXIT_DONE : heddle_invocation_report (invocation, NULL, error);
}

const HeddleCommand heddle_command_cache = {
  .name = "cache",
  .synopsis = "[size [SIZE] | trim [SIZE]]",
  .summary = N_("Tell or change how much is kept of what steps have made"),
  .description = N_("What a step has made is kept, so that it need not be made, and paid for, again. “size” tells how "
                    "much that takes; with a SIZE (500MB, 10GB) it sets how much it may take, 10.7 GB unless told "
                    "otherwise. What was not used for longest goes first; “trim” does that at once, down to the bound "
                    "or to SIZE, and removes the files that nothing else needs. Results that are in the library stay."),
  .least = 0,
  .most = 2,
  .run = run,
};
