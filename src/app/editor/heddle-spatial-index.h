/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <graphene.h>

G_BEGIN_DECLS

/**
 * HeddleSpatialIndex:
 *
 * Where things are on the canvas: a grid of squares, each of which knows what touches it. What a
 * query costs depends on what it finds.
 */
typedef struct _HeddleSpatialIndex HeddleSpatialIndex;

/**
 * HeddleSpatialEntry:
 *
 * The place of one thing in an index, which owns it.
 */
typedef struct _HeddleSpatialEntry HeddleSpatialEntry;

HeddleSpatialIndex *heddle_spatial_index_new    (double                 cell);
void                heddle_spatial_index_free   (HeddleSpatialIndex    *self);
HeddleSpatialEntry *heddle_spatial_index_add    (HeddleSpatialIndex    *self,
                                                 const graphene_rect_t *bounds,
                                                 gpointer               item);
void                heddle_spatial_index_move   (HeddleSpatialIndex    *self,
                                                 HeddleSpatialEntry    *entry,
                                                 const graphene_rect_t *bounds);
void                heddle_spatial_index_remove (HeddleSpatialIndex    *self,
                                                 HeddleSpatialEntry    *entry);
void                heddle_spatial_index_query  (HeddleSpatialIndex    *self,
                                                 const graphene_rect_t *area,
                                                 GPtrArray             *items);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleSpatialIndex, heddle_spatial_index_free)

G_END_DECLS
