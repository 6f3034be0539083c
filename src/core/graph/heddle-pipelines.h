/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-document.h"

G_BEGIN_DECLS

char     *heddle_pipelines_dup_title (HeddlePipeline  *pipeline);
guint     heddle_pipelines_find      (HeddleWorkflow  *workflow,
                                      HeddlePipeline  *pipeline);
char     *heddle_pipelines_add       (HeddleDocument  *document,
                                      guint            position,
                                      GError         **error);
char     *heddle_pipelines_duplicate (HeddleDocument  *document,
                                      HeddlePipeline  *pipeline,
                                      GError         **error);
gboolean  heddle_pipelines_rename    (HeddleDocument  *document,
                                      HeddlePipeline  *pipeline,
                                      const char      *name,
                                      GError         **error);
gboolean  heddle_pipelines_move      (HeddleDocument  *document,
                                      HeddlePipeline  *pipeline,
                                      guint            position,
                                      GError         **error);
gboolean  heddle_pipelines_remove    (HeddleDocument  *document,
                                      HeddlePipeline  *pipeline,
                                      GError         **error);

G_END_DECLS
