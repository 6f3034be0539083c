/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-workflow-browser.h"

#include <glib/gi18n-lib.h>

#include "widgets/heddle-place-keys.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"
#include "workflows/heddle-sample-dialog.h"
#include "workflows/heddle-workflow-card.h"
#include "workflows/heddle-workflow-tasks.h"
#include "workflows/heddle-workflows-place.h"

#define CARDS_A_FRAME 16

struct _HeddleWorkflowBrowser
{
  AdwBin              parent_instance;
  HeddleSession      *session;
  GListStore         *items;
  GtkSliceListModel  *first_items;
  GtkSingleSelection *selection;
  gulong              handler;
  gboolean            reading;
  gboolean            stale;
  gboolean            grid;
  guint               growth;

  GtkSearchBar       *search_bar;
  GtkSearchEntry     *search_entry;
  GtkStack           *stack;
  AdwStatusPage      *trouble;
  GtkListView        *list_view;
  GtkGridView        *grid_view;
};

enum
{
  PROP_GRID = 1,
  N_PROPERTIES,
};

static GParamSpec *properties[N_PROPERTIES];

G_DEFINE_FINAL_TYPE (HeddleWorkflowBrowser, heddle_workflow_browser, ADW_TYPE_BIN)

static HeddleWorkflowsPlace *
get_place (HeddleWorkflowBrowser *self)
{
  return HEDDLE_WORKFLOWS_PLACE (gtk_widget_get_ancestor (GTK_WIDGET (self), HEDDLE_TYPE_WORKFLOWS_PLACE));
}

static const char *
get_query (HeddleWorkflowBrowser *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

/* A view makes cards for more items than it shows: only so many a frame, after the first. */
static gboolean
grow_cb (GtkWidget     *widget,
         GdkFrameClock *clock,
         gpointer       data)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (widget);
  guint size = gtk_slice_list_model_get_size (self->first_items);

  if (size >= g_list_model_get_n_items (G_LIST_MODEL (self->items)))
    {
      gtk_slice_list_model_set_size (self->first_items, G_MAXUINT);
      self->growth = 0;
      return G_SOURCE_REMOVE;
    }
  gtk_slice_list_model_set_size (self->first_items, size + CARDS_A_FRAME);
  return G_SOURCE_CONTINUE;
}

static void
show_items (HeddleWorkflowBrowser *self)
{
  GtkSelectionModel *selection = GTK_SELECTION_MODEL (self->selection);
  const char *page = self->grid ? "grid" : "list";

  /* A view makes cards for its model even where it is hidden. */
  gtk_list_view_set_model (self->list_view, self->grid ? NULL : selection);
  gtk_grid_view_set_model (self->grid_view, self->grid ? selection : NULL);
  if (g_list_model_get_n_items (G_LIST_MODEL (self->items)) == 0)
    page = *get_query (self) == '\0' ? "empty" : "no-matches";
  gtk_stack_set_visible_child_name (self->stack, page);
  if (self->growth == 0 && gtk_slice_list_model_get_size (self->first_items) != G_MAXUINT)
    self->growth = gtk_widget_add_tick_callback (GTK_WIDGET (self), grow_cb, NULL, NULL);
}

/* What has not changed stays the same item, so that focus and scrolling stay too. */
static void
update_items (HeddleWorkflowBrowser *self,
              GPtrArray             *records)
{
  GListModel *model = G_LIST_MODEL (self->items);
  g_autoptr (GPtrArray) fresh = g_ptr_array_new_with_free_func (g_object_unref);
  guint same = 0;
  guint n = g_list_model_get_n_items (model);

  for (guint i = 0; i < records->len; i++)
    g_ptr_array_add (fresh, heddle_workflow_item_new (records->pdata[i]));
  for (; same < n && same < fresh->len; same++)
    {
      g_autoptr (HeddleWorkflowItem) item = g_list_model_get_item (model, same);

      if (!heddle_workflow_item_equal (item, fresh->pdata[same]))
        break;
    }
  g_list_store_splice (self->items, same, n - same, fresh->pdata + same, fresh->len - same);
}

static void reload (HeddleWorkflowBrowser *self);

static void
listed_cb (gpointer      owner,
           const GValue *value,
           const GError *error)
{
  HeddleWorkflowBrowser *self = owner;

  self->reading = FALSE;
  if (self->stale)
    {
      reload (self);
      return;
    }
  if (error != NULL)
    {
      adw_status_page_set_description (self->trouble, error->message);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
      return;
    }
  update_items (self, g_value_get_boxed (value));
  show_items (self);
}

/* One reading at a time, so that an answer is never older than the one before it. */
static void
reload (HeddleWorkflowBrowser *self)
{
  if (!heddle_session_is_open (self->session))
    return;
  self->stale = self->reading;
  if (self->reading)
    return;
  self->reading = TRUE;
  heddle_settle (heddle_workflow_tasks_list (self->session, get_query (self)), listed_cb, self);
}

static void
card_setup_cb (GtkSignalListItemFactory *factory,
               GtkListItem              *list_item,
               HeddleWorkflowBrowser    *self)
{
  GtkOrientation orientation = factory == GTK_SIGNAL_LIST_ITEM_FACTORY (gtk_grid_view_get_factory (self->grid_view))
                                 ? GTK_ORIENTATION_VERTICAL
                                 : GTK_ORIENTATION_HORIZONTAL;

  gtk_list_item_set_child (list_item,
                           GTK_WIDGET (heddle_workflow_card_new (heddle_session_get_thumbnails (self->session),
                                                                 orientation)));
}

static void
card_bind_cb (GtkSignalListItemFactory *factory,
              GtkListItem              *list_item,
              HeddleWorkflowBrowser    *self)
{
  HeddleWorkflowItem *item = gtk_list_item_get_item (list_item);
  g_autofree char *age = heddle_workflow_item_dup_age (item);

  heddle_workflow_card_set_item (HEDDLE_WORKFLOW_CARD (gtk_list_item_get_child (list_item)), item);
  gtk_list_item_set_accessible_label (list_item, heddle_workflow_item_get_name (item));
  gtk_list_item_set_accessible_description (list_item, age);
}

static void
card_unbind_cb (GtkSignalListItemFactory *factory,
                GtkListItem              *list_item,
                HeddleWorkflowBrowser    *self)
{
  heddle_workflow_card_set_item (HEDDLE_WORKFLOW_CARD (gtk_list_item_get_child (list_item)), NULL);
}

static GtkListItemFactory *
make_factory (HeddleWorkflowBrowser *self)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (card_setup_cb), self);
  g_signal_connect (factory, "bind", G_CALLBACK (card_bind_cb), self);
  g_signal_connect (factory, "unbind", G_CALLBACK (card_unbind_cb), self);
  return factory;
}

static void
activated_cb (HeddleWorkflowBrowser *self,
              guint                  position)
{
  g_autoptr (HeddleWorkflowItem) item = g_list_model_get_item (G_LIST_MODEL (self->selection), position);

  gtk_widget_activate_action (GTK_WIDGET (self), "win.open-workflow", "s", heddle_workflow_item_get_uuid (item));
}

static void
search_changed_cb (HeddleWorkflowBrowser *self)
{
  reload (self);
}

static HeddleWorkflowItem *
find_item (HeddleWorkflowBrowser *self,
           GVariant              *parameter)
{
  GListModel *model = G_LIST_MODEL (self->items);
  const char *uuid;

  if (parameter == NULL)
    return gtk_single_selection_get_selected_item (self->selection);
  uuid = g_variant_get_string (parameter, NULL);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (HeddleWorkflowItem) item = g_list_model_get_item (model, i);

      if (g_str_equal (heddle_workflow_item_get_uuid (item), uuid))
        return item;
    }
  return NULL;
}

static void
renamed_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  if (error != NULL)
    heddle_toast_error (owner, _("The workflow could not be renamed"), error);
}

static void
rename_response_cb (HeddleWorkflowBrowser *self,
                    const char            *response,
                    AdwAlertDialog        *dialog)
{
  const char *uuid = g_object_get_data (G_OBJECT (dialog), "uuid");
  const char *name = gtk_editable_get_text (GTK_EDITABLE (adw_alert_dialog_get_extra_child (dialog)));

  if (!g_str_equal (response, "rename") || *name == '\0')
    return;
  if (!heddle_workflows_place_rename (get_place (self), uuid, name))
    heddle_settle (heddle_workflow_tasks_rename (self->session, uuid, name), renamed_cb, self);
}

static void
name_changed_cb (GtkEditable    *entry,
                 AdwAlertDialog *dialog)
{
  adw_alert_dialog_set_response_enabled (dialog, "rename", *gtk_editable_get_text (entry) != '\0');
}

static void
rename_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (widget);
  HeddleWorkflowItem *item = find_item (self, parameter);
  AdwDialog *dialog;
  GtkWidget *entry;

  if (item == NULL)
    return;
  dialog = adw_alert_dialog_new (_("Rename Workflow"), NULL);
  entry = gtk_entry_new ();
  gtk_editable_set_text (GTK_EDITABLE (entry), heddle_workflow_item_get_name (item));
  gtk_entry_set_activates_default (GTK_ENTRY (entry), TRUE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (entry), GTK_ACCESSIBLE_PROPERTY_LABEL, _("Name"), -1);
  adw_alert_dialog_set_extra_child (ADW_ALERT_DIALOG (dialog), entry);
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _("_Cancel"), "rename", _("_Rename"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "rename", ADW_RESPONSE_SUGGESTED);
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "rename");
  g_object_set_data_full (G_OBJECT (dialog), "uuid", g_strdup (heddle_workflow_item_get_uuid (item)), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (rename_response_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (entry, "changed", G_CALLBACK (name_changed_cb), dialog, G_CONNECT_DEFAULT);
  adw_dialog_present (dialog, widget);
  gtk_widget_grab_focus (entry);
}

static void
duplicated_cb (gpointer      owner,
               const GValue *value,
               const GError *error)
{
  if (error != NULL)
    heddle_toast_error (owner, _("The workflow could not be duplicated"), error);
}

static void
duplicate_cb (GtkWidget  *widget,
              const char *action,
              GVariant   *parameter)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (widget);
  HeddleWorkflowItem *item = find_item (self, parameter);

  if (item != NULL)
    heddle_settle (heddle_workflow_tasks_duplicate (self->session, heddle_workflow_item_get_uuid (item)),
                   duplicated_cb, self);
}

static void
exported_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  if (error != NULL)
    heddle_toast_error (owner, _("The workflow could not be exported"), error);
  else
    heddle_toast_tell (owner, _("Workflow exported"));
}

static void
export_chosen_cb (GObject      *source,
                  GAsyncResult *result,
                  gpointer      data)
{
  g_autoptr (HeddleWorkflowBrowser) self = data;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, NULL);
  const char *uuid = g_object_get_data (source, "uuid");

  if (file != NULL && heddle_session_is_open (self->session))
    heddle_settle (heddle_workflow_tasks_export (self->session, uuid, g_file_peek_path (file)), exported_cb, self);
}

static void
export_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (widget);
  HeddleWorkflowItem *item = find_item (self, parameter);
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = NULL;

  if (item == NULL)
    return;
  name = g_strdup_printf ("%s.heddle", heddle_workflow_item_get_name (item));
  g_strdelimit (name, "/", '-');
  gtk_file_dialog_set_title (dialog, _("Export Workflow"));
  gtk_file_dialog_set_initial_name (dialog, name);
  g_object_set_data_full (G_OBJECT (dialog), "uuid", g_strdup (heddle_workflow_item_get_uuid (item)), g_free);
  gtk_file_dialog_save (dialog, GTK_WINDOW (gtk_widget_get_root (widget)), NULL, export_chosen_cb,
                        g_object_ref (self));
}

static void
restored_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  if (error != NULL)
    heddle_toast_error (owner, _("The workflow could not be brought back"), error);
}

static void
undo_delete_cb (HeddleWorkflowBrowser *self,
                AdwToast              *toast)
{
  gint64 *id = g_object_get_data (G_OBJECT (toast), "id");

  if (heddle_session_is_open (self->session))
    heddle_settle (heddle_workflow_tasks_restore (self->session, *id), restored_cb, self);
}

static void
deleted_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  if (error != NULL)
    heddle_toast_error (owner, _("The workflow could not be deleted"), error);
}

static void
delete_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (widget);
  HeddleWorkflowItem *item = find_item (self, parameter);
  gint64 id;
  AdwToast *toast;

  if (item == NULL)
    return;
  if (heddle_workflows_place_runs (get_place (self), heddle_workflow_item_get_uuid (item)))
    {
      heddle_toast_tell (widget, _("“%s” is running. Stop the run, then delete it."),
                         heddle_workflow_item_get_name (item));
      return;
    }
  id = heddle_workflow_item_get_id (item);
  toast = heddle_toast_undo (widget, G_CALLBACK (undo_delete_cb), self, _("“%s” deleted"),
                             heddle_workflow_item_get_name (item));
  g_object_set_data_full (G_OBJECT (toast), "id", g_memdup2 (&id, sizeof id), g_free);
  gtk_widget_activate_action (widget, "win.close-workflow", "s", heddle_workflow_item_get_uuid (item));
  heddle_settle (heddle_workflow_tasks_trash (self->session, id), deleted_cb, self);
}

static void
created_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  if (error != NULL)
    heddle_toast_error (owner, _("The workflow could not be made"), error);
  else
    gtk_widget_activate_action (owner, "win.open-workflow", "s", g_value_get_string (value));
}

static void
create_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (widget);

  heddle_settle (heddle_workflow_tasks_create (self->session), created_cb, self);
}

static void
sample_chosen_cb (HeddleWorkflowBrowser *self,
                  const char            *path)
{
  heddle_settle (heddle_workflow_tasks_import (self->session, path, TRUE), created_cb, self);
}

static void
samples_cb (GtkWidget  *widget,
            const char *action,
            GVariant   *parameter)
{
  AdwDialog *dialog = heddle_sample_dialog_new ();

  g_signal_connect_object (dialog, "chosen", G_CALLBACK (sample_chosen_cb), widget, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, widget);
}

static void
search_cb (GtkWidget  *widget,
           const char *action,
           GVariant   *parameter)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (widget);

  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
clear_search_cb (GtkWidget  *widget,
                 const char *action,
                 GVariant   *parameter)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (widget);

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}

static void
retry_cb (GtkWidget  *widget,
          const char *action,
          GVariant   *parameter)
{
  reload (HEDDLE_WORKFLOW_BROWSER (widget));
}

static HeddleWorkflowCard *
find_card (GtkWidget *view)
{
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (view));

  return focus == NULL || !gtk_widget_is_ancestor (focus, view) ? NULL
         : HEDDLE_IS_WORKFLOW_CARD (gtk_widget_get_first_child (focus))
           ? HEDDLE_WORKFLOW_CARD (gtk_widget_get_first_child (focus))
           : NULL;
}

static void
menu_cb (GtkWidget  *widget,
         const char *action,
         GVariant   *parameter)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (widget);
  HeddleWorkflowCard *card = find_card (self->grid ? GTK_WIDGET (self->grid_view) : GTK_WIDGET (self->list_view));

  if (card != NULL)
    heddle_workflow_card_open_menu (card);
}

static void
heddle_workflow_browser_get_property (GObject    *object,
                                      guint       id,
                                      GValue     *value,
                                      GParamSpec *pspec)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (object);

  switch (id)
    {
    case PROP_GRID:
      g_value_set_boolean (value, self->grid);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_workflow_browser_set_property (GObject      *object,
                                      guint         id,
                                      const GValue *value,
                                      GParamSpec   *pspec)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (object);

  switch (id)
    {
    case PROP_GRID:
      if (self->grid == g_value_get_boolean (value))
        break;
      self->grid = g_value_get_boolean (value);
      show_items (self);
      g_object_notify_by_pspec (object, pspec);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static gboolean
heddle_workflow_browser_grab_focus (GtkWidget *widget)
{
  GtkWidget *shown = gtk_stack_get_visible_child (HEDDLE_WORKFLOW_BROWSER (widget)->stack);

  return shown != NULL && gtk_widget_child_focus (shown, GTK_DIR_TAB_FORWARD);
}

static void
heddle_workflow_browser_dispose (GObject *object)
{
  HeddleWorkflowBrowser *self = HEDDLE_WORKFLOW_BROWSER (object);

  if (self->session != NULL)
    g_clear_signal_handler (&self->handler, self->session);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_WORKFLOW_BROWSER);
  g_clear_object (&self->first_items);
  g_clear_object (&self->items);
  g_clear_object (&self->selection);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_workflow_browser_parent_class)->dispose (object);
}

static void
install_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "browser.create", NULL, create_cb);
  gtk_widget_class_install_action (widget_class, "browser.samples", NULL, samples_cb);
  gtk_widget_class_install_action (widget_class, "browser.search", NULL, search_cb);
  gtk_widget_class_install_action (widget_class, "browser.clear-search", NULL, clear_search_cb);
  gtk_widget_class_install_action (widget_class, "browser.retry", NULL, retry_cb);
  gtk_widget_class_install_action (widget_class, "browser.menu", NULL, menu_cb);
  gtk_widget_class_install_action (widget_class, "browser.rename", "s", rename_cb);
  gtk_widget_class_install_action (widget_class, "browser.duplicate", "s", duplicate_cb);
  gtk_widget_class_install_action (widget_class, "browser.export", "s", export_cb);
  gtk_widget_class_install_action (widget_class, "browser.delete", "s", delete_cb);
  gtk_widget_class_install_action (widget_class, "browser.rename-selected", NULL, rename_cb);
  gtk_widget_class_install_action (widget_class, "browser.duplicate-selected", NULL, duplicate_cb);
  gtk_widget_class_install_action (widget_class, "browser.delete-selected", NULL, delete_cb);
  gtk_widget_class_install_property_action (widget_class, "browser.grid", "grid");

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "browser.create", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Delete, 0, "browser.delete-selected", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Menu, 0, "browser.menu", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, "browser.menu", NULL);
}

static void
heddle_workflow_browser_class_init (HeddleWorkflowBrowserClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = heddle_workflow_browser_get_property;
  object_class->set_property = heddle_workflow_browser_set_property;
  object_class->dispose = heddle_workflow_browser_dispose;
  widget_class->grab_focus = heddle_workflow_browser_grab_focus;

  /**
   * HeddleWorkflowBrowser:grid:
   *
   * Whether workflows stand in a grid, with larger pictures, instead of a list.
   */
  properties[PROP_GRID] = g_param_spec_boolean ("grid", NULL, NULL, TRUE,
                                                G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
  install_actions (widget_class);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-workflow-browser.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowBrowser, search_bar);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowBrowser, search_entry);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowBrowser, stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowBrowser, trouble);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowBrowser, list_view);
  gtk_widget_class_bind_template_child (widget_class, HeddleWorkflowBrowser, grid_view);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static const HeddlePlaceKey keys[] = {
  { "<Control>f", "browser.search" },
  { "F2", "browser.rename-selected" },
  { "<Control>d", "browser.duplicate-selected" },
};

static void
heddle_workflow_browser_init (HeddleWorkflowBrowser *self)
{
  g_autoptr (GtkListItemFactory) list_factory = make_factory (self);
  g_autoptr (GtkListItemFactory) grid_factory = make_factory (self);

  gtk_widget_init_template (GTK_WIDGET (self));
  heddle_place_keys_add (GTK_WIDGET (self), keys, G_N_ELEMENTS (keys));
  self->grid = TRUE;
  self->items = g_list_store_new (HEDDLE_TYPE_WORKFLOW_ITEM);
  self->first_items = gtk_slice_list_model_new (g_object_ref (G_LIST_MODEL (self->items)), 0, CARDS_A_FRAME);
  self->selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->first_items)));
  gtk_list_view_set_factory (self->list_view, list_factory);
  gtk_grid_view_set_factory (self->grid_view, grid_factory);
  gtk_search_bar_connect_entry (self->search_bar, GTK_EDITABLE (self->search_entry));
}

/**
 * heddle_workflow_browser_new:
 * @session: a session with a library
 *
 * Returns: (transfer floating): the browser, which reads the library by itself
 */
HeddleWorkflowBrowser *
heddle_workflow_browser_new (HeddleSession *session)
{
  HeddleWorkflowBrowser *self = g_object_new (HEDDLE_TYPE_WORKFLOW_BROWSER, NULL);

  self->session = g_object_ref (session);
  self->handler = g_signal_connect_swapped (session, "workflows-changed", G_CALLBACK (reload), self);
  reload (self);
  return self;
}
