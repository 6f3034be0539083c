/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-controls.h"
#include "editor/heddle-canvas-link-selection.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-navigation.h"
#include "editor/heddle-canvas-private.h"

static void
zoom_in_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);

  heddle_canvas_set_zoom (self, heddle_viewport_get_next_zoom (self->viewport, 1));
}

static void
zoom_out_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);

  heddle_canvas_set_zoom (self, heddle_viewport_get_next_zoom (self->viewport, -1));
}

static void
zoom_fit_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  heddle_canvas_zoom_to_fit (HEDDLE_CANVAS (widget));
}

static void
zoom_selection_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  heddle_canvas_zoom_to_selection (HEDDLE_CANVAS (widget));
}

static void
zoom_original_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  heddle_canvas_set_zoom (HEDDLE_CANVAS (widget), 1);
}

static void
zoom_to_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  heddle_canvas_set_zoom (HEDDLE_CANVAS (widget), g_variant_get_double (parameter));
}

static void
select_all_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  GPtrArray *nodes = heddle_canvas_model_get_nodes (self->model);
  g_autofree const char **ids = g_new0 (const char *, nodes->len + 1);
  g_autoptr (GPtrArray) areas = heddle_canvas_model_list_areas (self->model);

  for (guint i = 0; i < nodes->len; i++)
    ids[i] = ((HeddleCanvasNode *) nodes->pdata[i])->id;
  heddle_canvas_select_parts (self, ids, areas);
}

static void
select_none_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);

  if (!heddle_canvas_cancel_drag (self) && !heddle_canvas_leave_link (self))
    heddle_canvas_clear_selection (self);
}

static void
activate_node_cb (GtkWidget  *widget,
                  const char *name,
                  GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);

  if (heddle_canvas_get_selected_link (self) != NULL)
    heddle_canvas_request_condition (self, heddle_canvas_get_selected_link (self));
  else if (!heddle_canvas_enter_controls (self))
    heddle_canvas_activate_selected (self);
}

static void
inspect_node_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  heddle_canvas_activate_selected (HEDDLE_CANVAS (widget));
}

static void
show_problem_cb (GtkWidget  *widget,
                 const char *name,
                 GVariant   *parameter)
{
  heddle_canvas_activate_problem (HEDDLE_CANVAS (widget));
}

static void
answer_node_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  g_autofree char *id = g_strdup (self->selected_node);

  heddle_canvas_activate_offer (self, id);
}

/* What is not offered as a part of the run that is shown can still be run anew. */
static void
retry_node_cb (GtkWidget  *widget,
               const char *name,
               GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  g_autofree char *id = g_strdup (self->selected_node);
  HeddleCanvasNode *node = id != NULL ? heddle_canvas_model_lookup (self->model, id) : NULL;

  if (node != NULL && heddle_canvas_node_get_offer (node) == HEDDLE_NODE_OFFER_RETRY)
    heddle_canvas_activate_offer (self, id);
  else
    gtk_widget_activate_action (widget, "editor.run", NULL);
}

static void
go_to (HeddleCanvas     *self,
       HeddleCanvasNode *node,
       gboolean          extend)
{
  if (node == NULL)
    return;
  heddle_canvas_change_selection (self, node, FALSE, extend);
  heddle_canvas_reveal_node (self, node->id);
}

/* Where nothing is selected, the keys begin at the node nearest to the middle of the view. */
static HeddleCanvasNode *
find_start (HeddleCanvas *self)
{
  GPtrArray *nodes = heddle_canvas_model_get_nodes (self->model);
  HeddleCanvasNode *nearest = NULL;
  graphene_rect_t visible;
  graphene_point_t middle;
  float least = G_MAXFLOAT;

  heddle_viewport_get_visible (self->viewport, &visible);
  graphene_rect_get_center (&visible, &middle);
  for (guint i = 0; i < nodes->len; i++)
    {
      HeddleCanvasNode *node = nodes->pdata[i];
      graphene_point_t center;
      float distance;

      graphene_rect_get_center (&node->bounds, &center);
      distance = graphene_point_distance (&center, &middle, NULL, NULL);
      if (distance < least)
        {
          least = distance;
          nearest = node;
        }
    }
  return nearest;
}

static gboolean
move_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  HeddleCanvasNode *from = heddle_canvas_model_lookup (self->model, self->selected_node);
  gboolean linked, extend;
  int direction;

  g_variant_get (arguments, "(ibb)", &direction, &linked, &extend);
  if (heddle_canvas_leave_link_towards (self, (GtkDirectionType) direction))
    return GDK_EVENT_STOP;
  if (from == NULL)
    go_to (self, find_start (self), FALSE);
  else if (linked)
    go_to (self, heddle_canvas_model_find_linked (self->model, from, (GtkDirectionType) direction), extend);
  else
    go_to (self, heddle_canvas_model_find_nearest (self->model, from, (GtkDirectionType) direction), extend);
  return GDK_EVENT_STOP;
}

static gboolean
end_cb (GtkWidget *widget,
        GVariant  *arguments,
        gpointer   data)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  g_autoptr (GPtrArray) order = heddle_canvas_model_list_in_order (self->model);
  gboolean last, extend;

  g_variant_get (arguments, "(bb)", &last, &extend);
  if (order->len > 0)
    go_to (self, order->pdata[last ? order->len - 1 : 0], extend);
  return GDK_EVENT_STOP;
}

static gboolean
space_pressed_cb (HeddleCanvas    *self,
                  guint            key,
                  guint            code,
                  GdkModifierType  state)
{
  if (key != GDK_KEY_space || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (!self->pan.space_held)
    gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "grab");
  self->pan.space_held = TRUE;
  return GDK_EVENT_STOP;
}

static void
release_space (HeddleCanvas *self)
{
  self->pan.space_held = FALSE;
  if (!self->pan.active)
    gtk_widget_set_cursor (GTK_WIDGET (self), NULL);
}

static void
space_released_cb (HeddleCanvas    *self,
                   guint            key,
                   guint            code,
                   GdkModifierType  state)
{
  if (key == GDK_KEY_space)
    release_space (self);
}

static void
focus_changed_cb (HeddleCanvas *self)
{
  if (self->accessibles != NULL)
    heddle_canvas_update_accessible_focus (self, FALSE);
}

static void
bind_arrow (GtkWidgetClass   *widget_class,
            guint             key,
            guint             keypad_key,
            GtkDirectionType  direction)
{
  for (int i = 0; i < 4; i++)
    {
      gboolean linked = i & 1, extend = (i & 2) != 0;
      GdkModifierType state = (linked ? GDK_CONTROL_MASK : 0) | (extend ? GDK_SHIFT_MASK : 0);

      gtk_widget_class_add_binding (widget_class, key, state, move_cb, "(ibb)", (int) direction, linked, extend);
      gtk_widget_class_add_binding (widget_class, keypad_key, state, move_cb, "(ibb)", (int) direction, linked,
                                    extend);
    }
}

/**
 * heddle_canvas_class_init_keys:
 * @widget_class: the canvas' class
 *
 * Installs the actions, and the keys for them.
 */
void
heddle_canvas_class_init_keys (GtkWidgetClass *widget_class)
{
  static const struct
  {
    guint           key;
    GdkModifierType state;
    const char     *action;
  } bindings[] = {
    { GDK_KEY_m, 0, "canvas.toggle-minimap" },
    { GDK_KEY_a, GDK_CONTROL_MASK, "canvas.select-all" },
    { GDK_KEY_a, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "canvas.select-none" },
    { GDK_KEY_Escape, 0, "canvas.select-none" },
    { GDK_KEY_e, 0, "canvas.show-problem" },
    { GDK_KEY_r, 0, "canvas.answer-node" },
    { GDK_KEY_Return, 0, "canvas.activate-node" },
    { GDK_KEY_KP_Enter, 0, "canvas.activate-node" },
    { GDK_KEY_Return, GDK_SHIFT_MASK, "canvas.inspect-node" },
    { GDK_KEY_KP_Enter, GDK_SHIFT_MASK, "canvas.inspect-node" },
  };

  gtk_widget_class_install_action (widget_class, "canvas.zoom-in", NULL, zoom_in_cb);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-out", NULL, zoom_out_cb);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-fit", NULL, zoom_fit_cb);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-selection", NULL, zoom_selection_cb);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-original", NULL, zoom_original_cb);
  gtk_widget_class_install_action (widget_class, "canvas.zoom-to", "d", zoom_to_cb);
  gtk_widget_class_install_action (widget_class, "canvas.select-all", NULL, select_all_cb);
  gtk_widget_class_install_action (widget_class, "canvas.select-none", NULL, select_none_cb);
  gtk_widget_class_install_action (widget_class, "canvas.activate-node", NULL, activate_node_cb);
  gtk_widget_class_install_action (widget_class, "canvas.inspect-node", NULL, inspect_node_cb);
  gtk_widget_class_install_action (widget_class, "canvas.show-problem", NULL, show_problem_cb);
  gtk_widget_class_install_action (widget_class, "canvas.answer-node", NULL, answer_node_cb);
  gtk_widget_class_install_action (widget_class, "canvas.retry-node", NULL, retry_node_cb);
  gtk_widget_class_install_property_action (widget_class, "canvas.toggle-minimap", "show-minimap");

  for (guint i = 0; i < G_N_ELEMENTS (bindings); i++)
    gtk_widget_class_add_binding_action (widget_class, bindings[i].key, bindings[i].state, bindings[i].action, NULL);
  bind_arrow (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, GTK_DIR_LEFT);
  bind_arrow (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, GTK_DIR_RIGHT);
  bind_arrow (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, GTK_DIR_UP);
  bind_arrow (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, GTK_DIR_DOWN);
  for (int extend = 0; extend <= 1; extend++)
    {
      GdkModifierType state = extend ? GDK_SHIFT_MASK : 0;

      gtk_widget_class_add_binding (widget_class, GDK_KEY_Home, state, end_cb, "(bb)", FALSE, extend);
      gtk_widget_class_add_binding (widget_class, GDK_KEY_End, state, end_cb, "(bb)", TRUE, extend);
    }
}

/**
 * heddle_canvas_init_keys:
 * @self: a new canvas
 *
 * Makes it listen to the space bar, which turns a drag into panning.
 */
void
heddle_canvas_init_keys (HeddleCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();

  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (space_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-released", G_CALLBACK (space_released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (focus, "leave", G_CALLBACK (release_space), self, G_CONNECT_SWAPPED);
  /* The focus can go into the canvas, and come back, without leaving it. */
  g_signal_connect (self, "notify::has-focus", G_CALLBACK (focus_changed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
}
