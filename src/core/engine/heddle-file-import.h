/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-engine.h"
#include "store/heddle-asset-record.h"
#include "store/heddle-workflow-repository.h"

G_BEGIN_DECLS

/**
 * HeddleFileImport:
 *
 * A file on its way into the library: a workflow with all that it names, or an image. What it is is
 * told from its content, not from its name.
 */
typedef struct _HeddleFileImport HeddleFileImport;

/**
 * HeddleFileKind:
 * @HEDDLE_FILE_ANY: to be told from the content
 * @HEDDLE_FILE_WORKFLOW: a workflow
 * @HEDDLE_FILE_ASSET: an image
 *
 * What a file is taken for.
 */
typedef enum
{
  HEDDLE_FILE_ANY,
  HEDDLE_FILE_WORKFLOW,
  HEDDLE_FILE_ASSET,
} HeddleFileKind;

HeddleFileImport           *heddle_file_import_new          (const char         *path,
                                                             HeddleFileKind      kind,
                                                             const char *const  *allowed,
                                                             HeddleImagingPool  *imaging,
                                                             GError            **error);
void                        heddle_file_import_free         (HeddleFileImport   *self);
GPtrArray                  *heddle_file_import_get_warnings (HeddleFileImport   *self);
const char                 *heddle_file_import_get_path     (HeddleFileImport   *self);
void                        heddle_file_import_be_copy      (HeddleFileImport   *self);
gboolean                    heddle_file_import_finish       (HeddleFileImport   *self,
                                                             HeddleEngine       *engine,
                                                             const char         *project,
                                                             GError            **error);
const HeddleWorkflowRecord *heddle_file_import_get_workflow (HeddleFileImport   *self);
const HeddleAssetRecord    *heddle_file_import_get_asset    (HeddleFileImport   *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleFileImport, heddle_file_import_free)

G_END_DECLS
