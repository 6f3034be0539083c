/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "providers/heddle-providers.h"

G_BEGIN_DECLS

/**
 * HeddleModelDialog:
 *
 * Lets a person choose among the models of all providers that can do a task. Emits `chosen` with
 * the model as `provider/model`.
 */
#define HEDDLE_TYPE_MODEL_DIALOG (heddle_model_dialog_get_type ())
G_DECLARE_FINAL_TYPE (HeddleModelDialog, heddle_model_dialog, HEDDLE, MODEL_DIALOG, AdwDialog)

HeddleModelDialog *heddle_model_dialog_new (HeddleProviders *providers,
                                            HeddleTask       task,
                                            const char      *chosen);
char              *heddle_model_dup_price  (HeddleProviders *providers,
                                            const char      *model,
                                            HeddleTask       task);

G_END_DECLS
