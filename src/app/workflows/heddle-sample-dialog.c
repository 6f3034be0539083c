/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-sample-dialog.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-data-files.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "graph/heddle-workflow.h"
#include "widgets/heddle-settle.h"

struct _HeddleSampleDialog
{
  AdwDialog      parent_instance;
  GtkStack      *stack;
  AdwStatusPage *trouble;
  GtkListBox    *samples;
};

enum
{
  CHOSEN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleSampleDialog, heddle_sample_dialog, ADW_TYPE_DIALOG)

typedef struct
{
  char *path;
  char *name;
  char *description;
  char *icon_name;
} Sample;

static void
sample_free (gpointer data)
{
  Sample *sample = data;

  g_free (sample->path);
  g_free (sample->name);
  g_free (sample->description);
  g_free (sample->icon_name);
  g_free (sample);
}

static Sample *
read_sample (const char  *path,
             GError     **error)
{
  g_autofree char *text = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  JsonNode *about;
  Sample *sample;

  if (!g_file_get_contents (path, &text, NULL, error))
    return NULL;
  workflow = heddle_workflow_new_from_text (text, -1, error);
  if (workflow == NULL)
    return NULL;
  about = heddle_element_get_member (HEDDLE_ELEMENT (workflow), "template");
  sample = g_new0 (Sample, 1);
  sample->path = g_strdup (path);
  sample->name = g_strdup (heddle_workflow_get_name (workflow));
  sample->description = g_strdup (heddle_workflow_get_description (workflow));
  sample->icon_name = g_strdup (about == NULL || !JSON_NODE_HOLDS_OBJECT (about)
                                  ? "heddle-workflow-symbolic"
                                  : heddle_json_get_string (json_node_get_object (about), "icon",
                                                            "heddle-workflow-symbolic"));
  return sample;
}

static int
compare_samples (gconstpointer a,
                 gconstpointer b)
{
  const Sample *left = *(Sample *const *) a;
  const Sample *right = *(Sample *const *) b;

  return g_utf8_collate (left->name, right->name);
}

static gboolean
read_samples (gpointer   data,
              GValue    *value,
              GError   **error)
{
  g_autofree char *folder = heddle_data_files_dup_path ("templates");
  g_autoptr (GDir) directory = g_dir_open (folder, 0, error);
  g_autoptr (GPtrArray) samples = g_ptr_array_new_with_free_func (sample_free);
  const char *name;

  if (directory == NULL)
    return FALSE;
  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      Sample *sample = NULL;

      if (!g_str_has_suffix (name, ".heddle"))
        continue;
      sample = read_sample (path, error);
      if (sample == NULL)
        return FALSE;
      g_ptr_array_add (samples, sample);
    }
  g_ptr_array_sort (samples, compare_samples);
  g_value_init (value, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (value, g_steal_pointer (&samples));
  return TRUE;
}

static GtkWidget *
make_row (const Sample *sample)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sample->name);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), sample->description);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), gtk_image_new_from_icon_name (sample->icon_name));
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (sample->path), g_free);
  return row;
}

static void
read_cb (gpointer      owner,
         const GValue *value,
         const GError *error)
{
  HeddleSampleDialog *self = owner;
  GPtrArray *samples;

  if (error != NULL)
    {
      adw_status_page_set_description (self->trouble, error->message);
      gtk_stack_set_visible_child_name (self->stack, "trouble");
      return;
    }
  samples = g_value_get_boxed (value);
  for (guint i = 0; i < samples->len; i++)
    gtk_list_box_append (self->samples, make_row (samples->pdata[i]));
  gtk_stack_set_visible_child_name (self->stack, "samples");
}

static void
activated_cb (HeddleSampleDialog *self,
              GtkListBoxRow      *row)
{
  g_signal_emit (self, signals[CHOSEN], 0, g_object_get_data (G_OBJECT (row), "path"));
  adw_dialog_close (ADW_DIALOG (self));
}

static void
heddle_sample_dialog_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), HEDDLE_TYPE_SAMPLE_DIALOG);

  G_OBJECT_CLASS (heddle_sample_dialog_parent_class)->dispose (object);
}

static void
heddle_sample_dialog_class_init (HeddleSampleDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_sample_dialog_dispose;

  /**
   * HeddleSampleDialog::chosen:
   * @self: the dialog
   * @path: the sample's file
   *
   * Emitted when a person has chosen a sample; the dialog closes itself.
   */
  signals[CHOSEN] = g_signal_new ("chosen", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-sample-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleSampleDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, HeddleSampleDialog, trouble);
  gtk_widget_class_bind_template_child (widget_class, HeddleSampleDialog, samples);
  gtk_widget_class_bind_template_callback (widget_class, activated_cb);
}

static void
heddle_sample_dialog_init (HeddleSampleDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  heddle_settle (heddle_run_blocking (read_samples, NULL, NULL), read_cb, self);
}

/**
 * heddle_sample_dialog_new:
 *
 * Returns: (transfer floating): the dialog, which reads the samples by itself
 */
AdwDialog *
heddle_sample_dialog_new (void)
{
  return g_object_new (HEDDLE_TYPE_SAMPLE_DIALOG, NULL);
}
