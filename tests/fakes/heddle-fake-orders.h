/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-fault.h"
#include "heddle-fake-request.h"

G_BEGIN_DECLS

typedef struct _HeddleFakeOrders HeddleFakeOrders;

HeddleFakeOrders *heddle_fake_orders_new  (void);
void              heddle_fake_orders_free (HeddleFakeOrders  *self);
void              heddle_fake_orders_add  (HeddleFakeOrders  *self,
                                           const char        *method,
                                           const char        *path,
                                           HeddleFakeFault   *fault);
HeddleFakeFault  *heddle_fake_orders_take (HeddleFakeOrders  *self,
                                           HeddleFakeRequest *request);

G_END_DECLS
