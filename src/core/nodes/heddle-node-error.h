/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HEDDLE_NODE_ERROR:
 *
 * Why an item of a node failed. Messages are for designers: what is wrong, and what to do.
 */
#define HEDDLE_NODE_ERROR (heddle_node_error_quark ())
GQuark heddle_node_error_quark (void);

/**
 * HeddleNodeError:
 * @HEDDLE_NODE_ERROR_CONFIG: the config cannot be used
 * @HEDDLE_NODE_ERROR_INPUT: an input is missing, or too many are linked
 * @HEDDLE_NODE_ERROR_NOT_FOUND: a file, a folder or an asset is not there
 * @HEDDLE_NODE_ERROR_OUTSIDE: a path outside the folders that may be used
 * @HEDDLE_NODE_ERROR_UNREADABLE: a file is there, but is not what it should be
 * @HEDDLE_NODE_ERROR_WRITE: a result could not be written
 * @HEDDLE_NODE_ERROR_ANSWER: a model's answer is not of the form that was asked for
 * @HEDDLE_NODE_ERROR_UNAVAILABLE: a part of the application that the node needs is missing
 * @HEDDLE_NODE_ERROR_NEEDS_CHOICE: nothing is wrong: a person is to choose among the items
 * @HEDDLE_NODE_ERROR_NEEDS_APPROVAL: nothing is wrong: a person is to approve the items
 */
typedef enum
{
  HEDDLE_NODE_ERROR_CONFIG,
  HEDDLE_NODE_ERROR_INPUT,
  HEDDLE_NODE_ERROR_NOT_FOUND,
  HEDDLE_NODE_ERROR_OUTSIDE,
  HEDDLE_NODE_ERROR_UNREADABLE,
  HEDDLE_NODE_ERROR_WRITE,
  HEDDLE_NODE_ERROR_ANSWER,
  HEDDLE_NODE_ERROR_UNAVAILABLE,
  HEDDLE_NODE_ERROR_NEEDS_CHOICE,
  HEDDLE_NODE_ERROR_NEEDS_APPROVAL,
} HeddleNodeError;

G_END_DECLS
