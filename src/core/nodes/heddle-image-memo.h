/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib/gstdio.h>

#include "graph/heddle-value.h"

G_BEGIN_DECLS

HeddleValue *heddle_image_memo_find (const char     *path,
                                     const GStatBuf *facts);
void         heddle_image_memo_add  (const char     *path,
                                     const GStatBuf *facts,
                                     HeddleValue    *image);

G_END_DECLS
