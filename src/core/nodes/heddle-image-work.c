/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-image-work.h"

#include <glib/gi18n-lib.h>

#include "nodes/heddle-node-error.h"
#include "nodes/heddle-node-services.h"

static gboolean
add_files (JsonObject                  *request,
           HeddleNodeExecution         *execution,
           HeddleBlobStore             *blobs,
           const HeddleImageWorkInput  *inputs,
           GError                     **error)
{
  for (const HeddleImageWorkInput *input = inputs; input->port != NULL; input++)
    {
      const HeddleMedia *media = heddle_node_execution_get_media (execution, input->port);
      g_autofree char *path = NULL;

      if (media == NULL)
        {
          g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                       _("no image is linked to “%s”"), input->port);
          return FALSE;
        }

      path = heddle_blob_store_dup_path (blobs, media->blob);
      json_object_set_string_member (request, input->parameter, path);
    }

  return TRUE;
}

/* A result is still what its source was made of: the prompt stays findable. */
static JsonNode *
find_recipe (HeddleNodeExecution        *execution,
             const HeddleImageWorkInput *inputs)
{
  for (const HeddleImageWorkInput *input = inputs; input->port != NULL; input++)
    {
      JsonNode *recipe =
        heddle_value_get_recipe (heddle_node_execution_get_input (execution, input->port));

      if (recipe != NULL)
        return recipe;
    }

  return NULL;
}

static HeddleValue *
work (HeddleNodeExecution         *execution,
      JsonObject                  *request,
      const HeddleImageWorkInput  *inputs,
      GError                     **error)
{
  HeddleServices *services = heddle_node_execution_get_services (execution);
  HeddleBlobStore *blobs = heddle_node_services_get_blobs (services, error);
  HeddleImagingPool *imaging;
  g_autofree char *output = NULL;
  g_autoptr (HeddleImagingReply) reply = NULL;
  g_autoptr (HeddleBlob) blob = NULL;
  HeddleMedia media = { 0 };

  imaging = blobs != NULL ? heddle_node_services_get_imaging (services, error) : NULL;
  if (imaging == NULL || !add_files (request, execution, blobs, inputs, error))
    return NULL;

  output = heddle_blob_store_new_temp_path (blobs, error);
  if (output == NULL)
    return NULL;

  json_object_set_string_member (request, "output", output);
  reply = dex_await_object (heddle_imaging_pool_run (imaging, request), error);
  if (reply == NULL)
    return NULL;

  blob = dex_await_boxed (heddle_blob_store_put_temp (blobs, output, NULL), error);
  if (blob == NULL)
    return NULL;

  media.blob = blob->sha256;
  media.mime = heddle_imaging_reply_get_mime (reply);
  media.width = heddle_imaging_reply_get_width (reply);
  media.height = heddle_imaging_reply_get_height (reply);

  return heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, find_recipe (execution, inputs));
}

/**
 * heddle_image_work_run:
 * @execution: an item of a node with an output `image`
 * @request: (transfer none): what the imaging worker is asked, without files; they are added
 * @inputs: (array): which ports' images it works on
 *
 * Has pixels worked on and the result put into the library's contents, on a fiber, which waits
 * meanwhile. The result has the recipe of the first input that has one.
 *
 * Returns: (transfer full): resolves to [struct@NodeOutputs] with an `image`
 */
DexFuture *
heddle_image_work_run (HeddleNodeExecution        *execution,
                       JsonObject                 *request,
                       const HeddleImageWorkInput *inputs)
{
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleValue) image = NULL;
  GError *error = NULL;

  image = work (execution, request, inputs, &error);
  if (image == NULL)
    return dex_future_new_for_error (error);

  outputs = heddle_node_outputs_new ();
  heddle_node_outputs_set (outputs, "image", image);

  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&outputs));
}
