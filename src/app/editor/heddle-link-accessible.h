/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * HeddleLinkAccessible:
 *
 * A link as assistive technology has it: a child of the node that it begins at. A button where pressing Enter on
 * it edits its condition.
 */
#define HEDDLE_TYPE_LINK_ACCESSIBLE (heddle_link_accessible_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLinkAccessible, heddle_link_accessible, HEDDLE, LINK_ACCESSIBLE, GObject)

HeddleLinkAccessible *heddle_link_accessible_new         (GtkAccessible        *node,
                                                          GtkWidget            *canvas,
                                                          const char           *node_id,
                                                          const char           *id,
                                                          gboolean              after);
const char           *heddle_link_accessible_get_id      (HeddleLinkAccessible *self);
gboolean              heddle_link_accessible_is_after    (HeddleLinkAccessible *self);
void                  heddle_link_accessible_set_label   (HeddleLinkAccessible *self,
                                                          const char           *label);
void                  heddle_link_accessible_set_next    (HeddleLinkAccessible *self,
                                                          HeddleLinkAccessible *next);
void                  heddle_link_accessible_set_focused (HeddleLinkAccessible *self,
                                                          gboolean              focused);

G_END_DECLS
