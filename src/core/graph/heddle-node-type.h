/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "base/heddle-money.h"
#include "graph/heddle-node-execution.h"
#include "graph/heddle-node-outputs.h"
#include "graph/heddle-parameter.h"
#include "graph/heddle-port.h"
#include "graph/heddle-services.h"

G_BEGIN_DECLS

/**
 * HeddleNodeFlags:
 * @HEDDLE_NODE_OUTPUT: an end of the pipeline: never cached, its items are results
 * @HEDDLE_NODE_UNCACHED: runs every time (its result depends on more than inputs and config)
 * @HEDDLE_NODE_REPEATS: makes `count` results with seeds of their own, each cached and paid alone
 *   (see [method@NodeExecution.get_seeds])
 * @HEDDLE_NODE_ONE_INPUT: takes exactly one of its inputs, by a link or from config
 * @HEDDLE_NODE_MODEL: runs on the model that its `model` parameter names
 * @HEDDLE_NODE_GATE: may need a person: its @evaluate then sets %HEDDLE_NODE_ERROR_NEEDS_CHOICE or
 *   %HEDDLE_NODE_ERROR_NEEDS_APPROVAL, and its item waits; never cached
 * @HEDDLE_NODE_COLLECTS: takes all values of the run, or of the row, on its inputs for one value too,
 *   and so runs once
 * @HEDDLE_NODE_PAIRED_LISTS: matches the values of its list inputs by position; where a value is
 *   missing, %NULL stands in its place
 * @HEDDLE_NODE_BRANCHES: may give nothing on an output, so that what follows there is skipped
 */
typedef enum
{
  HEDDLE_NODE_FLAGS_NONE   = 0,
  HEDDLE_NODE_OUTPUT       = 1 << 0,
  HEDDLE_NODE_UNCACHED     = 1 << 1,
  HEDDLE_NODE_REPEATS      = 1 << 2,
  HEDDLE_NODE_MODEL        = 1 << 3,
  HEDDLE_NODE_ONE_INPUT    = 1 << 4,
  HEDDLE_NODE_GATE         = 1 << 5,
  HEDDLE_NODE_COLLECTS     = 1 << 6,
  HEDDLE_NODE_PAIRED_LISTS = 1 << 7,
  HEDDLE_NODE_BRANCHES     = 1 << 8,
} HeddleNodeFlags;

/**
 * HeddlePortInfo:
 * @name: the port's name; %NULL ends the array
 * @type: `image`, `text[]`…
 * @optional: whether the node runs without it
 */
typedef struct
{
  const char *name;
  const char *type;
  gboolean    optional;
} HeddlePortInfo;

/**
 * HeddleNodeTypeInfo:
 * @id: the type's name in documents, such as `image.resize`
 * @title: its name for people, marked with N_()
 * @description: a sentence, marked with N_()
 * @keywords: (nullable): other words that people search for it with, marked with N_()
 * @icon_name: a symbolic icon
 * @cache_version: raised only when its results change
 * @flags: see [flags@NodeFlags]
 * @inputs: (array zero-terminated=1): ports that every node of this type has
 * @outputs: (array zero-terminated=1): likewise
 * @parameters: (array): its config, ended by an entry without a key
 * @describe: (nullable): adds the ports that depend on config: input ports to @inputs, output
 *   ports to @outputs (arrays of [struct@Port]). @services may be %NULL (drawing a document
 *   without a library); files may only be read where it is not
 * @check: (nullable): what the parameters' own checks cannot say. Returns %FALSE with @error, whose
 *   message begins with the path (`config.text: …`). Must not block and not touch the network
 * @check_files: (nullable): whether the files that the config names are there and of use, for a message before
 *   anything runs, and so before anything is paid. As @check, but may block
 * @count_list: (nullable): how many values each of its list ports gives, where config alone tells; a
 *   negative number where it does not. Not asked where a link gives a parameter. May block
 * @evaluate: (nullable): computes outputs at once: for cheap nodes without I/O, called on the
 *   engine's thread. Called while planning too, unless it is an output or uncached, where the length
 *   of a list depends on it
 * @execute: (nullable): resolves to [type@NodeOutputs]; called on a fiber of the engine, may await.
 *   Exactly one of @evaluate and @execute is set
 *
 * What a node type is: one of these per type, in the file of its category, registered with
 * [method@NodeRegistry.add]. The palette, the inspector, the validator, the JSON Schema and the
 * documentation are drawn from it.
 */
struct _HeddleNodeTypeInfo
{
  const char                *id;
  const char                *title;
  const char                *description;
  const char                *keywords;
  const char                *icon_name;
  guint                      cache_version;
  HeddleNodeFlags            flags;
  const HeddlePortInfo      *inputs;
  const HeddlePortInfo      *outputs;
  const HeddleParameterInfo *parameters;

  gboolean           (*describe) (JsonObject          *config,
                                  const char          *document_directory,
                                  HeddleServices      *services,
                                  GPtrArray           *inputs,
                                  GPtrArray           *outputs,
                                  GError             **error);
  gboolean           (*check)    (JsonObject          *config,
                                  GError             **error);
  gboolean           (*check_files) (JsonObject      *config,
                                     const char      *document_directory,
                                     HeddleServices  *services,
                                     GError         **error);
  gint64             (*count_list) (JsonObject      *config,
                                    const char      *document_directory,
                                    HeddleServices  *services);
  HeddleNodeOutputs *(*evaluate) (HeddleNodeExecution *execution,
                                  GError             **error);
  DexFuture         *(*execute)  (HeddleNodeExecution *execution);
};

const HeddleParameterInfo *heddle_node_type_find_parameter (const HeddleNodeTypeInfo  *self,
                                                            const char                *key);
const HeddleParameterInfo *heddle_node_type_get_common_parameters (void);
gboolean                   heddle_node_type_check_config   (const HeddleNodeTypeInfo  *self,
                                                            JsonObject                *config,
                                                            GError                   **error);
gboolean                   heddle_node_type_list_ports     (const HeddleNodeTypeInfo  *self,
                                                            JsonObject                *config,
                                                            const char                *document_directory,
                                                            HeddleServices            *services,
                                                            GPtrArray                **inputs,
                                                            GPtrArray                **outputs,
                                                            GError                   **error);
gboolean                   heddle_node_type_find_input     (const HeddleNodeTypeInfo  *self,
                                                            GPtrArray                 *inputs,
                                                            const char                *name,
                                                            HeddlePortType            *type);
const char                *heddle_node_type_find_any_input (GPtrArray                 *inputs,
                                                            const char                *output);

G_END_DECLS
