/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-secret.h"

#include <string.h>

/* What is shorter says too little to be found again, and would blank out common words. */
#define SHORTEST_PIECE 6

/**
 * heddle_secret_free:
 * @secret: (nullable) (type utf8): a string of our own
 *
 * Overwrites @secret and frees it.
 */
void
heddle_secret_free (gpointer secret)
{
  if (secret == NULL)
    return;

  explicit_bzero (secret, strlen (secret));
  g_free (secret);
}

/**
 * heddle_secret_scrub:
 * @text: what may quote a secret, such as a provider's message
 * @secret: (nullable): the secret
 *
 * Takes @secret out of @text, and pieces of it too: providers like to quote a wrong key with its
 * middle left out.
 *
 * Returns: (transfer full): @text with every run of at least six characters of @secret replaced by
 *   “…”
 */
char *
heddle_secret_scrub (const char *text,
                     const char *secret)
{
  g_autoptr (GString) out = NULL;
  const char *p;
  gsize length;

  g_return_val_if_fail (text != NULL, NULL);

  if (secret == NULL || *secret == '\0')
    return g_strdup (text);

  length = strlen (secret);
  out = g_string_new (NULL);

  for (p = text; *p != '\0';)
    {
      gsize longest = 0;

      for (gsize from = 0; from < length; from++)
        {
          gsize n = 0;

          while (secret[from + n] != '\0' && p[n] == secret[from + n])
            n++;
          longest = MAX (longest, n);
        }

      if (longest >= MIN (length, SHORTEST_PIECE))
        {
          g_string_append (out, "…");
          p += longest;
        }
      else
        g_string_append_c (out, *p++);
    }

  return g_string_free (g_steal_pointer (&out), FALSE);
}
