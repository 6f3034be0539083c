/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-open-workflow.h"

G_BEGIN_DECLS

HeddleOpenWorkflow *heddle_canvas_test_open       (const char         *path);
HeddleOpenWorkflow *heddle_canvas_test_open_text  (const char         *text);
void                heddle_canvas_test_put_states (HeddleOpenWorkflow *workflow);
void                heddle_canvas_test_close      (void);

G_END_DECLS
