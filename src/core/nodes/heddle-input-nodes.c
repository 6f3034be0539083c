/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "formats/heddle-csv-table.h"
#include "graph/heddle-graph-error.h"
#include "nodes/heddle-allowed-paths.h"
#include "nodes/heddle-document-paths.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-nodes.h"

static const HeddlePortInfo boolean_output[] = { { "boolean", "boolean" }, { NULL } };
static const HeddlePortInfo color_output[] = { { "color", "color" }, { NULL } };
static const HeddlePortInfo list_output[] = { { "list", "text[]" }, { NULL } };
static const HeddlePortInfo number_output[] = { { "number", "number" }, { NULL } };
static const HeddlePortInfo text_output[] = { { "text", "text" }, { NULL } };

/* Where a table is, for a thread that may outlive the run. */
typedef struct
{
  char  *path;
  char  *csv;
  char  *directory;
  char **allowed;
} TableSource;

static void
table_source_free (gpointer data)
{
  TableSource *source = data;

  g_free (source->path);
  g_free (source->csv);
  g_free (source->directory);
  g_strfreev (source->allowed);
  g_free (source);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TableSource, table_source_free)

static gboolean
has_text (JsonObject *config,
          const char *key)
{
  return *heddle_json_get_string (config, key, "") != '\0';
}

static gboolean
refuse_both (const char  *one,
             const char  *other,
             GError     **error)
{
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG,
               _("config.%s: give this or “%s”, not both"), one, other);
  return FALSE;
}

static HeddleNodeOutputs *
text_evaluate (HeddleNodeExecution  *execution,
               GError              **error)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "value");
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);

  heddle_node_outputs_set (outputs, "text", value);

  return g_steal_pointer (&outputs);
}

static gboolean
check_range (double    value,
             double    least,
             double    most,
             char    **message)
{
  g_autofree char *shown = heddle_json_number_to_string (value);
  g_autofree char *bound = NULL;

  if (value >= least && value <= most)
    return TRUE;

  bound = heddle_json_number_to_string (value < least ? least : most);
  *message = value < least ? g_strdup_printf (_("%s is less than the minimum, %s"), shown, bound)
                           : g_strdup_printf (_("%s is more than the maximum, %s"), shown, bound);

  return FALSE;
}

static gboolean
number_check (JsonObject  *config,
              GError     **error)
{
  double least = heddle_json_get_number (config, "min", -INFINITY);
  double most = heddle_json_get_number (config, "max", INFINITY);
  g_autofree char *message = NULL;

  if (least > most)
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG,
                           _("config.min: the minimum is more than the maximum"));
      return FALSE;
    }

  if (!heddle_json_is_number (json_object_get_member (config, "value")))
    return TRUE;

  if (check_range (heddle_json_get_number (config, "value", 0), least, most, &message))
    return TRUE;

  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG, "config.value: %s", message);
  return FALSE;
}

static HeddleNodeOutputs *
number_evaluate (HeddleNodeExecution  *execution,
                 GError              **error)
{
  double number = heddle_node_execution_get_number (execution, "value");
  double least = -INFINITY;
  double most = INFINITY;
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleValue) value = heddle_value_new_number (number);
  g_autofree char *message = NULL;

  if (heddle_node_execution_has (execution, "min"))
    least = heddle_node_execution_get_number (execution, "min");
  if (heddle_node_execution_has (execution, "max"))
    most = heddle_node_execution_get_number (execution, "max");

  if (!check_range (number, least, most, &message))
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT, message);
      return NULL;
    }

  heddle_node_outputs_set (outputs, "number", value);

  return g_steal_pointer (&outputs);
}

static HeddleNodeOutputs *
boolean_evaluate (HeddleNodeExecution  *execution,
                  GError              **error)
{
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleValue) value =
    heddle_value_new_boolean (heddle_node_execution_get_boolean (execution, "value"));

  heddle_node_outputs_set (outputs, "boolean", value);

  return g_steal_pointer (&outputs);
}

static HeddleNodeOutputs *
color_evaluate (HeddleNodeExecution  *execution,
                GError              **error)
{
  g_autofree char *color = heddle_node_execution_dup_text (execution, "value");
  g_autoptr (HeddleValue) value = heddle_value_new_color (color, error);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;

  if (value == NULL)
    return NULL;

  outputs = heddle_node_outputs_new ();
  heddle_node_outputs_set (outputs, "color", value);

  return g_steal_pointer (&outputs);
}

/* Without a value of its own, a choice is at its first option, which is what a person sees. */
static char *
choose_option (JsonArray   *options,
               const char  *value,
               char       **problem)
{
  guint n_options = options != NULL ? json_array_get_length (options) : 0;
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < n_options; i++)
    {
      const char *option = json_array_get_string_element (options, i);

      if (g_str_equal (value, option) || (*value == '\0' && i == 0))
        return g_strdup (option);
      g_ptr_array_add (names, (char *) option);
    }

  g_ptr_array_add (names, NULL);
  list = g_strjoinv (", ", (char **) names->pdata);
  *problem = g_strdup_printf (_("“%s” is not one of: %s"), value, list);

  return NULL;
}

static gboolean
select_check (JsonObject  *config,
              GError     **error)
{
  JsonArray *options = heddle_json_get_array (config, "options");
  g_autofree char *problem = NULL;
  g_autofree char *chosen = NULL;

  if (options == NULL || json_array_get_length (options) == 0)
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG,
                           _("config.options: give at least one option to choose from"));
      return FALSE;
    }

  chosen = choose_option (options, heddle_json_get_string (config, "value", ""), &problem);
  if (chosen != NULL)
    return TRUE;

  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG, "config.value: %s", problem);
  return FALSE;
}

static HeddleNodeOutputs *
select_evaluate (HeddleNodeExecution  *execution,
                 GError              **error)
{
  JsonArray *options = heddle_json_get_array (heddle_node_execution_get_config (execution), "options");
  g_autofree char *given = heddle_node_execution_dup_text (execution, "value");
  g_autofree char *problem = NULL;
  g_autofree char *chosen = choose_option (options, given, &problem);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleValue) value = NULL;

  if (chosen == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT, problem);
      return NULL;
    }

  outputs = heddle_node_outputs_new ();
  value = heddle_value_new_text (chosen);
  heddle_node_outputs_set (outputs, "text", value);

  return g_steal_pointer (&outputs);
}

static gboolean
list_check (JsonObject  *config,
            GError     **error)
{
  JsonArray *items = heddle_json_get_array (config, "items");

  if (items != NULL && json_array_get_length (items) > 0 && has_text (config, "text"))
    return refuse_both ("items", "text", error);

  return TRUE;
}

static void
add_text (GPtrArray  *values,
          const char *text)
{
  g_ptr_array_add (values, heddle_value_new_text (text));
}

static void
add_lines (GPtrArray  *values,
           const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (*g_strstrip (lines[i]) != '\0')
      add_text (values, lines[i]);
}

static HeddleNodeOutputs *
list_evaluate (HeddleNodeExecution  *execution,
               GError              **error)
{
  JsonArray *items = heddle_json_get_array (heddle_node_execution_get_config (execution), "items");
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  g_autoptr (GPtrArray) values =
    g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);

  for (guint i = 0; items != NULL && i < json_array_get_length (items); i++)
    add_text (values, json_array_get_string_element (items, i));

  if (values->len == 0)
    {
      add_lines (values, text);
    }
  else if (*text != '\0')
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                           _("the list has both items and a text; take one of them away"));
      return NULL;
    }

  heddle_node_outputs_set_list (outputs, "list", values);

  return g_steal_pointer (&outputs);
}

static gboolean
table_check (JsonObject  *config,
             GError     **error)
{
  if (has_text (config, "path") && has_text (config, "csv"))
    return refuse_both ("path", "csv", error);

  if (!has_text (config, "path") && !has_text (config, "csv"))
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG,
                           _("config.path: choose a table, or write one"));
      return FALSE;
    }

  return TRUE;
}

static TableSource *
table_source_new (JsonObject *config,
                  const char *directory)
{
  TableSource *source = g_new0 (TableSource, 1);

  source->path = g_strdup (heddle_json_get_string (config, "path", ""));
  source->csv = g_strdup (heddle_json_get_string (config, "csv", ""));
  source->directory = g_strdup (directory);

  return source;
}

static HeddleCsvTable *
read_table (const TableSource  *source,
            GError            **error)
{
  g_autofree char *path = NULL;

  if (*source->path == '\0')
    return heddle_csv_table_new_from_text (source->csv, -1, error);

  path = heddle_document_path_find (source->path, source->directory,
                                    (const char *const *) source->allowed, error);

  return path != NULL ? heddle_csv_table_new_from_file (path, error) : NULL;
}

static char **
list_allowed (HeddleServices *services)
{
  HeddleAllowedPaths *allowed =
    services != NULL ? heddle_services_get (services, HEDDLE_TYPE_ALLOWED_PATHS) : NULL;

  return allowed != NULL ? heddle_allowed_paths_list (allowed) : NULL;
}

static gboolean
table_describe (JsonObject      *config,
                const char      *document_directory,
                HeddleServices  *services,
                GPtrArray       *inputs,
                GPtrArray       *outputs,
                GError         **error)
{
  const HeddlePortType list = { HEDDLE_VALUE_TEXT, TRUE };
  gboolean inside = !has_text (config, "path");
  g_autoptr (TableSource) source = NULL;
  g_autoptr (HeddleCsvTable) table = NULL;
  g_autoptr (GError) local_error = NULL;

  if (inside ? !has_text (config, "csv") : services == NULL)
    return TRUE;

  source = table_source_new (config, document_directory);
  source->allowed = list_allowed (services);
  table = read_table (source, &local_error);

  if (table == NULL)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_CONFIG, "config.%s: %s",
                   inside ? "csv" : "path", local_error->message);
      return FALSE;
    }

  for (guint i = 0; i < heddle_csv_table_get_n_columns (table); i++)
    g_ptr_array_add (outputs,
                     heddle_port_new (heddle_csv_table_get_column (table, i), list, FALSE));

  return TRUE;
}

static gint64
table_count_list (JsonObject     *config,
                  const char     *document_directory,
                  HeddleServices *services)
{
  g_autoptr (TableSource) source = table_source_new (config, document_directory);
  g_autoptr (HeddleCsvTable) table = NULL;

  source->allowed = list_allowed (services);
  table = read_table (source, NULL);

  return table != NULL ? (gint64) heddle_csv_table_get_n_rows (table) : -1;
}

static gboolean
load_table (gpointer   data,
            GValue    *value,
            GError   **error)
{
  g_autoptr (HeddleCsvTable) table = read_table (data, error);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;

  if (table == NULL)
    return FALSE;

  outputs = heddle_node_outputs_new ();

  for (guint column = 0; column < heddle_csv_table_get_n_columns (table); column++)
    {
      g_autoptr (GPtrArray) values =
        g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);

      for (guint row = 0; row < heddle_csv_table_get_n_rows (table); row++)
        add_text (values, heddle_csv_table_get_cell (table, row, column));

      heddle_node_outputs_set_list (outputs, heddle_csv_table_get_column (table, column), values);
    }

  g_value_init (value, HEDDLE_TYPE_NODE_OUTPUTS);
  g_value_take_boxed (value, g_steal_pointer (&outputs));

  return TRUE;
}

static DexFuture *
table_execute (HeddleNodeExecution *execution)
{
  const HeddleRunFacts *facts = heddle_node_execution_get_run_facts (execution);
  TableSource *source = table_source_new (heddle_node_execution_get_config (execution),
                                          facts->document_directory);

  source->allowed = g_strdupv ((char **) facts->allowed_directories);

  return heddle_run_blocking (load_table, source, table_source_free);
}

static const HeddleParameterInfo boolean_parameters[] = {
  { "value", HEDDLE_PARAMETER_BOOLEAN, N_("On"), N_("Whether it is on"), .fallback = "false" },
  { NULL },
};

static const HeddleParameterInfo color_parameters[] = {
  { "value", HEDDLE_PARAMETER_COLOR, N_("Color"), NULL, .fallback = "\"#000000\"" },
  { NULL },
};

static const HeddleParameterInfo list_parameters[] = {
  { "items", HEDDLE_PARAMETER_TEXT_LIST, N_("Items"), N_("The texts of the list") },
  { "text", HEDDLE_PARAMETER_LONG_TEXT, N_("Lines"),
    N_("Instead of items: a text of which each line is one; blank lines are left out"),
    .fallback = "\"\"" },
  { NULL },
};

static const HeddleParameterInfo number_parameters[] = {
  { "value", HEDDLE_PARAMETER_NUMBER, N_("Number"), NULL, .fallback = "0" },
  { "min", HEDDLE_PARAMETER_NUMBER, N_("Minimum"), N_("The least that is allowed") },
  { "max", HEDDLE_PARAMETER_NUMBER, N_("Maximum"), N_("The most that is allowed") },
  { "step", HEDDLE_PARAMETER_NUMBER, N_("Step"), N_("How far one turn of the control goes"),
    .passive = TRUE },
  { NULL },
};

static const HeddleParameterInfo select_parameters[] = {
  { "options", HEDDLE_PARAMETER_TEXT_LIST, N_("Options"), N_("The texts to choose from") },
  { "value", HEDDLE_PARAMETER_TEXT, N_("Choice"), N_("One of the options; the first if empty"),
    .fallback = "\"\"" },
  { NULL },
};

static const HeddleParameterInfo table_parameters[] = {
  { "path", HEDDLE_PARAMETER_FILE, N_("Table"),
    N_("A CSV file whose first row names the columns; each becomes an output") },
  { "csv", HEDDLE_PARAMETER_LONG_TEXT, N_("Rows"),
    N_("Instead of a file: the table itself as comma-separated values") },
  { NULL },
};

static const HeddleParameterInfo text_parameters[] = {
  { "value", HEDDLE_PARAMETER_LONG_TEXT, N_("Text"), NULL, .fallback = "\"\"" },
  { "multiline", HEDDLE_PARAMETER_BOOLEAN, N_("Several Lines"),
    N_("Edits the text in a field of several lines"), .fallback = "false", .passive = TRUE },
  { NULL },
};

static const HeddleNodeTypeInfo types[] = {
  {
    .id = "input.boolean",
    .title = N_("Yes or No"),
    .description = N_("A yes or no for other nodes"),
    /* Translators: words that people may search for */
    .keywords = N_("switch true false check"),
    .icon_name = "object-select-symbolic",
    .cache_version = 1,
    .outputs = boolean_output,
    .parameters = boolean_parameters,
    .evaluate = boolean_evaluate,
  },
  {
    .id = "input.color",
    .title = N_("Color"),
    .description = N_("A color for other nodes"),
    /* Translators: words that people may search for */
    .keywords = N_("colour swatch tint"),
    .icon_name = "color-select-symbolic",
    .cache_version = 1,
    .outputs = color_output,
    .parameters = color_parameters,
    .evaluate = color_evaluate,
  },
  {
    .id = "input.list",
    .title = N_("List"),
    .description = N_("Several texts; what follows runs once for each"),
    /* Translators: words that people may search for */
    .keywords = N_("lines items several"),
    .icon_name = "view-list-symbolic",
    .cache_version = 1,
    .outputs = list_output,
    .parameters = list_parameters,
    .check = list_check,
    .evaluate = list_evaluate,
  },
  {
    .id = "input.number",
    .title = N_("Number"),
    .description = N_("A number for other nodes"),
    /* Translators: words that people may search for */
    .keywords = N_("value amount count"),
    .icon_name = "heddle-number-symbolic",
    .cache_version = 1,
    .outputs = number_output,
    .parameters = number_parameters,
    .check = number_check,
    .evaluate = number_evaluate,
  },
  {
    .id = "input.select",
    .title = N_("Choice"),
    .description = N_("One of several texts for other nodes"),
    /* Translators: words that people may search for */
    .keywords = N_("option menu dropdown"),
    .icon_name = "view-list-ordered-symbolic",
    .cache_version = 1,
    .outputs = text_output,
    .parameters = select_parameters,
    .check = select_check,
    .evaluate = select_evaluate,
  },
  {
    .id = "input.table",
    .title = N_("Table"),
    .description = N_("Columns of a table, each as a list of texts"),
    /* Translators: words that people may search for */
    .keywords = N_("csv spreadsheet rows columns batch"),
    .icon_name = "heddle-table-symbolic",
    .cache_version = 1,
    .flags = HEDDLE_NODE_UNCACHED,
    .parameters = table_parameters,
    .describe = table_describe,
    .check = table_check,
    .count_list = table_count_list,
    .execute = table_execute,
  },
  {
    .id = "input.text",
    .title = N_("Text"),
    .description = N_("A text for other nodes"),
    /* Translators: words that people may search for */
    .keywords = N_("words prompt headline copy"),
    .icon_name = "text-x-generic-symbolic",
    .cache_version = 1,
    .outputs = text_output,
    .parameters = text_parameters,
    .evaluate = text_evaluate,
  },
};

/**
 * heddle_register_input_nodes:
 * @registry: a registry
 *
 * Adds the types that texts, numbers, colors, choices and tables come in by.
 */
void
heddle_register_input_nodes (HeddleNodeRegistry *registry)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    heddle_node_registry_add (registry, &types[i]);
}
