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
  { "text", "text", TRUE },
  { "image", "image", TRUE },
  { NULL },
};

static const HeddlePortInfo outputs[] = {
  { "pass", "boolean" },
  { "scores", "json" },
  { NULL },
};

static const HeddleParameterInfo parameters[] = {
  HEDDLE_AI_MODEL_PARAMETERS,
  { "text", HEDDLE_PARAMETER_LONG_TEXT, N_("Text"), N_("What to check, where no text is linked") },
  { "threshold", HEDDLE_PARAMETER_NUMBER, N_("Threshold"),
    N_("It passes where every score is below this; 0 is harmless, 1 certainly not"), "0.5", 0, 1 },
  { NULL },
};

static gboolean
add_content (HeddleProviderRequest  *request,
             HeddleNodeExecution    *execution,
             GError                **error)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  gboolean has_text = text != NULL && *text != '\0';

  if (!has_text && heddle_node_execution_get_input (execution, "image") == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                           _("there is nothing to check; link a text or an image"));
      return FALSE;
    }
  if (has_text)
    heddle_provider_request_set_text (request, "text", text);
  heddle_ai_order_add_image (request, execution, "image");
  return TRUE;
}

/* Without a single score nothing was checked, and what was not checked does not pass. */
static gboolean
find_worst (JsonNode *scores,
            double   *worst)
{
  JsonObjectIter iter;
  JsonNode *score;

  *worst = -1;
  if (!JSON_NODE_HOLDS_OBJECT (scores))
    return FALSE;
  json_object_iter_init (&iter, json_node_get_object (scores));
  while (json_object_iter_next (&iter, NULL, &score))
    {
      if (!heddle_json_is_number (score))
        return FALSE;
      *worst = MAX (*worst, json_node_get_double (score));
    }
  return *worst >= 0;
}

static gboolean
set_answer (HeddleNodeOutputs  *result,
            const char         *text,
            double              threshold,
            GError            **error)
{
  g_autoptr (JsonNode) answer = heddle_answer_parse_json (text, error);
  g_autoptr (HeddleValue) scores = NULL;
  g_autoptr (HeddleValue) pass = NULL;
  double worst;

  if (answer == NULL)
    return FALSE;
  if (!find_worst (answer, &worst))
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_ANSWER,
                           _("the model answered without scores; run the step again, or choose another model"));
      return FALSE;
    }
  scores = heddle_value_new_json (answer);
  pass = heddle_value_new_boolean (worst < threshold);
  heddle_node_outputs_set (result, "scores", scores);
  heddle_node_outputs_set (result, "pass", pass);
  return TRUE;
}

static DexFuture *
execute (HeddleNodeExecution *execution)
{
  g_autoptr (HeddleNodeOutputs) result = heddle_node_outputs_new ();
  g_autoptr (HeddleProviderRequest) request = NULL;
  g_autoptr (HeddleProviderResult) answer = NULL;
  g_autoptr (HeddleValue) text = NULL;
  double threshold = heddle_node_execution_get_number (execution, "threshold");
  GError *error = NULL;

  request = heddle_ai_order_new (execution, HEDDLE_TASK_CONTENT_SAFETY, &error);
  if (request == NULL || !add_content (request, execution, &error))
    return dex_future_new_for_error (error);
  heddle_ai_order_set_own_parameters (request, execution, parameters);

  answer = heddle_ai_order_send (request, execution, &error);
  if (answer == NULL)
    return dex_future_new_for_error (error);
  if (heddle_provider_result_get_value (answer, 0) == NULL)
    return dex_future_new_for_error (g_error_copy (heddle_provider_result_get_error (answer, 0)));

  text = heddle_value_convert (heddle_provider_result_get_value (answer, 0), HEDDLE_VALUE_TEXT, &error);
  if (text == NULL || !set_answer (result, heddle_value_get_text (text), threshold, &error))
    return dex_future_new_for_error (error);
  heddle_node_outputs_set_cost (result, heddle_provider_result_get_cost (answer, 0));
  heddle_ai_order_copy_warnings (answer, result);
  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&result));
}

static const HeddleNodeTypeInfo type = {
  .id = "ai.content-safety",
  .title = N_("Check Safety"),
  .description = N_("Has a model or a list of words say whether a text or an image can be shown to anybody"),
  /* Translators: words that people may search for */
  .keywords = N_("moderation safe harmful offensive words policy"),
  .icon_name = "heddle-shield-symbolic",
  .cache_version = 1,
  .flags = HEDDLE_NODE_MODEL,
  .inputs = inputs,
  .outputs = outputs,
  .parameters = parameters,
  .execute = execute,
};

/**
 * heddle_register_ai_safety_node:
 * @registry: a registry
 *
 * Adds `ai.content-safety`.
 */
void
heddle_register_ai_safety_node (HeddleNodeRegistry *registry)
{
  heddle_node_registry_add (registry, &type);
}
