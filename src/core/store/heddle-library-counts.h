/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleLibraryCounts:
 * @workflows: how many workflows there are
 * @assets: how many assets there are
 *
 * How much a library holds, without what is in the trash.
 */
typedef struct
{
  gint64 workflows;
  gint64 assets;
} HeddleLibraryCounts;

gboolean heddle_library_counts_read (HeddleDatabase       *database,
                                     HeddleLibraryCounts  *counts,
                                     GError              **error);

G_END_DECLS
