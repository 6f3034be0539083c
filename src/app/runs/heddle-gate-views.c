/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-gate-views.h"

#include <glib/gi18n-lib.h>

#include "runs/heddle-gate-card.h"
#include "runs/heddle-gate-swipe.h"

/* A card alone is as wide as leaves a picture of usual height on the page. */
#define LONE_WIDTH 520

struct _HeddleGateViews
{
  GtkWidget        parent_instance;
  GPtrArray       *cards;
  guint            n_shown;
  int              columns;
  guint            current;
  guint            other;
  guint            page;
  guint            scrolling;

  GtkStack        *stack;
  GtkViewport     *viewport;
  GtkGrid         *grid;
  AdwCarousel     *carousel;
  HeddleGateSwipe *swipe;
};

G_DEFINE_FINAL_TYPE (HeddleGateViews, heddle_gate_views, GTK_TYPE_WIDGET)

static gboolean
is_mode (HeddleGateViews *self,
         const char      *mode)
{
  return g_strcmp0 (gtk_stack_get_visible_child_name (self->stack), mode) == 0;
}

static void
take_out (HeddleGateViews *self,
          guint            from)
{
  for (guint i = from; i < self->cards->len; i++)
    if (gtk_widget_get_parent (self->cards->pdata[i]) == GTK_WIDGET (self->grid))
      gtk_grid_remove (self->grid, self->cards->pdata[i]);
  while (adw_carousel_get_n_pages (self->carousel) > from)
    {
      GtkWidget *bin = adw_carousel_get_nth_page (self->carousel, from);

      adw_bin_set_child (ADW_BIN (bin), NULL);
      adw_carousel_remove (self->carousel, bin);
    }
}

static void
update_swipe (HeddleGateViews *self)
{
  if (self->current >= self->n_shown || self->other >= self->n_shown)
    return;
  heddle_gate_swipe_show (self->swipe, heddle_gate_card_get_paintable (self->cards->pdata[self->other]), self->other + 1,
                          heddle_gate_card_get_paintable (self->cards->pdata[self->current]), self->current + 1);
}

/* What is as high as it is wide wants a clamp that asks for the height of the width that it leaves. */

static GtkSizeRequestMode
get_lone_mode (GtkWidget *bin)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
measure_lone (GtkWidget      *bin,
              GtkOrientation  orientation,
              int             for_size,
              int            *minimum,
              int            *natural,
              int            *minimum_baseline,
              int            *natural_baseline)
{
  GtkWidget *card = adw_bin_get_child (ADW_BIN (bin));
  int least;

  gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = least;
      *natural = MAX (least, LONE_WIDTH);
    }
  else if (for_size >= 0)
    gtk_widget_measure (card, orientation, MAX (least, MIN (for_size, LONE_WIDTH)), minimum, natural, NULL, NULL);
  else
    {
      gtk_widget_measure (card, orientation, least, minimum, NULL, NULL, NULL);
      gtk_widget_measure (card, orientation, MAX (least, LONE_WIDTH), NULL, natural, NULL, NULL);
      *natural = MAX (*minimum, *natural);
    }
}

static void
allocate_lone (GtkWidget *bin,
               int        width,
               int        height,
               int        baseline)
{
  GtkWidget *card = adw_bin_get_child (ADW_BIN (bin));
  int card_width = MIN (width, LONE_WIDTH);
  int card_height;

  gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, card_width, &card_height, NULL, NULL, NULL);
  gtk_widget_allocate (card, card_width, card_height, -1,
                       gsk_transform_translate (NULL, &GRAPHENE_POINT_INIT ((float) (width - card_width) / 2, 0)));
}

static GtkWidget *
make_lone (GtkWidget *card)
{
  GtkWidget *bin = adw_bin_new ();

  gtk_widget_set_layout_manager (bin, gtk_custom_layout_new (get_lone_mode, measure_lone, allocate_lone));
  gtk_widget_set_hexpand (bin, TRUE);
  adw_bin_set_child (ADW_BIN (bin), card);
  return bin;
}

static void
put_in (HeddleGateViews *self,
        guint            from)
{
  gboolean alone = is_mode (self, "one");

  for (guint i = from; i < self->cards->len; i++)
    {
      GtkWidget *card = self->cards->pdata[i];

      if (alone)
        adw_carousel_append (self->carousel, make_lone (card));
      else
        gtk_grid_attach (self->grid, card, (int) i % self->columns, (int) i / self->columns, 1, 1);
    }
}

static gboolean
scroll_cb (GtkWidget     *widget,
           GdkFrameClock *clock,
           gpointer       data)
{
  HeddleGateViews *self = HEDDLE_GATE_VIEWS (widget);
  guint n_pages = adw_carousel_get_n_pages (self->carousel);

  self->scrolling = 0;
  if (is_mode (self, "one") && n_pages > 0)
    {
      self->page = MIN (self->page, n_pages - 1);
      adw_carousel_scroll_to (self->carousel, adw_carousel_get_nth_page (self->carousel, self->page), FALSE);
    }
  return G_SOURCE_REMOVE;
}

/* A carousel does not go to a page before it knows where that is. */
static void
scroll_soon (HeddleGateViews *self)
{
  if (self->scrolling == 0)
    self->scrolling = gtk_widget_add_tick_callback (GTK_WIDGET (self), scroll_cb, NULL, NULL);
}

static void
look_at (HeddleGateViews *self,
         guint            position)
{
  if (position != self->current)
    self->other = self->current;
  self->current = position;
}

/* A person may also have gone to what is still being made. */
static void
page_changed_cb (HeddleGateViews *self,
                 guint            page)
{
  if (self->scrolling != 0 || !is_mode (self, "one") || page >= self->cards->len)
    return;
  self->page = page;
  if (page < self->n_shown)
    look_at (self, page);
}

static void
heddle_gate_views_dispose (GObject *object)
{
  HeddleGateViews *self = HEDDLE_GATE_VIEWS (object);

  g_clear_pointer ((GtkWidget **) &self->stack, gtk_widget_unparent);
  g_clear_pointer (&self->cards, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_gate_views_parent_class)->dispose (object);
}

static void
heddle_gate_views_class_init (HeddleGateViewsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_gate_views_dispose;
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkWidget *
make_side (HeddleGateViews *self)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->grid = GTK_GRID (gtk_grid_new ());
  gtk_grid_set_row_homogeneous (self->grid, TRUE);
  gtk_grid_set_column_homogeneous (self->grid, TRUE);
  gtk_grid_set_row_spacing (self->grid, 15);
  gtk_grid_set_column_spacing (self->grid, 15);
  gtk_widget_add_css_class (GTK_WIDGET (self->grid), "gate-cards");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->grid));
  self->viewport = GTK_VIEWPORT (gtk_scrolled_window_get_child (GTK_SCROLLED_WINDOW (scrolled)));
  return scrolled;
}

static GtkWidget *
make_one (HeddleGateViews *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkWidget *dots = adw_carousel_indicator_dots_new ();

  self->carousel = ADW_CAROUSEL (adw_carousel_new ());
  adw_carousel_set_spacing (self->carousel, 24);
  g_signal_connect_object (self->carousel, "page-changed", G_CALLBACK (page_changed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (GTK_WIDGET (self->carousel), "gate-cards");
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scrolled), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), GTK_WIDGET (self->carousel));
  gtk_widget_set_vexpand (scrolled, TRUE);
  adw_carousel_indicator_dots_set_carousel (ADW_CAROUSEL_INDICATOR_DOTS (dots), self->carousel);
  gtk_box_append (GTK_BOX (box), scrolled);
  gtk_box_append (GTK_BOX (box), dots);
  return box;
}

static void
heddle_gate_views_init (HeddleGateViews *self)
{
  self->cards = g_ptr_array_new_with_free_func (g_object_unref);
  self->columns = 1;
  self->other = 1;
  self->stack = GTK_STACK (gtk_stack_new ());
  self->swipe = g_object_new (HEDDLE_TYPE_GATE_SWIPE, NULL);
  gtk_stack_add_named (self->stack, make_side (self), "side");
  gtk_stack_add_named (self->stack, GTK_WIDGET (self->swipe), "swipe");
  gtk_stack_add_named (self->stack, make_one (self), "one");
  gtk_widget_set_parent (GTK_WIDGET (self->stack), GTK_WIDGET (self));
}

static guint
count_same (GPtrArray *before,
            GPtrArray *after)
{
  guint n = 0;

  while (n < before->len && n < after->len && before->pdata[n] == after->pdata[n])
    n++;
  return n;
}

/**
 * heddle_gate_views_set_cards:
 * @self: the views
 * @shown: (element-type HeddleGateCard): what is chosen from
 * @coming: (element-type GtkWidget): what stands in for more
 * @columns: how many are side by side
 *
 * Shows the cards, in this order. Those that were the first before stay where they are, and so does what is
 * looked at.
 */
void
heddle_gate_views_set_cards (HeddleGateViews *self,
                             GPtrArray       *shown,
                             GPtrArray       *coming,
                             int              columns)
{
  g_autoptr (GPtrArray) cards = g_ptr_array_new_with_free_func (g_object_unref);
  guint n_kept;

  for (guint i = 0; i < shown->len; i++)
    g_ptr_array_add (cards, g_object_ref (shown->pdata[i]));
  for (guint i = 0; i < coming->len; i++)
    g_ptr_array_add (cards, g_object_ref (coming->pdata[i]));
  n_kept = is_mode (self, "one") || columns == self->columns ? count_same (self->cards, cards) : 0;
  take_out (self, n_kept);
  g_clear_pointer (&self->cards, g_ptr_array_unref);
  self->cards = g_steal_pointer (&cards);
  self->n_shown = shown->len;
  self->columns = columns;
  put_in (self, n_kept);
  if (self->page >= n_kept)
    scroll_soon (self);
  update_swipe (self);
}

/**
 * heddle_gate_views_clear:
 * @self: the views
 *
 * Forgets the cards, and which were looked at: others come.
 */
void
heddle_gate_views_clear (HeddleGateViews *self)
{
  take_out (self, 0);
  g_ptr_array_set_size (self->cards, 0);
  self->n_shown = 0;
  self->current = 0;
  self->other = 1;
  self->page = 0;
}

/**
 * heddle_gate_views_set_mode:
 * @self: the views
 * @mode: `side`, `swipe` or `one`
 *
 * Shows the cards in another way.
 */
void
heddle_gate_views_set_mode (HeddleGateViews *self,
                            const char      *mode)
{
  if (is_mode (self, mode))
    return;
  take_out (self, 0);
  gtk_stack_set_visible_child_name (self->stack, mode);
  put_in (self, 0);
  self->page = self->current;
  update_swipe (self);
  scroll_soon (self);
}

/**
 * heddle_gate_views_is_side:
 * @self: the views
 *
 * Returns: whether the cards are side by side
 */
gboolean
heddle_gate_views_is_side (HeddleGateViews *self)
{
  return is_mode (self, "side");
}

/**
 * heddle_gate_views_is_swipe:
 * @self: the views
 *
 * Returns: whether two cards are over each other
 */
gboolean
heddle_gate_views_is_swipe (HeddleGateViews *self)
{
  return is_mode (self, "swipe");
}

static GtkWidget *
get_button (HeddleGateViews *self,
            guint            position)
{
  return GTK_WIDGET (heddle_gate_card_get_button (self->cards->pdata[position]));
}

static GtkWidget *
get_focus (HeddleGateViews *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));

  return root == NULL ? NULL : gtk_root_get_focus (root);
}

/**
 * heddle_gate_views_find_current:
 * @self: the views
 *
 * Returns: which card is looked at; side by side, the one with the focus, or the first that is picked; -1
 *   where there is none that can be chosen
 */
int
heddle_gate_views_find_current (HeddleGateViews *self)
{
  GtkWidget *focus = get_focus (self);
  guint alone = is_mode (self, "one") ? self->page : self->current;
  int current = -1;

  if (!heddle_gate_views_is_side (self))
    return alone < self->n_shown ? (int) alone : -1;
  for (guint i = 0; i < self->n_shown; i++)
    {
      if (focus != NULL && gtk_widget_is_ancestor (focus, self->cards->pdata[i]))
        return (int) i;
      if (current < 0 && gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (get_button (self, i))))
        current = (int) i;
    }
  return current;
}

/**
 * heddle_gate_views_move:
 * @self: the views
 * @key: a key that was pressed
 *
 * Moves the focus from card to card, past the stars between them.
 *
 * Returns: whether the key was one that does
 */
gboolean
heddle_gate_views_move (HeddleGateViews *self,
                        guint            key)
{
  gboolean is_rtl = gtk_widget_get_direction (GTK_WIDGET (self)) == GTK_TEXT_DIR_RTL;
  int current = heddle_gate_views_find_current (self);
  int to = current;

  if (current < 0 || get_focus (self) != get_button (self, (guint) current))
    return GDK_EVENT_PROPAGATE;
  if (key == GDK_KEY_Left || key == GDK_KEY_Right)
    to += (key == GDK_KEY_Right) != is_rtl ? 1 : -1;
  else if (key == GDK_KEY_Up || key == GDK_KEY_Down)
    to += (key == GDK_KEY_Down ? 1 : -1) * (heddle_gate_views_is_side (self) ? self->columns : 1);
  else
    return GDK_EVENT_PROPAGATE;
  if (to >= 0 && to < (int) self->n_shown)
    gtk_widget_grab_focus (self->cards->pdata[to]);
  return GDK_EVENT_STOP;
}

/**
 * heddle_gate_views_show_card:
 * @self: the views
 * @position: which card
 *
 * Brings a card into view, and the focus there. Over each other it is seen with the one that was before.
 */
void
heddle_gate_views_show_card (HeddleGateViews *self,
                             guint            position)
{
  if (position >= self->n_shown)
    return;
  look_at (self, position);
  self->page = position;
  if (is_mode (self, "one"))
    adw_carousel_scroll_to (self->carousel, adw_carousel_get_nth_page (self->carousel, position), TRUE);
  update_swipe (self);
  gtk_widget_grab_focus (is_mode (self, "swipe") ? GTK_WIDGET (self->swipe) : self->cards->pdata[position]);
}

/**
 * heddle_gate_views_show_last:
 * @self: the views
 *
 * Brings what is new into view.
 */
void
heddle_gate_views_show_last (HeddleGateViews *self)
{
  if (is_mode (self, "side") && self->cards->len > 0)
    gtk_viewport_scroll_to (self->viewport, self->cards->pdata[self->cards->len - 1], NULL);
}

/**
 * heddle_gate_views_update:
 * @self: the views
 *
 * Shows pictures that have come to be there.
 */
void
heddle_gate_views_update (HeddleGateViews *self)
{
  update_swipe (self);
}
