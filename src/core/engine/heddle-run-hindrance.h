/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-recorder.h"
#include "engine/heddle-run-work.h"
#include "engine/heddle-run.h"

G_BEGIN_DECLS

/**
 * HeddleRunHindrance:
 * @n_items: how many items in flight wait for a provider, the network or the library
 * @n_keeping: how many of them have been answered, and wait for the library
 * @n_offline: how many of them wait for the network
 * @paused: whether nothing else was left to do when the run last had to wait
 *
 * What keeps a run's items from going on that have been begun. Begins as zeros.
 */
typedef struct
{
  guint    n_items;
  guint    n_keeping;
  guint    n_offline;
  gboolean paused;
} HeddleRunHindrance;

void heddle_run_hindrance_note   (HeddleRunHindrance     *self,
                                  HeddleRun              *run,
                                  const HeddleRunMessage *message);
void heddle_run_hindrance_forget (HeddleRunHindrance     *self,
                                  HeddleRunItem          *item);
void heddle_run_hindrance_record (HeddleRunHindrance     *self,
                                  guint                   in_flight,
                                  HeddleRun              *run,
                                  HeddleRunRecorder      *recorder);

GSequenceIter *heddle_run_hindrance_find_launchable (HeddleRunHindrance  *self,
                                                     GSequence           *queue,
                                                     guint                in_flight,
                                                     guint                jobs);
gboolean       heddle_run_hindrance_is_left         (HeddleRunHindrance  *self,
                                                     guint                in_flight,
                                                     guint                n_awaiting,
                                                     HeddleRun           *run,
                                                     GError             **pause);

G_END_DECLS
