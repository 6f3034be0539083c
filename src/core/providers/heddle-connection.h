/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HeddleConnection:
 * @provider: a provider's id
 * @name: what workflows call it; unique among the provider's
 * @address: (nullable): where its requests go; %NULL for the provider's usual address
 * @unencrypted: whether a person has confirmed that @address is of a private network and not encrypted
 * @account: (nullable): what its requests say of the account: texts by the names of headers
 *
 * One of several connections of a person to a provider, beside the one that has no name. Its key is in
 * the keyring.
 */
typedef struct
{
  char       *provider;
  char       *name;
  char       *address;
  gboolean    unencrypted;
  JsonObject *account;
} HeddleConnection;

HeddleConnection *heddle_connection_new           (const char        *provider,
                                                   const char        *name);
void              heddle_connection_free          (HeddleConnection  *self);
char             *heddle_connection_dup_id        (HeddleConnection  *self);
gboolean          heddle_connection_split_id      (const char        *id,
                                                   char             **provider,
                                                   char             **name);
HeddleConnection *heddle_connection_read          (JsonObject        *object,
                                                   GError           **error);
JsonNode         *heddle_connection_write         (HeddleConnection  *self);
gboolean          heddle_connection_check         (HeddleConnection  *self,
                                                   GError           **error);
gboolean          heddle_connection_check_account (HeddleConnection  *self,
                                                   JsonObject        *declared,
                                                   GError           **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleConnection, heddle_connection_free)

G_END_DECLS
