/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-field.h"

G_BEGIN_DECLS

/**
 * HeddleFieldList:
 *
 * Shows fields, each with the control that fits it: those that need room first, then rows in one
 * list, and what is rarely needed folded away at its end. Rows are used again where they can be.
 */
#define HEDDLE_TYPE_FIELD_LIST (heddle_field_list_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFieldList, heddle_field_list, HEDDLE, FIELD_LIST, GtkBox)

GtkWidget *heddle_field_list_new        (void);
void       heddle_field_list_set_fields (HeddleFieldList *self,
                                         GPtrArray       *fields,
                                         GHashTable      *sources);
void       heddle_field_list_start      (HeddleFieldList *self);

G_END_DECLS
