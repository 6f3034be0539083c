/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <graphene.h>

#include "nodes/heddle-node-schema.h"

G_BEGIN_DECLS

/**
 * HeddleControlShape:
 * @HEDDLE_CONTROL_PARAGRAPH: a text of up to some lines
 * @HEDDLE_CONTROL_LINE: a label and a value
 * @HEDDLE_CONTROL_MENU: a value, of which another one can be chosen
 * @HEDDLE_CONTROL_STEPS: a number with buttons for less and more
 * @HEDDLE_CONTROL_SLIDER: a number between two others
 * @HEDDLE_CONTROL_SEED: a seed, which can be rolled and kept
 * @HEDDLE_CONTROL_SWITCH: on or off
 *
 * What a control looks like.
 */
typedef enum
{
  HEDDLE_CONTROL_PARAGRAPH,
  HEDDLE_CONTROL_LINE,
  HEDDLE_CONTROL_MENU,
  HEDDLE_CONTROL_STEPS,
  HEDDLE_CONTROL_SLIDER,
  HEDDLE_CONTROL_SEED,
  HEDDLE_CONTROL_SWITCH,
} HeddleControlShape;

/**
 * HeddleControlPart:
 * @HEDDLE_CONTROL_NONE: nothing
 * @HEDDLE_CONTROL_WHOLE: what is left of it beside its buttons, or all of it
 * @HEDDLE_CONTROL_LESS: the button for less
 * @HEDDLE_CONTROL_MORE: the button for more
 * @HEDDLE_CONTROL_DICE: the button that rolls a seed
 * @HEDDLE_CONTROL_LOCK: the button that keeps a seed
 * @HEDDLE_CONTROL_TRACK: what the knob of a slider moves along
 *
 * What of a control is pointed at.
 */
typedef enum
{
  HEDDLE_CONTROL_NONE,
  HEDDLE_CONTROL_WHOLE,
  HEDDLE_CONTROL_LESS,
  HEDDLE_CONTROL_MORE,
  HEDDLE_CONTROL_DICE,
  HEDDLE_CONTROL_LOCK,
  HEDDLE_CONTROL_TRACK,
} HeddleControlPart;

#define HEDDLE_CONTROL_N_PARTS (HEDDLE_CONTROL_TRACK + 1)

/**
 * HeddleCanvasControl:
 * @info: the parameter, as its node's schema has it
 * @shape: what it looks like
 * @value: (nullable): what it is set to, for people
 * @number: that as a number, where it is one
 * @on: whether it is on, or a seed is kept
 * @is_wrong: whether the value cannot be
 * @is_linked: whether a link gives the value
 * @is_half: whether another one stands beside it
 * @is_bare: whether it shows no label
 * @box: where it is in the node, before it is mirrored; without a height where it is not shown
 *
 * A parameter that can be set in the node itself.
 */
typedef struct
{
  HeddleParameterInfo info;
  HeddleControlShape  shape;
  char               *value;
  double              number;
  gboolean            on;
  gboolean            is_wrong;
  gboolean            is_linked;
  gboolean            is_half;
  gboolean            is_bare;
  graphene_rect_t     box;
} HeddleCanvasControl;

GArray            *heddle_canvas_controls_new           (HeddleNodeSchema          *schema,
                                                         const HeddleNodeTypeInfo  *type,
                                                         JsonObject                *config);
float              heddle_canvas_controls_lay_out       (GArray                    *controls,
                                                         float                      y,
                                                         float                      width,
                                                         float                      room,
                                                         graphene_rect_t           *area);
const char        *heddle_canvas_control_get_title      (const HeddleCanvasControl *self);
gboolean           heddle_canvas_control_is_shown       (const HeddleCanvasControl *self);
gboolean           heddle_canvas_control_is_editable    (const HeddleCanvasControl *self);
gboolean           heddle_canvas_control_get_part_box   (const HeddleCanvasControl *self,
                                                         HeddleControlPart          part,
                                                         graphene_rect_t           *box);
HeddleControlPart  heddle_canvas_control_find_part      (const HeddleCanvasControl *self,
                                                         float                      x,
                                                         float                      y,
                                                         float                     *distance);
double             heddle_canvas_control_get_fraction   (const HeddleCanvasControl *self);
char              *heddle_canvas_control_dup_label      (const HeddleCanvasControl *self,
                                                         HeddleControlPart          part);
guint              heddle_canvas_count_lines            (const char                *text,
                                                         float                      width,
                                                         float                      letter);

G_END_DECLS
