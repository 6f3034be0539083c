/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-header.h"

#include <glib/gi18n-lib.h>

#include "gallery/heddle-gallery-words.h"

struct _HeddleGalleryHeader
{
  GtkWidget        parent_instance;
  GtkLabel        *name;
  GtkLabel        *origin;
  GtkLabel        *facts;
  gint64           run_id;
  gint64           time;
  guint            n_entries;
  guint            position;
  gboolean         bound;
};

G_DEFINE_FINAL_TYPE (HeddleGalleryHeader, heddle_gallery_header, GTK_TYPE_WIDGET)

static void
heddle_gallery_header_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))) != NULL)
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (heddle_gallery_header_parent_class)->dispose (object);
}

static void
heddle_gallery_header_class_init (HeddleGalleryHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_gallery_header_dispose;

  gtk_widget_class_set_css_name (widget_class, "gallery-header");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static GtkLabel *
add_label (HeddleGalleryHeader *self,
           const char          *style,
           PangoEllipsizeMode   ellipsize)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_ellipsize (GTK_LABEL (label), ellipsize);
  gtk_widget_set_valign (label, GTK_ALIGN_BASELINE_FILL);
  gtk_widget_add_css_class (label, style);
  gtk_widget_set_parent (label, GTK_WIDGET (self));
  return GTK_LABEL (label);
}

static void
heddle_gallery_header_init (HeddleGalleryHeader *self)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (self));

  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 9);
  self->name = add_label (self, "heading", PANGO_ELLIPSIZE_END);
  self->origin = add_label (self, "dimmed", PANGO_ELLIPSIZE_END);
  self->facts = add_label (self, "dimmed", PANGO_ELLIPSIZE_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->facts), "numeric");
  gtk_widget_set_hexpand (GTK_WIDGET (self->facts), TRUE);
  gtk_widget_set_halign (GTK_WIDGET (self->facts), GTK_ALIGN_END);
}

/**
 * heddle_gallery_header_new:
 *
 * Returns: (transfer floating): a header of no group
 */
HeddleGalleryHeader *
heddle_gallery_header_new (void)
{
  return g_object_new (HEDDLE_TYPE_GALLERY_HEADER, NULL);
}

static gboolean
says_already (HeddleGalleryHeader    *self,
              const HeddleAssetGroup *group)
{
  return self->bound && self->run_id == group->run_id && self->time == group->time &&
         self->n_entries == group->n_entries;
}

/**
 * heddle_gallery_header_bind:
 * @self: a header
 * @group: the group
 * @position: which one in the gallery that is
 *
 * Makes the header that of a group.
 */
void
heddle_gallery_header_bind (HeddleGalleryHeader    *self,
                            const HeddleAssetGroup *group,
                            guint                   position)
{
  g_autofree char *time = NULL;
  g_autofree char *count = NULL;
  g_autofree char *cost = NULL;
  g_autofree char *origin = NULL;
  g_autofree char *facts = NULL;
  g_autofree char *whole = NULL;
  const char *name = group->run_id != 0 ? group->name : _("Imported");

  self->position = position;
  if (says_already (self, group))
    return;
  self->bound = TRUE;
  self->run_id = group->run_id;
  self->time = group->time;
  self->n_entries = group->n_entries;
  time = group->run_id != 0 ? heddle_words_for_time (group->time) : heddle_words_for_day (group->time);
  if (group->run_id != 0)
    /* Translators: the number of a run, and when it was, such as “today 11:08” */
    origin = g_strdup_printf (_("Run %1$d · %2$s"), (int) group->run_number, time);
  else
    origin = g_steal_pointer (&time);
  count = g_strdup_printf (ngettext ("%u result", "%u results", group->n_entries), group->n_entries);
  cost = heddle_words_for_costs (group->costs);
  facts = cost != NULL ? g_strdup_printf ("%s · %s", count, cost) : g_strdup (count);
  whole = g_strdup_printf ("%s, %s, %s", name, origin, facts);

  gtk_label_set_label (self->name, name);
  gtk_label_set_label (self->origin, origin);
  gtk_label_set_label (self->facts, facts);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, whole, -1);
}

/**
 * heddle_gallery_header_unbind:
 * @self: a header
 *
 * Makes the header that of no group.
 */
void
heddle_gallery_header_unbind (HeddleGalleryHeader *self)
{
  self->bound = FALSE;
}

/**
 * heddle_gallery_header_is_bound:
 * @self: a header
 *
 * Returns: whether it is that of a group
 */
gboolean
heddle_gallery_header_is_bound (HeddleGalleryHeader *self)
{
  return self->bound;
}

/**
 * heddle_gallery_header_get_group:
 * @self: a header
 *
 * Returns: which group of the gallery it belongs to
 */
guint
heddle_gallery_header_get_group (HeddleGalleryHeader *self)
{
  return self->position;
}
