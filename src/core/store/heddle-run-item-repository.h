/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"
#include "store/heddle-item-status.h"

G_BEGIN_DECLS

/**
 * HeddleNodeRunRecord:
 * @id: the row, 0 before it is inserted
 * @run_id: the run
 * @node: the node's id in its pipeline
 * @type: the node's type
 * @name: (nullable): the node's name
 * @status: the worst of its items'
 * @error: (nullable): JSON, of the node as a whole
 * @started_at: milliseconds, or 0
 * @finished_at: milliseconds, or 0
 *
 * What one node did in a run.
 */
typedef struct
{
  gint64            id;
  gint64            run_id;
  char             *node;
  char             *type;
  char             *name;
  HeddleItemStatus  status;
  char             *error;
  gint64            started_at;
  gint64            finished_at;
} HeddleNodeRunRecord;

/**
 * HeddleRunItemRecord:
 * @id: the row, 0 before it is inserted
 * @node_run_id: the node in its run
 * @node: (nullable): the node's id; only read
 * @path: the index, dotted: "4.2", empty where nothing was mapped
 * @row: in a batch its row, from 0; else -1
 * @status: how far it is
 * @cached: whether its results were there before
 * @key: (nullable): hash of all that the results depend on
 * @seeds: (nullable): JSON array: seeds that were drawn for it
 * @inputs: (nullable): JSON
 * @outputs: (nullable): JSON
 * @error: (nullable): JSON
 * @cost: what its calls cost
 * @started_at: milliseconds, or 0
 * @finished_at: milliseconds, or 0
 *
 * One item of a node in a run.
 */
typedef struct
{
  gint64            id;
  gint64            node_run_id;
  char             *node;
  char             *path;
  gint64            row;
  HeddleItemStatus  status;
  gboolean          cached;
  char             *key;
  char             *seeds;
  char             *inputs;
  char             *outputs;
  char             *error;
  HeddleMoney       cost;
  gint64            started_at;
  gint64            finished_at;
} HeddleRunItemRecord;

HeddleNodeRunRecord *heddle_node_run_record_new  (void);
void                 heddle_node_run_record_free (HeddleNodeRunRecord  *self);
HeddleRunItemRecord *heddle_run_item_record_new  (void);
void                 heddle_run_item_record_free (HeddleRunItemRecord  *self);

gboolean             heddle_node_runs_save       (HeddleDatabase       *database,
                                                  HeddleNodeRunRecord  *record,
                                                  GError              **error);
GPtrArray           *heddle_node_runs_list       (HeddleDatabase       *database,
                                                  gint64                run_id,
                                                  GError              **error);
gboolean             heddle_node_runs_cancel_waiting (HeddleDatabase   *database,
                                                      gint64            run_id,
                                                      gint64            finished_at,
                                                      GError          **error);
gboolean             heddle_run_items_save       (HeddleDatabase       *database,
                                                  HeddleRunItemRecord  *record,
                                                  const char *const    *blobs,
                                                  GError              **error);
gboolean             heddle_run_items_wait       (HeddleDatabase       *database,
                                                  const HeddleRunItemRecord *record,
                                                  GError              **error);
GPtrArray           *heddle_run_items_list       (HeddleDatabase       *database,
                                                  gint64                run_id,
                                                  GError              **error);
GPtrArray           *heddle_run_items_list_node  (HeddleDatabase       *database,
                                                  gint64                run_id,
                                                  const char           *node,
                                                  HeddleItemStatus      status,
                                                  GError              **error);
gboolean             heddle_run_items_find       (HeddleDatabase       *database,
                                                  gint64                run_id,
                                                  const char           *node,
                                                  const char           *path,
                                                  HeddleRunItemRecord **record,
                                                  GError              **error);
GPtrArray           *heddle_run_items_list_open  (HeddleDatabase       *database,
                                                  gint64                run_id,
                                                  GError              **error);
gboolean             heddle_run_items_drop_unasked (HeddleDatabase     *database,
                                                  gint64                run_id,
                                                  GError              **error);
gboolean             heddle_run_items_cancel_waiting (HeddleDatabase   *database,
                                                      gint64            run_id,
                                                      gint64            finished_at,
                                                      GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleNodeRunRecord, heddle_node_run_record_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunItemRecord, heddle_run_item_record_free)

G_END_DECLS
