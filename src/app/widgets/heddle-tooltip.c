/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-tooltip.h"

/**
 * heddle_tooltip_set:
 * @widget: a widget
 * @text: (nullable): what its tooltip says; %NULL for none
 *
 * Sets a tooltip as gtk_widget_set_tooltip_text() does, which asks the display each time where the
 * pointer is, unless the widget is hidden. A page of many new rows would wait for that in all of them.
 */
void
heddle_tooltip_set (GtkWidget  *widget,
                    const char *text)
{
  gboolean hide = gtk_widget_get_visible (widget) && gtk_widget_get_parent (widget) == NULL;

  if (g_strcmp0 (gtk_widget_get_tooltip_text (widget), text) == 0)
    return;
  if (hide)
    gtk_widget_set_visible (widget, FALSE);
  gtk_widget_set_tooltip_text (widget, text);
  if (hide)
    gtk_widget_set_visible (widget, TRUE);
}
