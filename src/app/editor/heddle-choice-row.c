/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-choice-row.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "editor/heddle-option-names.h"

#define MAX_TOGGLES 5
#define MAX_CHARACTERS 24

/* @values are what the entries of the list mean; nothing is chosen by the first where that is NULL. */
struct _HeddleChoiceRow
{
  HeddleParameterRow  parent_instance;
  AdwToggleGroup     *toggles;
  GtkDropDown        *list;
  GtkStringList      *names;
  GPtrArray          *values;
  gboolean            foreign;
};

G_DEFINE_FINAL_TYPE (HeddleChoiceRow, heddle_choice_row, HEDDLE_TYPE_PARAMETER_ROW)

/* What has the focus is a button inside of the list, which knows no name but its content. */
static void
name_button (HeddleChoiceRow *self)
{
  GtkStringObject *selected = gtk_drop_down_get_selected_item (self->list);
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  GtkWidget *button = gtk_widget_get_first_child (GTK_WIDGET (self->list));
  g_autofree char *name = NULL;

  /* Translators: a parameter and what is chosen for it, such as Format: PNG */
  name = g_strdup_printf (_("%s: %s"), heddle_field_get_title (field),
                          selected != NULL ? gtk_string_object_get_string (selected) : "");
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
}

static void
choose (HeddleChoiceRow *self,
        const char      *option)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  JsonNode *value = option != NULL ? json_node_init_string (json_node_alloc (), option) : NULL;

  heddle_field_settle (heddle_parameter_row_get_field (row));
  heddle_parameter_row_edit (row, value);
}

static void
toggled_cb (HeddleChoiceRow *self)
{
  const char *name = adw_toggle_group_get_active_name (self->toggles);

  if (name != NULL && !heddle_parameter_row_is_showing (HEDDLE_PARAMETER_ROW (self)))
    choose (self, name);
}

static void
selected_cb (HeddleChoiceRow *self)
{
  guint selected = gtk_drop_down_get_selected (self->list);

  name_button (self);
  if (selected != GTK_INVALID_LIST_POSITION && !heddle_parameter_row_is_showing (HEDDLE_PARAMETER_ROW (self)))
    choose (self, self->values->pdata[selected]);
}

static guint
find_value (HeddleChoiceRow *self,
            const char      *text)
{
  for (guint i = 0; i < self->values->len; i++)
    {
      if (g_strcmp0 (self->values->pdata[i], text) == 0)
        return i;
    }
  return GTK_INVALID_LIST_POSITION;
}

/* A value that is none of the options is shown all the same, as one more of them. */
static void
show_in_list (HeddleChoiceRow *self,
              const char      *text)
{
  guint position = find_value (self, text);

  if (self->foreign && position != self->values->len - 1)
    {
      gtk_string_list_remove (self->names, self->values->len - 1);
      g_ptr_array_set_size (self->values, (int) self->values->len - 1);
      self->foreign = FALSE;
    }
  if (position == GTK_INVALID_LIST_POSITION && text != NULL)
    {
      position = self->values->len;
      g_ptr_array_add (self->values, g_strdup (text));
      gtk_string_list_append (self->names, text);
      self->foreign = TRUE;
    }
  gtk_drop_down_set_selected (self->list, position);
  name_button (self);
}

static void
heddle_choice_row_show (HeddleParameterRow *row,
                        JsonNode           *value)
{
  HeddleChoiceRow *self = HEDDLE_CHOICE_ROW (row);
  const char *text = heddle_json_as_string (value);

  if (self->list != NULL)
    show_in_list (self, text);
  else if (text != NULL && adw_toggle_group_get_toggle_by_name (self->toggles, text) != NULL)
    adw_toggle_group_set_active_name (self->toggles, text);
  else
    adw_toggle_group_set_active (self->toggles, GTK_INVALID_LIST_POSITION);
}

static gboolean
fits_toggles (HeddleField *field)
{
  const char *const *options = heddle_field_get_options (field);
  glong n_characters = 0;
  guint n = 0;

  if (options == NULL || heddle_field_get_fallback (field) == NULL)
    return FALSE;
  for (; options[n] != NULL; n++)
    {
      g_autofree char *name = heddle_option_dup_name (options[n]);

      n_characters += g_utf8_strlen (name, -1);
    }
  return n > 1 && n <= MAX_TOGGLES && n_characters <= MAX_CHARACTERS;
}

static void
build_toggles (HeddleChoiceRow *self,
               HeddleField     *field)
{
  const char *const *options = heddle_field_get_options (field);

  self->toggles = ADW_TOGGLE_GROUP (adw_toggle_group_new ());
  adw_toggle_group_set_homogeneous (self->toggles, TRUE);
  for (guint i = 0; options[i] != NULL; i++)
    {
      g_autofree char *name = heddle_option_dup_name (options[i]);
      AdwToggle *toggle = adw_toggle_new ();

      adw_toggle_set_name (toggle, options[i]);
      adw_toggle_set_label (toggle, name);
      adw_toggle_group_add (self->toggles, toggle);
    }
  g_signal_connect_swapped (self->toggles, "notify::active-name", G_CALLBACK (toggled_cb), self);
  heddle_parameter_row_set_control (HEDDLE_PARAMETER_ROW (self), GTK_WIDGET (self->toggles),
                                    HEDDLE_PARAMETER_STACKED);
  heddle_parameter_row_label (HEDDLE_PARAMETER_ROW (self), GTK_WIDGET (self->toggles));
}

static void
bind_cb (GtkSignalListItemFactory *factory,
         GtkListItem              *item)
{
  GtkStringObject *object = gtk_list_item_get_item (item);

  gtk_label_set_text (GTK_LABEL (gtk_list_item_get_child (item)), gtk_string_object_get_string (object));
}

static void
setup_cb (GtkSignalListItemFactory *factory,
          GtkListItem              *item)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_list_item_set_child (item, label);
}

static void
build_list (HeddleChoiceRow *self,
            HeddleField     *field)
{
  const char *const *options = heddle_field_get_options (field);
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  glong longest = 0;

  if (heddle_field_get_fallback (field) == NULL)
    {
      g_ptr_array_add (self->values, NULL);
      gtk_string_list_append (self->names, _("Not Set"));
    }
  for (guint i = 0; options != NULL && options[i] != NULL; i++)
    {
      g_autofree char *name = heddle_option_dup_name (options[i]);

      longest = MAX (longest, g_utf8_strlen (name, -1));
      g_ptr_array_add (self->values, g_strdup (options[i]));
      gtk_string_list_append (self->names, name);
    }
  g_signal_connect (factory, "setup", G_CALLBACK (setup_cb), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cb), NULL);
  self->list = GTK_DROP_DOWN (gtk_drop_down_new (G_LIST_MODEL (g_object_ref (self->names)), NULL));
  gtk_drop_down_set_factory (self->list, factory);
  g_object_unref (factory);
  g_signal_connect_swapped (self->list, "notify::selected", G_CALLBACK (selected_cb), self);
  heddle_parameter_row_set_control (HEDDLE_PARAMETER_ROW (self), GTK_WIDGET (self->list),
                                    longest > 16 ? HEDDLE_PARAMETER_STACKED : HEDDLE_PARAMETER_INLINE);
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
  heddle_parameter_row_label (HEDDLE_PARAMETER_ROW (self), GTK_WIDGET (self->list));
}

static void
heddle_choice_row_constructed (GObject *object)
{
  HeddleChoiceRow *self = HEDDLE_CHOICE_ROW (object);
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (object));

  G_OBJECT_CLASS (heddle_choice_row_parent_class)->constructed (object);

  if (fits_toggles (field))
    build_toggles (self, field);
  else
    build_list (self, field);
}

static void
heddle_choice_row_finalize (GObject *object)
{
  HeddleChoiceRow *self = HEDDLE_CHOICE_ROW (object);

  g_clear_object (&self->names);
  g_clear_pointer (&self->values, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_choice_row_parent_class)->finalize (object);
}

static void
heddle_choice_row_class_init (HeddleChoiceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_choice_row_constructed;
  G_OBJECT_CLASS (klass)->finalize = heddle_choice_row_finalize;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_choice_row_show;
}

static void
heddle_choice_row_init (HeddleChoiceRow *self)
{
  self->names = gtk_string_list_new (NULL);
  self->values = g_ptr_array_new_with_free_func (g_free);
}

/**
 * heddle_choice_row_new:
 * @field: one of several options
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_choice_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_CHOICE_ROW, "field", field, NULL);
}
