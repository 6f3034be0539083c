/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "base/heddle-money.h"
#include "graph/heddle-parameter.h"
#include "providers/heddle-task.h"

G_BEGIN_DECLS

/**
 * HeddleManifest:
 *
 * A provider as a document: who it is, how a key is shown to it, its models with their parameters,
 * limits and prices, and per task how a request is made and an answer read. Immutable, and so
 * readable from any thread. `docs/providers.md` describes the language.
 */
#define HEDDLE_TYPE_MANIFEST (heddle_manifest_get_type ())
G_DECLARE_FINAL_TYPE (HeddleManifest, heddle_manifest, HEDDLE, MANIFEST, GObject)

const char *heddle_manifest_get_id   (HeddleManifest *self);
const char *heddle_manifest_get_name (HeddleManifest *self);

G_END_DECLS
