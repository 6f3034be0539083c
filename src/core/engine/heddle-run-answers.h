/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-decision-repository.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

gboolean heddle_run_answers_pick    (HeddleLibrary         *library,
                                     const char            *run,
                                     const char            *node,
                                     const char *const     *indexes,
                                     const char            *comment,
                                     GStrv                 *told,
                                     GError               **error);
gboolean heddle_run_answers_approve (HeddleLibrary         *library,
                                     const char            *run,
                                     const char            *node,
                                     const char *const     *indexes,
                                     gboolean               reject,
                                     const char            *comment,
                                     GStrv                 *told,
                                     GError               **error);
gboolean heddle_run_answers_decide  (HeddleLibrary         *library,
                                     const char            *run,
                                     const char            *node,
                                     const char            *index,
                                     HeddleDecisionAnswer   answer,
                                     GStrv                 *told,
                                     GError               **error);
char    *heddle_run_answers_find_content (HeddleDatabase *database,
                                     const char           *run,
                                     const char           *node,
                                     const char           *index,
                                     GError              **error);

G_END_DECLS
