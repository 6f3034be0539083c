/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "graph/heddle-edit.h"
#include "graph/heddle-history-change.h"
#include "graph/heddle-workflow.h"

G_BEGIN_DECLS

/**
 * HEDDLE_MAX_KEPT_STEPS:
 *
 * How many steps that can be undone are kept of a document, and how many that can be done again. While
 * it is open it has all of them.
 */
#define HEDDLE_MAX_KEPT_STEPS 500

/**
 * HeddleDocument:
 *
 * A workflow that is being edited: all changes go through it as edits that carry their inverse,
 * grouped into steps that undo and redo as one.
 */
#define HEDDLE_TYPE_DOCUMENT (heddle_document_get_type ())
G_DECLARE_FINAL_TYPE (HeddleDocument, heddle_document, HEDDLE, DOCUMENT, GObject)

HeddleDocument *heddle_document_new          (HeddleWorkflow  *workflow);
HeddleWorkflow *heddle_document_get_workflow (HeddleDocument  *self);
void            heddle_document_begin        (HeddleDocument  *self,
                                              const char      *label);
void            heddle_document_begin_part   (HeddleDocument  *self,
                                              const char      *label,
                                              const char      *key);
gboolean        heddle_document_apply        (HeddleDocument  *self,
                                              HeddleEdit      *edit,
                                              GError         **error);
void            heddle_document_end          (HeddleDocument  *self);
void            heddle_document_abandon      (HeddleDocument  *self);
gboolean        heddle_document_can_undo     (HeddleDocument  *self);
gboolean        heddle_document_can_redo     (HeddleDocument  *self);
const char     *heddle_document_get_undo_label (HeddleDocument *self);
const char     *heddle_document_get_redo_label (HeddleDocument *self);
gboolean        heddle_document_undo_removes  (HeddleDocument  *self,
                                               const char      *pipeline);
gboolean        heddle_document_redo_removes  (HeddleDocument  *self,
                                               const char      *pipeline);
void            heddle_document_undo         (HeddleDocument  *self);
void            heddle_document_redo         (HeddleDocument  *self);
gboolean        heddle_document_rename       (HeddleDocument  *self,
                                              const char      *name,
                                              GError         **error);
HeddleHistoryChange *heddle_document_take_history_change (HeddleDocument *self);
void            heddle_document_forget_kept_history (HeddleDocument *self);
gboolean        heddle_document_restore_history (HeddleDocument *self,
                                              GPtrArray       *steps,
                                              gint64           done,
                                              const char *const *made_up_ids,
                                              GError         **error);

G_END_DECLS
