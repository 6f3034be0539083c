/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-spending-view.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-palette.h"
#include "runs/heddle-segment-bar.h"
#include "runs/heddle-spending-chart.h"
#include "widgets/heddle-price.h"

#define CARD_WIDTH 200
#define MAX_SERIES 8

struct _HeddleSpendingView
{
  AdwBin           parent_instance;
  HeddleSpending  *spending;
  HeddleProviders *providers;
  gboolean         narrow;
};

G_DEFINE_FINAL_TYPE (HeddleSpendingView, heddle_spending_view, ADW_TYPE_BIN)

static const HeddleValueType series[] = { HEDDLE_VALUE_IMAGE, HEDDLE_VALUE_VIDEO, HEDDLE_VALUE_TEXT,
                                          HEDDLE_VALUE_BRAND };

static GtkWidget *
make_card (void)
{
  GtkWidget *card = g_object_new (GTK_TYPE_BOX, "orientation", GTK_ORIENTATION_VERTICAL, "spacing", 6,
                                  "width-request", CARD_WIDTH, "accessible-role", GTK_ACCESSIBLE_ROLE_GROUP, NULL);

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "spending-card");
  return card;
}

static GtkWidget *
add_label (GtkWidget  *box,
           const char *text,
           const char *style)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_add_css_class (label, style);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
name_card (GtkWidget  *card,
           const char *name,
           const char *price)
{
  g_autofree char *text = g_strdup_printf ("%s, %s", name, price);

  gtk_accessible_update_property (GTK_ACCESSIBLE (card), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static const char *
get_name (HeddleSpendingView *self,
          const char         *id)
{
  HeddleProvider *provider = heddle_providers_lookup (self->providers, id);

  return provider != NULL ? heddle_provider_get_name (provider) : id;
}

static gboolean
has_limit (const HeddleSpending *spending)
{
  return spending->budget != NULL && spending->budget->scope == HEDDLE_BUDGET_LIBRARY
         && spending->budget->period == HEDDLE_BUDGET_MONTH;
}

/* Who spends, as shares of the budget, or of all where there is none. */
static void
add_shares (HeddleSpendingView        *self,
            GtkWidget                 *card,
            const HeddleCanvasPalette *palette)
{
  HeddleSegmentBar *bar = heddle_segment_bar_new ();
  HeddleBarSegment segments[MAX_SERIES];
  gint64 whole = self->spending->total.amount;
  guint n_segments = 0;

  if (has_limit (self->spending))
    whole = MAX (whole, self->spending->budget->amount.amount);
  for (guint i = 0; i < MIN (self->spending->providers->len, MAX_SERIES); i++)
    {
      const HeddleProviderSpending *provider = self->spending->providers->pdata[i];

      if (!g_str_equal (provider->total.currency, self->spending->total.currency))
        continue;
      segments[n_segments++] = (HeddleBarSegment) { (double) provider->total.amount / (double) MAX (whole, 1),
                                                    palette->types[series[i % G_N_ELEMENTS (series)]] };
    }
  heddle_segment_bar_set_segments (bar, segments, n_segments, 1);
  gtk_widget_set_margin_top (GTK_WIDGET (bar), 6);
  gtk_widget_set_margin_bottom (GTK_WIDGET (bar), 6);
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (bar));
}

static GtkWidget *
make_month_card (HeddleSpendingView        *self,
                 const HeddleCanvasPalette *palette)
{
  GtkWidget *card = make_card ();
  GtkWidget *figures = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  g_autofree char *price = heddle_price_to_string (self->spending->total);

  add_label (card, _("This month"), "dimmed");
  gtk_box_append (GTK_BOX (card), figures);
  gtk_widget_add_css_class (add_label (figures, price, "title-3"), "numeric");
  name_card (card, _("This month"), price);
  add_shares (self, card, palette);
  if (has_limit (self->spending))
    {
      g_autofree char *amount = heddle_price_to_string (self->spending->budget->amount);
      g_autofree char *limit = heddle_price_to_string (heddle_money_new (self->spending->use.limit,
                                                                         self->spending->budget->amount.currency));
      g_autofree char *of = g_strdup_printf (_("of %s"), amount);
      g_autofree char *stop = g_strdup_printf (_("New runs pause at %s"), limit);

      gtk_widget_set_valign (add_label (figures, of, "dimmed"), GTK_ALIGN_BASELINE_FILL);
      gtk_widget_add_css_class (add_label (card, stop, "dimmed"), "caption");
    }
  return card;
}

static GtkWidget *
make_provider_card (HeddleSpendingView           *self,
                    const HeddleProviderSpending *provider,
                    const GdkRGBA                *color)
{
  GtkWidget *card = make_card ();
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 9);
  HeddleSegmentBar *dot = heddle_segment_bar_new ();
  g_autofree char *price = heddle_price_to_string (provider->total);

  heddle_segment_bar_set_segments (dot, &(HeddleBarSegment) { 1, *color }, 1, 0);
  gtk_widget_add_css_class (GTK_WIDGET (dot), "spending-dot");
  gtk_box_append (GTK_BOX (head), GTK_WIDGET (dot));
  add_label (head, get_name (self, provider->provider), "dimmed");
  gtk_box_append (GTK_BOX (card), head);
  gtk_widget_add_css_class (add_label (card, price, "title-3"), "numeric");
  gtk_box_append (GTK_BOX (card), GTK_WIDGET (heddle_spending_chart_new (provider, self->spending->today, color)));
  name_card (card, get_name (self, provider->provider), price);
  return card;
}

/* A row that is scrolled where there is room for one card only, else as many rows as it takes. */
static GtkWidget *
make_frame (HeddleSpendingView *self,
            GtkWidget         **cards)
{
  GtkWidget *scroller;

  if (!self->narrow)
    {
      *cards = g_object_new (ADW_TYPE_WRAP_BOX, "child-spacing", 12, "line-spacing", 12, "justify", ADW_JUSTIFY_FILL,
                             "justify-last-line", TRUE, NULL);
      return *cards;
    }
  *cards = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_widget_add_css_class (*cards, "spending-row");
  scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_EXTERNAL, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), *cards);
  return scroller;
}

static void
add_card (GtkWidget *cards,
          GtkWidget *card)
{
  if (ADW_IS_WRAP_BOX (cards))
    adw_wrap_box_append (ADW_WRAP_BOX (cards), card);
  else
    gtk_box_append (GTK_BOX (cards), card);
}

static void
update (HeddleSpendingView *self)
{
  HeddleCanvasPalette palette;
  GtkWidget *frame;
  GtkWidget *cards;

  if (self->spending == NULL)
    return;
  heddle_canvas_palette_init_current (&palette);
  frame = make_frame (self, &cards);
  add_card (cards, make_month_card (self, &palette));
  for (guint i = 0; i < self->spending->providers->len; i++)
    add_card (cards, make_provider_card (self, self->spending->providers->pdata[i],
                                         &palette.types[series[i % G_N_ELEMENTS (series)]]));
  adw_bin_set_child (ADW_BIN (self), frame);
}

static void
heddle_spending_view_dispose (GObject *object)
{
  HeddleSpendingView *self = HEDDLE_SPENDING_VIEW (object);

  g_clear_pointer (&self->spending, heddle_spending_unref);
  g_clear_object (&self->providers);

  G_OBJECT_CLASS (heddle_spending_view_parent_class)->dispose (object);
}

static void
heddle_spending_view_class_init (HeddleSpendingViewClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_spending_view_dispose;
}

static void
heddle_spending_view_init (HeddleSpendingView *self)
{
  AdwStyleManager *style = adw_style_manager_get_default ();

  g_signal_connect_object (style, "notify::dark", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
}

/**
 * heddle_spending_view_show:
 * @self: a view
 * @spending: what was spent
 * @providers: those with whom
 *
 * Shows what was spent; nothing where nothing was and there is no budget for it.
 */
void
heddle_spending_view_show (HeddleSpendingView *self,
                           HeddleSpending     *spending,
                           HeddleProviders    *providers)
{
  g_autoptr (HeddleSpending) before = self->spending;

  self->spending = heddle_spending_ref (spending);
  g_set_object (&self->providers, providers);
  gtk_widget_set_visible (GTK_WIDGET (self), spending->providers->len > 0 || has_limit (spending));
  update (self);
}

/**
 * heddle_spending_view_set_narrow:
 * @self: a view
 * @narrow: whether there is no room for cards below each other
 *
 * Lays the cards out anew.
 */
void
heddle_spending_view_set_narrow (HeddleSpendingView *self,
                                 gboolean            narrow)
{
  if (self->narrow == narrow)
    return;
  self->narrow = narrow;
  update (self);
}
