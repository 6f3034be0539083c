/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-provider-result.h"

G_BEGIN_DECLS

char      *heddle_call_results_to_text    (HeddleProviderResult  *results);
GPtrArray *heddle_call_results_list_blobs (HeddleProviderResult  *results);
gboolean   heddle_call_results_read       (const char            *text,
                                           HeddleProviderResult  *results,
                                           GError               **error);

G_END_DECLS
