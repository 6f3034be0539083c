/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-sidebar.h"

/**
 * heddle_sidebar_show:
 * @split_view: a split view
 * @shown: whether its sidebar is to be seen
 *
 * Shows or hides a sidebar, moving only where it has been laid out before. To get it moving,
 * libadwaita divides by the width that it has; without one yet, that would leave it at no place at
 * all.
 */
void
heddle_sidebar_show (AdwOverlaySplitView *split_view,
                     gboolean             shown)
{
  GtkWidget *widget = GTK_WIDGET (split_view);
  gboolean is_new = gtk_widget_get_mapped (widget) && gtk_widget_get_width (widget) == 0;

  if (shown == adw_overlay_split_view_get_show_sidebar (split_view))
    return;
  if (is_new)
    gtk_widget_set_child_visible (widget, FALSE);
  adw_overlay_split_view_set_show_sidebar (split_view, shown);
  if (is_new)
    gtk_widget_set_child_visible (widget, TRUE);
}
