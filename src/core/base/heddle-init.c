/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"

#include <libdex.h>
#include <libintl.h>
#include <locale.h>

#include "base/heddle-threads.h"

/**
 * heddle_init:
 *
 * Prepares the library: marks the calling thread as the main thread, sets up translations and
 * starts libdex. Every program of ours calls it first thing in `main()`.
 */
void
heddle_init (void)
{
  setlocale (LC_ALL, "");
  bindtextdomain (GETTEXT_PACKAGE, HEDDLE_LOCALEDIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  dex_init ();
  heddle_threads_init ();
}
