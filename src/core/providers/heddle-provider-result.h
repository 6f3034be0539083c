/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "base/heddle-money.h"
#include "graph/heddle-value.h"

G_BEGIN_DECLS

/**
 * HeddleProviderResult:
 *
 * What a provider answered: for each seed that was asked for either values or an error.
 */
#define HEDDLE_TYPE_PROVIDER_RESULT (heddle_provider_result_get_type ())
G_DECLARE_FINAL_TYPE (HeddleProviderResult, heddle_provider_result, HEDDLE, PROVIDER_RESULT, GObject)

HeddleProviderResult *heddle_provider_result_new         (guint                 n_seeds);
void                  heddle_provider_result_set_value   (HeddleProviderResult *self,
                                                          guint                 nth,
                                                          HeddleValue          *value,
                                                          HeddleMoney           cost);
void                  heddle_provider_result_set_error   (HeddleProviderResult *self,
                                                          guint                 nth,
                                                          const GError         *error,
                                                          HeddleMoney           cost);
void                  heddle_provider_result_set_remains (HeddleProviderResult *self,
                                                          guint                 nth,
                                                          const char           *sha256);
const char           *heddle_provider_result_get_remains (HeddleProviderResult *self,
                                                          guint                 nth);
void                  heddle_provider_result_add_warning (HeddleProviderResult *self,
                                                          const char           *warning);
guint                 heddle_provider_result_get_n       (HeddleProviderResult *self);
HeddleValue          *heddle_provider_result_get_value   (HeddleProviderResult *self,
                                                          guint                 nth);
const GError         *heddle_provider_result_get_error   (HeddleProviderResult *self,
                                                          guint                 nth);
HeddleMoney           heddle_provider_result_get_cost    (HeddleProviderResult *self,
                                                          guint                 nth);
GPtrArray            *heddle_provider_result_get_warnings (HeddleProviderResult *self);

G_END_DECLS
