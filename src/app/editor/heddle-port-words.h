/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-canvas-link.h"

G_BEGIN_DECLS

GPtrArray *heddle_port_words_list_links      (const HeddleCanvasNode *node,
                                              const char             *port,
                                              gboolean                output);
char      *heddle_port_words_dup_ends        (GPtrArray              *links,
                                              gboolean                output);
char      *heddle_port_words_dup_description (const HeddleCanvasPort *port,
                                              GPtrArray              *links);

G_END_DECLS
