/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-gallery-model.h"

#include "store/heddle-asset-repository.h"
#include "widgets/heddle-settle.h"

/* More than any window shows at once. */
#define FIRST_ENTRIES 300
/* While a run adds one asset after the other, the whole is read this often, in milliseconds. */
#define RELOAD_INTERVAL 300
/* Who types on wants the next beginning, and not the whole of what was found before. */
#define SEARCH_REST 150
#define MAX_FACES 4000

struct _HeddleGalleryModel
{
  GObject           parent_instance;
  HeddleSession    *session;
  GError           *error;
  gboolean          reading;

  HeddleAssetIndex *all;
  gboolean          all_complete;
  gboolean          outdated;
  guint             reload_timeout;

  char             *query;
  char             *asked;
  char             *found_query;
  HeddleAssetIndex *found;
  gboolean          found_complete;
  guint             search_timeout;

  GHashTable       *faces;
  guint             wanted_first;
  guint             wanted_end;
  gboolean          reading_faces;
};

enum
{
  CHANGED,
  FACES_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleGalleryModel, heddle_gallery_model, G_TYPE_OBJECT)

static void read_on (HeddleGalleryModel *self);

/* What is read, on a thread of the library: everything, or what a search finds. */
typedef struct
{
  int               limit;
  char             *query;
  HeddleAssetIndex *all;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->query);
  g_clear_pointer (&reading->all, heddle_asset_index_unref);
  g_free (reading);
}

static gboolean
read_index (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  Reading *reading = data;
  g_autoptr (HeddleAssetIndex) index = NULL;

  if (reading->query == NULL)
    {
      index = heddle_asset_index_read (database, reading->limit, error);
    }
  else
    {
      g_autoptr (GArray) ids = heddle_assets_match (database, reading->query, reading->limit, error);

      index = ids != NULL ? heddle_asset_index_filter (reading->all, ids) : NULL;
    }
  if (index == NULL)
    return FALSE;
  g_value_init (result, HEDDLE_TYPE_ASSET_INDEX);
  g_value_take_boxed (result, g_steal_pointer (&index));
  return TRUE;
}

static void
finish_reading (HeddleGalleryModel *self,
                const GError       *error)
{
  self->reading = FALSE;
  g_clear_error (&self->error);
  self->error = error != NULL ? g_error_copy (error) : NULL;
  g_signal_emit (self, signals[CHANGED], 0);
  if (error == NULL)
    read_on (self);
  else
    g_clear_handle_id (&self->search_timeout, g_source_remove);
}

static void
all_read_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleGalleryModel *self = owner;

  if (value != NULL)
    {
      self->all_complete = self->all != NULL;
      self->found_complete = FALSE;
      g_clear_pointer (&self->all, heddle_asset_index_unref);
      self->all = g_value_dup_boxed (value);
      if (heddle_asset_index_get_n_entries (self->all) < FIRST_ENTRIES)
        self->all_complete = TRUE;
    }
  finish_reading (self, error);
}

static void
found_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleGalleryModel *self = owner;

  /* What is searched for by now is something else, whatever became of this. */
  if (g_strcmp0 (self->query, self->asked) != 0)
    {
      self->reading = FALSE;
      read_on (self);
      return;
    }
  if (value != NULL)
    {
      self->found_complete = g_strcmp0 (self->query, self->found_query) == 0;
      g_set_str (&self->found_query, self->query);
      g_clear_pointer (&self->found, heddle_asset_index_unref);
      self->found = g_value_dup_boxed (value);
    }
  finish_reading (self, error);
}

static void
start_reading (HeddleGalleryModel *self,
               int                 limit,
               const char         *query)
{
  Reading *reading = g_new0 (Reading, 1);

  self->reading = TRUE;
  reading->limit = limit;
  reading->query = g_strdup (query);
  if (query != NULL)
    {
      reading->all = heddle_asset_index_ref (self->all);
      g_set_str (&self->asked, query);
    }
  heddle_settle (heddle_library_read (heddle_session_get_library (self->session), read_index, reading, reading_free),
                 query != NULL ? found_cb : all_read_cb, self);
}

static gboolean
reload_timeout_cb (gpointer data)
{
  HeddleGalleryModel *self = data;

  self->reload_timeout = 0;
  read_on (self);
  return G_SOURCE_REMOVE;
}

static gboolean
search_timeout_cb (gpointer data)
{
  HeddleGalleryModel *self = data;

  self->search_timeout = 0;
  read_on (self);
  return G_SOURCE_REMOVE;
}

/* Reads what is most urgent of what is missing. One thing at a time: an answer is then always to
 * the last question.
 */
static void
read_on (HeddleGalleryModel *self)
{
  if (self->reading || !heddle_session_is_open (self->session))
    return;

  if (self->all == NULL)
    {
      start_reading (self, FIRST_ENTRIES, NULL);
    }
  else if (!self->all_complete)
    {
      start_reading (self, -1, NULL);
    }
  else if (self->query != NULL && g_strcmp0 (self->query, self->found_query) != 0)
    {
      g_clear_handle_id (&self->search_timeout, g_source_remove);
      self->search_timeout = g_timeout_add (SEARCH_REST, search_timeout_cb, self);
      start_reading (self, FIRST_ENTRIES, self->query);
    }
  else if (self->outdated && self->reload_timeout == 0)
    {
      self->outdated = FALSE;
      self->reload_timeout = g_timeout_add (RELOAD_INTERVAL, reload_timeout_cb, self);
      start_reading (self, -1, NULL);
    }
  else if (self->query != NULL && !self->found_complete && self->search_timeout == 0)
    {
      start_reading (self, -1, self->query);
    }
}

static void
face_reading_free (gpointer data)
{
  g_array_unref (data);
}

static gboolean
read_faces (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  GArray *ids = data;
  GPtrArray *faces = heddle_assets_list_faces (database, (const gint64 *) (gpointer) ids->data, ids->len, error);

  if (faces == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, faces);
  return TRUE;
}

/* Those that nobody looks at any more are forgotten, all at once, once there are many. */
static void
trim_faces (HeddleGalleryModel *self)
{
  HeddleAssetIndex *index = heddle_gallery_model_get_index (self);
  g_autoptr (GHashTable) kept = NULL;

  if (index == NULL || g_hash_table_size (self->faces) < MAX_FACES)
    return;
  kept = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) heddle_asset_record_free);
  for (guint i = self->wanted_first; i < MIN (self->wanted_end, heddle_asset_index_get_n_entries (index)); i++)
    {
      gint64 id = heddle_asset_index_get_entry (index, i)->id;
      HeddleAssetRecord *face;

      if (g_hash_table_steal_extended (self->faces, &id, NULL, (gpointer *) &face))
        g_hash_table_insert (kept, &face->id, face);
    }
  g_hash_table_unref (self->faces);
  self->faces = g_steal_pointer (&kept);
}

static void start_reading_faces (HeddleGalleryModel *self);

static void
faces_read_cb (gpointer      owner,
               const GValue *value,
               const GError *error)
{
  HeddleGalleryModel *self = owner;
  GPtrArray *faces;

  self->reading_faces = FALSE;
  if (value == NULL)
    {
      g_warning ("Nothing is known of what the gallery shows: %s", error->message);
      return;
    }
  trim_faces (self);
  faces = g_value_get_boxed (value);
  for (guint i = 0; i < faces->len; i++)
    {
      HeddleAssetRecord *face = heddle_asset_record_copy (g_ptr_array_index (faces, i));

      g_hash_table_replace (self->faces, &face->id, face);
    }
  g_signal_emit (self, signals[FACES_CHANGED], 0);
  if (faces->len > 0)
    start_reading_faces (self);
}

static void
start_reading_faces (HeddleGalleryModel *self)
{
  HeddleAssetIndex *index = heddle_gallery_model_get_index (self);
  g_autoptr (GArray) ids = NULL;

  if (index == NULL || self->reading_faces || !heddle_session_is_open (self->session))
    return;
  ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->wanted_end = MIN (self->wanted_end, heddle_asset_index_get_n_entries (index));
  for (guint i = self->wanted_first; i < self->wanted_end; i++)
    {
      gint64 id = heddle_asset_index_get_entry (index, i)->id;

      if (!g_hash_table_contains (self->faces, &id))
        g_array_append_val (ids, id);
    }
  if (ids->len == 0)
    return;
  self->reading_faces = TRUE;
  heddle_settle (heddle_library_read (heddle_session_get_library (self->session), read_faces,
                                      g_steal_pointer (&ids), face_reading_free),
                 faces_read_cb, self);
}

static void
heddle_gallery_model_dispose (GObject *object)
{
  HeddleGalleryModel *self = HEDDLE_GALLERY_MODEL (object);

  g_clear_handle_id (&self->reload_timeout, g_source_remove);
  g_clear_handle_id (&self->search_timeout, g_source_remove);
  g_clear_object (&self->session);
  g_clear_error (&self->error);
  g_clear_pointer (&self->all, heddle_asset_index_unref);
  g_clear_pointer (&self->found, heddle_asset_index_unref);

  G_OBJECT_CLASS (heddle_gallery_model_parent_class)->dispose (object);
}

static void
heddle_gallery_model_finalize (GObject *object)
{
  HeddleGalleryModel *self = HEDDLE_GALLERY_MODEL (object);

  g_free (self->query);
  g_free (self->asked);
  g_free (self->found_query);
  g_hash_table_unref (self->faces);

  G_OBJECT_CLASS (heddle_gallery_model_parent_class)->finalize (object);
}

static void
heddle_gallery_model_class_init (HeddleGalleryModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heddle_gallery_model_dispose;
  object_class->finalize = heddle_gallery_model_finalize;

  /**
   * HeddleGalleryModel::changed:
   * @self: a model
   *
   * Emitted when there is another index, or an error, or none any more.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                   0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeddleGalleryModel::faces-changed:
   * @self: a model
   *
   * Emitted when faces that were wanted are there.
   */
  signals[FACES_CHANGED] = g_signal_new ("faces-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                         0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heddle_gallery_model_init (HeddleGalleryModel *self)
{
  self->faces = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, (GDestroyNotify) heddle_asset_record_free);
}

/**
 * heddle_gallery_model_new:
 * @session: a session with a library
 *
 * Returns: (transfer full): a model that has begun to read
 */
HeddleGalleryModel *
heddle_gallery_model_new (HeddleSession *session)
{
  HeddleGalleryModel *self = g_object_new (HEDDLE_TYPE_GALLERY_MODEL, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "assets-changed", G_CALLBACK (heddle_gallery_model_reload), self,
                           G_CONNECT_SWAPPED);
  read_on (self);
  return self;
}

/**
 * heddle_gallery_model_reload:
 * @self: a model
 *
 * Reads the library anew.
 */
void
heddle_gallery_model_reload (HeddleGalleryModel *self)
{
  self->outdated = TRUE;
  read_on (self);
}

/**
 * heddle_gallery_model_set_query:
 * @self: a model
 * @query: (nullable): words, as a person typed them; everything is shown where there is none
 *
 * Searches. What was shown is shown until something was found.
 */
void
heddle_gallery_model_set_query (HeddleGalleryModel *self,
                                const char         *query)
{
  if (query != NULL && *query == '\0')
    query = NULL;
  if (!g_set_str (&self->query, query))
    return;
  if (query == NULL)
    {
      g_clear_error (&self->error);
      g_clear_pointer (&self->found, heddle_asset_index_unref);
      g_clear_pointer (&self->found_query, g_free);
      g_signal_emit (self, signals[CHANGED], 0);
    }
  read_on (self);
}

/**
 * heddle_gallery_model_get_query:
 * @self: a model
 *
 * Returns: (nullable): what is searched for
 */
const char *
heddle_gallery_model_get_query (HeddleGalleryModel *self)
{
  return self->query;
}

/**
 * heddle_gallery_model_get_index:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): what there is to show; %NULL until something was read, and
 *   where a search failed: what was found before is no answer to it
 */
HeddleAssetIndex *
heddle_gallery_model_get_index (HeddleGalleryModel *self)
{
  if (self->error != NULL && self->query != NULL && g_strcmp0 (self->query, self->found_query) != 0)
    return NULL;
  return self->found != NULL ? self->found : self->all;
}

/**
 * heddle_gallery_model_is_complete:
 * @self: a model
 *
 * Returns: whether the index is all that there is to show, and not only its beginning
 */
gboolean
heddle_gallery_model_is_complete (HeddleGalleryModel *self)
{
  if (self->query == NULL)
    return self->all_complete;
  return self->found_complete && g_strcmp0 (self->query, self->found_query) == 0;
}

/**
 * heddle_gallery_model_has_assets:
 * @self: a model
 *
 * Returns: whether the library has any asset, found or not
 */
gboolean
heddle_gallery_model_has_assets (HeddleGalleryModel *self)
{
  return self->all != NULL && heddle_asset_index_get_n_entries (self->all) > 0;
}

/**
 * heddle_gallery_model_get_error:
 * @self: a model
 *
 * Returns: (nullable): why the library could not be read, or not as it is now where there is an
 *   index nevertheless
 */
const GError *
heddle_gallery_model_get_error (HeddleGalleryModel *self)
{
  return self->error;
}

/**
 * heddle_gallery_model_get_face:
 * @self: a model
 * @id: an asset's row
 *
 * Returns: (transfer none) (nullable): what is needed to show it small, if that is there
 */
const HeddleAssetRecord *
heddle_gallery_model_get_face (HeddleGalleryModel *self,
                               gint64              id)
{
  return g_hash_table_lookup (self->faces, &id);
}

/**
 * heddle_gallery_model_want_faces:
 * @self: a model
 * @first: the first position that is looked at
 * @end: the position after the last
 *
 * Says which faces are needed. Those that are not there are read; the last call counts.
 */
void
heddle_gallery_model_want_faces (HeddleGalleryModel *self,
                                 guint               first,
                                 guint               end)
{
  self->wanted_first = first;
  self->wanted_end = end;
  start_reading_faces (self);
}
