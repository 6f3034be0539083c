/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HEDDLE_PROVIDER_ERROR:
 *
 * Errors of talking to providers. Messages carry the provider's own words where it gave any, and
 * never a key. [func@provider_error_get_words] gives the words alone.
 */
#define HEDDLE_PROVIDER_ERROR (heddle_provider_error_quark ())
GQuark heddle_provider_error_quark (void);

/**
 * HeddleProviderError:
 * @HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER: no manifest of that id
 * @HEDDLE_PROVIDER_ERROR_UNSUPPORTED: the provider or model cannot do the task, or not this way
 * @HEDDLE_PROVIDER_ERROR_MISSING_KEY: no key in the keyring or the environment
 * @HEDDLE_PROVIDER_ERROR_KEYRING: the keyring refuses, or is broken
 * @HEDDLE_PROVIDER_ERROR_KEY_REFUSED: the provider does not accept the key
 * @HEDDLE_PROVIDER_ERROR_QUOTA: no credit or quota left
 * @HEDDLE_PROVIDER_ERROR_RATE_LIMITED: still too many requests after all tries
 * @HEDDLE_PROVIDER_ERROR_REJECTED: refused by content policy
 * @HEDDLE_PROVIDER_ERROR_INVALID: the provider calls the request invalid
 * @HEDDLE_PROVIDER_ERROR_FAILED: the provider failed, and says that nothing was charged
 * @HEDDLE_PROVIDER_ERROR_UNREACHABLE: no connection was made: nothing was sent
 * @HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME: the request was sent and the answer lost: it may be paid
 * @HEDDLE_PROVIDER_ERROR_BAD_ANSWER: an answer came, but not of the form that the manifest says
 * @HEDDLE_PROVIDER_ERROR_TOO_LARGE: an answer over the bound
 * @HEDDLE_PROVIDER_ERROR_MANIFEST: a manifest that cannot be used; the message says where
 * @HEDDLE_PROVIDER_ERROR_ADDRESS: an address that a request must not go to
 * @HEDDLE_PROVIDER_ERROR_KEYRING_MISSING: there is no keyring in this session
 * @HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED: the keyring is locked, and nobody has unlocked it
 * @HEDDLE_PROVIDER_ERROR_UNTRUSTED: the server could not prove who it is: nothing was sent
 * @HEDDLE_PROVIDER_ERROR_TIMED_OUT: no answer in the time that a person waits for one
 * @HEDDLE_PROVIDER_ERROR_BUDGET: it would go over a budget: nothing was sent
 * @HEDDLE_PROVIDER_ERROR_OFFLINE: there was no network until Heddle ended
 * @HEDDLE_PROVIDER_ERROR_STORAGE: the library could not keep what would come: nothing was sent
 * @HEDDLE_PROVIDER_ERROR_UNKNOWN_CONNECTION: the person has no connection of that name to the provider
 *
 * What went wrong, as far as a caller can act on it.
 */
typedef enum
{
  HEDDLE_PROVIDER_ERROR_UNKNOWN_PROVIDER,
  HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
  HEDDLE_PROVIDER_ERROR_MISSING_KEY,
  HEDDLE_PROVIDER_ERROR_KEYRING,
  HEDDLE_PROVIDER_ERROR_KEY_REFUSED,
  HEDDLE_PROVIDER_ERROR_QUOTA,
  HEDDLE_PROVIDER_ERROR_RATE_LIMITED,
  HEDDLE_PROVIDER_ERROR_REJECTED,
  HEDDLE_PROVIDER_ERROR_INVALID,
  HEDDLE_PROVIDER_ERROR_FAILED,
  HEDDLE_PROVIDER_ERROR_UNREACHABLE,
  HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
  HEDDLE_PROVIDER_ERROR_BAD_ANSWER,
  HEDDLE_PROVIDER_ERROR_TOO_LARGE,
  HEDDLE_PROVIDER_ERROR_MANIFEST,
  HEDDLE_PROVIDER_ERROR_ADDRESS,
  HEDDLE_PROVIDER_ERROR_KEYRING_MISSING,
  HEDDLE_PROVIDER_ERROR_KEYRING_LOCKED,
  HEDDLE_PROVIDER_ERROR_UNTRUSTED,
  HEDDLE_PROVIDER_ERROR_TIMED_OUT,
  HEDDLE_PROVIDER_ERROR_BUDGET,
  HEDDLE_PROVIDER_ERROR_OFFLINE,
  HEDDLE_PROVIDER_ERROR_STORAGE,
  HEDDLE_PROVIDER_ERROR_UNKNOWN_CONNECTION,
} HeddleProviderError;

GError     *heddle_provider_error_new             (HeddleProviderError  code,
                                                   const char          *words,
                                                   const char          *message);
gboolean    heddle_provider_error_holds           (const GError        *error);
const char *heddle_provider_error_get_words       (const GError        *error);
GError     *heddle_provider_error_new_missing_key (const char          *provider,
                                                   const char          *message);
const char *heddle_provider_error_get_provider    (const GError        *error);

G_END_DECLS
