/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>

#include "base/heddle-money.h"
#include "graph/heddle-wait.h"
#include "store/heddle-item-status.h"
#include "store/heddle-run-status.h"

G_BEGIN_DECLS

/**
 * HeddleNodePhase:
 * @HEDDLE_NODE_IDLE: has not run
 * @HEDDLE_NODE_QUEUED: will run, and waits for what leads to it
 * @HEDDLE_NODE_RUNNING: runs
 * @HEDDLE_NODE_DONE: all its items have ended well
 * @HEDDLE_NODE_CACHED: the same, and every result was there before
 * @HEDDLE_NODE_WAITING: waits for a person
 * @HEDDLE_NODE_FAILED: at least one item has failed
 * @HEDDLE_NODE_SKIPPED: nothing of it ran
 * @HEDDLE_NODE_STOPPED: a person stopped the run before it was done
 *
 * How far a node is in the run that the editor shows.
 */
typedef enum
{
  HEDDLE_NODE_IDLE,
  HEDDLE_NODE_QUEUED,
  HEDDLE_NODE_RUNNING,
  HEDDLE_NODE_DONE,
  HEDDLE_NODE_CACHED,
  HEDDLE_NODE_WAITING,
  HEDDLE_NODE_FAILED,
  HEDDLE_NODE_SKIPPED,
  HEDDLE_NODE_STOPPED,
} HeddleNodePhase;

/**
 * HeddleNodeOffer:
 * @HEDDLE_NODE_OFFER_NONE: nothing
 * @HEDDLE_NODE_OFFER_ANSWER: to pick from, or to approve, what has come to the node
 * @HEDDLE_NODE_OFFER_DECIDE: to say what becomes of a request that was never answered
 * @HEDDLE_NODE_OFFER_RETRY: to do again what has failed
 *
 * What a person can do about a node, its run being at rest.
 */
typedef enum
{
  HEDDLE_NODE_OFFER_NONE,
  HEDDLE_NODE_OFFER_ANSWER,
  HEDDLE_NODE_OFFER_DECIDE,
  HEDDLE_NODE_OFFER_RETRY,
} HeddleNodeOffer;

/**
 * HEDDLE_NODE_MAX_PREVIEWS:
 *
 * How many pictures of a node are kept at hand.
 */
#define HEDDLE_NODE_MAX_PREVIEWS 4

/**
 * HeddleNodeState:
 * @phase: how far it is
 * @run_number: the run that this is of, 0 where there is none
 * @earlier: whether that run is not the one shown now, but one from before
 * @offer: what a person can do about it
 * @n_done: how many items have ended, well or not
 * @n_failed: how many of them failed
 * @n_unknown: how many are not at their end, having sent a request that was never answered
 * @n_cached: how many were there before
 * @n_skipped: how many were left out
 * @n_stopped: how many a person ended
 * @n_total: how many there are; 0 while that is not known
 * @progress: of the running items, from 0 to 1; less than 0 where nothing is known
 * @duration_ms: how long its items took, in milliseconds
 * @cost: what its items cost
 * @error: (nullable): the first failure, a plain sentence
 * @details: (nullable): the provider's own words
 * @wait: of one that runs, what has to be waited for
 * @text: (nullable): the last text it gave
 * @previews: pictures of the first results, in the order of their indexes
 * @n_previews: how many of @previews are set
 * @n_images: how many images it gave in all
 *
 * What is known of one node in the run that the editor shows: a plain structure, owned by its
 * [class@RunState].
 */
typedef struct
{
  HeddleNodePhase  phase;
  gint64           run_number;
  gboolean         earlier;
  HeddleNodeOffer  offer;
  guint            n_done;
  guint            n_failed;
  guint            n_unknown;
  guint            n_cached;
  guint            n_skipped;
  guint            n_stopped;
  guint            n_total;
  double           progress;
  gint64           duration_ms;
  HeddleMoney      cost;
  char            *error;
  char            *details;
  HeddleWait       wait;
  char            *text;
  GdkTexture      *previews[HEDDLE_NODE_MAX_PREVIEWS];
  guint            n_previews;
  guint            n_images;
} HeddleNodeState;

HeddleNodeState *heddle_node_state_new            (void);
void             heddle_node_state_free           (HeddleNodeState *self);
void             heddle_node_state_reset          (HeddleNodeState *self);
void             heddle_node_state_make_offer     (HeddleNodeState  *self,
                                                   HeddleRunStatus   status);
HeddleNodePhase  heddle_node_state_get_final_phase (const HeddleNodeState *self);
void             heddle_node_state_count          (HeddleNodeState  *self,
                                                   HeddleItemStatus  status);
char            *heddle_node_state_dup_wait       (const HeddleNodeState *self);
char            *heddle_node_state_dup_spoken     (const HeddleNodeState *self);
char            *heddle_node_state_dup_summary    (const HeddleNodeState *self);
char            *heddle_node_state_dup_measure    (const HeddleNodeState *self);
const char      *heddle_node_phase_get_icon_name  (HeddleNodePhase  phase);
const char      *heddle_node_phase_get_style_class (HeddleNodePhase phase);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleNodeState, heddle_node_state_free)

G_END_DECLS
