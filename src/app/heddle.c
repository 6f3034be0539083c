/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "window/heddle-application.h"

int
main (int   argc,
      char *argv[])
{
  g_autoptr (HeddleApplication) application = NULL;

  heddle_init ();
  application = heddle_application_new ();
  return g_application_run (G_APPLICATION (application), argc, argv);
}
