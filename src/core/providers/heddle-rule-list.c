/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-rule-list.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-provider-error.h"

#define SHIPPED "/app/heddle/Heddle/safety/rules.json"
#define FORMAT "heddle-rules"
#define VERSION 1

struct _HeddleRuleList
{
  GObject    parent_instance;

  GPtrArray *rules;
  GChecksum *checksum;
  char      *fingerprint;
};

typedef struct
{
  char      *category;
  double     score;
  GPtrArray *expressions;
} Rule;

G_DEFINE_FINAL_TYPE (HeddleRuleList, heddle_rule_list, G_TYPE_OBJECT)

static void
rule_free (gpointer data)
{
  Rule *rule = data;

  g_free (rule->category);
  g_ptr_array_unref (rule->expressions);
  g_free (rule);
}

static void
heddle_rule_list_finalize (GObject *object)
{
  HeddleRuleList *self = HEDDLE_RULE_LIST (object);

  g_ptr_array_unref (self->rules);
  g_checksum_free (self->checksum);
  g_free (self->fingerprint);

  G_OBJECT_CLASS (heddle_rule_list_parent_class)->finalize (object);
}

static void
heddle_rule_list_class_init (HeddleRuleListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_rule_list_finalize;
}

static void
heddle_rule_list_init (HeddleRuleList *self)
{
  self->rules = g_ptr_array_new_with_free_func (rule_free);
  self->checksum = g_checksum_new (G_CHECKSUM_SHA256);
}

static gboolean
set_error (GError     **error,
           const char  *format,
           ...) G_GNUC_PRINTF (2, 3);

static gboolean
set_error (GError     **error,
           const char  *format,
           ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST, message);
  return FALSE;
}

/* Words stand alone, whatever their case and the space between them; one that ends with * goes on. */
static void
append_word (GString    *out,
             const char *word)
{
  g_autofree char *normal = g_utf8_normalize (word, -1, G_NORMALIZE_ALL_COMPOSE);
  g_auto (GStrv) parts = g_strsplit_set (g_strstrip (normal), " \t\n", -1);
  gboolean first = TRUE;

  for (guint i = 0; parts[i] != NULL; i++)
    {
      gboolean open = parts[i + 1] == NULL && g_str_has_suffix (parts[i], "*");
      g_autofree char *escaped = g_regex_escape_string (parts[i], (int) strlen (parts[i]) - (open ? 1 : 0));

      if (*parts[i] == '\0')
        continue;
      g_string_append_printf (out, "%s%s%s", first ? "" : "\\s+", escaped, open ? "[\\p{L}\\p{N}_]*" : "");
      first = FALSE;
    }
}

static gboolean
add_expression (Rule        *rule,
                const char  *pattern,
                GError     **error)
{
  GRegex *regex = g_regex_new (pattern, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, error);

  if (regex == NULL)
    return FALSE;
  g_ptr_array_add (rule->expressions, regex);
  return TRUE;
}

/* Returns: (transfer none) (nullable): the text at a place of a list, if it is one that says something. */
static const char *
get_text (JsonArray *list,
          guint      nth)
{
  const char *text = heddle_json_as_string (json_array_get_element (list, nth));

  return text != NULL && strspn (text, " \t\n*") < strlen (text) ? text : NULL;
}

static gboolean
add_words (Rule        *rule,
           JsonArray   *words,
           GError     **error)
{
  g_autoptr (GString) pattern = g_string_new ("(?<![\\p{L}\\p{N}_])(?:");

  for (guint i = 0; i < json_array_get_length (words); i++)
    {
      const char *word = get_text (words, i);

      if (word == NULL)
        return set_error (error, _("words[%u]: expected a word"), i);
      g_string_append (pattern, i > 0 ? "|" : "");
      append_word (pattern, word);
    }
  g_string_append (pattern, ")(?![\\p{L}\\p{N}_])");
  return json_array_get_length (words) == 0 || add_expression (rule, pattern->str, error);
}

static gboolean
add_patterns (Rule        *rule,
              JsonArray   *patterns,
              GError     **error)
{
  for (guint i = 0; i < json_array_get_length (patterns); i++)
    {
      const char *pattern = get_text (patterns, i);
      g_autoptr (GError) cause = NULL;

      if (pattern == NULL)
        return set_error (error, _("patterns[%u]: expected a regular expression"), i);
      if (!add_expression (rule, pattern, &cause))
        return set_error (error, "patterns[%u]: %s", i, cause->message);
    }
  return TRUE;
}

static gboolean
read_rule (HeddleRuleList  *self,
           JsonNode        *node,
           GError         **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *category = object != NULL ? heddle_json_get_string (object, "category", "") : "";
  JsonArray *words = object != NULL ? heddle_json_get_array (object, "words") : NULL;
  JsonArray *patterns = object != NULL ? heddle_json_get_array (object, "patterns") : NULL;
  Rule *rule;

  if (*category == '\0')
    return set_error (error, _("category: expected a name, such as violence"));

  rule = g_new0 (Rule, 1);
  rule->category = g_strdup (category);
  rule->score = heddle_json_get_number (object, "score", 1);
  rule->expressions = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  g_ptr_array_add (self->rules, rule);

  if (!(rule->score > 0 && rule->score <= 1))
    return set_error (error, _("score: expected a number above 0, up to 1"));
  if ((words != NULL && !add_words (rule, words, error)) || (patterns != NULL && !add_patterns (rule, patterns, error)))
    return FALSE;
  if (rule->expressions->len == 0)
    return set_error (error, _("expected words or patterns"));
  return TRUE;
}

static gboolean
read_rules (HeddleRuleList  *self,
            JsonObject      *object,
            GError         **error)
{
  JsonArray *rules = heddle_json_get_array (object, "rules");

  if (rules == NULL)
    return set_error (error, _("rules: expected a list"));
  for (guint i = 0; i < json_array_get_length (rules); i++)
    {
      if (!read_rule (self, json_array_get_element (rules, i), error))
        {
          g_prefix_error (error, "rules[%u].", i);
          return FALSE;
        }
    }
  return TRUE;
}

/* Returns: (transfer full) (nullable): a document of rules. */
static JsonNode *
parse (HeddleRuleList  *self,
       const char      *text,
       gsize            length,
       GError         **error)
{
  g_autoptr (JsonNode) node = heddle_json_parse (text, (gssize) length, error);
  JsonObject *object;

  if (node == NULL)
    return NULL;
  object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  if (object == NULL || g_strcmp0 (heddle_json_get_string (object, "format", NULL), FORMAT) != 0
      || heddle_json_get_int (object, "version", 0) != VERSION)
    {
      set_error (error, _("a list of rules begins with {\"format\": \"%s\", \"version\": %d"), FORMAT, VERSION);
      return NULL;
    }
  g_checksum_update (self->checksum, (const guchar *) text, (gssize) length);
  return g_steal_pointer (&node);
}

static gboolean
add_shipped (HeddleRuleList  *self,
             GError         **error)
{
  g_autoptr (GBytes) bytes = g_resources_lookup_data (SHIPPED, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
  g_autoptr (JsonNode) node = NULL;
  gsize length;
  const char *text;

  if (bytes == NULL)
    return FALSE;
  text = g_bytes_get_data (bytes, &length);
  node = parse (self, text, length, error);
  return node != NULL && read_rules (self, json_node_get_object (node), error);
}

static gboolean
add_own (HeddleRuleList  *self,
         const char      *text,
         gsize            length,
         GError         **error)
{
  g_autoptr (JsonNode) node = parse (self, text, length, error);
  JsonObject *object = node != NULL ? json_node_get_object (node) : NULL;

  return object != NULL
         && (!heddle_json_get_boolean (object, "shipped", TRUE) || add_shipped (self, error))
         && read_rules (self, object, error);
}

/**
 * heddle_rule_list_new:
 * @path: (nullable): a person's own list, which need not be there
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST
 *
 * Reads the list that is shipped, and what a person adds to it; theirs alone where it says `"shipped": false`. Blocks.
 *
 * Returns: (transfer full) (nullable): the rules; %NULL with @error set where a list cannot be used
 */
HeddleRuleList *
heddle_rule_list_new (const char  *path,
                      GError     **error)
{
  g_autoptr (HeddleRuleList) self = g_object_new (HEDDLE_TYPE_RULE_LIST, NULL);
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  gboolean read = FALSE;
  gsize length = 0;

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (path != NULL && !g_file_get_contents (path, &text, &length, &cause)
      && g_error_matches (cause, G_FILE_ERROR, G_FILE_ERROR_NOENT))
    g_clear_error (&cause);
  if (cause == NULL)
    read = text != NULL ? add_own (self, text, length, &cause) : add_shipped (self, &cause);
  if (read)
    {
      self->fingerprint = g_strdup (g_checksum_get_string (self->checksum));
      return g_steal_pointer (&self);
    }

  set_error (error, _("The rules for texts cannot be read: %s: %s. Correct the file, or take it away."),
             path != NULL ? path : SHIPPED, cause->message);
  return NULL;
}

/**
 * heddle_rule_list_get_fingerprint:
 * @self: rules
 *
 * Returns: (transfer none): the same for the same rules only
 */
const char *
heddle_rule_list_get_fingerprint (HeddleRuleList *self)
{
  return self->fingerprint;
}

static gboolean
apply (Rule        *rule,
       const char  *text,
       double      *score,
       GError     **error)
{
  *score = 0;
  for (guint i = 0; i < rule->expressions->len && *score == 0; i++)
    {
      g_autoptr (GError) cause = NULL;

      if (g_regex_match_full (rule->expressions->pdata[i], text, -1, 0, 0, NULL, &cause))
        *score = rule->score;
      if (cause != NULL)
        {
          g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_FAILED,
                       _("A pattern for “%s” takes too long on this text (%s). Write it in a simpler way."),
                       rule->category, cause->message);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * heddle_rule_list_score:
 * @self: rules
 * @text: what is checked
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_FAILED
 *
 * Looks for what a text is not to hold. Needs the stack of a plain thread.
 *
 * Returns: (transfer full) (nullable): a number from 0 to 1 for each category, in the order of the rules
 */
JsonObject *
heddle_rule_list_score (HeddleRuleList  *self,
                        const char      *text,
                        GError         **error)
{
  g_autofree char *normal = g_utf8_normalize (text, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autoptr (JsonObject) scores = json_object_new ();

  for (guint i = 0; i < self->rules->len; i++)
    {
      Rule *rule = self->rules->pdata[i];
      double score;

      if (!apply (rule, normal, &score, error))
        return NULL;
      score = MAX (score, heddle_json_get_number (scores, rule->category, 0));
      json_object_set_double_member (scores, rule->category, score);
    }
  return g_steal_pointer (&scores);
}
