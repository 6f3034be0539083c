/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define HEDDLE_OWNER_INTERFACE "app.heddle.Heddle.Owner1"
#define HEDDLE_OWNER_OBJECT_PATH "/app/heddle/Heddle/Owner"

/**
 * HEDDLE_OWNER_ERROR:
 *
 * Why the process that owns a library could not be asked.
 */
#define HEDDLE_OWNER_ERROR (heddle_owner_error_quark ())
GQuark heddle_owner_error_quark (void);

/**
 * HeddleOwnerError:
 * @HEDDLE_OWNER_ERROR_UNREACHABLE: nobody serves the library
 * @HEDDLE_OWNER_ERROR_FORBIDDEN: the way to the owner is open to other users, or ends at one of them
 * @HEDDLE_OWNER_ERROR_CLOSING: the owner is about to end, and has done nothing
 * @HEDDLE_OWNER_ERROR_VERSION: the owner is another version that does not know what it was asked
 * @HEDDLE_OWNER_ERROR_LOST: the owner ended before it had answered
 */
typedef enum
{
  HEDDLE_OWNER_ERROR_UNREACHABLE,
  HEDDLE_OWNER_ERROR_FORBIDDEN,
  HEDDLE_OWNER_ERROR_CLOSING,
  HEDDLE_OWNER_ERROR_VERSION,
  HEDDLE_OWNER_ERROR_LOST,
} HeddleOwnerError;

GDBusInterfaceInfo *heddle_owner_interface_get  (void);
char               *heddle_owner_dup_socket     (const char  *library,
                                                 GError     **error);
int                 heddle_owner_send_keys      (GHashTable  *keys,
                                                 GError     **error);
GHashTable         *heddle_owner_receive_keys   (int          fd,
                                                 GError     **error);

G_END_DECLS
