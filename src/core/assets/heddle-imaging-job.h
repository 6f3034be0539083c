/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "assets/heddle-imaging-error.h"

G_BEGIN_DECLS

/**
 * HeddleImagingJob:
 *
 * One request on its way through the pool. Reference-counted with atomic counts; everything but
 * its making and its cancelling happens on the pool's thread.
 */
typedef struct _HeddleImagingJob HeddleImagingJob;

HeddleImagingJob *heddle_imaging_job_new          (JsonObject          *request);
HeddleImagingJob *heddle_imaging_job_ref          (HeddleImagingJob    *self);
void              heddle_imaging_job_unref        (HeddleImagingJob    *self);
DexFuture        *heddle_imaging_job_dup_future   (HeddleImagingJob    *self);
void              heddle_imaging_job_on_abandoned (HeddleImagingJob    *self,
                                                   GCallback            func,
                                                   gpointer             data,
                                                   GClosureNotify       data_destroy);
gboolean          heddle_imaging_job_is_abandoned (HeddleImagingJob    *self);
GBytes           *heddle_imaging_job_get_line     (HeddleImagingJob    *self);
void              heddle_imaging_job_settle       (HeddleImagingJob    *self,
                                                   const char          *reply);
void              heddle_imaging_job_fail         (HeddleImagingJob    *self,
                                                   GError              *error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleImagingJob, heddle_imaging_job_unref)

G_END_DECLS
