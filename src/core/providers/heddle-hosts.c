/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-hosts.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "providers/heddle-address.h"
#include "providers/heddle-provider-error.h"

/* In place of all that may stand before the domain in a name. */
#define ANY "https://*."

static const char *
get_domain (const char *host)
{
  return g_str_has_prefix (host, ANY) ? host + strlen (ANY) - 1 : NULL;
}

static gboolean
is_origin (const char *host)
{
  const char *domain = get_domain (host);
  g_autofree char *address = domain != NULL ? g_strconcat ("https://any", domain, NULL) : g_strdup (host);
  g_autofree char *origin = heddle_address_dup_origin (address);

  return g_strcmp0 (origin, address) == 0 && strchr (address, '*') == NULL
         && heddle_address_check (address, NULL, NULL) && (domain == NULL || strchr (domain + 1, '.') != NULL);
}

/**
 * heddle_hosts_check:
 * @hosts: (nullable): a manifest's `hosts`
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST
 *
 * Returns: whether each is an origin that a key may go to, or all names of one domain
 */
gboolean
heddle_hosts_check (JsonArray  *hosts,
                    GError    **error)
{
  for (guint i = 0; hosts != NULL && i < json_array_get_length (hosts); i++)
    {
      if (is_origin (json_array_get_string_element (hosts, i)))
        continue;
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST,
                   _("hosts[%u]: must be like https://api.example.com or https://*.example.com, with nothing behind"),
                   i);
      return FALSE;
    }
  return TRUE;
}

/**
 * heddle_hosts_contain:
 * @hosts: (nullable): a manifest's `hosts`
 * @url: an address
 *
 * Returns: whether @url is at one of them
 */
gboolean
heddle_hosts_contain (JsonArray  *hosts,
                      const char *url)
{
  g_autofree char *origin = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  origin = heddle_address_dup_origin (url);
  for (guint i = 0; origin != NULL && hosts != NULL && i < json_array_get_length (hosts); i++)
    {
      const char *host = json_array_get_string_element (hosts, i);
      const char *domain = get_domain (host);

      if (domain == NULL ? g_str_equal (origin, host)
                         : g_str_has_prefix (origin, "https://") && g_str_has_suffix (origin, domain))
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_hosts_describe:
 * @hosts: (nullable): a manifest's `hosts`
 *
 * Returns: (transfer full) (nullable): their names for people, one after the other; %NULL where there are none
 */
char *
heddle_hosts_describe (JsonArray *hosts)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; hosts != NULL && i < json_array_get_length (hosts); i++)
    {
      const char *name = strstr (json_array_get_string_element (hosts, i), "://") + strlen ("://");

      g_string_append_printf (names, "%s%s", i == 0 ? "" : ", ", name);
    }
  return names->len > 0 ? g_string_free_and_steal (g_steal_pointer (&names)) : NULL;
}
