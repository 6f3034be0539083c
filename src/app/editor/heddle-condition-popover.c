/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-condition-popover.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "editor/heddle-canvas-link-selection.h"
#include "editor/heddle-condition-words.h"
#include "editor/heddle-port-label.h"
#include "graph/heddle-link-check.h"
#include "graph/heddle-link-condition.h"
#include "widgets/heddle-toast.h"

struct _HeddleConditionPopover
{
  GtkPopover          parent_instance;
  HeddleOpenWorkflow *workflow;
  HeddleCanvas       *canvas;
  char               *link;
  GStrv               ports;
  GArray             *types;
  GStrv               operators;
  JsonObject         *condition;
  gboolean            filling;
  gboolean            touched;

  GtkLabel           *subtitle;
  AdwComboRow        *port;
  AdwComboRow        *operator;
  AdwEntryRow        *value;
  AdwComboRow        *answer;
  GtkLabel           *problem;
  GtkWidget          *remove;
  GtkWidget          *apply;
};

G_DEFINE_FINAL_TYPE (HeddleConditionPopover, heddle_condition_popover, GTK_TYPE_POPOVER)

static HeddleCanvasLink *
find_link (HeddleConditionPopover *self)
{
  return heddle_canvas_model_find_link (heddle_canvas_get_model (self->canvas), self->link);
}

static HeddleNodeRegistry *
get_registry (HeddleConditionPopover *self)
{
  return heddle_engine_get_registry (heddle_session_get_engine (heddle_open_workflow_get_session (self->workflow)));
}

static HeddleValueType
get_type (HeddleConditionPopover *self)
{
  guint selected = adw_combo_row_get_selected (self->port);

  return selected < self->types->len ? g_array_index (self->types, HeddleValueType, selected) : HEDDLE_VALUE_ANY;
}

static const char *
get_operator (HeddleConditionPopover *self)
{
  guint selected = adw_combo_row_get_selected (self->operator);

  return selected != GTK_INVALID_LIST_POSITION ? self->operators[selected] : self->operators[0];
}

static const char *
get_text (HeddleConditionPopover *self)
{
  if (get_type (self) == HEDDLE_VALUE_BOOLEAN)
    return adw_combo_row_get_selected (self->answer) == 0 ? "true" : "false";
  return gtk_editable_get_text (GTK_EDITABLE (self->value));
}

/* Those members that nobody knows here stay. */
static JsonObject *
make_condition (HeddleConditionPopover  *self,
                GError                 **error)
{
  HeddleCanvasLink *link = find_link (self);
  JsonObject *before = heddle_link_get_condition (link->link);
  g_autoptr (JsonNode) node = before != NULL ? json_node_init_object (json_node_alloc (), before) : NULL;
  g_autoptr (JsonNode) copy = heddle_json_copy (node);
  g_autoptr (JsonObject) condition = copy != NULL ? json_object_ref (json_node_get_object (copy)) : json_object_new ();
  guint port = adw_combo_row_get_selected (self->port);
  const char *op = get_operator (self);
  JsonNode *value = NULL;

  json_object_remove_member (condition, "port");
  json_object_remove_member (condition, "value");
  if (port != GTK_INVALID_LIST_POSITION
      && g_strcmp0 (self->ports[port], heddle_link_get_from_port (link->link)) != 0)
    json_object_set_string_member (condition, "port", self->ports[port]);
  json_object_set_string_member (condition, "op", op);
  if (!heddle_link_condition_needs_value (op))
    return g_steal_pointer (&condition);
  value = heddle_link_condition_read_value (get_type (self), op, get_text (self), error);
  if (value == NULL)
    return NULL;
  json_object_set_member (condition, "value", value);
  return g_steal_pointer (&condition);
}

/* An example, where not anything can be written. */
static const char *
get_title (HeddleConditionPopover *self)
{
  if (g_str_equal (get_operator (self), "matches"))
    return _("Pattern, such as ^Autumn");
  if (get_type (self) == HEDDLE_VALUE_NUMBER)
    return _("Number, such as 80 or 0.5");
  if (get_type (self) == HEDDLE_VALUE_COLOR)
    return _("Color, such as #ff8000");
  return _("Value");
}

/* Nobody is told off for what they have not written yet. */
static void
update_problem (HeddleConditionPopover *self,
                const GError           *error)
{
  gboolean told = error != NULL && self->touched;

  gtk_label_set_label (self->problem, told ? error->message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->problem), told);
  if (told)
    gtk_widget_add_css_class (GTK_WIDGET (self->value), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->value), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_STATE_INVALID,
                               told ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
update (HeddleConditionPopover *self)
{
  gboolean needs_value = heddle_link_condition_needs_value (get_operator (self));
  gboolean boolean = get_type (self) == HEDDLE_VALUE_BOOLEAN;
  g_autoptr (GError) error = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->value), needs_value && !boolean);
  gtk_widget_set_visible (GTK_WIDGET (self->answer), needs_value && boolean);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->value), get_title (self));
  g_clear_pointer (&self->condition, json_object_unref);
  self->condition = make_condition (self, &error);
  gtk_widget_set_sensitive (self->apply, self->condition != NULL);
  update_problem (self, error);
}

static void
changed_cb (HeddleConditionPopover *self)
{
  if (self->filling || find_link (self) == NULL)
    return;
  self->touched = TRUE;
  update (self);
}

static void
fill_operators (HeddleConditionPopover *self,
                const char             *op)
{
  const char *const *usual = heddle_link_condition_list_operators (get_type (self));
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  guint selected = 0;

  for (guint i = 0; usual[i] != NULL; i++)
    g_strv_builder_add (builder, usual[i]);
  /* One that a document has is kept, however little it says. */
  if (op != NULL && !g_strv_contains (usual, op))
    g_strv_builder_add (builder, op);
  g_strfreev (self->operators);
  self->operators = g_strv_builder_end (builder);
  for (guint i = 0; self->operators[i] != NULL; i++)
    {
      gtk_string_list_append (names, heddle_condition_words_get_operator (self->operators[i]));
      if (g_strcmp0 (self->operators[i], op) == 0)
        selected = i;
    }
  adw_combo_row_set_model (self->operator, G_LIST_MODEL (names));
  adw_combo_row_set_selected (self->operator, selected);
}

/* What can be compared depends on what is looked at. */
static void
port_changed_cb (HeddleConditionPopover *self)
{
  g_autofree char *op = NULL;

  if (self->filling || find_link (self) == NULL)
    return;
  op = g_strdup (get_operator (self));
  self->filling = TRUE;
  fill_operators (self, g_strv_contains (heddle_link_condition_list_operators (get_type (self)), op) ? op : NULL);
  self->filling = FALSE;
  update (self);
}

static void
fill_ports (HeddleConditionPopover *self,
            const HeddleCanvasLink *link,
            const char             *chosen)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  g_autoptr (HeddleLinkCheck) check =
    heddle_link_check_new (heddle_document_get_workflow (document), heddle_canvas_get_pipeline (self->canvas),
                           get_registry (self), NULL);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  guint selected = 0;

  gboolean listed = FALSE;

  g_array_set_size (self->types, 0);
  for (guint i = link->from->n_inputs; i < link->from->ports->len; i++)
    {
      const HeddleCanvasPort *port = &g_array_index (link->from->ports, HeddleCanvasPort, i);
      HeddlePortType type = port->type;

      heddle_link_check_get_type (check, link->from->id, port->name, TRUE, &type);
      if (g_strcmp0 (port->name, chosen) == 0)
        {
          selected = self->types->len;
          listed = TRUE;
        }
      g_array_append_val (self->types, type.value);
      g_strv_builder_add (names, port->name);
      gtk_string_list_append (labels, port->label);
    }
  /* One that a document has is kept, whether or not anybody knows it. */
  if (!listed && chosen != NULL)
    {
      g_autofree char *label = heddle_port_dup_label (link->from->type, chosen);

      selected = self->types->len;
      g_array_append_val (self->types, (HeddleValueType) { HEDDLE_VALUE_ANY });
      g_strv_builder_add (names, chosen);
      gtk_string_list_append (labels, label);
    }
  g_strfreev (self->ports);
  self->ports = g_strv_builder_end (names);
  adw_combo_row_set_model (self->port, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (self->port, selected);
}

static void
fill (HeddleConditionPopover *self,
      const HeddleCanvasLink *link)
{
  JsonObject *condition = heddle_link_get_condition (link->link);
  g_autofree char *text = condition != NULL ? heddle_link_condition_dup_text (condition) : g_strdup ("");
  /* Translators: two steps that are linked */
  g_autofree char *subtitle = g_strdup_printf (_("%s → %s"), link->from->title, link->to->title);

  self->filling = TRUE;
  self->touched = condition != NULL;
  gtk_label_set_label (self->subtitle, subtitle);
  fill_ports (self, link, heddle_json_get_string (condition, "port", heddle_link_get_from_port (link->link)));
  fill_operators (self, heddle_json_get_string (condition, "op", NULL));
  gtk_editable_set_text (GTK_EDITABLE (self->value), text);
  adw_combo_row_set_selected (self->answer, g_str_equal (text, "false") ? 1 : 0);
  gtk_widget_set_visible (self->remove, condition != NULL);
  self->filling = FALSE;
  update (self);
}

static void
requested_cb (HeddleConditionPopover *self,
              const char             *id)
{
  HeddleCanvasLink *link;
  graphene_rect_t area;

  g_set_str (&self->link, id);
  link = find_link (self);
  if (link == NULL || !heddle_canvas_get_link_area (self->canvas, id, &area))
    return;
  fill (self, link);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle) { (int) area.origin.x, (int) area.origin.y,
                                                                     (int) area.size.width, (int) area.size.height });
  gtk_popover_popup (GTK_POPOVER (self));
  if (gtk_widget_get_visible (GTK_WIDGET (self->value)))
    gtk_widget_grab_focus (GTK_WIDGET (self->value));
  else
    gtk_widget_grab_focus (GTK_WIDGET (self->operator));
}

static gboolean
set_condition (HeddleConditionPopover  *self,
               JsonObject              *condition,
               GError                 **error)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);

  heddle_document_begin (document, condition != NULL ? _("Condition") : _("Remove Condition"));
  if (heddle_link_condition_set (document, heddle_canvas_get_pipeline (self->canvas), get_registry (self),
                                 self->link, condition, error))
    {
      heddle_document_end (document);
      return TRUE;
    }
  heddle_document_abandon (document);
  return FALSE;
}

static void
apply_cb (HeddleConditionPopover *self)
{
  g_autoptr (JsonObject) condition = self->condition != NULL ? json_object_ref (self->condition) : NULL;
  g_autoptr (GError) error = NULL;

  if (condition == NULL)
    return;
  if (set_condition (self, condition, &error))
    {
      gtk_popover_popdown (GTK_POPOVER (self));
      return;
    }
  self->touched = TRUE;
  update_problem (self, error);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), error->message, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
remove_cb (HeddleConditionPopover *self)
{
  g_autoptr (GError) error = NULL;

  if (!set_condition (self, NULL, &error))
    heddle_toast_error (GTK_WIDGET (self->canvas), _("The condition could not be changed"), error);
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
structure_changed_cb (HeddleConditionPopover *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && find_link (self) == NULL)
    gtk_popover_popdown (GTK_POPOVER (self));
}

static void
closed_cb (HeddleConditionPopover *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->canvas));
}

static void
heddle_condition_popover_dispose (GObject *object)
{
  HeddleConditionPopover *self = HEDDLE_CONDITION_POPOVER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_CONDITION_POPOVER);
  g_clear_object (&self->workflow);
  g_clear_pointer (&self->link, g_free);
  g_clear_pointer (&self->ports, g_strfreev);
  g_clear_pointer (&self->operators, g_strfreev);
  g_clear_pointer (&self->types, g_array_unref);
  g_clear_pointer (&self->condition, json_object_unref);

  G_OBJECT_CLASS (heddle_condition_popover_parent_class)->dispose (object);
}

static void
heddle_condition_popover_class_init (HeddleConditionPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_condition_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-condition-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleConditionPopover, subtitle);
  gtk_widget_class_bind_template_child (widget_class, HeddleConditionPopover, port);
  gtk_widget_class_bind_template_child (widget_class, HeddleConditionPopover, operator);
  gtk_widget_class_bind_template_child (widget_class, HeddleConditionPopover, value);
  gtk_widget_class_bind_template_child (widget_class, HeddleConditionPopover, answer);
  gtk_widget_class_bind_template_child (widget_class, HeddleConditionPopover, problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleConditionPopover, remove);
  gtk_widget_class_bind_template_child (widget_class, HeddleConditionPopover, apply);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, port_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, apply_cb);
}

static void
heddle_condition_popover_init (HeddleConditionPopover *self)
{
  self->types = g_array_new (FALSE, FALSE, sizeof (HeddleValueType));
  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self->value), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, self->problem,
                                  NULL, -1);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * heddle_condition_popover_new:
 * @workflow: an open workflow
 * @canvas: the canvas that shows it, which is in the popover's parent from the same corner on
 *
 * Returns: (transfer floating): a popover that opens when the canvas asks for it
 */
GtkWidget *
heddle_condition_popover_new (HeddleOpenWorkflow *workflow,
                              HeddleCanvas       *canvas)
{
  HeddleConditionPopover *self = g_object_new (HEDDLE_TYPE_CONDITION_POPOVER, NULL);

  self->workflow = g_object_ref (workflow);
  self->canvas = canvas;
  g_signal_connect_object (canvas, "condition-requested", G_CALLBACK (requested_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_canvas_get_model (canvas), "structure-changed", G_CALLBACK (structure_changed_cb),
                           self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
