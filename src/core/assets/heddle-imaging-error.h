/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HEDDLE_IMAGING_ERROR:
 *
 * Errors of pixel work. The worker and the pool that talks to it share this file, so that a code
 * means the same on both ends of the pipe.
 */
#define HEDDLE_IMAGING_ERROR (heddle_imaging_error_quark ())
GQuark heddle_imaging_error_quark (void);

/**
 * HeddleImagingError:
 * @HEDDLE_IMAGING_ERROR_BAD_REQUEST: a parameter is missing, unknown or out of its range
 * @HEDDLE_IMAGING_ERROR_NOT_FOUND: a file that was named cannot be opened
 * @HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT: the file is no image of a kind that is allowed
 * @HEDDLE_IMAGING_ERROR_TOO_LARGE: more pixels than the limit, said by the header or asked for
 * @HEDDLE_IMAGING_ERROR_DAMAGED: the file began well, but its pixels cannot be read
 * @HEDDLE_IMAGING_ERROR_NO_FONT: the font family is not installed
 * @HEDDLE_IMAGING_ERROR_DOES_NOT_FIT: text does not fit its box, or a file its size in bytes
 * @HEDDLE_IMAGING_ERROR_FAILED: anything else, such as a disk that is full
 * @HEDDLE_IMAGING_ERROR_CRASHED: the worker ended in the middle of the request
 * @HEDDLE_IMAGING_ERROR_TIMED_OUT: the request took longer than the limit
 * @HEDDLE_IMAGING_ERROR_UNAVAILABLE: the worker cannot be found or started
 */
typedef enum
{
  HEDDLE_IMAGING_ERROR_BAD_REQUEST,
  HEDDLE_IMAGING_ERROR_NOT_FOUND,
  HEDDLE_IMAGING_ERROR_UNSUPPORTED_FORMAT,
  HEDDLE_IMAGING_ERROR_TOO_LARGE,
  HEDDLE_IMAGING_ERROR_DAMAGED,
  HEDDLE_IMAGING_ERROR_NO_FONT,
  HEDDLE_IMAGING_ERROR_DOES_NOT_FIT,
  HEDDLE_IMAGING_ERROR_FAILED,
  HEDDLE_IMAGING_ERROR_CRASHED,
  HEDDLE_IMAGING_ERROR_TIMED_OUT,
  HEDDLE_IMAGING_ERROR_UNAVAILABLE,
} HeddleImagingError;

const char         *heddle_imaging_error_to_string   (HeddleImagingError   code);
HeddleImagingError  heddle_imaging_error_from_string (const char          *string);
const char         *heddle_imaging_error_get_details (const GError        *error);
void                heddle_imaging_set_error         (GError             **error,
                                                      HeddleImagingError   code,
                                                      const char          *details,
                                                      const char          *format,
                                                      ...) G_GNUC_PRINTF (4, 5);

G_END_DECLS
