/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-failed-rows.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#include "base/heddle-threads.h"
#include "engine/heddle-rows-export.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

typedef struct
{
  GtkWidget     *widget;
  HeddleLibrary *library;
  char          *run;
  GFile         *file;
} Saving;

static void
saving_free (gpointer data)
{
  Saving *saving = data;

  g_clear_object (&saving->widget);
  g_clear_object (&saving->library);
  g_clear_object (&saving->file);
  g_free (saving->run);
  g_free (saving);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Saving, saving_free)

static gboolean
save (gpointer   data,
      GValue    *value,
      GError   **error)
{
  Saving *saving = data;
  guint n_rows;
  g_autofree char *text = heddle_rows_export (saving->library, saving->run, HEDDLE_ROWS_EXPORT_FAILED, &n_rows, error);

  if (text == NULL
      || !g_file_replace_contents (saving->file, text, strlen (text), NULL, FALSE, G_FILE_CREATE_REPLACE_DESTINATION, NULL,
                                   NULL, error))
    return FALSE;
  g_value_init (value, G_TYPE_UINT);
  g_value_set_uint (value, n_rows);
  return TRUE;
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  guint n_rows;

  if (error != NULL)
    {
      heddle_toast_error (owner, _("The rows could not be saved"), error);
      return;
    }
  n_rows = g_value_get_uint (value);
  heddle_toast_tell (owner, ngettext ("%u row saved", "%u rows saved", n_rows), n_rows);
}

static void
chosen_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      data)
{
  g_autoptr (Saving) saving = data;
  g_autoptr (GtkWidget) widget = g_steal_pointer (&saving->widget);
  g_autoptr (GError) error = NULL;

  saving->file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);
  if (saving->file != NULL)
    heddle_settle (heddle_run_waiting (save, g_steal_pointer (&saving), saving_free), saved_cb, widget);
  else if (!g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    heddle_toast_error (widget, _("The rows could not be saved"), error);
}

/**
 * heddle_failed_rows_save:
 * @widget: where that is asked for
 * @session: a session with an open library
 * @run: a run on a table
 *
 * Asks for a file, and writes the rows of the table there in which something failed.
 */
void
heddle_failed_rows_save (GtkWidget              *widget,
                         HeddleSession          *session,
                         const HeddleRunSummary *run)
{
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  /* Translators: the name of a file, with the number of a run */
  g_autofree char *name = g_strdup_printf (_("Failed rows of run %" PRId64 ".csv"), run->number);
  Saving *saving = g_new0 (Saving, 1);

  saving->widget = g_object_ref (widget);
  saving->library = g_object_ref (heddle_session_get_library (session));
  saving->run = g_strdup (run->uuid);
  gtk_file_dialog_set_title (dialog, _("Export Failed Rows"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, chosen_cb, saving);
}
