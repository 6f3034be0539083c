/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-arrange.h"
#include "editor/heddle-canvas-autoscroll.h"
#include "editor/heddle-canvas-controls.h"
#include "editor/heddle-canvas-link-selection.h"
#include "editor/heddle-canvas-menu.h"
#include "editor/heddle-canvas-navigation.h"
#include "editor/heddle-canvas-private.h"
#include "editor/heddle-canvas-rerouting.h"
#include "editor/heddle-canvas-selection.h"
#include "editor/heddle-canvas-state.h"
#include "editor/heddle-canvas-text-entry.h"

/* So long after the last change the view is at rest, in milliseconds. */
#define REST 150

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleCanvas, heddle_canvas, GTK_TYPE_WIDGET,
                               G_IMPLEMENT_INTERFACE (GTK_TYPE_ACCESSIBLE, heddle_canvas_init_accessible))

typedef enum
{
  PROP_SELECTED_NODE = 1,
  PROP_ZOOM,
  PROP_SHOW_MINIMAP,
  PROP_HINT,
} HeddleCanvasProperty;

enum
{
  SELECTION_CHANGED,
  NODE_ACTIVATED,
  PROBLEM_ACTIVATED,
  OFFER_ACTIVATED,
  VIEW_CHANGED,
  CHOICE_REQUESTED,
  CHOICE_CHANGED,
  CONDITION_REQUESTED,
  N_SIGNALS,
};

static GParamSpec *properties[PROP_HINT + 1];
static guint signals[N_SIGNALS];

static gboolean
rest_cb (gpointer data)
{
  HeddleCanvas *self = data;

  self->rest_source = 0;
  self->moving = FALSE;
  self->zooming = FALSE;
  if (self->nodes != NULL)
    heddle_node_painter_drop_pictures (self->nodes);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  return G_SOURCE_REMOVE;
}

static void
viewport_changed_cb (HeddleCanvas *self)
{
  double zoom = heddle_viewport_get_zoom (self->viewport);

  if (gtk_widget_get_mapped (GTK_WIDGET (self)) && self->nodes != NULL)
    {
      self->moving = TRUE;
      self->zooming |= zoom != self->painted_zoom;
      g_clear_handle_id (&self->rest_source, g_source_remove);
      self->rest_source = g_timeout_add (REST, rest_cb, self);
    }
  heddle_canvas_place_text_entry (self);
  heddle_canvas_place_control_editor (self);
  heddle_canvas_follow_link (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
  if (zoom != self->painted_zoom)
    {
      self->painted_zoom = zoom;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ZOOM]);
    }
  g_signal_emit (self, signals[VIEW_CHANGED], 0);
}

static void
update_content (HeddleCanvas *self)
{
  graphene_rect_t bounds;
  gboolean any = heddle_canvas_model_get_bounds (self->model, &bounds);

  heddle_viewport_set_content (self->viewport, any ? &bounds : NULL);
  if (self->frames != NULL)
    heddle_frame_painter_invalidate (self->frames);
  if (self->tiles != NULL)
    heddle_canvas_tiles_invalidate (self->tiles);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_tell_selection:
 * @self: a canvas
 *
 * Tells that something else is selected now.
 */
void
heddle_canvas_tell_selection (HeddleCanvas *self)
{
  gtk_widget_queue_draw (GTK_WIDGET (self));
  heddle_canvas_update_accessible_focus (self, TRUE);
  g_signal_emit (self, signals[SELECTION_CHANGED], 0);
}

static void
forget_missing (HeddleCanvas *self)
{
  GHashTableIter iter;
  gpointer id;

  self->hovered = NULL;
  heddle_canvas_renew_link (self);
  heddle_canvas_forget_link (self);
  g_hash_table_iter_init (&iter, self->selected);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    {
      if (heddle_canvas_model_lookup (self->model, id) == NULL)
        g_hash_table_iter_remove (&iter);
    }
}

static void
update_label (HeddleCanvas *self)
{
  guint n = heddle_canvas_model_get_nodes (self->model)->len;
  g_autofree char *label =
    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Workflow, %u node", "Workflow, %u nodes", n), n);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
}

/**
 * heddle_canvas_set_selected_node:
 * @self: a canvas
 * @id: (nullable): the id of the node that was selected last
 *
 * Remembers what keys begin at, and what the inspector shows.
 */
void
heddle_canvas_set_selected_node (HeddleCanvas *self,
                                 const char   *id)
{
  if (!g_set_str (&self->selected_node, id))
    return;
  self->choosing.port = -1;
  heddle_canvas_leave_controls (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SELECTED_NODE]);
}

static void
update_structure (HeddleCanvas *self)
{
  guint before = g_hash_table_size (self->selected);

  forget_missing (self);
  heddle_canvas_forget_areas (self);
  update_label (self);
  heddle_canvas_update_accessibles (self);
  if (g_hash_table_size (self->selected) == before)
    return;
  if (self->selected_node != NULL && !g_hash_table_contains (self->selected, self->selected_node))
    heddle_canvas_set_selected_node (self, NULL);
  heddle_canvas_tell_selection (self);
}

static gboolean
update_cb (gpointer data)
{
  HeddleCanvas *self = data;

  self->update_source = 0;
  update_content (self);
  if (self->structure_stale)
    update_structure (self);
  self->structure_stale = FALSE;
  heddle_canvas_refresh_control_editor (self);
  return G_SOURCE_REMOVE;
}

/* A thousand changes in a row are one for whoever looks at them: what each would cost by the size of the
 * workflow is done once, before anything is drawn.
 */
static void
queue_update (HeddleCanvas *self,
              gboolean      structure)
{
  self->structure_stale |= structure;
  if (self->update_source == 0)
    self->update_source = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/* The link that the pointer is over may be gone by then. */
static void
structure_changed_cb (HeddleCanvas *self)
{
  self->hovered = NULL;
  queue_update (self, TRUE);
}

static void
model_changed_cb (HeddleCanvas     *self,
                  HeddleCanvasNode *node)
{
  self->hovered = NULL;
  queue_update (self, FALSE);
  heddle_canvas_update_accessible_node (self, node);
  if (node == NULL && heddle_canvas_forget_areas (self))
    heddle_canvas_tell_selection (self);
}

static void
heddle_canvas_size_allocate (GtkWidget *widget,
                             int        width,
                             int        height,
                             int        baseline)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);

  if (width <= 0 || height <= 0)
    return;
  heddle_canvas_set_room (self, width, height);
  heddle_canvas_allocate_text_entry (self);
  heddle_canvas_present_menu (self);
  heddle_canvas_present_control_editor (self);
}

static void
heddle_canvas_css_changed (GtkWidget         *widget,
                           GtkCssStyleChange *change)
{
  GTK_WIDGET_CLASS (heddle_canvas_parent_class)->css_changed (widget, change);
  heddle_canvas_drop_painters (HEDDLE_CANVAS (widget));
  gtk_widget_queue_draw (widget);
}

static void
heddle_canvas_system_setting_changed (GtkWidget        *widget,
                                      GtkSystemSetting  setting)
{
  GTK_WIDGET_CLASS (heddle_canvas_parent_class)->system_setting_changed (widget, setting);
  heddle_canvas_drop_painters (HEDDLE_CANVAS (widget));
  gtk_widget_queue_draw (widget);
}

static void
style_changed_cb (HeddleCanvas *self)
{
  heddle_canvas_drop_painters (self);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

static void
heddle_canvas_get_property (GObject    *object,
                            guint       id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  HeddleCanvas *self = HEDDLE_CANVAS (object);

  switch ((HeddleCanvasProperty) id)
    {
    case PROP_SELECTED_NODE:
      g_value_set_string (value, self->selected_node);
      break;
    case PROP_ZOOM:
      g_value_set_double (value, heddle_canvas_get_zoom (self));
      break;
    case PROP_SHOW_MINIMAP:
      g_value_set_boolean (value, self->show_minimap);
      break;
    case PROP_HINT:
      g_value_set_string (value, self->hint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_canvas_set_property (GObject      *object,
                            guint         id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  HeddleCanvas *self = HEDDLE_CANVAS (object);

  switch ((HeddleCanvasProperty) id)
    {
    case PROP_ZOOM:
      heddle_canvas_set_zoom (self, g_value_get_double (value));
      break;
    case PROP_SHOW_MINIMAP:
      heddle_canvas_set_show_minimap (self, g_value_get_boolean (value));
      break;
    case PROP_SELECTED_NODE:
      heddle_canvas_select_node (self, g_value_get_string (value));
      break;
    case PROP_HINT:
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

/**
 * heddle_canvas_get_document:
 * @self: a canvas
 *
 * Returns: (transfer none): what edits go through
 */
HeddleDocument *
heddle_canvas_get_document (HeddleCanvas *self)
{
  return heddle_open_workflow_get_document (self->workflow);
}

/**
 * heddle_canvas_get_pipeline:
 * @self: a canvas
 *
 * Returns: (transfer none): the pipeline that it shows
 */
HeddlePipeline *
heddle_canvas_get_pipeline (HeddleCanvas *self)
{
  return self->pipeline;
}

/**
 * heddle_canvas_get_registry:
 * @self: a canvas
 *
 * Returns: (transfer none): the node types that are known
 */
HeddleNodeRegistry *
heddle_canvas_get_registry (HeddleCanvas *self)
{
  return heddle_engine_get_registry (heddle_session_get_engine (heddle_open_workflow_get_session (self->workflow)));
}

static void
heddle_canvas_dispose (GObject *object)
{
  HeddleCanvas *self = HEDDLE_CANVAS (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  heddle_canvas_stop_gliding (self);
  heddle_canvas_end_autoscroll (self);
  g_clear_pointer (&self->drag, heddle_canvas_drag_free);
  g_clear_pointer (&self->link.drag, heddle_link_drag_free);
  g_clear_pointer (&self->rerouting.drag, heddle_reroute_drag_free);
  g_clear_pointer (&self->ordering.drag, heddle_order_drag_free);
  g_clear_pointer (&self->choosing.check, heddle_link_check_free);
  g_clear_pointer (&self->insertion.check, heddle_link_check_free);
  heddle_canvas_end_shaking (self);
  g_clear_pointer (&self->resize, heddle_canvas_resize_free);
  g_clear_object (&self->press.area);
  heddle_canvas_drop_text_entry (self);
  heddle_canvas_drop_control_editor (self);
  heddle_canvas_settle_control (self);
  heddle_canvas_end_arranging (self);
  g_clear_pointer (&self->arranging.wanted, heddle_canvas_parts_free);
  g_clear_pointer (&self->menu.popover, gtk_widget_unparent);
  /* What was put back where it was has the canvas updated, which is not there any more by then. */
  g_clear_handle_id (&self->update_source, g_source_remove);
  heddle_canvas_drop_painters (self);
  g_clear_pointer (&self->accessibles_by_id, g_hash_table_unref);
  g_clear_pointer (&self->accessibles, g_ptr_array_unref);
  g_clear_object (&self->model);
  g_clear_object (&self->viewport);
  g_clear_object (&self->pipeline);
  g_clear_object (&self->workflow);

  G_OBJECT_CLASS (heddle_canvas_parent_class)->dispose (object);
}

static void
clear_place (HeddleControlPlace *place)
{
  g_free (place->node);
  g_free (place->key);
}

static void
heddle_canvas_finalize (GObject *object)
{
  HeddleCanvas *self = HEDDLE_CANVAS (object);

  g_clear_pointer (&self->selected, g_hash_table_unref);
  g_clear_pointer (&self->selected_areas, g_hash_table_unref);
  g_clear_pointer (&self->selected_link, g_free);
  g_clear_pointer (&self->link_anchor, g_free);
  g_clear_pointer (&self->cutting.stroke, g_array_unref);
  g_clear_pointer (&self->cutting.crossed, g_hash_table_unref);
  g_clear_pointer (&self->rerouting.link, g_free);
  g_clear_pointer (&self->ordering.held, g_free);
  g_clear_pointer (&self->ordering.hovered, g_free);
  g_clear_pointer (&self->choosing.order, g_free);
  g_clear_pointer (&self->rubber.kept, g_hash_table_unref);
  g_clear_pointer (&self->rubber.kept_areas, g_hash_table_unref);
  g_clear_pointer (&self->selected_node, g_free);
  g_clear_pointer (&self->hovered_offer, g_free);
  g_clear_pointer (&self->press.offer, g_free);
  clear_place (&self->controls.hovered);
  clear_place (&self->controls.pressed);
  clear_place (&self->controls.focused);
  clear_place (&self->controls.edited);
  g_clear_pointer (&self->press.node, g_free);
  g_clear_pointer (&self->link.port, g_free);
  g_clear_pointer (&self->hint, g_free);
  g_clear_pointer (&self->insertion.link, g_free);
  g_clear_pointer (&self->visible_nodes, g_ptr_array_unref);
  g_clear_pointer (&self->visible_links, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_canvas_parent_class)->finalize (object);
}

static void
define_properties (GObjectClass *object_class)
{
  /**
   * HeddleCanvas:selected-node:
   *
   * The id of the node that was selected last; %NULL where none is.
   */
  properties[PROP_SELECTED_NODE] =
    g_param_spec_string ("selected-node", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleCanvas:zoom:
   *
   * How large the canvas is shown, 1 for 100 %.
   */
  properties[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, 0, HEDDLE_VIEWPORT_MAX_ZOOM, 1,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleCanvas:show-minimap:
   *
   * Whether a map of the whole workflow is wanted.
   */
  properties[PROP_SHOW_MINIMAP] =
    g_param_spec_boolean ("show-minimap", NULL, NULL, TRUE,
                          G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleCanvas:hint:
   *
   * What is said beside the pointer while something is dragged; notified whenever the pointer moves, too.
   */
  properties[PROP_HINT] = g_param_spec_string ("hint", NULL, NULL, NULL,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
define_signals (HeddleCanvasClass *klass)
{
  /**
   * HeddleCanvas::selection-changed:
   * @self: a canvas
   *
   * Other nodes are selected now: see [method@Canvas.dup_selection].
   */
  signals[SELECTION_CHANGED] = g_signal_new ("selection-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                             0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeddleCanvas::node-activated:
   * @self: a canvas
   * @id: the node's id
   *
   * A node was double-clicked, or Enter was pressed on it.
   */
  signals[NODE_ACTIVATED] = g_signal_new ("node-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * HeddleCanvas::problem-activated:
   * @self: a canvas
   * @id: the node's id
   *
   * The footer of a node that has failed was clicked, or E pressed on it.
   */
  signals[PROBLEM_ACTIVATED] = g_signal_new ("problem-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                             NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  /**
   * HeddleCanvas::offer-activated:
   * @self: a canvas
   * @id: the node's id
   * @offer: a [enum@NodeOffer]
   *
   * The button in the footer of a node was clicked, or R pressed on the node.
   */
  signals[OFFER_ACTIVATED] = g_signal_new ("offer-activated", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 2, G_TYPE_STRING, G_TYPE_INT);

  /**
   * HeddleCanvas::view-changed:
   * @self: a canvas
   *
   * Another part of the canvas is shown, or another size of it.
   */
  signals[VIEW_CHANGED] = g_signal_new ("view-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                        NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeddleCanvas::choice-requested:
   * @self: a canvas
   *
   * A step is to be added, or a port linked, and a person has to say which.
   */
  signals[CHOICE_REQUESTED] = g_signal_new ("choice-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                            NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeddleCanvas::choice-changed:
   * @self: a canvas
   * @possible: whether there is still something to choose
   *
   * The workflow has changed while a person is asked for a choice: what can be chosen may be something else.
   */
  signals[CHOICE_CHANGED] = g_signal_new ("choice-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 1, G_TYPE_BOOLEAN);

  /**
   * HeddleCanvas::condition-requested:
   * @self: a canvas
   * @link: the id of a link
   *
   * A link is to get a condition, or another one, and a person has to say which.
   */
  signals[CONDITION_REQUESTED] = g_signal_new ("condition-requested", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                               NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
heddle_canvas_class_init (HeddleCanvasClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heddle_canvas_get_property;
  object_class->set_property = heddle_canvas_set_property;
  object_class->dispose = heddle_canvas_dispose;
  object_class->finalize = heddle_canvas_finalize;
  widget_class->size_allocate = heddle_canvas_size_allocate;
  widget_class->snapshot = heddle_canvas_snapshot;
  widget_class->css_changed = heddle_canvas_css_changed;
  widget_class->system_setting_changed = heddle_canvas_system_setting_changed;

  define_properties (object_class);
  define_signals (klass);
  heddle_canvas_class_init_keys (widget_class);
  heddle_canvas_class_init_edit (widget_class);
  heddle_canvas_class_init_choosing (widget_class);
  heddle_canvas_class_init_cutting (widget_class);
  heddle_canvas_class_init_link_selection (widget_class);
  heddle_canvas_class_init_rerouting (widget_class);
  heddle_canvas_class_init_area (widget_class);
  heddle_canvas_class_init_selection (widget_class);
  heddle_canvas_class_init_state (widget_class);
  heddle_canvas_class_init_arrange (widget_class);
  heddle_canvas_class_init_menu (widget_class);
  gtk_widget_class_set_css_name (widget_class, "canvas");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
heddle_canvas_init (HeddleCanvas *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  AdwStyleManager *style = adw_style_manager_get_default ();

  self->viewport = heddle_viewport_new ();
  self->selected = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->selected_areas = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->visible_nodes = g_ptr_array_new ();
  self->visible_links = g_ptr_array_new ();
  self->show_minimap = TRUE;
  self->painted_zoom = 1;
  self->choosing.port = -1;
  self->selected_dot = -1;
  self->pointer_x = self->pointer_y = -1;
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_hexpand (widget, TRUE);
  gtk_widget_set_vexpand (widget, TRUE);
  gtk_widget_set_overflow (widget, GTK_OVERFLOW_HIDDEN);
  heddle_canvas_init_pointer (self);
  heddle_canvas_init_keys (self);
  heddle_canvas_init_controls (self);
  heddle_canvas_init_menu (self);
  g_signal_connect_object (self->viewport, "changed", G_CALLBACK (viewport_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::dark", G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::high-contrast", G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (style, "notify::accent-color", G_CALLBACK (style_changed_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heddle_canvas_new:
 * @workflow: an open workflow
 * @pipeline: one of its pipelines
 *
 * Returns: (transfer floating): a canvas that shows the pipeline, all of it at first
 */
GtkWidget *
heddle_canvas_new (HeddleOpenWorkflow *workflow,
                   HeddlePipeline     *pipeline)
{
  HeddleCanvas *self = g_object_new (HEDDLE_TYPE_CANVAS, NULL);
  HeddleSession *session = heddle_open_workflow_get_session (workflow);
  HeddleEngine *engine = heddle_session_get_engine (session);
  HeddleRunState *state = heddle_open_workflow_get_page_state (workflow, heddle_pipeline_get_id (pipeline));

  self->workflow = g_object_ref (workflow);
  self->pipeline = g_object_ref (pipeline);
  self->model = heddle_canvas_model_new (heddle_open_workflow_get_document (workflow), pipeline, state,
                                         heddle_engine_get_registry (engine),
                                         heddle_session_get_service (session, HEDDLE_TYPE_PROVIDERS));
  g_signal_connect_object (self->model, "changed", G_CALLBACK (model_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->model, "structure-changed", G_CALLBACK (structure_changed_cb), self,
                           G_CONNECT_SWAPPED);
  update_content (self);
  update_structure (self);
  return GTK_WIDGET (self);
}

/**
 * heddle_canvas_get_model:
 * @self: a canvas
 *
 * Returns: (transfer none): what is where on it
 */
HeddleCanvasModel *
heddle_canvas_get_model (HeddleCanvas *self)
{
  return self->model;
}

/**
 * heddle_canvas_get_viewport:
 * @self: a canvas
 *
 * Returns: (transfer none): which part of it is shown
 */
HeddleViewport *
heddle_canvas_get_viewport (HeddleCanvas *self)
{
  return self->viewport;
}

/**
 * heddle_canvas_activate_selected:
 * @self: a canvas
 *
 * Emits [signal@Canvas::node-activated] for the selected node, if there is one.
 */
void
heddle_canvas_activate_selected (HeddleCanvas *self)
{
  g_autofree char *id = g_strdup (self->selected_node);

  if (id != NULL)
    g_signal_emit (self, signals[NODE_ACTIVATED], 0, id);
}

/**
 * heddle_canvas_activate_problem:
 * @self: a canvas
 *
 * Emits [signal@Canvas::problem-activated] for the selected node, if that has failed.
 */
void
heddle_canvas_activate_problem (HeddleCanvas *self)
{
  g_autofree char *id = g_strdup (self->selected_node);
  HeddleCanvasNode *node = id != NULL ? heddle_canvas_model_lookup (self->model, id) : NULL;

  if (node != NULL && node->state != NULL && node->state->error != NULL)
    g_signal_emit (self, signals[PROBLEM_ACTIVATED], 0, id);
}

/**
 * heddle_canvas_activate_offer:
 * @self: a canvas
 * @id: (nullable): a node's id
 *
 * Emits [signal@Canvas::offer-activated] for the node, if a person can do something about it.
 */
void
heddle_canvas_activate_offer (HeddleCanvas *self,
                              const char   *id)
{
  HeddleCanvasNode *node = id != NULL ? heddle_canvas_model_lookup (self->model, id) : NULL;

  if (node != NULL && heddle_canvas_node_get_offer (node) != HEDDLE_NODE_OFFER_NONE)
    g_signal_emit (self, signals[OFFER_ACTIVATED], 0, node->id, heddle_canvas_node_get_offer (node));
}

/**
 * heddle_canvas_get_node_area:
 * @self: a canvas
 * @id: a node's id
 * @area: (out caller-allocates): return location for where the node is in the widget
 *
 * Tells where a node is, in sight or not.
 */
void
heddle_canvas_get_node_area (HeddleCanvas    *self,
                             const char      *id,
                             graphene_rect_t *area)
{
  HeddleCanvasNode *node = self->model != NULL ? heddle_canvas_model_lookup (self->model, id) : NULL;
  double zoom = self->viewport != NULL ? heddle_viewport_get_zoom (self->viewport) : 1;
  double x, y;

  graphene_rect_init (area, 0, 0, 0, 0);
  if (node == NULL)
    return;
  heddle_viewport_to_widget (self->viewport, node->bounds.origin.x, node->bounds.origin.y, &x, &y);
  graphene_rect_init (area, (float) x, (float) y, (float) (node->bounds.size.width * zoom),
                      (float) (node->bounds.size.height * zoom));
}

/**
 * heddle_canvas_reveal_node:
 * @self: a canvas
 * @id: a node's id
 *
 * Moves the view as little as it takes to show the node.
 */
void
heddle_canvas_reveal_node (HeddleCanvas *self,
                           const char   *id)
{
  HeddleCanvasNode *node = heddle_canvas_model_lookup (self->model, id);

  if (node != NULL)
    heddle_viewport_reveal (self->viewport, &node->bounds, HEDDLE_CANVAS_REVEAL_MARGIN);
}

/**
 * heddle_canvas_get_show_minimap:
 * @self: a canvas
 *
 * Returns: whether a map of the whole workflow is wanted
 */
gboolean
heddle_canvas_get_show_minimap (HeddleCanvas *self)
{
  return self->show_minimap;
}

/**
 * heddle_canvas_set_show_minimap:
 * @self: a canvas
 * @show: whether a map of the whole workflow is wanted
 *
 * Shows or hides the map, where there is room for it.
 */
void
heddle_canvas_set_show_minimap (HeddleCanvas *self,
                                gboolean      show)
{
  if (self->show_minimap == !!show)
    return;
  self->show_minimap = !!show;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SHOW_MINIMAP]);
}
