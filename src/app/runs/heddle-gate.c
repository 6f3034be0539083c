/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-gate.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-node-outputs.h"
#include "graph/heddle-workflow.h"
#include "store/heddle-further-repository.h"
#include "store/heddle-rating-repository.h"
#include "store/heddle-run-item-repository.h"
#include "store/heddle-run-repository.h"

#define PICK_TYPE "logic.pick"

struct _HeddleGate
{
  GObject            parent_instance;
  char              *run;
  gint64             number;
  char              *subject;
  char              *node;
  char              *name;
  char              *path;
  gboolean           is_pick;
  guint              count;
  GPtrArray         *waiting;
  guint              place;
  guint              n_coming;
  HeddleNodeOutputs *candidates;
  GArray            *ratings;
};

G_DEFINE_FINAL_TYPE (HeddleGate, heddle_gate, G_TYPE_OBJECT)

/* Which one is looked for: without a node, the first; without a path, the node's first. */
typedef struct
{
  char *run;
  char *node;
  char *path;
} Search;

/* Where a run waits. */
typedef struct
{
  char *node;
  char *path;
} Place;

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->node);
  g_free (place->path);
  g_free (place);
}

static Search *
search_new (const char *run,
            const char *node,
            const char *path)
{
  Search *search = g_new0 (Search, 1);

  search->run = g_strdup (run);
  search->node = g_strdup (node);
  search->path = g_strdup (path);
  return search;
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_free (search->run);
  g_free (search->node);
  g_free (search->path);
  g_free (search);
}

static void
heddle_gate_finalize (GObject *object)
{
  HeddleGate *self = HEDDLE_GATE (object);

  g_free (self->run);
  g_free (self->subject);
  g_free (self->node);
  g_free (self->name);
  g_free (self->path);
  g_clear_pointer (&self->candidates, heddle_node_outputs_unref);
  g_array_unref (self->ratings);
  g_ptr_array_unref (self->waiting);

  G_OBJECT_CLASS (heddle_gate_parent_class)->finalize (object);
}

static void
heddle_gate_class_init (HeddleGateClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_gate_finalize;
}

static void
heddle_gate_init (HeddleGate *self)
{
  self->ratings = g_array_new (FALSE, TRUE, sizeof (guint));
  self->waiting = g_ptr_array_new_with_free_func (place_free);
}

/* How many the step lets go on, by the document that the run was begun with. */
static gboolean
read_count (HeddleGate             *self,
            HeddleDatabase         *database,
            const HeddleRunRecord  *run,
            GError                **error)
{
  g_autofree char *text = heddle_snapshots_get (database, run->snapshot_id, error);
  g_autoptr (HeddleWorkflow) workflow = text == NULL ? NULL : heddle_workflow_new_from_text (text, -1, error);
  HeddlePipeline *pipeline = workflow == NULL ? NULL : heddle_workflow_find_pipeline (workflow, run->pipeline);
  HeddleNode *node = pipeline == NULL ? NULL : heddle_pipeline_find_node (pipeline, self->node);

  if (workflow == NULL)
    return FALSE;
  self->count = node == NULL ? 1 : (guint) MAX (1, heddle_json_get_int (heddle_node_get_config (node), "count", 1));
  return TRUE;
}

/* What is under way to be chosen from, too. */
static gboolean
read_coming (HeddleGate             *self,
             HeddleDatabase         *database,
             const HeddleRunRecord  *run,
             GError                **error)
{
  g_autoptr (GPtrArray) records = heddle_further_list (database, run->id, error);

  for (guint i = 0; records != NULL && i < records->len; i++)
    {
      const HeddleFurtherRecord *record = records->pdata[i];
      g_autoptr (HeddleRunItemRecord) item = NULL;

      if (record->dropped || !g_str_equal (record->gate, self->node) || !g_str_equal (record->gate_path, self->path))
        continue;
      if (!heddle_run_items_find (database, run->id, record->node, record->path, &item, error))
        return FALSE;
      if (item == NULL || !heddle_item_status_is_final (item->status))
        self->n_coming += record->count;
    }
  return records != NULL;
}

static gboolean
is_sought (const Search              *search,
           const HeddleNodeRunRecord *step,
           const HeddleRunItemRecord *item)
{
  return (search->node == NULL || g_str_equal (search->node, step->node))
         && (search->path == NULL || g_str_equal (search->path, item->path));
}

static gboolean
read_candidates (HeddleGate                 *self,
                 const HeddleRunItemRecord  *item,
                 GError                    **error)
{
  self->path = g_strdup (item->path);
  self->candidates = item->inputs == NULL ? NULL : heddle_node_outputs_from_stored_text (item->inputs, error);
  if (self->candidates == NULL && item->inputs == NULL)
    g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                 _("The library does not hold what “%s” waits with. Resume the run to have it made again."), self->name);
  return self->candidates != NULL;
}

static const char *
get_content (HeddleValue *value)
{
  HeddleValueType type = value == NULL ? HEDDLE_VALUE_ANY : heddle_value_get_value_type (value);

  return type == HEDDLE_VALUE_IMAGE || type == HEDDLE_VALUE_VIDEO ? heddle_value_get_media (value)->blob : NULL;
}

static gboolean
read_ratings (HeddleGate      *self,
              HeddleDatabase  *database,
              GError         **error)
{
  for (guint i = 0; i < heddle_gate_get_n_candidates (self); i++)
    {
      const char *content = get_content (heddle_gate_get_candidate (self, i));
      guint stars = 0;

      if (content != NULL && !heddle_ratings_find (database, content, &stars, error))
        return FALSE;
      g_array_append_val (self->ratings, stars);
    }
  return TRUE;
}

static gboolean
read_step (HeddleGate                 *self,
           HeddleDatabase             *database,
           const HeddleRunRecord      *run,
           const HeddleNodeRunRecord  *step,
           const HeddleRunItemRecord  *item,
           GError                    **error)
{
  self->run = g_strdup (run->uuid);
  self->number = run->number;
  self->subject = heddle_run_dup_subject (run->workflow_name, run->page);
  self->node = g_strdup (step->node);
  self->name = g_strdup (step->name != NULL ? step->name : step->node);
  self->is_pick = g_str_equal (step->type, PICK_TYPE);
  return read_count (self, database, run, error) && read_candidates (self, item, error)
         && read_coming (self, database, run, error) && read_ratings (self, database, error);
}

/* Where else the run waits is only counted. */
static gboolean
read_waiting (HeddleGate                 *self,
              HeddleDatabase             *database,
              const Search               *search,
              const HeddleRunRecord      *run,
              const HeddleNodeRunRecord  *step,
              GError                    **error)
{
  g_autoptr (GPtrArray) items = heddle_run_items_list_node (database, run->id, step->node, HEDDLE_ITEM_WAITING, error);

  for (guint i = 0; items != NULL && i < items->len; i++)
    {
      const HeddleRunItemRecord *item = items->pdata[i];
      Place *place = g_new0 (Place, 1);

      place->node = g_strdup (step->node);
      place->path = g_strdup (item->path);
      g_ptr_array_add (self->waiting, place);
      if (self->run != NULL || !is_sought (search, step, item))
        continue;
      self->place = self->waiting->len - 1;
      if (!read_step (self, database, run, step, item, error))
        return FALSE;
    }
  return items != NULL;
}

static gboolean
read_gate (HeddleDatabase  *database,
           gpointer         data,
           GValue          *result,
           GError         **error)
{
  const Search *search = data;
  g_autoptr (HeddleRunRecord) run = heddle_runs_find (database, search->run, error);
  g_autoptr (GPtrArray) steps = run == NULL ? NULL : heddle_node_runs_list (database, run->id, error);
  g_autoptr (HeddleGate) self = g_object_new (HEDDLE_TYPE_GATE, NULL);

  if (steps == NULL)
    return FALSE;
  for (guint i = 0; i < steps->len; i++)
    if (!read_waiting (self, database, search, run, steps->pdata[i], error))
      return FALSE;
  if (self->run == NULL)
    {
      g_set_error (error, HEDDLE_STORE_ERROR, HEDDLE_STORE_ERROR_NOT_FOUND,
                   _("Run %d does not wait for an answer any more"), (int) run->number);
      return FALSE;
    }
  g_value_init (result, HEDDLE_TYPE_GATE);
  g_value_take_object (result, g_steal_pointer (&self));
  return TRUE;
}

/**
 * heddle_gate_load:
 * @session: a session with a library
 * @run: a run's UUID
 * @node: (nullable): the id of a node that waits; %NULL for any
 *
 * Returns: (transfer full): resolves to the first [class@Gate] that the run waits at, in that node where
 *   one is given
 */
DexFuture *
heddle_gate_load (HeddleSession *session,
                  const char    *run,
                  const char    *node)
{
  return heddle_library_read (heddle_session_get_library (session), read_gate, search_new (run, node, NULL), search_free);
}

/**
 * heddle_gate_load_place:
 * @self: a gate
 * @session: the session whose library it is in
 * @place: which of those that its run waits at, from 0
 *
 * Returns: (transfer full): resolves to the [class@Gate] there; rejects where nobody waits there any more
 */
DexFuture *
heddle_gate_load_place (HeddleGate    *self,
                        HeddleSession *session,
                        guint          place)
{
  const Place *wanted;

  g_return_val_if_fail (place < self->waiting->len, NULL);

  wanted = self->waiting->pdata[place];
  return heddle_library_read (heddle_session_get_library (session), read_gate,
                              search_new (self->run, wanted->node, wanted->path), search_free);
}

/**
 * heddle_gate_reload:
 * @self: a gate
 * @session: the session whose library it is in
 *
 * Returns: (transfer full): resolves to a [class@Gate] that is @self as it is now; rejects where nobody
 *   waits there any more
 */
DexFuture *
heddle_gate_reload (HeddleGate    *self,
                    HeddleSession *session)
{
  return heddle_library_read (heddle_session_get_library (session), read_gate,
                              search_new (self->run, self->node, self->path), search_free);
}

/**
 * heddle_gate_get_run:
 * @self: a gate
 *
 * Returns: (transfer none): the run's UUID
 */
const char *
heddle_gate_get_run (HeddleGate *self)
{
  return self->run;
}

/**
 * heddle_gate_get_number:
 * @self: a gate
 *
 * Returns: what people call the run
 */
gint64
heddle_gate_get_number (HeddleGate *self)
{
  return self->number;
}

/**
 * heddle_gate_get_subject:
 * @self: a gate
 *
 * Returns: (transfer none): what people call the workflow, and the page of it where it has several
 */
const char *
heddle_gate_get_subject (HeddleGate *self)
{
  return self->subject;
}

/**
 * heddle_gate_get_node:
 * @self: a gate
 *
 * Returns: (transfer none): the id of the node that waits
 */
const char *
heddle_gate_get_node (HeddleGate *self)
{
  return self->node;
}

/**
 * heddle_gate_get_path:
 * @self: a gate
 *
 * Returns: (transfer none): the index of the item that waits, dotted
 */
const char *
heddle_gate_get_path (HeddleGate *self)
{
  return self->path;
}

/**
 * heddle_gate_get_n_coming:
 * @self: a gate
 *
 * Returns: how many more things are to be made to choose from
 */
guint
heddle_gate_get_n_coming (HeddleGate *self)
{
  return self->n_coming;
}

/**
 * heddle_gate_get_name:
 * @self: a gate
 *
 * Returns: (transfer none): what people call the step that waits
 */
const char *
heddle_gate_get_name (HeddleGate *self)
{
  return self->name;
}

/**
 * heddle_gate_is_pick:
 * @self: a gate
 *
 * Returns: whether some are to be picked; else all are to be approved or rejected
 */
gboolean
heddle_gate_is_pick (HeddleGate *self)
{
  return self->is_pick;
}

/**
 * heddle_gate_get_count:
 * @self: a gate where some are to be picked
 *
 * Returns: how many at most
 */
guint
heddle_gate_get_count (HeddleGate *self)
{
  return self->count;
}

/**
 * heddle_gate_get_place:
 * @self: a gate
 *
 * Returns: which one it is of those that its run waits at, from 0, in the order of the steps
 */
guint
heddle_gate_get_place (HeddleGate *self)
{
  return self->place;
}

/**
 * heddle_gate_get_n_waiting:
 * @self: a gate
 *
 * Returns: how many gates its run waits at, this one included
 */
guint
heddle_gate_get_n_waiting (HeddleGate *self)
{
  return self->waiting->len;
}

static GPtrArray *
get_list (HeddleGate *self,
          const char *name)
{
  return heddle_node_outputs_get_list (self->candidates, name);
}

/**
 * heddle_gate_get_n_candidates:
 * @self: a gate
 *
 * Returns: how many things there are
 */
guint
heddle_gate_get_n_candidates (HeddleGate *self)
{
  GPtrArray *items = get_list (self, "items");

  return items == NULL ? 0 : items->len;
}

/**
 * heddle_gate_get_candidate:
 * @self: a gate
 * @position: which one, from 0
 *
 * Returns: (transfer none) (nullable): the thing; %NULL where nothing came of it
 */
HeddleValue *
heddle_gate_get_candidate (HeddleGate *self,
                           guint       position)
{
  GPtrArray *items = get_list (self, "items");

  g_return_val_if_fail (items != NULL && position < items->len, NULL);

  return items->pdata[position];
}

/**
 * heddle_gate_get_score:
 * @self: a gate
 * @position: which one, from 0
 * @score: (out): how good it is
 *
 * Returns: whether that is known
 */
gboolean
heddle_gate_get_score (HeddleGate *self,
                       guint       position,
                       double     *score)
{
  GPtrArray *scores = get_list (self, "scores");

  if (scores == NULL || position >= scores->len || scores->pdata[position] == NULL)
    return FALSE;
  *score = heddle_value_get_number (scores->pdata[position]);
  return TRUE;
}

/**
 * heddle_gate_can_rate:
 * @self: a gate
 * @position: which one, from 0
 *
 * Returns: whether it can be given stars
 */
gboolean
heddle_gate_can_rate (HeddleGate *self,
                      guint       position)
{
  return get_content (heddle_gate_get_candidate (self, position)) != NULL;
}

/**
 * heddle_gate_get_rating:
 * @self: a gate
 * @position: which one, from 0
 *
 * Returns: how many stars it has, or 0
 */
guint
heddle_gate_get_rating (HeddleGate *self,
                        guint       position)
{
  return position < self->ratings->len ? g_array_index (self->ratings, guint, position) : 0;
}

/**
 * heddle_gate_rate:
 * @self: a gate
 * @session: the session whose library it is in
 * @position: which one, from 0; of those that can be rated
 * @stars: how many; 0 for no rating
 *
 * Returns: (transfer full): resolves once the library has it
 */
DexFuture *
heddle_gate_rate (HeddleGate    *self,
                  HeddleSession *session,
                  guint          position,
                  guint          stars)
{
  if (position < self->ratings->len)
    g_array_index (self->ratings, guint, position) = stars;
  return heddle_ratings_save (heddle_session_get_library (session),
                              get_content (heddle_gate_get_candidate (self, position)), stars);
}

/**
 * heddle_gate_dup_index:
 * @self: a gate
 * @position: which one, from 0
 *
 * Returns: (transfer full): what an answer calls it: "4.2"
 */
char *
heddle_gate_dup_index (HeddleGate *self,
                       guint       position)
{
  if (*self->path == '\0')
    return g_strdup_printf ("%u", position);
  return g_strdup_printf ("%s.%u", self->path, position);
}

/* What the first says of how it was made holds for all, but for the seed. */
static const char *
get_recipe_text (HeddleGate *self,
                 const char *member)
{
  HeddleValue *first = heddle_gate_get_n_candidates (self) == 0 ? NULL : heddle_gate_get_candidate (self, 0);
  JsonNode *recipe = first == NULL ? NULL : heddle_value_get_recipe (first);

  if (recipe == NULL || !JSON_NODE_HOLDS_OBJECT (recipe))
    return NULL;
  return heddle_json_get_string (json_node_get_object (recipe), member, NULL);
}

/**
 * heddle_gate_get_prompt:
 * @self: a gate
 *
 * Returns: (transfer none) (nullable): what was asked for
 */
const char *
heddle_gate_get_prompt (HeddleGate *self)
{
  return get_recipe_text (self, "prompt");
}

/**
 * heddle_gate_get_provider:
 * @self: a gate
 *
 * Returns: (transfer none) (nullable): the id of the provider that was asked
 */
const char *
heddle_gate_get_provider (HeddleGate *self)
{
  return get_recipe_text (self, "provider");
}

/**
 * heddle_gate_get_model:
 * @self: a gate
 *
 * Returns: (transfer none) (nullable): the id of the model that was asked
 */
const char *
heddle_gate_get_model (HeddleGate *self)
{
  return get_recipe_text (self, "model");
}
