/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-node-error.h"

G_DEFINE_QUARK (heddle-node-error-quark, heddle_node_error)
