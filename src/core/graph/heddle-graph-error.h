/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HEDDLE_GRAPH_ERROR:
 *
 * Errors of documents and their values. Messages about a document begin with the path of what is
 * wrong.
 */
#define HEDDLE_GRAPH_ERROR (heddle_graph_error_quark ())
GQuark heddle_graph_error_quark (void);

/**
 * HeddleGraphError:
 * @HEDDLE_GRAPH_ERROR_MALFORMED: not a document: broken JSON, or not of the format's form
 * @HEDDLE_GRAPH_ERROR_NEWER: a document of a newer version of the format
 * @HEDDLE_GRAPH_ERROR_UNKNOWN_TYPE: a node's type is not known here
 * @HEDDLE_GRAPH_ERROR_CONFIG: a config value is not what the node type asks for
 * @HEDDLE_GRAPH_ERROR_LINK: a link that leads nowhere, twice to one port, or between types that
 *   do not fit; or one that is missing
 * @HEDDLE_GRAPH_ERROR_CYCLE: links that form a circle
 * @HEDDLE_GRAPH_ERROR_VALUE: a value that cannot be converted
 * @HEDDLE_GRAPH_ERROR_NOT_FOUND: no such pipeline, node, link…
 */
typedef enum
{
  HEDDLE_GRAPH_ERROR_MALFORMED,
  HEDDLE_GRAPH_ERROR_NEWER,
  HEDDLE_GRAPH_ERROR_UNKNOWN_TYPE,
  HEDDLE_GRAPH_ERROR_CONFIG,
  HEDDLE_GRAPH_ERROR_LINK,
  HEDDLE_GRAPH_ERROR_CYCLE,
  HEDDLE_GRAPH_ERROR_VALUE,
  HEDDLE_GRAPH_ERROR_NOT_FOUND,
} HeddleGraphError;

G_END_DECLS
