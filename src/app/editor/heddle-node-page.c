/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-node-page.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#include "editor/heddle-field-list.h"
#include "editor/heddle-node-fields.h"
#include "editor/heddle-node-report.h"
#include "widgets/heddle-isolate.h"
#include "widgets/heddle-price.h"

#define MAX_NAME 200

struct _HeddleNodePage
{
  AdwBin             parent_instance;

  GtkScrolledWindow *scroller;
  GtkBox            *content;
  GtkWidget         *identity;
  GtkImage          *icon;
  GtkLabel          *type_title;
  GtkLabel          *type_description;
  HeddleFieldList   *members;
  GtkBox            *parameters;
  HeddleFieldList   *shown;
  GHashTable        *lists;
  GtkWidget         *cost;
  GtkLabel          *estimate;
  AdwActionRow      *spent_row;
  GtkLabel          *spent;
  HeddleNodeReport  *report;
};

G_DEFINE_FINAL_TYPE (HeddleNodePage, heddle_node_page, ADW_TYPE_BIN)

static const HeddleParameterInfo name_info = {
  "name", HEDDLE_PARAMETER_TEXT, N_("Name"), NULL, NULL, 0, MAX_NAME,
};

static void
show_identity (HeddleNodePage     *self,
               HeddleOpenWorkflow *workflow,
               const char         *node)
{
  const HeddleNodeTypeInfo *type = heddle_node_fields_get_type (workflow, node);
  HeddleNode *found = heddle_pipeline_find_node (heddle_open_workflow_get_pipeline (workflow), node);
  g_autoptr (GPtrArray) fields = g_ptr_array_new_with_free_func (g_object_unref);
  HeddleField *name = heddle_field_new_member (workflow, node, &name_info);

  gtk_image_set_from_icon_name (self->icon, type != NULL ? type->icon_name : "dialog-question-symbolic");
  gtk_label_set_text (self->type_title, type != NULL ? _(type->title) : heddle_node_get_node_type (found));
  gtk_label_set_text (self->type_description,
                      type != NULL ? _(type->description)
                                   : _("This version does not know this kind of step. It is kept as it is, "
                                       "and cannot run here."));
  heddle_field_set_example (name, gtk_label_get_text (self->type_title));
  g_ptr_array_add (fields, name);
  heddle_field_list_set_fields (self->members, fields, NULL);
}

/* Each type of node keeps its rows, so that going from node to node builds nothing twice. */
static HeddleFieldList *
get_list (HeddleNodePage     *self,
          HeddleOpenWorkflow *workflow,
          const char         *node)
{
  HeddleNode *found = heddle_pipeline_find_node (heddle_open_workflow_get_pipeline (workflow), node);
  const char *type = heddle_node_get_node_type (found);
  HeddleFieldList *list = g_hash_table_lookup (self->lists, type);

  if (list == NULL)
    {
      list = HEDDLE_FIELD_LIST (heddle_field_list_new ());
      gtk_box_append (self->parameters, GTK_WIDGET (list));
      g_hash_table_insert (self->lists, g_strdup (type), list);
    }
  return list;
}

static char *
dup_price (HeddlePriceRange price)
{
  g_autofree char *least = heddle_price_to_string (price.at_least);
  g_autofree char *most = heddle_price_to_string (price.at_most);

  if (!price.at_most.known)
    return g_strdup (_("Unknown"));
  if (price.at_most.amount == 0)
    return g_strdup (_("Free"));
  if (!price.at_least.known || price.at_least.amount == price.at_most.amount)
    return g_strdup_printf (_("≈ %s"), most);
  return heddle_isolate (_("%s – %s"), least, most);
}

static void
show_cost (HeddleNodePage        *self,
           HeddleOpenWorkflow    *workflow,
           const char            *node,
           const HeddleNodeState *state)
{
  HeddlePriceRange price;
  gboolean priced = heddle_node_fields_get_price (workflow, node, &price);
  gboolean spent = priced && state != NULL && state->cost.known && state->n_done > 0;
  g_autofree char *estimate = priced ? dup_price (price) : NULL;
  g_autofree char *cost = spent ? heddle_price_to_string (state->cost) : NULL;
  g_autofree char *run = spent && state->run_number > 0
                           ? g_strdup_printf (_("Run %" PRId64), state->run_number)
                           : NULL;

  gtk_label_set_text (self->estimate, estimate != NULL ? estimate : "");
  gtk_label_set_text (self->spent, cost != NULL ? cost : "");
  adw_action_row_set_subtitle (self->spent_row, run != NULL ? run : "");
  gtk_widget_set_visible (GTK_WIDGET (self->spent_row), spent);
  gtk_widget_set_visible (self->cost, priced);
}

/**
 * heddle_node_page_show:
 * @self: a page
 * @workflow: an open workflow
 * @node: the id of one of its nodes
 *
 * Shows a node as it is now.
 */
void
heddle_node_page_show (HeddleNodePage     *self,
                       HeddleOpenWorkflow *workflow,
                       const char         *node)
{
  g_autoptr (GPtrArray) fields = heddle_node_fields_list (workflow, node);
  g_autoptr (GHashTable) sources = heddle_node_fields_list_sources (workflow, node);
  HeddleFieldList *list = get_list (self, workflow, node);

  show_identity (self, workflow, node);
  heddle_field_list_set_fields (list, fields, sources);
  if (self->shown != list && self->shown != NULL)
    gtk_widget_set_visible (GTK_WIDGET (self->shown), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (list), TRUE);
  self->shown = list;
  gtk_widget_set_visible (GTK_WIDGET (self->parameters), fields->len > 0);
  heddle_node_page_show_state (self, workflow, node);
}

/**
 * heddle_node_page_show_state:
 * @self: a page
 * @workflow: an open workflow
 * @node: the id of one of its nodes
 *
 * Shows what came of a node. A failure stands above everything that can be set.
 */
void
heddle_node_page_show_state (HeddleNodePage     *self,
                             HeddleOpenWorkflow *workflow,
                             const char         *node)
{
  const HeddleNodeState *state = heddle_run_state_lookup (heddle_open_workflow_get_run_state (workflow), node);
  gboolean failed = state != NULL && state->phase == HEDDLE_NODE_FAILED;

  heddle_node_report_set_state (self->report, state);
  show_cost (self, workflow, node, state);
  gtk_box_reorder_child_after (self->content, GTK_WIDGET (self->report),
                               failed ? self->identity : GTK_WIDGET (self->parameters));
}

/**
 * heddle_node_page_scroll_up:
 * @self: a page
 *
 * Goes to its beginning, for another node.
 */
void
heddle_node_page_scroll_up (HeddleNodePage *self)
{
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
}

static void
heddle_node_page_dispose (GObject *object)
{
  /* The template would take the child away unseen by AdwBin. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), HEDDLE_TYPE_NODE_PAGE);

  G_OBJECT_CLASS (heddle_node_page_parent_class)->dispose (object);
}

static void
heddle_node_page_finalize (GObject *object)
{
  g_clear_pointer (&HEDDLE_NODE_PAGE (object)->lists, g_hash_table_unref);

  G_OBJECT_CLASS (heddle_node_page_parent_class)->finalize (object);
}

static void
heddle_node_page_class_init (HeddleNodePageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_node_page_dispose;
  G_OBJECT_CLASS (klass)->finalize = heddle_node_page_finalize;

  g_type_ensure (HEDDLE_TYPE_FIELD_LIST);
  g_type_ensure (HEDDLE_TYPE_NODE_REPORT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-node-page.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, content);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, identity);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, icon);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, type_title);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, type_description);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, members);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, parameters);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, report);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, cost);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, estimate);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, spent_row);
  gtk_widget_class_bind_template_child (widget_class, HeddleNodePage, spent);
}

static void
heddle_node_page_init (HeddleNodePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->lists = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * heddle_node_page_new:
 *
 * Returns: (transfer floating): a page that shows nothing yet
 */
GtkWidget *
heddle_node_page_new (void)
{
  return g_object_new (HEDDLE_TYPE_NODE_PAGE, NULL);
}
