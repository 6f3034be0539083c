/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-outside-changes.h"

#include <gio/gio.h>

#include "base/heddle-threads.h"
#include "engine/heddle-budget-change.h"
#include "store/heddle-rating-repository.h"

struct _HeddleOutsideChanges
{
  GObject        parent_instance;
  HeddleLibrary *library;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleOutsideChanges, heddle_outside_changes, G_TYPE_OBJECT)

static void
heddle_outside_changes_finalize (GObject *object)
{
  g_object_unref (HEDDLE_OUTSIDE_CHANGES (object)->library);

  G_OBJECT_CLASS (heddle_outside_changes_parent_class)->finalize (object);
}

static void
heddle_outside_changes_class_init (HeddleOutsideChangesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_outside_changes_finalize;

  /**
   * HeddleOutsideChanges::changed:
   * @self: the changes
   *
   * Emitted in the global default main context after another process has changed something.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
heddle_outside_changes_init (HeddleOutsideChanges *self)
{
}

/**
 * heddle_outside_changes_new:
 * @library: a library that is open for writing
 *
 * Returns: (transfer full): its changes
 */
HeddleOutsideChanges *
heddle_outside_changes_new (HeddleLibrary *library)
{
  HeddleOutsideChanges *self = g_object_new (HEDDLE_TYPE_OUTSIDE_CHANGES, NULL);

  self->library = g_object_ref (library);
  return self;
}

static gboolean
change_money (HeddleOutsideChanges  *self,
              GVariant              *parameters,
              GError               **error)
{
  g_autoptr (GVariant) said = g_variant_get_child_value (parameters, 0);
  g_auto (HeddleBudgetChange) change = { 0 };

  if (heddle_budget_change_read (&change, said))
    return heddle_budget_change_apply (&change, self->library, error);
  g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "There is no such change");
  return FALSE;
}

static gboolean
rate (HeddleOutsideChanges  *self,
      GVariant              *parameters,
      GError               **error)
{
  const char *hash;
  guint32 stars;

  g_variant_get (parameters, "(&su)", &hash, &stars);
  return heddle_wait_for (heddle_ratings_save (self->library, hash, stars), NULL, error);
}

static gboolean
tell_cb (gpointer self)
{
  g_signal_emit (self, signals[CHANGED], 0);
  return G_SOURCE_REMOVE;
}

/**
 * heddle_outside_changes_serve:
 * @self: the changes
 * @method: what is asked for, `Rate` or `ChangeBudget`
 * @parameters: how
 * @error: return location
 *
 * Does what another process asks for. Blocks. Can be called from any thread.
 *
 * Returns: %FALSE with @error set where it cannot be done
 */
gboolean
heddle_outside_changes_serve (HeddleOutsideChanges  *self,
                              const char            *method,
                              GVariant              *parameters,
                              GError               **error)
{
  gboolean done = g_str_equal (method, "Rate") ? rate (self, parameters, error) : change_money (self, parameters, error);

  if (done)
    g_idle_add_full (G_PRIORITY_DEFAULT, tell_cb, g_object_ref (self), g_object_unref);
  return done;
}
