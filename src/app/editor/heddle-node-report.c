/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-node-report.h"

#include <glib/gi18n-lib.h>

#define COLUMNS 2

struct _HeddleNodeReport
{
  GtkBox           parent_instance;

  AdwActionRow    *status;
  GtkImage        *icon;
  GtkWidget       *spinner;
  GtkWidget       *progress_row;
  GtkProgressBar  *progress;
  GtkWidget       *problem_row;
  GtkLabel        *problem;
  AdwExpanderRow  *details_row;
  GtkLabel        *details;
  GtkWidget       *pictures_row;
  GtkGrid         *pictures;
  GtkLabel        *more;
  GtkWidget       *text_row;
  GtkLabel        *text;
  GtkPicture      *picture[HEDDLE_NODE_MAX_PREVIEWS];
  const char      *style_class;
};

G_DEFINE_FINAL_TYPE (HeddleNodeReport, heddle_node_report, GTK_TYPE_BOX)

static void
copy (HeddleNodeReport *self,
      const char       *text)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), text);
}

static void
copy_details_cb (HeddleNodeReport *self)
{
  g_autofree char *all = g_strdup_printf ("%s\n\n%s", gtk_label_get_text (self->problem),
                                          gtk_label_get_text (self->details));

  copy (self, all);
}

static void
copy_text_cb (HeddleNodeReport *self)
{
  copy (self, gtk_label_get_text (self->text));
}

static void
set_label (GtkLabel   *label,
           GtkWidget  *row,
           const char *text)
{
  if (g_strcmp0 (gtk_label_get_text (label), text) != 0)
    gtk_label_set_text (label, text != NULL ? text : "");
  gtk_widget_set_visible (row, text != NULL && *text != '\0');
}

static void
show_status (HeddleNodeReport      *self,
             const HeddleNodeState *state)
{
  g_autofree char *summary = heddle_node_state_dup_summary (state);
  g_autofree char *measure = heddle_node_state_dup_measure (state);
  gboolean running = state->phase == HEDDLE_NODE_RUNNING;
  const char *style_class = heddle_node_phase_get_style_class (state->phase);

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->status), summary);
  adw_action_row_set_subtitle (self->status, measure != NULL ? measure : "");
  gtk_widget_set_visible (self->spinner, running);
  gtk_widget_set_visible (GTK_WIDGET (self->icon), !running && heddle_node_phase_get_icon_name (state->phase) != NULL);
  gtk_image_set_from_icon_name (self->icon, heddle_node_phase_get_icon_name (state->phase));
  if (self->style_class != NULL)
    gtk_widget_remove_css_class (GTK_WIDGET (self->icon), self->style_class);
  self->style_class = style_class;
  if (style_class != NULL)
    gtk_widget_add_css_class (GTK_WIDGET (self->icon), style_class);

  gtk_widget_set_visible (self->progress_row, running && (state->n_total > 1 || state->progress >= 0));
  if (running && state->n_total > 1)
    gtk_progress_bar_set_fraction (self->progress, (double) state->n_done / state->n_total);
  else if (running && state->progress >= 0)
    gtk_progress_bar_set_fraction (self->progress, MIN (state->progress, 1));
}

static void
show_pictures (HeddleNodeReport      *self,
               const HeddleNodeState *state)
{
  g_autofree char *more = NULL;
  guint others = state->n_images > state->n_previews ? state->n_images - state->n_previews : 0;

  for (guint i = 0; i < HEDDLE_NODE_MAX_PREVIEWS; i++)
    {
      GdkPaintable *paintable = i < state->n_previews ? GDK_PAINTABLE (state->previews[i]) : NULL;

      gtk_picture_set_paintable (self->picture[i], paintable);
      gtk_widget_set_visible (GTK_WIDGET (self->picture[i]), paintable != NULL);
    }
  gtk_widget_set_visible (self->pictures_row, state->n_previews > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->more), others > 0);
  if (others > 0)
    more = g_strdup_printf (ngettext ("and %u more image", "and %u more images", others), others);
  gtk_label_set_text (self->more, more != NULL ? more : "");
}

/**
 * heddle_node_report_set_state:
 * @self: a report
 * @state: (nullable): what is known of the node; %NULL where it has not run
 *
 * Shows the state of a node. There is nothing to be seen of a node that has not run.
 */
void
heddle_node_report_set_state (HeddleNodeReport      *self,
                              const HeddleNodeState *state)
{
  gtk_widget_set_visible (GTK_WIDGET (self), state != NULL && state->phase != HEDDLE_NODE_IDLE);
  if (state == NULL)
    return;

  show_status (self, state);
  set_label (self->problem, self->problem_row, state->error);
  set_label (self->details, GTK_WIDGET (self->details_row), state->details);
  set_label (self->text, self->text_row, state->text);
  show_pictures (self, state);
}

static void
heddle_node_report_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEDDLE_TYPE_NODE_REPORT);

  G_OBJECT_CLASS (heddle_node_report_parent_class)->dispose (object);
}

static void
heddle_node_report_class_init (HeddleNodeReportClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_node_report_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-node-report.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, status);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, icon);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, spinner);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, progress_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, progress);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, problem_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, details_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, details);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, pictures_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, pictures);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, more);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, text_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodeReport, text);
  gtk_widget_class_bind_template_callback (widget_class, copy_details_cb);
  gtk_widget_class_bind_template_callback (widget_class, copy_text_cb);
}

static void
heddle_node_report_init (HeddleNodeReport *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  for (guint i = 0; i < HEDDLE_NODE_MAX_PREVIEWS; i++)
    {
      g_autofree char *name = g_strdup_printf (_("Result %u"), i + 1);

      self->picture[i] = GTK_PICTURE (gtk_picture_new ());
      gtk_picture_set_alternative_text (self->picture[i], name);
      gtk_picture_set_content_fit (self->picture[i], GTK_CONTENT_FIT_COVER);
      gtk_widget_set_size_request (GTK_WIDGET (self->picture[i]), 60, 120);
      gtk_widget_set_overflow (GTK_WIDGET (self->picture[i]), GTK_OVERFLOW_HIDDEN);
      gtk_widget_add_css_class (GTK_WIDGET (self->picture[i]), "heddle-thumb");
      gtk_widget_set_hexpand (GTK_WIDGET (self->picture[i]), TRUE);
      gtk_grid_attach (self->pictures, GTK_WIDGET (self->picture[i]), (int) i % COLUMNS, (int) i / COLUMNS, 1, 1);
    }
}

/**
 * heddle_node_report_new:
 *
 * Returns: (transfer floating): a report of a node that has not run
 */
GtkWidget *
heddle_node_report_new (void)
{
  return g_object_new (HEDDLE_TYPE_NODE_REPORT, NULL);
}
