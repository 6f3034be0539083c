/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-page-tab.h"

#include <glib/gi18n-lib.h>

#include "graph/heddle-pipelines.h"

#define MAX_LETTERS 24

struct _HeddlePageTab
{
  GtkWidget       parent_instance;
  HeddlePipeline *pipeline;
  GtkWidget      *box;
  GtkWidget      *spinner;
  GtkWidget      *waiting;
  GtkLabel       *label;
};

enum
{
  ACTIVATED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddlePageTab, heddle_page_tab, GTK_TYPE_WIDGET)

static void
activate_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  g_signal_emit (widget, signals[ACTIVATED], 0);
}

static void
heddle_page_tab_dispose (GObject *object)
{
  HeddlePageTab *self = HEDDLE_PAGE_TAB (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->pipeline);

  G_OBJECT_CLASS (heddle_page_tab_parent_class)->dispose (object);
}

static void
heddle_page_tab_class_init (HeddlePageTabClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_page_tab_dispose;
  gtk_widget_class_set_css_name (widget_class, "page-tab");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_TAB);
  /* What assistive technology offers of a tab. */
  gtk_widget_class_install_action (widget_class, "page-tab.show", NULL, activate_cb);

  /**
   * HeddlePageTab::activated:
   * @self: a tab
   *
   * Its page is wanted.
   */
  signals[ACTIVATED] = g_signal_new ("activated", HEDDLE_TYPE_PAGE_TAB, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                     G_TYPE_NONE, 0);
}

static void
heddle_page_tab_init (HeddlePageTab *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
  self->spinner = adw_spinner_new ();
  gtk_widget_set_visible (self->spinner, FALSE);
  self->waiting = g_object_new (GTK_TYPE_IMAGE, "icon-name", "alarm-symbolic", "visible", FALSE, NULL);
  gtk_widget_add_css_class (self->waiting, "warning");
  self->label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->label, PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (self->label, MAX_LETTERS);
  gtk_box_append (GTK_BOX (self->box), self->spinner);
  gtk_box_append (GTK_BOX (self->box), self->waiting);
  gtk_box_append (GTK_BOX (self->box), GTK_WIDGET (self->label));
}

static char *
dup_spoken (HeddlePageTab *self,
            const char    *title)
{
  if (gtk_widget_get_visible (self->spinner))
    return g_strdup_printf (_("%s, running"), title);
  if (gtk_widget_get_visible (self->waiting))
    return g_strdup_printf (_("%s, waiting for you"), title);
  return g_strdup (title);
}

static void
update_title (HeddlePageTab *self)
{
  g_autofree char *title = heddle_pipelines_dup_title (self->pipeline);
  g_autofree char *spoken = dup_spoken (self, title);

  gtk_label_set_label (self->label, title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), g_utf8_strlen (title, -1) > MAX_LETTERS ? title : NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}

/**
 * heddle_page_tab_new:
 * @pipeline: a pipeline
 *
 * Returns: (transfer floating): the tab of it
 */
GtkWidget *
heddle_page_tab_new (HeddlePipeline *pipeline)
{
  HeddlePageTab *self = g_object_new (HEDDLE_TYPE_PAGE_TAB, NULL);

  self->pipeline = g_object_ref (pipeline);
  g_signal_connect_object (pipeline, "notify::name", G_CALLBACK (update_title), self, G_CONNECT_SWAPPED);
  update_title (self);
  heddle_page_tab_set_selected (self, FALSE);
  return GTK_WIDGET (self);
}

/**
 * heddle_page_tab_get_pipeline:
 * @self: a tab
 *
 * Returns: (transfer none): the page that it is of
 */
HeddlePipeline *
heddle_page_tab_get_pipeline (HeddlePageTab *self)
{
  return self->pipeline;
}

/**
 * heddle_page_tab_set_selected:
 * @self: a tab
 * @selected: whether its page is shown
 *
 * Marks the tab. The Tab key leads to the one that is marked, from which arrows lead to the others.
 */
void
heddle_page_tab_set_selected (HeddlePageTab *self,
                              gboolean       selected)
{
  GtkWidget *widget = GTK_WIDGET (self);

  if (selected)
    gtk_widget_set_state_flags (widget, GTK_STATE_FLAG_SELECTED, FALSE);
  else
    gtk_widget_unset_state_flags (widget, GTK_STATE_FLAG_SELECTED);
  gtk_widget_set_focusable (widget, selected);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_SELECTED, selected, -1);
}

/**
 * heddle_page_tab_set_run:
 * @self: a tab
 * @running: whether a run of its page is in progress
 * @waiting: whether a run of it needs a word of a person to go on
 *
 * Shows that.
 */
void
heddle_page_tab_set_run (HeddlePageTab *self,
                         gboolean       running,
                         gboolean       waiting)
{
  waiting = waiting && !running;
  if (gtk_widget_get_visible (self->spinner) == running && gtk_widget_get_visible (self->waiting) == waiting)
    return;
  gtk_widget_set_visible (self->spinner, running);
  gtk_widget_set_visible (self->waiting, waiting);
  update_title (self);
}
