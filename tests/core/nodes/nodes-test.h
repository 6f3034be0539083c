/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "assets/heddle-asset-store.h"
#include "nodes/heddle-nodes.h"

/**
 * NodesTest:
 * @folder: a folder of its own, removed at the end
 * @registry: every node type
 * @services: what nodes may ask for
 * @library: (nullable): a library, once it is opened
 * @blobs: (nullable): its contents
 * @imaging: (nullable): a real imaging pool
 * @assets: (nullable): its assets
 * @facts: of the run; @folder is the document's
 * @configs: (element-type Json.Node): what executions borrow
 *
 * What the tests of nodes share.
 */
typedef struct
{
  char               *folder;
  HeddleNodeRegistry *registry;
  HeddleServices     *services;
  HeddleLibrary      *library;
  HeddleBlobStore    *blobs;
  HeddleImagingPool  *imaging;
  HeddleAssetStore   *assets;
  HeddleRunFacts      facts;
  GPtrArray          *configs;
} NodesTest;

NodesTest           *nodes_test_new       (void);
void                 nodes_test_free      (NodesTest            *self);
void                 nodes_test_open_library (NodesTest         *self);
HeddleNodeExecution *nodes_test_prepare   (NodesTest            *self,
                                           const char           *type,
                                           const char           *config);
HeddleNodeExecution *nodes_test_prepare_at (NodesTest           *self,
                                           const char           *type,
                                           const char           *config,
                                           HeddleIndex          *index);
HeddleNodeOutputs   *nodes_test_run       (NodesTest            *self,
                                           const char           *type,
                                           HeddleNodeExecution  *execution,
                                           GError              **error);
HeddleNodeOutputs   *nodes_test_run_plain (NodesTest            *self,
                                           const char           *type,
                                           const char           *config);
void                 nodes_test_refuse    (NodesTest            *self,
                                           const char           *type,
                                           const char           *config,
                                           const char           *message);
void                 nodes_test_set_text  (HeddleNodeExecution  *execution,
                                           const char           *port,
                                           const char           *text);
void                 nodes_test_set_list  (HeddleNodeExecution  *execution,
                                           const char           *port,
                                           const char           *texts);
char                *nodes_test_join      (HeddleNodeOutputs    *outputs,
                                           const char           *port);
char                *nodes_test_write     (NodesTest            *self,
                                           const char           *name,
                                           const char           *content);
char                *nodes_test_draw      (NodesTest            *self,
                                           const char           *name,
                                           int                   width,
                                           int                   height,
                                           const char           *color);
HeddleValue         *nodes_test_load      (NodesTest            *self,
                                           const char           *name);
HeddleValue         *nodes_test_make      (NodesTest            *self,
                                           int                   width,
                                           int                   height,
                                           const char           *color);
void                 nodes_test_set_image (HeddleNodeExecution  *execution,
                                           const char           *port,
                                           HeddleValue          *image);
int                  nodes_test_main      (int                   argc,
                                           char                 *argv[],
                                           void                (*add) (void));
void                 nodes_test_add       (const char           *path,
                                           void                (*func) (NodesTest *test));

G_DEFINE_AUTOPTR_CLEANUP_FUNC (NodesTest, nodes_test_free)
