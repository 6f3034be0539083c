/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-imaging-error.h"

typedef struct
{
  char *details;
} HeddleImagingErrorPrivate;

static const char *const codes[] = {
  [HEDDLE_IMAGING_ERROR_BAD_REQUEST] = "bad-request",
  [HEDDLE_IMAGING_ERROR_NOT_FOUND] = "not-found",
  [HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT] = "unsupported-format",
  [HEDDLE_IMAGING_ERROR_TOO_LARGE] = "too-large",
  [HEDDLE_IMAGING_ERROR_DAMAGED] = "damaged",
  [HEDDLE_IMAGING_ERROR_NO_FONT] = "no-font",
  [HEDDLE_IMAGING_ERROR_DOES_NOT_FIT] = "does-not-fit",
  [HEDDLE_IMAGING_ERROR_FAILED] = "failed",
  [HEDDLE_IMAGING_ERROR_CRASHED] = "crashed",
  [HEDDLE_IMAGING_ERROR_TIMED_OUT] = "timed-out",
  [HEDDLE_IMAGING_ERROR_UNAVAILABLE] = "unavailable",
};

static void
heddle_imaging_error_private_init (HeddleImagingErrorPrivate *priv)
{
  priv->details = NULL;
}

static void
heddle_imaging_error_private_copy (const HeddleImagingErrorPrivate *src,
                                   HeddleImagingErrorPrivate       *dest)
{
  dest->details = g_strdup (src->details);
}

static void
heddle_imaging_error_private_clear (HeddleImagingErrorPrivate *priv)
{
  g_clear_pointer (&priv->details, g_free);
}

G_DEFINE_EXTENDED_ERROR (HeddleImagingError, heddle_imaging_error)

/**
 * heddle_imaging_error_to_string:
 * @code: a code
 *
 * Returns: the word that stands for @code on the pipe, such as "too-large"
 */
const char *
heddle_imaging_error_to_string (HeddleImagingError code)
{
  g_return_val_if_fail (code < G_N_ELEMENTS (codes), NULL);

  return codes[code];
}

/**
 * heddle_imaging_error_from_string:
 * @string: (nullable): a word from the pipe
 *
 * Returns: the code that @string stands for; %HEDDLE_IMAGING_ERROR_FAILED if it is unknown
 */
HeddleImagingError
heddle_imaging_error_from_string (const char *string)
{
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      if (g_strcmp0 (string, codes[i]) == 0)
        return (HeddleImagingError) i;
    }

  return HEDDLE_IMAGING_ERROR_FAILED;
}

/**
 * heddle_imaging_error_get_details:
 * @error: any error
 *
 * What the library below said, for a report or a "details" row; the message of @error itself is
 * for the designer.
 *
 * Returns: (nullable): the words, or %NULL where there are none or @error is of another domain
 */
const char *
heddle_imaging_error_get_details (const GError *error)
{
  if (error == NULL || error->domain != HEDDLE_IMAGING_ERROR)
    return NULL;

  return heddle_imaging_error_get_private (error)->details;
}

/**
 * heddle_imaging_set_error:
 * @error: (out) (optional): where the error goes
 * @code: its code
 * @details: (nullable): what the library below said
 * @format: the message for the designer, as in printf()
 * @...: its parameters
 *
 * Like g_set_error(), with details.
 */
void
heddle_imaging_set_error (GError           **error,
                          HeddleImagingError code,
                          const char        *details,
                          const char        *format,
                          ...)
{
  va_list args;

  if (error == NULL)
    return;

  va_start (args, format);
  g_propagate_error (error, g_error_new_valist (HEDDLE_IMAGING_ERROR, (int) code, format, args));
  va_end (args);

  if (details != NULL && *details != '\0')
    heddle_imaging_error_get_private (*error)->details = g_strchomp (g_strdup (details));
}
