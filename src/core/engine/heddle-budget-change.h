/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-budget-repository.h"
#include "store/heddle-library.h"

G_BEGIN_DECLS

#define HEDDLE_BUDGET_CHANGE_FORMAT "(usuubxsuu)"

/**
 * HeddleBudgetChangeKind:
 * @HEDDLE_BUDGET_CHANGE_SET: there is to be a budget, or another amount of it
 * @HEDDLE_BUDGET_CHANGE_REMOVE: there is not to be one any more
 * @HEDDLE_BUDGET_CHANGE_ASK: what may be spent without asking
 *
 * What is changed about money.
 */
typedef enum
{
  HEDDLE_BUDGET_CHANGE_SET,
  HEDDLE_BUDGET_CHANGE_REMOVE,
  HEDDLE_BUDGET_CHANGE_ASK,
} HeddleBudgetChangeKind;

/**
 * HeddleBudgetChange:
 * @kind: what is changed
 * @budget: (nullable): the budget that there is to be, with its project by name
 * @id: (nullable): the UUID, or the beginning of it, of the budget that is removed
 * @limit: what may be spent without asking; an unknown amount for anything
 *
 * What a person has said about money, here or in another process.
 */
typedef struct
{
  HeddleBudgetChangeKind  kind;
  HeddleBudgetRecord     *budget;
  char                   *id;
  HeddleMoney             limit;
} HeddleBudgetChange;

gboolean  heddle_budget_change_apply      (const HeddleBudgetChange  *self,
                                           HeddleLibrary             *library,
                                           GError                   **error);
GVariant *heddle_budget_change_to_variant (const HeddleBudgetChange  *self);
gboolean  heddle_budget_change_read       (HeddleBudgetChange        *self,
                                           GVariant                  *variant);
void      heddle_budget_change_clear      (HeddleBudgetChange        *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (HeddleBudgetChange, heddle_budget_change_clear)

G_END_DECLS
