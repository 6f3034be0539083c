/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>
#include <yyjson.h>

G_BEGIN_DECLS

/**
 * HeddleImagingParams:
 *
 * Reads the members of a request strictly. Getters remember the first error and which members were
 * asked for; [method@ImagingParams.finish] reports that error, or a member that nobody asked for,
 * so that an operation reads all its parameters first and checks once.
 */
typedef struct _HeddleImagingParams HeddleImagingParams;

/**
 * HeddleImagingColor:
 * @red: 0–255
 * @green: 0–255
 * @blue: 0–255
 * @alpha: 0–255, 255 is opaque
 *
 * A colour in sRGB, not premultiplied.
 */
typedef struct
{
  double red;
  double green;
  double blue;
  double alpha;
} HeddleImagingColor;

HeddleImagingParams *heddle_imaging_params_new            (yyjson_val           *object);
void                 heddle_imaging_params_free           (HeddleImagingParams  *self);
gboolean             heddle_imaging_params_has            (HeddleImagingParams  *self,
                                                           const char           *name);
const char          *heddle_imaging_params_get_string     (HeddleImagingParams  *self,
                                                           const char           *name,
                                                           const char           *fallback);
const char          *heddle_imaging_params_require_string (HeddleImagingParams  *self,
                                                           const char           *name);
double               heddle_imaging_params_get_number     (HeddleImagingParams  *self,
                                                           const char           *name,
                                                           double                minimum,
                                                           double                maximum,
                                                           double                fallback);
gint64               heddle_imaging_params_get_int        (HeddleImagingParams  *self,
                                                           const char           *name,
                                                           gint64                minimum,
                                                           gint64                maximum,
                                                           gint64                fallback);
gint64               heddle_imaging_params_require_int    (HeddleImagingParams  *self,
                                                           const char           *name,
                                                           gint64                minimum,
                                                           gint64                maximum);
gboolean             heddle_imaging_params_get_boolean    (HeddleImagingParams  *self,
                                                           const char           *name,
                                                           gboolean              fallback);
int                  heddle_imaging_params_get_choice     (HeddleImagingParams  *self,
                                                           const char           *name,
                                                           const char *const    *choices,
                                                           int                   fallback);
HeddleImagingColor   heddle_imaging_params_get_color      (HeddleImagingParams  *self,
                                                           const char           *name,
                                                           HeddleImagingColor    fallback);
HeddleImagingParams *heddle_imaging_params_get_object     (HeddleImagingParams  *self,
                                                           const char           *name);
gboolean             heddle_imaging_params_finish         (HeddleImagingParams  *self,
                                                           GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleImagingParams, heddle_imaging_params_free)

G_END_DECLS
