/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-gate-card.h"

#include <adwaita.h>
#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "gallery/heddle-asset-files.h"
#include "gallery/heddle-image-view.h"
#include "runs/heddle-gate-stars.h"
#include "runs/heddle-ratio-bin.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-thumbnails.h"
#include "widgets/heddle-toast.h"

#define CLOSELY 1.0

struct _HeddleGateCard
{
  GtkWidget         parent_instance;
  HeddleSession    *session;
  HeddleGate       *gate;
  guint             position;
  guint             request;
  GtkToggleButton  *button;
  HeddleImageView  *view;
  GtkWidget        *check;
  HeddleGateStars  *stars;
  GdkPaintable     *paintable;
};

enum
{
  PICTURE_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleGateCard, heddle_gate_card, GTK_TYPE_WIDGET)

static void
heddle_gate_card_dispose (GObject *object)
{
  HeddleGateCard *self = HEDDLE_GATE_CARD (object);

  if (self->request != 0)
    heddle_thumbnails_cancel (heddle_session_get_thumbnails (self->session), self->request);
  self->request = 0;
  self->view = NULL;
  g_clear_pointer ((GtkWidget **) &self->stars, gtk_widget_unparent);
  g_clear_pointer ((GtkWidget **) &self->button, gtk_widget_unparent);
  g_clear_object (&self->paintable);
  g_clear_object (&self->gate);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_gate_card_parent_class)->dispose (object);
}

static gboolean
heddle_gate_card_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HEDDLE_GATE_CARD (widget)->button));
}

static void
heddle_gate_card_class_init (HeddleGateCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_gate_card_dispose;
  widget_class->grab_focus = heddle_gate_card_grab_focus;

  /**
   * HeddleGateCard::picture-changed:
   * @self: a card
   *
   * Emitted when the picture is there, or is there larger.
   */
  signals[PICTURE_CHANGED] = g_signal_new ("picture-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
heddle_gate_card_init (HeddleGateCard *self)
{
}

/* The picture: small and at once where it is at hand, then itself. */

static void
set_paintable (HeddleGateCard *self,
               GdkPaintable   *paintable)
{
  g_set_object (&self->paintable, paintable);
  g_signal_emit (self, signals[PICTURE_CHANGED], 0);
}

static void
picture_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleGateCard *self = owner;

  if (error == NULL && self->view != NULL)
    {
      heddle_image_view_replace (self->view, g_value_get_object (value));
      set_paintable (self, GDK_PAINTABLE (g_value_get_object (value)));
    }
  else if (error != NULL && self->button != NULL)
    gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), error->message);
}

static void
load_picture (HeddleGateCard    *self,
              const HeddleMedia *media)
{
  HeddleAssetRecord record = { .blob = (char *) media->blob, .width = media->width, .height = media->height };

  heddle_settle (heddle_asset_load_picture (self->session, &record), picture_cb, self);
}

static void
thumbnail_cb (GdkTexture   *texture,
              const GError *error,
              gpointer      data)
{
  HeddleGateCard *self = data;
  const HeddleMedia *media = heddle_value_get_media (heddle_gate_get_candidate (self->gate, self->position));
  g_autofree char *name = g_strdup_printf (_("Picture %u"), self->position + 1);

  self->request = 0;
  if (texture == NULL)
    {
      gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), error->message);
      return;
    }
  heddle_image_view_show (self->view, texture, media->width, media->height, name);
  set_paintable (self, GDK_PAINTABLE (texture));
  load_picture (self, media);
}

static GtkWidget *
make_picture (HeddleGateCard    *self,
              const HeddleMedia *media)
{
  HeddleThumbnails *thumbnails = heddle_session_get_thumbnails (self->session);

  self->view = g_object_new (HEDDLE_TYPE_IMAGE_VIEW, "can-target", FALSE, "focusable", FALSE, NULL);
  self->request = heddle_thumbnails_load_large (thumbnails, media->blob, thumbnail_cb, self);
  return GTK_WIDGET (heddle_ratio_bin_new (GTK_WIDGET (self->view), (double) media->width / MAX (media->height, 1)));
}

static GtkWidget *
make_text (HeddleValue *value)
{
  g_autofree char *text = NULL;
  GtkWidget *label;

  if (value == NULL)
    text = g_strdup (_("Nothing came of this"));
  else if (heddle_value_get_value_type (value) == HEDDLE_VALUE_NUMBER)
    text = g_strdup_printf ("%g", heddle_value_get_number (value));
  else if (heddle_value_get_value_type (value) == HEDDLE_VALUE_BOOLEAN)
    text = g_strdup (heddle_value_get_boolean (value) ? _("Yes") : _("No"));
  else if (heddle_value_get_json (value) != NULL)
    text = heddle_json_write (heddle_value_get_json (value), HEDDLE_JSON_COMPACT);
  else
    text = g_strdup (heddle_value_get_text (value));
  label = gtk_label_new (text);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "gate-text");
  return label;
}

static GtkWidget *
make_content (HeddleGateCard *self)
{
  HeddleValue *value = heddle_gate_get_candidate (self->gate, self->position);
  gboolean is_image = value != NULL && heddle_value_get_value_type (value) == HEDDLE_VALUE_IMAGE;

  return is_image ? make_picture (self, heddle_value_get_media (value)) : make_text (value);
}

static GtkWidget *
make_badge (HeddleGateCard *self)
{
  g_autofree char *number = g_strdup_printf ("%u", self->position + 1);
  GtkWidget *badge = gtk_label_new (number);

  gtk_widget_set_halign (badge, GTK_ALIGN_START);
  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_add_css_class (badge, "gate-badge");
  return badge;
}

static GtkWidget *
make_check (HeddleGateCard *self)
{
  self->check = gtk_image_new_from_icon_name ("object-select-symbolic");
  gtk_widget_set_halign (self->check, GTK_ALIGN_END);
  gtk_widget_set_valign (self->check, GTK_ALIGN_START);
  gtk_widget_add_css_class (self->check, "gate-check");
  return self->check;
}

static gint64
get_seed (HeddleValue *value)
{
  JsonNode *recipe = value == NULL ? NULL : heddle_value_get_recipe (value);

  if (recipe == NULL || !JSON_NODE_HOLDS_OBJECT (recipe))
    return -1;
  return heddle_json_get_int (json_node_get_object (recipe), "seed", -1);
}

/* What is known of it beside what it looks like. */
static GtkWidget *
make_facts (HeddleGateCard *self)
{
  gint64 seed = get_seed (heddle_gate_get_candidate (self->gate, self->position));
  GtkWidget *facts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  double score;

  gtk_widget_add_css_class (facts, "gate-facts");
  if (heddle_gate_get_score (self->gate, self->position, &score))
    {
      g_autofree char *text = g_strdup_printf (_("Score %g"), score);
      GtkWidget *label = gtk_label_new (text);

      gtk_widget_set_halign (label, GTK_ALIGN_START);
      gtk_widget_add_css_class (label, "heading");
      gtk_box_append (GTK_BOX (facts), label);
    }
  if (seed >= 0)
    {
      g_autofree char *text = g_strdup_printf (_("Seed %" PRId64), seed);
      GtkWidget *label = gtk_label_new (text);

      gtk_widget_add_css_class (label, "dimmed");
      gtk_widget_add_css_class (label, "numeric");
      gtk_widget_add_css_class (label, "caption");
      gtk_widget_add_css_class (label, "gate-seed");
      gtk_widget_set_halign (label, GTK_ALIGN_END);
      gtk_box_append (GTK_BOX (facts), label);
    }
  else if (heddle_gate_can_rate (self->gate, self->position))
    {
      GtkWidget *room = gtk_label_new (NULL);

      gtk_widget_add_css_class (room, "gate-seed");
      gtk_box_append (GTK_BOX (facts), room);
    }
  gtk_widget_set_visible (facts, gtk_widget_get_first_child (facts) != NULL);
  return facts;
}

static void
rated_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleGateCard *self = owner;

  if (error != NULL && self->button != NULL)
    heddle_toast_error (GTK_WIDGET (self), _("The rating could not be kept"), error);
}

static void
stars_cb (HeddleGateCard *self,
          guint           stars)
{
  heddle_settle (heddle_gate_rate (self->gate, self->session, self->position, stars), rated_cb, self);
}

/* Beside the button, since what is in a button cannot be clicked. */
static void
add_stars (HeddleGateCard *self)
{
  g_autofree char *name = g_strdup_printf (_("Rating of Number %u"), self->position + 1);

  self->stars = heddle_gate_stars_new (name);
  heddle_gate_stars_set_stars (self->stars, heddle_gate_get_rating (self->gate, self->position));
  gtk_widget_set_halign (GTK_WIDGET (self->stars), GTK_ALIGN_START);
  gtk_widget_set_valign (GTK_WIDGET (self->stars), GTK_ALIGN_END);
  g_signal_connect_object (self->stars, "rated", G_CALLBACK (stars_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_set_parent (GTK_WIDGET (self->stars), GTK_WIDGET (self));
}

static void
fill (HeddleGateCard *self)
{
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = g_strdup_printf (_("Number %u"), self->position + 1);

  self->button = GTK_TOGGLE_BUTTON (gtk_toggle_button_new ());
  gtk_overlay_set_child (GTK_OVERLAY (overlay), make_content (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_badge (self));
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), make_check (self));
  gtk_box_append (GTK_BOX (box), overlay);
  gtk_box_append (GTK_BOX (box), make_facts (self));
  gtk_button_set_child (GTK_BUTTON (self->button), box);
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "card");
  gtk_widget_add_css_class (GTK_WIDGET (self->button), "gate-card");
  gtk_widget_set_valign (GTK_WIDGET (self), GTK_ALIGN_START);
  gtk_widget_set_hexpand (GTK_WIDGET (self), TRUE);
  gtk_widget_set_overflow (GTK_WIDGET (self->button), GTK_OVERFLOW_HIDDEN);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_parent (GTK_WIDGET (self->button), GTK_WIDGET (self));
  if (heddle_gate_can_rate (self->gate, self->position))
    add_stars (self);
}

/**
 * heddle_gate_card_new:
 * @session: the session whose library the gate is in
 * @gate: a gate
 * @position: which of its candidates, from 0
 *
 * Returns: (transfer floating): a card that shows it
 */
HeddleGateCard *
heddle_gate_card_new (HeddleSession *session,
                      HeddleGate    *gate,
                      guint          position)
{
  HeddleGateCard *self = g_object_new (HEDDLE_TYPE_GATE_CARD, NULL);

  self->session = g_object_ref (session);
  self->gate = g_object_ref (gate);
  self->position = position;
  fill (self);
  return self;
}

/* As wide for its height as the others, or nothing would be where it is once it is there. */
static double
guess_ratio (HeddleGate *gate)
{
  HeddleValue *first = heddle_gate_get_n_candidates (gate) == 0 ? NULL : heddle_gate_get_candidate (gate, 0);
  const HeddleMedia *media = NULL;

  if (first != NULL && heddle_value_get_value_type (first) == HEDDLE_VALUE_IMAGE)
    media = heddle_value_get_media (first);
  return media == NULL ? 1 : (double) media->width / MAX (media->height, 1);
}

/**
 * heddle_gate_card_new_coming:
 * @gate: a gate
 *
 * Returns: (transfer floating): a card for something that is being made
 */
GtkWidget *
heddle_gate_card_new_coming (HeddleGate *gate)
{
  GtkWidget *spinner = adw_spinner_new ();
  GtkWidget *card = GTK_WIDGET (heddle_ratio_bin_new (spinner, guess_ratio (gate)));

  gtk_widget_set_halign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (spinner, GTK_ALIGN_CENTER);
  gtk_widget_set_size_request (spinner, 32, 32);
  gtk_accessible_update_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Being Made"), -1);
  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "gate-coming");
  gtk_widget_set_valign (card, GTK_ALIGN_START);
  gtk_widget_set_hexpand (card, TRUE);
  return card;
}

/**
 * heddle_gate_card_get_button:
 * @self: a card
 *
 * Returns: (transfer none): what is on where it is picked
 */
GtkToggleButton *
heddle_gate_card_get_button (HeddleGateCard *self)
{
  return self->button;
}

/**
 * heddle_gate_card_zoom:
 * @self: a card
 * @closely: whether a picture is shown pixel by pixel, and not whole
 *
 * Looks closely, or from afar.
 */
void
heddle_gate_card_zoom (HeddleGateCard *self,
                       gboolean        closely)
{
  if (self->view == NULL)
    return;
  if (closely)
    heddle_image_view_zoom_to (self->view, CLOSELY);
  else
    heddle_image_view_fit (self->view);
}

/**
 * heddle_gate_card_update:
 * @self: a card
 * @gate: its gate, as it is now
 *
 * Shows the stars that were given meanwhile, in a shell.
 */
void
heddle_gate_card_update (HeddleGateCard *self,
                         HeddleGate     *gate)
{
  g_set_object (&self->gate, gate);
  if (self->stars != NULL)
    heddle_gate_stars_set_stars (self->stars, heddle_gate_get_rating (gate, self->position));
}

/**
 * heddle_gate_card_rate:
 * @self: a card
 * @stars: how many; as many as it has take the rating away
 *
 * Gives stars to what it shows, where that can be rated.
 */
void
heddle_gate_card_rate (HeddleGateCard *self,
                       guint           stars)
{
  guint given = heddle_gate_get_rating (self->gate, self->position) == stars ? 0 : stars;

  if (self->stars == NULL)
    return;
  heddle_gate_stars_set_stars (self->stars, given);
  stars_cb (self, given);
}

/**
 * heddle_gate_card_get_paintable:
 * @self: a card
 *
 * Returns: (transfer none) (nullable): the picture that it shows, as far as it is there
 */
GdkPaintable *
heddle_gate_card_get_paintable (HeddleGateCard *self)
{
  return self->paintable;
}
