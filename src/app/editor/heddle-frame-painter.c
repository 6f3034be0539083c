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
#define FAR_ZOOM 0.2
#define FAR_TITLE_HEIGHT 24

struct _HeddleFramePainter
{
  GtkWidget           *widget;
  HeddleCanvasPalette  palette;
  HeddleCanvasText    *text;
  GPtrArray           *frames;
  GPtrArray           *titles;
  GPtrArray           *notes;
  GPtrArray           *blank_notes;
};

static void
unref_node (gpointer node)
{
  if (node != NULL)
    gsk_render_node_unref (node);
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
  self->frames = g_ptr_array_new_with_free_func (unref_node);
  self->titles = g_ptr_array_new_with_free_func (unref_node);
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
  g_ptr_array_unref (self->frames);
  g_ptr_array_unref (self->titles);
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
  g_ptr_array_set_size (self->frames, 0);
  g_ptr_array_set_size (self->titles, 0);
  g_ptr_array_set_size (self->notes, 0);
  g_ptr_array_set_size (self->blank_notes, 0);
}

static void
paint_frame (HeddleFramePainter      *self,
             const HeddleCanvasFrame *frame)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  GtkSnapshot *title = gtk_snapshot_new ();
  GdkRGBA fill, edge;

  heddle_canvas_palette_get_frame (&self->palette, frame->color, &fill, &edge);
  heddle_canvas_append_box (snapshot, self->widget, &frame->bounds, FRAME_RADIUS, &fill);
  heddle_canvas_append_outline (snapshot, &frame->bounds, FRAME_RADIUS, 1, &edge);
  g_ptr_array_add (self->frames, gtk_snapshot_free_to_node (snapshot));

  if (frame->name != NULL)
    heddle_canvas_text_append (self->text, title, frame->name, HEDDLE_CANVAS_TITLE, &self->palette.dim,
                               &GRAPHENE_RECT_INIT (0, 0, frame->bounds.size.width - 2 * TITLE_X, TITLE_HEIGHT), 0);
  g_ptr_array_add (self->titles, gtk_snapshot_free_to_node (title));
}

static void
paint_note (HeddleFramePainter     *self,
            const HeddleCanvasNote *note,
            gboolean                blank)
{
  GtkSnapshot *snapshot = gtk_snapshot_new ();
  graphene_rect_t area = note->bounds;

  heddle_canvas_append_box (snapshot, self->widget, &area, NOTE_RADIUS, &self->palette.note);
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
    paint_frame (self, &g_array_index (frames, HeddleCanvasFrame, i));
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
      if (graphene_rect_intersection (&g_array_index (frames, HeddleCanvasFrame, i).bounds, visible, NULL) &&
          self->frames->pdata[i] != NULL)
        gtk_snapshot_append_node (snapshot, self->frames->pdata[i]);
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
  float scale = zoom >= NEAR_ZOOM ? (float) zoom : 12.0f / 14;
  float inset = zoom >= NEAR_ZOOM ? (float) zoom : zoom >= FAR_ZOOM ? 0.6f : 0.1f;

  ensure_painted (self, model);
  for (guint i = 0; i < frames->len; i++)
    {
      const graphene_rect_t *bounds = &g_array_index (frames, HeddleCanvasFrame, i).bounds;
      graphene_rect_t area = GRAPHENE_RECT_INIT (bounds->origin.x * (float) zoom + offset->x,
                                                 bounds->origin.y * (float) zoom + offset->y,
                                                 bounds->size.width * (float) zoom,
                                                 bounds->size.height * (float) zoom);

      if (self->titles->pdata[i] == NULL || area.size.width < 40 ||
          !graphene_rect_intersection (bounds, visible, NULL))
        continue;
      /* From afar, nodes leave no room for it inside. */
      if (zoom < FAR_ZOOM)
        area.origin.y -= FAR_TITLE_HEIGHT;
      gtk_snapshot_push_clip (snapshot, &area);
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (area.origin.x + TITLE_X * inset,
                                                              area.origin.y + TITLE_Y * inset));
      gtk_snapshot_scale (snapshot, scale, scale);
      gtk_snapshot_append_node (snapshot, self->titles->pdata[i]);
      gtk_snapshot_restore (snapshot);
      gtk_snapshot_pop (snapshot);
    }
}
