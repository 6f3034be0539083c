/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-settle.h"

#include "base/heddle-threads.h"

typedef struct
{
  HeddleSettledFunc func;
  GWeakRef          owner;
} Settlement;

static void
settlement_free (gpointer data)
{
  Settlement *settlement = data;

  g_weak_ref_clear (&settlement->owner);
  g_free (settlement);
}

static DexFuture *
settled_cb (DexFuture *future,
            gpointer   data)
{
  Settlement *settlement = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&settlement->owner);
  g_autoptr (GError) error = NULL;
  const GValue *value = dex_future_get_value (future, &error);

  if (owner != NULL)
    settlement->func (owner, value, error);
  return NULL;
}

/**
 * heddle_settle:
 * @future: (transfer full): what is awaited
 * @func: (scope async): what is done with the result
 * @owner: (type GObject.Object): who awaits it; where it is gone by then, @func is not called
 *
 * The one way for objects that live on the main thread to await a future: a callback with the main
 * thread's whole stack, where a fiber's would be too small for GTK.
 */
void
heddle_settle (DexFuture         *future,
               HeddleSettledFunc  func,
               gpointer           owner)
{
  Settlement *settlement = g_new0 (Settlement, 1);

  g_assert (heddle_is_main_thread ());

  settlement->func = func;
  g_weak_ref_init (&settlement->owner, owner);
  dex_future_disown (dex_future_finally (future, settled_cb, settlement, settlement_free));
}
