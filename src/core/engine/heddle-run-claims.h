/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-result-cache.h"
#include "engine/heddle-run-item.h"
#include "engine/heddle-run-recorder.h"
#include "engine/heddle-shared-claims.h"
#include "providers/heddle-provider-error.h"

G_BEGIN_DECLS

void          heddle_run_item_release_claims (HeddleRunItem      *self,
                                              HeddleResultCache  *cache);
gboolean      heddle_run_item_wait_for_twin  (HeddleRunItem      *self,
                                              HeddleResultCache  *cache,
                                              const char         *key);
gboolean      heddle_run_item_wait_for_run   (HeddleRunItem      *self,
                                              HeddleSharedClaims *claims,
                                              HeddleResultCache  *cache,
                                              const char         *key,
                                              GAsyncQueue        *messages);
void          heddle_run_item_hand_over_claims (HeddleRunItem     *self,
                                                HeddleRunRecorder *recorder);
const GError *heddle_run_item_find_doubt     (const HeddleRunItem *self,
                                              HeddleResultCache  *cache,
                                              const char         *key);
void          heddle_run_item_note_late_doubt (HeddleRunItem      *self,
                                               HeddleSharedClaims *claims,
                                               guint               since,
                                               HeddleResultCache  *cache,
                                               const char         *key);
void          heddle_run_item_note_doubts    (HeddleRunItem      *self,
                                              HeddleResultCache  *cache,
                                              const GError       *error);
void          heddle_run_item_add_doubts     (HeddleRunItem      *self,
                                              HeddleResultCache  *cache,
                                              HeddleNodeOutputs  *answer);
const GError *heddle_run_item_find_hold      (HeddleRunItem      *self,
                                              HeddleNodeOutputs  *answer);
const GError *heddle_run_item_find_failure   (HeddleRunItem      *self,
                                              HeddleNodeOutputs  *answer,
                                              HeddleProviderError code);

G_END_DECLS
