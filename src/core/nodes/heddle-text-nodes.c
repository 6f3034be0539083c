/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-nodes.h"
#include "nodes/heddle-text-case.h"
#include "providers/heddle-json-query.h"

static const HeddlePortInfo items_input[] = { { "items", "text[]" }, { NULL } };
static const HeddlePortInfo json_input[] = { { "json", "json" }, { NULL } };
static const HeddlePortInfo list_output[] = { { "list", "text[]" }, { NULL } };
static const HeddlePortInfo text_input[] = { { "text", "text" }, { NULL } };
static const HeddlePortInfo text_output[] = { { "text", "text" }, { NULL } };

static const HeddlePortInfo pick_outputs[] = {
  { "text", "text" },
  { "json", "json" },
  { "list", "text[]" },
  { NULL },
};

static HeddleNodeOutputs *
make_text (const char *text)
{
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);

  heddle_node_outputs_set (outputs, "text", value);

  return outputs;
}

static GPtrArray *
new_values (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
}

static GRegex *
compile (const char  *pattern,
         GError     **error)
{
  g_autoptr (GError) problem = NULL;
  GRegex *regex = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, &problem);

  if (regex == NULL)
    g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG, problem->message);

  return regex;
}

/* Turns what is wrong with a node's config into an error of the document. */
static gboolean
refuse_config (const char   *key,
               const GError *problem,
               GError      **error)
{
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG, "config.%s: %s", key, problem->message);
  return FALSE;
}

/* Whether a member of config is a text that is not empty. */
static gboolean
has_text (JsonObject *config,
          const char *key)
{
  return *heddle_json_get_string (config, key, "") != '\0';
}

/* Appends what stands before the next {{name}} to @before and moves @at behind it. */
static gboolean
next_name (const char  **at,
           GString      *before,
           char        **name,
           GError      **error)
{
  const char *open = strstr (*at, "{{");
  const char *close;

  if (open == NULL)
    {
      g_string_append (before, *at);
      *at += strlen (*at);
      return TRUE;
    }

  g_string_append_len (before, *at, open - *at);
  close = strstr (open, "}}");

  if (close == NULL)
    {
      g_autofree char *shown = g_utf8_substring (open, 0, MIN (30, g_utf8_strlen (open, -1)));

      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                   _("“%s”: two opening braces without two closing ones"), shown);
      return FALSE;
    }

  *at = close + 2;
  *name = g_strstrip (g_strndup (open + 2, (gsize) (close - open - 2)));

  if (**name == '\0' || strpbrk (*name, "{}\n") != NULL)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                   _("“{{%s}}” is not a name; write something like {{headline}}"), *name);
      return FALSE;
    }

  if (g_str_equal (*name, "template"))
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                           _("“{{template}}” names the template itself; choose another name"));
      return FALSE;
    }

  return TRUE;
}

static GPtrArray *
list_names (const char  *template,
            GError     **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) before = g_string_new (NULL);

  while (*template != '\0')
    {
      g_autofree char *name = NULL;

      if (!next_name (&template, before, &name, error))
        return NULL;

      if (name != NULL && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }

  return g_steal_pointer (&names);
}

static gboolean
template_describe (JsonObject      *config,
                   const char      *document_directory,
                   HeddleServices  *services,
                   GPtrArray       *inputs,
                   GPtrArray       *outputs,
                   GError         **error)
{
  const HeddlePortType text = { HEDDLE_VALUE_TEXT, FALSE };
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) local_error = NULL;

  names = list_names (heddle_json_get_string (config, "template", ""), &local_error);

  if (names == NULL)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG, "config.template: %s",
                   local_error->message);
      return FALSE;
    }

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (inputs, heddle_port_new (names->pdata[i], text, FALSE));

  return TRUE;
}

static gboolean
template_check (JsonObject  *config,
                GError     **error)
{
  g_autoptr (GPtrArray) inputs = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_port_free);

  return template_describe (config, NULL, NULL, inputs, NULL, error);
}

static HeddleNodeOutputs *
template_evaluate (HeddleNodeExecution  *execution,
                   GError              **error)
{
  g_autofree char *template = heddle_node_execution_dup_text (execution, "template");
  g_autoptr (GString) text = g_string_new (NULL);
  const char *at = template;

  while (*at != '\0')
    {
      g_autofree char *name = NULL;
      g_autofree char *own = NULL;

      if (!next_name (&at, text, &name, error))
        return NULL;

      if (name == NULL)
        break;

      own = heddle_node_execution_dup_text (execution, name);

      if (own == NULL)
        {
          g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                       _("“{{%s}}” has no text; link one to it, or write one"), name);
          return NULL;
        }

      g_string_append (text, own);
    }

  return make_text (text->str);
}

static HeddleNodeOutputs *
join_evaluate (HeddleNodeExecution  *execution,
               GError              **error)
{
  GPtrArray *items = heddle_node_execution_get_list (execution, "items");
  g_autofree char *separator = heddle_node_execution_dup_text (execution, "separator");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      if (i > 0)
        g_string_append (text, separator);
      g_string_append (text, heddle_value_get_text (items->pdata[i]));
    }

  return make_text (text->str);
}

static gboolean
split_check (JsonObject  *config,
             GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GRegex) regex = NULL;

  if (!has_text (config, "pattern"))
    return TRUE;

  if (has_text (config, "separator"))
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG,
                   _("config.%s: give this or “%s”, not both"), "separator", "pattern");
      return FALSE;
    }

  regex = compile (heddle_json_get_string (config, "pattern", ""), &problem);

  return regex != NULL || refuse_config ("pattern", problem, error);
}

static char **
split_text (const char  *text,
            const char  *separator,
            const char  *pattern,
            GError     **error)
{
  g_autoptr (GRegex) regex = NULL;

  if (*pattern != '\0')
    {
      regex = compile (pattern, error);
      return regex == NULL ? NULL
                           : g_regex_split_full (regex, text, -1, 0, G_REGEX_MATCH_DEFAULT, 0, error);
    }

  if (*separator != '\0')
    return g_strsplit (text, separator, -1);

  g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                       _("there is nothing to split at; give a separator or a pattern"));
  return NULL;
}

static HeddleNodeOutputs *
split_evaluate (HeddleNodeExecution  *execution,
                GError              **error)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_autofree char *separator = heddle_node_execution_dup_text (execution, "separator");
  g_autofree char *pattern = heddle_node_execution_dup_text (execution, "pattern");
  g_auto (GStrv) parts = split_text (text != NULL ? text : "", separator, pattern, error);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GPtrArray) values = new_values ();

  if (parts == NULL)
    return NULL;

  for (guint i = 0; parts[i] != NULL; i++)
    if (*g_strstrip (parts[i]) != '\0')
      g_ptr_array_add (values, heddle_value_new_text (parts[i]));

  outputs = heddle_node_outputs_new ();
  heddle_node_outputs_set_list (outputs, "list", values);

  return g_steal_pointer (&outputs);
}

static gboolean
replace_check (JsonObject  *config,
               GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (GRegex) regex = NULL;
  JsonNode *is_regex = json_object_get_member (config, "regex");

  if (is_regex == NULL || JSON_NODE_HOLDS_NULL (is_regex) || !json_node_get_boolean (is_regex))
    return TRUE;

  regex = compile (heddle_json_get_string (config, "pattern", ""), &problem);
  if (regex == NULL)
    return refuse_config ("pattern", problem, error);
  if (!g_regex_check_replacement (heddle_json_get_string (config, "replacement", ""), NULL, &problem))
    return refuse_config ("replacement", problem, error);

  return TRUE;
}

static HeddleNodeOutputs *
replace_evaluate (HeddleNodeExecution  *execution,
                  GError              **error)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_autofree char *pattern = heddle_node_execution_dup_text (execution, "pattern");
  g_autofree char *replacement = heddle_node_execution_dup_text (execution, "replacement");
  g_autofree char *replaced = NULL;
  g_autoptr (GRegex) regex = NULL;

  if (text == NULL)
    text = g_strdup ("");
  if (*pattern == '\0')
    return make_text (text);

  if (!heddle_node_execution_get_boolean (execution, "regex"))
    {
      g_autoptr (GString) changed = g_string_new (text);

      g_string_replace (changed, pattern, replacement, 0);
      return make_text (changed->str);
    }

  regex = compile (pattern, error);
  replaced = regex == NULL ? NULL
                           : g_regex_replace (regex, text, -1, 0, replacement, G_REGEX_MATCH_DEFAULT, error);

  return replaced == NULL ? NULL : make_text (replaced);
}

static HeddleNodeOutputs *
case_evaluate (HeddleNodeExecution  *execution,
               GError              **error)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_autofree char *form = heddle_node_execution_dup_text (execution, "case");
  g_autofree char *changed = heddle_text_change_case (text != NULL ? text : "", form);

  return make_text (changed);
}

static gboolean
check_path (const char  *path,
            GError     **error)
{
  g_autoptr (JsonPath) compiled = json_path_new ();
  g_autoptr (GError) problem = NULL;

  if (json_path_compile (compiled, path, &problem))
    return TRUE;

  g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
               _("“%s” is not a JSONPath, such as $.products[0].name: %s"), path, problem->message);
  return FALSE;
}

static gboolean
pick_check (JsonObject  *config,
            GError     **error)
{
  g_autoptr (GError) problem = NULL;

  return check_path (heddle_json_get_string (config, "path", "$"), &problem)
         || refuse_config ("path", problem, error);
}

/* Whether a path asks for whatever is there, be it nothing, rather than for one thing. */
static gboolean
asks_for_several (const char *path)
{
  return strpbrk (path, "*:,") != NULL || strstr (path, "..") != NULL;
}

static GPtrArray *
find_in_json (JsonNode   *json,
              const char *path)
{
  GPtrArray *found;

  if (!g_str_equal (path, "$"))
    return heddle_json_query (json, path);

  found = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  g_ptr_array_add (found, json_node_ref (json));
  return found;
}

static void
add_text (GPtrArray *values,
          JsonNode  *node)
{
  g_autofree char *text = NULL;

  if (JSON_NODE_HOLDS_NULL (node))
    return;

  text = heddle_json_to_text (node);
  g_ptr_array_add (values, heddle_value_new_text (text));
}

/* One array is a list of what is in it. */
static GPtrArray *
list_texts (GPtrArray *found)
{
  GPtrArray *values = new_values ();
  JsonArray *array = found->len == 1 && JSON_NODE_HOLDS_ARRAY (found->pdata[0])
                       ? json_node_get_array (found->pdata[0])
                       : NULL;

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    add_text (values, json_array_get_element (array, i));
  for (guint i = 0; array == NULL && i < found->len; i++)
    add_text (values, found->pdata[i]);

  return values;
}

static JsonNode *
join_nodes (GPtrArray *found)
{
  JsonArray *array = json_array_new ();
  JsonNode *node;

  for (guint i = 0; i < found->len; i++)
    json_array_add_element (array, heddle_json_copy (found->pdata[i]));

  node = json_node_init_array (json_node_alloc (), array);
  json_array_unref (array);
  return node;
}

static HeddleNodeOutputs *
pick_evaluate (HeddleNodeExecution  *execution,
               GError              **error)
{
  HeddleValue *input = heddle_node_execution_get_input (execution, "json");
  g_autofree char *path = heddle_node_execution_dup_text (execution, "path");
  gboolean several = asks_for_several (path);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (HeddleValue) json = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (input == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                           _("there is no JSON to pick from; link some to it"));
      return NULL;
    }
  if (!check_path (path, error))
    return NULL;

  found = find_in_json (heddle_value_get_json (input), path);
  if (found->len == 0 && !several)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                   _("“%s” finds nothing in this JSON"), path);
      return NULL;
    }

  outputs = heddle_node_outputs_new ();
  texts = list_texts (found);
  heddle_node_outputs_set_list (outputs, "list", texts);

  node = several ? join_nodes (found) : json_node_ref (found->pdata[0]);
  json = heddle_value_new_json (node);
  heddle_node_outputs_set (outputs, "json", json);

  if (found->len > 0)
    {
      g_autofree char *written = heddle_json_to_text (found->pdata[0]);
      g_autoptr (HeddleValue) text = heddle_value_new_text (written);

      heddle_node_outputs_set (outputs, "text", text);
    }

  return g_steal_pointer (&outputs);
}

static const HeddleParameterInfo case_parameters[] = {
  { "case", HEDDLE_PARAMETER_CHOICE, N_("Case"),
    N_("UPPER CASE, lower case, Title Case, or Sentence case"),
    .fallback = "\"upper\"", .options = "upper|lower|title|sentence" },
  { NULL },
};

static const HeddleParameterInfo join_parameters[] = {
  { "separator", HEDDLE_PARAMETER_LONG_TEXT, N_("Separator"),
    N_("What stands between two texts; a new line if nothing else is given"),
    .fallback = "\"\\n\"" },
  { NULL },
};

static const HeddleParameterInfo pick_parameters[] = {
  { "path", HEDDLE_PARAMETER_TEXT, N_("Path"),
    N_("Where it stands, as a JSONPath: $.products[0].name, or $.products[*].name for all names"),
    .fallback = "\"$\"" },
  { NULL },
};

static const HeddleParameterInfo replace_parameters[] = {
  { "pattern", HEDDLE_PARAMETER_LONG_TEXT, N_("Find"), N_("The text that is replaced wherever it stands"),
    .fallback = "\"\"" },
  { "replacement", HEDDLE_PARAMETER_LONG_TEXT, N_("Replace With"),
    N_("What comes in its place; with a regular expression, \\1 stands for what its first group found"),
    .fallback = "\"\"" },
  { "regex", HEDDLE_PARAMETER_BOOLEAN, N_("Regular Expression"),
    N_("Reads the text to find as a regular expression"), .fallback = "false" },
  { NULL },
};

static const HeddleParameterInfo split_parameters[] = {
  { "separator", HEDDLE_PARAMETER_LONG_TEXT, N_("Separator"),
    N_("Where the text is split; at new lines if nothing else is given"), .fallback = "\"\\n\"" },
  { "pattern", HEDDLE_PARAMETER_TEXT, N_("Pattern"),
    N_("Instead of a separator: a regular expression"), .fallback = "\"\"" },
  { NULL },
};

static const HeddleParameterInfo template_parameters[] = {
  { "template", HEDDLE_PARAMETER_LONG_TEXT, N_("Template"),
    N_("Text with names in double braces; each becomes an input: A photo of {{product}}"),
    .fallback = "\"\"" },
  { NULL },
};

static const HeddleNodeTypeInfo types[] = {
  {
    .id = "json.pick",
    .title = N_("Pick from JSON"),
    .description = N_("Takes a value out of JSON, or all values of a kind as a list"),
    /* Translators: words that people may search for */
    .keywords = N_("extract field path data"),
    .icon_name = "edit-find-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_BRANCHES,
    .inputs = json_input,
    .outputs = pick_outputs,
    .parameters = pick_parameters,
    .check = pick_check,
    .evaluate = pick_evaluate,
  },
  {
    .id = "text.case",
    .title = N_("Change Case"),
    .description = N_("Writes a text in capitals, in small letters, or as a title or a sentence"),
    /* Translators: words that people may search for */
    .keywords = N_("uppercase lowercase capitals title"),
    .icon_name = "font-select-symbolic",
    .cache_version = 1,
    .inputs = text_input,
    .outputs = text_output,
    .parameters = case_parameters,
    .evaluate = case_evaluate,
  },
  {
    .id = "text.join",
    .title = N_("Join Texts"),
    .description = N_("Makes one text of all texts of a list"),
    /* Translators: words that people may search for */
    .keywords = N_("concatenate merge combine"),
    .icon_name = "format-justify-left-symbolic",
    .cache_version = 1,
    .inputs = items_input,
    .outputs = text_output,
    .parameters = join_parameters,
    .evaluate = join_evaluate,
  },
  {
    .id = "text.replace",
    .title = N_("Replace Text"),
    .description = N_("Finds a text wherever it stands, and puts another in its place"),
    /* Translators: words that people may search for */
    .keywords = N_("find substitute regex"),
    .icon_name = "edit-find-replace-symbolic",
    .cache_version = 1,
    .inputs = text_input,
    .outputs = text_output,
    .parameters = replace_parameters,
    .check = replace_check,
    .evaluate = replace_evaluate,
  },
  {
    .id = "text.split",
    .title = N_("Split Text"),
    .description = N_("Makes a list of the parts of a text, without blanks around them and without empty ones"),
    /* Translators: words that people may search for */
    .keywords = N_("lines parts separate"),
    .icon_name = "heddle-scissors-symbolic",
    .cache_version = 1,
    .inputs = text_input,
    .outputs = list_output,
    .parameters = split_parameters,
    .check = split_check,
    .evaluate = split_evaluate,
  },
  {
    .id = "text.template",
    .title = N_("Text Template"),
    .description = N_("Puts texts into the places of a template"),
    /* Translators: words that people may search for */
    .keywords = N_("placeholder fill merge insert"),
    .icon_name = "text-editor-symbolic",
    .cache_version = 1,
    .outputs = text_output,
    .parameters = template_parameters,
    .describe = template_describe,
    .check = template_check,
    .evaluate = template_evaluate,
  },
};

/**
 * heddle_register_text_nodes:
 * @registry: a registry
 *
 * Adds the types that work on text.
 */
void
heddle_register_text_nodes (HeddleNodeRegistry *registry)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    heddle_node_registry_add (registry, &types[i]);
}
