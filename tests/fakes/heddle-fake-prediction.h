/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "heddle-fake-fault.h"

G_BEGIN_DECLS

/**
 * HeddleFakePredictionStatus:
 *
 * The states of a prediction, in Replicate's words.
 */
typedef enum
{
  HEDDLE_FAKE_PREDICTION_STARTING,
  HEDDLE_FAKE_PREDICTION_PROCESSING,
  HEDDLE_FAKE_PREDICTION_SUCCEEDED,
  HEDDLE_FAKE_PREDICTION_FAILED,
  HEDDLE_FAKE_PREDICTION_CANCELED,
} HeddleFakePredictionStatus;

/**
 * HeddleFakePrediction:
 *
 * One job of the fake Replicate.
 */
#define HEDDLE_TYPE_FAKE_PREDICTION (heddle_fake_prediction_get_type ())
G_DECLARE_FINAL_TYPE (HeddleFakePrediction, heddle_fake_prediction, HEDDLE, FAKE_PREDICTION, GObject)

HeddleFakePrediction      *heddle_fake_prediction_new            (guint                  number,
                                                                  const char            *model,
                                                                  const char            *version,
                                                                  JsonObject            *input,
                                                                  const HeddleFakeFault *fault,
                                                                  HeddleFakeFaultKind    kind);
const char                *heddle_fake_prediction_get_id         (HeddleFakePrediction  *self);
GDateTime                 *heddle_fake_prediction_get_created_at (HeddleFakePrediction  *self);
const HeddleFakeFault     *heddle_fake_prediction_get_fault      (HeddleFakePrediction  *self);
HeddleFakePredictionStatus heddle_fake_prediction_get_status     (HeddleFakePrediction  *self);
gboolean                   heddle_fake_prediction_is_over        (HeddleFakePrediction  *self);
void                       heddle_fake_prediction_start          (HeddleFakePrediction  *self);
void                       heddle_fake_prediction_finish         (HeddleFakePrediction  *self);
void                       heddle_fake_prediction_cancel         (HeddleFakePrediction  *self);
JsonNode                  *heddle_fake_prediction_to_json        (HeddleFakePrediction  *self,
                                                                  const char            *origin,
                                                                  const char            *files);
GBytes                    *heddle_fake_prediction_dup_file       (HeddleFakePrediction  *self,
                                                                  guint                  nth,
                                                                  gsize                  at_least);
const char                *heddle_fake_prediction_get_mime       (HeddleFakePrediction  *self);

G_END_DECLS
