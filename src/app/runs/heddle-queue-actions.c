/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-queue-actions.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-queue-change.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

/* Whose actions they are; the group goes with the widget. */
typedef struct
{
  GtkWidget *widget;
  HeddleSession *session;
} Owner;

/* Something that a person has asked for, until it is done. */
#define HEDDLE_TYPE_QUEUE_REQUEST (heddle_queue_request_get_type ())
G_DECLARE_FINAL_TYPE (HeddleQueueRequest, heddle_queue_request, HEDDLE, QUEUE_REQUEST, GObject)

struct _HeddleQueueRequest
{
  GObject parent_instance;
  GtkWidget *widget;
  HeddleSession *session;
  HeddleEngine *engine;
  HeddleQueueChangeKind kind;
  char *run;
  const char *place;
};

G_DEFINE_FINAL_TYPE (HeddleQueueRequest, heddle_queue_request, G_TYPE_OBJECT)

static void
heddle_queue_request_finalize (GObject *object)
{
  HeddleQueueRequest *self = HEDDLE_QUEUE_REQUEST (object);

  g_clear_object (&self->widget);
  g_clear_object (&self->session);
  g_clear_object (&self->engine);
  g_free (self->run);

  G_OBJECT_CLASS (heddle_queue_request_parent_class)->finalize (object);
}

static void
heddle_queue_request_class_init (HeddleQueueRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_queue_request_finalize;
}

static void
heddle_queue_request_init (HeddleQueueRequest *self)
{
}

static void
owner_free (gpointer data, GClosure *closure)
{
  g_object_unref (((Owner *) data)->session);
  g_free (data);
}

static HeddleQueueRequest *
request_new (Owner *owner, const char *run)
{
  HeddleQueueRequest *request = g_object_new (HEDDLE_TYPE_QUEUE_REQUEST, NULL);

  request->widget = g_object_ref (owner->widget);
  request->session = g_object_ref (owner->session);
  request->engine = g_object_ref (heddle_session_get_engine (owner->session));
  request->run = g_strdup (run);
  return request;
}

/* The queue looks at once, so that what it begins now is begun in the new order. */
static void
tell (HeddleQueueRequest *request)
{
  if (!heddle_session_is_open (request->session))
    return;
  heddle_run_queue_touch (heddle_session_get_queue (request->session));
  heddle_session_tell_runs_changed (request->session);
}

static gboolean
apply (gpointer data, GValue *value, GError **error)
{
  HeddleQueueRequest *request = data;
  HeddleQueueChange change = { .kind = request->kind,
                               .subject = request->run,
                               .place = request->place };

  if (!heddle_queue_change_apply (&change, heddle_engine_get_services (request->engine), error))
    return FALSE;
  g_value_init (value, G_TYPE_BOOLEAN);
  g_value_set_boolean (value, TRUE);
  return TRUE;
}

static void
applied_cb (gpointer owner, const GValue *value, const GError *error)
{
  HeddleQueueRequest *request = owner;

  if (error != NULL)
    heddle_toast_error (request->widget, _("The queue stays as it was"), error);
  else if (request->kind == HEDDLE_QUEUE_PAUSE)
    heddle_toast_tell (request->widget, _("No run of the queue begins any more"));
  else if (request->kind == HEDDLE_QUEUE_REMOVE)
    heddle_toast_tell (request->widget, _("It makes no more runs; those there are stay"));
  tell (request);
  g_object_unref (request);
}

static void
change (Owner *owner, HeddleQueueChangeKind kind, const char *run, const char *place)
{
  HeddleQueueRequest *request;

  if (!heddle_session_is_open (owner->session))
    return;
  request = request_new (owner, run);
  request->kind = kind;
  request->place = place;
  heddle_settle (heddle_run_waiting (apply, request, NULL), applied_cb, request);
}

static void
move_first_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  change (data, HEDDLE_QUEUE_MOVE, g_variant_get_string (parameter, NULL), "first");
}

static void
move_up_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  change (data, HEDDLE_QUEUE_MOVE, g_variant_get_string (parameter, NULL), "up");
}

static void
move_down_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  change (data, HEDDLE_QUEUE_MOVE, g_variant_get_string (parameter, NULL), "down");
}

static void
move_last_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  change (data, HEDDLE_QUEUE_MOVE, g_variant_get_string (parameter, NULL), "last");
}

static void
remove_schedule_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  change (data, HEDDLE_QUEUE_REMOVE, g_variant_get_string (parameter, NULL), NULL);
}

static void
pause_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  change (data, HEDDLE_QUEUE_PAUSE, NULL, NULL);
}

static void
resume_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  change (data, HEDDLE_QUEUE_RESUME, NULL, NULL);
}

static void
cancelled_cb (gpointer owner, const GValue *value, const GError *error)
{
  HeddleQueueRequest *request = owner;

  if (error != NULL)
    heddle_toast_error (request->widget, _("The run could not be cancelled"), error);
  else
    heddle_toast_tell (request->widget, _("The run was cancelled; what it has made stays"));
  tell (request);
  g_object_unref (request);
}

static void
cancel_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  Owner *owner = data;
  HeddleQueueRequest *request;

  if (!heddle_session_is_open (owner->session))
    return;
  request = request_new (owner, g_variant_get_string (parameter, NULL));
  heddle_settle (heddle_engine_cancel (request->engine, request->run), cancelled_cb, request);
}

/**
 * heddle_queue_actions_insert:
 * @widget: where runs are shown
 * @session: a session with a library
 *
 * Gives the widget the actions `queue.move-first`, `-up`, `-down`, `-last` and `queue.cancel`, each for a
 * run's UUID, `queue.remove-schedule` for a schedule's, and `queue.pause` and `queue.resume`. What goes wrong in them is told by toasts.
 */
void
heddle_queue_actions_insert (GtkWidget *widget, HeddleSession *session)
{
  static const struct
  {
    const char *name;
    const char *type;
    void (*activate) (GSimpleAction *action, GVariant *parameter, gpointer data);
  } actions[] = {
    { "move-first", "s", move_first_cb }, { "move-up", "s", move_up_cb },
    { "move-down", "s", move_down_cb },   { "move-last", "s", move_last_cb },
    { "cancel", "s", cancel_cb },         { "remove-schedule", "s", remove_schedule_cb },
    { "pause", NULL, pause_cb },          { "resume", NULL, resume_cb },
  };
  g_autoptr (GSimpleActionGroup) group = g_simple_action_group_new ();

  for (guint i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      g_autoptr (GSimpleAction) action =
          g_simple_action_new (actions[i].name,
                               actions[i].type == NULL ? NULL : G_VARIANT_TYPE_STRING);
      Owner *owner = g_new0 (Owner, 1);

      owner->widget = widget;
      owner->session = g_object_ref (session);
      g_signal_connect_data (action, "activate", G_CALLBACK (actions[i].activate), owner,
                             owner_free, 0);
      g_action_map_add_action (G_ACTION_MAP (group), G_ACTION (action));
    }
  gtk_widget_insert_action_group (widget, "queue", G_ACTION_GROUP (group));
}
