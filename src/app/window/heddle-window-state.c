/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/heddle-window-state.h"

#include "store/heddle-setting-repository.h"

/* What was open where belongs to the library, not to the machine: another library has other
 * workflows.
 */
#define CATEGORY "window"
#define KEY "state"

static gboolean
load (HeddleDatabase  *database,
      gpointer         data,
      GValue          *result,
      GError         **error)
{
  g_autofree char *text = NULL;

  if (!heddle_settings_get_text (database, CATEGORY, KEY, &text, error))
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, text);
  return TRUE;
}

/**
 * heddle_window_state_load:
 * @session: a session with a library
 *
 * Returns: (transfer full): resolves to the state as JSON text, or to no text where none was saved
 */
DexFuture *
heddle_window_state_load (HeddleSession *session)
{
  return heddle_library_read (heddle_session_get_library (session), load, NULL, NULL);
}

static gboolean
save (HeddleDatabase  *database,
      gpointer         data,
      GValue          *result,
      GError         **error)
{
  return heddle_settings_set_text (database, CATEGORY, KEY, data, error);
}

/**
 * heddle_window_state_save:
 * @session: a session with a library
 * @state: what is to be found again
 *
 * Returns: (transfer full): resolves once the library holds it
 */
DexFuture *
heddle_window_state_save (HeddleSession *session,
                          JsonNode      *state)
{
  return heddle_library_write (heddle_session_get_library (session), save,
                               heddle_json_write (state, HEDDLE_JSON_COMPACT), g_free);
}
