/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "assets/heddle-asset-store.h"
#include "graph/heddle-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleWorkflowAdoption:
 *
 * A workflow on its way from a file into the library, with the files that it names.
 */
typedef struct _HeddleWorkflowAdoption HeddleWorkflowAdoption;

HeddleWorkflowAdoption *heddle_workflow_adoption_new          (HeddleWorkflow          *workflow,
                                                               const char              *directory,
                                                               const char *const       *allowed,
                                                               HeddleImagingPool       *imaging,
                                                               GError                 **error);
void                    heddle_workflow_adoption_free         (HeddleWorkflowAdoption  *self);
GPtrArray              *heddle_workflow_adoption_get_warnings (HeddleWorkflowAdoption  *self);
HeddleWorkflow         *heddle_workflow_adoption_finish       (HeddleWorkflowAdoption  *self,
                                                               HeddleAssetStore        *assets,
                                                               const char              *project,
                                                               GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleWorkflowAdoption, heddle_workflow_adoption_free)

G_END_DECLS
