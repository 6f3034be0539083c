/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>
#include <libdex.h>

#include "assets/heddle-imaging-error.h"
#include "assets/heddle-imaging-reply.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_IMAGING_POOL (heddle_imaging_pool_get_type ())
G_DECLARE_FINAL_TYPE (HeddleImagingPool, heddle_imaging_pool, HEDDLE, IMAGING_POOL, GObject)

HeddleImagingPool *heddle_imaging_pool_new             (void);
void               heddle_imaging_pool_set_max_workers (HeddleImagingPool *self,
                                                        guint              max_workers);
void               heddle_imaging_pool_set_max_pixels  (HeddleImagingPool *self,
                                                        guint64            max_pixels);
void               heddle_imaging_pool_set_time_limit  (HeddleImagingPool *self,
                                                        guint              milliseconds);
void               heddle_imaging_pool_set_idle_time   (HeddleImagingPool *self,
                                                        guint              milliseconds);
void               heddle_imaging_pool_set_quiet_time  (HeddleImagingPool *self,
                                                        guint              milliseconds);
DexFuture         *heddle_imaging_pool_run             (HeddleImagingPool *self,
                                                        JsonObject        *request);
DexFuture         *heddle_imaging_pool_run_later       (HeddleImagingPool *self,
                                                        JsonObject        *request);
DexFuture         *heddle_imaging_pool_info            (HeddleImagingPool *self,
                                                        const char        *input);
DexFuture         *heddle_imaging_pool_thumbnail       (HeddleImagingPool *self,
                                                        const char        *input,
                                                        const char        *output,
                                                        int                size);
DexFuture         *heddle_imaging_pool_thumbnail_later (HeddleImagingPool *self,
                                                        const char        *input,
                                                        const char        *output,
                                                        int                size);
DexFuture         *heddle_imaging_pool_render_svg      (HeddleImagingPool *self,
                                                        const char        *svg,
                                                        int                width,
                                                        int                height,
                                                        const char        *output);

G_END_DECLS
