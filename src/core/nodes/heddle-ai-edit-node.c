/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-ai-order.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-nodes.h"

#define MAX_COUNT 64

static const HeddlePortInfo inputs[] = {
  { "image", "image", FALSE },
  { "prompt", "text", TRUE },
  { "mask", "image", TRUE },
  { "references", "image[]", TRUE },
  { "brand", "brand", TRUE },
  { NULL },
};

static const HeddlePortInfo outputs[] = { { "images", "image[]" }, { NULL } };

static const HeddleParameterInfo parameters[] = {
  HEDDLE_AI_MODEL_PARAMETERS,
  { "operation", HEDDLE_PARAMETER_CHOICE, N_("Operation"), N_("What is to be done with the image"), "\"edit\"",
    .options = "edit|inpaint|outpaint|upscale|remove-background|restyle" },
  { "prompt", HEDDLE_PARAMETER_LONG_TEXT, N_("Prompt"), N_("What to change; a linked prompt is put before it") },
  { "strength", HEDDLE_PARAMETER_NUMBER, N_("Strength"), N_("How far the result may be from the image"), NULL, 0, 1 },
  { "count", HEDDLE_PARAMETER_INTEGER, N_("Images"), N_("How many images to make; each has a seed of its own"), "1", 1,
    MAX_COUNT },
  { "seed", HEDDLE_PARAMETER_SEED, N_("Seed"),
    N_("The same seed gives the same image where the model can; “random” gives new ones each run"), "0" },
  { NULL },
};

/* What is not told in words is not known to these. */
static gboolean
needs_prompt (const char *operation)
{
  static const char *const operations[] = { "edit", "inpaint", "restyle", NULL };

  return g_strv_contains (operations, operation);
}

/* Without it the whole image would be painted anew, or nothing, and paid for. */
static gboolean
check_mask (HeddleProviderRequest  *request,
            HeddleNodeExecution    *execution,
            GError                **error)
{
  if (!g_str_equal (heddle_provider_request_get_operation (request), "inpaint")
      || heddle_node_execution_get_input (execution, "mask") != NULL)
    return TRUE;
  g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                       _("the mask is missing; link an image that is white where the model is to paint"));
  return FALSE;
}

static gboolean
set_prompt (HeddleProviderRequest  *request,
            HeddleNodeExecution    *execution,
            GError                **error)
{
  g_autofree char *prompt = heddle_node_execution_dup_text (execution, "prompt");

  if (needs_prompt (heddle_provider_request_get_operation (request)))
    return heddle_ai_order_set_prompt (request, execution, error);
  heddle_provider_request_set_text (request, "prompt", prompt);
  return TRUE;
}

static DexFuture *
execute (HeddleNodeExecution *execution)
{
  g_autoptr (HeddleNodeOutputs) result = heddle_node_outputs_new ();
  g_autoptr (HeddleProviderRequest) request = NULL;
  g_autoptr (HeddleProviderResult) answer = NULL;
  g_autofree char *operation = heddle_node_execution_dup_text (execution, "operation");
  const gint64 *seeds;
  guint n_seeds;
  GError *error = NULL;

  request = heddle_ai_order_new (execution, HEDDLE_TASK_IMAGE_EDIT, &error);
  if (request == NULL)
    return dex_future_new_for_error (error);
  heddle_provider_request_set_operation (request, operation);
  if (!set_prompt (request, execution, &error) || !check_mask (request, execution, &error))
    return dex_future_new_for_error (error);

  if (heddle_node_execution_get_int (execution, "count") > 1 && !heddle_ai_order_varies (request, execution))
    return dex_future_new_reject (HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG,
                                  _("the model makes the same image of it each time; set the number of images to 1"));

  seeds = heddle_node_execution_get_seeds (execution, &n_seeds);
  heddle_provider_request_set_seeds (request, seeds, n_seeds);
  heddle_ai_order_add_image (request, execution, "image");
  heddle_ai_order_add_image (request, execution, "mask");
  heddle_ai_order_add_images (request, execution, "references");
  heddle_ai_order_set_parameter (request, execution, parameters, "strength");
  heddle_ai_order_set_own_parameters (request, execution, parameters);

  answer = heddle_ai_order_send (request, execution, &error);
  if (answer == NULL)
    return dex_future_new_for_error (error);
  for (guint i = 0; i < n_seeds; i++)
    heddle_ai_order_take_image (answer, i, result, seeds[i]);
  heddle_ai_order_copy_warnings (answer, result);
  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&result));
}

static const HeddleNodeTypeInfo type = {
  .id = "ai.image-edit",
  .title = N_("Edit Image"),
  .description = N_("Has a model change an image, enlarge it, or cut out what is on it"),
  /* Translators: words that people may search for */
  .keywords = N_("inpaint outpaint upscale remove background restyle retouch enlarge"),
  .icon_name = "heddle-upscale-symbolic",
  .cache_version = 1,
  .flags = HEDDLE_NODE_MODEL | HEDDLE_NODE_REPEATS,
  .inputs = inputs,
  .outputs = outputs,
  .parameters = parameters,
  .execute = execute,
};

/**
 * heddle_register_ai_edit_node:
 * @registry: a registry
 *
 * Adds `ai.image-edit`.
 */
void
heddle_register_ai_edit_node (HeddleNodeRegistry *registry)
{
  heddle_node_registry_add (registry, &type);
}
