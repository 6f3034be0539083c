/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-orders.h"

typedef struct
{
  char *method;
  char *path;
  HeddleFakeFault *fault;
  guint left;
} Order;

/* The faults that were ordered from C. Functions can be called from any thread. */
struct _HeddleFakeOrders
{
  GMutex mutex;
  GPtrArray *orders;
};

static void
order_free (Order *order)
{
  g_free (order->method);
  g_free (order->path);
  heddle_fake_fault_free (order->fault);
  g_free (order);
}

/**
 * heddle_fake_orders_new:
 *
 * Returns: (transfer full): no orders
 */
HeddleFakeOrders *
heddle_fake_orders_new (void)
{
  HeddleFakeOrders *self = g_new0 (HeddleFakeOrders, 1);

  g_mutex_init (&self->mutex);
  self->orders = g_ptr_array_new_with_free_func ((GDestroyNotify) order_free);

  return self;
}

/**
 * heddle_fake_orders_free:
 * @self: (transfer full): orders
 */
void
heddle_fake_orders_free (HeddleFakeOrders *self)
{
  g_ptr_array_unref (self->orders);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/**
 * heddle_fake_orders_add:
 * @self: orders
 * @method: (nullable): the method of the requests that it concerns, %NULL for any
 * @path: (nullable): their path, with `*` and `?`, %NULL for any
 * @fault: (transfer full): what should go wrong, with one request unless its `times` says more
 */
void
heddle_fake_orders_add (HeddleFakeOrders *self,
                        const char       *method,
                        const char       *path,
                        HeddleFakeFault  *fault)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Order *order = g_new0 (Order, 1);

  order->method = g_strdup (method);
  order->path = g_strdup (path);
  order->left = MAX (fault->times, 1);
  order->fault = fault;
  g_ptr_array_add (self->orders, order);
}

/**
 * heddle_fake_orders_take:
 * @self: orders
 * @request: a request that has come
 *
 * Uses up one time of the first order that fits.
 *
 * Returns: (transfer full) (nullable): what goes wrong with @request; %NULL where nothing was ordered
 */
HeddleFakeFault *
heddle_fake_orders_take (HeddleFakeOrders  *self,
                         HeddleFakeRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  for (guint i = 0; i < self->orders->len; i++)
    {
      Order *order = g_ptr_array_index (self->orders, i);
      HeddleFakeFault *fault;

      if (!heddle_fake_request_matches (request, order->method, order->path))
        continue;

      fault = heddle_fake_fault_copy (order->fault);
      order->left--;
      if (order->left == 0)
        g_ptr_array_remove_index (self->orders, i);
      return fault;
    }

  return NULL;
}
