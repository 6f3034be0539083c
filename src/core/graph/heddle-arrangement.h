/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "graph/heddle-area.h"

G_BEGIN_DECLS

/**
 * HEDDLE_ARRANGEMENT_NONE:
 *
 * The frame of what is in none.
 */
#define HEDDLE_ARRANGEMENT_NONE G_MAXUINT

/**
 * HeddleArrangement:
 *
 * Finds places for boxes that are linked, so that links lead from left to right, cross as little as can
 * be had cheaply, and nothing covers anything else. Frames keep their boxes together. The same boxes and
 * links, added in the same order, get the same places. Knows no document, so that it can work on any
 * thread, one at a time; reference-counted.
 */
typedef struct _HeddleArrangement HeddleArrangement;

HeddleArrangement *heddle_arrangement_new       (void);
HeddleArrangement *heddle_arrangement_ref       (HeddleArrangement *self);
void               heddle_arrangement_unref     (HeddleArrangement *self);
guint              heddle_arrangement_add_frame (HeddleArrangement *self,
                                                 guint              frame);
guint              heddle_arrangement_add_box   (HeddleArrangement *self,
                                                 double             width,
                                                 double             height,
                                                 guint              frame);
void               heddle_arrangement_add_link  (HeddleArrangement *self,
                                                 guint              from,
                                                 double             from_y,
                                                 guint              to,
                                                 double             to_y);
void               heddle_arrangement_run       (HeddleArrangement *self,
                                                 double             x,
                                                 double             y);
void               heddle_arrangement_get_place (HeddleArrangement *self,
                                                 guint              box,
                                                 HeddleArea        *area);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleArrangement, heddle_arrangement_unref)

G_END_DECLS
