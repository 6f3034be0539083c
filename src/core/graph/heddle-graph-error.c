/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-graph-error.h"

G_DEFINE_QUARK (heddle-graph-error-quark, heddle_graph_error)
