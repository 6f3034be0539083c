/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"

/**
 * heddle_canvas_begin_rubber:
 * @self: a canvas
 * @state: the modifiers that are held: Shift adds to the selection, with Control it changes what is in it
 *
 * Begins a band that selects what it touches.
 */
void
heddle_canvas_begin_rubber (HeddleCanvas    *self,
                            GdkModifierType  state)
{
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);
  GHashTableIter iter;
  gpointer id;

  self->rubber.active = TRUE;
  self->rubber.toggles = (state & GDK_CONTROL_MASK) != 0;
  g_clear_pointer (&self->rubber.kept, g_hash_table_unref);
  g_clear_pointer (&self->rubber.kept_areas, g_hash_table_unref);
  self->rubber.kept = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->rubber.kept_areas = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  if (!(state & (GDK_CONTROL_MASK | GDK_SHIFT_MASK)))
    return;
  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_hash_table_add (self->rubber.kept, g_strdup (id));
  for (guint i = 0; i < areas->len; i++)
    g_hash_table_add (self->rubber.kept_areas, g_object_ref (areas->pdata[i]));
}

static GStrv
combine_nodes (HeddleCanvas *self,
               GPtrArray    *touched)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autoptr (GHashTable) toggled = g_hash_table_new (g_str_hash, g_str_equal);
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; i < touched->len; i++)
    g_hash_table_add (toggled, ((HeddleCanvasNode *) touched->pdata[i])->id);
  g_hash_table_iter_init (&iter, self->rubber.kept);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (!self->rubber.toggles || !g_hash_table_contains (toggled, id))
        g_strv_builder_add (builder, id);
    }
  for (guint i = 0; i < touched->len; i++)
    {
      HeddleCanvasNode *node = touched->pdata[i];

      if (!g_hash_table_contains (self->rubber.kept, node->id))
        g_strv_builder_add (builder, node->id);
    }
  return g_strv_builder_end (builder);
}

static GPtrArray *
combine_areas (HeddleCanvas *self,
               GPtrArray    *touched)
{
  g_autoptr (GPtrArray) combined = g_ptr_array_new ();
  GHashTableIter iter;
  gpointer element;

  g_hash_table_iter_init (&iter, self->rubber.kept_areas);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    {
      if (!self->rubber.toggles || !g_ptr_array_find (touched, element, NULL))
        g_ptr_array_add (combined, element);
    }
  for (guint i = 0; i < touched->len; i++)
    {
      if (!g_hash_table_contains (self->rubber.kept_areas, touched->pdata[i]))
        g_ptr_array_add (combined, touched->pdata[i]);
    }
  return g_steal_pointer (&combined);
}

/**
 * heddle_canvas_update_rubber:
 * @self: a canvas, with a band
 *
 * Selects what the band touches now.
 */
void
heddle_canvas_update_rubber (HeddleCanvas *self)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GPtrArray) touched = g_ptr_array_new ();
  g_autoptr (GPtrArray) areas = NULL;
  g_auto (GStrv) ids = NULL;
  graphene_rect_t band;
  double x1, y1, x2, y2;

  heddle_viewport_to_canvas (self->viewport, self->rubber.start.x, self->rubber.start.y, &x1, &y1);
  heddle_viewport_to_canvas (self->viewport, self->rubber.end.x, self->rubber.end.y, &x2, &y2);
  graphene_rect_init (&band, (float) MIN (x1, x2), (float) MIN (y1, y2), (float) fabs (x2 - x1),
                      (float) fabs (y2 - y1));
  heddle_canvas_model_query_nodes (self->model, &band, nodes);
  heddle_canvas_model_query_areas (self->model, &band, touched);
  ids = combine_nodes (self, nodes);
  areas = combine_areas (self, touched);
  heddle_canvas_select_parts (self, (const char *const *) ids, areas);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}
