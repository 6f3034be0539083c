/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-owner-service.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-outside-changes.h"
#include "engine/heddle-owner-protocol.h"
#include "engine/heddle-owner-request.h"
#include "engine/heddle-owner-socket.h"
#include "engine/heddle-queue-change.h"
#include "engine/heddle-queue-order.h"
#include "engine/heddle-queue-watch.h"
#include "engine/heddle-run-answer.h"

/* How long the end of a call waits until whoever asked has read all of it, in seconds. */
#define PATIENCE 5

struct _HeddleOwnerService
{
  GObject       parent_instance;
  HeddleEngine *engine;
  GMainContext *context;
  GMainContext *own_context;
  GMainLoop    *loop;
  GThread      *thread;
  DexPromise   *started;
  GPtrArray    *connections;

  GMutex        continuing;
  GMutex        mutex;
  GCond         idle;
  GPtrArray      *guests;
  HeddleRunQueue *queue;
  gboolean        closing;
};

/* A call of another process. It has a thread of its own, on which everything may wait. */
typedef struct
{
  HeddleOwnerService    *service;
  GDBusConnection       *connection;
  GDBusMethodInvocation *invocation;
  GMainContext          *context;
  GVariant              *answer;
  HeddleRun             *run;
  HeddleRunQueue        *queue;
  gboolean               interrupted;
} Guest;

typedef gboolean (*ServeFunc) (Guest     *guest,
                               GVariant  *parameters,
                               GError   **error);

enum
{
  EVENT,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleOwnerService, heddle_owner_service, G_TYPE_OBJECT)

static void
heddle_owner_service_finalize (GObject *object)
{
  HeddleOwnerService *self = HEDDLE_OWNER_SERVICE (object);

  g_assert (self->thread == NULL);
  g_clear_object (&self->engine);
  dex_clear (&self->started);
  g_main_loop_unref (self->loop);
  g_main_context_unref (self->own_context);
  g_main_context_unref (self->context);
  g_ptr_array_unref (self->connections);
  g_ptr_array_unref (self->guests);
  g_mutex_clear (&self->continuing);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->idle);

  G_OBJECT_CLASS (heddle_owner_service_parent_class)->finalize (object);
}

static void
heddle_owner_service_class_init (HeddleOwnerServiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_owner_service_finalize;

  /**
   * HeddleOwnerService::event:
   * @self: a service
   * @event: what happened in a run that another process asked for
   *
   * Emitted in the main context that the service was made in.
   */
  signals[EVENT] = g_signal_new ("event", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 1, HEDDLE_TYPE_RUN_EVENT);
}

static void
heddle_owner_service_init (HeddleOwnerService *self)
{
  self->context = g_main_context_ref_thread_default ();
  self->own_context = g_main_context_new ();
  self->loop = g_main_loop_new (self->own_context, FALSE);
  self->started = dex_promise_new ();
  self->connections = g_ptr_array_new_with_free_func (g_object_unref);
  self->guests = g_ptr_array_new ();
  g_mutex_init (&self->continuing);
  g_mutex_init (&self->mutex);
  g_cond_init (&self->idle);
}

/**
 * heddle_owner_service_new:
 * @engine: the engine of a library that this process owns
 *
 * Returns: (transfer full): a service that has not been started
 */
HeddleOwnerService *
heddle_owner_service_new (HeddleEngine *engine)
{
  HeddleOwnerService *self = g_object_new (HEDDLE_TYPE_OWNER_SERVICE, NULL);

  self->engine = g_object_ref (engine);
  return self;
}

typedef struct
{
  HeddleOwnerService *service;
  HeddleRunEvent     *event;
} Telling;

static void
telling_free (gpointer data)
{
  Telling *telling = data;

  g_object_unref (telling->service);
  heddle_run_event_unref (telling->event);
  g_free (telling);
}

static gboolean
tell_cb (gpointer data)
{
  Telling *telling = data;

  g_signal_emit (telling->service, signals[EVENT], 0, telling->event);
  return G_SOURCE_REMOVE;
}

static void
tell (HeddleOwnerService   *self,
      const HeddleRunEvent *event)
{
  Telling *telling;

  if (!g_signal_has_handler_pending (self, signals[EVENT], 0, FALSE))
    return;
  telling = g_new0 (Telling, 1);
  telling->service = g_object_ref (self);
  telling->event = heddle_run_event_ref ((HeddleRunEvent *) event);
  g_main_context_invoke_full (self->context, G_PRIORITY_DEFAULT, tell_cb, telling, telling_free);
}

static void
run_event_cb (gpointer              source,
              const HeddleRunEvent *event,
              Guest                *guest)
{
  heddle_owner_send_event (guest->connection, event);
  tell (guest->service, event);
}

static void
set_run (Guest     *guest,
         HeddleRun *run)
{
  gboolean interrupted;

  g_mutex_lock (&guest->service->mutex);
  g_set_object (&guest->run, run);
  interrupted = guest->interrupted;
  g_mutex_unlock (&guest->service->mutex);
  if (run != NULL && interrupted)
    heddle_run_cancel (run);
}

static void
begin (Guest     *guest,
       HeddleRun *run)
{
  g_signal_connect (run, "event", G_CALLBACK (run_event_cb), guest);
  set_run (guest, run);
  heddle_run_start (run);
}

/* Streams what happens in a run that was made and begun on this thread, until its end. */
static gboolean
follow (Guest      *guest,
        HeddleRun  *run,
        GError    **error)
{
  GMainContext *context = g_main_context_get_thread_default ();

  while (!heddle_run_has_ended (run))
    g_main_context_iteration (context, TRUE);
  set_run (guest, NULL);
  return heddle_wait_for (heddle_run_when_finished (run), NULL, error);
}

static gboolean
serve_run (Guest     *guest,
           GVariant  *parameters,
           GError   **error)
{
  const char *document, *options;
  g_autoptr (GVariant) addresses = NULL;
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (HeddlePlan) plan = NULL;
  g_autoptr (HeddleRun) run = NULL;
  gint32 keys;

  g_variant_get (parameters, "(&s&s@a{ss}h)", &document, &options, &addresses, &keys);
  engine = heddle_owner_request_make_engine (guest->invocation, guest->service->engine, addresses, keys, error);
  plan = engine == NULL ? NULL : heddle_owner_request_make_plan (engine, document, options, error);
  if (plan == NULL)
    return FALSE;

  run = heddle_engine_new_run (engine, plan);
  begin (guest, run);
  return follow (guest, run, error);
}

/* Two who answer at the same time would both find the run at rest. */
static HeddleRun *
begin_again (Guest                  *guest,
             HeddleEngine           *engine,
             const char             *name,
             gboolean                retry,
             const HeddleRunAnswer  *answer,
             GError                **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&guest->service->continuing);
  g_autoptr (HeddleRun) run = heddle_engine_continue_run (engine, name, retry, error);

  if (run == NULL || !heddle_run_answer_write_down (answer, engine, run, error))
    return NULL;
  begin (guest, run);
  return g_steal_pointer (&run);
}

static gboolean
serve_continue (Guest     *guest,
                GVariant  *parameters,
                GError   **error)
{
  const char *name;
  gboolean retry;
  g_autoptr (GVariant) said = NULL;
  g_auto (HeddleRunAnswer) answer = { 0 };
  g_autoptr (GVariant) addresses = NULL;
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (HeddleRun) run = NULL;
  gint32 keys;

  g_variant_get (parameters, "(&sb@" HEDDLE_RUN_ANSWER_FORMAT "@a{ss}h)", &name, &retry, &said, &addresses, &keys);
  if (!heddle_run_answer_read (&answer, said))
    {
      g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "There is no such answer");
      return FALSE;
    }
  engine = heddle_owner_request_make_engine (guest->invocation, guest->service->engine, addresses, keys, error);
  run = engine == NULL ? NULL : begin_again (guest, engine, name, retry, &answer, error);
  return run != NULL && follow (guest, run, error);
}

static gboolean
serve_cancel (Guest     *guest,
              GVariant  *parameters,
              GError   **error)
{
  const char *run;

  g_variant_get (parameters, "(&s)", &run);
  return heddle_wait_for (heddle_engine_cancel (guest->service->engine, run), NULL, error);
}

static gboolean
serve_change (Guest     *guest,
              GVariant  *parameters,
              GError   **error)
{
  gpointer changes = heddle_services_get (heddle_engine_get_services (guest->service->engine), HEDDLE_TYPE_OUTSIDE_CHANGES);

  return heddle_outside_changes_serve (changes, g_dbus_method_invocation_get_method_name (guest->invocation), parameters,
                                       error);
}

static void
touch_queue (HeddleOwnerService *self)
{
  g_mutex_lock (&self->mutex);
  if (self->queue != NULL)
    heddle_run_queue_touch (self->queue);
  g_mutex_unlock (&self->mutex);
}

static gboolean
serve_enqueue (Guest     *guest,
               GVariant  *parameters,
               GError   **error)
{
  const char *document, *options;
  g_autoptr (GVariant) said = NULL;
  g_autoptr (GVariant) addresses = NULL;
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (HeddlePlan) plan = NULL;
  g_auto (HeddleQueueTicket) ticket = { 0 };
  HeddleQueueOrder order;
  gint32 keys;

  g_variant_get (parameters, "(&s&s@" HEDDLE_QUEUE_ORDER_FORMAT "@a{ss}h)", &document, &options, &said, &addresses,
                 &keys);
  if (!heddle_queue_order_read (&order, said))
    {
      g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "There is no such order");
      return FALSE;
    }
  engine = heddle_owner_request_make_engine (guest->invocation, guest->service->engine, addresses, keys, error);
  plan = engine == NULL ? NULL : heddle_owner_request_make_plan (engine, document, options, error);
  if (plan == NULL
      || !heddle_queue_order_place (&order, heddle_services_get (heddle_engine_get_services (engine), HEDDLE_TYPE_LIBRARY),
                                    plan, &ticket, error))
    return FALSE;
  guest->answer = g_variant_new ("(@" HEDDLE_QUEUE_TICKET_FORMAT ")", heddle_queue_ticket_to_variant (&ticket));
  touch_queue (guest->service);
  return TRUE;
}

static gboolean
serve_change_queue (Guest     *guest,
                    GVariant  *parameters,
                    GError   **error)
{
  g_autoptr (GVariant) said = g_variant_get_child_value (parameters, 0);
  HeddleQueueChange change;

  if (!heddle_queue_change_read (&change, said))
    {
      g_set_error_literal (error, G_DBUS_ERROR, G_DBUS_ERROR_INVALID_ARGS, "There is no such change");
      return FALSE;
    }
  if (!heddle_queue_change_apply (&change, heddle_engine_get_services (guest->service->engine), error))
    return FALSE;
  touch_queue (guest->service);
  return TRUE;
}

static gboolean
is_interrupted (Guest *guest)
{
  gboolean interrupted;

  g_mutex_lock (&guest->service->mutex);
  interrupted = guest->interrupted;
  g_mutex_unlock (&guest->service->mutex);
  return interrupted;
}

/* The owner works the queue off anyway: its runs go on, whatever becomes of whoever watches. */
static gboolean
watch_queue (Guest             *guest,
             HeddleQueueWatch  *watch,
             GError           **error)
{
  while (!heddle_queue_watch_is_over (watch) && !is_interrupted (guest))
    g_main_context_iteration (guest->context, TRUE);
  if (!heddle_queue_watch_was_stopped (watch))
    return TRUE;
  g_set_error_literal (error, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_CLOSING,
                       _("The Heddle that has the library open is about to end. Try again."));
  return FALSE;
}

static void
own_idle_cb (HeddleRunQueue *queue,
             guint64         touches,
             guint64        *idle)
{
  *idle = touches;
}

/* Returns whether nobody has come to watch it since it had nothing to do. */
static gboolean
give_up_queue (Guest  *guest,
               guint64 idle)
{
  HeddleOwnerService *self = guest->service;
  gboolean given_up;

  g_mutex_lock (&self->mutex);
  given_up = heddle_run_queue_get_touches (guest->queue) <= idle;
  if (given_up)
    self->queue = NULL;
  g_mutex_unlock (&self->mutex);
  return given_up;
}

/* The owner is busy with something else: the queue is worked off on the guest's thread. */
static void
work_queue (Guest *guest)
{
  guint64 idle = 0;

  g_signal_connect (guest->queue, "event", G_CALLBACK (run_event_cb), guest);
  g_signal_connect (guest->queue, "idle", G_CALLBACK (own_idle_cb), &idle);
  heddle_run_queue_touch (guest->queue);
  if (is_interrupted (guest))
    heddle_run_queue_interrupt (guest->queue);
  heddle_run_queue_start (guest->queue);
  do
    g_main_context_iteration (guest->context, TRUE);
  while (idle == 0 || !give_up_queue (guest, idle));
  heddle_run_queue_stop (guest->queue);
  /* It may have looked once more meanwhile, and still be about to tell so. */
  g_signal_handlers_disconnect_by_data (guest->queue, &idle);
}

static gboolean
serve_work_queue (Guest     *guest,
                  GVariant  *parameters,
                  GError   **error)
{
  HeddleOwnerService *self = guest->service;
  g_autoptr (GVariant) addresses = NULL;
  g_autoptr (HeddleEngine) engine = NULL;
  g_autoptr (HeddleRunQueue) own = NULL;
  g_autoptr (HeddleQueueWatch) watch = NULL;
  gint32 keys;

  g_variant_get (parameters, "(@a{ss}h)", &addresses, &keys);
  engine = heddle_owner_request_make_engine (guest->invocation, self->engine, addresses, keys, error);
  if (engine == NULL)
    return FALSE;
  own = heddle_run_queue_new (engine);

  /* Whoever is about to give the queue up sees that it is watched, or has given it up already. */
  g_mutex_lock (&self->mutex);
  if (self->queue != NULL)
    watch = heddle_queue_watch_new (self->queue, guest->connection, guest->context);
  else
    guest->queue = self->queue = own;
  g_mutex_unlock (&self->mutex);
  if (watch != NULL)
    return watch_queue (guest, watch, error);

  work_queue (guest);
  g_mutex_lock (&self->mutex);
  guest->queue = NULL;
  g_mutex_unlock (&self->mutex);
  return TRUE;
}

static const struct
{
  const char *name;
  ServeFunc   serve;
} methods[] = {
  { "Run", serve_run },
  { "Continue", serve_continue },
  { "Cancel", serve_cancel },
  { "Enqueue", serve_enqueue },
  { "ChangeQueue", serve_change_queue },
  { "WorkQueue", serve_work_queue },
  { "Rate", serve_change },
  { "ChangeBudget", serve_change },
};

static ServeFunc
find_method (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (methods); i++)
    if (g_str_equal (methods[i].name, name))
      return methods[i].serve;
  return NULL;
}

static gboolean
serve (Guest   *guest,
       GError **error)
{
  ServeFunc func = find_method (g_dbus_method_invocation_get_method_name (guest->invocation));

  if (!heddle_engine_was_stopped (guest->service->engine))
    return func (guest, g_dbus_method_invocation_get_parameters (guest->invocation), error);
  g_set_error_literal (error, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_CLOSING,
                       _("The Heddle that has the library open is about to end. Try again."));
  return FALSE;
}

static void
remove_guest (Guest *guest)
{
  HeddleOwnerService *self = guest->service;

  g_mutex_lock (&self->mutex);
  g_ptr_array_remove_fast (self->guests, guest);
  g_cond_broadcast (&self->idle);
  g_mutex_unlock (&self->mutex);
  g_object_unref (guest->connection);
  g_object_unref (self);
  g_free (guest);
}

static void
flushed_cb (GObject      *connection,
            GAsyncResult *result,
            gpointer      data)
{
  gboolean *flushed = data;

  *flushed = TRUE;
}

static gboolean
give_up_cb (gpointer data)
{
  return G_SOURCE_REMOVE;
}

/* Whoever asked gets the end of it though this process ends right after, unless they do not read. */
static void
flush (GDBusConnection *connection,
       GMainContext    *context)
{
  g_autoptr (GSource) timeout = g_timeout_source_new_seconds (PATIENCE);
  gboolean flushed = FALSE;

  g_source_set_callback (timeout, give_up_cb, NULL, NULL);
  g_source_attach (timeout, context);
  g_dbus_connection_flush (connection, NULL, flushed_cb, &flushed);
  while (!flushed && !g_source_is_destroyed (timeout))
    g_main_context_iteration (context, TRUE);
  g_source_destroy (timeout);
}

static gpointer
guest_thread (gpointer data)
{
  Guest *guest = data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  GError *error = NULL;

  guest->context = context;
  g_main_context_push_thread_default (context);
  if (serve (guest, &error))
    g_dbus_method_invocation_return_value (guest->invocation, guest->answer);
  else
    g_dbus_method_invocation_take_error (guest->invocation, error);
  flush (guest->connection, context);
  g_main_context_pop_thread_default (context);
  remove_guest (guest);
  return NULL;
}

/* As a person does who presses Ctrl+C in the shell that asked. */
static void
interrupt (HeddleOwnerService *self,
           GDBusConnection    *connection)
{
  g_autoptr (GPtrArray) runs = g_ptr_array_new_with_free_func (g_object_unref);

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->guests->len; i++)
    {
      Guest *guest = self->guests->pdata[i];

      if (guest->connection != connection)
        continue;
      guest->interrupted = TRUE;
      if (guest->run != NULL)
        g_ptr_array_add (runs, g_object_ref (guest->run));
      if (guest->queue != NULL)
        heddle_run_queue_interrupt (guest->queue);
      if (guest->context != NULL)
        g_main_context_wakeup (guest->context);
    }
  g_mutex_unlock (&self->mutex);

  for (guint i = 0; i < runs->len; i++)
    heddle_run_cancel (runs->pdata[i]);
}

static void
add_guest (HeddleOwnerService    *self,
           GDBusMethodInvocation *invocation)
{
  Guest *guest;
  gboolean closing;

  g_mutex_lock (&self->mutex);
  closing = self->closing;
  if (!closing)
    {
      guest = g_new0 (Guest, 1);
      guest->service = g_object_ref (self);
      guest->connection = g_object_ref (g_dbus_method_invocation_get_connection (invocation));
      guest->invocation = invocation;
      g_ptr_array_add (self->guests, guest);
    }
  g_mutex_unlock (&self->mutex);

  if (closing)
    g_dbus_method_invocation_return_error_literal (
      invocation, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_CLOSING,
      _("The Heddle that has the library open is about to end. Try again."));
  else
    g_thread_unref (g_thread_new ("heddle-guest", guest_thread, guest));
}

static void
method_call_cb (GDBusConnection       *connection,
                const char            *sender,
                const char            *path,
                const char            *interface,
                const char            *method,
                GVariant              *parameters,
                GDBusMethodInvocation *invocation,
                gpointer               data)
{
  if (!g_str_equal (method, "Interrupt"))
    {
      add_guest (data, invocation);
      return;
    }
  interrupt (data, connection);
  g_dbus_method_invocation_return_value (invocation, NULL);
}

/* On the service's thread; a connection tells that it is closed on another. */
static void
forget_closed_connections (HeddleOwnerService *self)
{
  for (guint i = self->connections->len; i > 0; i--)
    if (g_dbus_connection_is_closed (self->connections->pdata[i - 1]))
      g_ptr_array_remove_index_fast (self->connections, i - 1);
}

static gboolean
new_connection_cb (GDBusServer     *server,
                   GDBusConnection *connection,
                   gpointer         data)
{
  static const GDBusInterfaceVTable vtable = { .method_call = method_call_cb };
  HeddleOwnerService *self = data;

  if (g_dbus_connection_register_object (connection, HEDDLE_OWNER_OBJECT_PATH, heddle_owner_interface_get (), &vtable,
                                         self, NULL, NULL) == 0)
    return FALSE;
  forget_closed_connections (self);
  g_ptr_array_add (self->connections, g_object_ref (connection));
  return TRUE;
}

static GDBusServer *
open_server (HeddleOwnerService  *self,
             GError             **error)
{
  HeddleLibrary *library = heddle_services_get (heddle_engine_get_services (self->engine), HEDDLE_TYPE_LIBRARY);
  GDBusServer *server = heddle_owner_socket_open (heddle_library_get_path (library), error);

  if (server == NULL)
    return NULL;
  g_signal_connect (server, "new-connection", G_CALLBACK (new_connection_cb), self);
  g_dbus_server_start (server);
  return server;
}

static gpointer
service_thread (gpointer data)
{
  HeddleOwnerService *self = data;
  g_autoptr (GDBusServer) server = NULL;
  GError *error = NULL;

  g_main_context_push_thread_default (self->own_context);
  server = open_server (self, &error);
  if (server == NULL)
    dex_promise_reject (self->started, error);
  else
    {
      dex_promise_resolve_boolean (self->started, TRUE);
      g_main_loop_run (self->loop);
      g_dbus_server_stop (server);
      for (guint i = 0; i < self->connections->len; i++)
        g_dbus_connection_close (self->connections->pdata[i], NULL, NULL, NULL);
    }
  g_main_context_pop_thread_default (self->own_context);
  return NULL;
}

/**
 * heddle_owner_service_start:
 * @self: a service that has not been started
 *
 * Begins to serve. A socket that an owner left who is dead is replaced.
 *
 * Returns: (transfer full): resolves to %TRUE once others can connect; rejects where there can be no
 *   socket, which keeps nothing else from working
 */
DexFuture *
heddle_owner_service_start (HeddleOwnerService *self)
{
  g_return_val_if_fail (self->thread == NULL, NULL);

  self->thread = g_thread_new ("heddle-owner", service_thread, self);
  return dex_ref (DEX_FUTURE (self->started));
}

/**
 * heddle_owner_service_set_queue:
 * @self: a service
 * @queue: (nullable): what works the library's queue off in this process, and outlives the service or
 *   is unset; %NULL for nothing
 *
 * Other processes that want the queue to be worked off watch it instead of doing that beside it.
 */
void
heddle_owner_service_set_queue (HeddleOwnerService *self,
                                HeddleRunQueue     *queue)
{
  g_mutex_lock (&self->mutex);
  self->queue = queue;
  g_mutex_unlock (&self->mutex);
}

/**
 * heddle_owner_service_is_busy:
 * @self: a service
 *
 * Returns: whether a run goes on that another process asked for
 */
gboolean
heddle_owner_service_is_busy (HeddleOwnerService *self)
{
  gboolean busy = FALSE;

  g_mutex_lock (&self->mutex);
  for (guint i = 0; i < self->guests->len; i++)
    {
      Guest *guest = g_ptr_array_index (self->guests, i);

      busy = busy || guest->run != NULL || guest->queue != NULL;
    }
  g_mutex_unlock (&self->mutex);
  return busy;
}

static gboolean
quit_cb (gpointer data)
{
  g_main_loop_quit (data);
  return G_SOURCE_REMOVE;
}

/**
 * heddle_owner_service_close:
 * @self: a service
 *
 * Takes no more calls, waits until those that were taken are answered, and ends; has to come before
 * the library is closed. Whoever does not want to wait for the runs of others stops the engine first.
 * Blocks.
 */
void
heddle_owner_service_close (HeddleOwnerService *self)
{
  HEDDLE_ASSERT_MAY_BLOCK ();

  if (self->thread == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->closing = TRUE;
  while (self->guests->len > 0)
    g_cond_wait (&self->idle, &self->mutex);
  g_mutex_unlock (&self->mutex);

  g_main_context_invoke_full (self->own_context, G_PRIORITY_LOW, quit_cb, g_main_loop_ref (self->loop),
                              (GDestroyNotify) g_main_loop_unref);
  g_thread_join (g_steal_pointer (&self->thread));
}
