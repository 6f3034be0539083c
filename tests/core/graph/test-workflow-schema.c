/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <gio/gio.h>

#include "base/heddle-init.h"
#include "base/heddle-json-schema.h"
#include "base/heddle-json.h"
#include "graph-test-types.h"
#include "graph/heddle-validation.h"
#include "nodes/heddle-nodes.h"

#define RESOURCE "/app/heddle/Heddle/schemas/workflow-1.base.json"

static char *
source_path (const char *folder,
             const char *name)
{
  return g_build_filename (g_getenv ("HEDDLE_SOURCE_ROOT"), "data", folder, name, NULL);
}

static JsonNode *
load_base (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
      g_resources_lookup_data (RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  JsonNode *base;
  gsize size;

  g_assert_no_error (error);
  base = heddle_json_parse (g_bytes_get_data (bytes, &size), (gssize) g_bytes_get_size (bytes),
                            &error);
  g_assert_no_error (error);
  return base;
}

static void
test_base_has_known_keywords_only (void)
{
  g_autoptr (HeddleJsonSchema) schema = heddle_json_schema_new_from_resource (RESOURCE);

  g_assert_cmpuint (heddle_json_schema_list_unknown (schema)->len, ==, 0);
}

/* The schema that ships is what the registry says. After a change of node types,
 * `HEDDLE_UPDATE=1 meson test workflow-schema` writes it anew.
 */
static void
test_shipped_schema_is_up_to_date (void)
{
  g_autofree char *path = source_path ("schemas", "workflow-1.schema.json");
  g_autoptr (HeddleNodeRegistry) registry = heddle_node_registry_new ();
  g_autoptr (JsonNode) base = load_base ();
  g_autoptr (JsonNode) schema = NULL;
  g_autoptr (HeddleJsonSchema) compiled = NULL;
  g_autofree char *text = NULL;
  g_autofree char *shipped = NULL;
  g_autoptr (GError) error = NULL;

  heddle_register_nodes (registry);
  schema = heddle_node_registry_to_schema (registry, base);
  text = heddle_json_write (schema, HEDDLE_JSON_PRETTY);
  if (g_strcmp0 (g_getenv ("HEDDLE_UPDATE"), "1") == 0)
    {
      g_file_set_contents (path, text, -1, &error);
      g_assert_no_error (error);
    }

  g_file_get_contents (path, &shipped, NULL, &error);
  g_assert_no_error (error);
  if (!g_str_equal (shipped, text))
    g_test_message (
        "Run this test with HEDDLE_UPDATE=1 to write data/schemas/workflow-1.schema.json "
        "anew");
  g_assert_true (g_str_equal (shipped, text));
  compiled = heddle_json_schema_new (schema);
  g_assert_cmpuint (heddle_json_schema_list_unknown (compiled)->len, ==, 0);
}

static void
assert_fits (HeddleJsonSchema *schema,
             const char       *node,
             const char       *message)
{
  g_autofree char *text = g_strdup_printf ("{'format':'heddle-workflow','version':1,'id':'w',"
                                           "'name':'W','pipelines':[{'id':'main','links':[],"
                                           "'nodes':[%s]}]}",
                                           node);
  g_autoptr (JsonNode) json = heddle_json_parse (g_strdelimit (text, "'", '"'), -1, NULL);
  g_autoptr (GError) error = NULL;

  heddle_json_schema_validate (schema, json, &error);
  g_assert_cmpstr (error != NULL ? error->message : NULL, ==, message);
}

static void
test_config_is_described_by_type (void)
{
  g_autoptr (HeddleNodeRegistry) registry = new_test_registry ();
  g_autoptr (JsonNode) base = load_base ();
  g_autoptr (JsonNode) json = heddle_node_registry_to_schema (registry, base);
  g_autoptr (HeddleJsonSchema) schema = heddle_json_schema_new (json);

  g_assert_cmpuint (heddle_json_schema_list_unknown (schema)->len, ==, 0);
  assert_fits (schema,
               "{'id':'a','type':'test.resize','config':{'width':300,'fit':'fill','new':1}}", NULL);
  assert_fits (schema, "{'id':'a','type':'test.resize','config':{'width':null,'fit':null}}", NULL);
  assert_fits (schema, "{'id':'a','type':'future.resize','config':{'width':'wide'}}", NULL);
  assert_fits (schema, "{'id':'a','type':'test.resize','config':{'width':'wide'}}",
               "pipelines[0].nodes[0].config.width: expected a number or null");
  assert_fits (schema, "{'id':'a','type':'test.resize','config':{'fit':'crop'}}",
               "pipelines[0].nodes[0].config.fit: expected one of: cover, contain, fill, null");
  assert_fits (schema, "{'id':'a','type':'test.generate','config':{'seed':'random'}}", NULL);
  assert_fits (schema, "{'id':'a','type':'test.generate','config':{'seed':-1}}",
               "pipelines[0].nodes[0].config.seed: must be at least 0");
  assert_fits (schema, "{'id':'a','type':'test.generate','config':{'model':'sketch'}}",
               "pipelines[0].nodes[0].config.model: “sketch” does not match ^[^/]+/.+$");
}

static void
assert_runs (HeddleNodeRegistry *registry,
             const char         *path)
{
  g_autoptr (HeddleServices) services = heddle_services_new ();
  g_autofree char *directory = g_path_get_dirname (path);
  g_autofree char *text = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  problems = heddle_workflow_validate (workflow, registry, directory, services);
  for (guint i = 0; i < problems->len; i++)
    {
      HeddleProblem *problem = problems->pdata[i];

      g_test_message ("%s: %s: %s", path, problem->path, problem->message);
    }
  g_assert_cmpuint (problems->len, ==, 0);
}

/* Off the main thread: the columns of a table are read from its file. */
static gpointer
check_templates (gpointer data)
{
  g_autofree char *folder = source_path ("templates", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (HeddleNodeRegistry) registry = heddle_node_registry_new ();
  const char *name;

  g_assert_nonnull (dir);
  heddle_register_nodes (registry);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_str_has_suffix (name, ".heddle"))
        assert_runs (registry, path);
    }

  return NULL;
}

static void
test_templates_have_no_problems (void)
{
  g_thread_join (g_thread_new ("templates", check_templates, NULL));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/workflow-schema/base-has-known-keywords-only",
                   test_base_has_known_keywords_only);
  g_test_add_func ("/workflow-schema/shipped-schema-is-up-to-date",
                   test_shipped_schema_is_up_to_date);
  g_test_add_func ("/workflow-schema/config-is-described-by-type",
                   test_config_is_described_by_type);
  g_test_add_func ("/workflow-schema/templates-have-no-problems", test_templates_have_no_problems);

  return g_test_run ();
}
