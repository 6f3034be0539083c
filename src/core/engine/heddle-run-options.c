/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-run-options.h"

#include "base/heddle-json.h"

/**
 * heddle_run_options_new:
 *
 * Returns: (transfer full): options that ask for nothing beyond the workflow
 */
HeddleRunOptions *
heddle_run_options_new (void)
{
  HeddleRunOptions *self = g_new0 (HeddleRunOptions, 1);

  self->inputs = json_object_new ();
  self->models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->allowed_directories = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  self->to_nodes = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  self->from_nodes = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  self->trigger = g_strdup ("manual");
  return self;
}

/* A copy of its own, since json-glib's objects do not count references atomically. */
static JsonObject *
copy_object (JsonObject *object)
{
  g_autofree char *text = heddle_json_write_object (object, HEDDLE_JSON_COMPACT);
  g_autoptr (JsonNode) node = heddle_json_parse (text, -1, NULL);

  return json_node_dup_object (node);
}

static void
copy_models (GHashTable *from,
             GHashTable *to)
{
  GHashTableIter iter;
  gpointer key, value;

  g_hash_table_iter_init (&iter, from);
  while (g_hash_table_iter_next (&iter, &key, &value))
    g_hash_table_insert (to, g_strdup (key), g_strdup (value));
}

static GPtrArray *
copy_strings (GPtrArray *strings)
{
  GPtrArray *copy = g_ptr_array_new_null_terminated (0, g_free, TRUE);

  for (guint i = 0; i < strings->len; i++)
    g_ptr_array_add (copy, g_strdup (g_ptr_array_index (strings, i)));
  return copy;
}

/**
 * heddle_run_options_copy:
 * @self: options
 *
 * Returns: (transfer full): the same
 */
HeddleRunOptions *
heddle_run_options_copy (const HeddleRunOptions *self)
{
  HeddleRunOptions *copy = g_new0 (HeddleRunOptions, 1);

  copy->pipeline = g_strdup (self->pipeline);
  copy->inputs = copy_object (self->inputs);
  copy->rows = self->rows == NULL ? NULL : heddle_csv_table_ref (self->rows);
  copy->rows_directory = g_strdup (self->rows_directory);
  copy->models = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  copy_models (self->models, copy->models);
  copy->jobs = self->jobs;
  copy->output_directory = g_strdup (self->output_directory);
  copy->project = g_strdup (self->project);
  copy->document_directory = g_strdup (self->document_directory);
  copy->allowed_directories = copy_strings (self->allowed_directories);
  copy->to_nodes = copy_strings (self->to_nodes);
  copy->from_nodes = copy_strings (self->from_nodes);
  copy->trigger = g_strdup (self->trigger);
  return copy;
}

/**
 * heddle_run_options_free:
 * @self: (transfer full) (nullable): options
 */
void
heddle_run_options_free (HeddleRunOptions *self)
{
  if (self == NULL)
    return;
  g_free (self->pipeline);
  json_object_unref (self->inputs);
  g_clear_pointer (&self->rows, heddle_csv_table_unref);
  g_free (self->rows_directory);
  g_hash_table_unref (self->models);
  g_free (self->output_directory);
  g_free (self->project);
  g_free (self->document_directory);
  g_ptr_array_unref (self->allowed_directories);
  g_ptr_array_unref (self->to_nodes);
  g_ptr_array_unref (self->from_nodes);
  g_free (self->trigger);
  g_free (self);
}

static JsonNode *
take_object (JsonObject *object)
{
  JsonNode *node = json_node_init_object (json_node_alloc (), object);

  json_object_unref (object);
  return node;
}

static void
append_cells (GString               *text,
              const HeddleCsvTable  *table,
              const char          *(*get) (const HeddleCsvTable *table,
                                           guint                 row,
                                           guint                 column),
              guint                  row)
{
  JsonArray *cells = json_array_new ();
  g_autoptr (JsonNode) node = json_node_init_array (json_node_alloc (), cells);
  g_autofree char *written = NULL;

  for (guint c = 0; c < heddle_csv_table_get_n_columns (table); c++)
    json_array_add_string_element (cells, get (table, row, c));
  written = heddle_json_write (node, HEDDLE_JSON_COMPACT);
  g_string_append (text, written);
  json_array_unref (cells);
}

static const char *
get_column (const HeddleCsvTable *table,
            guint                 row,
            guint                 column)
{
  return heddle_csv_table_get_column (table, column);
}

/* A row at a time, since all of them as JSON's own values would take many times what the table takes. */
static void
append_rows (GString              *text,
             const HeddleCsvTable *table)
{
  g_string_append (text, ",\"columns\":");
  append_cells (text, table, get_column, 0);
  g_string_append (text, ",\"rows\":[");
  for (guint r = 0; r < heddle_csv_table_get_n_rows (table); r++)
    {
      if (r > 0)
        g_string_append_c (text, ',');
      append_cells (text, table, heddle_csv_table_get_cell, r);
    }
  g_string_append_c (text, ']');
}

static void
set_string (JsonObject *object,
            const char *member,
            const char *value)
{
  if (value != NULL)
    json_object_set_string_member (object, member, value);
}

/**
 * heddle_run_options_inputs_to_text:
 * @self: options
 *
 * Returns: (transfer full): what the run works on, as the library keeps it, a JSON object: `values`, and
 *   in a batch `columns`, `rows` and `rows_directory`
 */
char *
heddle_run_options_inputs_to_text (const HeddleRunOptions *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *head = NULL;
  g_autoptr (GString) text = NULL;

  json_object_set_object_member (object, "values", copy_object (self->inputs));
  if (self->rows != NULL)
    set_string (object, "rows_directory", self->rows_directory);
  head = heddle_json_write_object (object, HEDDLE_JSON_COMPACT);
  text = g_string_new_len (head, (gssize) strlen (head) - 1);
  if (self->rows != NULL)
    append_rows (text, self->rows);
  g_string_append_c (text, '}');
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static JsonNode *
inputs_to_json (const HeddleRunOptions *self)
{
  g_autofree char *text = heddle_run_options_inputs_to_text (self);

  return heddle_json_parse (text, -1, NULL);
}

static void
set_nodes (JsonObject *object,
           const char *member,
           GPtrArray  *nodes)
{
  JsonArray *names;

  if (nodes->len == 0)
    return;
  names = json_array_new ();
  for (guint i = 0; i < nodes->len; i++)
    json_array_add_string_element (names, g_ptr_array_index (nodes, i));
  json_object_set_array_member (object, member, names);
}

/**
 * heddle_run_options_settings_to_json:
 * @self: options
 *
 * Returns: (transfer full): how the run is to be done, as the library keeps it: `models`, `jobs`,
 *   `output_directory`, `document_directory`, `allowed_directories`, and where not everything is run `to`
 *   and `from`
 */
JsonNode *
heddle_run_options_settings_to_json (const HeddleRunOptions *self)
{
  JsonObject *object = json_object_new ();
  JsonObject *models = json_object_new ();
  JsonArray *directories = json_array_new ();
  GHashTableIter iter;
  gpointer from, to;

  g_hash_table_iter_init (&iter, self->models);
  while (g_hash_table_iter_next (&iter, &from, &to))
    json_object_set_string_member (models, from, to);
  for (guint i = 0; i < self->allowed_directories->len; i++)
    json_array_add_string_element (directories, g_ptr_array_index (self->allowed_directories, i));

  json_object_set_object_member (object, "models", models);
  json_object_set_int_member (object, "jobs", self->jobs);
  set_string (object, "output_directory", self->output_directory);
  set_string (object, "document_directory", self->document_directory);
  json_object_set_array_member (object, "allowed_directories", directories);
  set_nodes (object, "to", self->to_nodes);
  set_nodes (object, "from", self->from_nodes);
  return take_object (object);
}

static GStrv
read_strings (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; array != NULL && i < json_array_get_length (array); i++)
    {
      const char *text = heddle_json_as_string (json_array_get_element (array, i));

      g_strv_builder_add (builder, text == NULL ? "" : text);
    }
  return g_strv_builder_end (builder);
}

/* A row of another length than the first would shift all that follow. */
static HeddleCsvTable *
read_rows (JsonObject *object)
{
  g_auto (GStrv) columns = read_strings (heddle_json_get_array (object, "columns"));
  JsonArray *rows = heddle_json_get_array (object, "rows");
  g_autoptr (GStrvBuilder) cells = g_strv_builder_new ();
  g_auto (GStrv) all = NULL;

  if (columns[0] == NULL || rows == NULL)
    return NULL;
  for (guint r = 0; r < json_array_get_length (rows); r++)
    {
      JsonNode *row = json_array_get_element (rows, r);
      g_auto (GStrv) own = read_strings (JSON_NODE_HOLDS_ARRAY (row) ? json_node_get_array (row) : NULL);

      for (guint c = 0, n = g_strv_length (own); columns[c] != NULL; c++)
        g_strv_builder_add (cells, c < n ? own[c] : "");
    }
  all = g_strv_builder_end (cells);
  return heddle_csv_table_new_for_cells ((const char *const *) columns, (const char *const *) all);
}

static void
read_string (JsonObject  *object,
             const char  *member,
             char       **value)
{
  g_set_str (value, heddle_json_get_string (object, member, NULL));
}

/**
 * heddle_run_options_read_inputs:
 * @self: options
 * @inputs: what [method@RunOptions.inputs_to_text] gave, parsed
 *
 * Takes over what the run works on.
 */
void
heddle_run_options_read_inputs (HeddleRunOptions *self,
                                JsonNode         *inputs)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (inputs) ? json_node_get_object (inputs) : NULL;
  JsonObject *values = object == NULL ? NULL : heddle_json_get_object (object, "values");

  if (values != NULL)
    {
      json_object_unref (self->inputs);
      self->inputs = copy_object (values);
    }
  if (object != NULL)
    {
      g_clear_pointer (&self->rows, heddle_csv_table_unref);
      self->rows = read_rows (object);
      read_string (object, "rows_directory", &self->rows_directory);
    }
}

static void
read_models (HeddleRunOptions *self,
             JsonObject       *models)
{
  JsonObjectIter iter;
  const char *from;
  JsonNode *to;

  json_object_iter_init_ordered (&iter, models);
  while (json_object_iter_next_ordered (&iter, &from, &to))
    if (heddle_json_as_string (to) != NULL)
      g_hash_table_insert (self->models, g_strdup (from), g_strdup (heddle_json_as_string (to)));
}

static void
read_nodes (JsonObject *object,
            const char *member,
            GPtrArray  *nodes)
{
  g_auto (GStrv) names = read_strings (heddle_json_get_array (object, member));

  for (guint i = 0; names[i] != NULL; i++)
    g_ptr_array_add (nodes, g_strdup (names[i]));
}

/**
 * heddle_run_options_read_settings:
 * @self: options
 * @settings: what [method@RunOptions.settings_to_json] gave
 *
 * Takes over how the run is to be done.
 */
void
heddle_run_options_read_settings (HeddleRunOptions *self,
                                  JsonNode         *settings)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (settings) ? json_node_get_object (settings) : NULL;
  g_auto (GStrv) directories = NULL;

  if (object == NULL)
    return;
  if (heddle_json_get_object (object, "models") != NULL)
    read_models (self, heddle_json_get_object (object, "models"));
  self->jobs = (guint) CLAMP (heddle_json_get_int (object, "jobs", 0), 0, G_MAXINT);
  read_string (object, "output_directory", &self->output_directory);
  read_string (object, "document_directory", &self->document_directory);
  read_nodes (object, "to", self->to_nodes);
  read_nodes (object, "from", self->from_nodes);
  directories = read_strings (heddle_json_get_array (object, "allowed_directories"));
  for (guint i = 0; directories[i] != NULL; i++)
    if (g_path_is_absolute (directories[i]))
      g_ptr_array_add (self->allowed_directories, g_strdup (directories[i]));
}

/**
 * heddle_run_options_to_json:
 * @self: options
 *
 * Returns: (transfer full): all of them, for another process
 */
JsonNode *
heddle_run_options_to_json (const HeddleRunOptions *self)
{
  JsonObject *object = json_object_new ();

  set_string (object, "pipeline", self->pipeline);
  set_string (object, "project", self->project);
  set_string (object, "trigger", self->trigger);
  json_object_set_member (object, "inputs", inputs_to_json (self));
  json_object_set_member (object, "settings", heddle_run_options_settings_to_json (self));
  return take_object (object);
}

/**
 * heddle_run_options_from_json:
 * @node: what [method@RunOptions.to_json] gave
 *
 * Returns: (transfer full): the same options; what @node lacks is not asked for
 */
HeddleRunOptions *
heddle_run_options_from_json (JsonNode *node)
{
  HeddleRunOptions *self = heddle_run_options_new ();
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;

  if (object == NULL)
    return self;
  read_string (object, "pipeline", &self->pipeline);
  read_string (object, "project", &self->project);
  g_set_str (&self->trigger, heddle_json_get_string (object, "trigger", "api"));
  if (json_object_has_member (object, "inputs"))
    heddle_run_options_read_inputs (self, json_object_get_member (object, "inputs"));
  if (json_object_has_member (object, "settings"))
    heddle_run_options_read_settings (self, json_object_get_member (object, "settings"));
  return self;
}
