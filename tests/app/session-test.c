/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "tests/app/session-test.h"

#include "store/heddle-library.h"
#include "tests/core/store/store-test.h"
#include "widgets/heddle-settle.h"

typedef struct
{
  gboolean  done;
  GValue    value;
  GError   *error;
} Wait;

static void
settled_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  Wait *wait = g_object_get_data (owner, "wait");

  wait->done = TRUE;
  if (value != NULL)
    {
      g_value_init (&wait->value, G_VALUE_TYPE (value));
      g_value_copy (value, &wait->value);
    }
  wait->error = error != NULL ? g_error_copy (error) : NULL;
}

gboolean
session_test_await (DexFuture  *future,
                    GValue     *value,
                    GError    **error)
{
  g_autoptr (GObject) owner = g_object_new (G_TYPE_OBJECT, NULL);
  Wait wait = { 0 };

  g_object_set_data (owner, "wait", &wait);
  heddle_settle (future, settled_cb, owner);
  while (!wait.done)
    g_main_context_iteration (NULL, TRUE);
  if (wait.error != NULL)
    {
      g_propagate_error (error, wait.error);
      return FALSE;
    }
  if (value != NULL)
    *value = wait.value;
  else
    g_value_unset (&wait.value);
  return TRUE;
}

void
session_test_set_up (SessionTest *self)
{
  g_autofree char *library = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("heddle-session-XXXXXX", NULL);
  library = g_build_filename (self->folder, "library", NULL);
  self->session = heddle_session_new ();
  session_test_await (heddle_session_open (self->session, library), NULL, &error);
  g_assert_no_error (error);
}

void
session_test_tear_down (SessionTest *self)
{
  g_autoptr (GError) error = NULL;

  session_test_await (heddle_session_close (self->session), NULL, &error);
  g_assert_no_error (error);
  g_assert_finalize_object (self->session);
  store_test_remove_tree (self->folder);
  g_free (self->folder);
}

static gboolean
run_script (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  return heddle_database_execute_script (database, data, error);
}

typedef struct
{
  HeddleLibrary *library;
  const char    *sql;
} Script;

static gpointer
write_thread (gpointer data)
{
  Script *script = data;

  assert_await_ok (heddle_library_write (script->library, run_script, (gpointer) script->sql, NULL));
  return NULL;
}

/* The main loop does not run meanwhile. */
void
session_test_write (HeddleSession *session,
                    const char    *sql)
{
  Script script = { heddle_session_get_library (session), sql };

  g_thread_join (g_thread_new ("write", write_thread, &script));
}
