/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-entity-print.h"

#include "base/heddle-json.h"
#include "engine/heddle-generation.h"

static void
set_string (JsonObject *object,
            const char *member,
            const char *value)
{
  if (value != NULL && *value != '\0')
    json_object_set_string_member (object, member, value);
}

static void
set_time (JsonObject *object,
          const char *member,
          gint64      milliseconds)
{
  g_autoptr (GDateTime) time = NULL;
  g_autofree char *text = NULL;

  if (milliseconds == 0)
    return;
  time = g_date_time_new_from_unix_utc_usec (milliseconds * 1000);
  text = g_date_time_format_iso8601 (time);
  json_object_set_string_member (object, member, text);
}

static void
set_json (JsonObject *object,
          const char *member,
          const char *text)
{
  g_autoptr (JsonNode) node = text == NULL ? NULL : heddle_json_parse (text, -1, NULL);

  if (node != NULL)
    json_object_set_member (object, member, g_steal_pointer (&node));
}

/**
 * heddle_print_entity:
 * @invocation: how to print
 * @type: what it is
 * @id: its id
 * @name: its name
 * @details: (nullable): what else there is to say
 *
 * Prints one thing: a line for people, or an object.
 */
void
heddle_print_entity (HeddleInvocation *invocation,
                     const char       *type,
                     const char       *id,
                     const char       *name,
                     JsonObject       *details)
{
  g_autoptr (JsonObject) object = details == NULL ? json_object_new () : json_object_ref (details);

  heddle_invocation_print (invocation, "%-10s %-36s  %s", type, id, name);
  json_object_set_string_member (object, "type", type);
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", name);
  heddle_invocation_print_object (invocation, object);
}

/**
 * heddle_print_asset:
 * @invocation: how to print
 * @record: an asset
 * @blobs: where its content is
 */
void
heddle_print_asset (HeddleInvocation        *invocation,
                    const HeddleAssetRecord *record,
                    HeddleBlobStore         *blobs)
{
  g_autoptr (JsonObject) details = json_object_new ();
  g_autofree char *path = heddle_blob_store_dup_path (blobs, record->blob);

  set_string (details, "kind", heddle_asset_kind_to_string (record->kind));
  set_string (details, "mime", record->mime);
  if (record->width > 0)
    {
      json_object_set_int_member (details, "width", record->width);
      json_object_set_int_member (details, "height", record->height);
    }
  json_object_set_int_member (details, "bytes", record->bytes);
  set_string (details, "blob", record->blob);
  set_string (details, "path", path);
  set_string (details, "prompt", record->prompt);
  set_string (details, "model", record->model);
  set_string (details, "project", record->project);
  if (record->run_number > 0)
    json_object_set_int_member (details, "run_number", record->run_number);
  set_string (details, "node", record->node);
  if (record->rating > 0)
    json_object_set_int_member (details, "rating", record->rating);
  set_json (details, "recipe", record->recipe);
  set_time (details, "created", record->created_at);
  heddle_print_entity (invocation, "asset", record->uuid, record->name, details);
}

/**
 * heddle_print_workflow:
 * @invocation: how to print
 * @record: a workflow
 */
void
heddle_print_workflow (HeddleInvocation           *invocation,
                       const HeddleWorkflowRecord *record)
{
  g_autoptr (JsonObject) details = json_object_new ();

  set_string (details, "description", record->description);
  set_string (details, "project", record->project);
  set_time (details, "created", record->created_at);
  set_time (details, "updated", record->updated_at);
  set_json (details, "document", record->document);
  heddle_print_entity (invocation, "workflow", record->uuid, record->name, details);
}

static JsonArray *
list_generations (GPtrArray *generations)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < generations->len; i++)
    json_array_add_element (list, heddle_generation_to_json (generations->pdata[i]));
  return list;
}

/**
 * heddle_print_run:
 * @invocation: how to print
 * @record: a run
 * @generations: (nullable) (element-type HeddleGeneration): its generations, where they are asked for
 */
void
heddle_print_run (HeddleInvocation      *invocation,
                  const HeddleRunRecord *record,
                  GPtrArray             *generations)
{
  g_autoptr (JsonObject) details = json_object_new ();
  g_autofree char *subject = heddle_run_dup_subject (record->workflow_name, record->page);
  g_autofree char *name = g_strdup_printf ("%s %" G_GINT64_FORMAT, subject, record->number);

  json_object_set_int_member (details, "number", record->number);
  set_string (details, "workflow", record->workflow_name);
  set_string (details, "pipeline", record->pipeline);
  set_string (details, "page", record->page);
  set_string (details, "project", record->project);
  set_string (details, "trigger", record->trigger);
  set_string (details, "status", heddle_run_status_to_string (record->status));
  set_string (details, "reason", record->reason);
  json_object_set_int_member (details, "successful", record->counts.successful);
  json_object_set_int_member (details, "failed", record->counts.failed);
  json_object_set_int_member (details, "skipped", record->counts.skipped);
  json_object_set_int_member (details, "waiting", record->counts.waiting);
  json_object_set_int_member (details, "unknown", record->counts.unknown);
  json_object_set_int_member (details, "cached", record->counts.cached);
  json_object_set_int_member (details, "total", record->counts.total);
  set_json (details, "costs", record->costs);
  set_json (details, "error", record->error);
  set_time (details, "scheduled_for", record->scheduled_for);
  if (record->scheduled_for != 0 && record->started_at > record->scheduled_for)
    json_object_set_int_member (details, "late_ms", record->started_at - record->scheduled_for);
  set_time (details, "started", record->started_at);
  set_time (details, "finished", record->finished_at);
  if (generations != NULL)
    json_object_set_array_member (details, "generations", list_generations (generations));
  heddle_print_entity (invocation, "run", record->uuid, name, details);
}

/**
 * heddle_print_project:
 * @invocation: how to print
 * @record: a project
 */
void
heddle_print_project (HeddleInvocation          *invocation,
                      const HeddleProjectRecord *record)
{
  g_autoptr (JsonObject) details = json_object_new ();

  set_time (details, "created", record->created_at);
  heddle_print_entity (invocation, "project", record->uuid, record->name, details);
}
