/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"
#include "nodes/heddle-ai-order.h"
#include "nodes/heddle-answer.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-nodes.h"

typedef enum
{
  FORM_TEXT,
  FORM_LIST,
  FORM_JSON,
} Form;

static const HeddlePortInfo inputs[] = {
  { "prompt", "text", FALSE },
  { "system", "text", TRUE },
  { "images", "image[]", TRUE },
  { "brand", "brand", TRUE },
  { NULL },
};

static const HeddlePortInfo outputs[] = {
  { "text", "text" },
  { "list", "text[]" },
  { "json", "json" },
  { NULL },
};

static const HeddleParameterInfo parameters[] = {
  HEDDLE_AI_MODEL_PARAMETERS,
  { "prompt", HEDDLE_PARAMETER_LONG_TEXT, N_("Prompt"),
    N_("What to write; a linked prompt is put before it") },
  { "system", HEDDLE_PARAMETER_LONG_TEXT, N_("Instructions"),
    N_("Who the model is and how it answers, for every prompt") },
  { "temperature", HEDDLE_PARAMETER_NUMBER, N_("Temperature"),
    N_("How far the model strays from the likeliest words"), NULL, 0, 2 },
  { "max_tokens", HEDDLE_PARAMETER_INTEGER, N_("Longest Answer"),
    N_("In tokens, about three quarters of a word each"), NULL, 1, 1000000 },
  { "output", HEDDLE_PARAMETER_CHOICE, N_("Form of the Answer"),
    N_("A list gives each entry alone, JSON gives fields"), "\"text\"",
    .options = "text|list|json" },
  { "schema", HEDDLE_PARAMETER_JSON, N_("JSON Schema"), N_("The form that JSON answers have to have") },
  { "fields", HEDDLE_PARAMETER_TEXT_LIST, N_("Fields"),
    N_("Names such as headline and caption; each becomes an output of its own") },
  { NULL },
};

static gboolean
set_config_error (GError     **error,
                  const char  *format,
                  ...) G_GNUC_PRINTF (2, 3);

static gboolean
set_config_error (GError     **error,
                  const char  *format,
                  ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG, format, arguments);
  va_end (arguments);

  return FALSE;
}

static gboolean
has_port (GPtrArray  *ports,
          const char *name)
{
  for (guint i = 0; i < ports->len; i++)
    if (g_str_equal (((HeddlePort *) ports->pdata[i])->name, name))
      return TRUE;

  return FALSE;
}

static gboolean
describe (JsonObject      *config,
          const char      *document_directory,
          HeddleServices  *services,
          GPtrArray       *in,
          GPtrArray       *out,
          GError         **error)
{
  const HeddlePortType text = { HEDDLE_VALUE_TEXT, FALSE };
  JsonArray *fields = heddle_json_get_array (config, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      const char *name = json_array_get_string_element (fields, i);

      if (name == NULL || *name == '\0')
        return set_config_error (error, _("config.fields[%u]: a field needs a name"), i);

      if (has_port (out, name))
        return set_config_error (error, _("config.fields[%u]: there is an output “%s” already"), i,
                                 name);

      g_ptr_array_add (out, heddle_port_new (name, text, FALSE));
    }

  return TRUE;
}

static gboolean
has_fields (JsonObject *config)
{
  JsonArray *fields = heddle_json_get_array (config, "fields");

  return fields != NULL && json_array_get_length (fields) > 0;
}

static gboolean
check (JsonObject  *config,
       GError     **error)
{
  JsonNode *schema = json_object_get_member (config, "schema");

  if (has_fields (config) && g_str_equal (heddle_json_get_string (config, "output", ""), "list"))
    return set_config_error (error, _("config.output: an answer with fields is JSON, not a list"));

  if (schema != NULL && !JSON_NODE_HOLDS_NULL (schema) && !JSON_NODE_HOLDS_OBJECT (schema))
    return set_config_error (error, _("config.schema: expected a JSON Schema, which is an object"));

  return TRUE;
}

static Form
get_form (HeddleNodeExecution *execution)
{
  g_autofree char *output = heddle_node_execution_dup_text (execution, "output");

  if (g_str_equal (output, "json") || has_fields (heddle_node_execution_get_config (execution)))
    return FORM_JSON;

  return g_str_equal (output, "list") ? FORM_LIST : FORM_TEXT;
}

static JsonNode *
make_fields_schema (JsonArray *fields)
{
  g_autoptr (JsonObject) schema = json_object_new ();
  JsonObject *properties = json_object_new ();
  JsonArray *required = json_array_new ();

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      const char *name = json_array_get_string_element (fields, i);
      JsonObject *property = json_object_new ();

      json_object_set_string_member (property, "type", "string");
      json_object_set_object_member (properties, name, property);
      json_array_add_string_element (required, name);
    }

  json_object_set_string_member (schema, "type", "object");
  json_object_set_object_member (schema, "properties", properties);
  json_object_set_array_member (schema, "required", required);
  json_object_set_boolean_member (schema, "additionalProperties", FALSE);

  return json_node_init_object (json_node_alloc (), schema);
}

static char *
describe_json (JsonObject *config)
{
  JsonNode *schema = json_object_get_member (config, "schema");
  g_autofree char *written = NULL;

  if (has_fields (config))
    {
      written = heddle_json_write (json_object_get_member (config, "fields"), HEDDLE_JSON_COMPACT);
      return g_strdup_printf ("Answer with one JSON object that has exactly these members, each a "
                              "string: %s. Write nothing else.", written);
    }

  if (schema != NULL && JSON_NODE_HOLDS_OBJECT (schema))
    {
      written = heddle_json_write (schema, HEDDLE_JSON_COMPACT);
      return g_strdup_printf ("Answer with JSON that is valid by this JSON Schema: %s. Write "
                              "nothing else.", written);
    }

  return g_strdup ("Answer with one JSON object. Write nothing else.");
}

/* What the model is told beside the person's own instructions: not every model has a parameter for
 * the form of its answer. In English, whatever the language of the interface: models read it.
 */
static char *
dup_system (HeddleNodeExecution *execution,
            Form                 form)
{
  g_autofree char *own = heddle_node_execution_dup_text (execution, "system");
  g_autofree char *form_text = NULL;

  if (form == FORM_TEXT)
    return g_steal_pointer (&own);

  form_text = form == FORM_JSON
                ? describe_json (heddle_node_execution_get_config (execution))
                : g_strdup ("Answer with a list, one entry per line, each line beginning with "
                            "\"- \". Write nothing else.");

  if (own == NULL || *own == '\0')
    return g_steal_pointer (&form_text);

  return g_strconcat (own, "\n", form_text, NULL);
}

static void
set_form (HeddleProviderRequest *request,
          HeddleNodeExecution   *execution,
          Form                   form)
{
  static const char *const names[] = { "text", "list", "json" };
  JsonObject *config = heddle_node_execution_get_config (execution);
  JsonNode *schema = json_object_get_member (config, "schema");
  g_autofree char *system = dup_system (execution, form);
  g_autoptr (JsonNode) output = NULL;
  g_autoptr (JsonNode) own = NULL;

  heddle_provider_request_set_text (request, "system", system);
  if (form == FORM_TEXT)
    return;

  output = json_node_init_string (json_node_alloc (), names[form]);
  heddle_provider_request_set_parameter (request, "output", output);

  /* A copy, since the config is shared by items on other threads, and counts its references in a
   * way that is for one thread only.
   */
  if (schema != NULL && JSON_NODE_HOLDS_OBJECT (schema))
    own = heddle_json_copy (schema);
  else if (has_fields (config))
    own = make_fields_schema (heddle_json_get_array (config, "fields"));

  if (form == FORM_JSON && own != NULL)
    heddle_provider_request_set_parameter (request, "schema", own);
}

static void
set_text (HeddleNodeOutputs *result,
          const char        *port,
          const char        *text)
{
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);

  heddle_node_outputs_set (result, port, value);
}

static void
set_list (HeddleNodeOutputs *result,
          GPtrArray         *items)
{
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);

  for (guint i = 0; i < items->len; i++)
    g_ptr_array_add (values, heddle_value_new_text (items->pdata[i]));

  heddle_node_outputs_set_list (result, "list", values);
}

static gboolean
set_json (HeddleNodeOutputs  *result,
          JsonObject         *config,
          const char         *text,
          GError            **error)
{
  JsonArray *fields = heddle_json_get_array (config, "fields");
  g_autoptr (JsonNode) answer = heddle_answer_parse_json (text, error);
  g_autoptr (HeddleValue) value = NULL;

  if (answer == NULL)
    return FALSE;

  value = heddle_value_new_json (answer);
  heddle_node_outputs_set (result, "json", value);

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      const char *name = json_array_get_string_element (fields, i);
      g_autofree char *field = heddle_answer_dup_field (answer, name, error);

      if (field == NULL)
        return FALSE;

      set_text (result, name, field);
    }

  return TRUE;
}

static gboolean
set_answer (HeddleNodeOutputs    *result,
            HeddleNodeExecution  *execution,
            Form                  form,
            const char           *text,
            GError              **error)
{
  g_autoptr (GPtrArray) items = NULL;

  set_text (result, "text", text);

  if (form == FORM_JSON)
    return set_json (result, heddle_node_execution_get_config (execution), text, error);

  if (form == FORM_TEXT)
    return TRUE;

  items = heddle_answer_parse_list (text, error);
  if (items == NULL)
    return FALSE;

  set_list (result, items);

  return TRUE;
}

static DexFuture *
execute (HeddleNodeExecution *execution)
{
  Form form = get_form (execution);
  g_autoptr (HeddleNodeOutputs) result = heddle_node_outputs_new ();
  g_autoptr (HeddleProviderRequest) request = NULL;
  g_autoptr (HeddleProviderResult) answer = NULL;
  g_autoptr (HeddleValue) text = NULL;
  GError *error = NULL;

  request = heddle_ai_order_new (execution, HEDDLE_TASK_TEXT_GENERATION, &error);
  if (request == NULL || !heddle_ai_order_set_prompt (request, execution, &error))
    return dex_future_new_for_error (error);

  set_form (request, execution, form);
  heddle_ai_order_add_images (request, execution, "images");
  heddle_ai_order_set_parameter (request, execution, parameters, "temperature");
  heddle_ai_order_set_parameter (request, execution, parameters, "max_tokens");
  heddle_ai_order_set_own_parameters (request, execution, parameters);

  answer = heddle_ai_order_send (request, execution, &error);
  if (answer == NULL)
    return dex_future_new_for_error (error);

  if (heddle_provider_result_get_value (answer, 0) == NULL)
    return dex_future_new_for_error (g_error_copy (heddle_provider_result_get_error (answer, 0)));

  text = heddle_value_convert (heddle_provider_result_get_value (answer, 0), HEDDLE_VALUE_TEXT,
                               &error);
  if (text == NULL
      || !set_answer (result, execution, form, heddle_value_get_text (text), &error))
    return dex_future_new_for_error (error);

  heddle_node_outputs_set_cost (result, heddle_provider_result_get_cost (answer, 0));
  heddle_ai_order_copy_warnings (answer, result);

  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&result));
}

static const HeddleNodeTypeInfo type = {
  .id = "ai.text-generation",
  .title = N_("Write Text"),
  .description = N_("Has a model write text, a list or fields from a prompt"),
  /* Translators: words that people may search for */
  .keywords = N_("generate copy headline caption chat"),
  .icon_name = "heddle-write-symbolic",
  .cache_version = 1,
  .flags = HEDDLE_NODE_MODEL,
  .inputs = inputs,
  .outputs = outputs,
  .parameters = parameters,
  .describe = describe,
  .check = check,
  .execute = execute,
};

/**
 * heddle_register_ai_text_node:
 * @registry: a registry
 *
 * Adds `ai.text-generation`.
 */
void
heddle_register_ai_text_node (HeddleNodeRegistry *registry)
{
  heddle_node_registry_add (registry, &type);
}
