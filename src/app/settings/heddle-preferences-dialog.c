/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "settings/heddle-preferences-dialog.h"

struct _HeddlePreferencesDialog
{
  AdwPreferencesDialog  parent_instance;
  HeddleSession        *session;
};

G_DEFINE_FINAL_TYPE (HeddlePreferencesDialog, heddle_preferences_dialog, ADW_TYPE_PREFERENCES_DIALOG)

static void
heddle_preferences_dialog_dispose (GObject *object)
{
  HeddlePreferencesDialog *self = HEDDLE_PREFERENCES_DIALOG (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_preferences_dialog_parent_class)->dispose (object);
}

static void
heddle_preferences_dialog_class_init (HeddlePreferencesDialogClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_preferences_dialog_dispose;
}

static void
heddle_preferences_dialog_init (HeddlePreferencesDialog *self)
{
}

/**
 * heddle_preferences_dialog_new:
 * @session: a session with a library
 *
 * Returns: (transfer floating): the dialog
 */
AdwDialog *
heddle_preferences_dialog_new (HeddleSession *session)
{
  HeddlePreferencesDialog *self = g_object_new (HEDDLE_TYPE_PREFERENCES_DIALOG, NULL);

  self->session = g_object_ref (session);
  return ADW_DIALOG (self);
}
