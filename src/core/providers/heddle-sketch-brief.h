/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

#include "providers/heddle-sketch-color.h"

G_BEGIN_DECLS

/**
 * HeddleSketchScene:
 * @HEDDLE_SKETCH_SCENE_NONE: the prompt names nothing that Sketch knows
 * @HEDDLE_SKETCH_SCENE_PRODUCT: things on a plinth or a table
 * @HEDDLE_SKETCH_SCENE_LANDSCAPE: sky, horizon, land or sea
 * @HEDDLE_SKETCH_SCENE_FLAT_LAY: things seen from above
 * @HEDDLE_SKETCH_SCENE_FIGURE: people
 * @HEDDLE_SKETCH_SCENE_CITY: streets and buildings
 * @HEDDLE_SKETCH_SCENE_INTERIOR: a room
 * @HEDDLE_SKETCH_SCENE_PATTERN: a pattern from edge to edge
 * @HEDDLE_SKETCH_SCENE_POSTER: shapes and large type
 * @HEDDLE_SKETCH_SCENE_LOGO: a mark in the middle
 *
 * The families of composition.
 */
typedef enum
{
  HEDDLE_SKETCH_SCENE_NONE,
  HEDDLE_SKETCH_SCENE_PRODUCT,
  HEDDLE_SKETCH_SCENE_LANDSCAPE,
  HEDDLE_SKETCH_SCENE_FLAT_LAY,
  HEDDLE_SKETCH_SCENE_FIGURE,
  HEDDLE_SKETCH_SCENE_CITY,
  HEDDLE_SKETCH_SCENE_INTERIOR,
  HEDDLE_SKETCH_SCENE_PATTERN,
  HEDDLE_SKETCH_SCENE_POSTER,
  HEDDLE_SKETCH_SCENE_LOGO,
} HeddleSketchScene;

/**
 * HeddleSketchLand:
 * @HEDDLE_SKETCH_LAND_HILLS: rolling hills
 * @HEDDLE_SKETCH_LAND_MOUNTAINS: ranges with peaks
 * @HEDDLE_SKETCH_LAND_SEA: water, perhaps with a boat
 * @HEDDLE_SKETCH_LAND_DESERT: dunes
 * @HEDDLE_SKETCH_LAND_FOREST: rows of trees
 *
 * What lies below the horizon.
 */
typedef enum
{
  HEDDLE_SKETCH_LAND_HILLS,
  HEDDLE_SKETCH_LAND_MOUNTAINS,
  HEDDLE_SKETCH_LAND_SEA,
  HEDDLE_SKETCH_LAND_DESERT,
  HEDDLE_SKETCH_LAND_FOREST,
} HeddleSketchLand;

/**
 * HeddleSketchBrief:
 * @scene: the family of composition
 * @object: (nullable): the drawing of what the prompt is about
 * @prop: (nullable): a drawing of what lies beside it
 * @land: what a landscape shows
 * @mood: the name of a group of palettes, or %NULL
 * @title: the words to set in type, upper case, separated by spaces; may be empty
 * @topic: the same words as they were written, with the little words between them
 * @colors: colours that the prompt names for things
 * @n_colors: how many
 * @backdrop: a colour that the prompt names for what lies behind, if @has_backdrop
 * @has_backdrop: whether there is one
 * @count: 2 or 3 where several things are asked for, otherwise 0
 * @empty: whether only the place for a thing is asked for: “an empty plinth”
 * @night: whether it is dark
 * @water: whether there is water in a landscape
 * @woman: whether a figure is a woman's
 * @child: whether a figure is a child's
 * @lettering: whether type is wanted at all
 * @room: whether room for copy is wanted even without type
 * @light: −1 where light comes from the left, 1 from the right, 0 where the prompt does not say
 *
 * What Sketch understood of a prompt.
 */
typedef struct
{
  HeddleSketchScene scene;
  const char       *object;
  const char       *prop;
  HeddleSketchLand  land;
  const char       *mood;
  char             *title;
  char             *topic;
  HeddleSketchColor colors[4];
  guint             n_colors;
  HeddleSketchColor backdrop;
  gboolean          has_backdrop;
  guint             count;
  gboolean          empty;
  gboolean          night;
  gboolean          water;
  gboolean          woman;
  gboolean          child;
  gboolean          lettering;
  gboolean          room;
  int               light;
} HeddleSketchBrief;

HeddleSketchBrief *heddle_sketch_brief_new  (const char        *prompt,
                                             const char        *negative);
void               heddle_sketch_brief_free (HeddleSketchBrief *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleSketchBrief, heddle_sketch_brief_free)

G_END_DECLS
