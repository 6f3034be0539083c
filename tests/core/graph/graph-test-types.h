/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-node-registry.h"

/* A handful of made-up node types that have every kind of port and parameter. */

static HeddleNodeOutputs *
evaluate_nothing (HeddleNodeExecution  *execution,
                  GError              **error)
{
  return heddle_node_outputs_new ();
}

/* One text output per name in config.columns. */
static gboolean
describe_table (JsonObject      *config,
                const char      *document_directory,
                HeddleServices  *services,
                GPtrArray       *inputs,
                GPtrArray       *outputs,
                GError         **error)
{
  JsonNode *columns = json_object_get_member (config, "columns");

  if (columns == NULL || !JSON_NODE_HOLDS_ARRAY (columns))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                           "config.columns: name the columns");
      return FALSE;
    }
  for (guint i = 0; i < json_array_get_length (json_node_get_array (columns)); i++)
    g_ptr_array_add (outputs,
                     heddle_port_new (json_array_get_string_element (json_node_get_array (columns),
                                                                     i),
                                      (HeddlePortType) { HEDDLE_VALUE_TEXT, TRUE }, FALSE));
  return TRUE;
}

static gboolean
check_resize (JsonObject  *config,
              GError     **error)
{
  if (json_object_has_member (config, "width") || json_object_has_member (config, "height"))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                       "config.width: give a width or a height");
  return FALSE;
}

static const HeddleNodeTypeInfo test_types[] = {
  {
      .id = "test.text",
      .title = "Text",
      .outputs = (const HeddlePortInfo[]) { { "text", "text" }, { 0 } },
      .parameters =
          (const HeddleParameterInfo[]) { { "value", HEDDLE_PARAMETER_TEXT, "Value" }, { 0 } },
      .evaluate = evaluate_nothing,
  },
  {
      .id = "test.table",
      .title = "Table",
      .parameters =
          (const HeddleParameterInfo[]) { { "columns", HEDDLE_PARAMETER_TEXT_LIST, "Columns" },
                                          { 0 } },
      .describe = describe_table,
      .evaluate = evaluate_nothing,
  },
  {
      .id = "test.generate",
      .title = "Generate",
      .description = "Makes images.",
      .inputs = (const HeddlePortInfo[]) { { "prompt", "text" },
                                           { "references", "image[]", TRUE },
                                           { 0 } },
      .outputs = (const HeddlePortInfo[]) { { "images", "image[]" }, { 0 } },
      .parameters =
          (const HeddleParameterInfo[]) {
              { "model", HEDDLE_PARAMETER_MODEL, "Model", "Which model runs the step",
                "\"sketch/image\"" },
              { "prompt", HEDDLE_PARAMETER_LONG_TEXT, "Prompt" },
              { "system", HEDDLE_PARAMETER_LONG_TEXT, "System", NULL, "\"Be kind.\"" },
              { "count", HEDDLE_PARAMETER_INTEGER, "Count", NULL, "1", 1, 16 },
              { "aspect_ratio", HEDDLE_PARAMETER_ASPECT_RATIO, "Aspect Ratio", NULL, "\"1:1\"" },
              { "seed", HEDDLE_PARAMETER_SEED, "Seed" },
              { 0 },
          },
      .evaluate = evaluate_nothing,
  },
  {
      .id = "test.resize",
      .title = "Resize",
      .inputs = (const HeddlePortInfo[]) { { "image", "image" }, { 0 } },
      .outputs = (const HeddlePortInfo[]) { { "image", "image" }, { 0 } },
      .parameters =
          (const HeddleParameterInfo[]) {
              { "width", HEDDLE_PARAMETER_NUMBER, "Width", NULL, NULL, 1, 20000, "px" },
              { "height", HEDDLE_PARAMETER_NUMBER, "Height", NULL, NULL, 1, 20000, "px" },
              { "fit", HEDDLE_PARAMETER_CHOICE, "Fit", NULL, "\"cover\"", 0, 0, NULL,
                "cover|contain|fill" },
              { "background", HEDDLE_PARAMETER_COLOR, "Background", NULL, "\"#ffffff\"" },
              { "strip", HEDDLE_PARAMETER_BOOLEAN, "Strip", NULL, "false" },
              { "name", HEDDLE_PARAMETER_TEXT, "Name", NULL, NULL, 2, 8 },
              { "extra", HEDDLE_PARAMETER_JSON, "Extra" },
              { 0 },
          },
      .check = check_resize,
      .evaluate = evaluate_nothing,
  },
  {
      .id = "test.pass",
      .title = "Pass",
      .inputs = (const HeddlePortInfo[]) { { "items", "any[]" }, { 0 } },
      .outputs = (const HeddlePortInfo[]) { { "items", "any[]" }, { 0 } },
      .evaluate = evaluate_nothing,
  },
  {
      .id = "test.save",
      .title = "Save",
      .flags = HEDDLE_NODE_OUTPUT | HEDDLE_NODE_ONE_INPUT,
      .inputs =
          (const HeddlePortInfo[]) { { "image", "image", TRUE }, { "text", "text", TRUE }, { 0 } },
      .outputs = (const HeddlePortInfo[]) { { "asset", "text" }, { 0 } },
      .evaluate = evaluate_nothing,
  },
};

static HeddleNodeRegistry *
new_test_registry (void)
{
  HeddleNodeRegistry *registry = heddle_node_registry_new ();

  for (guint i = 0; i < G_N_ELEMENTS (test_types); i++)
    heddle_node_registry_add (registry, &test_types[i]);
  return registry;
}
