/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-validation.h"

G_BEGIN_DECLS

/* What is known about a node. @type, @inputs and @outputs are NULL where they cannot be told;
 * @links finds the first link into each port, @any_types what flows into ports of type any.
 */
typedef struct
{
  HeddleNode               *node;
  guint                     position;
  const HeddleNodeTypeInfo *type;
  GPtrArray                *inputs;
  GPtrArray                *outputs;
  GHashTable               *links;
  GHashTable               *any_types;
} HeddleNodeFacts;

typedef enum
{
  HEDDLE_PORT_KNOWN,
  HEDDLE_PORT_UNKNOWABLE,
  HEDDLE_PORT_MISSING,
} HeddlePortState;

/* @left_out is the id of a link that counts as if it were not there, or NULL. */
typedef struct
{
  HeddleWorkflow     *workflow;
  HeddleNodeRegistry *registry;
  const char         *document_directory;
  HeddleServices     *services;
  GPtrArray          *problems;
  HeddlePipeline     *pipeline;
  guint               pipeline_position;
  GPtrArray          *nodes;
  GHashTable         *by_id;
  const char         *left_out;
} HeddleCheck;

void heddle_node_facts_free        (HeddleNodeFacts  *self);
void heddle_check_collect_nodes    (HeddleCheck      *check);
HeddlePortState heddle_check_find_output (HeddleCheck    *check,
                                          const char     *node,
                                          const char     *name,
                                          HeddlePortType *type);
HeddlePortState heddle_check_find_input (HeddleCheck    *check,
                                         const char     *node,
                                         const char     *name,
                                         HeddlePortType *type);

void heddle_check_add_problem      (HeddleCheck      *check,
                                    HeddleGraphError  code,
                                    HeddleNode       *node,
                                    char             *path,
                                    char             *message);
void heddle_check_add_node_problem (HeddleCheck      *check,
                                    HeddleGraphError  code,
                                    HeddleNodeFacts  *facts,
                                    const char       *member,
                                    char             *message);
void heddle_check_collect_links    (HeddleCheck      *check);
void heddle_check_links            (HeddleCheck      *check);
void heddle_check_cycles           (HeddleCheck      *check);

G_END_DECLS
