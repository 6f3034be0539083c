/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/heddle-window-private.h"

#include <glib/gi18n-lib.h>

#include "widgets/heddle-settle.h"
#include "window/heddle-window-state.h"

static JsonNode *
make_state (HeddleWindow *self)
{
  g_autoptr (JsonObject) state = json_object_new ();

  json_object_set_string_member (state, "place", gtk_stack_get_visible_child_name (self->stack));
  json_object_set_boolean_member (state, "sidebar",
                                  adw_navigation_split_view_get_show_content (self->split_view));
  json_object_set_member (state, "workflows", heddle_workflows_place_save_state (self->workflows));
  if (self->gallery != NULL)
    json_object_set_member (state, "gallery", heddle_gallery_place_save_state (self->gallery));
  else if (self->gallery_state != NULL)
    json_object_set_object_member (state, "gallery", json_object_ref (self->gallery_state));
  return json_node_init_object (json_node_alloc (), state);
}

static void
close_anyway_cb (HeddleWindow *self,
                 const char   *response)
{
  self->saving = FALSE;
  self->leaving = FALSE;
  if (!g_str_equal (response, "discard"))
    {
      heddle_window_import_next (self);
      return;
    }
  self->leaving = self->n_importing > 0;
  if (self->leaving)
    return;
  self->saved = TRUE;
  gtk_window_destroy (GTK_WINDOW (self));
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleWindow *self = owner;

  if (error != NULL)
    heddle_window_ask_to_close_anyway (self, _("The Last Changes Could Not Be Kept"), error);
  else if (!heddle_workflows_place_is_saved (self->workflows))
    heddle_window_save_and_close (self);
  else
    {
      self->saved = TRUE;
      gtk_window_destroy (GTK_WINDOW (self));
    }
}

/*
 * heddle_window_ask_to_close_anyway:
 * @self: the window, which is about to go
 * @what: what stands in the way, a title
 * @error: why
 */
void
heddle_window_ask_to_close_anyway (HeddleWindow *self,
                                   const char   *what,
                                   const GError *error)
{
  AdwDialog *dialog = adw_alert_dialog_new (what, error->message);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "stay", _("_Stay"), "discard", _("_Close Anyway"),
                                  NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "stay");
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "discard", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (close_anyway_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/*
 * heddle_window_save_and_close:
 * @self: the window
 *
 * Closes it once the library holds what is in it. What was handed in comes in first, whole.
 */
void
heddle_window_save_and_close (HeddleWindow *self)
{
  g_autoptr (JsonNode) state = NULL;

  self->leaving = TRUE;
  if (self->n_importing > 0)
    return;
  state = make_state (self);
  self->stopping = FALSE;
  self->saving = TRUE;
  heddle_settle (dex_future_all (heddle_workflows_place_save (self->workflows),
                                 heddle_window_state_save (self->session, state), NULL),
                 saved_cb, self);
}

/* Runs that a shell has asked for are stopped with the library. */
static gboolean
is_running (HeddleWindow *self)
{
  return heddle_workflows_place_is_running (self->workflows) || heddle_session_is_serving (self->session);
}

static void
stop_response_cb (HeddleWindow *self,
                  const char   *response)
{
  self->question = NULL;
  self->stopping = g_str_equal (response, "stop");
  if (!self->stopping)
    return;
  heddle_workflows_place_stop_all (self->workflows);
  if (!heddle_workflows_place_is_running (self->workflows))
    heddle_window_save_and_close (self);
}

/*
 * heddle_window_running_changed:
 * @self: the window
 *
 * Closes it where what was in the way of that is gone, whether it was stopped or has come to its end.
 */
void
heddle_window_running_changed (HeddleWindow *self)
{
  if ((!self->stopping && self->question == NULL) || heddle_workflows_place_is_running (self->workflows)
      || (!self->stopping && heddle_session_is_serving (self->session)))
    return;
  if (self->question != NULL)
    {
      g_signal_handlers_disconnect_by_func (self->question, stop_response_cb, self);
      adw_dialog_force_close (self->question);
      self->question = NULL;
    }
  heddle_window_save_and_close (self);
}

static void
ask_to_stop (HeddleWindow *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (_("Stop the Run and Quit?"),
                                            _("A workflow is running. What it has made so far stays in the gallery; "
                                              "a request that has been sent may still be charged."));

  self->question = dialog;
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Keep Running"), "stop",
                                  _("_Stop and Quit"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "stop", ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (stop_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/*
 * heddle_window_leave:
 * @self: the window, which shows the library
 *
 * Has it close, unless that is under way; asks first where that ends runs.
 */
void
heddle_window_leave (HeddleWindow *self)
{
  if (self->question != NULL || self->stopping || self->leaving || self->saving)
    return;
  if (is_running (self))
    ask_to_stop (self);
  else
    heddle_window_save_and_close (self);
}
