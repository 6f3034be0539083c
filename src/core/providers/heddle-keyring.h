/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "providers/heddle-secret.h"

G_BEGIN_DECLS

/**
 * HeddleKeyringEntry:
 * @provider: the provider's id
 * @origin: the only origin that the key may go to
 * @label: what the keyring's own window calls it
 *
 * That there is a key; never the key itself.
 */
typedef struct
{
  char *provider;
  char *origin;
  char *label;
} HeddleKeyringEntry;

void          heddle_keyring_entry_free      (HeddleKeyringEntry *self);

DexFuture    *heddle_keyring_check           (void);
DexFuture    *heddle_keyring_unlock          (void);
DexFuture    *heddle_keyring_set             (const char         *provider,
                                              const char         *origin,
                                              const char         *label,
                                              HeddleSecret       *key);
DexFuture    *heddle_keyring_lookup          (const char         *provider,
                                              const char         *origin);
DexFuture    *heddle_keyring_remove          (const char         *provider,
                                              const char         *origin);
DexFuture    *heddle_keyring_list            (void);
HeddleSecret *heddle_keyring_dup_environment (const char         *provider);
char         *heddle_keyring_dup_variable    (const char         *prefix,
                                              const char         *provider);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleKeyringEntry, heddle_keyring_entry_free)

G_END_DECLS
