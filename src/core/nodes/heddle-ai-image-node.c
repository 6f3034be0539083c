/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-ai-order.h"
#include "nodes/heddle-nodes.h"

#define MAX_COUNT 64

static const HeddlePortInfo inputs[] = {
  { "prompt", "text", FALSE },
  { "negative", "text", TRUE },
  { "references", "image[]", TRUE },
  { "brand", "brand", TRUE },
  { NULL },
};

static const HeddlePortInfo outputs[] = { { "images", "image[]" }, { NULL } };

static const HeddleParameterInfo parameters[] = {
  HEDDLE_AI_MODEL_PARAMETERS,
  { "prompt", HEDDLE_PARAMETER_LONG_TEXT, N_("Prompt"),
    N_("What to show; a linked prompt is put before it") },
  { "negative", HEDDLE_PARAMETER_LONG_TEXT, N_("Leave Out"), N_("What not to show") },
  { "count", HEDDLE_PARAMETER_INTEGER, N_("Images"),
    N_("How many images to make; each has a seed of its own"), "1", 1, MAX_COUNT },
  { "aspect_ratio", HEDDLE_PARAMETER_ASPECT_RATIO, N_("Aspect Ratio"), NULL, "\"1:1\"" },
  { "size", HEDDLE_PARAMETER_TEXT, N_("Size"),
    N_("Width and height in the model's own form, such as 1024x1536; wins over the aspect ratio") },
  { "quality", HEDDLE_PARAMETER_TEXT, N_("Quality"), N_("In the model's own words") },
  { "background", HEDDLE_PARAMETER_TEXT, N_("Background"), N_("In the model's own words") },
  { "seed", HEDDLE_PARAMETER_SEED, N_("Seed"),
    N_("The same seed gives the same image where the model can; “random” gives new ones each run"),
    "0" },
  { NULL },
};

static DexFuture *
execute (HeddleNodeExecution *execution)
{
  static const char *const passed[] = { "aspect_ratio", "size", "quality", "background" };
  g_autoptr (HeddleNodeOutputs) result = heddle_node_outputs_new ();
  g_autoptr (HeddleProviderRequest) request = NULL;
  g_autoptr (HeddleProviderResult) answer = NULL;
  g_autofree char *negative = heddle_node_execution_dup_text (execution, "negative");
  const gint64 *seeds;
  guint n_seeds;
  GError *error = NULL;

  request = heddle_ai_order_new (execution, HEDDLE_TASK_IMAGE_GENERATION, &error);
  if (request == NULL || !heddle_ai_order_set_prompt (request, execution, &error))
    return dex_future_new_for_error (error);

  seeds = heddle_node_execution_get_seeds (execution, &n_seeds);
  heddle_provider_request_set_seeds (request, seeds, n_seeds);
  heddle_provider_request_set_text (request, "negative", negative);
  heddle_ai_order_add_images (request, execution, "references");
  for (guint i = 0; i < G_N_ELEMENTS (passed); i++)
    heddle_ai_order_set_parameter (request, execution, parameters, passed[i]);
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
  .id = "ai.image-generation",
  .title = N_("Make Images"),
  .description = N_("Has a model make images from a prompt"),
  /* Translators: words that people may search for */
  .keywords = N_("generate create picture render illustration"),
  .icon_name = "heddle-sparkle-symbolic",
  .cache_version = 1,
  .flags = HEDDLE_NODE_MODEL | HEDDLE_NODE_REPEATS,
  .inputs = inputs,
  .outputs = outputs,
  .parameters = parameters,
  .execute = execute,
};

/**
 * heddle_register_ai_image_node:
 * @registry: a registry
 *
 * Adds `ai.image-generation`.
 */
void
heddle_register_ai_image_node (HeddleNodeRegistry *registry)
{
  heddle_node_registry_add (registry, &type);
}
