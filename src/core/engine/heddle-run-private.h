/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run.h"

G_BEGIN_DECLS

void          heddle_run_emit              (HeddleRun      *self,
                                            HeddleRunEvent *event);
void          heddle_run_emit_first        (HeddleRun      *self,
                                            HeddleRunEvent *event);
GCancellable *heddle_run_get_cancellable   (HeddleRun      *self);
gboolean      heddle_run_is_at_work        (HeddleRun      *self);
void          heddle_run_leave             (HeddleRun      *self);
gboolean      heddle_run_is_left           (HeddleRun      *self);
gboolean      heddle_run_is_continued      (HeddleRun      *self);
gboolean      heddle_run_is_retried        (HeddleRun      *self);
gboolean      heddle_run_was_started       (HeddleRun      *self);
void          heddle_run_set_turn          (HeddleRun      *self,
                                            GMainContext   *context,
                                            int             priority,
                                            gint64          due);
int           heddle_run_get_priority      (HeddleRun      *self);
gint64        heddle_run_get_due           (HeddleRun      *self);
void          heddle_run_set_answers       (HeddleRun      *self,
                                            GStrv           answers);
GStrv         heddle_run_take_answers      (HeddleRun      *self);

G_END_DECLS
