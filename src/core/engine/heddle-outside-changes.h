/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleOutsideChanges:
 *
 * Carries out small changes to a library that other processes ask its owner for, and tells whoever shows
 * the library here.
 */
#define HEDDLE_TYPE_OUTSIDE_CHANGES (heddle_outside_changes_get_type ())
G_DECLARE_FINAL_TYPE (HeddleOutsideChanges, heddle_outside_changes, HEDDLE, OUTSIDE_CHANGES, GObject)

HeddleOutsideChanges *heddle_outside_changes_new   (HeddleLibrary         *library);
gboolean              heddle_outside_changes_serve (HeddleOutsideChanges  *self,
                                                    const char            *method,
                                                    GVariant              *parameters,
                                                    GError               **error);

G_END_DECLS
