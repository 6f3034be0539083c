/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-uuid.h"

#include <sys/random.h>

/**
 * heddle_uuid_new:
 *
 * Makes a UUID of version 7 (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, then
 * random bits, so that identifiers made later sort later.
 *
 * Returns: (transfer full): the UUID in its usual text form, lower case
 */
char *
heddle_uuid_new (void)
{
  guint64 milliseconds = (guint64) (g_get_real_time () / 1000);
  guint8 b[16];

  if (getrandom (b, sizeof b, 0) != (gssize) sizeof b)
    g_error ("The kernel gives no random bytes");

  for (int i = 0; i < 6; i++)
    b[i] = (guint8) (milliseconds >> (40 - 8 * i));
  b[6] = (b[6] & 0x0f) | 0x70;
  b[8] = (b[8] & 0x3f) | 0x80;

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0], b[1], b[2], b[3], b[4], b[5], b[6], b[7],
                          b[8], b[9], b[10], b[11], b[12], b[13], b[14], b[15]);
}
