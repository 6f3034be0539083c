/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"

#define FIT_MARGIN 40
/* What is selected is looked at closely. */
#define MOST_SELECTION_ZOOM 2
/* Below it a node shows neither pictures nor words. */
#define LEAST_FIRST_ZOOM 0.5

static void
remember_view (HeddleCanvas *self,
               gboolean      fitted)
{
  self->place.known = TRUE;
  self->place.fitted = fitted;
  heddle_canvas_get_view (self, &self->place.x, &self->place.y, &self->place.zoom);
}

/* Whether nobody has looked elsewhere since: then what was shown stays in view as room comes or goes. */
static gboolean
is_untouched (HeddleCanvas *self)
{
  double x, y, zoom;

  heddle_canvas_get_view (self, &x, &y, &zoom);
  return !self->place.known
         || (G_APPROX_VALUE (x, self->place.x, 0.01) && G_APPROX_VALUE (y, self->place.y, 0.01)
             && G_APPROX_VALUE (zoom, self->place.zoom, 0.0001));
}

/* All of a small workflow; of a large one the beginning, as large as pictures and words need. */
static void
show_first (HeddleCanvas *self,
            int           height)
{
  graphene_rect_t bounds;

  heddle_canvas_zoom_to_fit (self);
  if (heddle_canvas_get_zoom (self) < LEAST_FIRST_ZOOM && heddle_canvas_model_get_bounds (self->model, &bounds))
    heddle_viewport_set_view (self->viewport, FIT_MARGIN - bounds.origin.x * LEAST_FIRST_ZOOM,
                              MAX (FIT_MARGIN, (height - bounds.size.height * LEAST_FIRST_ZOOM) / 2)
                                - bounds.origin.y * LEAST_FIRST_ZOOM,
                              LEAST_FIRST_ZOOM);
  remember_view (self, FALSE);
}

/*
 * heddle_canvas_set_room:
 * @self: a canvas
 * @width: its width, in pixels
 * @height: its height
 *
 * Tells how much room there is. Until a person looks elsewhere, what is shown first fills it, and what
 * was made to fit still fits.
 */
void
heddle_canvas_set_room (HeddleCanvas *self,
                        int           width,
                        int           height)
{
  gboolean untouched = is_untouched (self);

  heddle_viewport_set_size (self->viewport, width, height);
  if (untouched && self->place.known && self->place.fitted)
    heddle_canvas_zoom_to_fit (self);
  else if (untouched)
    show_first (self, height);
}

/**
 * heddle_canvas_get_zoom:
 * @self: a canvas
 *
 * Returns: how large it is shown, 1 for 100 %
 */
double
heddle_canvas_get_zoom (HeddleCanvas *self)
{
  return heddle_viewport_get_zoom (self->viewport);
}

/**
 * heddle_canvas_set_zoom:
 * @self: a canvas
 * @zoom: how large it shall be shown, 1 for 100 %
 *
 * Zooms, around what is in the middle.
 */
void
heddle_canvas_set_zoom (HeddleCanvas *self,
                        double        zoom)
{
  GtkWidget *widget = GTK_WIDGET (self);

  heddle_canvas_stop_gliding (self);
  heddle_viewport_zoom_at (self->viewport, zoom, gtk_widget_get_width (widget) / 2.0,
                           gtk_widget_get_height (widget) / 2.0);
}

/**
 * heddle_canvas_zoom_to_fit:
 * @self: a canvas
 *
 * Shows all there is, at most at 100 %, and goes on to as room comes or goes until another part is looked
 * at.
 */
void
heddle_canvas_zoom_to_fit (HeddleCanvas *self)
{
  graphene_rect_t bounds;

  heddle_canvas_stop_gliding (self);
  if (heddle_canvas_model_get_bounds (self->model, &bounds))
    heddle_viewport_fit (self->viewport, &bounds, FIT_MARGIN, 1);
  else
    heddle_viewport_set_view (self->viewport, 0, 0, 1);
  remember_view (self, TRUE);
}

static gboolean
get_selection_bounds (HeddleCanvas    *self,
                      graphene_rect_t *bounds)
{
  g_auto (GStrv) ids = heddle_canvas_dup_selection (self);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);
  gboolean any = FALSE;

  for (guint i = 0; i < g_strv_length (ids) + areas->len; i++)
    {
      gboolean is_node = i < g_strv_length (ids);
      HeddleCanvasNode *node = is_node ? heddle_canvas_model_lookup (self->model, ids[i]) : NULL;
      graphene_rect_t own;

      if (node != NULL)
        own = node->bounds;
      else if (is_node
               || !heddle_canvas_model_get_area_bounds (self->model, areas->pdata[i - g_strv_length (ids)], &own))
        continue;
      if (any)
        graphene_rect_union (bounds, &own, bounds);
      else
        *bounds = own;
      any = TRUE;
    }
  return any;
}

/**
 * heddle_canvas_zoom_to_selection:
 * @self: a canvas
 *
 * Shows what is selected as large as it fits, at most at 200 %; all there is where nothing is selected.
 */
void
heddle_canvas_zoom_to_selection (HeddleCanvas *self)
{
  graphene_rect_t bounds;

  if (!get_selection_bounds (self, &bounds))
    {
      heddle_canvas_zoom_to_fit (self);
      return;
    }
  heddle_canvas_stop_gliding (self);
  self->place.known = TRUE;
  heddle_viewport_fit (self->viewport, &bounds, FIT_MARGIN, MOST_SELECTION_ZOOM);
}

/**
 * heddle_canvas_get_view:
 * @self: a canvas
 * @x: (out): return location for where in the widget the canvas has its origin
 * @y: (out): the same, downwards
 * @zoom: (out): return location for how large it is shown
 *
 * Tells what is shown, so that it can be shown again.
 */
void
heddle_canvas_get_view (HeddleCanvas *self,
                        double       *x,
                        double       *y,
                        double       *zoom)
{
  heddle_viewport_get_offset (self->viewport, x, y);
  *zoom = heddle_viewport_get_zoom (self->viewport);
}

/**
 * heddle_canvas_set_view:
 * @self: a canvas
 * @x: where in the widget the canvas has its origin
 * @y: the same, downwards
 * @zoom: how large it is shown
 *
 * Shows what was shown before.
 */
void
heddle_canvas_set_view (HeddleCanvas *self,
                        double        x,
                        double        y,
                        double        zoom)
{
  heddle_canvas_stop_gliding (self);
  self->place.known = TRUE;
  heddle_viewport_set_view (self->viewport, x, y, zoom);
}
