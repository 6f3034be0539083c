/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-cache-clearing.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "base/heddle-threads.h"
#include "engine/heddle-cache-bound.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

struct _HeddleCacheClearing
{
  GObject             parent_instance;
  GtkWidget          *widget;
  HeddleSession      *session;
  HeddleLibrary      *library;
  HeddleCacheCleared  cleared;
  HeddleCacheSize     size;
};

G_DEFINE_FINAL_TYPE (HeddleCacheClearing, heddle_cache_clearing, G_TYPE_OBJECT)

static void
heddle_cache_clearing_finalize (GObject *object)
{
  HeddleCacheClearing *self = HEDDLE_CACHE_CLEARING (object);

  g_clear_object (&self->widget);
  g_clear_object (&self->session);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (heddle_cache_clearing_parent_class)->finalize (object);
}

static void
heddle_cache_clearing_class_init (HeddleCacheClearingClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_cache_clearing_finalize;
}

static void
heddle_cache_clearing_init (HeddleCacheClearing *self)
{
}

static gboolean
measure (HeddleDatabase  *database,
         gpointer         data,
         GValue          *result,
         GError         **error)
{
  HeddleCacheClearing *self = data;

  return heddle_cache_bound_measure (database, &self->size, error);
}

static gboolean
clear (gpointer   data,
       GValue    *value,
       GError   **error)
{
  HeddleCacheClearing *self = data;

  if (!heddle_cache_bound_trim (self->library, 0, error))
    return FALSE;
  g_value_init (value, G_TYPE_BOOLEAN);
  g_value_set_boolean (value, TRUE);
  return TRUE;
}

static void
cleared_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleCacheClearing *self = owner;

  if (error != NULL)
    {
      heddle_toast_error (self->widget, _("Cached results stay as they were"), error);
    }
  else
    {
      heddle_toast_tell (self->widget, ngettext ("%" PRId64 " cached result cleared", "%" PRId64 " cached results cleared",
                                                 (gulong) self->size.entries),
                         self->size.entries);
      self->cleared (self->widget);
    }
  g_object_unref (self);
}

static void
response_cb (HeddleCacheClearing *self,
             const char          *response)
{
  if (g_str_equal (response, "clear") && heddle_session_is_open (self->session))
    heddle_settle (heddle_run_waiting (clear, g_object_ref (self), g_object_unref), cleared_cb, self);
  else
    g_object_unref (self);
}

static void
ask (HeddleCacheClearing *self)
{
  g_autofree char *size = g_format_size ((guint64) self->size.bytes);
  g_autofree char *kept = g_strdup_printf (ngettext ("%" PRId64 " result of steps is kept in this library (%s), for all "
                                                     "workflows, so that it need not be made and paid for again.",
                                                     "%" PRId64 " results of steps are kept in this library (%s), for all "
                                                     "workflows, so that they need not be made and paid for again.",
                                                     (gulong) self->size.entries),
                                           self->size.entries, size);
  /* Translators: %s is a sentence that says how many results are kept */
  g_autofree char *body = g_strdup_printf (_("%s\n\nOnce cleared, each run makes, and pays for, everything anew. What is "
                                             "in the gallery stays."), kept);
  AdwDialog *dialog = adw_alert_dialog_new (_("Clear Cached Results?"), body);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "clear", _("C_lear"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "clear", ADW_RESPONSE_DESTRUCTIVE);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "cancel");
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (response_cb), self);
  adw_dialog_present (dialog, self->widget);
}

static void
measured_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleCacheClearing *self = owner;

  if (error == NULL && self->size.entries > 0)
    {
      ask (self);
      return;
    }
  if (error != NULL)
    heddle_toast_error (self->widget, _("Cached results could not be counted"), error);
  else
    heddle_toast_tell (self->widget, _("There are no cached results"));
  g_object_unref (self);
}

/**
 * heddle_cache_clearing_ask:
 * @widget: where it is asked for
 * @session: a session with a library
 * @cleared: called afterwards, if it was done
 *
 * Says what is kept, asks, and has all of it forgotten. What is in the gallery stays.
 */
void
heddle_cache_clearing_ask (GtkWidget          *widget,
                           HeddleSession      *session,
                           HeddleCacheCleared  cleared)
{
  HeddleCacheClearing *self = g_object_new (HEDDLE_TYPE_CACHE_CLEARING, NULL);

  self->widget = g_object_ref (widget);
  self->session = g_object_ref (session);
  self->library = g_object_ref (heddle_session_get_library (session));
  self->cleared = cleared;
  heddle_settle (heddle_library_read (self->library, measure, g_object_ref (self), g_object_unref), measured_cb, self);
}
