/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan-inputs.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "nodes/heddle-image-source.h"

static const char *
find_cell (HeddlePlan *self,
           guint       row,
           const char *key)
{
  HeddleCsvTable *rows = heddle_plan_get_options (self)->rows;
  int column = rows == NULL ? -1 : heddle_csv_table_find_column (rows, key);

  return column < 0 ? NULL : heddle_csv_table_get_cell (rows, row, (guint) column);
}

/* Of what is written as text but is none, an empty text is no value. */
static gboolean
is_empty (HeddleWorkflowInput *input,
          JsonNode            *value)
{
  return heddle_workflow_input_get_port_type (input).value != HEDDLE_VALUE_TEXT
         && g_strcmp0 (heddle_json_as_string (value), "") == 0;
}

static gboolean
read_input (HeddlePlan           *self,
            guint                 row,
            HeddleWorkflowInput  *input,
            JsonNode            **value,
            GError              **error)
{
  const char *key = heddle_workflow_input_get_key (input);
  const char *cell = find_cell (self, row, key);
  JsonNode *given = json_object_get_member (heddle_plan_get_options (self)->inputs, key);
  JsonNode *fallback = heddle_workflow_input_get_default (input);

  if (cell != NULL && *cell != '\0')
    {
      *value = heddle_workflow_input_read (input, cell, error);
      return *value != NULL && heddle_workflow_input_check (input, *value, error);
    }
  if (cell == NULL && given != NULL)
    *value = json_node_ref (given);
  else if (cell == NULL && fallback != NULL && !JSON_NODE_HOLDS_NULL (fallback))
    *value = json_node_ref (fallback);
  else if (heddle_workflow_input_get_required (input))
    {
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                   _("“%s” (%s) needs a value"), heddle_workflow_input_get_label (input), key);
      return FALSE;
    }
  else
    {
      *value = NULL;
      return TRUE;
    }
  if (!heddle_workflow_input_check (input, *value, error))
    return FALSE;
  if (is_empty (input, *value))
    g_clear_pointer (value, json_node_unref);
  return TRUE;
}

/**
 * heddle_plan_read_inputs:
 * @self: a plan
 * @row: a row of the batch; 0 outside of one
 * @error: return location
 *
 * Reads what the template's inputs are for a row: its cell, else what was given for all, else the
 * default. An empty cell is no value.
 *
 * Returns: (transfer full): the values by key, without those that have none; %NULL with
 *   [error@PlanError] `INPUT` or [error@GraphError] `VALUE` where one is missing or not as it
 *   should be
 */
JsonObject *
heddle_plan_read_inputs (HeddlePlan  *self,
                         guint        row,
                         GError     **error)
{
  g_autoptr (JsonObject) values = json_object_new ();
  GListModel *inputs = heddle_workflow_get_inputs (heddle_plan_get_workflow (self));

  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);
      JsonNode *value = NULL;

      if (!read_input (self, row, input, &value, error))
        {
          g_clear_pointer (&value, json_node_unref);
          return NULL;
        }
      if (value != NULL)
        json_object_set_member (values, heddle_workflow_input_get_key (input), value);
    }
  return g_steal_pointer (&values);
}

/**
 * heddle_plan_has_column:
 * @self: a plan
 * @key: the key of an input
 *
 * Returns: whether the input is given by the rows of a table
 */
gboolean
heddle_plan_has_column (HeddlePlan *self,
                        const char *key)
{
  HeddleCsvTable *rows = heddle_plan_get_options (self)->rows;

  return rows != NULL && heddle_csv_table_find_column (rows, key) >= 0;
}

static char *
list_input_keys (HeddleWorkflow *workflow)
{
  GListModel *inputs = heddle_workflow_get_inputs (workflow);
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);

      g_string_append_printf (keys, "%s%s", i == 0 ? "" : ", ", heddle_workflow_input_get_key (input));
    }
  return g_strdup (keys->len == 0 ? _("none") : keys->str);
}

/* What holds for all rows is looked at before the first of them runs. */
static gboolean
check_given_inputs (HeddlePlan  *self,
                    GError     **error)
{
  JsonObject *given = heddle_plan_get_options (self)->inputs;
  HeddleWorkflow *workflow = heddle_plan_get_workflow (self);
  g_autoptr (GList) keys = json_object_get_members (given);

  for (GList *l = keys; l != NULL; l = l->next)
    {
      HeddleWorkflowInput *input = heddle_workflow_find_input (workflow, l->data);

      if (input == NULL)
        {
          g_autofree char *keys_text = list_input_keys (workflow);

          g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_INPUT,
                       /* Translators: a workflow, an input that it does not have, those that it has */
                       _("“%s” has no input “%s”; it has: %s"), heddle_workflow_get_name (workflow),
                       (const char *) l->data, keys_text);
          return FALSE;
        }
      if (!heddle_plan_has_column (self, l->data)
          && !heddle_workflow_input_check (input, json_object_get_member (given, l->data), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_columns (HeddlePlan  *self,
               GError     **error)
{
  GListModel *inputs = heddle_workflow_get_inputs (heddle_plan_get_workflow (self));
  const HeddleRunOptions *options = heddle_plan_get_options (self);
  gboolean used = FALSE;

  if (options->rows == NULL)
    return TRUE;
  if (heddle_csv_table_get_n_rows (options->rows) == 0)
    {
      g_set_error_literal (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_ROWS, _("The table has no rows"));
      return FALSE;
    }

  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);
      const char *key = heddle_workflow_input_get_key (input);

      used = used || heddle_plan_has_column (self, key);
      if (heddle_workflow_input_get_required (input) && !heddle_plan_has_column (self, key)
          && !json_object_has_member (options->inputs, key))
        {
          g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_ROWS,
                       _("The table has no column “%s”, which the workflow needs; "
                         "add it, or give one value for all rows"), key);
          return FALSE;
        }
    }
  if (!used)
    {
      g_set_error_literal (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_ROWS,
                           _("No column of the table is named after an input of the workflow"));
      return FALSE;
    }
  return TRUE;
}

/**
 * heddle_plan_check_inputs:
 * @self: a plan with its workflow and options
 * @error: return location
 *
 * Checks what is given for the template's inputs. Of a batch, what holds for all rows.
 *
 * Returns: %FALSE with [error@PlanError] `INPUT` or `ROWS`, or [error@GraphError] `VALUE`
 */
gboolean
heddle_plan_check_inputs (HeddlePlan  *self,
                          GError     **error)
{
  g_autoptr (JsonObject) values = NULL;

  if (!check_given_inputs (self, error) || !check_columns (self, error))
    return FALSE;
  if (heddle_plan_is_batch (self))
    return TRUE;

  values = heddle_plan_read_inputs (self, 0, error);
  return values != NULL;
}

/**
 * heddle_plan_get_input_directory:
 * @self: a plan
 * @row: a row of the batch; 0 outside of one
 * @key: the key of an input
 *
 * Returns: (transfer none) (nullable): the folder that a path is relative to which is the input's
 *   value: the table's for a cell, else the document's
 */
const char *
heddle_plan_get_input_directory (HeddlePlan *self,
                                 guint       row,
                                 const char *key)
{
  const HeddleRunOptions *options = heddle_plan_get_options (self);

  return find_cell (self, row, key) != NULL ? options->rows_directory : options->document_directory;
}

static gboolean
check_file (HeddlePlan           *self,
            guint                 row,
            HeddleWorkflowInput  *input,
            const char           *reference,
            HeddleServices       *services,
            GError              **error)
{
  const char *key = heddle_workflow_input_get_key (input);
  GPtrArray *allowed = heddle_plan_get_options (self)->allowed_directories;
  g_autofree char *mime = NULL;
  gint64 bytes;

  if (!heddle_image_source_describe (services, reference, heddle_plan_get_input_directory (self, row, key),
                                     (const char *const *) allowed->pdata, &mime, &bytes, error)
      || (mime != NULL && !heddle_workflow_input_check_file (input, mime, bytes, error)))
    {
      g_prefix_error (error, "%s: ", key);
      return FALSE;
    }
  return TRUE;
}

/* The files that a row's inputs name; with @cells those that stand in the table, else the others. */
static gboolean
check_files (HeddlePlan      *self,
             guint            row,
             JsonObject      *values,
             gboolean         cells,
             HeddleServices  *services,
             GError         **error)
{
  GListModel *inputs = heddle_workflow_get_inputs (heddle_plan_get_workflow (self));

  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);
      const char *key = heddle_workflow_input_get_key (input);
      const char *reference = heddle_json_get_string (values, key, NULL);

      if (reference == NULL || heddle_workflow_input_get_port_type (input).value != HEDDLE_VALUE_IMAGE
          || heddle_plan_has_column (self, key) != cells)
        continue;
      if (!check_file (self, row, input, reference, services, error))
        return FALSE;
    }
  return TRUE;
}

/* The inputs that are the same for all rows. */
static JsonObject *
read_common_inputs (HeddlePlan *self)
{
  JsonObject *values = json_object_new ();
  GListModel *inputs = heddle_workflow_get_inputs (heddle_plan_get_workflow (self));

  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);
      const char *key = heddle_workflow_input_get_key (input);
      JsonNode *value = NULL;

      if (!heddle_plan_has_column (self, key) && read_input (self, 0, input, &value, NULL) && value != NULL)
        json_object_set_member (values, key, json_node_ref (value));
      g_clear_pointer (&value, json_node_unref);
    }
  return values;
}

static HeddlePlanInput *
find_input (HeddlePlanNode *node,
            const char     *name)
{
  for (guint i = 0; i < node->inputs->len; i++)
    {
      HeddlePlanInput *input = g_ptr_array_index (node->inputs, i);

      if (g_str_equal (input->name, name))
        return input;
    }
  return NULL;
}

/**
 * heddle_plan_take_linked_model:
 * @self: a plan
 * @node: a node with all its links
 *
 * The model that a link gives is what the node runs on, whatever its config says. It is known beforehand where an
 * input of the workflow gives the same one to all rows.
 */
void
heddle_plan_take_linked_model (HeddlePlan     *self,
                               HeddlePlanNode *node)
{
  HeddlePlanInput *input = (node->type->flags & HEDDLE_NODE_MODEL) != 0 ? find_input (node, "model") : NULL;
  HeddlePlanLink *link = input == NULL ? NULL : g_ptr_array_index (input->links, 0);
  g_autoptr (JsonObject) values = NULL;

  if (link == NULL)
    return;
  g_clear_pointer (&node->own_model, g_free);
  g_clear_pointer (&node->model, g_free);
  if (!g_str_equal (link->source->id, HEDDLE_INPUTS_NODE) || link->type.list)
    return;
  values = read_common_inputs (self);
  node->model = g_strdup (heddle_json_get_string (values, link->port, NULL));
}

/**
 * heddle_plan_check_input_files:
 * @self: a plan
 * @services: has an imaging pool, and the library's contents if assets are to be looked up
 * @error: return location
 *
 * Checks that the images that inputs name are there and as their definition asks. Of a batch those
 * that are the same for all rows. Nothing is written. Blocks.
 *
 * Returns: %FALSE with an error that names the input
 */
gboolean
heddle_plan_check_input_files (HeddlePlan      *self,
                               HeddleServices  *services,
                               GError         **error)
{
  g_autoptr (JsonObject) values = read_common_inputs (self);

  return check_files (self, 0, values, FALSE, services, error);
}

static gboolean
holds_text (JsonNode *value)
{
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_array_get_length (json_node_get_array (value)) > 0;
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_STRING
         && *json_node_get_string (value) != '\0';
}

static gboolean
names_assets (HeddlePlan *self)
{
  GPtrArray *nodes = heddle_plan_get_nodes (self);

  for (guint i = 1; i < nodes->len; i++)
    {
      const HeddlePlanNode *node = nodes->pdata[i];
      const HeddleParameterInfo *parameters = node->type->parameters;

      for (guint p = 0; parameters != NULL && parameters[p].key != NULL; p++)
        if ((parameters[p].kind == HEDDLE_PARAMETER_ASSET || parameters[p].kind == HEDDLE_PARAMETER_ASSET_LIST)
            && json_object_has_member (node->config, parameters[p].key)
            && holds_text (json_object_get_member (node->config, parameters[p].key)))
          return TRUE;
    }
  return FALSE;
}

/**
 * heddle_plan_needs_library:
 * @self: a plan
 *
 * Returns: whether an input or a node names an asset, which only the library knows. A plan that was made
 *   without one is to be checked again with [method@Plan.check_library] before it is run.
 */
gboolean
heddle_plan_needs_library (HeddlePlan *self)
{
  g_autoptr (JsonObject) values = read_common_inputs (self);
  GListModel *inputs = heddle_workflow_get_inputs (heddle_plan_get_workflow (self));
  gboolean needs = names_assets (self);

  for (guint i = 0; !needs && i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);
      const char *reference = heddle_json_get_string (values, heddle_workflow_input_get_key (input), NULL);

      needs = reference != NULL && heddle_workflow_input_get_port_type (input).value == HEDDLE_VALUE_IMAGE
              && g_uuid_string_is_valid (reference);
    }
  return needs;
}

/**
 * heddle_plan_takes_images:
 * @self: a plan
 *
 * Returns: whether an input may name an image, which goes into the library as the input is read
 */
gboolean
heddle_plan_takes_images (HeddlePlan *self)
{
  GListModel *inputs = heddle_workflow_get_inputs (heddle_plan_get_workflow (self));

  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);

      if (heddle_workflow_input_get_port_type (input).value == HEDDLE_VALUE_IMAGE)
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_plan_warn_of_rows:
 * @self: a plan
 * @services: has an imaging pool
 *
 * Adds to the plan's warnings which rows cannot run: a row that is wrong fails alone, and whoever
 * starts the run should know it beforehand.
 */
void
heddle_plan_warn_of_rows (HeddlePlan     *self,
                          HeddleServices *services)
{
  HeddleCsvTable *rows = heddle_plan_get_options (self)->rows;

  for (guint r = 0; rows != NULL && r < heddle_csv_table_get_n_rows (rows); r++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonObject) values = heddle_plan_read_inputs (self, r, &error);

      if (values == NULL || !check_files (self, r, values, TRUE, services, &error))
        heddle_plan_warn_of_row (self, r, error);
    }
}

/**
 * heddle_plan_warn_of_row:
 * @self: a plan
 * @row: a row of its table
 * @error: why it cannot run
 *
 * Adds a warning.
 */
void
heddle_plan_warn_of_row (HeddlePlan   *self,
                         guint         row,
                         const GError *error)
{
  guint line = heddle_csv_table_get_line (heddle_plan_get_options (self)->rows, row);

  g_ptr_array_add (heddle_plan_get_warnings (self),
                   /* Translators: a row of a table, its line in the file, and what is wrong */
                   g_strdup_printf (_("Row %u (line %u) cannot run: %s"), row + 1, line, error->message));
}
