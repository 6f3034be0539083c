/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-search.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-choosing.h"
#include "editor/heddle-canvas-palette.h"
#include "editor/heddle-port-label.h"
#include "editor/heddle-search-row.h"

/* How wide a canvas is beside whose places there is room. */
#define LEAST_ROOM_BESIDE 560

struct _HeddleCanvasSearch
{
  GtkPopover          parent_instance;
  HeddleCanvas       *canvas;
  GListStore         *items;
  GListStore         *shown;
  GtkSingleSelection *selection;
  gboolean            all;
  char               *query;
  gboolean            composing;

  GtkSearchEntry     *entry;
  GtkButton          *chip;
  GtkLabel           *chip_label;
  GtkStack           *stack;
  GtkListView        *list;
  GtkLabel           *nothing;
  GtkLabel           *verb;
};

G_DEFINE_FINAL_TYPE (HeddleCanvasSearch, heddle_canvas_search, GTK_TYPE_POPOVER)

/* What is called so comes before what is only told to be so. */
static void
update_shown (HeddleCanvasSearch *self)
{
  g_autofree char *query = g_strstrip (g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));
  g_auto (GStrv) words = g_strsplit (query, " ", -1);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_object_unref);

  g_set_str (&self->query, gtk_editable_get_text (GTK_EDITABLE (self->entry)));
  for (int rank = HEDDLE_SEARCH_NAMED; self->items != NULL && rank > HEDDLE_SEARCH_OTHER; rank--)
    {
      for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->items)); i++)
        {
          g_autoptr (HeddleSearchItem) item = g_list_model_get_item (G_LIST_MODEL (self->items), i);

          if ((int) heddle_search_item_match (item, (const char *const *) words) == rank)
            g_ptr_array_add (found, g_steal_pointer (&item));
        }
    }
  g_list_store_splice (self->shown, 0, g_list_model_get_n_items (G_LIST_MODEL (self->shown)), found->pdata, found->len);
}

static void
announce (HeddleCanvasSearch *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  HeddleSearchItem *first = gtk_single_selection_get_selected_item (self->selection);
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u match", "%u matches", n), n);
  g_autofree char *text = first != NULL ? g_strdup_printf ("%s, %s", count, heddle_search_item_get_title (first))
                                        : g_strdup (count);

  gtk_accessible_announce (GTK_ACCESSIBLE (self), text, GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
}

static gboolean
has_focus (GtkWidget *widget)
{
  return (gtk_widget_get_state_flags (widget) & GTK_STATE_FLAG_FOCUS_WITHIN) != 0;
}

static void
update_cb (HeddleCanvasSearch *self)
{
  gboolean any;

  /* What is typed in the list goes to the entry, and so does the focus. */
  if (has_focus (GTK_WIDGET (self->list)))
    {
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      gtk_editable_set_position (GTK_EDITABLE (self->entry), -1);
    }
  update_shown (self);
  any = g_list_model_get_n_items (G_LIST_MODEL (self->shown)) > 0;
  gtk_stack_set_visible_child_name (self->stack, any ? "items" : "nothing");
  if (any)
    gtk_list_view_scroll_to (self->list, 0, GTK_LIST_SCROLL_SELECT, NULL);
  announce (self);
}

static void
update_chip (HeddleCanvasSearch *self)
{
  HeddlePortType type = { HEDDLE_VALUE_ANY, FALSE };
  gboolean loose = heddle_canvas_get_loose_type (self->canvas, &type) && !self->all;
  g_autofree char *phrase = heddle_port_dup_type_phrase (type);
  HeddleCanvasPalette palette;
  g_autofree char *markup = NULL;
  GdkRGBA color;

  heddle_canvas_palette_init_current (&palette);
  color = palette.types[type.value];
  markup = g_markup_printf_escaped ("<span color=\"#%02x%02x%02x\">●</span> %s", (guint) (color.red * 255),
                                    (guint) (color.green * 255), (guint) (color.blue * 255), phrase);
  gtk_label_set_markup (self->chip_label, markup);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->chip), GTK_ACCESSIBLE_PROPERTY_LABEL, phrase, -1);
  gtk_widget_set_visible (GTK_WIDGET (self->chip), loose);
}

static const char *
get_nothing (HeddleCanvasSearch *self)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) > 0)
    return _("No Matches");
  if (heddle_canvas_is_choosing_order (self->canvas))
    return _("There is no step that this one could run after");
  return heddle_canvas_is_choosing_port (self->canvas) ? _("No step has a port that fits") : _("No Matches");
}

static void
load (HeddleCanvasSearch *self)
{
  gboolean ports = heddle_canvas_is_choosing_port (self->canvas);
  gboolean order = heddle_canvas_is_choosing_order (self->canvas);
  const char *prompt = ports ? _("Search ports") : order ? _("Run after which step?") : _("Search steps");

  g_clear_object (&self->items);
  self->items = heddle_canvas_list_choices (self->canvas, self->all);
  g_object_set (self->entry, "placeholder-text", prompt, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL, prompt, -1);
  gtk_label_set_label (self->verb, ports ? _("Link") : order ? _("Run after") : _("Add"));
  gtk_label_set_label (self->nothing, get_nothing (self));
  update_chip (self);
  update_cb (self);
}

/* A person goes on where they were, as long as that is still there. */
static void
reload (HeddleCanvasSearch *self)
{
  HeddleSearchItem *before = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (HeddleSearchItem) selected = before != NULL ? g_object_ref (before) : NULL;
  gboolean in_list = has_focus (GTK_WIDGET (self->list));
  guint n;

  load (self);
  n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  for (guint i = 0; selected != NULL && i < n; i++)
    {
      g_autoptr (HeddleSearchItem) item = g_list_model_get_item (G_LIST_MODEL (self->shown), i);

      if (!heddle_search_item_is_same (item, selected))
        continue;
      gtk_list_view_scroll_to (self->list, i, GTK_LIST_SCROLL_SELECT | (in_list ? GTK_LIST_SCROLL_FOCUS : 0), NULL);
      break;
    }
  if (in_list && n > 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->list));
}

static void
widen_cb (HeddleCanvasSearch *self)
{
  self->all = TRUE;
  load (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
}

static void
choose (HeddleCanvasSearch *self,
        gboolean            keep)
{
  HeddleSearchItem *selected = gtk_single_selection_get_selected_item (self->selection);
  g_autoptr (HeddleSearchItem) item = selected != NULL ? g_object_ref (selected) : NULL;

  if (item == NULL)
    return;
  heddle_canvas_choose (self->canvas, item, keep, self->all);
  if (!keep)
    gtk_popover_popdown (GTK_POPOVER (self));
  else if (heddle_canvas_is_choosing_port (self->canvas) || heddle_canvas_is_choosing_order (self->canvas))
    load (self);
}

/* What is typed fast is not looked for yet when it is chosen from. */
static void
choose_by_key (HeddleCanvasSearch *self,
               gboolean            keep)
{
  if (g_strcmp0 (self->query, gtk_editable_get_text (GTK_EDITABLE (self->entry))) != 0)
    update_cb (self);
  choose (self, keep);
}

static void
activated_cb (HeddleCanvasSearch *self,
              guint               position)
{
  gtk_single_selection_set_selected (self->selection, position);
  choose (self, FALSE);
}

/* A list that is activated by one click would select whatever the pointer happens to rest on. */
static void
clicked_cb (HeddleCanvasSearch *self,
            int                 n_press,
            double              x,
            double              y,
            GtkGesture         *gesture)
{
  GtkListItem *item = g_object_get_data (G_OBJECT (gesture), "item");

  activated_cb (self, gtk_list_item_get_position (item));
}

static void
selected_cb (HeddleCanvasSearch *self)
{
  if (gtk_widget_get_mapped (GTK_WIDGET (self)))
    heddle_canvas_preview_choice (self->canvas, gtk_single_selection_get_selected_item (self->selection));
}

static void
enter_list (HeddleCanvasSearch *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->shown));
  guint selected = gtk_single_selection_get_selected (self->selection);

  if (n == 0)
    return;
  gtk_list_view_scroll_to (self->list, MIN (selected + 1, n - 1), GTK_LIST_SCROLL_FOCUS | GTK_LIST_SCROLL_SELECT, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->list));
  gtk_window_set_focus_visible (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), TRUE);
}

static gboolean
key_pressed_cb (HeddleCanvasSearch *self,
                guint               key,
                guint               code,
                GdkModifierType     state)
{
  gboolean in_list = has_focus (GTK_WIDGET (self->list));

  /* An input method has these keys as long as it has something to be finished. */
  if (self->composing)
    return GDK_EVENT_PROPAGATE;
  switch (key)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
      if (has_focus (GTK_WIDGET (self->chip)))
        return GDK_EVENT_PROPAGATE;
      choose_by_key (self, (state & GDK_SHIFT_MASK) != 0);
      return GDK_EVENT_STOP;
    case GDK_KEY_Escape:
      gtk_popover_popdown (GTK_POPOVER (self));
      return GDK_EVENT_STOP;
    case GDK_KEY_Down:
    case GDK_KEY_KP_Down:
      if (in_list)
        return GDK_EVENT_PROPAGATE;
      enter_list (self);
      return GDK_EVENT_STOP;
    case GDK_KEY_Up:
    case GDK_KEY_KP_Up:
      if (!in_list || gtk_single_selection_get_selected (self->selection) > 0)
        return GDK_EVENT_PROPAGATE;
      gtk_widget_grab_focus (GTK_WIDGET (self->entry));
      return GDK_EVENT_STOP;
    default:
      return GDK_EVENT_PROPAGATE;
    }
}

static void
setup_row_cb (HeddleCanvasSearch *self,
              GtkListItem        *item)
{
  GtkWidget *row = heddle_search_row_new (TRUE);
  GtkGesture *click = gtk_gesture_click_new ();

  g_object_set_data (G_OBJECT (click), "item", item);
  g_signal_connect_object (click, "released", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (row, GTK_EVENT_CONTROLLER (click));
  gtk_list_item_set_child (item, row);
}

static void
bind_row_cb (HeddleCanvasSearch *self,
             GtkListItem        *list_item)
{
  HeddleSearchItem *item = gtk_list_item_get_item (list_item);
  const char *category = heddle_search_item_get_category (item);
  g_autofree char *name = category != NULL ? g_strdup_printf ("%s, %s", heddle_search_item_get_title (item), category)
                                           : g_strdup (heddle_search_item_get_title (item));

  heddle_search_row_set_item (HEDDLE_SEARCH_ROW (gtk_list_item_get_child (list_item)), item);
  gtk_list_item_set_accessible_label (list_item, name);
  gtk_list_item_set_accessible_description (list_item, heddle_search_item_get_subtitle (item));
}

/* Beside the place, or where there is no room for that, below or above it. */
static void
place_at (HeddleCanvasSearch *self)
{
  int width = gtk_widget_get_width (GTK_WIDGET (self->canvas));
  gboolean beside = width >= LEAST_ROOM_BESIDE;
  GdkRectangle place;

  heddle_canvas_get_choice_place (self->canvas, &place);
  if (!beside)
    place.x = (width - place.width) / 2;
  gtk_popover_set_position (GTK_POPOVER (self), beside ? GTK_POS_RIGHT : GTK_POS_BOTTOM);
  gtk_widget_set_valign (GTK_WIDGET (self), beside ? GTK_ALIGN_START : GTK_ALIGN_FILL);
  gtk_popover_set_pointing_to (GTK_POPOVER (self), &place);
}

static void
requested_cb (HeddleCanvasSearch *self)
{
  self->all = FALSE;
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  place_at (self);
  load (self);
  gtk_popover_popup (GTK_POPOVER (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  selected_cb (self);
}

static void
changed_cb (HeddleCanvasSearch *self,
            gboolean            possible)
{
  if (!possible)
    gtk_popover_popdown (GTK_POPOVER (self));
  else if (heddle_canvas_is_choosing_port (self->canvas) || heddle_canvas_is_choosing_order (self->canvas))
    reload (self);
}

static void
preedit_cb (HeddleCanvasSearch *self,
            const char         *preedit)
{
  self->composing = preedit[0] != '\0';
}

static void
closed_cb (HeddleCanvasSearch *self)
{
  heddle_canvas_end_choosing (self->canvas);
}

static void
heddle_canvas_search_dispose (GObject *object)
{
  HeddleCanvasSearch *self = HEDDLE_CANVAS_SEARCH (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_CANVAS_SEARCH);
  g_clear_object (&self->items);
  g_clear_object (&self->shown);
  g_clear_object (&self->selection);
  g_clear_pointer (&self->query, g_free);

  G_OBJECT_CLASS (heddle_canvas_search_parent_class)->dispose (object);
}

static void
heddle_canvas_search_class_init (HeddleCanvasSearchClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_canvas_search_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-canvas-search.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasSearch, entry);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasSearch, chip);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasSearch, chip_label);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasSearch, stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasSearch, list);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasSearch, nothing);
  gtk_widget_class_bind_template_child (widget_class, HeddleCanvasSearch, verb);
  gtk_widget_class_bind_template_callback (widget_class, update_cb);
  gtk_widget_class_bind_template_callback (widget_class, widen_cb);
}

static void
heddle_canvas_search_init (HeddleCanvasSearch *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();

  self->shown = g_list_store_new (HEDDLE_TYPE_SEARCH_ITEM);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->shown)));
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_object (factory, "setup", G_CALLBACK (setup_row_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (factory, "bind", G_CALLBACK (bind_row_cb), self, G_CONNECT_SWAPPED);
  gtk_list_view_set_factory (self->list, factory);
  g_object_unref (factory);
  gtk_list_view_set_model (self->list, GTK_SELECTION_MODEL (self->selection));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Matches"), -1);
  gtk_search_entry_set_key_capture_widget (self->entry, GTK_WIDGET (self));
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), keys);
  g_signal_connect_object (gtk_editable_get_delegate (GTK_EDITABLE (self->entry)), "preedit-changed",
                           G_CALLBACK (preedit_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->list, "activate", G_CALLBACK (activated_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (selected_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect (self, "closed", G_CALLBACK (closed_cb), NULL);
}

/**
 * heddle_canvas_search_new:
 * @canvas: a canvas, which is in the popover's parent from the same corner on
 *
 * Returns: (transfer floating): a popover that opens when the canvas asks for it
 */
GtkWidget *
heddle_canvas_search_new (HeddleCanvas *canvas)
{
  HeddleCanvasSearch *self = g_object_new (HEDDLE_TYPE_CANVAS_SEARCH, NULL);

  self->canvas = canvas;
  g_signal_connect_object (canvas, "choice-requested", G_CALLBACK (requested_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (canvas, "choice-changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return GTK_WIDGET (self);
}
