/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"
#include "providers/heddle-json-query.h"

/**
 * heddle_provider_answer_parse:
 * @response: an answer of success
 * @error: return location for an error of `HEDDLE_JSON_ERROR`
 *
 * Returns: (transfer full) (nullable): the JSON in it; %NULL with @error set
 */
JsonNode *
heddle_provider_answer_parse (HeddleHttpResponse  *response,
                              GError             **error)
{
  GBytes *body = heddle_http_response_get_body (response);
  gsize size = 0;
  const char *text = body != NULL ? g_bytes_get_data (body, &size) : "";

  return heddle_json_parse (text != NULL ? text : "", (gssize) size, error);
}

/**
 * heddle_provider_answer_dup_types:
 * @task: the model's task
 *
 * Returns: (transfer full) (nullable): the content types of a result that is the whole body of an answer,
 *   such as `image/png` or `image/\*`; %NULL where answers are JSON only
 */
char **
heddle_provider_answer_dup_types (HeddleModelTask *task)
{
  JsonArray *results = heddle_model_task_get_list (task, "results");

  for (guint i = 0; results != NULL && i < json_array_get_length (results); i++)
    {
      JsonArray *types = heddle_json_get_array (json_array_get_object_element (results, i), "types");
      g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

      for (guint j = 0; types != NULL && j < json_array_get_length (types); j++)
        g_strv_builder_add (builder, json_array_get_string_element (types, j));
      if (types != NULL)
        return g_strv_builder_end (builder);
    }

  return NULL;
}

static void
keep_header (JsonObject         *headers,
             HeddleHttpResponse *response,
             JsonObject         *entry)
{
  const char *name = heddle_json_get_string (entry, "header", NULL);
  g_autofree char *lower = name != NULL ? g_ascii_strdown (name, -1) : NULL;
  const char *text = name != NULL ? heddle_http_response_get_header (response, lower) : NULL;

  if (text != NULL)
    json_object_set_string_member (headers, name, text);
}

/**
 * heddle_provider_answer_read_headers:
 * @task: the model's task
 * @response: an answer
 *
 * Returns: (transfer full): the texts in those headers that the task's `refusals` and `facts` name
 */
JsonObject *
heddle_provider_answer_read_headers (HeddleModelTask    *task,
                                     HeddleHttpResponse *response)
{
  JsonArray *refusals = heddle_model_task_get_list (task, "refusals");
  JsonObject *facts = heddle_model_task_get_section (task, "facts");
  JsonObject *headers = json_object_new ();
  JsonObjectIter iter;
  const char *name;
  JsonNode *fact;

  for (guint i = 0; refusals != NULL && i < json_array_get_length (refusals); i++)
    keep_header (headers, response, json_array_get_object_element (refusals, i));

  if (facts == NULL)
    return headers;

  json_object_iter_init (&iter, facts);
  while (json_object_iter_next (&iter, &name, &fact))
    {
      if (JSON_NODE_HOLDS_OBJECT (fact))
        keep_header (headers, response, json_node_get_object (fact));
    }

  return headers;
}

/* @wanted: NULL for any text, or the one that counts, or several. */
static gboolean
is_wanted (const char *text,
           JsonNode   *wanted)
{
  JsonArray *list;

  if (wanted == NULL)
    return *text != '\0';
  if (!JSON_NODE_HOLDS_ARRAY (wanted))
    return g_str_equal (text, json_node_get_string (wanted));

  list = json_node_get_array (wanted);
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      if (g_str_equal (text, json_array_get_string_element (list, i)))
        return TRUE;
    }

  return FALSE;
}

/* Returns: (transfer full) (nullable): the text that an entry of `refusals` or `cut_off` looks for, where it is there. */
static char *
dup_match (JsonObject *entry,
           JsonNode   *answer,
           JsonObject *headers)
{
  const char *header = heddle_json_get_string (entry, "header", NULL);
  g_autofree char *text = NULL;

  if (header == NULL)
    text = heddle_json_query_text (answer, json_object_get_member (entry, "path"));
  else if (headers != NULL)
    text = g_strdup (heddle_json_get_string (headers, header, NULL));

  if (text == NULL || !is_wanted (text, json_object_get_member (entry, "equals")))
    return NULL;

  return g_steal_pointer (&text);
}

/**
 * heddle_provider_answer_dup_refusal:
 * @task: the model's task
 * @answer: what the provider said, with a status of success
 * @headers: (nullable): what [func@provider_answer_read_headers] found beside it
 * @secret: (nullable): the key, which the words must not quote
 *
 * Returns: (transfer full) (nullable): its words, fit to be shown, where it refuses by content policy; %NULL where it
 *   does not
 */
char *
heddle_provider_answer_dup_refusal (HeddleModelTask *task,
                                    JsonNode        *answer,
                                    JsonObject      *headers,
                                    const char      *secret)
{
  JsonArray *refusals = heddle_model_task_get_list (task, "refusals");

  for (guint i = 0; refusals != NULL && i < json_array_get_length (refusals); i++)
    {
      JsonObject *entry = json_array_get_object_element (refusals, i);
      g_autofree char *text = dup_match (entry, answer, headers);
      g_autofree char *words = NULL;

      if (text == NULL)
        continue;

      words = heddle_json_query_text (answer, json_object_get_member (entry, "words"));
      if (words == NULL)
        words = g_strdup (heddle_json_get_string (entry, "text", NULL));
      return heddle_provider_answer_clean_words (words != NULL ? words : text, secret);
    }

  return NULL;
}

/**
 * heddle_provider_answer_add_warnings:
 * @task: the model's task
 * @answer: what the provider said
 * @name: the provider's name
 * @result: what a warning is added to where the answer was cut off, as far as the task's `cut_off` says
 */
void
heddle_provider_answer_add_warnings (HeddleModelTask      *task,
                                     JsonNode             *answer,
                                     const char           *name,
                                     HeddleProviderResult *result)
{
  JsonArray *list = heddle_model_task_get_list (task, "cut_off");

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      g_autofree char *match = dup_match (json_array_get_object_element (list, i), answer, NULL);
      g_autofree char *warning = NULL;

      if (match == NULL)
        continue;

      warning = g_strdup_printf (_("%s reached the longest answer that is allowed, so the end is missing. Let the "
                                   "answer be longer, or ask for less."),
                                 name);
      heddle_provider_result_add_warning (result, warning);
      return;
    }
}

/* What was found may itself be lists. Texts can be megabytes of base64, and are not copied. */
static void
flatten (JsonNode  *node,
         GPtrArray *out)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);

      for (guint i = 0; i < json_array_get_length (array); i++)
        flatten (json_array_get_element (array, i), out);
    }
  else if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    g_ptr_array_add (out, json_node_ref (node));
  else if (!JSON_NODE_HOLDS_NULL (node))
    {
      g_autofree char *text = heddle_json_to_text (node);

      g_ptr_array_add (out, json_node_init_string (json_node_alloc (), text));
    }
}

static gboolean
is_passed_over (JsonNode   *part,
                JsonObject *entry)
{
  g_autoptr (JsonNode) mark = heddle_json_query_first (part, json_object_get_member (entry, "unless"));

  return mark != NULL && JSON_NODE_HOLDS_VALUE (mark) && json_node_get_value_type (mark) == G_TYPE_BOOLEAN &&
         json_node_get_boolean (mark);
}

/* Returns: (transfer full) (element-type JsonNode): what an entry of `results` finds. */
static GPtrArray *
find_results (JsonNode   *answer,
              JsonObject *entry)
{
  const char *path = heddle_json_get_string (entry, "path", "$");
  const char *each = heddle_json_get_string (entry, "each", NULL);
  g_autoptr (GPtrArray) parts = NULL;
  GPtrArray *found;

  if (each == NULL)
    return heddle_json_query (answer, path);

  found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  parts = heddle_json_query (answer, each);
  for (guint i = 0; i < parts->len; i++)
    {
      if (!is_passed_over (parts->pdata[i], entry))
        g_ptr_array_extend_and_steal (found, heddle_json_query (parts->pdata[i], path));
    }

  return found;
}

static void
join_texts (GPtrArray *texts)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    g_string_append (joined, json_node_get_string (texts->pdata[i]));

  g_ptr_array_set_size (texts, 0);
  g_ptr_array_add (texts, json_node_init_string (json_node_alloc (), joined->str));
}

/**
 * heddle_provider_answer_dup_results:
 * @task: the model's task
 * @answer: what the provider said
 * @encoding: (out): how the results stand in it
 *
 * Returns: (transfer full) (element-type JsonNode): the results, which are texts, by the first of the
 *   task's `results` that finds any; empty where none does
 */
GPtrArray *
heddle_provider_answer_dup_results (HeddleModelTask      *task,
                                    JsonNode             *answer,
                                    HeddleAnswerEncoding *encoding)
{
  JsonArray *results = heddle_model_task_get_list (task, "results");
  GPtrArray *texts = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);

  *encoding = HEDDLE_ANSWER_TEXT;

  for (guint i = 0; results != NULL && i < json_array_get_length (results); i++)
    {
      JsonObject *entry = json_array_get_object_element (results, i);
      const char *name = heddle_json_get_string (entry, "encoding", "text");
      g_autoptr (GPtrArray) found = NULL;

      if (g_str_equal (name, "raw"))
        continue;

      found = find_results (answer, entry);
      for (guint j = 0; j < found->len; j++)
        flatten (found->pdata[j], texts);

      if (texts->len == 0)
        continue;

      *encoding = g_str_equal (name, "base64") ? HEDDLE_ANSWER_BASE64
                  : g_str_equal (name, "url")  ? HEDDLE_ANSWER_URL
                                               : HEDDLE_ANSWER_TEXT;
      if (heddle_json_get_boolean (entry, "join", FALSE))
        join_texts (texts);
      break;
    }

  return texts;
}

/* Returns: (transfer full) (nullable): what a header tells. */
static JsonNode *
read_header_fact (JsonObject *headers,
                  JsonObject *fact)
{
  const char *text = heddle_json_get_string (headers, heddle_json_get_string (fact, "header", ""), NULL);
  gint64 number;

  if (text == NULL || !heddle_json_get_boolean (fact, "number", FALSE))
    return text != NULL ? json_node_init_string (json_node_alloc (), text) : NULL;

  return g_ascii_string_to_signed (text, 10, G_MININT64, G_MAXINT64, &number, NULL)
           ? json_node_init_int (json_node_alloc (), number)
           : NULL;
}

/**
 * heddle_provider_answer_add_facts:
 * @task: the model's task
 * @answer: what the provider said
 * @headers: (nullable): what [func@provider_answer_read_headers] found beside it
 * @nth: which result, from 0
 * @recipe: gets the task's `facts`, where the answer has them
 *
 * Notes what the answer tells about a result. A fact that is there once counts for all results.
 */
void
heddle_provider_answer_add_facts (HeddleModelTask *task,
                                  JsonNode        *answer,
                                  JsonObject      *headers,
                                  guint            nth,
                                  JsonObject      *recipe)
{
  JsonObject *facts = heddle_model_task_get_section (task, "facts");
  JsonObjectIter iter;
  const char *name;
  JsonNode *fact;

  if (facts == NULL)
    return;

  json_object_iter_init_ordered (&iter, facts);
  while (json_object_iter_next_ordered (&iter, &name, &fact))
    {
      g_autoptr (GPtrArray) found = NULL;

      if (JSON_NODE_HOLDS_OBJECT (fact))
        {
          JsonNode *told = headers != NULL ? read_header_fact (headers, json_node_get_object (fact)) : NULL;

          if (told != NULL)
            json_object_set_member (recipe, name, told);
          continue;
        }

      found = heddle_json_query (answer, json_node_get_string (fact));
      if (found->len == 1 || nth < found->len)
        json_object_set_member (recipe, name,
                                heddle_json_copy (found->pdata[found->len == 1 ? 0 : nth]));
    }
}
