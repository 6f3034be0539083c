/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-inspector.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-node-fields.h"
#include "editor/heddle-node-page.h"
#include "editor/heddle-workflow-page.h"

struct _HeddleInspector
{
  AdwBin               parent_instance;
  HeddleOpenWorkflow  *workflow;
  HeddleRunState      *run_state;
  char                *node;
  char                *estimate_text;
  guint                refresh;

  AdwWindowTitle      *title;
  GtkStack            *stack;
  HeddleWorkflowPage  *workflow_page;
  HeddleNodePage      *node_page;
  GtkWidget           *nothing;
};

G_DEFINE_FINAL_TYPE (HeddleInspector, heddle_inspector, ADW_TYPE_BIN)

typedef enum
{
  PROP_OPEN_WORKFLOW = 1,
  PROP_NODE,
  PROP_ESTIMATE_TEXT,
} HeddleInspectorProperty;

static GParamSpec *properties[4];

static gboolean
has_node (HeddleInspector *self)
{
  return self->node != NULL
         && heddle_pipeline_find_node (heddle_open_workflow_get_pipeline (self->workflow), self->node) != NULL;
}

static void
show_node (HeddleInspector *self)
{
  g_autofree char *name = heddle_node_fields_dup_name (self->workflow, self->node);

  adw_window_title_set_title (self->title, name);
  heddle_node_page_show (self->node_page, self->workflow, self->node);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->node_page));
}

static void
show_workflow (HeddleInspector *self)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  gboolean only_inputs = g_strcmp0 (self->node, HEDDLE_INPUTS_NODE) == 0;

  adw_window_title_set_title (self->title,
                              only_inputs ? _("Inputs")
                                          : heddle_workflow_get_name (heddle_document_get_workflow (document)));
  heddle_workflow_page_show (self->workflow_page, self->workflow, only_inputs);
  gtk_stack_set_visible_child (self->stack, GTK_WIDGET (self->workflow_page));
}

static void
refresh (HeddleInspector *self)
{
  g_clear_handle_id (&self->refresh, g_source_remove);
  if (self->workflow == NULL)
    {
      adw_window_title_set_title (self->title, "");
      gtk_stack_set_visible_child (self->stack, self->nothing);
    }
  else if (has_node (self))
    show_node (self);
  else
    show_workflow (self);
}

static gboolean
refresh_cb (gpointer data)
{
  HeddleInspector *self = data;

  self->refresh = 0;
  refresh (self);
  return G_SOURCE_REMOVE;
}

/* A step can have thousands of edits; what came of them is shown before the next frame. */
static void
edited_cb (HeddleInspector *self)
{
  if (self->refresh == 0)
    self->refresh = g_idle_add_full (G_PRIORITY_HIGH_IDLE, refresh_cb, self, NULL);
}

static void
state_changed_cb (HeddleInspector *self,
                  const char      *node)
{
  if ((node == NULL || g_strcmp0 (node, self->node) == 0) && has_node (self))
    heddle_node_page_show_state (self->node_page, self->workflow, self->node);
}

static void
listen_to_run (HeddleInspector *self)
{
  if (self->run_state != NULL)
    g_signal_handlers_disconnect_by_data (self->run_state, self);
  g_set_object (&self->run_state, heddle_open_workflow_get_run_state (self->workflow));
  g_signal_connect_swapped (self->run_state, "changed", G_CALLBACK (state_changed_cb), self);
}

/* A node of the same id may be on the other page, too. */
static void
page_changed_cb (HeddleInspector *self)
{
  listen_to_run (self);
  edited_cb (self);
}

static void
heddle_inspector_get_property (GObject    *object,
                               guint       id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  HeddleInspector *self = HEDDLE_INSPECTOR (object);

  switch ((HeddleInspectorProperty) id)
    {
    case PROP_OPEN_WORKFLOW:
      g_value_set_object (value, self->workflow);
      break;
    case PROP_NODE:
      g_value_set_string (value, self->node);
      break;
    case PROP_ESTIMATE_TEXT:
      g_value_set_string (value, self->estimate_text);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_inspector_set_property (GObject      *object,
                               guint         id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  HeddleInspector *self = HEDDLE_INSPECTOR (object);

  switch ((HeddleInspectorProperty) id)
    {
    case PROP_OPEN_WORKFLOW:
      heddle_inspector_set_open_workflow (self, g_value_get_object (value));
      break;
    case PROP_NODE:
      heddle_inspector_set_node (self, g_value_get_string (value));
      break;
    case PROP_ESTIMATE_TEXT:
      heddle_inspector_set_estimate_text (self, g_value_get_string (value));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
forget_workflow (HeddleInspector *self)
{
  if (self->workflow == NULL)
    return;
  g_signal_handlers_disconnect_by_data (self->workflow, self);
  g_signal_handlers_disconnect_by_data (heddle_open_workflow_get_document (self->workflow), self);
  g_signal_handlers_disconnect_by_data (self->run_state, self);
  g_clear_object (&self->run_state);
  g_clear_object (&self->workflow);
}

static void
heddle_inspector_dispose (GObject *object)
{
  HeddleInspector *self = HEDDLE_INSPECTOR (object);

  g_clear_handle_id (&self->refresh, g_source_remove);
  forget_workflow (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_INSPECTOR);

  G_OBJECT_CLASS (heddle_inspector_parent_class)->dispose (object);
}

static void
heddle_inspector_finalize (GObject *object)
{
  HeddleInspector *self = HEDDLE_INSPECTOR (object);

  g_clear_pointer (&self->node, g_free);
  g_clear_pointer (&self->estimate_text, g_free);

  G_OBJECT_CLASS (heddle_inspector_parent_class)->finalize (object);
}

/* Not into its first field, as AdwBin does: who comes here has not begun to change anything yet. */
static gboolean
heddle_inspector_grab_focus (GtkWidget *widget)
{
  gtk_root_set_focus (gtk_widget_get_root (widget), widget);
  return TRUE;
}

static gboolean
heddle_inspector_focus (GtkWidget        *widget,
                        GtkDirectionType  direction)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));
  gboolean inside = focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget));

  if (!inside && direction == GTK_DIR_TAB_FORWARD)
    return gtk_widget_grab_focus (widget);
  return GTK_WIDGET_CLASS (heddle_inspector_parent_class)->focus (widget, direction);
}

static void
heddle_inspector_class_init (HeddleInspectorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heddle_inspector_get_property;
  object_class->set_property = heddle_inspector_set_property;
  object_class->dispose = heddle_inspector_dispose;
  object_class->finalize = heddle_inspector_finalize;
  widget_class->grab_focus = heddle_inspector_grab_focus;
  widget_class->focus = heddle_inspector_focus;

  /**
   * HeddleInspector:open-workflow:
   *
   * The workflow that is looked at.
   */
  properties[PROP_OPEN_WORKFLOW] =
    g_param_spec_object ("open-workflow", NULL, NULL, HEDDLE_TYPE_OPEN_WORKFLOW,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleInspector:node:
   *
   * The id of the node that is looked at; `inputs` for the workflow's inputs, %NULL for all of it.
   */
  properties[PROP_NODE] =
    g_param_spec_string ("node", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleInspector:estimate-text:
   *
   * What a run of the workflow will cost, for people.
   */
  properties[PROP_ESTIMATE_TEXT] =
    g_param_spec_string ("estimate-text", NULL, NULL, NULL,
                         G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  g_type_ensure (HEDDLE_TYPE_NODE_PAGE);
  g_type_ensure (HEDDLE_TYPE_WORKFLOW_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-inspector.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleInspector, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleInspector, stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleInspector, workflow_page);
  gtk_widget_class_bind_template_child (widget_class, HeddleInspector, node_page);
  gtk_widget_class_bind_template_child (widget_class, HeddleInspector, nothing);
}

static int
get_least_width (GtkWidget *widget)
{
  int least;

  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), GTK_ORIENTATION_HORIZONTAL, -1, &least, NULL, NULL, NULL);
  return least;
}

static void
measure_cb (GtkWidget      *widget,
            GtkOrientation  orientation,
            int             for_size,
            int            *minimum,
            int            *natural,
            int            *minimum_baseline,
            int            *natural_baseline)
{
  if (orientation == GTK_ORIENTATION_VERTICAL && for_size >= 0)
    for_size = MAX (for_size, get_least_width (widget));
  gtk_widget_measure (adw_bin_get_child (ADW_BIN (widget)), orientation, for_size, minimum, natural,
                      minimum_baseline, natural_baseline);
}

/* While a window shrinks, AdwOverlaySplitView gives a hidden sidebar what the content leaves over, and be
 * it nothing.
 */
static void
allocate_cb (GtkWidget *widget,
             int        width,
             int        height,
             int        baseline)
{
  gtk_widget_allocate (adw_bin_get_child (ADW_BIN (widget)), MAX (width, get_least_width (widget)), height, baseline,
                       NULL);
}

static void
heddle_inspector_init (HeddleInspector *self)
{
  gtk_widget_set_layout_manager (GTK_WIDGET (self), gtk_custom_layout_new (NULL, measure_cb, allocate_cb));
  gtk_widget_init_template (GTK_WIDGET (self));
  refresh (self);
}

/**
 * heddle_inspector_new:
 *
 * Returns: (transfer floating): an inspector that shows nothing yet
 */
GtkWidget *
heddle_inspector_new (void)
{
  return g_object_new (HEDDLE_TYPE_INSPECTOR, NULL);
}

/**
 * heddle_inspector_get_open_workflow:
 * @self: an inspector
 *
 * Returns: (transfer none) (nullable): the workflow that is looked at
 */
HeddleOpenWorkflow *
heddle_inspector_get_open_workflow (HeddleInspector *self)
{
  return self->workflow;
}

/**
 * heddle_inspector_set_open_workflow:
 * @self: an inspector
 * @workflow: (nullable): the workflow to look at
 *
 * Shows a workflow, and none of its nodes.
 */
void
heddle_inspector_set_open_workflow (HeddleInspector    *self,
                                    HeddleOpenWorkflow *workflow)
{
  if (self->workflow == workflow)
    return;

  g_object_freeze_notify (G_OBJECT (self));
  forget_workflow (self);
  heddle_inspector_set_node (self, NULL);
  if (workflow != NULL)
    {
      self->workflow = g_object_ref (workflow);
      g_signal_connect_swapped (heddle_open_workflow_get_document (workflow), "edited", G_CALLBACK (edited_cb),
                                self);
      g_signal_connect_swapped (workflow, "notify::pipeline", G_CALLBACK (page_changed_cb), self);
      listen_to_run (self);
    }
  refresh (self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_OPEN_WORKFLOW]);
  g_object_thaw_notify (G_OBJECT (self));
}

/**
 * heddle_inspector_get_node:
 * @self: an inspector
 *
 * Returns: (transfer none) (nullable): the id of the node that is looked at
 */
const char *
heddle_inspector_get_node (HeddleInspector *self)
{
  return self->node;
}

/**
 * heddle_inspector_set_node:
 * @self: an inspector
 * @node: (nullable): a node's id; `inputs` for the workflow's inputs, %NULL for all of it
 *
 * Shows a node.
 */
void
heddle_inspector_set_node (HeddleInspector *self,
                           const char      *node)
{
  if (!g_set_str (&self->node, node))
    return;

  refresh (self);
  heddle_node_page_scroll_up (self->node_page);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_NODE]);
}

/**
 * heddle_inspector_get_estimate_text:
 * @self: an inspector
 *
 * Returns: (transfer none) (nullable): what a run of the workflow will cost, for people
 */
const char *
heddle_inspector_get_estimate_text (HeddleInspector *self)
{
  return self->estimate_text;
}

/**
 * heddle_inspector_set_estimate_text:
 * @self: an inspector
 * @text: (nullable): what a run of the workflow will cost, for people: “≈ $0.16”
 *
 * Shows what a run will cost, with the workflow.
 */
void
heddle_inspector_set_estimate_text (HeddleInspector *self,
                                    const char      *text)
{
  if (!g_set_str (&self->estimate_text, text))
    return;

  heddle_workflow_page_set_estimate (self->workflow_page, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ESTIMATE_TEXT]);
}
