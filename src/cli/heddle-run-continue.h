/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-answer.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

/**
 * HeddleRunContinue:
 * @retry: whether what has failed or was cancelled is tried again
 * @provider_urls: (nullable) (array zero-terminated=1): other addresses of providers, as PROVIDER=URL
 * @answer: what the person says before the run goes on
 *
 * How a run of the library goes on.
 */
typedef struct
{
  gboolean         retry;
  GStrv            provider_urls;
  HeddleRunAnswer  answer;
} HeddleRunContinue;

HeddleExitStatus heddle_run_continue (HeddleInvocation         *invocation,
                                      const char               *run,
                                      const HeddleRunContinue  *how);

G_END_DECLS
