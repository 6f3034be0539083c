/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-http-request.h"
#include "providers/heddle-model.h"
#include "providers/heddle-task.h"

G_BEGIN_DECLS

/**
 * HeddleAuthType:
 * @HEDDLE_AUTH_NONE: there is no key
 * @HEDDLE_AUTH_BEARER: `Authorization: Bearer KEY`
 * @HEDDLE_AUTH_HEADER: a header of the provider's own
 * @HEDDLE_AUTH_QUERY: a parameter of the address
 * @HEDDLE_AUTH_BASIC: HTTP Basic; the key is `user:password`
 *
 * How a key is shown to the provider.
 */
typedef enum
{
  HEDDLE_AUTH_NONE,
  HEDDLE_AUTH_BEARER,
  HEDDLE_AUTH_HEADER,
  HEDDLE_AUTH_QUERY,
  HEDDLE_AUTH_BASIC,
} HeddleAuthType;

/**
 * HeddleManifest:
 *
 * A provider as a document: who it is, how a key is shown to it, its models with their parameters,
 * limits and prices, and per task how a request is made and an answer read. Immutable, and so
 * readable from any thread. `docs/providers.md` describes the language.
 */
#define HEDDLE_TYPE_MANIFEST (heddle_manifest_get_type ())
G_DECLARE_FINAL_TYPE (HeddleManifest, heddle_manifest, HEDDLE, MANIFEST, GObject)

HeddleManifest     *heddle_manifest_new_from_data     (GBytes          *data,
                                                       const char      *name,
                                                       GError         **error);
HeddleManifest     *heddle_manifest_new_from_resource (const char      *path,
                                                       GError         **error);
HeddleManifest     *heddle_manifest_new_from_file     (const char      *path,
                                                       GError         **error);
const char         *heddle_manifest_get_id            (HeddleManifest  *self);
const char         *heddle_manifest_get_name          (HeddleManifest  *self);
const char         *heddle_manifest_get_description   (HeddleManifest  *self);
const char         *heddle_manifest_get_link          (HeddleManifest  *self,
                                                       const char      *name);
const char         *heddle_manifest_get_adapter       (HeddleManifest  *self);
const char         *heddle_manifest_get_base_url      (HeddleManifest  *self);
JsonArray          *heddle_manifest_get_hosts         (HeddleManifest  *self);
HeddleAuthType      heddle_manifest_get_auth_type     (HeddleManifest  *self);
const char         *heddle_manifest_get_auth_name     (HeddleManifest  *self);
const char         *heddle_manifest_get_auth_prefix   (HeddleManifest  *self);
JsonObject         *heddle_manifest_get_section       (HeddleManifest  *self,
                                                       const char      *name);
gboolean            heddle_manifest_takes_any_model   (HeddleManifest  *self);
HeddleHttpTimeouts  heddle_manifest_get_timeouts      (HeddleManifest  *self);
guint64             heddle_manifest_get_max_bytes     (HeddleManifest  *self);
GPtrArray          *heddle_manifest_get_models        (HeddleManifest  *self);
HeddleModel        *heddle_manifest_dup_model         (HeddleManifest  *self,
                                                       const char      *id);

G_END_DECLS
