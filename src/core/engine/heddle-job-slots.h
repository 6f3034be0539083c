/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HeddleJobSlots:
 *
 * Places for items in flight, which all runs of a process share. Can be used from any thread.
 */
#define HEDDLE_TYPE_JOB_SLOTS (heddle_job_slots_get_type ())
G_DECLARE_FINAL_TYPE (HeddleJobSlots, heddle_job_slots, HEDDLE, JOB_SLOTS, GObject)

/**
 * HeddleJobClaim:
 *
 * What one run holds of the places, and whether it waits for one.
 */
typedef struct _HeddleJobClaim HeddleJobClaim;

/**
 * HeddleJobWakeFunc:
 * @data: what was given with it
 *
 * Tells a run that waits that there may be a place. Called on any thread; must not call back.
 */
typedef void (*HeddleJobWakeFunc) (gpointer data);

HeddleJobSlots *heddle_job_slots_new       (void);
void            heddle_job_slots_set_limit (HeddleJobSlots *self,
                                            guint           limit);

HeddleJobClaim *heddle_job_claim_new       (HeddleJobSlots    *slots,
                                            int                priority,
                                            guint              jobs,
                                            HeddleJobWakeFunc  wake,
                                            gpointer           data);
void            heddle_job_claim_free      (HeddleJobClaim *self);
gboolean        heddle_job_claim_take      (HeddleJobClaim *self);
void            heddle_job_claim_give_back (HeddleJobClaim *self);
void            heddle_job_claim_take_again (HeddleJobClaim *self);
void            heddle_job_claim_withdraw  (HeddleJobClaim *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleJobClaim, heddle_job_claim_free)

G_END_DECLS
