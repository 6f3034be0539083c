/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-selection.h"

#include "editor/heddle-canvas-link-selection.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"

/**
 * heddle_canvas_get_selected_node:
 * @self: a canvas
 *
 * Returns: (transfer none) (nullable): the id of the node that was selected last, if any is
 */
const char *
heddle_canvas_get_selected_node (HeddleCanvas *self)
{
  return self->selected_node;
}

/**
 * heddle_canvas_dup_selection:
 * @self: a canvas
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids of the nodes that are selected, in the
 *   order of the document
 */
char **
heddle_canvas_dup_selection (HeddleCanvas *self)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GPtrArray *nodes = heddle_canvas_model_get_nodes (self->model);

  for (guint i = 0; i < nodes->len && g_hash_table_size (self->selected) > 0; i++)
    {
      HeddleCanvasNode *node = nodes->pdata[i];

      if (g_hash_table_contains (self->selected, node->id))
        g_strv_builder_add (builder, node->id);
    }
  return g_strv_builder_end (builder);
}

/**
 * heddle_canvas_is_selected:
 * @self: a canvas
 * @id: a node's id
 *
 * Returns: whether the node is selected
 */
gboolean
heddle_canvas_is_selected (HeddleCanvas *self,
                           const char   *id)
{
  return g_hash_table_contains (self->selected, id);
}

/**
 * heddle_canvas_select_node:
 * @self: a canvas
 * @id: (nullable): a node's id, %NULL for none
 *
 * Selects a node, and nothing else.
 */
void
heddle_canvas_select_node (HeddleCanvas *self,
                           const char   *id)
{
  const char *ids[] = { id, NULL };

  heddle_canvas_set_selection (self, ids);
}

static gboolean
has_areas (HeddleCanvas *self,
           GPtrArray    *areas)
{
  guint n = areas != NULL ? areas->len : 0;

  for (guint i = 0; i < n; i++)
    if (!g_hash_table_contains (self->selected_areas, areas->pdata[i]))
      return FALSE;
  return n == g_hash_table_size (self->selected_areas);
}

/**
 * heddle_canvas_select_parts:
 * @self: a canvas
 * @ids: (array zero-terminated=1): ids of nodes; those that are not there are left out
 * @areas: (nullable) (element-type HeddleElement): frames and notes, each once
 *
 * Selects nodes, frames and notes, and nothing else. The last node is the selected node.
 */
void
heddle_canvas_select_parts (HeddleCanvas      *self,
                            const char *const *ids,
                            GPtrArray         *areas)
{
  const char *last = NULL;
  gboolean had_link = heddle_canvas_drop_link_selection (self);
  gboolean same = !had_link && has_areas (self, areas);
  guint n = 0;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (heddle_canvas_model_lookup (self->model, ids[i]) == NULL)
        continue;
      last = ids[i];
      n++;
      same &= g_hash_table_contains (self->selected, ids[i]);
    }
  if (same && n == g_hash_table_size (self->selected) && g_strcmp0 (last, self->selected_node) == 0)
    return;
  g_hash_table_remove_all (self->selected);
  g_hash_table_remove_all (self->selected_areas);
  for (guint i = 0; ids[i] != NULL; i++)
    {
      if (heddle_canvas_model_lookup (self->model, ids[i]) != NULL)
        g_hash_table_add (self->selected, g_strdup (ids[i]));
    }
  for (guint i = 0; areas != NULL && i < areas->len; i++)
    g_hash_table_add (self->selected_areas, g_object_ref (areas->pdata[i]));
  heddle_canvas_set_selected_node (self, last);
  heddle_canvas_tell_selection (self);
}

/**
 * heddle_canvas_set_selection:
 * @self: a canvas
 * @ids: (array zero-terminated=1): ids of nodes; those that are not there are left out
 *
 * Selects nodes, and nothing else. The last one is the selected node.
 */
void
heddle_canvas_set_selection (HeddleCanvas      *self,
                             const char *const *ids)
{
  heddle_canvas_select_parts (self, ids, NULL);
}

/**
 * heddle_canvas_change_selection:
 * @self: a canvas
 * @node: a node
 * @toggle: whether it changes between selected and not, and the others stay as they are
 * @extend: whether it is selected in addition to the others
 *
 * Selects a node as a person does with a click or an arrow key.
 */
void
heddle_canvas_change_selection (HeddleCanvas     *self,
                                HeddleCanvasNode *node,
                                gboolean          toggle,
                                gboolean          extend)
{
  heddle_canvas_drop_link_selection (self);
  if (toggle && g_hash_table_remove (self->selected, node->id))
    {
      GHashTableIter iter;
      gpointer other = NULL;

      g_hash_table_iter_init (&iter, self->selected);
      g_hash_table_iter_next (&iter, &other, NULL);
      heddle_canvas_set_selected_node (self, other);
      heddle_canvas_tell_selection (self);
      return;
    }
  if (!toggle && !extend)
    {
      heddle_canvas_select_node (self, node->id);
      return;
    }
  g_hash_table_add (self->selected, g_strdup (node->id));
  heddle_canvas_set_selected_node (self, node->id);
  heddle_canvas_tell_selection (self);
}

/**
 * heddle_canvas_clear_selection:
 * @self: a canvas
 *
 * Selects nothing.
 */
void
heddle_canvas_clear_selection (HeddleCanvas *self)
{
  heddle_canvas_set_selection (self, (const char *const[]) { NULL });
}

/* Adds to @found what the links lead to from what is in it, the one way or the other. */
static void
follow_links (GPtrArray  *found,
              GHashTable *known,
              gboolean    upstream)
{
  for (guint i = 0; i < found->len; i++)
    {
      const HeddleCanvasNode *node = found->pdata[i];

      for (guint j = 0; j < node->links->len; j++)
        {
          const HeddleCanvasLink *link = node->links->pdata[j];
          HeddleCanvasNode *next = upstream ? link->from : link->to;

          if ((upstream ? link->to : link->from) == node && g_hash_table_add (known, next))
            g_ptr_array_add (found, next);
        }
    }
}

static void
select_along_links (HeddleCanvas *self,
                    gboolean      upstream)
{
  g_auto (GStrv) ids = heddle_canvas_dup_selection (self);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (NULL, NULL);
  g_autofree const char **all = NULL;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, ids[i]);

      g_ptr_array_add (found, node);
      g_hash_table_add (known, node);
    }
  follow_links (found, known, upstream);
  all = g_new0 (const char *, found->len + 1);
  /* The node that keys begin at stays the same: the last one. */
  for (guint i = 0; i < found->len; i++)
    all[found->len - 1 - i] = ((HeddleCanvasNode *) found->pdata[i])->id;
  heddle_canvas_set_selection (self, all);
}

static void
select_upstream_cb (GtkWidget  *widget,
                    const char *name,
                    GVariant   *parameter)
{
  select_along_links (HEDDLE_CANVAS (widget), TRUE);
}

static void
select_downstream_cb (GtkWidget  *widget,
                      const char *name,
                      GVariant   *parameter)
{
  select_along_links (HEDDLE_CANVAS (widget), FALSE);
}

static void
invert_selection_cb (GtkWidget  *widget,
                     const char *name,
                     GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  GPtrArray *nodes = heddle_canvas_model_get_nodes (self->model);
  g_autoptr (GPtrArray) all = heddle_canvas_model_list_areas (self->model);
  g_autoptr (GPtrArray) areas = g_ptr_array_new ();
  g_autofree const char **ids = g_new0 (const char *, nodes->len + 1);
  guint n = 0;

  for (guint i = 0; i < nodes->len; i++)
    {
      const HeddleCanvasNode *node = nodes->pdata[i];

      if (!g_hash_table_contains (self->selected, node->id))
        ids[n++] = node->id;
    }
  for (guint i = 0; i < all->len; i++)
    {
      if (!g_hash_table_contains (self->selected_areas, all->pdata[i]))
        g_ptr_array_add (areas, all->pdata[i]);
    }
  heddle_canvas_select_parts (self, ids, areas);
}

/**
 * heddle_canvas_class_init_selection:
 * @widget_class: the canvas' class
 *
 * Installs what selects by what is selected, and the keys for it.
 */
void
heddle_canvas_class_init_selection (GtkWidgetClass *widget_class)
{
  const GdkModifierType both = GDK_CONTROL_MASK | GDK_SHIFT_MASK;

  gtk_widget_class_install_action (widget_class, "canvas.select-upstream", NULL, select_upstream_cb);
  gtk_widget_class_install_action (widget_class, "canvas.select-downstream", NULL, select_downstream_cb);
  gtk_widget_class_install_action (widget_class, "canvas.invert-selection", NULL, invert_selection_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, both, "canvas.select-upstream", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_End, both, "canvas.select-downstream", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_i, GDK_CONTROL_MASK, "canvas.invert-selection", NULL);
}
