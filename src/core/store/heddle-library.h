/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-store-job.h"

G_BEGIN_DECLS

/**
 * HeddleLibraryFlags:
 * @HEDDLE_LIBRARY_READ_WRITE: opens an existing library and owns it
 * @HEDDLE_LIBRARY_CREATE: makes a missing or empty folder a library
 * @HEDDLE_LIBRARY_READ_ONLY: changes nothing, beside a process that owns the library if need be;
 *   together with %HEDDLE_LIBRARY_CREATE, makes the library first if it is missing
 *
 * How a library is opened.
 */
typedef enum
{
  HEDDLE_LIBRARY_READ_WRITE = 0,
  HEDDLE_LIBRARY_CREATE = 1 << 0,
  HEDDLE_LIBRARY_READ_ONLY = 1 << 1,
} HeddleLibraryFlags;

#define HEDDLE_TYPE_LIBRARY (heddle_library_get_type ())
G_DECLARE_FINAL_TYPE (HeddleLibrary, heddle_library, HEDDLE, LIBRARY, GObject)

HeddleLibrary  *heddle_library_open            (const char          *path,
                                                HeddleLibraryFlags   flags,
                                                GError             **error);
DexFuture      *heddle_library_open_async      (const char          *path,
                                                HeddleLibraryFlags   flags);
gboolean        heddle_library_close           (HeddleLibrary       *self,
                                                GError             **error);
DexFuture      *heddle_library_close_async     (HeddleLibrary       *self);

const char     *heddle_library_get_path        (HeddleLibrary       *self);
const char     *heddle_library_get_uuid        (HeddleLibrary       *self);
gboolean        heddle_library_is_read_only    (HeddleLibrary       *self);
gboolean        heddle_library_is_newer        (HeddleLibrary       *self);
char           *heddle_library_dup_blobs_path  (HeddleLibrary       *self);
char           *heddle_library_dup_thumbnails_path (HeddleLibrary   *self);
char           *heddle_library_dup_backups_path (HeddleLibrary      *self);

DexFuture      *heddle_library_write           (HeddleLibrary       *self,
                                                HeddleStoreFunc      func,
                                                gpointer             data,
                                                GDestroyNotify       destroy);
DexFuture      *heddle_library_write_gathered  (HeddleLibrary       *self,
                                                HeddleStoreFunc      func,
                                                gpointer             data,
                                                GDestroyNotify       destroy);
void            heddle_library_write_later     (HeddleLibrary       *self,
                                                HeddleStoreFunc      func,
                                                gpointer             data,
                                                GDestroyNotify       destroy);
DexFuture      *heddle_library_flush           (HeddleLibrary       *self);
DexFuture      *heddle_library_read            (HeddleLibrary       *self,
                                                HeddleStoreFunc      func,
                                                gpointer             data,
                                                GDestroyNotify       destroy);
HeddleDatabase *heddle_library_open_reader     (HeddleLibrary       *self,
                                                GError             **error);
void            heddle_library_put_reader_back (HeddleLibrary       *self,
                                                HeddleDatabase      *reader);

G_END_DECLS
