/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-provider.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_RULES_PROVIDER (heddle_rules_provider_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRulesProvider, heddle_rules_provider, HEDDLE, RULES_PROVIDER, GObject)

HeddleRulesProvider *heddle_rules_provider_new (HeddleManifest *manifest);

G_END_DECLS
