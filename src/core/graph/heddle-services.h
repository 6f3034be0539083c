/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_SERVICES (heddle_services_get_type ())
G_DECLARE_FINAL_TYPE (HeddleServices, heddle_services, HEDDLE, SERVICES, GObject)

HeddleServices *heddle_services_new (void);
void            heddle_services_add (HeddleServices *self,
                                     GObject        *service);
gpointer        heddle_services_get (HeddleServices *self,
                                     GType           type);

G_END_DECLS
