/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-document.h"
#include "graph/heddle-link.h"
#include "graph/heddle-pipeline.h"

G_BEGIN_DECLS

guint      heddle_reroute_count        (HeddleLink      *link);
JsonArray *heddle_reroute_copy         (HeddleLink      *link,
                                        guint            first,
                                        guint            n);
gboolean   heddle_reroute_add          (HeddleDocument  *document,
                                        HeddlePipeline  *pipeline,
                                        const char      *link,
                                        guint            position,
                                        double           x,
                                        double           y,
                                        GError         **error);
gboolean   heddle_reroute_move         (HeddleDocument  *document,
                                        HeddlePipeline  *pipeline,
                                        const char      *link,
                                        guint            position,
                                        double           x,
                                        double           y,
                                        GError         **error);
gboolean   heddle_reroute_remove       (HeddleDocument  *document,
                                        HeddlePipeline  *pipeline,
                                        const char      *link,
                                        guint            position,
                                        GError         **error);
gboolean   heddle_reroute_remove_first (HeddleDocument  *document,
                                        HeddlePipeline  *pipeline,
                                        const char      *link,
                                        guint            n,
                                        GError         **error);
gboolean   heddle_reroute_shift        (HeddleDocument  *document,
                                        HeddlePipeline  *pipeline,
                                        HeddleLink      *link,
                                        double           dx,
                                        double           dy,
                                        GError         **error);

G_END_DECLS
