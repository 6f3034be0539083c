/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-node.h"
#include "graph/heddle-link.h"

G_BEGIN_DECLS

const char *heddle_condition_words_get_operator (const char             *op);
char       *heddle_condition_words_dup_short    (HeddleLink             *link,
                                                 const HeddleCanvasNode *from);
char       *heddle_condition_words_dup_sentence (HeddleLink             *link,
                                                 const HeddleCanvasNode *from);

G_END_DECLS
