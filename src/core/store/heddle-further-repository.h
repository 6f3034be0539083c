/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleFurtherRecord:
 * @id: the row, 0 before it is inserted; later requests have greater ones
 * @run_id: the run
 * @node: the id of the node that is asked
 * @path: the item's index, dotted: that of the item that it adds to, and the position of its first result
 * @count: how many results are asked for
 * @gate: the id of the node that waits with them
 * @gate_path: the index of the item of @gate, dotted
 * @dropped: whether it is not to be made any more
 * @answered: whether a person has answered at the gate since; only read
 *
 * What a person has asked a step for beyond what the workflow does.
 */
typedef struct
{
  gint64    id;
  gint64    run_id;
  char     *node;
  char     *path;
  guint     count;
  char     *gate;
  char     *gate_path;
  gboolean  dropped;
  gboolean  answered;
} HeddleFurtherRecord;

void       heddle_further_record_free (HeddleFurtherRecord        *self);

gboolean   heddle_further_add         (HeddleDatabase             *database,
                                       const HeddleFurtherRecord  *record,
                                       GError                    **error);
GPtrArray *heddle_further_list        (HeddleDatabase             *database,
                                       gint64                      run_id,
                                       GError                    **error);
gboolean   heddle_further_drop        (HeddleDatabase             *database,
                                       gint64                      run_id,
                                       const char                 *gate,
                                       const char                 *gate_path,
                                       GError                    **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleFurtherRecord, heddle_further_record_free)

G_END_DECLS
