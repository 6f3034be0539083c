/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <graphene.h>

#include "editor/heddle-canvas-control.h"
#include "editor/heddle-spatial-index.h"
#include "graph/heddle-node-registry.h"
#include "graph/heddle-node.h"
#include "graph/heddle-workflow.h"
#include "runs/heddle-node-state.h"

G_BEGIN_DECLS

#define HEDDLE_CANVAS_GRID 20
#define HEDDLE_CANVAS_HEADER_HEIGHT 36
#define HEDDLE_CANVAS_PORT_HEIGHT 26
#define HEDDLE_CANVAS_FOOTER_HEIGHT 34
#define HEDDLE_CANVAS_LINE_HEIGHT 17
#define HEDDLE_CANVAS_NODE_RADIUS 12
#define HEDDLE_CANVAS_NODE_PADDING 10

/**
 * HeddleCanvasPort:
 * @name: what documents call it
 * @label: what people call it
 * @value: (nullable): a value that stands beside its label
 * @type: what it carries
 * @optional: whether the node runs without it
 * @output: whether it is an output
 * @n_links: how many links end there
 * @y: its middle, from the top of the node
 */
typedef struct
{
  char           *name;
  char           *label;
  char           *value;
  HeddlePortType  type;
  gboolean        optional;
  gboolean        output;
  guint           n_links;
  float           y;
} HeddleCanvasPort;

/**
 * HeddleCanvasNode:
 * @node: (nullable): the node of the document; %NULL for the workflow's inputs
 * @id: its id, or `inputs`
 * @type: (nullable): its type, if that is known
 * @title: what it is called
 * @summary: (nullable): what it is set to, in a line
 * @schema: (nullable): what can be set of it
 * @controls: (nullable) (element-type HeddleCanvasControl): what is set in the node itself
 * @icon_name: a symbolic icon
 * @ports: (element-type HeddleCanvasPort): inputs, then outputs
 * @n_inputs: how many of @ports are inputs
 * @links: (element-type HeddleCanvasLink): the links that begin or end here
 * @state: (nullable): what is known of it in the run that is shown
 * @bounds: where it is on the canvas
 * @order: its place among the nodes
 * @placed: whether it is shown elsewhere than the document has it
 * @room: how high it may be before it covers the node below; 0 where nothing is below
 * @summary_box: where the summary stands, from the node's top left, as all below; without a
 *   height where there is none
 * @controls_box: where all controls stand
 * @text_box: where the text of the last result stands, or why it failed
 * @preview_box: where pictures stand
 * @preview_columns: how many of them stand side by side
 * @progress_y: where the progress bar is; 0 where there is none
 * @footer_y: where the footer begins; 0 where there is none
 * @offer_box: where the button stands for what a person can do about it; without a height where there is
 *   none
 * @entry: its place in the model's index
 * @painting: (nullable): what a painter keeps of it, freed by @painting_free
 * @painting_free: see @painting
 *
 * A node as the canvas shows it: what stands in it, and where. A plain structure that belongs to
 * its [class@CanvasModel].
 */
typedef struct
{
  HeddleNode               *node;
  char                     *id;
  const HeddleNodeTypeInfo *type;
  char                     *title;
  char                     *summary;
  HeddleNodeSchema         *schema;
  GArray                   *controls;
  const char               *icon_name;
  GArray                   *ports;
  guint                     n_inputs;
  GPtrArray                *links;
  const HeddleNodeState    *state;
  graphene_rect_t           bounds;
  guint                     order;
  gboolean                  placed;
  float                     room;
  graphene_rect_t           summary_box;
  graphene_rect_t           controls_box;
  graphene_rect_t           text_box;
  graphene_rect_t           preview_box;
  guint                     preview_columns;
  float                     progress_y;
  float                     footer_y;
  graphene_rect_t           offer_box;
  HeddleSpatialEntry       *entry;
  gpointer                  painting;
  GDestroyNotify            painting_free;
} HeddleCanvasNode;

HeddleCanvasNode *heddle_canvas_node_new             (HeddleNode               *node,
                                                      HeddleNodeRegistry       *registry,
                                                      HeddleProviders          *providers);
HeddleCanvasNode *heddle_canvas_node_new_inputs      (HeddleWorkflow           *workflow);
void              heddle_canvas_node_free            (HeddleCanvasNode         *self);
void              heddle_canvas_node_refresh         (HeddleCanvasNode         *self,
                                                      HeddleNodeRegistry       *registry,
                                                      HeddleProviders          *providers,
                                                      HeddleWorkflow           *workflow);
void              heddle_canvas_node_drop_painting   (HeddleCanvasNode         *self);
HeddleCanvasPort *heddle_canvas_node_ensure_port     (HeddleCanvasNode         *self,
                                                      const char               *name,
                                                      gboolean                  output);
void              heddle_canvas_node_lay_out         (HeddleCanvasNode         *self);
void              heddle_canvas_node_get_port_point  (const HeddleCanvasNode   *self,
                                                      const HeddleCanvasPort   *port,
                                                      graphene_point_t         *point);
void              heddle_canvas_node_get_flow_point  (const HeddleCanvasNode   *self,
                                                      gboolean                  output,
                                                      graphene_point_t         *point);
int               heddle_canvas_node_get_main_type   (const HeddleCanvasNode   *self);
gboolean          heddle_canvas_node_is_dimmed       (const HeddleCanvasNode   *self);
gboolean          heddle_canvas_node_is_collapsed    (const HeddleCanvasNode   *self);
const char       *heddle_canvas_node_get_color       (const HeddleCanvasNode   *self);
HeddleNodeOffer   heddle_canvas_node_get_offer       (const HeddleCanvasNode   *self);
const char       *heddle_canvas_node_get_offer_label (const HeddleCanvasNode   *self);
char             *heddle_canvas_node_dup_status      (const HeddleCanvasNode   *self);
const char       *heddle_canvas_node_get_status_icon (const HeddleCanvasNode   *self);
const char       *heddle_canvas_node_get_text        (const HeddleCanvasNode   *self);
guint             heddle_canvas_node_count_controls  (const HeddleCanvasNode   *self);
HeddleCanvasControl *heddle_canvas_node_get_control  (const HeddleCanvasNode   *self,
                                                      guint                     nth);
HeddleCanvasControl *heddle_canvas_node_find_control (const HeddleCanvasNode   *self,
                                                      const char               *key);
char             *heddle_canvas_node_dup_description (const HeddleCanvasNode   *self);

G_END_DECLS
