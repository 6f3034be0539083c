/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-frame-painter.h"

#include <math.h>

#include "editor/heddle-canvas-shape.h"
#include "editor/heddle-canvas-text.h"

#define FRAME_RADIUS 16
#define TITLE_X 18
#define TITLE_Y 8
#define TITLE_HEIGHT 32
#define NOTE_RADIUS 12
#define NOTE_PADDING 14

/* Below this zoom titles keep their size on the screen, and notes have no text. */
#define NEAR_ZOOM 0.4
#define FAR_TITLE_HEIGHT 16
#define FAR_TITLE_PADDING 4
#define FAR_TITLE_RADIUS 4
#define FAR_TITLE_STEP 8
#define LEAST_FAR_WIDTH 40

/* What was painted of one frame. A far title is cut to @far_room and is @far_width wide; @band is how
 * much of the frame is free above the nodes in it.
 */
typedef struct
{
  GskRenderNode *ground;
  GskRenderNode *title;
  GskRenderNode *far_title;
  float          far_room;
  float          far_width;
  float          band;
} PaintedFrame;

struct _HeddleFramePainter
{
  GtkWidget           *widget;
  HeddleCanvasPalette  palette;
  HeddleCanvasText    *text;
  GArray              *frames;
  GPtrArray           *found;
  GPtrArray           *notes;
  GPtrArray           *blank_notes;
};

static void
unref_node (gpointer node)
{
  if (node != NULL)
    gsk_render_node_unref (node);
}

static void
painted_frame_clear (gpointer data)
{
  PaintedFrame *painted = data;

  unref_node (painted->ground);
  unref_node (painted->title);
  unref_node (painted->far_title);
}

/**
 * heddle_frame_painter_new:
 * @widget: whose fonts are used
 * @palette: the colours
 *
 * Returns: (transfer full): a painter that has painted nothing yet
 */
HeddleFramePainter *
heddle_frame_painter_new (GtkWidget                 *widget,
                          const HeddleCanvasPalette *palette)
{
  HeddleFramePainter *self = g_new0 (HeddleFramePainter, 1);

  self->widget = widget;
  self->palette = *palette;
  self->text = heddle_canvas_text_new (widget);
  self->frames = g_array_new (FALSE, TRUE, sizeof (PaintedFrame));
  g_array_set_clear_func (self->frames, painted_frame_clear);
  self->found = g_ptr_array_new ();
  self->notes = g_ptr_array_new_with_free_func (unref_node);
  self->blank_notes = g_ptr_array_new_with_free_func (unref_node);
  return self;
}

/**
 * heddle_frame_painter_free:
 * @self: (transfer full): a painter
 *
 * Frees it.
 */
void
heddle_frame_painter_free (HeddleFramePainter *self)
{
  g_array_unref (self->frames);
  g_ptr_array_unref (self->found);
  g_ptr_array_unref (self->notes);
  g_ptr_array_unref (self->blank_notes);
  heddle_canvas_text_free (self->text);
  g_free (self);
}

/**
 * heddle_frame_painter_invalidate:
 * @self: a painter
 *
 * Forgets what it painted, since frames, notes or the nodes in them have changed.
 */
void
heddle_frame_painter_invalidate (HeddleFramePainter *self)
{
  g_array_set_size (self->frames, 0);
  g_ptr_array_set_size (self->notes, 0);
  g_ptr_array_set_size (self->blank_notes, 0);
}

static gboolean
is_mirrored (const HeddleFramePainter *self)
{
  return gtk_widget_get_direction (self->widget) == GTK_TEXT_DIR_RTL;
}

static float
measure_band (HeddleFramePainter      *self,
              HeddleCanvasModel       *model,
              const HeddleCanvasFrame *frame)
{
  float band = frame->bounds.size.height;

  g_ptr_array_set_size (self->found, 0);
  heddle_canvas_model_query_nodes (model, &frame->bounds, self->found);
  for (guint i = 0; i < self->found->len; i++)
    {
      const HeddleCanvasNode *node = self->found->pdata[i];

      band = MIN (band, node->bounds.origin.y - frame->bounds.origin.y);
    }
  return MAX (band, 0);
}

static void
paint_frame (HeddleFramePainter      *self,
             HeddleCanvasModel       *model,
             const HeddleCanvasFrame *frame)
{
  PaintedFrame painted = { .band = measure_band (self, model, frame) };
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GtkSnapshot *title = gtk_snapshot_new ();
  GdkRGBA fill, edge;

  heddle_canvas_palette_get_frame (&self->palette, frame->color, &fill, &edge);
  heddle_canvas_append_box (snapshot, self->widget, &frame->bounds, FRAME_RADIUS, &fill);
  heddle_canvas_append_outline (snapshot, &frame->bounds, FRAME_RADIUS, 1, &edge);
  painted.ground = gtk_snapshot_free_to_node (snapshot);

  if (frame->name != NULL)
    heddle_canvas_text_append (self->text, title, frame->name, HEDDLE_CANVAS_TITLE, &self->palette.dim,
                               &GRAPHENE_RECT_INIT (0, 0, frame->bounds.size.width - 2 * TITLE_X, TITLE_HEIGHT),
                               is_mirrored (self) ? 1 : 0);
  painted.title = gtk_snapshot_free_to_node (title);
  g_array_append_val (self->frames, painted);
}

static void
paint_far_title (HeddleFramePainter      *self,
                 const HeddleCanvasFrame *frame,
                 PaintedFrame            *painted,
                 float                    room)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  painted->far_room = room;
  painted->far_width = heddle_canvas_text_append (self->text, snapshot, frame->name, HEDDLE_CANVAS_FRAME_TITLE,
                                                  &self->palette.dim,
                                                  &GRAPHENE_RECT_INIT (FAR_TITLE_PADDING, 0, room, FAR_TITLE_HEIGHT),
                                                  0);
  g_clear_pointer (&painted->far_title, gsk_render_node_unref);
  painted->far_title = gtk_snapshot_free_to_node (snapshot);
}

/* The title keeps its size and stands free of the nodes in the frame: where there is no room above
 * them, it slides over the edge, and the canvas behind it keeps it legible on whatever is there.
 */
static void
snapshot_far_title (HeddleFramePainter      *self,
                    const HeddleCanvasFrame *frame,
                    PaintedFrame            *painted,
                    GtkSnapshot             *snapshot,
                    const graphene_rect_t   *area,
                    float                    zoom)
{
  float room = floorf ((area->size.width - 2 * FAR_TITLE_PADDING) / FAR_TITLE_STEP) * FAR_TITLE_STEP;
  float band = painted->band * zoom;
  float top = band - FAR_TITLE_HEIGHT - 1;
  gboolean cut = painted->far_width > painted->far_room - FAR_TITLE_STEP;
  float inset = TITLE_X * zoom - FAR_TITLE_PADDING;
  GdkRGBA ground = self->palette.canvas;

  if (area->size.width < LEAST_FAR_WIDTH)
    return;
  if (painted->far_room == 0 || room < painted->far_width || (cut && room != painted->far_room))
    paint_far_title (self, frame, painted, room);
  gtk_snapshot_save (snapshot);
  if (is_mirrored (self))
    inset = area->size.width - inset - painted->far_width - 2 * FAR_TITLE_PADDING;
  gtk_snapshot_translate (snapshot,
                          &GRAPHENE_POINT_INIT (roundf (area->origin.x + inset),
                                                roundf (area->origin.y + (top > 0 ? MIN (top / 2, TITLE_Y) : top))));
  ground.alpha = 0.8f;
  if (top < 0)
    heddle_canvas_append_box (snapshot, self->widget,
                              &GRAPHENE_RECT_INIT (0, 0, painted->far_width + 2 * FAR_TITLE_PADDING, FAR_TITLE_HEIGHT),
                              FAR_TITLE_RADIUS, &ground);
  if (painted->far_title != NULL)
    gtk_snapshot_append_node (snapshot, painted->far_title);
  gtk_snapshot_restore (snapshot);
}

static void
paint_note (HeddleFramePainter     *self,
            const HeddleCanvasNote *note,
            gboolean                blank)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  graphene_rect_t area = note->bounds;

  heddle_canvas_append_box (snapshot, self->widget, &area, NOTE_RADIUS, &self->palette.note);
  if (self->palette.high_contrast)
    heddle_canvas_append_outline (snapshot, &area, NOTE_RADIUS, 1, &self->palette.edge);
  if (!blank)
    {
      graphene_rect_inset (&area, NOTE_PADDING, NOTE_PADDING - 2);
      heddle_canvas_text_append_paragraph (self->text, snapshot, note->text, HEDDLE_CANVAS_NOTE,
                                           &self->palette.note_text, &area);
    }
  g_ptr_array_add (blank ? self->blank_notes : self->notes, gtk_snapshot_free_to_node (snapshot));
}

static void
ensure_painted (HeddleFramePainter *self,
                HeddleCanvasModel  *model)
{
  GArray *frames = heddle_canvas_model_get_frames (model);
  GArray *notes = heddle_canvas_model_get_notes (model);

  for (guint i = self->frames->len; i < frames->len; i++)
    paint_frame (self, model, &g_array_index (frames, HeddleCanvasFrame, i));
  for (guint i = self->notes->len; i < notes->len; i++)
    {
      paint_note (self, &g_array_index (notes, HeddleCanvasNote, i), FALSE);
      paint_note (self, &g_array_index (notes, HeddleCanvasNote, i), TRUE);
    }
}

/**
 * heddle_frame_painter_snapshot:
 * @self: a painter
 * @model: what is where
 * @snapshot: where it goes, in coordinates of the canvas
 * @visible: the part of the canvas that is shown
 * @zoom: how large it is shown
 *
 * Adds the frames and notes that are in sight.
 */
void
heddle_frame_painter_snapshot (HeddleFramePainter    *self,
                               HeddleCanvasModel     *model,
                               GtkSnapshot           *snapshot,
                               const graphene_rect_t *visible,
                               double                 zoom)
{
  GArray *frames = heddle_canvas_model_get_frames (model);
  GArray *notes = heddle_canvas_model_get_notes (model);
  GPtrArray *painted = zoom >= NEAR_ZOOM ? self->notes : self->blank_notes;

  ensure_painted (self, model);
  for (guint i = 0; i < frames->len; i++)
    {
      GskRenderNode *ground = g_array_index (self->frames, PaintedFrame, i).ground;

      if (graphene_rect_intersection (&g_array_index (frames, HeddleCanvasFrame, i).bounds, visible, NULL) &&
          ground != NULL)
        gtk_snapshot_append_node (snapshot, ground);
    }
  for (guint i = 0; i < notes->len; i++)
    {
      if (graphene_rect_intersection (&g_array_index (notes, HeddleCanvasNote, i).bounds, visible, NULL) &&
          painted->pdata[i] != NULL)
        gtk_snapshot_append_node (snapshot, painted->pdata[i]);
    }
}

/**
 * heddle_frame_painter_snapshot_titles:
 * @self: a painter
 * @model: what is where
 * @snapshot: where it goes, in coordinates of the widget
 * @visible: the part of the canvas that is shown
 * @offset: where in the widget the canvas has its origin
 * @zoom: how large it is shown
 *
 * Adds the titles of the frames that are in sight. Seen from afar, they keep their size.
 */
void
heddle_frame_painter_snapshot_titles (HeddleFramePainter     *self,
                                      HeddleCanvasModel      *model,
                                      GtkSnapshot            *snapshot,
                                      const graphene_rect_t  *visible,
                                      const graphene_point_t *offset,
                                      double                  zoom)
{
  GArray *frames = heddle_canvas_model_get_frames (model);

  ensure_painted (self, model);
  for (guint i = 0; i < frames->len; i++)
    {
      const HeddleCanvasFrame *frame = &g_array_index (frames, HeddleCanvasFrame, i);
      PaintedFrame *painted = &g_array_index (self->frames, PaintedFrame, i);
      graphene_rect_t area = GRAPHENE_RECT_INIT (frame->bounds.origin.x * (float) zoom + offset->x,
                                                 frame->bounds.origin.y * (float) zoom + offset->y,
                                                 frame->bounds.size.width * (float) zoom,
                                                 frame->bounds.size.height * (float) zoom);

      if (painted->title == NULL || !graphene_rect_intersection (&frame->bounds, visible, NULL))
        continue;
      if (zoom < NEAR_ZOOM)
        {
          snapshot_far_title (self, frame, painted, snapshot, &area, (float) zoom);
          continue;
        }
      gtk_snapshot_push_clip (snapshot, &area);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (area.origin.x + TITLE_X * (float) zoom,
                                                              area.origin.y + TITLE_Y * (float) zoom));
      gtk_snapshot_scale (snapshot, (float) zoom, (float) zoom);
      gtk_snapshot_append_node (snapshot, painted->title);
      gtk_snapshot_restore (snapshot);
      gtk_snapshot_pop (snapshot);
    }
}
