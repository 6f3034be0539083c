/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HEDDLE_HTTP_ERROR:
 *
 * Errors of one HTTP exchange. A status of 400 and above is no error here: it is an answer.
 */
#define HEDDLE_HTTP_ERROR (heddle_http_error_quark ())
GQuark heddle_http_error_quark (void);

/**
 * HeddleHttpError:
 * @HEDDLE_HTTP_ERROR_ADDRESS: an address that a request must not go to; nothing was sent
 * @HEDDLE_HTTP_ERROR_UNREACHABLE: no connection: nothing was sent
 * @HEDDLE_HTTP_ERROR_TLS: the server could not prove who it is; nothing was sent
 * @HEDDLE_HTTP_ERROR_LOST: something was sent, and the answer did not come, or not whole
 * @HEDDLE_HTTP_ERROR_UNANSWERED: all was sent, and no answer began in time
 * @HEDDLE_HTTP_ERROR_TOO_LARGE: an answer over the bound
 * @HEDDLE_HTTP_ERROR_REDIRECT: a redirect that must not be followed, or too many
 * @HEDDLE_HTTP_ERROR_FILE: the answer could not be written to its file
 *
 * What went wrong with an exchange. Whether any byte of the body was sent is to be asked of the
 * request.
 */
typedef enum
{
  HEDDLE_HTTP_ERROR_ADDRESS,
  HEDDLE_HTTP_ERROR_UNREACHABLE,
  HEDDLE_HTTP_ERROR_TLS,
  HEDDLE_HTTP_ERROR_LOST,
  HEDDLE_HTTP_ERROR_UNANSWERED,
  HEDDLE_HTTP_ERROR_TOO_LARGE,
  HEDDLE_HTTP_ERROR_REDIRECT,
  HEDDLE_HTTP_ERROR_FILE,
} HeddleHttpError;

G_END_DECLS
