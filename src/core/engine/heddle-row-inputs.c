/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-row-inputs.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "assets/heddle-blob-store.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "engine/heddle-plan-inputs.h"
#include "nodes/heddle-image-source.h"
#include "nodes/heddle-node-services.h"
#include "store/heddle-store-error.h"

static gboolean
check_image (HeddlePlan         *plan,
             const char         *key,
             const HeddleMedia  *media,
             HeddleBlobStore    *blobs,
             GError            **error)
{
  g_autofree char *path = heddle_blob_store_dup_path (blobs, media->blob);
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      heddle_store_set_system_error (error, errno, path);
      return FALSE;
    }
  return heddle_workflow_input_check_file (
    heddle_workflow_find_input (heddle_plan_get_workflow (plan), key), media->mime, info.st_size,
    error);
}

/* What is only looked at is not in the library to be measured. */
static gboolean
check_reference (HeddlePlan      *plan,
                 const char      *key,
                 const char      *reference,
                 const char      *directory,
                 HeddleServices  *services,
                 GError         **error)
{
  const HeddleRunOptions *options = heddle_plan_get_options (plan);
  g_autofree char *mime = NULL;
  gint64 bytes;

  return heddle_image_source_describe (services, reference, directory,
                                       (const char *const *) options->allowed_directories->pdata, &mime, &bytes,
                                       error)
         && heddle_workflow_input_check_file (heddle_workflow_find_input (heddle_plan_get_workflow (plan), key), mime,
                                              bytes, error);
}

static HeddleValue *
read_image (HeddlePlan      *plan,
            guint            row,
            const char      *key,
            const char      *reference,
            HeddleServices  *services,
            GError         **error)
{
  const HeddleRunOptions *options = heddle_plan_get_options (plan);
  const char *directory = heddle_plan_get_input_directory (plan, row, key);
  HeddleBlobStore *blobs = heddle_node_services_get_blobs (services, error);
  g_auto (GValue) value = G_VALUE_INIT;

  if (blobs == NULL
      || !heddle_wait_for (heddle_image_source_load (services, reference, directory,
                                                     (const char *const *) options->allowed_directories->pdata),
                           &value, error))
    return NULL;
  if (heddle_blob_store_is_read_only (blobs)
        ? !check_reference (plan, key, reference, directory, services, error)
        : !check_image (plan, key, heddle_value_get_media (g_value_get_boxed (&value)), blobs, error))
    return NULL;
  return g_value_dup_boxed (&value);
}

static HeddleValue *
read_single (HeddlePlan      *plan,
             guint            row,
             HeddlePort      *port,
             JsonNode        *json,
             HeddleServices  *services,
             GError         **error)
{
  switch (port->type.value)
    {
    case HEDDLE_VALUE_TEXT:
      return heddle_value_new_text (json_node_get_string (json));
    case HEDDLE_VALUE_NUMBER:
      return heddle_value_new_number (json_node_get_double (json));
    case HEDDLE_VALUE_BOOLEAN:
      return heddle_value_new_boolean (json_node_get_boolean (json));
    case HEDDLE_VALUE_COLOR:
      return heddle_value_new_color (json_node_get_string (json), error);
    case HEDDLE_VALUE_IMAGE:
      return read_image (plan, row, port->name, json_node_get_string (json), services, error);
    case HEDDLE_VALUE_JSON:
    case HEDDLE_VALUE_ANY:
      return heddle_value_new_json (json);
    case HEDDLE_VALUE_VIDEO:
    case HEDDLE_VALUE_BRAND:
    default:
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                   _("The input “%s” is a %s, which cannot be given here"), port->name,
                   heddle_value_type_to_string (port->type.value));
      return NULL;
    }
}

static GPtrArray *
read_list (JsonNode *json)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
  JsonArray *array = json_node_get_array (json);

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_ptr_array_add (values, heddle_value_new_text (json_array_get_string_element (array, i)));
  return values;
}

static gboolean
read_port (HeddlePlan         *plan,
           guint               row,
           HeddlePort         *port,
           JsonNode           *json,
           HeddleServices     *services,
           HeddleNodeOutputs  *outputs,
           GHashTable         *values,
           GError            **error)
{
  g_autoptr (HeddleValue) value = NULL;

  if (port->type.list)
    {
      g_autoptr (GPtrArray) list = read_list (json);

      heddle_node_outputs_set_list (outputs, port->name, list);
      return TRUE;
    }
  value = read_single (plan, row, port, json, services, error);
  if (value == NULL)
    {
      g_prefix_error (error, "%s: ", port->name);
      return FALSE;
    }
  heddle_node_outputs_set (outputs, port->name, value);
  g_hash_table_insert (values, g_strdup (port->name), heddle_value_ref (value));
  return TRUE;
}

/**
 * heddle_row_input_is_loaded:
 * @type: an input's type
 *
 * Returns: whether a value is loaded from a file or the library, which is not done while planning
 */
gboolean
heddle_row_input_is_loaded (HeddleValueType type)
{
  return type == HEDDLE_VALUE_IMAGE || type == HEDDLE_VALUE_VIDEO || type == HEDDLE_VALUE_BRAND;
}

/**
 * heddle_row_read_inputs:
 * @plan: the plan
 * @row: the row of the batch; 0 outside of one
 * @services: (nullable): has a blob store and an imaging pool, for inputs that are images; without
 *   it those are left out
 * @values: receives the values of single inputs by key, for names: an empty text where there is none
 * @error: return location
 *
 * Makes values of a row's inputs. An input without a value gives none, so that an optional port
 * stays as if it were not linked.
 *
 * Returns: (transfer full): what the pseudo-node `inputs` gives; %NULL where a value is missing or
 *   wrong
 */
HeddleNodeOutputs *
heddle_row_read_inputs (HeddlePlan      *plan,
                        guint            row,
                        HeddleServices  *services,
                        GHashTable      *values,
                        GError         **error)
{
  g_autoptr (JsonObject) given = heddle_plan_read_inputs (plan, row, error);
  HeddlePlanNode *node = g_ptr_array_index (heddle_plan_get_nodes (plan), 0);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;

  if (given == NULL)
    return NULL;

  outputs = heddle_node_outputs_new ();
  for (guint i = 0; i < node->outputs->len; i++)
    {
      HeddlePort *port = g_ptr_array_index (node->outputs, i);
      JsonNode *json = json_object_get_member (given, port->name);

      if (json == NULL)
        g_hash_table_insert (values, g_strdup (port->name), heddle_value_new_text (""));
      else if (services == NULL && heddle_row_input_is_loaded (port->type.value))
        continue;
      else if (!read_port (plan, row, port, json, services, outputs, values, error))
        return NULL;
    }
  return g_steal_pointer (&outputs);
}
