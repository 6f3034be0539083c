/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-asset-actions.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "gallery/heddle-asset-files.h"
#include "store/heddle-asset-repository.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

struct _HeddleAssetActions
{
  GObject             parent_instance;
  HeddleSession      *session;
  GtkWidget          *widget;
  GSimpleActionGroup *group;
  HeddleAssetFacts   *facts;
};

enum
{
  TRASHING,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleAssetActions, heddle_asset_actions, G_TYPE_OBJECT)

static GtkWindow *
find_window (HeddleAssetActions *self)
{
  GtkRoot *root = self->widget != NULL ? gtk_widget_get_root (self->widget) : NULL;

  return GTK_IS_WINDOW (root) ? GTK_WINDOW (root) : NULL;
}

static void
say_problem (HeddleAssetActions *self,
             const char         *what,
             const GError       *error)
{
  if (self->widget != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) &&
      !g_error_matches (error, GTK_DIALOG_ERROR, GTK_DIALOG_ERROR_DISMISSED))
    heddle_toast_error (self->widget, what, error);
}

/* Giving it to another program */

static void
launched_cb (GObject      *source,
             GAsyncResult *result,
             gpointer      data)
{
  g_autoptr (HeddleAssetActions) self = data;
  g_autoptr (GError) error = NULL;

  if (!gtk_file_launcher_launch_finish (GTK_FILE_LAUNCHER (source), result, &error))
    say_problem (self, _("No other app could open this"), error);
}

static void
outside_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleAssetActions *self = owner;
  g_autoptr (GtkFileLauncher) launcher = NULL;

  if (value == NULL)
    {
      say_problem (self, _("This cannot be given to another app"), error);
      return;
    }
  launcher = gtk_file_launcher_new (g_value_get_object (value));
  gtk_file_launcher_launch (launcher, find_window (self), NULL, launched_cb, g_object_ref (self));
}

static void
open_outside_cb (GSimpleAction *action,
                 GVariant      *parameter,
                 gpointer       data)
{
  HeddleAssetActions *self = data;

  heddle_settle (heddle_asset_bring_outside (self->session, self->facts->record), outside_cb, self);
}

/* Copying */

/* On a canvas it is the asset itself that is pasted, elsewhere a picture. By now the actions may be on another
 * asset than the one that is copied.
 */
static void
copied_picture_cb (gpointer      owner,
                   const GValue *value,
                   const GError *error)
{
  g_autoptr (GObject) copying = owner;
  HeddleAssetActions *self = g_object_get_data (copying, "actions");
  GdkContentProvider *providers[2];
  g_autoptr (GdkContentProvider) content = NULL;

  if (value == NULL)
    {
      say_problem (self, _("The picture could not be copied"), error);
      return;
    }
  if (self->widget == NULL)
    return;
  providers[0] = gdk_content_provider_new_typed (HEDDLE_TYPE_ASSET_RECORD, g_object_get_data (copying, "record"));
  providers[1] = gdk_content_provider_new_for_value (value);
  content = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (self->widget), content);
  heddle_toast_tell (self->widget, "%s", _("Picture copied"));
}

static void
copy_picture (HeddleAssetActions *self)
{
  GObject *copying = g_object_new (G_TYPE_OBJECT, NULL);

  g_object_set_data_full (copying, "actions", g_object_ref (self), g_object_unref);
  g_object_set_data_full (copying, "record", heddle_asset_record_copy (self->facts->record),
                          (GDestroyNotify) heddle_asset_record_free);
  heddle_settle (heddle_asset_load_picture (self->session, self->facts->record), copied_picture_cb, copying);
}

static void
copy_text (HeddleAssetActions *self,
           const char         *text,
           const char         *done)
{
  gdk_clipboard_set_text (gtk_widget_get_clipboard (self->widget), text);
  heddle_toast_tell (self->widget, "%s", done);
}

static void
copy_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  HeddleAssetActions *self = data;

  if (self->facts->record->text != NULL)
    copy_text (self, self->facts->record->text, _("Text copied"));
  else
    copy_picture (self);
}

static void
copy_prompt_cb (GSimpleAction *action,
                GVariant      *parameter,
                gpointer       data)
{
  HeddleAssetActions *self = data;

  copy_text (self, self->facts->record->prompt, _("Prompt copied"));
}

static char *
dup_seed (const HeddleAssetFacts *facts)
{
  g_autoptr (JsonNode) recipe = facts->record->recipe != NULL ? heddle_json_parse (facts->record->recipe, -1, NULL)
                                                              : NULL;
  JsonNode *seed;

  if (recipe == NULL || !JSON_NODE_HOLDS_OBJECT (recipe))
    return NULL;
  seed = json_object_get_member (json_node_get_object (recipe), "seed");
  return seed != NULL ? heddle_json_write (seed, HEDDLE_JSON_COMPACT) : NULL;
}

static void
copy_seed_cb (GSimpleAction *action,
              GVariant      *parameter,
              gpointer       data)
{
  HeddleAssetActions *self = data;
  g_autofree char *seed = dup_seed (self->facts);

  if (seed != NULL)
    copy_text (self, seed, _("Seed copied"));
}

/* Saving */

static void
show_saved_cb (HeddleAssetActions *self,
               AdwToast           *toast)
{
  g_autoptr (GtkFileLauncher) launcher = gtk_file_launcher_new (g_object_get_data (G_OBJECT (toast), "file"));

  gtk_file_launcher_open_containing_folder (launcher, find_window (self), NULL, NULL, NULL);
}

static void
saved_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleAssetActions *self = owner;
  g_autofree char *name = NULL;
  AdwToast *toast;
  GFile *file;

  if (value == NULL)
    {
      say_problem (self, _("This could not be saved"), error);
      return;
    }
  if (self->widget == NULL)
    return;
  file = g_value_get_object (value);
  name = g_file_get_basename (file);
  toast = heddle_toast_undo (self->widget, G_CALLBACK (show_saved_cb), self, _("Saved “%s”"), name);
  adw_toast_set_button_label (toast, _("_Show in Folder"));
  g_object_set_data_full (G_OBJECT (toast), "file", g_object_ref (file), g_object_unref);
}

/* The dialog may stay open while something else is selected. */
typedef struct
{
  HeddleAssetActions *actions;
  HeddleAssetRecord  *record;
} Saving;

static void
save_to_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      data)
{
  Saving *saving = data;
  g_autoptr (HeddleAssetActions) self = saving->actions;
  g_autoptr (HeddleAssetRecord) record = saving->record;
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) file = gtk_file_dialog_save_finish (GTK_FILE_DIALOG (source), result, &error);

  g_free (saving);
  if (file == NULL)
    say_problem (self, _("This could not be saved"), error);
  else if (heddle_session_is_open (self->session))
    heddle_settle (heddle_asset_save (self->session, record, file), saved_cb, self);
}

static void
save_cb (GSimpleAction *action,
         GVariant      *parameter,
         gpointer       data)
{
  HeddleAssetActions *self = data;
  g_autoptr (GtkFileDialog) dialog = gtk_file_dialog_new ();
  g_autofree char *name = heddle_asset_dup_file_name (self->facts->record);
  Saving *saving = g_new0 (Saving, 1);

  saving->actions = g_object_ref (self);
  saving->record = heddle_asset_record_copy (self->facts->record);
  gtk_file_dialog_set_title (dialog, _("Save a Copy"));
  gtk_file_dialog_set_initial_name (dialog, name);
  gtk_file_dialog_save (dialog, find_window (self), NULL, save_to_cb, saving);
}

/* Throwing away */

static gboolean
trash (HeddleDatabase  *database,
       gpointer         data,
       GValue          *result,
       GError         **error)
{
  return heddle_assets_trash (database, *(gint64 *) data, error);
}

static gboolean
untrash (HeddleDatabase  *database,
         gpointer         data,
         GValue          *result,
         GError         **error)
{
  return heddle_assets_untrash (database, *(gint64 *) data, error);
}

static void
changed_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  HeddleAssetActions *self = owner;

  if (error != NULL)
    say_problem (self, _("The library could not be changed"), error);
  else
    heddle_session_tell_assets_changed (self->session);
}

static void
change (HeddleAssetActions *self,
        HeddleStoreFunc     func,
        gint64              id)
{
  if (heddle_session_is_open (self->session))
    heddle_settle (heddle_library_write (heddle_session_get_library (self->session), func,
                                         g_memdup2 (&id, sizeof id), g_free),
                   changed_cb, self);
}

static void
undo_cb (HeddleAssetActions *self,
         AdwToast           *toast)
{
  change (self, untrash, *(gint64 *) g_object_get_data (G_OBJECT (toast), "id"));
}

static void
trash_cb (GSimpleAction *action,
          GVariant      *parameter,
          gpointer       data)
{
  HeddleAssetActions *self = data;
  gint64 id = self->facts->record->id;
  g_autofree char *name = g_strdup (self->facts->record->name);
  AdwToast *toast;

  g_signal_emit (self, signals[TRASHING], 0);
  change (self, trash, id);
  toast = heddle_toast_undo (self->widget, G_CALLBACK (undo_cb), self, _("“%s” moved to the trash"), name);
  g_object_set_data_full (G_OBJECT (toast), "id", g_memdup2 (&id, sizeof id), g_free);
}

static void
heddle_asset_actions_dispose (GObject *object)
{
  HeddleAssetActions *self = HEDDLE_ASSET_ACTIONS (object);

  g_clear_weak_pointer (&self->widget);
  g_clear_object (&self->session);
  g_clear_object (&self->group);
  g_clear_pointer (&self->facts, heddle_asset_facts_free);

  G_OBJECT_CLASS (heddle_asset_actions_parent_class)->dispose (object);
}

static void
heddle_asset_actions_class_init (HeddleAssetActionsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_asset_actions_dispose;

  /**
   * HeddleAssetActions::trashing:
   * @self: the actions
   *
   * Emitted before the asset goes to the trash, for another to be selected.
   */
  signals[TRASHING] = g_signal_new ("trashing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);
}

static const GActionEntry entries[] = {
  { .name = "open-outside", .activate = open_outside_cb },
  { .name = "copy", .activate = copy_cb },
  { .name = "copy-prompt", .activate = copy_prompt_cb },
  { .name = "copy-seed", .activate = copy_seed_cb },
  { .name = "save", .activate = save_cb },
  { .name = "trash", .activate = trash_cb },
};

static void
heddle_asset_actions_init (HeddleAssetActions *self)
{
  self->group = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->group), entries, G_N_ELEMENTS (entries), self);
  heddle_asset_actions_set_facts (self, NULL);
}

/**
 * heddle_asset_actions_new:
 * @session: a session with a library
 * @widget: where they are, whose window dialogs belong to; not kept alive
 *
 * Returns: (transfer full): actions on no asset
 */
HeddleAssetActions *
heddle_asset_actions_new (HeddleSession *session,
                          GtkWidget     *widget)
{
  HeddleAssetActions *self = g_object_new (HEDDLE_TYPE_ASSET_ACTIONS, NULL);

  self->session = g_object_ref (session);
  g_set_weak_pointer (&self->widget, widget);
  return self;
}

/**
 * heddle_asset_actions_get_map:
 * @self: the actions
 *
 * Returns: (transfer none): the actions, a [class@Gio.SimpleActionGroup] that others can be added to
 */
GActionMap *
heddle_asset_actions_get_map (HeddleAssetActions *self)
{
  return G_ACTION_MAP (self->group);
}

/**
 * heddle_asset_actions_set_facts:
 * @self: the actions
 * @facts: (nullable): the asset that they are on
 *
 * Says which asset they are on.
 */
void
heddle_asset_actions_set_facts (HeddleAssetActions     *self,
                                const HeddleAssetFacts *facts)
{
  const HeddleAssetRecord *record;

  g_clear_pointer (&self->facts, heddle_asset_facts_free);
  self->facts = facts != NULL ? heddle_asset_facts_copy (facts) : NULL;
  record = facts != NULL ? facts->record : NULL;
  for (guint i = 0; i < G_N_ELEMENTS (entries); i++)
    {
      GAction *action = g_action_map_lookup_action (G_ACTION_MAP (self->group), entries[i].name);
      gboolean enabled = record != NULL;

      if (entries[i].activate == copy_prompt_cb)
        enabled = enabled && record->prompt != NULL;
      else if (entries[i].activate == copy_cb)
        enabled = enabled && (record->text != NULL || g_str_has_prefix (record->mime, "image/"));
      g_simple_action_set_enabled (G_SIMPLE_ACTION (action), enabled);
    }
}

/**
 * heddle_asset_actions_get_facts:
 * @self: the actions
 *
 * Returns: (transfer none) (nullable): the asset that they are on
 */
const HeddleAssetFacts *
heddle_asset_actions_get_facts (HeddleAssetActions *self)
{
  return self->facts;
}
