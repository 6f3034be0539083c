/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-sketch-provider.h"

#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <math.h>
#include <string.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-provider-error.h"
#include "providers/heddle-sketch-drawing.h"
#include "providers/heddle-sketch-writing.h"

#define SHORT_SIDE 1024
#define MIN_SIDE 16
#define MAX_SIDE 16384
#define MAX_PIXELS (100 * 1000 * 1000)
#define MAX_RATIO 20.0

/**
 * HeddleSketchProvider:
 *
 * The built-in provider: draws sketches and writes placeholder texts on this machine, at once and
 * for nothing, the same every time. It needs no key and no network. An empty prompt is the one
 * order that it refuses.
 */
struct _HeddleSketchProvider
{
  GObject parent_instance;

  HeddleManifest *manifest;
  HeddleImagingPool *imaging;
  HeddleBlobStore *blobs;
};

/* One result of a request on its way. */
typedef struct
{
  HeddleSketchProvider *provider;
  HeddleProviderRequest *request;
  guint nth;
} Order;

static void heddle_sketch_provider_iface_init (HeddleProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleSketchProvider,
                               heddle_sketch_provider,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (HEDDLE_TYPE_PROVIDER,
                                                      heddle_sketch_provider_iface_init))

static Order *
order_new (HeddleSketchProvider  *provider,
           HeddleProviderRequest *request,
           guint                  nth)
{
  Order *order = g_new0 (Order, 1);

  order->provider = g_object_ref (provider);
  order->request = g_object_ref (request);
  order->nth = nth;

  return order;
}

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->provider);
  g_object_unref (order->request);
  g_free (order);
}

static gboolean
read_pair (const char *text,
           const char *separators,
           double     *first,
           double     *second)
{
  g_auto (GStrv) parts = g_strsplit_set (text, separators, -1);
  char *end[2] = { NULL, NULL };

  if (g_strv_length (parts) != 2 || !g_ascii_isdigit (parts[0][0]) ||
      !g_ascii_isdigit (parts[1][0]))
    return FALSE;

  *first = g_ascii_strtod (parts[0], &end[0]);
  *second = g_ascii_strtod (parts[1], &end[1]);

  return *end[0] == '\0' && *end[1] == '\0' && *first > 0 && *second > 0;
}

static int
even_side (double side)
{
  return 2 * (int) round (side / 2);
}

static const char *
get_string (HeddleProviderRequest *request,
            const char            *key)
{
  return heddle_json_get_string (heddle_provider_request_get_parameters (request), key, NULL);
}

static char **
dup_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      JsonNode *node = json_array_get_element (array, i);

      if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
        g_strv_builder_add (builder, json_node_get_string (node));
    }

  return g_strv_builder_end (builder);
}

static gint64
get_seed (Order *order)
{
  guint n_seeds;
  const gint64 *seeds = heddle_provider_request_get_seeds (order->request, &n_seeds);

  return order->nth < n_seeds ? seeds[order->nth] : 0;
}

static char *
dup_references (HeddleProviderRequest *request)
{
  GPtrArray *images = heddle_provider_request_get_images (request, "references");
  GString *text = g_string_new (NULL);

  for (guint i = 0; images != NULL && i < images->len; i++)
    {
      const HeddleMedia *media = heddle_value_get_media (g_ptr_array_index (images, i));

      g_string_append_printf (text, "%s\n", media != NULL ? media->blob : "");
    }

  return g_string_free (text, FALSE);
}

static char *
draw_svg (Order *order,
          int    width,
          int    height)
{
  JsonObject *parameters = heddle_provider_request_get_parameters (order->request);
  g_auto (GStrv) colors = dup_strings (heddle_json_get_array (parameters, "brand_colors"));
  g_autofree char *references = dup_references (order->request);
  HeddleSketchDrawing drawing = {
    .prompt = heddle_provider_request_get_text (order->request, "prompt"),
    .negative = heddle_provider_request_get_text (order->request, "negative"),
    .seed = get_seed (order),
    .width = width,
    .height = height,
    .brand_colors = (const char *const *) colors,
    .n_brand_colors = g_strv_length (colors),
    .references = references,
  };

  return heddle_sketch_draw (&drawing);
}

static HeddleValue *
make_image (Order   *order,
            GError **error)
{
  HeddleSketchProvider *self = order->provider;
  g_autofree char *path = NULL;
  g_autofree char *svg = NULL;
  g_autoptr (HeddleImagingReply) reply = NULL;
  g_autoptr (HeddleBlob) blob = NULL;
  g_autoptr (JsonNode) recipe = NULL;
  HeddleMedia media = { .mime = "image/png" };

  if (self->blobs == NULL)
    {
      g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                           _("Images can only be worked with in a library."));
      return NULL;
    }

  if (!heddle_sketch_provider_find_size (get_string (order->request, "size"),
                                         get_string (order->request, "aspect_ratio"), &media.width,
                                         &media.height, error))
    return NULL;

  path = heddle_blob_store_new_temp_path (self->blobs, error);
  if (path == NULL)
    return NULL;

  svg = draw_svg (order, media.width, media.height);
  reply = dex_await_object (heddle_imaging_pool_render_svg (self->imaging, svg, media.width,
                                                            media.height, path),
                            error);
  if (reply == NULL)
    {
      g_unlink (path);
      return NULL;
    }

  blob = dex_await_boxed (heddle_blob_store_put_temp (self->blobs, path, NULL), error);
  if (blob == NULL)
    return NULL;

  media.blob = blob->sha256;
  recipe = heddle_provider_request_to_recipe (order->request, order->nth);

  return heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, recipe);
}

static DexFuture *
draw_fiber (gpointer data)
{
  GError *error = NULL;
  HeddleValue *value = make_image (data, &error);

  if (value == NULL)
    return dex_future_new_for_error (error);

  return dex_future_new_take_boxed (HEDDLE_TYPE_VALUE, value);
}

static HeddleValue *
write_value (Order *order)
{
  JsonObject *parameters = heddle_provider_request_get_parameters (order->request);
  g_auto (GStrv) fields = dup_strings (heddle_json_get_array (parameters, "fields"));
  const char *output = heddle_json_get_string (parameters, "output", "text");
  g_autofree char *text = NULL;
  HeddleSketchWriting writing = {
    .prompt = heddle_provider_request_get_text (order->request, "prompt"),
    .system = heddle_provider_request_get_text (order->request, "system"),
    .seed = get_seed (order),
    .schema = heddle_provider_request_get_parameter (order->request, "schema"),
    .fields = (const char *const *) fields,
  };

  if (strcmp (output, "list") == 0)
    {
      g_auto (GStrv) items = heddle_sketch_write_list (&writing);
      g_autofree char *joined = g_strjoinv ("\n- ", items);

      text = g_strconcat ("- ", joined, NULL);
    }
  else if (strcmp (output, "json") == 0 || fields[0] != NULL)
    {
      g_autoptr (JsonNode) answer = heddle_sketch_write_json (&writing);

      text = heddle_json_write (answer, HEDDLE_JSON_COMPACT);
    }
  else
    {
      text = heddle_sketch_write_text (&writing);
    }

  return heddle_value_new_text (text);
}

static gboolean
check_request (HeddleSketchProvider   *self,
               HeddleProviderRequest  *request,
               GError                **error)
{
  HeddleTask task = heddle_provider_request_get_task (request);
  const char *prompt = heddle_provider_request_get_text (request, "prompt");
  const char *id = heddle_provider_request_get_model_id (request);
  g_autoptr (HeddleModel) model = heddle_manifest_dup_model (self->manifest, id);

  if (task != HEDDLE_TASK_IMAGE_GENERATION && task != HEDDLE_TASK_TEXT_GENERATION)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                   _("Sketch draws pictures and writes texts, but cannot do %s."),
                     heddle_task_to_string (task));
      return FALSE;
    }
  if (model == NULL || heddle_model_get_task (model, task) == NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                   task == HEDDLE_TASK_IMAGE_GENERATION
                   ? _("“sketch/%s” does not draw pictures. Choose sketch/image.")
                   : _("“sketch/%s” does not write texts. Choose sketch/text."), id);
      return FALSE;
    }
  if (prompt == NULL || strspn (prompt, " \t\r\n") == strlen (prompt))
    {
      g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_INVALID,
                           _("The prompt is empty. Write what to make, or link a text."));
      return FALSE;
    }

  return TRUE;
}

static void
set_result (HeddleProviderResult *result,
            guint                 nth,
            HeddleValue          *value,
            const GError         *error)
{
  HeddleMoney nothing = heddle_money_new (0, "USD");

  if (value != NULL)
    heddle_provider_result_set_value (result, nth, value, nothing);
  else
    heddle_provider_result_set_error (result, nth, error, nothing);
}

static DexFuture *
run_fiber (gpointer data)
{
  Order *order = data;
  guint n = heddle_provider_request_get_n_results (order->request);
  g_autoptr (HeddleProviderResult) result = heddle_provider_result_new (n);
  g_autoptr (GPtrArray) drawings = g_ptr_array_new_with_free_func (dex_unref);
  GError *error = NULL;

  if (!check_request (order->provider, order->request, &error))
    return dex_future_new_for_error (error);

  if (heddle_provider_request_get_task (order->request) == HEDDLE_TASK_TEXT_GENERATION)
    {
      for (order->nth = 0; order->nth < n; order->nth++)
        {
          g_autoptr (HeddleValue) value = write_value (order);

          set_result (result, order->nth, value, NULL);
        }

      return dex_future_new_take_object (g_steal_pointer (&result));
    }

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (drawings,
                     heddle_spawn (draw_fiber, order_new (order->provider, order->request, i),
                                   order_free));
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (GError) failure = NULL;
      g_autoptr (HeddleValue) value =
          dex_await_boxed (dex_ref (g_ptr_array_index (drawings, i)), &failure);

      set_result (result, i, value, failure);
    }

  return dex_future_new_take_object (g_steal_pointer (&result));
}

static HeddleManifest *
heddle_sketch_provider_get_manifest (HeddleProvider *provider)
{
  return HEDDLE_SKETCH_PROVIDER (provider)->manifest;
}

static DexFuture *
heddle_sketch_provider_run (HeddleProvider        *provider,
                            HeddleProviderRequest *request)
{
  return heddle_spawn (run_fiber, order_new (HEDDLE_SKETCH_PROVIDER (provider), request, 0),
                       order_free);
}

static void
heddle_sketch_provider_iface_init (HeddleProviderInterface *iface)
{
  iface->get_manifest = heddle_sketch_provider_get_manifest;
  iface->run = heddle_sketch_provider_run;
}

static void
heddle_sketch_provider_finalize (GObject *object)
{
  HeddleSketchProvider *self = HEDDLE_SKETCH_PROVIDER (object);

  g_clear_object (&self->manifest);
  g_clear_object (&self->imaging);
  g_clear_object (&self->blobs);

  G_OBJECT_CLASS (heddle_sketch_provider_parent_class)->finalize (object);
}

static void
heddle_sketch_provider_class_init (HeddleSketchProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_sketch_provider_finalize;
}

static void
heddle_sketch_provider_init (HeddleSketchProvider *self)
{
}

/**
 * heddle_sketch_provider_new:
 * @manifest: the document that lists its models
 * @imaging: renders the drawings
 * @blobs: (nullable): keeps them; %NULL writes texts only
 *
 * Returns: (transfer full): the built-in provider
 */
HeddleSketchProvider *
heddle_sketch_provider_new (HeddleManifest    *manifest,
                            HeddleImagingPool *imaging,
                            HeddleBlobStore   *blobs)
{
  HeddleSketchProvider *self;

  g_return_val_if_fail (HEDDLE_IS_MANIFEST (manifest), NULL);
  g_return_val_if_fail (HEDDLE_IS_IMAGING_POOL (imaging), NULL);
  g_return_val_if_fail (blobs == NULL || HEDDLE_IS_BLOB_STORE (blobs), NULL);

  self = g_object_new (HEDDLE_TYPE_SKETCH_PROVIDER, NULL);
  self->manifest = g_object_ref (manifest);
  self->imaging = g_object_ref (imaging);
  g_set_object (&self->blobs, blobs);

  return self;
}

/**
 * heddle_sketch_provider_find_size:
 * @size: (nullable): such as `1080x1350`; `auto` counts as none
 * @aspect_ratio: (nullable): such as `4:5`, where there is no @size
 * @width: (out): in pixels
 * @height: (out): in pixels
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_INVALID
 *
 * Finds how large a picture becomes: exactly @size, or 1024 pixels on the shorter side and an even
 * number on the longer one.
 *
 * Returns: whether there is such a size
 */
gboolean
heddle_sketch_provider_find_size (
    const char *size, const char *aspect_ratio, int *width, int *height, GError **error)
{
  double w = 1, h = 1;

  if (size != NULL && *size != '\0' && strcmp (size, "auto") != 0)
    {
      if (!read_pair (size, "xX*", &w, &h) || MIN (w, h) < MIN_SIDE || MAX (w, h) > MAX_SIDE ||
          w * h > MAX_PIXELS)
        {
          g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_INVALID,
                       _("“%s” is no size that Sketch can draw. Write width and height in pixels, "
                         "such as 1080x1350, each from %d to %d."),
                         size, MIN_SIDE, MAX_SIDE);
          return FALSE;
        }
      *width = (int) w;
      *height = (int) h;

      return TRUE;
    }

  if (aspect_ratio != NULL && *aspect_ratio != '\0' && strcmp (aspect_ratio, "auto") != 0 &&
      (!read_pair (aspect_ratio, ":/xX", &w, &h) || MAX (w / h, h / w) > MAX_RATIO))
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_INVALID,
                   _("“%s” is no aspect ratio that Sketch can draw. Write one such as 4:5, at most "
                     "%d:1."),
                     aspect_ratio, (int) MAX_RATIO);
      return FALSE;
    }

  *width = w >= h ? even_side (SHORT_SIDE * w / h) : SHORT_SIDE;
  *height = h >= w ? even_side (SHORT_SIDE * h / w) : SHORT_SIDE;

  return TRUE;
}
