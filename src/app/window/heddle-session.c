/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/heddle-session.h"

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "engine/heddle-outside-changes.h"
#include "engine/heddle-owner-service.h"
#include "engine/heddle-run-queue.h"
#include "nodes/heddle-allowed-paths.h"
#include "runs/heddle-live-runs.h"
#include "store/heddle-setting-repository.h"
#include "widgets/heddle-thumbnails.h"

#define PATHS_CATEGORY "paths"
#define PATHS_KEY "allowed"

/* What comes fast is told of at most so often, in milliseconds. */
#define TELL_DELAY 500

struct _HeddleSession
{
  GObject             parent_instance;
  HeddleLibrary      *library;
  HeddleEngine       *engine;
  HeddleOwnerService *owner;
  HeddleRunQueue     *queue;
  HeddleThumbnails   *thumbnails;
  HeddleLiveRuns     *live_runs;
  guint               tell_source;
};

enum
{
  WORKFLOWS_CHANGED,
  ASSETS_CHANGED,
  RUNS_CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleSession, heddle_session, G_TYPE_OBJECT)

static void
heddle_session_dispose (GObject *object)
{
  HeddleSession *self = HEDDLE_SESSION (object);

  g_clear_handle_id (&self->tell_source, g_source_remove);
  g_clear_object (&self->live_runs);
  g_clear_object (&self->thumbnails);
  g_clear_object (&self->owner);
  g_clear_object (&self->queue);
  g_clear_object (&self->engine);
  g_clear_object (&self->library);

  G_OBJECT_CLASS (heddle_session_parent_class)->dispose (object);
}

static void
heddle_session_class_init (HeddleSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_session_dispose;

  /**
   * HeddleSession::workflows-changed:
   * @self: a session
   *
   * Emitted when a workflow was added to the library, changed in it or taken out of it.
   */
  signals[WORKFLOWS_CHANGED] = g_signal_new ("workflows-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeddleSession::assets-changed:
   * @self: a session
   *
   * Emitted when an asset was added to the library, changed in it or taken out of it.
   */
  signals[ASSETS_CHANGED] = g_signal_new ("assets-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeddleSession::runs-changed:
   * @self: a session
   *
   * Emitted when a run was begun, has ended, or was changed in the library.
   */
  signals[RUNS_CHANGED] = g_signal_new ("runs-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                        0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
heddle_session_init (HeddleSession *self)
{
  self->thumbnails = heddle_thumbnails_new (self);
  self->live_runs = heddle_live_runs_new (self);
}

/**
 * heddle_session_new:
 *
 * Returns: (transfer full): a session without a library yet
 */
HeddleSession *
heddle_session_new (void)
{
  return g_object_new (HEDDLE_TYPE_SESSION, NULL);
}

typedef struct
{
  char               *path;
  HeddleLibrary      *library;
  HeddleEngine       *engine;
  HeddleOwnerService *owner;
  HeddleRunQueue     *queue;
} Opening;

static void
opening_free (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->owner);
  g_clear_object (&opening->queue);
  g_clear_object (&opening->engine);
  g_clear_object (&opening->library);
  g_free (opening->path);
  g_free (opening);
}

static gboolean
open_library (gpointer   data,
              GValue    *value,
              GError   **error)
{
  Opening *opening = data;

  opening->library = heddle_library_open (opening->path, HEDDLE_LIBRARY_CREATE, error);
  if (opening->library == NULL)
    return FALSE;
  opening->engine = heddle_engine_new (opening->library, error);
  if (opening->engine != NULL)
    {
      g_value_init (value, HEDDLE_TYPE_ENGINE);
      g_value_set_object (value, opening->engine);
      return TRUE;
    }
  heddle_library_close (opening->library, NULL);
  return FALSE;
}

static gboolean
read_paths (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  g_autofree char *text = NULL;

  if (!heddle_settings_get_text (database, PATHS_CATEGORY, PATHS_KEY, &text, error))
    return FALSE;
  g_value_init (result, G_TYPE_STRING);
  g_value_set_string (result, text);
  return TRUE;
}

static void
allow (HeddleSession *self,
       const char    *path)
{
  if (g_path_is_absolute (path))
    heddle_allowed_paths_add (heddle_session_get_service (self, HEDDLE_TYPE_ALLOWED_PATHS), path);
}

/* A library whose list cannot be read allows nothing; whoever needs a path is told so. */
static DexFuture *
paths_read_cb (DexFuture *future,
               gpointer   data)
{
  const GValue *value = dex_future_get_value (future, NULL);
  const char *text = value != NULL ? g_value_get_string (value) : NULL;
  g_autoptr (JsonNode) node = text != NULL ? heddle_json_parse (text, -1, NULL) : NULL;
  JsonArray *paths = node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;

  for (guint i = 0; paths != NULL && i < json_array_get_length (paths); i++)
    {
      const char *path = heddle_json_as_string (json_array_get_element (paths, i));

      if (path != NULL)
        allow (data, path);
    }
  return dex_future_new_true ();
}

static void
tell_cb (gpointer data)
{
  HeddleSession *self = data;

  self->tell_source = 0;
  heddle_session_tell_assets_changed (self);
}

/* What a shell has made here is seen here. */
static void
event_cb (HeddleSession        *self,
          const HeddleRunEvent *event)
{
  if (event->kind == HEDDLE_RUN_EVENT_ASSET && self->tell_source == 0)
    self->tell_source = g_timeout_add_once (TELL_DELAY, tell_cb, self);
  if (event->kind == HEDDLE_RUN_EVENT_FINISHED)
    {
      g_clear_handle_id (&self->tell_source, g_source_remove);
      heddle_session_tell_assets_changed (self);
      heddle_session_tell_workflows_changed (self);
      heddle_session_tell_runs_changed (self);
    }
}

static DexFuture *
not_served_cb (DexFuture *future,
               gpointer   data)
{
  g_autoptr (GError) error = NULL;

  dex_future_get_value (future, &error);
  g_warning ("Shells cannot use the library while the window is open: %s", error->message);
  return dex_future_new_true ();
}

static gboolean
starting_cb (HeddleSession *self,
             HeddleRun     *run)
{
  if (self->library == NULL)
    return FALSE;
  heddle_live_runs_begin (self->live_runs, run);
  return TRUE;
}

/* What the window works off by itself is seen in it, as what a person has started. */
static void
work_queue (HeddleSession *self)
{
  self->queue = heddle_run_queue_new (self->engine);
  g_signal_connect_object (self->queue, "starting", G_CALLBACK (starting_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->queue, "looked", G_CALLBACK (heddle_session_tell_runs_changed), self,
                           G_CONNECT_SWAPPED);
  heddle_run_queue_start (self->queue);
}

/* Whatever it was, it is read again by those who show it. */
static void
outside_changed_cb (HeddleSession *self)
{
  heddle_session_tell_assets_changed (self);
  heddle_session_tell_runs_changed (self);
}

static void
serve (HeddleSession *self)
{
  self->owner = heddle_owner_service_new (self->engine);
  heddle_owner_service_set_queue (self->owner, self->queue);
  g_signal_connect_object (self->owner, "event", G_CALLBACK (event_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_session_get_service (self, HEDDLE_TYPE_OUTSIDE_CHANGES), "changed",
                           G_CALLBACK (outside_changed_cb), self, G_CONNECT_SWAPPED);
  dex_future_disown (dex_future_catch (heddle_owner_service_start (self->owner), not_served_cb, NULL, NULL));
}

static DexFuture *
opened_cb (DexFuture *future,
           gpointer   data)
{
  HeddleSession *self = data;
  const GValue *value = dex_future_get_value (future, NULL);

  g_set_object (&self->engine, HEDDLE_ENGINE (g_value_get_object (value)));
  g_set_object (&self->library, heddle_session_get_service (self, HEDDLE_TYPE_LIBRARY));
  work_queue (self);
  serve (self);
  return dex_future_finally (heddle_library_read (self->library, read_paths, NULL, NULL), paths_read_cb,
                             g_object_ref (self), g_object_unref);
}

/**
 * heddle_session_open:
 * @self: a session without a library
 * @path: the library's folder; made a library if it is missing or empty
 *
 * Returns: (transfer full): resolves to %TRUE once the library and its engine are there
 */
DexFuture *
heddle_session_open (HeddleSession *self,
                     const char    *path)
{
  Opening *opening = g_new0 (Opening, 1);

  g_return_val_if_fail (self->library == NULL, NULL);

  opening->path = g_strdup (path);
  return dex_future_then (heddle_run_waiting (open_library, opening, opening_free), opened_cb,
                          g_object_ref (self), g_object_unref);
}

static gboolean
close_library (gpointer   data,
               GValue    *value,
               GError   **error)
{
  Opening *opening = data;

  /* First of all, or the queue would begin a run only for it to be cancelled. */
  heddle_run_queue_interrupt (opening->queue);
  heddle_engine_stop (opening->engine);
  heddle_run_queue_stop (opening->queue);
  heddle_owner_service_close (opening->owner);
  g_clear_object (&opening->owner);
  g_clear_object (&opening->queue);
  if (!heddle_wait_for (heddle_engine_drain (opening->engine), NULL, error))
    return FALSE;
  g_clear_object (&opening->engine);
  return heddle_library_close (opening->library, error);
}

/**
 * heddle_session_close:
 * @self: a session
 *
 * Ends what goes on in the background, runs that nobody looks at any more included, and closes the
 * library. The session has none from now on.
 *
 * Returns: (transfer full): resolves to %TRUE once everything is on the disk
 */
DexFuture *
heddle_session_close (HeddleSession *self)
{
  Opening *opening;

  if (self->library == NULL)
    return dex_future_new_true ();
  opening = g_new0 (Opening, 1);
  opening->library = g_steal_pointer (&self->library);
  opening->engine = g_steal_pointer (&self->engine);
  opening->owner = g_steal_pointer (&self->owner);
  opening->queue = g_steal_pointer (&self->queue);
  return heddle_run_waiting (close_library, opening, opening_free);
}

/**
 * heddle_session_is_open:
 * @self: a session
 *
 * Returns: whether it has a library
 */
gboolean
heddle_session_is_open (HeddleSession *self)
{
  return self->library != NULL;
}

/**
 * heddle_session_is_serving:
 * @self: a session
 *
 * Returns: whether a run goes on that a shell has asked for
 */
gboolean
heddle_session_is_serving (HeddleSession *self)
{
  return self->owner != NULL && heddle_owner_service_is_busy (self->owner);
}

/**
 * heddle_session_get_library:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the library, once it is open
 */
HeddleLibrary *
heddle_session_get_library (HeddleSession *self)
{
  return self->library;
}

/**
 * heddle_session_get_engine:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): the engine, once the library is open
 */
HeddleEngine *
heddle_session_get_engine (HeddleSession *self)
{
  return self->engine;
}

/**
 * heddle_session_get_service:
 * @self: a session with a library
 * @type: the service's type, such as that of [class@BlobStore]
 *
 * Returns: (transfer none) (nullable): what the engine and the places share
 */
gpointer
heddle_session_get_service (HeddleSession *self,
                            GType          type)
{
  g_return_val_if_fail (self->engine != NULL, NULL);

  return heddle_services_get (heddle_engine_get_services (self->engine), type);
}

/**
 * heddle_session_get_queue:
 * @self: a session
 *
 * Returns: (transfer none) (nullable): what works the library's queue off, once that is open
 */
HeddleRunQueue *
heddle_session_get_queue (HeddleSession *self)
{
  return self->queue;
}

/**
 * heddle_session_get_thumbnails:
 * @self: a session
 *
 * Returns: (transfer none): small pictures of the library's images
 */
HeddleThumbnails *
heddle_session_get_thumbnails (HeddleSession *self)
{
  return self->thumbnails;
}

/**
 * heddle_session_get_live_runs:
 * @self: a session
 *
 * Returns: (transfer none): the runs that are at work in this process
 */
HeddleLiveRuns *
heddle_session_get_live_runs (HeddleSession *self)
{
  return self->live_runs;
}

/**
 * heddle_session_tell_workflows_changed:
 * @self: a session
 *
 * To be called by whoever has changed the library's workflows.
 */
void
heddle_session_tell_workflows_changed (HeddleSession *self)
{
  g_signal_emit (self, signals[WORKFLOWS_CHANGED], 0);
}

/**
 * heddle_session_tell_assets_changed:
 * @self: a session
 *
 * To be called by whoever has changed the library's assets.
 */
void
heddle_session_tell_assets_changed (HeddleSession *self)
{
  g_signal_emit (self, signals[ASSETS_CHANGED], 0);
}

/**
 * heddle_session_tell_runs_changed:
 * @self: a session
 *
 * To be called by whoever begins a run, sees one end, or changes one in the library.
 */
void
heddle_session_tell_runs_changed (HeddleSession *self)
{
  g_signal_emit (self, signals[RUNS_CHANGED], 0);
}

static gboolean
write_path (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  g_autofree char *text = NULL;
  g_autofree char *changed = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (!heddle_settings_get_text (database, PATHS_CATEGORY, PATHS_KEY, &text, error))
    return FALSE;
  if (text != NULL)
    node = heddle_json_parse (text, -1, NULL);
  if (node == NULL || !JSON_NODE_HOLDS_ARRAY (node))
    {
      g_clear_pointer (&node, json_node_unref);
      node = json_node_init_array (json_node_alloc (), json_array_new ());
      json_array_unref (json_node_get_array (node));
    }
  json_array_add_string_element (json_node_get_array (node), data);
  changed = heddle_json_write (node, HEDDLE_JSON_COMPACT);
  return heddle_settings_set_text (database, PATHS_CATEGORY, PATHS_KEY, changed, error);
}

/**
 * heddle_session_allow_path:
 * @self: a session with a library
 * @path: an absolute path that a person has chosen in a dialog
 *
 * Allows the workflows of this library, now and later, to use a file, or a folder and all below it.
 *
 * Returns: (transfer full): resolves once the library holds it
 */
DexFuture *
heddle_session_allow_path (HeddleSession *self,
                           const char    *path)
{
  HeddleAllowedPaths *allowed = heddle_session_get_service (self, HEDDLE_TYPE_ALLOWED_PATHS);
  g_auto (GStrv) before = heddle_allowed_paths_list (allowed);

  if (before != NULL && g_strv_contains ((const char *const *) before, path))
    return dex_future_new_true ();
  allow (self, path);
  return heddle_library_write (self->library, write_path, g_strdup (path), g_free);
}
