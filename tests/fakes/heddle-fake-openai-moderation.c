/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-openai-private.h"

#include <string.h>

static const HeddleFakeParameter parameters[] = {
  { "input", HEDDLE_FAKE_PARAMETER_ARRAY, TRUE, 1, 32 },
  { "model", HEDDLE_FAKE_PARAMETER_ENUM, TRUE, 0, 0, "omni-moderation-latest|omni-moderation-2024-09-26" },
  { NULL },
};

/* A score that a word in the text raises; what images cannot show scores 0 without a text. */
static const struct
{
  const char *category;
  const char *word;
  gboolean    text_only;
} categories[] = {
  { "harassment", "idiot", TRUE },         { "harassment/threatening", "threat", TRUE },
  { "sexual", "naked", FALSE },            { "hate", "hate", TRUE },
  { "hate/threatening", "hate", TRUE },    { "illicit", "steal", TRUE },
  { "illicit/violent", "bomb", TRUE },     { "self-harm/intent", "suicide", FALSE },
  { "self-harm/instructions", "suicide", FALSE }, { "self-harm", "suicide", FALSE },
  { "sexual/minors", "minor", TRUE },      { "violence", "kill", FALSE },
  { "violence/graphic", "blood", FALSE },
};

static gboolean
read_part (HeddleFakeExchange *exchange,
           JsonNode           *node,
           GString            *text)
{
  JsonObject *part = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *type = part != NULL ? heddle_fake_openai_get_string (part, "type", "") : "";

  if (g_str_equal (type, "text") && *heddle_fake_openai_get_string (part, "text", "") != '\0'
      && json_object_get_size (part) == 2)
    {
      g_string_append (text, heddle_fake_openai_get_string (part, "text", ""));
      return TRUE;
    }
  if (g_str_equal (type, "image_url") && json_object_has_member (part, "image_url")
      && JSON_NODE_HOLDS_OBJECT (json_object_get_member (part, "image_url")) && json_object_get_size (part) == 2)
    return heddle_fake_openai_check_picture (
      exchange, heddle_fake_openai_get_string (json_object_get_object_member (part, "image_url"), "url", ""), "input");

  heddle_fake_openai_refuse (exchange, 400, "invalid_value", "input",
                             "Invalid value for 'input': expected parts of type 'text' or 'image_url'.");
  return FALSE;
}

static void
add_result (JsonBuilder *builder,
            const char  *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  gboolean flagged = FALSE;

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "category_scores");
  json_builder_begin_object (builder);
  for (guint i = 0; i < G_N_ELEMENTS (categories); i++)
    {
      gboolean found = strstr (lower, categories[i].word) != NULL;

      flagged |= found;
      json_builder_set_member_name (builder, categories[i].category);
      json_builder_add_double_value (builder, found                                          ? 0.93
                                              : *text == '\0' && categories[i].text_only ? 0
                                                                                         : 0.0000021);
    }
  json_builder_end_object (builder);
  json_builder_set_member_name (builder, "flagged");
  json_builder_add_boolean_value (builder, flagged);
  json_builder_end_object (builder);
}

/**
 * heddle_fake_openai_answer_moderation:
 * @exchange: an exchange that is not answered yet
 *
 * Answers with scores that depend on words in the text.
 */
void
heddle_fake_openai_answer_moderation (HeddleFakeExchange *exchange)
{
  g_autoptr (JsonObject) body = heddle_fake_request_dup_json (heddle_fake_exchange_get_request (exchange));
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) root = NULL;
  JsonArray *input;

  if (body == NULL)
    {
      heddle_fake_openai_refuse (exchange, 400, NULL, NULL, "We could not parse the JSON body of your request.");
      return;
    }
  if (!heddle_fake_openai_check (exchange, body, parameters))
    return;
  input = json_object_get_array_member (body, "input");
  for (guint i = 0; i < json_array_get_length (input); i++)
    {
      if (!read_part (exchange, json_array_get_element (input, i), text))
        return;
    }

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "id");
  json_builder_add_string_value (builder, "modr-fake");
  json_builder_set_member_name (builder, "model");
  json_builder_add_string_value (builder, json_object_get_string_member (body, "model"));
  json_builder_set_member_name (builder, "results");
  json_builder_begin_array (builder);
  if (heddle_fake_exchange_get_kind (exchange) != HEDDLE_FAKE_FAULT_NO_RESULT)
    add_result (builder, text->str);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  heddle_fake_exchange_respond_json (exchange, 200, root);
}
