/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-document-repository.h"

#include "base/heddle-init.h"
#include "edit-test.h"
#include "store-test.h"
#include "store/heddle-migrations.h"
#include "store/heddle-store-error.h"
#include "store/heddle-workflow-repository.h"

#define N_RANDOM_EDITS 10000

static HeddleDatabase *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (GError) error = NULL;
  HeddleDatabase *database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  heddle_migrations_apply (migrations, database, folder, &error);
  g_assert_no_error (error);
  return database;
}

static char *
text_of (HeddleDocument *document)
{
  return heddle_workflow_to_text (heddle_document_get_workflow (document));
}

static gboolean
try_save (HeddleDatabase  *database,
          HeddleDocument  *document,
          GError         **error)
{
  g_autoptr (HeddleWorkflowSnapshot) workflow = heddle_workflow_snapshot_new (heddle_document_get_workflow (document));
  g_autoptr (HeddleHistoryChange) history = heddle_document_take_history_change (document);

  return heddle_documents_save (database, workflow, history, error);
}

static void
save (HeddleDatabase *database,
      HeddleDocument *document)
{
  g_autoptr (GError) error = NULL;

  try_save (database, document, &error);
  g_assert_no_error (error);
}

static void
apply (HeddleDocument *document,
       HeddleEdit     *edit)
{
  g_autoptr (HeddleEdit) applied = edit;
  g_autoptr (GError) error = NULL;

  heddle_document_apply (document, applied, &error);
  g_assert_no_error (error);
}

/* What somebody who starts again finds. */
static HeddleDocument *
reload (HeddleDatabase *database,
        HeddleDocument *document)
{
  g_autoptr (GError) error = NULL;
  HeddleDocument *again = heddle_documents_load (database,
                                                 heddle_workflow_get_id (heddle_document_get_workflow (document)),
                                                 &error);

  g_assert_no_error (error);
  return again;
}

static HeddleDocument *
new_document (void)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();

  return heddle_document_new (workflow);
}

static void
move (HeddleDocument *document,
      guint           x)
{
  g_autofree char *value = g_strdup_printf ("%u", x);
  g_autoptr (HeddleEdit) edit = edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "x", value);
  g_autoptr (GError) error = NULL;

  heddle_document_begin (document, "Move");
  heddle_document_apply (document, edit, &error);
  g_assert_no_error (error);
  heddle_document_end (document);
}

static guint
undo_all (HeddleDocument *document)
{
  guint n = 0;

  for (; heddle_document_can_undo (document); n++)
    heddle_document_undo (document);
  return n;
}

static guint
redo_all (HeddleDocument *document)
{
  guint n = 0;

  for (; heddle_document_can_redo (document); n++)
    heddle_document_redo (document);
  return n;
}

static void
assert_text (HeddleDocument *document,
             const char     *expected)
{
  g_autofree char *text = text_of (document);

  g_assert_cmpstr (text, ==, expected);
}

/* What was done can be taken back after a restart, and what was taken back done again. */
static void
test_kept (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (HeddleDocument) again = NULL;
  g_autoptr (HeddleDocument) once_more = NULL;
  g_autofree char *before = text_of (document);
  g_autofree char *after = NULL;

  move (document, 10);
  save (database, document);
  move (document, 20);
  move (document, 30);
  after = text_of (document);
  heddle_document_undo (document);
  save (database, document);

  again = reload (database, document);
  g_assert_cmpstr (heddle_document_get_undo_label (again), ==, "Move");
  g_assert_cmpuint (redo_all (again), ==, 1);
  assert_text (again, after);
  g_assert_cmpuint (undo_all (again), ==, 3);
  assert_text (again, before);
  save (database, again);

  once_more = reload (database, document);
  g_assert_false (heddle_document_can_undo (once_more));
  g_assert_cmpuint (redo_all (once_more), ==, 3);
  assert_text (once_more, after);
}

/* What has no id in the document keeps its name in the steps, also while the page that it is in is gone. */
static void
test_page_away (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (HeddleDocument) again = NULL;
  g_autoptr (HeddleDocument) once_more = NULL;
  g_autofree char *before = text_of (document);
  g_autofree char *after = NULL;

  apply (document, edit_test_new_insert (HEDDLE_ELEMENT_FRAME, 0, "{'name':'First','x':5}"));
  apply (document, edit_test_new_set (HEDDLE_ELEMENT_FRAME, "@1", "name", "'Renamed'"));
  apply (document, edit_test_new_remove (HEDDLE_ELEMENT_FRAME, "f1"));
  apply (document, edit_test_new_remove (HEDDLE_ELEMENT_FRAME, "@0"));
  apply (document, edit_test_new_remove (HEDDLE_ELEMENT_PIPELINE, "main"));
  after = text_of (document);
  save (database, document);

  again = reload (database, document);
  heddle_document_undo (again);
  save (database, again);
  once_more = reload (database, again);
  g_assert_cmpuint (undo_all (once_more), ==, 4);
  assert_text (once_more, before);
  g_assert_cmpuint (redo_all (once_more), ==, 5);
  assert_text (once_more, after);
}

/* What is done after a restart takes the place of what could have been done again. */
static void
test_goes_on (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (HeddleDocument) again = NULL;
  g_autoptr (HeddleDocument) once_more = NULL;
  g_autofree char *before = text_of (document);

  move (document, 10);
  move (document, 20);
  move (document, 30);
  heddle_document_undo (document);
  heddle_document_undo (document);
  save (database, document);

  again = reload (database, document);
  move (again, 40);
  save (database, again);
  once_more = reload (database, document);
  g_assert_false (heddle_document_can_redo (once_more));
  g_assert_cmpuint (undo_all (once_more), ==, 2);
  assert_text (once_more, before);
}

/* A workflow that another program has replaced is not spoiled by steps that led elsewhere. */
static void
test_changed_past_it (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (HeddleDocument) again = NULL;
  g_autoptr (HeddleDocument) once_more = NULL;
  g_autoptr (HeddleWorkflowRecord) record = NULL;
  g_autoptr (GError) error = NULL;

  move (document, 10);
  save (database, document);
  record = heddle_workflows_find (database, heddle_workflow_get_id (heddle_document_get_workflow (document)), &error);
  g_assert_no_error (error);
  move (document, 20);
  g_free (record->document);
  record->document = text_of (document);
  g_assert_true (heddle_workflows_save (database, record, &error));

  again = reload (database, document);
  assert_text (again, record->document);
  g_assert_false (heddle_document_can_undo (again));
  move (again, 30);
  save (database, again);
  once_more = reload (database, document);
  g_assert_cmpuint (undo_all (once_more), ==, 1);
  assert_text (once_more, record->document);
}

/* In the middle of a gesture the document is not where a step has left it. */
static void
test_in_the_middle (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (HeddleDocument) cut_off = NULL;
  g_autoptr (HeddleDocument) again = NULL;
  g_autofree char *before = text_of (document);

  heddle_document_begin (document, "Drag");
  move (document, 10);
  save (database, document);
  cut_off = reload (database, document);
  g_assert_false (heddle_document_can_undo (cut_off));

  move (document, 20);
  heddle_document_end (document);
  save (database, document);
  again = reload (database, document);
  g_assert_cmpuint (undo_all (again), ==, 1);
  assert_text (again, before);
}

/* What goes on growing is one step, of which the library has all. */
static void
test_grows (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (HeddleDocument) again = NULL;
  g_autofree char *before = text_of (document);
  const char *const paths[] = { "x", "y", "config.count" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (HeddleEdit) edit = edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", paths[i], "7");
      g_autoptr (GError) error = NULL;

      heddle_document_begin_part (document, "Place", "place");
      heddle_document_apply (document, edit, &error);
      g_assert_no_error (error);
      heddle_document_end (document);
      save (database, document);
    }
  again = reload (database, document);
  g_assert_cmpuint (undo_all (again), ==, 1);
  assert_text (again, before);
}

static void
test_many_steps (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (HeddleDocument) again = NULL;
  g_autoptr (HeddleDocument) once_more = NULL;
  gint64 rows;

  for (guint i = 0; i < HEDDLE_MAX_KEPT_STEPS + 100; i++)
    {
      move (document, i);
      if (i % 7 == 0)
        save (database, document);
    }
  save (database, document);
  again = reload (database, document);
  for (guint i = 0; i < 50; i++)
    move (again, i);
  save (database, again);

  once_more = reload (database, document);
  g_assert_cmpuint (undo_all (once_more), ==, HEDDLE_MAX_KEPT_STEPS);
  g_assert_true (heddle_database_query_int (database, "SELECT count (*) FROM document_edit", &rows, NULL));
  g_assert_cmpint (rows, ==, HEDDLE_MAX_KEPT_STEPS);
  g_assert_cmpuint (undo_all (document), ==, HEDDLE_MAX_KEPT_STEPS + 100);
}

/* Who undoes more than is kept, and starts again, can go on undoing from there. */
static void
test_undone_far (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (HeddleDocument) again = NULL;
  g_autofree char *before = text_of (document);

  for (guint i = 0; i < HEDDLE_MAX_KEPT_STEPS + 100; i++)
    move (document, i);
  save (database, document);
  for (guint i = 0; i < HEDDLE_MAX_KEPT_STEPS + 50; i++)
    heddle_document_undo (document);
  save (database, document);

  again = reload (database, document);
  g_assert_cmpuint (redo_all (again), ==, HEDDLE_MAX_KEPT_STEPS);
  g_assert_cmpuint (undo_all (again), ==, HEDDLE_MAX_KEPT_STEPS + 50);
  assert_text (again, before);
}

/* Steps that are as large as documents are not kept by the hundred. */
static void
test_large_steps (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (HeddleDocument) again = NULL;
  g_autoptr (GError) error = NULL;
  gint64 bytes;

  for (guint i = 0; i < 20; i++)
    {
      g_autofree char *text = g_strnfill (1024 * 1024, (char) ('a' + i));
      g_autofree char *value = g_strdup_printf ("'%s'", text);
      g_autoptr (HeddleEdit) edit = edit_test_new_set (HEDDLE_ELEMENT_NODE, "art", "config.csv", value);

      heddle_document_apply (document, edit, &error);
      g_assert_no_error (error);
      save (database, document);
    }
  g_assert_true (heddle_database_query_int (database, "SELECT sum (octet_length (edits)) FROM document_edit", &bytes, NULL));
  g_assert_cmpint (bytes, <, 9 * 1024 * 1024);
  again = reload (database, document);
  g_assert_cmpuint (undo_all (again), >=, 5);
}

/* What could not be written is written with what comes next. */
static void
test_failed (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (HeddleDocument) again = NULL;
  g_autofree char *before = text_of (document);
  g_autoptr (GError) error = NULL;

  move (document, 10);
  save (database, document);
  move (document, 20);
  heddle_database_execute_script (database, "ALTER TABLE document_edit RENAME TO away", &error);
  g_assert_no_error (error);
  g_assert_false (try_save (database, document, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_FAILED);
  g_clear_error (&error);
  heddle_document_forget_kept_history (document);
  heddle_database_execute_script (database, "ALTER TABLE away RENAME TO document_edit", &error);
  g_assert_no_error (error);

  move (document, 30);
  save (database, document);
  again = reload (database, document);
  g_assert_cmpuint (undo_all (again), ==, 3);
  assert_text (again, before);
}

/* Without its steps, or with such as nobody can read, a document opens all the same. */
static void
test_damaged (const char *folder)
{
  static const char *const damages[] = {
    "UPDATE document_edit SET edits = '[{\"do\":\"dance\"}]' WHERE number = 1",
    "UPDATE document_edit SET edits = '{}' WHERE number = 1",
    "DELETE FROM document_edit WHERE number = 1",
  };
  g_autoptr (HeddleDatabase) database = open_database (folder);

  for (guint i = 0; i < G_N_ELEMENTS (damages); i++)
    {
      g_autoptr (HeddleDocument) document = new_document ();
      g_autoptr (HeddleDocument) again = NULL;
      g_autofree char *after = NULL;

      move (document, 10);
      move (document, 20);
      move (document, 30);
      after = text_of (document);
      save (database, document);
      g_assert_true (heddle_database_execute_script (database, damages[i], NULL));
      again = reload (database, document);
      assert_text (again, after);
      g_assert_false (heddle_document_can_undo (again));
    }
}

static void
log_edit (HeddleDocument *document,
          HeddleEdit     *edit,
          GPtrArray      *log)
{
  g_ptr_array_add (log, heddle_edit_ref (edit));
}

/* Everything that has ever been done to the document, on a fresh copy of it. */
static void
assert_replayed (HeddleDocument *document,
                 GPtrArray      *log)
{
  g_autoptr (HeddleWorkflow) workflow = edit_test_load_sample ();
  g_autofree char *expected = NULL;

  for (guint i = 0; i < log->len; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (HeddleEdit) inverse = heddle_edit_apply (g_ptr_array_index (log, i), workflow, &error);

      g_assert_no_error (error);
    }
  expected = heddle_workflow_to_text (workflow);
  assert_text (document, expected);
}

static void
do_something (HeddleDocument *document)
{
  int choice = g_test_rand_int_range (0, 10);
  g_autoptr (HeddleEdit) edit = NULL;

  if (choice < 2)
    heddle_document_undo (document);
  else if (choice < 3)
    heddle_document_redo (document);
  else
    {
      edit = edit_test_new_random (heddle_document_get_workflow (document));
      heddle_document_begin (document, "Chance");
      heddle_document_apply (document, edit, NULL);
      heddle_document_end (document);
    }
}

/* Ten thousand edits, undone and done again in between, saved now and then, with restarts. */
static void
test_random (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDocument) document = new_document ();
  g_autoptr (GPtrArray) log = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_edit_unref);
  guint n_restarts = 0;

  g_signal_connect (document, "edited", G_CALLBACK (log_edit), log);
  for (guint i = 0; i < N_RANDOM_EDITS; i++)
    {
      do_something (document);
      if (g_test_rand_int_range (0, 20) == 0)
        save (database, document);
      if (g_test_rand_int_range (0, 400) != 0)
        continue;
      save (database, document);
      HeddleDocument *again = reload (database, document);

      g_assert_cmpint (heddle_document_can_undo (again), ==, heddle_document_can_undo (document));
      g_assert_cmpint (heddle_document_can_redo (again), ==, heddle_document_can_redo (document));
      g_object_unref (document);
      document = again;
      g_signal_connect (document, "edited", G_CALLBACK (log_edit), log);
      n_restarts++;
    }
  g_assert_cmpuint (n_restarts, >, 5);
  assert_replayed (document, log);
  g_assert_cmpuint (undo_all (document), >, 0);
  assert_replayed (document, log);
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  g_test_init (&argc, &argv, NULL);

  store_test_add ("/documents/kept", test_kept);
  store_test_add ("/documents/page-away", test_page_away);
  store_test_add ("/documents/goes-on", test_goes_on);
  store_test_add ("/documents/changed-past-it", test_changed_past_it);
  store_test_add ("/documents/in-the-middle", test_in_the_middle);
  store_test_add ("/documents/grows", test_grows);
  store_test_add ("/documents/many-steps", test_many_steps);
  store_test_add ("/documents/undone-far", test_undone_far);
  store_test_add ("/documents/large-steps", test_large_steps);
  store_test_add ("/documents/failed", test_failed);
  store_test_add ("/documents/damaged", test_damaged);
  store_test_add ("/documents/random", test_random);
  return g_test_run ();
}
