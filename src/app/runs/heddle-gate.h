/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-value.h"
#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleGate:
 *
 * What a run asks a person: to pick from, or to approve, what has come to a step. Read on a thread,
 * then immutable.
 */
#define HEDDLE_TYPE_GATE (heddle_gate_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGate, heddle_gate, HEDDLE, GATE, GObject)

DexFuture   *heddle_gate_load               (HeddleSession *session,
                                             const char    *run,
                                             const char    *node);
DexFuture   *heddle_gate_load_place         (HeddleGate    *self,
                                             HeddleSession *session,
                                             guint          place);
DexFuture   *heddle_gate_reload             (HeddleGate    *self,
                                             HeddleSession *session);
const char  *heddle_gate_get_run            (HeddleGate    *self);
gint64       heddle_gate_get_number         (HeddleGate    *self);
const char  *heddle_gate_get_subject        (HeddleGate    *self);
const char  *heddle_gate_get_node           (HeddleGate    *self);
const char  *heddle_gate_get_path           (HeddleGate    *self);
guint        heddle_gate_get_n_coming       (HeddleGate    *self);
const char  *heddle_gate_get_name           (HeddleGate    *self);
gboolean     heddle_gate_is_pick            (HeddleGate    *self);
guint        heddle_gate_get_count          (HeddleGate    *self);
guint        heddle_gate_get_place          (HeddleGate    *self);
guint        heddle_gate_get_n_waiting      (HeddleGate    *self);
guint        heddle_gate_get_n_candidates   (HeddleGate    *self);
HeddleValue *heddle_gate_get_candidate      (HeddleGate    *self,
                                             guint          position);
gboolean     heddle_gate_get_score          (HeddleGate    *self,
                                             guint          position,
                                             double        *score);
gboolean     heddle_gate_can_rate           (HeddleGate    *self,
                                             guint          position);
guint        heddle_gate_get_rating         (HeddleGate    *self,
                                             guint          position);
DexFuture   *heddle_gate_rate               (HeddleGate    *self,
                                             HeddleSession *session,
                                             guint          position,
                                             guint          stars);
char        *heddle_gate_dup_index          (HeddleGate    *self,
                                             guint          position);
const char  *heddle_gate_get_prompt         (HeddleGate    *self);
const char  *heddle_gate_get_provider       (HeddleGate    *self);
const char  *heddle_gate_get_model          (HeddleGate    *self);

G_END_DECLS
