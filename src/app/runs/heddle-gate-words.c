/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-gate-words.h"

#include <glib/gi18n-lib.h>

/**
 * heddle_words_for_gate:
 * @gate: a gate
 *
 * Returns: (transfer full): what a person is to do there: "Pick best: up to 3"
 */
char *
heddle_words_for_gate (HeddleGate *gate)
{
  guint count = heddle_gate_get_count (gate);

  if (!heddle_gate_is_pick (gate) || count == 1)
    return g_strdup (heddle_gate_get_name (gate));
  return g_strdup_printf (ngettext ("%s: up to %u", "%s: up to %u", count), heddle_gate_get_name (gate), count);
}

/**
 * heddle_words_for_gate_model:
 * @gate: a gate
 * @providers: all providers
 *
 * Returns: (transfer full) (nullable): what has made the things to choose from: "GPT Image 2 · OpenAI"
 */
char *
heddle_words_for_gate_model (HeddleGate      *gate,
                             HeddleProviders *providers)
{
  const char *provider = heddle_gate_get_provider (gate);
  const char *id = heddle_gate_get_model (gate);
  g_autofree char *both = g_strdup_printf ("%s/%s", provider, id);
  g_autoptr (HeddleModel) model = provider == NULL || id == NULL ? NULL : heddle_providers_dup_model (providers, both);
  HeddleProvider *maker = provider == NULL ? NULL : heddle_providers_lookup (providers, provider);

  if (model == NULL || maker == NULL)
    return g_strdup (id);
  return g_strdup_printf ("%s · %s", heddle_model_get_name (model), heddle_provider_get_name (maker));
}

/**
 * heddle_words_for_gate_place:
 * @gate: a gate
 *
 * Returns: (transfer full): which of the questions it is that its run waits with: "2 of 5"
 */
char *
heddle_words_for_gate_place (HeddleGate *gate)
{
  return g_strdup_printf (_("%u of %u"), heddle_gate_get_place (gate) + 1, heddle_gate_get_n_waiting (gate));
}
