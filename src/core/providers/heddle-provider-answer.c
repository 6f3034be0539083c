/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-answer.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"
#include "providers/heddle-json-query.h"
#include "providers/heddle-secret.h"

#define MAX_MESSAGE 500

static gboolean
parse_kind (const char          *name,
            HeddleProviderError *code)
{
  static const struct
  {
    const char *name;
    HeddleProviderError code;
  } kinds[] = {
    { "key-refused", HEDDLE_PROVIDER_ERROR_KEY_REFUSED },
    { "quota", HEDDLE_PROVIDER_ERROR_QUOTA },
    { "rate-limited", HEDDLE_PROVIDER_ERROR_RATE_LIMITED },
    { "rejected", HEDDLE_PROVIDER_ERROR_REJECTED },
    { "invalid", HEDDLE_PROVIDER_ERROR_INVALID },
    { "failed", HEDDLE_PROVIDER_ERROR_FAILED },
    { "unsupported", HEDDLE_PROVIDER_ERROR_UNSUPPORTED },
  };

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (kinds[i].name, name))
        {
          *code = kinds[i].code;
          return TRUE;
        }
    }

  return FALSE;
}

static JsonNode *
get_member (JsonObject *object,
            const char *name)
{
  return object != NULL ? json_object_get_member (object, name) : NULL;
}

static const char *
look_up (JsonObject *errors,
         const char *table,
         const char *key)
{
  JsonObject *object = errors != NULL ? heddle_json_get_object (errors, table) : NULL;

  return object != NULL && key != NULL ? heddle_json_get_string (object, key, NULL) : NULL;
}

static const char *
look_up_text (JsonObject *errors,
              const char *message)
{
  JsonObject *texts = errors != NULL ? heddle_json_get_object (errors, "texts") : NULL;
  JsonObjectIter iter;
  const char *needle;
  JsonNode *kind;
  g_autofree char *folded = NULL;

  if (texts == NULL || message == NULL)
    return NULL;

  folded = g_utf8_casefold (message, -1);
  json_object_iter_init_ordered (&iter, texts);
  while (json_object_iter_next_ordered (&iter, &needle, &kind))
    {
      g_autofree char *needle_folded = g_utf8_casefold (needle, -1);

      if (strstr (folded, needle_folded) != NULL)
        return json_node_get_string (kind);
    }

  return NULL;
}

/* The provider's own words, fit to be shown: valid, short, on one line, without the key. */
static char *
clean_message (const char *message,
               const char *secret)
{
  g_autofree char *valid = g_utf8_make_valid (message, -1);
  g_autofree char *scrubbed = heddle_secret_scrub (valid, secret);
  g_autofree char *line = g_utf8_make_valid (scrubbed, -1);

  g_strdelimit (line, "\r\n\t", ' ');
  g_strstrip (line);

  if (g_utf8_strlen (line, -1) > MAX_MESSAGE)
    {
      g_autofree char *start = g_utf8_substring (line, 0, MAX_MESSAGE);

      return g_strconcat (start, "…", NULL);
    }

  return g_steal_pointer (&line);
}

static HeddleProviderError
code_for_status (guint    status,
                 gboolean paid)
{
  switch (status)
    {
    case 401:
    case 403:
      return HEDDLE_PROVIDER_ERROR_KEY_REFUSED;
    case 402:
      return HEDDLE_PROVIDER_ERROR_QUOTA;
    case 429:
      return HEDDLE_PROVIDER_ERROR_RATE_LIMITED;
    case 408:
      break;
    default:
      if (status >= 300 && status < 500)
        return HEDDLE_PROVIDER_ERROR_INVALID;
      break;
    }

  return paid ? HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME : HEDDLE_PROVIDER_ERROR_FAILED;
}

static gboolean
is_not_charged (JsonObject *errors,
                guint       status)
{
  JsonArray *list = errors != NULL ? heddle_json_get_array (errors, "not_charged") : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      if (json_array_get_int_element (list, i) == (gint64) status)
        return TRUE;
    }

  return FALSE;
}

static HeddleProviderError
classify (HeddleManifest     *manifest,
          HeddleHttpResponse *response,
          JsonNode           *body,
          const char         *message,
          gboolean            paid)
{
  JsonObject *errors = heddle_manifest_get_section (manifest, "errors");
  guint status = heddle_http_response_get_status (response);
  HeddleProviderError code = code_for_status (status, paid);
  JsonNode *paths = get_member (errors, "code");
  g_autofree char *number = g_strdup_printf ("%u", status);

  /* Of a status of success nothing follows, but from what the answer says. */
  if (code == HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME && status >= 300)
    return is_not_charged (errors, status) ? HEDDLE_PROVIDER_ERROR_FAILED : code;

  /* Of several codes (`code`, `type`) the first that the manifest knows counts. */
  for (guint i = 0; paths != NULL && body != NULL; i++)
    {
      gboolean list = JSON_NODE_HOLDS_ARRAY (paths);
      JsonNode *path = !list ? paths
                       : i < json_array_get_length (json_node_get_array (paths))
                         ? json_array_get_element (json_node_get_array (paths), i)
                         : NULL;
      g_autofree char *word = path != NULL ? heddle_json_query_text (body, path) : NULL;

      if (parse_kind (look_up (errors, "codes", word), &code))
        return code;

      if (path == NULL || !list)
        break;
    }

  if (parse_kind (look_up (errors, "statuses", number), &code))
    return code;

  parse_kind (look_up_text (errors, message), &code);

  return code;
}

static JsonNode *
parse_body (HeddleHttpResponse *response)
{
  GBytes *body = heddle_http_response_get_body (response);

  if (body == NULL || g_bytes_get_size (body) == 0)
    return NULL;

  return heddle_json_parse (g_bytes_get_data (body, NULL), (gssize) g_bytes_get_size (body), NULL);
}

static char *
read_message (HeddleManifest *manifest,
              JsonNode       *body)
{
  JsonObject *errors = heddle_manifest_get_section (manifest, "errors");

  return body != NULL ? heddle_json_query_text (body, get_member (errors, "message")) : NULL;
}

/**
 * heddle_provider_answer_dup_words:
 * @manifest: the provider
 * @answer: what it said
 * @secret: (nullable): the key, which the words must not quote
 *
 * Returns: (transfer full) (nullable): what the manifest's `errors` finds as a message, fit to be shown; %NULL where
 *   there is none
 */
char *
heddle_provider_answer_dup_words (HeddleManifest *manifest,
                                  JsonNode       *answer,
                                  const char     *secret)
{
  g_autofree char *message = read_message (manifest, answer);
  g_autofree char *words = message != NULL ? clean_message (message, secret) : NULL;

  return words != NULL && *words != '\0' ? g_steal_pointer (&words) : NULL;
}

/**
 * heddle_provider_answer_is_quota:
 * @manifest: the provider
 * @response: an answer of 429
 *
 * Returns: whether the provider means that there is no credit left, which waiting does not cure
 */
gboolean
heddle_provider_answer_is_quota (HeddleManifest     *manifest,
                                 HeddleHttpResponse *response)
{
  g_autoptr (JsonNode) body = parse_body (response);
  g_autofree char *message = read_message (manifest, body);

  return classify (manifest, response, body, message, TRUE) == HEDDLE_PROVIDER_ERROR_QUOTA;
}

/**
 * heddle_provider_answer_check_advice:
 * @errors: (nullable): a manifest's `errors`
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST
 *
 * Returns: whether the patterns of its `advice` can be read
 */
gboolean
heddle_provider_answer_check_advice (JsonObject  *errors,
                                     GError     **error)
{
  JsonArray *list = errors != NULL ? heddle_json_get_array (errors, "advice") : NULL;

  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *entry = json_array_get_object_element (list, i);
      const char *text = heddle_json_get_string (entry, "text", "");
      g_autoptr (GError) cause = NULL;
      g_autoptr (GRegex) regex = g_regex_new (heddle_json_get_string (entry, "pattern", ""), G_REGEX_CASELESS,
                                              G_REGEX_MATCH_DEFAULT, &cause);

      if (regex != NULL && g_regex_check_replacement (text, NULL, &cause))
        continue;
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST, "errors.advice[%u].%s: %s", i,
                   regex == NULL ? "pattern" : "text", cause->message);
      return FALSE;
    }

  return TRUE;
}

/* Returns: (transfer full) (nullable): what the manifest says to do about the provider's words. */
static char *
dup_advice (HeddleManifest *manifest,
            const char     *words)
{
  JsonObject *errors = heddle_manifest_get_section (manifest, "errors");
  JsonArray *list = errors != NULL ? heddle_json_get_array (errors, "advice") : NULL;

  for (guint i = 0; words != NULL && list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *entry = json_array_get_object_element (list, i);
      g_autoptr (GRegex) regex = g_regex_new (heddle_json_get_string (entry, "pattern", ""), G_REGEX_CASELESS,
                                              G_REGEX_MATCH_DEFAULT, NULL);
      g_autoptr (GMatchInfo) match = NULL;

      if (g_regex_match (regex, words, G_REGEX_MATCH_DEFAULT, &match))
        return g_match_info_expand_references (match, heddle_json_get_string (entry, "text", ""), NULL);
    }

  return NULL;
}

/**
 * heddle_provider_answer_new_error:
 * @manifest: the provider
 * @response: an answer whose status is none of success, or that says why it is not what was asked for
 * @paid: whether the request may have been charged
 * @secret: (nullable): the key, which the message must not quote
 *
 * Returns: (transfer full): what the answer means, in our terms and the provider's words
 */
GError *
heddle_provider_answer_new_error (HeddleManifest     *manifest,
                                  HeddleHttpResponse *response,
                                  gboolean            paid,
                                  const char         *secret)
{
  g_autoptr (JsonNode) body = parse_body (response);
  g_autofree char *message = read_message (manifest, body);
  g_autofree char *words = message != NULL ? clean_message (message, secret) : NULL;
  const char *name = heddle_manifest_get_name (manifest);
  guint status = heddle_http_response_get_status (response);
  HeddleProviderError code = classify (manifest, response, body, message, paid);
  g_autofree char *detail = words != NULL && *words != '\0'
                              ? g_strdup_printf ("%s (HTTP %u)", words, status)
                              : g_strdup_printf ("HTTP %u", status);
  g_autofree char *advice = dup_advice (manifest, words);
  g_autofree char *text = NULL;

  switch ((int) code)
    {
    case HEDDLE_PROVIDER_ERROR_KEY_REFUSED:
      text = g_strdup_printf (_("%s does not accept the key: %s. Set another with: heddlectl secret "
                                "set %s"),
                              name, detail, heddle_manifest_get_id (manifest));
      break;
    case HEDDLE_PROVIDER_ERROR_QUOTA:
      text = g_strdup_printf (_("No credit is left at %s: %s"), name, detail);
      break;
    case HEDDLE_PROVIDER_ERROR_RATE_LIMITED:
      text = g_strdup_printf (_("%s gets too many requests at the moment: %s"), name, detail);
      break;
    case HEDDLE_PROVIDER_ERROR_REJECTED:
      text = g_strdup_printf (_("%s refuses this by its content policy: %s"), name, detail);
      break;
    case HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME:
      text = g_strdup_printf (_("%s took the request and then failed: %s. It may have been "
                                "charged."),
                              name, detail);
      break;
    case HEDDLE_PROVIDER_ERROR_FAILED:
      text = g_strdup_printf (_("%s failed: %s"), name, detail);
      break;
    default:
      text = g_strdup_printf (_("%s refuses the request: %s"), name, detail);
      break;
    }

  if (advice != NULL)
    {
      /* Translators: what went wrong, and what to do about it */
      char *both = g_strdup_printf (_("%s. %s"), text, advice);

      g_free (g_steal_pointer (&text));
      text = both;
    }

  return heddle_provider_error_new (code, detail, text);
}

/**
 * heddle_provider_answer_new_failure:
 * @manifest: the provider
 * @answer: (nullable): what it said
 * @message: (nullable): its words for what went wrong
 * @secret: (nullable): the key, which the message must not quote
 *
 * Returns: (transfer full): an error for a job that failed at the provider
 */
GError *
heddle_provider_answer_new_failure (HeddleManifest *manifest,
                                    JsonNode       *answer,
                                    const char     *message,
                                    const char     *secret)
{
  JsonObject *errors = heddle_manifest_get_section (manifest, "errors");
  HeddleProviderError code = HEDDLE_PROVIDER_ERROR_FAILED;
  g_autofree char *words = message != NULL ? clean_message (message, secret) : NULL;

  parse_kind (look_up_text (errors, message), &code);

  if (code == HEDDLE_PROVIDER_ERROR_REJECTED)
    return g_error_new (HEDDLE_PROVIDER_ERROR, (int) code,
                        _("%s refuses this by its content policy: %s"),
                        heddle_manifest_get_name (manifest), words);

  return g_error_new (HEDDLE_PROVIDER_ERROR, (int) code, _("%s failed: %s"),
                      heddle_manifest_get_name (manifest),
                      words != NULL && *words != '\0' ? words : _("no reason was given"));
}

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
      return clean_message (words != NULL ? words : text, secret);
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
