/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleLibraryLock:
 *
 * Makes one process the owner of a library. The kernel takes the lock away when the process ends,
 * however it ends; the lock file keeps a mark then, which the next owner sees.
 */
typedef struct _HeddleLibraryLock HeddleLibraryLock;

HeddleLibraryLock *heddle_library_lock_acquire     (const char         *path,
                                                    GError            **error);
gboolean           heddle_library_lock_was_unclean (HeddleLibraryLock  *self);
void               heddle_library_lock_set_clean   (HeddleLibraryLock  *self);
void               heddle_library_lock_release     (HeddleLibraryLock  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleLibraryLock, heddle_library_lock_release)

G_END_DECLS
