/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-place.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "gallery/heddle-asset-actions.h"
#include "gallery/heddle-asset-offer.h"
#include "gallery/heddle-asset-details.h"
#include "gallery/heddle-asset-files.h"
#include "gallery/heddle-gallery-view.h"
#include "gallery/heddle-gallery-viewer.h"
#include "widgets/heddle-place-keys.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-sidebar.h"

#define STRIP_HEIGHT 180
#define NARROW_STRIP_HEIGHT 120
/* A wait shorter than this is not worth a word. */
#define PATIENCE 300

struct _HeddleGalleryPlace
{
  AdwBin                parent_instance;
  HeddleSession        *session;
  HeddleGalleryModel   *model;
  HeddleAssetActions   *actions;
  HeddleGalleryViewer  *viewer;
  GtkWidget            *menu;
  gint64                reading;
  gboolean              wants_details;
  gboolean              is_narrow;
  gint64                wanted_run;
  guint                 patience;
  guint                 click;
  AdwDialog            *dialog;
  HeddleAssetDetails   *dialog_details;

  AdwOverlaySplitView  *split;
  HeddleAssetDetails   *details;
  AdwNavigationView    *navigation;
  GtkWidget            *details_button;
  GtkWidget            *search_bar;
  GtkEditable          *search;
  GtkLabel             *count;
  GtkStack             *states;
  AdwStatusPage        *problem;
  AdwBanner            *outdated;
  GtkScrolledWindow    *scroller;
  HeddleGalleryView    *view;
};

G_DEFINE_FINAL_TYPE (HeddleGalleryPlace, heddle_gallery_place, ADW_TYPE_BIN)

static void update_sidebar (HeddleGalleryPlace *self);

/* What is shown of the library */

static gboolean
patience_cb (gpointer data)
{
  HeddleGalleryPlace *self = data;

  self->patience = 0;
  if (g_str_equal (gtk_stack_get_visible_child_name (self->states), "blank"))
    gtk_stack_set_visible_child_name (self->states, "loading");
  return G_SOURCE_REMOVE;
}

static void
show_count (HeddleGalleryPlace *self,
            guint               n_entries)
{
  g_autofree char *text = NULL;

  if (!heddle_gallery_model_is_complete (self->model))
    return;
  if (heddle_gallery_model_get_query (self->model) != NULL)
    text = g_strdup_printf (ngettext ("%'u found", "%'u found", n_entries), n_entries);
  else
    text = g_strdup_printf (ngettext ("%'u result", "%'u results", n_entries), n_entries);
  gtk_label_set_label (self->count, text);
}

static void
show_problem (HeddleGalleryPlace *self,
              const GError       *error)
{
  gboolean searching = heddle_gallery_model_get_query (self->model) != NULL;
  g_autofree char *markup = g_markup_escape_text (error->message, -1);

  adw_status_page_set_title (self->problem, searching ? _("The Search Failed") : _("The Gallery Cannot Be Read"));
  adw_status_page_set_description (self->problem, markup);
  gtk_label_set_label (self->count, "");
}

/* What a run made stands together. */
static void
show_wanted_run (HeddleGalleryPlace *self)
{
  HeddleAssetIndex *index = heddle_gallery_model_get_index (self->model);

  for (guint i = 0; i < heddle_asset_index_get_n_groups (index) && self->wanted_run != 0; i++)
    {
      const HeddleAssetGroup *group = heddle_asset_index_get_group (index, i);

      if (group->run_id != self->wanted_run)
        continue;
      self->wanted_run = 0;
      heddle_gallery_view_reveal (self->view, heddle_asset_index_get_entry (index, group->first)->id);
    }
  if (heddle_gallery_model_is_complete (self->model))
    self->wanted_run = 0;
}

static void
model_changed_cb (HeddleGalleryPlace *self)
{
  HeddleAssetIndex *index = heddle_gallery_model_get_index (self->model);
  const GError *error = heddle_gallery_model_get_error (self->model);
  guint n_entries = index != NULL ? heddle_asset_index_get_n_entries (index) : 0;
  const char *state = "view";
  gboolean has_assets = heddle_gallery_model_has_assets (self->model);

  if (error == NULL && index == NULL)
    return;
  adw_banner_set_revealed (self->outdated, error != NULL && index != NULL);
  if (index == NULL)
    state = "problem";
  else if (!has_assets)
    state = "empty";
  else if (n_entries == 0)
    state = "no-matches";
  if (index == NULL)
    show_problem (self, error);
  else
    show_count (self, n_entries);
  gtk_stack_set_visible_child_name (self->states, state);
  if (has_assets != gtk_widget_get_visible (self->search_bar))
    {
      gtk_widget_set_visible (self->search_bar, has_assets);
      update_sidebar (self);
    }
  if (index != NULL && self->wanted_run != 0)
    show_wanted_run (self);
}

static void
search_changed_cb (HeddleGalleryPlace *self)
{
  heddle_gallery_model_set_query (self->model, gtk_editable_get_text (self->search));
}

static void
search_stopped_cb (HeddleGalleryPlace *self)
{
  gtk_editable_set_text (self->search, "");
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

/* What is known of the one that is selected */

static void
show_facts (HeddleGalleryPlace     *self,
            const HeddleAssetFacts *facts,
            const GError           *error)
{
  HeddleAssetDetails *shown[] = { self->details, self->dialog_details };
  GAction *open = g_action_map_lookup_action (heddle_asset_actions_get_map (self->actions), "open");

  heddle_asset_actions_set_facts (self->actions, facts);
  g_simple_action_set_enabled (G_SIMPLE_ACTION (open), facts != NULL);
  for (guint i = 0; i < G_N_ELEMENTS (shown); i++)
    {
      if (shown[i] == NULL)
        continue;
      if (facts != NULL)
        heddle_asset_details_show (shown[i], facts, heddle_session_get_thumbnails (self->session));
      else if (error != NULL)
        heddle_asset_details_show_problem (shown[i], error);
      else
        heddle_asset_details_show_nothing (shown[i]);
    }
}

static void read_facts (HeddleGalleryPlace *self);

static void
facts_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleGalleryPlace *self = owner;
  gboolean current = self->reading == heddle_gallery_view_get_selected (self->view);

  self->reading = 0;
  if (current)
    show_facts (self, value != NULL ? g_value_get_boxed (value) : NULL, error);
  else
    read_facts (self);
}

static void
read_facts (HeddleGalleryPlace *self)
{
  gint64 id = heddle_gallery_view_get_selected (self->view);

  if (id == 0)
    {
      show_facts (self, NULL, NULL);
      return;
    }
  if (self->reading != 0 || !heddle_session_is_open (self->session))
    return;
  self->reading = id;
  heddle_settle (heddle_asset_facts_load (heddle_session_get_library (self->session), id), facts_cb, self);
}

/* The pane of details: beside the pictures, over them, or a dialog, as there is room */

static void
dialog_closed_cb (HeddleGalleryPlace *self)
{
  self->dialog = NULL;
  self->dialog_details = NULL;
}

static void
present_dialog (HeddleGalleryPlace *self)
{
  const HeddleAssetFacts *facts = heddle_asset_actions_get_facts (self->actions);

  if (self->dialog != NULL)
    return;
  self->dialog = adw_dialog_new ();
  self->dialog_details = g_object_new (HEDDLE_TYPE_ASSET_DETAILS, NULL);
  gtk_widget_insert_action_group (GTK_WIDGET (self->dialog), "gallery",
                                  G_ACTION_GROUP (heddle_asset_actions_get_map (self->actions)));
  adw_dialog_set_title (self->dialog, _("Details"));
  adw_dialog_set_content_height (self->dialog, 560);
  adw_dialog_set_content_width (self->dialog, 360);
  adw_dialog_set_child (self->dialog, GTK_WIDGET (self->dialog_details));
  g_signal_connect_object (self->dialog, "closed", G_CALLBACK (dialog_closed_cb), self, G_CONNECT_SWAPPED);
  if (facts != NULL)
    heddle_asset_details_show (self->dialog_details, facts, heddle_session_get_thumbnails (self->session));
  adw_dialog_present (self->dialog, GTK_WIDGET (self));
}

/* Where there is nothing to tell of, there is no pane; whether it is wanted is not forgotten. */
static void
update_sidebar (HeddleGalleryPlace *self)
{
  gboolean wanted = self->wants_details;
  gboolean has_assets = gtk_widget_get_visible (self->search_bar);

  gtk_widget_set_visible (self->details_button, has_assets);
  heddle_sidebar_show (self->split, wanted && has_assets && !adw_overlay_split_view_get_collapsed (self->split));
  self->wants_details = wanted;
}

static void
details_shown_cb (HeddleGalleryPlace *self)
{
  gboolean shown = adw_overlay_split_view_get_show_sidebar (self->split);

  if (!adw_overlay_split_view_get_collapsed (self->split))
    {
      self->wants_details = shown;
    }
  else if (shown && self->is_narrow)
    {
      adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
      present_dialog (self);
    }
}

static void
set_narrow (HeddleGalleryPlace *self,
            gboolean            is_narrow)
{
  self->is_narrow = is_narrow;
  heddle_gallery_view_set_strip_height (self->view, is_narrow ? NARROW_STRIP_HEIGHT : STRIP_HEIGHT);
  if (!is_narrow && self->dialog != NULL)
    adw_dialog_close (self->dialog);
}

static void
narrow_cb (HeddleGalleryPlace *self)
{
  set_narrow (self, TRUE);
}

static void
wide_cb (HeddleGalleryPlace *self)
{
  set_narrow (self, FALSE);
}

static void
cancel_click (HeddleGalleryPlace *self)
{
  g_clear_handle_id (&self->click, g_source_remove);
}

static gboolean
click_cb (gpointer data)
{
  HeddleGalleryPlace *self = data;

  self->click = 0;
  adw_overlay_split_view_set_show_sidebar (self->split, TRUE);
  return G_SOURCE_REMOVE;
}

/* What lies over the pictures waits until this is no double click, which it would catch. */
static void
clicked_cb (HeddleGalleryPlace *self)
{
  GtkSettings *settings = gtk_widget_get_settings (GTK_WIDGET (self));
  int time;

  cancel_click (self);
  if (!adw_overlay_split_view_get_collapsed (self->split))
    return;
  g_object_get (settings, "gtk-double-click-time", &time, NULL);
  self->click = g_timeout_add ((guint) time, click_cb, self);
}

static void
selected_cb (HeddleGalleryPlace *self)
{
  cancel_click (self);
  read_facts (self);
}

/* The viewer */

static void
moved_cb (HeddleGalleryPlace *self)
{
  heddle_gallery_view_select (self->view, heddle_gallery_viewer_get_id (self->viewer));
}

static void
open_viewer (HeddleGalleryPlace *self)
{
  gint64 id = heddle_gallery_view_get_selected (self->view);

  cancel_click (self);
  if (id == 0)
    return;
  if (self->dialog != NULL)
    adw_dialog_close (self->dialog);
  if (self->viewer == NULL)
    {
      self->viewer = heddle_gallery_viewer_new (self->session, self->model);
      g_object_ref_sink (self->viewer);
      g_signal_connect_object (self->viewer, "moved", G_CALLBACK (moved_cb), self, G_CONNECT_SWAPPED);
      adw_navigation_view_push (self->navigation, ADW_NAVIGATION_PAGE (self->viewer));
    }
  heddle_gallery_viewer_show (self->viewer, id);
}

static void
popped_cb (HeddleGalleryPlace *self)
{
  gint64 id = heddle_gallery_view_get_selected (self->view);

  g_clear_object (&self->viewer);
  heddle_gallery_view_reveal (self->view, id);
}

/* What is selected goes away: the next one is selected, else the one before. */
static void
trashing_cb (HeddleGalleryPlace *self)
{
  HeddleAssetIndex *index = heddle_gallery_model_get_index (self->model);
  gint64 selected = heddle_gallery_view_get_selected (self->view);
  gint64 next = 0;
  guint position = 0;
  gboolean listed = index != NULL && heddle_asset_index_find (index, selected, &position);

  if (listed && position + 1 < heddle_asset_index_get_n_entries (index))
    next = heddle_asset_index_get_entry (index, position + 1)->id;
  else if (listed && position > 0)
    next = heddle_asset_index_get_entry (index, position - 1)->id;

  if (self->dialog != NULL)
    adw_dialog_close (self->dialog);
  if (self->viewer != NULL && next != 0)
    heddle_gallery_viewer_show (self->viewer, next);
  else if (self->viewer != NULL)
    adw_navigation_view_pop (self->navigation);
  if (self->viewer == NULL && next != 0 && gtk_widget_get_focus_child (GTK_WIDGET (self->view)) != NULL)
    heddle_gallery_view_reveal (self->view, next);
  else
    heddle_gallery_view_select (self->view, next);
}

/* Menus and dragging. A menu stays until the next: what is chosen in it is done after it is closed. */

static void
show_menu (HeddleGalleryPlace *self,
           double              x,
           double              y)
{
  g_autoptr (GtkBuilder) builder = gtk_builder_new_from_resource ("/app/heddle/Heddle/ui/heddle-gallery-menu.ui");
  GMenuModel *menu = G_MENU_MODEL (gtk_builder_get_object (builder, "asset_menu"));

  g_clear_pointer (&self->menu, gtk_widget_unparent);
  self->menu = gtk_popover_menu_new_from_model (menu);
  gtk_popover_set_has_arrow (GTK_POPOVER (self->menu), FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self->menu), &(GdkRectangle) { (int) x, (int) y, 1, 1 });
  gtk_widget_set_halign (self->menu, GTK_ALIGN_START);
  gtk_widget_set_parent (self->menu, GTK_WIDGET (self->view));
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static void
menu_pressed_cb (HeddleGalleryPlace *self,
                 int                 n_press,
                 double              x,
                 double              y)
{
  gint64 id;

  if (!heddle_gallery_view_pick (self->view, x, y, &id))
    return;
  heddle_gallery_view_reveal (self->view, id);
  cancel_click (self);
  show_menu (self, x, y);
}

static void
long_pressed_cb (HeddleGalleryPlace *self,
                 double              x,
                 double              y)
{
  menu_pressed_cb (self, 1, x, y);
}

/* Here it is the asset itself that is dragged, elsewhere a file. */
static GdkContentProvider *
drag_prepare_cb (HeddleGalleryPlace *self,
                 double              x,
                 double              y)
{
  const HeddleAssetFacts *facts = heddle_asset_actions_get_facts (self->actions);
  GdkContentProvider *providers[2];
  g_autoptr (GFile) file = NULL;
  gint64 id;

  if (facts == NULL || !heddle_gallery_view_pick (self->view, x, y, &id) || id != facts->record->id)
    return NULL;
  cancel_click (self);
  file = heddle_asset_get_outside (facts->record);
  providers[0] = gdk_content_provider_new_typed (HEDDLE_TYPE_ASSET_RECORD, facts->record);
  providers[1] = heddle_asset_offer_new (file, heddle_asset_bring_outside (self->session, facts->record));
  return gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
}

static void
drag_begin_cb (HeddleGalleryPlace *self,
               GdkDrag            *drag,
               GtkDragSource      *source)
{
  const HeddleAssetFacts *facts = heddle_asset_actions_get_facts (self->actions);
  GdkTexture *texture = NULL;

  if (facts != NULL)
    texture = heddle_thumbnails_peek (heddle_session_get_thumbnails (self->session), facts->record->blob);
  if (texture != NULL)
    gtk_drag_source_set_icon (source, GDK_PAINTABLE (texture), 0, 0);
}

static void
add_gestures (HeddleGalleryPlace *self)
{
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkGesture *menu = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();
  GtkDragSource *drag = gtk_drag_source_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (menu), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  gtk_drag_source_set_actions (drag, GDK_ACTION_COPY);
  g_signal_connect_object (menu, "pressed", G_CALLBACK (menu_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (long_press, "pressed", G_CALLBACK (long_pressed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "prepare", G_CALLBACK (drag_prepare_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (menu));
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (long_press));
  gtk_widget_add_controller (view, GTK_EVENT_CONTROLLER (drag));
}

/* Actions */

static void
open_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  open_viewer (data);
}

static void
open_workflow_cb (GSimpleAction *action,
                  GVariant      *parameter,
                  gpointer       data)
{
  HeddleGalleryPlace *self = data;

  if (self->dialog != NULL)
    adw_dialog_close (self->dialog);
  gtk_widget_activate_action_variant (GTK_WIDGET (self), "win.open-workflow", parameter);
}

static void
search_cb (GSimpleAction *action,
           GVariant      *parameter,
           gpointer       data)
{
  HeddleGalleryPlace *self = data;

  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

static void
clear_search_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  search_stopped_cb (data);
}

static void
retry_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  HeddleGalleryPlace *self = data;

  heddle_gallery_model_reload (self->model);
}

static void
show_menu_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  HeddleGalleryPlace *self = data;
  GtkWidget *tile = gtk_widget_get_focus_child (GTK_WIDGET (self->view));
  graphene_point_t middle;

  if (tile != NULL &&
      gtk_widget_compute_point (tile, GTK_WIDGET (self->view),
                                &GRAPHENE_POINT_INIT ((float) gtk_widget_get_width (tile) / 2,
                                                      (float) gtk_widget_get_height (tile) / 2),
                                &middle))
    show_menu (self, middle.x, middle.y);
}

static void
add_actions (HeddleGalleryPlace *self)
{
  static const GActionEntry entries[] = {
    { .name = "open", .activate = open_cb },
    { .name = "open-workflow", .activate = open_workflow_cb, .parameter_type = "s" },
    { .name = "search", .activate = search_cb },
    { .name = "clear-search", .activate = clear_search_cb },
    { .name = "retry", .activate = retry_cb },
    { .name = "show-menu", .activate = show_menu_cb },
  };
  GActionMap *map = heddle_asset_actions_get_map (self->actions);
  g_autoptr (GPropertyAction) details = g_property_action_new ("show-details", self->split, "show-sidebar");

  g_action_map_add_action_entries (map, entries, G_N_ELEMENTS (entries), self);
  g_action_map_add_action (map, G_ACTION (details));
  gtk_widget_insert_action_group (GTK_WIDGET (self), "gallery", G_ACTION_GROUP (map));
}

static void
add_shortcut (GtkWidget  *widget,
              const char *trigger,
              const char *action)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (controller),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                                                          gtk_named_action_new (action)));
  gtk_widget_add_controller (widget, controller);
}

static void
add_shortcuts (HeddleGalleryPlace *self)
{
  static const HeddlePlaceKey keys[] = {
    { "F4", "gallery.show-details" },
    { "<Control>f", "gallery.search" },
  };
  GtkWidget *view = GTK_WIDGET (self->view);

  heddle_place_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
  add_shortcut (view, "Delete|KP_Delete", "gallery.trash");
  add_shortcut (view, "<Control>c", "gallery.copy");
  add_shortcut (view, "<Control><Shift>s", "gallery.save");
  add_shortcut (view, "Menu|<Shift>F10", "gallery.show-menu");
}

static void
heddle_gallery_place_dispose (GObject *object)
{
  HeddleGalleryPlace *self = HEDDLE_GALLERY_PLACE (object);

  cancel_click (self);
  g_clear_pointer (&self->menu, gtk_widget_unparent);
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->dialog != NULL)
    adw_dialog_force_close (self->dialog);
  g_clear_object (&self->viewer);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_GALLERY_PLACE);
  g_clear_object (&self->actions);
  g_clear_object (&self->model);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_gallery_place_parent_class)->dispose (object);
}

static gboolean
heddle_gallery_place_grab_focus (GtkWidget *widget)
{
  HeddleGalleryPlace *self = HEDDLE_GALLERY_PLACE (widget);
  GtkWidget *shown = gtk_stack_get_visible_child (self->states);

  return shown != NULL && gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, split);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, details);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, navigation);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, details_button);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, search);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, count);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, states);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, outdated);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeddleGalleryPlace, view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_stopped_cb);
  gtk_widget_class_bind_template_callback (widget_class, details_shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, update_sidebar);
  gtk_widget_class_bind_template_callback (widget_class, narrow_cb);
  gtk_widget_class_bind_template_callback (widget_class, wide_cb);
  gtk_widget_class_bind_template_callback (widget_class, popped_cb);
}

static void
heddle_gallery_place_class_init (HeddleGalleryPlaceClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_gallery_place_dispose;
  GTK_WIDGET_CLASS (klass)->grab_focus = heddle_gallery_place_grab_focus;

  g_type_ensure (HEDDLE_TYPE_ASSET_DETAILS);
  g_type_ensure (HEDDLE_TYPE_GALLERY_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-gallery-place.ui");
  bind_template (widget_class);
}

static void
heddle_gallery_place_init (HeddleGalleryPlace *self)
{
  self->wants_details = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_search_entry_set_key_capture_widget (GTK_SEARCH_ENTRY (self->search), GTK_WIDGET (self->scroller));
  g_signal_connect_object (self->view, "selected", G_CALLBACK (selected_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->view, "opened", G_CALLBACK (open_viewer), self, G_CONNECT_SWAPPED);
  add_gestures (self);
  add_shortcuts (self);
  gtk_widget_set_visible (self->search_bar, FALSE);
  update_sidebar (self);
  self->patience = g_timeout_add (PATIENCE, patience_cb, self);
}

/**
 * heddle_gallery_place_new:
 * @session: a session with a library
 *
 * Returns: (transfer floating): the place
 */
HeddleGalleryPlace *
heddle_gallery_place_new (HeddleSession *session)
{
  HeddleGalleryPlace *self = g_object_new (HEDDLE_TYPE_GALLERY_PLACE, NULL);

  self->session = g_object_ref (session);
  self->model = heddle_gallery_model_new (session);
  self->actions = heddle_asset_actions_new (session, GTK_WIDGET (self));
  add_actions (self);
  show_facts (self, NULL, NULL);
  g_signal_connect_object (self->actions, "trashing", G_CALLBACK (trashing_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  heddle_gallery_view_set_model (self->view, self->model, heddle_session_get_thumbnails (session));
  return self;
}

/**
 * heddle_gallery_place_save_state:
 * @self: the place
 *
 * Returns: (transfer full): an object with what is selected, how far it is scrolled and whether
 *   details are shown
 */
JsonNode *
heddle_gallery_place_save_state (HeddleGalleryPlace *self)
{
  g_autoptr (JsonObject) state = json_object_new ();
  gint64 anchor;
  int offset;

  heddle_gallery_view_get_anchor (self->view, &anchor, &offset);
  json_object_set_int_member (state, "anchor", anchor);
  json_object_set_int_member (state, "offset", offset);
  json_object_set_int_member (state, "selected", heddle_gallery_view_get_selected (self->view));
  json_object_set_boolean_member (state, "details", self->wants_details);
  return json_node_init_object (json_node_alloc (), state);
}

/**
 * heddle_gallery_place_restore:
 * @self: the place
 * @state: what [method@GalleryPlace.save_state] gave
 *
 * Shows the place as it was.
 */
void
heddle_gallery_place_restore (HeddleGalleryPlace *self,
                              JsonObject         *state)
{
  gint64 anchor = heddle_json_get_int (state, "anchor", 0);

  self->wants_details = heddle_json_get_boolean (state, "details", TRUE);
  update_sidebar (self);
  if (anchor != 0)
    heddle_gallery_view_set_anchor (self->view, anchor, (int) heddle_json_get_int (state, "offset", 0));
  heddle_gallery_view_select (self->view, heddle_json_get_int (state, "selected", 0));
}

/**
 * heddle_gallery_place_show_run:
 * @self: the place
 * @run_id: the row of a run that made something
 *
 * Goes to what the run made, whatever was searched for.
 */
void
heddle_gallery_place_show_run (HeddleGalleryPlace *self,
                               gint64              run_id)
{
  adw_navigation_view_pop (self->navigation);
  self->wanted_run = run_id;
  gtk_editable_set_text (self->search, "");
  heddle_gallery_model_set_query (self->model, "");
  if (heddle_gallery_model_get_index (self->model) != NULL)
    show_wanted_run (self);
}
