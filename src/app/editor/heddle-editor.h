/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-canvas-pages.h"
#include "editor/heddle-open-workflow.h"
#include "widgets/heddle-breadth.h"

G_BEGIN_DECLS

/**
 * HeddleEditorSide:
 * @HEDDLE_EDITOR_SIDE_NONE: nothing
 * @HEDDLE_EDITOR_SIDE_STEPS: the steps that can be added
 * @HEDDLE_EDITOR_SIDE_OUTLINE: the page as a list
 *
 * What is shown beside the canvas, where it begins.
 */
typedef enum
{
  HEDDLE_EDITOR_SIDE_NONE,
  HEDDLE_EDITOR_SIDE_STEPS,
  HEDDLE_EDITOR_SIDE_OUTLINE,
} HeddleEditorSide;

/**
 * HeddleEditor:
 *
 * A tab's content: the pages of a workflow, and above them what keeps the workflow from running.
 */
#define HEDDLE_TYPE_EDITOR (heddle_editor_get_type ())
G_DECLARE_FINAL_TYPE (HeddleEditor, heddle_editor, HEDDLE, EDITOR, AdwBin)

HeddleEditor       *heddle_editor_new          (HeddleOpenWorkflow *workflow);
HeddleOpenWorkflow *heddle_editor_get_workflow (HeddleEditor       *self);
HeddleCanvas       *heddle_editor_get_canvas   (HeddleEditor       *self);
HeddleCanvasPages  *heddle_editor_get_pages    (HeddleEditor       *self);
void                heddle_editor_find        (HeddleEditor       *self);
gboolean            heddle_editor_is_writing  (HeddleEditor       *self);
void                heddle_editor_end_writing (HeddleEditor       *self);
void                heddle_editor_set_breadth  (HeddleEditor       *self,
                                                HeddleBreadth       breadth);
HeddleEditorSide    heddle_editor_get_side     (HeddleEditor       *self);
void                heddle_editor_set_side     (HeddleEditor       *self,
                                                HeddleEditorSide    side);
void                heddle_editor_enter_side   (HeddleEditor       *self,
                                                HeddleEditorSide    side);

G_END_DECLS
