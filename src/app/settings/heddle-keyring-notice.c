/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "settings/heddle-keyring-notice.h"

#include <glib/gi18n-lib.h>

#include "providers/heddle-keyring.h"

struct _HeddleKeyringNotice
{
  AdwPreferencesGroup  parent_instance;
  HeddleConnections   *connections;
  char                *variable;
  AdwActionRow        *row;
  GtkStack            *actions;
};

G_DEFINE_FINAL_TYPE (HeddleKeyringNotice, heddle_keyring_notice, ADW_TYPE_PREFERENCES_GROUP)

static void
show_text (HeddleKeyringNotice *self,
           const char          *title,
           const char          *text)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->row), title);
  adw_action_row_set_subtitle (self->row, text);
}

static void
show_missing (HeddleKeyringNotice *self)
{
  g_autofree char *text = g_strdup_printf (
    /* Translators: %s is an environment variable */
    _("Keys are kept in the system's keyring and nowhere else, and this session has none. Install one, such as GNOME "
      "Keyring or KWallet, and log in again. Until then a key can come from the environment variable %s."),
    self->variable);

  show_text (self, _("There Is No Keyring"), text);
}

static void
show_broken (HeddleKeyringNotice *self,
             const GError        *problem)
{
  const char *words = heddle_provider_error_get_words (problem);
  g_autofree char *text = g_strdup_printf (
    /* Translators: what the keyring says, and an environment variable */
    _("It says: %s. Look at it in the desktop's password program. A key can also come from the environment variable "
      "%s."),
    words != NULL ? words : problem->message, self->variable);

  show_text (self, _("The Keyring Refuses"), text);
}

static void
update (HeddleKeyringNotice *self)
{
  const GError *problem = heddle_connections_get_problem (self->connections);
  gboolean unlocking = heddle_connections_is_unlocking (self->connections);
  gboolean locked = problem != NULL && problem->code == HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED;

  gtk_widget_set_visible (GTK_WIDGET (self), problem != NULL);
  if (problem == NULL)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->actions), locked);
  gtk_stack_set_visible_child_name (self->actions, unlocking ? "unlocking" : "unlock");
  if (locked)
    show_text (self, _("The Keyring Is Locked"),
               _("Keys are in the system's keyring, which opens with your password. Unlock it to see, test and change "
                 "them."));
  else if (problem->code == HEDDLE_PROVIDER_ERROR_KEYRING_MISSING)
    show_missing (self);
  else
    show_broken (self, problem);
}

static void
unlock_cb (HeddleKeyringNotice *self)
{
  heddle_connections_unlock (self->connections);
}

static void
heddle_keyring_notice_finalize (GObject *object)
{
  HeddleKeyringNotice *self = HEDDLE_KEYRING_NOTICE (object);

  g_clear_object (&self->connections);
  g_clear_pointer (&self->variable, g_free);

  G_OBJECT_CLASS (heddle_keyring_notice_parent_class)->finalize (object);
}

static void
heddle_keyring_notice_class_init (HeddleKeyringNoticeClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_keyring_notice_finalize;
}

static void
heddle_keyring_notice_init (HeddleKeyringNotice *self)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Unlock…"));
  GtkWidget *spinner = adw_spinner_new ();

  self->row = ADW_ACTION_ROW (adw_action_row_new ());
  self->actions = GTK_STACK (gtk_stack_new ());
  gtk_widget_add_css_class (icon, "warning");
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  g_signal_connect_object (button, "clicked", G_CALLBACK (unlock_cb), self, G_CONNECT_SWAPPED);
  gtk_stack_add_named (self->actions, button, "unlock");
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _("Unlocking the Keyring"), -1);
  gtk_stack_add_named (self->actions, spinner, "unlocking");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->row), FALSE);
  adw_action_row_add_prefix (self->row, icon);
  adw_action_row_add_suffix (self->row, GTK_WIDGET (self->actions));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), GTK_WIDGET (self->row));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * heddle_keyring_notice_set_connections:
 * @self: a notice
 * @connections: whose keyring it speaks of
 * @provider: (nullable): the provider that it is shown beside; %NULL for all
 *
 * Has it speak.
 */
void
heddle_keyring_notice_set_connections (HeddleKeyringNotice *self,
                                       HeddleConnections   *connections,
                                       HeddleProvider      *provider)
{
  g_return_if_fail (self->connections == NULL);

  self->connections = g_object_ref (connections);
  self->variable = heddle_keyring_dup_variable ("HEDDLE_KEY_",
                                                provider != NULL ? heddle_provider_get_id (provider) : "openai");
  g_signal_connect_object (connections, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}
