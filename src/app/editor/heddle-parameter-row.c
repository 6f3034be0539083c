/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-parameter-row.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "editor/heddle-field-promotion.h"
#include "widgets/heddle-toast.h"
#include "widgets/heddle-tooltip.h"

typedef struct
{
  HeddleField           *field;
  HeddleParameterLayout  layout;
  GtkWidget             *box;
  GtkWidget             *head;
  GtkLabel              *title;
  GtkLabel              *subtitle;
  GtkWidget             *reset;
  GtkWidget             *more;
  GtkWidget             *control;
  GtkWidget             *labelled;
  GtkLabel              *problem;
  char                  *source;
  JsonNode              *shown;
  gboolean               started;
  gboolean               showing;
} HeddleParameterRowPrivate;

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (HeddleParameterRow, heddle_parameter_row, ADW_TYPE_PREFERENCES_ROW)

typedef enum
{
  PROP_FIELD = 1,
} HeddleParameterRowProperty;

static GParamSpec *properties[2];

static HeddleParameterRowPrivate *
get_private (HeddleParameterRow *self)
{
  return heddle_parameter_row_get_instance_private (self);
}

static void
refuse (HeddleParameterRow *self,
        const char         *message)
{
  HeddleParameterRowPrivate *priv = get_private (self);

  gtk_label_set_text (priv->problem, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (priv->problem), message != NULL);
  if (message != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self), "error");
  gtk_accessible_update_state (GTK_ACCESSIBLE (priv->labelled), GTK_ACCESSIBLE_STATE_INVALID,
                               message != NULL ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

/* Whether a person can go back to the default by erasing what is there. */
static gboolean
can_erase (HeddleField *field)
{
  JsonNode *fallback = heddle_field_get_fallback (field);

  if (fallback != NULL && g_strcmp0 (heddle_json_as_string (fallback), "") != 0)
    return FALSE;
  switch (heddle_field_get_kind (field))
    {
    case HEDDLE_PARAMETER_BOOLEAN:
    case HEDDLE_PARAMETER_SEED:
    case HEDDLE_PARAMETER_MODEL:
    case HEDDLE_PARAMETER_ASPECT_RATIO:
    case HEDDLE_PARAMETER_FILE:
    case HEDDLE_PARAMETER_FOLDER:
    case HEDDLE_PARAMETER_ASSET:
    case HEDDLE_PARAMETER_ASSET_LIST:
    case HEDDLE_PARAMETER_NUMBERS:
      return FALSE;
    case HEDDLE_PARAMETER_TEXT:
    case HEDDLE_PARAMETER_LONG_TEXT:
    case HEDDLE_PARAMETER_NUMBER:
    case HEDDLE_PARAMETER_INTEGER:
    case HEDDLE_PARAMETER_COLOR:
    case HEDDLE_PARAMETER_CHOICE:
    case HEDDLE_PARAMETER_TEXT_LIST:
    case HEDDLE_PARAMETER_JSON:
    default:
      return TRUE;
    }
}

static void
update_reset (HeddleParameterRow *self)
{
  HeddleParameterRowPrivate *priv = get_private (self);
  gboolean changed = priv->source == NULL && heddle_field_is_changed (priv->field);

  if (HEDDLE_PARAMETER_ROW_GET_CLASS (self)->fixed || can_erase (priv->field))
    changed = FALSE;
  gtk_widget_set_visible (priv->reset, changed);
}

static void
update_more (HeddleParameterRow *self)
{
  HeddleParameterRowPrivate *priv = get_private (self);

  gtk_widget_set_visible (priv->more, priv->source == NULL ? heddle_field_can_be_promoted (priv->field)
                                                           : heddle_field_can_be_taken_back (priv->field));
}

/* Menus are made when they are opened: what can be done is another thing by then. */
static void
create_menu_cb (GtkMenuButton *button,
                gpointer       data)
{
  HeddleParameterRowPrivate *priv = get_private (data);
  g_autoptr (GMenu) menu = g_menu_new ();

  if (priv->source != NULL)
    {
      g_menu_append (menu, _("_Remove from Inputs"), "field.take-back");
    }
  else
    {
      g_menu_append (menu, _("Promote to _Input"), "field.promote-to-input");
      g_menu_append (menu, _("Promote to _Step"), "field.promote-to-step");
    }
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
promote_to_input_cb (GSimpleAction *action,
                     GVariant      *parameter,
                     gpointer       data)
{
  g_autoptr (GError) error = NULL;

  if (!heddle_field_promote (get_private (data)->field, FALSE, &error))
    heddle_toast_error (data, _("The value could not be made an input"), error);
}

static void
promote_to_step_cb (GSimpleAction *action,
                    GVariant      *parameter,
                    gpointer       data)
{
  g_autoptr (GError) error = NULL;

  if (!heddle_field_promote (get_private (data)->field, TRUE, &error))
    heddle_toast_error (data, _("The value could not be made a step"), error);
}

static void
take_back_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  g_autoptr (GError) error = NULL;

  if (!heddle_field_take_back (get_private (data)->field, &error))
    heddle_toast_error (data, _("The value could not be removed from the inputs"), error);
}

static void
show_value (HeddleParameterRow *self)
{
  HeddleParameterRowPrivate *priv = get_private (self);
  JsonNode *value = heddle_field_get_value (priv->field);

  g_clear_pointer (&priv->shown, json_node_unref);
  priv->shown = value != NULL ? json_node_ref (value) : NULL;
  priv->started = TRUE;
  priv->showing = TRUE;
  HEDDLE_PARAMETER_ROW_GET_CLASS (self)->show (self, value);
  priv->showing = FALSE;
  refuse (self, NULL);
}

static void
reset_cb (HeddleParameterRow *self)
{
  HeddleParameterRowPrivate *priv = get_private (self);

  heddle_field_settle (priv->field);
  heddle_field_set (priv->field, NULL, NULL);
  heddle_field_settle (priv->field);
  show_value (self);
  update_reset (self);
  gtk_widget_child_focus (priv->control, GTK_DIR_TAB_FORWARD);
}

static void
focus_enter_cb (HeddleParameterRow *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "focused");
}

/* What counts may look other than what was typed: a default where all was erased, 1 for 1.0. */
static void
focus_leave_cb (HeddleParameterRow *self)
{
  HeddleParameterRowPrivate *priv = get_private (self);

  if (priv->head == NULL)
    return;
  gtk_widget_remove_css_class (GTK_WIDGET (self), "focused");
  heddle_field_settle (priv->field);
  if (!gtk_widget_get_visible (GTK_WIDGET (priv->problem)))
    show_value (self);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  HeddleParameterRow *self = HEDDLE_PARAMETER_ROW (widget);

  if (!gtk_widget_get_visible (GTK_WIDGET (get_private (self)->problem)))
    return GDK_EVENT_PROPAGATE;
  show_value (self);
  return GDK_EVENT_STOP;
}

/* The head can stand outside of the row. */
static void
build_more (HeddleParameterRow *self)
{
  static const GActionEntry entries[] = {
    { "promote-to-input", promote_to_input_cb },
    { "promote-to-step", promote_to_step_cb },
    { "take-back", take_back_cb },
  };
  HeddleParameterRowPrivate *priv = get_private (self);
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();
  g_autofree char *name = NULL;

  /* Translators: a menu of what can be done with a parameter; %s is that, such as Width */
  name = g_strdup_printf (_("More for %s"), heddle_field_get_title (priv->field));
  priv->more = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (priv->more), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (priv->more), create_menu_cb, self, NULL);
  heddle_tooltip_set (priv->more, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->more), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_add_css_class (priv->more, "flat");
  gtk_widget_add_css_class (priv->more, "heddle-more");
  gtk_widget_set_valign (priv->more, GTK_ALIGN_CENTER);
  g_action_map_add_action_entries (G_ACTION_MAP (group), entries, G_N_ELEMENTS (entries), self);
  gtk_widget_insert_action_group (priv->more, "field", G_ACTION_GROUP (group));
  gtk_box_append (GTK_BOX (priv->head), priv->more);
}

static void
build_head (HeddleParameterRow *self)
{
  HeddleParameterRowPrivate *priv = get_private (self);
  GtkWidget *titles = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *tip = NULL;

  priv->title = GTK_LABEL (gtk_label_new (heddle_field_get_title (priv->field)));
  heddle_tooltip_set (GTK_WIDGET (priv->title), heddle_field_get_help (priv->field));
  gtk_label_set_xalign (priv->title, 0);
  gtk_label_set_wrap (priv->title, TRUE);
  gtk_label_set_wrap_mode (priv->title, PANGO_WRAP_WORD_CHAR);
  priv->subtitle = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (priv->subtitle, 0);
  gtk_label_set_wrap (priv->subtitle, TRUE);
  gtk_label_set_wrap_mode (priv->subtitle, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (priv->subtitle), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (priv->subtitle), "dimmed");
  gtk_widget_set_visible (GTK_WIDGET (priv->subtitle), FALSE);
  gtk_box_append (GTK_BOX (titles), GTK_WIDGET (priv->title));
  gtk_box_append (GTK_BOX (titles), GTK_WIDGET (priv->subtitle));
  gtk_widget_set_valign (titles, GTK_ALIGN_CENTER);

  priv->reset = gtk_button_new_from_icon_name ("edit-clear-symbolic");
  /* Translators: %s is a parameter, such as Width */
  tip = g_strdup_printf (_("Reset %s"), heddle_field_get_title (priv->field));
  heddle_tooltip_set (priv->reset, tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (priv->reset), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_add_css_class (priv->reset, "flat");
  gtk_widget_add_css_class (priv->reset, "circular");
  gtk_widget_add_css_class (priv->reset, "heddle-small");
  gtk_widget_add_css_class (priv->reset, "heddle-reset");
  gtk_widget_set_valign (priv->reset, GTK_ALIGN_CENTER);
  gtk_widget_set_visible (priv->reset, FALSE);
  g_signal_connect_swapped (priv->reset, "clicked", G_CALLBACK (reset_cb), self);

  priv->head = g_object_ref_sink (gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6));
  gtk_widget_add_css_class (priv->head, "heddle-head");
  gtk_box_append (GTK_BOX (priv->head), titles);
  gtk_box_append (GTK_BOX (priv->head), priv->reset);
  build_more (self);
}

static void
heddle_parameter_row_constructed (GObject *object)
{
  HeddleParameterRow *self = HEDDLE_PARAMETER_ROW (object);
  HeddleParameterRowPrivate *priv = get_private (self);
  GtkEventController *focus;

  G_OBJECT_CLASS (heddle_parameter_row_parent_class)->constructed (object);

  priv->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  build_head (self);
  priv->problem = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (priv->problem, 0);
  gtk_label_set_wrap (priv->problem, TRUE);
  gtk_label_set_wrap_mode (priv->problem, PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (GTK_WIDGET (priv->problem), "error");
  gtk_widget_add_css_class (GTK_WIDGET (priv->problem), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (priv->problem), "heddle-problem");
  gtk_widget_set_visible (GTK_WIDGET (priv->problem), FALSE);
  gtk_box_append (GTK_BOX (priv->box), priv->head);
  gtk_box_append (GTK_BOX (priv->box), GTK_WIDGET (priv->problem));
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (self), priv->box);

  focus = gtk_event_controller_focus_new ();
  g_signal_connect_swapped (focus, "enter", G_CALLBACK (focus_enter_cb), self);
  g_signal_connect_swapped (focus, "leave", G_CALLBACK (focus_leave_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), focus);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), heddle_field_get_title (priv->field));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heddle_field_get_title (priv->field), -1);
}

static void
heddle_parameter_row_set_property (GObject      *object,
                                   guint         id,
                                   const GValue *value,
                                   GParamSpec   *pspec)
{
  HeddleParameterRowPrivate *priv = get_private (HEDDLE_PARAMETER_ROW (object));

  switch ((HeddleParameterRowProperty) id)
    {
    case PROP_FIELD:
      priv->field = g_value_dup_object (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_parameter_row_dispose (GObject *object)
{
  HeddleParameterRowPrivate *priv = get_private (HEDDLE_PARAMETER_ROW (object));

  if (priv->reset != NULL)
    {
      g_signal_handlers_disconnect_by_data (priv->reset, object);
      gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (priv->more), NULL, NULL, NULL);
      gtk_widget_insert_action_group (priv->more, "field", NULL);
    }
  priv->reset = NULL;
  g_clear_object (&priv->head);

  G_OBJECT_CLASS (heddle_parameter_row_parent_class)->dispose (object);
}

static void
heddle_parameter_row_finalize (GObject *object)
{
  HeddleParameterRowPrivate *priv = get_private (HEDDLE_PARAMETER_ROW (object));

  g_clear_object (&priv->field);
  g_clear_pointer (&priv->source, g_free);
  g_clear_pointer (&priv->shown, json_node_unref);

  G_OBJECT_CLASS (heddle_parameter_row_parent_class)->finalize (object);
}

static void
heddle_parameter_row_class_init (HeddleParameterRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = heddle_parameter_row_constructed;
  object_class->set_property = heddle_parameter_row_set_property;
  object_class->dispose = heddle_parameter_row_dispose;
  object_class->finalize = heddle_parameter_row_finalize;

  /**
   * HeddleParameterRow:field:
   *
   * What the row shows.
   */
  properties[PROP_FIELD] =
    g_param_spec_object ("field", NULL, NULL, HEDDLE_TYPE_FIELD,
                         G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_add_binding (GTK_WIDGET_CLASS (klass), GDK_KEY_Escape, 0, escape_cb, NULL);
}

static void
heddle_parameter_row_init (HeddleParameterRow *self)
{
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_list_box_row_set_selectable (GTK_LIST_BOX_ROW (self), FALSE);
  gtk_widget_set_focusable (GTK_WIDGET (self), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self), "heddle-parameter");
}

/**
 * heddle_parameter_row_get_field:
 * @self: a row
 *
 * Returns: (transfer none): what it shows
 */
HeddleField *
heddle_parameter_row_get_field (HeddleParameterRow *self)
{
  return get_private (self)->field;
}

/**
 * heddle_parameter_row_set_field:
 * @self: a row
 * @field: (transfer none): a field that is alike: see [method@Field.is_alike]
 *
 * Has the row show another field from the next [method@ParameterRow.refresh] on.
 */
void
heddle_parameter_row_set_field (HeddleParameterRow *self,
                                HeddleField        *field)
{
  HeddleParameterRowPrivate *priv = get_private (self);

  heddle_field_settle (priv->field);
  g_set_object (&priv->field, field);
  priv->started = FALSE;
}

/**
 * heddle_parameter_row_get_heading:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what has to stand above the row, outside of its list; %NULL
 *   where the row shows its own title
 */
GtkWidget *
heddle_parameter_row_get_heading (HeddleParameterRow *self)
{
  HeddleParameterRowPrivate *priv = get_private (self);

  return priv->layout == HEDDLE_PARAMETER_BLOCK ? priv->head : NULL;
}

/**
 * heddle_parameter_row_take_more:
 * @self: a row that shows no heading
 *
 * For subclasses, once while they are made.
 *
 * Returns: (transfer full): the menu of what can be done with the field, which stands in the heading otherwise
 */
GtkWidget *
heddle_parameter_row_take_more (HeddleParameterRow *self)
{
  HeddleParameterRowPrivate *priv = get_private (self);
  GtkWidget *more = g_object_ref (priv->more);

  gtk_box_remove (GTK_BOX (priv->head), more);
  return more;
}

/**
 * heddle_parameter_row_set_control:
 * @self: a row
 * @control: (transfer floating): what edits the field
 * @layout: where it stands
 *
 * For subclasses, once while they are made.
 */
void
heddle_parameter_row_set_control (HeddleParameterRow    *self,
                                  GtkWidget             *control,
                                  HeddleParameterLayout  layout)
{
  HeddleParameterRowPrivate *priv = get_private (self);

  priv->control = control;
  priv->labelled = control;
  priv->layout = layout;
  if (layout == HEDDLE_PARAMETER_INLINE)
    {
      gtk_widget_set_valign (control, GTK_ALIGN_CENTER);
      gtk_widget_set_halign (control, GTK_ALIGN_END);
      gtk_widget_set_hexpand (control, TRUE);
      gtk_box_append (GTK_BOX (priv->head), control);
      gtk_widget_add_css_class (GTK_WIDGET (self), "inline");
      return;
    }

  gtk_box_insert_child_after (GTK_BOX (priv->box), control, priv->head);
  if (layout == HEDDLE_PARAMETER_ENTRY)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "entry");
      gtk_widget_add_css_class (GTK_WIDGET (priv->title), "caption");
      gtk_widget_add_css_class (GTK_WIDGET (priv->title), "dimmed");
    }
  else if (layout == HEDDLE_PARAMETER_BLOCK)
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "block");
      gtk_widget_add_css_class (GTK_WIDGET (priv->title), "heading");
      gtk_box_remove (GTK_BOX (priv->box), priv->head);
    }
  else
    {
      gtk_widget_add_css_class (GTK_WIDGET (self), "stacked");
    }
}

/**
 * heddle_parameter_row_label:
 * @self: a row
 * @widget: the part of its control that gets the focus
 *
 * Tells assistive technologies what the widget is called and what it does.
 */
void
heddle_parameter_row_label (HeddleParameterRow *self,
                            GtkWidget          *widget)
{
  HeddleParameterRowPrivate *priv = get_private (self);
  const char *help = heddle_field_get_help (priv->field);

  priv->labelled = widget;
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  heddle_field_get_title (priv->field), -1);
  if (help != NULL)
    gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, help, -1);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_RELATION_ERROR_MESSAGE, priv->problem,
                                  NULL, -1);
}

/**
 * heddle_parameter_row_edit:
 * @self: a row
 * @value: (nullable) (transfer full): what was entered; %NULL for nothing
 *
 * For subclasses: puts a value into the document, or says what is wrong with it.
 *
 * Returns: whether it was right
 */
gboolean
heddle_parameter_row_edit (HeddleParameterRow *self,
                           JsonNode           *value)
{
  return heddle_parameter_row_edit_instead (self, value, NULL);
}

/**
 * heddle_parameter_row_edit_instead:
 * @self: a row
 * @value: (nullable) (transfer full): what was entered
 * @other: (nullable): the key of another parameter that goes
 *
 * As [method@ParameterRow.edit], where two parameters exclude each other.
 *
 * Returns: whether it was right
 */
gboolean
heddle_parameter_row_edit_instead (HeddleParameterRow *self,
                                   JsonNode           *value,
                                   const char         *other)
{
  HeddleParameterRowPrivate *priv = get_private (self);
  g_autoptr (JsonNode) entered = value;
  g_autoptr (GError) error = NULL;
  JsonNode *now;

  if (priv->showing)
    return TRUE;
  if (!heddle_field_set_instead (priv->field, entered, other, &error))
    {
      heddle_parameter_row_refuse (self, error->message);
      return FALSE;
    }

  now = heddle_field_get_value (priv->field);
  g_clear_pointer (&priv->shown, json_node_unref);
  priv->shown = now != NULL ? json_node_ref (now) : NULL;
  refuse (self, NULL);
  update_reset (self);
  return TRUE;
}

/**
 * heddle_parameter_row_refuse:
 * @self: a row
 * @message: what is wrong, the start of a sentence in lower case
 *
 * For subclasses: says what is wrong with what was entered.
 */
void
heddle_parameter_row_refuse (HeddleParameterRow *self,
                             const char         *message)
{
  g_autofree char *first = g_utf8_substring (message, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);
  g_autofree char *sentence = g_strconcat (upper, g_utf8_next_char (message), NULL);

  refuse (self, sentence);
}

/**
 * heddle_parameter_row_is_showing:
 * @self: a row
 *
 * Returns: whether its control changes because it shows a value, and not by a person's hand
 */
gboolean
heddle_parameter_row_is_showing (HeddleParameterRow *self)
{
  return get_private (self)->showing;
}

/**
 * heddle_parameter_row_refresh:
 * @self: a row
 *
 * Shows what the document says now. Where that is what the row has shown last, nothing moves.
 */
void
heddle_parameter_row_refresh (HeddleParameterRow *self)
{
  HeddleParameterRowPrivate *priv = get_private (self);
  JsonNode *value = heddle_field_get_value (priv->field);
  gboolean same = value == NULL || priv->shown == NULL ? value == priv->shown
                                                       : heddle_json_equal (value, priv->shown);

  if (!priv->started || !same)
    show_value (self);
  update_reset (self);
}

/**
 * heddle_parameter_row_set_source:
 * @self: a row
 * @source: (nullable): the name of the node whose link gives the value; %NULL for none
 *
 * Says that the value comes by a link.
 */
void
heddle_parameter_row_set_source (HeddleParameterRow *self,
                                 const char         *source)
{
  HeddleParameterRowPrivate *priv = get_private (self);
  HeddleParameterRowClass *klass = HEDDLE_PARAMETER_ROW_GET_CLASS (self);
  g_autofree char *text = NULL;

  if (!g_set_str (&priv->source, source))
    {
      update_more (self);
      return;
    }

  /* A list passes over its first row, and with it all others, where that cannot take the focus. */
  gtk_widget_set_focusable (GTK_WIDGET (self), source != NULL || priv->labelled == GTK_WIDGET (self));
  if (klass->link != NULL)
    klass->link (self, source);
  if (klass->link == NULL)
    gtk_widget_set_sensitive (priv->control, source == NULL);
  if (priv->layout == HEDDLE_PARAMETER_ENTRY)
    gtk_widget_set_visible (priv->control, source == NULL);
  if (klass->link == NULL)
    {
      /* Translators: a value comes from another node; %s is that node's name */
      text = source != NULL ? g_strdup_printf (_("From “%s”"), source) : g_strdup ("");
      gtk_label_set_text (priv->subtitle, text);
      gtk_widget_set_visible (GTK_WIDGET (priv->subtitle), source != NULL);
      gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text, -1);
    }
  update_reset (self);
  update_more (self);
}

/**
 * heddle_parameter_row_start:
 * @self: a row
 *
 * Does what a click on the row does.
 */
void
heddle_parameter_row_start (HeddleParameterRow *self)
{
  HeddleParameterRowPrivate *priv = get_private (self);
  HeddleParameterRowClass *klass = HEDDLE_PARAMETER_ROW_GET_CLASS (self);

  if (!gtk_widget_is_sensitive (priv->control))
    return;
  if (klass->start != NULL)
    klass->start (self);
  else
    gtk_widget_grab_focus (priv->labelled);
}
