/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-budget-guard.h"
#include "providers/heddle-provider-request.h"
#include "providers/heddle-provider-result.h"
#include "store/heddle-api-call-repository.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleCallLog:
 *
 * What the library is told about one call: before it is sent, when there is a job, when it is over.
 */
#define HEDDLE_TYPE_CALL_LOG (heddle_call_log_get_type ())
G_DECLARE_FINAL_TYPE (HeddleCallLog, heddle_call_log, HEDDLE, CALL_LOG, GObject)

HeddleCallLog       *heddle_call_log_new        (HeddleLibrary         *library,
                                                 HeddleBudgetGuard     *guard,
                                                 HeddleProviderRequest *request,
                                                 gint64                 seed,
                                                 gint64                 last_seed);
HeddleApiCallRecord *heddle_call_log_get_record (HeddleCallLog         *self);
gboolean             heddle_call_log_look_back  (HeddleCallLog         *self,
                                                 gint64                 forgotten,
                                                 gboolean              *found,
                                                 GError               **error);
void                 heddle_call_log_set_doubt  (HeddleCallLog         *self,
                                                 const char            *name,
                                                 GError               **error);
DexFuture           *heddle_call_log_begin      (HeddleCallLog         *self,
                                                 const char            *method,
                                                 const char            *url,
                                                 GBytes                *body);
DexFuture           *heddle_call_log_withdraw   (HeddleCallLog         *self,
                                                 guint                  http_status);
DexFuture           *heddle_call_log_set_job    (HeddleCallLog         *self,
                                                 const char            *job);
DexFuture           *heddle_call_log_answer     (HeddleCallLog         *self,
                                                 HeddleProviderResult  *results);
DexFuture           *heddle_call_log_end        (HeddleCallLog         *self,
                                                 HeddleApiCallStatus    status,
                                                 const GError          *error);

G_END_DECLS
