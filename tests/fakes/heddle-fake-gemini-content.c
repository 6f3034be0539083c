/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-gemini-private.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "heddle-fake-image.h"
#include "heddle-fake-schema.h"

#define MAX_WORDS 8
#define DRAFT_SIDE 64

/* How many tokens a model thinks. */
#define THOUGHTS 4

/* What an image of 1K costs in tokens; larger ones in proportion to their sides. */
#define IMAGE_TOKENS 1120

static char *
pick_words (const HeddleFakeGeminiOrder *order)
{
  g_auto (GStrv) words = g_strsplit_set (order->prompt->str, " \n\t", -1);
  g_autoptr (GPtrArray) picked = g_ptr_array_new ();

  for (guint i = 0; words[i] != NULL && picked->len < MAX_WORDS; i++)
    if (*words[i] != '\0' && !g_str_has_prefix (words[i], "[fault:"))
      g_ptr_array_add (picked, words[i]);
  g_ptr_array_add (picked, NULL);

  return g_strjoinv (" ", (char **) picked->pdata);
}

static char *
write_text (const HeddleFakeGeminiOrder *order)
{
  g_autofree char *words = pick_words (order);
  g_autoptr (JsonNode) value = NULL;

  if (order->schema != NULL)
    {
      value = heddle_fake_schema_write (order->schema, words);
      return json_to_string (value, FALSE);
    }
  if (order->json)
    return g_strdup ("{\"text\": \"warm and short\"}");
  if (order->n_images > 0)
    return g_strdup_printf ("%u picture%s, seen for “%s”: an even gradient between two colours.", order->n_images,
                            order->n_images > 1 ? "s" : "", words);
  return g_strdup_printf ("Draft on “%s”: warm, short and to the point.", words);
}

static double
get_scale (const HeddleFakeGeminiOrder *order)
{
  return g_str_equal (order->size, "512")  ? 0.5
         : g_str_equal (order->size, "2K") ? 2
         : g_str_equal (order->size, "4K") ? 4
                                           : 1;
}

static char *
draw (HeddleFakeServer            *server,
      const HeddleFakeGeminiOrder *order)
{
  double side = 1024 * get_scale (order);
  g_autoptr (GBytes) picture = NULL;
  const guint8 *data;
  guint across = 1;
  guint down = 1;
  gsize length;
  double unit;

  sscanf (order->ratio, "%u:%u", &across, &down);
  unit = sqrt (side * side / (across * down));
  picture = heddle_fake_image_new (order->prompt->str, (guint) round (across * unit), (guint) round (down * unit),
                                   order->model->jpeg ? "jpeg" : "png", FALSE,
                                   heddle_fake_server_get_image_bytes (server));
  data = g_bytes_get_data (picture, &length);
  return g_base64_encode (data, order->half ? length / 2 : length);
}

static void
add_text (JsonBuilder *builder,
          const char  *text,
          gboolean     thought)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "text");
  json_builder_add_string_value (builder, text);
  if (thought)
    {
      json_builder_set_member_name (builder, "thought");
      json_builder_add_boolean_value (builder, TRUE);
    }
  json_builder_end_object (builder);
}

static void
add_image (JsonBuilder *builder,
           const char  *type,
           const char  *base64,
           gboolean     thought)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "inlineData");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "mimeType");
  json_builder_add_string_value (builder, type);
  json_builder_set_member_name (builder, "data");
  json_builder_add_string_value (builder, base64);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, thought ? "thought" : "thoughtSignature");
  if (thought)
    json_builder_add_boolean_value (builder, TRUE);
  else
    json_builder_add_string_value (builder, "c2lnbmF0dXJl");
  json_builder_end_object (builder);
}

/* A model thinks first, and what it thinks comes with the answer. */
static void
add_drafts (JsonBuilder                 *builder,
            const HeddleFakeGeminiOrder *order)
{
  add_text (builder, "A draft first.", TRUE);
  if (order->model->draws)
    {
      g_autoptr (GBytes) draft = heddle_fake_image_new ("A draft", DRAFT_SIDE, DRAFT_SIDE, "png", FALSE, 0);
      g_autofree char *base64 = g_base64_encode (g_bytes_get_data (draft, NULL), g_bytes_get_size (draft));

      add_image (builder, "image/png", base64, TRUE);
    }
}

/* Returns: how many tokens there are in them. */
static guint
add_parts (JsonBuilder                 *builder,
           HeddleFakeServer            *server,
           const HeddleFakeGeminiOrder *order,
           const char                 **finish_reason)
{
  g_autofree char *text = NULL;
  g_autofree char *base64 = NULL;
  g_autofree char *start = NULL;
  glong length;

  if (order->model->draws)
    {
      base64 = draw (server, order);
      add_image (builder, order->model->jpeg ? "image/jpeg" : "image/png", base64, FALSE);
      return (guint) (IMAGE_TOKENS * get_scale (order));
    }

  /* The text of one answer comes in two parts. */
  text = write_text (order);
  length = g_utf8_strlen (text, -1);
  if (length / 4 > order->max_tokens)
    {
      *finish_reason = "MAX_TOKENS";
      length = (glong) order->max_tokens * 4;
    }
  start = g_utf8_substring (text, 0, length / 2);
  add_text (builder, start, FALSE);
  g_free (start);
  start = g_utf8_substring (text, length / 2, length);
  add_text (builder, start, FALSE);
  return (guint) length / 4 + 1;
}

static void
add_count (JsonBuilder *builder,
           const char  *name,
           guint        count)
{
  json_builder_set_member_name (builder, name);
  json_builder_add_int_value (builder, count);
}

static void
add_detail (JsonBuilder *builder,
            const char  *modality,
            guint        count)
{
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "modality");
  json_builder_add_string_value (builder, modality);
  add_count (builder, "tokenCount", count);
  json_builder_end_object (builder);
}

static void
finish_answer (JsonBuilder                 *builder,
               HeddleFakeExchange          *exchange,
               const HeddleFakeGeminiOrder *order,
               guint                        n_tokens)
{
  guint text = (guint) order->prompt->len / 4 + 8;
  guint images = order->n_images * 258;
  guint prompt = text + images;
  guint thoughts = n_tokens > 0 ? order->thoughts : 0;
  g_autoptr (JsonNode) root = NULL;

  json_builder_set_member_name (builder, "usageMetadata");
  json_builder_begin_object (builder);
  add_count (builder, "promptTokenCount", prompt);
  json_builder_set_member_name (builder, "promptTokensDetails");
  json_builder_begin_array (builder);
  add_detail (builder, "TEXT", text);
  if (images > 0)
    add_detail (builder, "IMAGE", images);
  json_builder_end_array (builder);
  if (n_tokens > 0)
    {
      add_count (builder, "candidatesTokenCount", n_tokens);
      if (thoughts > 0)
        add_count (builder, "thoughtsTokenCount", thoughts);
    }
  add_count (builder, "totalTokenCount", prompt + n_tokens + thoughts);
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "modelVersion");
  json_builder_add_string_value (builder, order->model->id);
  json_builder_set_member_name (builder, "responseId");
  json_builder_add_string_value (builder, "mAdKaaHGBtqd1PIP");
  json_builder_end_object (builder);

  root = json_builder_get_root (builder);
  heddle_fake_exchange_respond_json (exchange, 200, root);
}

/* The prompt itself is refused: there are no candidates. */
static void
answer_block (HeddleFakeExchange          *exchange,
              const HeddleFakeGeminiOrder *order,
              const char                  *reason)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "promptFeedback");
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "blockReason");
  json_builder_add_string_value (builder, reason);
  json_builder_end_object (builder);
  finish_answer (builder, exchange, order, 0);
}

/* @message and @text are what the API and the model say of an answer without a result. */
static void
answer_candidate (HeddleFakeServer            *server,
                  HeddleFakeExchange          *exchange,
                  const HeddleFakeGeminiOrder *order,
                  const char                  *finish_reason,
                  const char                  *message,
                  const char                  *text)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  guint n_tokens = 0;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "candidates");
  json_builder_begin_array (builder);
  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "content");
  json_builder_begin_object (builder);
  if (g_str_equal (finish_reason, "STOP") || text != NULL)
    {
      json_builder_set_member_name (builder, "parts");
      json_builder_begin_array (builder);
      if (order->thoughts > 0)
        add_drafts (builder, order);
      if (text != NULL)
        add_text (builder, text, FALSE);
      else
        n_tokens = add_parts (builder, server, order, &finish_reason);
      json_builder_end_array (builder);
    }
  json_builder_set_member_name (builder, "role");
  json_builder_add_string_value (builder, "model");
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "finishReason");
  json_builder_add_string_value (builder, finish_reason);
  if (message != NULL)
    {
      json_builder_set_member_name (builder, "finishMessage");
      json_builder_add_string_value (builder, message);
    }
  add_count (builder, "index", 0);
  json_builder_end_object (builder);
  json_builder_end_array (builder);
  finish_answer (builder, exchange, order, n_tokens);
}

static void
answer_order (HeddleFakeServer            *server,
              HeddleFakeExchange          *exchange,
              const HeddleFakeGeminiOrder *order)
{
  const HeddleFakeFault *fault = heddle_fake_exchange_get_fault (exchange);
  const char *code = fault != NULL ? fault->code : NULL;

  switch ((int) heddle_fake_exchange_get_kind (exchange))
    {
    case HEDDLE_FAKE_FAULT_MODERATION:
      answer_block (exchange, order, code != NULL ? code : "PROHIBITED_CONTENT");
      break;
    case HEDDLE_FAKE_FAULT_REFUSAL:
      answer_candidate (server, exchange, order, code != NULL ? code : order->model->draws ? "IMAGE_SAFETY" : "SAFETY",
                        order->model->draws ? "Unable to show the generated image." : NULL, NULL);
      break;
    case HEDDLE_FAKE_FAULT_NO_RESULT:
      answer_candidate (server, exchange, order, code != NULL ? code : "NO_IMAGE", NULL,
                        code == NULL ? "I would need to know which cube." : NULL);
      break;
    default:
      answer_candidate (server, exchange, order, "STOP", NULL, NULL);
      break;
    }
}

/**
 * heddle_fake_gemini_answer:
 * @server: the server
 * @exchange: an exchange that is not answered yet
 * @model: the model that is asked
 *
 * Answers with a text or an image that depends on the prompt and on nothing else.
 */
void
heddle_fake_gemini_answer (HeddleFakeServer            *server,
                           HeddleFakeExchange          *exchange,
                           const HeddleFakeGeminiModel *model)
{
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (heddle_fake_exchange_get_request (exchange));
  g_autoptr (GString) prompt = g_string_new (NULL);
  const HeddleFakeFault *fault = heddle_fake_exchange_get_fault (exchange);
  HeddleFakeGeminiOrder order = {
    .model = model, .prompt = prompt, .max_tokens = G_MAXINT, .ratio = "1:1", .size = "1K",
    .thoughts = fault != NULL && fault->thoughts >= 0 ? (guint) fault->thoughts : THOUGHTS,
    .half = heddle_fake_exchange_get_kind (exchange) == HEDDLE_FAKE_FAULT_HALF,
  };

  if (heddle_fake_gemini_read_order (exchange, body, &order))
    answer_order (server, exchange, &order);
}
