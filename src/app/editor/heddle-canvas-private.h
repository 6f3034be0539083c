/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-canvas-drag.h"
#include "editor/heddle-canvas-gestures.h"
#include "editor/heddle-canvas-palette.h"
#include "editor/heddle-canvas-tiles.h"
#include "editor/heddle-canvas.h"
#include "editor/heddle-frame-painter.h"
#include "editor/heddle-link-painter.h"
#include "editor/heddle-node-painter.h"

G_BEGIN_DECLS

/* The toolbar lies over what is nearer to the edge. */
#define HEDDLE_CANVAS_REVEAL_MARGIN 60

/* Adds a link that is drawn, in canvas units. */
typedef void (*HeddleLooseFunc) (gpointer           link,
                                 HeddleLinkPainter *painter,
                                 GtkSnapshot       *snapshot);

/* What was shown last without a person's looking elsewhere: @fitted says that it was made to show everything. */
typedef struct
{
  gboolean known;
  gboolean fitted;
  double   x;
  double   y;
  double   zoom;
} HeddleCanvasPlace;

/* The dots that the ground is tiled with. */
typedef struct
{
  GdkTexture *tile;
  double      step;
  int         width;
} HeddleCanvasGrid;

struct _HeddleCanvas
{
  GtkWidget               parent_instance;

  HeddleOpenWorkflow     *workflow;
  HeddlePipeline         *pipeline;
  HeddleCanvasModel      *model;
  HeddleViewport         *viewport;
  GHashTable             *selected;
  GHashTable             *selected_areas;
  char                   *selected_node;
  char                   *selected_link;
  int                     selected_dot;
  char                   *link_anchor;
  gboolean                show_minimap;

  HeddleCanvasPalette     palette;
  HeddleNodePainter      *nodes;
  HeddleLinkPainter      *links;
  HeddleFramePainter     *frames;
  HeddleCanvasTiles      *tiles;
  HeddleCanvasGrid        grid;
  GPtrArray              *visible_nodes;
  GPtrArray              *visible_links;
  double                  painted_zoom;
  guint                   rest_source;
  guint                   prepare_source;
  guint                   update_source;
  gboolean                structure_stale;
  gboolean                moving;
  gboolean                zooming;
  guint                   zoom_frames;
  HeddleCanvasPlace       place;

  double                  pointer_x;
  double                  pointer_y;
  HeddleCanvasLink       *hovered;
  char                   *hovered_offer;
  HeddleCanvasEdges       hovered_edges;
  char                   *hint;
  HeddlePressGesture      press;
  HeddleMotion            motion;
  HeddleGuides            guides;
  HeddleCanvasDrag       *drag;
  HeddleCanvasResize     *resize;
  HeddleControlsGesture   controls;
  HeddlePanGesture        pan;
  HeddlePinchGesture      pinch;
  HeddleRubberGesture     rubber;
  HeddleLinkGesture       link;
  HeddleInsertionGesture  insertion;
  HeddleCuttingGesture    cutting;
  HeddleRerouteGesture    rerouting;
  HeddleOrderGesture      ordering;
  HeddleShaking           shaking;
  HeddleChoosing          choosing;
  HeddleArranging         arranging;
  HeddleMenuPlace         menu;
  HeddleWriting           text;

  GPtrArray              *accessibles;
  GHashTable             *accessibles_by_id;
};

HeddleDocument *heddle_canvas_get_document (HeddleCanvas *self);
HeddleNodeRegistry *heddle_canvas_get_registry (HeddleCanvas *self);
void heddle_canvas_snapshot          (GtkWidget        *widget,
                                      GtkSnapshot      *snapshot);
void heddle_canvas_drop_painters     (HeddleCanvas     *self);
void heddle_canvas_init_pointer      (HeddleCanvas     *self);
void heddle_canvas_init_tooltip      (HeddleCanvas     *self);
gboolean heddle_canvas_is_dragging   (HeddleCanvas     *self);
gboolean heddle_canvas_cancel_drag   (HeddleCanvas     *self);
void heddle_canvas_follow_pointer    (HeddleCanvas     *self);
void heddle_canvas_begin_rubber      (HeddleCanvas     *self,
                                      GdkModifierType   state);
void heddle_canvas_update_rubber     (HeddleCanvas     *self);
void heddle_canvas_stop_gliding      (HeddleCanvas     *self);
void heddle_canvas_class_init_edit   (GtkWidgetClass   *widget_class);
void heddle_canvas_class_init_keys   (GtkWidgetClass   *widget_class);
void heddle_canvas_init_keys         (HeddleCanvas     *self);
void heddle_canvas_init_accessible         (GtkAccessibleInterface *interface);
void heddle_canvas_update_accessibles      (HeddleCanvas           *self);
void heddle_canvas_update_accessible_node  (HeddleCanvas           *self,
                                            HeddleCanvasNode       *node);
void heddle_canvas_update_accessible_focus (HeddleCanvas           *self,
                                            gboolean                announce);
void heddle_canvas_set_room          (HeddleCanvas     *self,
                                      int               width,
                                      int               height);
void heddle_canvas_change_selection  (HeddleCanvas     *self,
                                      HeddleCanvasNode *node,
                                      gboolean          toggle,
                                      gboolean          extend);
void heddle_canvas_tell_selection    (HeddleCanvas     *self);
void heddle_canvas_set_selected_node (HeddleCanvas     *self,
                                      const char       *id);
void heddle_canvas_select_parts      (HeddleCanvas      *self,
                                      const char *const *ids,
                                      GPtrArray         *areas);
void heddle_canvas_clear_selection   (HeddleCanvas     *self);
void heddle_canvas_activate_selected (HeddleCanvas     *self);
void heddle_canvas_activate_problem  (HeddleCanvas     *self);
void heddle_canvas_activate_offer    (HeddleCanvas     *self,
                                      const char       *id);
HeddleCanvasNode *heddle_canvas_find_offer_at  (HeddleCanvas           *self,
                                                double                  x,
                                                double                  y);
void              heddle_canvas_hover_offer    (HeddleCanvas           *self,
                                                double                  x,
                                                double                  y);
void              heddle_canvas_leave_offer    (HeddleCanvas           *self);
gboolean          heddle_canvas_press_offer    (HeddleCanvas           *self,
                                                double                  x,
                                                double                  y);
void              heddle_canvas_release_offer  (HeddleCanvas           *self,
                                                double                  x,
                                                double                  y);
void              heddle_canvas_snapshot_offer (HeddleCanvas           *self,
                                                GtkSnapshot            *snapshot);
HeddleCanvasPort *heddle_canvas_find_port_at     (HeddleCanvas           *self,
                                                  double                  x,
                                                  double                  y,
                                                  HeddleCanvasNode      **node);
gboolean          heddle_canvas_hold_port        (HeddleCanvas           *self,
                                                  double                  x,
                                                  double                  y);
void              heddle_canvas_hold_link        (HeddleCanvas           *self,
                                                  const char             *node,
                                                  const char             *port,
                                                  gboolean                output,
                                                  gboolean                take_off);
void              heddle_canvas_begin_linking    (HeddleCanvas           *self);
void              heddle_canvas_link_to          (HeddleCanvas           *self,
                                                  double                  x,
                                                  double                  y);
void              heddle_canvas_end_linking      (HeddleCanvas           *self,
                                                  gboolean                drop);
void              heddle_canvas_follow_link      (HeddleCanvas           *self);
void              heddle_canvas_drop_link        (HeddleCanvas           *self);
void              heddle_canvas_tell_link_removed (HeddleCanvas          *self);
void              heddle_canvas_renew_link       (HeddleCanvas           *self);
void              heddle_canvas_snapshot_linking (HeddleCanvas           *self,
                                                  GtkSnapshot            *snapshot,
                                                  const graphene_point_t *offset,
                                                  double                  zoom);
void heddle_canvas_class_init_choosing           (GtkWidgetClass         *widget_class);
void              heddle_canvas_ask_step         (HeddleCanvas           *self,
                                                  double                  x,
                                                  double                  y);
void heddle_canvas_snapshot_chosen_port          (HeddleCanvas           *self,
                                                  GtkSnapshot            *snapshot);
void              heddle_canvas_begin_cutting    (HeddleCanvas           *self,
                                                  double                  x,
                                                  double                  y);
void              heddle_canvas_cut_to           (HeddleCanvas           *self,
                                                  double                  x,
                                                  double                  y);
gboolean          heddle_canvas_is_crossed       (HeddleCanvas           *self,
                                                  const HeddleCanvasLink *link);
void              heddle_canvas_cut_links        (HeddleCanvas           *self,
                                                  const char *const      *ids);
void              heddle_canvas_end_cutting      (HeddleCanvas           *self,
                                                  gboolean                cut);
void              heddle_canvas_snapshot_stroke  (HeddleCanvas           *self,
                                                  GtkSnapshot            *snapshot,
                                                  double                  zoom);
void heddle_canvas_class_init_cutting            (GtkWidgetClass         *widget_class);
void              heddle_canvas_shake            (HeddleCanvas           *self,
                                                  HeddleLooseFunc         func,
                                                  gpointer                link);
void              heddle_canvas_end_shaking      (HeddleCanvas           *self);
void              heddle_canvas_snapshot_shaken  (HeddleCanvas           *self,
                                                  GtkSnapshot            *snapshot);
void              heddle_canvas_aim_insertion    (HeddleCanvas           *self);
gboolean          heddle_canvas_goes_into        (HeddleCanvas           *self,
                                                  const HeddleCanvasLink *link);
void              heddle_canvas_snapshot_insertion (HeddleCanvas         *self,
                                                    GtkSnapshot          *snapshot);
void              heddle_canvas_drop_nodes       (HeddleCanvas           *self,
                                                  HeddleCanvasDrag       *drag);
void              heddle_canvas_forget_insertion (HeddleCanvas           *self);
char            **heddle_canvas_list_selected_nodes (HeddleCanvas        *self);
void              heddle_canvas_find_target      (HeddleCanvas           *self,
                                                  double                 *x,
                                                  double                 *y);
void              heddle_canvas_find_free_place  (HeddleCanvas           *self,
                                                  double                 *x,
                                                  double                 *y);
void              heddle_canvas_set_hint         (HeddleCanvas           *self,
                                                  const char             *hint);

G_END_DECLS
