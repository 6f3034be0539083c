/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-init.h"
#include "base/heddle-uuid.h"
#include "store-test.h"
#include "store/heddle-api-call-repository.h"
#include "store/heddle-asset-repository.h"
#include "store/heddle-blob-repository.h"
#include "store/heddle-cache-repository.h"
#include "store/heddle-entities.h"
#include "store/heddle-migrations.h"
#include "store/heddle-project-repository.h"
#include "store/heddle-run-item-repository.h"
#include "store/heddle-run-repository.h"
#include "store/heddle-search.h"
#include "store/heddle-workflow-repository.h"

#define HASH_A "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
#define HASH_B "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"

/* The same first eight bytes as HASH_A. */
#define HASH_A2 "aaaaaaaaaaaaaaaa000000000000000000000000000000000000000000000000"

#define USD(amount_) ((HeddleMoney) { .known = TRUE, .amount = (amount_), .currency = "USD" })

static HeddleDatabase *
open_database (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "library.db", NULL);
  g_autoptr (HeddleMigrations) migrations = heddle_migrations_new ();
  g_autoptr (GError) error = NULL;
  HeddleDatabase *database = heddle_database_open (path, HEDDLE_DATABASE_CREATE, &error);

  g_assert_no_error (error);
  g_assert_true (heddle_migrations_apply (migrations, database, folder, &error));

  return database;
}

static gint64
count (HeddleDatabase *database,
       const char     *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 value;

  heddle_database_query_int (database, sql, &value, &error);
  g_assert_no_error (error);

  return value;
}

static HeddleRunRecord *
insert_run (HeddleDatabase *database)
{
  HeddleRunRecord *run = heddle_run_record_new ();
  g_autoptr (GError) error = NULL;

  g_assert_true (heddle_snapshots_add (database, "{\"a\": 1}", &run->snapshot_id, &error));
  run->workflow_name = g_strdup ("Post");
  run->pipeline = g_strdup ("main");
  run->trigger = g_strdup ("cli");
  run->status = HEDDLE_RUN_RUNNING;
  heddle_runs_insert (database, run, &error);
  g_assert_no_error (error);

  return run;
}

static HeddleAssetRecord *
insert_asset (HeddleDatabase *database,
              const char     *name,
              const char     *prompt,
              const char     *blob)
{
  HeddleAssetRecord *asset = heddle_asset_record_new ();
  g_autoptr (GError) error = NULL;

  asset->name = g_strdup (name);
  asset->prompt = g_strdup (prompt);
  asset->blob = g_strdup (blob);
  asset->mime = g_strdup ("image/png");
  asset->bytes = 10;
  heddle_assets_insert (database, asset, &error);
  g_assert_no_error (error);

  return asset;
}

static void
test_runs (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) first = insert_run (database);
  g_autoptr (HeddleRunRecord) second = insert_run (database);
  g_autoptr (HeddleRunRecord) found = NULL;
  g_autoptr (GPtrArray) unfinished = NULL;
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *snapshot = heddle_snapshots_get (database, first->snapshot_id, &error);

  g_assert_cmpint (first->number, ==, 1);
  g_assert_cmpint (second->number, ==, 2);
  g_assert_cmpint (first->snapshot_id, ==, second->snapshot_id);
  g_assert_cmpstr (snapshot, ==, "{\"a\": 1}");

  first->status = HEDDLE_RUN_COMPLETED;
  first->counts = (HeddleRunCounts) { 5, 4, 3, 2, 1, 2, 15 };
  first->costs = g_strdup ("[{\"amount\":1,\"currency\":\"USD\"}]");
  first->finished_at = 17;
  g_assert_true (heddle_runs_update (database, first, &error));

  found = heddle_runs_find (database, "1", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->uuid, ==, first->uuid);
  g_assert_cmpint (found->status, ==, HEDDLE_RUN_COMPLETED);
  g_assert_cmpmem (&found->counts, sizeof found->counts, &first->counts, sizeof first->counts);
  g_assert_cmpstr (found->costs, ==, first->costs);
  g_assert_cmpstr (found->inputs, ==, "{}");
  g_assert_cmpint (found->finished_at, ==, 17);
  g_assert_cmpint (found->started_at, ==, 0);

  unfinished = heddle_runs_list_unfinished (database, &error);
  g_assert_cmpuint (unfinished->len, ==, 1);
  g_assert_cmpint (((HeddleRunRecord *) unfinished->pdata[0])->number, ==, 2);

  all = heddle_runs_list (database, -1, &error);
  g_assert_cmpuint (all->len, ==, 2);
  g_assert_cmpint (((HeddleRunRecord *) all->pdata[0])->number, ==, 2);

  g_assert_null (heddle_runs_find (database, "3", &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
}

static void
test_items (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) run = insert_run (database);
  g_autoptr (HeddleNodeRunRecord) node = heddle_node_run_record_new ();
  g_autoptr (HeddleRunItemRecord) item = heddle_run_item_record_new ();
  g_autoptr (GPtrArray) nodes = NULL;
  g_autoptr (GPtrArray) items = NULL;
  g_autoptr (GError) error = NULL;
  const char *blobs[] = { HASH_A, NULL };
  HeddleRunItemRecord *found;
  gboolean referenced;

  node->run_id = run->id;
  node->node = g_strdup ("art");
  node->type = g_strdup ("ai.image-generation");
  g_assert_true (heddle_node_runs_save (database, node, &error));
  node->status = HEDDLE_ITEM_COMPLETED;
  g_assert_true (heddle_node_runs_save (database, node, &error));

  item->node_run_id = node->id;
  item->path = g_strdup ("4.2");
  item->key = g_strdup (HASH_B);
  g_assert_true (heddle_run_items_save (database, item, NULL, &error));

  item->status = HEDDLE_ITEM_CONTENT_REJECTED;
  item->outputs = g_strdup ("{}");
  item->cost = USD (40000);
  g_assert_false (heddle_run_items_save (database, item, blobs, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_true (heddle_blobs_add (database, HASH_A, 3, NULL, &error));
  g_assert_true (heddle_run_items_save (database, item, blobs, &error));

  nodes = heddle_node_runs_list (database, run->id, &error);
  g_assert_cmpuint (nodes->len, ==, 1);
  g_assert_cmpint (((HeddleNodeRunRecord *) nodes->pdata[0])->status, ==, HEDDLE_ITEM_COMPLETED);

  items = heddle_run_items_list (database, run->id, &error);
  g_assert_cmpuint (items->len, ==, 1);
  found = items->pdata[0];
  g_assert_cmpint (found->id, ==, item->id);
  g_assert_cmpstr (found->path, ==, "4.2");
  g_assert_cmpstr (found->key, ==, HASH_B);
  g_assert_cmpint (found->row, ==, -1);
  g_assert_cmpint (found->status, ==, HEDDLE_ITEM_CONTENT_REJECTED);
  g_assert_true (found->cost.known);
  g_assert_cmpint (found->cost.amount, ==, 40000);
  g_assert_cmpstr (found->cost.currency, ==, "USD");

  g_assert_true (heddle_blobs_is_referenced (database, HASH_A, &referenced, &error));
  g_assert_true (referenced);
  count (database, "DELETE FROM run");
  g_assert_cmpint (count (database, "SELECT count (*) FROM run_item"), ==, 0);
  g_assert_true (heddle_blobs_is_referenced (database, HASH_A, &referenced, &error));
  g_assert_false (referenced);
  g_assert_true (heddle_blobs_delete_unreferenced (database, &error));
  g_assert_cmpint (count (database, "SELECT count (*) FROM blob"), ==, 0);

  g_clear_pointer (&item->outputs, g_free);
  item->id = 0;
  item->outputs = g_strdup ("no json");
  g_assert_false (heddle_run_items_save (database, item, NULL, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CONSTRAINT);
}

static HeddleCacheRecord *
put_in_cache (HeddleDatabase *database,
              const char     *key,
              gint64          last_used_at,
              gint64          bytes)
{
  HeddleCacheRecord *record = heddle_cache_record_new ();
  const char *blobs[] = { HASH_A, NULL };
  g_autoptr (GError) error = NULL;

  record->key = g_strdup (key);
  record->outputs = g_strdup ("{}");
  record->last_used_at = last_used_at;
  record->bytes = bytes;
  record->cost = USD (7);
  heddle_cache_put (database, record, blobs, &error);
  g_assert_no_error (error);

  return record;
}

static void
test_cache (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleCacheRecord) a = NULL;
  g_autoptr (HeddleCacheRecord) b = NULL;
  g_autoptr (HeddleCacheRecord) found = NULL;
  g_autoptr (HeddleCacheRecord) nothing = NULL;
  g_autoptr (GError) error = NULL;
  gint64 entries, bytes;

  g_assert_true (heddle_blobs_add (database, HASH_A, 3, NULL, &error));
  a = put_in_cache (database, HASH_A, 1000, 50);
  b = put_in_cache (database, HASH_B, 2000, 60);

  g_assert_true (heddle_cache_get (database, HASH_A, &found, &error));
  g_assert_cmpstr (found->outputs, ==, "{}");
  g_assert_cmpint (found->cost.amount, ==, 7);
  g_assert_cmpint (found->last_used_at, ==, 1000);
  g_assert_true (heddle_cache_get (database, HASH_A2, &nothing, &error));
  g_assert_null (nothing);

  g_assert_true (heddle_cache_measure (database, &entries, &bytes, &error));
  g_assert_cmpint (entries, ==, 2);
  g_assert_cmpint (bytes, ==, 110);

  g_assert_true (heddle_cache_touch (database, HASH_A, &error));
  g_assert_true (heddle_cache_trim (database, 100, &error));
  g_assert_true (heddle_cache_get (database, HASH_B, &nothing, &error));
  g_assert_null (nothing);
  g_assert_cmpint (count (database, "SELECT count (*) FROM blob_ref"), ==, 1);

  /* Another key of the same row takes its place. */
  heddle_cache_record_free (put_in_cache (database, HASH_A2, 3000, 1));
  g_assert_true (heddle_cache_get (database, HASH_A, &nothing, &error));
  g_assert_null (nothing);
  g_assert_cmpint (count (database, "SELECT count (*) FROM blob_ref"), ==, 1);
  g_assert_true (heddle_cache_trim (database, 0, &error));
  g_assert_cmpint (count (database, "SELECT count (*) FROM cache_entry"), ==, 0);
  g_assert_cmpint (count (database, "SELECT count (*) FROM blob_ref"), ==, 0);
}

static void
test_api_calls (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) run = insert_run (database);
  g_autoptr (HeddleApiCallRecord) call = heddle_api_call_record_new ();
  g_autoptr (GPtrArray) open = NULL;
  g_autoptr (GPtrArray) calls = NULL;
  g_autoptr (GError) error = NULL;
  HeddleApiCallRecord *found;

  call->provider = g_strdup ("openai");
  call->endpoint = g_strdup ("https://api.openai.com/v1/images/generations");
  call->method = g_strdup ("POST");
  call->run_id = run->id;
  call->request_hash = g_strdup (HASH_A);
  heddle_api_calls_insert (database, call, &error);
  g_assert_no_error (error);
  open = heddle_api_calls_list_open (database, &error);
  g_assert_cmpuint (open->len, ==, 1);

  call->status = HEDDLE_API_CALL_ANSWERED;
  call->http_status = 200;
  call->cost = USD (40000);
  call->images = 1;
  call->finished_at = call->started_at + 5;
  g_assert_true (heddle_api_calls_update (database, call, NULL, &error));
  g_clear_pointer (&open, g_ptr_array_unref);
  open = heddle_api_calls_list_open (database, &error);
  g_assert_cmpuint (open->len, ==, 0);

  calls = heddle_api_calls_list (database, run->id, &error);
  g_assert_cmpuint (calls->len, ==, 1);
  found = calls->pdata[0];
  g_assert_cmpint (found->status, ==, HEDDLE_API_CALL_ANSWERED);
  g_assert_cmpstr (found->request_hash, ==, HASH_A);
  g_assert_cmpint (found->http_status, ==, 200);
  g_assert_cmpint (found->tokens_in, ==, -1);
  g_assert_cmpint (found->images, ==, 1);
  g_assert_cmpint (found->finished_at, ==, found->started_at + 5);
}

static void
test_assets (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) run = insert_run (database);
  g_autoptr (HeddleAssetRecord) asset = heddle_asset_record_new ();
  g_autoptr (HeddleAssetRecord) other = insert_asset (database, "Other", NULL, HASH_B);
  g_autoptr (HeddleAssetRecord) found = NULL;
  g_autoptr (HeddleAssetRecord) same = NULL;
  g_autoptr (HeddleAssetRecord) nothing = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GError) error = NULL;
  const char *tags[] = { "b", "A", "a", NULL };

  asset->name = g_strdup ("Poster");
  asset->kind = HEDDLE_ASSET_GENERATED;
  asset->blob = g_strdup (HASH_A);
  asset->mime = g_strdup ("image/png");
  asset->bytes = 123;
  asset->width = 640;
  asset->height = 480;
  asset->final = TRUE;
  asset->run_id = run->id;
  asset->node = g_strdup ("save");
  asset->path = g_strdup ("3");
  asset->item_key = g_strdup (HASH_B);
  asset->recipe = g_strdup ("{\"seed\":7}");
  asset->tags = g_strdupv ((GStrv) tags);
  asset->created_at = other->created_at + 1;
  g_assert_true (heddle_projects_ensure (database, "Autumn", &asset->project_id, &error));
  heddle_assets_insert (database, asset, &error);
  g_assert_no_error (error);

  found = heddle_assets_find (database, asset->uuid, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->name, ==, "Poster");
  g_assert_cmpint (found->kind, ==, HEDDLE_ASSET_GENERATED);
  g_assert_cmpstr (found->blob, ==, HASH_A);
  g_assert_cmpint (found->width, ==, 640);
  g_assert_true (found->final);
  g_assert_cmpstr (found->project, ==, "Autumn");
  g_assert_cmpint (found->run_number, ==, run->number);
  g_assert_cmpstr (found->recipe, ==, "{\"seed\":7}");
  g_assert_cmpuint (g_strv_length (found->tags), ==, 2);

  g_assert_true (heddle_assets_find_by_item_key (database, HASH_B, asset->project_id, &same,
                                                 &error));
  g_assert_cmpint (same->id, ==, asset->id);
  g_assert_true (heddle_assets_find_by_content (database, HASH_A, 0, &nothing, &error));
  g_assert_null (nothing);
  g_clear_pointer (&same, heddle_asset_record_free);
  g_assert_true (heddle_assets_find_by_content (database, HASH_A, asset->project_id, &same,
                                                &error));
  g_assert_cmpint (same->id, ==, asset->id);

  list = heddle_assets_list (database, 10, &error);
  g_assert_cmpuint (list->len, ==, 2);
  g_assert_cmpint (((HeddleAssetRecord *) list->pdata[0])->id, ==, asset->id);
  g_clear_pointer (&list, g_ptr_array_unref);
  list = heddle_assets_list_by_run (database, run->id, &error);
  g_assert_cmpuint (list->len, ==, 1);

  g_assert_true (heddle_assets_trash (database, asset->id, &error));
  g_assert_true (heddle_assets_find_by_item_key (database, HASH_B, asset->project_id, &nothing,
                                                 &error));
  g_assert_null (nothing);
  g_assert_null (heddle_assets_find (database, asset->uuid, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
}

static void
test_names (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autofree char *elsewhere = NULL;

  for (int i = 1; i < 40; i++)
    {
      g_autofree char *name = heddle_assets_dup_free_name (database, 0, "Poster", NULL);
      g_autofree char *expected = i == 1 ? g_strdup ("Poster") : g_strdup_printf ("Poster-%d", i);

      g_assert_cmpstr (name, ==, expected);
      heddle_asset_record_free (insert_asset (database, name, NULL, HASH_A));
    }

  elsewhere = heddle_assets_dup_free_name (database, 7, "Poster", NULL);
  g_assert_cmpstr (elsewhere, ==, "Poster");
}

static void
assert_found (HeddleDatabase *database,
              const char     *query,
              const char     *names)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) assets = heddle_assets_search (database, query, 10, &error);
  g_autoptr (GString) found = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < assets->len; i++)
    g_string_append (found, ((HeddleAssetRecord *) assets->pdata[i])->name);
  g_assert_cmpstr (found->str, ==, names);
}

static void
test_search (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleAssetRecord) a = insert_asset (database, "A", "a red cup in the café", HASH_A);
  g_autoptr (HeddleAssetRecord) b = insert_asset (database, "B", "two cups, one red", HASH_B);
  g_autoptr (HeddleAssetRecord) c = insert_asset (database, "C", "NOT near; \"quoted\" 咖啡店",
                                                  HASH_B);
  const char *const hostile[] = {
    "\"", "\"\"", "*", "^", "cup OR", "NEAR(", "AND", "name:A", "-red", "(", ")", "{name prompt}:",
    "'; DROP TABLE asset; --", "\\", "+", "a\xff", "\xc3\x28", "\x01", "%", "col:*",
  };

  assert_found (database, "red cup", "BA");
  assert_found (database, "RED", "BA");
  assert_found (database, "cups", "B");
  assert_found (database, "cafe", "A");
  assert_found (database, "caf", "A");
  assert_found (database, "a", "A");
  assert_found (database, "not", "C");
  assert_found (database, "NOT near", "C");
  assert_found (database, "\"quoted", "C");
  assert_found (database, "咖啡", "C");
  assert_found (database, "", "");
  assert_found (database, " -- ", "");
  assert_found (database, "red OR nothing", "");

  for (guint i = 0; i < G_N_ELEMENTS (hostile); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GPtrArray) assets = heddle_assets_search (database, hostile[i], 10, &error);

      g_assert_no_error (error);
      g_assert_nonnull (assets);
    }

  count (database, "UPDATE asset SET prompt = 'a blue jug' WHERE name = 'A'");
  assert_found (database, "red", "B");
  assert_found (database, "blue", "A");
  count (database, "DELETE FROM asset WHERE name = 'A'");
  assert_found (database, "blue", "");
  heddle_assets_trash (database, b->id, NULL);
  assert_found (database, "red", "");
  g_assert_cmpint (count (database,
                          "INSERT INTO asset_text (asset_text) VALUES ('integrity-check')"), ==, 0);
}

static void
test_workflows (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleWorkflowRecord) workflow = heddle_workflow_record_new ();
  g_autoptr (HeddleWorkflowRecord) found = NULL;
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) hits = NULL;
  g_autoptr (GError) error = NULL;
  gint64 id;

  workflow->uuid = g_strdup ("product-post");
  workflow->name = g_strdup ("Seasonal post");
  workflow->description = g_strdup ("For every season");
  workflow->document = g_strdup ("{\"name\": \"Seasonal post\"}");
  heddle_workflows_save (database, workflow, &error);
  g_assert_no_error (error);
  id = workflow->id;

  g_free (workflow->name);
  workflow->name = g_strdup ("Winter post");
  g_assert_true (heddle_workflows_save (database, workflow, &error));
  g_assert_cmpint (workflow->id, ==, id);

  found = heddle_workflows_find (database, "prod", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (found->name, ==, "Winter post");
  g_assert_cmpstr (found->document, ==, workflow->document);

  list = heddle_workflows_list (database, 5, &error);
  g_assert_cmpuint (list->len, ==, 1);
  g_assert_null (((HeddleWorkflowRecord *) list->pdata[0])->document);
  hits = heddle_workflows_search (database, "wint sea", 5, &error);
  g_assert_cmpuint (hits->len, ==, 1);

  g_assert_true (heddle_workflows_trash (database, id, &error));
  g_assert_null (heddle_workflows_find (database, "prod", &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
}

static void
save_workflow (HeddleDatabase *database,
               const char     *id)
{
  g_autoptr (HeddleWorkflowRecord) workflow = heddle_workflow_record_new ();

  workflow->uuid = g_strdup (id);
  workflow->name = g_strdup (id);
  workflow->description = g_strdup ("");
  workflow->document = g_strdup ("{}");
  g_assert_true (heddle_workflows_save (database, workflow, NULL));
}

/* Documents bring identifiers of their own, of which one may be the beginning of another. */
static void
test_whole_identifiers (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *beyond_ascii = NULL;
  g_autofree char *of_any_kind = NULL;
  HeddleEntityKind kind;

  save_workflow (database, "post-2");
  save_workflow (database, "post");
  save_workflow (database, "grün");

  whole = heddle_entities_resolve (database, HEDDLE_ENTITY_WORKFLOW, "post", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (whole, ==, "post");
  g_assert_true (heddle_entities_find (database, "post", &kind, &of_any_kind, &error));
  g_assert_cmpstr (of_any_kind, ==, "post");
  beyond_ascii = heddle_entities_resolve (database, HEDDLE_ENTITY_WORKFLOW, "gr", &error);
  g_assert_cmpstr (beyond_ascii, ==, "grün");

  g_assert_null (heddle_entities_resolve (database, HEDDLE_ENTITY_WORKFLOW, "pos", &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_AMBIGUOUS);
}

static void
test_entities (const char *folder)
{
  g_autoptr (HeddleDatabase) database = open_database (folder);
  g_autoptr (HeddleRunRecord) run = insert_run (database);
  g_autoptr (HeddleAssetRecord) asset = insert_asset (database, "A", NULL, HASH_A);
  g_autoptr (HeddleProjectRecord) project = NULL;
  g_autoptr (GPtrArray) projects = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *uuid = NULL;
  g_autofree char *by_number = NULL;
  g_autofree char *ambiguous = g_strndup (run->uuid, 3);
  HeddleEntityKind kind;
  gint64 project_id, again;

  g_assert_true (heddle_entities_find (database, asset->uuid, &kind, &uuid, &error));
  g_assert_cmpint (kind, ==, HEDDLE_ENTITY_ASSET);
  g_assert_true (heddle_entities_find (database, "1", &kind, &by_number, &error));
  g_assert_cmpint (kind, ==, HEDDLE_ENTITY_RUN);
  g_assert_cmpstr (by_number, ==, run->uuid);

  g_clear_pointer (&uuid, g_free);
  g_assert_false (heddle_entities_find (database, ambiguous, &kind, &uuid, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_AMBIGUOUS);
  g_clear_error (&error);
  g_assert_false (heddle_entities_find (database, "", &kind, &uuid, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (heddle_assets_find (database, run->uuid, &error));
  g_assert_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND);
  g_clear_error (&error);

  g_assert_true (heddle_projects_ensure (database, "Autumn", &project_id, &error));
  g_assert_true (heddle_projects_ensure (database, "Autumn", &again, &error));
  g_assert_cmpint (project_id, ==, again);
  projects = heddle_projects_list (database, 5, &error);
  g_assert_cmpuint (projects->len, ==, 1);
  project = heddle_projects_find (database, ((HeddleProjectRecord *) projects->pdata[0])->uuid,
                                  &error);
  g_assert_cmpstr (project->name, ==, "Autumn");
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  store_test_add ("/repositories/runs", test_runs);
  store_test_add ("/repositories/items", test_items);
  store_test_add ("/repositories/cache", test_cache);
  store_test_add ("/repositories/api-calls", test_api_calls);
  store_test_add ("/repositories/assets", test_assets);
  store_test_add ("/repositories/names", test_names);
  store_test_add ("/repositories/search", test_search);
  store_test_add ("/repositories/workflows", test_workflows);
  store_test_add ("/repositories/entities", test_entities);
  store_test_add ("/repositories/whole-identifiers", test_whole_identifiers);

  return g_test_run ();
}
