/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "assets/heddle-asset-store.h"
#include "base/heddle-init.h"
#include "editor/heddle-asset-row.h"
#include "editor/heddle-node-fields.h"
#include "tests/app/session-test.h"

#define PICTURE "<svg xmlns='http://www.w3.org/2000/svg' width='30' height='20'><rect width='9' height='9'/></svg>"
#define ROUNDS 50

typedef struct
{
  SessionTest         test;
  HeddleOpenWorkflow *workflow;
  GtkWidget          *row;
  HeddleField        *present;
  HeddleField        *missing;
} Fixture;

static char *
import_picture (SessionTest *test)
{
  g_autofree char *path = g_build_filename (test->folder, "cup.svg", NULL);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, PICTURE, -1, NULL));
  session_test_await (heddle_asset_store_import_file (heddle_session_get_service (test->session,
                                                                                  HEDDLE_TYPE_ASSET_STORE),
                                                      path, NULL),
                      &value, &error);
  g_assert_no_error (error);
  return g_strdup (((HeddleAssetRecord *) g_value_get_boxed (&value))->uuid);
}

static HeddleField *
find_field (Fixture    *self,
            const char *node)
{
  g_autoptr (GPtrArray) fields = heddle_node_fields_list (self->workflow, node);

  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (heddle_field_get_key (fields->pdata[i]), "asset"))
      return g_object_ref (fields->pdata[i]);
  g_assert_not_reached ();
}

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  g_autofree char *asset = NULL;
  g_autofree char *gone = g_uuid_string_random ();
  g_autofree char *id = g_uuid_string_random ();
  g_autofree char *text = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleDocument) document = NULL;
  g_autoptr (GError) error = NULL;

  session_test_set_up (&self->test);
  asset = import_picture (&self->test);
  text = g_strdup_printf ("{\"format\": \"heddle-workflow\", \"version\": 1, \"id\": \"%s\", \"name\": \"Pictures\", "
                          "\"pipelines\": [{\"id\": \"main\", "
                          "\"name\": \"Main\", \"nodes\": ["
                          "{\"id\": \"present\", \"type\": \"input.image\", \"config\": {\"asset\": \"%s\"}}, "
                          "{\"id\": \"missing\", \"type\": \"input.image\", \"config\": {\"asset\": \"%s\"}}], "
                          "\"links\": []}]}",
                          id, asset, gone);
  workflow = heddle_workflow_new_from_text (text, -1, &error);
  g_assert_no_error (error);
  document = heddle_document_new (workflow);
  self->workflow = heddle_open_workflow_new (self->test.session, document);
  self->present = find_field (self, "present");
  self->missing = find_field (self, "missing");
  self->row = g_object_ref_sink (heddle_asset_row_new (self->missing));
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_clear_object (&self->row);
  g_clear_object (&self->present);
  g_clear_object (&self->missing);
  g_clear_object (&self->workflow);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
  session_test_tear_down (&self->test);
}

static GtkWidget *
find_widget (GtkWidget  *widget,
             GType       type,
             const char *text)
{
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type) &&
      (text == NULL || g_str_equal (gtk_label_get_text (GTK_LABEL (widget)), text)))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_widget (child, type, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
says (Fixture    *self,
      const char *text)
{
  return find_widget (self->row, GTK_TYPE_LABEL, text) != NULL;
}

static void
show (Fixture     *self,
      HeddleField *field)
{
  heddle_parameter_row_set_field (HEDDLE_PARAMETER_ROW (self->row), field);
  heddle_parameter_row_refresh (HEDDLE_PARAMETER_ROW (self->row));
}

static gboolean
wait_at_gate (HeddleDatabase  *database,
              gpointer         gate,
              GValue          *result,
              GError         **error)
{
  g_mutex_lock (gate);
  g_mutex_unlock (gate);
  return TRUE;
}

/* Has the library's threads begin with all that was asked for at once, so that answers come in any
 * order.
 */
static void
show_many (Fixture *self)
{
  HeddleLibrary *library = heddle_session_get_library (self->test.session);
  DexFuture *waiting[8];
  GMutex gate;

  g_mutex_init (&gate);
  g_mutex_lock (&gate);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    waiting[i] = heddle_library_read (library, wait_at_gate, &gate, NULL);
  for (guint i = 0; i < 4; i++)
    {
      show (self, self->missing);
      show (self, self->present);
    }
  g_mutex_unlock (&gate);
  for (guint i = 0; i < G_N_ELEMENTS (waiting); i++)
    session_test_await (waiting[i], NULL, NULL);
  g_mutex_clear (&gate);
}

/* Looking up one that is not there takes its time, too: it must not say so of the next. */
static void
test_one_after_the_other (Fixture       *self,
                          gconstpointer  data)
{
  show (self, self->missing);
  session_test_wait_until (says (self, "Missing image"));
  for (guint i = 0; i < ROUNDS; i++)
    {
      show_many (self);
      session_test_wait_until (says (self, "cup") || says (self, "Missing image"));
      for (guint j = 0; j < 5; j++)
        {
          g_usleep (500);
          while (g_main_context_iteration (NULL, FALSE))
            continue;
        }
      g_assert_true (says (self, "cup"));
    }
  show (self, self->present);
  show (self, self->missing);
  session_test_wait_until (says (self, "Missing image"));
}

static void
test_what_is_waited_for_has_a_name (Fixture       *self,
                                    gconstpointer  data)
{
  GtkWidget *spinner = find_widget (self->row, ADW_TYPE_SPINNER, NULL);

  g_assert_nonnull (spinner);
  g_assert_true (gtk_test_accessible_has_property (GTK_ACCESSIBLE (spinner), GTK_ACCESSIBLE_PROPERTY_LABEL));
}

int
main (int   argc,
      char *argv[])
{
  heddle_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();

#define ADD(name, func) g_test_add ("/asset-row/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("one-after-the-other", test_one_after_the_other);
  ADD ("what-is-waited-for-has-a-name", test_what_is_waited_for_has_a_name);
#undef ADD

  return g_test_run ();
}
