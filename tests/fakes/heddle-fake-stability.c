/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-stability.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "heddle-fake-image.h"

#define IMAGES "/v2beta/stable-image/"
#define GENERATE IMAGES "generate/"
#define MAX_PROMPT 10000
#define MAX_SEED G_GUINT64_CONSTANT (4294967294)
#define USUAL_SEED "343940597"
#define PIXELS 1048576.0

#define RATIOS "16:9|1:1|21:9|2:3|3:2|4:5|5:4|9:16|9:21"
#define STYLES                                                                                     \
  "3d-model|analog-film|anime|cinematic|comic-book|digital-art|enhance|fantasy-art|isometric|"    \
  "line-art|low-poly|modeling-compound|neon-punk|origami|photographic|pixel-art|tile-texture"

struct _HeddleFakeStability
{
  HeddleFakeServer parent_instance;
};

G_DEFINE_FINAL_TYPE (HeddleFakeStability, heddle_fake_stability, HEDDLE_TYPE_FAKE_SERVER)

static char *
write_error_body (const char *name,
                  const char *message)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (JsonNode) root = NULL;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, "4212a4b66fbe1cedca4bf2133d35dca5");
  json_builder_set_member_name (builder, "name");
  json_builder_add_string_value (builder, name);
  json_builder_set_member_name (builder, "errors");
  json_builder_begin_array (builder);
  json_builder_add_string_value (builder, message);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  return json_to_string (root, FALSE);
}

static void
refuse (HeddleFakeExchange *exchange,
        guint               status,
        const char         *name,
        const char         *message)
{
  heddle_fake_exchange_respond_text (exchange, status, "application/json", write_error_body (name, message));
}

static gboolean
is_in (const char *name,
       const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, "|", -1);

  return g_strv_contains ((const char *const *) list, name);
}

/* Returns: (nullable): the texts of a form by name; %NULL where the body is none. */
static GHashTable *
read_form (HeddleFakeRequest *request)
{
  g_autoptr (SoupMultipart) form = NULL;
  GHashTable *fields;

  form = soup_multipart_new_from_message (heddle_fake_request_get_headers (request),
                                          heddle_fake_request_get_body (request));
  if (form == NULL)
    return NULL;

  fields = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (int i = 0; i < soup_multipart_get_length (form); i++)
    {
      SoupMessageHeaders *headers;
      GBytes *content;
      g_autofree char *disposition = NULL;
      g_autoptr (GHashTable) params = NULL;

      soup_multipart_get_part (form, i, &headers, &content);
      if (soup_message_headers_get_content_disposition (headers, &disposition, &params))
        g_hash_table_replace (fields, g_strdup (g_hash_table_lookup (params, "name")),
                              g_strndup (g_bytes_get_data (content, NULL), g_bytes_get_size (content)));
    }

  return fields;
}

static const char *
get_field (GHashTable *form,
           const char *name,
           const char *fallback)
{
  const char *value = g_hash_table_lookup (form, name);

  return value != NULL ? value : fallback;
}

/* Returns: (transfer full) (nullable): what is wrong with a form. */
static char *
find_fault (GHashTable *form,
            gboolean    is_sd3)
{
  const char *known = is_sd3 ? "prompt|negative_prompt|aspect_ratio|seed|style_preset|output_format|model|mode|cfg_scale"
                             : "prompt|negative_prompt|aspect_ratio|seed|style_preset|output_format";
  const char *models = "sd3.5-large|sd3.5-large-turbo|sd3.5-medium";
  const char *seed = get_field (form, "seed", "0");
  glong length = g_utf8_strlen (get_field (form, "prompt", ""), -1);
  GHashTableIter iter;
  gpointer name;
  guint64 number;

  g_hash_table_iter_init (&iter, form);
  while (g_hash_table_iter_next (&iter, &name, NULL))
    {
      if (!is_in (name, known))
        return g_strdup_printf ("%s: is not a known field", (char *) name);
    }

  if (length == 0)
    return g_strdup ("prompt: is required");
  if (length > MAX_PROMPT)
    return g_strdup ("prompt: must be at most 10000 characters");
  if (!is_in (get_field (form, "aspect_ratio", "1:1"), RATIOS))
    return g_strdup ("aspect_ratio: must be one of the ratios");
  if (!is_in (get_field (form, "style_preset", "anime"), STYLES))
    return g_strdup ("style_preset: must be one of the presets");
  if (!is_in (get_field (form, "output_format", "png"), is_sd3 ? "png|jpeg" : "png|jpeg|webp"))
    return g_strdup ("output_format: must be one of the formats");
  if (!g_ascii_string_to_unsigned (seed, 10, 0, MAX_SEED, &number, NULL))
    return g_strdup ("seed: must be between 0 and 4294967294");
  if (is_sd3 && !is_in (get_field (form, "model", "sd3.5-large"), models))
    return g_strdup ("model: must be one of the models");
  return NULL;
}

static GBytes *
paint (HeddleFakeServer *server,
       GHashTable       *form)
{
  guint across = 1;
  guint down = 1;
  double unit;

  sscanf (get_field (form, "aspect_ratio", "1:1"), "%u:%u", &across, &down);
  unit = sqrt (PIXELS / (across * down));
  return heddle_fake_image_new (get_field (form, "prompt", ""), (guint) round (across * unit),
                                (guint) round (down * unit), get_field (form, "output_format", "png"), FALSE,
                                heddle_fake_server_get_image_bytes (server));
}

static void
answer_json (HeddleFakeExchange *exchange,
             GBytes             *picture,
             const char         *reason,
             const char         *seed)
{
  gsize length = 0;
  const guint8 *data = g_bytes_get_data (picture, &length);
  g_autofree char *base64 = g_base64_encode (data, length);

  heddle_fake_exchange_respond_text (
      exchange, 200, "application/json",
      g_strdup_printf ("{\"image\":\"%s\",\"finish_reason\":\"%s\",\"seed\":%s}", base64, reason, seed));
}

static void
generate (HeddleFakeServer   *server,
          HeddleFakeExchange *exchange,
          const char         *model)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  const HeddleFakeFaultKind kind = heddle_fake_exchange_get_kind (exchange);
  const char *accept = heddle_fake_request_get_header (request, "Accept");
  const char *reason = kind == HEDDLE_FAKE_FAULT_REFUSAL ? "CONTENT_FILTERED" : "SUCCESS";
  g_autoptr (GHashTable) form = read_form (request);
  g_autofree char *wrong = NULL;
  g_autofree char *type = NULL;
  g_autoptr (GBytes) picture = NULL;
  const char *seed;

  if (form == NULL)
    {
      refuse (exchange, 400, "bad_request", "content-type: must be multipart/form-data");
      return;
    }
  if (accept == NULL || !is_in (accept, "image/*|application/json"))
    {
      refuse (exchange, 400, "bad_request", "accept: must be one of: image/*, application/json");
      return;
    }
  wrong = find_fault (form, g_str_equal (model, "sd3"));
  if (wrong != NULL)
    {
      refuse (exchange, 400, "bad_request", wrong);
      return;
    }
  if (kind == HEDDLE_FAKE_FAULT_MODERATION)
    {
      refuse (exchange, 403, "content_moderation", "Your request was flagged by our content moderation system.");
      return;
    }
  if (kind == HEDDLE_FAKE_FAULT_NO_RESULT)
    {
      refuse (exchange, 200, "internal_error", "The image could not be made.");
      return;
    }

  seed = get_field (form, "seed", "0");
  if (g_str_equal (seed, "0"))
    seed = USUAL_SEED;
  picture = paint (server, form);
  if (g_str_equal (accept, "application/json"))
    {
      answer_json (exchange, picture, reason, seed);
      return;
    }

  heddle_fake_exchange_set_header (exchange, "finish-reason", reason);
  heddle_fake_exchange_set_header (exchange, "seed", seed);
  type = g_strconcat ("image/", get_field (form, "output_format", "png"), NULL);
  heddle_fake_exchange_respond (exchange, 200, type, picture);
}

/* What works on a picture that is sent along. */
static const struct
{
  const char *path;
  const char *fields;
  const char *required;
  const char *formats;
} services[] = {
  { "edit/inpaint", "image|mask|prompt|negative_prompt|grow_mask|seed|style_preset|output_format", "image|prompt",
    "png|jpeg|webp" },
  { "edit/outpaint", "image|left|right|up|down|creativity|prompt|seed|style_preset|output_format", "image",
    "png|jpeg|webp" },
  { "edit/remove-background", "image|output_format", "image", "png|webp" },
  { "upscale/fast", "image|output_format", "image", "png|jpeg|webp" },
  { "control/structure", "image|prompt|control_strength|negative_prompt|seed|style_preset|output_format", "image|prompt",
    "png|jpeg|webp" },
};

static gboolean
is_picture (const char *content)
{
  return g_str_has_prefix (content, "\x89PNG\r\n\x1a\n") || g_str_has_prefix (content, "\xff\xd8\xff")
         || g_str_has_prefix (content, "RIFF");
}

/* Returns: (transfer full) (nullable): what is wrong with a form. */
static char *
find_service_fault (GHashTable *form,
                    guint       nth)
{
  g_auto (GStrv) required = g_strsplit (services[nth].required, "|", -1);
  GHashTableIter iter;
  gpointer name, content;

  for (guint i = 0; required[i] != NULL; i++)
    {
      if (*get_field (form, required[i], "") == '\0')
        return g_strdup_printf ("%s: is required", required[i]);
    }
  g_hash_table_iter_init (&iter, form);
  while (g_hash_table_iter_next (&iter, &name, &content))
    {
      if (!is_in (name, services[nth].fields))
        return g_strdup_printf ("%s: is not a known field", (char *) name);
      if (is_in (name, "image|mask") && !is_picture (content))
        return g_strdup_printf ("%s: must be a file of a picture", (char *) name);
    }
  if (g_str_equal (services[nth].path, "edit/outpaint") && g_str_equal (get_field (form, "left", "0"), "0")
      && g_str_equal (get_field (form, "right", "0"), "0") && g_str_equal (get_field (form, "up", "0"), "0")
      && g_str_equal (get_field (form, "down", "0"), "0"))
    return g_strdup ("left, right, up, down: one must be more than 0");
  if (!is_in (get_field (form, "output_format", "png"), services[nth].formats))
    return g_strdup ("output_format: must be one of the formats");
  return NULL;
}

static void
serve (HeddleFakeServer   *server,
       HeddleFakeExchange *exchange,
       guint               nth)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  const HeddleFakeFaultKind kind = heddle_fake_exchange_get_kind (exchange);
  g_autoptr (GHashTable) form = read_form (request);
  g_autofree char *wrong = form != NULL ? find_service_fault (form, nth)
                                        : g_strdup ("content-type: must be multipart/form-data");
  const char *format;
  g_autofree char *type = NULL;
  g_autoptr (GBytes) picture = NULL;

  if (wrong != NULL)
    {
      refuse (exchange, 400, "bad_request", wrong);
      return;
    }
  if (kind == HEDDLE_FAKE_FAULT_MODERATION)
    {
      refuse (exchange, 403, "content_moderation", "Your request was flagged by our content moderation system.");
      return;
    }
  format = get_field (form, "output_format", "png");
  type = g_strconcat ("image/", format, NULL);
  picture = heddle_fake_image_new (services[nth].path, 64, 64, format, FALSE, heddle_fake_server_get_image_bytes (server));
  heddle_fake_exchange_set_header (exchange, "finish-reason",
                                   kind == HEDDLE_FAKE_FAULT_REFUSAL ? "CONTENT_FILTERED" : "SUCCESS");
  heddle_fake_exchange_set_header (exchange, "seed", get_field (form, "seed", USUAL_SEED));
  heddle_fake_exchange_respond (exchange, 200, type, picture);
}

static gboolean
find_service (HeddleFakeRequest *request,
              guint             *nth)
{
  for (*nth = 0; *nth < G_N_ELEMENTS (services); (*nth)++)
    {
      g_autofree char *path = g_strconcat (IMAGES, services[*nth].path, NULL);

      if (heddle_fake_request_matches (request, "POST", path))
        return TRUE;
    }
  return FALSE;
}

static void
set_headers (HeddleFakeServer   *server,
             HeddleFakeExchange *exchange)
{
  heddle_fake_exchange_set_header (exchange, "x-request-id", "4212a4b66fbe1cedca4bf2133d35dca5");
}

static void
handle (HeddleFakeServer   *server,
        HeddleFakeExchange *exchange)
{
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  const char *path = heddle_fake_request_get_path (request);
  guint service;

  if (find_service (request, &service))
    serve (server, exchange, service);
  else if (heddle_fake_request_matches (request, "POST", GENERATE "*")
      && is_in (path + strlen (GENERATE), "core|ultra|sd3"))
    generate (server, exchange, path + strlen (GENERATE));
  else if (heddle_fake_request_matches (request, "GET", "/v1/user/balance"))
    heddle_fake_exchange_respond_text (exchange, 200, "application/json", g_strdup ("{\"credits\":12.5}"));
  else
    refuse (exchange, 404, "not_found", "The requested resource does not exist.");
}

static char *
write_error (HeddleFakeServer      *server,
             const HeddleFakeFault *fault,
             guint                 *status)
{
  if (fault->kind == HEDDLE_FAKE_FAULT_QUOTA)
    {
      *status = *status != 0 ? *status : 402;
      return write_error_body ("payment_required", "You lack sufficient credits to make this request.");
    }
  switch (*status)
    {
    case 401:
      return write_error_body ("unauthorized", "authorization: invalid or missing header value");
    case 429:
      return write_error_body ("rate_limit_exceeded", "You have exceeded the rate limit of 150 requests in 10 seconds.");
    case 500:
      return write_error_body ("internal_error", "An unexpected error occurred.");
    default:
      return write_error_body (fault->code != NULL ? fault->code : "bad_request", "The request was not accepted.");
    }
}

static void
heddle_fake_stability_class_init (HeddleFakeStabilityClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  server_class->base_path = "";
  server_class->set_headers = set_headers;
  server_class->handle = handle;
  server_class->write_error = write_error;
}

static void
heddle_fake_stability_init (HeddleFakeStability *self)
{
}

/**
 * heddle_fake_stability_new:
 * @key: (nullable): the only key that it accepts; %NULL to ask for none
 *
 * Returns: (transfer full): a server that is not started
 */
HeddleFakeServer *
heddle_fake_stability_new (const char *key)
{
  HeddleFakeServer *self = g_object_new (HEDDLE_TYPE_FAKE_STABILITY, NULL);

  heddle_fake_server_set_key (self, key);
  return self;
}
