/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleLibraryCheck:
 * @findings: (element-type utf8): what is wrong, one sentence each; empty where all is well
 * @n_blobs: how many contents the library knows
 * @n_bytes: their sizes together
 * @n_unreferenced: how many files nothing needs: contents without a reference, and what a crash
 *   left half-written
 * @n_collected: how many of those were deleted
 *
 * What a look through a whole library brought to light.
 */
typedef struct
{
  GPtrArray *findings;
  gint64     n_blobs;
  gint64     n_bytes;
  gint64     n_unreferenced;
  gint64     n_collected;
} HeddleLibraryCheck;

#define HEDDLE_TYPE_LIBRARY_CHECK (heddle_library_check_get_type ())
GType               heddle_library_check_get_type (void);
HeddleLibraryCheck *heddle_library_check_copy     (const HeddleLibraryCheck *self);
void                heddle_library_check_free     (HeddleLibraryCheck       *self);
DexFuture          *heddle_library_check_run      (HeddleLibrary            *library,
                                                   gboolean                  repair);
DexFuture          *heddle_library_check_collect  (HeddleLibrary            *library);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleLibraryCheck, heddle_library_check_free)

G_END_DECLS
