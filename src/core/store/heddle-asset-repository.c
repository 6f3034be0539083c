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
  heddle_statement_bind_int (statement, 21, record->attached);
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

static gboolean
set_state (HeddleDatabase  *database,
           const char      *query,
           gint64           id,
           GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, query, error);

  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, id);
  heddle_statement_bind_int (statement, 2, g_get_real_time () / 1000);

  return heddle_statement_execute (statement, error);
}

/**
 * heddle_assets_detach:
 * @database: a writing connection
 * @id: the row
 * @error: return location for an error
 *
 * Makes what only came with a workflow an asset in its own right, as of now: somebody has brought
 * it in, or made it, since.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_assets_detach (HeddleDatabase  *database,
                      gint64           id,
                      GError         **error)
{
  return set_state (database, "asset-detach", id, error);
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
  return set_state (database, "asset-trash", id, error);
}

/**
 * heddle_assets_untrash:
 * @database: a writing connection
 * @id: the row
 * @error: return location for an error
 *
 * Takes an asset out of the trash again, as it was.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_assets_untrash (HeddleDatabase  *database,
                       gint64           id,
                       GError         **error)
{
  return set_state (database, "asset-untrash", id, error);
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
  record->attached = heddle_statement_get_int (statement, 24) != 0;
  record->rating = (guint) heddle_statement_get_int (statement, 25);

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
 * heddle_assets_get:
 * @database: a connection
 * @id: the row
 * @error: return location for an error
 *
 * Returns: (transfer full): the asset, in the trash or not, or %NULL with
 *   %HEDDLE_STORE_ERROR_NOT_FOUND or another error of [error@StoreError]
 */
HeddleAssetRecord *
heddle_assets_get (HeddleDatabase  *database,
                   gint64           id,
                   GError         **error)
{
  g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "asset-get", error);
  HeddleAssetRecord *record = NULL;

  if (statement == NULL)
    return NULL;

  heddle_statement_bind_int (statement, 1, id);
  if (read_first_row (statement, &record, error) && record == NULL)
    g_set_error_literal (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                         _("The library no longer holds this."));

  return record;
}

static HeddleAssetRecord *
read_face (HeddleStatement *statement,
           gint64           id)
{
  HeddleAssetRecord *record = heddle_asset_record_new ();

  record->id = id;
  record->name = heddle_statement_dup_text (statement, 0);
  record->blob = heddle_statement_dup_hash (statement, 1);
  record->mime = heddle_statement_dup_text (statement, 2);
  record->width = (int) heddle_statement_get_int (statement, 3);
  record->height = (int) heddle_statement_get_int (statement, 4);
  record->prompt = heddle_statement_dup_text (statement, 5);
  record->text = heddle_statement_dup_text (statement, 6);
  return record;
}

/**
 * heddle_assets_list_faces:
 * @database: a connection
 * @ids: (array length=n_ids): rows
 * @n_ids: how many
 * @error: return location for an error
 *
 * Reads what is needed to show assets small: name, content, media type, size, and the beginnings of
 * prompt and text. The rest of the records is left empty.
 *
 * Returns: (transfer full) (element-type HeddleAssetRecord): those of them that there are, or %NULL
 *   with an error of [error@StoreError]
 */
GPtrArray *
heddle_assets_list_faces (HeddleDatabase  *database,
                          const gint64    *ids,
                          guint            n_ids,
                          GError         **error)
{
  g_autoptr (GPtrArray) records = NULL;

  records = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_asset_record_free);
  for (guint i = 0; i < n_ids; i++)
    {
      g_autoptr (HeddleStatement) statement = heddle_database_prepare (database, "asset-get-face", error);

      if (statement == NULL)
        return NULL;

      heddle_statement_bind_int (statement, 1, ids[i]);
      if (heddle_statement_next (statement))
        g_ptr_array_add (records, read_face (statement, ids[i]));
      if (!heddle_statement_finish (statement, error))
        return NULL;
    }

  return g_steal_pointer (&records);
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

/**
 * heddle_assets_match:
 * @database: a connection
 * @query: words, as a person typed them
 * @limit: how many at most, -1 for all
 * @error: return location for an error
 *
 * Searches as [func@assets_search] does, but only for the rows, those in the trash included.
 *
 * Returns: (transfer full) (element-type gint64): the newest first, or %NULL with an error of
 *   [error@StoreError]; none without a word in @query
 */
GArray *
heddle_assets_match (HeddleDatabase  *database,
                     const char      *query,
                     int              limit,
                     GError         **error)
{
  g_autofree char *expression = heddle_search_to_fts (query);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (HeddleStatement) statement = NULL;

  if (expression == NULL)
    return g_steal_pointer (&ids);

  statement = heddle_database_prepare (database, "asset-match", error);
  if (statement == NULL)
    return NULL;

  heddle_statement_bind_text (statement, 1, expression);
  heddle_statement_bind_int (statement, 2, limit);
  while (heddle_statement_next (statement))
    {
      gint64 id = heddle_statement_get_int (statement, 0);

      g_array_append_val (ids, id);
    }

  return heddle_statement_finish (statement, error) ? g_steal_pointer (&ids) : NULL;
}

/**
 * heddle_assets_dup_workflow:
 * @database: a connection
 * @id: an asset's row
 * @workflow: (out) (nullable): the UUID of the workflow that made it, if the library has that still
 * @error: return location for an error
 *
 * Looks for where an asset comes from.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_assets_dup_workflow (HeddleDatabase  *database,
                            gint64           id,
                            char           **workflow,
                            GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  *workflow = NULL;
  statement = heddle_database_prepare (database, "asset-workflow", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, id);
  if (heddle_statement_next (statement))
    *workflow = heddle_statement_dup_text (statement, 0);

  return heddle_statement_finish (statement, error);
}

/**
 * heddle_assets_get_cost:
 * @database: a connection
 * @id: an asset's row
 * @cost: (out): what the call that made it cost, shared among its results; unknown where the run
 *   does not say which that was
 * @error: return location for an error
 *
 * Looks for what an asset cost.
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be read
 */
gboolean
heddle_assets_get_cost (HeddleDatabase  *database,
                        gint64           id,
                        HeddleMoney     *cost,
                        GError         **error)
{
  g_autoptr (HeddleStatement) statement = NULL;

  *cost = HEDDLE_MONEY_UNKNOWN;
  statement = heddle_database_prepare (database, "asset-cost", error);
  if (statement == NULL)
    return FALSE;

  heddle_statement_bind_int (statement, 1, id);
  if (heddle_statement_next (statement))
    *cost = heddle_statement_get_money (statement, 0);

  return heddle_statement_finish (statement, error);
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
