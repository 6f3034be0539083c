/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-tile.h"

#include "gallery/heddle-fitted-texture.h"
#include "gallery/heddle-gallery-words.h"
#include "widgets/heddle-settle.h"

#define ICON_SIZE 32
#define TEXT_PADDING 12
#define RADIUS 9
#define CHECK_SIZE 8
#define GROUND_ALPHA .07f

struct _HeddleGalleryTile
{
  GtkWidget          parent_instance;
  HeddleThumbnails  *thumbnails;
  gint64             id;
  guint              position;
  HeddleAssetContent content;
  gboolean           has_face;
  gboolean           failed;
  guint              request;
  GdkTexture        *thumbnail;
  GdkTexture        *fitting;
  GdkTexture        *fitted;
  char              *blob;
  gboolean           at_rest;
  guint              large_request;
  GdkTexture        *large;
  gboolean           has_large;
  GdkPaintable      *icon;
  PangoLayout       *text;
};

G_DEFINE_FINAL_TYPE (HeddleGalleryTile, heddle_gallery_tile, GTK_TYPE_WIDGET)

static void
show_icon (HeddleGalleryTile *self,
           const char        *name)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gtk_widget_get_display (GTK_WIDGET (self)));

  g_clear_object (&self->icon);
  self->icon = GDK_PAINTABLE (gtk_icon_theme_lookup_icon (theme, name, NULL, ICON_SIZE,
                                                          gtk_widget_get_scale_factor (GTK_WIDGET (self)),
                                                          gtk_widget_get_direction (GTK_WIDGET (self)), 0));
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void fit (HeddleGalleryTile *self);
static void refine (HeddleGalleryTile *self);

static void
fitted_cb (gpointer      owner,
           const GValue *value,
           const GError *error)
{
  HeddleGalleryTile *self = owner;

  if (value != NULL && (self->fitting == self->thumbnail || self->fitting == self->large))
    {
      g_set_object (&self->fitted, g_value_get_object (value));
      gtk_widget_queue_draw (GTK_WIDGET (self));
    }
  /* It is four times as large as the small one, and not needed until the size changes. */
  if (self->fitting == self->large)
    g_clear_object (&self->large);
  g_clear_object (&self->fitting);
  fit (self);
  refine (self);
}

static void
get_size (HeddleGalleryTile *self,
          int               *width,
          int               *height)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));

  *width = gtk_widget_get_width (GTK_WIDGET (self)) * scale;
  *height = gtk_widget_get_height (GTK_WIDGET (self)) * scale;
}

/* What is drawn has the tile's size already. Until that is made after the size has changed, the one
 * before is stretched.
 */
static void
fit (HeddleGalleryTile *self)
{
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  GdkTexture *source = self->large != NULL ? self->large : self->thumbnail;
  int width, height;

  get_size (self, &width, &height);
  if (source == NULL || self->fitting != NULL || width == 0 || height == 0)
    return;
  if (self->large == NULL && self->fitted != NULL && gdk_texture_get_width (self->fitted) == width &&
      gdk_texture_get_height (self->fitted) == height)
    return;
  self->fitting = g_object_ref (source);
  heddle_settle (heddle_texture_fit (source, width, height, RADIUS * scale, CHECK_SIZE * scale), fitted_cb, self);
}

static void
large_cb (GdkTexture   *texture,
          const GError *error,
          gpointer      data)
{
  HeddleGalleryTile *self = data;

  self->large_request = 0;
  g_set_object (&self->large, texture);
  fit (self);
}

/* What is passed by while scrolling is not worth the time; nor is an image that has no more pixels
 * than its small thumbnail.
 */
static void
refine (HeddleGalleryTile *self)
{
  int width, height;

  get_size (self, &width, &height);
  if (!self->at_rest || self->has_large || self->fitted == NULL ||
      !heddle_thumbnails_is_coarse (self->thumbnail, width, height))
    return;
  self->has_large = TRUE;
  self->large_request = heddle_thumbnails_load_large (self->thumbnails, self->blob, large_cb, self);
}

static void
thumbnail_cb (GdkTexture   *texture,
              const GError *error,
              gpointer      data)
{
  HeddleGalleryTile *self = data;

  self->request = 0;
  if (texture == NULL)
    {
      self->failed = TRUE;
      show_icon (self, "image-missing-symbolic");
      return;
    }
  g_set_object (&self->thumbnail, texture);
  fit (self);
}

/* Text is laid out where the size changes, never while drawing. */
static void
fit_text (HeddleGalleryTile *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self)) - 2 * TEXT_PADDING;
  int height = gtk_widget_get_height (GTK_WIDGET (self)) - 2 * TEXT_PADDING;

  if (self->text == NULL)
    return;
  pango_layout_set_width (self->text, MAX (width, 1) * PANGO_SCALE);
  pango_layout_set_height (self->text, MAX (height, 1) * PANGO_SCALE);
}

static void
show_text (HeddleGalleryTile *self,
           const char        *text)
{
  g_clear_object (&self->text);
  self->text = gtk_widget_create_pango_layout (GTK_WIDGET (self), text);
  pango_layout_set_wrap (self->text, PANGO_WRAP_WORD_CHAR);
  pango_layout_set_ellipsize (self->text, PANGO_ELLIPSIZE_END);
  fit_text (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
heddle_gallery_tile_snapshot (GtkWidget   *widget,
                              GtkSnapshot *snapshot)
{
  HeddleGalleryTile *self = HEDDLE_GALLERY_TILE (widget);
  int width = gtk_widget_get_width (widget);
  int height = gtk_widget_get_height (widget);
  graphene_rect_t area = GRAPHENE_RECT_INIT (0, 0, (float) width, (float) height);
  GskRoundedRect outline;
  GdkRGBA color;

  if (self->fitted != NULL)
    {
      gtk_snapshot_append_texture (snapshot, self->fitted, &area);
      return;
    }
  gtk_widget_get_color (widget, &color);
  gsk_rounded_rect_init_from_rect (&outline, &area, RADIUS);
  gtk_snapshot_push_rounded_clip (snapshot, &outline);
  gtk_snapshot_append_color (snapshot, &(GdkRGBA) { color.red, color.green, color.blue, GROUND_ALPHA }, &area);
  gtk_snapshot_pop (snapshot);
  if (self->text != NULL)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT (TEXT_PADDING, TEXT_PADDING));
      gtk_snapshot_append_layout (snapshot, self->text, &color);
      gtk_snapshot_restore (snapshot);
    }
  else if (self->icon != NULL)
    {
      gtk_snapshot_save (snapshot);
      gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) ((width - ICON_SIZE) / 2),
                                                              (float) ((height - ICON_SIZE) / 2)));
      gtk_symbolic_paintable_snapshot_symbolic (GTK_SYMBOLIC_PAINTABLE (self->icon), snapshot, ICON_SIZE, ICON_SIZE,
                                                &color, 1);
      gtk_snapshot_restore (snapshot);
    }
}

static void
heddle_gallery_tile_size_allocate (GtkWidget *widget,
                                   int        width,
                                   int        height,
                                   int        baseline)
{
  HeddleGalleryTile *self = HEDDLE_GALLERY_TILE (widget);
  int scale = gtk_widget_get_scale_factor (widget);

  fit_text (self);
  if (self->fitted != NULL && gdk_texture_get_width (self->fitted) == width * scale &&
      gdk_texture_get_height (self->fitted) == height * scale)
    return;
  self->at_rest = FALSE;
  if (self->large_request != 0)
    heddle_thumbnails_cancel (self->thumbnails, self->large_request);
  self->large_request = 0;
  self->has_large = FALSE;
  fit (self);
}

static void
heddle_gallery_tile_dispose (GObject *object)
{
  HeddleGalleryTile *self = HEDDLE_GALLERY_TILE (object);

  heddle_gallery_tile_unbind (self);
  g_clear_object (&self->fitting);
  g_clear_object (&self->thumbnails);

  G_OBJECT_CLASS (heddle_gallery_tile_parent_class)->dispose (object);
}

static void
heddle_gallery_tile_class_init (HeddleGalleryTileClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_gallery_tile_dispose;
  widget_class->snapshot = heddle_gallery_tile_snapshot;
  widget_class->size_allocate = heddle_gallery_tile_size_allocate;

  gtk_widget_class_set_css_name (widget_class, "gallery-tile");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_LIST_ITEM);
}

static void
heddle_gallery_tile_init (HeddleGalleryTile *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
}

/**
 * heddle_gallery_tile_new:
 * @thumbnails: where pictures come from
 *
 * Returns: (transfer floating): a tile without an asset
 */
HeddleGalleryTile *
heddle_gallery_tile_new (HeddleThumbnails *thumbnails)
{
  HeddleGalleryTile *self = g_object_new (HEDDLE_TYPE_GALLERY_TILE, NULL);

  self->thumbnails = g_object_ref (thumbnails);
  return self;
}

/**
 * heddle_gallery_tile_bind:
 * @self: a tile
 * @entry: the asset
 * @position: where in the gallery that is
 *
 * Makes the tile that of an asset, of which only the shape is shown for now.
 */
void
heddle_gallery_tile_bind (HeddleGalleryTile      *self,
                          const HeddleAssetEntry *entry,
                          guint                   position)
{
  heddle_gallery_tile_unbind (self);
  self->id = entry->id;
  self->position = position;
  self->content = entry->content;
  if (self->content == HEDDLE_ASSET_CONTENT_VIDEO)
    show_icon (self, "video-x-generic-symbolic");
  else if (self->content == HEDDLE_ASSET_CONTENT_OTHER)
    show_icon (self, "text-x-generic-symbolic");
}

/**
 * heddle_gallery_tile_unbind:
 * @self: a tile
 *
 * Makes the tile that of no asset.
 */
void
heddle_gallery_tile_unbind (HeddleGalleryTile *self)
{
  if (self->request != 0)
    heddle_thumbnails_cancel (self->thumbnails, self->request);
  if (self->large_request != 0)
    heddle_thumbnails_cancel (self->thumbnails, self->large_request);
  self->request = 0;
  self->large_request = 0;
  self->id = 0;
  self->has_face = FALSE;
  self->at_rest = FALSE;
  self->has_large = FALSE;
  self->failed = FALSE;
  g_clear_pointer (&self->blob, g_free);
  g_clear_object (&self->thumbnail);
  g_clear_object (&self->large);
  g_clear_object (&self->fitted);
  g_clear_object (&self->icon);
  g_clear_object (&self->text);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_gallery_tile_set_face:
 * @self: a tile
 * @face: what is needed to show its asset
 *
 * Shows the asset, as soon as its picture is there.
 */
void
heddle_gallery_tile_set_face (HeddleGalleryTile       *self,
                              const HeddleAssetRecord *face)
{
  g_autofree char *name = heddle_words_for_asset (face);

  self->has_face = TRUE;
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  if (self->content == HEDDLE_ASSET_CONTENT_TEXT)
    show_text (self, face->text != NULL ? face->text : face->name);
  else if (self->content == HEDDLE_ASSET_CONTENT_IMAGE)
    {
      g_set_str (&self->blob, face->blob);
      self->request = heddle_thumbnails_load (self->thumbnails, face->blob, thumbnail_cb, self);
    }
}

/**
 * heddle_gallery_tile_has_face:
 * @self: a tile
 *
 * Returns: whether it knows more of its asset than the shape
 */
gboolean
heddle_gallery_tile_has_face (HeddleGalleryTile *self)
{
  return self->has_face;
}

/**
 * heddle_gallery_tile_get_id:
 * @self: a tile
 *
 * Returns: the row of its asset, 0 if it has none
 */
gint64
heddle_gallery_tile_get_id (HeddleGalleryTile *self)
{
  return self->id;
}

/**
 * heddle_gallery_tile_get_position:
 * @self: a tile
 *
 * Returns: where in the gallery its asset is
 */
guint
heddle_gallery_tile_get_position (HeddleGalleryTile *self)
{
  return self->position;
}

/**
 * heddle_gallery_tile_set_position:
 * @self: a tile
 * @position: where in the gallery its asset is by now
 *
 * Moves the tile, with its asset.
 */
void
heddle_gallery_tile_set_position (HeddleGalleryTile *self,
                                  guint              position)
{
  self->position = position;
}

/**
 * heddle_gallery_tile_is_loaded:
 * @self: a tile
 *
 * Returns: whether all that there is to show is shown
 */
gboolean
heddle_gallery_tile_is_loaded (HeddleGalleryTile *self)
{
  return self->has_face && (self->content != HEDDLE_ASSET_CONTENT_IMAGE || self->fitted != NULL || self->failed);
}

/**
 * heddle_gallery_tile_rest:
 * @self: a tile
 *
 * Tells that the tile stays where it is for now: its picture is worth being as fine as the screen.
 */
void
heddle_gallery_tile_rest (HeddleGalleryTile *self)
{
  self->at_rest = TRUE;
  refine (self);
}

/**
 * heddle_gallery_tile_set_selected:
 * @self: a tile
 * @selected: whether its asset is the selected one
 *
 * Shows that it is selected, or that it no longer is.
 */
void
heddle_gallery_tile_set_selected (HeddleGalleryTile *self,
                                  gboolean           selected)
{
  if (selected == ((gtk_widget_get_state_flags (GTK_WIDGET (self)) & GTK_STATE_FLAG_SELECTED) != 0))
    return;
  if (selected)
    gtk_widget_set_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (GTK_WIDGET (self), GTK_STATE_FLAG_SELECTED);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}
