/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <json-glib/json-glib.h>

#include "graph/heddle-value.h"
#include "graph/heddle-wait.h"
#include "providers/heddle-task.h"

G_BEGIN_DECLS

/**
 * HeddleProviderRequest:
 *
 * One AI step's order to a provider, in our own terms: the manifest turns it into what the
 * provider's API wants. It is filled by one thread, and only read once it was handed to
 * [method@Providers.run].
 */
#define HEDDLE_TYPE_PROVIDER_REQUEST (heddle_provider_request_get_type ())
G_DECLARE_FINAL_TYPE (HeddleProviderRequest, heddle_provider_request, HEDDLE, PROVIDER_REQUEST, GObject)

HeddleProviderRequest *heddle_provider_request_new        (HeddleTask             task,
                                                           const char            *model);
void        heddle_provider_request_set_operation          (HeddleProviderRequest *self,
                                                           const char            *operation);
const char *heddle_provider_request_get_operation          (HeddleProviderRequest *self);
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
                                                           const char            *index,
                                                           const char            *key);
void        heddle_provider_request_look_back              (HeddleProviderRequest *self,
                                                           gint64                 forgotten);
void        heddle_provider_request_set_cancellable        (HeddleProviderRequest *self,
                                                           GCancellable          *cancellable);
void        heddle_provider_request_set_wait_func          (HeddleProviderRequest *self,
                                                           HeddleWaitFunc         func,
                                                           gpointer               data,
                                                           GDestroyNotify         data_destroy);
void        heddle_provider_request_note_wait              (HeddleProviderRequest *self,
                                                           HeddleWait             wait,
                                                           gboolean               begins);

HeddleTask    heddle_provider_request_get_task        (HeddleProviderRequest *self);
void          heddle_provider_request_set_connection  (HeddleProviderRequest *self,
                                                       const char            *connection);
const char   *heddle_provider_request_get_connection  (HeddleProviderRequest *self);
const char   *heddle_provider_request_get_model       (HeddleProviderRequest *self);
char         *heddle_provider_request_dup_provider    (HeddleProviderRequest *self);
const char   *heddle_provider_request_get_model_id    (HeddleProviderRequest *self);
const char   *heddle_provider_request_get_text        (HeddleProviderRequest *self,
                                                       const char            *role);
JsonNode     *heddle_provider_request_get_parameter   (HeddleProviderRequest *self,
                                                       const char            *key);
JsonObject   *heddle_provider_request_get_parameters  (HeddleProviderRequest *self);
GPtrArray    *heddle_provider_request_get_images      (HeddleProviderRequest *self,
                                                       const char            *role);
const gint64 *heddle_provider_request_get_seeds       (HeddleProviderRequest *self,
                                                       guint                 *n_seeds);
guint         heddle_provider_request_get_n_results   (HeddleProviderRequest *self);
gint64        heddle_provider_request_get_run         (HeddleProviderRequest *self);
const char   *heddle_provider_request_get_node        (HeddleProviderRequest *self);
const char   *heddle_provider_request_get_index       (HeddleProviderRequest *self);
const char   *heddle_provider_request_get_item_key    (HeddleProviderRequest *self);
gboolean    heddle_provider_request_get_look_back          (HeddleProviderRequest *self,
                                                           gint64                *forgotten);
GCancellable *heddle_provider_request_get_cancellable (HeddleProviderRequest *self);
JsonNode     *heddle_provider_request_to_recipe       (HeddleProviderRequest *self,
                                                       guint                  nth);

G_END_DECLS
