/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-document.h"

G_BEGIN_DECLS

/* What tests of edits are made of. */

HeddleWorkflow *edit_test_load_sample (void);
JsonNode       *edit_test_parse       (const char        *text);
HeddleEdit     *edit_test_new_set     (HeddleElementKind  kind,
                                       const char        *id,
                                       const char        *path,
                                       const char        *value);
HeddleEdit     *edit_test_new_insert  (HeddleElementKind  kind,
                                       guint              position,
                                       const char        *element);
HeddleEdit     *edit_test_new_remove  (HeddleElementKind  kind,
                                       const char        *id);
HeddleEdit     *edit_test_new_random  (HeddleWorkflow    *workflow);

G_END_DECLS
