/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-view-private.h"

/**
 * heddle_gallery_view_find_cursor:
 * @self: a view
 * @position: (out): where keys go from: the tile with the focus, else the selected one, else the
 *   first in sight
 *
 * Returns: whether there is any
 */
gboolean
heddle_gallery_view_find_cursor (HeddleGalleryView *self,
                                 guint             *position)
{
  GtkWidget *focus = gtk_widget_get_focus_child (GTK_WIDGET (self));
  guint row;

  if (self->layout == NULL || heddle_asset_index_get_n_entries (self->index) == 0)
    return FALSE;
  if (HEDDLE_IS_GALLERY_TILE (focus))
    {
      *position = heddle_gallery_tile_get_position (HEDDLE_GALLERY_TILE (focus));
      return TRUE;
    }
  if (self->selected != 0 && heddle_asset_index_find (self->index, self->selected, position))
    return TRUE;
  row = heddle_gallery_layout_find_row (self->layout, (int) gtk_adjustment_get_value (self->vadjustment));
  row = MIN (row, heddle_gallery_layout_get_n_rows (self->layout) - 1);
  *position = heddle_gallery_layout_get_row (self->layout, row)->first;
  return TRUE;
}

static void
move_by_rows (HeddleGalleryView *self,
              guint              position,
              int                rows)
{
  GdkRectangle area;

  if (self->wish_x < 0)
    {
      heddle_gallery_layout_get_tile (self->layout, position, &area);
      self->wish_x = area.x + area.width / 2;
    }
  heddle_gallery_view_go_to (self, heddle_gallery_layout_move_by_rows (self->layout, position, rows, self->wish_x));
}

/* The argument of each binding is a key of its own. */
static gboolean
key_cb (GtkWidget *widget,
        GVariant  *args,
        gpointer   data)
{
  HeddleGalleryView *self = HEDDLE_GALLERY_VIEW (widget);
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int page = MAX (1, gtk_widget_get_height (widget) / (self->strip_height + HEDDLE_GALLERY_GAP) - 1);
  guint key = (guint) g_variant_get_int32 (args);
  int step = 0;
  guint position;

  if (!heddle_gallery_view_find_cursor (self, &position))
    return FALSE;
  if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    {
      move_by_rows (self, position, key == GDK_KEY_Up ? -1 : 1);
      return TRUE;
    }
  if (key == GDK_KEY_Page_Up || key == GDK_KEY_Page_Down)
    {
      move_by_rows (self, position, key == GDK_KEY_Page_Up ? -page : page);
      return TRUE;
    }
  self->wish_x = -1;
  if (key == GDK_KEY_Home || key == GDK_KEY_End)
    {
      heddle_gallery_view_go_to (self, key == GDK_KEY_Home ? 0 : heddle_asset_index_get_n_entries (self->index) - 1);
      return TRUE;
    }
  step = (key == GDK_KEY_Left) == rtl ? 1 : -1;
  if ((step < 0 && position > 0) || (step > 0 && position + 1 < heddle_asset_index_get_n_entries (self->index)))
    heddle_gallery_view_go_to (self, (guint) ((int) position + step));
  return TRUE;
}

static gboolean
enter_cb (GtkWidget *widget,
          GVariant  *args,
          gpointer   data)
{
  HeddleGalleryView *self = HEDDLE_GALLERY_VIEW (widget);
  guint position;

  if (!heddle_gallery_view_find_cursor (self, &position))
    return FALSE;
  heddle_gallery_view_go_to (self, position);
  heddle_gallery_view_emit_opened (self);
  return TRUE;
}

static void
add_key (GtkWidgetClass *widget_class,
         guint           key,
         guint           keypad_key)
{
  gtk_widget_class_add_binding (widget_class, key, 0, key_cb, "i", (int) key);
  gtk_widget_class_add_binding (widget_class, keypad_key, 0, key_cb, "i", (int) key);
}

/**
 * heddle_gallery_view_class_add_keys:
 * @widget_class: the class of the view
 *
 * Lets arrows and their like move through the gallery.
 */
void
heddle_gallery_view_class_add_keys (GtkWidgetClass *widget_class)
{
  add_key (widget_class, GDK_KEY_Left, GDK_KEY_KP_Left);
  add_key (widget_class, GDK_KEY_Right, GDK_KEY_KP_Right);
  add_key (widget_class, GDK_KEY_Up, GDK_KEY_KP_Up);
  add_key (widget_class, GDK_KEY_Down, GDK_KEY_KP_Down);
  add_key (widget_class, GDK_KEY_Home, GDK_KEY_KP_Home);
  add_key (widget_class, GDK_KEY_End, GDK_KEY_KP_End);
  add_key (widget_class, GDK_KEY_Page_Up, GDK_KEY_KP_Page_Up);
  add_key (widget_class, GDK_KEY_Page_Down, GDK_KEY_KP_Page_Down);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, enter_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_KP_Enter, 0, enter_cb, NULL);
}
