/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-view.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gallery/heddle-gallery-view-private.h"

#define MARGIN 18
#define HEADER_HEIGHT 40
#define STRIP_HEIGHT 180

enum
{
  PROP_0,
  PROP_HADJUSTMENT,
  PROP_VADJUSTMENT,
  PROP_HSCROLL_POLICY,
  PROP_VSCROLL_POLICY,
};

enum
{
  SELECTED,
  CLICKED,
  OPENED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleGalleryView, heddle_gallery_view, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_SCROLLABLE, NULL))

static guint
get_n_entries (HeddleGalleryView *self)
{
  return self->index != NULL ? heddle_asset_index_get_n_entries (self->index) : 0;
}

static int
get_scroll (HeddleGalleryView *self)
{
  return self->vadjustment != NULL ? (int) round (gtk_adjustment_get_value (self->vadjustment)) : 0;
}

/* In the coordinates of the layout, whatever is read from right to left. */
static int
to_layout_x (HeddleGalleryView *self,
             int                x)
{
  x -= MARGIN;
  return gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL ? self->layout_width - x : x;
}

static void
find_area (HeddleGalleryView *self,
           guint              position,
           GdkRectangle      *area)
{
  heddle_gallery_layout_get_tile (self->layout, position, area);
  if (gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL)
    area->x = self->layout_width - area->x - area->width;
  area->x += MARGIN;
  area->y -= get_scroll (self);
}

/* What is in sight, and more of it on the side that is scrolled to, so that its pictures are there
 * before they are seen.
 */
static void
find_near (HeddleGalleryView *self,
           guint             *first,
           guint             *end)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int scroll = get_scroll (self);
  int before = self->forward ? height / 4 : height * 3 / 4;
  int after = self->forward ? height * 3 / 4 : height / 4;
  guint n_rows = heddle_gallery_layout_get_n_rows (self->layout);
  guint from = heddle_gallery_layout_find_row (self->layout, scroll - before);
  guint to = heddle_gallery_layout_find_row (self->layout, scroll + height + after);
  const HeddleGalleryRow *row;

  *first = *end = get_n_entries (self);
  if (from < n_rows)
    *first = heddle_gallery_layout_get_row (self->layout, from)->first;
  if (to < n_rows)
    {
      row = heddle_gallery_layout_get_row (self->layout, to);
      *end = row->first + row->n_tiles;
    }
}

/* A screen reader goes through the widgets in the order of their siblings. */
static void
put_after (HeddleGalleryView  *self,
           GtkWidget         **previous,
           GtkWidget          *widget)
{
  GtkWidget *next = *previous != NULL ? gtk_widget_get_next_sibling (*previous)
                                      : gtk_widget_get_first_child (GTK_WIDGET (self));

  if (next != widget)
    gtk_widget_insert_after (widget, GTK_WIDGET (self), *previous);
  *previous = widget;
}

static void
show_tile (HeddleGalleryView  *self,
           guint               position,
           GtkWidget         **previous)
{
  HeddleGalleryTile *tile = heddle_gallery_pool_ensure_tile (self->pool, self->index, position);
  gint64 id = heddle_gallery_tile_get_id (tile);

  if (!heddle_gallery_tile_has_face (tile))
    {
      const HeddleAssetRecord *face = heddle_gallery_model_get_face (self->model, id);

      if (face != NULL)
        heddle_gallery_tile_set_face (tile, face);
    }
  heddle_gallery_tile_set_selected (tile, id == self->selected);
  put_after (self, previous, GTK_WIDGET (tile));
}

static void
show_near (HeddleGalleryView *self)
{
  GtkWidget *previous = NULL;
  guint group = G_MAXUINT;
  guint first, end;

  if (self->layout == NULL)
    return;
  find_near (self, &first, &end);
  heddle_gallery_pool_keep (self->pool, self->index, first, end);
  heddle_gallery_model_want_faces (self->model, first, end);
  for (guint i = first; i < end; i++)
    {
      const HeddleAssetEntry *entry = heddle_asset_index_get_entry (self->index, i);

      if (entry->group != group)
        put_after (self, &previous,
                   GTK_WIDGET (heddle_gallery_pool_ensure_header (self->pool, self->index, entry->group)));
      group = entry->group;
      show_tile (self, i, &previous);
    }
  if (!self->allocating)
    gtk_widget_queue_allocate (GTK_WIDGET (self));
}

static void
configure (HeddleGalleryView *self,
           double             value)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self));
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  double upper = self->layout != NULL ? heddle_gallery_layout_get_height (self->layout) - HEDDLE_GALLERY_GAP + MARGIN : 0;

  upper = MAX (upper, height);
  self->last_value = CLAMP (value, 0, upper - height);
  if (self->vadjustment != NULL)
    gtk_adjustment_configure (self->vadjustment, self->last_value, 0, upper, self->strip_height / 2.0,
                              height * 0.9, height);
  if (self->hadjustment != NULL)
    gtk_adjustment_configure (self->hadjustment, 0, 0, width, width * 0.1, width * 0.9, width);
}

static void
lay_out (HeddleGalleryView *self,
         gint64             anchor,
         int                offset)
{
  HeddleGalleryMetrics metrics = {
    .width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * MARGIN,
    .strip_height = self->strip_height,
    .gap = HEDDLE_GALLERY_GAP,
    .header_height = HEADER_HEIGHT,
  };
  double value = 0;
  guint position;

  g_clear_pointer (&self->layout, heddle_gallery_layout_free);
  if (self->index == NULL || metrics.width <= 0)
    return;
  self->layout = heddle_gallery_layout_new (self->index, &metrics);
  self->layout_width = metrics.width;
  if (anchor != 0 && heddle_asset_index_find (self->index, anchor, &position))
    {
      GdkRectangle area;

      heddle_gallery_layout_get_tile (self->layout, position, &area);
      value = area.y - offset;
    }
  else if (anchor != 0)
    {
      value = get_scroll (self);
    }
  configure (self, value);
  show_near (self);
}

static void
lay_out_again (HeddleGalleryView *self)
{
  gint64 anchor;
  int offset;

  heddle_gallery_view_get_anchor (self, &anchor, &offset);
  lay_out (self, anchor, offset);
}

static void
model_changed_cb (HeddleGalleryView *self)
{
  HeddleAssetIndex *index = heddle_gallery_model_get_index (self->model);
  gint64 anchor;
  int offset;
  guint position;

  if (index == self->index || index == NULL)
    return;
  heddle_gallery_view_get_anchor (self, &anchor, &offset);
  if (self->wanted_anchor != 0 && heddle_asset_index_find (index, self->wanted_anchor, &position))
    {
      anchor = self->wanted_anchor;
      offset = self->wanted_offset;
      self->wanted_anchor = 0;
    }
  g_clear_pointer (&self->index, heddle_asset_index_unref);
  self->index = heddle_asset_index_ref (index);
  heddle_gallery_pool_renumber (self->pool, index);
  lay_out (self, anchor, offset);
}

static void
value_changed_cb (HeddleGalleryView *self)
{
  double value = gtk_adjustment_get_value (self->vadjustment);

  if (value != self->last_value)
    {
      self->forward = value > self->last_value;
      self->wanted_anchor = 0;
    }
  self->last_value = value;
  show_near (self);
}

static void
set_adjustment (HeddleGalleryView  *self,
                GtkAdjustment     **place,
                GtkAdjustment      *adjustment,
                GCallback           changed)
{
  if (*place != NULL)
    g_signal_handlers_disconnect_by_func (*place, changed, self);
  g_set_object (place, adjustment);
  if (adjustment != NULL)
    g_signal_connect_object (adjustment, "value-changed", changed, self, G_CONNECT_SWAPPED);
}

/* Selecting */

static void
set_selected (HeddleGalleryView *self,
              gint64             id)
{
  GHashTableIter iter;
  gpointer tile;

  if (self->selected == id)
    return;
  self->selected = id;
  g_hash_table_iter_init (&iter, heddle_gallery_pool_get_tiles (self->pool));
  while (g_hash_table_iter_next (&iter, NULL, &tile))
    heddle_gallery_tile_set_selected (tile, heddle_gallery_tile_get_id (tile) == id);
  g_signal_emit (self, signals[SELECTED], 0);
}

/**
 * heddle_gallery_view_scroll_to:
 * @self: a view that is laid out
 * @position: of an asset
 *
 * Scrolls as far as is needed to see an asset whole, with what stands above it.
 */
void
heddle_gallery_view_scroll_to (HeddleGalleryView *self,
                               guint              position)
{
  const HeddleAssetEntry *entry = heddle_asset_index_get_entry (self->index, position);
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  int scroll = get_scroll (self);
  GdkRectangle area;
  int top;

  heddle_gallery_layout_get_tile (self->layout, position, &area);
  top = area.y - HEDDLE_GALLERY_GAP;
  if (area.y == heddle_gallery_layout_get_header (self->layout, entry->group) + HEADER_HEIGHT)
    top = area.y - HEADER_HEIGHT;
  if (top < scroll)
    gtk_adjustment_set_value (self->vadjustment, top);
  else if (area.y + area.height + MARGIN > scroll + height)
    gtk_adjustment_set_value (self->vadjustment, area.y + area.height + MARGIN - height);
  show_near (self);
}

/**
 * heddle_gallery_view_go_to:
 * @self: a view that is laid out
 * @position: of an asset
 *
 * Selects an asset and gives it the focus, in sight.
 */
void
heddle_gallery_view_go_to (HeddleGalleryView *self,
                           guint              position)
{
  HeddleGalleryTile *tile;

  heddle_gallery_view_scroll_to (self, position);
  tile = heddle_gallery_pool_get_tile (self->pool, position);
  set_selected (self, heddle_asset_index_get_entry (self->index, position)->id);
  if (tile != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (tile));
}

/**
 * heddle_gallery_view_emit_opened:
 * @self: a view
 *
 * Says that the selected asset is to be seen in full.
 */
void
heddle_gallery_view_emit_opened (HeddleGalleryView *self)
{
  g_signal_emit (self, signals[OPENED], 0);
}

static void
pressed_cb (HeddleGalleryView *self,
            int                n_press,
            double             x,
            double             y,
            GtkGestureClick   *gesture)
{
  gint64 id;
  guint position;

  if (!heddle_gallery_view_pick (self, x, y, &id) || !heddle_asset_index_find (self->index, id, &position))
    return;
  self->wish_x = -1;
  set_selected (self, id);
  gtk_widget_grab_focus (GTK_WIDGET (heddle_gallery_pool_get_tile (self->pool, position)));
  if (n_press == 2)
    g_signal_emit (self, signals[OPENED], 0);
}

static void
released_cb (HeddleGalleryView *self,
             int                n_press,
             double             x,
             double             y,
             GtkGestureClick   *gesture)
{
  gint64 id;

  if (n_press == 1 && heddle_gallery_view_pick (self, x, y, &id) && id == self->selected)
    g_signal_emit (self, signals[CLICKED], 0);
}

/* Being a widget */

static gboolean
heddle_gallery_view_focus (GtkWidget        *widget,
                           GtkDirectionType  direction)
{
  HeddleGalleryView *self = HEDDLE_GALLERY_VIEW (widget);
  HeddleGalleryTile *tile;
  guint position;

  if (gtk_widget_get_focus_child (widget) != NULL || !heddle_gallery_view_find_cursor (self, &position))
    return FALSE;
  heddle_gallery_view_scroll_to (self, position);
  tile = heddle_gallery_pool_get_tile (self->pool, position);
  return tile != NULL && gtk_widget_grab_focus (GTK_WIDGET (tile));
}

static gboolean
heddle_gallery_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_get_focus_child (widget) != NULL ||
         heddle_gallery_view_focus (widget, GTK_DIR_TAB_FORWARD);
}

static void
heddle_gallery_view_measure (GtkWidget      *widget,
                             GtkOrientation  orientation,
                             int             for_size,
                             int            *minimum,
                             int            *natural,
                             int            *minimum_baseline,
                             int            *natural_baseline)
{
  *minimum = orientation == GTK_ORIENTATION_HORIZONTAL ? 160 : 60;
  *natural = orientation == GTK_ORIENTATION_HORIZONTAL ? 800 : 400;
}

static void
allocate_child (GtkWidget          *widget,
                const GdkRectangle *area)
{
  int natural;

  gtk_widget_measure (widget, GTK_ORIENTATION_HORIZONTAL, -1, NULL, &natural, NULL, NULL);
  gtk_widget_size_allocate (widget, area, -1);
}

static void
heddle_gallery_view_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  HeddleGalleryView *self = HEDDLE_GALLERY_VIEW (widget);
  GHashTableIter iter;
  gpointer child, key;

  self->allocating = TRUE;
  if (self->layout == NULL || self->layout_width != width - 2 * MARGIN)
    lay_out_again (self);
  else if (self->vadjustment != NULL && (int) gtk_adjustment_get_page_size (self->vadjustment) != height)
    {
      configure (self, gtk_adjustment_get_value (self->vadjustment));
      show_near (self);
    }
  self->allocating = FALSE;

  if (self->layout == NULL)
    return;
  for (GtkWidget *popover = gtk_widget_get_first_child (widget); popover != NULL;
       popover = gtk_widget_get_next_sibling (popover))
    if (GTK_IS_POPOVER (popover))
      gtk_popover_present (GTK_POPOVER (popover));
  g_hash_table_iter_init (&iter, heddle_gallery_pool_get_tiles (self->pool));
  while (g_hash_table_iter_next (&iter, &key, &child))
    {
      GdkRectangle area;

      find_area (self, GPOINTER_TO_UINT (key), &area);
      allocate_child (child, &area);
    }
  g_hash_table_iter_init (&iter, heddle_gallery_pool_get_headers (self->pool));
  while (g_hash_table_iter_next (&iter, &key, &child))
    {
      int y = heddle_gallery_layout_get_header (self->layout, GPOINTER_TO_UINT (key)) - get_scroll (self);

      allocate_child (child, &(GdkRectangle) { MARGIN, y, MAX (width - 2 * MARGIN, 1), HEADER_HEIGHT });
    }
}

static void
heddle_gallery_view_get_property (GObject    *object,
                                  guint       property,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  HeddleGalleryView *self = HEDDLE_GALLERY_VIEW (object);

  switch (property)
    {
    case PROP_HADJUSTMENT:
      g_value_set_object (value, self->hadjustment);
      break;
    case PROP_VADJUSTMENT:
      g_value_set_object (value, self->vadjustment);
      break;
    case PROP_HSCROLL_POLICY:
      g_value_set_enum (value, self->hscroll_policy);
      break;
    case PROP_VSCROLL_POLICY:
      g_value_set_enum (value, self->vscroll_policy);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
heddle_gallery_view_set_property (GObject      *object,
                                  guint         property,
                                  const GValue *value,
                                  GParamSpec   *pspec)
{
  HeddleGalleryView *self = HEDDLE_GALLERY_VIEW (object);

  switch (property)
    {
    case PROP_HADJUSTMENT:
      g_set_object (&self->hadjustment, g_value_get_object (value));
      break;
    case PROP_VADJUSTMENT:
      set_adjustment (self, &self->vadjustment, g_value_get_object (value), G_CALLBACK (value_changed_cb));
      break;
    case PROP_HSCROLL_POLICY:
      self->hscroll_policy = g_value_get_enum (value);
      break;
    case PROP_VSCROLL_POLICY:
      self->vscroll_policy = g_value_get_enum (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, property, pspec);
    }
}

static void
heddle_gallery_view_dispose (GObject *object)
{
  HeddleGalleryView *self = HEDDLE_GALLERY_VIEW (object);
  GtkWidget *child;

  g_clear_pointer (&self->pool, heddle_gallery_pool_free);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self))) != NULL)
    gtk_widget_unparent (child);
  g_clear_pointer (&self->layout, heddle_gallery_layout_free);
  g_clear_pointer (&self->index, heddle_asset_index_unref);
  set_adjustment (self, &self->vadjustment, NULL, G_CALLBACK (value_changed_cb));
  g_clear_object (&self->hadjustment);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (heddle_gallery_view_parent_class)->dispose (object);
}

static void
heddle_gallery_view_class_init (HeddleGalleryViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heddle_gallery_view_dispose;
  object_class->get_property = heddle_gallery_view_get_property;
  object_class->set_property = heddle_gallery_view_set_property;
  widget_class->measure = heddle_gallery_view_measure;
  widget_class->size_allocate = heddle_gallery_view_size_allocate;
  widget_class->focus = heddle_gallery_view_focus;
  widget_class->grab_focus = heddle_gallery_view_grab_focus;

  g_object_class_override_property (object_class, PROP_HADJUSTMENT, "hadjustment");
  g_object_class_override_property (object_class, PROP_VADJUSTMENT, "vadjustment");
  g_object_class_override_property (object_class, PROP_HSCROLL_POLICY, "hscroll-policy");
  g_object_class_override_property (object_class, PROP_VSCROLL_POLICY, "vscroll-policy");

  /**
   * HeddleGalleryView::selected:
   * @self: a view
   *
   * Emitted when another asset is selected, or none.
   */
  signals[SELECTED] = g_signal_new ("selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  /**
   * HeddleGalleryView::clicked:
   * @self: a view
   *
   * Emitted when the selected asset was clicked once.
   */
  signals[CLICKED] = g_signal_new ("clicked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);

  /**
   * HeddleGalleryView::opened:
   * @self: a view
   *
   * Emitted when the selected asset is to be seen in full.
   */
  signals[OPENED] = g_signal_new ("opened", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "gallery");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST);
  heddle_gallery_view_class_add_keys (widget_class);
}

static void
heddle_gallery_view_init (HeddleGalleryView *self)
{
  GtkGesture *click = gtk_gesture_click_new ();

  self->strip_height = STRIP_HEIGHT;
  self->forward = TRUE;
  self->wish_x = -1;
  gtk_widget_set_overflow (GTK_WIDGET (self), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Gallery"), -1);
  g_signal_connect_object (click, "pressed", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/**
 * heddle_gallery_view_set_model:
 * @self: a view without a model
 * @model: what it is to show
 * @thumbnails: where pictures come from
 *
 * Shows the assets of a library.
 */
void
heddle_gallery_view_set_model (HeddleGalleryView  *self,
                               HeddleGalleryModel *model,
                               HeddleThumbnails   *thumbnails)
{
  g_return_if_fail (self->model == NULL);

  self->model = g_object_ref (model);
  self->pool = heddle_gallery_pool_new (GTK_WIDGET (self), thumbnails);
  g_signal_connect_object (model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "faces-changed", G_CALLBACK (show_near), self, G_CONNECT_SWAPPED);
  model_changed_cb (self);
}

/**
 * heddle_gallery_view_set_strip_height:
 * @self: a view
 * @height: how high rows should be
 *
 * Shows pictures smaller or larger.
 */
void
heddle_gallery_view_set_strip_height (HeddleGalleryView *self,
                                      int                height)
{
  if (self->strip_height == height)
    return;
  self->strip_height = height;
  lay_out_again (self);
}

/**
 * heddle_gallery_view_get_selected:
 * @self: a view
 *
 * Returns: the row of the selected asset, 0 if there is none
 */
gint64
heddle_gallery_view_get_selected (HeddleGalleryView *self)
{
  return self->selected;
}

/**
 * heddle_gallery_view_select:
 * @self: a view
 * @id: the row of an asset, or 0
 *
 * Selects an asset, in sight or not.
 */
void
heddle_gallery_view_select (HeddleGalleryView *self,
                            gint64             id)
{
  set_selected (self, id);
}

/**
 * heddle_gallery_view_reveal:
 * @self: a view
 * @id: the row of an asset
 *
 * Selects an asset, scrolls to it and gives it the focus.
 */
void
heddle_gallery_view_reveal (HeddleGalleryView *self,
                            gint64             id)
{
  guint position;

  if (self->layout != NULL && heddle_asset_index_find (self->index, id, &position))
    heddle_gallery_view_go_to (self, position);
}

/**
 * heddle_gallery_view_get_anchor:
 * @self: a view
 * @id: (out): the row of the first asset in sight; 0 where the view is at the top
 * @offset: (out): how far below the upper edge it is
 *
 * Tells how far the view is scrolled, in a way that holds whatever the library gains.
 */
void
heddle_gallery_view_get_anchor (HeddleGalleryView *self,
                                gint64            *id,
                                int               *offset)
{
  int scroll = get_scroll (self);
  const HeddleGalleryRow *row;
  guint number;

  *id = self->wanted_anchor;
  *offset = self->wanted_offset;
  if (self->layout == NULL || scroll <= 0)
    return;
  number = heddle_gallery_layout_find_row (self->layout, scroll);
  if (number >= heddle_gallery_layout_get_n_rows (self->layout))
    return;
  row = heddle_gallery_layout_get_row (self->layout, number);
  *id = heddle_asset_index_get_entry (self->index, row->first)->id;
  *offset = row->y - scroll;
}

/**
 * heddle_gallery_view_set_anchor:
 * @self: a view
 * @id: what [method@GalleryView.get_anchor] told
 * @offset: likewise
 *
 * Scrolls to where the view was, as soon as that is known.
 */
void
heddle_gallery_view_set_anchor (HeddleGalleryView *self,
                                gint64             id,
                                int                offset)
{
  guint position;

  self->wanted_anchor = 0;
  self->wanted_offset = 0;
  if (self->layout != NULL && heddle_asset_index_find (self->index, id, &position))
    {
      lay_out (self, id, offset);
      return;
    }
  self->wanted_anchor = id;
  self->wanted_offset = offset;
}

/**
 * heddle_gallery_view_pick:
 * @self: a view
 * @x: a place in the widget
 * @y: a place in the widget
 * @id: (out): the row of the asset there
 *
 * Returns: whether an asset is there
 */
gboolean
heddle_gallery_view_pick (HeddleGalleryView *self,
                          double             x,
                          double             y,
                          gint64            *id)
{
  guint position;

  if (self->layout == NULL ||
      !heddle_gallery_layout_pick (self->layout, to_layout_x (self, (int) x), (int) y + get_scroll (self), &position))
    return FALSE;
  *id = heddle_asset_index_get_entry (self->index, position)->id;
  return TRUE;
}

/**
 * heddle_gallery_view_count_blank:
 * @self: a view
 *
 * Returns: how many tiles in sight do not show their assets yet
 */
guint
heddle_gallery_view_count_blank (HeddleGalleryView *self)
{
  int height = gtk_widget_get_height (GTK_WIDGET (self));
  GHashTableIter iter;
  gpointer key, tile;
  guint n_blank = 0;

  if (self->layout == NULL)
    return 0;
  g_hash_table_iter_init (&iter, heddle_gallery_pool_get_tiles (self->pool));
  while (g_hash_table_iter_next (&iter, &key, &tile))
    {
      GdkRectangle area;

      find_area (self, GPOINTER_TO_UINT (key), &area);
      if (area.y < height && area.y + area.height > 0 && !heddle_gallery_tile_is_loaded (tile))
        n_blank++;
    }
  return n_blank;
}
