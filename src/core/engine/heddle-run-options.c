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
  copy->allowed_directories = g_ptr_array_new_null_terminated (0, g_free, TRUE);
  for (guint i = 0; i < self->allowed_directories->len; i++)
    g_ptr_array_add (copy->allowed_directories,
                     g_strdup (g_ptr_array_index (self->allowed_directories, i)));
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
  g_free (self->trigger);
  g_free (self);
}
