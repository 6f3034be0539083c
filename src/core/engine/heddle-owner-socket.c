/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-owner-socket.h"

#include <glib/gstdio.h>

#include "engine/heddle-owner-protocol.h"

/* Who the other side is, the kernel says. */
static gboolean
allow_mechanism_cb (GDBusAuthObserver *observer,
                    const char        *mechanism,
                    gpointer           data)
{
  return g_str_equal (mechanism, "EXTERNAL");
}

static gboolean
authorize_cb (GDBusAuthObserver *observer,
              GIOStream         *stream,
              GCredentials      *credentials,
              gpointer           data)
{
  g_autoptr (GCredentials) own = g_credentials_new ();

  return credentials != NULL && g_credentials_is_same_user (credentials, own, NULL);
}

/**
 * heddle_owner_socket_open:
 * @library: the folder of a library that this process owns
 * @error: return location
 *
 * Opens a socket where the same person's other processes find the owner of the library. One that an
 * owner left who is dead is replaced. Blocks.
 *
 * Returns: (transfer full): a server that has not been started; %NULL with @error where there can be
 *   none
 */
GDBusServer *
heddle_owner_socket_open (const char  *library,
                          GError     **error)
{
  g_autofree char *socket = heddle_owner_dup_socket (library, error);
  g_autofree char *escaped = socket == NULL ? NULL : g_dbus_address_escape_value (socket);
  g_autofree char *address = NULL;
  g_autofree char *guid = g_dbus_generate_guid ();
  g_autoptr (GDBusAuthObserver) observer = g_dbus_auth_observer_new ();

  if (socket == NULL)
    return NULL;
  /* The library's lock is ours, so that a socket that is there belongs to nobody who is alive. */
  g_unlink (socket);
  address = g_strconcat ("unix:path=", escaped, NULL);
  g_signal_connect (observer, "allow-mechanism", G_CALLBACK (allow_mechanism_cb), NULL);
  g_signal_connect (observer, "authorize-authenticated-peer", G_CALLBACK (authorize_cb), NULL);
  return g_dbus_server_new_sync (address, G_DBUS_SERVER_FLAGS_AUTHENTICATION_REQUIRE_SAME_USER, guid, observer, NULL,
                                 error);
}
