/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-cli-call.h"

G_BEGIN_DECLS

/**
 * HeddleCliRun:
 * @started: the first event
 * @items: (element-type JsonObject): the events of items
 * @assets: (element-type JsonObject): the events of assets
 * @waiting: (element-type JsonObject): the events of what waits for a person
 * @finished: the last event
 *
 * The events of a run. They belong to the answer that they were read from.
 */
typedef struct
{
  JsonObject *started;
  GPtrArray  *items;
  GPtrArray  *assets;
  GPtrArray  *waiting;
  JsonObject *finished;
} HeddleCliRun;

HeddleCliRun *heddle_cli_run_read        (HeddleCliAnswer *answer);
void          heddle_cli_run_free        (HeddleCliRun    *self);
const char   *heddle_cli_run_get_id      (HeddleCliRun    *self);
const char   *heddle_cli_run_get_status  (HeddleCliRun    *self);
gint64        heddle_cli_run_count       (HeddleCliRun    *self,
                                          const char      *member);
GPtrArray    *heddle_cli_run_list_items  (HeddleCliRun    *self,
                                          const char      *node,
                                          const char      *status);
char         *heddle_cli_run_describe    (HeddleCliRun    *self,
                                          HeddleCli       *cli);
void          heddle_cli_assert_json     (HeddleCliAnswer *answer);
void          heddle_cli_answer_assert_end (HeddleCliAnswer *answer,
                                          int              exit_status,
                                          const char      *status,
                                          const char      *counts);
char         *heddle_cli_index_to_string (JsonObject      *event);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleCliRun, heddle_cli_run_free)

G_END_DECLS
