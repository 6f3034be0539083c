/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-event.h"

#include "engine/heddle-run-error.h"

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
}

/**
 * heddle_run_event_to_json:
 * @self: an event
 *
 * Returns: (transfer full) (nullable): the event as `heddlectl run --json` prints it; %NULL of
 *   progress, which it does not
 */
JsonNode *
heddle_run_event_to_json (const HeddleRunEvent *self)
{
  static const char *const names[] = {
    [HEDDLE_RUN_EVENT_STARTED] = "run-started",
    [HEDDLE_RUN_EVENT_ITEM] = "item",
    [HEDDLE_RUN_EVENT_ASSET] = "asset",
    [HEDDLE_RUN_EVENT_WAITING] = "waiting",
    [HEDDLE_RUN_EVENT_FINISHED] = "run-finished",
  };
  static const char *const needs[] = {
    [HEDDLE_RUN_NEEDS_DECISION] = "unknown_outcome",
    [HEDDLE_RUN_NEEDS_SELECTION] = "selection",
    [HEDDLE_RUN_NEEDS_APPROVAL] = "approval",
  };
  JsonObject *object;
  JsonNode *node;

  if (self->kind == HEDDLE_RUN_EVENT_PROGRESS)
    return NULL;

  object = json_object_new ();
  json_object_set_string_member (object, "event", names[self->kind]);
  json_object_set_string_member (object, "run", self->run);
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
    default:
      g_assert_not_reached ();
    }

  node = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);
  return node;
}
