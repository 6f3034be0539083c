/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-error-sentence.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *code;
  const char *sentence;
} sentences[] = {
  { "missing-key", N_("A key for the provider is missing. Add it in Preferences, Connections.") },
  { "keyring", N_("The keyring could not be read.") },
  { "key-refused", N_("The provider does not accept the key. Check it in Preferences, Connections.") },
  { "quota", N_("The account has no credit left. Add some on the provider's site, then run again.") },
  { "rate-limited", N_("Too many requests at once. Wait a minute, then run again.") },
  { "content-rejected", N_("The provider refused this for its content. Change the prompt, then run again.") },
  { "invalid-request", N_("The provider could not work with these settings.") },
  { "provider-failed", N_("The provider failed. Nothing was charged; run again.") },
  { "unreachable", N_("The provider could not be reached. Check the connection, then run again.") },
  { "unknown-outcome", N_("The answer was lost on its way. It may have been charged.") },
  { "bad-answer", N_("The answer was not of the form that was expected.") },
  { "too-large", N_("The answer was larger than allowed.") },
};

/**
 * heddle_error_get_sentence:
 * @code: an error's code, as a run records it
 *
 * Returns: (transfer none) (nullable): what it means and what to do, for a person; %NULL where the
 *   error's own message says that
 */
const char *
heddle_error_get_sentence (const char *code)
{
  for (guint i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (g_str_equal (code, sentences[i].code))
      return _(sentences[i].sentence);
  return NULL;
}
