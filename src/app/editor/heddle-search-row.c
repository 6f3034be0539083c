/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-search-row.h"

#include "editor/heddle-type-icon.h"

struct _HeddleSearchRow
{
  AdwBin            parent_instance;
  HeddleSearchItem *item;
  HeddleTypeIcon   *icon;
  GtkLabel         *title;
  GtkLabel         *subtitle;
  GtkLabel         *category;
};

G_DEFINE_FINAL_TYPE (HeddleSearchRow, heddle_search_row, ADW_TYPE_BIN)

static void
heddle_search_row_dispose (GObject *object)
{
  g_clear_object (&HEDDLE_SEARCH_ROW (object)->item);

  G_OBJECT_CLASS (heddle_search_row_parent_class)->dispose (object);
}

static void
heddle_search_row_class_init (HeddleSearchRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_search_row_dispose;
}

static GtkLabel *
add_label (GtkWidget          *box,
           PangoEllipsizeMode  ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  gtk_box_append (GTK_BOX (box), label);
  return GTK_LABEL (label);
}

static void
heddle_search_row_init (HeddleSearchRow *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->icon = g_object_new (HEDDLE_TYPE_TYPE_ICON, NULL);
  gtk_widget_add_css_class (row, "search-row");
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (row), words);
  gtk_widget_set_hexpand (words, TRUE);
  gtk_widget_set_valign (words, GTK_ALIGN_CENTER);
  self->title = add_label (words, PANGO_ELLIPSIZE_END);
  self->subtitle = add_label (words, PANGO_ELLIPSIZE_END);
  self->category = add_label (row, PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->title), "search-title");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dimmed");
  gtk_widget_add_css_class (GTK_WIDGET (self->category), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->category), "dimmed");
  adw_bin_set_child (ADW_BIN (self), row);
}

/**
 * heddle_search_row_new:
 * @with_category: whether it says what the item belongs to
 *
 * Returns: (transfer floating): a row without an item
 */
GtkWidget *
heddle_search_row_new (gboolean with_category)
{
  HeddleSearchRow *self = g_object_new (HEDDLE_TYPE_SEARCH_ROW, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->category), with_category);
  return GTK_WIDGET (self);
}

/**
 * heddle_search_row_set_item:
 * @self: a row
 * @item: what can be chosen
 *
 * Shows an item.
 */
void
heddle_search_row_set_item (HeddleSearchRow  *self,
                            HeddleSearchItem *item)
{
  const char *category = heddle_search_item_get_category (item);

  g_set_object (&self->item, item);
  heddle_type_icon_set (self->icon, heddle_search_item_get_icon_name (item), heddle_search_item_get_value_type (item));
  gtk_label_set_label (self->title, heddle_search_item_get_title (item));
  gtk_label_set_label (self->subtitle, heddle_search_item_get_subtitle (item));
  gtk_label_set_label (self->category, category != NULL ? category : "");
}

/**
 * heddle_search_row_get_item:
 * @self: a row
 *
 * Returns: (transfer none) (nullable): what it shows
 */
HeddleSearchItem *
heddle_search_row_get_item (HeddleSearchRow *self)
{
  return self->item;
}
