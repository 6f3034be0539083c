/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-connection.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "providers/heddle-address.h"
#include "providers/heddle-provider-error.h"

#define NAME "^[a-z0-9][a-z0-9_-]{0,39}$"
#define LONGEST_ACCOUNT 200

static void
set_error (GError     **error,
           const char  *message)
{
  g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS, message);
}

/**
 * heddle_connection_new:
 * @provider: a provider's id
 * @name: what workflows call it
 *
 * Returns: (transfer full): a connection to the provider's usual address
 */
HeddleConnection *
heddle_connection_new (const char *provider,
                       const char *name)
{
  HeddleConnection *self;

  g_return_val_if_fail (provider != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = g_new0 (HeddleConnection, 1);
  self->provider = g_strdup (provider);
  self->name = g_strdup (name);

  return self;
}

/**
 * heddle_connection_free:
 * @self: (transfer full): a connection
 *
 * Frees it.
 */
void
heddle_connection_free (HeddleConnection *self)
{
  g_free (self->provider);
  g_free (self->name);
  g_free (self->address);
  g_clear_pointer (&self->account, json_object_unref);
  g_free (self);
}

/**
 * heddle_connection_dup_id:
 * @self: a connection
 *
 * Returns: (transfer full): `provider/name`, by which it is told from all others
 */
char *
heddle_connection_dup_id (HeddleConnection *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_strconcat (self->provider, "/", self->name, NULL);
}

/**
 * heddle_connection_split_id:
 * @id: `provider/name`
 * @provider: (out): the provider's id
 * @name: (out): the connection's name
 *
 * Returns: whether @id is one
 */
gboolean
heddle_connection_split_id (const char  *id,
                            char       **provider,
                            char       **name)
{
  const char *slash;

  g_return_val_if_fail (id != NULL, FALSE);

  slash = strchr (id, '/');
  if (slash == NULL || slash == id || slash[1] == '\0')
    return FALSE;

  *provider = g_strndup (id, (gsize) (slash - id));
  *name = g_strdup (slash + 1);

  return TRUE;
}

/**
 * heddle_connection_read:
 * @object: an entry of a person's file
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_ADDRESS
 *
 * Returns: (transfer full) (nullable): the connection; %NULL with @error set where the entry is none
 */
HeddleConnection *
heddle_connection_read (JsonObject  *object,
                        GError     **error)
{
  g_autoptr (HeddleConnection) self = NULL;

  g_return_val_if_fail (object != NULL, NULL);

  self = heddle_connection_new (heddle_json_get_string (object, "provider", ""),
                                heddle_json_get_string (object, "name", ""));
  self->address = g_strdup (heddle_json_get_string (object, "address", NULL));
  self->unencrypted = heddle_json_get_boolean (object, "unencrypted", FALSE);
  if (heddle_json_get_object (object, "account") != NULL)
    self->account = json_object_ref (heddle_json_get_object (object, "account"));

  if (*self->provider == '\0')
    {
      set_error (error, _("A connection is without a provider."));
      return NULL;
    }

  return heddle_connection_check (self, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * heddle_connection_write:
 * @self: a connection
 *
 * Returns: (transfer full): what [func@Connection.read] reads
 */
JsonNode *
heddle_connection_write (HeddleConnection *self)
{
  JsonNode *node = json_node_new (JSON_NODE_OBJECT);
  JsonObject *object = json_object_new ();

  json_node_take_object (node, object);
  json_object_set_string_member (object, "provider", self->provider);
  json_object_set_string_member (object, "name", self->name);
  if (self->address != NULL)
    json_object_set_string_member (object, "address", self->address);
  if (self->unencrypted)
    json_object_set_boolean_member (object, "unencrypted", TRUE);
  if (self->account != NULL)
    json_object_set_object_member (object, "account", json_object_ref (self->account));

  return node;
}

/* A line break in it would begin a header of its own. */
static gboolean
is_header_text (JsonNode *value)
{
  const char *text = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;

  if (text == NULL || *text == '\0' || strlen (text) > LONGEST_ACCOUNT)
    return FALSE;
  for (; *text != '\0'; text++)
    if (!g_ascii_isgraph (*text))
      return FALSE;

  return TRUE;
}

/**
 * heddle_connection_check:
 * @self: a connection
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_ADDRESS
 *
 * Returns: whether its name, its address and what it says of the account may be used
 */
gboolean
heddle_connection_check (HeddleConnection  *self,
                         GError           **error)
{
  g_autofree char *origin = NULL;
  JsonObjectIter iter;
  const char *header;
  JsonNode *value;

  g_return_val_if_fail (self != NULL, FALSE);

  if (!g_regex_match_simple (NAME, self->name, G_REGEX_DOLLAR_ENDONLY, 0))
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("“%s” cannot be the name of a connection. Use up to 40 of a–z, 0–9, “-” and “_”, "
                     "beginning with a letter or a digit."),
                   self->name);
      return FALSE;
    }

  if (self->address != NULL && self->unencrypted && heddle_address_is_plain_private (self->address))
    origin = heddle_address_dup_origin (self->address);
  if (self->address != NULL && !heddle_address_check (self->address, origin, error))
    return FALSE;
  if (self->account == NULL)
    return TRUE;

  json_object_iter_init (&iter, self->account);
  while (json_object_iter_next (&iter, &header, &value))
    {
      if (is_header_text (value))
        continue;
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("What the connection “%s” says as %s cannot be sent. Use up to %d letters, digits and signs, "
                     "without spaces."),
                   self->name, header, LONGEST_ACCOUNT);
      return FALSE;
    }

  return TRUE;
}

/**
 * heddle_connection_check_account:
 * @self: a connection
 * @declared: (nullable): what the provider's manifest declares: labels by the names of headers
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_ADDRESS
 *
 * Returns: whether the provider takes all that the connection says of the account
 */
gboolean
heddle_connection_check_account (HeddleConnection  *self,
                                 JsonObject        *declared,
                                 GError           **error)
{
  JsonObjectIter iter;
  const char *header;

  g_return_val_if_fail (self != NULL, FALSE);

  if (self->account == NULL)
    return TRUE;

  json_object_iter_init (&iter, self->account);
  while (json_object_iter_next (&iter, &header, NULL))
    {
      g_autoptr (GList) headers = declared != NULL ? json_object_get_members (declared) : NULL;
      g_autoptr (GString) known = g_string_new (NULL);

      if (declared != NULL && json_object_has_member (declared, header))
        continue;
      for (GList *l = headers; l != NULL; l = l->next)
        g_string_append_printf (known, "%s%s", known->len > 0 ? ", " : "", (const char *) l->data);
      if (known->len == 0)
        g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                     _("%s takes nothing as “%s”, nor anything else that tells accounts apart."), self->provider,
                     header);
      else
        g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                     _("%s takes nothing as “%s”. It takes: %s."), self->provider, header, known->str);
      return FALSE;
    }

  return TRUE;
}
