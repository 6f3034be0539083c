/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "imaging/heddle-imaging-output.h"
#include "imaging/heddle-imaging-params.h"

G_BEGIN_DECLS

/**
 * HeddleImagingOperation:
 * @params: the request's parameters; `id` and `op` are read already
 * @reply: what goes into the reply
 * @error: (out) (optional): a %HEDDLE_IMAGING_ERROR
 *
 * One kind of pixel work. Operations read all their parameters, call
 * [method@ImagingParams.finish], and only then touch a file. Each is declared here and has one
 * line in the table of heddle-imaging-main.c; related ones share a file.
 *
 * Returns: whether the request succeeded
 */
typedef gboolean (*HeddleImagingOperation) (HeddleImagingParams *params,
                                            HeddleImagingResult *reply,
                                            GError             **error);

gboolean heddle_imaging_info       (HeddleImagingParams  *params,
                                    HeddleImagingResult  *reply,
                                    GError              **error);
gboolean heddle_imaging_thumbnail  (HeddleImagingParams  *params,
                                    HeddleImagingResult  *reply,
                                    GError              **error);
gboolean heddle_imaging_resize     (HeddleImagingParams  *params,
                                    HeddleImagingResult  *reply,
                                    GError              **error);
gboolean heddle_imaging_compose    (HeddleImagingParams  *params,
                                    HeddleImagingResult  *reply,
                                    GError              **error);
gboolean heddle_imaging_text       (HeddleImagingParams  *params,
                                    HeddleImagingResult  *reply,
                                    GError              **error);
gboolean heddle_imaging_convert    (HeddleImagingParams  *params,
                                    HeddleImagingResult  *reply,
                                    GError              **error);
gboolean heddle_imaging_render_svg (HeddleImagingParams  *params,
                                    HeddleImagingResult  *reply,
                                    GError              **error);

G_END_DECLS
