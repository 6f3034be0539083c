/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-money.h"
#include "store/heddle-run-repository.h"

G_BEGIN_DECLS

/**
 * HeddleGenerationStatus:
 * @HEDDLE_GENERATION_PENDING: nothing has been begun
 * @HEDDLE_GENERATION_PROCESSING_SAMPLES: what there is to choose from is being made
 * @HEDDLE_GENERATION_AWAITING_SELECTION: a person is to choose
 * @HEDDLE_GENERATION_PROCESSING_FINAL: what was chosen is being finished
 * @HEDDLE_GENERATION_COMPLETED: what was chosen is finished
 * @HEDDLE_GENERATION_FAILED: there are no samples, or nothing came of those that were chosen
 * @HEDDLE_GENERATION_CANCELLED: stopped, or a person wanted none of the samples
 * @HEDDLE_GENERATION_CONTENT_REJECTED: as failed, and a provider's content policy was why
 *
 * How far a generation is.
 */
typedef enum
{
  HEDDLE_GENERATION_PENDING,
  HEDDLE_GENERATION_PROCESSING_SAMPLES,
  HEDDLE_GENERATION_AWAITING_SELECTION,
  HEDDLE_GENERATION_PROCESSING_FINAL,
  HEDDLE_GENERATION_COMPLETED,
  HEDDLE_GENERATION_FAILED,
  HEDDLE_GENERATION_CANCELLED,
  HEDDLE_GENERATION_CONTENT_REJECTED,
} HeddleGenerationStatus;

/**
 * HeddleGeneration:
 * @node: the step that a person chooses in
 * @name: (nullable): the step's name
 * @path: the index of its item, dotted; empty where nothing is mapped
 * @status: how far it is
 * @n_samples: how many there are to choose from
 * @chosen: (nullable): which were chosen, as a JSON list of positions
 * @sample_cost: what the samples have cost
 * @final_cost: what was made of those that were chosen has cost
 * @started_at: when its first step was begun, in milliseconds, or 0
 * @finished_at: when its last step came to its end, in milliseconds, or 0 while it goes on
 *
 * Samples, a person's choice among them, and what is made of it. It is a view of the run's steps, never
 * a truth beside them.
 */
typedef struct
{
  char                   *node;
  char                   *name;
  char                   *path;
  HeddleGenerationStatus  status;
  guint                   n_samples;
  char                   *chosen;
  HeddleMoney             sample_cost;
  HeddleMoney             final_cost;
  gint64                  started_at;
  gint64                  finished_at;
} HeddleGeneration;

const char *heddle_generation_status_to_string (HeddleGenerationStatus   status);
void        heddle_generation_free             (HeddleGeneration        *self);
JsonNode   *heddle_generation_to_json          (const HeddleGeneration  *self);
GPtrArray  *heddle_generations_list            (HeddleDatabase          *database,
                                                const HeddleRunRecord   *run,
                                                GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleGeneration, heddle_generation_free)

G_END_DECLS
