/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gtk/gtk.h>

/* A window of another program: files can be dragged out of it, those that were given, and into it,
 * which it says. They are in the clipboard, too.
 */
static GdkContentProvider *
new_provider (char **paths)
{
  GSList *files = NULL;
  GdkContentProvider *provider;

  for (guint i = 0; paths[i] != NULL; i++)
    files = g_slist_append (files, g_file_new_for_path (paths[i]));
  provider = gdk_content_provider_new_typed (GDK_TYPE_FILE_LIST, files);
  g_slist_free_full (files, g_object_unref);
  return provider;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source,
            double         x,
            double         y,
            char         **paths)
{
  return new_provider (paths);
}

static gboolean
drop_cb (GtkDropTarget *target,
         const GValue  *value)
{
  for (GSList *l = g_value_get_boxed (value); l != NULL; l = l->next)
    g_print ("%s\n", g_file_peek_path (l->data));
  return TRUE;
}

int
main (int   argc,
      char *argv[])
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);
  g_autoptr (GdkContentProvider) provider = NULL;
  GtkWidget *window;
  GtkWidget *area;

  gtk_init ();
  window = gtk_window_new ();
  area = gtk_label_new ("Files");
  gtk_window_set_title (GTK_WINDOW (window), "Files");
  gtk_window_set_default_size (GTK_WINDOW (window), 200, 200);
  gtk_widget_set_size_request (area, 200, 200);
  gtk_window_set_child (GTK_WINDOW (window), area);
  gtk_drag_source_set_actions (source, GDK_ACTION_COPY);
  g_signal_connect (source, "prepare", G_CALLBACK (prepare_cb), argv + 1);
  g_signal_connect (target, "drop", G_CALLBACK (drop_cb), NULL);
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (area, GTK_EVENT_CONTROLLER (target));
  gtk_window_present (GTK_WINDOW (window));
  provider = new_provider (argv + 1);
  gdk_clipboard_set_content (gtk_widget_get_clipboard (window), provider);
  while (g_list_model_get_n_items (gtk_window_get_toplevels ()) > 0)
    g_main_context_iteration (NULL, TRUE);
  return 0;
}
