/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-area.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-shape.h"
#include "editor/heddle-canvas-text-entry.h"
#include "graph/heddle-area.h"
#include "widgets/heddle-toast.h"

#define FRAME_PADDING 20
#define FRAME_TITLE_ROOM 40
#define FRAME_RADIUS 16
#define NOTE_RADIUS 12
#define OUTLINE 2.5f
#define OUTLINE_OFFSET 2

static const HeddleArea new_frame = { 0, 0, 400, 300 };
static const HeddleArea new_note = { 0, 0, 220, 120 };

/**
 * heddle_canvas_list_areas:
 * @self: a canvas
 *
 * Returns: (transfer full) (element-type HeddleElement): the frames and notes that are selected, in the
 *   order of the document
 */
GPtrArray *
heddle_canvas_list_areas (HeddleCanvas *self)
{
  g_autoptr (GPtrArray) all = heddle_canvas_model_list_areas (self->model);
  g_autoptr (GPtrArray) selected = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < all->len; i++)
    {
      if (g_hash_table_contains (self->selected_areas, all->pdata[i]))
        g_ptr_array_add (selected, g_object_ref (all->pdata[i]));
    }
  return g_steal_pointer (&selected);
}

/**
 * heddle_canvas_forget_areas:
 * @self: a canvas
 *
 * Frames and notes that are gone are no longer selected.
 *
 * Returns: whether any was
 */
gboolean
heddle_canvas_forget_areas (HeddleCanvas *self)
{
  guint before = g_hash_table_size (self->selected_areas);
  GHashTableIter iter;
  gpointer element;
  graphene_rect_t bounds;

  g_hash_table_iter_init (&iter, self->selected_areas);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    {
      if (!heddle_canvas_model_get_area_bounds (self->model, element, &bounds))
        g_hash_table_iter_remove (&iter);
    }
  return g_hash_table_size (self->selected_areas) != before;
}

/**
 * heddle_canvas_change_area_selection:
 * @self: a canvas
 * @element: a frame or a note of it
 * @toggle: whether it changes between selected and not, and all else stays as it is
 * @extend: whether it is selected in addition to all else
 *
 * Selects a frame or a note as a person does with a click.
 */
void
heddle_canvas_change_area_selection (HeddleCanvas  *self,
                                     HeddleElement *element,
                                     gboolean       toggle,
                                     gboolean       extend)
{
  g_auto (GStrv) ids = toggle || extend ? heddle_canvas_dup_selection (self) : g_new0 (char *, 1);
  g_autoptr (GPtrArray) areas = toggle || extend ? heddle_canvas_list_areas (self)
                                                 : g_ptr_array_new_with_free_func (g_object_unref);
  g_autofree char *name = heddle_canvas_model_dup_area_name (element);

  if (!g_ptr_array_find (areas, element, NULL))
    g_ptr_array_add (areas, g_object_ref (element));
  else if (toggle)
    g_ptr_array_remove (areas, element);
  heddle_canvas_select_parts (self, (const char *const *) ids, areas);
  if (gtk_widget_has_focus (GTK_WIDGET (self)))
    gtk_accessible_announce (GTK_ACCESSIBLE (self), name, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
add_contents (HeddleCanvas  *self,
              HeddleElement *element,
              GHashTable    *ids,
              GPtrArray     *areas)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GPtrArray) inner = g_ptr_array_new_with_free_func (g_object_unref);

  if (heddle_element_get_kind (element) != HEDDLE_ELEMENT_FRAME)
    return;
  heddle_area_list_contents (heddle_document_get_workflow (document),
                             heddle_canvas_get_pipeline (self), element, nodes, inner);
  for (guint i = 0; i < nodes->len; i++)
    g_hash_table_add (ids, nodes->pdata[i]);
  for (guint i = 0; i < inner->len; i++)
    {
      if (!g_ptr_array_find (areas, inner->pdata[i], NULL))
        g_ptr_array_add (areas, g_object_ref (inner->pdata[i]));
    }
}

/**
 * heddle_canvas_list_moving:
 * @self: a canvas
 * @ids: (out) (array zero-terminated=1): return location for the ids of nodes
 * @areas: (out) (element-type HeddleElement): return location for frames and notes
 *
 * Finds what moves with the selection: frames take along what is in them.
 */
void
heddle_canvas_list_moving (HeddleCanvas  *self,
                           GStrv         *ids,
                           GPtrArray    **areas)
{
  g_autoptr (GPtrArray) moving = heddle_canvas_list_areas (self);
  g_auto (GStrv) selected = heddle_canvas_dup_selection (self);
  g_autoptr (GHashTable) nodes = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  GHashTableIter iter;
  gpointer id;

  for (guint i = 0; selected[i] != NULL; i++)
    g_hash_table_add (nodes, selected[i]);
  for (guint i = 0; i < moving->len; i++)
    add_contents (self, moving->pdata[i], nodes, moving);
  g_hash_table_iter_init (&iter, nodes);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_strv_builder_add (builder, id);
  *ids = g_strv_builder_end (builder);
  *areas = g_steal_pointer (&moving);
}

/**
 * heddle_canvas_snapshot_areas:
 * @self: a canvas
 * @snapshot: where it goes, in coordinates of the widget
 * @offset: where in the widget the canvas has its origin
 * @zoom: how large it is shown
 *
 * Adds outlines around the frames and notes that are selected.
 */
void
heddle_canvas_snapshot_areas (HeddleCanvas           *self,
                              GtkSnapshot            *snapshot,
                              const graphene_point_t *offset,
                              double                  zoom)
{
  float scale = (float) zoom;
  float distance = OUTLINE + OUTLINE_OFFSET * MIN (scale, 1);
  GHashTableIter iter;
  gpointer element;

  g_hash_table_iter_init (&iter, self->selected_areas);
  while (g_hash_table_iter_next (&iter, &element, NULL))
    {
      gboolean frame = heddle_element_get_kind (element) == HEDDLE_ELEMENT_FRAME;
      graphene_rect_t bounds;

      if (!heddle_canvas_model_get_area_bounds (self->model, element, &bounds))
        continue;
      graphene_rect_scale (&bounds, scale, scale, &bounds);
      graphene_rect_offset (&bounds, offset->x, offset->y);
      graphene_rect_inset (&bounds, -distance, -distance);
      heddle_canvas_append_outline (snapshot, &bounds, (frame ? FRAME_RADIUS : NOTE_RADIUS) * scale + distance, OUTLINE,
                                    &self->palette.accent);
    }
}

/* What a frame around the selection is like; FALSE where nothing is selected. */
static gboolean
measure_selection (HeddleCanvas *self,
                   HeddleArea   *area)
{
  g_auto (GStrv) ids = heddle_canvas_dup_selection (self);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);
  graphene_rect_t all = { 0 };
  double left, top;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      const graphene_rect_t *bounds = &heddle_canvas_model_lookup (self->model, ids[i])->bounds;

      graphene_rect_union (i == 0 ? bounds : &all, bounds, &all);
    }
  for (guint i = 0; i < areas->len; i++)
    {
      graphene_rect_t bounds;

      heddle_canvas_model_get_area_bounds (self->model, areas->pdata[i], &bounds);
      graphene_rect_union (i == 0 && ids[0] == NULL ? &bounds : &all, &bounds, &all);
    }
  left = floor ((all.origin.x - FRAME_PADDING) / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
  top = floor ((all.origin.y - FRAME_TITLE_ROOM) / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
  *area = (HeddleArea) {
    left,
    top,
    ceil ((all.origin.x + all.size.width + FRAME_PADDING - left) / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID,
    ceil ((all.origin.y + all.size.height + FRAME_PADDING - top) / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID,
  };
  return ids[0] != NULL || areas->len > 0;
}

static HeddleElement *
find_area (HeddleCanvas      *self,
           HeddleElementKind  kind,
           const char        *id)
{
  g_autoptr (GPtrArray) all = heddle_canvas_model_list_areas (self->model);

  for (guint i = 0; i < all->len; i++)
    {
      if (heddle_element_get_kind (all->pdata[i]) == kind && g_str_equal (heddle_element_get_id (all->pdata[i]), id))
        return all->pdata[i];
    }
  return NULL;
}

static void
insert_area (HeddleCanvas      *self,
             HeddleElementKind  kind,
             const char        *text,
             const HeddleArea  *area)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  gboolean frame = kind == HEDDLE_ELEMENT_FRAME;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;
  HeddleElement *element;

  heddle_document_begin (document, frame ? _("New Frame") : _("New Note"));
  id = heddle_area_insert (document, heddle_canvas_get_pipeline (self), kind, text, area, &error);
  heddle_document_end (document);
  if (id == NULL)
    {
      heddle_toast_error (GTK_WIDGET (self),
                          frame ? _("The frame could not be added") : _("The note could not be added"), error);
      return;
    }
  element = find_area (self, kind, id);
  heddle_canvas_change_area_selection (self, element, FALSE, FALSE);
  heddle_canvas_edit_area_text (self, element);
}

static void
place_at_target (HeddleCanvas *self,
                 HeddleArea   *area)
{
  double x, y;

  heddle_canvas_find_target (self, &x, &y);
  area->x = round (x / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
  area->y = round (y / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
}

static void
new_frame_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  HeddleArea area;

  if (!measure_selection (self, &area))
    {
      area = new_frame;
      place_at_target (self, &area);
    }
  insert_area (self, HEDDLE_ELEMENT_FRAME, _("Frame"), &area);
}

static void
new_note_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  HeddleArea area = new_note;

  place_at_target (self, &area);
  insert_area (self, HEDDLE_ELEMENT_NOTE, "", &area);
}

static void
rename_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);

  if (self->selected_node != NULL)
    heddle_canvas_edit_node_title (self, self->selected_node);
  else if (areas->len > 0)
    heddle_canvas_edit_area_text (self, areas->pdata[areas->len - 1]);
}

/* Arrow keys go to nodes; to frames and notes it is one after the other. */
static gboolean
turn_cb (GtkWidget *widget,
         GVariant  *arguments,
         gpointer   data)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  g_autoptr (GPtrArray) all = heddle_canvas_model_list_areas (self->model);
  g_autoptr (GPtrArray) selected = heddle_canvas_list_areas (self);
  gboolean back, extend;
  graphene_rect_t bounds;
  guint place;

  g_variant_get (arguments, "(bb)", &back, &extend);
  if (all->len == 0)
    return GDK_EVENT_STOP;
  if (selected->len == 0 || !g_ptr_array_find (all, selected->pdata[back ? 0 : selected->len - 1], &place))
    place = back ? all->len - 1 : 0;
  else
    place = (place + (back ? all->len - 1 : 1)) % all->len;
  heddle_canvas_change_area_selection (self, all->pdata[place], FALSE, extend);
  if (heddle_canvas_model_get_area_bounds (self->model, all->pdata[place], &bounds))
    heddle_viewport_reveal (self->viewport, &bounds, HEDDLE_CANVAS_GRID);
  return GDK_EVENT_STOP;
}

static void
bind_turn (GtkWidgetClass *widget_class,
           guint           key,
           guint           keypad_key,
           gboolean        back)
{
  gtk_widget_class_add_binding (widget_class, key, 0, turn_cb, "(bb)", back, FALSE);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, turn_cb, "(bb)", back, FALSE);
  gtk_widget_class_add_binding (widget_class, key, GDK_SHIFT_MASK, turn_cb, "(bb)", back, TRUE);
  gtk_widget_class_add_binding (widget_class, keypad_key, GDK_SHIFT_MASK, turn_cb, "(bb)", back, TRUE);
}

/**
 * heddle_canvas_class_init_area:
 * @widget_class: the canvas' class
 *
 * Installs what makes frames and notes, and changes their text, and the keys for it.
 */
void
heddle_canvas_class_init_area (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.new-frame", NULL, new_frame_cb);
  gtk_widget_class_install_action (widget_class, "canvas.new-note", NULL, new_note_cb);
  gtk_widget_class_install_action (widget_class, "canvas.rename", NULL, rename_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_g, GDK_CONTROL_MASK, "canvas.new-frame", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, 0, "canvas.new-note", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "canvas.rename", NULL);
  bind_turn (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up, TRUE);
  bind_turn (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down, FALSE);
}
