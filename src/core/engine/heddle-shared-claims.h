/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

#include "engine/heddle-run-item.h"

G_BEGIN_DECLS

#define HEDDLE_TYPE_SHARED_CLAIMS (heddle_shared_claims_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSharedClaims, heddle_shared_claims, HEDDLE, SHARED_CLAIMS, GObject)

typedef struct _HeddleSharedClaim HeddleSharedClaim;

HeddleSharedClaims *heddle_shared_claims_new      (void);
HeddleSharedClaim  *heddle_shared_claims_take     (HeddleSharedClaims *self,
                                                   const char         *key,
                                                   HeddleRunItem      *item,
                                                   GAsyncQueue        *messages);
void                heddle_shared_claims_withdraw (HeddleSharedClaims *self,
                                                   GAsyncQueue        *messages);
gboolean            heddle_shared_claims_has      (HeddleSharedClaims *self,
                                                   const char         *key);
guint               heddle_shared_claims_count_doubts
                                                  (HeddleSharedClaims *self);
GError             *heddle_shared_claims_dup_doubt
                                                  (HeddleSharedClaims *self,
                                                   const char         *key,
                                                   guint               since);
gboolean            heddle_shared_claims_add_run  (HeddleSharedClaims *self,
                                                   HeddleDatabase     *reader,
                                                   gint64              run_id,
                                                   GError            **error);
void                heddle_shared_claims_remove_run
                                                  (HeddleSharedClaims *self,
                                                   gint64              run_id);
char               *heddle_shared_claims_describe_runs
                                                  (HeddleSharedClaims *self);
const char         *heddle_shared_claim_get_key   (HeddleSharedClaim  *self);
void                heddle_shared_claim_doubt     (HeddleSharedClaim  *self,
                                                   const GError       *error);
void                heddle_shared_claim_settle    (HeddleSharedClaim  *self);
void                heddle_shared_claim_free      (HeddleSharedClaim  *self);

G_END_DECLS
