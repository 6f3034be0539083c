/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleApiCallStatus:
 * @HEDDLE_API_CALL_PENDING: written down before it is sent, or sent
 * @HEDDLE_API_CALL_ANSWERED: answered with what was asked for
 * @HEDDLE_API_CALL_FAILED: answered with an error, or never sent
 * @HEDDLE_API_CALL_UNKNOWN: sent and not answered: it may have been charged
 *
 * What became of a call.
 */
typedef enum
{
  HEDDLE_API_CALL_PENDING,
  HEDDLE_API_CALL_ANSWERED,
  HEDDLE_API_CALL_FAILED,
  HEDDLE_API_CALL_UNKNOWN,
} HeddleApiCallStatus;

/**
 * HeddleApiCallRecord:
 * @id: the row, 0 before it is inserted
 * @provider: the provider's id
 * @endpoint: the address without its query
 * @method: of HTTP
 * @model: (nullable): the model's id without its provider
 * @status: what became of it
 * @http_status: of the answer, or 0
 * @run_id: the run that it was made for, or 0
 * @node: (nullable): the node
 * @path: (nullable): the item's index, dotted
 * @request_hash: (nullable): hash of what was asked for, without credentials
 * @job: (nullable): the provider's own id of the work
 * @cost: what was charged
 * @tokens_in: or -1
 * @tokens_out: or -1
 * @images: how many pictures came back, or -1
 * @error: (nullable): JSON
 * @started_at: milliseconds
 * @finished_at: milliseconds, or 0
 * @reserved: the most that it may cost, written down before it is sent; a budget counts it for as long
 *   as @cost is not known
 * @project_id: the project of its run, or 0; only read
 * @seed: of the first result that was asked for, or -1
 * @last_seed: of the last one, or -1
 * @item_key: (nullable): the key of the item; only written
 * @first_seed: of the item's first result, or -1; only written
 * @results: (nullable): JSON: what it brought, for as long as the item that asked for it does not hold it
 * @connection: (nullable): the name of the connection to the provider that it goes by
 *
 * A call to a provider: what is paid for, once, whatever it takes to get the answer. A job's polls, its
 * cancel and the download of results belong to the call that started it and are no calls of their own.
 */
typedef struct
{
  gint64               id;
  char                *provider;
  char                *endpoint;
  char                *method;
  char                *model;
  HeddleApiCallStatus  status;
  int                  http_status;
  gint64               run_id;
  char                *node;
  char                *path;
  char                *request_hash;
  char                *job;
  HeddleMoney          cost;
  gint64               tokens_in;
  gint64               tokens_out;
  gint64               images;
  char                *error;
  gint64               started_at;
  gint64               finished_at;
  HeddleMoney          reserved;
  gint64               project_id;
  gint64               seed;
  gint64               last_seed;
  char                *item_key;
  gint64               first_seed;
  char                *results;
  char                *connection;
} HeddleApiCallRecord;

const char          *heddle_api_call_status_to_string (HeddleApiCallStatus   status);
HeddleApiCallRecord *heddle_api_call_record_new       (void);
void                 heddle_api_call_record_free      (HeddleApiCallRecord  *self);

gboolean             heddle_api_calls_insert          (HeddleDatabase       *database,
                                                       HeddleApiCallRecord  *record,
                                                       GError              **error);
gboolean             heddle_api_calls_update          (HeddleDatabase       *database,
                                                       HeddleApiCallRecord  *record,
                                                       const char *const    *blobs,
                                                       GError              **error);
gboolean             heddle_api_calls_find_latest     (HeddleDatabase       *database,
                                                       const HeddleApiCallRecord *asked,
                                                       HeddleApiCallRecord **record,
                                                       GError              **error);
GPtrArray           *heddle_api_calls_list_jobs       (HeddleDatabase       *database,
                                                       gint64                run_id,
                                                       const char           *node,
                                                       const char           *path,
                                                       GError              **error);
gboolean             heddle_api_calls_has_any         (HeddleDatabase       *database,
                                                       gint64                run_id,
                                                       const char           *node,
                                                       const char           *path,
                                                       gboolean             *any,
                                                       GError              **error);
gboolean             heddle_api_calls_sum_cost        (HeddleDatabase       *database,
                                                       gint64                run_id,
                                                       const char           *node,
                                                       const char           *path,
                                                       HeddleMoney          *cost,
                                                       GError              **error);
gboolean             heddle_api_calls_forget_results  (HeddleDatabase       *database,
                                                       gint64                run_id,
                                                       const char           *node,
                                                       const char           *path,
                                                       GError              **error);
gboolean             heddle_api_calls_find_first_seed (HeddleDatabase      *database,
                                                       gint64               run_id,
                                                       const char          *node,
                                                       const char          *path,
                                                       gint64              *seed,
                                                       GError             **error);
gboolean             heddle_api_calls_find_last       (HeddleDatabase       *database,
                                                       gint64               *id,
                                                       GError              **error);
GPtrArray           *heddle_api_calls_list            (HeddleDatabase       *database,
                                                       gint64                run_id,
                                                       GError              **error);
GPtrArray           *heddle_api_calls_list_open       (HeddleDatabase       *database,
                                                       GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleApiCallRecord, heddle_api_call_record_free)

G_END_DECLS
