/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "editor/heddle-open-workflow.h"
#include "graph/heddle-parameter.h"

G_BEGIN_DECLS

/**
 * HeddleField:
 *
 * One value of an open workflow that a person can edit: a parameter of a node, the default of an
 * input, a name. It knows what the value has to be like and changes it by edits that undo one
 * gesture at a time.
 */
#define HEDDLE_TYPE_FIELD (heddle_field_get_type ())
G_DECLARE_FINAL_TYPE (HeddleField, heddle_field, HEDDLE, FIELD, GObject)

HeddleField         *heddle_field_new_parameter  (HeddleOpenWorkflow         *workflow,
                                                  const char                 *node,
                                                  const HeddleParameterInfo  *info);
HeddleField         *heddle_field_new_member     (HeddleOpenWorkflow         *workflow,
                                                  const char                 *node,
                                                  const HeddleParameterInfo  *info);
HeddleField         *heddle_field_new_input      (HeddleOpenWorkflow         *workflow,
                                                  HeddleWorkflowInput        *input);
HeddleOpenWorkflow  *heddle_field_get_workflow   (HeddleField                *self);
const char          *heddle_field_get_node       (HeddleField                *self);
const char          *heddle_field_get_key        (HeddleField                *self);
HeddleParameterKind  heddle_field_get_kind       (HeddleField                *self);
const char          *heddle_field_get_title      (HeddleField                *self);
const char          *heddle_field_get_help       (HeddleField                *self);
const char          *heddle_field_get_example    (HeddleField                *self);
void                 heddle_field_set_example    (HeddleField                *self,
                                                  const char                 *example);
const char          *heddle_field_get_unit       (HeddleField                *self);
const char *const   *heddle_field_get_options    (HeddleField                *self);
gboolean             heddle_field_get_bounds     (HeddleField                *self,
                                                  double                     *minimum,
                                                  double                     *maximum);
double               heddle_field_get_step       (HeddleField                *self);
void                 heddle_field_set_step       (HeddleField                *self,
                                                  double                      step);
double               heddle_field_turn           (HeddleField                *self,
                                                  double                      number,
                                                  double                      steps);
gboolean             heddle_field_is_advanced    (HeddleField                *self);
void                 heddle_field_set_advanced   (HeddleField                *self,
                                                  gboolean                    advanced);
gboolean             heddle_field_is_fixed       (HeddleField                *self);
void                 heddle_field_set_fixed      (HeddleField                *self,
                                                  gboolean                    fixed);
gboolean             heddle_field_is_compact     (HeddleField                *self);
gboolean             heddle_field_is_joined      (HeddleField                *self);
gboolean             heddle_field_is_alike       (HeddleField                *self,
                                                  HeddleField                *other);
gboolean             heddle_field_is_same        (HeddleField                *self,
                                                  HeddleField                *other);
JsonNode            *heddle_field_get_fallback   (HeddleField                *self);
JsonNode            *heddle_field_get_value      (HeddleField                *self);
gboolean             heddle_field_is_changed     (HeddleField                *self);
gboolean             heddle_field_check          (HeddleField                *self,
                                                  JsonNode                   *value,
                                                  GError                    **error);
gboolean             heddle_field_set            (HeddleField                *self,
                                                  JsonNode                   *value,
                                                  GError                    **error);
gboolean             heddle_field_set_instead    (HeddleField                *self,
                                                  JsonNode                   *value,
                                                  const char                 *other,
                                                  GError                    **error);
void                 heddle_field_hold           (HeddleField                *self);
void                 heddle_field_settle         (HeddleField                *self);

G_END_DECLS
