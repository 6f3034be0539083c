/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-history-change.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"

/* json-glib does not count references to objects atomically: the edits are let go where they were made. */
struct _HeddleHistoryChange
{
  gatomicrefcount  references;
  GMainContext    *home;
  gint64           first;
  gint64           n_done;
  gint64           n_undone;
  char           **made_up_ids;
  GPtrArray       *steps;
};

G_DEFINE_BOXED_TYPE (HeddleHistoryChange, heddle_history_change, heddle_history_change_ref, heddle_history_change_unref)

/**
 * heddle_history_step_new:
 * @number: its place in the history
 * @label: (nullable): what the step is called
 * @edits: (transfer none) (element-type HeddleEdit): what takes it back
 *
 * Returns: (transfer full): a step; edits that are added to @edits later are not its own
 */
HeddleHistoryStep *
heddle_history_step_new (gint64      number,
                         const char *label,
                         GPtrArray  *edits)
{
  HeddleHistoryStep *self = g_new0 (HeddleHistoryStep, 1);

  self->number = number;
  self->label = g_strdup (label);
  self->edits = g_ptr_array_new_full (edits->len, (GDestroyNotify) heddle_edit_unref);
  for (guint i = 0; i < edits->len; i++)
    g_ptr_array_add (self->edits, heddle_edit_ref (g_ptr_array_index (edits, i)));
  return self;
}

/**
 * heddle_history_step_free:
 * @self: (transfer full): a step
 */
void
heddle_history_step_free (HeddleHistoryStep *self)
{
  g_free (self->label);
  g_ptr_array_unref (self->edits);
  g_free (self);
}

/**
 * heddle_history_step_edits_to_text:
 * @self: a step
 *
 * Returns: (transfer full): the step's edits as a JSON array, for the log
 */
char *
heddle_history_step_edits_to_text (HeddleHistoryStep *self)
{
  g_autoptr (JsonArray) array = json_array_sized_new (self->edits->len);
  g_autoptr (JsonNode) json = json_node_alloc ();

  for (guint i = 0; i < self->edits->len; i++)
    json_array_add_element (array, heddle_edit_to_json (g_ptr_array_index (self->edits, i)));
  json_node_init_array (json, array);
  return heddle_json_write (json, HEDDLE_JSON_COMPACT);
}

/**
 * heddle_history_step_edits_from_text:
 * @text: what [method@HistoryStep.edits_to_text] gave
 * @error: return location for an error
 *
 * Returns: (transfer full) (element-type HeddleEdit): the edits, or %NULL with
 *   %HEDDLE_GRAPH_ERROR_MALFORMED or another error where @text is not what was written
 */
GPtrArray *
heddle_history_step_edits_from_text (const char  *text,
                                     GError     **error)
{
  g_autoptr (GPtrArray) edits = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_edit_unref);
  g_autoptr (JsonNode) json = heddle_json_parse (text, -1, error);
  JsonArray *array;

  if (json == NULL)
    return NULL;
  if (!JSON_NODE_HOLDS_ARRAY (json))
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                           _("A step of the history is not of a form that this version can read"));
      return NULL;
    }
  array = json_node_get_array (json);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      HeddleEdit *edit = heddle_edit_from_json (json_array_get_element (array, i), error);

      if (edit == NULL)
        return NULL;
      g_ptr_array_add (edits, edit);
    }
  return g_steal_pointer (&edits);
}

/**
 * heddle_history_change_new:
 * @first: number of the first step that there is
 * @n_done: how many steps can be undone
 * @n_undone: how many can be done again
 * @made_up_ids: (nullable): what the steps call elements to which the document gives no id, in its
 *   order; %NULL where the document is not as the steps have left it, but in the middle of one
 *
 * Returns: (transfer full): a change in which no step is different. The thread that makes it must
 *   iterate its main context for some of the memory to be freed
 */
HeddleHistoryChange *
heddle_history_change_new (gint64             first,
                           gint64             n_done,
                           gint64             n_undone,
                           const char *const *made_up_ids)
{
  HeddleHistoryChange *self = g_new0 (HeddleHistoryChange, 1);

  g_atomic_ref_count_init (&self->references);
  self->home = g_main_context_ref_thread_default ();
  self->first = first;
  self->n_done = n_done;
  self->n_undone = n_undone;
  self->made_up_ids = g_strdupv ((char **) made_up_ids);
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_history_step_free);
  return self;
}

/**
 * heddle_history_change_add:
 * @self: a change that nobody else has yet
 * @number: a step's place in the history
 * @label: (nullable): what it is called
 * @edits: (transfer none) (element-type HeddleEdit): what takes it back
 *
 * Adds a step that is new, or is not as it was.
 */
void
heddle_history_change_add (HeddleHistoryChange *self,
                           gint64               number,
                           const char          *label,
                           GPtrArray           *edits)
{
  g_ptr_array_add (self->steps, heddle_history_step_new (number, label, edits));
}

/**
 * heddle_history_change_ref:
 * @self: a change
 *
 * Returns: (transfer full): the change
 */
HeddleHistoryChange *
heddle_history_change_ref (HeddleHistoryChange *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

static gboolean
let_go_cb (gpointer data)
{
  g_ptr_array_unref (data);
  return G_SOURCE_REMOVE;
}

/**
 * heddle_history_change_unref:
 * @self: (transfer full): a change
 *
 * Lets it go, on any thread.
 */
void
heddle_history_change_unref (HeddleHistoryChange *self)
{
  g_autoptr (GSource) source = NULL;

  if (!g_atomic_ref_count_dec (&self->references))
    return;
  source = g_idle_source_new ();
  g_source_set_callback (source, let_go_cb, g_steal_pointer (&self->steps), NULL);
  g_source_attach (source, self->home);
  g_main_context_unref (self->home);
  g_strfreev (self->made_up_ids);
  g_free (self);
}

/**
 * heddle_history_change_get_first:
 * @self: a change
 *
 * Returns: number of the first step that there is
 */
gint64
heddle_history_change_get_first (HeddleHistoryChange *self)
{
  return self->first;
}

/**
 * heddle_history_change_get_done:
 * @self: a change
 *
 * Returns: number of the first step that can be done again; those before can be undone
 */
gint64
heddle_history_change_get_done (HeddleHistoryChange *self)
{
  return self->first + self->n_done;
}

/**
 * heddle_history_change_get_end:
 * @self: a change
 *
 * Returns: the number after the last step's
 */
gint64
heddle_history_change_get_end (HeddleHistoryChange *self)
{
  return self->first + self->n_done + self->n_undone;
}

/**
 * heddle_history_change_get_made_up_ids:
 * @self: a change
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): what the steps call elements to which
 *   the document gives no id, in its order; %NULL where it was in the middle of a step
 */
const char *const *
heddle_history_change_get_made_up_ids (HeddleHistoryChange *self)
{
  return (const char *const *) self->made_up_ids;
}

/**
 * heddle_history_change_get_steps:
 * @self: a change
 *
 * Returns: (transfer none) (element-type HeddleHistoryStep): the steps that are new, or not as they were
 */
GPtrArray *
heddle_history_change_get_steps (HeddleHistoryChange *self)
{
  return self->steps;
}
