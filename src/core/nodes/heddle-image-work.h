/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libdex.h>

#include "graph/heddle-node-execution.h"
#include "graph/heddle-node-outputs.h"

G_BEGIN_DECLS

/**
 * HeddleImageWorkInput:
 * @port: an input port that takes an image; %NULL ends the array
 * @parameter: what the imaging worker calls that file
 */
typedef struct
{
  const char *port;
  const char *parameter;
} HeddleImageWorkInput;

DexFuture *heddle_image_work_run (HeddleNodeExecution        *execution,
                                  JsonObject                 *request,
                                  const HeddleImageWorkInput *inputs);

G_END_DECLS
