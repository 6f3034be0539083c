/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-toast.h"

#include <glib/gi18n-lib.h>

static void
add (GtkWidget *widget,
     AdwToast  *toast)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);

  adw_toast_set_use_markup (toast, FALSE);
  if (overlay != NULL)
    adw_toast_overlay_add_toast (ADW_TOAST_OVERLAY (overlay), toast);
  else
    g_object_unref (g_object_ref_sink (toast));
}

/**
 * heddle_toast_tell:
 * @widget: a widget of the window
 * @format: what to say
 * @...: what goes into it
 *
 * Says something at the bottom of the window.
 */
void
heddle_toast_tell (GtkWidget  *widget,
                   const char *format,
                   ...)
{
  g_autofree char *text = NULL;
  va_list arguments;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add (widget, adw_toast_new (text));
}

static void
show_details_cb (AdwToast  *toast,
                 GtkWidget *overlay)
{
  AdwDialog *dialog = adw_alert_dialog_new (adw_toast_get_title (toast),
                                            g_object_get_data (G_OBJECT (toast), "details"));

  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, overlay);
}

/**
 * heddle_toast_error:
 * @widget: a widget of the window
 * @what: what could not be done, a sentence
 * @error: why
 *
 * Says that something could not be done; why is one click away.
 */
void
heddle_toast_error (GtkWidget    *widget,
                    const char   *what,
                    const GError *error)
{
  GtkWidget *overlay = gtk_widget_get_ancestor (widget, ADW_TYPE_TOAST_OVERLAY);
  AdwToast *toast = adw_toast_new (what);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_timeout (toast, 0);
  adw_toast_set_button_label (toast, _("_Details"));
  g_object_set_data_full (G_OBJECT (toast), "details", g_strdup (error->message), g_free);
  g_signal_connect_object (toast, "button-clicked", G_CALLBACK (show_details_cb), overlay, G_CONNECT_DEFAULT);
  add (widget, toast);
}

/**
 * heddle_toast_lead:
 * @widget: a widget of the window
 * @what: what cannot be done, a sentence
 * @label: the button's label, with a mnemonic
 * @action: the action behind it, which takes a string
 * @target: that string
 *
 * Says what cannot be done, and leads to where it can be changed.
 */
void
heddle_toast_lead (GtkWidget  *widget,
                   const char *what,
                   const char *label,
                   const char *action,
                   const char *target)
{
  AdwToast *toast = adw_toast_new (what);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_set_button_label (toast, label);
  adw_toast_set_action_name (toast, action);
  adw_toast_set_action_target (toast, "s", target);
  add (widget, toast);
}

/**
 * heddle_toast_undo:
 * @widget: a widget of the window
 * @undo: called, swapped, with @data when the person takes it back
 * @data: an object
 * @format: what was done
 * @...: what goes into it
 *
 * Says what was done, and offers to take it back.
 *
 * Returns: (transfer none): the toast
 */
AdwToast *
heddle_toast_undo (GtkWidget  *widget,
                   GCallback   undo,
                   gpointer    data,
                   const char *format,
                   ...)
{
  g_autofree char *text = NULL;
  va_list arguments;
  AdwToast *toast;

  va_start (arguments, format);
  text = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  toast = adw_toast_new (text);
  adw_toast_set_button_label (toast, _("_Undo"));
  g_signal_connect_object (toast, "button-clicked", undo, data, G_CONNECT_SWAPPED);
  add (widget, toast);
  return toast;
}
