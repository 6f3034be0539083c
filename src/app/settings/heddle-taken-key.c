/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "settings/heddle-taken-key.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  HeddleConnections *connections;
  HeddleProvider    *provider;
  HeddleSecret      *key;
  char              *origin;
} TakenKey;

static void
taken_key_free (gpointer  data,
                GClosure *closure)
{
  TakenKey *taken = data;

  g_clear_object (&taken->connections);
  g_clear_object (&taken->provider);
  g_clear_pointer (&taken->key, heddle_secret_unref);
  g_free (taken->origin);
  g_free (taken);
}

static void
undo_cb (AdwToast *toast,
         gpointer  data)
{
  TakenKey *taken = data;

  heddle_connections_put_back (taken->connections, taken->provider, taken->key, taken->origin);
}

/**
 * heddle_taken_key_new_toast:
 * @connections: the connections
 * @provider: one of the providers
 * @key: what was its key
 *
 * Returns: (transfer full): what says that the key is gone, and puts it back on demand. It keeps
 *   the key in memory for that, and nothing else does.
 */
AdwToast *
heddle_taken_key_new_toast (HeddleConnections *connections,
                            HeddleProvider    *provider,
                            HeddleSecret      *key)
{
  TakenKey *taken = g_new0 (TakenKey, 1);
  AdwToast *toast = adw_toast_new ("");
  g_autofree char *title = g_strdup_printf (_("The key for %s was removed"), heddle_provider_get_name (provider));

  taken->connections = g_object_ref (connections);
  taken->provider = g_object_ref (provider);
  taken->key = heddle_secret_ref (key);
  taken->origin = heddle_providers_dup_origin (heddle_connections_get_providers (connections),
                                               heddle_provider_get_id (provider));
  adw_toast_set_use_markup (toast, FALSE);
  adw_toast_set_title (toast, title);
  adw_toast_set_button_label (toast, _("_Undo"));
  /* It stays for as long as the dialog does, or until it is dismissed. */
  adw_toast_set_timeout (toast, 0);
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (undo_cb), taken, taken_key_free, G_CONNECT_DEFAULT);
  return toast;
}
