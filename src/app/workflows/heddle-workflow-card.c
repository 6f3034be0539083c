/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-workflow-card.h"

#include <glib/gi18n-lib.h>

struct _HeddleWorkflowCard
{
  AdwBin              parent_instance;
  HeddleThumbnails   *thumbnails;
  HeddleWorkflowItem *item;
  guint               request;

  GtkWidget          *cover;
  GtkWidget          *picture;
  GtkWidget          *icon;
  GtkWidget          *name;
  GtkWidget          *subtitle;
  GtkWidget          *menu;
};

G_DEFINE_FINAL_TYPE (HeddleWorkflowCard, heddle_workflow_card, ADW_TYPE_BIN)

static void
cancel_request (HeddleWorkflowCard *self)
{
  if (self->request != 0)
    heddle_thumbnails_cancel (self->thumbnails, self->request);
  self->request = 0;
}

static void
heddle_workflow_card_dispose (GObject *object)
{
  HeddleWorkflowCard *self = HEDDLE_WORKFLOW_CARD (object);

  cancel_request (self);
  g_clear_object (&self->item);
  g_clear_object (&self->thumbnails);

  G_OBJECT_CLASS (heddle_workflow_card_parent_class)->dispose (object);
}

static void
heddle_workflow_card_class_init (HeddleWorkflowCardClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_workflow_card_dispose;

  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (klass), "workflowcard");
}

static gboolean
query_tooltip_cb (HeddleWorkflowCard *self,
                  int                 x,
                  int                 y,
                  gboolean            keyboard,
                  GtkTooltip         *tooltip)
{
  const char *description = self->item == NULL ? NULL : heddle_workflow_item_get_description (self->item);

  gtk_tooltip_set_text (tooltip, description);
  return description != NULL && *description != '\0';
}

static void
pressed_cb (HeddleWorkflowCard *self)
{
  heddle_workflow_card_open_menu (self);
}

static void
heddle_workflow_card_init (HeddleWorkflowCard *self)
{
  GtkGesture *secondary = gtk_gesture_click_new ();
  GtkGesture *long_press = gtk_gesture_long_press_new ();

  /* A tooltip that is set anew asks the server where the pointer is, for each card. */
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
  g_signal_connect (self, "query-tooltip", G_CALLBACK (query_tooltip_cb), NULL);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (secondary), GDK_BUTTON_SECONDARY);
  g_signal_connect_swapped (secondary, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (secondary));
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (long_press), TRUE);
  g_signal_connect_swapped (long_press, "pressed", G_CALLBACK (pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (long_press));
}

static void
make_cover (HeddleWorkflowCard *self)
{
  self->icon = gtk_image_new_from_icon_name ("heddle-workflow-symbolic");
  self->picture = gtk_picture_new ();
  gtk_picture_set_content_fit (GTK_PICTURE (self->picture), GTK_CONTENT_FIT_COVER);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->picture), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  self->cover = gtk_overlay_new ();
  /* What lies over the child is not measured: every cover is as large as the card asks for. */
  gtk_overlay_set_child (GTK_OVERLAY (self->cover), adw_bin_new ());
  gtk_overlay_add_overlay (GTK_OVERLAY (self->cover), self->picture);
  gtk_overlay_add_overlay (GTK_OVERLAY (self->cover), self->icon);
  gtk_widget_set_overflow (self->cover, GTK_OVERFLOW_HIDDEN);
  gtk_widget_add_css_class (self->cover, "cover");
}

static void
append (GMenu      *menu,
        const char *label,
        const char *action,
        const char *uuid)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target (item, action, "s", uuid);
  g_menu_append_item (menu, item);
}

static GMenuModel *
make_menu (const char *uuid)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) change = g_menu_new ();
  g_autoptr (GMenu) remove = g_menu_new ();

  append (change, _("_Open"), "win.open-workflow", uuid);
  append (change, _("_Rename…"), "browser.rename", uuid);
  append (change, _("D_uplicate"), "browser.duplicate", uuid);
  append (change, _("_Export…"), "browser.export", uuid);
  append (remove, _("_Delete"), "browser.delete", uuid);
  g_menu_append_section (menu, NULL, G_MENU_MODEL (change));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (remove));
  return G_MENU_MODEL (menu);
}

/* Menus are many widgets: only that of a card whose menu is wanted is made. */
static void
menu_wanted_cb (GtkMenuButton *button,
                gpointer       data)
{
  HeddleWorkflowCard *self = data;
  g_autoptr (GMenuModel) menu = NULL;

  if (self->item == NULL || gtk_menu_button_get_popover (button) != NULL)
    return;
  menu = make_menu (heddle_workflow_item_get_uuid (self->item));
  gtk_menu_button_set_menu_model (button, menu);
}

static void
make_labels (HeddleWorkflowCard *self)
{
  self->name = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->name), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->name), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->name, "heading");
  self->subtitle = gtk_label_new (NULL);
  gtk_label_set_xalign (GTK_LABEL (self->subtitle), 0);
  gtk_label_set_ellipsize (GTK_LABEL (self->subtitle), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (self->subtitle, "caption");
  gtk_widget_add_css_class (self->subtitle, "dimmed");
  self->menu = gtk_menu_button_new ();
  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (self->menu), "view-more-symbolic");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (self->menu), menu_wanted_cb, self, NULL);
  gtk_widget_add_css_class (self->menu, "flat");
  gtk_widget_set_valign (self->menu, GTK_ALIGN_CENTER);
}

/**
 * heddle_workflow_card_new:
 * @thumbnails: where its picture comes from
 * @orientation: whether the picture stands beside the name, as in a list, or above it
 *
 * Returns: (transfer floating): a card that shows nothing yet
 */
HeddleWorkflowCard *
heddle_workflow_card_new (HeddleThumbnails *thumbnails,
                          GtkOrientation    orientation)
{
  HeddleWorkflowCard *self = g_object_new (HEDDLE_TYPE_WORKFLOW_CARD, NULL);
  GtkWidget *box = gtk_box_new (orientation, 12);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *labels = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);

  self->thumbnails = g_object_ref (thumbnails);
  make_cover (self);
  make_labels (self);
  gtk_widget_set_size_request (self->cover, orientation == GTK_ORIENTATION_HORIZONTAL ? 64 : 200,
                               orientation == GTK_ORIENTATION_HORIZONTAL ? 48 : 140);
  gtk_image_set_pixel_size (GTK_IMAGE (self->icon), orientation == GTK_ORIENTATION_HORIZONTAL ? 16 : 32);
  gtk_widget_set_hexpand (labels, TRUE);
  gtk_widget_set_valign (labels, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (labels), self->name);
  gtk_box_append (GTK_BOX (labels), self->subtitle);
  gtk_box_append (GTK_BOX (row), labels);
  gtk_box_append (GTK_BOX (row), self->menu);
  gtk_box_append (GTK_BOX (box), self->cover);
  gtk_box_append (GTK_BOX (box), row);
  gtk_widget_set_hexpand (row, TRUE);
  gtk_widget_add_css_class (GTK_WIDGET (self), orientation == GTK_ORIENTATION_HORIZONTAL ? "row" : "tile");
  adw_bin_set_child (ADW_BIN (self), box);
  return self;
}

static void
large_cover_loaded_cb (GdkTexture   *texture,
                       const GError *error,
                       gpointer      data)
{
  HeddleWorkflowCard *self = data;

  self->request = 0;
  if (texture != NULL)
    gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
}

static void
refine_cover (HeddleWorkflowCard *self,
              GdkTexture         *texture)
{
  int scale = gtk_widget_get_scale_factor (self->cover);
  int width, height;

  gtk_widget_get_size_request (self->cover, &width, &height);
  width = MAX (width, gtk_widget_get_width (self->cover)) * scale;
  height = MAX (height, gtk_widget_get_height (self->cover)) * scale;
  if (heddle_thumbnails_is_coarse (texture, width, height))
    self->request = heddle_thumbnails_load_large (self->thumbnails, heddle_workflow_item_get_cover (self->item),
                                                  large_cover_loaded_cb, self);
}

static void
cover_loaded_cb (GdkTexture   *texture,
                 const GError *error,
                 gpointer      data)
{
  HeddleWorkflowCard *self = data;

  self->request = 0;
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), GDK_PAINTABLE (texture));
  gtk_widget_set_visible (self->icon, texture == NULL);
  if (texture != NULL)
    refine_cover (self, texture);
}

static void
load_cover (HeddleWorkflowCard *self)
{
  const char *cover = self->item == NULL ? NULL : heddle_workflow_item_get_cover (self->item);

  cancel_request (self);
  gtk_picture_set_paintable (GTK_PICTURE (self->picture), NULL);
  gtk_widget_set_visible (self->icon, TRUE);
  if (cover != NULL)
    {
      guint request = heddle_thumbnails_load (self->thumbnails, cover, cover_loaded_cb, self);

      /* Where it was in memory, the large one may be on its way already. */
      if (request != 0)
        self->request = request;
    }
}

/**
 * heddle_workflow_card_set_item:
 * @self: a card
 * @item: (nullable): what it shows
 *
 * Has the card show a workflow, in place of the one before.
 */
void
heddle_workflow_card_set_item (HeddleWorkflowCard *self,
                               HeddleWorkflowItem *item)
{
  g_autofree char *age = NULL;
  g_autofree char *label = NULL;

  g_set_object (&self->item, item);
  gtk_menu_button_set_menu_model (GTK_MENU_BUTTON (self->menu), NULL);
  load_cover (self);
  if (item == NULL)
    return;
  age = heddle_workflow_item_dup_age (item);
  label = g_strdup_printf (_("Menu of “%s”"), heddle_workflow_item_get_name (item));
  gtk_label_set_label (GTK_LABEL (self->name), heddle_workflow_item_get_name (item));
  gtk_label_set_label (GTK_LABEL (self->subtitle), age);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->menu), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * heddle_workflow_card_open_menu:
 * @self: a card with a workflow
 *
 * Opens the menu of what can be done with the workflow.
 */
void
heddle_workflow_card_open_menu (HeddleWorkflowCard *self)
{
  gtk_menu_button_popup (GTK_MENU_BUTTON (self->menu));
}
