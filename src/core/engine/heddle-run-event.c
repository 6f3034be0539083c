/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-event.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "engine/heddle-run-error.h"
#include "store/heddle-store-error.h"

static const char *const names[] = {
  [HEDDLE_RUN_EVENT_STARTED] = "run-started",
  [HEDDLE_RUN_EVENT_ITEM] = "item",
  [HEDDLE_RUN_EVENT_ASSET] = "asset",
  [HEDDLE_RUN_EVENT_WAITING] = "waiting",
  [HEDDLE_RUN_EVENT_STATUS] = "status",
  [HEDDLE_RUN_EVENT_FINISHED] = "run-finished",
};

static const char *const needs[] = {
  [HEDDLE_RUN_NEEDS_DECISION] = "unknown_outcome",
  [HEDDLE_RUN_NEEDS_SELECTION] = "selection",
  [HEDDLE_RUN_NEEDS_APPROVAL] = "approval",
};

G_DEFINE_BOXED_TYPE (HeddleRunEvent, heddle_run_event, heddle_run_event_ref, heddle_run_event_unref)

/**
 * heddle_run_event_new:
 * @kind: what happened
 * @run: UUID of the run
 *
 * Returns: (transfer full): an event to be filled in before it is shared
 */
HeddleRunEvent *
heddle_run_event_new (HeddleRunEventKind  kind,
                      const char         *run)
{
  HeddleRunEvent *self = g_atomic_rc_box_new0 (HeddleRunEvent);

  self->kind = kind;
  self->run = g_strdup (run);
  return self;
}

/**
 * heddle_run_event_ref:
 * @self: an event
 *
 * Returns: (transfer full): @self
 */
HeddleRunEvent *
heddle_run_event_ref (HeddleRunEvent *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
run_event_clear (gpointer data)
{
  HeddleRunEvent *self = data;

  g_free (self->run);
  g_free (self->workflow);
  g_free (self->workflow_name);
  g_free (self->pipeline);
  g_free (self->node);
  g_free (self->title);
  g_clear_pointer (&self->index, heddle_index_unref);
  g_clear_pointer (&self->outputs, heddle_node_outputs_unref);
  g_clear_error (&self->error);
  g_free (self->asset);
  g_free (self->name);
  g_free (self->path);
  g_free (self->blob);
  g_strfreev (self->notices);
}

/**
 * heddle_run_event_unref:
 * @self: (transfer full): an event
 */
void
heddle_run_event_unref (HeddleRunEvent *self)
{
  g_atomic_rc_box_release_full (self, run_event_clear);
}

static void
add_started (const HeddleRunEvent *self,
             JsonObject           *object)
{
  JsonObject *estimate = json_object_new ();

  json_object_set_string_member (object, "workflow", self->workflow);
  json_object_set_string_member (object, "pipeline", self->pipeline);
  json_object_set_int_member (object, "nodes", self->n_nodes);
  json_object_set_member (estimate, "at_least", heddle_money_to_json (self->estimate.at_least));
  json_object_set_member (estimate, "at_most", heddle_money_to_json (self->estimate.at_most));
  json_object_set_object_member (object, "estimate", estimate);
  if (self->late_ms > 0)
    json_object_set_int_member (object, "late_ms", self->late_ms);
}

static void
add_place (const HeddleRunEvent *self,
           JsonObject           *object)
{
  json_object_set_string_member (object, "node", self->node);
  json_object_set_member (object, "index", heddle_index_to_json (self->index));
}

static void
add_item (const HeddleRunEvent *self,
          JsonObject           *object)
{
  add_place (self, object);
  json_object_set_string_member (object, "status", heddle_item_status_to_string (self->status));
  if (self->outputs != NULL)
    json_object_set_member (object, "outputs", heddle_node_outputs_to_event_json (self->outputs));
  else
    json_object_set_object_member (object, "outputs", json_object_new ());
  json_object_set_member (object, "error", heddle_error_to_json (self->error));
  json_object_set_int_member (object, "duration_ms", self->duration_ms);
  json_object_set_member (object, "cost", heddle_money_to_json (self->cost));
}

static void
add_asset (const HeddleRunEvent *self,
           JsonObject           *object)
{
  json_object_set_string_member (object, "asset", self->asset);
  add_place (self, object);
  json_object_set_string_member (object, "blob", self->blob);
  json_object_set_string_member (object, "path", self->path);
  json_object_set_string_member (object, "name", self->name);
}

static void
add_finished (const HeddleRunEvent *self,
              JsonObject           *object)
{
  json_object_set_string_member (object, "status", heddle_run_status_to_string (self->run_status));
  json_object_set_int_member (object, "successful", self->counts.successful);
  json_object_set_int_member (object, "failed", self->counts.failed);
  json_object_set_int_member (object, "skipped", self->counts.skipped);
  json_object_set_int_member (object, "waiting", self->counts.waiting);
  json_object_set_int_member (object, "unknown", self->counts.unknown);
  json_object_set_int_member (object, "cached", self->counts.cached);
  json_object_set_int_member (object, "total", self->counts.total);
  json_object_set_member (object, "cost", heddle_money_to_json (self->cost));
  json_object_set_int_member (object, "duration_ms", self->duration_ms);
  if (self->error != NULL && self->run_status == HEDDLE_RUN_FAILED)
    json_object_set_member (object, "error", heddle_error_to_json (self->error));
}

static JsonObject *
begin_object (const HeddleRunEvent *self)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "event", names[self->kind]);
  json_object_set_string_member (object, "run", self->run);
  return object;
}

/**
 * heddle_run_event_to_json:
 * @self: an event
 *
 * Returns: (transfer full) (nullable): the event as `heddlectl run --json` prints it; %NULL of
 *   progress and status, which it does not
 */
JsonNode *
heddle_run_event_to_json (const HeddleRunEvent *self)
{
  JsonObject *object;
  JsonNode *node;

  if (self->kind == HEDDLE_RUN_EVENT_PROGRESS || self->kind == HEDDLE_RUN_EVENT_STATUS)
    return NULL;

  object = begin_object (self);
  switch (self->kind)
    {
    case HEDDLE_RUN_EVENT_STARTED:
      add_started (self, object);
      break;
    case HEDDLE_RUN_EVENT_ITEM:
      add_item (self, object);
      break;
    case HEDDLE_RUN_EVENT_ASSET:
      add_asset (self, object);
      break;
    case HEDDLE_RUN_EVENT_WAITING:
      add_place (self, object);
      json_object_set_string_member (object, "kind", needs[self->need]);
      break;
    case HEDDLE_RUN_EVENT_FINISHED:
      add_finished (self, object);
      break;
    case HEDDLE_RUN_EVENT_PROGRESS:
    case HEDDLE_RUN_EVENT_STATUS:
    default:
      g_assert_not_reached ();
    }

  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  return node;
}

static void
set_string (JsonObject *object,
            const char *member,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

/* What is not for those who read events, but for those who watch. */
static JsonNode *
passing_to_json (const HeddleRunEvent *self)
{
  JsonNode *node = json_node_alloc ();
  JsonObject *object = begin_object (self);

  if (self->kind == HEDDLE_RUN_EVENT_STATUS)
    json_object_set_string_member (object, "status", heddle_run_status_to_string (self->run_status));
  else
    {
      add_place (self, object);
      json_object_set_string_member (object, "status", heddle_item_status_to_string (self->status));
    }
  json_node_init_object (node, object);
  json_object_unref (object);
  return node;
}

/* What is nested too deeply to be read again is left out. */
static void
set_outputs (JsonObject              *object,
             const HeddleNodeOutputs *outputs)
{
  g_autofree char *text = heddle_node_outputs_to_stored_text (outputs);
  JsonNode *json = heddle_json_parse (text, -1, NULL);

  if (json != NULL)
    json_object_set_member (object, "outputs", json);
}

/**
 * heddle_run_event_to_message:
 * @self: an event
 *
 * Returns: (transfer full) (nullable): the event for another process: what
 *   [method@RunEvent.to_json] gives, and in a member `more` what is not printed as JSON; %NULL of
 *   progress in which nothing has to be waited for
 */
JsonNode *
heddle_run_event_to_message (const HeddleRunEvent *self)
{
  gboolean passing = self->kind == HEDDLE_RUN_EVENT_STATUS || self->kind == HEDDLE_RUN_EVENT_PROGRESS;
  JsonNode *node;
  JsonObject *more;

  if (self->kind == HEDDLE_RUN_EVENT_PROGRESS && self->wait.reason == HEDDLE_WAIT_NONE)
    return NULL;

  node = passing ? passing_to_json (self) : heddle_run_event_to_json (self);
  more = json_object_new ();
  json_object_set_int_member (more, "number", self->number);
  set_string (more, "workflow_name", self->workflow_name);
  set_string (more, "title", self->title);
  if (self->wait.reason != HEDDLE_WAIT_NONE)
    json_object_set_member (more, "wait", heddle_wait_to_json (self->wait));
  if (self->outputs != NULL)
    set_outputs (more, self->outputs);
  json_object_set_member (more, "error", heddle_error_to_json (self->error));
  json_object_set_int_member (more, "failures", self->n_failures);
  if (self->notices != NULL)
    {
      JsonArray *notices = json_array_new ();

      for (guint i = 0; self->notices[i] != NULL; i++)
        json_array_add_string_element (notices, self->notices[i]);
      json_object_set_array_member (more, "notices", notices);
    }
  json_object_set_object_member (json_node_get_object (node), "more", more);
  return node;
}

static gboolean
find_name (const char *const *list,
           guint              n,
           const char        *name,
           guint             *found)
{
  for (*found = 0; *found < n; (*found)++)
    if (g_strcmp0 (list[*found], name) == 0)
      return TRUE;
  return FALSE;
}

static HeddleIndex *
read_index (JsonArray *array)
{
  guint depth = array == NULL ? 0 : json_array_get_length (array);
  g_autofree guint *positions = g_new0 (guint, depth + 1);

  for (guint i = 0; i < depth; i++)
    positions[i] = (guint) json_array_get_int_element (array, i);
  return heddle_index_new (positions, depth);
}

static char *
read_string (JsonObject *object,
             const char *member)
{
  return g_strdup (heddle_json_get_string (object, member, NULL));
}

static void
read_started (HeddleRunEvent *self,
              JsonObject     *object)
{
  JsonObject *estimate = heddle_json_get_object (object, "estimate");

  self->workflow = read_string (object, "workflow");
  self->pipeline = read_string (object, "pipeline");
  self->n_nodes = (guint) heddle_json_get_int (object, "nodes", 0);
  self->late_ms = heddle_json_get_int (object, "late_ms", 0);
  if (estimate == NULL)
    return;
  self->estimate.at_least = heddle_money_from_json (json_object_get_member (estimate, "at_least"));
  self->estimate.at_most = heddle_money_from_json (json_object_get_member (estimate, "at_most"));
}

static void
read_place (HeddleRunEvent *self,
            JsonObject     *object)
{
  self->node = read_string (object, "node");
  self->index = read_index (heddle_json_get_array (object, "index"));
}

static gboolean
read_item (HeddleRunEvent  *self,
           JsonObject      *object,
           JsonObject      *more,
           GError         **error)
{
  read_place (self, object);
  self->duration_ms = heddle_json_get_int (object, "duration_ms", 0);
  self->cost = heddle_money_from_json (json_object_get_member (object, "cost"));
  if (json_object_has_member (more, "outputs"))
    {
      g_autofree char *text = heddle_json_write (json_object_get_member (more, "outputs"), HEDDLE_JSON_COMPACT);

      self->outputs = heddle_node_outputs_from_stored_text (text, error);
      if (self->outputs == NULL)
        return FALSE;
    }
  return heddle_item_status_from_string (heddle_json_get_string (object, "status", ""), &self->status, error);
}

static void
read_asset (HeddleRunEvent *self,
            JsonObject     *object)
{
  read_place (self, object);
  self->asset = read_string (object, "asset");
  self->blob = read_string (object, "blob");
  self->path = read_string (object, "path");
  self->name = read_string (object, "name");
}

static gboolean
read_finished (HeddleRunEvent  *self,
               JsonObject      *object,
               GError         **error)
{
  self->counts.successful = heddle_json_get_int (object, "successful", 0);
  self->counts.failed = heddle_json_get_int (object, "failed", 0);
  self->counts.skipped = heddle_json_get_int (object, "skipped", 0);
  self->counts.waiting = heddle_json_get_int (object, "waiting", 0);
  self->counts.unknown = heddle_json_get_int (object, "unknown", 0);
  self->counts.cached = heddle_json_get_int (object, "cached", 0);
  self->counts.total = heddle_json_get_int (object, "total", 0);
  self->cost = heddle_money_from_json (json_object_get_member (object, "cost"));
  self->duration_ms = heddle_json_get_int (object, "duration_ms", 0);
  return heddle_run_status_from_string (heddle_json_get_string (object, "status", ""), &self->run_status, error);
}

static void
read_more (HeddleRunEvent *self,
           JsonObject     *more)
{
  JsonArray *notices = heddle_json_get_array (more, "notices");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  self->number = heddle_json_get_int (more, "number", 0);
  self->workflow_name = read_string (more, "workflow_name");
  self->title = read_string (more, "title");
  self->wait = heddle_wait_from_json (heddle_json_get_object (more, "wait"));
  self->error = heddle_error_from_json (json_object_get_member (more, "error"));
  self->n_failures = (guint) heddle_json_get_int (more, "failures", 0);
  for (guint i = 0; notices != NULL && i < json_array_get_length (notices); i++)
    g_strv_builder_add (builder, json_array_get_string_element (notices, i));
  if (notices != NULL)
    self->notices = g_strv_builder_end (builder);
}

static gboolean
read_members (HeddleRunEvent  *self,
              JsonObject      *object,
              JsonObject      *more,
              GError         **error)
{
  guint need;

  read_more (self, more);
  switch (self->kind)
    {
    case HEDDLE_RUN_EVENT_STARTED:
      read_started (self, object);
      return TRUE;
    case HEDDLE_RUN_EVENT_ITEM:
      return read_item (self, object, more, error);
    case HEDDLE_RUN_EVENT_ASSET:
      read_asset (self, object);
      return TRUE;
    case HEDDLE_RUN_EVENT_WAITING:
      read_place (self, object);
      find_name (needs, G_N_ELEMENTS (needs), heddle_json_get_string (object, "kind", ""), &need);
      self->need = need < G_N_ELEMENTS (needs) ? (HeddleRunNeed) need : HEDDLE_RUN_NEEDS_DECISION;
      return TRUE;
    case HEDDLE_RUN_EVENT_STATUS:
      return heddle_run_status_from_string (heddle_json_get_string (object, "status", ""), &self->run_status, error);
    case HEDDLE_RUN_EVENT_FINISHED:
      return read_finished (self, object, error);
    case HEDDLE_RUN_EVENT_PROGRESS:
      read_place (self, object);
      return heddle_item_status_from_string (heddle_json_get_string (object, "status", ""), &self->status, error);
    default:
      g_assert_not_reached ();
    }
}

/**
 * heddle_run_event_from_message:
 * @node: what [method@RunEvent.to_message] wrote
 * @error: return location
 *
 * Returns: (transfer full): the same event; %NULL with %HEDDLE_STORE_ERROR_INVALID where it is none
 *   that this version knows
 */
HeddleRunEvent *
heddle_run_event_from_message (JsonNode  *node,
                               GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  JsonObject *more = object == NULL ? NULL : heddle_json_get_object (object, "more");
  const char *run = object == NULL ? NULL : heddle_json_get_string (object, "run", NULL);
  g_autoptr (HeddleRunEvent) self = NULL;
  guint kind;

  if (more == NULL || run == NULL
      || !find_name (names, G_N_ELEMENTS (names), heddle_json_get_string (object, "event", ""), &kind))
    {
      g_set_error_literal (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_INVALID,
                           _("The other Heddle told of the run in a form that this version does not know."));
      return NULL;
    }
  self = heddle_run_event_new ((HeddleRunEventKind) kind, run);
  return read_members (self, object, more, error) ? g_steal_pointer (&self) : NULL;
}
