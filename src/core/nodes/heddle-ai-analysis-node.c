/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-json.h"
#include "nodes/heddle-ai-order.h"
#include "nodes/heddle-answer.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-nodes.h"

static const HeddlePortInfo inputs[] = {
  { "image", "image", FALSE },
  { "prompt", "text", TRUE },
  { NULL },
};

static const HeddlePortInfo outputs[] = {
  { "text", "text" },
  { "tags", "text[]" },
  { "json", "json" },
  { "score", "number" },
  { NULL },
};

static const HeddleParameterInfo parameters[] = {
  HEDDLE_AI_MODEL_PARAMETERS,
  { "task", HEDDLE_PARAMETER_CHOICE, N_("Task"), N_("What is wanted of the image"), "\"caption\"",
    .options = "caption|tags|alt-text|ocr|score|custom" },
  { "prompt", HEDDLE_PARAMETER_LONG_TEXT, N_("Prompt"),
    N_("What matters in particular, such as a language or what makes a high score; a linked prompt is put before it") },
  { NULL },
};

/* What a model is told, and the JSON Schema of its answer, where that is JSON. In English, whatever the language of the
 * interface: models read it. A text that is read off an image may be empty, which only JSON can say.
 */
typedef struct
{
  const char *name;
  const char *instruction;
  const char *schema;
} Order;

static const Order orders[] = {
  { "caption", "Write a caption for this image: one sentence that says what is to be seen. Write nothing else.", NULL },
  { "tags", "List what this image shows, its setting, style, colours and mood as 5 to 15 short tags in lower case.",
    "{\"type\":\"object\",\"properties\":{\"tags\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}}},"
    "\"required\":[\"tags\"],\"additionalProperties\":false}" },
  { "alt-text", "Write alternative text for this image, for somebody who cannot see it: one or two plain sentences "
                "that say what matters, not that it is an image. Write nothing else.", NULL },
  { "ocr", "Read all text in this image, exactly as it is written, line by line; empty where there is none.",
    "{\"type\":\"object\",\"properties\":{\"text\":{\"type\":\"string\"}},"
    "\"required\":[\"text\"],\"additionalProperties\":false}" },
  { "score", "Score this image from 0, useless, to 1, could not be better: by what is asked for below, or else by how "
             "well it is composed, lit and executed. Say why in one sentence.",
    "{\"type\":\"object\",\"properties\":{\"score\":{\"type\":\"number\"},\"reason\":{\"type\":\"string\"}},"
    "\"required\":[\"score\",\"reason\"],\"additionalProperties\":false}" },
};

static const Order *
get_order (const char *task)
{
  static const Order custom = { "custom", NULL, NULL };

  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      if (g_str_equal (orders[i].name, task))
        return &orders[i];
    }
  return &custom;
}

static gboolean
set_prompt (HeddleProviderRequest  *request,
            HeddleNodeExecution    *execution,
            const Order            *order,
            GError                **error)
{
  g_autofree char *own = heddle_node_execution_dup_text (execution, "prompt");
  g_autofree char *prompt = NULL;

  if (order->instruction == NULL)
    return heddle_ai_order_set_prompt (request, execution, error);
  prompt = own != NULL && *own != '\0' ? g_strconcat (order->instruction, "\n", own, NULL)
                                       : g_strdup (order->instruction);
  heddle_provider_request_set_text (request, "prompt", prompt);
  return TRUE;
}

/* Not every model has a parameter for the form of its answer, so that it is told in words, too. */
static void
set_form (HeddleProviderRequest *request,
          const Order           *order)
{
  g_autoptr (JsonNode) schema = NULL;
  g_autoptr (JsonNode) output = NULL;
  g_autofree char *system = NULL;

  if (order->schema == NULL)
    return;
  schema = heddle_json_parse (order->schema, -1, NULL);
  output = json_node_init_string (json_node_alloc (), "json");
  system = g_strdup_printf ("Answer with JSON that is valid by this JSON Schema: %s. Write nothing else.",
                            order->schema);
  heddle_provider_request_set_text (request, "system", system);
  heddle_provider_request_set_parameter (request, "output", output);
  heddle_provider_request_set_parameter (request, "schema", schema);
}

static void
set_text (HeddleNodeOutputs *result,
          const char        *text)
{
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);

  heddle_node_outputs_set (result, "text", value);
}

static void
set_json (HeddleNodeOutputs *result,
          JsonNode          *json)
{
  g_autoptr (HeddleValue) value = heddle_value_new_json (json);

  heddle_node_outputs_set (result, "json", value);
}

/* Models that do not keep to the schema give a list in one form or another. */
static gboolean
set_tags (HeddleNodeOutputs  *result,
          const char         *text,
          GError            **error)
{
  g_autoptr (GPtrArray) tags = heddle_answer_parse_list (text, error);
  g_autoptr (GPtrArray) values = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
  g_autoptr (GString) joined = g_string_new (NULL);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) json = NULL;
  JsonArray *array = json_array_new ();

  json_object_set_array_member (object, "tags", array);
  for (guint i = 0; tags != NULL && i < tags->len; i++)
    {
      g_ptr_array_add (values, heddle_value_new_text (tags->pdata[i]));
      json_array_add_string_element (array, tags->pdata[i]);
      g_string_append_printf (joined, "%s%s", i > 0 ? ", " : "", (const char *) tags->pdata[i]);
    }
  if (tags == NULL)
    return FALSE;
  json = json_node_init_object (json_node_alloc (), object);
  heddle_node_outputs_set_list (result, "tags", values);
  set_text (result, joined->str);
  set_json (result, json);
  return TRUE;
}

static gboolean
set_score (HeddleNodeOutputs  *result,
           JsonObject         *answer,
           GError            **error)
{
  double score = heddle_json_get_number (answer, "score", -1);
  g_autoptr (HeddleValue) value = NULL;

  if (!(score >= 0 && score <= 1))
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_ANSWER,
                           _("the model answered without a score from 0 to 1; run the step again, or choose another "
                             "model"));
      return FALSE;
    }
  value = heddle_value_new_number (score);
  heddle_node_outputs_set (result, "score", value);
  set_text (result, heddle_json_get_string (answer, "reason", ""));
  return TRUE;
}

static gboolean
set_fields (HeddleNodeOutputs  *result,
            const Order        *order,
            const char         *text,
            GError            **error)
{
  g_autoptr (JsonNode) answer = heddle_answer_parse_json (text, error);
  JsonObject *object;

  if (answer == NULL)
    return FALSE;
  object = JSON_NODE_HOLDS_OBJECT (answer) ? json_node_get_object (answer) : NULL;
  if (object == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_ANSWER,
                           _("the model did not answer in the form that was asked for; run the step again, or choose "
                             "another model"));
      return FALSE;
    }
  set_json (result, answer);
  if (g_str_equal (order->name, "score"))
    return set_score (result, object, error);
  set_text (result, heddle_json_get_string (object, "text", ""));
  return TRUE;
}

static gboolean
set_answer (HeddleNodeOutputs  *result,
            const Order        *order,
            const char         *text,
            GError            **error)
{
  g_autoptr (JsonNode) json = NULL;

  if (g_str_equal (order->name, "tags"))
    return set_tags (result, text, error);
  if (order->schema != NULL)
    return set_fields (result, order, text, error);
  set_text (result, text);
  /* Whoever asks for JSON in their own words gets it as such, too. */
  if (order->instruction == NULL && (json = heddle_json_parse (text, -1, NULL)) != NULL)
    set_json (result, json);
  return TRUE;
}

static DexFuture *
execute (HeddleNodeExecution *execution)
{
  g_autoptr (HeddleNodeOutputs) result = heddle_node_outputs_new ();
  g_autoptr (HeddleProviderRequest) request = NULL;
  g_autoptr (HeddleProviderResult) answer = NULL;
  g_autoptr (HeddleValue) text = NULL;
  g_autofree char *task = heddle_node_execution_dup_text (execution, "task");
  const Order *order = get_order (task);
  GError *error = NULL;

  request = heddle_ai_order_new (execution, HEDDLE_TASK_IMAGE_ANALYSIS, &error);
  if (request == NULL || !set_prompt (request, execution, order, &error))
    return dex_future_new_for_error (error);
  set_form (request, order);
  heddle_ai_order_add_image (request, execution, "image");
  heddle_ai_order_set_own_parameters (request, execution, parameters);

  answer = heddle_ai_order_send (request, execution, &error);
  if (answer == NULL)
    return dex_future_new_for_error (error);
  if (heddle_provider_result_get_value (answer, 0) == NULL)
    return dex_future_new_for_error (g_error_copy (heddle_provider_result_get_error (answer, 0)));

  text = heddle_value_convert (heddle_provider_result_get_value (answer, 0), HEDDLE_VALUE_TEXT, &error);
  if (text == NULL || !set_answer (result, order, heddle_value_get_text (text), &error))
    return dex_future_new_for_error (error);
  heddle_node_outputs_set_cost (result, heddle_provider_result_get_cost (answer, 0));
  heddle_ai_order_copy_warnings (answer, result);
  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&result));
}

static const HeddleNodeTypeInfo type = {
  .id = "ai.image-analysis",
  .title = N_("Look at Image"),
  .description = N_("Has a model say what is on an image, read its text or score it"),
  /* Translators: words that people may search for */
  .keywords = N_("analyze describe caption tags alt text ocr vision score"),
  .icon_name = "heddle-tag-symbolic",
  .cache_version = 1,
  .flags = HEDDLE_NODE_MODEL,
  .inputs = inputs,
  .outputs = outputs,
  .parameters = parameters,
  .execute = execute,
};

/**
 * heddle_register_ai_analysis_node:
 * @registry: a registry
 *
 * Adds `ai.image-analysis`.
 */
void
heddle_register_ai_analysis_node (HeddleNodeRegistry *registry)
{
  heddle_node_registry_add (registry, &type);
}
