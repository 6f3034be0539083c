/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-controls.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-shape.h"
#include "editor/heddle-canvas-touch.h"

/* Smaller than this, controls are not shown. */
#define LEAST_ZOOM 0.7
#define RADIUS 8
/* Of most controls, which lie closer together than a finger is wide. */
#define HALF_HEIGHT 15
#define KNOB 14
#define TRACK_INSET 10
#define RING 2
#define HOVERED 0.07f
#define PRESSED 0.16f

static void
clear_place (HeddleControlPlace *place)
{
  g_clear_pointer (&place->node, g_free);
  g_clear_pointer (&place->key, g_free);
  place->part = HEDDLE_CONTROL_NONE;
}

static gboolean
is_place (const HeddleControlPlace *place,
          const char               *node,
          const char               *key,
          HeddleControlPart         part)
{
  return place->part == part && g_strcmp0 (place->node, node) == 0 && g_strcmp0 (place->key, key) == 0;
}

static void
set_place (HeddleCanvas       *self,
           HeddleControlPlace *place,
           const char         *node,
           const char         *key,
           HeddleControlPart   part)
{
  if (is_place (place, node, key, part))
    return;
  g_set_str (&place->node, node);
  g_set_str (&place->key, key);
  place->part = part;
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static HeddleCanvasControl *
find_control (HeddleCanvas      *self,
              const char        *id,
              const char        *key,
              HeddleCanvasNode **node)
{
  *node = self->model != NULL ? heddle_canvas_model_lookup (self->model, id) : NULL;
  return *node != NULL && key != NULL ? heddle_canvas_node_find_control (*node, key) : NULL;
}

static gboolean
is_mirrored (HeddleCanvas *self)
{
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
}

static void
to_widget (HeddleCanvas           *self,
           const HeddleCanvasNode *node,
           const graphene_rect_t  *box,
           graphene_rect_t        *area)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);
  float left = is_mirrored (self) ? node->bounds.size.width - box->origin.x - box->size.width : box->origin.x;
  double x, y;

  heddle_viewport_to_widget (self->viewport, node->bounds.origin.x + left, node->bounds.origin.y + box->origin.y, &x,
                             &y);
  graphene_rect_init (area, (float) x, (float) y, (float) (box->size.width * zoom), (float) (box->size.height * zoom));
}

/**
 * heddle_canvas_get_control_area:
 * @self: a canvas
 * @node: a node's id
 * @key: a parameter's key
 * @part: a part of its control
 * @area: (out caller-allocates): return location for where that is in the widget
 *
 * Returns: whether it is shown at all
 */
gboolean
heddle_canvas_get_control_area (HeddleCanvas      *self,
                                const char        *node,
                                const char        *key,
                                HeddleControlPart  part,
                                graphene_rect_t   *area)
{
  HeddleCanvasNode *found;
  HeddleCanvasControl *control = find_control (self, node, key, &found);
  graphene_rect_t box;

  graphene_rect_init (area, 0, 0, 0, 0);
  if (control == NULL || heddle_canvas_get_detail (heddle_viewport_get_zoom (self->viewport)) != HEDDLE_CANVAS_FULL
      || !heddle_canvas_control_get_part_box (control, part, &box))
    return FALSE;
  to_widget (self, found, &box, area);
  return TRUE;
}

/* What of a control can be set there, on the topmost node. */
static HeddleCanvasControl *
find_at (HeddleCanvas       *self,
         double              x,
         double              y,
         HeddleCanvasNode  **node,
         HeddleControlPart  *part)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);
  float distance = (float) MAX (heddle_canvas_get_reach (self, HALF_HEIGHT * zoom) / zoom - HALF_HEIGHT, 0);
  HeddleCanvasControl *nearest = NULL;
  double canvas_x, canvas_y;
  float inside_x, inside_y;

  *part = HEDDLE_CONTROL_NONE;
  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  *node = heddle_canvas_get_detail (zoom) == HEDDLE_CANVAS_FULL
            ? heddle_canvas_model_get_node_at (self->model, canvas_x, canvas_y)
            : NULL;
  if (*node == NULL)
    return NULL;
  inside_x = (float) canvas_x - (*node)->bounds.origin.x;
  inside_y = (float) canvas_y - (*node)->bounds.origin.y;
  if (is_mirrored (self))
    inside_x = (*node)->bounds.size.width - inside_x;
  for (guint i = 0; i < heddle_canvas_node_count_controls (*node); i++)
    {
      HeddleCanvasControl *control = heddle_canvas_node_get_control (*node, i);
      HeddleControlPart found = HEDDLE_CONTROL_NONE;

      if (heddle_canvas_control_is_editable (control))
        found = heddle_canvas_control_find_part (control, inside_x, inside_y, &distance);
      if (found == HEDDLE_CONTROL_NONE)
        continue;
      *part = found;
      nearest = control;
      if (distance <= 0)
        break;
    }
  return nearest;
}

/**
 * heddle_canvas_hover_control:
 * @self: a canvas
 * @x: where the pointer is; negative for nowhere
 * @y: the same
 *
 * Lights up the control that the pointer is on.
 */
void
heddle_canvas_hover_control (HeddleCanvas *self,
                             double        x,
                             double        y)
{
  gboolean busy = x < 0 || self->pan.active || self->rubber.active || self->drag != NULL || self->link.drag != NULL
                  || heddle_canvas_find_port_at (self, x, y, NULL) != NULL;
  HeddleCanvasNode *node = NULL;
  HeddleControlPart part = HEDDLE_CONTROL_NONE;
  HeddleCanvasControl *control = busy ? NULL : find_at (self, x, y, &node, &part);

  if (control == NULL)
    set_place (self, &self->controls.hovered, NULL, NULL, HEDDLE_CONTROL_NONE);
  else
    set_place (self, &self->controls.hovered, node->id, control->info.key, part);
}

/**
 * heddle_canvas_is_on_track:
 * @self: a canvas
 * @x: a place in the widget
 * @y: the same
 *
 * Returns: whether there is a slider, which a drag moves and not its node
 */
gboolean
heddle_canvas_is_on_track (HeddleCanvas *self,
                           double        x,
                           double        y)
{
  HeddleCanvasNode *node;
  HeddleControlPart part;

  return find_at (self, x, y, &node, &part) != NULL && part == HEDDLE_CONTROL_TRACK;
}

/**
 * heddle_canvas_is_on_control:
 * @self: a canvas
 * @x: where the pointer is
 * @y: the same
 *
 * Returns: whether there is a control
 */
gboolean
heddle_canvas_is_on_control (HeddleCanvas *self,
                             double        x,
                             double        y)
{
  HeddleCanvasNode *node;
  HeddleControlPart part;

  return find_at (self, x, y, &node, &part) != NULL;
}

/**
 * heddle_canvas_press_control:
 * @self: a canvas
 * @x: where the pointer is
 * @y: the same
 *
 * Returns: whether there is a control, which then is pressed
 */
gboolean
heddle_canvas_press_control (HeddleCanvas *self,
                             double        x,
                             double        y)
{
  HeddleCanvasNode *node;
  HeddleControlPart part;
  HeddleCanvasControl *control = find_at (self, x, y, &node, &part);

  if (control == NULL)
    return FALSE;
  set_place (self, &self->controls.pressed, node->id, control->info.key, part);
  if (!heddle_canvas_is_selected (self, node->id))
    heddle_canvas_select_node (self, node->id);
  heddle_canvas_slide_control (self, x);
  return TRUE;
}

/**
 * heddle_canvas_slide_control:
 * @self: a canvas
 * @x: where the pointer is
 *
 * Takes along the knob of the slider that is pressed.
 *
 * Returns: whether one is
 */
gboolean
heddle_canvas_slide_control (HeddleCanvas *self,
                             double        x)
{
  HeddleControlPlace *pressed = &self->controls.pressed;
  double zoom = heddle_viewport_get_zoom (self->viewport);
  graphene_rect_t track;
  double fraction;

  if (pressed->part != HEDDLE_CONTROL_TRACK
      || !heddle_canvas_get_control_area (self, pressed->node, pressed->key, pressed->part, &track))
    return FALSE;
  fraction = (x - track.origin.x - (TRACK_INSET + KNOB / 2.0) * zoom)
             / (track.size.width - (2 * TRACK_INSET + KNOB) * zoom);
  heddle_canvas_slide_to (self, pressed->node, pressed->key, CLAMP (is_mirrored (self) ? 1 - fraction : fraction, 0, 1));
  return TRUE;
}

/**
 * heddle_canvas_release_control:
 * @self: a canvas
 * @x: where the pointer is
 * @y: the same
 *
 * Does what the pressed control is for, if the pointer is still on it.
 *
 * Returns: whether one was pressed
 */
gboolean
heddle_canvas_release_control (HeddleCanvas *self,
                               double        x,
                               double        y)
{
  HeddleControlPlace pressed = self->controls.pressed;
  HeddleCanvasNode *node;
  HeddleControlPart part;
  HeddleCanvasControl *control;

  if (pressed.node == NULL)
    return FALSE;
  self->controls.pressed = (HeddleControlPlace) { 0 };
  gtk_widget_queue_draw (GTK_WIDGET (self));
  control = find_at (self, x, y, &node, &part);
  if (pressed.part == HEDDLE_CONTROL_TRACK)
    heddle_canvas_settle_control (self);
  else if (control != NULL && is_place (&pressed, node->id, control->info.key, part))
    heddle_canvas_activate_control (self, pressed.node, pressed.key, part);
  clear_place (&pressed);
  return TRUE;
}

/**
 * heddle_canvas_forget_pressed_control:
 * @self: a canvas
 *
 * To be called where the pointer does something else than pressing a control, or has slid one.
 */
void
heddle_canvas_forget_pressed_control (HeddleCanvas *self)
{
  if (self->controls.pressed.part == HEDDLE_CONTROL_TRACK)
    heddle_canvas_settle_control (self);
  set_place (self, &self->controls.pressed, NULL, NULL, HEDDLE_CONTROL_NONE);
}

/**
 * heddle_canvas_dup_control_tip:
 * @self: a canvas
 * @x: a place in the widget
 * @y: the same
 * @area: (out caller-allocates): return location for where the control is in the widget
 *
 * Returns: (transfer full) (nullable): what the control there is, and what it is for
 */
char *
heddle_canvas_dup_control_tip (HeddleCanvas    *self,
                               double           x,
                               double           y,
                               graphene_rect_t *area)
{
  HeddleCanvasNode *node;
  HeddleControlPart part;
  HeddleCanvasControl *control = find_at (self, x, y, &node, &part);
  const char *title, *help;

  if (control == NULL)
    return NULL;
  heddle_canvas_get_control_area (self, node->id, control->info.key, part, area);
  if (part != HEDDLE_CONTROL_WHOLE && part != HEDDLE_CONTROL_TRACK)
    return heddle_canvas_control_dup_label (control, part);
  title = heddle_canvas_control_get_title (control);
  help = control->info.help != NULL && *control->info.help != '\0' ? _(control->info.help) : NULL;
  return help != NULL ? g_strdup_printf ("%s\n%s", title, help) : g_strdup (title);
}

/**
 * heddle_canvas_is_control_focused:
 * @self: a canvas
 * @node: a node's id
 * @key: a parameter's key
 * @part: a part of its control
 *
 * Returns: whether keys go there
 */
gboolean
heddle_canvas_is_control_focused (HeddleCanvas      *self,
                                  const char        *node,
                                  const char        *key,
                                  HeddleControlPart  part)
{
  return gtk_widget_has_focus (GTK_WIDGET (self)) && is_place (&self->controls.focused, node, key, part);
}

static void
tell_focus (HeddleCanvas *self)
{
  HeddleCanvasNode *node;
  HeddleCanvasControl *control = find_control (self, self->controls.focused.node, self->controls.focused.key, &node);
  g_autofree char *label = NULL;

  heddle_canvas_update_accessible_focus (self, FALSE);
  if (control == NULL)
    return;
  label = heddle_canvas_control_dup_label (control, self->controls.focused.part);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), label, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/* Where the keys can go in a node: less and more of a number are keys of their own. */
static GArray *
list_stops (HeddleCanvasNode *node)
{
  static const HeddleControlPart parts[] = { HEDDLE_CONTROL_WHOLE, HEDDLE_CONTROL_DICE, HEDDLE_CONTROL_LOCK };
  GArray *stops = g_array_new (FALSE, FALSE, sizeof (HeddleControlPlace));

  for (guint i = 0; i < heddle_canvas_node_count_controls (node); i++)
    {
      HeddleCanvasControl *control = heddle_canvas_node_get_control (node, i);

      if (!heddle_canvas_control_is_editable (control))
        continue;
      for (guint j = 0; j < G_N_ELEMENTS (parts); j++)
        {
          HeddleControlPlace stop = { node->id, (char *) control->info.key, parts[j] };
          graphene_rect_t box;

          if (heddle_canvas_control_get_part_box (control, parts[j], &box))
            g_array_append_val (stops, stop);
        }
    }
  return stops;
}

static void
focus_stop (HeddleCanvas             *self,
            const HeddleControlPlace *stop)
{
  set_place (self, &self->controls.focused, stop->node, stop->key, stop->part);
  tell_focus (self);
}

/**
 * heddle_canvas_enter_controls:
 * @self: a canvas
 *
 * Has the keys go to the first control of the selected node.
 *
 * Returns: whether it has one
 */
gboolean
heddle_canvas_enter_controls (HeddleCanvas *self)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, self->selected_node);
  g_autoptr (GArray) stops = node != NULL ? list_stops (node) : NULL;

  if (stops == NULL || stops->len == 0)
    return FALSE;
  if (heddle_viewport_get_zoom (self->viewport) < LEAST_ZOOM)
    heddle_canvas_set_zoom (self, 1);
  heddle_canvas_reveal_node (self, node->id);
  gtk_widget_grab_focus (GTK_WIDGET (self));
  focus_stop (self, &g_array_index (stops, HeddleControlPlace, 0));
  return TRUE;
}

/**
 * heddle_canvas_leave_controls:
 * @self: a canvas
 *
 * Has the keys go to nodes again.
 */
void
heddle_canvas_leave_controls (HeddleCanvas *self)
{
  if (self->controls.focused.node == NULL)
    return;
  heddle_canvas_settle_control (self);
  set_place (self, &self->controls.focused, NULL, NULL, HEDDLE_CONTROL_NONE);
  heddle_canvas_update_accessible_focus (self, FALSE);
}

/* Returns whether there was another one in that direction. */
static gboolean
move_focus (HeddleCanvas *self,
            int           step)
{
  HeddleControlPlace *focused = &self->controls.focused;
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, focused->node);
  g_autoptr (GArray) stops = node != NULL ? list_stops (node) : NULL;

  for (int i = 0; stops != NULL && i < (int) stops->len; i++)
    {
      const HeddleControlPlace *stop = &g_array_index (stops, HeddleControlPlace, i);

      if (!is_place (focused, stop->node, stop->key, stop->part))
        continue;
      if (i + step < 0 || i + step >= (int) stops->len)
        return FALSE;
      heddle_canvas_settle_control (self);
      focus_stop (self, &g_array_index (stops, HeddleControlPlace, i + step));
      return TRUE;
    }
  return FALSE;
}

static gboolean
turn_or_move (HeddleCanvas *self,
              int           step)
{
  HeddleControlPlace *focused = &self->controls.focused;
  HeddleCanvasNode *node;
  HeddleCanvasControl *control = find_control (self, focused->node, focused->key, &node);

  if (control != NULL && (control->shape == HEDDLE_CONTROL_STEPS || control->shape == HEDDLE_CONTROL_SLIDER))
    {
      heddle_canvas_turn_control (self, focused->node, focused->key, step);
      tell_focus (self);
    }
  else
    {
      move_focus (self, step);
    }
  return GDK_EVENT_STOP;
}

/* What has the focus may have been linked meanwhile, or be too small to be shown. */
static gboolean
is_in_reach (HeddleCanvas *self)
{
  HeddleControlPlace *focused = &self->controls.focused;
  HeddleCanvasNode *node;
  HeddleCanvasControl *control = find_control (self, focused->node, focused->key, &node);
  graphene_rect_t area;

  return control != NULL && heddle_canvas_control_is_editable (control)
         && heddle_canvas_get_control_area (self, focused->node, focused->key, focused->part, &area);
}

static gboolean
key_pressed_cb (HeddleCanvas    *self,
                guint            key,
                guint            code,
                GdkModifierType  state)
{
  int forward = is_mirrored (self) ? -1 : 1;

  if (self->controls.focused.node == NULL || !gtk_widget_has_focus (GTK_WIDGET (self))
      || (state & (GDK_CONTROL_MASK | GDK_ALT_MASK)))
    return GDK_EVENT_PROPAGATE;
  if (!is_in_reach (self))
    {
      heddle_canvas_leave_controls (self);
      return GDK_EVENT_PROPAGATE;
    }
  switch (key)
    {
    case GDK_KEY_Escape:
      heddle_canvas_leave_controls (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Tab:
    case GDK_KEY_KP_Tab:
    case GDK_KEY_ISO_Left_Tab:
      if (move_focus (self, key == GDK_KEY_ISO_Left_Tab || (state & GDK_SHIFT_MASK) ? -1 : 1))
        return GDK_EVENT_STOP;
      heddle_canvas_leave_controls (self);
      return GDK_EVENT_PROPAGATE;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      move_focus (self, 1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      move_focus (self, -1);
      return GDK_EVENT_STOP;
    case GDK_KEY_Right:
    case GDK_KEY_KP_Right:
      return turn_or_move (self, forward);
    case GDK_KEY_Left:
    case GDK_KEY_KP_Left:
      return turn_or_move (self, -forward);
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_space:
      if (state & GDK_SHIFT_MASK)
        return GDK_EVENT_PROPAGATE;
      heddle_canvas_activate_control (self, self->controls.focused.node, self->controls.focused.key,
                                      self->controls.focused.part);
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

/**
 * heddle_canvas_init_controls:
 * @self: a new canvas
 *
 * Makes it listen to the keys for the controls in nodes.
 */
void
heddle_canvas_init_controls (HeddleCanvas *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
}

/**
 * heddle_canvas_snapshot_controls:
 * @self: a canvas
 * @snapshot: where it goes
 *
 * Shades the control that the pointer is on, or presses, and rings the one that keys go to.
 */
void
heddle_canvas_snapshot_controls (HeddleCanvas *self,
                                 GtkSnapshot  *snapshot)
{
  const HeddleControlPlace *place = self->controls.pressed.node != NULL ? &self->controls.pressed
                                                                       : &self->controls.hovered;
  const HeddleControlPlace *focused = &self->controls.focused;
  float zoom = (float) heddle_viewport_get_zoom (self->viewport);
  GdkRGBA shade = self->palette.text;
  graphene_rect_t area;

  shade.alpha = place == &self->controls.pressed ? PRESSED : HOVERED;
  if (place->node != NULL && heddle_canvas_get_control_area (self, place->node, place->key, place->part, &area))
    heddle_canvas_append_box (snapshot, GTK_WIDGET (self), &area, RADIUS * zoom, &shade);
  if (focused->node == NULL || !gtk_widget_has_focus (GTK_WIDGET (self))
      || !heddle_canvas_get_control_area (self, focused->node, focused->key, focused->part, &area))
    return;
  graphene_rect_inset (&area, -RING, -RING);
  heddle_canvas_append_outline (snapshot, &area, RADIUS * zoom + RING, RING, &self->palette.accent);
}
