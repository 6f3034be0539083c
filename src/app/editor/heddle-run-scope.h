/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleRunScope:
 * @from: (nullable): the ids of nodes that are run with all behind them, what comes before being there
 *   already
 * @to: (nullable): the ids of nodes that are run with all that leads to them
 * @rows: (nullable): the path of a table that the workflow is run for, row by row
 *
 * How much of a workflow a person wants to run. Where nothing is set, all of it.
 */
typedef struct
{
  GStrv from;
  GStrv to;
  char *rows;
} HeddleRunScope;

HeddleRunScope *heddle_run_scope_new       (void);
HeddleRunScope *heddle_run_scope_new_from  (const char *const    *nodes);
HeddleRunScope *heddle_run_scope_new_to    (const char *const    *nodes);
HeddleRunScope *heddle_run_scope_new_batch (const char           *rows);
HeddleRunScope *heddle_run_scope_copy      (const HeddleRunScope *self);
gboolean        heddle_run_scope_is_whole  (const HeddleRunScope *self);
void            heddle_run_scope_free      (HeddleRunScope       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunScope, heddle_run_scope_free)

G_END_DECLS
