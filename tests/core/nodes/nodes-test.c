/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes-test.h"

#include <glib/gstdio.h>

#include "base/heddle-init.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "nodes/heddle-image-source.h"

typedef void (*BodyFunc) (NodesTest *test);

typedef struct
{
  const HeddleNodeTypeInfo *type;
  HeddleNodeExecution      *execution;
} Job;

static void
remove_tree (const char *path)
{
  if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    {
      g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
      const char *name;

      while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
        {
          g_autofree char *child = g_build_filename (path, name, NULL);

          remove_tree (child);
        }
    }

  g_remove (path);
}

NodesTest *
nodes_test_new (void)
{
  NodesTest *self = g_new0 (NodesTest, 1);

  self->folder = g_dir_make_tmp ("heddle-nodes-XXXXXX", NULL);
  g_assert_nonnull (self->folder);
  self->registry = heddle_node_registry_new ();
  heddle_register_nodes (self->registry);
  self->services = heddle_services_new ();
  self->configs = g_ptr_array_new_with_free_func ((GDestroyNotify) json_node_unref);
  self->facts.run = "01930000-0000-7000-8000-000000000001";
  self->facts.run_number = 1;
  self->facts.workflow = "Autumn post";
  self->facts.workflow_id = "01930000-0000-7000-8000-000000000002";
  self->facts.pipeline = "Post";
  self->facts.document_directory = self->folder;

  return self;
}

void
nodes_test_free (NodesTest *self)
{
  g_autoptr (GError) error = NULL;

  if (self->assets != NULL)
    heddle_wait_for (heddle_asset_store_drain (self->assets), NULL, NULL);
  g_clear_pointer (&self->configs, g_ptr_array_unref);
  g_clear_object (&self->services);
  g_clear_object (&self->registry);
  g_clear_object (&self->assets);
  g_clear_object (&self->imaging);
  g_clear_object (&self->blobs);
  if (self->library != NULL)
    heddle_library_close (self->library, &error);
  g_assert_no_error (error);
  g_clear_object (&self->library);
  remove_tree (self->folder);
  g_free (self->folder);
  g_free (self);
}

void
nodes_test_open_library (NodesTest *self)
{
  g_autofree char *path = g_build_filename (self->folder, "library", NULL);
  g_autoptr (GError) error = NULL;

  self->library = heddle_library_open (path, HEDDLE_LIBRARY_CREATE, &error);
  g_assert_no_error (error);
  self->blobs = heddle_blob_store_new (self->library);
  self->imaging = heddle_imaging_pool_new ();
  self->assets = heddle_asset_store_new (self->blobs, self->imaging);
  heddle_services_add (self->services, G_OBJECT (self->library));
  heddle_services_add (self->services, G_OBJECT (self->blobs));
  heddle_services_add (self->services, G_OBJECT (self->imaging));
  heddle_services_add (self->services, G_OBJECT (self->assets));
}

HeddleNodeExecution *
nodes_test_prepare_at (NodesTest   *self,
                       const char  *type,
                       const char  *config,
                       HeddleIndex *index)
{
  g_autoptr (GError) error = NULL;
  JsonNode *node = heddle_json_parse (config, -1, &error);
  const HeddleNodeTypeInfo *info = heddle_node_registry_lookup (self->registry, type);

  g_assert_no_error (error);
  g_assert_nonnull (info);
  g_ptr_array_add (self->configs, node);

  return heddle_node_execution_new (info, "node", json_node_get_object (node), index, &self->facts,
                                    self->services, NULL);
}

HeddleNodeExecution *
nodes_test_prepare (NodesTest  *self,
                    const char *type,
                    const char *config)
{
  g_autoptr (HeddleIndex) index = heddle_index_new_empty ();

  return nodes_test_prepare_at (self, type, config, index);
}

static DexFuture *
run_fiber (gpointer data)
{
  Job *job = data;

  return job->type->execute (job->execution);
}

HeddleNodeOutputs *
nodes_test_run (NodesTest            *self,
                const char           *type,
                HeddleNodeExecution  *execution,
                GError              **error)
{
  Job job = { heddle_node_registry_lookup (self->registry, type), execution };
  g_auto (GValue) value = G_VALUE_INIT;

  if (job.type->evaluate != NULL)
    return job.type->evaluate (execution, error);

  if (!heddle_wait_for (heddle_spawn (run_fiber, &job, NULL), &value, error))
    return NULL;

  return g_value_dup_boxed (&value);
}

HeddleNodeOutputs *
nodes_test_run_plain (NodesTest  *self,
                      const char *type,
                      const char *config)
{
  g_autoptr (HeddleNodeExecution) execution = nodes_test_prepare (self, type, config);
  g_autoptr (GError) error = NULL;
  HeddleNodeOutputs *outputs = nodes_test_run (self, type, execution, &error);

  g_assert_no_error (error);
  g_assert_nonnull (outputs);

  return outputs;
}

/* Refused before anything runs: by the check of its config, or by the listing of its ports. */
void
nodes_test_refuse (NodesTest  *self,
                   const char *type,
                   const char *config,
                   const char *message)
{
  const HeddleNodeTypeInfo *info = heddle_node_registry_lookup (self->registry, type);
  g_autoptr (JsonNode) node = heddle_json_parse (config, -1, NULL);
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GPtrArray) outputs = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (heddle_node_type_check_config (info, json_node_get_object (node), &error)
                  && heddle_node_type_list_ports (info, json_node_get_object (node), self->folder,
                                                  self->services, &inputs, &outputs, &error));
  g_assert_nonnull (error);
  g_assert_cmpstr (error->message, ==, message);
}

void
nodes_test_set_text (HeddleNodeExecution *execution,
                     const char          *port,
                     const char          *text)
{
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);

  heddle_node_execution_set_input (execution, port, value);
}

/* Texts with bars between them; a dash stands for one that is missing. */
void
nodes_test_set_list (HeddleNodeExecution *execution,
                     const char          *port,
                     const char          *texts)
{
  g_auto (GStrv) parts = g_strsplit (texts, "|", -1);
  g_autoptr (GPtrArray) values = g_ptr_array_new ();
  g_autoptr (GPtrArray) owned = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      HeddleValue *value = g_str_equal (parts[i], "-") ? NULL : heddle_value_new_text (parts[i]);

      g_ptr_array_add (values, value);
      if (value != NULL)
        g_ptr_array_add (owned, value);
    }
  heddle_node_execution_set_input_list (execution, port, values);
}

char *
nodes_test_join (HeddleNodeOutputs *outputs,
                 const char        *port)
{
  GPtrArray *list = heddle_node_outputs_get_list (outputs, port);
  GString *text = g_string_new (NULL);

  g_assert_nonnull (list);
  for (guint i = 0; i < list->len; i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "",
                            heddle_value_get_text (list->pdata[i]));

  return g_string_free_and_steal (text);
}

char *
nodes_test_write (NodesTest  *self,
                  const char *name,
                  const char *content)
{
  char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  g_assert_true (g_file_set_contents (path, content, -1, NULL));

  return path;
}

/* A plain PNG with a dark frame, so that sizes and places can be told apart. */
char *
nodes_test_draw (NodesTest  *self,
                 const char *name,
                 int         width,
                 int         height,
                 const char *color)
{
  g_autofree char *svg =
    g_strdup_printf ("<svg xmlns='http://www.w3.org/2000/svg' width='%d' height='%d'>"
                     "<rect width='%d' height='%d' fill='%s' stroke='#222' stroke-width='4'/>"
                     "</svg>", width, height, width, height, color);
  char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (parent, 0755), ==, 0);
  heddle_wait_for (heddle_imaging_pool_render_svg (self->imaging, svg, width, height, path), NULL,
                   &error);
  g_assert_no_error (error);

  return path;
}

HeddleValue *
nodes_test_load (NodesTest  *self,
                 const char *name)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  heddle_wait_for (heddle_image_source_load (self->services, name, self->folder, NULL), &value,
                   &error);
  g_assert_no_error (error);

  return g_value_dup_boxed (&value);
}

HeddleValue *
nodes_test_make (NodesTest  *self,
                 int         width,
                 int         height,
                 const char *color)
{
  g_autofree char *path = nodes_test_draw (self, "made.png", width, height, color);

  return nodes_test_load (self, "made.png");
}

void
nodes_test_set_image (HeddleNodeExecution *execution,
                      const char          *port,
                      HeddleValue         *image)
{
  heddle_node_execution_set_input (execution, port, image);
}

static gpointer
body_thread (gpointer data)
{
  g_autoptr (NodesTest) test = nodes_test_new ();

  ((BodyFunc) data) (test);

  return NULL;
}

/* Bodies run on a thread that may block, as plans are made on one. */
static void
run_body (gconstpointer data)
{
  g_thread_join (g_thread_new ("test", body_thread, (gpointer) data));
}

void
nodes_test_add (const char *path,
                BodyFunc    func)
{
  g_test_add_data_func (path, func, run_body);
}

int
nodes_test_main (int    argc,
                 char  *argv[],
                 void (*add) (void))
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  add ();

  return g_test_run ();
}
