/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-providers.h"

#include "heddle-fake-server.h"

G_BEGIN_DECLS

#define KEY "sk-test-4f8a1c9b7e2d6035"
#define FLUX "replicate/black-forest-labs/flux-schnell"

/* Of what a provider waits for. */
#define TIME_SCALE 0.02

/* An empty library and providers, two of which are fakes. */
typedef struct
{
  char *folder;
  HeddleLibrary *library;
  HeddleBlobStore *blobs;
  HeddleImagingPool *imaging;
  HeddleProviders *providers;
  HeddleFakeServer *openai;
  HeddleFakeServer *replicate;
} Fixture;

void provider_test_use_server (Fixture          *f,
                               const char       *id,
                               HeddleFakeServer *server);
void provider_test_add        (const char       *path,
                               void            (*body) (Fixture *f));

G_END_DECLS
