/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* inspector-window LIBRARY FILE OUT [NODE…]: a window with an inspector of a workflow, for tests.
 * F8 goes to the next node that is named, and to the workflow after the last. The
 * document is written to OUT after every edit. With HEDDLE_INSPECTOR_RTL it is laid out from right to
 * left. HEDDLE_INSPECTOR_STATE is a state that the nodes are
 * said to have; with HEDDLE_INSPECTOR_MEASURE it only measures how long it takes to go from node to
 * node.
 */

#include "config.h"

#include <adwaita.h>

#include "base/heddle-init.h"
#include "editor/heddle-inspector.h"
#include "widgets/heddle-settle.h"

typedef struct
{
  char               **arguments;
  HeddleSession       *session;
  HeddleOpenWorkflow  *workflow;
  GtkWidget           *window;
  GtkWidget           *inspector;
  guint                position;
} Harness;

static Harness harness;

static void
write_out (void)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (heddle_open_workflow_get_document (harness.workflow));
  g_autofree char *text = heddle_workflow_to_text (workflow);

  g_file_set_contents (harness.arguments[3], text, -1, NULL);
}

static gboolean
undo_cb (void)
{
  heddle_document_undo (heddle_open_workflow_get_document (harness.workflow));
  return GDK_EVENT_STOP;
}

static gboolean
redo_cb (void)
{
  heddle_document_redo (heddle_open_workflow_get_document (harness.workflow));
  return GDK_EVENT_STOP;
}

static gboolean
next_cb (void)
{
  guint n = g_strv_length (harness.arguments) - 4;

  harness.position = (harness.position + 1) % (n + 1);
  heddle_inspector_set_node (HEDDLE_INSPECTOR (harness.inspector), harness.arguments[4 + harness.position]);
  return GDK_EVENT_STOP;
}

static void
fake_state (void)
{
  const char *name = g_getenv ("HEDDLE_INSPECTOR_STATE");
  HeddleRunState *run = heddle_open_workflow_get_run_state (harness.workflow);

  for (guint i = 4; name != NULL && harness.arguments[i] != NULL; i++)
    {
      HeddleNodeState *state = heddle_run_state_edit (run, harness.arguments[i]);

      state->run_number = 42;
      state->n_total = 4;
      state->n_done = 3;
      state->duration_ms = 12300;
      state->cost = heddle_money_new (80000, "USD");
      if (g_str_equal (name, "failed"))
        {
          state->phase = HEDDLE_NODE_FAILED;
          state->n_failed = 1;
          state->error = g_strdup ("The provider refused the prompt because of its content policy.");
          state->details = g_strdup ("HTTP 400: {\"error\": {\"code\": \"moderation_blocked\", "
                                     "\"message\": \"Your request was rejected by the safety system.\"}}");
        }
      else if (g_str_equal (name, "running"))
        {
          state->phase = HEDDLE_NODE_RUNNING;
        }
      else
        {
          state->phase = HEDDLE_NODE_DONE;
          state->text = g_strdup ("Slow mornings are back. Our spring blend is roasted for the first light.");
          for (; state->n_previews < HEDDLE_NODE_MAX_PREVIEWS; state->n_previews++)
            {
              g_autoptr (GBytes) bytes = g_bytes_new_take (g_malloc0 (64 * 80 * 4), 64 * 80 * 4);
              guint8 *pixels = (guint8 *) g_bytes_get_data (bytes, NULL);

              for (guint p = 0; p < 64 * 80; p++)
                {
                  pixels[p * 4] = (guint8) (200 - p / 80);
                  pixels[p * 4 + 1] = (guint8) (90 + 30 * state->n_previews);
                  pixels[p * 4 + 2] = (guint8) (80 + p / 64);
                  pixels[p * 4 + 3] = 255;
                }
              state->previews[state->n_previews] =
                gdk_memory_texture_new (64, 80, GDK_MEMORY_R8G8B8A8, bytes, (gsize) 64 * 4);
            }
          state->n_images = 6;
        }
      heddle_run_state_touch (run, harness.arguments[i]);
    }
}

static gboolean
measure_cb (gpointer data)
{
  guint n = g_strv_length (harness.arguments) - 4;

  for (guint round = 0; round < 3; round++)
    {
      for (guint i = 0; i < n; i++)
        {
          gint64 start = g_get_monotonic_time ();
          gint64 built;
          int height;

          heddle_inspector_set_node (HEDDLE_INSPECTOR (harness.inspector), harness.arguments[4 + i]);
          built = g_get_monotonic_time ();
          gtk_widget_measure (harness.inspector, GTK_ORIENTATION_VERTICAL, 312, &height, NULL, NULL, NULL);
          gtk_widget_allocate (harness.inspector, 312, 860, -1, NULL);
          g_print ("%s: set %.1f ms, with layout %.1f ms\n", harness.arguments[4 + i],
                   (double) (built - start) / 1000, (double) (g_get_monotonic_time () - start) / 1000);
        }
    }
  gtk_window_close (GTK_WINDOW (harness.window));
  return G_SOURCE_REMOVE;
}

static void
add_shortcut (GtkEventController *controller,
              const char         *trigger,
              GCallback           callback)
{
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string (trigger),
                      gtk_callback_action_new ((GtkShortcutFunc) callback, NULL, NULL)));
}

static void
opened_cb (gpointer      owner,
           const GValue *value,
           const GError *error)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  g_autofree char *text = NULL;
  g_autoptr (HeddleWorkflow) workflow = NULL;
  g_autoptr (HeddleDocument) document = NULL;
  g_autoptr (GError) problem = NULL;

  if (error != NULL)
    g_error ("%s", error->message);
  g_file_get_contents (harness.arguments[2], &text, NULL, &problem);
  g_assert_no_error (problem);
  workflow = heddle_workflow_new_from_text (text, -1, &problem);
  g_assert_no_error (problem);
  document = heddle_document_new (workflow);
  harness.workflow = heddle_open_workflow_new (harness.session, document);
  g_signal_connect (heddle_open_workflow_get_document (harness.workflow), "edited", write_out, NULL);
  write_out ();

  harness.inspector = heddle_inspector_new ();
  heddle_inspector_set_open_workflow (HEDDLE_INSPECTOR (harness.inspector), harness.workflow);
  heddle_inspector_set_estimate_text (HEDDLE_INSPECTOR (harness.inspector), "≈ $0.12");
  fake_state ();
  heddle_inspector_set_node (HEDDLE_INSPECTOR (harness.inspector), harness.arguments[4]);

  add_shortcut (controller, "<Control>z", G_CALLBACK (undo_cb));
  add_shortcut (controller, "<Control><Shift>z", G_CALLBACK (redo_cb));
  add_shortcut (controller, "F8", G_CALLBACK (next_cb));
  gtk_widget_add_controller (harness.window, controller);
  adw_application_window_set_content (ADW_APPLICATION_WINDOW (harness.window), harness.inspector);
  if (g_getenv ("HEDDLE_INSPECTOR_MEASURE") != NULL)
    g_timeout_add (1000, measure_cb, NULL);
}

static void
activate_cb (GtkApplication *application)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();

  if (g_getenv ("HEDDLE_INSPECTOR_RTL") != NULL)
    gtk_widget_set_default_direction (GTK_TEXT_DIR_RTL);
  harness.window = adw_application_window_new (application);
  gtk_window_set_title (GTK_WINDOW (harness.window), "Inspector");
  gtk_window_set_default_size (GTK_WINDOW (harness.window), 312, 860);
  gtk_shortcut_controller_add_shortcut (
    GTK_SHORTCUT_CONTROLLER (controller),
    gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>q"), gtk_named_action_new ("window.close")));
  gtk_widget_add_controller (harness.window, controller);
  gtk_window_present (GTK_WINDOW (harness.window));
  heddle_settle (heddle_session_open (harness.session, harness.arguments[1]), opened_cb, harness.session);
}

int
main (int   argc,
      char *argv[])
{
  g_autoptr (AdwApplication) application = NULL;
  int status;

  heddle_init ();
  harness.arguments = argv;
  harness.session = heddle_session_new ();
  application = adw_application_new ("app.heddle.Heddle", G_APPLICATION_NON_UNIQUE);
  g_signal_connect (application, "activate", G_CALLBACK (activate_cb), NULL);
  status = g_application_run (G_APPLICATION (application), 1, argv);
  return status;
}
