/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-element.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_NOTE (heddle_note_get_type ())
G_DECLARE_FINAL_TYPE (HeddleNote, heddle_note, HEDDLE, NOTE, HeddleElement)

double      heddle_note_get_height (HeddleNote *self);

G_END_DECLS
