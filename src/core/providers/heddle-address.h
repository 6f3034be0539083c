/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *heddle_address_dup_origin       (const char  *url);
gboolean  heddle_address_is_loopback      (const char  *url);
gboolean  heddle_address_is_plain_private (const char  *url);
gboolean  heddle_address_is_near          (const char  *url);
gboolean  heddle_address_same_origin      (const char  *a,
                                           const char  *b);
gboolean  heddle_address_check            (const char  *url,
                                           const char  *confirmed,
                                           GError     **error);
char     *heddle_address_dup_redacted     (const char  *url);
char     *heddle_address_resolve          (const char  *base,
                                           const char  *reference);

G_END_DECLS
