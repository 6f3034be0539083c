/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-node.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "editor/heddle-node-summary.h"
#include "editor/heddle-port-label.h"

#define LEAST_WIDTH 180
#define USUAL_WIDTH 200
#define MOST_WIDTH 320
#define PREVIEW_WIDTH 240
#define BOX_HEIGHT 30
#define GAP 8
#define PORTS_PADDING 6
#define PREVIEW_HEIGHT 132
#define LARGE_PREVIEW_HEIGHT 220
#define LEAST_PREVIEW_HEIGHT 44
#define FAIR_PREVIEW_HEIGHT 80
#define PREVIEW_GAP 6
#define PROGRESS_HEIGHT 6
#define OFFER_HEIGHT 24
#define OFFER_PADDING 10
#define STATUS_ICON_ROOM 34

/* About how wide a letter is, so that thousands of nodes have a size before any text is laid out. */
#define TITLE_LETTER 7.8f
#define TEXT_LETTER 6.4f

static void
clear_port (gpointer data)
{
  HeddleCanvasPort *port = data;

  g_free (port->name);
  g_free (port->label);
  g_free (port->value);
}

static HeddleCanvasNode *
allocate (const char *id,
          const char *title,
          const char *icon_name)
{
  HeddleCanvasNode *self = g_new0 (HeddleCanvasNode, 1);

  self->id = g_strdup (id);
  self->title = g_strdup (title);
  self->icon_name = icon_name;
  self->ports = g_array_sized_new (FALSE, TRUE, sizeof (HeddleCanvasPort), 3);
  g_array_set_clear_func (self->ports, clear_port);
  self->links = g_ptr_array_sized_new (2);
  return self;
}

static void
add_port (HeddleCanvasNode *self,
          const char       *name,
          char             *label,
          HeddlePortType    type,
          gboolean          optional,
          gboolean          output)
{
  HeddleCanvasPort port = {
    .name = g_strdup (name),
    .label = label,
    .type = type,
    .optional = optional,
    .output = output,
  };

  if (output)
    {
      g_array_append_val (self->ports, port);
      return;
    }
  g_array_insert_val (self->ports, self->n_inputs, port);
  self->n_inputs++;
}

static void
add_ports (HeddleCanvasNode *self,
           GPtrArray        *ports,
           gboolean          output)
{
  for (guint i = 0; i < ports->len; i++)
    {
      const HeddlePort *port = ports->pdata[i];

      add_port (self, port->name, heddle_port_dup_label (self->type, port->name), port->type, port->optional,
                output);
    }
}

/* Files are not read here, so the columns of a table in a file are known by their links only. */
static void
add_all_ports (HeddleCanvasNode *self)
{
  g_autoptr (GPtrArray) inputs = NULL;
  g_autoptr (GPtrArray) outputs = NULL;
  HeddleNodeTypeInfo fixed;

  if (!heddle_node_type_list_ports (self->type, heddle_node_get_config (self->node), NULL, NULL, &inputs,
                                    &outputs, NULL))
    {
      fixed = *self->type;
      fixed.describe = NULL;
      heddle_node_type_list_ports (&fixed, NULL, NULL, NULL, &inputs, &outputs, NULL);
    }
  add_ports (self, inputs, FALSE);
  add_ports (self, outputs, TRUE);
}

/**
 * heddle_canvas_node_new:
 * @node: a node of the document
 * @registry: the node types that are known
 * @providers: (nullable): what knows models
 *
 * Returns: (transfer full): the node as the canvas shows it, without a layout yet
 */
HeddleCanvasNode *
heddle_canvas_node_new (HeddleNode         *node,
                        HeddleNodeRegistry *registry,
                        HeddleProviders    *providers)
{
  const char *type_id = heddle_node_get_node_type (node);
  const HeddleNodeTypeInfo *type = heddle_node_registry_lookup (registry, type_id);
  const char *name = heddle_node_get_name (node);
  JsonObject *config = heddle_node_get_config (node);
  HeddleCanvasNode *self;

  if (name == NULL || *name == '\0')
    name = type != NULL ? _(type->title) : type_id;
  self = allocate (heddle_node_get_id (node), name,
                   type != NULL ? type->icon_name : "dialog-question-symbolic");
  self->node = g_object_ref (node);
  self->type = type;
  if (type != NULL)
    {
      add_all_ports (self);
      self->summary = heddle_node_dup_summary (type, config);
      self->schema = heddle_node_schema_new (type, providers, config);
      self->controls = heddle_canvas_controls_new (self->schema, type, config);
    }
  else
    {
      self->summary = g_strdup_printf (_("Unknown step “%s”"), type_id);
    }
  return self;
}

static char *
dup_default (HeddleWorkflowInput *input)
{
  JsonNode *value = heddle_workflow_input_get_default (input);
  const char *text = value != NULL ? heddle_json_as_string (value) : NULL;

  if (value != NULL && heddle_json_is_number (value))
    return heddle_json_number_to_plain_string (json_node_get_double (value));
  return text != NULL && *text != '\0' ? g_strdup (text) : NULL;
}

/**
 * heddle_canvas_node_new_inputs:
 * @workflow: a workflow with inputs
 *
 * Returns: (transfer full): the pseudo-node whose outputs are the workflow's inputs
 */
HeddleCanvasNode *
heddle_canvas_node_new_inputs (HeddleWorkflow *workflow)
{
  HeddleCanvasNode *self = allocate (HEDDLE_INPUTS_NODE, _("Inputs"), "document-edit-symbolic");
  GListModel *inputs = heddle_workflow_get_inputs (workflow);
  JsonNode *position = heddle_element_get_member (HEDDLE_ELEMENT (workflow), "inputs_position");
  JsonObject *point = position != NULL && JSON_NODE_HOLDS_OBJECT (position) ? json_node_get_object (position)
                                                                            : NULL;

  for (guint i = 0; i < g_list_model_get_n_items (inputs); i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);
      const char *label = heddle_workflow_input_get_label (input);
      const char *key = heddle_workflow_input_get_key (input);

      add_port (self, key,
                label != NULL && *label != '\0' ? g_strdup (label) : heddle_port_dup_label (NULL, key),
                heddle_workflow_input_get_port_type (input), TRUE, TRUE);
      g_array_index (self->ports, HeddleCanvasPort, i).value = dup_default (input);
    }
  self->bounds.origin.x = (float) (point != NULL ? heddle_json_get_number (point, "x", 0) : 0);
  self->bounds.origin.y = (float) (point != NULL ? heddle_json_get_number (point, "y", 0) : 0);
  return self;
}

/**
 * heddle_canvas_node_refresh:
 * @self: a node
 * @registry: the node types that are known
 * @providers: (nullable): what knows models
 * @workflow: what it is part of
 *
 * Reads again what the document says of it. Its ports are those of its type; those that only its
 * links make, and how many links there are, are for the caller to add.
 */
void
heddle_canvas_node_refresh (HeddleCanvasNode   *self,
                            HeddleNodeRegistry *registry,
                            HeddleProviders    *providers,
                            HeddleWorkflow     *workflow)
{
  HeddleCanvasNode *fresh = self->node != NULL ? heddle_canvas_node_new (self->node, registry, providers)
                                               : heddle_canvas_node_new_inputs (workflow);

  g_free (self->title);
  g_free (self->summary);
  g_array_unref (self->ports);
  g_clear_pointer (&self->controls, g_array_unref);
  g_clear_object (&self->schema);
  self->title = g_steal_pointer (&fresh->title);
  self->summary = g_steal_pointer (&fresh->summary);
  self->controls = g_steal_pointer (&fresh->controls);
  self->schema = g_steal_pointer (&fresh->schema);
  self->ports = g_array_ref (fresh->ports);
  self->n_inputs = fresh->n_inputs;
  self->type = fresh->type;
  self->icon_name = fresh->icon_name;
  self->bounds.origin = fresh->bounds.origin;
  heddle_canvas_node_free (fresh);
  heddle_canvas_node_drop_painting (self);
}

/**
 * heddle_canvas_node_drop_painting:
 * @self: a node
 *
 * Forgets how it was painted, since it looks different now.
 */
void
heddle_canvas_node_drop_painting (HeddleCanvasNode *self)
{
  if (self->painting != NULL)
    self->painting_free (g_steal_pointer (&self->painting));
}

/**
 * heddle_canvas_node_free:
 * @self: (transfer full): a node that is in no index
 *
 * Frees it.
 */
void
heddle_canvas_node_free (HeddleCanvasNode *self)
{
  heddle_canvas_node_drop_painting (self);
  g_clear_object (&self->node);
  g_free (self->id);
  g_free (self->title);
  g_free (self->summary);
  g_array_unref (self->ports);
  g_ptr_array_unref (self->links);
  g_clear_pointer (&self->controls, g_array_unref);
  g_clear_object (&self->schema);
  g_free (self);
}

/**
 * heddle_canvas_node_ensure_port:
 * @self: a node
 * @name: what a link calls a port
 * @output: whether it is an output
 *
 * Finds a port. One that the node's type does not list is added, so that no link hangs loose: a
 * parameter that a link gives, or a port that is not known.
 *
 * Returns: (transfer none): the port, until another one is added
 */
HeddleCanvasPort *
heddle_canvas_node_ensure_port (HeddleCanvasNode *self,
                                const char       *name,
                                gboolean          output)
{
  HeddlePortType type = { HEDDLE_VALUE_ANY, FALSE };
  const HeddleParameterInfo *parameter;

  for (guint i = output ? self->n_inputs : 0; i < (output ? self->ports->len : self->n_inputs); i++)
    {
      HeddleCanvasPort *port = &g_array_index (self->ports, HeddleCanvasPort, i);

      if (g_str_equal (port->name, name))
        return port;
    }
  parameter = self->type != NULL && !output ? heddle_node_type_find_parameter (self->type, name) : NULL;
  if (parameter != NULL)
    heddle_parameter_get_port_type (parameter, &type);
  add_port (self, name, heddle_port_dup_label (self->type, name), type, TRUE, output);
  return &g_array_index (self->ports, HeddleCanvasPort, output ? self->ports->len - 1 : self->n_inputs - 1);
}

/**
 * heddle_canvas_node_get_text:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): the text that stands in it: why it failed, or what it gave
 *   last where that is no picture
 */
const char *
heddle_canvas_node_get_text (const HeddleCanvasNode *self)
{
  if (self->state == NULL)
    return NULL;
  if (self->state->phase == HEDDLE_NODE_FAILED && self->state->error != NULL)
    return self->state->error;
  return self->state->n_previews == 0 ? self->state->text : NULL;
}

static float
get_offer_width (const HeddleCanvasNode *self)
{
  const char *label = heddle_canvas_node_get_offer_label (self);

  return label == NULL ? 0 : TEXT_LETTER * (float) g_utf8_strlen (label, -1) + 2 * OFFER_PADDING;
}

/* The word that says how it is stands beside the button, whole. */
static float
get_footer_width (const HeddleCanvasNode *self)
{
  g_autofree char *status = NULL;

  if (heddle_canvas_node_get_offer (self) == HEDDLE_NODE_OFFER_NONE)
    return 0;
  status = heddle_canvas_node_dup_status (self);
  return STATUS_ICON_ROOM + TEXT_LETTER * (float) g_utf8_strlen (status, -1) + 2 * GAP + get_offer_width (self);
}

static gboolean
has_pair (const HeddleCanvasNode *self)
{
  for (guint i = 0; i < self->controls->len; i++)
    {
      if (heddle_canvas_node_get_control (self, i)->is_half)
        return TRUE;
    }
  return FALSE;
}

static float
get_width (const HeddleCanvasNode *self)
{
  double given = self->node != NULL ? heddle_node_get_width (self->node) : 0;
  gboolean previews = self->state != NULL && self->state->n_previews > 0;
  gboolean wide = previews || self->node == NULL || (self->controls != NULL && has_pair (self));
  float usual = wide ? PREVIEW_WIDTH : USUAL_WIDTH;
  float title = 84 + TITLE_LETTER * (float) g_utf8_strlen (self->title, -1);

  if (given > 0)
    return (float) CLAMP (given, LEAST_WIDTH, MOST_WIDTH);
  return CLAMP (MAX (title, get_footer_width (self)), usual, MOST_WIDTH);
}

/* Rows of ports, from the top of the node; a collapsed node's ports all lie on its header's edge. */
static float
lay_out_ports (HeddleCanvasNode *self,
               gboolean          collapsed)
{
  guint n_outputs = self->ports->len - self->n_inputs;
  guint rows = MAX (self->n_inputs, n_outputs);

  for (guint i = 0; i < self->ports->len; i++)
    {
      guint row = i < self->n_inputs ? i : i - self->n_inputs;

      g_array_index (self->ports, HeddleCanvasPort, i).y =
        collapsed ? HEDDLE_CANVAS_HEADER_HEIGHT / 2
                  : HEDDLE_CANVAS_HEADER_HEIGHT + PORTS_PADDING + ((float) row + 0.5f) * HEDDLE_CANVAS_PORT_HEIGHT;
    }
  return HEDDLE_CANVAS_HEADER_HEIGHT + PORTS_PADDING + (float) rows * HEDDLE_CANVAS_PORT_HEIGHT;
}

static float
place_box (graphene_rect_t *box,
           float            y,
           float            width,
           float            height)
{
  graphene_rect_init (box, HEDDLE_CANVAS_NODE_PADDING, y + GAP / 2, width - 2 * HEDDLE_CANVAS_NODE_PADDING,
                      height);
  return y + height + GAP;
}

static float
get_preview_room (const HeddleCanvasNode *self,
                  float                   y)
{
  return self->room > 0 ? self->room - y - 2 * GAP - HEDDLE_CANVAS_FOOTER_HEIGHT : LARGE_PREVIEW_HEIGHT;
}

/* Pictures keep their shape. They are as large as they may be without covering the node below. */
static float
lay_out_previews (HeddleCanvasNode *self,
                  float             y,
                  float             width)
{
  guint n = self->state->n_previews;
  float inner = width - 2 * HEDDLE_CANVAS_NODE_PADDING;
  float room = get_preview_room (self, y);
  gboolean square = n == HEDDLE_NODE_MAX_PREVIEWS && room >= LARGE_PREVIEW_HEIGHT;
  float height = square ? LARGE_PREVIEW_HEIGHT : PREVIEW_HEIGHT;
  float cell, tallest = 0;

  self->preview_columns = square ? 2 : n;
  cell = (inner - PREVIEW_GAP * (float) (self->preview_columns - 1)) / (float) self->preview_columns;
  for (guint i = 0; i < n; i++)
    {
      float ratio = (float) gdk_texture_get_height (self->state->previews[i]) /
                    (float) MAX (gdk_texture_get_width (self->state->previews[i]), 1);

      tallest = MAX (tallest, cell * ratio);
    }
  height = MIN (height, square ? 2 * tallest + PREVIEW_GAP : tallest);
  height = MAX (MIN (height, room), LEAST_PREVIEW_HEIGHT);
  return place_box (&self->preview_box, y, width, height);
}

static gboolean
is_input_linked (const HeddleCanvasNode *self,
                 const char             *name)
{
  for (guint i = 0; i < self->n_inputs; i++)
    {
      const HeddleCanvasPort *port = &g_array_index (self->ports, HeddleCanvasPort, i);

      if (port->n_links > 0 && g_str_equal (port->name, name))
        return TRUE;
    }
  return FALSE;
}

/* Where there is little room, pictures matter more than what they were made with. */
static float
lay_out_controls (HeddleCanvasNode *self,
                  float             y,
                  float             width,
                  gboolean          previews)
{
  float room = previews && self->room > 0 ? y + get_preview_room (self, y) - FAIR_PREVIEW_HEIGHT : 0;

  for (guint i = 0; i < heddle_canvas_node_count_controls (self); i++)
    {
      HeddleCanvasControl *control = heddle_canvas_node_get_control (self, i);

      control->is_linked = is_input_linked (self, control->info.key);
    }
  if (heddle_canvas_node_count_controls (self) > 0)
    return heddle_canvas_controls_lay_out (self->controls, y, width, previews && self->room > 0 ? MAX (room, 1) : 0,
                                           &self->controls_box);
  if (self->summary != NULL && !(previews && get_preview_room (self, y + BOX_HEIGHT + GAP) < FAIR_PREVIEW_HEIGHT))
    return place_box (&self->summary_box, y, width, BOX_HEIGHT);
  return y;
}

/**
 * heddle_canvas_node_lay_out:
 * @self: a node whose ports, state and room are known
 *
 * Works out how large it is and where its parts are. Its position is the document's.
 */
void
heddle_canvas_node_lay_out (HeddleCanvasNode *self)
{
  const HeddleNodeState *state = self->state;
  HeddleNodePhase phase = state != NULL ? state->phase : HEDDLE_NODE_IDLE;
  gboolean collapsed = heddle_canvas_node_is_collapsed (self);
  gboolean previews = state != NULL && state->n_previews > 0;
  gboolean footer = self->node != NULL && (phase != HEDDLE_NODE_IDLE || self->n_inputs > 0);
  const char *text = heddle_canvas_node_get_text (self);
  float width = get_width (self);
  float y = lay_out_ports (self, collapsed);

  if (self->node != NULL && !self->placed)
    graphene_point_init (&self->bounds.origin, (float) heddle_node_get_x (self->node),
                         (float) heddle_node_get_y (self->node));
  self->summary_box = self->text_box = self->preview_box = self->offer_box = *graphene_rect_zero ();
  self->controls_box = *graphene_rect_zero ();
  self->progress_y = self->footer_y = 0;
  self->bounds.size.width = width;
  if (collapsed)
    {
      self->bounds.size.height = HEDDLE_CANVAS_HEADER_HEIGHT;
      return;
    }

  y = lay_out_controls (self, y, width, previews);
  if (text != NULL && *text != '\0')
    y = place_box (&self->text_box, y, width,
                   (float) heddle_canvas_count_lines (text, width - 40, TEXT_LETTER) * HEDDLE_CANVAS_LINE_HEIGHT + 14);
  if (previews)
    y = lay_out_previews (self, y, width);
  if (phase == HEDDLE_NODE_RUNNING)
    {
      self->progress_y = y + GAP / 2;
      y += PROGRESS_HEIGHT + GAP;
    }
  y += y > HEDDLE_CANVAS_HEADER_HEIGHT + PORTS_PADDING ? GAP / 2 : 0;
  if (footer)
    {
      self->footer_y = y;
      if (heddle_canvas_node_get_offer (self) != HEDDLE_NODE_OFFER_NONE)
        graphene_rect_init (&self->offer_box, width - GAP - get_offer_width (self),
                            y + (HEDDLE_CANVAS_FOOTER_HEIGHT - OFFER_HEIGHT) / 2.f + 0.5f, get_offer_width (self),
                            OFFER_HEIGHT);
      y += HEDDLE_CANVAS_FOOTER_HEIGHT;
    }
  self->bounds.size.height = y;
}

/**
 * heddle_canvas_node_count_controls:
 * @self: a node
 *
 * Returns: how many controls it has, those included that there is no room for
 */
guint
heddle_canvas_node_count_controls (const HeddleCanvasNode *self)
{
  return self->controls != NULL ? self->controls->len : 0;
}

/**
 * heddle_canvas_node_get_control:
 * @self: a node
 * @nth: which of its controls
 *
 * Returns: (transfer none): that control
 */
HeddleCanvasControl *
heddle_canvas_node_get_control (const HeddleCanvasNode *self,
                                guint                   nth)
{
  return &g_array_index (self->controls, HeddleCanvasControl, nth);
}

/**
 * heddle_canvas_node_find_control:
 * @self: a node
 * @key: a parameter's key
 *
 * Returns: (transfer none) (nullable): the control of that parameter, if there is one to be seen
 */
HeddleCanvasControl *
heddle_canvas_node_find_control (const HeddleCanvasNode *self,
                                 const char             *key)
{
  for (guint i = 0; i < heddle_canvas_node_count_controls (self); i++)
    {
      HeddleCanvasControl *control = heddle_canvas_node_get_control (self, i);

      if (heddle_canvas_control_is_shown (control) && g_str_equal (control->info.key, key))
        return control;
    }
  return NULL;
}

/**
 * heddle_canvas_node_get_port_point:
 * @self: a node
 * @port: one of its ports
 * @point: (out caller-allocates): return location for the middle of the port, on the canvas
 *
 * Tells where a link ends.
 */
void
heddle_canvas_node_get_port_point (const HeddleCanvasNode *self,
                                   const HeddleCanvasPort *port,
                                   graphene_point_t       *point)
{
  graphene_point_init (point, self->bounds.origin.x + (port->output ? self->bounds.size.width : 0),
                       self->bounds.origin.y + port->y);
}

/**
 * heddle_canvas_node_get_flow_point:
 * @self: a node that has been laid out
 * @output: whether for links to what runs after it
 * @point: (out caller-allocates): return location for a point on the canvas
 *
 * Tells where links begin or end that only order nodes.
 */
void
heddle_canvas_node_get_flow_point (const HeddleCanvasNode *self,
                                   gboolean                output,
                                   graphene_point_t       *point)
{
  graphene_point_init (point, self->bounds.origin.x + (output ? self->bounds.size.width : 0),
                       self->bounds.origin.y + HEDDLE_CANVAS_HEADER_HEIGHT / 2);
}

/**
 * heddle_canvas_node_get_main_type:
 * @self: a node
 *
 * Returns: the [enum@ValueType] of what it gives first, which tints it; -1 where it gives nothing
 */
int
heddle_canvas_node_get_main_type (const HeddleCanvasNode *self)
{
  gboolean gives = self->node != NULL && self->ports->len > self->n_inputs &&
                   !(self->type != NULL && (self->type->flags & HEDDLE_NODE_OUTPUT));

  return gives ? (int) g_array_index (self->ports, HeddleCanvasPort, self->n_inputs).type.value : -1;
}

/**
 * heddle_canvas_node_is_dimmed:
 * @self: a node
 *
 * Returns: whether it is bypassed or muted, and so does nothing
 */
gboolean
heddle_canvas_node_is_dimmed (const HeddleCanvasNode *self)
{
  return self->node != NULL && (!heddle_node_get_enabled (self->node) || heddle_node_get_muted (self->node));
}

/**
 * heddle_canvas_node_is_collapsed:
 * @self: a node
 *
 * Returns: whether only its title is shown
 */
gboolean
heddle_canvas_node_is_collapsed (const HeddleCanvasNode *self)
{
  return self->node != NULL && heddle_node_get_collapsed (self->node);
}

/**
 * heddle_canvas_node_get_color:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): the color that it has of its own
 */
const char *
heddle_canvas_node_get_color (const HeddleCanvasNode *self)
{
  return self->node != NULL ? heddle_node_get_color (self->node) : NULL;
}

/**
 * heddle_canvas_node_get_offer:
 * @self: a node
 *
 * Returns: what a person can do about it
 */
HeddleNodeOffer
heddle_canvas_node_get_offer (const HeddleCanvasNode *self)
{
  return self->node != NULL && self->state != NULL && !heddle_canvas_node_is_dimmed (self) ? self->state->offer
                                                                                          : HEDDLE_NODE_OFFER_NONE;
}

/**
 * heddle_canvas_node_get_offer_label:
 * @self: a node
 *
 * Returns: (transfer none) (nullable): what a person can do about it, in a word; %NULL for nothing
 */
const char *
heddle_canvas_node_get_offer_label (const HeddleCanvasNode *self)
{
  switch (heddle_canvas_node_get_offer (self))
    {
    case HEDDLE_NODE_OFFER_ANSWER:
      return self->type != NULL && g_str_equal (self->type->id, "logic.pick") ? _("Pick…") : _("Approve…");
    case HEDDLE_NODE_OFFER_DECIDE:
      return _("Decide…");
    case HEDDLE_NODE_OFFER_RETRY:
      return _("Retry");
    case HEDDLE_NODE_OFFER_NONE:
    default:
      return NULL;
    }
}

static char *
dup_status (const HeddleCanvasNode *self,
            gboolean                spoken)
{
  g_autoptr (HeddleNodeState) idle = NULL;

  if (self->node != NULL && heddle_node_get_muted (self->node))
    return g_strdup (_("Muted"));
  if (self->node != NULL && !heddle_node_get_enabled (self->node))
    return g_strdup (_("Bypassed"));
  if (self->state != NULL)
    return spoken ? heddle_node_state_dup_spoken (self->state) : heddle_node_state_dup_summary (self->state);
  idle = heddle_node_state_new ();
  return heddle_node_state_dup_summary (idle);
}

/**
 * heddle_canvas_node_dup_status:
 * @self: a node
 *
 * Returns: (transfer full): how it is, in a word or three
 */
char *
heddle_canvas_node_dup_status (const HeddleCanvasNode *self)
{
  return dup_status (self, FALSE);
}

/**
 * heddle_canvas_node_get_status_icon:
 * @self: a node
 *
 * Returns: (nullable): the icon's name that goes with the words
 */
const char *
heddle_canvas_node_get_status_icon (const HeddleCanvasNode *self)
{
  if (heddle_canvas_node_is_dimmed (self))
    return heddle_node_get_muted (self->node) ? "action-unavailable-symbolic" : "media-skip-forward-symbolic";
  if (self->state == NULL)
    return NULL;
  if (self->state->earlier && self->state->phase == HEDDLE_NODE_DONE)
    return heddle_node_phase_get_icon_name (HEDDLE_NODE_CACHED);
  return heddle_node_phase_get_icon_name (self->state->phase);
}

/**
 * heddle_canvas_node_dup_description:
 * @self: a node
 *
 * Returns: (transfer full): the node in words, for whoever cannot see it: "Make Images, 3 of 4, 2 of
 *   3 inputs linked"
 */
char *
heddle_canvas_node_dup_description (const HeddleCanvasNode *self)
{
  g_autoptr (GString) text = g_string_new (self->title);
  g_autofree char *status = dup_status (self, TRUE);
  guint n_linked = 0;

  for (guint i = 0; i < self->n_inputs; i++)
    n_linked += g_array_index (self->ports, HeddleCanvasPort, i).n_links > 0;

  if (self->node != NULL && self->state != NULL && self->state->phase == HEDDLE_NODE_RUNNING &&
      self->state->n_total > 1)
    g_string_append_printf (text, ", %s", _("running"));
  if (self->node != NULL)
    g_string_append_printf (text, ", %s", status);
  if (self->n_inputs > 0)
    {
      g_string_append (text, ", ");
      g_string_append_printf (text,
                              g_dngettext (GETTEXT_PACKAGE, "%u of %u input linked", "%u of %u inputs linked",
                                           self->n_inputs),
                              n_linked, self->n_inputs);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
