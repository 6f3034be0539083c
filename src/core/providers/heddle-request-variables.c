/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-request-variables.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "providers/heddle-provider-error.h"

static void
take_variable (GHashTable *variables,
               const char *name,
               JsonNode   *value)
{
  g_hash_table_replace (variables, g_strdup (name), value);
}

static void
warn_left_out (HeddleProviderResult *result,
               HeddleModel          *model,
               const char           *name)
{
  g_autofree char *warning = g_strdup_printf (_("%s has no “%s”; it was left out."),
                                              heddle_model_get_name (model), name);

  heddle_provider_result_add_warning (result, warning);
}

static void
collect_parameters (HeddleProviderRequest *request,
                    HeddleModel           *model,
                    GHashTable            *variables,
                    HeddleProviderResult  *result)
{
  HeddleModelTask *task = heddle_model_get_task (model, heddle_provider_request_get_task (request));
  JsonObjectIter iter;
  const char *key;
  JsonNode *value;

  json_object_iter_init_ordered (&iter, heddle_provider_request_get_parameters (request));
  while (json_object_iter_next_ordered (&iter, &key, &value))
    {
      const HeddleParameterInfo *info = heddle_model_task_find_parameter (task, key);
      g_autoptr (GError) error = NULL;

      if (info == NULL)
        warn_left_out (result, model, key);
      else if (!heddle_parameter_check (info, value, &error))
        {
          g_autofree char *warning = g_strdup_printf (_("“%s” was left out: %s"), key,
                                                      error->message);

          heddle_provider_result_add_warning (result, warning);
        }
      else
        take_variable (variables, key, heddle_json_copy (value));
    }
}

static gboolean
collect_texts (HeddleProviderRequest  *request,
               HeddleModel            *model,
               GHashTable             *variables,
               HeddleProviderResult   *result,
               GError                **error)
{
  static const char *const roles[] = { "prompt", "negative", "system", "text" };
  HeddleModelTask *task = heddle_model_get_task (model, heddle_provider_request_get_task (request));
  JsonObject *limits = heddle_model_task_get_section (task, "limits");
  gint64 longest = limits != NULL ? heddle_json_get_int (limits, "prompt_length", 0) : 0;
  const char *prompt = heddle_provider_request_get_text (request, "prompt");

  if (prompt != NULL && longest > 0 && g_utf8_strlen (prompt, -1) > longest)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_INVALID,
                   _("The prompt is longer than the %d characters that %s takes."), (int) longest,
                   heddle_model_get_name (model));
      return FALSE;
    }

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const char *text = heddle_provider_request_get_text (request, roles[i]);

      if (text == NULL)
        continue;

      if (heddle_model_task_uses (task, roles[i]))
        take_variable (variables, roles[i], json_node_init_string (json_node_alloc (), text));
      else if (g_str_equal (roles[i], "text"))
        {
          /* What is to be checked must not go unchecked. */
          g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                       _("%s cannot work with “%s”. Choose another model, or take the link away."),
                       heddle_model_get_name (model), roles[i]);
          return FALSE;
        }
      else
        warn_left_out (result, model, roles[i]);
    }

  take_variable (variables, "model",
                 json_node_init_string (json_node_alloc (), heddle_model_get_id (model)));

  return TRUE;
}

/* `images` and `references` are lists, the other roles hold one image each. */
static JsonNode *
load_images (HeddleProviderMedia    *media,
             GPtrArray              *images,
             gboolean                list,
             GError                **error)
{
  g_autoptr (JsonArray) array = json_array_new ();

  if (!list)
    return heddle_provider_media_load (media, images->pdata[0], error);

  for (guint i = 0; i < images->len; i++)
    {
      JsonNode *url = heddle_provider_media_load (media, images->pdata[i], error);

      if (url == NULL)
        return NULL;

      json_array_add_element (array, url);
    }

  return json_node_init_array (json_node_alloc (), array);
}

/* `list`: several images. `essential`: without it the request would be another one. */
static const struct
{
  const char *role;
  gboolean list;
  gboolean essential;
} image_roles[] = {
  { "image", FALSE, TRUE },  { "images", TRUE, TRUE },      { "references", TRUE, FALSE },
  { "mask", FALSE, TRUE },   { "last_image", FALSE, TRUE },
};

static gboolean
check_number (HeddleProviderRequest  *request,
              HeddleModel            *model,
              HeddleModelTask        *task,
              GError                **error)
{
  JsonObject *limits = heddle_model_task_get_section (task, "limits");
  guint most = limits != NULL ? (guint) heddle_json_get_int (limits, "images", 0) : 0;
  guint n = 0;

  for (guint i = 0; i < G_N_ELEMENTS (image_roles); i++)
    {
      GPtrArray *images = heddle_provider_request_get_images (request, image_roles[i].role);

      if (images != NULL && heddle_model_task_uses (task, image_roles[i].role))
        n += image_roles[i].list ? images->len : 1;
    }

  if (most == 0 || n <= most)
    return TRUE;

  g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_INVALID,
               ngettext ("%s takes %u image at the most, and got %u. Link fewer, or choose another model.",
                         "%s takes %u images at the most, and got %u. Link fewer, or choose another model.", most),
               heddle_model_get_name (model), most, n);
  return FALSE;
}

static gboolean
collect_images (HeddleProviderMedia    *media,
                HeddleProviderRequest  *request,
                HeddleModel            *model,
                GHashTable             *variables,
                HeddleProviderResult   *result,
                GError                **error)
{
  HeddleModelTask *task = heddle_model_get_task (model, heddle_provider_request_get_task (request));

  if (!check_number (request, model, task, error))
    return FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (image_roles); i++)
    {
      GPtrArray *images = heddle_provider_request_get_images (request, image_roles[i].role);
      JsonNode *value;

      if (images == NULL)
        continue;

      if (!heddle_model_task_uses (task, image_roles[i].role))
        {
          if (!image_roles[i].essential)
            {
              warn_left_out (result, model, image_roles[i].role);
              continue;
            }
          g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                       _("%s cannot work with “%s”. Choose another model, or take the link away."),
                       heddle_model_get_name (model), image_roles[i].role);
          return FALSE;
        }

      value = load_images (media, images, image_roles[i].list, error);

      if (value == NULL)
        return FALSE;

      take_variable (variables, image_roles[i].role, value);
    }

  return TRUE;
}

/**
 * heddle_request_variables_collect:
 * @request: what is wanted
 * @model: the model that is asked
 * @media: where images lie
 * @result: receives warnings about what was left out
 * @error: return location for a `HEDDLE_PROVIDER_ERROR`
 *
 * Collects what a manifest's templates can name: parameters, texts, images and the model's id. Blocks.
 *
 * Returns: (transfer full) (element-type utf8 Json.Node): values by name; %NULL where the model cannot
 *   work with something essential
 */
GHashTable *
heddle_request_variables_collect (HeddleProviderRequest  *request,
                                  HeddleModel            *model,
                                  HeddleProviderMedia     media,
                                  HeddleProviderResult   *result,
                                  GError                **error)
{
  g_autoptr (GHashTable) variables = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                                            (GDestroyNotify) json_node_unref);

  collect_parameters (request, model, variables, result);

  if (!collect_texts (request, model, variables, result, error) ||
      !collect_images (&media, request, model, variables, result, error))
    return NULL;

  return g_steal_pointer (&variables);
}
