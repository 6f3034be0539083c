/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-model.h"

G_BEGIN_DECLS

/* What stays free below the nodes in a frame. */
#define HEDDLE_CANVAS_FRAME_PADDING 8

struct _HeddleCanvasModel
{
  GObject             parent_instance;
  HeddleDocument     *document;
  HeddlePipeline     *pipeline;
  HeddleRunState     *run_state;
  HeddleNodeRegistry *registry;
  HeddleProviders    *providers;

  GPtrArray          *nodes;
  GHashTable         *nodes_by_id;
  GPtrArray          *links;
  GHashTable         *links_by_id;
  GPtrArray          *document_links;
  GHashTable         *waiting;
  GArray             *frames;
  GArray             *notes;
  HeddleSpatialIndex *node_index;
  HeddleSpatialIndex *link_index;
  graphene_rect_t     bounds;
  gboolean            bounds_known;
  gboolean            frames_known;
};

void heddle_canvas_model_get_area   (HeddleElement     *element,
                                     graphene_rect_t   *area);
void heddle_canvas_model_read_areas (HeddleCanvasModel *self);

G_END_DECLS
