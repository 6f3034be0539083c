/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-place-keys.h"

/* What lies below a dialog does not act on keys that were meant for the dialog. */
static gboolean
is_covered (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  return ADW_IS_APPLICATION_WINDOW (root)
         && adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (root)) != NULL;
}

static gboolean
pressed_cb (GtkWidget *widget,
            GVariant  *arguments,
            gpointer   data)
{
  return gtk_widget_get_mapped (widget) && !is_covered (widget) && gtk_widget_activate_action (widget, data, NULL);
}

/**
 * heddle_place_keys_add:
 * @widget: a part of the window that is not always shown
 * @keys: (array length=n_keys): what its keys are; the strings are static
 * @n_keys: how many there are
 *
 * Has keys work wherever the focus is in the window, as long as the widget is what is shown. What has
 * the focus gets them first.
 */
void
heddle_place_keys_add (GtkWidget            *widget,
                       const HeddlePlaceKey *keys,
                       guint                 n_keys)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_set_scope (GTK_SHORTCUT_CONTROLLER (controller), GTK_SHORTCUT_SCOPE_GLOBAL);
  for (guint i = 0; i < n_keys; i++)
    gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (controller),
      gtk_shortcut_new (gtk_shortcut_trigger_parse_string (keys[i].trigger),
                        gtk_callback_action_new (pressed_cb, (gpointer) keys[i].action, NULL)));
  gtk_widget_add_controller (widget, controller);
}
