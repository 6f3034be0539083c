/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-canvas-drag.h"
#include "editor/heddle-canvas-palette.h"
#include "editor/heddle-canvas-parts.h"
#include "editor/heddle-canvas-resize.h"
#include "editor/heddle-canvas-tiles.h"
#include "editor/heddle-canvas.h"
#include "editor/heddle-field-list.h"
#include "editor/heddle-frame-painter.h"
#include "editor/heddle-link-drag.h"
#include "editor/heddle-link-painter.h"
#include "editor/heddle-node-painter.h"
#include "editor/heddle-order-drag.h"
#include "editor/heddle-reroute-drag.h"

G_BEGIN_DECLS

/* Adds a link that is drawn, in canvas units. */
typedef void (*HeddleLooseFunc) (gpointer           link,
                                 HeddleLinkPainter *painter,
                                 GtkSnapshot       *snapshot);

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

struct _HeddleCanvas
{
  GtkWidget            parent_instance;

  HeddleOpenWorkflow  *workflow;
  HeddlePipeline      *pipeline;
  HeddleCanvasModel   *model;
  HeddleViewport      *viewport;
  GHashTable          *selected;
  GHashTable          *selected_areas;
  char                *selected_node;
  char                *selected_link;
  int                  selected_dot;
  char                *link_anchor;
  gboolean             show_minimap;

  HeddleCanvasPalette  palette;
  HeddleNodePainter   *nodes;
  HeddleLinkPainter   *links;
  HeddleFramePainter  *frames;
  HeddleCanvasTiles   *tiles;
  GdkTexture          *grid;
  double               grid_step;
  int                  grid_width;
  GPtrArray           *visible_nodes;
  GPtrArray           *visible_links;
  double               painted_zoom;
  guint                rest_source;
  guint                prepare_source;
  guint                update_source;
  gboolean             structure_stale;
  gboolean             moving;
  gboolean             zooming;
  guint                zoom_frames;
  gboolean             placed;
  gboolean             fitted;
  double               placed_x;
  double               placed_y;
  double               placed_zoom;

  double               pointer_x;
  double               pointer_y;
  HeddleCanvasLink    *hovered;
  char                *hovered_offer;
  char                *pressed_offer;
  HeddleControlPlace   hovered_control;
  HeddleControlPlace   pressed_control;
  HeddleControlPlace   focused_control;
  HeddleControlPlace   edited_control;
  HeddleField         *control_field;
  GtkWidget           *control_popover;
  HeddleFieldList     *control_list;
  gboolean             space_held;
  gboolean             panning;
  gboolean             press_forgotten;
  double               pan_x;
  double               pan_y;
  double               pinch_zoom;
  double               pinch_x;
  double               pinch_y;
  gboolean             rubbing;
  graphene_point_t     rubber_start;
  graphene_point_t     rubber_end;
  gboolean             rubber_toggles;
  GHashTable          *rubber_kept;
  GHashTable          *rubber_kept_areas;
  char                *held_node;
  char                *held_port;
  gboolean             held_output;
  HeddleLinkDrag      *linking;
  gboolean             linking_by_touch;
  char                *hint;
  char                *link_below;
  HeddleLinkCheck     *insertion_check;
  gboolean             goes_into;
  gboolean             dropping;
  GArray              *stroke;
  GHashTable          *crossed;
  char                *held_link;
  guint                held_dot;
  gboolean             held_dot_is_new;
  graphene_point_t     held_dot_place;
  HeddleRerouteDrag   *rerouting;
  char                *hovered_flow;
  char                *held_flow;
  HeddleOrderDrag     *ordering;
  GskRenderNode       *shaken;
  AdwAnimation        *shaking;
  double               shake_offset;
  int                  chosen_port;
  gboolean             choosing;
  gboolean             choosing_port;
  char                *choosing_order;
  HeddleLinkCheck     *order_check;
  gboolean             choosing_amid;
  graphene_point_t     choice_point;
  HeddleElement       *held_area;
  HeddleCanvasEdges    held_edges;
  HeddleCanvasEdges    hovered_edges;
  gboolean             alone_on_release;
  gboolean             edit_on_release;
  GtkGesture          *primary_drag;
  double               drag_home_x;
  double               drag_home_y;
  double               drag_begin_x;
  double               drag_begin_y;
  double               drag_x;
  double               drag_y;
  gboolean             drag_freely;
  guint                autoscroll_source;
  gint64               autoscroll_time;
  graphene_rect_t      held_home;
  graphene_rect_t      guides[2];
  gboolean             has_guide[2];
  HeddleCanvasDrag    *drag;
  HeddleCanvasResize  *resize;
  HeddleCanvasParts   *to_arrange;
  HeddleCanvasParts   *arranged;
  AdwAnimation        *arranging;
  GtkWidget           *menu;
  gboolean             menu_is_at_link;
  gboolean             has_menu_point;
  graphene_point_t     menu_point;
  GtkWidget           *text_entry;
  HeddleElement       *text_element;
  guint                text_source;
  guint                text_leave_source;
  guint                glide_source;
  gint64               glide_time;
  double               glide_x;
  double               glide_y;
  GPtrArray           *accessibles;
  GHashTable          *accessibles_by_id;
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
                                                  gboolean                touch,
                                                  HeddleCanvasNode      **node);
gboolean          heddle_canvas_hold_port        (HeddleCanvas           *self,
                                                  double                  x,
                                                  double                  y,
                                                  gboolean                touch);
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
