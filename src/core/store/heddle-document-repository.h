/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-document.h"
#include "graph/heddle-workflow-snapshot.h"
#include "store/heddle-database.h"

G_BEGIN_DECLS

HeddleDocument *heddle_documents_load (HeddleDatabase          *database,
                                       const char              *uuid,
                                       GError                 **error);
gboolean        heddle_documents_save (HeddleDatabase          *database,
                                       HeddleWorkflowSnapshot  *workflow,
                                       HeddleHistoryChange     *history,
                                       GError                 **error);

G_END_DECLS
