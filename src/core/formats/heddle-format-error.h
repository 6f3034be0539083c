/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HEDDLE_FORMAT_ERROR:
 *
 * Errors of files that come in from elsewhere. Messages say where in the file something is wrong.
 */
#define HEDDLE_FORMAT_ERROR (heddle_format_error_quark ())
GQuark heddle_format_error_quark (void);

/**
 * HeddleFormatError:
 * @HEDDLE_FORMAT_ERROR_UNREADABLE: the file cannot be read at all
 * @HEDDLE_FORMAT_ERROR_TOO_LARGE: more than we are willing to read
 * @HEDDLE_FORMAT_ERROR_ENCODING: text that is not UTF-8
 * @HEDDLE_FORMAT_ERROR_MALFORMED: not of the form that its format asks for
 */
typedef enum
{
  HEDDLE_FORMAT_ERROR_UNREADABLE,
  HEDDLE_FORMAT_ERROR_TOO_LARGE,
  HEDDLE_FORMAT_ERROR_ENCODING,
  HEDDLE_FORMAT_ERROR_MALFORMED,
} HeddleFormatError;

G_END_DECLS
