/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-viewer.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "gallery/heddle-asset-facts.h"
#include "gallery/heddle-asset-files.h"
#include "gallery/heddle-gallery-words.h"
#include "gallery/heddle-image-view.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-thumbnails.h"

struct _HeddleGalleryViewer
{
  AdwNavigationPage   parent_instance;
  HeddleSession      *session;
  HeddleGalleryModel *model;
  gint64              id;
  gint64              reading;
  gint64              loading;
  guint               request;
  HeddleAssetFacts   *facts;

  AdwWindowTitle     *title;
  GtkStack           *states;
  HeddleImageView    *image;
  GtkTextView        *text;
  AdwStatusPage      *problem;
  GtkWidget          *zoom_bar;
  GtkLabel           *zoom_label;
};

enum
{
  MOVED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleGalleryViewer, heddle_gallery_viewer, ADW_TYPE_NAVIGATION_PAGE)

static void read_facts   (HeddleGalleryViewer *self);
static void load_picture (HeddleGalleryViewer *self);

static void
show_problem (HeddleGalleryViewer *self,
              const GError        *error)
{
  g_autofree char *markup = g_markup_escape_text (error->message, -1);

  adw_status_page_set_description (self->problem, markup);
  gtk_stack_set_visible_child_name (self->states, "problem");
  gtk_widget_set_visible (self->zoom_bar, FALSE);
}

static void
zoom_changed_cb (HeddleGalleryViewer *self)
{
  g_autofree char *text = g_strdup_printf (_("%d %%"), (int) round (heddle_image_view_get_zoom (self->image) * 100));

  gtk_label_set_label (self->zoom_label, text);
}

static void
thumbnail_cb (GdkTexture   *texture,
              const GError *error,
              gpointer      data)
{
  HeddleGalleryViewer *self = data;

  self->request = 0;
  if (texture != NULL)
    heddle_image_view_replace (self->image, texture);
}

/* What arrives for an asset that was left meanwhile is dropped; only then is the next one begun, so
 * that leafing through many does not load them all.
 */
static void
picture_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleGalleryViewer *self = owner;
  gboolean current = self->loading == self->id;

  self->loading = 0;
  if (!current)
    {
      load_picture (self);
      return;
    }
  if (value == NULL)
    {
      show_problem (self, error);
      return;
    }
  if (self->request != 0)
    heddle_thumbnails_cancel (heddle_session_get_thumbnails (self->session), self->request);
  self->request = 0;
  heddle_image_view_replace (self->image, g_value_get_object (value));
}

static gboolean
is_picture (HeddleGalleryViewer *self)
{
  return self->facts != NULL && self->facts->record->id == self->id &&
         g_str_has_prefix (self->facts->record->mime, "image/");
}

static void
load_picture (HeddleGalleryViewer *self)
{
  if (self->loading != 0 || !is_picture (self) || !heddle_session_is_open (self->session))
    return;
  self->loading = self->id;
  heddle_settle (heddle_asset_load_picture (self->session, self->facts->record), picture_cb, self);
}

static void
show_picture (HeddleGalleryViewer *self)
{
  const HeddleAssetRecord *record = self->facts->record;
  HeddleThumbnails *thumbnails = heddle_session_get_thumbnails (self->session);
  g_autofree char *name = heddle_words_for_asset (record);

  heddle_image_view_show (self->image, heddle_thumbnails_peek (thumbnails, record->blob), record->width,
                          record->height, name);
  self->request = heddle_thumbnails_load (thumbnails, record->blob, thumbnail_cb, self);
  gtk_stack_set_visible_child_name (self->states, "picture");
  gtk_widget_set_visible (self->zoom_bar, TRUE);
  load_picture (self);
}

static void
show_facts (HeddleGalleryViewer *self)
{
  const HeddleAssetRecord *record = self->facts->record;

  adw_window_title_set_title (self->title, record->name);
  adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), record->name);
  if (is_picture (self))
    {
      show_picture (self);
      return;
    }
  gtk_widget_set_visible (self->zoom_bar, FALSE);
  if (record->text != NULL)
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (self->text), record->text, -1);
  gtk_stack_set_visible_child_name (self->states, record->text != NULL ? "text" : "other");
}

static void
facts_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleGalleryViewer *self = owner;

  gboolean current = self->reading == self->id;

  self->reading = 0;
  if (!current)
    {
      read_facts (self);
      return;
    }
  g_clear_pointer (&self->facts, heddle_asset_facts_free);
  if (value == NULL)
    {
      show_problem (self, error);
      return;
    }
  self->facts = g_value_dup_boxed (value);
  show_facts (self);
}

static void
read_facts (HeddleGalleryViewer *self)
{
  if (self->reading != 0 || self->id == 0 || !heddle_session_is_open (self->session))
    return;
  self->reading = self->id;
  heddle_settle (heddle_asset_facts_load (heddle_session_get_library (self->session), self->id), facts_cb, self);
}

static gboolean
find_place (HeddleGalleryViewer *self,
            guint               *position,
            guint               *n_entries)
{
  HeddleAssetIndex *index = heddle_gallery_model_get_index (self->model);

  if (index == NULL || !heddle_asset_index_find (index, self->id, position))
    return FALSE;
  *n_entries = heddle_asset_index_get_n_entries (index);
  return TRUE;
}

static void
update_ways (HeddleGalleryViewer *self)
{
  guint position = 0;
  guint n_entries = 0;
  gboolean found = find_place (self, &position, &n_entries);

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.previous", found && position > 0);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "viewer.next", found && position + 1 < n_entries);
}

static void
move_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeddleGalleryViewer *self = HEDDLE_GALLERY_VIEWER (widget);
  HeddleAssetIndex *index = heddle_gallery_model_get_index (self->model);
  int step = g_str_equal (name, "viewer.next") ? 1 : -1;
  guint position, n_entries;

  if (!find_place (self, &position, &n_entries) || (gint64) position + step < 0 || position + step >= n_entries)
    return;
  heddle_gallery_viewer_show (self, heddle_asset_index_get_entry (index, position + step)->id);
  g_signal_emit (self, signals[MOVED], 0);
}

static void
zoom_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeddleGalleryViewer *self = HEDDLE_GALLERY_VIEWER (widget);

  if (g_str_equal (name, "viewer.zoom-in"))
    heddle_image_view_zoom_by (self->image, 1.2);
  else if (g_str_equal (name, "viewer.zoom-out"))
    heddle_image_view_zoom_by (self->image, 1 / 1.2);
  else if (g_str_equal (name, "viewer.fit"))
    heddle_image_view_fit (self->image);
  else
    heddle_image_view_zoom_to (self->image, 1);
}

static void
heddle_gallery_viewer_dispose (GObject *object)
{
  HeddleGalleryViewer *self = HEDDLE_GALLERY_VIEWER (object);

  if (self->request != 0)
    heddle_thumbnails_cancel (heddle_session_get_thumbnails (self->session), self->request);
  self->request = 0;
  self->id = 0;
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_GALLERY_VIEWER);
  g_clear_pointer (&self->facts, heddle_asset_facts_free);
  g_clear_object (&self->model);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_gallery_viewer_parent_class)->dispose (object);
}

static void
add_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "viewer.previous", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "viewer.next", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-in", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "viewer.zoom-out", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "viewer.fit", NULL, zoom_cb);
  gtk_widget_class_install_action (widget_class, "viewer.actual-size", NULL, zoom_cb);
}

static void
heddle_gallery_viewer_class_init (HeddleGalleryViewerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_gallery_viewer_dispose;

  /**
   * HeddleGalleryViewer::moved:
   * @self: a viewer
   *
   * Emitted when the user went to another asset.
   */
  signals[MOVED] = g_signal_new ("moved", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  add_actions (widget_class);
  g_type_ensure (HEDDLE_TYPE_IMAGE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-gallery-viewer.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryViewer, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryViewer, states);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryViewer, image);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryViewer, text);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryViewer, problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryViewer, zoom_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryViewer, zoom_label);
}

static void
add_shortcut (GtkEventController *controller,
              const char         *trigger,
              const char         *action)
{
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                                          gtk_named_action_new (action)));
}

/* Before the text that is read has them: the arrows lead on there too. */
static void
add_shortcuts (HeddleGalleryViewer *self)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  gboolean rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;

  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  add_shortcut (controller, "Left|KP_Left", rtl ? "viewer.next" : "viewer.previous");
  add_shortcut (controller, "Right|KP_Right", rtl ? "viewer.previous" : "viewer.next");
  add_shortcut (controller, "plus|equal|KP_Add|<Control>plus|<Control>equal|<Control>KP_Add", "viewer.zoom-in");
  add_shortcut (controller, "minus|KP_Subtract|<Control>minus|<Control>KP_Subtract", "viewer.zoom-out");
  add_shortcut (controller, "0|<Control>0|<Control>KP_0", "viewer.fit");
  add_shortcut (controller, "1|<Control>1|<Control>KP_1", "viewer.actual-size");
  gtk_widget_add_controller (GTK_WIDGET (self), controller);
}

static void
heddle_gallery_viewer_init (HeddleGalleryViewer *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (self->image, "zoom-changed", G_CALLBACK (zoom_changed_cb), self, G_CONNECT_SWAPPED);
  add_shortcuts (self);
}

/**
 * heddle_gallery_viewer_new:
 * @session: a session with a library
 * @model: what the gallery shows
 *
 * Returns: (transfer floating): a viewer that shows nothing yet
 */
HeddleGalleryViewer *
heddle_gallery_viewer_new (HeddleSession      *session,
                           HeddleGalleryModel *model)
{
  HeddleGalleryViewer *self = g_object_new (HEDDLE_TYPE_GALLERY_VIEWER, NULL);

  self->session = g_object_ref (session);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "changed", G_CALLBACK (update_ways), self, G_CONNECT_SWAPPED);
  return self;
}

/**
 * heddle_gallery_viewer_show:
 * @self: a viewer
 * @id: an asset's row
 *
 * Shows an asset, as soon as it is there.
 */
void
heddle_gallery_viewer_show (HeddleGalleryViewer *self,
                            gint64               id)
{
  if (self->id == id)
    return;
  if (self->request != 0)
    heddle_thumbnails_cancel (heddle_session_get_thumbnails (self->session), self->request);
  self->request = 0;
  self->id = id;
  update_ways (self);
  read_facts (self);
}

/**
 * heddle_gallery_viewer_get_id:
 * @self: a viewer
 *
 * Returns: the row of the asset that is shown
 */
gint64
heddle_gallery_viewer_get_id (HeddleGalleryViewer *self)
{
  return self->id;
}
