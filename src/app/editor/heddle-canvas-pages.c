/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-pages.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "editor/heddle-canvas-text-entry.h"
#include "editor/heddle-canvas-view.h"
#include "editor/heddle-page-bar.h"
#include "editor/heddle-problem-panel.h"
#include "editor/heddle-visited-places.h"
#include "graph/heddle-pipelines.h"
#include "widgets/heddle-place-keys.h"
#include "widgets/heddle-toast.h"

#define BUTTON_BACK 8
#define BUTTON_FORWARD 9

/* @views are by pipeline; @remembered is how pages were looked at that have no view now, by their ids. */
struct _HeddleCanvasPages
{
  AdwBin               parent_instance;
  HeddleOpenWorkflow  *workflow;
  GtkStack            *stack;
  HeddleProblemPanel  *problems;
  HeddlePageBar       *bar;
  HeddleVisitedPlaces *places;
  GHashTable          *views;
  GHashTable          *remembered;
  HeddleBreadth        breadth;
};

G_DEFINE_FINAL_TYPE (HeddleCanvasPages, heddle_canvas_pages, ADW_TYPE_BIN)

typedef enum
{
  PROP_CANVAS = 1,
} HeddleCanvasPagesProperty;

static GParamSpec *properties[2];

static GListModel *
get_pipelines (HeddleCanvasPages *self)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);

  return heddle_workflow_get_pipelines (heddle_document_get_workflow (document));
}

static guint
get_position (HeddleCanvasPages *self)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);

  return heddle_pipelines_find (heddle_document_get_workflow (document),
                                heddle_open_workflow_get_pipeline (self->workflow));
}

/* Views */

static void
save_view (HeddleCanvas *canvas,
           JsonObject   *state)
{
  double x, y, zoom;

  heddle_canvas_get_view (canvas, &x, &y, &zoom);
  json_object_set_double_member (state, "x", x);
  json_object_set_double_member (state, "y", y);
  json_object_set_double_member (state, "zoom", zoom);
  if (heddle_canvas_get_selected_node (canvas) != NULL)
    json_object_set_string_member (state, "node", heddle_canvas_get_selected_node (canvas));
}

static void
restore_view (HeddleCanvas *canvas,
              JsonObject   *state)
{
  const char *node = heddle_json_get_string (state, "node", NULL);

  heddle_canvas_set_view (canvas, heddle_json_get_number (state, "x", 0), heddle_json_get_number (state, "y", 0),
                          heddle_json_get_number (state, "zoom", 1));
  if (node != NULL)
    heddle_canvas_select_node (canvas, node);
}

/* A page that nobody has looked at yet costs nothing. */
static HeddleCanvasView *
ensure_view (HeddleCanvasPages *self,
             HeddlePipeline    *pipeline)
{
  HeddleCanvasView *view = g_hash_table_lookup (self->views, pipeline);
  JsonObject *remembered = g_hash_table_lookup (self->remembered, heddle_pipeline_get_id (pipeline));
  GListModel *problems = heddle_open_workflow_get_problems (self->workflow);

  if (view != NULL)
    return view;
  view = HEDDLE_CANVAS_VIEW (heddle_canvas_view_new (self->workflow, pipeline));
  heddle_canvas_view_set_breadth (view, self->breadth);
  heddle_canvas_view_set_n_problems (view, g_list_model_get_n_items (problems));
  heddle_canvas_view_set_alone (view, g_list_model_get_n_items (get_pipelines (self)) == 1);
  gtk_stack_add_child (self->stack, GTK_WIDGET (view));
  g_hash_table_insert (self->views, g_object_ref (pipeline), view);
  if (remembered != NULL)
    restore_view (heddle_canvas_view_get_canvas (view), remembered);
  g_hash_table_remove (self->remembered, heddle_pipeline_get_id (pipeline));
  return view;
}

/* Whoever undoes that a page was deleted finds it as it was. */
static void
drop_view (HeddleCanvasPages *self,
           HeddlePipeline    *pipeline,
           HeddleCanvasView  *view)
{
  JsonObject *state = json_object_new ();

  save_view (heddle_canvas_view_get_canvas (view), state);
  g_hash_table_insert (self->remembered, g_strdup (heddle_pipeline_get_id (pipeline)), state);
  gtk_stack_remove (self->stack, GTK_WIDGET (view));
}

static gboolean
has_focus (GtkWidget *widget)
{
  GtkRoot *root = gtk_widget_get_root (widget);
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  return focus != NULL && gtk_widget_is_ancestor (focus, widget);
}

/* What is written on a page that has gone is gone with it. */
static void
end_writing (HeddleCanvasPages *self,
             HeddleCanvas      *canvas)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  HeddleWorkflow *workflow = heddle_document_get_workflow (document);

  heddle_canvas_end_text_entry (canvas,
                                heddle_pipelines_find (workflow, heddle_canvas_get_pipeline (canvas)) != G_MAXUINT);
}

static void
show_page (HeddleCanvasPages *self)
{
  HeddlePipeline *pipeline = heddle_open_workflow_get_pipeline (self->workflow);
  GtkWidget *before = gtk_stack_get_visible_child (self->stack);
  GtkWidget *view;
  gboolean focused = before != NULL && has_focus (before);

  if (before != NULL)
    end_writing (self, heddle_canvas_view_get_canvas (HEDDLE_CANVAS_VIEW (before)));
  view = GTK_WIDGET (ensure_view (self, pipeline));
  gtk_stack_set_visible_child (self->stack, view);
  heddle_visited_places_look_at (self->places, heddle_pipeline_get_id (pipeline),
                                 heddle_canvas_get_viewport (heddle_canvas_pages_get_canvas (self)));
  if (focused)
    gtk_widget_grab_focus (view);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CANVAS]);
}

static void
update_actions (HeddleCanvasPages *self)
{
  guint n = g_list_model_get_n_items (get_pipelines (self));
  guint position = get_position (self);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_action_set_enabled (widget, "pages.rename", n > 1);
  gtk_widget_action_set_enabled (widget, "pages.delete", n > 1);
  gtk_widget_action_set_enabled (widget, "pages.previous", n > 1);
  gtk_widget_action_set_enabled (widget, "pages.next", n > 1);
  gtk_widget_action_set_enabled (widget, "pages.move-earlier", n > 1 && position > 0);
  gtk_widget_action_set_enabled (widget, "pages.move-later", n > 1 && position + 1 < n);
}

static void
pipeline_changed_cb (HeddleCanvasPages *self)
{
  show_page (self);
  update_actions (self);
}

/* The workflow has been told first, and shows one of the pages that there are. */
static void
pipelines_changed_cb (HeddleCanvasPages *self)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  guint n = g_list_model_get_n_items (get_pipelines (self));
  GHashTableIter iter;
  gpointer pipeline, view;

  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, &pipeline, &view))
    {
      heddle_canvas_view_set_alone (view, n == 1);
      if (heddle_pipelines_find (heddle_document_get_workflow (document), pipeline) != G_MAXUINT)
        continue;
      drop_view (self, pipeline, view);
      g_hash_table_iter_remove (&iter);
    }
  update_actions (self);
}

static void
page_wanted_cb (HeddleCanvasPages *self,
                const char        *page)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  HeddlePipeline *pipeline = heddle_workflow_find_pipeline (heddle_document_get_workflow (document), page);

  if (pipeline != NULL)
    heddle_open_workflow_show_pipeline (self->workflow, pipeline);
}

/* Actions */

static void
focus_canvas (HeddleCanvasPages *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (heddle_canvas_pages_get_canvas (self)));
}

static void
show_new (HeddleCanvasPages *self,
          const char        *id,
          const GError      *error)
{
  if (id == NULL)
    {
      heddle_toast_error (GTK_WIDGET (self), _("The page could not be added"), error);
      return;
    }
  page_wanted_cb (self, id);
  focus_canvas (self);
}

static void
new_cb (GtkWidget  *widget,
        const char *action,
        GVariant   *parameter)
{
  HeddleCanvasPages *self = HEDDLE_CANVAS_PAGES (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = heddle_pipelines_add (heddle_open_workflow_get_document (self->workflow),
                                              get_position (self) + 1, &error);

  show_new (self, id, error);
}

static void
duplicate_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  HeddleCanvasPages *self = HEDDLE_CANVAS_PAGES (widget);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = heddle_pipelines_duplicate (heddle_open_workflow_get_document (self->workflow),
                                                    heddle_open_workflow_get_pipeline (self->workflow), &error);

  show_new (self, id, error);
}

static void
rename_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  heddle_page_bar_rename (HEDDLE_CANVAS_PAGES (widget)->bar);
}

static void
undo_cb (HeddleDocument *document)
{
  heddle_document_undo (document);
}

static void
delete_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeddleCanvasPages *self = HEDDLE_CANVAS_PAGES (widget);
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  HeddlePipeline *pipeline = heddle_open_workflow_get_pipeline (self->workflow);
  g_autofree char *title = heddle_pipelines_dup_title (pipeline);
  g_autoptr (GError) error = NULL;
  AdwToast *toast;

  if (heddle_open_workflow_is_page_running (self->workflow, heddle_pipeline_get_id (pipeline)))
    {
      heddle_toast_tell (widget, _("“%s” is running; stop the run to delete the page"), title);
      return;
    }
  heddle_canvas_end_text_entry (heddle_canvas_pages_get_canvas (self), TRUE);
  if (!heddle_pipelines_remove (document, pipeline, &error))
    {
      heddle_toast_error (widget, _("The page could not be deleted"), error);
      return;
    }
  toast = heddle_toast_undo (widget, G_CALLBACK (undo_cb), document, _("Page “%s” deleted"), title);
  g_signal_connect_object (document, "edited", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
}

static void
move_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeddleCanvasPages *self = HEDDLE_CANVAS_PAGES (widget);
  guint position = get_position (self);
  g_autoptr (GError) error = NULL;

  if (!heddle_pipelines_move (heddle_open_workflow_get_document (self->workflow),
                              heddle_open_workflow_get_pipeline (self->workflow),
                              g_str_equal (action, "pages.move-later") ? position + 1 : position - 1, &error))
    heddle_toast_error (widget, _("The page could not be moved"), error);
}

/* From the last to the first, and the other way round. */
static void
turn_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeddleCanvasPages *self = HEDDLE_CANVAS_PAGES (widget);
  guint n = g_list_model_get_n_items (get_pipelines (self));
  guint position = get_position (self) + (g_str_equal (action, "pages.next") ? 1 : n - 1);
  g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (get_pipelines (self), position % n);
  g_autofree char *title = heddle_pipelines_dup_title (pipeline);

  heddle_open_workflow_show_pipeline (self->workflow, pipeline);
  gtk_accessible_announce (GTK_ACCESSIBLE (self), title, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static void
go_cb (GtkWidget  *widget,
       const char *action,
       GVariant   *parameter)
{
  HeddleCanvasPages *self = HEDDLE_CANVAS_PAGES (widget);
  gboolean went = g_str_equal (action, "canvas.back") ? heddle_visited_places_go_back (self->places)
                                                      : heddle_visited_places_go_forward (self->places);

  if (!went)
    gtk_widget_error_bell (widget);
}

static void
back_button_cb (HeddleCanvasPages *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "canvas.back", NULL);
}

static void
forward_button_cb (HeddleCanvasPages *self)
{
  gtk_widget_activate_action (GTK_WIDGET (self), "canvas.forward", NULL);
}

/* The buttons at the side of a mouse, as in browsers. */
static void
add_side_button (HeddleCanvasPages *self,
                 guint              button,
                 GCallback          callback)
{
  GtkGesture *click = gtk_gesture_click_new ();

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), button);
  g_signal_connect_swapped (click, "pressed", callback, self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (click));
}

/* Problems */

static void
problems_changed_cb (HeddleCanvasPages *self)
{
  guint n = g_list_model_get_n_items (heddle_open_workflow_get_problems (self->workflow));
  GHashTableIter iter;
  gpointer view;

  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, NULL, &view))
    heddle_canvas_view_set_n_problems (view, n);
}

static HeddlePipeline *
find_page (HeddleCanvasPages *self,
           HeddleProblemItem *item)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  const char *id = heddle_problem_item_get_page (item);

  return id != NULL ? heddle_workflow_find_pipeline (heddle_document_get_workflow (document), id)
                    : heddle_open_workflow_get_pipeline (self->workflow);
}

/* What was deleted a moment ago may still be listed. */
static gboolean
is_there (HeddleCanvasPages *self,
          HeddleProblemItem *item)
{
  HeddlePipeline *page = find_page (self, item);
  const char *node = heddle_problem_item_get_node (item);

  return page != NULL
         && (node == NULL || g_str_equal (node, HEDDLE_INPUTS_NODE) || heddle_pipeline_find_node (page, node) != NULL);
}

static void
problem_chosen_cb (HeddleCanvasPages *self,
                   HeddleProblemItem *item)
{
  /* Another page has other warnings, and then this one may not be listed any more. */
  g_autoptr (HeddleProblemItem) kept = g_object_ref (item);
  HeddlePipeline *page = find_page (self, item);
  const char *node = heddle_problem_item_get_node (item);

  if (node != NULL && is_there (self, item))
    heddle_canvas_pages_show_node (self, page, node);
  else if (page != NULL)
    heddle_open_workflow_show_pipeline (self->workflow, page);
  focus_canvas (self);
}

/* The step that it is about may be below the list by now. */
static void
problems_opened_cb (HeddleCanvasPages *self)
{
  HeddleCanvas *canvas = heddle_canvas_pages_get_canvas (self);

  if (heddle_canvas_get_selected_node (canvas) != NULL)
    heddle_canvas_reveal_node (canvas, heddle_canvas_get_selected_node (canvas));
}

/* Who closes it from elsewhere stays there. */
static void
problems_closed_cb (HeddleCanvasPages *self)
{
  if (has_focus (GTK_WIDGET (self->problems)))
    focus_canvas (self);
}

static void
toggle_problems_cb (GtkWidget  *widget,
                    const char *action,
                    GVariant   *parameter)
{
  HeddleCanvasPages *self = HEDDLE_CANVAS_PAGES (widget);

  heddle_problem_panel_set_open (self->problems, !heddle_problem_panel_is_open (self->problems));
  if (heddle_problem_panel_is_open (self->problems))
    gtk_widget_grab_focus (GTK_WIDGET (self->problems));
}

static void
go_to_problem_cb (GtkWidget  *widget,
                  const char *action,
                  GVariant   *parameter)
{
  HeddleCanvasPages *self = HEDDLE_CANVAS_PAGES (widget);
  guint n = g_list_model_get_n_items (heddle_open_workflow_get_problems (self->workflow));
  HeddleProblemItem *item = NULL;
  g_autoptr (HeddleProblemItem) kept = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < n && (item == NULL || !is_there (self, item)); i++)
    item = heddle_problem_panel_move (self->problems, g_str_equal (action, "pages.next-problem") ? 1 : -1);
  if (item == NULL)
    {
      heddle_toast_tell (widget, "%s", _("There are no problems"));
      return;
    }
  kept = g_object_ref (item);
  heddle_problem_panel_set_open (self->problems, TRUE);
  problem_chosen_cb (self, item);
  text = g_strdup_printf ("%s, %s", heddle_problem_item_get_title (item), heddle_problem_item_get_message (item));
  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static const HeddlePlaceKey keys[] = {
  { "<Alt>Page_Up|<Alt>KP_Page_Up|Back", "canvas.back" },
  { "<Alt>Page_Down|<Alt>KP_Page_Down|Forward", "canvas.forward" },
  { "F8", "pages.next-problem" },
  { "<Shift>F8", "pages.previous-problem" },
  { "<Control>t", "pages.new" },
  { "<Control>Page_Up|<Control>KP_Page_Up", "pages.previous" },
  { "<Control>Page_Down|<Control>KP_Page_Down", "pages.next" },
  { "<Control><Shift>Page_Up|<Control><Shift>KP_Page_Up", "pages.move-earlier" },
  { "<Control><Shift>Page_Down|<Control><Shift>KP_Page_Down", "pages.move-later" },
};

static void
heddle_canvas_pages_get_property (GObject    *object,
                                  guint       id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  switch ((HeddleCanvasPagesProperty) id)
    {
    case PROP_CANVAS:
      g_value_set_object (value, heddle_canvas_pages_get_canvas (HEDDLE_CANVAS_PAGES (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_canvas_pages_dispose (GObject *object)
{
  HeddleCanvasPages *self = HEDDLE_CANVAS_PAGES (object);

  g_clear_object (&self->places);
  g_clear_pointer (&self->views, g_hash_table_unref);
  g_clear_pointer (&self->remembered, g_hash_table_unref);
  g_clear_object (&self->workflow);

  G_OBJECT_CLASS (heddle_canvas_pages_parent_class)->dispose (object);
}

static void
heddle_canvas_pages_class_init (HeddleCanvasPagesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heddle_canvas_pages_get_property;
  object_class->dispose = heddle_canvas_pages_dispose;

  /**
   * HeddleCanvasPages:canvas:
   *
   * The canvas of the page that is shown.
   */
  properties[PROP_CANVAS] = g_param_spec_object ("canvas", NULL, NULL, HEDDLE_TYPE_CANVAS,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  gtk_widget_class_install_action (widget_class, "pages.new", NULL, new_cb);
  gtk_widget_class_install_action (widget_class, "pages.duplicate", NULL, duplicate_cb);
  gtk_widget_class_install_action (widget_class, "pages.rename", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "pages.delete", NULL, delete_cb);
  gtk_widget_class_install_action (widget_class, "pages.move-earlier", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "pages.move-later", NULL, move_cb);
  gtk_widget_class_install_action (widget_class, "pages.previous", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "pages.next", NULL, turn_cb);
  gtk_widget_class_install_action (widget_class, "pages.toggle-problems", NULL, toggle_problems_cb);
  gtk_widget_class_install_action (widget_class, "pages.next-problem", NULL, go_to_problem_cb);
  gtk_widget_class_install_action (widget_class, "pages.previous-problem", NULL, go_to_problem_cb);
  gtk_widget_class_install_action (widget_class, "canvas.back", NULL, go_cb);
  gtk_widget_class_install_action (widget_class, "canvas.forward", NULL, go_cb);
}

static void
heddle_canvas_pages_init (HeddleCanvasPages *self)
{
  self->views = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->remembered = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) json_object_unref);
  self->places = heddle_visited_places_new ();
  self->stack = GTK_STACK (gtk_stack_new ());
  gtk_widget_set_vexpand (GTK_WIDGET (self->stack), TRUE);
  add_side_button (self, BUTTON_BACK, G_CALLBACK (back_button_cb));
  add_side_button (self, BUTTON_FORWARD, G_CALLBACK (forward_button_cb));
  heddle_place_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
}

/**
 * heddle_canvas_pages_new:
 * @workflow: an open workflow
 *
 * Returns: (transfer floating): its pages
 */
GtkWidget *
heddle_canvas_pages_new (HeddleOpenWorkflow *workflow)
{
  HeddleCanvasPages *self = g_object_new (HEDDLE_TYPE_CANVAS_PAGES, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->workflow = g_object_ref (workflow);
  self->bar = HEDDLE_PAGE_BAR (heddle_page_bar_new (workflow));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->stack));
  self->problems = HEDDLE_PROBLEM_PANEL (heddle_problem_panel_new (heddle_open_workflow_get_problems (workflow)));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->problems));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->bar));
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (workflow, "notify::pipeline", G_CALLBACK (pipeline_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (get_pipelines (self), "items-changed", G_CALLBACK (pipelines_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->bar, "left", G_CALLBACK (focus_canvas), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->problems, "chosen", G_CALLBACK (problem_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->problems, "opened", G_CALLBACK (problems_opened_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->problems, "closed", G_CALLBACK (problems_closed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_open_workflow_get_problems (workflow), "items-changed",
                           G_CALLBACK (problems_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->places, "page-wanted", G_CALLBACK (page_wanted_cb), self, G_CONNECT_SWAPPED);
  pipeline_changed_cb (self);
  return GTK_WIDGET (self);
}

/**
 * heddle_canvas_pages_get_canvas:
 * @self: pages
 *
 * Returns: (transfer none): see [property@CanvasPages:canvas]
 */
HeddleCanvas *
heddle_canvas_pages_get_canvas (HeddleCanvasPages *self)
{
  return heddle_canvas_view_get_canvas (HEDDLE_CANVAS_VIEW (gtk_stack_get_visible_child (self->stack)));
}

/**
 * heddle_canvas_pages_show_node:
 * @self: pages
 * @pipeline: the page that a node is on
 * @node: the node's id
 *
 * Selects a node where it can be seen.
 */
void
heddle_canvas_pages_show_node (HeddleCanvasPages *self,
                               HeddlePipeline    *pipeline,
                               const char        *node)
{
  heddle_open_workflow_show_pipeline (self->workflow, pipeline);
  heddle_canvas_select_node (heddle_canvas_pages_get_canvas (self), node);
  heddle_canvas_reveal_node (heddle_canvas_pages_get_canvas (self), node);
}

/**
 * heddle_canvas_pages_show_problem:
 * @self: pages
 * @item: one of the workflow's problems
 *
 * Goes where the problem is, with all of them in a list.
 */
void
heddle_canvas_pages_show_problem (HeddleCanvasPages *self,
                                  HeddleProblemItem *item)
{
  heddle_problem_panel_select (self->problems, item);
  heddle_problem_panel_set_open (self->problems, TRUE);
  problem_chosen_cb (self, item);
}

/**
 * heddle_canvas_pages_set_breadth:
 * @self: pages
 * @breadth: how much room the window has
 *
 * Has the canvases offer what the header has no room for.
 */
void
heddle_canvas_pages_set_breadth (HeddleCanvasPages *self,
                                 HeddleBreadth      breadth)
{
  GHashTableIter iter;
  gpointer view;

  self->breadth = breadth;
  g_hash_table_iter_init (&iter, self->views);
  while (g_hash_table_iter_next (&iter, NULL, &view))
    heddle_canvas_view_set_breadth (view, breadth);
}

/**
 * heddle_canvas_pages_save_views:
 * @self: pages
 * @state: what the views are added to
 *
 * Takes down which page is shown, and how each is looked at.
 */
void
heddle_canvas_pages_save_views (HeddleCanvasPages *self,
                                JsonObject        *state)
{
  GListModel *pipelines = get_pipelines (self);
  JsonObject *pages = json_object_new ();

  json_object_set_string_member (state, "page",
                                 heddle_pipeline_get_id (heddle_open_workflow_get_pipeline (self->workflow)));
  json_object_set_object_member (state, "pages", pages);
  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);
      HeddleCanvasView *view = g_hash_table_lookup (self->views, pipeline);
      JsonObject *known = g_hash_table_lookup (self->remembered, heddle_pipeline_get_id (pipeline));
      JsonObject *page = known != NULL ? json_object_ref (known) : json_object_new ();

      if (view != NULL)
        save_view (heddle_canvas_view_get_canvas (view), page);
      json_object_set_object_member (pages, heddle_pipeline_get_id (pipeline), page);
    }
}

/**
 * heddle_canvas_pages_restore_views:
 * @self: pages that nobody has looked at yet
 * @state: what [method@CanvasPages.save_views] has taken down
 *
 * Shows the page that was shown, and each as it was looked at.
 */
void
heddle_canvas_pages_restore_views (HeddleCanvasPages *self,
                                   JsonObject        *state)
{
  JsonObject *pages = heddle_json_get_object (state, "pages");
  GListModel *pipelines = get_pipelines (self);

  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);
      HeddleCanvasView *view = g_hash_table_lookup (self->views, pipeline);
      JsonObject *page = pages != NULL ? heddle_json_get_object (pages, heddle_pipeline_get_id (pipeline)) : NULL;

      if (page == NULL || !json_object_has_member (page, "zoom"))
        continue;
      if (view != NULL)
        restore_view (heddle_canvas_view_get_canvas (view), page);
      else
        g_hash_table_insert (self->remembered, g_strdup (heddle_pipeline_get_id (pipeline)), json_object_ref (page));
    }
  page_wanted_cb (self, heddle_json_get_string (state, "page", ""));
}
