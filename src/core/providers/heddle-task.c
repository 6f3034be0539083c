/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-task.h"

static const char *const names[] = {
  [HEDDLE_TASK_TEXT_GENERATION] = "text-generation",
  [HEDDLE_TASK_IMAGE_GENERATION] = "image-generation",
  [HEDDLE_TASK_IMAGE_EDIT] = "image-edit",
  [HEDDLE_TASK_IMAGE_ANALYSIS] = "image-analysis",
  [HEDDLE_TASK_VIDEO_GENERATION] = "video-generation",
  [HEDDLE_TASK_CONTENT_SAFETY] = "content-safety",
};

/**
 * heddle_task_to_string:
 * @task: a task
 *
 * Returns: (transfer none): its name in manifests, such as `image-generation`
 */
const char *
heddle_task_to_string (HeddleTask task)
{
  g_return_val_if_fail ((guint) task < G_N_ELEMENTS (names), NULL);

  return names[task];
}

/**
 * heddle_task_from_string:
 * @string: a name
 * @task: (out): the task of that name
 *
 * Returns: whether there is such a task
 */
gboolean
heddle_task_from_string (const char *string,
                         HeddleTask *task)
{
  g_return_val_if_fail (string != NULL, FALSE);
  g_return_val_if_fail (task != NULL, FALSE);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (g_str_equal (names[i], string))
        {
          *task = (HeddleTask) i;
          return TRUE;
        }
    }

  return FALSE;
}
