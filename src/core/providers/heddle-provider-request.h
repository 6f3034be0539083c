/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "graph/heddle-value.h"
#include "providers/heddle-task.h"

G_BEGIN_DECLS

/**
 * HeddleProviderRequest:
 *
 * One AI step's order to a provider, in our own terms: the manifest turns it into what the
 * provider's API wants.
 */
#define HEDDLE_TYPE_PROVIDER_REQUEST (heddle_provider_request_get_type ())
G_DECLARE_FINAL_TYPE (HeddleProviderRequest, heddle_provider_request, HEDDLE, PROVIDER_REQUEST, GObject)

HeddleProviderRequest *heddle_provider_request_new        (HeddleTask             task,
                                                           const char            *model);
void        heddle_provider_request_set_text               (HeddleProviderRequest *self,
                                                           const char            *role,
                                                           const char            *text);
void        heddle_provider_request_set_parameter          (HeddleProviderRequest *self,
                                                           const char            *key,
                                                           JsonNode              *value);
void        heddle_provider_request_add_image              (HeddleProviderRequest *self,
                                                           const char            *role,
                                                           HeddleValue           *image);
void        heddle_provider_request_set_seeds              (HeddleProviderRequest *self,
                                                           const gint64          *seeds,
                                                           guint                  n_seeds);
void        heddle_provider_request_set_origin             (HeddleProviderRequest *self,
                                                           gint64                 run,
                                                           const char            *node,
                                                           const char            *index);
void        heddle_provider_request_set_cancellable        (HeddleProviderRequest *self,
                                                           GCancellable          *cancellable);

G_END_DECLS
