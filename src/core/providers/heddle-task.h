/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleTask:
 *
 * What a model can be asked to do; one per type of AI step, and named after it in manifests
 * (`text-generation`, `image-generation`…).
 */
typedef enum
{
  HEDDLE_TASK_TEXT_GENERATION,
  HEDDLE_TASK_IMAGE_GENERATION,
  HEDDLE_TASK_IMAGE_EDIT,
  HEDDLE_TASK_IMAGE_ANALYSIS,
  HEDDLE_TASK_VIDEO_GENERATION,
  HEDDLE_TASK_CONTENT_SAFETY,
} HeddleTask;

const char *heddle_task_to_string   (HeddleTask   task);
gboolean    heddle_task_from_string (const char  *string,
                                     HeddleTask  *task);

G_END_DECLS
