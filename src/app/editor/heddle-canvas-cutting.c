/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-private.h"
#include "graph/heddle-linking.h"
#include "widgets/heddle-toast.h"

/* How wide a stroke is on the screen. */
#define STROKE_WIDTH 2

static void
add_point (HeddleCanvas *self,
           double        widget_x,
           double        widget_y)
{
  graphene_point_t point;
  double x, y;

  heddle_viewport_to_canvas (self->viewport, widget_x, widget_y, &x, &y);
  graphene_point_init (&point, (float) x, (float) y);
  g_array_append_val (self->cutting.stroke, point);
}

/**
 * heddle_canvas_begin_cutting:
 * @self: a canvas
 * @x: where in the widget
 * @y: likewise
 *
 * Begins a stroke that cuts the links that it crosses.
 */
void
heddle_canvas_begin_cutting (HeddleCanvas *self,
                             double        x,
                             double        y)
{
  self->cutting.stroke = g_array_new (FALSE, FALSE, sizeof (graphene_point_t));
  self->cutting.crossed = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  add_point (self, x, y);
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "crosshair");
}

/**
 * heddle_canvas_cut_to:
 * @self: a canvas with a stroke
 * @x: where the pointer is in the widget
 * @y: likewise
 *
 * Leads the stroke there.
 */
void
heddle_canvas_cut_to (HeddleCanvas *self,
                      double        x,
                      double        y)
{
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  graphene_point_t before = g_array_index (self->cutting.stroke, graphene_point_t, self->cutting.stroke->len - 1);
  graphene_point_t after;
  graphene_rect_t area;

  add_point (self, x, y);
  after = g_array_index (self->cutting.stroke, graphene_point_t, self->cutting.stroke->len - 1);
  graphene_rect_init (&area, MIN (before.x, after.x), MIN (before.y, after.y), fabsf (after.x - before.x),
                      fabsf (after.y - before.y));
  heddle_canvas_model_query_links (self->model, &area, links);
  for (guint i = 0; i < links->len; i++)
    {
      const HeddleCanvasLink *link = links->pdata[i];

      if (heddle_canvas_link_is_crossed (link, &before, &after))
        g_hash_table_add (self->cutting.crossed, g_strdup (heddle_link_get_id (link->link)));
    }
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_is_crossed:
 * @self: a canvas
 * @link: a link
 *
 * Returns: whether the link is cut when the stroke ends
 */
gboolean
heddle_canvas_is_crossed (HeddleCanvas           *self,
                          const HeddleCanvasLink *link)
{
  return self->cutting.crossed != NULL && g_hash_table_contains (self->cutting.crossed, heddle_link_get_id (link->link));
}

static void
undo_cb (HeddleDocument *document)
{
  heddle_document_undo (document);
}

/**
 * heddle_canvas_cut_links:
 * @self: a canvas
 * @ids: (array zero-terminated=1): ids of links; those that are not there any more are left out
 *
 * Removes links, as one step, and offers a way back.
 */
void
heddle_canvas_cut_links (HeddleCanvas      *self,
                         const char *const *ids)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (heddle_pipeline_find_link (pipeline, ids[i]) != NULL)
        g_ptr_array_add (found, (char *) ids[i]);
    }
  if (found->len == 0)
    return;
  g_ptr_array_add (found, NULL);
  if (!heddle_linking_cut (document, pipeline, (const char *const *) found->pdata, &error))
    {
      heddle_toast_error (GTK_WIDGET (self), _("The links could not be cut"), error);
      return;
    }
  toast = heddle_toast_undo (GTK_WIDGET (self), G_CALLBACK (undo_cb), document,
                             g_dngettext (GETTEXT_PACKAGE, "%u link cut", "%u links cut", found->len - 1),
                             found->len - 1);
  g_signal_connect_object (document, "edited", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
}

/**
 * heddle_canvas_end_cutting:
 * @self: a canvas
 * @cut: whether the links that are crossed are cut; otherwise all stays as it was
 *
 * Ends the stroke, if there is one.
 */
void
heddle_canvas_end_cutting (HeddleCanvas *self,
                           gboolean      cut)
{
  g_autoptr (GHashTable) crossed = g_steal_pointer (&self->cutting.crossed);
  g_autofree const char **ids = NULL;

  if (self->cutting.stroke == NULL)
    return;
  g_clear_pointer (&self->cutting.stroke, g_array_unref);
  gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
  ids = (const char **) g_hash_table_get_keys_as_array (crossed, NULL);
  if (cut)
    heddle_canvas_cut_links (self, ids);
}

static gboolean
is_end_selected (HeddleCanvas           *self,
                 const HeddleCanvasLink *link)
{
  return g_hash_table_contains (self->selected, link->from->id) || g_hash_table_contains (self->selected, link->to->id);
}

static void
unlink_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  GPtrArray *links = heddle_canvas_model_get_links (self->model);
  g_auto (GStrv) ids = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < links->len; i++)
    {
      const HeddleCanvasLink *link = links->pdata[i];

      if (is_end_selected (self, link))
        g_strv_builder_add (builder, heddle_link_get_id (link->link));
    }
  ids = g_strv_builder_end (builder);
  if (ids[0] == NULL)
    heddle_toast_tell (widget, "%s", g_hash_table_size (self->selected) > 0 ? _("No link begins or ends here")
                                                                            : _("Select a step to cut its links"));
  else
    heddle_canvas_cut_links (self, (const char *const *) ids);
}

/**
 * heddle_canvas_class_init_cutting:
 * @widget_class: the canvas' class
 *
 * Installs what cuts links without a pointer, and the key for it.
 */
void
heddle_canvas_class_init_cutting (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.unlink", NULL, unlink_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_SHIFT_MASK, "canvas.unlink", NULL);
}

/**
 * heddle_canvas_snapshot_stroke:
 * @self: a canvas
 * @snapshot: where it goes, in canvas units
 * @zoom: how large the canvas is shown
 *
 * Adds the stroke that cuts links, if there is one.
 */
void
heddle_canvas_snapshot_stroke (HeddleCanvas *self,
                               GtkSnapshot  *snapshot,
                               double        zoom)
{
  if (self->cutting.stroke != NULL)
    heddle_link_painter_snapshot_stroke (self->links, snapshot, self->cutting.stroke, STROKE_WIDTH / (float) zoom);
}
