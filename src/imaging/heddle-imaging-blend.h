/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "imaging/heddle-imaging-image.h"

G_BEGIN_DECLS

VipsImage *heddle_imaging_blend (VipsImage      *base,
                                 VipsImage      *overlay,
                                 VipsBlendMode   mode,
                                 int             x,
                                 int             y,
                                 GError        **error);

G_END_DECLS
