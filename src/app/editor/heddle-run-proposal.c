/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-run-proposal.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"

struct _HeddleRunProposal
{
  GObject             parent_instance;
  HeddlePlan         *plan;
  HeddlePlanForecast *forecast;
  HeddleRunConsent    consent;
};

G_DEFINE_FINAL_TYPE (HeddleRunProposal, heddle_run_proposal, G_TYPE_OBJECT)

static void
heddle_run_proposal_finalize (GObject *object)
{
  HeddleRunProposal *self = HEDDLE_RUN_PROPOSAL (object);

  g_clear_object (&self->plan);
  g_clear_pointer (&self->forecast, heddle_plan_forecast_unref);

  G_OBJECT_CLASS (heddle_run_proposal_parent_class)->finalize (object);
}

static void
heddle_run_proposal_class_init (HeddleRunProposalClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_run_proposal_finalize;
}

static void
heddle_run_proposal_init (HeddleRunProposal *self)
{
}

/* The nodes are in topological order: whatever a node follows has been seen before it. */
static GHashTable *
list_from (GPtrArray         *nodes,
           const char *const *from)
{
  GHashTable *wanted = g_hash_table_new (NULL, NULL);

  for (guint i = 1; i < nodes->len; i++)
    {
      HeddlePlanNode *node = nodes->pdata[i];

      if (g_strv_contains (from, node->id))
        g_hash_table_add (wanted, node);
      if (!g_hash_table_contains (wanted, node))
        continue;
      for (guint j = 0; j < node->followers->len; j++)
        g_hash_table_add (wanted, node->followers->pdata[j]);
    }
  return wanted;
}

/* What the document itself says is always there, and what is never kept is made on the way. */
static gboolean
lacks_results (const HeddlePlanNode *node,
               const HeddlePlanWork *work)
{
  gboolean given = node->model == NULL && node->inputs->len == 0;

  return node->mode == HEDDLE_PLAN_RUN && !given && !(node->type->flags & (HEDDLE_NODE_OUTPUT | HEDDLE_NODE_UNCACHED))
         && (work->runs.most > 0 || work->waiting > 0);
}

static gboolean
check_before (HeddleRunProposal  *self,
              const char *const  *from,
              GError            **error)
{
  GPtrArray *nodes = heddle_plan_get_nodes (self->plan);
  g_autoptr (GHashTable) wanted = list_from (nodes, from);

  for (guint i = 1; i < nodes->len; i++)
    {
      HeddlePlanNode *node = nodes->pdata[i];

      if (g_hash_table_contains (wanted, node) || !lacks_results (node, &self->forecast->work[i]))
        continue;
      g_set_error (error, HEDDLE_PLAN_ERROR, HEDDLE_PLAN_ERROR_PIPELINE,
                   _("“%s” comes before, and what it makes is not there yet. Run the workflow, or run from there."),
                   node->title);
      return FALSE;
    }
  return TRUE;
}

/**
 * heddle_run_proposal_new:
 * @engine: an engine with a library
 * @plan: a plan
 * @scope: how much of the workflow the plan is of
 * @error: return location
 *
 * Works out what the run would do. Blocks.
 *
 * Returns: (transfer full): the proposal; %NULL where the library cannot be read, or with
 *   [error@PlanError] `PIPELINE` where the run is to begin at a step and something before it would have
 *   to be made first
 */
HeddleRunProposal *
heddle_run_proposal_new (HeddleEngine          *engine,
                         HeddlePlan            *plan,
                         const HeddleRunScope  *scope,
                         GError               **error)
{
  g_autoptr (HeddleRunProposal) self = g_object_new (HEDDLE_TYPE_RUN_PROPOSAL, NULL);
  HeddleLibrary *library = heddle_services_get (heddle_engine_get_services (engine), HEDDLE_TYPE_LIBRARY);

  HEDDLE_ASSERT_MAY_BLOCK ();

  self->plan = g_object_ref (plan);
  self->forecast = heddle_engine_forecast (engine, plan, error);
  if (self->forecast == NULL
      || (scope->from != NULL && !check_before (self, (const char *const *) scope->from, error))
      || !heddle_run_consent_find (library, self->forecast->cost.at_most, self->forecast->passes_budget, &self->consent,
                                   error))
    return NULL;
  return g_steal_pointer (&self);
}

/**
 * heddle_run_proposal_get_plan:
 * @self: a proposal
 *
 * Returns: (transfer none): its plan
 */
HeddlePlan *
heddle_run_proposal_get_plan (HeddleRunProposal *self)
{
  return self->plan;
}

/**
 * heddle_run_proposal_get_forecast:
 * @self: a proposal
 *
 * Returns: (transfer none): what the run would do
 */
const HeddlePlanForecast *
heddle_run_proposal_get_forecast (HeddleRunProposal *self)
{
  return self->forecast;
}

/**
 * heddle_run_proposal_get_consent:
 * @self: a proposal
 *
 * Returns: whether a person has to be asked before it begins, and why
 */
HeddleRunConsent
heddle_run_proposal_get_consent (HeddleRunProposal *self)
{
  return self->consent;
}
