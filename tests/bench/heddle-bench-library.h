/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define HEDDLE_BENCH_LIBRARY_ASSETS 100000
#define HEDDLE_BENCH_LIBRARY_WORKFLOWS 200

char *heddle_bench_ensure_library (void);

G_END_DECLS
