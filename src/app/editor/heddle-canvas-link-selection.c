/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-link-selection.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-rerouting.h"
#include "editor/heddle-canvas-touch.h"
#include "graph/heddle-linking.h"
#include "widgets/heddle-toast.h"

#define LINK_REACH 8

/* About how large the middle of a link is, for whoever cannot see it. */
#define MIDDLE 24

/**
 * heddle_canvas_get_selected_link:
 * @self: a canvas
 *
 * Returns: (transfer none) (nullable): the id of the link that is selected, if one is
 */
const char *
heddle_canvas_get_selected_link (HeddleCanvas *self)
{
  return self->selected_link;
}

/**
 * heddle_canvas_get_link_area:
 * @self: a canvas
 * @id: a link's id
 * @area: (out caller-allocates): return location for where the middle of it is in the widget, or its condition
 *
 * Returns: whether there is such a link
 */
gboolean
heddle_canvas_get_link_area (HeddleCanvas    *self,
                             const char      *id,
                             graphene_rect_t *area)
{
  HeddleCanvasLink *link = self->model != NULL ? heddle_canvas_model_find_link (self->model, id) : NULL;
  double zoom = heddle_viewport_get_zoom (self->viewport);
  graphene_point_t middle;
  double x, y;

  if (link == NULL)
    return FALSE;
  heddle_canvas_link_get_middle (link, &middle);
  graphene_rect_init (area, middle.x - MIDDLE / 2, middle.y - MIDDLE / 2, MIDDLE, MIDDLE);
  if (link->condition != NULL && self->links != NULL)
    heddle_link_painter_get_chip (self->links, link, area);
  heddle_viewport_to_widget (self->viewport, area->origin.x, area->origin.y, &x, &y);
  graphene_rect_init (area, (float) x, (float) y, (float) (area->size.width * zoom),
                      (float) (area->size.height * zoom));
  return TRUE;
}

/**
 * heddle_canvas_request_condition:
 * @self: a canvas
 * @link: (nullable): a link's id
 *
 * Asks for a condition for a link, or says why it has none.
 */
void
heddle_canvas_request_condition (HeddleCanvas *self,
                                 const char   *link)
{
  HeddleCanvasLink *found = heddle_canvas_model_find_link (self->model, link);
  g_autofree char *id = g_strdup (link);

  if (found == NULL)
    heddle_toast_tell (GTK_WIDGET (self), "%s", _("Select a link to give it a condition"));
  else if (found->after)
    heddle_toast_tell (GTK_WIDGET (self), "%s", _("A link that only orders two steps has no condition"));
  else
    g_signal_emit_by_name (self, "condition-requested", id);
}

/* Whoever is elsewhere is told there. */
static void
announce (HeddleCanvas           *self,
          const HeddleCanvasLink *link)
{
  g_autofree char *description = heddle_canvas_link_dup_description (link);
  g_autofree char *text = NULL;

  if (!gtk_widget_has_focus (GTK_WIDGET (self)))
    return;
  if (self->selected_dot >= 0)
    /* Translators: a number, how many there are, and a link in words */
    text = g_strdup_printf (_("Reroute dot %d of %u, %s"), self->selected_dot + 1, link->reroutes->len, description);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text != NULL ? text : description,
                           GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

/**
 * heddle_canvas_select_link:
 * @self: a canvas
 * @id: the id of a link; nothing happens where there is none
 * @dot: which of the dots that it leads through, -1 for the link itself
 *
 * Selects a link, and nothing else.
 */
void
heddle_canvas_select_link (HeddleCanvas *self,
                           const char   *id,
                           int           dot)
{
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self->model, id);

  if (link == NULL)
    return;
  heddle_canvas_clear_selection (self);
  self->menu.is_at_link = FALSE;
  g_set_str (&self->selected_link, id);
  self->selected_dot = dot < (int) link->reroutes->len ? dot : -1;
  if (self->link_anchor == NULL
      || (!g_str_equal (self->link_anchor, link->from->id) && !g_str_equal (self->link_anchor, link->to->id)))
    g_set_str (&self->link_anchor, link->from->id);
  heddle_canvas_tell_selection (self);
  announce (self, link);
}

/**
 * heddle_canvas_drop_link_selection:
 * @self: a canvas
 *
 * Selects no link any more. The caller tells of it.
 *
 * Returns: whether one was
 */
gboolean
heddle_canvas_drop_link_selection (HeddleCanvas *self)
{
  gboolean any = self->selected_link != NULL;

  g_clear_pointer (&self->selected_link, g_free);
  self->selected_dot = -1;
  return any;
}

/**
 * heddle_canvas_forget_link:
 * @self: a canvas on which something else is now
 *
 * Selects a link no more that is gone, nor a dot of it that is.
 */
void
heddle_canvas_forget_link (HeddleCanvas *self)
{
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self->model, self->selected_link);

  if (link != NULL)
    self->selected_dot = self->selected_dot < (int) link->reroutes->len ? self->selected_dot : -1;
  else if (heddle_canvas_drop_link_selection (self))
    heddle_canvas_tell_selection (self);
}

static void
reveal (HeddleCanvas           *self,
        const HeddleCanvasLink *link)
{
  graphene_point_t middle;

  if (self->selected_dot >= 0 && self->selected_dot < (int) link->reroutes->len)
    middle = g_array_index (link->reroutes, graphene_point_t, self->selected_dot);
  else
    heddle_canvas_link_get_middle (link, &middle);
  heddle_viewport_reveal (self->viewport, &GRAPHENE_RECT_INIT (middle.x, middle.y, 1, 1), HEDDLE_CANVAS_REVEAL_MARGIN);
}

/* What comes in before what goes out, each from the top. */
static int
compare_links (gconstpointer a,
               gconstpointer b,
               gpointer      node)
{
  const HeddleCanvasLink *first = *(const HeddleCanvasLink *const *) a;
  const HeddleCanvasLink *second = *(const HeddleCanvasLink *const *) b;
  gboolean first_in = first->to == node, second_in = second->to == node;
  float y, other_y;

  if (first_in != second_in)
    return first_in ? -1 : 1;
  y = g_array_index (first->curve, graphene_point_t, first_in ? first->curve->len - 1 : 0).y;
  other_y = g_array_index (second->curve, graphene_point_t, first_in ? second->curve->len - 1 : 0).y;
  return (y > other_y) - (y < other_y);
}

/* The links of the step that is selected, or of the one that the selected link was come to from. */
static gboolean
go_to_link (GtkWidget *widget,
            GVariant  *arguments,
            gpointer   data)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  const char *anchor = self->selected_link != NULL ? self->link_anchor : self->selected_node;
  g_autofree char *id = g_strdup (anchor);
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, id);
  g_autoptr (GPtrArray) links = NULL;
  gboolean back;
  HeddleCanvasLink *next;
  guint at = 0, n;

  if (node == NULL || node->links->len == 0)
    {
      heddle_toast_tell (widget, "%s", node == NULL ? _("Select a step to go to its links")
                                                    : _("No link begins or ends here"));
      return GDK_EVENT_STOP;
    }
  g_variant_get (arguments, "(b)", &back);
  links = g_ptr_array_copy (node->links, NULL, NULL);
  g_ptr_array_sort_with_data (links, compare_links, node);
  n = links->len;
  if (self->selected_link == NULL)
    at = back ? n - 1 : 0;
  else if (g_ptr_array_find (links, heddle_canvas_model_find_link (self->model, self->selected_link), &at))
    at = (at + (back ? n - 1 : 1)) % n;
  next = links->pdata[at];
  g_set_str (&self->link_anchor, id);
  heddle_canvas_select_link (self, heddle_link_get_id (next->link), -1);
  reveal (self, next);
  return GDK_EVENT_STOP;
}

/**
 * heddle_canvas_next_dot:
 * @self: a canvas
 *
 * Selects the next dot of the link that is selected, or after the last one the link itself.
 *
 * Returns: whether a link is selected
 */
gboolean
heddle_canvas_next_dot (HeddleCanvas *self)
{
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self->model, self->selected_link);
  g_autofree char *id = g_strdup (self->selected_link);

  if (link == NULL)
    return FALSE;
  heddle_canvas_select_link (self, id,
                             self->selected_dot + 1 < (int) link->reroutes->len ? self->selected_dot + 1 : -1);
  reveal (self, link);
  return TRUE;
}

/**
 * heddle_canvas_leave_link:
 * @self: a canvas
 *
 * Selects the step that the selected link was come to from.
 *
 * Returns: whether a link was selected
 */
gboolean
heddle_canvas_leave_link (HeddleCanvas *self)
{
  g_autofree char *id = g_strdup (self->link_anchor);

  if (self->selected_link == NULL)
    return FALSE;
  heddle_canvas_select_node (self, id);
  return TRUE;
}

/**
 * heddle_canvas_leave_link_towards:
 * @self: a canvas
 * @direction: left for where the selected link begins, right for where it ends
 *
 * Selects a step that the selected link links.
 *
 * Returns: whether a link was selected
 */
gboolean
heddle_canvas_leave_link_towards (HeddleCanvas     *self,
                                  GtkDirectionType  direction)
{
  HeddleCanvasLink *link = heddle_canvas_model_find_link (self->model, self->selected_link);
  HeddleCanvasNode *node;

  if (link == NULL)
    return FALSE;
  node = direction == GTK_DIR_LEFT || direction == GTK_DIR_UP ? link->from : link->to;
  heddle_canvas_select_node (self, node->id);
  heddle_canvas_reveal_node (self, node->id);
  return TRUE;
}

static void
remove_link (HeddleCanvas *self,
             const char   *id)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  g_autoptr (GError) error = NULL;

  if (heddle_canvas_model_find_link (self->model, id) == NULL)
    return;
  heddle_document_begin (document, _("Delete Link"));
  if (heddle_linking_remove (document, heddle_canvas_get_pipeline (self), id, &error))
    {
      heddle_document_end (document);
      heddle_canvas_tell_link_removed (self);
      return;
    }
  heddle_document_abandon (document);
  heddle_toast_error (GTK_WIDGET (self), _("The link could not be deleted"), error);
}

/**
 * heddle_canvas_delete_selected_link:
 * @self: a canvas
 *
 * Deletes the dot that is selected, or else the link.
 *
 * Returns: whether there was one
 */
gboolean
heddle_canvas_delete_selected_link (HeddleCanvas *self)
{
  g_autofree char *id = g_strdup (self->selected_link);
  g_autofree char *anchor = g_strdup (self->link_anchor);

  if (id == NULL)
    return FALSE;
  if (self->selected_dot >= 0)
    {
      heddle_canvas_remove_dot (self, id, (guint) self->selected_dot);
      heddle_canvas_select_link (self, id, -1);
      return TRUE;
    }
  /* The keyboard goes back to where it came from. */
  heddle_canvas_select_node (self, anchor);
  remove_link (self, id);
  return TRUE;
}

static HeddleCanvasLink *
get_chip_at (HeddleCanvas *self,
             double        canvas_x,
             double        canvas_y)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);
  g_autoptr (GPtrArray) links = g_ptr_array_new ();
  graphene_rect_t area = GRAPHENE_RECT_INIT ((float) canvas_x, (float) canvas_y, 0, 0);

  if (self->links == NULL || heddle_canvas_get_detail (zoom) >= HEDDLE_CANVAS_SMALL)
    return NULL;
  heddle_canvas_model_query_links (self->model, &area, links);
  for (guint i = links->len; i > 0; i--)
    {
      HeddleCanvasLink *link = links->pdata[i - 1];
      graphene_rect_t chip;

      if (link->condition == NULL)
        continue;
      heddle_link_painter_get_chip (self->links, link, &chip);
      if (graphene_rect_contains_point (&chip, &area.origin))
        return link;
    }
  return NULL;
}

/* What of a link is seen there: no node covers it. */
static HeddleCanvasLink *
get_link_at (HeddleCanvas *self,
             double        x,
             double        y,
             gboolean     *on_chip)
{
  double canvas_x, canvas_y;
  HeddleCanvasLink *link;

  heddle_viewport_to_canvas (self->viewport, x, y, &canvas_x, &canvas_y);
  *on_chip = FALSE;
  if (heddle_canvas_model_get_node_at (self->model, canvas_x, canvas_y) != NULL)
    return NULL;
  link = get_chip_at (self, canvas_x, canvas_y);
  *on_chip = link != NULL;
  return link != NULL ? link
                      : heddle_canvas_model_get_link_at (self->model, canvas_x, canvas_y,
                                                         heddle_canvas_get_reach (self, LINK_REACH)
                                                           / heddle_viewport_get_zoom (self->viewport));
}

/**
 * heddle_canvas_get_link_at:
 * @self: a canvas
 * @x: a coordinate in the widget
 * @y: a coordinate in the widget
 *
 * Returns: (transfer none) (nullable): the link that is seen there, or whose condition or dot is
 */
HeddleCanvasLink *
heddle_canvas_get_link_at (HeddleCanvas *self,
                           double        x,
                           double        y)
{
  gboolean on_chip;
  guint dot;
  HeddleCanvasLink *rerouted = heddle_canvas_find_dot_at (self, x, y, &dot);

  return rerouted != NULL ? rerouted : get_link_at (self, x, y, &on_chip);
}

/**
 * heddle_canvas_press_link:
 * @self: a canvas
 * @x: where it is pressed
 * @y: likewise
 * @state: the modifiers that are held
 *
 * Selects the link or the dot that is seen there. What is held with Control or Shift concerns other things.
 *
 * Returns: whether there is one
 */
gboolean
heddle_canvas_press_link (HeddleCanvas    *self,
                          double           x,
                          double           y,
                          GdkModifierType  state)
{
  gboolean on_chip;
  guint dot = 0;
  HeddleCanvasLink *rerouted = heddle_canvas_find_dot_at (self, x, y, &dot);
  HeddleCanvasLink *link = rerouted != NULL ? rerouted : get_link_at (self, x, y, &on_chip);

  if (link == NULL || (state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    return FALSE;
  heddle_canvas_select_link (self, heddle_link_get_id (link->link), rerouted != NULL ? (int) dot : -1);
  return TRUE;
}

/**
 * heddle_canvas_release_link:
 * @self: a canvas
 * @n_press: how many times it was pressed
 * @x: where it is released
 * @y: likewise
 *
 * Asks for a condition where the selected link's is shown, or where that was pressed twice.
 *
 * Returns: whether it is pressed on the link that is selected
 */
gboolean
heddle_canvas_release_link (HeddleCanvas *self,
                            int           n_press,
                            double        x,
                            double        y)
{
  gboolean on_chip;
  guint dot;
  HeddleCanvasLink *link = get_link_at (self, x, y, &on_chip);

  if (link == NULL || g_strcmp0 (self->selected_link, heddle_link_get_id (link->link)) != 0)
    return FALSE;
  if (heddle_canvas_find_dot_at (self, x, y, &dot) == NULL && (on_chip ? n_press == 1 : n_press == 2))
    heddle_canvas_request_condition (self, self->selected_link);
  return TRUE;
}

static void
delete_link_cb (GtkWidget  *widget,
                const char *name,
                GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);

  remove_link (self, self->selected_link);
}

static void
edit_condition_cb (GtkWidget  *widget,
                   const char *name,
                   GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);

  heddle_canvas_request_condition (self, self->selected_link);
}

/**
 * heddle_canvas_class_init_link_selection:
 * @widget_class: the canvas' class
 *
 * Installs what is done with a link that is selected, and the keys that go from link to link.
 */
void
heddle_canvas_class_init_link_selection (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.delete-link", NULL, delete_link_cb);
  gtk_widget_class_install_action (widget_class, "canvas.edit-condition", NULL, edit_condition_cb);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_k, 0, go_to_link, "(b)", FALSE);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_k, GDK_SHIFT_MASK, go_to_link, "(b)", TRUE);
}
