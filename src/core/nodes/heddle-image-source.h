/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "graph/heddle-services.h"
#include "graph/heddle-value.h"

G_BEGIN_DECLS

DexFuture *heddle_image_source_load       (HeddleServices     *services,
                                           const char         *reference,
                                           const char         *directory,
                                           const char *const  *allowed);
DexFuture *heddle_image_source_load_asset (HeddleServices     *services,
                                           const char         *asset);
DexFuture *heddle_image_source_load_file  (HeddleServices     *services,
                                           const char         *path,
                                           const char         *directory,
                                           const char *const  *allowed);
gboolean   heddle_image_source_describe   (HeddleServices     *services,
                                           const char         *reference,
                                           const char         *directory,
                                           const char *const  *allowed,
                                           char              **mime,
                                           gint64             *bytes,
                                           GError            **error);
gboolean   heddle_image_source_check_file (HeddleServices     *services,
                                           const char         *path,
                                           const char         *directory,
                                           const char *const  *allowed,
                                           GError            **error);
gboolean   heddle_image_source_check_assets (HeddleServices     *services,
                                           const char *const  *assets,
                                           GError            **error);

G_END_DECLS
