/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-canvas-control.h"
#include "editor/heddle-canvas-parts.h"
#include "editor/heddle-canvas-resize.h"
#include "editor/heddle-field-list.h"
#include "editor/heddle-link-drag.h"
#include "editor/heddle-order-drag.h"
#include "editor/heddle-reroute-drag.h"

G_BEGIN_DECLS

/* What each gesture on a canvas knows while it lasts. Places are in pixels of the widget, unless they are points. */

/**
 * HeddleControlPlace:
 * @node: (nullable): a node's id; %NULL for none
 * @key: (nullable): a parameter's key
 * @part: a part of its control
 */
typedef struct
{
  char              *node;
  char              *key;
  HeddleControlPart  part;
} HeddleControlPlace;

/* Setting a node in itself: @field, @popover and @list are of what is edited. */
typedef struct
{
  HeddleControlPlace  hovered;
  HeddleControlPlace  pressed;
  HeddleControlPlace  focused;
  HeddleControlPlace  edited;
  HeddleField        *field;
  GtkWidget          *popover;
  HeddleFieldList    *list;
} HeddleControlsGesture;

/* What was pressed, before it is known whether it is dragged. */
typedef struct
{
  GtkGesture        *gesture;
  char              *node;
  HeddleElement     *area;
  HeddleCanvasEdges  edges;
  char              *offer;
  gboolean           by_finger;
  gboolean           forgotten;
  gboolean           on_release;
  gboolean           alone_on_release;
  gboolean           edit_on_release;
} HeddlePressGesture;

/* How far what is dragged has come, and the canvas along with it near its edge. */
typedef struct
{
  double    home_x;
  double    home_y;
  double    begin_x;
  double    begin_y;
  double    x;
  double    y;
  gboolean  freely;
  guint     scroll_source;
  gint64    scroll_time;
} HeddleMotion;

/* The lines that what is dragged is aligned with. */
typedef struct
{
  graphene_rect_t home;
  graphene_rect_t lines[2];
  gboolean        shown[2];
} HeddleGuides;

/* Moving the view, which glides on for a while. */
typedef struct
{
  gboolean  space_held;
  gboolean  active;
  double    x;
  double    y;
  guint     glide_source;
  gint64    glide_time;
  double    glide_x;
  double    glide_y;
} HeddlePanGesture;

/* Zooming with two fingers: how it was when it began. */
typedef struct
{
  double zoom;
  double x;
  double y;
} HeddlePinchGesture;

/* The rubber band, and what was selected before it. */
typedef struct
{
  gboolean          active;
  graphene_point_t  start;
  graphene_point_t  end;
  gboolean          toggles;
  GHashTable       *kept;
  GHashTable       *kept_areas;
} HeddleRubberGesture;

/* Drawing a link from a port. */
typedef struct
{
  char           *port;
  gboolean        output;
  HeddleLinkDrag *drag;
} HeddleLinkGesture;

/* Putting a step into a link that it is held over. */
typedef struct
{
  char            *link;
  HeddleLinkCheck *check;
  gboolean         fits;
  gboolean         dropping;
} HeddleInsertionGesture;

/* Cutting links by a stroke. */
typedef struct
{
  GArray     *stroke;
  GHashTable *crossed;
} HeddleCuttingGesture;

/* Leading a link through a dot. */
typedef struct
{
  char              *link;
  guint              dot;
  gboolean           is_new;
  graphene_point_t   place;
  graphene_point_t   offset;
  HeddleRerouteDrag *drag;
} HeddleRerouteGesture;

/* Having one step run after another. */
typedef struct
{
  char            *hovered;
  char            *held;
  HeddleOrderDrag *drag;
} HeddleOrderGesture;

/* A link that was refused shakes. */
typedef struct
{
  GskRenderNode *link;
  AdwAnimation  *animation;
  double         offset;
} HeddleShaking;

/* Choosing what to link with the keyboard, or what to add where a link was let go. */
typedef struct
{
  gboolean          active;
  int               port;
  gboolean          is_port;
  char             *order;
  HeddleLinkCheck  *check;
  gboolean          is_amid;
  graphene_point_t  point;
} HeddleChoosing;

/* Parts on their way to where they were arranged. */
typedef struct
{
  HeddleCanvasParts *wanted;
  HeddleCanvasParts *parts;
  AdwAnimation      *animation;
} HeddleArranging;

/* The menu, and what it was opened at. */
typedef struct
{
  GtkWidget        *popover;
  gboolean          is_at_link;
  gboolean          has_point;
  graphene_point_t  point;
} HeddleMenuPlace;

/* Writing on the canvas itself. */
typedef struct
{
  GtkWidget     *entry;
  HeddleElement *element;
  guint          source;
  guint          leave_source;
} HeddleWriting;

G_END_DECLS
