/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-workflow-page.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-field-list.h"
#include "graph/heddle-note.h"

#define MAX_NAME 200
#define MAX_NOTES 50

struct _HeddleWorkflowPage
{
  AdwBin            parent_instance;

  GtkWidget        *about;
  HeddleFieldList  *members;
  GtkLabel         *steps;
  GtkWidget        *estimate_row;
  GtkLabel         *estimate;
  GtkWidget        *inputs_heading;
  GtkLabel         *no_inputs;
  HeddleFieldList  *inputs;
  GtkWidget        *notes_group;
  GtkListBox       *notes;
};

G_DEFINE_FINAL_TYPE (HeddleWorkflowPage, heddle_workflow_page, ADW_TYPE_BIN)

static const HeddleParameterInfo members[] = {
  { "name", HEDDLE_PARAMETER_TEXT, N_("Name"), NULL, NULL, 1, MAX_NAME },
  { "description", HEDDLE_PARAMETER_LONG_TEXT, N_("Description"), N_("What the workflow is for") },
};

static void
show_members (HeddleWorkflowPage *self,
              HeddleOpenWorkflow *workflow)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (heddle_pipeline_get_nodes (heddle_open_workflow_get_pipeline (workflow)));
  g_autofree char *steps = g_strdup_printf ("%u", n);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_ptr_array_add (fields, heddle_field_new_member (workflow, NULL, &members[i]));
  heddle_field_list_set_fields (self->members, fields, NULL);
  gtk_label_set_text (self->steps, steps);
}

static void
show_inputs (HeddleWorkflowPage *self,
             HeddleOpenWorkflow *workflow)
{
  HeddleWorkflow *document = heddle_document_get_workflow (heddle_open_workflow_get_document (workflow));
  GListModel *inputs = heddle_workflow_get_inputs (document);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_object_unref);
  guint n = g_list_model_get_n_items (inputs);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddleWorkflowInput) input = g_list_model_get_item (inputs, i);

      g_ptr_array_add (fields, heddle_field_new_input (workflow, input));
    }
  heddle_field_list_set_fields (self->inputs, fields, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->no_inputs), n == 0);
}

static void
add_note (HeddleWorkflowPage *self,
          const char         *text)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_widget_add_css_class (label, "heddle-padded");
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  gtk_list_box_append (self->notes, row);
}

static void
show_notes (HeddleWorkflowPage *self,
            HeddleOpenWorkflow *workflow)
{
  GListModel *notes = heddle_pipeline_get_notes (heddle_open_workflow_get_pipeline (workflow));
  guint n = g_list_model_get_n_items (notes);

  gtk_list_box_remove_all (self->notes);
  for (guint i = 0; i < MIN (n, MAX_NOTES); i++)
    {
      g_autoptr (HeddleNote) note = g_list_model_get_item (notes, i);
      g_autofree char *text = NULL;

      g_object_get (note, "text", &text, NULL);
      add_note (self, text != NULL ? text : "");
    }
  gtk_widget_set_visible (self->notes_group, n > 0);
}

/**
 * heddle_workflow_page_show:
 * @self: a page
 * @workflow: an open workflow
 * @only_inputs: whether only its inputs are shown
 *
 * Shows a workflow as it is now.
 */
void
heddle_workflow_page_show (HeddleWorkflowPage *self,
                           HeddleOpenWorkflow *workflow,
                           gboolean            only_inputs)
{
  gtk_widget_set_visible (self->about, !only_inputs);
  gtk_widget_set_visible (self->inputs_heading, !only_inputs);
  show_inputs (self, workflow);
  if (only_inputs)
    {
      gtk_widget_set_visible (self->notes_group, FALSE);
      return;
    }
  show_members (self, workflow);
  show_notes (self, workflow);
}

/**
 * heddle_workflow_page_set_estimate:
 * @self: a page
 * @text: (nullable): what a run will cost, for people; %NULL where nothing is known
 *
 * Shows what a run of the workflow will cost.
 */
void
heddle_workflow_page_set_estimate (HeddleWorkflowPage *self,
                                   const char         *text)
{
  gtk_label_set_text (self->estimate, text != NULL ? text : "");
  gtk_widget_set_visible (self->estimate_row, text != NULL && *text != '\0');
}

static void
heddle_workflow_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEDDLE_TYPE_WORKFLOW_PAGE);

  G_OBJECT_CLASS (heddle_workflow_page_parent_class)->dispose (object);
}

static void
heddle_workflow_page_class_init (HeddleWorkflowPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_workflow_page_dispose;

  g_type_ensure (HEDDLE_TYPE_FIELD_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-workflow-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowPage, about);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowPage, members);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowPage, steps);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowPage, estimate_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowPage, estimate);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowPage, inputs_heading);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowPage, no_inputs);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowPage, inputs);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowPage, notes_group);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowPage, notes);
}

static void
heddle_workflow_page_init (HeddleWorkflowPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heddle_workflow_page_new:
 *
 * Returns: (transfer floating): a page that shows nothing yet
 */
GtkWidget *
heddle_workflow_page_new (void)
{
  return g_object_new (HEDDLE_TYPE_WORKFLOW_PAGE, NULL);
}
