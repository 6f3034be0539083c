/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "assets/heddle-blob-store.h"
#include "assets/heddle-imaging-pool.h"
#include "graph/heddle-services.h"

G_BEGIN_DECLS

HeddleBlobStore   *heddle_node_services_get_blobs   (HeddleServices  *services,
                                                     GError         **error);
HeddleImagingPool *heddle_node_services_get_imaging (HeddleServices  *services,
                                                     GError         **error);

G_END_DECLS
