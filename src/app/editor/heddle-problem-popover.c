/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-problem-popover.h"

struct _HeddleProblemPopover
{
  GtkPopover   parent_instance;
  GtkLabel    *title;
  GtkLabel    *problem;
  GtkExpander *expander;
  GtkLabel    *details;
};

G_DEFINE_FINAL_TYPE (HeddleProblemPopover, heddle_problem_popover, GTK_TYPE_POPOVER)

static void
copy_cb (HeddleProblemPopover *self)
{
  const char *details = gtk_label_get_text (self->details);
  g_autofree char *all = g_strdup_printf ("%s\n%s%s%s", gtk_label_get_text (self->title),
                                          gtk_label_get_text (self->problem), *details != '\0' ? "\n\n" : "", details);

  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
}

static void
retry_cb (HeddleProblemPopover *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  gtk_popover_popdown (GTK_POPOVER (self));
  gtk_widget_activate_action (parent, "canvas.retry-node", NULL);
}

static void
heddle_problem_popover_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEDDLE_TYPE_PROBLEM_POPOVER);

  G_OBJECT_CLASS (heddle_problem_popover_parent_class)->dispose (object);
}

static void
heddle_problem_popover_class_init (HeddleProblemPopoverClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_problem_popover_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-problem-popover.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleProblemPopover, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleProblemPopover, problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleProblemPopover, expander);
  gtk_widget_class_bind_template_child (widget_class, HeddleProblemPopover, details);
  gtk_widget_class_bind_template_callback (widget_class, copy_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_cb);
}

static void
heddle_problem_popover_init (HeddleProblemPopover *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heddle_problem_popover_new:
 *
 * Returns: (transfer floating): a popover without a problem
 */
GtkWidget *
heddle_problem_popover_new (void)
{
  return g_object_new (HEDDLE_TYPE_PROBLEM_POPOVER, NULL);
}

/**
 * heddle_problem_popover_show:
 * @self: a popover that has a parent
 * @title: what has failed
 * @problem: why, a plain sentence
 * @details: (nullable): the provider's own words
 * @place: where on its parent that is
 *
 * Shows what went wrong.
 */
void
heddle_problem_popover_show (HeddleProblemPopover *self,
                             const char           *title,
                             const char           *problem,
                             const char           *details,
                             const GdkRectangle   *place)
{
  gtk_label_set_text (self->title, title);
  gtk_label_set_text (self->problem, problem);
  gtk_label_set_text (self->details, details != NULL ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->expander), details != NULL);
  gtk_expander_set_expanded (self->expander, FALSE);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), place);
  gtk_popover_popup (GTK_POPOVER (self));
}
