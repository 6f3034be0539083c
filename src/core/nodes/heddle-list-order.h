/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-value.h"

G_BEGIN_DECLS

GPtrArray *heddle_list_sort (GPtrArray  *items,
                             GPtrArray  *by,
                             gboolean    descending,
                             GError    **error);

G_END_DECLS
