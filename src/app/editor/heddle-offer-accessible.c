/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-offer-accessible.h"

struct _HeddleOfferAccessible
{
  HeddlePartAccessible parent_instance;
};

G_DEFINE_FINAL_TYPE (HeddleOfferAccessible, heddle_offer_accessible, HEDDLE_TYPE_PART_ACCESSIBLE)

static gboolean
heddle_offer_accessible_get_area (HeddlePartAccessible *part,
                                  HeddleCanvas         *canvas,
                                  graphene_rect_t      *area)
{
  return heddle_canvas_get_offer_area (canvas, heddle_part_accessible_get_node (part), area);
}

static void
heddle_offer_accessible_class_init (HeddleOfferAccessibleClass *klass)
{
  HEDDLE_PART_ACCESSIBLE_CLASS (klass)->get_area = heddle_offer_accessible_get_area;
}

static void
heddle_offer_accessible_init (HeddleOfferAccessible *self)
{
}

/**
 * heddle_offer_accessible_new:
 * @node: the node as assistive technology has it
 * @canvas: the canvas that the node is on
 * @id: the node's id
 * @label: what the button is called
 *
 * Returns: (transfer full): the button as assistive technology has it
 */
HeddleOfferAccessible *
heddle_offer_accessible_new (GtkAccessible *node,
                             GtkWidget     *canvas,
                             const char    *id,
                             const char    *label)
{
  HeddleOfferAccessible *self = g_object_new (HEDDLE_TYPE_OFFER_ACCESSIBLE, NULL);

  heddle_part_accessible_set_up (HEDDLE_PART_ACCESSIBLE (self), node, canvas, id, GTK_ACCESSIBLE_ROLE_BUTTON, FALSE);
  heddle_part_accessible_set_label (HEDDLE_PART_ACCESSIBLE (self), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS, "R", -1);
  return self;
}
