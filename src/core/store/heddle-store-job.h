/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleStoreFunc:
 * @database: the connection to work with
 * @data: what was handed over with the function
 * @result: (inout): an unset value; what it is set to is what the future resolves to, else %TRUE
 * @error: return location for an error
 *
 * Work on the library, done on one of its threads.
 *
 * Returns: %FALSE with @error set if it failed
 */
typedef gboolean (*HeddleStoreFunc) (HeddleDatabase  *database,
                                     gpointer         data,
                                     GValue          *result,
                                     GError         **error);

/**
 * HeddleStoreJob:
 *
 * A [callback@StoreFunc] on its way through one of the library's threads.
 */
typedef struct _HeddleStoreJob HeddleStoreJob;

/**
 * HeddleStoreJobWait:
 * @HEDDLE_STORE_JOB_FORGOTTEN: nobody is told when it is done
 * @HEDDLE_STORE_JOB_GATHERED: somebody is, but it may gather with other work for some milliseconds
 * @HEDDLE_STORE_JOB_URGENT: somebody waits for it
 *
 * Who waits for a job.
 */
typedef enum
{
  HEDDLE_STORE_JOB_FORGOTTEN,
  HEDDLE_STORE_JOB_GATHERED,
  HEDDLE_STORE_JOB_URGENT,
} HeddleStoreJobWait;

struct _HeddleStoreJob
{
  /*< private >*/
  HeddleStoreJob  *next;
  HeddleStoreFunc  func;
  gpointer         data;
  GDestroyNotify   destroy;
  DexPromise      *promise;
  gboolean         urgent;
  GValue           result;
  GError          *error;
};

HeddleStoreJob *heddle_store_job_new    (HeddleStoreFunc     func,
                                         gpointer            data,
                                         GDestroyNotify      destroy,
                                         HeddleStoreJobWait  wait);
DexFuture      *heddle_store_job_future (HeddleStoreJob     *self);
gboolean        heddle_store_job_run    (HeddleStoreJob     *self,
                                         HeddleDatabase     *database);
void            heddle_store_job_settle (HeddleStoreJob     *self);

G_END_DECLS
