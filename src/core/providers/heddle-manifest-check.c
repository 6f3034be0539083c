/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-manifest-check.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "providers/heddle-provider-error.h"

static void
set_error (GError     **error,
           const char  *message)
{
  g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST, message);
}

/**
 * heddle_manifest_check_paths:
 * @node: a part of a manifest
 * @where: its path in the manifest, for errors
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST
 *
 * Returns: whether all JSONPaths in it can be read
 */
gboolean
heddle_manifest_check_paths (JsonNode    *node,
                             const char  *where,
                             GError     **error)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *name;
      JsonNode *member;

      json_object_iter_init_ordered (&iter, json_node_get_object (node));
      while (json_object_iter_next_ordered (&iter, &name, &member))
        {
          g_autofree char *inner = g_strdup_printf ("%s.%s", where, name);

          if (!heddle_manifest_check_paths (member, inner, error))
            return FALSE;
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        {
          g_autofree char *inner = g_strdup_printf ("%s[%u]", where, i);

          if (!heddle_manifest_check_paths (json_array_get_element (array, i), inner, error))
            return FALSE;
        }
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING &&
           json_node_get_string (node)[0] == '$')
    {
      g_autoptr (JsonPath) path = json_path_new ();
      g_autoptr (GError) cause = NULL;

      if (!json_path_compile (path, json_node_get_string (node), &cause))
        {
          g_autofree char *message = g_strdup_printf (_("%s: not a JSONPath: %s"), where,
                                                      cause->message);

          set_error (error, message);
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
check_task_paths (JsonObject  *definition,
                  const char  *where,
                  GError     **error)
{
  static const char *const sections[] = { "results", "refusals", "cut_off", "facts", "usage", "price", "job" };

  for (guint i = 0; i < G_N_ELEMENTS (sections); i++)
    {
      JsonNode *section = json_object_get_member (definition, sections[i]);
      g_autofree char *inner = g_strdup_printf ("%s.%s", where, sections[i]);

      if (section != NULL && !heddle_manifest_check_paths (section, inner, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
takes_raw (JsonObject *definition)
{
  JsonArray *results = heddle_json_get_array (definition, "results");

  for (guint i = 0; results != NULL && i < json_array_get_length (results); i++)
    {
      if (json_object_has_member (json_array_get_object_element (results, i), "types"))
        return TRUE;
    }

  return FALSE;
}

/* An answer that is a result itself holds one, and neither a job nor its state. */
static gboolean
check_raw (JsonObject  *definition,
           const char  *where,
           GError     **error)
{
  JsonObject *request = heddle_json_get_object (definition, "request");
  g_autofree char *message = NULL;

  if (!takes_raw (definition))
    return TRUE;

  if (json_object_has_member (definition, "job"))
    message = g_strdup_printf (_("%s.job: does not go with results of the encoding “raw”"), where);
  else if (request != NULL && heddle_json_get_int (request, "results", 1) > 1)
    message = g_strdup_printf (_("%s.request.results: must be 1 with results of the encoding “raw”"), where);

  if (message != NULL)
    set_error (error, message);
  return message == NULL;
}

/**
 * heddle_manifest_check_task:
 * @definition: how a task is done
 * @where: its path in the manifest, for errors
 * @over_http: whether it is talked about over HTTP, so that it needs a request and results
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST
 *
 * Looks for what the schema cannot say.
 *
 * Returns: whether the definition can be used
 */
gboolean
heddle_manifest_check_task (JsonObject  *definition,
                            const char  *where,
                            gboolean     over_http,
                            GError     **error)
{
  static const char *const needed[] = { "request", "results" };

  for (guint i = 0; over_http && i < G_N_ELEMENTS (needed); i++)
    {
      g_autofree char *message = g_strdup_printf (_("%s.%s: missing"), where, needed[i]);

      if (json_object_has_member (definition, needed[i]))
        continue;
      set_error (error, message);
      return FALSE;
    }

  return check_raw (definition, where, error) && check_task_paths (definition, where, error);
}
