/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-area.h"

G_BEGIN_DECLS

/**
 * HeddleAlignment:
 * @HEDDLE_ALIGN_LEFT: left edges below each other
 * @HEDDLE_ALIGN_CENTER: middles below each other
 * @HEDDLE_ALIGN_RIGHT: right edges below each other
 * @HEDDLE_ALIGN_TOP: top edges beside each other
 * @HEDDLE_ALIGN_MIDDLE: middles beside each other
 * @HEDDLE_ALIGN_BOTTOM: bottom edges beside each other
 * @HEDDLE_DISTRIBUTE_HORIZONTALLY: gaps from left to right alike
 * @HEDDLE_DISTRIBUTE_VERTICALLY: gaps from top to bottom alike
 *
 * How boxes are brought into line.
 */
typedef enum
{
  HEDDLE_ALIGN_LEFT,
  HEDDLE_ALIGN_CENTER,
  HEDDLE_ALIGN_RIGHT,
  HEDDLE_ALIGN_TOP,
  HEDDLE_ALIGN_MIDDLE,
  HEDDLE_ALIGN_BOTTOM,
  HEDDLE_DISTRIBUTE_HORIZONTALLY,
  HEDDLE_DISTRIBUTE_VERTICALLY,
} HeddleAlignment;

void heddle_align (HeddleArea      *areas,
                   guint            n_areas,
                   HeddleAlignment  alignment);

G_END_DECLS
