/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleUsageBy:
 * @HEDDLE_USAGE_PROVIDER: per provider
 * @HEDDLE_USAGE_MODEL: per model
 * @HEDDLE_USAGE_PROJECT: per project of the runs
 * @HEDDLE_USAGE_CLIENT: per client; a library knows of none yet, so that all is one group
 * @HEDDLE_USAGE_DAY: per day, by the clock on the wall
 *
 * What calls are added up by.
 */
typedef enum
{
  HEDDLE_USAGE_PROVIDER,
  HEDDLE_USAGE_MODEL,
  HEDDLE_USAGE_PROJECT,
  HEDDLE_USAGE_CLIENT,
  HEDDLE_USAGE_DAY,
} HeddleUsageBy;

/**
 * HeddleUsageGroup:
 * @key: (nullable): the provider's or model's id, the project's UUID, the day as `2026-11-28`; %NULL
 *   of what has none
 * @name: (nullable): the same for people
 * @calls: how many calls
 * @successful: how many of them were answered with what was asked for
 * @failed: how many failed
 * @unknown: how many may have been charged, and nobody knows
 * @pending: how many are not answered
 * @duration_ms: how long all that have ended took together
 * @ended: how many have ended
 * @tokens_in: how many tokens were read
 * @tokens_out: how many were written
 * @images: how many images came back
 * @unknown_costs: how many have ended without anybody knowing what they cost
 * @costs: (element-type HeddleMoney): what the others cost, one sum per currency
 *
 * The sums of a group of calls.
 */
typedef struct
{
  char   *key;
  char   *name;
  gint64  calls;
  gint64  successful;
  gint64  failed;
  gint64  unknown;
  gint64  pending;
  gint64  duration_ms;
  gint64  ended;
  gint64  tokens_in;
  gint64  tokens_out;
  gint64  images;
  gint64  unknown_costs;
  GArray *costs;
} HeddleUsageGroup;

const char       *heddle_usage_by_to_string   (HeddleUsageBy            by);
gboolean          heddle_usage_by_from_string (const char              *text,
                                               HeddleUsageBy           *by);
HeddleUsageGroup *heddle_usage_group_new      (void);
void              heddle_usage_group_free     (HeddleUsageGroup        *self);
void              heddle_usage_group_add      (HeddleUsageGroup        *self,
                                               const HeddleUsageGroup  *other);

GPtrArray        *heddle_usage_list           (HeddleDatabase          *database,
                                               HeddleUsageBy            by,
                                               gint64                   since,
                                               GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleUsageGroup, heddle_usage_group_free)

G_END_DECLS
