/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-choosing.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-link-selection.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-port-label.h"
#include "graph/heddle-linking.h"
#include "graph/heddle-node-group.h"
#include "widgets/heddle-toast.h"

/* About half of a new step. */
#define HALF_WIDTH 100
#define HALF_HEIGHT 60

/* About how wide choices are shown. */
#define CHOICE_WIDTH 340

/* How far below one that was added the next goes. */
#define NEXT_STEP (8 * HEDDLE_CANVAS_GRID)

static double
to_grid (double place)
{
  return round (place / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
}

/**
 * heddle_canvas_ask_step:
 * @self: a canvas
 * @x: where the step is to go, in the widget
 * @y: likewise
 *
 * Asks a person for a step to add. If a link has a loose end there, the step is linked to it.
 */
void
heddle_canvas_ask_step (HeddleCanvas *self,
                        double        x,
                        double        y)
{
  double canvas_x, canvas_y;

  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  graphene_point_init (&self->choosing.point, (float) canvas_x, (float) canvas_y);
  self->choosing.active = TRUE;
  self->choosing.is_port = FALSE;
  g_signal_emit_by_name (self, "choice-requested");
}

static HeddleCanvasPort *
get_chosen_port (HeddleCanvas      *self,
                 HeddleCanvasNode **node)
{
  *node = heddle_canvas_model_lookup (self->model, self->selected_node);
  if (*node == NULL || (*node)->ports->len == 0)
    return NULL;
  if (self->choosing.port < 0 || self->choosing.port >= (int) (*node)->ports->len)
    return NULL;
  return &g_array_index ((*node)->ports, HeddleCanvasPort, self->choosing.port);
}

static void
next_port_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, self->selected_node);
  HeddleCanvasPort *port;
  g_autofree char *description = NULL;

  if (heddle_canvas_next_dot (self))
    return;
  if (node == NULL || node->ports->len == 0)
    return;
  self->choosing.port = (self->choosing.port + 1) % (int) node->ports->len;
  port = get_chosen_port (self, &node);
  description = heddle_port_dup_description (port->label, port->type, port->output);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), description, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  heddle_canvas_update_accessible_focus (self, FALSE);
  heddle_canvas_reveal_node (self, node->id);
  gtk_widget_queue_draw (widget);
}

static void
link_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  HeddleCanvasNode *node;
  HeddleCanvasPort *port = get_chosen_port (self, &node);

  if (node == NULL || node->ports->len == 0)
    {
      heddle_toast_tell (widget, "%s", _("Select a step to link it"));
      return;
    }
  if (port == NULL)
    {
      self->choosing.port = node->n_inputs < node->ports->len ? (int) node->n_inputs : 0;
      port = get_chosen_port (self, &node);
    }
  heddle_canvas_reveal_node (self, node->id);
  heddle_canvas_drop_link (self);
  heddle_canvas_hold_link (self, node->id, port->name, port->output, FALSE);
  heddle_canvas_node_get_port_point (node, port, &self->choosing.point);
  self->choosing.active = TRUE;
  self->choosing.is_port = TRUE;
  g_signal_emit_by_name (self, "choice-requested");
}

static void
run_after_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, self->selected_node);

  if (node == NULL || node->node == NULL)
    {
      heddle_toast_tell (widget, "%s", node == NULL ? _("Select a step to say what it runs after")
                                                    : _("The workflow's inputs come before every step anyway."));
      return;
    }
  heddle_canvas_drop_link (self);
  heddle_canvas_reveal_node (self, node->id);
  heddle_canvas_node_get_flow_point (node, FALSE, &self->choosing.point);
  self->choosing.active = TRUE;
  g_set_str (&self->choosing.order, node->id);
  g_signal_emit_by_name (self, "choice-requested");
}

static void
add_step_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  double width = gtk_widget_get_width (widget), height = gtk_widget_get_height (widget);

  heddle_canvas_drop_link (self);
  self->choosing.is_amid = TRUE;
  heddle_canvas_ask_step (self, width / 2 - HALF_WIDTH, height / 2 - HALF_HEIGHT);
}

/**
 * heddle_canvas_link_port:
 * @self: a canvas
 * @node: a node's id
 * @port: what documents call a port of it
 * @output: whether that is an output
 *
 * Asks what the port is to be linked to.
 */
void
heddle_canvas_link_port (HeddleCanvas *self,
                         const char   *node,
                         const char   *port,
                         gboolean      output)
{
  const HeddleCanvasNode *found = heddle_canvas_model_lookup (self->model, node);

  heddle_canvas_select_node (self, node);
  for (guint i = 0; found != NULL && i < found->ports->len; i++)
    {
      const HeddleCanvasPort *candidate = &g_array_index (found->ports, HeddleCanvasPort, i);

      if (candidate->output == output && g_str_equal (candidate->name, port))
        self->choosing.port = (int) i;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "canvas.link", NULL);
}

/**
 * heddle_canvas_class_init_choosing:
 * @widget_class: the canvas' class
 *
 * Installs what adds and links steps, and the keys for it.
 */
void
heddle_canvas_class_init_choosing (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint       key;
    const char *action;
  } bindings[] = {
    { GDK_KEY_slash, "canvas.add-step" },  { GDK_KEY_KP_Divide, "canvas.add-step" },
    { GDK_KEY_Insert, "canvas.add-step" }, { GDK_KEY_KP_Insert, "canvas.add-step" },
    { GDK_KEY_p, "canvas.next-port" },     { GDK_KEY_l, "canvas.link" },
    { GDK_KEY_o, "canvas.run-after" },
  };

  gtk_widget_class_install_action (widget_class, "canvas.add-step", NULL, add_step_cb);
  gtk_widget_class_install_action (widget_class, "canvas.next-port", NULL, next_port_cb);
  gtk_widget_class_install_action (widget_class, "canvas.link", NULL, link_cb);
  gtk_widget_class_install_action (widget_class, "canvas.run-after", NULL, run_after_cb);
  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, 0, bindings[i].action, NULL);
  /* Where a slash is on a key of its own with Shift. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_slash, GDK_SHIFT_MASK, "canvas.add-step", NULL);
}

/**
 * heddle_canvas_is_choosing_order:
 * @self: a canvas that asks for a choice
 *
 * Returns: whether it asks for a step that another runs after
 */
gboolean
heddle_canvas_is_choosing_order (HeddleCanvas *self)
{
  return self->choosing.order != NULL;
}

/**
 * heddle_canvas_is_choosing_port:
 * @self: a canvas that asks for a choice
 *
 * Returns: whether a port is chosen; otherwise a step
 */
gboolean
heddle_canvas_is_choosing_port (HeddleCanvas *self)
{
  return self->choosing.is_port;
}

/**
 * heddle_canvas_list_choices:
 * @self: a canvas that asks for a choice
 * @all: whether steps that the loose link does not fit are listed, too
 *
 * Returns: (transfer full): what can be chosen, as [class@SearchItem]s
 */
GListStore *
heddle_canvas_list_choices (HeddleCanvas *self,
                            gboolean      all)
{
  HeddleLinkDrag *link = self->link.drag;

  if (self->choosing.order != NULL)
    {
      g_clear_pointer (&self->choosing.check, heddle_link_check_free);
      self->choosing.check = heddle_link_check_new (heddle_document_get_workflow (heddle_canvas_get_document (self)),
                                                    heddle_canvas_get_pipeline (self), heddle_canvas_get_registry (self),
                                                    NULL);
      return heddle_search_item_list_earlier (self->model, self->choosing.check, self->choosing.order);
    }
  if (link == NULL || (all && !self->choosing.is_port))
    return heddle_search_item_list_types (heddle_canvas_get_registry (self), NULL, NULL, NULL, FALSE);
  if (self->choosing.is_port)
    return heddle_search_item_list_ports (self->model, heddle_link_drag_get_check (link),
                                          heddle_link_drag_get_node (link), heddle_link_drag_get_port (link),
                                          heddle_link_drag_is_forward (link));
  return heddle_search_item_list_types (heddle_canvas_get_registry (self), heddle_link_drag_get_check (link),
                                        heddle_link_drag_get_node (link), heddle_link_drag_get_port (link),
                                        heddle_link_drag_is_forward (link));
}

/**
 * heddle_canvas_get_loose_type:
 * @self: a canvas that asks for a choice
 * @type: (out): return location for what the loose link carries
 *
 * Returns: whether a step is to be linked to a loose link
 */
gboolean
heddle_canvas_get_loose_type (HeddleCanvas   *self,
                              HeddlePortType *type)
{
  if (self->link.drag == NULL || self->choosing.is_port)
    return FALSE;
  return heddle_link_check_get_type (heddle_link_drag_get_check (self->link.drag),
                                     heddle_link_drag_get_node (self->link.drag),
                                     heddle_link_drag_get_port (self->link.drag),
                                     heddle_link_drag_is_forward (self->link.drag), type);
}

/**
 * heddle_canvas_get_choice_place:
 * @self: a canvas that asks for a choice
 * @place: (out caller-allocates): return location for where in the widget
 *
 * Tells where the choice is for.
 */
void
heddle_canvas_get_choice_place (HeddleCanvas *self,
                                GdkRectangle *place)
{
  int margin = self->link.drag != NULL ? 12 : 0;
  double x, y;

  if (self->choosing.is_amid)
    {
      /* Nothing there is looked at, so it may be covered. */
      *place = (GdkRectangle) { gtk_widget_get_width (GTK_WIDGET (self)) / 2 - CHOICE_WIDTH / 2,
                                gtk_widget_get_height (GTK_WIDGET (self)) / 6, 1, 1 };
      return;
    }
  heddle_viewport_to_widget (self->viewport, self->choosing.point.x, self->choosing.point.y, &x, &y);
  *place = (GdkRectangle) { (int) x - margin, (int) y - margin, 2 * margin + 1, 2 * margin + 1 };
}

/**
 * heddle_canvas_preview_choice:
 * @self: a canvas that asks for a choice
 * @item: (nullable): what would be chosen
 *
 * Shows a link to a port as it would be.
 */
void
heddle_canvas_preview_choice (HeddleCanvas     *self,
                              HeddleSearchItem *item)
{
  if (self->link.drag == NULL || !self->choosing.is_port)
    return;
  heddle_link_drag_aim (self->link.drag, item != NULL ? heddle_search_item_get_node (item) : NULL,
                        item != NULL ? heddle_search_item_get_port (item) : NULL, &self->choosing.point);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static gboolean
join (HeddleCanvas    *self,
      HeddleLinkDrag  *link,
      const char      *node,
      const char      *port,
      GError         **error)
{
  const char *held_node = heddle_link_drag_get_node (link);
  const char *held_port = heddle_link_drag_get_port (link);
  gboolean forward = heddle_link_drag_is_forward (link);

  return heddle_linking_join (heddle_canvas_get_document (self), heddle_canvas_get_pipeline (self),
                              heddle_canvas_get_registry (self), forward ? held_node : node,
                              forward ? held_port : port, forward ? node : held_node, forward ? port : held_port,
                              NULL, error);
}

/* A step that is linked has its port where the link was dropped. Others begin there, or are amid the view. */
static void
find_shift (HeddleCanvas   *self,
            HeddleLinkDrag *link,
            const char     *id,
            const char     *port_name,
            double         *dx,
            double         *dy)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, id);

  *dx = *dy = 0;
  for (guint i = 0; link != NULL && node != NULL && i < node->ports->len; i++)
    {
      const HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);
      graphene_point_t point;

      if (port->output == heddle_link_drag_is_forward (link) || g_strcmp0 (port->name, port_name) != 0)
        continue;
      heddle_canvas_node_get_port_point (node, port, &point);
      *dx = -to_grid (point.x - node->bounds.origin.x);
      *dy = -to_grid (point.y - node->bounds.origin.y);
    }
}

static char *
add_step (HeddleCanvas    *self,
          const char      *type,
          HeddleLinkDrag  *link,
          GError         **error)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  const HeddleNodeTypeInfo *info = heddle_node_registry_lookup (heddle_canvas_get_registry (self), type);
  double x = to_grid (self->choosing.point.x), y = to_grid (self->choosing.point.y);
  g_autofree char *port = NULL;
  g_autofree char *id = NULL;
  double dx, dy;

  if (link != NULL)
    port = heddle_link_check_find_in_type (heddle_link_drag_get_check (link), heddle_link_drag_get_node (link),
                                           heddle_link_drag_get_port (link), heddle_link_drag_is_forward (link),
                                           info);
  if (link != NULL && port == NULL)
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
                           _("None of its ports fits the link any more; begin the link again"));
      return NULL;
    }
  if (link == NULL)
    heddle_canvas_find_free_place (self, &x, &y);
  id = heddle_node_group_add (document, pipeline, type, NULL, x, y, error);
  if (id == NULL || (port != NULL && !join (self, link, id, port, error)))
    return NULL;
  find_shift (self, port != NULL ? link : NULL, id, port, &dx, &dy);
  if (!heddle_node_group_move (document, pipeline, (const char *const[]) { id, NULL }, dx, dy, error))
    return NULL;
  return g_steal_pointer (&id);
}

static void
choose_step (HeddleCanvas   *self,
             HeddleLinkDrag *link,
             const char     *type)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  heddle_document_begin (document, _("Add Step"));
  id = add_step (self, type, link, &error);
  if (id == NULL)
    {
      heddle_document_abandon (document);
      heddle_toast_error (GTK_WIDGET (self), _("The step could not be added"), error);
      return;
    }
  heddle_document_end (document);
  heddle_canvas_select_node (self, id);
  heddle_canvas_reveal_node (self, id);
}

static void
choose_port (HeddleCanvas     *self,
             HeddleLinkDrag   *link,
             HeddleSearchItem *item)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  const char *removed = heddle_search_item_get_link (item);
  g_autoptr (GError) error = NULL;
  gboolean done;

  heddle_document_begin (document, removed != NULL ? _("Remove Link") : _("Link"));
  if (removed != NULL)
    done = heddle_linking_remove (document, heddle_canvas_get_pipeline (self), removed, &error);
  else
    done = join (self, link, heddle_search_item_get_node (item), heddle_search_item_get_port (item), &error);
  if (done)
    {
      heddle_document_end (document);
      return;
    }
  heddle_document_abandon (document);
  heddle_toast_error (GTK_WIDGET (self), _("This link is not possible"), error);
}

static void
choose_order (HeddleCanvas     *self,
              HeddleSearchItem *item)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  const char *removed = heddle_search_item_get_link (item);
  g_autoptr (GError) error = NULL;
  gboolean done;

  heddle_document_begin (document, removed != NULL ? _("Remove Link") : _("Run After"));
  if (removed != NULL)
    done = heddle_linking_remove (document, pipeline, removed, &error);
  else
    done = heddle_linking_order (document, pipeline, heddle_canvas_get_registry (self),
                                 heddle_search_item_get_node (item), self->choosing.order, &error);
  if (done)
    {
      heddle_document_end (document);
      return;
    }
  heddle_document_abandon (document);
  heddle_toast_error (GTK_WIDGET (self), _("This order is not possible"), error);
}

/**
 * heddle_canvas_choose:
 * @self: a canvas that asks for a choice
 * @item: what a person chose
 * @keep: whether another choice follows
 * @all: whether the loose link counts no more
 *
 * Adds or links what was chosen, as one step.
 */
void
heddle_canvas_choose (HeddleCanvas     *self,
                      HeddleSearchItem *item,
                      gboolean          keep,
                      gboolean          all)
{
  g_autoptr (HeddleLinkDrag) link = NULL;
  gboolean loose = self->link.drag != NULL && !all;

  if (self->choosing.order != NULL)
    {
      choose_order (self, item);
      return;
    }
  if (self->link.drag != NULL && !heddle_link_drag_is_held (self->link.drag))
    {
      heddle_canvas_renew_link (self);
      return;
    }
  link = g_steal_pointer (&self->link.drag);
  if (self->choosing.is_port)
    choose_port (self, link, item);
  else
    choose_step (self, loose ? link : NULL, heddle_search_item_get_node_type (item));
  if (!keep)
    return;
  if (!self->choosing.is_port)
    self->choosing.point.y += NEXT_STEP;
  if (link != NULL)
    {
      heddle_canvas_hold_link (self, heddle_link_drag_get_node (link), heddle_link_drag_get_port (link),
                                heddle_link_drag_is_forward (link), FALSE);
      heddle_link_drag_aim (self->link.drag, NULL, NULL, &self->choosing.point);
    }
}

/**
 * heddle_canvas_end_choosing:
 * @self: a canvas that asked for a choice
 *
 * Drops the loose link, if there is one.
 */
void
heddle_canvas_end_choosing (HeddleCanvas *self)
{
  self->choosing.active = FALSE;
  self->choosing.is_amid = FALSE;
  self->choosing.is_port = FALSE;
  g_clear_pointer (&self->choosing.order, g_free);
  g_clear_pointer (&self->choosing.check, heddle_link_check_free);
  heddle_canvas_drop_link (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_snapshot_chosen_port:
 * @self: a canvas
 * @snapshot: where it goes, in canvas units
 *
 * Adds a ring around the port that the keyboard is at.
 */
void
heddle_canvas_snapshot_chosen_port (HeddleCanvas *self,
                                    GtkSnapshot  *snapshot)
{
  HeddleCanvasNode *node;
  HeddleCanvasPort *port = get_chosen_port (self, &node);

  if (port != NULL && gtk_widget_has_focus (GTK_WIDGET (self)))
    heddle_link_drag_snapshot_ring (node, port, &self->palette.accent, snapshot);
}
