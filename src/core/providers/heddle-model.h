/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-model-task.h"

G_BEGIN_DECLS

/**
 * HeddleModel:
 *
 * A model of a provider, and what it can do. Immutable.
 */
#define HEDDLE_TYPE_MODEL (heddle_model_get_type ())
G_DECLARE_FINAL_TYPE (HeddleModel, heddle_model, HEDDLE, MODEL, GObject)

HeddleModel     *heddle_model_new             (const char  *provider,
                                               const char  *id,
                                               JsonObject  *facts);
void             heddle_model_add_task        (HeddleModel     *self,
                                               HeddleModelTask *task);
HeddleModel     *heddle_model_dup_for         (HeddleModel *self,
                                               HeddleTask   task,
                                               const char  *operation);
HeddleModel     *heddle_model_dup_at          (HeddleModel *self,
                                               const char  *url);
const char      *heddle_model_get_id          (HeddleModel *self);
const char      *heddle_model_get_qualified   (HeddleModel *self);
const char      *heddle_model_get_name        (HeddleModel *self);
const char      *heddle_model_get_version     (HeddleModel *self);
const char      *heddle_model_get_status      (HeddleModel *self);
const char      *heddle_model_get_read        (HeddleModel *self);
gboolean         heddle_model_is_listed       (HeddleModel *self);
gboolean         heddle_model_is_verified     (HeddleModel *self);
HeddleModelTask *heddle_model_get_task        (HeddleModel *self,
                                               HeddleTask   task);
HeddleModelTask *heddle_model_require_task    (HeddleModel  *self,
                                               HeddleTask    task,
                                               const char   *operation,
                                               GError      **error);

G_END_DECLS
