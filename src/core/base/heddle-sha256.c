/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-sha256.h"

#include <nettle/sha2.h>

struct _HeddleSha256
{
  struct sha256_ctx context;
};

/**
 * heddle_sha256_new:
 *
 * Returns: (transfer full): the hash of nothing yet
 */
HeddleSha256 *
heddle_sha256_new (void)
{
  HeddleSha256 *self = g_new (HeddleSha256, 1);

  sha256_init (&self->context);

  return self;
}

/**
 * heddle_sha256_update:
 * @self: the hash
 * @data: (array length=length): the next piece
 * @length: its size in bytes
 *
 * Adds a piece.
 */
void
heddle_sha256_update (HeddleSha256  *self,
                      gconstpointer  data,
                      gsize          length)
{
  sha256_update (&self->context, length, data);
}

/**
 * heddle_sha256_finish:
 * @self: the hash
 *
 * Ends the hashing; what is added afterwards begins anew.
 *
 * Returns: (transfer full): 64 hexadecimal digits, lower case
 */
char *
heddle_sha256_finish (HeddleSha256 *self)
{
  static const char digits[] = "0123456789abcdef";
  guint8 digest[SHA256_DIGEST_SIZE];
  char *hex = g_malloc (2 * SHA256_DIGEST_SIZE + 1);

  sha256_digest (&self->context, sizeof digest, digest);
  for (int i = 0; i < SHA256_DIGEST_SIZE; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 15];
    }
  hex[2 * SHA256_DIGEST_SIZE] = '\0';

  return hex;
}

/**
 * heddle_sha256_free:
 * @self: (transfer full): the hash
 *
 * Frees the hash.
 */
void
heddle_sha256_free (HeddleSha256 *self)
{
  g_free (self);
}

/**
 * heddle_sha256_compute:
 * @data: (array length=length): all of it
 * @length: its size in bytes
 *
 * Hashes what is there as a whole.
 *
 * Returns: (transfer full): 64 hexadecimal digits, lower case
 */
char *
heddle_sha256_compute (gconstpointer data,
                       gsize         length)
{
  HeddleSha256 self;

  sha256_init (&self.context);
  heddle_sha256_update (&self, data, length);

  return heddle_sha256_finish (&self);
}
