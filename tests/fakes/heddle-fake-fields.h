/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HeddleFakeFieldKind:
 * @HEDDLE_FAKE_FIELD_TEXT: a text of so many characters
 * @HEDDLE_FAKE_FIELD_INTEGER: a whole number within bounds
 * @HEDDLE_FAKE_FIELD_NUMBER: a number within bounds
 * @HEDDLE_FAKE_FIELD_BOOLEAN: true or false
 * @HEDDLE_FAKE_FIELD_CHOICE: one of the choices
 * @HEDDLE_FAKE_FIELD_SIZE: one of the choices, or an object with a width and a height within bounds
 * @HEDDLE_FAKE_FIELD_IMAGE: a picture, as a data URL
 * @HEDDLE_FAKE_FIELD_BASE64: a picture, as nothing but base64
 * @HEDDLE_FAKE_FIELD_IMAGES: a list of so many data URLs
 * @HEDDLE_FAKE_FIELD_OBJECT: an object or a list that the caller looks at
 *
 * What a field of a request may hold.
 */
typedef enum
{
  HEDDLE_FAKE_FIELD_TEXT,
  HEDDLE_FAKE_FIELD_INTEGER,
  HEDDLE_FAKE_FIELD_NUMBER,
  HEDDLE_FAKE_FIELD_BOOLEAN,
  HEDDLE_FAKE_FIELD_CHOICE,
  HEDDLE_FAKE_FIELD_SIZE,
  HEDDLE_FAKE_FIELD_IMAGE,
  HEDDLE_FAKE_FIELD_BASE64,
  HEDDLE_FAKE_FIELD_IMAGES,
  HEDDLE_FAKE_FIELD_OBJECT,
} HeddleFakeFieldKind;

/**
 * HeddleFakeField:
 * @name: its name
 * @kind: what it may hold
 * @least: the least value, or length
 * @most: the greatest
 * @choices: (nullable): separated by `|`
 * @required: whether it has to be there
 *
 * A field of a request.
 */
typedef struct
{
  const char *name;
  HeddleFakeFieldKind kind;
  double least;
  double most;
  const char *choices;
  gboolean required;
} HeddleFakeField;

char *heddle_fake_fields_find_error (JsonObject            *body,
                                     const HeddleFakeField *fields,
                                     guint                  n_fields,
                                     const char           **name);

G_END_DECLS
