/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-problem-item.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "graph/heddle-pipelines.h"

struct _HeddleProblemItem
{
  GObject   parent_instance;
  char     *page;
  char     *node;
  char     *step;
  char     *title;
  char     *message;
  gboolean  warning;
};

G_DEFINE_FINAL_TYPE (HeddleProblemItem, heddle_problem_item, G_TYPE_OBJECT)

static void
heddle_problem_item_finalize (GObject *object)
{
  HeddleProblemItem *self = HEDDLE_PROBLEM_ITEM (object);

  g_free (self->page);
  g_free (self->node);
  g_free (self->step);
  g_free (self->title);
  g_free (self->message);

  G_OBJECT_CLASS (heddle_problem_item_parent_class)->finalize (object);
}

static void
heddle_problem_item_class_init (HeddleProblemItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_problem_item_finalize;
}

static void
heddle_problem_item_init (HeddleProblemItem *self)
{
}

static char *
dup_node_title (HeddleNode         *node,
                HeddleNodeRegistry *registry)
{
  const char *name = heddle_node_get_name (node);
  const HeddleNodeTypeInfo *type = heddle_node_registry_lookup (registry, heddle_node_get_node_type (node));

  if (name != NULL && *name != '\0')
    return g_strdup (name);
  return g_strdup (type != NULL ? _(type->title) : heddle_node_get_node_type (node));
}

/* A reason that begins with the name of its step is shown below that name. */
static char *
make_sentence (const char *message,
               const char *title)
{
  g_autofree char *prefix = g_strdup_printf (_("“%s”: %s"), title, "");
  const char *reason = g_str_has_prefix (message, prefix) ? message + strlen (prefix) : message;
  g_autofree char *first = g_utf8_substring (reason, 0, *reason != '\0' ? 1 : 0);
  g_autofree char *capital = g_utf8_strup (first, -1);

  return g_strconcat (capital, reason + strlen (first), NULL);
}

/**
 * heddle_problem_item_new:
 * @workflow: a workflow
 * @registry: the node types that are known
 * @problem: what is wrong with it
 *
 * Returns: (transfer full): the problem
 */
HeddleProblemItem *
heddle_problem_item_new (HeddleWorkflow      *workflow,
                         HeddleNodeRegistry  *registry,
                         const HeddleProblem *problem)
{
  HeddlePipeline *page = problem->pipeline != NULL ? heddle_workflow_find_pipeline (workflow, problem->pipeline) : NULL;
  HeddleNode *node = page != NULL && problem->node != NULL ? heddle_pipeline_find_node (page, problem->node) : NULL;
  gboolean several = g_list_model_get_n_items (heddle_workflow_get_pipelines (workflow)) > 1;
  HeddleProblemItem *self = g_object_new (HEDDLE_TYPE_PROBLEM_ITEM, NULL);

  self->page = g_strdup (problem->pipeline);
  self->node = g_strdup (page == NULL ? HEDDLE_INPUTS_NODE : problem->node);
  if (node != NULL)
    self->step = dup_node_title (node, registry);
  else
    self->step = g_strdup (page == NULL ? _("Inputs") : _("Links"));
  self->title = g_strdup (self->step);
  self->message = make_sentence (problem->message, self->step);
  if (page != NULL && several)
    {
      g_autofree char *page_title = heddle_pipelines_dup_title (page);

      g_free (self->title);
      /* Translators: a step, and the page that it is on */
      self->title = g_strdup_printf (_("%s · %s"), self->step, page_title);
    }
  return self;
}

/**
 * heddle_problem_item_new_warning:
 * @page: the page that would be run
 * @message: why some of it cannot be done, or may not be until its end
 *
 * Returns: (transfer full): a problem that keeps nothing from beginning to run
 */
HeddleProblemItem *
heddle_problem_item_new_warning (HeddlePipeline *page,
                                 const char     *message)
{
  HeddleProblemItem *self = g_object_new (HEDDLE_TYPE_PROBLEM_ITEM, NULL);

  self->page = g_strdup (heddle_pipeline_get_id (page));
  self->step = g_strdup (_("When This Page Runs"));
  self->title = g_strdup (self->step);
  self->message = g_strdup (message);
  self->warning = TRUE;
  return self;
}

/**
 * heddle_problem_item_get_page:
 * @self: a problem
 *
 * Returns: (transfer none) (nullable): the id of the page that it is on; %NULL where it is on all
 */
const char *
heddle_problem_item_get_page (HeddleProblemItem *self)
{
  return self->page;
}

/**
 * heddle_problem_item_get_node:
 * @self: a problem
 *
 * Returns: (transfer none) (nullable): the id of the node that it is about, `inputs` for the workflow's inputs
 */
const char *
heddle_problem_item_get_node (HeddleProblemItem *self)
{
  return self->node;
}

/**
 * heddle_problem_item_get_step:
 * @self: a problem
 *
 * Returns: (transfer none): what is wrong, for whoever sees the page that it is on
 */
const char *
heddle_problem_item_get_step (HeddleProblemItem *self)
{
  return self->step;
}

/**
 * heddle_problem_item_get_title:
 * @self: a problem
 *
 * Returns: (transfer none): where it is, with the page if there are several
 */
const char *
heddle_problem_item_get_title (HeddleProblemItem *self)
{
  return self->title;
}

/**
 * heddle_problem_item_get_message:
 * @self: a problem
 *
 * Returns: (transfer none): what is the matter with it, and what would be right
 */
const char *
heddle_problem_item_get_message (HeddleProblemItem *self)
{
  return self->message;
}

/**
 * heddle_problem_item_is_warning:
 * @self: a problem
 *
 * Returns: whether its page can run all the same
 */
gboolean
heddle_problem_item_is_warning (HeddleProblemItem *self)
{
  return self->warning;
}

/**
 * heddle_problem_item_equal:
 * @self: a problem
 * @other: another
 *
 * Returns: whether they say the same
 */
gboolean
heddle_problem_item_equal (HeddleProblemItem *self,
                           HeddleProblemItem *other)
{
  return self->warning == other->warning && g_strcmp0 (self->page, other->page) == 0
         && g_strcmp0 (self->node, other->node) == 0 && g_str_equal (self->title, other->title)
         && g_str_equal (self->message, other->message);
}
