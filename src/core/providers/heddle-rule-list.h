/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HeddleRuleList:
 *
 * Words and patterns that a text is not to hold, by category. Immutable.
 */
#define HEDDLE_TYPE_RULE_LIST (heddle_rule_list_get_type ())
G_DECLARE_FINAL_TYPE (HeddleRuleList, heddle_rule_list, HEDDLE, RULE_LIST, GObject)

HeddleRuleList *heddle_rule_list_new             (const char      *path,
                                                  GError         **error);
const char     *heddle_rule_list_get_fingerprint (HeddleRuleList  *self);
JsonObject     *heddle_rule_list_score           (HeddleRuleList  *self,
                                                  const char      *text,
                                                  GError         **error);

G_END_DECLS
