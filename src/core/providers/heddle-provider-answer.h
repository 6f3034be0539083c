/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-http-response.h"
#include "providers/heddle-manifest.h"
#include "providers/heddle-provider-error.h"
#include "providers/heddle-provider-result.h"

G_BEGIN_DECLS

/**
 * HeddleAnswerEncoding:
 * @HEDDLE_ANSWER_BASE64: bytes in the answer itself
 * @HEDDLE_ANSWER_URL: an address to fetch, or a data URL
 * @HEDDLE_ANSWER_TEXT: a text
 * @HEDDLE_ANSWER_RAW: the answer's whole body
 *
 * How a result stands in an answer.
 */
typedef enum
{
  HEDDLE_ANSWER_BASE64,
  HEDDLE_ANSWER_URL,
  HEDDLE_ANSWER_TEXT,
  HEDDLE_ANSWER_RAW,
} HeddleAnswerEncoding;

gboolean    heddle_provider_answer_is_quota     (HeddleManifest       *manifest,
                                                 HeddleHttpResponse   *response);
gboolean    heddle_provider_answer_check_advice (JsonObject           *errors,
                                                 GError              **error);
GError     *heddle_provider_answer_new_error    (HeddleManifest       *manifest,
                                                 HeddleHttpResponse   *response,
                                                 gboolean              paid,
                                                 const char           *secret);
gboolean    heddle_provider_answer_has_code     (HeddleManifest       *manifest,
                                                 JsonNode             *answer);
GError     *heddle_provider_answer_new_failure  (HeddleManifest       *manifest,
                                                 JsonNode             *answer,
                                                 const char           *message,
                                                 const char           *secret);
JsonNode   *heddle_provider_answer_parse        (HeddleHttpResponse   *response,
                                                 GError              **error);
char      **heddle_provider_answer_dup_types    (HeddleModelTask      *task);
JsonObject *heddle_provider_answer_read_headers (HeddleModelTask      *task,
                                                 HeddleHttpResponse   *response);
char       *heddle_provider_answer_clean_words  (const char           *message,
                                                 const char           *secret);
char       *heddle_provider_answer_dup_words    (HeddleManifest       *manifest,
                                                 JsonNode             *answer,
                                                 const char           *secret);
char       *heddle_provider_answer_dup_refusal  (HeddleModelTask      *task,
                                                 JsonNode             *answer,
                                                 JsonObject           *headers,
                                                 const char           *secret);
void        heddle_provider_answer_add_warnings (HeddleModelTask      *task,
                                                 JsonNode             *answer,
                                                 const char           *name,
                                                 HeddleProviderResult *result);
GPtrArray  *heddle_provider_answer_dup_results  (HeddleModelTask      *task,
                                                 JsonNode             *answer,
                                                 HeddleAnswerEncoding *encoding);
void        heddle_provider_answer_add_facts    (HeddleModelTask      *task,
                                                 JsonNode             *answer,
                                                 JsonObject           *headers,
                                                 guint                 nth,
                                                 JsonObject           *recipe);

G_END_DECLS
