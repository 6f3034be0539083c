/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-previews.h"

#include <math.h>

#include "editor/heddle-canvas-shape.h"
#include "editor/heddle-canvas-textures.h"

#define PREVIEW_RADIUS 7
#define PREVIEW_GAP 6

/* Seen small, a node has icon and title above that. */
#define SMALL_PREVIEW_Y 100
#define LEAST_SMALL_PREVIEW 40

static void
append_preview (GtkSnapshot     *snapshot,
                GtkWidget       *widget,
                GdkTexture      *picture,
                graphene_rect_t  cell,
                const GdkRGBA   *ground,
                float            scale)
{
  float factor = MIN (cell.size.width / (float) gdk_texture_get_width (picture),
                      cell.size.height / (float) gdk_texture_get_height (picture));
  float width = MAX (roundf ((float) gdk_texture_get_width (picture) * factor), 1);
  float height = MAX (roundf ((float) gdk_texture_get_height (picture) * factor), 1);
  graphene_rect_t area = GRAPHENE_RECT_INIT (cell.origin.x + roundf ((cell.size.width - width) / 2),
                                             cell.origin.y + roundf ((cell.size.height - height) / 2), width, height);
  g_autoptr (GdkTexture) small = heddle_canvas_textures_new_picture (picture, (int) ceilf (width * scale),
                                                                     (int) ceilf (height * scale),
                                                                     PREVIEW_RADIUS * scale);

  heddle_canvas_append_box (snapshot, widget, &cell, PREVIEW_RADIUS, ground);
  gtk_snapshot_append_texture (snapshot, small, &area);
}

static void
append_previews (GtkSnapshot            *snapshot,
                 GtkWidget              *widget,
                 const HeddleCanvasNode *node,
                 const graphene_rect_t  *box,
                 const GdkRGBA          *ground,
                 float                   scale)
{
  guint columns = MAX (node->preview_columns, 1);
  guint n = box->size.height > 0 ? node->state->n_previews : 0;
  guint rows = (n + columns - 1) / columns;
  float width = floorf ((box->size.width - PREVIEW_GAP * (float) (columns - 1)) / (float) columns);
  float height = floorf ((box->size.height - PREVIEW_GAP * (float) (rows - 1)) / (float) rows);

  for (guint i = 0; i < n; i++)
    {
      graphene_rect_t cell = GRAPHENE_RECT_INIT (box->origin.x + (float) (i % columns) * (width + PREVIEW_GAP),
                                                 box->origin.y + (float) (i / columns) * (height + PREVIEW_GAP),
                                                 width, height);

      append_preview (snapshot, widget, node->state->previews[i], cell, ground, scale);
    }
}

/**
 * heddle_canvas_previews_append:
 * @snapshot: where it goes
 * @widget: the widget that is painted
 * @node: a node
 * @ground: what is behind a picture that does not fill its place
 * @scale: how many pixels of the screen one of the node is
 *
 * Adds the pictures that a node shows, where it shows them.
 */
void
heddle_canvas_previews_append (GtkSnapshot            *snapshot,
                               GtkWidget              *widget,
                               const HeddleCanvasNode *node,
                               const GdkRGBA          *ground,
                               float                   scale)
{
  append_previews (snapshot, widget, node, &node->preview_box, ground, scale);
}

/**
 * heddle_canvas_previews_append_small:
 * @snapshot: where it goes
 * @widget: the widget that is painted
 * @node: a node that is seen small
 * @ground: what is behind a picture that does not fill its place
 * @scale: how large about it is shown
 *
 * Adds the pictures that a node shows as one, below its icon and title. At three quarters of @scale or
 * more that is cheap to show: below that, cairo's filter is slow.
 */
void
heddle_canvas_previews_append_small (GtkSnapshot            *snapshot,
                                     GtkWidget              *widget,
                                     const HeddleCanvasNode *node,
                                     const GdkRGBA          *ground,
                                     float                   scale)
{
  GtkSnapshot *previews;
  g_autoptr (GskRenderNode) painted = NULL;
  g_autoptr (GdkTexture) picture = NULL;
  graphene_rect_t box = node->preview_box;
  float hidden = MAX (SMALL_PREVIEW_Y - box.origin.y, 0);

  box.origin.y += hidden;
  box.size.height -= hidden;
  if (box.size.height < LEAST_SMALL_PREVIEW)
    return;
  previews = gtk_snapshot_new ();
  scale *= (float) gtk_widget_get_scale_factor (widget);
  append_previews (previews, widget, node, &box, ground, scale);
  painted = gtk_snapshot_free_to_node (previews);
  picture = heddle_canvas_textures_new_scaled (painted, &box, scale);
  gtk_snapshot_append_texture (snapshot, picture, &box);
}
