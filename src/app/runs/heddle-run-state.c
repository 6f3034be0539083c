/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-state.h"

struct _HeddleRunState
{
  GObject     parent_instance;
  GHashTable *nodes;
  char       *run;
};

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleRunState, heddle_run_state, G_TYPE_OBJECT)

static void
heddle_run_state_finalize (GObject *object)
{
  HeddleRunState *self = HEDDLE_RUN_STATE (object);

  g_clear_pointer (&self->nodes, g_hash_table_unref);
  g_clear_pointer (&self->run, g_free);

  G_OBJECT_CLASS (heddle_run_state_parent_class)->finalize (object);
}

static void
heddle_run_state_class_init (HeddleRunStateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_run_state_finalize;

  /**
   * HeddleRunState::changed:
   * @self: a run's state
   * @node: (nullable): the id of the node whose state changed; %NULL for all of them
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                   NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
heddle_run_state_init (HeddleRunState *self)
{
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) heddle_node_state_free);
}

/**
 * heddle_run_state_new:
 *
 * Returns: (transfer full): a state in which nothing has run
 */
HeddleRunState *
heddle_run_state_new (void)
{
  return g_object_new (HEDDLE_TYPE_RUN_STATE, NULL);
}

/**
 * heddle_run_state_lookup:
 * @self: a run's state
 * @node: a node's id
 *
 * Returns: (transfer none) (nullable): what is known of the node; %NULL where it has not run
 */
const HeddleNodeState *
heddle_run_state_lookup (HeddleRunState *self,
                         const char     *node)
{
  return g_hash_table_lookup (self->nodes, node);
}

/**
 * heddle_run_state_edit:
 * @self: a run's state
 * @node: a node's id
 *
 * For whoever follows the run; [method@RunState.touch] tells the others afterwards.
 *
 * Returns: (transfer none): the node's state, to be changed
 */
HeddleNodeState *
heddle_run_state_edit (HeddleRunState *self,
                       const char     *node)
{
  HeddleNodeState *state = g_hash_table_lookup (self->nodes, node);

  if (state == NULL)
    {
      state = heddle_node_state_new ();
      g_hash_table_insert (self->nodes, g_strdup (node), state);
    }
  return state;
}

/**
 * heddle_run_state_touch:
 * @self: a run's state
 * @node: (nullable): the node whose state was changed; %NULL for all of them
 *
 * Emits [signal@RunState::changed].
 */
void
heddle_run_state_touch (HeddleRunState *self,
                        const char     *node)
{
  g_signal_emit (self, signals[CHANGED], 0, node);
}

/**
 * heddle_run_state_clear:
 * @self: a run's state
 *
 * Forgets everything, and says so.
 */
void
heddle_run_state_clear (HeddleRunState *self)
{
  g_hash_table_remove_all (self->nodes);
  heddle_run_state_touch (self, NULL);
}

/**
 * heddle_run_state_put_past:
 * @self: a run's state
 *
 * Makes all that is known something from before, since another run begins that is not of all nodes.
 */
void
heddle_run_state_put_past (HeddleRunState *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      HeddleNodeState *state = value;

      state->earlier = TRUE;
      state->offer = HEDDLE_NODE_OFFER_NONE;
    }
  heddle_run_state_touch (self, NULL);
}

static gboolean
state_waits (const HeddleNodeState *state)
{
  return state != NULL && (state->offer == HEDDLE_NODE_OFFER_ANSWER || state->offer == HEDDLE_NODE_OFFER_DECIDE);
}

/**
 * heddle_run_state_node_waits:
 * @self: a run's state
 * @node: a node's id
 *
 * Returns: whether the node needs a word of a person for the run to go on
 */
gboolean
heddle_run_state_node_waits (HeddleRunState *self,
                             const char     *node)
{
  return state_waits (heddle_run_state_lookup (self, node));
}

/**
 * heddle_run_state_waits:
 * @self: a run's state
 *
 * Returns: whether the run needs a word of a person to go on
 */
gboolean
heddle_run_state_waits (HeddleRunState *self)
{
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->nodes);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      if (state_waits (value))
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_run_state_set_run:
 * @self: a run's state
 * @run: a run's UUID
 *
 * Tells which run it is that is shown.
 */
void
heddle_run_state_set_run (HeddleRunState *self,
                          const char     *run)
{
  g_set_str (&self->run, run);
}

/**
 * heddle_run_state_get_run:
 * @self: a run's state
 *
 * Returns: (transfer none) (nullable): the UUID of the run that is shown; %NULL where there is none
 */
const char *
heddle_run_state_get_run (HeddleRunState *self)
{
  return self->run;
}
