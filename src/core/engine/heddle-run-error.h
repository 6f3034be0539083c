/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "engine/heddle-run-event.h"
#include "store/heddle-item-status.h"

G_BEGIN_DECLS

HeddleItemStatus  heddle_error_to_item_status (const GError *error);
HeddleRunNeed     heddle_error_to_run_need    (const GError *error);
const char       *heddle_error_to_code        (const GError *error);
JsonNode         *heddle_error_to_json        (const GError *error);
char             *heddle_error_to_text        (const GError *error);
GError           *heddle_error_from_json      (JsonNode     *json);

G_END_DECLS
