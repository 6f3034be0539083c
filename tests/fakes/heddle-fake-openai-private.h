/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "heddle-fake-server.h"

G_BEGIN_DECLS

/**
 * HeddleFakeParameterKind:
 * @HEDDLE_FAKE_PARAMETER_ANY: anything
 * @HEDDLE_FAKE_PARAMETER_STRING: a string of up to `maximum` characters
 * @HEDDLE_FAKE_PARAMETER_ENUM: one of `values`
 * @HEDDLE_FAKE_PARAMETER_INTEGER: a whole number between the bounds
 * @HEDDLE_FAKE_PARAMETER_NUMBER: a number between the bounds
 * @HEDDLE_FAKE_PARAMETER_BOOLEAN: true or false
 * @HEDDLE_FAKE_PARAMETER_OBJECT: an object
 * @HEDDLE_FAKE_PARAMETER_ARRAY: an array whose length lies between the bounds
 */
typedef enum
{
  HEDDLE_FAKE_PARAMETER_ANY,
  HEDDLE_FAKE_PARAMETER_STRING,
  HEDDLE_FAKE_PARAMETER_ENUM,
  HEDDLE_FAKE_PARAMETER_INTEGER,
  HEDDLE_FAKE_PARAMETER_NUMBER,
  HEDDLE_FAKE_PARAMETER_BOOLEAN,
  HEDDLE_FAKE_PARAMETER_OBJECT,
  HEDDLE_FAKE_PARAMETER_ARRAY,
} HeddleFakeParameterKind;

/**
 * HeddleFakeParameter:
 * @name: a member of a request's body; an array of them ends with %NULL
 * @kind: what it has to be
 * @required: whether it has to be there
 * @minimum: the lower bound
 * @maximum: the upper bound
 * @values: for an enumeration its values with `|` between them
 *
 * What OpenAI says about one parameter.
 */
typedef struct
{
  const char *name;
  HeddleFakeParameterKind kind;
  gboolean required;
  double minimum;
  double maximum;
  const char *values;
} HeddleFakeParameter;

char       *heddle_fake_openai_write_error    (guint                      status,
                                               const char                *code,
                                               const char                *param,
                                               const char                *message);
void        heddle_fake_openai_refuse         (HeddleFakeExchange        *exchange,
                                               guint                      status,
                                               const char                *code,
                                               const char                *param,
                                               const char                *format,
                                               ...) G_GNUC_PRINTF (5, 6);
gboolean    heddle_fake_openai_check          (HeddleFakeExchange        *exchange,
                                               JsonObject                *body,
                                               const HeddleFakeParameter *parameters);
gboolean    heddle_fake_openai_check_picture  (HeddleFakeExchange        *exchange,
                                               const char                *url,
                                               const char                *param);
const char *heddle_fake_openai_get_string     (JsonObject                *body,
                                               const char                *member,
                                               const char                *fallback);
gint64      heddle_fake_openai_get_int        (JsonObject                *body,
                                               const char                *member,
                                               gint64                     fallback);
gboolean    heddle_fake_openai_has            (JsonObject                *body,
                                               const char                *member);

void        heddle_fake_openai_answer_images  (HeddleFakeServer          *server,
                                               HeddleFakeExchange        *exchange,
                                               gboolean                   edit);
void        heddle_fake_openai_answer_chat    (HeddleFakeServer          *server,
                                               HeddleFakeExchange        *exchange);
void        heddle_fake_openai_answer_moderation (HeddleFakeExchange     *exchange);

G_END_DECLS
