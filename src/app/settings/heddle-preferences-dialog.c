/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "settings/heddle-preferences-dialog.h"

#include <glib/gi18n-lib.h>

#include "settings/heddle-appearance.h"
#include "settings/heddle-connection-page.h"
#include "settings/heddle-connections.h"
#include "settings/heddle-consent-group.h"
#include "settings/heddle-keyring-notice.h"

struct _HeddlePreferencesDialog
{
  AdwPreferencesDialog  parent_instance;
  HeddleSession        *session;
  HeddleConnections    *connections;
  GPtrArray            *providers;
  GPtrArray            *rows;

  AdwComboRow          *color_scheme;
  HeddleConsentGroup   *consent_group;
  HeddleKeyringNotice  *notice;
  AdwPreferencesGroup  *providers_group;
};

G_DEFINE_FINAL_TYPE (HeddlePreferencesDialog, heddle_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

/* In the order of the list. */
static const char *const schemes[] = { "default", "light", "dark" };

static gboolean
read_scheme (GValue   *value,
             GVariant *variant,
             gpointer  data)
{
  for (guint i = 0; i < G_N_ELEMENTS (schemes); i++)
    if (g_str_equal (schemes[i], g_variant_get_string (variant, NULL)))
      g_value_set_uint (value, i);
  return TRUE;
}

static GVariant *
write_scheme (const GValue       *value,
              const GVariantType *type,
              gpointer            data)
{
  guint nth = g_value_get_uint (value);

  return nth < G_N_ELEMENTS (schemes) ? g_variant_new_string (schemes[nth]) : NULL;
}

static void
bind_appearance (HeddlePreferencesDialog *self)
{
  GSettings *settings = heddle_appearance_get_settings ();

  gtk_widget_set_sensitive (GTK_WIDGET (self->color_scheme), settings != NULL);
  if (settings != NULL)
    g_settings_bind_with_mapping (settings, "color-scheme", self->color_scheme, "selected", G_SETTINGS_BIND_DEFAULT,
                                  read_scheme, write_scheme, NULL, NULL);
  else
    adw_action_row_set_subtitle (ADW_ACTION_ROW (self->color_scheme),
                                 _("Heddle is not installed completely: the schema of its settings is missing."));
}

static void
update_row (HeddlePreferencesDialog *self,
            GtkWidget               *row,
            HeddleProvider          *provider)
{
  HeddleKeyState state = heddle_connections_get_key_state (self->connections, provider);
  g_autofree char *summary = heddle_connections_dup_summary (self->connections, provider);
  GtkImage *icon = g_object_get_data (G_OBJECT (row), "state");
  gboolean usable = state != HEDDLE_KEY_STATE_MISSING && state != HEDDLE_KEY_STATE_UNKNOWN;

  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), summary);
  gtk_image_set_from_icon_name (icon, usable ? "object-select-symbolic" : "dialog-password-symbolic");
  if (usable)
    gtk_widget_add_css_class (GTK_WIDGET (icon), "success");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (icon), "success");
}

static void
update (HeddlePreferencesDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    update_row (self, g_ptr_array_index (self->rows, i), g_ptr_array_index (self->providers, i));
}

static void
row_activated_cb (HeddlePreferencesDialog *self,
                  GtkWidget               *row)
{
  guint nth;

  if (g_ptr_array_find (self->rows, row, &nth))
    adw_preferences_dialog_push_subpage (
      ADW_PREFERENCES_DIALOG (self),
      ADW_NAVIGATION_PAGE (heddle_connection_page_new (self->connections,
                                                       g_ptr_array_index (self->providers, nth))));
}

static void
add_row (HeddlePreferencesDialog *self,
         HeddleProvider          *provider)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *icon = gtk_image_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), heddle_provider_get_name (provider));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data (G_OBJECT (row), "state", icon);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_signal_connect_object (row, "activated", G_CALLBACK (row_activated_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (self->providers_group, row);
  g_ptr_array_add (self->rows, row);
}

/* What works at once comes first. */
static int
compare_providers (gconstpointer a,
                   gconstpointer b)
{
  HeddleProvider *x = (HeddleProvider *) a;
  HeddleProvider *y = (HeddleProvider *) b;
  gboolean x_is_built_in = heddle_manifest_get_adapter (heddle_provider_get_manifest (x)) != NULL;
  gboolean y_is_built_in = heddle_manifest_get_adapter (heddle_provider_get_manifest (y)) != NULL;

  if (x_is_built_in != y_is_built_in)
    return x_is_built_in ? -1 : 1;
  return g_utf8_collate (heddle_provider_get_name (x), heddle_provider_get_name (y));
}

static void
failed_cb (HeddlePreferencesDialog *self,
           const char              *message)
{
  AdwToast *toast = adw_toast_new (message);

  adw_toast_set_use_markup (toast, FALSE);
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (self), toast);
}

/* The keyring may have been unlocked, or a key added, with another program. */
static void
active_cb (HeddlePreferencesDialog *self,
           GParamSpec              *pspec,
           GtkWindow               *window)
{
  if (gtk_window_is_active (window) && !heddle_connections_is_unlocking (self->connections))
    heddle_connections_refresh (self->connections);
}

static void
heddle_preferences_dialog_root (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (heddle_preferences_dialog_parent_class)->root (widget);

  g_signal_connect_object (gtk_widget_get_root (widget), "notify::is-active", G_CALLBACK (active_cb), widget,
                           G_CONNECT_SWAPPED);
}

static void
heddle_preferences_dialog_unroot (GtkWidget *widget)
{
  g_signal_handlers_disconnect_by_func (gtk_widget_get_root (widget), active_cb, widget);

  GTK_WIDGET_CLASS (heddle_preferences_dialog_parent_class)->unroot (widget);
}

static void
heddle_preferences_dialog_dispose (GObject *object)
{
  HeddlePreferencesDialog *self = HEDDLE_PREFERENCES_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_PREFERENCES_DIALOG);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->providers, g_ptr_array_unref);
  g_clear_object (&self->connections);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_preferences_dialog_parent_class)->dispose (object);
}

static void
heddle_preferences_dialog_class_init (HeddlePreferencesDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_preferences_dialog_dispose;
  widget_class->root = heddle_preferences_dialog_root;
  widget_class->unroot = heddle_preferences_dialog_unroot;

  g_type_ensure (HEDDLE_TYPE_CONSENT_GROUP);
  g_type_ensure (HEDDLE_TYPE_KEYRING_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-preferences-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddlePreferencesDialog, color_scheme);
  gtk_widget_class_bind_template_child (widget_class, HeddlePreferencesDialog, consent_group);
  gtk_widget_class_bind_template_child (widget_class, HeddlePreferencesDialog, notice);
  gtk_widget_class_bind_template_child (widget_class, HeddlePreferencesDialog, providers_group);
}

static void
heddle_preferences_dialog_init (HeddlePreferencesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = g_ptr_array_new ();
}

/**
 * heddle_preferences_dialog_new:
 * @session: a session with a library
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
heddle_preferences_dialog_new (HeddleSession *session)
{
  HeddlePreferencesDialog *self = g_object_new (HEDDLE_TYPE_PREFERENCES_DIALOG, NULL);
  HeddleProviders *providers = heddle_session_get_service (session, HEDDLE_TYPE_PROVIDERS);

  self->session = g_object_ref (session);
  self->connections = heddle_connections_new (providers);
  self->providers = heddle_providers_list (providers);
  g_ptr_array_sort_values (self->providers, compare_providers);
  bind_appearance (self);
  heddle_consent_group_set_session (self->consent_group, session);
  g_signal_connect_object (self->consent_group, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  for (guint i = 0; i < self->providers->len; i++)
    add_row (self, g_ptr_array_index (self->providers, i));
  heddle_keyring_notice_set_connections (self->notice, self->connections, NULL);
  g_signal_connect_object (self->connections, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->connections, "failed", G_CALLBACK (failed_cb), self, G_CONNECT_SWAPPED);
  update (self);
  heddle_connections_refresh (self->connections);
  return ADW_DIALOG (self);
}

/**
 * heddle_preferences_dialog_show_connection:
 * @self: the dialog
 * @provider: a provider's id
 *
 * Goes to the connection of one provider, or to all where there is no such provider.
 */
void
heddle_preferences_dialog_show_connection (HeddlePreferencesDialog *self,
                                           const char              *provider)
{
  adw_preferences_dialog_set_visible_page_name (ADW_PREFERENCES_DIALOG (self), "connections");
  for (guint i = 0; i < self->providers->len; i++)
    if (g_str_equal (heddle_provider_get_id (g_ptr_array_index (self->providers, i)), provider))
      row_activated_cb (self, g_ptr_array_index (self->rows, i));
}
