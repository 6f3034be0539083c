/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "window/heddle-application.h"

#include <glib-unix.h>
#include <glib/gi18n-lib.h>

#include "runs/heddle-run-notifier.h"
#include "settings/heddle-appearance.h"
#include "settings/heddle-preferences-dialog.h"
#include "widgets/heddle-menu-names.h"
#include "widgets/heddle-settle.h"
#include "window/heddle-window.h"

/* How long a window waits for its library, in milliseconds, before it comes without. */
#define PATIENCE 250

struct _HeddleApplication
{
  AdwApplication  parent_instance;
  HeddleSession  *session;
  GSettings      *settings;
  HeddleWindow   *window;
  HeddleRunNotifier *notifier;
  char           *library_path;
  GError         *problem;
  guint           patience;
  gboolean        opening;
  gboolean        closing;
};

G_DEFINE_FINAL_TYPE (HeddleApplication, heddle_application, ADW_TYPE_APPLICATION)

static void close_session (HeddleApplication *self);

/* Shows how it stands with the library, and the window with it. */
static void
update_window (HeddleApplication *self)
{
  g_clear_handle_id (&self->patience, g_source_remove);
  if (self->opening)
    heddle_window_show_opening (self->window);
  else if (self->problem != NULL)
    heddle_window_show_problem (self->window, self->library_path, self->problem);
  else
    heddle_window_show_library (self->window);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
patience_over_cb (gpointer data)
{
  HeddleApplication *self = data;

  self->patience = 0;
  if (self->window != NULL)
    update_window (self);
}

static void
opened_cb (gpointer      owner,
           const GValue *value,
           const GError *error)
{
  HeddleApplication *self = owner;

  self->opening = FALSE;
  self->problem = error == NULL ? NULL : g_error_copy (error);
  if (self->closing)
    close_session (self);
  else if (self->window != NULL)
    update_window (self);
}

static void
open_library (HeddleApplication *self)
{
  if (self->opening || heddle_session_is_open (self->session))
    return;
  self->opening = TRUE;
  g_clear_error (&self->problem);
  heddle_settle (heddle_session_open (self->session, self->library_path), opened_cb, self);
}

static void
retry_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  HeddleApplication *self = data;

  open_library (self);
  update_window (self);
}

static void
closed_cb (gpointer      owner,
           const GValue *value,
           const GError *error)
{
  HeddleApplication *self = owner;

  if (error != NULL)
    g_warning ("The library was not closed cleanly: %s", error->message);
  g_application_release (G_APPLICATION (self));
}

static void
close_session (HeddleApplication *self)
{
  heddle_settle (heddle_session_close (self->session), closed_cb, self);
}

/* The process lives until the library is closed, though the window is gone. */
static void
leave (HeddleApplication *self)
{
  if (self->closing)
    return;
  self->closing = TRUE;
  g_application_hold (G_APPLICATION (self));
  if (!self->opening)
    close_session (self);
}

static void
window_gone_cb (HeddleApplication *self,
                GObject           *where_it_was)
{
  self->window = NULL;
  g_clear_handle_id (&self->patience, g_source_remove);
  leave (self);
}

static void
active_cb (HeddleApplication *self)
{
  if (self->window != NULL && gtk_window_is_active (GTK_WINDOW (self->window)))
    heddle_run_notifier_withdraw (self->notifier);
}

/* A library is mostly open sooner than a window is drawn, which then comes with all that is in it. */
static void
make_window (HeddleApplication *self)
{
  self->window = heddle_window_new (self);
  g_object_weak_ref (G_OBJECT (self->window), (GWeakNotify) window_gone_cb, self);
  g_signal_connect_object (self->window, "notify::is-active", G_CALLBACK (active_cb), self, G_CONNECT_SWAPPED);
  if (self->problem == NULL)
    open_library (self);
  if (self->opening)
    self->patience = g_timeout_add_once (PATIENCE, patience_over_cb, self);
  else
    update_window (self);
}

static void
heddle_application_activate (GApplication *application)
{
  HeddleApplication *self = HEDDLE_APPLICATION (application);

  if (self->closing)
    return;
  if (self->window == NULL)
    make_window (self);
  else if (self->patience == 0)
    gtk_window_present (GTK_WINDOW (self->window));
}

static void
heddle_application_open (GApplication  *application,
                         GFile        **files,
                         int            n_files,
                         const char    *hint)
{
  HeddleApplication *self = HEDDLE_APPLICATION (application);

  heddle_application_activate (application);
  for (int i = 0; i < n_files && self->window != NULL; i++)
    heddle_window_import (self->window, files[i]);
}

static void
preferences_closed_cb (HeddleApplication *self)
{
  if (self->window != NULL)
    heddle_window_keys_changed (self->window);
}

static AdwDialog *
show_preferences (HeddleApplication *self)
{
  AdwDialog *dialog;

  if (self->window == NULL || !heddle_session_is_open (self->session))
    return NULL;
  dialog = heddle_preferences_dialog_new (self->session);
  g_signal_connect_object (dialog, "closed", G_CALLBACK (preferences_closed_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self->window));
  return dialog;
}

static void
preferences_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  show_preferences (data);
}

static void
connections_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  AdwDialog *dialog = show_preferences (data);

  if (dialog != NULL)
    heddle_preferences_dialog_show_connection (HEDDLE_PREFERENCES_DIALOG (dialog),
                                               g_variant_get_string (parameter, NULL));
}

static void
show_run_cb (GSimpleAction *action,
             GVariant      *parameter,
             gpointer       data)
{
  HeddleApplication *self = data;

  heddle_application_activate (G_APPLICATION (self));
  if (self->window != NULL)
    heddle_window_show_run (self->window, g_variant_get_string (parameter, NULL),
                            g_str_equal (g_action_get_name (G_ACTION (action)), "answer-run"));
}

static void
about_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  HeddleApplication *self = data;

  adw_show_about_dialog (GTK_WIDGET (self->window),
                         "application-name", "Heddle",
                         "application-icon", HEDDLE_APPLICATION_ID,
                         "version", HEDDLE_VERSION,
                         "developer-name", _("The Heddle developers"),
                         "license-type", GTK_LICENSE_GPL_3_0,
                         "comments", _("Weave AI creative pipelines, on your own machine."),
                         NULL);
}

static void
quit_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  HeddleApplication *self = data;
  AdwDialog *dialog;

  if (self->window == NULL)
    return;
  /* A dialog that is open would take the closing for itself. */
  while ((dialog = adw_application_window_get_visible_dialog (ADW_APPLICATION_WINDOW (self->window))) != NULL)
    adw_dialog_force_close (dialog);
  gtk_window_close (GTK_WINDOW (self->window));
}

/* As if the window had been closed: the library is closed cleanly, and a live run asks first. */
static gboolean
terminated_cb (gpointer data)
{
  HeddleApplication *self = data;

  if (self->window != NULL)
    g_action_group_activate_action (G_ACTION_GROUP (self), "quit", NULL);
  else
    leave (self);
  return G_SOURCE_CONTINUE;
}

static void
heddle_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = {
    { .name = "preferences", .activate = preferences_cb },
    { .name = "connections", .activate = connections_cb, .parameter_type = "s" },
    { .name = "show-run", .activate = show_run_cb, .parameter_type = "s" },
    { .name = "answer-run", .activate = show_run_cb, .parameter_type = "s" },
    { .name = "about", .activate = about_cb },
    { .name = "quit", .activate = quit_cb },
    { .name = "retry", .activate = retry_cb },
  };
  GtkApplication *gtk_application = GTK_APPLICATION (application);

/* While GTK starts. A service may wait for a window for long, or never have one. */
  if ((g_application_get_flags (application) & G_APPLICATION_IS_SERVICE) == 0)
    open_library (HEDDLE_APPLICATION (application));

  G_APPLICATION_CLASS (heddle_application_parent_class)->startup (application);

heddle_appearance_start ();
  heddle_menu_names_init ();
  HEDDLE_APPLICATION (application)->notifier = heddle_run_notifier_new (gtk_application, HEDDLE_APPLICATION (application)->session);
  g_unix_signal_add (SIGTERM, terminated_cb, application);
  g_unix_signal_add (SIGINT, terminated_cb, application);
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  gtk_application_set_accels_for_action (gtk_application, "app.quit", (const char *[]) { "<Control>q", NULL });
  gtk_application_set_accels_for_action (gtk_application, "app.preferences",
                                         (const char *[]) { "<Control>comma", NULL });
}

static int
heddle_application_handle_local_options (GApplication *application,
                                         GVariantDict *options)
{
  HeddleApplication *self = HEDDLE_APPLICATION (application);
  const char *library;

  if (g_variant_dict_contains (options, "version"))
    {
      g_print ("heddle %s\n", HEDDLE_VERSION);
      return 0;
    }
  if (g_variant_dict_lookup (options, "library", "^&ay", &library))
    {
      g_autoptr (GFile) file = g_file_new_for_commandline_arg (library);

      g_free (self->library_path);
      self->library_path = g_file_get_path (file);
    }
  return -1;
}

/* A library given on the command line counts for the process that opens it; another one must not be
 * ignored without a word where the window is there already.
 */
static gboolean
take_library (HeddleApplication       *self,
              GApplicationCommandLine *command_line)
{
  GVariantDict *options = g_application_command_line_get_options_dict (command_line);
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;
  const char *library;

  if (!g_variant_dict_lookup (options, "library", "^&ay", &library))
    return TRUE;
  file = g_application_command_line_create_file_for_arg (command_line, library);
  path = g_file_get_path (file);
  if (self->window != NULL && !g_str_equal (path, self->library_path))
    {
      g_application_command_line_printerr (command_line,
                                           _("heddle: the library %s is open; close the window first\n"),
                                           self->library_path);
      return FALSE;
    }
  if (self->window == NULL)
    g_set_str (&self->library_path, path);
  return TRUE;
}

static int
heddle_application_command_line (GApplication            *application,
                                 GApplicationCommandLine *command_line)
{
  HeddleApplication *self = HEDDLE_APPLICATION (application);
  g_auto (GStrv) arguments = g_application_command_line_get_arguments (command_line, NULL);
  gboolean good = take_library (self, command_line);

  heddle_application_activate (application);
  for (guint i = 1; good && arguments[i] != NULL && self->window != NULL; i++)
    {
      g_autoptr (GFile) file = g_application_command_line_create_file_for_arg (command_line, arguments[i]);

      heddle_window_import (self->window, file);
    }
  return good ? 0 : 1;
}

static void
heddle_application_dispose (GObject *object)
{
  HeddleApplication *self = HEDDLE_APPLICATION (object);

  g_clear_object (&self->notifier);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);

  G_OBJECT_CLASS (heddle_application_parent_class)->dispose (object);
}

static void
heddle_application_finalize (GObject *object)
{
  HeddleApplication *self = HEDDLE_APPLICATION (object);

  g_clear_pointer (&self->library_path, g_free);
  g_clear_error (&self->problem);

  G_OBJECT_CLASS (heddle_application_parent_class)->finalize (object);
}

static void
heddle_application_class_init (HeddleApplicationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  object_class->dispose = heddle_application_dispose;
  object_class->finalize = heddle_application_finalize;
  application_class->startup = heddle_application_startup;
  application_class->activate = heddle_application_activate;
  application_class->open = heddle_application_open;
  application_class->handle_local_options = heddle_application_handle_local_options;
  application_class->command_line = heddle_application_command_line;
}

static void
heddle_application_init (HeddleApplication *self)
{
  static const GOptionEntry entries[] = {
    { "library", 0, 0, G_OPTION_ARG_FILENAME, NULL, N_("The library to open"), N_("DIR") },
    { "version", 0, 0, G_OPTION_ARG_NONE, NULL, N_("Tell the version"), NULL },
    { NULL },
  };

  self->session = heddle_session_new ();
  self->settings = g_settings_new (HEDDLE_APPLICATION_ID);
  self->library_path = g_settings_get_string (self->settings, "library");
  if (*self->library_path == '\0')
    {
      g_free (self->library_path);
      self->library_path = g_build_filename (g_get_user_data_dir (), "heddle", "library", NULL);
    }
  g_application_add_main_option_entries (G_APPLICATION (self), entries);
  g_application_set_option_context_parameter_string (G_APPLICATION (self), _("[FILE…]"));
}

/**
 * heddle_application_new:
 *
 * Returns: (transfer full): the application
 */
HeddleApplication *
heddle_application_new (void)
{
  return g_object_new (HEDDLE_TYPE_APPLICATION,
                       "application-id", HEDDLE_APPLICATION_ID,
                       "resource-base-path", "/app/heddle/Heddle",
                       "flags", G_APPLICATION_HANDLES_OPEN | G_APPLICATION_HANDLES_COMMAND_LINE,
                       NULL);
}

/**
 * heddle_application_get_session:
 * @self: the application
 *
 * Returns: (transfer none): what its places work on
 */
HeddleSession *
heddle_application_get_session (HeddleApplication *self)
{
  return self->session;
}
