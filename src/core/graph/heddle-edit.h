/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-element.h"
#include "graph/heddle-workflow.h"

G_BEGIN_DECLS

/**
 * HeddleEdit:
 *
 * One change to a document: a member of an element is set or taken away, an element is inserted or
 * removed. Applying it gives its inverse. Immutable and reference-counted; as JSON it goes into the
 * log of edits.
 */
typedef struct _HeddleEdit HeddleEdit;

#define HEDDLE_TYPE_EDIT (heddle_edit_get_type ())
GType       heddle_edit_get_type   (void);
HeddleEdit *heddle_edit_new_set    (HeddleElementKind   kind,
                                    const char         *pipeline,
                                    const char         *id,
                                    const char *const  *path,
                                    JsonNode           *value);
HeddleEdit *heddle_edit_new_insert (HeddleElementKind   kind,
                                    const char         *pipeline,
                                    guint               position,
                                    JsonNode           *element);
HeddleEdit *heddle_edit_new_remove (HeddleElementKind   kind,
                                    const char         *pipeline,
                                    const char         *id);
HeddleEdit *heddle_edit_new_move   (HeddleElementKind   kind,
                                    const char         *pipeline,
                                    const char         *id,
                                    guint               position);
HeddleEdit *heddle_edit_ref        (HeddleEdit         *self);
void        heddle_edit_unref      (HeddleEdit         *self);
gboolean    heddle_edit_is_set     (HeddleEdit         *self);
HeddleElementKind heddle_edit_get_kind (HeddleEdit     *self);
const char *heddle_edit_get_pipeline (HeddleEdit       *self);
const char *heddle_edit_get_id     (HeddleEdit         *self);
const char *heddle_edit_get_page   (HeddleEdit         *self);
GPtrArray  *heddle_edit_expand     (HeddleEdit         *self,
                                    HeddleWorkflow     *workflow);
HeddleEdit *heddle_edit_apply      (HeddleEdit         *self,
                                    HeddleWorkflow     *workflow,
                                    GError            **error);
JsonNode   *heddle_edit_to_json    (HeddleEdit         *self);
HeddleEdit *heddle_edit_from_json  (JsonNode           *json,
                                    GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleEdit, heddle_edit_unref)

G_END_DECLS
