/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "settings/heddle-connection-page.h"

#include <glib/gi18n-lib.h>

#include "providers/heddle-address.h"
#include "providers/heddle-keyring.h"
#include "providers/heddle-manifest-provider.h"
#include "settings/heddle-keyring-notice.h"
#include "settings/heddle-connection-model-row.h"
#include "settings/heddle-taken-key.h"
#include "widgets/heddle-settle.h"

struct _HeddleConnectionPage
{
  AdwNavigationPage    parent_instance;
  HeddleConnections   *connections;
  HeddleProvider      *provider;
  HeddleSecret        *entered;
  AdwToast            *undo;
  gboolean             busy;

  HeddleKeyringNotice *notice;
  AdwPreferencesGroup *about_group;
  AdwActionRow        *keys_link;
  AdwPreferencesGroup *key_group;
  AdwActionRow        *state_row;
  GtkImage            *state_icon;
  GtkButton           *test_button;
  GtkButton           *remove_button;
  AdwPasswordEntryRow *entry;
  AdwButtonRow        *save_button;
  AdwActionRow        *result_row;
  GtkStack            *result_stack;
  GtkImage            *result_icon;
  GtkButton           *anyway_button;
  AdwExpanderRow      *details_row;
  AdwActionRow        *details;
  AdwPreferencesGroup *address_group;
  AdwEntryRow         *address;
  GtkButton           *usual_button;
  AdwActionRow        *address_problem;
  AdwPreferencesGroup *models_group;
};

G_DEFINE_FINAL_TYPE (HeddleConnectionPage, heddle_connection_page, ADW_TYPE_NAVIGATION_PAGE)

typedef enum
{
  OUTCOME_BUSY,
  OUTCOME_GOOD,
  OUTCOME_UNCLEAR,
  OUTCOME_BAD,
} Outcome;

static const struct
{
  const char *icon;
  const char *style;
} outcomes[] = {
  [OUTCOME_BUSY] = { NULL, NULL },
  [OUTCOME_GOOD] = { "object-select-symbolic", "success" },
  [OUTCOME_UNCLEAR] = { "dialog-warning-symbolic", "warning" },
  [OUTCOME_BAD] = { "dialog-error-symbolic", "error" },
};

static HeddleProviders *
get_providers (HeddleConnectionPage *self)
{
  return heddle_connections_get_providers (self->connections);
}

static void
set_style (GtkWidget *widget,
           const char *style)
{
  for (guint i = 0; i < G_N_ELEMENTS (outcomes); i++)
    if (outcomes[i].style != NULL)
      gtk_widget_remove_css_class (widget, outcomes[i].style);
  if (style != NULL)
    gtk_widget_add_css_class (widget, style);
}

static void
show_result (HeddleConnectionPage *self,
             Outcome               outcome,
             const char           *title,
             const char           *text,
             const char           *words)
{
  gboolean grave = outcome == OUTCOME_BAD || outcome == OUTCOME_UNCLEAR;

  gtk_stack_set_visible_child_name (self->result_stack, outcome == OUTCOME_BUSY ? "busy" : "done");
  gtk_image_set_from_icon_name (self->result_icon, outcomes[outcome].icon);
  set_style (GTK_WIDGET (self->result_icon), outcomes[outcome].style);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->result_row), title);
  adw_action_row_set_subtitle (self->result_row, text);
  gtk_widget_set_visible (GTK_WIDGET (self->result_row), TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->anyway_button), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->details_row), words != NULL);
  adw_expander_row_set_expanded (self->details_row, FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->details), words != NULL ? words : "");
  if (outcome != OUTCOME_BUSY)
    {
      g_autofree char *announcement = g_strdup_printf ("%s. %s", title, text);

      gtk_accessible_announce (GTK_ACCESSIBLE (self), announcement,
                               grave ? GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH
                                     : GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
    }
}

static const char *
get_failure_title (const GError *error)
{
  if (error->domain != HEDDLE_PROVIDER_ERROR)
    return _("Not Done");
  switch (error->code)
    {
    case HEDDLE_PROVIDER_ERROR_KEY_REFUSED:
      return _("Key Refused");
    case HEDDLE_PROVIDER_ERROR_QUOTA:
      return _("No Credit Left");
    case HEDDLE_PROVIDER_ERROR_RATE_LIMITED:
      return _("Too Many Requests");
    case HEDDLE_PROVIDER_ERROR_UNREACHABLE:
      return _("Not Reached");
    case HEDDLE_PROVIDER_ERROR_UNTRUSTED:
      return _("No Secure Connection");
    case HEDDLE_PROVIDER_ERROR_TIMED_OUT:
      return _("No Answer");
    case HEDDLE_PROVIDER_ERROR_KEYRING:
    case HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED:
    case HEDDLE_PROVIDER_ERROR_KEYRING_MISSING:
      return _("Not Kept");
    case HEDDLE_PROVIDER_ERROR_MISSING_KEY:
      return _("No Key");
    default:
      return _("Not Tested");
    }
}

static gboolean
is_about_keyring (const GError *error)
{
  return g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEYRING)
         || g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED)
         || g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEYRING_MISSING);
}

static void
show_failure (HeddleConnectionPage *self,
              const GError         *error)
{
  gboolean refused = g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEY_REFUSED);

  show_result (self, refused || is_about_keyring (error) ? OUTCOME_BAD : OUTCOME_UNCLEAR,
               get_failure_title (error), error->message, heddle_provider_error_get_words (error));
  if (is_about_keyring (error))
    heddle_connections_refresh (self->connections);
}

static gboolean
can_keep (HeddleConnectionPage *self)
{
  const GError *problem = heddle_connections_get_problem (self->connections);

  /* Keeping a key in a locked keyring has the desktop ask to unlock it. */
  return problem == NULL || problem->code == HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED;
}

/* Nothing turns insensitive while something is being done: it would lose the keyboard's focus. */
static void
update_sensitivity (HeddleConnectionPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->entry));

  gtk_widget_set_sensitive (GTK_WIDGET (self->save_button), *text != '\0');
  gtk_widget_set_sensitive (GTK_WIDGET (self->anyway_button), can_keep (self));
}

static void
set_busy (HeddleConnectionPage *self,
          const char           *what)
{
  self->busy = what != NULL;
  gtk_editable_set_editable (GTK_EDITABLE (self->entry), !self->busy);
  if (self->busy)
    show_result (self, OUTCOME_BUSY, what, "", NULL);
}

static void
forget_entered (HeddleConnectionPage *self)
{
  g_clear_pointer (&self->entered, heddle_secret_unref);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
}

static void
update (HeddleConnectionPage *self)
{
  HeddleKeyState state = heddle_connections_get_key_state (self->connections, self->provider);
  g_autofree char *summary = heddle_connections_dup_summary (self->connections, self->provider);
  gboolean has = state == HEDDLE_KEY_STATE_KEYRING || state == HEDDLE_KEY_STATE_ENVIRONMENT;
  gboolean open = state == HEDDLE_KEY_STATE_UNENCRYPTED;

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->state_row), summary);
  adw_action_row_set_subtitle (self->state_row,
                               state == HEDDLE_KEY_STATE_ENVIRONMENT
                                 ? _("It wins over a key in the keyring, for as long as Heddle runs")
                                 : NULL);
  gtk_image_set_from_icon_name (self->state_icon, has ? "object-select-symbolic" : "dialog-password-symbolic");
  set_style (GTK_WIDGET (self->state_icon), has ? "success" : NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->test_button), has || open);
  gtk_widget_set_visible (GTK_WIDGET (self->entry), !open);
  gtk_widget_set_visible (GTK_WIDGET (self->save_button), !open);
  gtk_widget_set_visible (GTK_WIDGET (self->remove_button), state == HEDDLE_KEY_STATE_KEYRING);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->save_button),
                                 can_keep (self) ? _("Test and _Save") : _("_Test"));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->entry),
                                 state == HEDDLE_KEY_STATE_KEYRING ? _("Another Key") : _("Key"));
  update_sensitivity (self);
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleConnectionPage *self = owner;

  set_busy (self, NULL);
  if (error != NULL)
    {
      show_failure (self, error);
      return;
    }
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  forget_entered (self);
  if (self->undo != NULL)
    adw_toast_dismiss (self->undo);
  show_result (self, OUTCOME_GOOD, _("Saved"), _("The key is in the keyring."), NULL);
  heddle_connections_refresh (self->connections);
}

static void
save (HeddleConnectionPage *self)
{
  set_busy (self, _("Saving…"));
  heddle_settle (heddle_providers_set_key (get_providers (self), heddle_provider_get_id (self->provider),
                                           self->entered),
                 saved_cb, self);
}

static void
save_anyway_cb (HeddleConnectionPage *self)
{
  if (self->entered != NULL && !self->busy)
    save (self);
}

static void
show_accepted (HeddleConnectionPage *self,
               gboolean              kept)
{
  const char *name = heddle_provider_get_name (self->provider);
  g_autofree char *text = kept ? g_strdup_printf (_("%s accepts the key."), name)
                               : g_strdup_printf (_("%s accepts the key, but there is no keyring to keep it in."),
                                                  name);

  show_result (self, OUTCOME_GOOD, _("All Well"), text, NULL);
}

static void
entered_tested_cb (gpointer      owner,
                   const GValue *value,
                   const GError *error)
{
  HeddleConnectionPage *self = owner;

  if (error == NULL && can_keep (self))
    {
      save (self);
      return;
    }
  if (error == NULL)
    {
      set_busy (self, NULL);
      forget_entered (self);
      show_accepted (self, FALSE);
      return;
    }
  set_busy (self, NULL);
  show_failure (self, error);
  gtk_widget_set_visible (GTK_WIDGET (self->anyway_button),
                          !g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEY_REFUSED));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
save_cb (HeddleConnectionPage *self)
{
  g_autofree char *title = NULL;
  char *text;

  if (self->busy)
    return;
  text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_clear_pointer (&self->entered, heddle_secret_unref);
  if (*text != '\0')
    self->entered = heddle_secret_new (text, -1);
  heddle_secret_free (text);
  if (self->entered == NULL)
    return;
  /* Translators: %s is a provider */
  title = g_strdup_printf (_("Asking %s…"), heddle_provider_get_name (self->provider));
  set_busy (self, title);
  heddle_settle (heddle_providers_test_key (get_providers (self), heddle_provider_get_id (self->provider),
                                            self->entered),
                 entered_tested_cb, self);
}

/* What was offered to be saved is not what stands there now. */
static void
entry_changed_cb (HeddleConnectionPage *self)
{
  gtk_widget_set_visible (GTK_WIDGET (self->anyway_button), FALSE);
  update_sensitivity (self);
}

static void
show_tested (HeddleConnectionPage *self)
{
  g_autofree char *text = NULL;

  if (heddle_connections_get_key_state (self->connections, self->provider) != HEDDLE_KEY_STATE_UNENCRYPTED)
    {
      show_accepted (self, TRUE);
      return;
    }
  /* Translators: %s is a provider */
  text = g_strdup_printf (_("%s answers."), heddle_provider_get_name (self->provider));
  show_result (self, OUTCOME_GOOD, _("All Well"), text, NULL);
}

static void
stored_tested_cb (gpointer      owner,
                  const GValue *value,
                  const GError *error)
{
  HeddleConnectionPage *self = owner;

  set_busy (self, NULL);
  if (error != NULL)
    show_failure (self, error);
  else
    show_tested (self);
}

static void
test_cb (HeddleConnectionPage *self)
{
  g_autofree char *title = g_strdup_printf (_("Asking %s…"), heddle_provider_get_name (self->provider));

  if (self->busy)
    return;
  set_busy (self, title);
  heddle_settle (heddle_providers_test_key (get_providers (self), heddle_provider_get_id (self->provider), NULL),
                 stored_tested_cb, self);
}

static void
offer_undo (HeddleConnectionPage *self,
            HeddleSecret         *key)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog == NULL)
    return;
  g_set_weak_pointer (&self->undo, heddle_taken_key_new_toast (self->connections, self->provider, key));
  adw_preferences_dialog_add_toast (ADW_PREFERENCES_DIALOG (dialog), self->undo);
}

static void
removed_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleConnectionPage *self = owner;
  HeddleSecret *key = error == NULL ? g_value_get_boxed (value) : NULL;

  set_busy (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->result_row), FALSE);
  if (error != NULL)
    show_failure (self, error);
  else if (key != NULL)
    offer_undo (self, key);
  heddle_connections_refresh (self->connections);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
remove_cb (HeddleConnectionPage *self)
{
  if (self->busy)
    return;
  set_busy (self, _("Removing…"));
  heddle_settle (heddle_providers_take_key (get_providers (self), heddle_provider_get_id (self->provider)),
                 removed_cb, self);
}

static void
link_activated_cb (HeddleConnectionPage *self)
{
  const char *link = heddle_manifest_get_link (heddle_provider_get_manifest (self->provider), "keys");
  g_autoptr (GtkUriLauncher) launcher = gtk_uri_launcher_new (link);

  gtk_uri_launcher_launch (launcher, GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), NULL, NULL, NULL);
}

static void
show_address (HeddleConnectionPage *self)
{
  HeddleManifestProvider *provider = HEDDLE_MANIFEST_PROVIDER (self->provider);
  const char *url = heddle_manifest_provider_get_base_url (provider);
  const char *usual = heddle_manifest_get_base_url (heddle_provider_get_manifest (self->provider));
  g_autofree char *hosts = heddle_manifest_provider_dup_hosts (provider);
  /* Translators: %s is a list of names such as *.example.com */
  g_autofree char *where = hosts != NULL ? g_markup_printf_escaped (_("The key also goes to these hosts: %s"), hosts) : NULL;

  adw_preferences_group_set_description (self->key_group, where);
  /* What is set here needs no button to apply it. */
  adw_entry_row_set_show_apply_button (self->address, FALSE);
  gtk_editable_set_text (GTK_EDITABLE (self->address), url);
  adw_entry_row_set_show_apply_button (self->address, TRUE);
  gtk_widget_set_visible (GTK_WIDGET (self->usual_button),
                          !g_str_equal (url, usual) && !heddle_manifest_provider_is_overridden (provider));
}

static void
show_address_problem (HeddleConnectionPage *self,
                      const GError         *error)
{
  gtk_widget_set_visible (GTK_WIDGET (self->address_problem), error != NULL);
  if (error == NULL)
    {
      gtk_widget_remove_css_class (GTK_WIDGET (self->address), "error");
      return;
    }
  gtk_widget_add_css_class (GTK_WIDGET (self->address), "error");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->address_problem), error->message);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_HIGH);
}

static void
address_kept_cb (gpointer      owner,
                 const GValue *value,
                 const GError *error)
{
  HeddleConnectionPage *self = owner;

  set_busy (self, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->result_row), FALSE);
  show_address_problem (self, error);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
  if (error == NULL)
    show_address (self);
  heddle_connections_refresh (self->connections);
}

static void
keep_address (HeddleConnectionPage *self,
              const char           *url,
              gboolean              unencrypted)
{
  if (self->busy)
    return;
  /* A key that was typed for the old address does not go to the new one unasked. */
  forget_entered (self);
  set_busy (self, _("Changing the address…"));
  heddle_settle (heddle_providers_set_address (get_providers (self), heddle_provider_get_id (self->provider), url,
                                               unencrypted),
                 address_kept_cb, self);
}

static void
unencrypted_response_cb (HeddleConnectionPage *self,
                         const char           *response,
                         AdwAlertDialog       *dialog)
{
  if (g_str_equal (response, "use"))
    {
      keep_address (self, g_object_get_data (G_OBJECT (dialog), "url"), TRUE);
      return;
    }
  show_address (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->address));
}

static void
ask_about_unencrypted (HeddleConnectionPage *self,
                       const char           *url)
{
  g_autofree char *origin = heddle_address_dup_origin (url);
  /* Translators: %s is an address such as http://192.168.1.9:11434 */
  g_autofree char *text = g_strdup_printf (_("Everyone on the network can read what is sent to %s: prompts, images "
                                             "and results. No key is ever sent there."),
                                           origin);
  AdwDialog *dialog = adw_alert_dialog_new (_("Use Without Encryption?"), text);

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "use", _("_Use the Address"),
                                  NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "use", ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), "url", g_strdup (url), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (unencrypted_response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
address_applied_cb (HeddleConnectionPage *self)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->address))));
  const char *usual = heddle_manifest_get_base_url (heddle_provider_get_manifest (self->provider));
  g_autoptr (GError) error = NULL;

  if (*text == '\0' || g_str_equal (text, usual))
    keep_address (self, NULL, FALSE);
  else if (heddle_address_check (text, NULL, &error))
    keep_address (self, text, FALSE);
  else if (heddle_address_is_plain_private (text) && heddle_address_check (text, text, NULL))
    ask_about_unencrypted (self, text);
  else
    show_address_problem (self, error);
}

static void
usual_cb (HeddleConnectionPage *self)
{
  keep_address (self, NULL, FALSE);
}

static void
hidden_cb (HeddleConnectionPage *self)
{
  if (!self->busy)
    forget_entered (self);
}

static void
heddle_connection_page_dispose (GObject *object)
{
  HeddleConnectionPage *self = HEDDLE_CONNECTION_PAGE (object);

  if (self->entry != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_CONNECTION_PAGE);
  g_clear_weak_pointer (&self->undo);
  g_clear_pointer (&self->entered, heddle_secret_unref);
  g_clear_object (&self->connections);
  g_clear_object (&self->provider);

  G_OBJECT_CLASS (heddle_connection_page_parent_class)->dispose (object);
}

static void
heddle_connection_page_class_init (HeddleConnectionPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_connection_page_dispose;

  g_type_ensure (HEDDLE_TYPE_KEYRING_NOTICE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-connection-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, notice);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, about_group);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, keys_link);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, key_group);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, state_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, state_icon);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, test_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, remove_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, entry);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, save_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, result_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, result_stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, result_icon);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, anyway_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, details_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, details);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, address_group);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, address);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, usual_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, address_problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleConnectionPage, models_group);
  gtk_widget_class_bind_template_callback (widget_class, hidden_cb);
  gtk_widget_class_bind_template_callback (widget_class, link_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, test_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_anyway_cb);
  gtk_widget_class_bind_template_callback (widget_class, address_applied_cb);
  gtk_widget_class_bind_template_callback (widget_class, usual_cb);
}

static void
heddle_connection_page_init (HeddleConnectionPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
describe (HeddleConnectionPage *self)
{
  HeddleManifest *manifest = heddle_provider_get_manifest (self->provider);
  const char *link = heddle_manifest_get_link (manifest, "keys");

  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), heddle_manifest_get_name (manifest));
  adw_preferences_group_set_description (self->about_group, heddle_manifest_get_description (manifest));
  gtk_widget_set_visible (GTK_WIDGET (self->keys_link), link != NULL);
  if (link != NULL)
    {
      g_autofree char *markup = g_markup_escape_text (link + strlen ("https://"), -1);

      adw_action_row_set_subtitle (self->keys_link, markup);
    }
}

static gboolean
is_keyless (HeddleConnectionPage *self)
{
  return heddle_manifest_get_auth_type (heddle_provider_get_manifest (self->provider)) == HEDDLE_AUTH_NONE;
}

static void
describe_address (HeddleConnectionPage *self)
{
  HeddleManifestProvider *provider = HEDDLE_MANIFEST_PROVIDER (self->provider);
  g_autofree char *variable = heddle_keyring_dup_variable ("HEDDLE_PROVIDER_URL_",
                                                           heddle_provider_get_id (self->provider));
  g_autofree char *overridden = g_strdup_printf (_("The environment variable %s says it, for as long as Heddle runs."),
                                                 variable);
  gboolean given = heddle_manifest_provider_is_overridden (provider);

  show_address (self);
  adw_preferences_group_set_description (
    self->address_group,
    given             ? overridden
    : is_keyless (self) ? _("Change it where the server runs on another machine, or at another port.")
                        : _("Change it only for a proxy, or for a server of your own that speaks the same language. A key "
                            "goes only to the address that it was entered for."));
  gtk_editable_set_editable (GTK_EDITABLE (self->address), !given);
}

static void
list_models (HeddleConnectionPage *self)
{
  GPtrArray *models = heddle_provider_get_models (self->provider);

  for (guint i = 0; i < models->len; i++)
    adw_preferences_group_add (self->models_group,
                               heddle_connection_model_row_new (get_providers (self), g_ptr_array_index (models, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->models_group), models->len > 0);
  if (heddle_manifest_takes_any_model (heddle_provider_get_manifest (self->provider)))
    adw_preferences_group_set_description (self->models_group,
                                           _("These are examples. A step can name any other model that is there."));
}

/**
 * heddle_connection_page_new:
 * @connections: the connections
 * @provider: one of the providers
 *
 * Returns: (transfer floating): the page of that provider
 */
HeddleConnectionPage *
heddle_connection_page_new (HeddleConnections *connections,
                            HeddleProvider    *provider)
{
  HeddleConnectionPage *self = g_object_new (HEDDLE_TYPE_CONNECTION_PAGE, NULL);
  self->connections = g_object_ref (connections);
  self->provider = g_object_ref (provider);
  describe (self);
  list_models (self);
  gtk_widget_set_visible (GTK_WIDGET (self->address_group), HEDDLE_IS_MANIFEST_PROVIDER (provider));
  if (HEDDLE_IS_MANIFEST_PROVIDER (provider))
    describe_address (self);
  gtk_widget_set_visible (GTK_WIDGET (self->key_group), !is_keyless (self));
  if (!is_keyless (self))
    heddle_keyring_notice_set_connections (self->notice, connections, provider);
  g_signal_connect_object (connections, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  return self;
}

/**
 * heddle_connection_page_get_provider:
 * @self: a page
 *
 * Returns: (transfer none): the provider's id
 */
const char *
heddle_connection_page_get_provider (HeddleConnectionPage *self)
{
  return heddle_provider_get_id (self->provider);
}
