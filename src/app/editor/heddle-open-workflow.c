/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-open-workflow-private.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-open-page-private.h"
#include "editor/heddle-problem-item.h"
#include "runs/heddle-live-runs.h"

#define ESTIMATE_DELAY 400

enum
{
  PROP_TITLE = 1,
  PROP_STATUS,
  PROP_ESTIMATE,
  PROP_RUNNING,
  PROP_HAS_STEPS,
  PROP_PIPELINE,
  PROP_SAVED,
  N_PROPERTIES,
};

enum
{
  PROBLEM_CHANGED,
  REFUSED,
  PART_REFUSED,
  CONSENT_NEEDED,
  FINISHED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPERTIES];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleOpenWorkflow, heddle_open_workflow, G_TYPE_OBJECT)

static gboolean
estimate_later_cb (gpointer data)
{
  HeddleOpenWorkflow *self = data;

  self->estimate_source = 0;
  heddle_open_workflow_estimate (self);
  heddle_open_workflow_check (self);
  return G_SOURCE_REMOVE;
}

/*
 * heddle_open_workflow_get_snapshot:
 * @self: an open workflow
 *
 * Whoever needs the document between two edits shares one snapshot, and so one text.
 *
 * Returns: (transfer none): the document as it is now
 */
HeddleWorkflowSnapshot *
heddle_open_workflow_get_snapshot (HeddleOpenWorkflow *self)
{
  if (self->snapshot == NULL)
    self->snapshot = heddle_workflow_snapshot_new (heddle_document_get_workflow (self->document));
  return self->snapshot;
}

static void
edited_cb (HeddleOpenWorkflow *self)
{
  g_clear_pointer (&self->snapshot, heddle_workflow_snapshot_unref);
  self->n_edits++;
  heddle_open_workflow_keep_later (self);
  g_clear_handle_id (&self->estimate_source, g_source_remove);
  self->estimate_source = g_timeout_add (ESTIMATE_DELAY, estimate_later_cb, self);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_TITLE]);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_HAS_STEPS]);
}

static void
heddle_open_workflow_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  HeddleOpenWorkflow *self = HEDDLE_OPEN_WORKFLOW (object);

  switch (id)
    {
    case PROP_TITLE:
      g_value_set_string (value, heddle_open_workflow_get_title (self));
      break;
    case PROP_STATUS:
      g_value_set_string (value, heddle_open_workflow_get_status (self));
      break;
    case PROP_ESTIMATE:
      g_value_set_string (value, heddle_open_workflow_get_estimate (self));
      break;
    case PROP_SAVED:
      g_value_set_string (value, heddle_open_workflow_get_saved (self));
      break;
    case PROP_RUNNING:
      g_value_set_boolean (value, heddle_open_workflow_is_running (self));
      break;
    case PROP_HAS_STEPS:
      g_value_set_boolean (value, heddle_open_workflow_has_steps (self));
      break;
    case PROP_PIPELINE:
      g_value_set_object (value, self->shown);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_open_workflow_dispose (GObject *object)
{
  HeddleOpenWorkflow *self = HEDDLE_OPEN_WORKFLOW (object);

  g_clear_handle_id (&self->save_source, g_source_remove);
  g_clear_handle_id (&self->estimate_source, g_source_remove);
  dex_clear (&self->being_saved);
  g_clear_object (&self->session);
  g_clear_object (&self->document);
  g_clear_object (&self->shown);
  g_clear_object (&self->problems);
  g_clear_pointer (&self->pages, g_hash_table_unref);

  G_OBJECT_CLASS (heddle_open_workflow_parent_class)->dispose (object);
}

static void
heddle_open_workflow_finalize (GObject *object)
{
  HeddleOpenWorkflow *self = HEDDLE_OPEN_WORKFLOW (object);

  g_clear_pointer (&self->found, g_ptr_array_unref);
  g_clear_pointer (&self->snapshot, heddle_workflow_snapshot_unref);
  g_clear_error (&self->save_problem);

  G_OBJECT_CLASS (heddle_open_workflow_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  /**
   * HeddleOpenWorkflow:title:
   *
   * The workflow's name.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * HeddleOpenWorkflow:status:
   *
   * How the run of the page that is shown is, or how the last one ended; %NULL where there is nothing to say.
   */
  properties[PROP_STATUS] = g_param_spec_string ("status", NULL, NULL, NULL, flags);

  /**
   * HeddleOpenWorkflow:estimate:
   *
   * What a run of the page that is shown would cost, in words; %NULL where it cannot run.
   */
  properties[PROP_ESTIMATE] = g_param_spec_string ("estimate", NULL, NULL, NULL, flags);

  /**
   * HeddleOpenWorkflow:running:
   *
   * Whether a run of any page is about to start or in progress. It is told, too, when that of one page
   * begins or ends while that of another goes on.
   */
  properties[PROP_RUNNING] = g_param_spec_boolean ("running", NULL, NULL, FALSE, flags);

  /**
   * HeddleOpenWorkflow:has-steps:
   *
   * Whether there is anything to run on the page that is shown.
   */
  properties[PROP_HAS_STEPS] = g_param_spec_boolean ("has-steps", NULL, NULL, FALSE, flags);

  /**
   * HeddleOpenWorkflow:pipeline:
   *
   * The pipeline that is shown, and run: the page that a person works on.
   */
  properties[PROP_PIPELINE] = g_param_spec_object ("pipeline", NULL, NULL, HEDDLE_TYPE_PIPELINE, flags);

  /**
   * HeddleOpenWorkflow:saved:
   *
   * What has become of the latest edits, in words; %NULL where nothing was edited.
   */
  properties[PROP_SAVED] = g_param_spec_string ("saved", NULL, NULL, NULL, flags);
  g_object_class_install_properties (object_class, N_PROPERTIES, properties);
}

static void
heddle_open_workflow_class_init (HeddleOpenWorkflowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = heddle_open_workflow_get_property;
  object_class->dispose = heddle_open_workflow_dispose;
  object_class->finalize = heddle_open_workflow_finalize;

  install_properties (object_class);

  /**
   * HeddleOpenWorkflow::problem-changed:
   * @self: an open workflow
   *
   * Emitted when [method@OpenWorkflow.get_problem] gives something else.
   */
  signals[PROBLEM_CHANGED] = g_signal_new ("problem-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                           NULL, NULL, G_TYPE_NONE, 0);

  /**
   * HeddleOpenWorkflow::refused:
   * @self: an open workflow
   * @page: the page that is shown
   * @error: why, which [method@OpenWorkflow.get_problem] may have given before
   *
   * Emitted when a run was asked for and cannot start.
   */
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 2, HEDDLE_TYPE_OPEN_PAGE, G_TYPE_ERROR);

  /**
   * HeddleOpenWorkflow::part-refused:
   * @self: an open workflow
   * @page: one of its pages
   * @error: why
   *
   * Emitted when a part of a page, or all of it for a table, was asked for and cannot start, while the page as it
   * is could; or when the page that cannot start is not the one that is shown.
   */
  signals[PART_REFUSED] = g_signal_new ("part-refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                        NULL, G_TYPE_NONE, 2, HEDDLE_TYPE_OPEN_PAGE, G_TYPE_ERROR);

  /**
   * HeddleOpenWorkflow::consent-needed:
   * @self: an open workflow
   * @page: one of its pages
   * @proposal: what is to begin
   *
   * Emitted when a run was asked for that costs so much that a person has to agree, with
   * [method@OpenPage.consent].
   */
  signals[CONSENT_NEEDED] = g_signal_new ("consent-needed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                          NULL, NULL, G_TYPE_NONE, 2, HEDDLE_TYPE_OPEN_PAGE, HEDDLE_TYPE_RUN_PROPOSAL);

  /**
   * HeddleOpenWorkflow::finished:
   * @self: an open workflow
   * @page: one of its pages
   * @summary: how the run ended, a sentence
   * @status: a [enum@RunStatus]
   *
   * Emitted when a run of the page has ended.
   */
  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 3, HEDDLE_TYPE_OPEN_PAGE, G_TYPE_STRING, G_TYPE_INT);
}

static void
heddle_open_workflow_init (HeddleOpenWorkflow *self)
{
  self->problems = g_list_store_new (HEDDLE_TYPE_PROBLEM_ITEM);
  self->pages = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
}

static void
runs_changed_cb (HeddleOpenWorkflow *self)
{
  GHashTableIter iter;
  gpointer page;

  g_hash_table_iter_init (&iter, self->pages);
  while (g_hash_table_iter_next (&iter, NULL, &page))
    heddle_open_page_read_again (page);
}

/**
 * heddle_open_workflow_new:
 * @session: a session with a library
 * @document: a workflow of the library, which has a pipeline
 *
 * Returns: (transfer full): the workflow, open
 */
HeddleOpenWorkflow *
heddle_open_workflow_new (HeddleSession  *session,
                          HeddleDocument *document)
{
  HeddleOpenWorkflow *self = g_object_new (HEDDLE_TYPE_OPEN_WORKFLOW, NULL);

  self->session = g_object_ref (session);
  self->document = g_object_ref (document);
  g_signal_connect_object (document, "edited", G_CALLBACK (edited_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (document, "notify::can-undo", G_CALLBACK (heddle_open_workflow_keep_later), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_session_get_live_runs (session), "going-on", G_CALLBACK (heddle_open_workflow_going_on), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "runs-changed", G_CALLBACK (runs_changed_cb), self, G_CONNECT_SWAPPED);
  heddle_open_workflow_follow_pages (self);
  heddle_open_workflow_estimate (self);
  heddle_open_workflow_check (self);
  return self;
}

/**
 * heddle_open_workflow_get_session:
 * @self: an open workflow
 *
 * Returns: (transfer none): the session whose library it is in
 */
HeddleSession *
heddle_open_workflow_get_session (HeddleOpenWorkflow *self)
{
  return self->session;
}

/**
 * heddle_open_workflow_get_document:
 * @self: an open workflow
 *
 * Returns: (transfer none): what edits go through
 */
HeddleDocument *
heddle_open_workflow_get_document (HeddleOpenWorkflow *self)
{
  return self->document;
}

/**
 * heddle_open_workflow_get_uuid:
 * @self: an open workflow
 *
 * Returns: (transfer none): the workflow's id
 */
const char *
heddle_open_workflow_get_uuid (HeddleOpenWorkflow *self)
{
  return heddle_workflow_get_id (heddle_document_get_workflow (self->document));
}

/**
 * heddle_open_workflow_get_title:
 * @self: an open workflow
 *
 * Returns: (transfer none): the workflow's name
 */
const char *
heddle_open_workflow_get_title (HeddleOpenWorkflow *self)
{
  return heddle_workflow_get_name (heddle_document_get_workflow (self->document));
}

/**
 * heddle_open_workflow_get_status:
 * @self: an open workflow
 *
 * Returns: (transfer none) (nullable): see [property@OpenWorkflow:status]
 */
const char *
heddle_open_workflow_get_status (HeddleOpenWorkflow *self)
{
  return heddle_open_workflow_get_shown_page (self)->status;
}

/**
 * heddle_open_workflow_get_estimate:
 * @self: an open workflow
 *
 * Returns: (transfer none) (nullable): see [property@OpenWorkflow:estimate]
 */
const char *
heddle_open_workflow_get_estimate (HeddleOpenWorkflow *self)
{
  return heddle_open_workflow_get_shown_page (self)->estimate;
}

/**
 * heddle_open_workflow_get_details:
 * @self: an open workflow
 *
 * Returns: (transfer none) (nullable): what else is known of a run beforehand, in lines; changes along with
 *   [property@OpenWorkflow:estimate]
 */
const char *
heddle_open_workflow_get_details (HeddleOpenWorkflow *self)
{
  return heddle_open_workflow_get_shown_page (self)->details;
}

/**
 * heddle_open_workflow_get_cost:
 * @self: an open workflow
 *
 * Returns: (transfer none) (nullable): what a run of the page that is shown would cost, below a heading that says so; %NULL where
 *   there is nothing to run, or it has not been worked out yet
 */
const char *
heddle_open_workflow_get_cost (HeddleOpenWorkflow *self)
{
  HeddleOpenPage *page = heddle_open_workflow_get_shown_page (self);

  if (!heddle_open_workflow_has_steps (self) || (page->estimate == NULL && page->problem == NULL))
    return NULL;
  return page->cost_known ? page->estimate : _("Unknown");
}

/**
 * heddle_open_workflow_get_problem:
 * @self: an open workflow
 *
 * Returns: (transfer none) (nullable): why the page that is shown cannot run, or why the workflow could not be kept
 */
const GError *
heddle_open_workflow_get_problem (HeddleOpenWorkflow *self)
{
  return self->save_problem != NULL ? self->save_problem : heddle_open_workflow_get_shown_page (self)->problem;
}

/**
 * heddle_open_workflow_has_steps:
 * @self: an open workflow
 *
 * Returns: whether there is anything to run on the page that is shown
 */
gboolean
heddle_open_workflow_has_steps (HeddleOpenWorkflow *self)
{
  return g_list_model_get_n_items (heddle_pipeline_get_nodes (heddle_open_workflow_get_pipeline (self))) > 0;
}

/**
 * heddle_open_workflow_estimate:
 * @self: an open workflow
 *
 * Works out anew what a run of the page that is shown would do and cost, and what would keep it from running, such as after a
 * key was added.
 */
void
heddle_open_workflow_estimate (HeddleOpenWorkflow *self)
{
  heddle_open_page_estimate (heddle_open_workflow_get_shown_page (self));
}
