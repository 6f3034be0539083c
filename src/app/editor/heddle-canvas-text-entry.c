/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-text-entry.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-shape.h"
#include "graph/heddle-area.h"
#include "widgets/heddle-toast.h"

/* Smaller than this nothing can be read while it is written. */
#define LEAST_ZOOM 0.7
#define TITLE_HEIGHT 36
#define TITLE_INSET 6
#define FRAME_TITLE_OFFSET 4
#define TITLE_RADIUS 9
#define NOTE_RADIUS 12

static gboolean
is_note (HeddleElement *element)
{
  return heddle_element_get_kind (element) == HEDDLE_ELEMENT_NOTE;
}

/* Where the text stands on the canvas that is edited. */
static gboolean
find_bounds (HeddleCanvas    *self,
             graphene_rect_t *bounds)
{
  if (heddle_element_get_kind (self->text.element) == HEDDLE_ELEMENT_NODE)
    {
      HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, heddle_element_get_id (self->text.element));

      if (node == NULL)
        return FALSE;
      *bounds = node->bounds;
    }
  else if (!heddle_canvas_model_get_area_bounds (self->model, self->text.element, bounds))
    {
      return FALSE;
    }
  if (!is_note (self->text.element))
    {
      bounds->size.height = TITLE_HEIGHT;
      graphene_rect_inset (bounds, TITLE_INSET, 2);
      if (heddle_element_get_kind (self->text.element) == HEDDLE_ELEMENT_FRAME)
        bounds->origin.y += FRAME_TITLE_OFFSET;
    }
  return TRUE;
}

static char *
dup_text (HeddleElement *element)
{
  char *text = NULL;

  g_object_get (element, is_note (element) ? "text" : "name", &text, NULL);
  return text != NULL ? text : g_strdup ("");
}

static char *
dup_written (HeddleCanvas *self)
{
  GtkWidget *field = adw_bin_get_child (ADW_BIN (self->text.entry));
  GtkTextIter start, end;
  GtkTextBuffer *buffer;

  if (GTK_IS_EDITABLE (field))
    return g_strdup (gtk_editable_get_text (GTK_EDITABLE (field)));
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (field));
  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

/* A node without a name of its own has that of its type. */
static gboolean
set_node_name (HeddleCanvas  *self,
               const char    *name,
               GError       **error)
{
  const char *path[] = { "name", NULL };
  g_autoptr (JsonNode) value = *name != '\0' ? json_node_init_string (json_node_alloc (), name) : NULL;
  const char *pipeline = heddle_pipeline_get_id (heddle_canvas_get_pipeline (self));
  g_autoptr (HeddleEdit) edit = heddle_edit_new_set (HEDDLE_ELEMENT_NODE, pipeline,
                                                     heddle_element_get_id (self->text.element), path, value);

  return heddle_document_apply (heddle_open_workflow_get_document (self->workflow), edit, error);
}

static void
keep_text (HeddleCanvas *self,
           const char   *text)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  gboolean node = heddle_element_get_kind (self->text.element) == HEDDLE_ELEMENT_NODE;
  g_autofree char *before = dup_text (self->text.element);
  g_autoptr (GError) error = NULL;
  graphene_rect_t bounds;
  gboolean kept;

  /* What was edited may have been removed meanwhile. */
  if (g_str_equal (before, text) || !find_bounds (self, &bounds))
    return;
  heddle_document_begin (document, is_note (self->text.element) ? _("Edit Note") : _("Rename"));
  kept = node ? set_node_name (self, text, &error)
              : heddle_area_set_text (document, heddle_canvas_get_pipeline (self), self->text.element,
                                      text, &error);
  heddle_document_end (document);
  if (!kept)
    heddle_toast_error (GTK_WIDGET (self), _("The text could not be changed"), error);
}

/**
 * heddle_canvas_has_text_entry:
 * @self: a canvas
 *
 * Returns: whether a title or a note is being edited
 */
gboolean
heddle_canvas_has_text_entry (HeddleCanvas *self)
{
  return self->text.entry != NULL && self->text.source == 0;
}

/**
 * heddle_canvas_drop_text_entry:
 * @self: a canvas
 *
 * Takes away what text is edited in, and what was written in it.
 */
void
heddle_canvas_drop_text_entry (HeddleCanvas *self)
{
  g_clear_handle_id (&self->text.source, g_source_remove);
  g_clear_handle_id (&self->text.leave_source, g_source_remove);
  g_clear_pointer (&self->text.entry, gtk_widget_unparent);
  g_clear_object (&self->text.element);
}

static gboolean
drop_cb (gpointer data)
{
  HeddleCanvas *self = data;

  self->text.source = 0;
  heddle_canvas_drop_text_entry (self);
  heddle_canvas_update_accessibles (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

/**
 * heddle_canvas_end_text_entry:
 * @self: a canvas
 * @keep: whether what was written is kept
 *
 * Ends editing of a title or a note, if one is edited.
 */
void
heddle_canvas_end_text_entry (HeddleCanvas *self,
                              gboolean      keep)
{
  g_autofree char *text = NULL;

  if (!heddle_canvas_has_text_entry (self))
    return;
  /* The field is in the middle of telling of a key, or of the focus. */
  self->text.source = g_idle_add (drop_cb, self);
  text = dup_written (self);
  if (keep)
    keep_text (self, text);
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

static gboolean
left_cb (gpointer data)
{
  HeddleCanvas *self = data;

  self->text.leave_source = 0;
  if (gtk_widget_get_focus_child (GTK_WIDGET (self)) != self->text.entry)
    heddle_canvas_end_text_entry (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* A menu that closes takes the focus along, and gives it back. */
static void
leave_cb (HeddleCanvas *self)
{
  if (self->text.leave_source == 0)
    self->text.leave_source = g_idle_add (left_cb, self);
}

static gboolean
pressed_cb (HeddleCanvas    *self,
            guint            key,
            guint            code,
            GdkModifierType  state)
{
  gboolean enter = key == GDK_KEY_Return || key == GDK_KEY_KP_Enter;

  if (key == GDK_KEY_Escape)
    heddle_canvas_end_text_entry (self, FALSE);
  else if (enter && (!is_note (self->text.element) || (state & GDK_CONTROL_MASK)))
    heddle_canvas_end_text_entry (self, TRUE);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

/* What the text has no use for is not meant for the canvas around it. */
static gboolean
left_over_cb (HeddleCanvas    *self,
              guint            key,
              guint            code,
              GdkModifierType  state)
{
  return key == GDK_KEY_Tab || key == GDK_KEY_ISO_Left_Tab ? GDK_EVENT_PROPAGATE : GDK_EVENT_STOP;
}

static void
add_keys (HeddleCanvas        *self,
          GtkPropagationPhase  phase,
          GCallback            callback)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, phase);
  g_signal_connect_object (keys, "key-pressed", callback, self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->text.entry, keys);
}

static GtkWidget *
make_entry (const char *text)
{
  GtkWidget *entry = gtk_entry_new ();

  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  gtk_editable_select_region (GTK_EDITABLE (entry), 0, -1);
  gtk_widget_add_css_class (entry, "canvas-title");
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Title"), -1);
  return entry;
}

static GtkWidget *
make_view (const char *text)
{
  GtkWidget *view = gtk_text_view_new ();

  gtk_text_view_set_wrap_mode (GTK_TEXT_VIEW (view), GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (GTK_TEXT_VIEW (view), FALSE);
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), text, -1);
  gtk_widget_add_css_class (view, "canvas-note");
  gtk_accessible_update_property (GTK_ACCESSIBLE (view), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Note"), -1);
  return view;
}

static void
begin (HeddleCanvas  *self,
       HeddleElement *element,
       const char    *text)
{
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *field = is_note (element) ? make_view (text) : make_entry (text);
  graphene_rect_t bounds;

  heddle_canvas_end_text_entry (self, TRUE);
  heddle_canvas_drop_text_entry (self);
  self->text.element = g_object_ref (element);
  /* Around the field, so that the field has its keys before the canvas has what is left. */
  self->text.entry = adw_bin_new ();
  adw_bin_set_child (ADW_BIN (self->text.entry), field);
  add_keys (self, GTK_PHASE_CAPTURE, G_CALLBACK (pressed_cb));
  add_keys (self, GTK_PHASE_BUBBLE, G_CALLBACK (left_over_cb));
  g_signal_connect_object (focus, "leave", G_CALLBACK (leave_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (self->text.entry, focus);
  gtk_widget_set_parent (self->text.entry, GTK_WIDGET (self));
  heddle_canvas_update_accessibles (self);
  if (heddle_viewport_get_zoom (self->viewport) < LEAST_ZOOM)
    heddle_canvas_set_zoom (self, 1);
  if (find_bounds (self, &bounds))
    heddle_viewport_reveal (self->viewport, &bounds, HEDDLE_CANVAS_REVEAL_MARGIN);
  gtk_widget_grab_focus (field);
}

/**
 * heddle_canvas_edit_node_title:
 * @self: a canvas
 * @id: a node's id; nothing happens for the workflow's inputs, which have no title of their own
 *
 * Has a person write what a node is called, where its title stands.
 */
void
heddle_canvas_edit_node_title (HeddleCanvas *self,
                               const char   *id)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, id);

  if (node != NULL && node->node != NULL)
    begin (self, HEDDLE_ELEMENT (node->node), node->title);
}

/**
 * heddle_canvas_edit_area_text:
 * @self: a canvas
 * @element: a frame or a note of it
 *
 * Has a person write what a frame is called or a note says, where it stands.
 */
void
heddle_canvas_edit_area_text (HeddleCanvas  *self,
                              HeddleElement *element)
{
  g_autofree char *text = dup_text (element);

  begin (self, element, text);
}

/**
 * heddle_canvas_focus_text_entry:
 * @self: a canvas
 *
 * Gives the focus to what text is edited in, or else to the canvas.
 */
void
heddle_canvas_focus_text_entry (HeddleCanvas *self)
{
  if (self->text.entry != NULL && self->text.source == 0)
    gtk_widget_grab_focus (adw_bin_get_child (ADW_BIN (self->text.entry)));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self));
}

/**
 * heddle_canvas_place_text_entry:
 * @self: a canvas
 *
 * Keeps what text is edited in where the text stands, when the view or what is edited has changed.
 */
void
heddle_canvas_place_text_entry (HeddleCanvas *self)
{
  if (self->text.entry != NULL)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

/**
 * heddle_canvas_allocate_text_entry:
 * @self: a canvas
 *
 * Lays out what text is edited in, as large as the canvas is shown.
 */
void
heddle_canvas_allocate_text_entry (HeddleCanvas *self)
{
  graphene_rect_t bounds;
  double zoom = heddle_viewport_get_zoom (self->viewport);
  int least_width, least_height;
  double x, y;
  GskTransform *transform;

  if (self->text.entry == NULL || !find_bounds (self, &bounds))
    return;
  heddle_viewport_to_widget (self->viewport, bounds.origin.x, bounds.origin.y, &x, &y);
  gtk_widget_measure (self->text.entry, GTK_ORIENTATION_HORIZONTAL, -1, &least_width, NULL, NULL, NULL);
  least_width = MAX (least_width, (int) bounds.size.width);
  gtk_widget_measure (self->text.entry, GTK_ORIENTATION_VERTICAL, least_width, &least_height, NULL, NULL, NULL);
  transform = gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) x, (float) y));
  transform = gsk_transform_scale (transform, (float) zoom, (float) zoom);
  gtk_widget_allocate (self->text.entry, least_width, MAX (least_height, (int) bounds.size.height), -1, transform);
}

/**
 * heddle_canvas_snapshot_text_entry:
 * @self: a canvas
 * @snapshot: where it goes, in coordinates of the widget
 *
 * Adds what text is edited in, if one is edited.
 */
void
heddle_canvas_snapshot_text_entry (HeddleCanvas *self,
                                   GtkSnapshot  *snapshot)
{
  graphene_rect_t bounds;
  float radius;

  if (self->text.entry == NULL || !gtk_widget_compute_bounds (self->text.entry, GTK_WIDGET (self), &bounds))
    return;
  radius = (is_note (self->text.element) ? NOTE_RADIUS : TITLE_RADIUS)
           * (float) heddle_viewport_get_zoom (self->viewport);
  heddle_canvas_append_box (snapshot, GTK_WIDGET (self), &bounds, radius,
                            is_note (self->text.element) ? &self->palette.note : &self->palette.node);
  gtk_widget_snapshot_child (GTK_WIDGET (self), self->text.entry, snapshot);
}

/**
 * heddle_canvas_is_in_text_entry:
 * @self: a canvas
 * @x: a coordinate in the widget
 * @y: a coordinate in the widget
 *
 * Returns: whether text is edited there
 */
gboolean
heddle_canvas_is_in_text_entry (HeddleCanvas *self,
                                double        x,
                                double        y)
{
  graphene_rect_t bounds;

  return self->text.entry != NULL && gtk_widget_compute_bounds (self->text.entry, GTK_WIDGET (self), &bounds)
         && graphene_rect_contains_point (&bounds, &GRAPHENE_POINT_INIT ((float) x, (float) y));
}
