/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/heddle-window-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"
#include "workflows/heddle-workflow-tasks.h"

/* More would only have the imaging processes read from the disk in turns. */
#define MAX_IMPORTING 4

/* Of what comes in together, a workflow is shown rather than pictures, whichever is there first. */
static void
show_arrival (HeddleWindow *self,
              const char   *workflow)
{
  if (workflow != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.open-workflow", "s", workflow);
  else if (!self->opened_arrival)
    heddle_window_go_to (self, "gallery");
  self->opened_arrival |= workflow != NULL;
}

static void
imported_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleWindow *self = owner;

  self->n_importing--;
  heddle_window_import_next (self);
  if (self->leaving && error != NULL)
    {
      self->leaving = FALSE;
      heddle_window_ask_to_close_anyway (self, _("The File Could Not Be Imported"), error);
      return;
    }
  if (self->leaving)
    {
      if (self->n_importing == 0)
        heddle_window_save_and_close (self);
      return;
    }
  if (error != NULL)
    heddle_toast_error (GTK_WIDGET (self->stack), _("The file could not be imported"), error);
  else
    show_arrival (self, g_value_get_string (value));
  if (self->n_importing == 0)
    self->opened_arrival = FALSE;
}

/*
 * heddle_window_import_next:
 * @self: the window
 *
 * Brings in what has been handed in, as soon as the library is open.
 */
void
heddle_window_import_next (HeddleWindow *self)
{
  while (self->n_importing < MAX_IMPORTING && self->arrivals->len > 0 &&
         heddle_session_is_open (self->session))
    {
      g_autoptr (GFile) file = g_ptr_array_steal_index (self->arrivals, 0);

      self->n_importing++;
      heddle_settle (heddle_workflow_tasks_import (self->session, g_file_peek_path (file), FALSE), imported_cb, self);
    }
}

/**
 * heddle_window_import:
 * @self: the window
 * @file: a workflow or an image
 *
 * Brings a file into the library, as soon as that is open.
 */
void
heddle_window_import (HeddleWindow *self,
                      GFile        *file)
{
  if (g_file_peek_path (file) == NULL)
    {
      heddle_toast_tell (GTK_WIDGET (self->states), _("Only files on this machine can be imported"));
      return;
    }
  g_ptr_array_add (self->arrivals, g_object_ref (file));
  if (self->restored)
    heddle_window_import_next (self);
}
