/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-run-scope.h"

/**
 * heddle_run_scope_new:
 *
 * Returns: (transfer full): the whole workflow
 */
HeddleRunScope *
heddle_run_scope_new (void)
{
  return g_new0 (HeddleRunScope, 1);
}

/**
 * heddle_run_scope_new_from:
 * @nodes: the ids of nodes
 *
 * Returns: (transfer full): these, and all behind them
 */
HeddleRunScope *
heddle_run_scope_new_from (const char *const *nodes)
{
  HeddleRunScope *self = heddle_run_scope_new ();

  self->from = g_strdupv ((char **) nodes);
  return self;
}

/**
 * heddle_run_scope_new_to:
 * @nodes: the ids of nodes
 *
 * Returns: (transfer full): these, and all that leads to them
 */
HeddleRunScope *
heddle_run_scope_new_to (const char *const *nodes)
{
  HeddleRunScope *self = heddle_run_scope_new ();

  self->to = g_strdupv ((char **) nodes);
  return self;
}

/**
 * heddle_run_scope_new_batch:
 * @rows: the path of a CSV table
 *
 * Returns: (transfer full): the whole workflow, for each row
 */
HeddleRunScope *
heddle_run_scope_new_batch (const char *rows)
{
  HeddleRunScope *self = heddle_run_scope_new ();

  self->rows = g_strdup (rows);
  return self;
}

/**
 * heddle_run_scope_copy:
 * @self: a scope
 *
 * Returns: (transfer full): the same
 */
HeddleRunScope *
heddle_run_scope_copy (const HeddleRunScope *self)
{
  HeddleRunScope *copy = heddle_run_scope_new ();

  copy->from = g_strdupv (self->from);
  copy->to = g_strdupv (self->to);
  copy->rows = g_strdup (self->rows);
  return copy;
}

/**
 * heddle_run_scope_is_whole:
 * @self: a scope
 *
 * Returns: whether it is the workflow as it is, so that what keeps it from running does so at any time
 */
gboolean
heddle_run_scope_is_whole (const HeddleRunScope *self)
{
  return self->from == NULL && self->to == NULL && self->rows == NULL;
}

/**
 * heddle_run_scope_free:
 * @self: (transfer full): a scope
 *
 * Frees it.
 */
void
heddle_run_scope_free (HeddleRunScope *self)
{
  g_strfreev (self->from);
  g_strfreev (self->to);
  g_free (self->rows);
  g_free (self);
}
