/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-breadth.h"

G_DEFINE_ENUM_TYPE (HeddleBreadth, heddle_breadth,
                    G_DEFINE_ENUM_VALUE (HEDDLE_BREADTH_WIDE, "wide"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_BREADTH_MIDDLE, "middle"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_BREADTH_NARROW, "narrow"),
                    G_DEFINE_ENUM_VALUE (HEDDLE_BREADTH_PHONE, "phone"))
