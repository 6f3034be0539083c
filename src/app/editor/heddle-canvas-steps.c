/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-steps.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-private.h"
#include "graph/heddle-linking.h"
#include "graph/heddle-node-group.h"
#include "widgets/heddle-toast.h"

/* Where in a new step it is held that is dropped: amid its header. */
#define HOLD_X 100
#define HOLD_Y 18

/* How far from the pointer a link may be that a step goes into, on the screen. */
#define REACH 16

static double
to_grid (double place)
{
  return round (place / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
}

static gboolean
put_step (HeddleCanvas     *self,
          HeddleSearchItem *item,
          double            x,
          double            y,
          const char       *link,
          guint             n_dots,
          GError          **error)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  g_autofree char *id = NULL;

  x = to_grid (x);
  y = to_grid (y);
  heddle_canvas_find_free_place (self, &x, &y);
  heddle_document_begin (document, link != NULL ? _("Insert Step") : _("Add Step"));
  id = heddle_node_group_add (document, pipeline, heddle_search_item_get_node_type (item), NULL, x, y, error);
  if (id == NULL
      || (link != NULL
          && !heddle_linking_insert (document, pipeline, heddle_canvas_get_registry (self), link, id, n_dots, error)))
    {
      heddle_document_abandon (document);
      return FALSE;
    }
  heddle_document_end (document);
  heddle_canvas_select_node (self, id);
  heddle_canvas_reveal_node (self, id);
  return TRUE;
}

static void
add_step (HeddleCanvas     *self,
          HeddleSearchItem *item,
          double            x,
          double            y,
          const char       *link,
          guint             n_dots)
{
  g_autoptr (GError) error = NULL;

  if (put_step (self, item, x, y, link, n_dots, &error))
    return;
  if (link != NULL)
    {
      heddle_toast_error (GTK_WIDGET (self), _("The step could not be put into the link, and was only added"), error);
      add_step (self, item, x, y, NULL, 0);
      return;
    }
  heddle_toast_error (GTK_WIDGET (self), _("The step could not be added"), error);
}

/**
 * heddle_canvas_add_step_in_view:
 * @self: a canvas
 * @item: a type of step
 *
 * Adds a step amid what is seen.
 */
void
heddle_canvas_add_step_in_view (HeddleCanvas     *self,
                                HeddleSearchItem *item)
{
  double x, y;

  heddle_viewport_to_canvas (self->viewport, gtk_widget_get_width (GTK_WIDGET (self)) / 2.0,
                             gtk_widget_get_height (GTK_WIDGET (self)) / 3.0, &x, &y);
  add_step (self, item, x - HOLD_X, y - HOLD_Y, NULL, 0);
}

/* Where something is held over the canvas, in its units; FALSE where it is held elsewhere. */
static gboolean
find_place (HeddleCanvas *self,
            GtkWidget    *widget,
            double        widget_x,
            double        widget_y,
            double       *x,
            double       *y)
{
  graphene_point_t place = GRAPHENE_POINT_INIT ((float) widget_x, (float) widget_y);

  if (!gtk_widget_compute_point (widget, GTK_WIDGET (self), &place, &place)
      || !gtk_widget_contains (GTK_WIDGET (self), place.x, place.y))
    return FALSE;
  heddle_viewport_to_canvas (self->viewport, place.x, place.y, x, y);
  return TRUE;
}

static HeddleCanvasLink *
find_link (HeddleCanvas *self,
           double        x,
           double        y)
{
  return heddle_canvas_model_get_link_at (self->model, x, y, REACH / heddle_viewport_get_zoom (self->viewport));
}

static void
aim (HeddleCanvas     *self,
     HeddleSearchItem *item,
     double            x,
     double            y)
{
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  HeddleCanvasLink *below = find_link (self, x, y);
  const char *id = below != NULL ? heddle_link_get_id (below->link) : NULL;
  HeddleNodeRegistry *registry = heddle_canvas_get_registry (self);

  self->insertion.dropping = TRUE;
  if (!g_set_str (&self->insertion.link, id))
    return;
  /* One does for all links that the step is dragged over. */
  if (id != NULL && self->insertion.check == NULL)
    self->insertion.check = heddle_link_check_new (heddle_document_get_workflow (heddle_canvas_get_document (self)),
                                                   pipeline, registry, NULL);
  self->insertion.fits = id != NULL
                    && heddle_linking_can_insert_type (
                      pipeline, self->insertion.check, id,
                      heddle_node_registry_lookup (registry, heddle_search_item_get_node_type (item)));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_leave_step:
 * @self: a canvas
 *
 * Forgets a step that was held over it.
 */
void
heddle_canvas_leave_step (HeddleCanvas *self)
{
  self->insertion.dropping = FALSE;
  heddle_canvas_forget_insertion (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_hold_step:
 * @self: a canvas
 * @item: (nullable): the step, as far as it is known by then
 * @widget: what the place is in
 * @widget_x: where the step is held
 * @widget_y: the same
 *
 * Shows which link a step would go into that is dropped there.
 *
 * Returns: whether it is held over the canvas
 */
gboolean
heddle_canvas_hold_step (HeddleCanvas     *self,
                         HeddleSearchItem *item,
                         GtkWidget        *widget,
                         double            widget_x,
                         double            widget_y)
{
  double x, y;

  if (!find_place (self, widget, widget_x, widget_y, &x, &y))
    {
      heddle_canvas_leave_step (self);
      return FALSE;
    }
  if (item != NULL)
    aim (self, item, x, y);
  return TRUE;
}

/**
 * heddle_canvas_drop_step:
 * @self: a canvas
 * @item: a step
 * @widget: what the place is in
 * @widget_x: where the step is dropped
 * @widget_y: the same
 *
 * Adds a step there, or into the link there.
 *
 * Returns: whether it is over the canvas
 */
gboolean
heddle_canvas_drop_step (HeddleCanvas     *self,
                         HeddleSearchItem *item,
                         GtkWidget        *widget,
                         double            widget_x,
                         double            widget_y)
{
  g_autofree char *link = NULL;
  guint n_dots = 0;
  double x, y;

  if (!find_place (self, widget, widget_x, widget_y, &x, &y))
    return FALSE;
  aim (self, item, x, y);
  link = self->insertion.fits ? g_strdup (self->insertion.link) : NULL;
  if (link != NULL)
    n_dots = heddle_canvas_link_find_leg (find_link (self, x, y), x, y);
  heddle_canvas_leave_step (self);
  add_step (self, item, x - HOLD_X, y - HOLD_Y, link, n_dots);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  return TRUE;
}
