/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_BREADTH (heddle_breadth_get_type ())

/**
 * HeddleBreadth:
 * @HEDDLE_BREADTH_WIDE: everything stands side by side
 * @HEDDLE_BREADTH_MIDDLE: what stands at the end of the window lies over its content
 * @HEDDLE_BREADTH_NARROW: the sidebar is a page of its own, and tabs are in an overview
 * @HEDDLE_BREADTH_PHONE: what stood at the end of the window comes up from below
 *
 * How much room the window has for what its places show beside each other. The window's breakpoints
 * set it; each step takes away more than the one before.
 */
typedef enum
{
  HEDDLE_BREADTH_WIDE,
  HEDDLE_BREADTH_MIDDLE,
  HEDDLE_BREADTH_NARROW,
  HEDDLE_BREADTH_PHONE,
} HeddleBreadth;

GType heddle_breadth_get_type (void);

G_END_DECLS
