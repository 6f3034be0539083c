/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-field-list.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-aspect-ratio-row.h"
#include "editor/heddle-asset-list-row.h"
#include "editor/heddle-asset-row.h"
#include "editor/heddle-choice-row.h"
#include "editor/heddle-color-row.h"
#include "editor/heddle-fixed-row.h"
#include "editor/heddle-long-text-row.h"
#include "editor/heddle-model-row.h"
#include "editor/heddle-number-row.h"
#include "editor/heddle-numbers-row.h"
#include "editor/heddle-path-row.h"
#include "editor/heddle-seed-row.h"
#include "editor/heddle-switch-row.h"
#include "editor/heddle-text-row.h"

struct _HeddleFieldList
{
  GtkBox           parent_instance;
  GtkWidget       *blocks;
  GtkListBox      *list;
  AdwExpanderRow  *advanced;
  GPtrArray       *rows;
  GPtrArray       *folded;
  GPtrArray       *fields;
  GHashTable      *sources;
  gboolean         unfolded;
};

G_DEFINE_FINAL_TYPE (HeddleFieldList, heddle_field_list, GTK_TYPE_BOX)

static GtkWidget *
row_new (HeddleField *field)
{
  if (heddle_field_is_fixed (field))
    return heddle_fixed_row_new (field);

  switch (heddle_field_get_kind (field))
    {
    case HEDDLE_PARAMETER_LONG_TEXT:
    case HEDDLE_PARAMETER_TEXT_LIST:
    case HEDDLE_PARAMETER_JSON:
      return heddle_long_text_row_new (field);
    case HEDDLE_PARAMETER_NUMBER:
    case HEDDLE_PARAMETER_INTEGER:
      return heddle_number_row_new (field);
    case HEDDLE_PARAMETER_BOOLEAN:
      return heddle_switch_row_new (field);
    case HEDDLE_PARAMETER_COLOR:
      return heddle_color_row_new (field);
    case HEDDLE_PARAMETER_CHOICE:
      return heddle_choice_row_new (field);
    case HEDDLE_PARAMETER_SEED:
      return heddle_seed_row_new (field);
    case HEDDLE_PARAMETER_MODEL:
      return heddle_model_row_new (field);
    case HEDDLE_PARAMETER_ASPECT_RATIO:
      return heddle_aspect_ratio_row_new (field);
    case HEDDLE_PARAMETER_ASSET:
      return heddle_asset_row_new (field);
    case HEDDLE_PARAMETER_ASSET_LIST:
      return heddle_asset_list_row_new (field);
    case HEDDLE_PARAMETER_NUMBERS:
      return heddle_numbers_row_new (field);
    case HEDDLE_PARAMETER_FILE:
    case HEDDLE_PARAMETER_FOLDER:
      return heddle_path_row_new (field);
    case HEDDLE_PARAMETER_TEXT:
    default:
      return heddle_text_row_new (field);
    }
}

static void
activated_cb (GtkListBox    *list,
              GtkListBoxRow *row)
{
  if (HEDDLE_IS_PARAMETER_ROW (row))
    heddle_parameter_row_start (HEDDLE_PARAMETER_ROW (row));
}

static GtkListBox *
list_new (void)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (list), "boxed-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Settings"), -1);
  g_signal_connect (list, "row-activated", G_CALLBACK (activated_cb), NULL);
  return list;
}

static GtkWidget *
block_new (HeddleParameterRow *row)
{
  GtkWidget *block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkListBox *list = list_new ();

  if (!HEDDLE_IS_MODEL_ROW (row))
    gtk_box_append (GTK_BOX (block), heddle_parameter_row_get_heading (row));
  if (gtk_widget_has_css_class (GTK_WIDGET (row), "bare"))
    {
      gtk_widget_remove_css_class (GTK_WIDGET (list), "boxed-list");
      gtk_widget_add_css_class (GTK_WIDGET (list), "heddle-bare");
    }
  gtk_list_box_append (list, GTK_WIDGET (row));
  gtk_box_append (GTK_BOX (block), GTK_WIDGET (list));
  return block;
}

static GtkWidget *
get_block (HeddleParameterRow *row)
{
  GtkWidget *list = gtk_widget_get_parent (GTK_WIDGET (row));

  return list != NULL ? gtk_widget_get_parent (list) : NULL;
}

static void
remove_row (HeddleFieldList    *self,
            HeddleParameterRow *row)
{
  if (g_ptr_array_find (self->folded, row, NULL))
    {
      adw_expander_row_remove (self->advanced, GTK_WIDGET (row));
      g_ptr_array_remove (self->folded, row);
    }
  else if (heddle_parameter_row_get_heading (row) != NULL)
    gtk_box_remove (GTK_BOX (self->blocks), get_block (row));
  else
    gtk_list_box_remove (self->list, GTK_WIDGET (row));
}

/* The row of a field that is alike, so that the one being edited is not taken away, nor its gesture
 * ended.
 */
static HeddleParameterRow *
take_row (HeddleFieldList *self,
          HeddleField     *field)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      HeddleParameterRow *row = self->rows->pdata[i];

      if (heddle_field_is_alike (heddle_parameter_row_get_field (row), field))
        {
          g_ptr_array_steal_index (self->rows, i);
          if (!heddle_field_is_same (heddle_parameter_row_get_field (row), field))
            heddle_parameter_row_set_field (row, field);
          return row;
        }
    }
  return g_object_ref_sink (HEDDLE_PARAMETER_ROW (row_new (field)));
}

static void
place_block (HeddleFieldList     *self,
             HeddleParameterRow  *row,
             GtkWidget          **previous)
{
  GtkWidget *block = get_block (row);

  if (block == NULL)
    {
      block = block_new (row);
      gtk_box_insert_child_after (GTK_BOX (self->blocks), block, *previous);
    }
  else
    {
      gtk_box_reorder_child_after (GTK_BOX (self->blocks), block, *previous);
    }
  *previous = block;
}

static void
place_in_list (HeddleFieldList    *self,
               HeddleParameterRow *row,
               int                *position)
{
  GtkListBoxRow *list_row = GTK_LIST_BOX_ROW (row);

  if (gtk_widget_get_parent (GTK_WIDGET (row)) == NULL)
    gtk_list_box_insert (self->list, GTK_WIDGET (row), *position);
  else if (gtk_list_box_row_get_index (list_row) != *position)
    {
      gtk_list_box_remove (self->list, GTK_WIDGET (row));
      gtk_list_box_insert (self->list, GTK_WIDGET (row), *position);
    }
  ++*position;
}

static void
place_folded (HeddleFieldList *self,
              GPtrArray       *folded)
{
  gboolean same = folded->len == self->folded->len;

  for (guint i = 0; same && i < folded->len; i++)
    same = folded->pdata[i] == self->folded->pdata[i];
  if (same)
    return;
  for (guint i = 0; i < self->folded->len; i++)
    adw_expander_row_remove (self->advanced, self->folded->pdata[i]);
  g_ptr_array_set_size (self->folded, 0);
  for (guint i = 0; i < folded->len; i++)
    {
      adw_expander_row_add_row (self->advanced, folded->pdata[i]);
      g_ptr_array_add (self->folded, folded->pdata[i]);
    }
}

static void
place (HeddleFieldList *self)
{
  g_autoptr (GPtrArray) folded = g_ptr_array_new ();
  g_autoptr (GString) titles = g_string_new (NULL);
  GtkWidget *previous = NULL;
  int position = 0;

  for (guint i = 0; i < self->rows->len; i++)
    {
      HeddleParameterRow *row = self->rows->pdata[i];

      if (heddle_field_is_advanced (heddle_parameter_row_get_field (row)))
        g_ptr_array_add (folded, row);
      else if (heddle_parameter_row_get_heading (row) != NULL)
        place_block (self, row, &previous);
      else
        place_in_list (self, row, &position);
    }
  for (guint i = 0; i < self->fields->len; i++)
    {
      HeddleField *field = self->fields->pdata[i];

      if (heddle_field_is_advanced (field))
        g_string_append_printf (titles, titles->len > 0 ? ", %s" : "%s", heddle_field_get_title (field));
    }
  place_folded (self, folded);
  adw_expander_row_set_subtitle (self->advanced, titles->str);
  gtk_widget_set_visible (GTK_WIDGET (self->advanced), titles->len > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->list), titles->len > 0 || position > 0);
  gtk_widget_set_visible (self->blocks, previous != NULL);
}

/* Rows that nobody has unfolded yet are not there: a page is shown at once. */
static void
show_fields (HeddleFieldList *self)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) old = NULL;

  for (guint i = 0; i < self->fields->len; i++)
    {
      if (self->unfolded || !heddle_field_is_advanced (self->fields->pdata[i]))
        g_ptr_array_add (rows, take_row (self, self->fields->pdata[i]));
    }
  for (guint i = 0; i < self->rows->len; i++)
    remove_row (self, self->rows->pdata[i]);
  old = g_steal_pointer (&self->rows);
  self->rows = g_steal_pointer (&rows);
  place (self);

  for (guint i = 0; i < self->rows->len; i++)
    {
      HeddleParameterRow *row = self->rows->pdata[i];
      const char *key = heddle_field_get_key (heddle_parameter_row_get_field (row));

      heddle_parameter_row_refresh (row);
      heddle_parameter_row_set_source (row, self->sources != NULL ? g_hash_table_lookup (self->sources, key) : NULL);
    }
}

static void
unfolded_cb (HeddleFieldList *self)
{
  if (self->unfolded)
    return;
  self->unfolded = TRUE;
  show_fields (self);
}

/**
 * heddle_field_list_set_fields:
 * @self: a list of fields
 * @fields: (element-type HeddleField): what it shows
 * @sources: (nullable) (element-type utf8 utf8): by a field's key, the name of what is linked to it
 *
 * Shows fields as the document has them now. What was there before and looks alike stays where it is.
 */
void
heddle_field_list_set_fields (HeddleFieldList *self,
                              GPtrArray       *fields,
                              GHashTable      *sources)
{
  g_ptr_array_ref (fields);
  g_ptr_array_unref (self->fields);
  self->fields = fields;
  g_clear_pointer (&self->sources, g_hash_table_unref);
  self->sources = sources != NULL ? g_hash_table_ref (sources) : NULL;
  show_fields (self);
}

/**
 * heddle_field_list_start:
 * @self: a list of fields
 *
 * Has a person edit the first one.
 */
void
heddle_field_list_start (HeddleFieldList *self)
{
  HeddleParameterRow *row = self->rows->len > 0 ? self->rows->pdata[0] : NULL;

  if (row == NULL)
    return;
  switch ((int) heddle_field_get_kind (heddle_parameter_row_get_field (row)))
    {
    case HEDDLE_PARAMETER_FILE:
    case HEDDLE_PARAMETER_FOLDER:
    case HEDDLE_PARAMETER_ASSET:
    case HEDDLE_PARAMETER_ASSET_LIST:
      gtk_widget_child_focus (GTK_WIDGET (row), GTK_DIR_TAB_FORWARD);
      break;
    default:
      heddle_parameter_row_start (row);
    }
}

static void
heddle_field_list_finalize (GObject *object)
{
  HeddleFieldList *self = HEDDLE_FIELD_LIST (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->fields, g_ptr_array_unref);
  g_clear_pointer (&self->sources, g_hash_table_unref);
  g_clear_pointer (&self->folded, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_field_list_parent_class)->finalize (object);
}

static void
heddle_field_list_class_init (HeddleFieldListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_field_list_finalize;
}

static void
heddle_field_list_init (HeddleFieldList *self)
{
  self->rows = g_ptr_array_new_with_free_func (g_object_unref);
  self->folded = g_ptr_array_new ();
  self->fields = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (self), 18);
  self->blocks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 18);
  self->list = list_new ();
  self->advanced = ADW_EXPANDER_ROW (adw_expander_row_new ());
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->advanced), _("Advanced"));
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (self->advanced), FALSE);
  adw_expander_row_set_subtitle_lines (self->advanced, 1);
  g_signal_connect_swapped (self->advanced, "notify::expanded", G_CALLBACK (unfolded_cb), self);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->advanced), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Advanced"), -1);
  gtk_list_box_append (self->list, GTK_WIDGET (self->advanced));
  gtk_box_append (GTK_BOX (self), self->blocks);
  gtk_box_append (GTK_BOX (self), GTK_WIDGET (self->list));
}

/**
 * heddle_field_list_new:
 *
 * Returns: (transfer floating): a list without fields
 */
GtkWidget *
heddle_field_list_new (void)
{
  return g_object_new (HEDDLE_TYPE_FIELD_LIST, NULL);
}
