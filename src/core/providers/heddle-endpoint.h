/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-call-log.h"
#include "providers/heddle-http-client.h"
#include "providers/heddle-manifest.h"
#include "providers/heddle-network.h"
#include "providers/heddle-provider-error.h"
#include "providers/heddle-provider-request.h"
#include "providers/heddle-rate-limiter.h"
#include "providers/heddle-secret.h"

G_BEGIN_DECLS

/**
 * HeddleEndpointOrder:
 * @method: of HTTP
 * @url: where to
 * @body: (nullable): what is sent
 * @content_type: (nullable): of @body; %NULL for JSON
 * @headers: (nullable): members whose values are texts
 * @paid: whether it may be charged, and so is repeated only where that is safe
 * @foreign: whether it goes without the key, and may follow redirects: for results
 * @once: whether it is never repeated: a person waits for the answer
 * @hurries: whether it waits neither for the network nor for its turn
 * @turn: (nullable): of an order, its turn, which it still has afterwards; %NULL for what goes with one
 * @log: (nullable): where it is written down before it is sent
 * @request: (nullable): what it is for, and is told of waits
 * @file: (nullable): where the answer's body goes
 * @file_types: (nullable): the content types that go there; %NULL for all
 * @cancellable: (nullable): ends it
 * @sent: (out): whether anything of the last try left this machine
 *
 * One request, repeated as its rules allow.
 */
typedef struct
{
  const char   *method;
  const char   *url;
  GBytes       *body;
  const char   *content_type;
  JsonObject   *headers;
  gboolean      paid;
  gboolean      foreign;
  gboolean      once;
  gboolean      hurries;
  const char   *file;
  char        **file_types;
  GCancellable *cancellable;
  gboolean      sent;

  HeddleRateTurn        *turn;
  HeddleCallLog         *log;
  HeddleProviderRequest *request;
} HeddleEndpointOrder;

/**
 * HeddleEndpoint:
 *
 * Where a provider's API is, and the key to it.
 */
#define HEDDLE_TYPE_ENDPOINT (heddle_endpoint_get_type ())
G_DECLARE_FINAL_TYPE (HeddleEndpoint, heddle_endpoint, HEDDLE, ENDPOINT, GObject)

HeddleEndpoint     *heddle_endpoint_new            (HeddleHttpClient     *client,
                                                    HeddleManifest       *manifest,
                                                    const char           *base_url,
                                                    HeddleSecret         *key,
                                                    HeddleNetwork        *network,
                                                    double                time_scale);
void                heddle_endpoint_set_account    (HeddleEndpoint       *self,
                                                    JsonObject           *account);
HeddleManifest     *heddle_endpoint_get_manifest   (HeddleEndpoint       *self);
const char         *heddle_endpoint_get_key        (HeddleEndpoint       *self);
const char         *heddle_endpoint_get_base_url   (HeddleEndpoint       *self);
double              heddle_endpoint_get_time_scale (HeddleEndpoint       *self);
char               *heddle_endpoint_dup_url        (HeddleEndpoint       *self,
                                                    const char           *path);
gboolean            heddle_endpoint_is_away        (HeddleEndpoint       *self,
                                                    const char           *url);
HeddleRateTurn     *heddle_endpoint_new_turn       (HeddleEndpoint       *self);
gboolean            heddle_endpoint_owns           (HeddleEndpoint       *self,
                                                    const char           *url);
HeddleHttpResponse *heddle_endpoint_send           (HeddleEndpoint       *self,
                                                    HeddleEndpointOrder  *order,
                                                    GError              **error);
gboolean            heddle_endpoint_wait           (HeddleEndpoint       *self,
                                                    gint64                microseconds,
                                                    GCancellable         *cancellable,
                                                    GError              **error);

G_END_DECLS
