/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-migrations.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/heddle-init.h"
#include "store-test.h"
#include "store/heddle-api-call-repository.h"
#include "store/heddle-asset-repository.h"
#include "store/heddle-blob-repository.h"
#include "store/heddle-cache-repository.h"
#include "store/heddle-decision-repository.h"
#include "store/heddle-further-repository.h"
#include "store/heddle-project-repository.h"
#include "store/heddle-rating-repository.h"
#include "store/heddle-run-repository.h"
#include "store/heddle-schedule-repository.h"
#include "store/heddle-workflow-repository.h"

#define HASH_START "aaaaaaaaaaaaaaaa"
#define HASH HASH_START HASH_START HASH_START HASH_START

/* What a later version might do: add a column, and rebuild a table that others refer to. */
#define NEXT_STEP \
  "ALTER TABLE project ADD COLUMN platform TEXT;" \
  "CREATE TABLE new_project (id INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, name TEXT, " \
  "created_at INTEGER, updated_at INTEGER, deleted_at INTEGER, platform TEXT) STRICT;" \
  "INSERT INTO new_project SELECT * FROM project;" \
  "DROP TABLE project;" \
  "ALTER TABLE new_project RENAME TO project;"

static HeddleDatabase *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (GError) error = NULL;
  HeddleDatabase *database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);

  g_assert_no_error (error);

  return database;
}

static gint64
query (HeddleDatabase *database,
       const char     *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  heddle_database_query_int (database, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

/* What the repositories write is of the last version: a run and an asset of the first one are written by hand. */
#define FIRST_DOCUMENT \
  "{\"pipelines\": [{\"id\": \"main\", \"name\": \"main\"}, {\"id\": \"second\", \"name\": \"Story\"}]}"

#define FIRST_RUN \
  "INSERT INTO run (uuid, number, workflow_id, workflow_name, snapshot_id, pipeline, \"trigger\", status, inputs, " \
  "options, created_at) SELECT 'r', 1, workflow.id, 'Post', workflow_snapshot.id, 'second', 'cli', 'pending', " \
  "'{}', '{}', 1 FROM workflow, workflow_snapshot;"

#define FIRST_ASSET \
  "INSERT INTO asset (uuid, name, kind, blob_id, mime, bytes, project_id, run_id, prompt, created_at, updated_at) " \
  "SELECT 'a', 'Poster', 'generated', blob.id, 'image/png', 0, project.id, run.id, 'a red cup', 1, 1 " \
  "FROM blob, project, run;" \
  "INSERT INTO tag (name) VALUES ('cup');" \
  "INSERT INTO asset_tag (asset_id, tag_id) SELECT asset.id, tag.id FROM asset, tag;"

/* One row of each kind, in the shape of the first version. */
static void
fill (HeddleDatabase *database)
{
  static const char *const blobs[] = { HASH, NULL };
  g_autoptr (HeddleWorkflowRecord) workflow = heddle_workflow_record_new ();
  g_autoptr (GError) error = NULL;
  gint64 snapshot;
  gint64 project;
  gint64 blob;

  workflow->uuid = g_strdup ("w");
  workflow->name = g_strdup ("Post");
  workflow->document = g_strdup ("{}");
  g_assert_true (heddle_workflows_save (database, workflow, &error));

  g_assert_true (heddle_snapshots_add (database, FIRST_DOCUMENT, &snapshot, &error));
  heddle_database_execute_script (database, FIRST_RUN, &error);
  g_assert_no_error (error);

  g_assert_true (heddle_projects_ensure (database, "Autumn", &project, &error));
  g_assert_true (heddle_blobs_add (database, HASH, 0, &blob, &error));
  heddle_database_execute_script (database, FIRST_ASSET, &error);
  g_assert_no_error (error);
  g_assert_true (heddle_blobs_set_refs (database, HEDDLE_BLOB_OWNER_ASSET, 1, blobs, &error));
}

/* What was asked of a provider, for a run of a project, in the shape of the first version. */
static void
fill_call (HeddleDatabase *database)
{
  g_autoptr (GError) error = NULL;

  heddle_database_execute_script (
    database,
    "UPDATE run SET project_id = (SELECT id FROM project);"
    "INSERT INTO api_call (provider, endpoint, method, status, run_id, node, path, cost, currency, started_at, "
    "finished_at) SELECT 'replicate', '/', 'POST', 'answered', id, 'art', '0', 3000, 'USD', 1000, 2000 FROM run;"
    "INSERT INTO api_call (provider, endpoint, method, status, run_id, node, path, started_at) "
    "SELECT 'openai', '/', 'POST', 'pending', id, 'art', '1', 1000 FROM run;",
    &error);
  g_assert_no_error (error);
}

/* A result that is kept, and the blob that it needs, as each version has them. */
static void
fill_cache (HeddleDatabase *database,
            int             version)
{
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;

  sql = g_strdup_printf ("INSERT INTO cache_entry (%s, key, outputs, bytes, created_at, last_used_at) "
                         "VALUES (0x" HASH_START ", x'" HASH "', '{\"made\":1}', 3, 1000, 1000);"
                         "INSERT INTO blob_ref SELECT 'cache_entry', cache_entry.id, blob.id FROM cache_entry, blob;",
                         version < 10 ? "id" : "prefix");
  heddle_database_execute_script (database, sql, &error);
  g_assert_no_error (error);
}

static void
assert_cache_kept (HeddleDatabase *database)
{
  HeddleCacheRecord *found = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_cache_get (database, HASH, &found, &error));
  g_assert_nonnull (found);
  g_assert_cmpstr (found->outputs, ==, "{\"made\":1}");
  heddle_cache_record_free (found);

  g_assert_cmpint (query (database, "SELECT count (*) FROM blob_ref JOIN cache_entry ON owner_id = cache_entry.id "
                                    "WHERE owner_kind = 'cache_entry'"), ==, 1);
  g_assert_true (heddle_cache_trim (database, 0, &error));
  g_assert_cmpint (query (database, "SELECT count (*) FROM blob_ref WHERE owner_kind = 'cache_entry'"), ==, 0);
}

static void
assert_filled (HeddleDatabase *database)
{
  g_autoptr (GPtrArray) findings = heddle_database_check (database, FALSE, NULL);

  g_assert_cmpint (query (database, "SELECT count (*) FROM asset_text WHERE asset_text MATCH 'red'"), ==, 1);
  g_assert_cmpint (query (database, "SELECT count (*) FROM asset JOIN project ON project.id = asset.project_id "
                                    "JOIN run ON run.id = asset.run_id WHERE project.name = 'Autumn' AND number = 1"),
                   ==, 1);
  g_assert_cmpint (query (database, "SELECT count (*) FROM asset_tag JOIN tag ON tag.id = tag_id WHERE name = 'cup'"),
                   ==, 1);
  g_assert_cmpuint (findings->len, ==, 0);
}

/* What was there before is found by what is there now. */
static void
assert_usable (HeddleDatabase *database)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets = heddle_assets_search (database, "red", 5, &error);
  HeddleAssetRecord *asset;

  g_assert_no_error (error);
  g_assert_cmpuint (assets->len, ==, 1);
  asset = assets->pdata[0];
  g_assert_cmpstr (asset->project, ==, "Autumn");
  g_assert_cmpstr (asset->tags[0], ==, "cup");
  g_assert_cmpint (asset->run_number, ==, 1);
  g_assert_false (asset->attached);
}

/* What was under way in an earlier version is in doubt, whatever results it was for, and a person can say
 * what becomes of it; what it brought goes with it.
 */
static void
assert_can_go_on (HeddleDatabase *database)
{
  static const char *const blobs[] = { HASH, NULL };
  HeddleApiCallRecord asked = { .run_id = 1, .node = (char *) "art", .path = (char *) "1", .seed = 7, .last_seed = 8 };
  HeddleDecisionRecord said = { .run_id = 1, .node = asked.node, .path = asked.path, .answer = HEDDLE_DECISION_SEND };
  g_autoptr (HeddleApiCallRecord) open = NULL;
  g_autoptr (HeddleApiCallRecord) over = NULL;
  g_autoptr (HeddleDecisionRecord) decision = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_api_calls_find_latest (database, &asked, &open, &error));
  g_assert_nonnull (open);
  g_assert_cmpint (open->status, ==, HEDDLE_API_CALL_PENDING);
  asked.path = (char *) "0";
  g_assert_true (heddle_api_calls_find_latest (database, &asked, &over, &error));
  g_assert_null (over);

  g_assert_true (heddle_decisions_add (database, &said, &error));
  g_assert_true (heddle_decisions_find (database, 1, "art", "1", &decision, &error));
  g_assert_cmpint (decision->answer, ==, HEDDLE_DECISION_SEND);
  g_assert_cmpint (decision->call_id, ==, open->id);
  g_assert_false (decision->superseded);

  g_set_str (&open->results, "[]");
  g_assert_true (heddle_api_calls_update (database, open, blobs, &error));
  g_assert_cmpint (query (database, "SELECT count (*) FROM blob_ref WHERE owner_kind = 'api_call'"), ==, 1);
  g_assert_cmpint (query (database, "DELETE FROM api_call WHERE node = 'art' RETURNING 0"), ==, 0);
  g_assert_cmpint (query (database, "SELECT count (*) FROM blob_ref WHERE owner_kind = 'api_call'"), ==, 0);
}

/* A run of an earlier version can be put into the queue, and something can come of its document again. */
static void
assert_can_wait (HeddleDatabase *database)
{
  HeddleJobRecord job = { .run_id = 1, .priority = 2, .scheduled_for = 500 };
  g_autoptr (HeddleScheduleRecord) schedule = heddle_schedule_record_new ();
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autoptr (GPtrArray) before = NULL;
  g_autoptr (GPtrArray) ready = NULL;
  g_autoptr (GError) error = NULL;

  before = heddle_jobs_list_ready (database, 1000, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (before->len, ==, 0);
  heddle_run_record_free (schedule->run);
  schedule->run = heddle_runs_get (database, 1, &error);
  g_assert_no_error (error);
  g_clear_pointer (&schedule->run->uuid, g_free);
  schedule->begins = g_strdup ("1970-01-01T00:00:01");
  schedule->next_due = 1000;
  g_assert_true (heddle_schedules_insert (database, schedule, &error));
  g_assert_true (heddle_schedules_make_runs (database, zone, 1000, &error));
  g_assert_true (heddle_jobs_add (database, &job, &error));

  ready = heddle_jobs_list_ready (database, 1000, -1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ready->len, ==, 2);
  g_assert_cmpint (((HeddleJobRecord *) ready->pdata[0])->number, ==, 1);
  g_assert_cmpstr (((HeddleJobRecord *) ready->pdata[1])->schedule, ==, schedule->uuid);
  g_assert_cmpint (query (database, "SELECT next_due FROM schedule"), ==, 86401000);
}

/* A run of an earlier version is told by its page, and what comes of its document again is, too. */
static void
assert_names_page (HeddleDatabase *database)
{
  g_assert_cmpint (query (database, "SELECT count (*) FROM run WHERE page = 'Story'"), ==, 2);
  g_assert_cmpint (query (database, "SELECT count (*) FROM schedule WHERE page = 'Story'"), ==, 1);
}

/* In a run of an earlier version there can be more to choose from. */
static void
assert_can_have_more (HeddleDatabase *database)
{
  HeddleFurtherRecord record = {
    .run_id = 1, .node = (char *) "art", .path = (char *) "2", .count = 3, .gate = (char *) "pick", .gate_path = (char *) "",
  };
  g_autoptr (GPtrArray) records = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_further_add (database, &record, &error));
  g_assert_true (heddle_further_drop (database, 1, "other", "", &error));
  g_assert_cmpint (query (database, "SELECT dropped FROM further"), ==, 0);
  g_assert_true (heddle_further_drop (database, 1, "pick", "", &error));
  g_assert_no_error (error);
  records = heddle_further_list (database, 1, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (records->len, ==, 1);
  g_assert_cmpuint (((HeddleFurtherRecord *) records->pdata[0])->count, ==, 3);
  g_assert_true (((HeddleFurtherRecord *) records->pdata[0])->dropped);
}

/* What was made in an earlier version can be rated, and what is made of it later has its stars. What is in
 * the trash has them when it comes back.
 */
static void
assert_can_be_rated (HeddleDatabase *database)
{
  g_autoptr (GError) error = NULL;
  guint stars;

  g_assert_true (heddle_ratings_set (database, HASH, 4, &error));
  g_assert_cmpint (query (database, "SELECT rating FROM asset WHERE uuid = 'a'"), ==, 4);
  g_assert_cmpint (query (database, "UPDATE asset SET deleted_at = 1 WHERE uuid = 'a' RETURNING 0"), ==, 0);
  g_assert_true (heddle_ratings_set (database, HASH, 2, &error));
  g_assert_cmpint (query (database, "UPDATE asset SET deleted_at = NULL WHERE uuid = 'a' RETURNING rating"), ==, 2);
  g_assert_true (heddle_ratings_set (database, HASH, 4, &error));
  g_assert_cmpint (query (database, "UPDATE asset SET rating = NULL RETURNING 0"), ==, 0);
  g_assert_true (heddle_ratings_find (database, HASH, &stars, &error));
  g_assert_cmpuint (stars, ==, 4);
  g_assert_true (heddle_ratings_set (database, HASH, 0, &error));
  g_assert_true (heddle_ratings_find (database, HASH, &stars, &error));
  g_assert_cmpuint (stars, ==, 0);
  g_assert_no_error (error);
}

static guint
count_backups (const char  *folder,
               char       **last)
{
  g_autofree char *path = g_build_filename (folder, "backups", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      if (last != NULL)
        *last = g_build_filename (path, name, NULL);
      n++;
    }

  return n;
}

static gboolean
migrate (HeddleDatabase    *database,
         HeddleMigrations  *migrations,
         const char        *folder,
         GError           **error)
{
  g_autofree char *backups = g_build_filename (folder, "backups", NULL);

  return heddle_migrations_apply (migrations, database, backups, error);
}

static void
test_new (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (GError) error = NULL;
  HeddleSchemaState state;

  g_assert_true (heddle_migrations_get_state (migrations, database, &state, &error));
  g_assert_cmpint (state, ==, HEDDLE_SCHEMA_EMPTY);
  migrate (database, migrations, folder, &error);
  g_assert_no_error (error);
  g_assert_true (heddle_migrations_get_state (migrations, database, &state, &error));
  g_assert_cmpint (state, ==, HEDDLE_SCHEMA_CURRENT);

  g_assert_cmpint (query (database, "PRAGMA application_id"), ==, HEDDLE_APPLICATION_ID_NUMBER);
  g_assert_cmpint (query (database, "PRAGMA user_version"), ==,
                   heddle_migrations_get_version (migrations));
  g_assert_cmpuint (count_backups (folder, NULL), ==, 0);

  g_assert_true (migrate (database, migrations, folder, &error));
  g_assert_cmpuint (count_backups (folder, NULL), ==, 0);

  /* Every table of ours is strict, and every connection enforces references. */
  g_assert_cmpint (query (database, "SELECT count (*) FROM pragma_table_list WHERE schema = 'main' "
                                    "AND type = 'table' AND NOT strict "
                                    "AND name NOT LIKE 'sqlite_%'"), ==, 0);
  g_assert_cmpint (query (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query (database, "PRAGMA trusted_schema"), ==, 0);
  g_assert_cmpint (query (database, "PRAGMA synchronous"), ==, 2);
}

static void
migrate_from (const char *folder,
              int         version)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleDatabase) copy = NULL;
  g_autoptr (HeddleMigrations) earlier = heddle_migrations_new ();
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autofree char *backup = NULL;
  g_autoptr (GError) error = NULL;
  HeddleSchemaState state;

  heddle_migrations_keep (earlier, version);
  g_assert_true (migrate (database, earlier, folder, &error));
  fill (database);
  fill_call (database);
  fill_cache (database, version);

  heddle_migrations_add (migrations, NEXT_STEP);
  heddle_migrations_add (migrations, "CREATE TABLE later (x INTEGER) STRICT;");
  g_assert_true (heddle_migrations_get_state (migrations, database, &state, &error));
  g_assert_cmpint (state, ==, HEDDLE_SCHEMA_OLDER);
  migrate (database, migrations, folder, &error);
  g_assert_no_error (error);

  g_assert_cmpint (query (database, "PRAGMA user_version"), ==, heddle_migrations_get_version (migrations));
  g_assert_cmpint (query (database, "PRAGMA foreign_keys"), ==, 1);
  g_assert_cmpint (query (database, "SELECT count (platform IS NULL) FROM project"), ==, 1);
  assert_filled (database);
  assert_usable (database);
  g_assert_cmpint (query (database, "SELECT sum (cost) FROM api_call WHERE reserved IS NULL"), ==, 3000);
  if (version < 4)
    g_assert_cmpint (query (database, "SELECT count (*) FROM api_call JOIN project ON project.id = project_id"), ==, 2);
  assert_can_go_on (database);
  assert_can_wait (database);
  if (version < 12)
    assert_names_page (database);
  assert_can_have_more (database);
  assert_can_be_rated (database);
  assert_cache_kept (database);

  g_assert_cmpuint (count_backups (folder, &backup), ==, 1);
  copy = heddle_database_open (backup, HEDDLE_DATABASE_READ_ONLY, &error);
  g_assert_no_error (error);
  g_assert_cmpint (query (copy, "PRAGMA user_version"), ==, version);
  assert_filled (copy);
}

/* From every version that there has been, with data in it. */
static void
test_every_version (const char *folder)
{
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();

  for (int version = 1; version <= heddle_migrations_get_version (migrations); version++)
    {
      g_autofree char *name = g_strdup_printf ("%d", version);
      g_autofree char *child = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_mkdir (child, 0700), ==, 0);
      migrate_from (child, version);
    }
}

/* A step that fails leaves everything as the step before left it. */
static void
test_failing_step (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (migrate (database, migrations, folder, &error));
  fill (database);
  heddle_migrations_add (migrations, "DELETE FROM tag; INSERT INTO nowhere VALUES (1);");
  g_assert_false (migrate (database, migrations, folder, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_FAILED);
  g_clear_error (&error);
  g_assert_cmpint (query (database, "PRAGMA user_version"), ==, heddle_migrations_get_version (migrations) - 1);
  assert_filled (database);
}

/* So does one that leaves references to nothing. */
static void
test_dangling_references (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (migrate (database, migrations, folder, &error));
  fill (database);
  heddle_migrations_add (migrations, "DELETE FROM project;");
  g_assert_false (migrate (database, migrations, folder, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_DAMAGED);
  assert_filled (database);
}

static void
test_newer (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (GError) error = NULL;
  HeddleSchemaState state;

  g_assert_true (migrate (database, migrations, folder, &error));
  query (database, "PRAGMA user_version = 9999");
  g_assert_true (heddle_migrations_get_state (migrations, database, &state, &error));
  g_assert_cmpint (state, ==, HEDDLE_SCHEMA_NEWER);
  g_assert_false (migrate (database, migrations, folder, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NEWER);
  g_assert_cmpuint (count_backups (folder, NULL), ==, 0);
}

static gpointer
migrate_thread (gpointer data)
{
  g_autoptr (HeddleDatabase) database = open_database (data);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();

  /* Long enough to be killed within it. */
  heddle_migrations_add (migrations,
                         "DELETE FROM asset_tag;"
                         "CREATE TABLE big (x INTEGER, y TEXT) STRICT;"
                         "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n "
                         "WHERE i < 300000) INSERT INTO big SELECT i, hex (randomblob (50)) FROM n;"
                         "INSERT INTO asset_tag SELECT 1, 1;");
  dprintf (STDOUT_FILENO, "begin\n");
  migrate (database, migrations, data, NULL);

  return NULL;
}

static void
test_killed (const char *folder)
{
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autofree char *self = g_file_read_link ("/proc/self/exe", NULL);
  const char *argv[] = { self, "--migrate", folder, NULL };
  g_autoptr (HeddleDatabase) database = open_database (folder);

  g_assert_true (migrate (database, migrations, folder, NULL));
  fill (database);
  g_assert_true (heddle_database_close (database, NULL));

  for (int i = 0; i < 5; i++)
    {
      g_autoptr (HeddleDatabase) after = NULL;
      int output, status;
      char first;
      GPid pid;

      g_assert_true (g_spawn_async_with_pipes (NULL, (char **) argv, NULL,
                                               G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &pid, NULL,
                                               &output, NULL, NULL));
      g_assert_cmpint (read (output, &first, 1), ==, 1);
      g_usleep ((gulong) i * 15 * 1000);
      kill (pid, SIGKILL);
      close (output);
      waitpid (pid, &status, 0);

      after = open_database (folder);
      if (query (after, "PRAGMA user_version") > heddle_migrations_get_version (migrations))
        g_assert_cmpint (query (after, "SELECT count (*) FROM big"), ==, 300000);
      else
        g_assert_cmpint (query (after, "SELECT count (*) FROM sqlite_schema WHERE name = 'big'"),
                         ==, 0);
      assert_filled (after);
    }
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();

  if (argc == 3 && g_str_equal (argv[1], "--migrate"))
    {
      g_thread_join (g_thread_new ("migrate", migrate_thread, argv[2]));
      return 0;
    }

  g_test_init (&argc, &argv, NULL);

  store_test_add ("/migrations/new", test_new);
  store_test_add ("/migrations/every-version", test_every_version);
  store_test_add ("/migrations/failing-step", test_failing_step);
  store_test_add ("/migrations/dangling-references", test_dangling_references);
  store_test_add ("/migrations/newer", test_newer);
  store_test_add ("/migrations/killed", test_killed);

  return g_test_run ();
}
