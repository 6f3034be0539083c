/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-document.h"

#include <glib/gi18n-lib.h>

#include "graph/heddle-edit-private.h"
#include "graph/heddle-element-private.h"
#include "graph/heddle-graph-error.h"

/* What undoes as one. @inverses take back what was done, in the order it was done. Only a step that
 * was not undone since has a key. A step that is @kept is as somebody has kept it.
 */
typedef struct
{
  char      *label;
  char      *key;
  GPtrArray *inverses;
  gboolean   kept;
} Step;

struct _HeddleDocument
{
  GObject         parent_instance;
  HeddleWorkflow *workflow;
  GPtrArray      *done;
  GPtrArray      *undone;
  Step           *open;
  guint           depth;
  gint64          first;
  char           *kept_as;
};

G_DEFINE_FINAL_TYPE (HeddleDocument, heddle_document, G_TYPE_OBJECT)

typedef enum
{
  PROP_WORKFLOW = 1,
  PROP_CAN_UNDO,
  PROP_CAN_REDO,
  PROP_UNDO_LABEL,
  PROP_REDO_LABEL,
} HeddleDocumentProperty;

enum
{
  EDITED,
  STEPPED,
  N_SIGNALS,
};

static GParamSpec *properties[6];
static guint signals[N_SIGNALS];

static Step *
step_new (const char *label)
{
  Step *step = g_new0 (Step, 1);

  step->label = g_strdup (label);
  step->inverses = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_edit_unref);
  return step;
}

static void
step_free (Step *step)
{
  g_free (step->label);
  g_free (step->key);
  g_ptr_array_unref (step->inverses);
  g_free (step);
}

static void
notify_history (HeddleDocument *self)
{
  for (guint i = PROP_CAN_UNDO; i < G_N_ELEMENTS (properties); i++)
    g_object_notify_by_pspec (G_OBJECT (self), properties[i]);
}

static void
push_step (HeddleDocument *self,
           Step           *step)
{
  g_ptr_array_add (self->done, step);
  g_ptr_array_set_size (self->undone, 0);
  notify_history (self);
}

/* Applies edits, last first, and gives a step with what takes them back. The document is as it was
 * when they were made, so they cannot fail, unless somebody changed it past this object.
 */
static Step *
take_back (HeddleDocument *self,
           Step           *step)
{
  Step *reverse = step_new (step->label);

  for (guint i = step->inverses->len; i > 0; i--)
    {
      HeddleEdit *edit = step->inverses->pdata[i - 1];
      g_autoptr (GError) error = NULL;
      HeddleEdit *inverse = heddle_edit_apply (edit, self->workflow, &error);

      if (inverse == NULL)
        {
          g_critical ("A step cannot be taken back: %s", error->message);
          continue;
        }
      g_ptr_array_add (reverse->inverses, inverse);
      g_signal_emit (self, signals[EDITED], 0, edit);
    }
  return reverse;
}

static void
heddle_document_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  HeddleDocument *self = HEDDLE_DOCUMENT (object);

  switch ((HeddleDocumentProperty) id)
    {
    case PROP_WORKFLOW:
      g_value_set_object (value, self->workflow);
      break;
    case PROP_CAN_UNDO:
      g_value_set_boolean (value, heddle_document_can_undo (self));
      break;
    case PROP_CAN_REDO:
      g_value_set_boolean (value, heddle_document_can_redo (self));
      break;
    case PROP_UNDO_LABEL:
      g_value_set_string (value, heddle_document_get_undo_label (self));
      break;
    case PROP_REDO_LABEL:
      g_value_set_string (value, heddle_document_get_redo_label (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_document_finalize (GObject *object)
{
  HeddleDocument *self = HEDDLE_DOCUMENT (object);

  g_clear_pointer (&self->open, step_free);
  g_clear_pointer (&self->done, g_ptr_array_unref);
  g_clear_pointer (&self->undone, g_ptr_array_unref);
  g_clear_object (&self->workflow);
  g_free (self->kept_as);

  G_OBJECT_CLASS (heddle_document_parent_class)->finalize (object);
}

static void
heddle_document_class_init (HeddleDocumentClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = heddle_document_get_property;
  object_class->finalize = heddle_document_finalize;

  /**
   * HeddleDocument:workflow:
   *
   * What is edited.
   */
  properties[PROP_WORKFLOW] =
    g_param_spec_object ("workflow", NULL, NULL, HEDDLE_TYPE_WORKFLOW,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleDocument:can-undo:
   *
   * Whether there is a step to take back.
   */
  properties[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleDocument:can-redo:
   *
   * Whether there is a step to do again.
   */
  properties[PROP_CAN_REDO] =
    g_param_spec_boolean ("can-redo", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleDocument:undo-label:
   *
   * What the step that undo takes back is called.
   */
  properties[PROP_UNDO_LABEL] =
    g_param_spec_string ("undo-label", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  /**
   * HeddleDocument:redo-label:
   *
   * What the step that redo does again is called.
   */
  properties[PROP_REDO_LABEL] =
    g_param_spec_string ("redo-label", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);

  /**
   * HeddleDocument::edited:
   * @self: a document
   * @edit: what was applied
   *
   * Every edit that changed the workflow, undo and redo included, in the order they happened:
   * applied one after the other to the workflow as it was, they give the workflow as it is.
   */
  signals[EDITED] =
    g_signal_new ("edited", HEDDLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, HEDDLE_TYPE_EDIT | G_SIGNAL_TYPE_STATIC_SCOPE);

  /**
   * HeddleDocument::stepped:
   * @self: a document
   * @pages: (array zero-terminated=1): the ids of the pipelines in which one sees what has changed, each once
   *
   * A step was taken back, or done again.
   */
  signals[STEPPED] =
    g_signal_new ("stepped", HEDDLE_TYPE_DOCUMENT, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_STRV);
}

static void
heddle_document_init (HeddleDocument *self)
{
  self->done = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
  self->undone = g_ptr_array_new_with_free_func ((GDestroyNotify) step_free);
}

/**
 * heddle_document_new:
 * @workflow: (transfer none): what is edited, from now on only through the document
 *
 * Returns: (transfer full): a document without history
 */
HeddleDocument *
heddle_document_new (HeddleWorkflow *workflow)
{
  HeddleDocument *self;

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (workflow), NULL);

  self = g_object_new (HEDDLE_TYPE_DOCUMENT, NULL);
  self->workflow = g_object_ref (workflow);
  return self;
}

/**
 * heddle_document_get_workflow:
 * @self: a document
 *
 * Returns: (transfer none): what is edited
 */
HeddleWorkflow *
heddle_document_get_workflow (HeddleDocument *self)
{
  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), NULL);

  return self->workflow;
}

/**
 * heddle_document_begin:
 * @self: a document
 * @label: (nullable): what the step is called, translated: “Move Nodes”
 *
 * Begins a step: all edits until [method@Document.end] undo as one. Steps inside steps belong to
 * the outermost.
 */
void
heddle_document_begin (HeddleDocument *self,
                       const char     *label)
{
  g_return_if_fail (HEDDLE_IS_DOCUMENT (self));

  if (self->depth++ == 0)
    self->open = step_new (label);
}

/**
 * heddle_document_begin_part:
 * @self: a document
 * @label: (nullable): what the step is called, translated
 * @key: what the parts of one gesture have in common, and nothing else has
 *
 * Begins a step as [method@Document.begin] does, or goes on with the last one: where that has the
 * same key and nothing has happened since, what is done now undoes together with it. So a word that
 * is typed letter by letter is one step.
 */
void
heddle_document_begin_part (HeddleDocument *self,
                            const char     *label,
                            const char     *key)
{
  g_return_if_fail (HEDDLE_IS_DOCUMENT (self));
  g_return_if_fail (key != NULL);

  heddle_document_begin (self, label);
  if (self->depth == 1)
    self->open->key = g_strdup (key);
}

/**
 * heddle_document_apply:
 * @self: a document
 * @edit: (transfer none): a change
 * @error: return location for an error
 *
 * Changes the workflow: what [method@Edit.expand] gives, all of it or nothing. Outside of a step it
 * is a step of its own. What was undone before can no longer be redone.
 *
 * Returns: whether it was applied; if not, errors are those of [method@Edit.apply]
 */
gboolean
heddle_document_apply (HeddleDocument  *self,
                       HeddleEdit      *edit,
                       GError         **error)
{
  g_autoptr (GPtrArray) edits = NULL;
  Step *step;

  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (edit != NULL, FALSE);

  edits = heddle_edit_expand (edit, self->workflow);
  step = step_new (NULL);
  for (guint i = 0; i < edits->len; i++)
    {
      HeddleEdit *inverse = heddle_edit_apply (edits->pdata[i], self->workflow, error);

      if (inverse == NULL)
        {
          step_free (take_back (self, step));
          step_free (step);
          return FALSE;
        }
      g_ptr_array_add (step->inverses, inverse);
      g_signal_emit (self, signals[EDITED], 0, edits->pdata[i]);
    }

  if (self->open == NULL)
    {
      push_step (self, step);
      return TRUE;
    }
  g_ptr_array_extend_and_steal (self->open->inverses, g_steal_pointer (&step->inverses));
  g_free (step->label);
  g_free (step);
  return TRUE;
}

static Step *
get_last (GPtrArray *steps)
{
  return steps->len > 0 ? steps->pdata[steps->len - 1] : NULL;
}

/* Whether @earlier, applied after @later, leaves no trace of it. */
static gboolean
covers (HeddleEdit *earlier,
        HeddleEdit *later)
{
  if (earlier->action != HEDDLE_EDIT_SET || later->action != HEDDLE_EDIT_SET
      || earlier->kind != later->kind || g_strcmp0 (earlier->pipeline, later->pipeline) != 0
      || g_strcmp0 (earlier->id, later->id) != 0)
    return FALSE;

  for (guint i = 0; earlier->path[i] != NULL; i++)
    if (g_strcmp0 (earlier->path[i], later->path[i]) != 0)
      return FALSE;
  return TRUE;
}

/* The inverse of the hundredth letter is not worth keeping beside that of the first. */
static gboolean
merge_step (HeddleDocument *self,
            Step           *step)
{
  Step *last = get_last (self->done);

  if (step->key == NULL || last == NULL || self->undone->len > 0
      || g_strcmp0 (step->key, last->key) != 0)
    return FALSE;

  for (guint i = 0; i < step->inverses->len; i++)
    {
      HeddleEdit *inverse = step->inverses->pdata[i];

      if (!covers (last->inverses->pdata[last->inverses->len - 1], inverse))
        {
          g_ptr_array_add (last->inverses, heddle_edit_ref (inverse));
          last->kept = FALSE;
        }
    }
  return TRUE;
}

/**
 * heddle_document_end:
 * @self: a document
 *
 * Ends a step. One without edits leaves no trace.
 */
void
heddle_document_end (HeddleDocument *self)
{
  Step *step;

  g_return_if_fail (HEDDLE_IS_DOCUMENT (self));
  g_return_if_fail (self->depth > 0);

  if (--self->depth > 0)
    return;

  step = g_steal_pointer (&self->open);
  if (step->inverses->len > 0 && !merge_step (self, step))
    push_step (self, step);
  else
    step_free (step);
}

/**
 * heddle_document_abandon:
 * @self: a document
 *
 * Ends the outermost step, and takes back what was done in it, as if it had never begun.
 */
void
heddle_document_abandon (HeddleDocument *self)
{
  Step *step;

  g_return_if_fail (HEDDLE_IS_DOCUMENT (self));
  g_return_if_fail (self->depth == 1);

  self->depth = 0;
  step = g_steal_pointer (&self->open);
  step_free (take_back (self, step));
  step_free (step);
}

/**
 * heddle_document_can_undo:
 * @self: a document
 *
 * Returns: whether there is a step to take back
 */
gboolean
heddle_document_can_undo (HeddleDocument *self)
{
  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), FALSE);

  return self->done->len > 0;
}

/**
 * heddle_document_can_redo:
 * @self: a document
 *
 * Returns: whether there is a step to do again
 */
gboolean
heddle_document_can_redo (HeddleDocument *self)
{
  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), FALSE);

  return self->undone->len > 0;
}

/**
 * heddle_document_get_undo_label:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what the step that undo takes back is called
 */
const char *
heddle_document_get_undo_label (HeddleDocument *self)
{
  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), NULL);

  return self->done->len > 0 ? get_last (self->done)->label : NULL;
}

/**
 * heddle_document_get_redo_label:
 * @self: a document
 *
 * Returns: (transfer none) (nullable): what the step that redo does again is called
 */
const char *
heddle_document_get_redo_label (HeddleDocument *self)
{
  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), NULL);

  return self->undone->len > 0 ? get_last (self->undone)->label : NULL;
}

static gboolean
removes (Step       *step,
         const char *pipeline)
{
  for (guint i = 0; step != NULL && i < step->inverses->len; i++)
    {
      HeddleEdit *edit = step->inverses->pdata[i];

      if (edit->kind == HEDDLE_ELEMENT_PIPELINE && edit->action == HEDDLE_EDIT_REMOVE
          && g_str_equal (edit->id, pipeline))
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_document_undo_removes:
 * @self: a document
 * @pipeline: the id of a pipeline
 *
 * Returns: whether the step that undo takes back is the one that has brought the pipeline
 */
gboolean
heddle_document_undo_removes (HeddleDocument *self,
                              const char     *pipeline)
{
  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), FALSE);

  return removes (get_last (self->done), pipeline);
}

/**
 * heddle_document_redo_removes:
 * @self: a document
 * @pipeline: the id of a pipeline
 *
 * Returns: whether the step that redo does again takes the pipeline away
 */
gboolean
heddle_document_redo_removes (HeddleDocument *self,
                              const char     *pipeline)
{
  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), FALSE);

  return removes (get_last (self->undone), pipeline);
}

static GStrv
list_pages (Step *step)
{
  g_autoptr (GHashTable) pages = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < step->inverses->len; i++)
    {
      const char *page = heddle_edit_get_page (step->inverses->pdata[i]);

      if (page != NULL && g_hash_table_add (pages, (gpointer) page))
        g_strv_builder_add (builder, page);
    }
  return g_strv_builder_end (builder);
}

static void
move_step (HeddleDocument *self,
           GPtrArray      *from,
           GPtrArray      *to)
{
  Step *step = get_last (from);
  g_auto (GStrv) pages = NULL;
  Step *reverse;

  if (step == NULL)
    return;

  pages = list_pages (step);
  reverse = take_back (self, step);
  g_ptr_array_set_size (from, (int) from->len - 1);
  g_ptr_array_add (to, reverse);
  notify_history (self);
  g_signal_emit (self, signals[STEPPED], 0, pages);
}

/**
 * heddle_document_undo:
 * @self: a document, not in the middle of a step
 *
 * Takes back the last step; does nothing where there is none.
 */
void
heddle_document_undo (HeddleDocument *self)
{
  g_return_if_fail (HEDDLE_IS_DOCUMENT (self));
  g_return_if_fail (self->open == NULL);

  move_step (self, self->done, self->undone);
}

/**
 * heddle_document_redo:
 * @self: a document, not in the middle of a step
 *
 * Does again what undo took back last; does nothing where there is nothing.
 */
void
heddle_document_redo (HeddleDocument *self)
{
  g_return_if_fail (HEDDLE_IS_DOCUMENT (self));
  g_return_if_fail (self->open == NULL);

  move_step (self, self->undone, self->done);
}

/**
 * heddle_document_rename:
 * @self: a document
 * @name: what the workflow is to be called
 * @error: return location for an error
 *
 * Gives the workflow another name, as a step.
 *
 * Returns: whether it was renamed; if not, errors are those of [method@Edit.apply]
 */
gboolean
heddle_document_rename (HeddleDocument  *self,
                        const char      *name,
                        GError         **error)
{
  static const char *const path[] = { "name", NULL };
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), name);
  g_autoptr (HeddleEdit) edit = heddle_edit_new_set (HEDDLE_ELEMENT_WORKFLOW, NULL, NULL, path, value);
  gboolean applied;

  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), FALSE);

  heddle_document_begin (self, _("Rename"));
  applied = heddle_document_apply (self, edit, error);
  heddle_document_end (self);
  return applied;
}

/* Steps that can be done again lie with the next one last. */
static Step *
get_nth (HeddleDocument *self,
         guint           n)
{
  return n < self->done->len ? g_ptr_array_index (self->done, n)
                             : g_ptr_array_index (self->undone, self->done->len + self->undone->len - 1 - n);
}

/**
 * heddle_document_forget_kept_history:
 * @self: a document
 *
 * Says that nothing is kept of the steps: the next change that is taken has all of them.
 */
void
heddle_document_forget_kept_history (HeddleDocument *self)
{
  g_return_if_fail (HEDDLE_IS_DOCUMENT (self));

  for (guint i = 0; i < self->done->len + self->undone->len; i++)
    get_nth (self, i)->kept = FALSE;
}

/**
 * heddle_document_take_history_change:
 * @self: a document
 *
 * Takes down what has become of the steps since this was called last, for whoever keeps them: of at most
 * %HEDDLE_MAX_KEPT_STEPS that can be undone and as many that can be done again. Where they could not be kept, [method@Document.forget_kept_history] is to be told.
 *
 * Returns: (transfer full): the change, in which all that is different counts as kept from now on
 */
HeddleHistoryChange *
heddle_document_take_history_change (HeddleDocument *self)
{
  gboolean whole = self->open == NULL || self->open->inverses->len == 0;
  guint from = self->done->len - MIN (self->done->len, HEDDLE_MAX_KEPT_STEPS);
  guint to = self->done->len + MIN (self->undone->len, HEDDLE_MAX_KEPT_STEPS);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;
  HeddleHistoryChange *change;

  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), NULL);

  if (g_strcmp0 (self->kept_as, heddle_workflow_get_id (self->workflow)) != 0)
    heddle_document_forget_kept_history (self);
  g_set_str (&self->kept_as, heddle_workflow_get_id (self->workflow));
  heddle_element_add_made_up_ids (HEDDLE_ELEMENT (self->workflow), builder);
  ids = g_strv_builder_end (builder);
  change = heddle_history_change_new (self->first + from, self->done->len - from, to - self->done->len,
                                      whole ? (const char *const *) ids : NULL);
  for (guint i = 0; i < self->done->len + self->undone->len; i++)
    {
      Step *step = get_nth (self, i);

      if (!step->kept && i >= from && i < to)
        heddle_history_change_add (change, self->first + i, step->label, step->inverses);
      step->kept = i >= from && i < to;
    }
  return change;
}

static Step *
step_new_kept (HeddleHistoryStep *kept)
{
  Step *step = step_new (kept->label);

  for (guint i = 0; i < kept->edits->len; i++)
    g_ptr_array_add (step->inverses, heddle_edit_ref (g_ptr_array_index (kept->edits, i)));
  step->kept = TRUE;
  return step;
}

/**
 * heddle_document_restore_history:
 * @self: a document without steps, as it was when they were kept
 * @steps: (transfer none) (element-type HeddleHistoryStep): all steps that were kept, in their order
 * @done: number of the first step that can be done again
 * @made_up_ids: (array zero-terminated=1): see [method@HistoryChange.get_made_up_ids]
 * @error: return location for an error
 *
 * Gives a document that nobody works with yet the steps that led to it, so that they can be undone and
 * done again.
 *
 * Returns: %FALSE with %HEDDLE_GRAPH_ERROR_MALFORMED where a step is missing in between, or these are
 *   another document's; it is of no use any more then
 */
gboolean
heddle_document_restore_history (HeddleDocument     *self,
                                 GPtrArray          *steps,
                                 gint64              done,
                                 const char *const  *made_up_ids,
                                 GError            **error)
{
  HeddleHistoryStep *first = steps->len == 0 ? NULL : g_ptr_array_index (steps, 0);

  g_return_val_if_fail (HEDDLE_IS_DOCUMENT (self), FALSE);
  g_return_val_if_fail (self->done->len + self->undone->len == 0 && self->open == NULL, FALSE);

  for (guint i = 0; i < steps->len; i++)
    if (((HeddleHistoryStep *) g_ptr_array_index (steps, i))->number != first->number + i)
      {
        g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                             _("A step of the history is missing"));
        return FALSE;
      }

  made_up_ids = heddle_element_take_made_up_ids (HEDDLE_ELEMENT (self->workflow), made_up_ids);
  if (made_up_ids == NULL || *made_up_ids != NULL)
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                           _("The history is another workflow’s"));
      return FALSE;
    }

  g_set_str (&self->kept_as, heddle_workflow_get_id (self->workflow));
  self->first = first == NULL ? done : first->number;
  for (guint i = 0; i < steps->len; i++)
    {
      HeddleHistoryStep *kept = g_ptr_array_index (steps, i);

      if (kept->number < done)
        g_ptr_array_add (self->done, step_new_kept (kept));
      else
        g_ptr_array_insert (self->undone, 0, step_new_kept (kept));
    }
  notify_history (self);
  return TRUE;
}
