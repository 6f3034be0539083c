/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleRecurrence:
 * @HEDDLE_RECURRENCE_DAILY: every day
 * @HEDDLE_RECURRENCE_WEEKLY: every week, on the same day of it
 * @HEDDLE_RECURRENCE_MONTHLY: every month, on the same day of it, or on its last where it is shorter
 *
 * How often something happens.
 */
typedef enum
{
  HEDDLE_RECURRENCE_DAILY,
  HEDDLE_RECURRENCE_WEEKLY,
  HEDDLE_RECURRENCE_MONTHLY,
} HeddleRecurrence;

const char *heddle_recurrence_to_string   (HeddleRecurrence  self);
gboolean    heddle_recurrence_from_string (const char       *text,
                                           HeddleRecurrence *self);
char       *heddle_recurrence_begin       (gint64            time,
                                           GTimeZone        *zone);
gint64      heddle_recurrence_next        (HeddleRecurrence  self,
                                           const char       *begins,
                                           GTimeZone        *zone,
                                           gint64            after);
gint64      heddle_recurrence_last        (HeddleRecurrence  self,
                                           const char       *begins,
                                           GTimeZone        *zone,
                                           gint64            due,
                                           gint64            now);

G_END_DECLS
