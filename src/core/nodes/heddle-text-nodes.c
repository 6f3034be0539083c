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

static const HeddlePortInfo text_output[] = { { "text", "text" }, { NULL } };

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
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (HeddleValue) value = NULL;
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

  value = heddle_value_new_text (text->str);
  heddle_node_outputs_set (outputs, "text", value);

  return g_steal_pointer (&outputs);
}

static const HeddleParameterInfo template_parameters[] = {
  { "template", HEDDLE_PARAMETER_LONG_TEXT, N_("Template"),
    N_("Text with names in double braces; each becomes an input: A photo of {{product}}"),
    .fallback = "\"\"" },
  { NULL },
};

static const HeddleNodeTypeInfo types[] = {
  {
    .id = "text.template",
    .title = N_("Text Template"),
    .description = N_("Puts texts into the places of a template"),
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
