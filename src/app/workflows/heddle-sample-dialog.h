/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HeddleSampleDialog:
 *
 * The samples that come with the application, to begin with one of them.
 */
#define HEDDLE_TYPE_SAMPLE_DIALOG (heddle_sample_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSampleDialog, heddle_sample_dialog, HEDDLE, SAMPLE_DIALOG, AdwDialog)

AdwDialog *heddle_sample_dialog_new (void);

G_END_DECLS
