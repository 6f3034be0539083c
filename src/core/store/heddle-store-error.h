/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HEDDLE_STORE_ERROR:
 *
 * Errors of the library on disk. Messages are for the person whose library it is.
 */
#define HEDDLE_STORE_ERROR (heddle_store_error_quark ())
GQuark heddle_store_error_quark (void);

/**
 * HeddleStoreError:
 * @HEDDLE_STORE_ERROR_FAILED: none of the below; the message says what SQLite or the system said
 * @HEDDLE_STORE_ERROR_CANNOT_OPEN: a file or folder is there but cannot be opened, or only be read
 * @HEDDLE_STORE_ERROR_NOT_FOUND: no such library, entity or blob
 * @HEDDLE_STORE_ERROR_NOT_A_LIBRARY: the folder holds something else
 * @HEDDLE_STORE_ERROR_LOCKED: another process owns the library
 * @HEDDLE_STORE_ERROR_NEWER: a newer version of the application made the library
 * @HEDDLE_STORE_ERROR_DAMAGED: the database or a blob is not what was written
 * @HEDDLE_STORE_ERROR_FULL: no space is left
 * @HEDDLE_STORE_ERROR_READ_ONLY: the library was opened for reading only
 * @HEDDLE_STORE_ERROR_CONSTRAINT: a row would contradict others, such as a second with its UUID
 * @HEDDLE_STORE_ERROR_AMBIGUOUS: the beginning of an identifier fits several entities
 * @HEDDLE_STORE_ERROR_INVALID: a value that the library cannot hold or does not know
 * @HEDDLE_STORE_ERROR_CLOSED: the library is closed
 */
typedef enum
{
  HEDDLE_STORE_ERROR_FAILED,
  HEDDLE_STORE_ERROR_CANNOT_OPEN,
  HEDDLE_STORE_ERROR_NOT_FOUND,
  HEDDLE_STORE_ERROR_NOT_A_LIBRARY,
  HEDDLE_STORE_ERROR_LOCKED,
  HEDDLE_STORE_ERROR_NEWER,
  HEDDLE_STORE_ERROR_DAMAGED,
  HEDDLE_STORE_ERROR_FULL,
  HEDDLE_STORE_ERROR_READ_ONLY,
  HEDDLE_STORE_ERROR_CONSTRAINT,
  HEDDLE_STORE_ERROR_AMBIGUOUS,
  HEDDLE_STORE_ERROR_INVALID,
  HEDDLE_STORE_ERROR_CLOSED,
} HeddleStoreError;

void heddle_store_set_system_error (GError     **error,
                                    int          errnum,
                                    const char  *path);

G_END_DECLS
