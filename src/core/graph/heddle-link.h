/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "graph/heddle-element.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_LINK (heddle_link_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLink, heddle_link, HEDDLE, LINK, HeddleElement)

const char *heddle_link_get_id        (HeddleLink *self);
const char *heddle_link_get_from_node (HeddleLink *self);
const char *heddle_link_get_from_port (HeddleLink *self);
const char *heddle_link_get_to_node   (HeddleLink *self);
const char *heddle_link_get_to_port   (HeddleLink *self);
gboolean    heddle_link_is_after      (HeddleLink *self);
JsonObject *heddle_link_get_condition (HeddleLink *self);

G_END_DECLS
