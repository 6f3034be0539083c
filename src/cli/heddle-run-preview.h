/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-plan-forecast.h"
#include "engine/heddle-run-consent.h"
#include "heddle-invocation.h"

G_BEGIN_DECLS

/**
 * HeddleRunPreview:
 * @forecast: what a run would do
 * @consent: whether a person has to be asked before it begins, and why
 *
 * What can be said of a run before it begins.
 */
typedef struct
{
  HeddlePlanForecast *forecast;
  HeddleRunConsent    consent;
} HeddleRunPreview;

HeddleRunPreview *heddle_run_preview_new  (HeddleInvocation        *invocation,
                                           HeddlePlan              *plan,
                                           GStrv                    provider_urls,
                                           GError                 **error);
void              heddle_run_preview_free (HeddleRunPreview        *self);
gboolean          heddle_run_preview_ask  (const HeddleRunPreview  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleRunPreview, heddle_run_preview_free)

G_END_DECLS
