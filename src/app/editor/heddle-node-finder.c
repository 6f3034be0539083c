/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-node-finder.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-node-summary.h"
#include "graph/heddle-node-search.h"
#include "graph/heddle-pipelines.h"

struct _HeddleNodeFinder
{
  GtkPopover           parent_instance;
  GtkSearchEntry      *search;
  GtkStack            *stack;
  GtkListView         *list;
  HeddleOpenWorkflow  *workflow;
  HeddleCanvasPages   *pages;
  GHashTable          *page_of;
  GtkCustomFilter     *filter;
  GtkFilterListModel  *found;
  GtkSingleSelection  *selection;
  char               **words;
  HeddlePipeline      *first;
  GHashTable          *seen;
  gboolean             chosen;
};

/* How a canvas was before anybody looked for something on it. */
typedef struct
{
  double x;
  double y;
  double zoom;
  GStrv  selected;
} Seen;

G_DEFINE_FINAL_TYPE (HeddleNodeFinder, heddle_node_finder, GTK_TYPE_POPOVER)

static void
seen_free (gpointer data)
{
  Seen *seen = data;

  g_strfreev (seen->selected);
  g_free (seen);
}

static GListModel *
get_pages (HeddleNodeFinder *self)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);

  return heddle_workflow_get_pipelines (heddle_document_get_workflow (document));
}

static const HeddleNodeTypeInfo *
find_type (HeddleNodeFinder *self,
           HeddleNode       *node)
{
  HeddleEngine *engine = heddle_session_get_engine (heddle_open_workflow_get_session (self->workflow));

  return heddle_node_registry_lookup (heddle_engine_get_registry (engine), heddle_node_get_node_type (node));
}

static gboolean
fits_cb (gpointer item,
         gpointer data)
{
  HeddleNodeFinder *self = data;

  return g_hash_table_contains (self->page_of, item)
         && heddle_node_search_fits (item, find_type (self, item), (const char *const *) self->words);
}

static void
update_stack (HeddleNodeFinder *self)
{
  gboolean any = g_list_model_get_n_items (G_LIST_MODEL (self->found)) > 0;

  /* It is not known yet whether there is any while the filter works its way through a large workflow. */
  if (any || gtk_filter_list_model_get_pending (self->found) == 0)
    gtk_stack_set_visible_child_name (self->stack, any ? "nodes" : "nothing");
}

static void
search_changed_cb (HeddleNodeFinder *self)
{
  g_strfreev (self->words);
  self->words = heddle_node_search_split (gtk_editable_get_text (GTK_EDITABLE (self->search)));
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
}

static HeddleNode *
get_selected (HeddleNodeFinder *self)
{
  return gtk_single_selection_get_selected_item (self->selection);
}

static void
remember (HeddleNodeFinder *self)
{
  HeddleCanvas *canvas = heddle_canvas_pages_get_canvas (self->pages);
  Seen *seen;

  if (g_hash_table_contains (self->seen, canvas))
    return;
  seen = g_new0 (Seen, 1);
  heddle_canvas_get_view (canvas, &seen->x, &seen->y, &seen->zoom);
  seen->selected = heddle_canvas_dup_selection (canvas);
  g_hash_table_insert (self->seen, g_object_ref (canvas), seen);
}

static void
show (HeddleNodeFinder *self,
      HeddleNode       *node)
{
  HeddlePipeline *page = g_hash_table_lookup (self->page_of, node);

  heddle_open_workflow_show_pipeline (self->workflow, page);
  remember (self);
  heddle_canvas_pages_show_node (self->pages, page, heddle_node_get_id (node));
}

/* What was found is shown where it is before anybody chooses it; nothing is, before anybody looks. */
static void
selected_cb (HeddleNodeFinder *self)
{
  HeddleNode *node = get_selected (self);

  if (node != NULL && gtk_widget_get_visible (GTK_WIDGET (self)) && *self->words != NULL)
    show (self, node);
}

static void
focus_canvas (HeddleNodeFinder *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (heddle_canvas_pages_get_canvas (self->pages)));
}

static void
choose (HeddleNodeFinder *self,
        HeddleNode       *node)
{
  g_autoptr (HeddleNode) chosen = g_object_ref (node);

  self->chosen = TRUE;
  show (self, chosen);
  gtk_popover_popdown (GTK_POPOVER (self));
  focus_canvas (self);
}

static void
search_activated_cb (HeddleNodeFinder *self)
{
  HeddleNode *node = get_selected (self);

  if (node != NULL)
    choose (self, node);
  else
    gtk_widget_error_bell (GTK_WIDGET (self->search));
}

static void
activate_cb (HeddleNodeFinder *self,
             guint             position)
{
  g_autoptr (HeddleNode) node = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  if (node != NULL)
    choose (self, node);
}

static void
stop_search_cb (HeddleNodeFinder *self)
{
  gtk_popover_popdown (GTK_POPOVER (self));
}

static void
move_by (HeddleNodeFinder *self,
         int               step)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint at = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  at = at == GTK_INVALID_LIST_POSITION ? 0 : (at + n + (guint) step) % n;
  gtk_list_view_scroll_to (self->list, at, GTK_LIST_SCROLL_SELECT, NULL);
}

static void
next_cb (HeddleNodeFinder *self)
{
  move_by (self, 1);
}

static void
previous_cb (HeddleNodeFinder *self)
{
  move_by (self, -1);
}

/* The entry keeps the focus: arrows walk through what was found while one goes on typing. */
static gboolean
key_pressed_cb (HeddleNodeFinder *self,
                guint             keyval)
{
  if (keyval != GDK_KEY_Down && keyval != GDK_KEY_KP_Down && keyval != GDK_KEY_Up && keyval != GDK_KEY_KP_Up)
    return GDK_EVENT_PROPAGATE;
  move_by (self, keyval == GDK_KEY_Down || keyval == GDK_KEY_KP_Down ? 1 : -1);
  return GDK_EVENT_STOP;
}

/* The nodes of the page that is shown come first. */
static void
load (HeddleNodeFinder *self)
{
  GListModel *pipelines = get_pages (self);
  GListStore *lists = g_list_store_new (G_TYPE_LIST_MODEL);
  g_autoptr (GListModel) all = NULL;

  g_hash_table_remove_all (self->page_of);
  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) page = g_list_model_get_item (pipelines, i);
      GListModel *nodes = heddle_pipeline_get_nodes (page);

      g_list_store_insert (lists, page == self->first ? 0 : i, nodes);
      for (guint j = 0; j < g_list_model_get_n_items (nodes); j++)
        g_hash_table_insert (self->page_of, g_list_model_get_item (nodes, j), page);
    }
  all = G_LIST_MODEL (gtk_flatten_list_model_new (G_LIST_MODEL (lists)));
  gtk_filter_list_model_set_model (self->found, all);
}

static void
visible_cb (HeddleNodeFinder *self)
{
  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  self->chosen = FALSE;
  g_set_object (&self->first, heddle_open_workflow_get_pipeline (self->workflow));
  g_hash_table_remove_all (self->seen);
  remember (self);
  gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  search_changed_cb (self);
  load (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->search));
}

/* Whoever has only looked around is where the search began. */
static void
closed_cb (HeddleNodeFinder *self)
{
  GHashTableIter iter;
  gpointer canvas, data;

  gtk_filter_list_model_set_model (self->found, NULL);
  g_hash_table_remove_all (self->page_of);
  g_hash_table_iter_init (&iter, self->seen);
  while (!self->chosen && g_hash_table_iter_next (&iter, &canvas, &data))
    {
      const Seen *seen = data;

      heddle_canvas_set_view (canvas, seen->x, seen->y, seen->zoom);
      heddle_canvas_set_selection (canvas, (const char *const *) seen->selected);
    }
  g_hash_table_remove_all (self->seen);
  if (!self->chosen)
    {
      heddle_open_workflow_show_pipeline (self->workflow, self->first);
      focus_canvas (self);
    }
}

static GtkWidget *
new_label (const char *style)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (style != NULL)
    {
      gtk_widget_add_css_class (label, "dimmed");
      gtk_widget_add_css_class (label, style);
    }
  return label;
}

static void
setup_cb (HeddleNodeFinder *self,
          GtkListItem      *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *words = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_box_append (GTK_BOX (box), gtk_image_new ());
  gtk_box_append (GTK_BOX (box), words);
  gtk_box_append (GTK_BOX (words), new_label (NULL));
  gtk_box_append (GTK_BOX (words), new_label ("caption"));
  gtk_list_item_set_child (item, box);
}

/* What stands below a title: where it is, where there are several pages, what it is, and what is found in it. */
static char *
dup_subtitle (HeddleNodeFinder         *self,
              HeddleNode               *node,
              const HeddleNodeTypeInfo *type,
              const char               *title)
{
  HeddlePipeline *page = g_hash_table_lookup (self->page_of, node);
  gboolean paged = g_list_model_get_n_items (get_pages (self)) > 1;
  g_autofree char *page_title = page != NULL && paged ? heddle_pipelines_dup_title (page) : NULL;
  g_autofree char *excerpt = NULL;
  const char *type_title = type == NULL ? heddle_node_get_node_type (node) : _(type->title);
  const char *parts[4] = { 0 };
  guint n = 0;

  if (*self->words != NULL)
    excerpt = heddle_node_search_dup_excerpt (node, (const char *const *) self->words);
  else if (type != NULL)
    excerpt = heddle_node_dup_summary (type, heddle_node_get_config (node));
  if (page_title != NULL)
    parts[n++] = page_title;
  if (excerpt == NULL || g_strcmp0 (type_title, title) != 0)
    parts[n++] = type_title;
  if (excerpt != NULL)
    parts[n++] = excerpt;
  return g_strjoinv (" · ", (char **) parts);
}

static void
bind_cb (HeddleNodeFinder *self,
         GtkListItem      *item)
{
  HeddleNode *node = gtk_list_item_get_item (item);
  const HeddleNodeTypeInfo *type = find_type (self, node);
  GtkWidget *image = gtk_widget_get_first_child (gtk_list_item_get_child (item));
  GtkWidget *title_label = gtk_widget_get_first_child (gtk_widget_get_next_sibling (image));
  const char *name = heddle_node_get_name (node);
  const char *title = name != NULL && *name != '\0' ? name
                      : type != NULL                ? _(type->title)
                                                    : heddle_node_get_node_type (node);
  g_autofree char *subtitle = dup_subtitle (self, node, type, title);
  g_autofree char *label = g_strdup_printf ("%s, %s", title, subtitle);

  gtk_image_set_from_icon_name (GTK_IMAGE (image), type != NULL ? type->icon_name : "dialog-question-symbolic");
  gtk_label_set_label (GTK_LABEL (title_label), title);
  gtk_label_set_label (GTK_LABEL (gtk_widget_get_next_sibling (title_label)), subtitle);
  gtk_list_item_set_accessible_label (item, label);
}

static void
heddle_node_finder_dispose (GObject *object)
{
  HeddleNodeFinder *self = HEDDLE_NODE_FINDER (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_NODE_FINDER);
  g_clear_object (&self->selection);
  g_clear_object (&self->pages);
  g_clear_object (&self->first);
  g_clear_object (&self->workflow);

  G_OBJECT_CLASS (heddle_node_finder_parent_class)->dispose (object);
}

static void
heddle_node_finder_finalize (GObject *object)
{
  HeddleNodeFinder *self = HEDDLE_NODE_FINDER (object);

  g_strfreev (self->words);
  g_hash_table_unref (self->page_of);
  g_hash_table_unref (self->seen);

  G_OBJECT_CLASS (heddle_node_finder_parent_class)->finalize (object);
}

static void
heddle_node_finder_class_init (HeddleNodeFinderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_node_finder_dispose;
  G_OBJECT_CLASS (klass)->finalize = heddle_node_finder_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-node-finder.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeFinder, search);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeFinder, stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeFinder, list);
  gtk_widget_class_bind_template_callback (widget_class, visible_cb);
  gtk_widget_class_bind_template_callback (widget_class, closed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
}

static void
heddle_node_finder_init (HeddleNodeFinder *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->page_of = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->seen = g_hash_table_new_full (NULL, NULL, g_object_unref, seen_free);
  self->words = heddle_node_search_split ("");
  self->filter = gtk_custom_filter_new (fits_cb, self, NULL);
  self->found = gtk_filter_list_model_new (NULL, GTK_FILTER (self->filter));
  gtk_filter_list_model_set_incremental (self->found, TRUE);
  g_signal_connect_swapped (self->found, "items-changed", G_CALLBACK (update_stack), self);
  g_signal_connect_swapped (self->found, "notify::pending", G_CALLBACK (update_stack), self);
  self->selection = gtk_single_selection_new (G_LIST_MODEL (self->found));
  g_signal_connect_swapped (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

/**
 * heddle_node_finder_new:
 * @workflow: what is searched
 * @pages: its pages, which show what was found
 *
 * Returns: (transfer floating): the finder, without a parent
 */
GtkWidget *
heddle_node_finder_new (HeddleOpenWorkflow *workflow,
                        HeddleCanvasPages  *pages)
{
  HeddleNodeFinder *self = g_object_new (HEDDLE_TYPE_NODE_FINDER, NULL);

  self->workflow = g_object_ref (workflow);
  self->pages = g_object_ref (pages);
  return GTK_WIDGET (self);
}

/**
 * heddle_node_finder_popup:
 * @self: a finder with a parent
 *
 * Opens it in the parent’s upper corner, where it covers the least.
 */
void
heddle_node_finder_popup (HeddleNodeFinder *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));
  gboolean rtl = gtk_widget_get_direction (parent) == GTK_TEXT_DIR_RTL;
  int corner = rtl ? 0 : gtk_widget_get_width (parent);

  gtk_popover_set_pointing_to (GTK_POPOVER (self), &(GdkRectangle) { corner, 0, 1, 1 });
  gtk_popover_popup (GTK_POPOVER (self));
}
