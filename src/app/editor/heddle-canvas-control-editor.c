/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/heddle-json.h"
#include "editor/heddle-canvas-controls.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-field-list.h"
#include "editor/heddle-model-dialog.h"
#include "editor/heddle-node-fields.h"
#include "editor/heddle-option-names.h"
#include "editor/heddle-seed-row.h"
#include "widgets/heddle-toast.h"

#define WIDTH 300
#define MARGIN 6
#define RANDOM "random"
#define OPTION "heddle-option"

/* The field of a control, the same one as long as it is the same control, so that what is done to it in a row
 * undoes as one. Another model has other bounds.
 */
static HeddleField *
take_field (HeddleCanvas *self,
            const char   *node,
            const char   *key)
{
  g_autoptr (HeddleField) fresh = heddle_node_fields_find (self->workflow, node, key);

  if (self->controls.field != NULL && fresh != NULL && g_strcmp0 (self->controls.edited.node, node) == 0
      && g_strcmp0 (self->controls.edited.key, key) == 0 && heddle_field_is_alike (self->controls.field, fresh)
      && heddle_field_is_same (self->controls.field, fresh))
    return self->controls.field;
  heddle_canvas_settle_control (self);
  g_set_str (&self->controls.edited.node, node);
  g_set_str (&self->controls.edited.key, key);
  self->controls.field = g_steal_pointer (&fresh);
  return self->controls.field;
}

static void
set_value (HeddleCanvas *self,
           HeddleField  *field,
           JsonNode     *value)
{
  g_autoptr (JsonNode) own = value;
  g_autoptr (GError) error = NULL;

  if (!heddle_field_set (field, own, &error))
    heddle_toast_error (GTK_WIDGET (self), _("The value could not be changed"), error);
}

static JsonNode *
new_number (double number)
{
  g_autofree char *text = heddle_json_number_to_string (number);

  return heddle_json_parse (text, -1, NULL);
}

/**
 * heddle_canvas_settle_control:
 * @self: a canvas
 *
 * Ends what is done to a control: what follows is a step of its own.
 */
void
heddle_canvas_settle_control (HeddleCanvas *self)
{
  if (self->controls.field != NULL)
    heddle_field_settle (self->controls.field);
  g_clear_object (&self->controls.field);
}

/**
 * heddle_canvas_turn_control:
 * @self: a canvas
 * @node: a node's id
 * @key: the key of a number
 * @steps: how many steps up, or down where negative
 *
 * Turns a number in a node.
 */
void
heddle_canvas_turn_control (HeddleCanvas *self,
                            const char   *node,
                            const char   *key,
                            double        steps)
{
  HeddleField *field = take_field (self, node, key);
  JsonNode *value = field != NULL ? heddle_field_get_value (field) : NULL;
  double number = value != NULL && heddle_json_is_number (value) ? json_node_get_double (value) : NAN;

  if (field != NULL)
    set_value (self, field, new_number (heddle_field_turn (field, number, steps)));
}

/**
 * heddle_canvas_slide_to:
 * @self: a canvas
 * @node: a node's id
 * @key: the key of a number
 * @fraction: how far from its least to its most, from 0 to 1
 *
 * Sets a number in a node to a step of it, until [method@Canvas.settle_control] as one step to undo.
 */
void
heddle_canvas_slide_to (HeddleCanvas *self,
                        const char   *node,
                        const char   *key,
                        double        fraction)
{
  HeddleField *field = take_field (self, node, key);
  double minimum, maximum, step;

  if (field == NULL || !heddle_field_get_bounds (field, &minimum, &maximum))
    return;
  step = heddle_field_get_step (field);
  heddle_field_hold (field);
  set_value (self, field, new_number (heddle_field_turn (field, minimum, round (fraction * (maximum - minimum) / step))));
}

static void
roll (HeddleCanvas *self,
      HeddleField  *field)
{
  heddle_field_settle (field);
  set_value (self, field, json_node_init_int (json_node_alloc (), heddle_seed_roll ()));
}

static void
toggle_lock (HeddleCanvas *self,
             HeddleField  *field)
{
  gboolean locked = g_strcmp0 (heddle_json_as_string (heddle_field_get_value (field)), RANDOM) != 0;

  if (!locked)
    {
      roll (self, field);
      return;
    }
  heddle_field_settle (field);
  set_value (self, field, json_node_init_string (json_node_alloc (), RANDOM));
}

static void
toggle (HeddleCanvas *self,
        HeddleField  *field)
{
  JsonNode *value = heddle_field_get_value (field);
  gboolean on = value != NULL && JSON_NODE_HOLDS_VALUE (value) && json_node_get_boolean (value);

  heddle_field_settle (field);
  set_value (self, field, json_node_init_boolean (json_node_alloc (), !on));
  heddle_field_settle (field);
}

static gboolean
get_area (HeddleCanvas *self,
          GdkRectangle *area)
{
  graphene_rect_t found;

  if (!heddle_canvas_get_control_area (self, self->controls.edited.node, self->controls.edited.key, HEDDLE_CONTROL_WHOLE,
                                       &found))
    return FALSE;
  *area = (GdkRectangle) { (int) found.origin.x, (int) found.origin.y, (int) found.size.width, (int) found.size.height };
  return TRUE;
}

static void
closed_cb (HeddleCanvas *self)
{
  heddle_canvas_settle_control (self);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

static void
show_popover (HeddleCanvas *self,
              GtkWidget    *popover)
{
  GdkRectangle area;

  heddle_canvas_drop_control_editor (self);
  self->controls.popover = popover;
  gtk_widget_set_parent (popover, GTK_WIDGET (self));
  heddle_canvas_update_accessibles (self);
  if (get_area (self, &area))
    gtk_popover_set_pointing_to (GTK_POPOVER (popover), &area);
  gtk_popover_set_position (GTK_POPOVER (popover), GTK_POS_BOTTOM);
  g_signal_connect_object (popover, "closed", G_CALLBACK (closed_cb), self, G_CONNECT_SWAPPED);
  gtk_popover_popup (GTK_POPOVER (popover));
}

static void
show_field (HeddleCanvas *self,
            HeddleField  *field)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) sources = heddle_node_fields_list_sources (self->workflow, self->controls.edited.node);
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *list = heddle_field_list_new ();

  g_ptr_array_add (fields, g_object_ref (field));
  heddle_field_list_set_fields (HEDDLE_FIELD_LIST (list), fields, sources);
  gtk_widget_set_size_request (list, WIDTH, -1);
  gtk_widget_set_margin_start (list, MARGIN);
  gtk_widget_set_margin_end (list, MARGIN);
  gtk_widget_set_margin_top (list, MARGIN);
  gtk_widget_set_margin_bottom (list, MARGIN);
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heddle_field_get_title (field), -1);
  show_popover (self, popover);
  self->controls.list = HEDDLE_FIELD_LIST (list);
  heddle_field_list_start (self->controls.list);
}

static void
choose (HeddleCanvas *self,
        const char   *option)
{
  HeddleField *field = take_field (self, self->controls.edited.node, self->controls.edited.key);

  if (field == NULL)
    return;
  heddle_field_settle (field);
  set_value (self, field, option != NULL ? json_node_init_string (json_node_alloc (), option) : NULL);
  heddle_field_settle (field);
}

static void
activated_cb (HeddleCanvas  *self,
              GtkListBoxRow *row)
{
  choose (self, g_object_get_data (G_OBJECT (row), OPTION));
  gtk_popover_popdown (GTK_POPOVER (self->controls.popover));
}

/* A popover menu would be less, but its entries have no names for assistive technology. */
static GtkWidget *
option_new (const char *name,
            const char *option,
            gboolean    chosen)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_opacity (check, chosen ? 1 : 0);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_state (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_STATE_CHECKED,
                               chosen ? GTK_ACCESSIBLE_TRISTATE_TRUE : GTK_ACCESSIBLE_TRISTATE_FALSE, -1);
  g_object_set_data_full (G_OBJECT (row), OPTION, g_strdup (option), g_free);
  return row;
}

static void
show_options (HeddleCanvas *self,
              HeddleField  *field)
{
  const char *const *options = heddle_field_get_options (field);
  const char *now = heddle_json_as_string (heddle_field_get_value (field));
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *chosen = NULL;

  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list), GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, heddle_field_get_title (field),
                                  -1);
  if (heddle_field_get_fallback (field) == NULL)
    gtk_list_box_append (GTK_LIST_BOX (list), option_new (_("None"), NULL, now == NULL));
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    {
      g_autofree char *name = heddle_option_dup_name (options[i]);
      GtkWidget *row = option_new (name, options[i], g_strcmp0 (options[i], now) == 0);

      gtk_list_box_append (GTK_LIST_BOX (list), row);
      if (g_strcmp0 (options[i], now) == 0)
        chosen = row;
    }
  g_signal_connect_object (list, "row-activated", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  gtk_accessible_update_property (GTK_ACCESSIBLE (popover), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heddle_field_get_title (field), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), list);
  gtk_widget_add_css_class (popover, "menu");
  gtk_popover_set_has_arrow (GTK_POPOVER (popover), FALSE);
  show_popover (self, popover);
  gtk_widget_grab_focus (chosen != NULL ? chosen : list);
}

static void
model_chosen_cb (HeddleCanvas *self,
                 const char   *model)
{
  choose (self, model);
}

static void
show_models (HeddleCanvas *self,
             HeddleField  *field)
{
  HeddleSession *session = heddle_open_workflow_get_session (self->workflow);
  const char *const *options = heddle_field_get_options (field);
  HeddleModelDialog *dialog;
  HeddleTask task;

  if (!heddle_session_is_open (session) || options == NULL || !heddle_task_from_string (options[0], &task))
    return;
  dialog = heddle_model_dialog_new (heddle_session_get_service (session, HEDDLE_TYPE_PROVIDERS), task,
                                    heddle_json_as_string (heddle_field_get_value (field)));
  g_signal_connect_object (dialog, "chosen", G_CALLBACK (model_chosen_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (ADW_DIALOG (dialog), GTK_WIDGET (self));
}

/**
 * heddle_canvas_activate_control:
 * @self: a canvas
 * @node: a node's id
 * @key: a parameter's key
 * @part: the part of its control that is pressed
 *
 * Does what a control in a node is for: its buttons act at once, all else opens what it is edited with.
 */
void
heddle_canvas_activate_control (HeddleCanvas      *self,
                                const char        *node,
                                const char        *key,
                                HeddleControlPart  part)
{
  HeddleField *field = take_field (self, node, key);

  if (field == NULL)
    return;
  if (part == HEDDLE_CONTROL_LESS || part == HEDDLE_CONTROL_MORE)
    heddle_canvas_turn_control (self, node, key, part == HEDDLE_CONTROL_MORE ? 1 : -1);
  else if (part == HEDDLE_CONTROL_DICE)
    roll (self, field);
  else if (part == HEDDLE_CONTROL_LOCK)
    toggle_lock (self, field);
  else if (heddle_field_get_kind (field) == HEDDLE_PARAMETER_BOOLEAN)
    toggle (self, field);
  else if (heddle_field_get_kind (field) == HEDDLE_PARAMETER_CHOICE)
    show_options (self, field);
  else if (heddle_field_get_kind (field) == HEDDLE_PARAMETER_MODEL)
    show_models (self, field);
  else
    show_field (self, field);
}

/**
 * heddle_canvas_refresh_control_editor:
 * @self: a canvas
 *
 * Has what edits a control show what the document says now; without the control it goes.
 */
void
heddle_canvas_refresh_control_editor (HeddleCanvas *self)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autoptr (GHashTable) sources = NULL;
  HeddleField *field;
  GdkRectangle area;

  if (self->controls.popover == NULL || !gtk_widget_get_visible (self->controls.popover))
    return;
  field = heddle_node_fields_find (self->workflow, self->controls.edited.node, self->controls.edited.key);
  if (field == NULL || !get_area (self, &area))
    {
      g_clear_object (&field);
      gtk_popover_popdown (GTK_POPOVER (self->controls.popover));
      return;
    }
  fields = g_ptr_array_new_with_free_func (g_object_unref);
  g_ptr_array_add (fields, field);
  sources = heddle_node_fields_list_sources (self->workflow, self->controls.edited.node);
  if (self->controls.list != NULL)
    heddle_field_list_set_fields (self->controls.list, fields, sources);
  heddle_canvas_place_control_editor (self);
}

/**
 * heddle_canvas_place_control_editor:
 * @self: a canvas
 *
 * Keeps what edits a control beside it, when the view or the node has changed.
 */
void
heddle_canvas_place_control_editor (HeddleCanvas *self)
{
  GdkRectangle area;

  if (self->controls.popover == NULL || !gtk_widget_get_visible (self->controls.popover))
    return;
  if (get_area (self, &area))
    gtk_popover_set_pointing_to (GTK_POPOVER (self->controls.popover), &area);
  else
    gtk_popover_popdown (GTK_POPOVER (self->controls.popover));
}

/**
 * heddle_canvas_present_control_editor:
 * @self: a canvas
 *
 * Keeps what edits a control in its place when the canvas is laid out.
 */
void
heddle_canvas_present_control_editor (HeddleCanvas *self)
{
  if (self->controls.popover != NULL)
    gtk_popover_present (GTK_POPOVER (self->controls.popover));
}

/**
 * heddle_canvas_drop_control_editor:
 * @self: a canvas
 *
 * Takes away what edits a control.
 */
void
heddle_canvas_drop_control_editor (HeddleCanvas *self)
{
  self->controls.list = NULL;
  if (self->controls.popover != NULL)
    g_signal_handlers_disconnect_by_data (self->controls.popover, self);
  g_clear_pointer (&self->controls.popover, gtk_widget_unparent);
}
