/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HEDDLE_MAX_RATING:
 *
 * The most stars that something can have.
 */
#define HEDDLE_MAX_RATING 5

gboolean heddle_ratings_set  (HeddleDatabase  *database,
                              const char      *hash,
                              guint            stars,
                              GError         **error);
gboolean heddle_ratings_find (HeddleDatabase  *database,
                              const char      *hash,
                              guint           *stars,
                              GError         **error);
DexFuture *heddle_ratings_save (HeddleLibrary *library,
                                const char    *hash,
                                guint          stars);

G_END_DECLS
