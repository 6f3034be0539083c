/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-gate-stars.h"

#include <glib/gi18n-lib.h>

#include "store/heddle-rating-repository.h"

struct _HeddleGateStars
{
  GtkWidget  parent_instance;
  guint      stars;
};

enum
{
  RATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleGateStars, heddle_gate_stars, GTK_TYPE_WIDGET)

static void
heddle_gate_stars_dispose (GObject *object)
{
  GtkWidget *star;

  while ((star = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (star);

  G_OBJECT_CLASS (heddle_gate_stars_parent_class)->dispose (object);
}

static void
heddle_gate_stars_class_init (HeddleGateStarsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_gate_stars_dispose;

  /**
   * HeddleGateStars::rated:
   * @self: the stars
   * @stars: how many a person has given; 0 for none
   */
  signals[RATED] = g_signal_new ("rated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, G_TYPE_UINT);

  gtk_widget_class_set_css_name (widget_class, "gate-stars");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SLIDER);
}

static void
rate (HeddleGateStars *self,
      guint            stars)
{
  if (stars == self->stars)
    return;
  heddle_gate_stars_set_stars (self, stars);
  g_signal_emit (self, signals[RATED], 0, stars);
}

/* The last star that is on takes the rating away, or nobody could. */
static void
released_cb (HeddleGateStars *self,
             int              n_press,
             double           x,
             double           y)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  double width = MAX (gtk_widget_get_width (widget), 1);
  int nth = (int) ((is_rtl ? width - x : x) * HEDDLE_MAX_RATING / width);
  guint stars = (guint) CLAMP (nth, 0, HEDDLE_MAX_RATING - 1) + 1;

  gtk_widget_grab_focus (widget);
  rate (self, stars == self->stars ? 0 : stars);
}

static gboolean
key_cb (HeddleGateStars *self,
        guint            key,
        guint            code,
        GdkModifierType  state)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  gboolean is_left = key == GDK_KEY_Left || key == GDK_KEY_KP_Left;
  gboolean is_right = key == GDK_KEY_Right || key == GDK_KEY_KP_Right;
  gboolean is_up = key == GDK_KEY_Up || key == GDK_KEY_KP_Up || key == GDK_KEY_plus || key == GDK_KEY_KP_Add;
  gboolean is_down = key == GDK_KEY_Down || key == GDK_KEY_KP_Down || key == GDK_KEY_minus || key == GDK_KEY_KP_Subtract;

  if ((is_rtl ? is_left : is_right) || is_up)
    rate (self, MIN (self->stars + 1, HEDDLE_MAX_RATING));
  else if ((is_rtl ? is_right : is_left) || is_down)
    rate (self, self->stars > 0 ? self->stars - 1 : 0);
  else if (key == GDK_KEY_Home || key == GDK_KEY_KP_Home)
    rate (self, 0);
  else if (key == GDK_KEY_End || key == GDK_KEY_KP_End)
    rate (self, HEDDLE_MAX_RATING);
  else
    return GDK_EVENT_PROPAGATE;
  return GDK_EVENT_STOP;
}

static void
heddle_gate_stars_init (HeddleGateStars *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  for (guint i = 0; i < HEDDLE_MAX_RATING; i++)
    {
      GtkWidget *star = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

      gtk_widget_set_parent (star, widget);
    }
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_cursor_from_name (widget, "pointer");
  g_signal_connect_object (click, "released", G_CALLBACK (released_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, keys);
  heddle_gate_stars_set_stars (self, 0);
}

/**
 * heddle_gate_stars_new:
 * @name: what a screen reader calls it
 *
 * Returns: (transfer floating): stars, none of which is given
 */
HeddleGateStars *
heddle_gate_stars_new (const char *name)
{
  HeddleGateStars *self = g_object_new (HEDDLE_TYPE_GATE_STARS, NULL);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  return self;
}

/**
 * heddle_gate_stars_set_stars:
 * @self: the stars
 * @stars: how many are given; 0 for none
 *
 * Shows a rating. Nobody is told.
 */
void
heddle_gate_stars_set_stars (HeddleGateStars *self,
                             guint            stars)
{
  g_autofree char *text = stars == 0 ? g_strdup (_("Not rated"))
                                     : g_strdup_printf (ngettext ("%u star", "%u stars", stars), stars);
  guint i = 0;

  self->stars = stars;
  for (GtkWidget *star = gtk_widget_get_first_child (GTK_WIDGET (self)); star != NULL;
       star = gtk_widget_get_next_sibling (star), i++)
    {
      gtk_image_set_from_icon_name (GTK_IMAGE (star), i < stars ? "starred-symbolic" : "non-starred-symbolic");
      if (i < stars)
        gtk_widget_add_css_class (star, "given");
      else
        gtk_widget_remove_css_class (star, "given");
    }
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_VALUE_MIN, 0.0,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_MAX, (double) HEDDLE_MAX_RATING,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_NOW, (double) stars,
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, text, -1);
}
