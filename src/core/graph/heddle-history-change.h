/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-edit.h"

G_BEGIN_DECLS

/**
 * HeddleHistoryStep:
 * @number: its place in the history; steps that can be undone come first, then those that can be done
 *   again
 * @label: (nullable): what the step is called
 * @edits: (element-type HeddleEdit): what takes it back, in the order in which it was done
 *
 * A step of a document as it is kept.
 */
typedef struct
{
  gint64     number;
  char      *label;
  GPtrArray *edits;
} HeddleHistoryStep;

/**
 * HeddleHistoryChange:
 *
 * What has become of a document's steps since they were kept last. Immutable and reference-counted,
 * to be read on any thread.
 */
typedef struct _HeddleHistoryChange HeddleHistoryChange;

#define HEDDLE_TYPE_HISTORY_CHANGE (heddle_history_change_get_type ())
GType                heddle_history_change_get_type       (void);
HeddleHistoryChange *heddle_history_change_new            (gint64               first,
                                                           gint64               n_done,
                                                           gint64               n_undone,
                                                           const char *const   *made_up_ids);
void                 heddle_history_change_add            (HeddleHistoryChange *self,
                                                           gint64               number,
                                                           const char          *label,
                                                           GPtrArray           *edits);
HeddleHistoryChange *heddle_history_change_ref            (HeddleHistoryChange *self);
void                 heddle_history_change_unref          (HeddleHistoryChange *self);
gint64               heddle_history_change_get_first      (HeddleHistoryChange *self);
gint64               heddle_history_change_get_done       (HeddleHistoryChange *self);
gint64               heddle_history_change_get_end        (HeddleHistoryChange *self);
const char *const   *heddle_history_change_get_made_up_ids (HeddleHistoryChange *self);
GPtrArray           *heddle_history_change_get_steps      (HeddleHistoryChange *self);

HeddleHistoryStep   *heddle_history_step_new              (gint64               number,
                                                           const char          *label,
                                                           GPtrArray           *edits);
void                 heddle_history_step_free             (HeddleHistoryStep   *self);
char                *heddle_history_step_edits_to_text    (HeddleHistoryStep   *self);
GPtrArray           *heddle_history_step_edits_from_text  (const char          *text,
                                                           GError             **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleHistoryChange, heddle_history_change_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleHistoryStep, heddle_history_step_free)

G_END_DECLS
