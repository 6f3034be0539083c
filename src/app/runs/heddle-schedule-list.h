/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleScheduleList:
 *
 * What makes runs again and again, and how to end that. Not seen where nothing does. Needs the actions of
 * [func@queue_actions_insert].
 */
#define HEDDLE_TYPE_SCHEDULE_LIST (heddle_schedule_list_get_type ())
G_DECLARE_FINAL_TYPE (HeddleScheduleList, heddle_schedule_list, HEDDLE, SCHEDULE_LIST, AdwBin)

void heddle_schedule_list_set_session (HeddleScheduleList *self,
                                       HeddleSession      *session);
void heddle_schedule_list_set_narrow  (HeddleScheduleList *self,
                                       gboolean            narrow);

G_END_DECLS
