/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleEntityKind:
 * @HEDDLE_ENTITY_WORKFLOW: a workflow
 * @HEDDLE_ENTITY_ASSET: an asset
 * @HEDDLE_ENTITY_RUN: a run
 * @HEDDLE_ENTITY_PROJECT: a project
 *
 * What a UUID can stand for.
 */
typedef enum
{
  HEDDLE_ENTITY_WORKFLOW,
  HEDDLE_ENTITY_ASSET,
  HEDDLE_ENTITY_RUN,
  HEDDLE_ENTITY_PROJECT,
} HeddleEntityKind;

gboolean    heddle_entities_find         (HeddleDatabase    *database,
                                          const char        *text,
                                          HeddleEntityKind  *kind,
                                          char             **uuid,
                                          GError           **error);
char       *heddle_entities_resolve      (HeddleDatabase    *database,
                                          HeddleEntityKind   kind,
                                          const char        *text,
                                          GError           **error);

G_END_DECLS
