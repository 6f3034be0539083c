/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan.h"

G_BEGIN_DECLS

/**
 * HeddlePlanCount:
 * @least: at least
 * @most: at the most; %G_MAXINT64 where nothing is known
 *
 * How many.
 */
typedef struct
{
  gint64 least;
  gint64 most;
} HeddlePlanCount;

gboolean heddle_plan_rehearse       (HeddlePlan       *plan,
                                     HeddleServices   *services,
                                     HeddlePlanCount  *counts,
                                     GError          **error);
gint64   heddle_plan_count_multiply (gint64            a,
                                     gint64            b);

G_END_DECLS
