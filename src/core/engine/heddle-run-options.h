/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

#include "formats/heddle-csv-table.h"

G_BEGIN_DECLS

/**
 * HeddleRunOptions:
 * @pipeline: (nullable): the pipeline's id; %NULL for the first
 * @inputs: the template's inputs by key, as JSON of the input's type
 * @rows: (nullable): of a batch, the table whose columns are named after inputs
 * @rows_directory: (nullable): the folder that paths in cells are relative to
 * @models: models to run in place of others, `provider/model` by `provider/model`
 * @jobs: how many items may be in flight at once; 0 for as many as there are processors
 * @output_directory: (nullable): an absolute path: results are put there as files too
 * @project: (nullable): the name of the project that results belong to
 * @document_directory: (nullable): the folder that paths in config are relative to
 * @allowed_directories: (element-type utf8): folders beyond the document's that may be used
 * @trigger: `manual`, `cli`, `api`…
 * @to_nodes: (element-type utf8): nodes by id or name, of which only what leads to them is run; empty
 *   for the whole pipeline
 * @from_nodes: (element-type utf8): nodes by id or name, of which only they and what is behind them is
 *   run, with what these need; empty for the whole pipeline
 *
 * What a person asks of a run beyond the workflow itself.
 */
typedef struct
{
  char           *pipeline;
  JsonObject     *inputs;
  HeddleCsvTable *rows;
  char           *rows_directory;
  GHashTable     *models;
  guint           jobs;
  char           *output_directory;
  char           *project;
  char           *document_directory;
  GPtrArray      *allowed_directories;
  char           *trigger;
  GPtrArray      *to_nodes;
  GPtrArray      *from_nodes;
} HeddleRunOptions;

HeddleRunOptions *heddle_run_options_new              (void);
HeddleRunOptions *heddle_run_options_copy             (const HeddleRunOptions *self);
void              heddle_run_options_free             (HeddleRunOptions       *self);
char             *heddle_run_options_inputs_to_text   (const HeddleRunOptions *self);
JsonNode         *heddle_run_options_settings_to_json (const HeddleRunOptions *self);
void              heddle_run_options_read_inputs      (HeddleRunOptions       *self,
                                                       JsonNode               *inputs);
void              heddle_run_options_read_settings    (HeddleRunOptions       *self,
                                                       JsonNode               *settings);
JsonNode         *heddle_run_options_to_json          (const HeddleRunOptions *self);
HeddleRunOptions *heddle_run_options_from_json        (JsonNode               *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunOptions, heddle_run_options_free)

G_END_DECLS
