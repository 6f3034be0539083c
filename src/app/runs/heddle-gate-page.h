/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "window/heddle-session.h"

G_BEGIN_DECLS

/**
 * HeddleGatePage:
 *
 * Where a person picks from, or approves, what a run waits with.
 */
#define HEDDLE_TYPE_GATE_PAGE (heddle_gate_page_get_type ())
G_DECLARE_FINAL_TYPE (HeddleGatePage, heddle_gate_page, HEDDLE, GATE_PAGE, AdwNavigationPage)

HeddleGatePage *heddle_gate_page_new (HeddleSession *session,
                                      const char    *run,
                                      const char    *node);

G_END_DECLS
