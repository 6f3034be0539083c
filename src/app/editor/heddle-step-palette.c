/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-step-palette.h"

#include "editor/heddle-search-row.h"

struct _HeddleStepPalette
{
  AdwBin              parent_instance;
  GtkSearchEntry     *search;
  GtkStack           *stack;
  GtkListView        *list;
  GtkCustomFilter    *filter;
  GtkSingleSelection *selection;
  GStrv               words;
};

G_DEFINE_FINAL_TYPE (HeddleStepPalette, heddle_step_palette, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  LEFT,
  TAKEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static gboolean
fits_cb (gpointer item,
         gpointer data)
{
  HeddleStepPalette *self = data;

  return self->words == NULL
         || heddle_search_item_match (item, (const char *const *) self->words) != HEDDLE_SEARCH_OTHER;
}

static int
compare_categories_cb (gconstpointer a,
                       gconstpointer b,
                       gpointer      data)
{
  return heddle_search_item_compare_category ((HeddleSearchItem *) a, (HeddleSearchItem *) b);
}

static void
search_changed_cb (HeddleStepPalette *self)
{
  g_autofree char *query = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->search))));
  guint n;

  g_strfreev (self->words);
  self->words = g_strsplit (query, " ", -1);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  gtk_stack_set_visible_child_name (self->stack, n > 0 ? "steps" : "nothing");
  if (n > 0)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_SELECT, NULL);
}

static void
choose (HeddleStepPalette *self,
        HeddleSearchItem  *item)
{
  if (item != NULL)
    g_signal_emit (self, signals[CHOSEN], 0, item);
  else
    gtk_widget_error_bell (GTK_WIDGET (self));
}

static void
activated_cb (HeddleStepPalette *self,
              guint              position)
{
  g_autoptr (HeddleSearchItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  choose (self, item);
}

static void
search_activated_cb (HeddleStepPalette *self)
{
  choose (self, gtk_single_selection_get_selected_item (self->selection));
}

/* The first Escape clears what was searched for. */
static void
stop_search_cb (HeddleStepPalette *self)
{
  if (*gtk_editable_get_text (GTK_EDITABLE (self->search)) != '\0')
    gtk_editable_set_text (GTK_EDITABLE (self->search), "");
  else
    g_signal_emit (self, signals[LEFT], 0);
}

static gboolean
escape_cb (GtkWidget *widget,
           GVariant  *arguments,
           gpointer   data)
{
  g_signal_emit (widget, signals[LEFT], 0);
  return GDK_EVENT_STOP;
}

/* From the entry on into the list. */
static gboolean
key_pressed_cb (HeddleStepPalette *self,
                guint              key)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  if ((key != GDK_KEY_Down && key != GDK_KEY_KP_Down) || n == 0)
    return GDK_EVENT_PROPAGATE;
  gtk_list_view_scroll_to (self->list, MIN (gtk_single_selection_get_selected (self->selection), n - 1),
                           GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE);
  return GDK_EVENT_STOP;
}

static GdkContentProvider *
drag_prepare_cb (GtkDragSource *source)
{
  HeddleSearchRow *row = HEDDLE_SEARCH_ROW (gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source)));

  return gdk_content_provider_new_typed (HEDDLE_TYPE_SEARCH_ITEM, heddle_search_row_get_item (row));
}

static void
drag_begin_cb (HeddleStepPalette *self,
               GdkDrag           *drag,
               GtkDragSource     *source)
{
  GtkWidget *row = gtk_event_controller_get_widget (GTK_EVENT_CONTROLLER (source));
  GtkWidget *picture = heddle_search_row_new (FALSE);

  heddle_search_row_set_item (HEDDLE_SEARCH_ROW (picture), heddle_search_row_get_item (HEDDLE_SEARCH_ROW (row)));
  gtk_widget_set_size_request (picture, gtk_widget_get_width (row), -1);
  gtk_widget_add_css_class (picture, "step-dragged");
  gtk_drag_icon_set_child (GTK_DRAG_ICON (gtk_drag_icon_get_for_drag (drag)), picture);
  gdk_drag_set_hotspot (drag, gtk_widget_get_width (row) / 2, gtk_widget_get_height (row) / 2);
  g_signal_emit (self, signals[TAKEN], 0);
}

static void
setup_cb (HeddleStepPalette *self,
          GtkListItem       *item)
{
  GtkWidget *row = heddle_search_row_new (FALSE);
  GtkDragSource *drag = gtk_drag_source_new ();

  g_signal_connect (drag, "prepare", G_CALLBACK (drag_prepare_cb), NULL);
  g_signal_connect_object (drag, "drag-begin", G_CALLBACK (drag_begin_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (drag));
  gtk_list_item_set_child (item, row);
}

static void
bind_cb (HeddleStepPalette *self,
         GtkListItem       *list_item)
{
  HeddleSearchItem *item = gtk_list_item_get_item (list_item);

  heddle_search_row_set_item (HEDDLE_SEARCH_ROW (gtk_list_item_get_child (list_item)), item);
  gtk_widget_set_tooltip_text (gtk_list_item_get_child (list_item), heddle_search_item_get_subtitle (item));
  gtk_list_item_set_accessible_label (list_item, heddle_search_item_get_title (item));
  gtk_list_item_set_accessible_description (list_item, heddle_search_item_get_subtitle (item));
}

static void
setup_header_cb (GtkSignalListItemFactory *factory,
                 GtkListHeader            *header)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, "heading");
  gtk_list_header_set_child (header, label);
}

static void
bind_header_cb (GtkSignalListItemFactory *factory,
                GtkListHeader            *header)
{
  const char *category = heddle_search_item_get_category (gtk_list_header_get_item (header));

  gtk_label_set_label (GTK_LABEL (gtk_list_header_get_child (header)), category != NULL ? category : "");
}

static gboolean
heddle_step_palette_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (HEDDLE_STEP_PALETTE (widget)->search));
}

static void
heddle_step_palette_dispose (GObject *object)
{
  HeddleStepPalette *self = HEDDLE_STEP_PALETTE (object);

  /* The template would take the child away unseen by AdwBin. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_STEP_PALETTE);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->words, g_strfreev);

  G_OBJECT_CLASS (heddle_step_palette_parent_class)->dispose (object);
}

static void
heddle_step_palette_class_init (HeddleStepPaletteClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_step_palette_dispose;
  widget_class->grab_focus = heddle_step_palette_grab_focus;

  /**
   * HeddleStepPalette::chosen:
   * @self: a palette
   * @item: a type of step
   *
   * A step is to be added.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, HEDDLE_TYPE_SEARCH_ITEM);

  /**
   * HeddleStepPalette::left:
   * @self: a palette
   *
   * Escape was pressed in it.
   */
  signals[LEFT] = g_signal_new ("left", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                G_TYPE_NONE, 0);

  /**
   * HeddleStepPalette::taken:
   * @self: a palette
   *
   * A step is being dragged to where it is to be added.
   */
  signals[TAKEN] = g_signal_new ("taken", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                 G_TYPE_NONE, 0);

  gtk_widget_class_add_binding (widget_class, GDK_KEY_Escape, 0, escape_cb, NULL);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-step-palette.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleStepPalette, search);
  gtk_widget_class_bind_template_child (widget_class, HeddleStepPalette, stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleStepPalette, list);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_cb);
  gtk_widget_class_bind_template_callback (widget_class, setup_header_cb);
  gtk_widget_class_bind_template_callback (widget_class, bind_header_cb);
}

static void
heddle_step_palette_init (HeddleStepPalette *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_widget_init_template (GTK_WIDGET (self));
  self->filter = gtk_custom_filter_new (fits_cb, self, NULL);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self->search), keys);
}

/**
 * heddle_step_palette_new:
 * @registry: the node types that are known
 *
 * Returns: (transfer floating): a palette of all of them
 */
GtkWidget *
heddle_step_palette_new (HeddleNodeRegistry *registry)
{
  HeddleStepPalette *self = g_object_new (HEDDLE_TYPE_STEP_PALETTE, NULL);
  GListStore *items = heddle_search_item_list_types (registry, NULL, NULL, NULL, FALSE);
  GtkSortListModel *sorted = gtk_sort_list_model_new (G_LIST_MODEL (items), NULL);
  g_autoptr (GtkSorter) categories = GTK_SORTER (gtk_custom_sorter_new (compare_categories_cb, NULL, NULL));
  GtkFilterListModel *found;

  gtk_sort_list_model_set_section_sorter (sorted, categories);
  found = gtk_filter_list_model_new (G_LIST_MODEL (sorted), GTK_FILTER (self->filter));
  self->selection = gtk_single_selection_new (G_LIST_MODEL (found));
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  return GTK_WIDGET (self);
}
