/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "providers/heddle-endpoint.h"
#include "providers/heddle-model-task.h"

G_BEGIN_DECLS

/**
 * HeddleProviderJob:
 * @endpoint: the provider
 * @task: the model's task, which has a `job`
 * @model: the model
 * @id: the provider's id of the job, or its address there
 *
 * Work that a provider does after it has answered.
 */
typedef struct
{
  HeddleEndpoint  *endpoint;
  HeddleModelTask *task;
  const char      *model;
  const char      *id;
} HeddleProviderJob;

/**
 * HeddleProviderJobEnd:
 * @answer: (nullable): what was said last, where the job is over, well or not
 * @response: (nullable): the answer with the results, where they had to be asked for
 * @withdrawn: whether the job was stopped there, so that nothing comes of it
 *
 * How a job ended.
 */
typedef struct
{
  JsonNode           *answer;
  HeddleHttpResponse *response;
  gboolean            withdrawn;
} HeddleProviderJobEnd;

void     heddle_provider_job_end_clear (HeddleProviderJobEnd    *self);
gboolean heddle_provider_job_finish    (const HeddleProviderJob *self,
                                        JsonNode                *answer,
                                        HeddleProviderRequest   *request,
                                        HeddleProviderJobEnd    *end,
                                        GError                 **error);
gboolean heddle_provider_job_cancel    (const HeddleProviderJob *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeddleProviderJobEnd, heddle_provider_job_end_clear)

G_END_DECLS
