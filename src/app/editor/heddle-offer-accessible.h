/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-part-accessible.h"

G_BEGIN_DECLS

/**
 * HeddleOfferAccessible:
 *
 * The button in the footer of a node, as assistive technology has it.
 */
#define HEDDLE_TYPE_OFFER_ACCESSIBLE (heddle_offer_accessible_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOfferAccessible, heddle_offer_accessible, HEDDLE, OFFER_ACCESSIBLE, HeddlePartAccessible)

HeddleOfferAccessible *heddle_offer_accessible_new (GtkAccessible *node,
                                                    GtkWidget     *canvas,
                                                    const char    *id,
                                                    const char    *label);

G_END_DECLS
