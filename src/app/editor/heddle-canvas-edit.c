/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-images.h"
#include "editor/heddle-canvas-link-selection.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-rerouting.h"
#include "graph/heddle-area.h"
#include "graph/heddle-linking.h"
#include "graph/heddle-node-group.h"
#include "widgets/heddle-toast.h"

/* How far from its original a duplicate is. */
#define DUPLICATE_OFFSET (2 * HEDDLE_CANVAS_GRID)

/**
 * heddle_canvas_list_selected_nodes:
 * @self: a canvas
 *
 * Returns: (transfer full) (array zero-terminated=1): the nodes of the document that are selected; the
 *   inputs are no node of it
 */
char **
heddle_canvas_list_selected_nodes (HeddleCanvas *self)
{
  g_auto (GStrv) selected = heddle_canvas_dup_selection (self);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; selected[i] != NULL; i++)
    if (heddle_pipeline_find_node (heddle_canvas_get_pipeline (self), selected[i]) != NULL)
      g_strv_builder_add (builder, selected[i]);
  return g_strv_builder_end (builder);
}

/* Takes back what a toast tells of, as long as nothing was done since. */
static void
undo_cb (HeddleDocument *document)
{
  heddle_document_undo (document);
}

/* With a way back. */
static void
tell_deleted (HeddleCanvas *self,
              guint         n_nodes,
              guint         n_areas)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  guint n = n_nodes + n_areas;
  AdwToast *toast =
    heddle_toast_undo (GTK_WIDGET (self), G_CALLBACK (undo_cb), document,
                       n_areas == 0 ? g_dngettext (GETTEXT_PACKAGE, "%u node deleted", "%u nodes deleted", n)
                                    : g_dngettext (GETTEXT_PACKAGE, "%u item deleted", "%u items deleted", n),
                       n);

  g_signal_connect_object (document, "edited", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
}

static gboolean
remove_parts (HeddleCanvas      *self,
              const char *const *ids,
              GPtrArray         *areas,
              gboolean           reconnect,
              const char        *label)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  g_autoptr (GError) error = NULL;
  gboolean removed;

  heddle_document_begin (document, label);
  removed = (!reconnect || heddle_linking_bridge (document, pipeline, heddle_canvas_get_registry (self), ids, &error))
            && heddle_node_group_remove (document, pipeline, ids, &error);
  for (guint i = 0; i < areas->len && removed; i++)
    removed = heddle_area_remove (document, pipeline, areas->pdata[i], &error);
  if (!removed)
    {
      heddle_document_abandon (document);
      heddle_toast_error (GTK_WIDGET (self), _("The selection could not be deleted"), error);
      return FALSE;
    }
  heddle_document_end (document);
  return TRUE;
}

static void
delete_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  gboolean reconnect = g_str_equal (name, "canvas.delete-reconnect");
  g_auto (GStrv) ids = heddle_canvas_list_selected_nodes (self);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);

  if (!reconnect && heddle_canvas_delete_selected_link (self))
    return;
  if ((ids[0] != NULL || areas->len > 0)
      && remove_parts (self, (const char *const *) ids, areas, reconnect,
                       reconnect ? _("Delete and Reconnect") : _("Delete")))
    tell_deleted (self, g_strv_length (ids), areas->len);
}

/* Clipboard */

/* The nodes, frames and notes that are selected, as a workflow of their own. */
static HeddleWorkflow *
copy_parts (HeddleCanvas *self,
            GStrv         ids)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (heddle_canvas_get_document (self));
  g_autoptr (HeddleWorkflow) copied =
    heddle_node_group_copy (workflow, heddle_canvas_get_pipeline (self), (const char *const *) ids);
  g_autoptr (HeddleDocument) document = heddle_document_new (copied);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < areas->len; i++)
    {
      if (!heddle_area_copy (areas->pdata[i], document, &error))
        {
          heddle_toast_error (GTK_WIDGET (self), _("The selection could not be copied"), error);
          return NULL;
        }
    }
  return g_steal_pointer (&copied);
}

static gboolean
is_anything_selected (HeddleCanvas *self,
                      GStrv         ids)
{
  return ids[0] != NULL || g_hash_table_size (self->selected_areas) > 0;
}

static gboolean
copy_selection (HeddleCanvas *self,
                GStrv         ids)
{
  g_autoptr (HeddleWorkflow) copied = NULL;
  g_autofree char *text = NULL;

  copied = is_anything_selected (self, ids) ? copy_parts (self, ids) : NULL;
  if (copied == NULL)
    return FALSE;
  text = heddle_workflow_to_text (copied);
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
  return TRUE;
}

static void
copy_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  g_auto (GStrv) ids = heddle_canvas_list_selected_nodes (self);

  copy_selection (self, ids);
}

static void
cut_cb (GtkWidget  *widget,
        const char *name,
        GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  g_auto (GStrv) ids = heddle_canvas_list_selected_nodes (self);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);

  if (copy_selection (self, ids))
    remove_parts (self, (const char *const *) ids, areas, FALSE, _("Cut"));
}

static void
insert_copy (HeddleCanvas   *self,
             HeddleWorkflow *copied,
             double          dx,
             double          dy,
             const char     *label)
{
  HeddleDocument *document = heddle_canvas_get_document (self);
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  g_auto (GStrv) ids = NULL;
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GError) error = NULL;

  heddle_document_begin (document, label);
  if (!heddle_node_group_paste (document, pipeline, copied, dx, dy, &ids, &error)
      || !heddle_area_paste (document, pipeline, copied, dx, dy, areas, &error))
    {
      heddle_document_abandon (document);
      heddle_toast_error (GTK_WIDGET (self), _("The nodes could not be pasted"), error);
      return;
    }
  heddle_document_end (document);
  heddle_canvas_select_parts (self, (const char *const *) ids, areas);
}

static void
duplicate_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  g_auto (GStrv) ids = heddle_canvas_list_selected_nodes (self);
  g_autoptr (HeddleWorkflow) copied = NULL;

  copied = is_anything_selected (self, ids) ? copy_parts (self, ids) : NULL;
  if (copied != NULL)
    insert_copy (self, copied, DUPLICATE_OFFSET, DUPLICATE_OFFSET, _("Duplicate"));
}

static void
take_corner (GListModel *elements,
             double     *x,
             double     *y)
{
  for (guint i = 0; i < g_list_model_get_n_items (elements); i++)
    {
      g_autoptr (HeddleElement) element = g_list_model_get_item (elements, i);
      HeddleArea area;

      heddle_area_get (element, &area);
      *x = MIN (*x, area.x);
      *y = MIN (*y, area.y);
    }
}

/* The upper left corner of what is pasted. */
static void
find_corner (HeddleWorkflow *copied,
             double         *x,
             double         *y)
{
  g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (heddle_workflow_get_pipelines (copied), 0);

  *x = *y = G_MAXDOUBLE;
  take_corner (heddle_pipeline_get_nodes (pipeline), x, y);
  take_corner (heddle_pipeline_get_frames (pipeline), x, y);
  take_corner (heddle_pipeline_get_notes (pipeline), x, y);
  if (*x == G_MAXDOUBLE)
    *x = *y = 0;
}

static double
to_grid (double place)
{
  return round (place / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
}

/**
 * heddle_canvas_find_target:
 * @self: a canvas
 * @x: (out): return location for a coordinate on the canvas
 * @y: (out): the same, downwards
 *
 * Tells where what is new goes: where the menu was asked for, at the pointer, or where that is elsewhere,
 * amid what is shown.
 */
void
heddle_canvas_find_target (HeddleCanvas *self,
                           double       *x,
                           double       *y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean inside;

  if (self->menu.has_point)
    {
      heddle_viewport_to_canvas (self->viewport, self->menu.point.x, self->menu.point.y, x, y);
      return;
    }
  inside = self->pointer_x >= 0 && gtk_widget_contains (widget, self->pointer_x, self->pointer_y);

  heddle_viewport_to_canvas (self->viewport, inside ? self->pointer_x : gtk_widget_get_width (widget) / 3.0,
                             inside ? self->pointer_y : gtk_widget_get_height (widget) / 3.0, x, y);
}

static gboolean
is_taken (HeddleCanvas *self,
          double        x,
          double        y)
{
  GListModel *nodes = heddle_pipeline_get_nodes (heddle_canvas_get_pipeline (self));

  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (HeddleNode) node = g_list_model_get_item (nodes, i);

      if (fabs (heddle_node_get_x (node) - x) < 1 && fabs (heddle_node_get_y (node) - y) < 1)
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_canvas_find_free_place:
 * @self: a canvas
 * @x: (inout): a coordinate on the canvas
 * @y: (inout): the same, downwards
 *
 * Moves a place on until no node begins there, so that what is new does not hide what was there.
 */
void
heddle_canvas_find_free_place (HeddleCanvas *self,
                               double       *x,
                               double       *y)
{
  while (is_taken (self, *x, *y))
    {
      *x += HEDDLE_CANVAS_GRID;
      *y += HEDDLE_CANVAS_GRID;
    }
}

static void
paste_workflow (HeddleCanvas   *self,
                HeddleWorkflow *copied)
{
  double corner_x, corner_y, x, y;

  find_corner (copied, &corner_x, &corner_y);
  heddle_canvas_find_target (self, &x, &y);
  x = to_grid (x);
  y = to_grid (y);
  heddle_canvas_find_free_place (self, &x, &y);
  insert_copy (self, copied, x - corner_x, y - corner_y, _("Paste"));
}

/* Any other text becomes a node that gives it. */
static HeddleWorkflow *
wrap_text (const char *text)
{
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new (_("Text"));
  g_autoptr (HeddleDocument) document = heddle_document_new (workflow);
  g_autoptr (JsonObject) config = json_object_new ();
  g_autoptr (JsonObject) node = json_object_new ();
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (HeddleEdit) edit = NULL;

  json_object_set_string_member (config, "value", text);
  json_object_set_string_member (node, "id", "text");
  json_object_set_string_member (node, "type", "input.text");
  json_object_set_object_member (node, "config", g_steal_pointer (&config));
  json = json_node_init_object (json_node_alloc (), node);
  edit = heddle_edit_new_insert (HEDDLE_ELEMENT_NODE, "main", 0, json);
  return heddle_document_apply (document, edit, NULL) ? g_steal_pointer (&workflow) : NULL;
}

static void
text_read_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      data)
{
  g_autoptr (HeddleCanvas) self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (HeddleWorkflow) copied = NULL;

  /* The tab may have been closed meanwhile. */
  if (gtk_widget_get_root (GTK_WIDGET (self)) == NULL)
    return;
  if (text == NULL || *text == '\0')
    {
      heddle_toast_tell (GTK_WIDGET (self), "%s", _("There is nothing to paste: neither nodes nor text nor an image"));
      return;
    }
  copied = heddle_workflow_new_from_text (text, -1, NULL);
  if (copied != NULL && g_list_model_get_n_items (heddle_workflow_get_pipelines (copied)) == 0)
    g_clear_object (&copied);
  if (copied == NULL)
    copied = wrap_text (text);
  if (copied != NULL)
    paste_workflow (self, copied);
}

static void
paste_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  if (!heddle_canvas_paste_images (HEDDLE_CANVAS (widget)))
    gdk_clipboard_read_text_async (gtk_widget_get_clipboard (widget), NULL, text_read_cb, g_object_ref (widget));
}

/* Keys */

static void
reveal_selection (HeddleCanvas *self)
{
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);
  graphene_rect_t bounds;

  if (self->selected_node != NULL)
    heddle_canvas_reveal_node (self, self->selected_node);
  else if (areas->len > 0 && heddle_canvas_model_get_area_bounds (self->model, areas->pdata[0], &bounds))
    heddle_viewport_reveal (self->viewport, &bounds, HEDDLE_CANVAS_GRID);
}

static gboolean
nudge_cb (GtkWidget *widget,
          GVariant  *arguments,
          gpointer   data)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  HeddleDocument *document = heddle_canvas_get_document (self);
  g_auto (GStrv) ids = NULL;
  g_autoptr (GPtrArray) areas = NULL;
  g_autoptr (GError) error = NULL;
  int dx, dy;

  g_variant_get (arguments, "(ii)", &dx, &dy);
  if (heddle_canvas_nudge_dot (self, dx * HEDDLE_CANVAS_GRID, dy * HEDDLE_CANVAS_GRID))
    return GDK_EVENT_STOP;
  heddle_canvas_list_moving (self, &ids, &areas);
  heddle_document_begin (document, _("Move"));
  if (heddle_canvas_drag_move (document, heddle_canvas_get_pipeline (self), (const char *const *) ids, areas,
                               dx * HEDDLE_CANVAS_GRID, dy * HEDDLE_CANVAS_GRID, &error))
    {
      heddle_document_end (document);
      reveal_selection (self);
      return GDK_EVENT_STOP;
    }
  heddle_document_abandon (document);
  heddle_toast_error (widget, _("The selection could not be moved"), error);
  return GDK_EVENT_STOP;
}

static void
bind_nudge (GtkWidgetClass *widget_class,
            guint           key,
            guint           keypad_key,
            int             dx,
            int             dy)
{
  gtk_widget_class_add_binding (widget_class, key, GDK_ALT_MASK, nudge_cb, "(ii)", dx, dy);
  gtk_widget_class_add_binding (widget_class, keypad_key, GDK_ALT_MASK, nudge_cb, "(ii)", dx, dy);
}

/**
 * heddle_canvas_class_init_edit:
 * @widget_class: the canvas' class
 *
 * Installs what changes the nodes that are selected, and the keys for it.
 */
void
heddle_canvas_class_init_edit (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.delete", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, "canvas.delete-reconnect", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, "canvas.copy", NULL, copy_cb);
  gtk_widget_class_install_action (widget_class, "canvas.cut", NULL, cut_cb);
  gtk_widget_class_install_action (widget_class, "canvas.paste", NULL, paste_cb);
  gtk_widget_class_install_action (widget_class, "canvas.duplicate", NULL, duplicate_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "canvas.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_KP_Delete, 0, "canvas.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_BackSpace, 0, "canvas.delete", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_x, GDK_CONTROL_MASK | GDK_SHIFT_MASK,
                                       "canvas.delete-reconnect", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "canvas.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_x, GDK_CONTROL_MASK, "canvas.cut", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "canvas.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_d, GDK_CONTROL_MASK, "canvas.duplicate", NULL);
  bind_nudge (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left, -1, 0);
  bind_nudge (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right, 1, 0);
  bind_nudge (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up, 0, -1);
  bind_nudge (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down, 0, 1);
}
