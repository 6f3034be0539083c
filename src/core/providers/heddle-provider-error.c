/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-error.h"

typedef struct
{
  char *words;
  char *provider;
} HeddleProviderErrorPrivate;

static void
heddle_provider_error_private_init (HeddleProviderErrorPrivate *private)
{
}

static void
heddle_provider_error_private_copy (const HeddleProviderErrorPrivate *from,
                                    HeddleProviderErrorPrivate       *to)
{
  to->words = g_strdup (from->words);
  to->provider = g_strdup (from->provider);
}

static void
heddle_provider_error_private_clear (HeddleProviderErrorPrivate *private)
{
  g_clear_pointer (&private->words, g_free);
  g_clear_pointer (&private->provider, g_free);
}

G_DEFINE_EXTENDED_ERROR (HeddleProviderError, heddle_provider_error)

/**
 * heddle_provider_error_new:
 * @code: what went wrong
 * @words: (nullable): what the other side said to it, without a key
 * @message: what it means to a person
 *
 * Returns: (transfer full): an error that keeps both apart
 */
GError *
heddle_provider_error_new (HeddleProviderError  code,
                           const char          *words,
                           const char          *message)
{
  GError *error = g_error_new_literal (HEDDLE_PROVIDER_ERROR, (int) code, message);

  heddle_provider_error_get_private (error)->words = g_strdup (words);

  return error;
}

/**
 * heddle_provider_error_holds:
 * @error: (nullable): an error
 *
 * Returns: whether nothing was sent for a reason that lies in none of the requests: a person has to do
 *   something first, and all that cost money have to wait for it
 */
gboolean
heddle_provider_error_holds (const GError *error)
{
  return g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BUDGET)
         || g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_STORAGE);
}

/**
 * heddle_provider_error_get_words:
 * @error: an error of any domain
 *
 * Returns: (transfer none) (nullable): what the other side said, for people who ask for details;
 *   %NULL where it said nothing
 */
const char *
heddle_provider_error_get_words (const GError *error)
{
  if (error->domain != HEDDLE_PROVIDER_ERROR)
    return NULL;

  return heddle_provider_error_get_private (error)->words;
}

/**
 * heddle_provider_error_new_missing_key:
 * @provider: a provider's id
 * @message: what it means to a person
 *
 * Returns: (transfer full): an error that says which provider has no key
 */
GError *
heddle_provider_error_new_missing_key (const char *provider,
                                       const char *message)
{
  GError *error = heddle_provider_error_new (HEDDLE_PROVIDER_ERROR_MISSING_KEY, NULL, message);

  heddle_provider_error_get_private (error)->provider = g_strdup (provider);

  return error;
}

/**
 * heddle_provider_error_get_provider:
 * @error: an error of any domain
 *
 * Returns: (transfer none) (nullable): the id of the provider that has no key; %NULL where @error is
 *   about something else
 */
const char *
heddle_provider_error_get_provider (const GError *error)
{
  if (error->domain != HEDDLE_PROVIDER_ERROR)
    return NULL;

  return heddle_provider_error_get_private (error)->provider;
}
