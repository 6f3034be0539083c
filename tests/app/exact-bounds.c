/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* Loaded into the application by tests. GTK 4.18 tells the accessibility bus where a widget is as a
 * sum over its ancestors that leaves out their padding, and a pointer that is sent there misses small
 * controls. This tells each widget's place from its parent's outer edge, so that the sum is right.
 */

#include <gtk/gtk.h>

static gboolean
get_bounds (GtkAccessible *accessible,
            int           *x,
            int           *y,
            int           *width,
            int           *height)
{
  GtkWidget *widget = GTK_WIDGET (accessible);
  GtkWidget *parent = gtk_widget_get_parent (widget);
  graphene_rect_t own, outer = GRAPHENE_RECT_INIT (0, 0, 0, 0);

  if (!gtk_widget_get_realized (widget) || !gtk_widget_compute_bounds (widget, parent != NULL ? parent : widget, &own))
    return FALSE;
  if (parent != NULL && !gtk_widget_compute_bounds (parent, parent, &outer))
    return FALSE;
  *x = (int) (own.origin.x - outer.origin.x);
  *y = (int) (own.origin.y - outer.origin.y);
  *width = (int) own.size.width;
  *height = (int) own.size.height;
  return TRUE;
}

/* Classes that are made later inherit it. */
__attribute__ ((constructor)) static void
replace_get_bounds (void)
{
  gpointer klass = g_type_class_ref (GTK_TYPE_WIDGET);
  GtkAccessibleInterface *iface = g_type_interface_peek (klass, GTK_TYPE_ACCESSIBLE);

  iface->get_bounds = get_bounds;
}
