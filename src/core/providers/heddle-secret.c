/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-secret.h"

#include <string.h>

/* What is shorter says too little to be found again, and would blank out common words. */
#define SHORTEST_PIECE 6

struct _HeddleSecret
{
  char *text;
};

G_DEFINE_BOXED_TYPE (HeddleSecret, heddle_secret, heddle_secret_ref, heddle_secret_unref)

static void
secret_clear (gpointer data)
{
  HeddleSecret *self = data;

  g_clear_pointer (&self->text, heddle_secret_free);
}

/**
 * heddle_secret_new:
 * @text: a key; the caller's own copy stays the caller's to overwrite
 * @length: its length in bytes, or -1 where it ends with a zero
 *
 * Returns: (transfer full): a secret
 */
HeddleSecret *
heddle_secret_new (const char *text,
                   gssize      length)
{
  HeddleSecret *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = g_atomic_rc_box_new0 (HeddleSecret);
  self->text = length < 0 ? g_strdup (text) : g_strndup (text, (gsize) length);

  return self;
}

/**
 * heddle_secret_ref:
 * @self: a secret
 *
 * Returns: (transfer full): @self
 */
HeddleSecret *
heddle_secret_ref (HeddleSecret *self)
{
  return g_atomic_rc_box_acquire (self);
}

/**
 * heddle_secret_unref:
 * @self: (transfer full): a secret
 *
 * Lets go of @self. The last one to do so overwrites it.
 */
void
heddle_secret_unref (HeddleSecret *self)
{
  g_atomic_rc_box_release_full (self, secret_clear);
}

/**
 * heddle_secret_get_text:
 * @self: (nullable): a secret
 *
 * Returns: (transfer none) (nullable): the key; %NULL for %NULL
 */
const char *
heddle_secret_get_text (HeddleSecret *self)
{
  return self != NULL ? self->text : NULL;
}

/**
 * heddle_secret_free:
 * @text: (nullable) (type utf8): a string of our own
 *
 * Overwrites @text and frees it.
 */
void
heddle_secret_free (gpointer text)
{
  if (text == NULL)
    return;

  explicit_bzero (text, strlen (text));
  g_free (text);
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
