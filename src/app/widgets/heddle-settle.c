/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-settle.h"

#include "base/heddle-threads.h"

typedef struct
{
  HeddleSettledFunc  func;
  GWeakRef           owner;
  DexFuture         *future;
  gboolean           awaited;
} Settlement;

static Settlement *
settlement_new (HeddleSettledFunc func,
                gpointer          owner)
{
  Settlement *settlement = g_atomic_rc_box_new0 (Settlement);

  settlement->func = func;
  g_weak_ref_init (&settlement->owner, owner);
  return settlement;
}

static void
settlement_clear (gpointer data)
{
  Settlement *settlement = data;

  g_weak_ref_clear (&settlement->owner);
  dex_clear (&settlement->future);
}

static void
settlement_release (gpointer data)
{
  g_atomic_rc_box_release_full (data, settlement_clear);
}

static void
tell (Settlement *settlement,
      DexFuture  *future)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&settlement->owner);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (owner != NULL)
    settlement->func (owner, value, error);
}

static gboolean
tell_later_cb (gpointer data)
{
  Settlement *settlement = data;

  tell (settlement, settlement->future);
  return G_SOURCE_REMOVE;
}

/* A future that has settled by the time it is awaited answers at once. Who awaits it is not ready
 * for that, and it happens too rarely to be noticed: the answer comes later, as always.
 */
static DexFuture *
settled_cb (DexFuture *future,
            gpointer   data)
{
  Settlement *settlement = data;
  g_autoptr (GObject) owner = NULL;
  Settlement *later;

  if (settlement->awaited)
    {
      tell (settlement, future);
      return NULL;
    }
  owner = g_weak_ref_get (&settlement->owner);
  later = settlement_new (settlement->func, owner);
  later->future = dex_ref (future);
  g_idle_add_full (G_PRIORITY_DEFAULT, tell_later_cb, later, settlement_release);
  return NULL;
}

/**
 * heddle_settle:
 * @future: (transfer full): what is awaited
 * @func: (scope async): what is done with the result
 * @owner: (type GObject.Object): who awaits it; where it is gone by then, @func is not called
 *
 * The one way for objects that live on the main thread to await a future: a callback with the main
 * thread's whole stack, where a fiber's would be too small for GTK. It never comes before this
 * returns.
 */
void
heddle_settle (DexFuture         *future,
               HeddleSettledFunc  func,
               gpointer           owner)
{
  Settlement *settlement = settlement_new (func, owner);

  g_assert (heddle_is_main_thread ());

  dex_future_disown (dex_future_finally (future, settled_cb, g_atomic_rc_box_acquire (settlement),
                                         settlement_release));
  settlement->awaited = TRUE;
  settlement_release (settlement);
}
