/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_IMAGING_WORKER (heddle_imaging_worker_get_type ())
G_DECLARE_FINAL_TYPE (HeddleImagingWorker, heddle_imaging_worker, HEDDLE, IMAGING_WORKER, GObject)

/**
 * HeddleImagingWorkerFunc:
 * @self: the worker
 * @reply: (nullable): a line that it wrote; %NULL once it has ended
 * @data: what was given to [ctor@ImagingWorker.new]
 */
typedef void (*HeddleImagingWorkerFunc) (HeddleImagingWorker *self,
                                         const char          *reply,
                                         gpointer             data);

HeddleImagingWorker *heddle_imaging_worker_new          (const char *const        *argv,
                                                         HeddleImagingWorkerFunc   func,
                                                         gpointer                  data,
                                                         GError                  **error);
void                 heddle_imaging_worker_send         (HeddleImagingWorker      *self,
                                                         GBytes                   *line);
void                 heddle_imaging_worker_finish       (HeddleImagingWorker      *self);
void                 heddle_imaging_worker_kill         (HeddleImagingWorker      *self);
int                  heddle_imaging_worker_get_signal   (HeddleImagingWorker      *self);
char                *heddle_imaging_worker_dup_last_words (HeddleImagingWorker    *self);

G_END_DECLS
