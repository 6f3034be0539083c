/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "graph/heddle-parameter.h"
#include "providers/heddle-price.h"
#include "providers/heddle-task.h"

G_BEGIN_DECLS

/**
 * HEDDLE_MODEL_TASK_USUAL_OPERATION:
 *
 * What a task does whose definition names no operations.
 */
#define HEDDLE_MODEL_TASK_USUAL_OPERATION "edit"

/**
 * HeddleModelTask:
 *
 * How one model does one task: the manifest's definition of the task with the model's own laid
 * over it. Immutable.
 */
#define HEDDLE_TYPE_MODEL_TASK (heddle_model_task_get_type ())
G_DECLARE_FINAL_TYPE (HeddleModelTask, heddle_model_task, HEDDLE, MODEL_TASK, GObject)

HeddleModelTask           *heddle_model_task_new            (HeddleTask       task,
                                                             JsonObject      *definition);
HeddleModelTask           *heddle_model_task_get_at         (HeddleModelTask *self,
                                                             const char      *model,
                                                             const char      *url);
HeddleModelTask           *heddle_model_task_get_for        (HeddleModelTask *self,
                                                             const char      *operation);
GStrv                      heddle_model_task_list_operations (HeddleModelTask *self);
HeddleTask                 heddle_model_task_get_task       (HeddleModelTask *self);
JsonObject                *heddle_model_task_get_definition (HeddleModelTask *self);
JsonObject                *heddle_model_task_get_section    (HeddleModelTask *self,
                                                             const char      *name);
JsonArray                 *heddle_model_task_get_list       (HeddleModelTask *self,
                                                             const char      *name);
const HeddleParameterInfo *heddle_model_task_get_parameters (HeddleModelTask *self,
                                                             guint           *n_parameters);
const HeddleParameterInfo *heddle_model_task_find_parameter (HeddleModelTask *self,
                                                             const char      *key);
gboolean                   heddle_model_task_uses           (HeddleModelTask *self,
                                                             const char      *name);

G_END_DECLS
