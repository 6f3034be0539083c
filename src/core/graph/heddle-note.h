/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-element.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_NOTE (heddle_note_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNote, heddle_note, HEDDLE, NOTE, HeddleElement)

const char *heddle_note_get_text   (HeddleNote *self);
double      heddle_note_get_x      (HeddleNote *self);
double      heddle_note_get_y      (HeddleNote *self);
double      heddle_note_get_width  (HeddleNote *self);
double      heddle_note_get_height (HeddleNote *self);
const char *heddle_note_get_color  (HeddleNote *self);

G_END_DECLS
