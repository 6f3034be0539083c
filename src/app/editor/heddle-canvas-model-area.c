/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-model-area.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-model-private.h"
#include "graph/heddle-frame.h"
#include "graph/heddle-note.h"

#define NOTE_WIDTH 220
#define NOTE_HEIGHT 100

/* A frame is taken hold of by its title: as high as it is, but never smaller on the screen than this. */
#define TITLE_HEIGHT 40
#define LEAST_TITLE_HEIGHT 20

/* Frames and notes of the document, where it has them. */
void
heddle_canvas_model_read_areas (HeddleCanvasModel *self)
{
  GListModel *frames = heddle_pipeline_get_frames (self->pipeline);
  GListModel *notes = heddle_pipeline_get_notes (self->pipeline);

  g_array_set_size (self->frames, 0);
  for (guint i = 0; i < g_list_model_get_n_items (frames); i++)
    {
      HeddleCanvasFrame frame = { .element = g_list_model_get_item (frames, i) };

      g_object_get (frame.element, "name", &frame.name, "color", &frame.color, NULL);
      heddle_canvas_model_get_area (frame.element, &frame.area);
      frame.bounds = frame.area;
      g_array_append_val (self->frames, frame);
    }
  g_array_set_size (self->notes, 0);
  for (guint i = 0; i < g_list_model_get_n_items (notes); i++)
    {
      HeddleCanvasNote note = { .element = g_list_model_get_item (notes, i) };

      g_object_get (note.element, "text", &note.text, NULL);
      heddle_canvas_model_get_area (note.element, &note.bounds);
      note.bounds.size.width = note.bounds.size.width > 0 ? note.bounds.size.width : NOTE_WIDTH;
      note.bounds.size.height = note.bounds.size.height > 0 ? note.bounds.size.height : NOTE_HEIGHT;
      g_array_append_val (self->notes, note);
    }
  self->frames_known = FALSE;
  self->bounds_known = FALSE;
}

static HeddleCanvasFrame *
find_frame (HeddleCanvasModel *self,
            HeddleElement     *element)
{
  for (guint i = 0; i < self->frames->len; i++)
    {
      HeddleCanvasFrame *frame = &g_array_index (self->frames, HeddleCanvasFrame, i);

      if (frame->element == element)
        return frame;
    }
  return NULL;
}

static HeddleCanvasNote *
find_note (HeddleCanvasModel *self,
           HeddleElement     *element)
{
  for (guint i = 0; i < self->notes->len; i++)
    {
      HeddleCanvasNote *note = &g_array_index (self->notes, HeddleCanvasNote, i);

      if (note->element == element)
        return note;
    }
  return NULL;
}

/**
 * heddle_canvas_model_get_area_bounds:
 * @self: a model
 * @element: a frame or a note
 * @bounds: (out caller-allocates): return location for where it is shown
 *
 * Returns: whether it is there
 */
gboolean
heddle_canvas_model_get_area_bounds (HeddleCanvasModel *self,
                                     HeddleElement     *element,
                                     graphene_rect_t   *bounds)
{
  HeddleCanvasFrame *frame;
  HeddleCanvasNote *note;

  heddle_canvas_model_get_frames (self);
  frame = find_frame (self, element);
  note = find_note (self, element);
  if (frame == NULL && note == NULL)
    return FALSE;
  *bounds = frame != NULL ? frame->bounds : note->bounds;
  return TRUE;
}

/**
 * heddle_canvas_model_get_own_area:
 * @self: a model
 * @element: a frame or a note
 * @area: (out caller-allocates): return location for where it is without what its nodes take
 *
 * Returns: whether it is there
 */
gboolean
heddle_canvas_model_get_own_area (HeddleCanvasModel *self,
                                  HeddleElement     *element,
                                  graphene_rect_t   *area)
{
  HeddleCanvasFrame *frame = find_frame (self, element);
  HeddleCanvasNote *note = find_note (self, element);

  if (frame == NULL && note == NULL)
    return FALSE;
  *area = frame != NULL ? frame->area : note->bounds;
  return TRUE;
}

/**
 * heddle_canvas_model_get_edges_at:
 * @self: a model
 * @element: a frame or a note
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 * @zoom: how large the canvas is shown
 * @reach: how far from an edge is still on it, in pixels of the screen
 *
 * Returns: the edges of it that the point is on; none where it is on no edge, or where the area is too
 *   small on the screen for its edges to be told apart
 */
HeddleCanvasEdges
heddle_canvas_model_get_edges_at (HeddleCanvasModel *self,
                                  HeddleElement     *element,
                                  double             x,
                                  double             y,
                                  double             zoom,
                                  double             reach)
{
  double least = HEDDLE_CANVAS_EDGE_REACH / zoom, outside = reach / zoom;
  graphene_rect_t bounds;
  double left, top, right, bottom, inside;
  HeddleCanvasEdges edges = 0;

  if (!heddle_canvas_model_get_area_bounds (self, element, &bounds) || bounds.size.width < 6 * least
      || bounds.size.height < 6 * least)
    return 0;
  inside = MIN (outside, MIN (bounds.size.width, bounds.size.height) / 4);
  left = x - bounds.origin.x;
  top = y - bounds.origin.y;
  right = bounds.size.width - left;
  bottom = bounds.size.height - top;
  if (MIN (MIN (left, right), MIN (top, bottom)) < -outside)
    return 0;
  edges |= left <= inside ? HEDDLE_CANVAS_EDGE_LEFT : right <= inside ? HEDDLE_CANVAS_EDGE_RIGHT : 0;
  /* Below its upper edge a frame has the title that it is moved by. */
  edges |= top <= MIN (inside, least) ? HEDDLE_CANVAS_EDGE_TOP : bottom <= inside ? HEDDLE_CANVAS_EDGE_BOTTOM : 0;
  return edges;
}

static gboolean
is_on_title (const graphene_rect_t *bounds,
             double                 x,
             double                 y,
             double                 zoom)
{
  double height = MIN (MAX (TITLE_HEIGHT, LEAST_TITLE_HEIGHT / zoom), bounds->size.height);

  return x >= bounds->origin.x && x <= bounds->origin.x + bounds->size.width && y >= bounds->origin.y
         && y <= bounds->origin.y + height;
}

/**
 * heddle_canvas_model_find_area_at:
 * @self: a model
 * @x: a coordinate on the canvas
 * @y: a coordinate on the canvas
 * @zoom: how large the canvas is shown
 *
 * Finds what can be taken hold of there: a note, or a frame by its title or an edge. What is within a
 * frame is canvas.
 *
 * Returns: (transfer none) (nullable): the topmost frame or note there
 */
HeddleElement *
heddle_canvas_model_find_area_at (HeddleCanvasModel *self,
                                  double             x,
                                  double             y,
                                  double             zoom)
{
  GArray *frames = heddle_canvas_model_get_frames (self);
  graphene_point_t point = GRAPHENE_POINT_INIT ((float) x, (float) y);

  for (guint i = self->notes->len; i > 0; i--)
    {
      const HeddleCanvasNote *note = &g_array_index (self->notes, HeddleCanvasNote, i - 1);

      if (graphene_rect_contains_point (&note->bounds, &point)
          || heddle_canvas_model_get_edges_at (self, note->element, x, y, zoom, HEDDLE_CANVAS_EDGE_REACH) != 0)
        return note->element;
    }
  for (guint i = frames->len; i > 0; i--)
    {
      const HeddleCanvasFrame *frame = &g_array_index (frames, HeddleCanvasFrame, i - 1);

      if (is_on_title (&frame->bounds, x, y, zoom)
          || heddle_canvas_model_get_edges_at (self, frame->element, x, y, zoom, HEDDLE_CANVAS_EDGE_REACH) != 0)
        return frame->element;
    }
  return NULL;
}

/**
 * heddle_canvas_model_query_areas:
 * @self: a model
 * @area: a part of the canvas
 * @areas: (element-type HeddleElement): the notes that touch it, and the frames that are all in it, are
 *   added to it
 *
 * Finds the frames and notes that a band around a part of the canvas selects.
 */
void
heddle_canvas_model_query_areas (HeddleCanvasModel     *self,
                                 const graphene_rect_t *area,
                                 GPtrArray             *areas)
{
  GArray *frames = heddle_canvas_model_get_frames (self);

  for (guint i = 0; i < frames->len; i++)
    {
      const HeddleCanvasFrame *frame = &g_array_index (frames, HeddleCanvasFrame, i);

      if (graphene_rect_contains_rect (area, &frame->bounds))
        g_ptr_array_add (areas, frame->element);
    }
  for (guint i = 0; i < self->notes->len; i++)
    {
      const HeddleCanvasNote *note = &g_array_index (self->notes, HeddleCanvasNote, i);

      if (graphene_rect_intersection (area, &note->bounds, NULL))
        g_ptr_array_add (areas, note->element);
    }
}

/**
 * heddle_canvas_model_list_areas:
 * @self: a model
 *
 * Returns: (transfer container) (element-type HeddleElement): all frames, then all notes
 */
GPtrArray *
heddle_canvas_model_list_areas (HeddleCanvasModel *self)
{
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();

  for (guint i = 0; i < self->frames->len; i++)
    g_ptr_array_add (areas, g_array_index (self->frames, HeddleCanvasFrame, i).element);
  for (guint i = 0; i < self->notes->len; i++)
    g_ptr_array_add (areas, g_array_index (self->notes, HeddleCanvasNote, i).element);
  return g_steal_pointer (&areas);
}

/**
 * heddle_canvas_model_place_area:
 * @self: a model
 * @element: a frame or a note; nothing happens where it is not there
 * @area: where it is shown
 *
 * Shows a frame or a note elsewhere than the document has it, until
 * [method@CanvasModel.unplace_areas]. To be followed by [method@CanvasModel.end_placing].
 */
void
heddle_canvas_model_place_area (HeddleCanvasModel     *self,
                                HeddleElement         *element,
                                const graphene_rect_t *area)
{
  HeddleCanvasFrame *frame = find_frame (self, element);
  HeddleCanvasNote *note = find_note (self, element);

  if (frame != NULL)
    frame->area = *area;
  if (note != NULL)
    note->bounds = *area;
}

/**
 * heddle_canvas_model_unplace_areas:
 * @self: a model
 *
 * Shows all frames and notes where the document has them again. To be followed by
 * [method@CanvasModel.end_placing].
 */
void
heddle_canvas_model_unplace_areas (HeddleCanvasModel *self)
{
  heddle_canvas_model_read_areas (self);
}

/**
 * heddle_canvas_model_dup_area_text:
 * @element: a frame or a note
 *
 * Returns: (transfer full) (nullable): the name of a frame, or what a note says; %NULL where that is nothing
 */
char *
heddle_canvas_model_dup_area_text (HeddleElement *element)
{
  g_autofree char *text = NULL;

  g_object_get (element, heddle_element_get_kind (element) == HEDDLE_ELEMENT_FRAME ? "name" : "text", &text, NULL);
  return text != NULL && *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/**
 * heddle_canvas_model_dup_area_name:
 * @element: a frame or a note
 *
 * Returns: (transfer full): what it is, for whoever cannot see it: "Frame, Visuals"
 */
char *
heddle_canvas_model_dup_area_name (HeddleElement *element)
{
  gboolean frame = heddle_element_get_kind (element) == HEDDLE_ELEMENT_FRAME;
  g_autofree char *text = heddle_canvas_model_dup_area_text (element);

  if (frame)
    return text != NULL ? g_strdup_printf (_("Frame, %s"), text) : g_strdup (_("Frame"));
  return text != NULL ? g_strdup_printf (_("Note, %s"), text) : g_strdup (_("Note"));
}
