/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-images.h"
#include "editor/heddle-canvas-search.h"
#include "editor/heddle-condition-popover.h"
#include "editor/heddle-minimap.h"
#include "editor/heddle-problem-popover.h"
#include "widgets/heddle-place-keys.h"

/* How far from the pointer it is said what is the matter there. */
#define HINT_OFFSET 18
#define HINT_MARGIN 6

struct _HeddleCanvasView
{
  AdwBin           parent_instance;
  HeddleCanvas    *canvas;

  GtkOverlay      *overlay;
  GtkMenuButton   *zoom_button;
  GtkLabel        *zoom_label;
  GtkToggleButton *minimap_button;
  HeddleMinimap   *minimap;
  GtkWidget       *empty;
  GtkWidget       *problem;
  GtkWidget       *search;
  GtkWidget       *condition;
  GtkLabel        *hint;
  GtkWidget       *history;
  GtkWidget       *inspector_room;
  GtkWidget       *new_page_button;
  GtkWidget       *problems_room;
  GtkWidget       *problems_button;
  GtkLabel        *problems_label;
};

G_DEFINE_FINAL_TYPE (HeddleCanvasView, heddle_canvas_view, ADW_TYPE_BIN)

static char *
dup_percent (double zoom)
{
  return g_strdup_printf (_("%d %%"), (int) lround (zoom * 100));
}

static void
fill_zoom_menu (HeddleCanvasView *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) stops_section = g_menu_new ();
  g_autoptr (GMenu) fit_section = g_menu_new ();
  g_autoptr (GMenu) places_section = g_menu_new ();
  g_autoptr (GMenu) outline_section = g_menu_new ();
  guint n_stops;
  const double *stops = heddle_viewport_get_stops (&n_stops);

  for (guint i = 0; i < n_stops; i++)
    {
      g_autofree char *label = dup_percent (stops[i]);
      g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

      g_menu_item_set_action_and_target (item, "canvas.zoom-to", "d", stops[i]);
      g_menu_append_item (stops_section, item);
    }
  g_menu_append (fit_section, _("Show _All"), "canvas.zoom-fit");
  g_menu_append (fit_section, _("Show _Selection"), "canvas.zoom-selection");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (stops_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (fit_section));
  g_menu_append (places_section, _("_Back to Where the View Was"), "canvas.back");
  g_menu_append (places_section, _("_Forward Again"), "canvas.forward");
  g_menu_append (outline_section, _("_Outline"), "editor.toggle-outline");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (places_section));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (outline_section));
  gtk_menu_button_set_menu_model (self->zoom_button, G_MENU_MODEL (menu));
}

static void
update_zoom (HeddleCanvasView *self)
{
  g_autofree char *text = dup_percent (heddle_canvas_get_zoom (self->canvas));
  g_autofree char *name = g_strdup_printf (_("Zoom, %s"), text);

  gtk_label_set_label (self->zoom_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->zoom_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

/* There is no map of nothing, but a way to something. */
static void
update_emptiness (HeddleCanvasView *self)
{
  gboolean empty = heddle_canvas_model_get_nodes (heddle_canvas_get_model (self->canvas))->len == 0;

  gtk_widget_set_visible (GTK_WIDGET (self->minimap), heddle_canvas_get_show_minimap (self->canvas) && !empty);
  gtk_widget_set_visible (self->empty, empty);
}

/* The canvas has the actions; whatever else is in the view reaches them through it. */
static void
forward_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HeddleCanvasView *self = HEDDLE_CANVAS_VIEW (widget);

  gtk_widget_activate_action_variant (GTK_WIDGET (self->canvas), name, parameter);
}

static gboolean
heddle_canvas_view_grab_focus (GtkWidget *widget)
{
  HeddleCanvasView *self = HEDDLE_CANVAS_VIEW (widget);

  return gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
heddle_canvas_view_dispose (GObject *object)
{
  HeddleCanvasView *self = HEDDLE_CANVAS_VIEW (object);

  g_clear_pointer (&self->problem, gtk_widget_unparent);
  g_clear_pointer (&self->search, gtk_widget_unparent);
  g_clear_pointer (&self->condition, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_CANVAS_VIEW);
  self->canvas = NULL;

  G_OBJECT_CLASS (heddle_canvas_view_parent_class)->dispose (object);
}

static void
heddle_canvas_view_class_init (HeddleCanvasViewClass *klass)
{
  static const char *const actions[] = {
    "canvas.zoom-in", "canvas.zoom-out", "canvas.zoom-fit", "canvas.zoom-original", "canvas.toggle-minimap",
    "canvas.zoom-selection",
    "canvas.select-all", "canvas.select-none", "canvas.activate-node", "canvas.inspect-node", "canvas.show-problem",
    "canvas.answer-node", "canvas.retry-node", "canvas.add-step", "canvas.next-port", "canvas.link",
    "canvas.delete-reconnect", "canvas.arrange", "canvas.run-after", "canvas.unlink", "canvas.edit-condition",
    "canvas.add-dot",
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_canvas_view_dispose;
  widget_class->grab_focus = heddle_canvas_view_grab_focus;

  g_type_ensure (HEDDLE_TYPE_MINIMAP);
  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i], NULL, forward_cb);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-to", "d", forward_cb);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-canvas-view.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, overlay);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, zoom_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, zoom_label);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, minimap_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, minimap);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, empty);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, hint);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, history);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, inspector_room);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, new_page_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, problems_room);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, problems_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasView, problems_label);
}

static const HeddlePlaceKey keys[] = {
  { "<Control>plus|<Control>equal|<Control>KP_Add", "canvas.zoom-in" },
  { "<Control>minus|<Control>KP_Subtract", "canvas.zoom-out" },
  { "<Control>0|<Control>KP_0", "canvas.zoom-fit" },
  { "<Control>1|<Control>KP_1", "canvas.zoom-original" },
  { "<Control>2|<Control>KP_2", "canvas.zoom-selection" },
};

static void
heddle_canvas_view_init (HeddleCanvasView *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heddle_place_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
  fill_zoom_menu (self);
}

static void
show_problem_cb (HeddleCanvasView *self,
                 const char       *id)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (heddle_canvas_get_model (self->canvas), id);
  graphene_rect_t area;

  if (node == NULL || node->state == NULL || node->state->error == NULL)
    return;
  heddle_canvas_reveal_node (self->canvas, id);
  heddle_canvas_get_node_area (self->canvas, id, &area);
  heddle_problem_popover_show (HEDDLE_PROBLEM_POPOVER (self->problem), node->title, node->state->error,
                               node->state->details,
                               &(GdkRectangle) { (int) area.origin.x, (int) area.origin.y, (int) area.size.width,
                                                 (int) area.size.height });
}

/* Below the pointer, and after it in the direction that is read, or else on the side where there is room. */
static void
update_hint (HeddleCanvasView *self)
{
  GtkWidget *label = GTK_WIDGET (self->hint);
  int room = gtk_widget_get_width (GTK_WIDGET (self->canvas));
  int width, height;
  double x, y;
  const char *hint = heddle_canvas_get_hint (self->canvas, &x, &y);

  gtk_widget_set_visible (label, hint != NULL);
  if (hint == NULL)
    return;
  gtk_label_set_label (self->hint, hint);
  gtk_widget_set_margin_start (label, 0);
  gtk_widget_set_margin_top (label, 0);
  gtk_widget_measure (label, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &width, NULL, NULL);
  gtk_widget_measure (label, GTK_ORIENTATION_VERTICAL, MIN (width, room), NULL, &height, NULL, NULL);
  if (gtk_widget_get_direction (label) == GTK_TEXT_DIR_RTL)
    x = room - x;
  y += y + HINT_OFFSET + height + HINT_MARGIN > gtk_widget_get_height (GTK_WIDGET (self->canvas))
         ? -HINT_OFFSET - height
         : HINT_OFFSET;
  gtk_widget_set_margin_start (label, (int) CLAMP (x + HINT_OFFSET, 0, MAX (room - width - HINT_MARGIN, 0)));
  gtk_widget_set_margin_top (label, (int) MAX (y, 0));
}

/**
 * heddle_canvas_view_new:
 * @workflow: an open workflow
 * @pipeline: one of its pipelines
 *
 * Returns: (transfer floating): a view of the pipeline
 */
GtkWidget *
heddle_canvas_view_new (HeddleOpenWorkflow *workflow,
                        HeddlePipeline     *pipeline)
{
  HeddleCanvasView *self = g_object_new (HEDDLE_TYPE_CANVAS_VIEW, NULL);

  self->canvas = HEDDLE_CANVAS (heddle_canvas_new (workflow, pipeline));
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->canvas));
  /* Whatever lies over it: an empty one has a page there. */
  heddle_canvas_take_images (self->canvas, GTK_WIDGET (self->overlay));
  heddle_minimap_set_canvas (self->minimap, self->canvas);
  g_object_bind_property (self->canvas, "show-minimap", self->minimap_button, "active",
                          G_BINDING_SYNC_CREATE | G_BINDING_BIDIRECTIONAL);
  g_signal_connect_object (self->canvas, "notify::zoom", G_CALLBACK (update_zoom), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::show-minimap", G_CALLBACK (update_emptiness), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_canvas_get_model (self->canvas), "structure-changed",
                           G_CALLBACK (update_emptiness), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "notify::hint", G_CALLBACK (update_hint), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->canvas, "problem-activated", G_CALLBACK (show_problem_cb), self, G_CONNECT_SWAPPED);
  self->problem = heddle_problem_popover_new ();
  gtk_widget_set_parent (self->problem, GTK_WIDGET (self));
  self->search = heddle_canvas_search_new (self->canvas);
  gtk_widget_set_parent (self->search, GTK_WIDGET (self));
  self->condition = heddle_condition_popover_new (workflow, self->canvas);
  gtk_widget_set_parent (self->condition, GTK_WIDGET (self));
  update_zoom (self);
  update_emptiness (self);
  return GTK_WIDGET (self);
}

/**
 * heddle_canvas_view_get_canvas:
 * @self: a view
 *
 * Returns: (transfer none): its canvas
 */
HeddleCanvas *
heddle_canvas_view_get_canvas (HeddleCanvasView *self)
{
  return self->canvas;
}

/**
 * heddle_canvas_view_set_breadth:
 * @self: a view
 * @breadth: how much room the window has
 *
 * Puts into the toolbar what stands in the header of a wider window.
 */
void
heddle_canvas_view_set_breadth (HeddleCanvasView *self,
                                HeddleBreadth     breadth)
{
  gtk_widget_set_visible (self->history, breadth >= HEDDLE_BREADTH_NARROW);
  gtk_widget_set_visible (self->inspector_room, breadth >= HEDDLE_BREADTH_PHONE);
}

/**
 * heddle_canvas_view_set_alone:
 * @self: a view
 * @alone: whether what it shows is the only page of its workflow
 *
 * Offers a second page, where no tabs of pages do.
 */
void
heddle_canvas_view_set_alone (HeddleCanvasView *self,
                              gboolean          alone)
{
  gtk_widget_set_visible (self->new_page_button, alone);
}

/**
 * heddle_canvas_view_set_n_problems:
 * @self: a view
 * @n: how many problems the workflow has
 *
 * Shows that there are some, and the way to them.
 */
void
heddle_canvas_view_set_n_problems (HeddleCanvasView *self,
                                   guint             n)
{
  g_autofree char *count = g_strdup_printf ("%u", n);
  g_autofree char *name = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u problem", "%u problems", n), n);

  gtk_label_set_label (self->problems_label, count);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->problems_button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_visible (self->problems_room, n > 0);
}
