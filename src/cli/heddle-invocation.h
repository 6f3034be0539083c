/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "heddle-exit-status.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/**
 * HeddleInvocation:
 * @library_path: the folder of the library to work with
 * @json: whether to print JSON, one object per line
 * @quiet: whether to keep progress to ourselves
 * @cancellable: cancelled when the person interrupts
 * @impatient: cancelled when the person does so again, or the system wants the process to end
 *
 * One call of `heddlectl`: what all commands share.
 */
typedef struct
{
  char         *library_path;
  gboolean      json;
  gboolean      quiet;
  GCancellable *cancellable;
  GCancellable *impatient;
} HeddleInvocation;

#define HEDDLE_USAGE_ERROR (heddle_usage_error_quark ())
GQuark heddle_usage_error_quark (void);

void             heddle_invocation_init           (HeddleInvocation     *self);
void             heddle_invocation_clear          (HeddleInvocation     *self);
char            *heddle_invocation_dup_library_path (HeddleInvocation   *self);
gboolean         heddle_invocation_has_library    (HeddleInvocation     *self);
HeddleLibrary   *heddle_invocation_open_library   (HeddleInvocation     *self,
                                                   HeddleLibraryFlags    flags,
                                                   GError              **error);
HeddleDatabase  *heddle_invocation_open_reader    (HeddleInvocation     *self,
                                                   HeddleLibrary       **library,
                                                   GError              **error);
void             heddle_invocation_print          (HeddleInvocation     *self,
                                                   const char           *format,
                                                   ...) G_GNUC_PRINTF (2, 3);
void             heddle_invocation_progress       (HeddleInvocation     *self,
                                                   const char           *format,
                                                   ...) G_GNUC_PRINTF (2, 3);
gboolean         heddle_invocation_can_ask        (void);
gboolean         heddle_invocation_confirm        (const char           *question);
void             heddle_invocation_print_json     (HeddleInvocation     *self,
                                                   JsonNode             *node);
void             heddle_invocation_print_object   (HeddleInvocation     *self,
                                                   JsonObject           *object);
HeddleExitStatus heddle_invocation_report         (HeddleInvocation     *self,
                                                   const char           *where,
                                                   const GError         *error);
void             heddle_usage_error_set           (GError              **error,
                                                   const char           *format,
                                                   ...) G_GNUC_PRINTF (2, 3);

G_END_DECLS
