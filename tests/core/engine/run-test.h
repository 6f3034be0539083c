/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

#include "engine/heddle-run.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

/* A library of its own, all node types, those of tests included, and the events of the last run. */
typedef struct
{
  char               *folder;
  HeddleLibrary      *library;
  HeddleServices     *services;
  HeddleNodeRegistry *registry;
  GPtrArray          *events;
  guint               cancel_after;
} Fixture;

typedef void (*RunTestFunc) (Fixture *self);

typedef struct
{
  const char  *path;
  RunTestFunc  test;
} RunTest;

HeddleWorkflow *make_workflow (const char        *inputs,
                               const char        *nodes,
                               const char        *links);
HeddleWorkflow *draw_workflow (const char        *nodes,
                               const char        *links);
HeddlePlan     *make_plan     (Fixture           *self,
                               HeddleWorkflow    *workflow,
                               HeddleRunOptions  *options,
                               GError           **error);
HeddleRunEvent *run_with      (Fixture           *self,
                               HeddleWorkflow    *workflow,
                               HeddleRunOptions  *options);
HeddleRunEvent *run_workflow  (Fixture           *self,
                               HeddleWorkflow    *workflow);
void            put_blob      (Fixture           *self,
                               const char        *content);
HeddleRunEvent *find_item     (Fixture           *self,
                               const char        *node,
                               const char        *index);
void            assert_text   (Fixture           *self,
                               const char        *node,
                               const char        *index,
                               const char        *expected);
void            assert_status (Fixture           *self,
                               const char        *node,
                               const char        *index,
                               HeddleItemStatus   expected);
char           *show_output   (Fixture           *self,
                               const char        *node,
                               const char        *index,
                               const char        *port);
void            assert_output (Fixture           *self,
                               const char        *node,
                               const char        *index,
                               const char        *port,
                               const char        *expected);
void            start_anew    (Fixture           *self);
int             run_tests     (int                argc,
                               char              *argv[],
                               const RunTest     *tests,
                               guint              n_tests);

G_END_DECLS
