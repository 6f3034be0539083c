/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "assets/heddle-blob-store.h"
#include "heddle-invocation.h"
#include "store/heddle-asset-repository.h"
#include "store/heddle-project-repository.h"
#include "store/heddle-run-repository.h"
#include "store/heddle-workflow-repository.h"

G_BEGIN_DECLS

void heddle_print_entity   (HeddleInvocation           *invocation,
                            const char                 *type,
                            const char                 *id,
                            const char                 *name,
                            JsonObject                 *details);
void heddle_print_asset    (HeddleInvocation           *invocation,
                            const HeddleAssetRecord    *record,
                            HeddleBlobStore            *blobs);
void heddle_print_workflow (HeddleInvocation           *invocation,
                            const HeddleWorkflowRecord *record);
void heddle_print_run      (HeddleInvocation           *invocation,
                            const HeddleRunRecord      *record,
                            GPtrArray                  *generations);
void heddle_print_project  (HeddleInvocation           *invocation,
                            const HeddleProjectRecord  *record);

G_END_DECLS
