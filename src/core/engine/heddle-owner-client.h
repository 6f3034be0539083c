/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-budget-change.h"
#include "engine/heddle-owner-protocol.h"
#include "engine/heddle-plan.h"
#include "engine/heddle-queue-change.h"
#include "engine/heddle-queue-order.h"
#include "engine/heddle-run-answer.h"
#include "engine/heddle-run-event.h"

G_BEGIN_DECLS

/**
 * HeddleOwnerClient:
 *
 * Asks the process that owns a library to do something. Its functions block.
 */
#define HEDDLE_TYPE_OWNER_CLIENT (heddle_owner_client_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOwnerClient, heddle_owner_client, HEDDLE, OWNER_CLIENT, GObject)

/**
 * HeddleOwnerEventFunc:
 * @data: what was given with the function
 * @event: what happened in the run
 */
typedef void (*HeddleOwnerEventFunc) (gpointer              data,
                                      const HeddleRunEvent *event);

HeddleOwnerClient *heddle_owner_client_new    (const char            *library,
                                               GError               **error);
gboolean           heddle_owner_client_run    (HeddleOwnerClient     *self,
                                               HeddlePlan            *plan,
                                               HeddleProviders       *providers,
                                               HeddleOwnerEventFunc   func,
                                               gpointer               data,
                                               GCancellable          *cancellable,
                                               GError               **error);
gboolean           heddle_owner_client_continue (HeddleOwnerClient   *self,
                                               const char            *run,
                                               gboolean               retry,
                                               const HeddleRunAnswer *answer,
                                               HeddleProviders       *providers,
                                               HeddleOwnerEventFunc   func,
                                               gpointer               data,
                                               GCancellable          *cancellable,
                                               GError               **error);
gboolean           heddle_owner_client_cancel (HeddleOwnerClient     *self,
                                               const char            *run,
                                               GError               **error);
gboolean           heddle_owner_client_rate   (HeddleOwnerClient     *self,
                                               const char            *hash,
                                               guint                  stars,
                                               GError               **error);
gboolean           heddle_owner_client_change_budget (HeddleOwnerClient   *self,
                                               const HeddleBudgetChange  *change,
                                               GError               **error);
gboolean           heddle_owner_client_enqueue (HeddleOwnerClient    *self,
                                               HeddlePlan            *plan,
                                               const HeddleQueueOrder *order,
                                               HeddleProviders       *providers,
                                               HeddleQueueTicket     *ticket,
                                               GError               **error);
gboolean           heddle_owner_client_change_queue (HeddleOwnerClient *self,
                                               const HeddleQueueChange *change,
                                               GError               **error);
gboolean           heddle_owner_client_work_queue (HeddleOwnerClient *self,
                                               HeddleProviders       *providers,
                                               HeddleOwnerEventFunc   func,
                                               gpointer               data,
                                               GCancellable          *cancellable,
                                               GError               **error);

G_END_DECLS
