/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-call-results.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json-read.h"
#include "providers/heddle-provider-error.h"

static void
append_error (GString      *out,
              const GError *error,
              const char   *remains)
{
  g_string_append_printf (out, "\"error\":{\"code\":%d,\"message\":",
                          error->domain == HEDDLE_PROVIDER_ERROR ? error->code
                                                                 : (int) HEDDLE_PROVIDER_ERROR_FAILED);
  heddle_json_append_text (out, error->message);
  if (remains != NULL)
    g_string_append_printf (out, ",\"remains\":\"%s\"", remains);
  g_string_append_c (out, '}');
}

/**
 * heddle_call_results_to_text:
 * @results: what a call brought
 *
 * Returns: (transfer full): the same as JSON, which [func@call_results_read] reads: an object per
 *   result with its `value` or its `error`, and its `cost` where that is known
 */
char *
heddle_call_results_to_text (HeddleProviderResult *results)
{
  GString *out = g_string_new ("[");

  for (guint i = 0; i < heddle_provider_result_get_n (results); i++)
    {
      HeddleValue *value = heddle_provider_result_get_value (results, i);
      HeddleMoney cost = heddle_provider_result_get_cost (results, i);

      g_string_append (out, i == 0 ? "{" : ",{");
      if (value != NULL)
        {
          g_string_append (out, "\"value\":");
          heddle_value_append_stored (value, out);
        }
      else
        append_error (out, heddle_provider_result_get_error (results, i), heddle_provider_result_get_remains (results, i));
      if (cost.known)
        {
          g_string_append (out, ",\"cost\":");
          heddle_money_append_json (cost, out);
        }
      g_string_append_c (out, '}');
    }
  g_string_append_c (out, ']');
  return g_string_free_and_steal (out);
}

/**
 * heddle_call_results_list_blobs:
 * @results: what a call brought
 *
 * Returns: (transfer container) (element-type utf8): the contents that the results refer to, as
 *   SHA-256, with a %NULL at the end; those of @results
 */
GPtrArray *
heddle_call_results_list_blobs (HeddleProviderResult *results)
{
  GPtrArray *blobs = g_ptr_array_new_null_terminated (0, NULL, TRUE);

  for (guint i = 0; i < heddle_provider_result_get_n (results); i++)
    {
      HeddleValue *value = heddle_provider_result_get_value (results, i);
      HeddleValueType type = value == NULL ? HEDDLE_VALUE_TEXT : heddle_value_get_value_type (value);
      const char *remains = heddle_provider_result_get_remains (results, i);

      if (remains != NULL)
        g_ptr_array_add (blobs, (char *) remains);
      if (type == HEDDLE_VALUE_IMAGE || type == HEDDLE_VALUE_VIDEO)
        g_ptr_array_add (blobs, (char *) heddle_value_get_media (value)->blob);
    }
  return blobs;
}

static HeddleMoney
read_cost (yyjson_val *result)
{
  g_autoptr (JsonNode) tree = heddle_json_to_tree (yyjson_obj_get (result, "cost"), NULL);

  return heddle_money_from_json (tree);
}

static gboolean
read_result (yyjson_val            *result,
             HeddleProviderResult  *results,
             guint                  nth,
             GError               **error)
{
  HeddleMoney cost = read_cost (result);
  yyjson_val *failure = yyjson_obj_get (result, "error");
  g_autoptr (HeddleValue) value = NULL;

  if (failure != NULL)
    {
      const char *message = heddle_json_read_text (yyjson_obj_get (failure, "message"));
      g_autoptr (GError) cause = g_error_new_literal (HEDDLE_PROVIDER_ERROR,
                                                      yyjson_get_int (yyjson_obj_get (failure, "code")),
                                                      message == NULL ? "" : message);

      heddle_provider_result_set_error (results, nth, cause, cost);
      heddle_provider_result_set_remains (results, nth, heddle_json_read_text (yyjson_obj_get (failure, "remains")));
      return TRUE;
    }

  value = heddle_value_from_stored (yyjson_obj_get (result, "value"), error);
  if (value == NULL)
    return FALSE;
  heddle_provider_result_set_value (results, nth, value, cost);
  return TRUE;
}

static gboolean
read_list (yyjson_val            *list,
           HeddleProviderResult  *results,
           GError               **error)
{
  if (!yyjson_is_arr (list) || yyjson_arr_size (list) != heddle_provider_result_get_n (results))
    {
      g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BAD_ANSWER,
                           _("what was kept of the answer is not what is asked for now"));
      return FALSE;
    }
  for (guint i = 0; i < yyjson_arr_size (list); i++)
    if (!read_result (yyjson_arr_get (list, i), results, i, error))
      return FALSE;
  return TRUE;
}

/**
 * heddle_call_results_read:
 * @text: JSON
 * @results: for as many results
 * @error: return location
 *
 * Reads what [func@call_results_to_text] has written.
 *
 * Returns: %FALSE with @error where it cannot be read, or is of another number of results
 */
gboolean
heddle_call_results_read (const char            *text,
                          HeddleProviderResult  *results,
                          GError               **error)
{
  yyjson_doc *document = heddle_json_read (text, -1, error);
  gboolean read = document != NULL && read_list (yyjson_doc_get_root (document), results, error);

  yyjson_doc_free (document);
  return read;
}
