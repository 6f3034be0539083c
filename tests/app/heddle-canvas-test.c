/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-canvas-test.h"

#include <ftw.h>
#include <stdio.h>

/* A library of its own, for programs that show a canvas and nothing else. */
static char *folder;
static HeddleSession *session;
static HeddleOpenWorkflow *open_workflow;

static DexFuture *
pass_cb (DexFuture *future,
         gpointer   data)
{
  return dex_ref (future);
}

/* A future that a worker resolves wakes the main loop only where something of the main thread follows. */
static void
wait_for (DexFuture *future)
{
  future = dex_future_finally (future, pass_cb, NULL, NULL);
  while (dex_future_get_status (future) == DEX_FUTURE_STATUS_PENDING)
    g_main_context_iteration (NULL, TRUE);
  if (dex_future_get_status (future) == DEX_FUTURE_STATUS_REJECTED)
    {
      g_autoptr (GError) error = NULL;

      dex_future_get_value (future, &error);
      g_error ("The library of the test: %s", error->message);
    }
  dex_unref (future);
}

static int
remove_entry (const char        *path,
              const struct stat *info,
              int                kind,
              struct FTW        *position)
{
  return remove (path);
}

/**
 * heddle_canvas_test_open_text:
 * @text: a workflow
 *
 * Returns: (transfer none): the workflow, open in a library of its own
 */
HeddleOpenWorkflow *
heddle_canvas_test_open_text (const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleWorkflow) workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_autoptr (HeddleDocument) document = NULL;

  if (workflow == NULL)
    g_error ("The workflow of the test: %s", error->message);
  if (session == NULL)
    {
      folder = g_dir_make_tmp ("heddle-canvas.XXXXXX", NULL);
      session = heddle_session_new ();
      wait_for (heddle_session_open (session, folder));
    }
  g_clear_object (&open_workflow);
  document = heddle_document_new (workflow);
  open_workflow = heddle_open_workflow_new (session, document);
  return open_workflow;
}

/**
 * heddle_canvas_test_open:
 * @path: a .heddle file
 *
 * Returns: (transfer none): the workflow, open in a library of its own
 */
HeddleOpenWorkflow *
heddle_canvas_test_open (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  if (!g_file_get_contents (path, &text, NULL, &error))
    g_error ("The workflow of the test: %s", error->message);
  return heddle_canvas_test_open_text (text);
}

/**
 * heddle_canvas_test_close:
 *
 * Closes the library, and removes it.
 */
void
heddle_canvas_test_close (void)
{
  g_clear_object (&open_workflow);
  if (session == NULL)
    return;
  wait_for (heddle_session_close (session));
  g_clear_object (&session);
  nftw (folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
  g_clear_pointer (&folder, g_free);
}
