/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-asset-repository.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-uuid.h"
#include "store/heddle-blob-repository.h"
#include "store/heddle-entities.h"
#include "store/heddle-project-repository.h"
#include "store/heddle-search.h"

static gboolean
add_tag (HeddleDatabase  *database,
         gint64           asset_id,
         const char      *tag,
         GError         **error)
{
  g_autoptr (HeddleStatement) add = heddle_database_prepare (database, "tag-add", error);
  g_autoptr (HeddleStatement) join = NULL;

  if (add == NULL)
    return FALSE;

  heddle_statement_bind_text (add, 1, tag);
  if (!heddle_statement_execute (add, error))
    return FALSE;

  join = heddle_database_prepare (database, "asset-tag-add", error);
  if (join == NULL)
    return FALSE;

  heddle_statement_bind_int (join, 1, asset_id);
  heddle_statement_bind_text (join, 2, tag);

  return heddle_statement_execute (join, error);
}

static gboolean
insert_row (HeddleDatabase     *database,
            HeddleAssetRecord  *record,
            gint64              blob_id,
            GError            **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "asset-insert", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_text (statement, 1, record->uuid);
  heddle_statement_bind_text (statement, 2, record->name);
  heddle_statement_bind_text (statement, 3, heddle_asset_kind_to_string (record->kind));
  heddle_statement_bind_int (statement, 4, blob_id);
  heddle_statement_bind_text (statement, 5, record->mime);
  heddle_statement_bind_int (statement, 6, record->bytes);
  heddle_statement_bind_id (statement, 7, record->width);
  heddle_statement_bind_id (statement, 8, record->height);
  heddle_statement_bind_id (statement, 9, record->duration);
  heddle_statement_bind_text (statement, 10, record->text);
  heddle_statement_bind_int (statement, 11, record->final);
  heddle_statement_bind_id (statement, 12, record->project_id);
  heddle_statement_bind_id (statement, 13, record->run_id);
  heddle_statement_bind_text (statement, 14, record->node);
  heddle_statement_bind_text (statement, 15, record->path);
  heddle_statement_bind_hash (statement, 16, record->item_key);
  heddle_statement_bind_text (statement, 17, record->prompt);
  heddle_statement_bind_text (statement, 18, record->model);
  heddle_statement_bind_text (statement, 19, record->recipe);
  heddle_statement_bind_int (statement, 20, record->created_at);
  if (!heddle_statement_execute (statement, error))
    return FALSE;

  return TRUE;
}

/**
 * heddle_assets_insert:
 * @database: a writing connection
 * @record: (inout): the asset; its id, and where they were missing its UUID and time of creation,
 *   are set
 * @error: return location for an error
 *
 * Writes a new asset down, with its blob, which has to be on the disk by then, and its tags.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_assets_insert (HeddleDatabase     *database,
                      HeddleAssetRecord  *record,
                      GError            **error)
{
  const char *blobs[] = { record->blob, NULL };
  gint64 blob_id;

  if (record->uuid == NULL)
    record->uuid = heddle_uuid_new ();
  if (record->created_at == 0)
    record->created_at = g_get_real_time () / 1000;

  if (record->project_id == 0 && record->project != NULL &&
      !heddle_projects_ensure (database, record->project, &record->project_id, error))
    return FALSE;

  if (!heddle_blobs_add (database, record->blob, record->bytes, &blob_id, error) ||
      !insert_row (database, record, blob_id, error))
    return FALSE;

  record->id = heddle_database_get_last_id (database);
  if (!heddle_blobs_set_refs (database, HEDDLE_BLOB_OWNER_ASSET, record->id, blobs, error))
    return FALSE;

  for (guint i = 0; record->tags != NULL && record->tags[i] != NULL; i++)
    if (!add_tag (database, record->id, record->tags[i], error))
      return FALSE;

  return TRUE;
}

/**
 * heddle_assets_trash:
 * @database: a writing connection
 * @id: the row
 * @error: return location for an error
 *
 * Puts an asset into the trash: it is no longer listed or found, but not gone.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_assets_trash (HeddleDatabase  *database,
                     gint64           id,
                     GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "asset-trash", error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, id);
  heddle_statement_bind_int (statement, 2, g_get_real_time () / 1000);

  return heddle_statement_execute (statement, error);
}

static GStrv
read_tags (const char *json)
{
  g_autoptr (GStrvBuilder) tags = NULL;
  g_autoptr (JsonNode) node = NULL;
  JsonArray *array;

  if (g_strcmp0 (json, "[]") == 0)
    return NULL;

  node = heddle_json_parse (json, -1, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    return NULL;

  tags = g_strv_builder_new ();
  array = json_node_get_array (node);
  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (tags, json_array_get_string_element (array, i));

  return g_strv_builder_end (tags);
}

static HeddleAssetRecord *
read_row (HeddleStatement  *statement,
          GError          **error)
{
  g_autoptr (HeddleAssetRecord) record = heddle_asset_record_new ();

  if (!heddle_asset_kind_from_string (heddle_statement_get_text (statement, 3), &record->kind,
                                      error))
    return NULL;

  record->id = heddle_statement_get_int (statement, 0);
  record->uuid = heddle_statement_dup_text (statement, 1);
  record->name = heddle_statement_dup_text (statement, 2);
  record->blob = heddle_statement_dup_hash (statement, 4);
  record->mime = heddle_statement_dup_text (statement, 5);
  record->bytes = heddle_statement_get_int (statement, 6);
  record->width = (int) heddle_statement_get_int (statement, 7);
  record->height = (int) heddle_statement_get_int (statement, 8);
  record->duration = heddle_statement_get_int (statement, 9);
  record->text = heddle_statement_dup_text (statement, 10);
  record->final = heddle_statement_get_int (statement, 11) != 0;
  record->project_id = heddle_statement_get_int (statement, 12);
  record->project = heddle_statement_dup_text (statement, 13);
  record->run_id = heddle_statement_get_int (statement, 14);
  record->run_number = heddle_statement_get_int (statement, 15);
  record->node = heddle_statement_dup_text (statement, 16);
  record->path = heddle_statement_dup_text (statement, 17);
  record->item_key = heddle_statement_dup_hash (statement, 18);
  record->prompt = heddle_statement_dup_text (statement, 19);
  record->model = heddle_statement_dup_text (statement, 20);
  record->recipe = heddle_statement_dup_text (statement, 21);
  record->tags = read_tags (heddle_statement_get_text (statement, 22));
  record->created_at = heddle_statement_get_int (statement, 23);

  return g_steal_pointer (&record);
}

static GPtrArray *
read_rows (HeddleStatement  *statement,
           GError          **error)
{
  g_autoptr (GPtrArray) records = NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_asset_record_free);
  while (heddle_statement_next (statement))
    {
      HeddleAssetRecord *record = read_row (statement, error);

      if (record == NULL)
        return NULL;

      g_ptr_array_add (records, record);
    }

  if (!heddle_statement_finish (statement, error))
    return NULL;

  return g_steal_pointer (&records);
}

static gboolean
read_first_row (HeddleStatement    *statement,
                HeddleAssetRecord **record,
                GError            **error)
{
  g_autoptr (GPtrArray) records = read_rows (statement, error);

  if (records == NULL)
    return FALSE;

  if (records->len > 0)
    *record = g_ptr_array_steal_index (records, 0);

  return TRUE;
}

/**
 * heddle_assets_find:
 * @database: a connection
 * @text: the asset's UUID, or the beginning of it
 * @error: return location for an error
 *
 * Returns: (transfer full): the asset, or %NULL with %HEDDLE_STORE_ERROR_NOT_FOUND,
 *   %HEDDLE_STORE_ERROR_AMBIGUOUS or another error of [error@StoreError]
 */
HeddleAssetRecord *
heddle_assets_find (HeddleDatabase  *database,
                    const char      *text,
                    GError         **error)
{
  g_autofree char *uuid = heddle_entities_resolve (database, HEDDLE_ENTITY_ASSET, text, error);
  g_autoptr (HeddleStatement) statement = NULL;
  HeddleAssetRecord *record = NULL;

  if (uuid == NULL)
    return NULL;

  statement = heddle_database_prepare (database, "asset-get-uuid", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_text (statement, 1, uuid);
  if (read_first_row (statement, &record, error) && record == NULL)
    g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                 _("The library holds no asset “%s”."), uuid);

  return record;
}

/**
 * heddle_assets_find_by_item_key:
 * @database: a connection
 * @item_key: hash of all that an output's item depends on
 * @project_id: a project, or 0 for assets that belong to none
 * @record: (out) (nullable): the asset that the same item made before, or %NULL
 * @error: return location for an error
 *
 * Looks for what an output has made already.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_assets_find_by_item_key (HeddleDatabase     *database,
                                const char         *item_key,
                                gint64              project_id,
                                HeddleAssetRecord **record,
                                GError            **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  *record = NULL;
  statement = heddle_database_prepare (database, "asset-get-item-key", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_hash (statement, 1, item_key);
  heddle_statement_bind_id (statement, 2, project_id);
  return read_first_row (statement, record, error);
}

/**
 * heddle_assets_find_by_content:
 * @database: a connection
 * @blob: SHA-256 of a content
 * @project_id: a project, or 0 for assets that belong to none
 * @record: (out) (nullable): the first asset with that content in that project, or %NULL
 * @error: return location for an error
 *
 * Looks for an asset with the same content.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_assets_find_by_content (HeddleDatabase     *database,
                               const char         *blob,
                               gint64              project_id,
                               HeddleAssetRecord **record,
                               GError            **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  *record = NULL;
  statement = heddle_database_prepare (database, "asset-get-content", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_hash (statement, 1, blob);
  heddle_statement_bind_id (statement, 2, project_id);
  return read_first_row (statement, record, error);
}

/**
 * heddle_assets_dup_name_for_content:
 * @database: a connection
 * @blob: SHA-256 of a content
 * @name: (out) (nullable): the name of the first asset that has it, in the trash or not, or %NULL
 * @error: return location for an error
 *
 * Tells people whose content it is.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_assets_dup_name_for_content (HeddleDatabase  *database,
                                    const char      *blob,
                                    char           **name,
                                    GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  *name = NULL;
  statement = heddle_database_prepare (database, "asset-name-for-content", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_hash (statement, 1, blob);
  if (heddle_statement_next (statement))
    *name = heddle_statement_dup_text (statement, 0);

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_assets_list:
 * @database: a connection
 * @limit: how many at most, -1 for all
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleAssetRecord): assets, the newest first, or %NULL
 *   with an error of [error@StoreError]
 */
GPtrArray *
heddle_assets_list (HeddleDatabase  *database,
                    int              limit,
                    GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "asset-list", error);

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, limit);
  return read_rows (statement, error);
}

/**
 * heddle_assets_list_by_run:
 * @database: a connection
 * @run_id: the run
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleAssetRecord): the run's assets in the order in which
 *   they were made, or %NULL with an error of [error@StoreError]
 */
GPtrArray *
heddle_assets_list_by_run (HeddleDatabase  *database,
                           gint64           run_id,
                           GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "asset-list-run", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, run_id);
  return read_rows (statement, error);
}

/**
 * heddle_assets_search:
 * @database: a connection
 * @query: words, as a person typed them
 * @limit: how many at most, -1 for all
 * @error: return location for an error
 *
 * Searches names and prompts for words that begin as those of @query.
 *
 * Returns: (transfer full) (element-type HeddleAssetRecord): the assets that have all of them, the
 *   newest first, or %NULL with an error of [error@StoreError]; none without a word in @query
 */
GPtrArray *
heddle_assets_search (HeddleDatabase  *database,
                      const char      *query,
                      int              limit,
                      GError         **error)
{
  g_autofree char *expression = heddle_search_to_fts (query);
  g_autoptr (HeddleStatement) statement = NULL;

  if (expression == NULL)
    return g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_asset_record_free);

  statement = heddle_database_prepare (database, "asset-search", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_text (statement, 1, expression);
  heddle_statement_bind_int (statement, 2, limit);
  return read_rows (statement, error);
}

static gboolean
is_taken (HeddleDatabase  *database,
          gint64           project_id,
          const char      *name,
          gboolean        *taken,
          GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  statement = heddle_database_prepare (database, "asset-has-name", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_text (statement, 1, name);
  heddle_statement_bind_id (statement, 2, project_id);
  *taken = heddle_statement_next (statement);

  return heddle_statement_finish (statement, error);
}

static gboolean
is_number_taken (HeddleDatabase  *database,
                 gint64           project_id,
                 const char      *name,
                 guint            number,
                 gboolean        *taken,
                 GError         **error)
{
  g_autofree char *numbered = g_strdup_printf ("%s-%u", name, number);

  return is_taken (database, project_id, numbered, taken, error);
}

/**
 * heddle_assets_dup_free_name:
 * @database: a connection
 * @project_id: the project, or 0 for assets that belong to none
 * @name: the name that is wanted
 * @error: return location for an error
 *
 * Finds a name that no asset of the project has: @name, or with `-2`, `-3` … behind it. Numbers are
 * tried in doubling steps and the gap is then halved, so that a name can be taken many times
 * without this becoming slow.
 *
 * Returns: (transfer full): the name, or %NULL with an error of [error@StoreError]
 */
char *
heddle_assets_dup_free_name (HeddleDatabase  *database,
                             gint64           project_id,
                             const char      *name,
                             GError         **error)
{
  guint last_taken = 1;
  guint first_free = 2;
  gboolean taken;

  if (!is_taken (database, project_id, name, &taken, error))
    return NULL;
  if (!taken)
    return g_strdup (name);

  while (taken)
    {
      if (!is_number_taken (database, project_id, name, first_free, &taken, error))
        return NULL;
      if (taken)
        {
          last_taken = first_free;
          first_free *= 2;
        }
    }

  while (first_free - last_taken > 1)
    {
      guint middle = last_taken + (first_free - last_taken) / 2;

      if (!is_number_taken (database, project_id, name, middle, &taken, error))
        return NULL;
      if (taken)
        last_taken = middle;
      else
        first_free = middle;
    }

  return g_strdup_printf ("%s-%u", name, first_free);
}
