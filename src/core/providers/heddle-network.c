/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-network.h"

#include "base/heddle-threads.h"
#include "providers/heddle-address.h"

/* Who waits; shared with the handler of a signal that comes on a thread of its own. */
typedef struct
{
  GMutex mutex;
  GPtrArray *promises;
} Waiting;

struct _HeddleNetwork
{
  GObject parent_instance;

  GNetworkMonitor *monitor;
  Waiting *waiting;
  gulong handler;
  gboolean distrusts_near;
};

G_DEFINE_FINAL_TYPE (HeddleNetwork, heddle_network, G_TYPE_OBJECT)

static void
waiting_clear (gpointer data)
{
  Waiting *waiting = data;

  g_ptr_array_unref (waiting->promises);
  g_mutex_clear (&waiting->mutex);
}

static void
waiting_unref (gpointer  data,
               GClosure *closure)
{
  g_atomic_rc_box_release_full (data, waiting_clear);
}

static void
heddle_network_finalize (GObject *object)
{
  HeddleNetwork *self = HEDDLE_NETWORK (object);

  if (self->handler != 0)
    g_signal_handler_disconnect (self->monitor, self->handler);
  g_clear_object (&self->monitor);
  waiting_unref (self->waiting, NULL);

  G_OBJECT_CLASS (heddle_network_parent_class)->finalize (object);
}

static void
heddle_network_class_init (HeddleNetworkClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_network_finalize;
}

static void
heddle_network_init (HeddleNetwork *self)
{
  self->waiting = g_atomic_rc_box_new0 (Waiting);
  g_mutex_init (&self->waiting->mutex);
  self->waiting->promises = g_ptr_array_new_with_free_func (dex_unref);
}

static void
changed_cb (GNetworkMonitor *monitor,
            gboolean         available,
            gpointer         data)
{
  Waiting *waiting = data;
  g_autoptr (GPtrArray) promises = NULL;

  if (!g_network_monitor_get_network_available (monitor))
    return;

  g_mutex_lock (&waiting->mutex);
  promises = g_steal_pointer (&waiting->promises);
  waiting->promises = g_ptr_array_new_with_free_func (dex_unref);
  g_mutex_unlock (&waiting->mutex);

  for (guint i = 0; i < promises->len; i++)
    dex_promise_resolve_boolean (promises->pdata[i], TRUE);
}

/**
 * heddle_network_new:
 * @monitor: what knows whether there is a network
 *
 * Returns: (transfer full): the network, as it is from now on
 */
HeddleNetwork *
heddle_network_new (GNetworkMonitor *monitor)
{
  HeddleNetwork *self;

  g_return_val_if_fail (G_IS_NETWORK_MONITOR (monitor), NULL);

  self = g_object_new (HEDDLE_TYPE_NETWORK, NULL);
  self->monitor = g_object_ref (monitor);
  self->handler = g_signal_connect_data (monitor, "network-changed", G_CALLBACK (changed_cb),
                                         g_atomic_rc_box_acquire (self->waiting), waiting_unref,
                                         G_CONNECT_DEFAULT);

  return self;
}

/* Asks the system, which can take a while. The monitor tells of changes on the main context, as long as it
 * is made on a thread that has none of its own.
 */
static gboolean
find_usual (gpointer   data,
            GValue    *value,
            GError   **error)
{
  static GMutex mutex;
  static HeddleNetwork *usual;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (usual == NULL)
    usual = heddle_network_new (g_network_monitor_get_default ());
  g_value_init (value, HEDDLE_TYPE_NETWORK);
  g_value_set_object (value, usual);

  return TRUE;
}

/**
 * heddle_network_find_usual:
 *
 * Returns: (transfer full): resolves to the network as the system knows it, one for the whole process
 */
DexFuture *
heddle_network_find_usual (void)
{
  return heddle_run_blocking (find_usual, NULL, NULL);
}

/**
 * heddle_network_distrust_near:
 * @self: a network that nothing was asked of yet
 *
 * Has this machine go away with the network, so that tests can do without a server elsewhere.
 */
void
heddle_network_distrust_near (HeddleNetwork *self)
{
  g_return_if_fail (HEDDLE_IS_NETWORK (self));

  self->distrusts_near = TRUE;
}

/**
 * heddle_network_is_away:
 * @self: the network
 * @url: an address
 *
 * Returns: whether @url needs a network, and there is none
 */
gboolean
heddle_network_is_away (HeddleNetwork *self,
                        const char    *url)
{
  g_return_val_if_fail (HEDDLE_IS_NETWORK (self), FALSE);
  g_return_val_if_fail (url != NULL, FALSE);

  return !g_network_monitor_get_network_available (self->monitor)
         && (self->distrusts_near || !heddle_address_is_near (url));
}

/**
 * heddle_network_wait:
 * @self: the network
 *
 * Returns: (transfer full): resolves to %TRUE once there is a network, at once where there is
 */
DexFuture *
heddle_network_wait (HeddleNetwork *self)
{
  g_autoptr (GMutexLocker) locker = NULL;
  DexPromise *promise;

  g_return_val_if_fail (HEDDLE_IS_NETWORK (self), NULL);

  locker = g_mutex_locker_new (&self->waiting->mutex);
  if (g_network_monitor_get_network_available (self->monitor))
    return dex_future_new_true ();

  promise = dex_promise_new ();
  g_ptr_array_add (self->waiting->promises, dex_ref (promise));

  return DEX_FUTURE (promise);
}
