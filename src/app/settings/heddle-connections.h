/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-providers.h"

G_BEGIN_DECLS

/**
 * HeddleKeyState:
 * @HEDDLE_KEY_STATE_UNKNOWN: the keyring has not answered, or cannot be asked
 * @HEDDLE_KEY_STATE_NOT_NEEDED: the provider works without a key
 * @HEDDLE_KEY_STATE_UNENCRYPTED: none is sent, since everyone on the way could read it
 * @HEDDLE_KEY_STATE_MISSING: there is none for the address in use
 * @HEDDLE_KEY_STATE_KEYRING: it is in the keyring
 * @HEDDLE_KEY_STATE_ENVIRONMENT: it comes from an environment variable
 *
 * Where a provider's key is.
 */
typedef enum
{
  HEDDLE_KEY_STATE_UNKNOWN,
  HEDDLE_KEY_STATE_NOT_NEEDED,
  HEDDLE_KEY_STATE_UNENCRYPTED,
  HEDDLE_KEY_STATE_MISSING,
  HEDDLE_KEY_STATE_KEYRING,
  HEDDLE_KEY_STATE_ENVIRONMENT,
} HeddleKeyState;

/**
 * HeddleConnections:
 *
 * What is known of the keys of all providers and of the keyring that they are in. Never a key.
 */
#define HEDDLE_TYPE_CONNECTIONS (heddle_connections_get_type ())
G_DECLARE_FINAL_TYPE (HeddleConnections, heddle_connections, HEDDLE, CONNECTIONS, GObject)

HeddleConnections *heddle_connections_new           (HeddleProviders   *providers);
HeddleProviders   *heddle_connections_get_providers (HeddleConnections *self);
void               heddle_connections_refresh       (HeddleConnections *self);
void               heddle_connections_unlock        (HeddleConnections *self);
void               heddle_connections_put_back      (HeddleConnections *self,
                                                     HeddleProvider    *provider,
                                                     HeddleSecret      *key,
                                                     const char        *origin);
gboolean           heddle_connections_is_unlocking  (HeddleConnections *self);
const GError      *heddle_connections_get_problem   (HeddleConnections *self);
HeddleKeyState     heddle_connections_get_key_state (HeddleConnections *self,
                                                     HeddleProvider    *provider);
char              *heddle_connections_dup_summary   (HeddleConnections *self,
                                                     HeddleProvider    *provider);

G_END_DECLS
