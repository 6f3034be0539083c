/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "widgets/heddle-thumbnails.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "store/heddle-store-error.h"
#include "widgets/heddle-settle.h"

/* What is decoded at once: more only takes the processor from the thread that draws. */
#define MAX_READING 2
/* Making one takes fifty times as long as reading one: those that wait for it are a queue of their
 * own, so that they hold up nobody else.
 */
#define MAX_MAKING 4
#define DEFAULT_BOUND ((gsize) 40 * 1024 * 1024)

typedef DexFuture *(*StartFunc) (HeddleThumbnailRequest *request);

typedef struct
{
  GQueue             pending;
  guint              n_running;
  guint              max_running;
  StartFunc          start;
  HeddleSettledFunc  settled;
} Lane;

typedef struct
{
  char       *blob;
  GdkTexture *texture;
  gsize       bytes;
} Kept;

struct _HeddleThumbnails
{
  GObject         parent_instance;
  HeddleSession  *session;
  Lane            reading;
  Lane            making;
  GHashTable     *requests;
  GHashTable     *large_requests;
  GHashTable     *waiters;
  guint           last_id;
  GHashTable     *kept;
  GQueue          recent;
  gsize           bytes;
  gsize           bound;
};

G_DEFINE_FINAL_TYPE (HeddleThumbnails, heddle_thumbnails, G_TYPE_OBJECT)

static void
kept_free (Kept *kept)
{
  g_free (kept->blob);
  g_object_unref (kept->texture);
  g_free (kept);
}

static void
trim (HeddleThumbnails *self)
{
  while (self->bytes > self->bound)
    {
      Kept *oldest = g_queue_pop_tail (&self->recent);

      self->bytes -= oldest->bytes;
      g_hash_table_remove (self->kept, oldest->blob);
      kept_free (oldest);
    }
}

static void
keep (HeddleThumbnails *self,
      const char       *blob,
      GdkTexture       *texture)
{
  Kept *kept;

  if (g_hash_table_contains (self->kept, blob))
    return;
  kept = g_new0 (Kept, 1);
  kept->blob = g_strdup (blob);
  kept->texture = g_object_ref (texture);
  kept->bytes = (gsize) gdk_texture_get_width (texture) * (gsize) gdk_texture_get_height (texture) * 4;
  self->bytes += kept->bytes;
  g_queue_push_head (&self->recent, kept);
  g_hash_table_insert (self->kept, kept->blob, self->recent.head);
  trim (self);
}

static gboolean
is_large (HeddleThumbnailRequest *request)
{
  return heddle_thumbnail_request_get_size (request) == HEDDLE_THUMBNAIL_LARGE;
}

/* What was asked for last comes first; what only makes a picture finer, after all others. */
static void
push (Lane                   *lane,
      HeddleThumbnailRequest *request)
{
  if (is_large (request))
    g_queue_push_tail (&lane->pending, request);
  else
    g_queue_push_head (&lane->pending, request);
}

static void
start_next (Lane *lane)
{
  while (lane->n_running < lane->max_running && lane->pending.length > 0)
    {
      HeddleThumbnailRequest *request = g_queue_pop_head (&lane->pending);

      lane->n_running++;
      heddle_settle (lane->start (request), lane->settled, request);
    }
}

static void
forget_request (HeddleThumbnails       *self,
                HeddleThumbnailRequest *request)
{
  g_hash_table_remove (is_large (request) ? self->large_requests : self->requests,
                       heddle_thumbnail_request_get_blob (request));
}

static void
finish (HeddleThumbnails       *self,
        HeddleThumbnailRequest *request,
        GdkTexture             *texture,
        const GError           *error)
{
  g_autoptr (HeddleThumbnailRequest) kept = g_object_ref (request);
  g_autoptr (HeddleThumbnails) alive = g_object_ref (self);

  if (texture != NULL && !is_large (request))
    keep (self, heddle_thumbnail_request_get_blob (request), texture);
  forget_request (self, request);
  for (guint i = 0; i < heddle_thumbnail_request_get_n_waiters (request); i++)
    g_hash_table_remove (self->waiters,
                         GUINT_TO_POINTER (heddle_thumbnail_request_get_waiter (request, i)));
  heddle_thumbnail_request_answer (request, texture, error);
}

static void
made_cb (gpointer      owner,
         const GValue *value,
         const GError *error)
{
  HeddleThumbnailRequest *request = owner;
  HeddleThumbnails *self = heddle_thumbnail_request_get_owner (request);

  self->making.n_running--;
  finish (self, request, value != NULL ? g_value_get_object (value) : NULL, error);
  start_next (&self->making);
}

static void
read_cb (gpointer      owner,
         const GValue *value,
         const GError *error)
{
  HeddleThumbnailRequest *request = owner;
  HeddleThumbnails *self = heddle_thumbnail_request_get_owner (request);

  self->reading.n_running--;
  if (value != NULL)
    finish (self, request, g_value_get_object (value), NULL);
  else if (heddle_thumbnail_request_get_n_waiters (request) > 0)
    push (&self->making, request);
  else
    forget_request (self, request);
  start_next (&self->making);
  start_next (&self->reading);
}

static void
heddle_thumbnails_dispose (GObject *object)
{
  HeddleThumbnails *self = HEDDLE_THUMBNAILS (object);

  g_clear_weak_pointer (&self->session);
  g_queue_clear (&self->reading.pending);
  g_queue_clear (&self->making.pending);
  g_hash_table_remove_all (self->waiters);
  g_hash_table_remove_all (self->requests);
  g_hash_table_remove_all (self->large_requests);
  g_hash_table_remove_all (self->kept);
  g_queue_clear_full (&self->recent, (GDestroyNotify) kept_free);

  G_OBJECT_CLASS (heddle_thumbnails_parent_class)->dispose (object);
}

static void
heddle_thumbnails_finalize (GObject *object)
{
  HeddleThumbnails *self = HEDDLE_THUMBNAILS (object);

  g_clear_pointer (&self->waiters, g_hash_table_unref);
  g_clear_pointer (&self->requests, g_hash_table_unref);
  g_clear_pointer (&self->large_requests, g_hash_table_unref);
  g_clear_pointer (&self->kept, g_hash_table_unref);

  G_OBJECT_CLASS (heddle_thumbnails_parent_class)->finalize (object);
}

static void
heddle_thumbnails_class_init (HeddleThumbnailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = heddle_thumbnails_dispose;
  object_class->finalize = heddle_thumbnails_finalize;
}

static void
heddle_thumbnails_init (HeddleThumbnails *self)
{
  self->reading = (Lane) {
    .pending = G_QUEUE_INIT,
    .max_running = MAX_READING,
    .start = heddle_thumbnail_request_read,
    .settled = read_cb,
  };
  self->making = (Lane) {
    .pending = G_QUEUE_INIT,
    .max_running = MAX_MAKING,
    .start = heddle_thumbnail_request_make,
    .settled = made_cb,
  };
  self->requests = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->large_requests = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->waiters = g_hash_table_new (NULL, NULL);
  self->kept = g_hash_table_new (g_str_hash, g_str_equal);
  self->bound = DEFAULT_BOUND;
  g_queue_init (&self->recent);
}

/**
 * heddle_thumbnails_new:
 * @session: the session whose library's thumbnails these are; not kept alive
 *
 * Returns: (transfer full): thumbnails, none of which is loaded yet
 */
HeddleThumbnails *
heddle_thumbnails_new (HeddleSession *session)
{
  HeddleThumbnails *self = g_object_new (HEDDLE_TYPE_THUMBNAILS, NULL);

  g_set_weak_pointer (&self->session, session);
  return self;
}

/**
 * heddle_thumbnails_set_bound:
 * @self: the thumbnails
 * @bytes: how much memory those may take that are kept, as they are decoded
 *
 * Those that somebody shows stay in memory as long as that lasts.
 */
void
heddle_thumbnails_set_bound (HeddleThumbnails *self,
                             gsize             bytes)
{
  g_return_if_fail (HEDDLE_IS_THUMBNAILS (self));

  self->bound = bytes;
  trim (self);
}

/**
 * heddle_thumbnails_peek:
 * @self: the thumbnails
 * @blob: SHA-256 of an image
 *
 * Returns: (transfer none) (nullable): its thumbnail, if it is in memory
 */
GdkTexture *
heddle_thumbnails_peek (HeddleThumbnails *self,
                        const char       *blob)
{
  GList *link;

  g_return_val_if_fail (HEDDLE_IS_THUMBNAILS (self), NULL);
  g_return_val_if_fail (blob != NULL, NULL);

  link = g_hash_table_lookup (self->kept, blob);
  if (link == NULL)
    return NULL;
  g_queue_unlink (&self->recent, link);
  g_queue_push_head_link (&self->recent, link);
  return ((Kept *) link->data)->texture;
}

static HeddleThumbnailRequest *
ensure_request (HeddleThumbnails    *self,
                const char          *blob,
                HeddleThumbnailSize  size)
{
  GHashTable *requests = size == HEDDLE_THUMBNAIL_LARGE ? self->large_requests : self->requests;
  HeddleThumbnailRequest *request = g_hash_table_lookup (requests, blob);

  if (request == NULL)
    {
      HeddleAssetStore *assets = heddle_session_get_service (self->session, HEDDLE_TYPE_ASSET_STORE);

      request = heddle_thumbnail_request_new (self, assets, blob, size);
      g_hash_table_insert (requests, (gpointer) heddle_thumbnail_request_get_blob (request), request);
      push (&self->reading, request);
      return request;
    }

  if (g_queue_remove (&self->reading.pending, request))
    push (&self->reading, request);
  else if (g_queue_remove (&self->making.pending, request))
    push (&self->making, request);
  return request;
}

static guint
load (HeddleThumbnails    *self,
      const char          *blob,
      HeddleThumbnailSize  size,
      HeddleThumbnailFunc  func,
      gpointer             data)
{
  HeddleThumbnailRequest *request;

  if (self->session == NULL || !heddle_session_is_open (self->session))
    {
      g_autoptr (GError) error = g_error_new (HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_CLOSED,
                                              _("The library is closed."));

      func (NULL, error, data);
      return 0;
    }

  request = ensure_request (self, blob, size);
  heddle_thumbnail_request_add_waiter (request, ++self->last_id, func, data);
  g_hash_table_insert (self->waiters, GUINT_TO_POINTER (self->last_id), request);
  start_next (&self->reading);
  return self->last_id;
}

/**
 * heddle_thumbnails_load:
 * @self: the thumbnails
 * @blob: SHA-256 of an image
 * @func: (scope async): what is done with its thumbnail
 * @data: handed to @func; has to live until @func was called or the request was cancelled
 *
 * Loads the thumbnail of an image. What was asked for last comes first. Where it is in memory, @func
 * is called before this returns.
 *
 * Returns: an id for [method@Thumbnails.cancel], or 0 if @func was called already
 */
guint
heddle_thumbnails_load (HeddleThumbnails    *self,
                        const char          *blob,
                        HeddleThumbnailFunc  func,
                        gpointer             data)
{
  GdkTexture *texture;

  g_return_val_if_fail (HEDDLE_IS_THUMBNAILS (self), 0);
  g_return_val_if_fail (blob != NULL && strlen (blob) == 64, 0);
  g_assert (heddle_is_main_thread ());

  texture = heddle_thumbnails_peek (self, blob);
  if (texture != NULL)
    {
      g_autoptr (GdkTexture) kept = g_object_ref (texture);

      func (kept, NULL, data);
      return 0;
    }
  return load (self, blob, HEDDLE_THUMBNAIL_SMALL, func, data);
}

/**
 * heddle_thumbnails_load_large:
 * @self: the thumbnails
 * @blob: SHA-256 of an image
 * @func: (scope async): what is done with its thumbnail
 * @data: handed to @func; has to live until @func was called or the request was cancelled
 *
 * Loads a thumbnail with twice the pixels, for those who show the small one already and would have
 * to stretch it. It is made at the first time, comes after all small ones, and is not kept.
 *
 * Returns: an id for [method@Thumbnails.cancel], or 0 if @func was called already
 */
guint
heddle_thumbnails_load_large (HeddleThumbnails    *self,
                              const char          *blob,
                              HeddleThumbnailFunc  func,
                              gpointer             data)
{
  g_return_val_if_fail (HEDDLE_IS_THUMBNAILS (self), 0);
  g_return_val_if_fail (blob != NULL && strlen (blob) == 64, 0);
  g_assert (heddle_is_main_thread ());

  return load (self, blob, HEDDLE_THUMBNAIL_LARGE, func, data);
}

/**
 * heddle_thumbnails_is_coarse:
 * @texture: a small thumbnail
 * @width: how many pixels of the screen it is to fill
 * @height: likewise
 *
 * Returns: whether a large thumbnail would look better there
 */
gboolean
heddle_thumbnails_is_coarse (GdkTexture *texture,
                             int         width,
                             int         height)
{
  int texture_width = gdk_texture_get_width (texture);
  int texture_height = gdk_texture_get_height (texture);

  return MAX (texture_width, texture_height) >= HEDDLE_THUMBNAIL_SMALL &&
         (width > texture_width || height > texture_height);
}

/**
 * heddle_thumbnails_cancel:
 * @self: the thumbnails
 * @id: what [method@Thumbnails.load] gave
 *
 * Takes back what was asked for: its function will not be called. Nothing happens if it was called
 * already.
 */
void
heddle_thumbnails_cancel (HeddleThumbnails *self,
                          guint             id)
{
  HeddleThumbnailRequest *request;

  g_return_if_fail (HEDDLE_IS_THUMBNAILS (self));

  request = g_hash_table_lookup (self->waiters, GUINT_TO_POINTER (id));
  if (request == NULL)
    return;
  g_hash_table_remove (self->waiters, GUINT_TO_POINTER (id));
  heddle_thumbnail_request_remove_waiter (request, id);
  if (heddle_thumbnail_request_get_n_waiters (request) > 0)
    return;
  if (g_queue_remove (&self->reading.pending, request) || g_queue_remove (&self->making.pending, request))
    forget_request (self, request);
}
