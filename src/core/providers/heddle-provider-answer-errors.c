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

/**
 * heddle_provider_answer_clean_words:
 * @message: what a provider said
 * @secret: (nullable): the key, which the words must not quote
 *
 * Returns: (transfer full): its words, fit to be shown: valid, short, on one line, without the key
 */
char *
heddle_provider_answer_clean_words (const char *message,
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

/* Returns: the kind of a code; one that ends in `*` stands for all that begin so. */
static const char *
look_up_code (JsonObject *errors,
              const char *word)
{
  JsonObject *codes = errors != NULL ? heddle_json_get_object (errors, "codes") : NULL;
  JsonObjectIter iter;
  const char *code;
  JsonNode *kind;

  if (codes == NULL || word == NULL)
    return NULL;
  if (json_object_has_member (codes, word))
    return heddle_json_get_string (codes, word, NULL);

  json_object_iter_init_ordered (&iter, codes);
  while (json_object_iter_next_ordered (&iter, &code, &kind))
    {
      if (g_str_has_suffix (code, "*") && strncmp (word, code, strlen (code) - 1) == 0)
        return json_node_get_string (kind);
    }

  return NULL;
}

/* Of several codes (`code`, `type`) the first that the manifest knows counts. */
static gboolean
find_code (JsonObject          *errors,
           JsonNode            *body,
           HeddleProviderError *code)
{
  JsonNode *paths = get_member (errors, "code");

  for (guint i = 0; paths != NULL && body != NULL; i++)
    {
      gboolean list = JSON_NODE_HOLDS_ARRAY (paths);
      JsonNode *path = !list ? paths
                       : i < json_array_get_length (json_node_get_array (paths))
                         ? json_array_get_element (json_node_get_array (paths), i)
                         : NULL;
      g_autofree char *word = path != NULL ? heddle_json_query_text (body, path) : NULL;

      if (parse_kind (look_up_code (errors, word), code))
        return TRUE;

      if (path == NULL || !list)
        break;
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
  g_autofree char *number = g_strdup_printf ("%u", status);

  /* Of a status of success nothing follows, but from what the answer says. */
  if (code == HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME && status >= 300)
    return is_not_charged (errors, status) ? HEDDLE_PROVIDER_ERROR_FAILED : code;

  if (find_code (errors, body, &code))
    return code;

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
  g_autofree char *words = message != NULL ? heddle_provider_answer_clean_words (message, secret) : NULL;

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
  g_autofree char *words = message != NULL ? heddle_provider_answer_clean_words (message, secret) : NULL;
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
 * heddle_provider_answer_has_code:
 * @manifest: the provider
 * @answer: what it said
 *
 * Returns: whether there is a code in it whose meaning the manifest knows
 */
gboolean
heddle_provider_answer_has_code (HeddleManifest *manifest,
                                 JsonNode       *answer)
{
  HeddleProviderError code;

  return find_code (heddle_manifest_get_section (manifest, "errors"), answer, &code);
}

/**
 * heddle_provider_answer_new_failure:
 * @manifest: the provider
 * @answer: what it said
 * @message: (nullable): its words for what went wrong; %NULL for those that `errors` finds
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
  g_autofree char *words = message != NULL ? heddle_provider_answer_clean_words (message, secret)
                                           : heddle_provider_answer_dup_words (manifest, answer, secret);
  const char *name = heddle_manifest_get_name (manifest);

  if (!find_code (errors, answer, &code))
    parse_kind (look_up_text (errors, words), &code);
  if (words == NULL || *words == '\0')
    g_set_str (&words, _("no reason was given"));

  switch ((int) code)
    {
    case HEDDLE_PROVIDER_ERROR_REJECTED:
      return g_error_new (HEDDLE_PROVIDER_ERROR, (int) code, _("%s refuses this by its content policy: %s"), name,
                          words);
    case HEDDLE_PROVIDER_ERROR_INVALID:
      return g_error_new (HEDDLE_PROVIDER_ERROR, (int) code, _("%s refuses the request: %s"), name, words);
    default:
      return g_error_new (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_FAILED, _("%s failed: %s"), name, words);
    }
}
