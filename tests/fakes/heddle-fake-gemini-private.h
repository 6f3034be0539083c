/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "heddle-fake-server.h"

G_BEGIN_DECLS

/**
 * HeddleFakeGeminiModel:
 * @id: its name
 * @draws: whether it makes images
 * @jpeg: whether they are JPEG
 * @max_images: how many images a request may bring
 * @sizes: the sizes of image that it makes, with `|` between them
 *
 * A model, as far as requests are checked by it.
 */
typedef struct
{
  const char *id;
  gboolean draws;
  gboolean jpeg;
  guint max_images;
  const char *sizes;
} HeddleFakeGeminiModel;

/**
 * HeddleFakeGeminiOrder:
 * @model: the model
 * @prompt: the texts of the request, but not of its instructions
 * @n_images: how many images it brings
 * @max_tokens: how long the answer may be
 * @json: whether the answer is to be JSON
 * @schema: (nullable): the form of that JSON
 * @ratio: the aspect ratio of an image
 * @size: the size of an image
 * @thoughts: how many tokens the model thinks
 * @half: whether the image is to end half-way
 *
 * What a request asks for. The texts but @prompt belong to the request.
 */
typedef struct
{
  const HeddleFakeGeminiModel *model;
  GString *prompt;
  guint n_images;
  gint64 max_tokens;
  gboolean json;
  JsonNode *schema;
  const char *ratio;
  const char *size;
  guint thoughts;
  gboolean half;
} HeddleFakeGeminiOrder;

char    *heddle_fake_gemini_write_error (guint                        status,
                                         const char                  *name,
                                         const char                  *message,
                                         const char                  *details);
void     heddle_fake_gemini_refuse      (HeddleFakeExchange          *exchange,
                                         const char                  *format,
                                         ...) G_GNUC_PRINTF (2, 3);
gboolean heddle_fake_gemini_read_order  (HeddleFakeExchange          *exchange,
                                         JsonObject                  *body,
                                         HeddleFakeGeminiOrder       *order);
void     heddle_fake_gemini_answer      (HeddleFakeServer            *server,
                                         HeddleFakeExchange          *exchange,
                                         const HeddleFakeGeminiModel *model);

G_END_DECLS
