/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-part-accessible.h"

G_BEGIN_DECLS

/**
 * HeddleLinkAccessible:
 *
 * A link as assistive technology has it: a child of the node that it begins at. A button where pressing Enter on
 * it edits its condition.
 */
#define HEDDLE_TYPE_LINK_ACCESSIBLE (heddle_link_accessible_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLinkAccessible, heddle_link_accessible, HEDDLE, LINK_ACCESSIBLE, HeddlePartAccessible)

HeddleLinkAccessible *heddle_link_accessible_new      (GtkAccessible        *node,
                                                       GtkWidget            *canvas,
                                                       const char           *node_id,
                                                       const char           *id,
                                                       gboolean              after);
const char           *heddle_link_accessible_get_id   (HeddleLinkAccessible *self);
gboolean              heddle_link_accessible_is_after (HeddleLinkAccessible *self);

G_END_DECLS
