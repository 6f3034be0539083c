/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-owner-client.h"

#include <gio/gunixfdlist.h>
#include <glib/gi18n-lib.h>
#include <unistd.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"

struct _HeddleOwnerClient
{
  GObject          parent_instance;
  GMainContext    *context;
  GDBusConnection *connection;
};

typedef struct
{
  HeddleOwnerEventFunc  func;
  gpointer              data;
  GAsyncResult         *result;
  GVariant             *answer;
  GError               *error;
} Call;

static void
call_clear (Call *self)
{
  g_clear_object (&self->result);
  g_clear_pointer (&self->answer, g_variant_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

G_DEFINE_FINAL_TYPE (HeddleOwnerClient, heddle_owner_client, G_TYPE_OBJECT)

static void
heddle_owner_client_finalize (GObject *object)
{
  HeddleOwnerClient *self = HEDDLE_OWNER_CLIENT (object);

  g_clear_object (&self->connection);
  g_main_context_unref (self->context);

  G_OBJECT_CLASS (heddle_owner_client_parent_class)->finalize (object);
}

static void
heddle_owner_client_class_init (HeddleOwnerClientClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_owner_client_finalize;
}

static void
heddle_owner_client_init (HeddleOwnerClient *self)
{
  self->context = g_main_context_new ();
}

/* Nothing is told to anybody else, keys least of all. */
static gboolean
check_peer (GDBusConnection  *connection,
            GError          **error)
{
  GIOStream *stream = g_dbus_connection_get_stream (connection);
  g_autoptr (GCredentials) own = g_credentials_new ();
  g_autoptr (GCredentials) other = NULL;

  if (G_IS_SOCKET_CONNECTION (stream))
    other = g_socket_get_credentials (g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)), error);
  if (other == NULL)
    return FALSE;
  if (g_credentials_is_same_user (other, own, NULL))
    return TRUE;
  g_set_error_literal (error, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_FORBIDDEN,
                       _("The library is open in a process of another user."));
  return FALSE;
}

static GDBusConnection *
connect_to (const char  *library,
            GError     **error)
{
  g_autofree char *socket = heddle_owner_dup_socket (library, error);
  g_autofree char *escaped = socket == NULL ? NULL : g_dbus_address_escape_value (socket);
  g_autofree char *address = NULL;
  g_autoptr (GDBusConnection) connection = NULL;

  if (socket == NULL)
    return NULL;
  address = g_strconcat ("unix:path=", escaped, NULL);
  connection = g_dbus_connection_new_for_address_sync (address, G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT, NULL,
                                                       NULL, error);
  if (connection == NULL || !check_peer (connection, error))
    return NULL;
  return g_steal_pointer (&connection);
}

/**
 * heddle_owner_client_new:
 * @library: the folder of a library that another process owns
 * @error: return location
 *
 * Returns: (transfer full): a client of that process; %NULL with %HEDDLE_OWNER_ERROR_UNREACHABLE where
 *   it does not serve others, or %HEDDLE_OWNER_ERROR_FORBIDDEN where it may be somebody else's
 */
HeddleOwnerClient *
heddle_owner_client_new (const char  *library,
                         GError     **error)
{
  g_autoptr (HeddleOwnerClient) self = g_object_new (HEDDLE_TYPE_OWNER_CLIENT, NULL);
  g_autoptr (GError) cause = NULL;

  HEDDLE_ASSERT_MAY_BLOCK ();

  g_main_context_push_thread_default (self->context);
  self->connection = connect_to (library, &cause);
  g_main_context_pop_thread_default (self->context);
  if (self->connection != NULL)
    return g_steal_pointer (&self);

  if (cause->domain == HEDDLE_OWNER_ERROR)
    g_propagate_error (error, g_steal_pointer (&cause));
  else
    g_set_error (error, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_UNREACHABLE,
                 _("Another Heddle has the library “%s” open and cannot be reached (%s). Close it, and try again."),
                 library, cause->message);
  return NULL;
}

static void
event_cb (GDBusConnection *connection,
          const char      *sender,
          const char      *path,
          const char      *interface,
          const char      *signal,
          GVariant        *parameters,
          gpointer         data)
{
  Call *call = data;
  const char *text;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (HeddleRunEvent) event = NULL;

  if (call->error != NULL || !g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(s)")))
    return;
  g_variant_get (parameters, "(&s)", &text);
  node = heddle_json_parse (text, -1, &call->error);
  event = node == NULL ? NULL : heddle_run_event_from_message (node, &call->error);
  if (event != NULL)
    call->func (call->data, event);
}

static void
answered_cb (GObject      *connection,
             GAsyncResult *result,
             gpointer      data)
{
  Call *call = data;

  call->result = g_object_ref (result);
}

static void
interrupt_cb (GCancellable *cancellable,
              gpointer      data)
{
  g_dbus_connection_call (data, NULL, HEDDLE_OWNER_OBJECT_PATH, HEDDLE_OWNER_INTERFACE, "Interrupt", NULL, NULL,
                          G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL, NULL);
}

/* Errors of the owner's come through as they are; those of the way to it are told in our words. */
static GError *
as_owner_error (GError *cause)
{
  g_autoptr (GError) error = cause;

  g_dbus_error_strip_remote_error (error);
  if (error->domain == G_DBUS_ERROR
      && (error->code == G_DBUS_ERROR_UNKNOWN_METHOD || error->code == G_DBUS_ERROR_UNKNOWN_INTERFACE
          || error->code == G_DBUS_ERROR_UNKNOWN_OBJECT || error->code == G_DBUS_ERROR_INVALID_ARGS))
    return g_error_new_literal (HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_VERSION,
                                _("Another version of Heddle has the library open. Close it, and try again."));
  if (error->domain == G_DBUS_ERROR || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CLOSED))
    return g_error_new_literal (HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_LOST,
                                _("The Heddle that had the library open has ended before it was done. What it had "
                                  "finished is in the library; “heddlectl list runs” shows how far it came."));
  return g_steal_pointer (&error);
}

/* Events come before the answer, in the same main context. */
static gboolean
call_owner (HeddleOwnerClient  *self,
            const char         *method,
            GVariant           *parameters,
            GUnixFDList        *descriptors,
            Call               *call,
            GCancellable       *cancellable,
            GError            **error)
{
  GError *failure = NULL;
  guint subscription;
  gulong handler = 0;

  HEDDLE_ASSERT_MAY_BLOCK ();

  g_main_context_push_thread_default (self->context);
  subscription = g_dbus_connection_signal_subscribe (self->connection, NULL, HEDDLE_OWNER_INTERFACE, "Event",
                                                     HEDDLE_OWNER_OBJECT_PATH, NULL, G_DBUS_SIGNAL_FLAGS_NONE,
                                                     event_cb, call, NULL);
  g_dbus_connection_call_with_unix_fd_list (self->connection, NULL, HEDDLE_OWNER_OBJECT_PATH, HEDDLE_OWNER_INTERFACE,
                                            method, parameters, NULL, G_DBUS_CALL_FLAGS_NONE, G_MAXINT, descriptors,
                                            NULL, answered_cb, call);
  if (cancellable != NULL)
    handler = g_cancellable_connect (cancellable, G_CALLBACK (interrupt_cb), self->connection, NULL);
  while (call->result == NULL)
    g_main_context_iteration (self->context, TRUE);
  g_cancellable_disconnect (cancellable, handler);
  g_dbus_connection_signal_unsubscribe (self->connection, subscription);
  g_main_context_pop_thread_default (self->context);

  call->answer = g_dbus_connection_call_with_unix_fd_list_finish (self->connection, NULL, call->result, &failure);
  if (failure != NULL)
    g_propagate_error (error, as_owner_error (failure));
  else if (call->error != NULL)
    g_set_error_literal (error, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_VERSION, call->error->message);
  return failure == NULL && call->error == NULL;
}

static GVariant *
write_addresses (GHashTable *addresses)
{
  GVariantBuilder builder;
  GHashTableIter iter;
  gpointer provider, url;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a{ss}"));
  g_hash_table_iter_init (&iter, addresses);
  while (g_hash_table_iter_next (&iter, &provider, &url))
    g_variant_builder_add (&builder, "{ss}", provider, url);
  return g_variant_builder_end (&builder);
}

/* What this process was given for providers: addresses in the message, keys in a pipe. */
static GVariant *
write_given (HeddleProviders  *providers,
             GUnixFDList     **descriptors,
             GError          **error)
{
  g_autoptr (GHashTable) addresses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                       (GDestroyNotify) heddle_secret_unref);
  int pipe;

  heddle_providers_list_given (providers, addresses, keys);
  pipe = heddle_owner_send_keys (keys, error);
  if (pipe < 0)
    return NULL;
  *descriptors = g_unix_fd_list_new_from_array (&pipe, 1);
  return write_addresses (addresses);
}

/**
 * heddle_owner_client_run:
 * @self: a client
 * @plan: what is to be done; made without a library
 * @providers: whose keys and addresses of this process's environment count
 * @func: (scope call): told what happens, in order; on the calling thread
 * @data: handed to @func
 * @cancellable: (nullable): cancels the run
 * @error: return location
 *
 * Has the owner carry a plan out. Keys and addresses count for this run only and are kept nowhere.
 * Where this process dies, the run goes on.
 *
 * Returns: whether the run has come to its end, whatever that is; %FALSE with an error of the owner's,
 *   as if it had been this process's own, or of [error@OwnerError]
 */
gboolean
heddle_owner_client_run (HeddleOwnerClient     *self,
                         HeddlePlan            *plan,
                         HeddleProviders       *providers,
                         HeddleOwnerEventFunc   func,
                         gpointer               data,
                         GCancellable          *cancellable,
                         GError               **error)
{
  g_auto (Call) call = { .func = func, .data = data };
  g_autofree char *document = heddle_workflow_to_text (heddle_plan_get_workflow (plan));
  g_autoptr (JsonNode) json = heddle_run_options_to_json (heddle_plan_get_options (plan));
  g_autofree char *options = heddle_json_write (json, HEDDLE_JSON_COMPACT);
  g_autoptr (GUnixFDList) descriptors = NULL;
  GVariant *given = write_given (providers, &descriptors, error);

  return given != NULL
         && call_owner (self, "Run", g_variant_new ("(ss@a{ss}h)", document, options, given, 0), descriptors, &call,
                        cancellable, error);
}

/**
 * heddle_owner_client_continue:
 * @self: a client
 * @run: a run's number, its UUID, or the beginning of that
 * @retry: whether what has failed or was cancelled is tried again
 * @answer: what the person says before the run goes on
 * @providers: whose keys and addresses of this process's environment count
 * @func: (scope call): told what happens, in order; on the calling thread
 * @data: handed to @func
 * @cancellable: (nullable): cancels the run
 * @error: return location
 *
 * Has the owner go on with a run, as [method@OwnerClient.run] has it begin one.
 *
 * Returns: whether the run has come to its end, or waits again; %FALSE with an error as there
 */
gboolean
heddle_owner_client_continue (HeddleOwnerClient      *self,
                              const char             *run,
                              gboolean                retry,
                              const HeddleRunAnswer  *answer,
                              HeddleProviders        *providers,
                              HeddleOwnerEventFunc    func,
                              gpointer                data,
                              GCancellable           *cancellable,
                              GError                **error)
{
  g_auto (Call) call = { .func = func, .data = data };
  g_autoptr (GUnixFDList) descriptors = NULL;
  GVariant *given = write_given (providers, &descriptors, error);

  return given != NULL
         && call_owner (self, "Continue",
                        g_variant_new ("(sb@" HEDDLE_RUN_ANSWER_FORMAT "@a{ss}h)", run, retry,
                                       heddle_run_answer_to_variant (answer), given, 0),
                        descriptors, &call, cancellable, error);
}

/**
 * heddle_owner_client_cancel:
 * @self: a client
 * @run: a run's number, its UUID, or the beginning of that
 * @error: return location
 *
 * Has the owner do what [method@Engine.cancel] does, and waits until it is done.
 *
 * Returns: whether the run is cancelled
 */
gboolean
heddle_owner_client_cancel (HeddleOwnerClient  *self,
                            const char         *run,
                            GError            **error)
{
  g_auto (Call) call = { 0 };

  return call_owner (self, "Cancel", g_variant_new ("(s)", run), NULL, &call, NULL, error);
}

/**
 * heddle_owner_client_rate:
 * @self: a client
 * @hash: SHA-256 of the content that is rated
 * @stars: how many; 0 for no rating
 * @error: return location
 *
 * Has the owner do what [func@ratings_set] does.
 *
 * Returns: whether it is rated; %FALSE with an error as of [method@OwnerClient.run]
 */
gboolean
heddle_owner_client_rate (HeddleOwnerClient  *self,
                          const char         *hash,
                          guint               stars,
                          GError            **error)
{
  g_auto (Call) call = { 0 };

  return call_owner (self, "Rate", g_variant_new ("(su)", hash, stars), NULL, &call, NULL, error);
}

/**
 * heddle_owner_client_change_budget:
 * @self: a client
 * @change: what is to be changed about money
 * @error: return location
 *
 * Has the owner do what [method@BudgetChange.apply] does.
 *
 * Returns: whether it is changed; %FALSE with an error as of [method@OwnerClient.run]
 */
gboolean
heddle_owner_client_change_budget (HeddleOwnerClient         *self,
                                   const HeddleBudgetChange  *change,
                                   GError                   **error)
{
  g_auto (Call) call = { 0 };

  return call_owner (self, "ChangeBudget", g_variant_new ("(@" HEDDLE_BUDGET_CHANGE_FORMAT ")",
                                                          heddle_budget_change_to_variant (change)),
                     NULL, &call, NULL, error);
}

/**
 * heddle_owner_client_enqueue:
 * @self: a client
 * @plan: what is to be done; made without a library
 * @order: how it is put into the queue
 * @providers: whose keys and addresses of this process's environment count
 * @ticket: (out caller-allocates): what came of it, to be cleared with [method@QueueTicket.clear]
 * @error: return location
 *
 * Has the owner put a plan into the queue.
 *
 * Returns: whether it is in there; %FALSE with an error as of [method@OwnerClient.run]
 */
gboolean
heddle_owner_client_enqueue (HeddleOwnerClient       *self,
                             HeddlePlan              *plan,
                             const HeddleQueueOrder  *order,
                             HeddleProviders         *providers,
                             HeddleQueueTicket       *ticket,
                             GError                 **error)
{
  g_auto (Call) call = { 0 };
  g_autofree char *document = heddle_workflow_to_text (heddle_plan_get_workflow (plan));
  g_autoptr (JsonNode) json = heddle_run_options_to_json (heddle_plan_get_options (plan));
  g_autofree char *options = heddle_json_write (json, HEDDLE_JSON_COMPACT);
  g_autoptr (GUnixFDList) descriptors = NULL;
  g_autoptr (GVariant) said = NULL;
  GVariant *given = write_given (providers, &descriptors, error);

  *ticket = (HeddleQueueTicket) { 0 };
  if (given == NULL
      || !call_owner (self, "Enqueue",
                      g_variant_new ("(ss@" HEDDLE_QUEUE_ORDER_FORMAT "@a{ss}h)", document, options,
                                     heddle_queue_order_to_variant (order), given, 0),
                      descriptors, &call, NULL, error))
    return FALSE;
  said = g_variant_get_child_value (call.answer, 0);
  heddle_queue_ticket_read (ticket, said);
  return TRUE;
}

/**
 * heddle_owner_client_change_queue:
 * @self: a client
 * @change: what a person changes
 * @error: return location
 *
 * Has the owner do what [method@QueueChange.apply] does.
 *
 * Returns: whether it is done
 */
gboolean
heddle_owner_client_change_queue (HeddleOwnerClient        *self,
                                  const HeddleQueueChange  *change,
                                  GError                  **error)
{
  g_auto (Call) call = { 0 };

  return call_owner (self, "ChangeQueue",
                     g_variant_new ("(@" HEDDLE_QUEUE_CHANGE_FORMAT ")", heddle_queue_change_to_variant (change)), NULL,
                     &call, NULL, error);
}

/**
 * heddle_owner_client_work_queue:
 * @self: a client
 * @providers: whose keys and addresses of this process's environment count, unless the owner works its
 *   queue off by itself
 * @func: (scope call): told what happens in the runs, in order; on the calling thread
 * @data: handed to @func
 * @cancellable: (nullable): cancels the runs, unless the owner works its queue off by itself
 * @error: return location
 *
 * Has the owner work the queue off, or waits until it has done so.
 *
 * Returns: whether that was done; %FALSE with an error as of [method@OwnerClient.run]
 */
gboolean
heddle_owner_client_work_queue (HeddleOwnerClient     *self,
                                HeddleProviders       *providers,
                                HeddleOwnerEventFunc   func,
                                gpointer               data,
                                GCancellable          *cancellable,
                                GError               **error)
{
  g_auto (Call) call = { .func = func, .data = data };
  g_autoptr (GUnixFDList) descriptors = NULL;
  GVariant *given = write_given (providers, &descriptors, error);

  return given != NULL
         && call_owner (self, "WorkQueue", g_variant_new ("(@a{ss}h)", given, 0), descriptors, &call, cancellable,
                        error);
}
