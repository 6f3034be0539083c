/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-field.h"

G_BEGIN_DECLS

gboolean  heddle_field_can_be_promoted  (HeddleField  *self);
gboolean  heddle_field_can_be_taken_back (HeddleField *self);
gboolean  heddle_field_promote          (HeddleField  *self,
                                         gboolean      to_step,
                                         GError      **error);
gboolean  heddle_field_take_back        (HeddleField  *self,
                                         GError      **error);

G_END_DECLS
