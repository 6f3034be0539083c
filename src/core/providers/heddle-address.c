/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-address.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

#include "providers/heddle-provider-error.h"

#define LONGEST_SHOWN 80
#define FLAGS (G_URI_FLAGS_ENCODED | G_URI_FLAGS_SCHEME_NORMALIZE)

static GUri *
parse (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, FLAGS, NULL);
  const char *host;

  if (uri == NULL)
    return NULL;

  host = g_uri_get_host (uri);

  if (host == NULL || *host == '\0')
    return NULL;

  if (!g_str_equal (g_uri_get_scheme (uri), "https") &&
      !g_str_equal (g_uri_get_scheme (uri), "http"))
    return NULL;

  return g_steal_pointer (&uri);
}

static gboolean
host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = NULL;

  if (g_ascii_strcasecmp (host, "localhost") == 0 || g_str_has_suffix (host, ".localhost"))
    return TRUE;

  address = g_inet_address_new_from_string (host);

  return address != NULL && g_inet_address_get_is_loopback (address);
}

/* Only numbers: what a name leads to can change. fc00::/7 is what IPv6 calls unique local. */
static gboolean
host_is_private (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address == NULL)
    return FALSE;

  if (g_inet_address_get_is_site_local (address) || g_inet_address_get_is_link_local (address))
    return TRUE;

  return g_inet_address_get_family (address) == G_SOCKET_FAMILY_IPV6 &&
         (g_inet_address_to_bytes (address)[0] & 0xfe) == 0xfc;
}

/* What cannot be taken apart may hold a password, a signature or a whole file anywhere. */
static char *
dup_harmless_start (const char *url)
{
  g_autofree char *start = NULL;
  g_autofree char *valid = NULL;
  gsize length = strcspn (url, "@") < strlen (url) ? strcspn (url, ":") : strcspn (url, "?#,");

  if (length == strlen (url) && length <= LONGEST_SHOWN)
    return g_strdup (url);
  start = g_strndup (url, MIN (length, LONGEST_SHOWN));
  valid = g_utf8_make_valid (start, -1);
  return g_strconcat (valid, "…", NULL);
}

/**
 * heddle_address_dup_origin:
 * @url: an address
 *
 * Returns: (transfer full) (nullable): its origin (RFC 6454), such as `https://api.example.com` or
 *   `http://127.0.0.1:8080`: lower case, without the scheme's own port; %NULL where @url is no
 *   address of the web
 */
char *
heddle_address_dup_origin (const char *url)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *host = NULL;
  gboolean literal;
  int port;

  g_return_val_if_fail (url != NULL, NULL);

  uri = parse (url);

  if (uri == NULL)
    return NULL;

  host = g_ascii_strdown (g_uri_get_host (uri), -1);
  literal = strchr (host, ':') != NULL;
  port = g_uri_get_port (uri);

  if (port == -1 || port == (g_str_equal (g_uri_get_scheme (uri), "https") ? 443 : 80))
    return g_strdup_printf ("%s://%s%s%s", g_uri_get_scheme (uri), literal ? "[" : "", host,
                            literal ? "]" : "");

  return g_strdup_printf ("%s://%s%s%s:%d", g_uri_get_scheme (uri), literal ? "[" : "", host,
                          literal ? "]" : "", port);
}

/**
 * heddle_address_is_loopback:
 * @url: an address
 *
 * Returns: whether @url leads to this machine: `localhost`, 127.0.0.0/8 or ::1
 */
gboolean
heddle_address_is_loopback (const char *url)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = parse (url);

  return uri != NULL && host_is_loopback (g_uri_get_host (uri));
}

/**
 * heddle_address_is_plain_private:
 * @url: an address
 *
 * Returns: whether @url leads, unencrypted, to a number of a private network, such as
 *   `http://192.168.1.9:11434`: what a person may confirm
 */
gboolean
heddle_address_is_plain_private (const char *url)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = parse (url);

  return uri != NULL && g_str_equal (g_uri_get_scheme (uri), "http") &&
         !host_is_loopback (g_uri_get_host (uri)) && host_is_private (g_uri_get_host (uri));
}

/**
 * heddle_address_is_near:
 * @url: an address
 *
 * Returns: whether @url leads to this machine or to a number of a private network, encrypted or not:
 *   what can be there without a way into the wide world
 */
gboolean
heddle_address_is_near (const char *url)
{
  g_autoptr (GUri) uri = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = parse (url);

  return uri != NULL && (host_is_loopback (g_uri_get_host (uri)) || host_is_private (g_uri_get_host (uri)));
}

/**
 * heddle_address_same_origin:
 * @a: an address
 * @b: another
 *
 * Returns: whether both have the same scheme, host and port
 */
gboolean
heddle_address_same_origin (const char *a,
                            const char *b)
{
  g_autofree char *origin_a = heddle_address_dup_origin (a);
  g_autofree char *origin_b = heddle_address_dup_origin (b);

  return origin_a != NULL && g_strcmp0 (origin_a, origin_b) == 0;
}

/**
 * heddle_address_check:
 * @url: an address
 * @confirmed: (nullable): the origin of a private network that a person has confirmed; only for
 *   what has no credentials in it
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_ADDRESS
 *
 * Looks whether anything may be sent to @url at all: `https`, or `http` to this machine or to
 * @confirmed, without a user name or password in it.
 *
 * Returns: whether it may
 */
gboolean
heddle_address_check (const char  *url,
                      const char  *confirmed,
                      GError     **error)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *redacted = NULL;

  g_return_val_if_fail (url != NULL, FALSE);

  uri = parse (url);

  if (uri == NULL)
    {
      g_autofree char *shown = dup_harmless_start (url);

      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("“%s” is not a web address. Give one that begins with https://."), shown);
      return FALSE;
    }

  redacted = heddle_address_dup_redacted (url);

  if (g_uri_get_userinfo (uri) != NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("The address %s has a user name or password in it. Leave it out and set a "
                     "key instead."),
                   redacted);
      return FALSE;
    }

  if (g_str_equal (g_uri_get_scheme (uri), "https") || host_is_loopback (g_uri_get_host (uri)))
    return TRUE;

  if (!heddle_address_is_plain_private (url))
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("%s is not encrypted. Use https://, or an address of this machine."),
                   redacted);
      return FALSE;
    }

  if (confirmed == NULL || !heddle_address_same_origin (url, confirmed))
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_ADDRESS,
                   _("%s is not encrypted, and nobody has confirmed it. Use https://, or keep it as "
                     "the provider's address in the preferences or with: heddlectl address set "
                     "--unencrypted"),
                   redacted);
      return FALSE;
    }

  return TRUE;
}

/**
 * heddle_address_dup_redacted:
 * @url: an address
 *
 * Returns: (transfer full): @url as it may be logged and shown: without user name, password, query
 *   and fragment, any of which may be a secret
 */
char *
heddle_address_dup_redacted (const char *url)
{
  g_autoptr (GUri) uri = NULL;
  g_autofree char *origin = NULL;

  g_return_val_if_fail (url != NULL, NULL);

  uri = parse (url);
  origin = uri != NULL ? heddle_address_dup_origin (url) : NULL;

  if (origin == NULL)
    return g_strdup ("?");

  return g_strconcat (origin, g_uri_get_path (uri), NULL);
}

/**
 * heddle_address_resolve:
 * @base: an address
 * @reference: another, absolute or relative to @base
 *
 * Returns: (transfer full) (nullable): @reference as an absolute address; %NULL where it is none
 */
char *
heddle_address_resolve (const char *base,
                        const char *reference)
{
  g_return_val_if_fail (base != NULL, NULL);
  g_return_val_if_fail (reference != NULL, NULL);

  return g_uri_resolve_relative (base, reference, FLAGS, NULL);
}
