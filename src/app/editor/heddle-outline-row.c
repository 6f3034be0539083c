/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-outline-row.h"

#include "editor/heddle-canvas-palette.h"
#include "editor/heddle-outline-words.h"
#include "editor/heddle-port-dot.h"
#include "editor/heddle-type-icon.h"

struct _HeddleOutlineRow
{
  AdwBin          parent_instance;
  HeddleTypeIcon *icon;
  HeddlePortDot  *dot;
  GtkBox         *words;
  GtkLabel       *title;
  GtkLabel       *subtitle;
  GtkImage       *problem;
  GtkWidget      *spinner;
  GtkImage       *status;
  const char     *status_class;
  char           *details;
};

G_DEFINE_FINAL_TYPE (HeddleOutlineRow, heddle_outline_row, ADW_TYPE_BIN)

static gboolean
is_cut_off (GtkLabel *label)
{
  return gtk_widget_get_visible (GTK_WIDGET (label)) && pango_layout_is_ellipsized (gtk_label_get_layout (label));
}

/* Only where the row does not say it all. */
static gboolean
heddle_outline_row_query_tooltip (GtkWidget  *widget,
                                  int         x,
                                  int         y,
                                  gboolean    by_keyboard,
                                  GtkTooltip *tooltip)
{
  HeddleOutlineRow *self = HEDDLE_OUTLINE_ROW (widget);

  if (!is_cut_off (self->title) && !is_cut_off (self->subtitle)
      && !gtk_widget_get_visible (GTK_WIDGET (self->problem)))
    return FALSE;
  gtk_tooltip_set_text (tooltip, self->details);
  return TRUE;
}

static void
heddle_outline_row_finalize (GObject *object)
{
  g_free (HEDDLE_OUTLINE_ROW (object)->details);

  G_OBJECT_CLASS (heddle_outline_row_parent_class)->finalize (object);
}

static void
heddle_outline_row_class_init (HeddleOutlineRowClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_outline_row_finalize;
  GTK_WIDGET_CLASS (klass)->query_tooltip = heddle_outline_row_query_tooltip;
}

static GtkLabel *
add_label (HeddleOutlineRow *self)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_box_append (self->words, label);
  return GTK_LABEL (label);
}

/* The row says in words what they show. */
static GtkImage *
add_image (GtkWidget *box)
{
  GtkWidget *image = g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_box_append (GTK_BOX (box), image);
  return GTK_IMAGE (image);
}

static void
heddle_outline_row_init (HeddleOutlineRow *self)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);

  self->icon = g_object_new (HEDDLE_TYPE_TYPE_ICON, NULL);
  self->dot = g_object_new (HEDDLE_TYPE_PORT_DOT, NULL);
  self->words = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 0));
  gtk_widget_set_hexpand (GTK_WIDGET (self->words), TRUE);
  gtk_widget_set_valign (GTK_WIDGET (self->words), GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (row, "outline-row");
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->icon));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->dot));
  gtk_box_append (GTK_BOX (row), GTK_WIDGET (self->words));
  self->title = add_label (self);
  self->subtitle = add_label (self);
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "caption");
  gtk_widget_add_css_class (GTK_WIDGET (self->subtitle), "dimmed");
  self->problem = add_image (row);
  self->spinner = g_object_new (ADW_TYPE_SPINNER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
  gtk_box_append (GTK_BOX (row), self->spinner);
  self->status = add_image (row);
  adw_bin_set_child (ADW_BIN (self), row);
  gtk_widget_set_has_tooltip (GTK_WIDGET (self), TRUE);
}

/**
 * heddle_outline_row_new:
 *
 * Returns: (transfer floating): a row that shows nothing yet
 */
GtkWidget *
heddle_outline_row_new (void)
{
  return g_object_new (HEDDLE_TYPE_OUTLINE_ROW, NULL);
}

static void
set_status_class (HeddleOutlineRow *self,
                  const char       *style_class)
{
  if (self->status_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->status), self->status_class);
  self->status_class = style_class;
  if (style_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->status), style_class);
}

static void
show_problem (HeddleOutlineRow  *self,
              HeddleProblemItem *problem)
{
  gboolean warning = problem != NULL && heddle_problem_item_is_warning (problem);

  gtk_widget_set_visible (GTK_WIDGET (self->problem), problem != NULL);
  if (problem == NULL)
    return;
  gtk_image_set_from_icon_name (self->problem, warning ? "dialog-warning-symbolic" : "dialog-error-symbolic");
  gtk_widget_remove_css_class (GTK_WIDGET (self->problem), warning ? "error" : "warning");
  gtk_widget_add_css_class (GTK_WIDGET (self->problem), warning ? "warning" : "error");
}

static void
show_status (HeddleOutlineRow       *self,
             const HeddleCanvasNode *node)
{
  HeddleNodePhase phase = node != NULL && node->state != NULL ? node->state->phase : HEDDLE_NODE_IDLE;
  gboolean dimmed = node != NULL && heddle_canvas_node_is_dimmed (node);
  gboolean running = phase == HEDDLE_NODE_RUNNING && !dimmed;
  const char *icon = node != NULL && !running ? heddle_canvas_node_get_status_icon (node) : NULL;

  gtk_widget_set_visible (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->status), icon != NULL);
  gtk_image_set_from_icon_name (self->status, icon);
  set_status_class (self, dimmed ? "dimmed" : heddle_node_phase_get_style_class (phase));
}

static void
show_icon (HeddleOutlineRow       *self,
           HeddleOutline          *outline,
           HeddleOutlineItem      *item,
           const HeddleCanvasNode *node)
{
  HeddleOutlineKind kind = heddle_outline_item_get_kind (item);
  const HeddleCanvasPort *port = heddle_outline_find_port (outline, item);
  int type = node != NULL ? heddle_canvas_node_get_main_type (node) : -1;

  gtk_widget_set_visible (GTK_WIDGET (self->icon), kind <= HEDDLE_OUTLINE_NODE);
  gtk_widget_set_visible (GTK_WIDGET (self->dot), kind > HEDDLE_OUTLINE_NODE);
  if (kind == HEDDLE_OUTLINE_FRAME)
    heddle_type_icon_set (self->icon, "heddle-frame-symbolic", HEDDLE_CANVAS_N_TYPES);
  else if (kind == HEDDLE_OUTLINE_NOTE)
    heddle_type_icon_set (self->icon, "heddle-note-symbolic", HEDDLE_CANVAS_N_TYPES);
  else if (kind == HEDDLE_OUTLINE_NODE && node != NULL)
    heddle_type_icon_set (self->icon, node->icon_name, type >= 0 ? type : HEDDLE_CANVAS_N_TYPES);
  else
    heddle_port_dot_set (self->dot, port != NULL ? (int) port->type.value : HEDDLE_CANVAS_N_TYPES,
                         port != NULL && port->n_links == 0);
}

/**
 * heddle_outline_row_show:
 * @self: a row
 * @outline: an outline
 * @item: an entry of it
 *
 * Shows an entry as it is now.
 */
void
heddle_outline_row_show (HeddleOutlineRow  *self,
                         HeddleOutline     *outline,
                         HeddleOutlineItem *item)
{
  HeddleOutlineKind kind = heddle_outline_item_get_kind (item);
  const HeddleCanvasNode *node = heddle_canvas_model_lookup (heddle_outline_get_model (outline),
                                                             heddle_outline_item_get_node (item));
  g_autofree char *title = heddle_outline_dup_title (outline, item);
  g_autofree char *subtitle = heddle_outline_dup_subtitle (outline, item);
  gboolean one_line = kind > HEDDLE_OUTLINE_NODE;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (self->words),
                                  one_line ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (self->words, one_line ? 8 : 0);
  gtk_label_set_label (self->title, title);
  gtk_label_set_label (self->subtitle, subtitle != NULL ? subtitle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->subtitle), subtitle != NULL);
  show_icon (self, outline, item, node);
  show_problem (self, heddle_outline_find_problem (outline, item));
  show_status (self, kind == HEDDLE_OUTLINE_NODE ? node : NULL);
}

/**
 * heddle_outline_row_set_details:
 * @self: a row
 * @details: what it is about, in full
 *
 * Sets what is shown to whoever rests on a row that has no room for all of it.
 */
void
heddle_outline_row_set_details (HeddleOutlineRow *self,
                                const char       *details)
{
  g_set_str (&self->details, details);
}
