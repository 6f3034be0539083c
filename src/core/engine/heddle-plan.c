/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-plan.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "engine/heddle-plan-estimate.h"
#include "engine/heddle-plan-inputs.h"
#include "engine/heddle-plan-node.h"
#include "engine/heddle-plan-rehearsal.h"
#include "engine/heddle-plan-selection.h"
#include "graph/heddle-pipelines.h"
#include "graph/heddle-validation.h"
#include "nodes/heddle-allowed-paths.h"

struct _HeddlePlan
{
  GObject           parent_instance;
  HeddleWorkflow   *workflow;
  HeddlePipeline   *pipeline;
  HeddleRunOptions *options;
  GHashTable       *wanted;
  GPtrArray        *nodes;
  GPtrArray        *warnings;
  HeddlePriceRange  estimate;
};

G_DEFINE_FINAL_TYPE (HeddlePlan, heddle_plan, G_TYPE_OBJECT)
G_DEFINE_QUARK (heddle-plan-error-quark, heddle_plan_error)

static void
heddle_plan_finalize (GObject *object)
{
  HeddlePlan *self = HEDDLE_PLAN (object);

  g_clear_object (&self->workflow);
  g_clear_object (&self->pipeline);
  g_clear_pointer (&self->options, heddle_run_options_free);
  g_clear_pointer (&self->wanted, g_hash_table_unref);
  g_clear_pointer (&self->nodes, g_ptr_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_plan_parent_class)->finalize (object);
}

static void
heddle_plan_class_init (HeddlePlanClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_plan_finalize;
}

static void
heddle_plan_init (HeddlePlan *self)
{
  self->nodes = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_plan_node_free);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
}

static gboolean
choose_pipeline (HeddlePlan  *self,
                 GError     **error)
{
  const char *id = self->options->pipeline;
  GListModel *pipelines = heddle_workflow_get_pipelines (self->workflow);

  if (id == NULL)
    self->pipeline = g_list_model_get_item (pipelines, 0);
  else
    {
      HeddlePipeline *found = heddle_workflow_find_pipeline (self->workflow, id);

      self->pipeline = found == NULL ? NULL : g_object_ref (found);
    }

  if (self->pipeline == NULL)
    {
      if (id == NULL)
        g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_PIPELINE,
                     _("“%s” has no pipeline to run"), heddle_workflow_get_name (self->workflow));
      else
        g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_PIPELINE,
                     _("“%s” has no pipeline “%s”"), heddle_workflow_get_name (self->workflow), id);
      return FALSE;
    }
  if (g_list_model_get_n_items (heddle_pipeline_get_nodes (self->pipeline)) == 0)
    {
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_PIPELINE,
                   _("The pipeline “%s” has no steps to run"), heddle_pipeline_get_id (self->pipeline));
      return FALSE;
    }
  return TRUE;
}

static guint
pipeline_position (HeddlePlan *self)
{
  GListModel *pipelines = heddle_workflow_get_pipelines (self->workflow);

  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);

      if (pipeline == self->pipeline)
        return i;
    }
  return 0;
}

/* A document may have pages and steps that are not ready; only what runs has to be. */
static gboolean
take_first_problem (HeddlePlan  *self,
                    GPtrArray   *problems,
                    GError     **error)
{
  g_autofree char *here = g_strdup_printf ("pipelines[%u]", pipeline_position (self));

  for (guint i = 0; i < problems->len; i++)
    {
      HeddleProblem *problem = g_ptr_array_index (problems, i);

      if (g_str_has_prefix (problem->path, "pipelines[")
          && (!g_str_has_prefix (problem->path, here)
              || heddle_plan_selection_is_outside (self->wanted, self->pipeline, problem->path)))
        continue;
      g_set_error (error, HEDDLE_GRAPH_ERROR, (int) problem->code, "%s: %s", problem->path, problem->message);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_document (HeddlePlan          *self,
                HeddleNodeRegistry  *registry,
                HeddleServices      *services,
                GError             **error)
{
  g_autoptr (GPtrArray) problems = heddle_workflow_validate (self->workflow, registry,
                                                             self->options->document_directory, services);

  return take_first_problem (self, problems, error);
}

static gboolean
check_files (HeddlePlan          *self,
             HeddleNodeRegistry  *registry,
             HeddleServices      *services,
             GError             **error)
{
  g_autoptr (GPtrArray) problems = heddle_workflow_check_files (self->workflow, registry,
                                                                self->options->document_directory, services);

  return take_first_problem (self, problems, error);
}

static void
collect_links (HeddlePipeline *pipeline,
               GHashTable     *by_target,
               GHashTable     *by_source)
{
  GListModel *links = heddle_pipeline_get_links (pipeline);

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);
      const char *to = heddle_link_get_to_node (link);
      const char *from = heddle_link_get_from_node (link);

      if (!g_hash_table_contains (by_target, to))
        g_hash_table_insert (by_target, g_strdup (to), g_ptr_array_new_with_free_func (g_object_unref));
      if (!g_hash_table_contains (by_source, from))
        g_hash_table_insert (by_source, g_strdup (from), g_ptr_array_new_with_free_func (g_object_unref));
      g_ptr_array_add (g_hash_table_lookup (by_target, to), g_object_ref (link));
      g_ptr_array_add (g_hash_table_lookup (by_source, from), g_object_ref (link));
    }
}

static GHashTable *
new_link_table (void)
{
  return g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
connect_node (HeddlePlanNode  *node,
              GPtrArray       *links,
              GHashTable      *by_id,
              GError         **error)
{
  for (guint i = 0; links != NULL && i < links->len; i++)
    {
      HeddleLink *link = g_ptr_array_index (links, i);
      HeddlePlanNode *source = g_hash_table_lookup (by_id, heddle_link_get_from_node (link));

      if (!heddle_plan_node_connect (node, link, source, error))
        return FALSE;
    }
  return TRUE;
}

static void
add_in_order (HeddlePlan     *self,
              HeddlePlanNode *node,
              GHashTable     *by_id)
{
  node->ordinal = self->nodes->len;
  g_ptr_array_add (self->nodes, node);
  g_hash_table_insert (by_id, node->id, node);
}

/* Kahn's algorithm; nodes that are ready together keep the order of the document. */
static GPtrArray *
order_nodes (HeddlePipeline *pipeline,
             GHashTable     *by_target,
             GHashTable     *by_source)
{
  GListModel *nodes = heddle_pipeline_get_nodes (pipeline);
  GPtrArray *ordered = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GHashTable) waiting = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (HeddleNode) node = g_list_model_get_item (nodes, i);
      GPtrArray *links = g_hash_table_lookup (by_target, heddle_node_get_id (node));
      guint n = 0;

      for (guint l = 0; links != NULL && l < links->len; l++)
        n += !g_str_equal (heddle_link_get_from_node (g_ptr_array_index (links, l)), HEDDLE_INPUTS_NODE);
      g_hash_table_insert (waiting, (char *) heddle_node_get_id (node), GUINT_TO_POINTER (n));
      if (n == 0)
        g_ptr_array_add (ordered, g_object_ref (node));
    }

  for (guint done = 0; done < ordered->len; done++)
    {
      const char *id = heddle_node_get_id (g_ptr_array_index (ordered, done));
      GPtrArray *links = g_hash_table_lookup (by_source, id);

      for (guint l = 0; links != NULL && l < links->len; l++)
        {
          const char *to = heddle_link_get_to_node (g_ptr_array_index (links, l));
          guint n = GPOINTER_TO_UINT (g_hash_table_lookup (waiting, to)) - 1;

          g_hash_table_insert (waiting, (char *) to, GUINT_TO_POINTER (n));
          if (n == 0)
            g_ptr_array_add (ordered, g_object_ref (heddle_pipeline_find_node (pipeline, to)));
        }
    }
  return ordered;
}

static void
mark_results (HeddlePlan *self)
{
  gboolean has_output = FALSE;

  for (guint i = 1; i < self->nodes->len; i++)
    {
      HeddlePlanNode *node = g_ptr_array_index (self->nodes, i);

      node->is_result = (node->type->flags & HEDDLE_NODE_OUTPUT) != 0 && node->mode != HEDDLE_PLAN_SKIP;
      has_output = has_output || node->is_result;
    }
  for (guint i = 1; !has_output && i < self->nodes->len; i++)
    {
      HeddlePlanNode *node = g_ptr_array_index (self->nodes, i);

      node->is_result = node->followers->len == 0;
    }
}

static gboolean
build_nodes (HeddlePlan          *self,
             HeddleNodeRegistry  *registry,
             HeddleServices      *services,
             GError             **error)
{
  g_autoptr (GHashTable) by_target = new_link_table ();
  g_autoptr (GHashTable) by_source = new_link_table ();
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) ordered = NULL;

  collect_links (self->pipeline, by_target, by_source);
  ordered = order_nodes (self->pipeline, by_target, by_source);
  add_in_order (self, heddle_plan_node_new_inputs (self->workflow), by_id);

  for (guint i = 0; i < ordered->len; i++)
    {
      HeddleNode *document_node = g_ptr_array_index (ordered, i);
      HeddlePlanNode *node;

      if (self->wanted != NULL && !g_hash_table_contains (self->wanted, heddle_node_get_id (document_node)))
        continue;
      node = heddle_plan_node_new (document_node, self->pipeline, self->options, registry, services, error);
      if (node == NULL)
        return FALSE;
      add_in_order (self, node, by_id);
      if (!connect_node (node, g_hash_table_lookup (by_target, node->id), by_id, error))
        return FALSE;
      heddle_plan_take_linked_model (self, node);
      heddle_plan_node_finish (node);
    }
  mark_results (self);
  return TRUE;
}

static gboolean
check_models (HeddlePlan       *self,
              HeddleProviders  *providers,
              GError          **error)
{
  g_autoptr (GHashTable) checked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 1; i < self->nodes->len; i++)
    {
      HeddlePlanNode *node = g_ptr_array_index (self->nodes, i);
      const char *connection = heddle_plan_node_get_connection (node);
      HeddleTask task;

      if (node->model == NULL || node->mode != HEDDLE_PLAN_RUN || heddle_plan_node_is_linked (node, "connection"))
        continue;
      if (!heddle_task_from_string (strchr (node->type->id, '.') + 1, &task)
          || !g_hash_table_add (checked, g_strdup_printf ("%d %s %s %s", (int) task,
                                                          heddle_json_get_string (node->config, "operation", ""),
                                                          node->model, connection == NULL ? "" : connection)))
        continue;
      if (!heddle_wait_for (heddle_providers_check (providers, node->model, connection, task, node->config), NULL,
                            error))
        {
          g_prefix_error (error, "%s: ", node->title);
          return FALSE;
        }
    }
  return TRUE;
}

/* The models that the document's steps name, each once, in the order of the steps. */
static GPtrArray *
list_own_models (HeddlePlan *self)
{
  GPtrArray *models = g_ptr_array_new ();

  for (guint i = 1; i < self->nodes->len; i++)
    {
      char *model = ((HeddlePlanNode *) g_ptr_array_index (self->nodes, i))->own_model;

      if (model != NULL && !g_ptr_array_find_with_equal_func (models, model, g_str_equal, NULL))
        g_ptr_array_add (models, model);
    }
  return models;
}

/* A name that is mistyped would run, and pay, the model that was to be replaced. */
static gboolean
check_replacements (HeddlePlan  *self,
                    GError     **error)
{
  g_autoptr (GPtrArray) used = list_own_models (self);
  g_autofree char *list = NULL;
  GHashTableIter iter;
  gpointer from;

  g_hash_table_iter_init (&iter, self->options->models);
  while (g_hash_table_iter_next (&iter, &from, NULL))
    {
      if (g_ptr_array_find_with_equal_func (used, from, g_str_equal, NULL))
        continue;
      g_ptr_array_add (used, NULL);
      list = g_strjoinv (", ", (char **) used->pdata);
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_MODEL,
                   /* Translators: a model that no step uses, a workflow, the models that its steps use */
                   _("No step uses the model “%s”, so it cannot be replaced; the steps of “%s” use: %s"),
                   (char *) from, heddle_workflow_get_name (self->workflow), *list == '\0' ? _("none") : list);
      return FALSE;
    }
  return TRUE;
}

/* Tries the part of the path that is there: the rest is made by the first result. */
static gboolean
check_output_directory (HeddlePlan  *self,
                        GError     **error)
{
  const char *directory = self->options->output_directory;
  g_autofree char *existing = g_strdup (directory);
  g_autofree char *probe = NULL;
  int fd;

  if (directory == NULL)
    return TRUE;

  while (!g_file_test (existing, G_FILE_TEST_EXISTS))
    {
      char *parent = g_path_get_dirname (existing);

      g_free (existing);
      existing = parent;
    }
  probe = g_build_filename (existing, ".heddle-XXXXXX", NULL);
  fd = g_mkstemp (probe);
  if (fd >= 0)
    {
      g_close (fd, NULL);
      g_unlink (probe);
      return TRUE;
    }

  g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_OUTPUT,
               _("Results cannot be written to “%s”: %s"), directory, g_strerror (errno));
  return FALSE;
}

/* A table may lie in one of them, and its columns have to be known while planning. */
static void
allow_directories (HeddlePlan     *self,
                   HeddleServices *services)
{
  GPtrArray *directories = self->options->allowed_directories;
  HeddleAllowedPaths *allowed = heddle_services_get (services, HEDDLE_TYPE_ALLOWED_PATHS);

  for (guint i = 0; allowed != NULL && i < directories->len; i++)
    heddle_allowed_paths_add (allowed, g_ptr_array_index (directories, i));
}

/**
 * heddle_plan_new:
 * @workflow: a workflow, which nobody must change as long as the plan is used
 * @options: what the person asks for; copied
 * @registry: the node types
 * @services: has a [class@Providers]
 * @error: return location
 *
 * Checks that @workflow can run as asked, and puts it in order. Nothing is sent and the library is
 * not written to. Blocks: files that ports depend on are read, and the keyring is asked whether
 * there are keys.
 *
 * Returns: (transfer full): the plan; %NULL with an error of the graph's, the providers' or
 *   [error@PlanError]
 */
HeddlePlan *
heddle_plan_new (HeddleWorkflow          *workflow,
                 const HeddleRunOptions  *options,
                 HeddleNodeRegistry      *registry,
                 HeddleServices          *services,
                 GError                 **error)
{
  g_autoptr (HeddlePlan) self = g_object_new (HEDDLE_TYPE_PLAN, NULL);
  HeddleProviders *providers = heddle_services_get (services, HEDDLE_TYPE_PROVIDERS);
  g_autofree HeddlePlanWork *work = NULL;

  HEDDLE_ASSERT_MAY_BLOCK ();

  self->workflow = g_object_ref (workflow);
  self->options = heddle_run_options_copy (options);
  allow_directories (self, services);

  if (!choose_pipeline (self, error)
      || !heddle_plan_selection_find (self->pipeline, self->options, &self->wanted, error)
      || !check_document (self, registry, services, error)
      || !heddle_plan_check_inputs (self, error)
      || !build_nodes (self, registry, services, error)
      || !check_replacements (self, error)
      || !check_models (self, providers, error)
      || !check_files (self, registry, services, error)
      || !heddle_plan_check_input_files (self, services, error)
      || !check_output_directory (self, error))
    return NULL;

  heddle_plan_warn_of_rows (self, services);
  work = g_new0 (HeddlePlanWork, self->nodes->len);
  if (!heddle_plan_rehearse (self, services, NULL, work, NULL, error))
    return NULL;
  self->estimate = heddle_plan_estimate (self, providers, work, NULL);
  return g_steal_pointer (&self);
}

/**
 * heddle_plan_check_library:
 * @self: a plan
 * @registry: the node types
 * @services: has the library that the plan was made without
 * @error: return location
 *
 * Checks once more what inputs and nodes name, where only the library knows whether it is there. Nothing
 * is written. Blocks.
 *
 * Returns: %FALSE with an error that names the node or the input
 */
gboolean
heddle_plan_check_library (HeddlePlan          *self,
                           HeddleNodeRegistry  *registry,
                           HeddleServices      *services,
                           GError             **error)
{
  if (!heddle_plan_needs_library (self))
    return TRUE;
  allow_directories (self, services);
  return check_files (self, registry, services, error) && heddle_plan_check_input_files (self, services, error);
}

/**
 * heddle_plan_get_workflow:
 * @self: a plan
 *
 * Returns: (transfer none): the workflow
 */
HeddleWorkflow *
heddle_plan_get_workflow (HeddlePlan *self)
{
  return self->workflow;
}

/**
 * heddle_plan_get_pipeline:
 * @self: a plan
 *
 * Returns: (transfer none): the pipeline that runs
 */
HeddlePipeline *
heddle_plan_get_pipeline (HeddlePlan *self)
{
  return self->pipeline;
}

/**
 * heddle_plan_dup_page:
 * @self: a plan
 *
 * Returns: (transfer full) (nullable): what people call the pipeline that runs; %NULL where the workflow has no other
 */
char *
heddle_plan_dup_page (HeddlePlan *self)
{
  return g_list_model_get_n_items (heddle_workflow_get_pipelines (self->workflow)) > 1
           ? heddle_pipelines_dup_title (self->pipeline)
           : NULL;
}

/**
 * heddle_plan_get_options:
 * @self: a plan
 *
 * Returns: (transfer none): what the person asked for
 */
const HeddleRunOptions *
heddle_plan_get_options (HeddlePlan *self)
{
  return self->options;
}

/**
 * heddle_plan_get_nodes:
 * @self: a plan
 *
 * Returns: (transfer none) (element-type HeddlePlanNode): the nodes in topological order, the
 *   pseudo-node `inputs` first
 */
GPtrArray *
heddle_plan_get_nodes (HeddlePlan *self)
{
  return self->nodes;
}

/**
 * heddle_plan_is_batch:
 * @self: a plan
 *
 * Returns: whether it runs once per row of a table
 */
gboolean
heddle_plan_is_batch (HeddlePlan *self)
{
  return self->options->rows != NULL;
}

/**
 * heddle_plan_get_n_rows:
 * @self: a plan
 *
 * Returns: how often the pipeline is evaluated: the number of rows, 1 outside of a batch
 */
guint
heddle_plan_get_n_rows (HeddlePlan *self)
{
  return self->options->rows == NULL ? 1 : heddle_csv_table_get_n_rows (self->options->rows);
}

/**
 * heddle_plan_get_estimate:
 * @self: a plan
 *
 * Returns: what the run costs at least and at most if nothing is cached
 */
HeddlePriceRange
heddle_plan_get_estimate (HeddlePlan *self)
{
  return self->estimate;
}

/**
 * heddle_plan_get_warnings:
 * @self: a plan
 *
 * Returns: (transfer none) (element-type utf8): what a person should know and what does not keep
 *   the run from starting
 */
GPtrArray *
heddle_plan_get_warnings (HeddlePlan *self)
{
  return self->warnings;
}

/**
 * heddle_plan_describe_run:
 * @self: a plan
 * @facts: (out caller-allocates): receives what its nodes may ask of a run, apart from which one it
 *   is; borrowed from the plan
 */
void
heddle_plan_describe_run (HeddlePlan     *self,
                          HeddleRunFacts *facts)
{
  *facts = (HeddleRunFacts) {
    .workflow = heddle_workflow_get_name (self->workflow),
    .workflow_id = heddle_workflow_get_id (self->workflow),
    .pipeline = heddle_pipeline_get_name (self->pipeline),
    .document_directory = self->options->document_directory,
    .output_directory = self->options->output_directory,
    .project = self->options->project,
    .allowed_directories = (const char *const *) self->options->allowed_directories->pdata,
  };
}
