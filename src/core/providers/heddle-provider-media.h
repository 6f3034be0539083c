/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "assets/heddle-blob-store.h"
#include "assets/heddle-imaging-pool.h"
#include "providers/heddle-endpoint.h"
#include "providers/heddle-provider-request.h"

G_BEGIN_DECLS

/**
 * HeddleProviderMedia:
 * @blobs: (nullable): where images lie; %NULL only where none is used
 * @imaging: (nullable): what reads their facts
 * @paid: whether those that come may have been paid for
 *
 * Images on their way to and from a provider. The functions are to be called on a fiber.
 */
typedef struct
{
  HeddleBlobStore   *blobs;
  HeddleImagingPool *imaging;
  gboolean           paid;
} HeddleProviderMedia;

JsonNode    *heddle_provider_media_load     (HeddleProviderMedia    *self,
                                             HeddleValue            *image,
                                             GError                **error);
HeddleValue *heddle_provider_media_decode   (HeddleProviderMedia    *self,
                                             JsonNode               *base64,
                                             JsonNode               *recipe,
                                             char                  **remains,
                                             GError                **error);
char        *heddle_provider_media_new_file (HeddleProviderMedia    *self,
                                             GError                **error);
HeddleValue *heddle_provider_media_take     (HeddleProviderMedia    *self,
                                             const char             *path,
                                             const char             *sha256,
                                             JsonNode               *recipe,
                                             char                  **remains,
                                             GError                **error);
HeddleValue *heddle_provider_media_download (HeddleProviderMedia    *self,
                                             HeddleEndpoint         *endpoint,
                                             JsonNode               *text,
                                             HeddleProviderRequest  *request,
                                             JsonNode               *recipe,
                                             char                  **remains,
                                             GError                **error);

G_END_DECLS
