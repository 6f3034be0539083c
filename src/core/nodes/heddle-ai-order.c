/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-ai-order.h"

#include "nodes/heddle-node-error.h"

static void
wait_cb (HeddleWait wait,
         gboolean   begins,
         gpointer   execution)
{
  heddle_node_execution_note_wait (execution, wait, begins);
}

/**
 * heddle_ai_order_new:
 * @execution: an item of an AI step
 * @task: what the step asks for
 * @error: return location
 *
 * Begins the order of an AI step: its model, and what it is made for.
 *
 * Returns: (transfer full): a request that can be added to; %NULL with @error set
 */
HeddleProviderRequest *
heddle_ai_order_new (HeddleNodeExecution  *execution,
                     HeddleTask            task,
                     GError              **error)
{
  g_autofree char *model = heddle_node_execution_dup_text (execution, "model");
  g_autofree char *connection = heddle_node_execution_dup_text (execution, "connection");
  g_autofree char *index = heddle_index_to_string (heddle_node_execution_get_index (execution));
  HeddleProviderRequest *request;
  gint64 forgotten;

  if (model == NULL || *model == '\0')
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                           _("no model is chosen"));
      return NULL;
    }

  if (heddle_node_execution_get_input (execution, "brand") != NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNAVAILABLE,
                           _("AI steps cannot use a brand yet; take the link away"));
      return NULL;
    }

  request = heddle_provider_request_new (task, model);
  heddle_provider_request_set_connection (request, connection);
  heddle_provider_request_set_origin (request,
                                      heddle_node_execution_get_run_facts (execution)->run_id,
                                      heddle_node_execution_get_node (execution), index,
                                      heddle_node_execution_get_key (execution));
  heddle_provider_request_set_cancellable (request,
                                           heddle_node_execution_get_cancellable (execution));
  heddle_provider_request_set_wait_func (request, wait_cb, g_object_ref (execution), g_object_unref);
  if (heddle_node_execution_get_look_back (execution, &forgotten))
    heddle_provider_request_look_back (request, forgotten);

  return request;
}

/**
 * heddle_ai_order_set_prompt:
 * @request: an order
 * @execution: the item
 * @error: return location
 *
 * Passes on the prompt, which the task cannot do without.
 *
 * Returns: %FALSE with %HEDDLE_NODE_ERROR_INPUT where it is empty
 */
gboolean
heddle_ai_order_set_prompt (HeddleProviderRequest  *request,
                            HeddleNodeExecution    *execution,
                            GError                **error)
{
  g_autofree char *prompt = heddle_node_execution_dup_text (execution, "prompt");

  if (prompt == NULL || *prompt == '\0')
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT, _("the prompt is empty"));
      return FALSE;
    }
  heddle_provider_request_set_text (request, "prompt", prompt);
  return TRUE;
}

/**
 * heddle_ai_order_add_image:
 * @request: an order
 * @execution: the item
 * @port: an input port that takes one image, and what the image is for
 *
 * Adds what is linked to a port, if anything is.
 */
void
heddle_ai_order_add_image (HeddleProviderRequest *request,
                           HeddleNodeExecution   *execution,
                           const char            *port)
{
  HeddleValue *image = heddle_node_execution_get_input (execution, port);

  if (image != NULL)
    heddle_provider_request_add_image (request, port, image);
}

/**
 * heddle_ai_order_add_images:
 * @request: an order
 * @execution: the item
 * @port: an input port that takes images, and what the images are for
 *
 * Adds what is linked to a port, in its order.
 */
void
heddle_ai_order_add_images (HeddleProviderRequest *request,
                            HeddleNodeExecution   *execution,
                            const char            *port)
{
  GPtrArray *images = heddle_node_execution_get_list (execution, port);

  for (guint i = 0; i < images->len; i++)
    heddle_provider_request_add_image (request, port, images->pdata[i]);
}

static const HeddleParameterInfo *
find_parameter (const HeddleParameterInfo *parameters,
                const char                *key)
{
  while (!g_str_equal (parameters->key, key))
    parameters++;

  return parameters;
}

/**
 * heddle_ai_order_set_parameter:
 * @request: an order
 * @execution: the item
 * @parameters: (array): the step's parameters, with @key among them
 * @key: a number or a text
 *
 * Passes on what a link or the config says, or the default; nothing where there is none.
 */
void
heddle_ai_order_set_parameter (HeddleProviderRequest     *request,
                               HeddleNodeExecution       *execution,
                               const HeddleParameterInfo *parameters,
                               const char                *key)
{
  const HeddleParameterInfo *parameter = find_parameter (parameters, key);
  g_autoptr (JsonNode) value = json_node_alloc ();

  if (!heddle_node_execution_has (execution, key) && parameter->fallback == NULL)
    return;

  if (parameter->kind == HEDDLE_PARAMETER_INTEGER)
    {
      json_node_init_int (value, heddle_node_execution_get_int (execution, key));
    }
  else if (parameter->kind == HEDDLE_PARAMETER_NUMBER)
    {
      json_node_init_double (value, heddle_node_execution_get_number (execution, key));
    }
  else
    {
      g_autofree char *text = heddle_node_execution_dup_text (execution, key);

      if (text == NULL || *text == '\0')
        return;
      json_node_init_string (value, text);
    }

  heddle_provider_request_set_parameter (request, key, value);
}

static gboolean
has_parameter (const HeddleParameterInfo *parameters,
               const char                *key)
{
  for (; parameters->key != NULL; parameters++)
    if (g_str_equal (parameters->key, key))
      return TRUE;
  return FALSE;
}

/* Returns: (transfer none) (nullable): how the model, which is to be let go of after that, does what is ordered. */
static HeddleModelTask *
find_task (HeddleProviderRequest  *request,
           HeddleNodeExecution    *execution,
           HeddleModel           **model)
{
  HeddleProviders *providers = heddle_node_execution_get_service (execution, HEDDLE_TYPE_PROVIDERS);

  *model = providers != NULL ? heddle_providers_dup_model (providers, heddle_provider_request_get_model (request)) : NULL;
  return *model != NULL ? heddle_model_require_task (*model, heddle_provider_request_get_task (request),
                                                     heddle_provider_request_get_operation (request), NULL)
                        : NULL;
}

/**
 * heddle_ai_order_varies:
 * @request: an order
 * @execution: the item
 *
 * Returns: whether more results of it can be others: the model takes a seed, or makes several at once
 */
gboolean
heddle_ai_order_varies (HeddleProviderRequest *request,
                        HeddleNodeExecution   *execution)
{
  g_autoptr (HeddleModel) model = NULL;
  HeddleModelTask *task = find_task (request, execution, &model);

  return task == NULL || heddle_model_task_uses (task, "seed") || heddle_model_task_uses (task, "count");
}

/**
 * heddle_ai_order_set_own_parameters:
 * @request: an order
 * @execution: the item
 * @parameters: (array): the step's parameters, ended by an entry without a key
 *
 * Passes on what the config says to parameters that only the model has.
 */
void
heddle_ai_order_set_own_parameters (HeddleProviderRequest     *request,
                                    HeddleNodeExecution       *execution,
                                    const HeddleParameterInfo *parameters)
{
  JsonObject *config = heddle_node_execution_get_config (execution);
  g_autoptr (HeddleModel) model = NULL;
  HeddleModelTask *task = find_task (request, execution, &model);
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  if (task == NULL || config == NULL)
    return;

  json_object_iter_init_ordered (&iter, config);
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      if (!JSON_NODE_HOLDS_NULL (value) && !has_parameter (parameters, key)
          && heddle_model_task_find_parameter (task, key) != NULL)
        heddle_provider_request_set_parameter (request, key, value);
    }
}

/* A failure costs something only where the provider says so, and nobody knows what where the answer
 * was lost.
 */
static void
add_costs (HeddleNodeExecution  *execution,
           HeddleProviderResult *answer)
{
  for (guint i = 0; i < heddle_provider_result_get_n (answer); i++)
    {
      const GError *failure = heddle_provider_result_get_error (answer, i);
      HeddleMoney cost = heddle_provider_result_get_cost (answer, i);

      if (failure == NULL || cost.known
          || g_error_matches (failure, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME))
        heddle_node_execution_add_cost (execution, cost);
    }
}

/**
 * heddle_ai_order_send:
 * @request: an order
 * @execution: the item
 * @error: return location
 *
 * Has the order done, on a fiber, which waits meanwhile.
 *
 * Returns: (transfer full): an answer with a value or an error per seed; %NULL with @error set where
 *   none could even be tried
 */
HeddleProviderResult *
heddle_ai_order_send (HeddleProviderRequest  *request,
                      HeddleNodeExecution    *execution,
                      GError                **error)
{
  HeddleProviders *providers =
    heddle_node_execution_get_service (execution, HEDDLE_TYPE_PROVIDERS);
  HeddleProviderResult *answer;

  if (providers == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNAVAILABLE,
                           _("there are no providers here that could run an AI step"));
      return NULL;
    }

  answer = dex_await_object (heddle_providers_run (providers, request), error);
  if (answer != NULL)
    add_costs (execution, answer);
  return answer;
}

/**
 * heddle_ai_order_take_image:
 * @answer: an answer
 * @nth: which of its results
 * @outputs: the outputs of the item
 * @seed: the seed that the result is of
 *
 * Takes over an image that was made, or why it was not.
 */
void
heddle_ai_order_take_image (HeddleProviderResult *answer,
                            guint                 nth,
                            HeddleNodeOutputs    *outputs,
                            gint64                seed)
{
  HeddleValue *image = heddle_provider_result_get_value (answer, nth);
  g_autoptr (HeddleNodeOutputs) own = NULL;
  g_autoptr (GPtrArray) images = NULL;

  if (image == NULL)
    {
      heddle_node_outputs_set_failure (outputs, seed, heddle_provider_result_get_error (answer, nth));
      return;
    }

  images = g_ptr_array_new ();
  g_ptr_array_add (images, image);

  own = heddle_node_outputs_new ();
  heddle_node_outputs_set_list (own, "images", images);
  heddle_node_outputs_set_cost (own, heddle_provider_result_get_cost (answer, nth));
  heddle_node_outputs_set_result (outputs, seed, own);
}

/**
 * heddle_ai_order_copy_warnings:
 * @result: an answer
 * @outputs: the outputs of the item
 *
 * Passes on what a person should be told.
 */
void
heddle_ai_order_copy_warnings (HeddleProviderResult *result,
                               HeddleNodeOutputs    *outputs)
{
  GPtrArray *warnings = heddle_provider_result_get_warnings (result);

  for (guint i = 0; i < warnings->len; i++)
    heddle_node_outputs_add_warning (outputs, warnings->pdata[i]);
}
