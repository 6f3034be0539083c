/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-owner-client.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

/**
 * HeddleLibraryAccess:
 * @flags: how to open the library
 * @here: does the work where this process owns the library; closing it is left to the caller
 * @at_owner: has the process do it that owns the library
 *
 * How a command does its work, whoever owns the library.
 */
typedef struct
{
  HeddleLibraryFlags flags;
  HeddleExitStatus (*here)     (HeddleInvocation   *invocation,
                                HeddleLibrary      *library,
                                gpointer            data,
                                GError            **error);
  HeddleExitStatus (*at_owner) (HeddleInvocation   *invocation,
                                HeddleOwnerClient  *owner,
                                gpointer            data,
                                GError            **error);
} HeddleLibraryAccess;

HeddleExitStatus heddle_library_access_use (const HeddleLibraryAccess  *self,
                                            HeddleInvocation           *invocation,
                                            gpointer                    data,
                                            GError                    **error);

G_END_DECLS
