/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-runs-model.h"

#include "runs/heddle-live-runs.h"
#include "widgets/heddle-settle.h"

/* More than any window shows at once. */
#define PAGE 40

struct _HeddleRunsModel
{
  GObject          parent_instance;
  HeddleSession   *session;
  GListStore      *runs;
  HeddleRunFilter  filter;
  char            *text;
  GError          *error;
  guint            wanted;
  gboolean         is_read;
  gboolean         is_complete;
  gboolean         reading;
  gboolean         outdated;
};

enum
{
  CHANGING,
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleRunsModel, heddle_runs_model, G_TYPE_OBJECT)

static void
query_free (gpointer data)
{
  HeddleRunQuery *query = data;

  g_free (query->text);
  g_strfreev (query->live);
  g_free (query);
}

static gboolean
read_page (HeddleDatabase  *database,
           gpointer         data,
           GValue          *result,
           GError         **error)
{
  GPtrArray *page = heddle_run_summaries_list (database, data, error);

  if (page == NULL)
    return FALSE;
  g_value_init (result, G_TYPE_PTR_ARRAY);
  g_value_take_boxed (result, page);
  return TRUE;
}

static HeddleRunEntry *
get_entry (HeddleRunsModel *self,
           guint            position)
{
  g_autoptr (HeddleRunEntry) entry = g_list_model_get_item (G_LIST_MODEL (self->runs), position);

  return entry;
}

static void
follow (HeddleRunsModel *self,
        HeddleRunEntry  *entry)
{
  HeddleLiveRuns *live = heddle_session_get_live_runs (self->session);

  heddle_run_entry_follow (entry, heddle_live_runs_lookup (live, heddle_run_entry_get_summary (entry)->uuid));
}

/* Entries stay the same ones, so that what is shown of them stays as it is. */
static GPtrArray *
make_entries (HeddleRunsModel *self,
              GPtrArray       *page)
{
  GPtrArray *entries = g_ptr_array_new_with_free_func (g_object_unref);

  while (page->len > 0)
    {
      HeddleRunSummary *summary = g_ptr_array_steal_index (page, 0);
      HeddleRunEntry *known = heddle_runs_model_find (self, summary->uuid);

      if (known != NULL)
        heddle_run_entry_take_summary (known, summary);
      g_ptr_array_add (entries, known != NULL ? g_object_ref (known) : heddle_run_entry_new (summary));
      follow (self, entries->pdata[entries->len - 1]);
    }
  return entries;
}

/* Only what is new or gone is changed in the list. */
static void
replace_entries (HeddleRunsModel *self,
                 GPtrArray       *entries)
{
  guint n_old = g_list_model_get_n_items (G_LIST_MODEL (self->runs));
  guint same = 0;
  guint tail = 0;

  while (same < MIN (n_old, entries->len) && get_entry (self, same) == entries->pdata[same])
    same++;
  while (tail < MIN (n_old, entries->len) - same && get_entry (self, n_old - 1 - tail) == entries->pdata[entries->len - 1 - tail])
    tail++;
  if (n_old == same + tail && entries->len == same + tail)
    return;
  g_signal_emit (self, signals[CHANGING], 0);
  g_list_store_splice (self->runs, same, n_old - same - tail, entries->pdata + same, entries->len - same - tail);
}

static void read_runs (HeddleRunsModel *self);

static void
page_cb (gpointer      owner,
         const GValue *value,
         const GError *error)
{
  HeddleRunsModel *self = owner;
  g_autoptr (GPtrArray) entries = NULL;

  self->reading = FALSE;
  if (self->session == NULL)
    return;
  if (self->outdated)
    {
      read_runs (self);
      return;
    }
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  else
    {
      GPtrArray *page = g_value_get_boxed (value);

      self->is_complete = page->len < self->wanted;
      entries = make_entries (self, page);
      replace_entries (self, entries);
      self->is_read = TRUE;
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
more_cb (gpointer      owner,
         const GValue *value,
         const GError *error)
{
  HeddleRunsModel *self = owner;
  g_autoptr (GPtrArray) entries = NULL;

  self->reading = FALSE;
  if (self->session == NULL)
    return;
  if (self->outdated)
    {
      read_runs (self);
      return;
    }
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
  else
    {
      GPtrArray *page = g_value_get_boxed (value);

      self->is_complete = page->len < PAGE;
      entries = make_entries (self, page);
      g_list_store_splice (self->runs, g_list_model_get_n_items (G_LIST_MODEL (self->runs)), 0, entries->pdata,
                           entries->len);
    }
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
ask (HeddleRunsModel   *self,
     gint64             before,
     guint              limit,
     HeddleSettledFunc  func)
{
  HeddleRunQuery *query = g_new0 (HeddleRunQuery, 1);

  query->filter = self->filter;
  query->text = g_strdup (self->text);
  query->live = heddle_live_runs_list (heddle_session_get_live_runs (self->session));
  query->before = before;
  query->limit = (int) limit;
  self->reading = TRUE;
  self->outdated = FALSE;
  self->wanted = limit;
  heddle_settle (heddle_library_read (heddle_session_get_library (self->session), read_page, query, query_free), func,
                 self);
}

/* As much as is shown, from the newest on. */
static void
read_runs (HeddleRunsModel *self)
{
  if (!heddle_session_is_open (self->session))
    return;
  if (self->reading)
    self->outdated = TRUE;
  else
    ask (self, 0, MAX (g_list_model_get_n_items (G_LIST_MODEL (self->runs)), PAGE), page_cb);
}

static void
progressed_cb (HeddleRunsModel *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->runs)); i++)
    {
      HeddleRunEntry *entry = get_entry (self, i);

      if (heddle_run_entry_get_summary (entry)->live)
        follow (self, entry);
    }
}

static void
heddle_runs_model_dispose (GObject *object)
{
  HeddleRunsModel *self = HEDDLE_RUNS_MODEL (object);

  g_clear_object (&self->session);
  g_clear_object (&self->runs);
  g_clear_error (&self->error);
  g_clear_pointer (&self->text, g_free);

  G_OBJECT_CLASS (heddle_runs_model_parent_class)->dispose (object);
}

static void
heddle_runs_model_class_init (HeddleRunsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_runs_model_dispose;

  /**
   * HeddleRunsModel::changing:
   * @self: a model
   *
   * Emitted when runs are about to be added to the list, taken out of it or moved in it.
   */
  signals[CHANGING] = g_signal_new ("changing", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 0);

  /**
   * HeddleRunsModel::changed:
   * @self: a model
   *
   * Emitted when the list was read, or could not be.
   */
  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 0);
}

static void
heddle_runs_model_init (HeddleRunsModel *self)
{
  self->runs = g_list_store_new (HEDDLE_TYPE_RUN_ENTRY);
}

/**
 * heddle_runs_model_new:
 * @session: a session with a library
 *
 * Returns: (transfer full): a model of all runs, which reads the library by itself
 */
HeddleRunsModel *
heddle_runs_model_new (HeddleSession *session)
{
  HeddleRunsModel *self = g_object_new (HEDDLE_TYPE_RUNS_MODEL, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "runs-changed", G_CALLBACK (read_runs), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "workflows-changed", G_CALLBACK (read_runs), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_session_get_live_runs (session), "progressed", G_CALLBACK (progressed_cb), self,
                           G_CONNECT_SWAPPED);
  read_runs (self);
  return self;
}

/**
 * heddle_runs_model_get_runs:
 * @self: a model
 *
 * Returns: (transfer none): the [class@RunEntry] that were read
 */
GListModel *
heddle_runs_model_get_runs (HeddleRunsModel *self)
{
  return G_LIST_MODEL (self->runs);
}

static void
start_again (HeddleRunsModel *self)
{
  self->is_read = FALSE;
  g_list_store_remove_all (self->runs);
  read_runs (self);
}

/**
 * heddle_runs_model_set_filter:
 * @self: a model
 * @filter: which runs
 *
 * Reads the list anew where that is another filter.
 */
void
heddle_runs_model_set_filter (HeddleRunsModel *self,
                              HeddleRunFilter  filter)
{
  if (self->filter == filter)
    return;
  self->filter = filter;
  start_again (self);
}

/**
 * heddle_runs_model_get_filter:
 * @self: a model
 *
 * Returns: which runs are listed
 */
HeddleRunFilter
heddle_runs_model_get_filter (HeddleRunsModel *self)
{
  return self->filter;
}

/**
 * heddle_runs_model_set_text:
 * @self: a model
 * @text: a part of a workflow's name, or a run's number; empty for any
 *
 * Reads the list anew where that is another text.
 */
void
heddle_runs_model_set_text (HeddleRunsModel *self,
                            const char      *text)
{
  if (g_set_str (&self->text, *text == '\0' ? NULL : text))
    start_again (self);
}

/**
 * heddle_runs_model_get_text:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): what is searched for
 */
const char *
heddle_runs_model_get_text (HeddleRunsModel *self)
{
  return self->text;
}

/**
 * heddle_runs_model_read_more:
 * @self: a model
 *
 * Reads the next page, where there is one.
 */
void
heddle_runs_model_read_more (HeddleRunsModel *self)
{
  guint n_runs = g_list_model_get_n_items (G_LIST_MODEL (self->runs));

  if (self->reading || self->is_complete || n_runs == 0 || !heddle_session_is_open (self->session))
    return;
  /* What has another order than by number is read from its beginning. */
  if (self->filter == HEDDLE_RUN_FILTER_QUEUED)
    ask (self, 0, n_runs + PAGE, page_cb);
  else
    ask (self, heddle_run_entry_get_summary (get_entry (self, n_runs - 1))->number, PAGE, more_cb);
}

/**
 * heddle_runs_model_reload:
 * @self: a model
 *
 * Reads the list again.
 */
void
heddle_runs_model_reload (HeddleRunsModel *self)
{
  read_runs (self);
}

/**
 * heddle_runs_model_is_read:
 * @self: a model
 *
 * Returns: whether the list has been read at all, as it is filtered now
 */
gboolean
heddle_runs_model_is_read (HeddleRunsModel *self)
{
  return self->is_read;
}

/**
 * heddle_runs_model_get_error:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): why the list could not be read the last time
 */
const GError *
heddle_runs_model_get_error (HeddleRunsModel *self)
{
  return self->error;
}

/**
 * heddle_runs_model_find:
 * @self: a model
 * @run: a run's UUID
 *
 * Returns: (transfer none) (nullable): its entry, where that has been read
 */
HeddleRunEntry *
heddle_runs_model_find (HeddleRunsModel *self,
                        const char      *run)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->runs)); i++)
    if (g_str_equal (heddle_run_entry_get_summary (get_entry (self, i))->uuid, run))
      return get_entry (self, i);
  return NULL;
}
