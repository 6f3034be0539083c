/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-element.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_FRAME (heddle_frame_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFrame, heddle_frame, HEDDLE, FRAME, HeddleElement)

const char *heddle_frame_get_name   (HeddleFrame *self);

G_END_DECLS
