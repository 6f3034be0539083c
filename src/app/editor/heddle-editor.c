/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-editor.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-steps.h"
#include "editor/heddle-canvas-text-entry.h"
#include "editor/heddle-node-finder.h"
#include "editor/heddle-offline-banner.h"
#include "editor/heddle-outline-pane.h"
#include "editor/heddle-problem-item.h"
#include "editor/heddle-run-consent-dialog.h"
#include "editor/heddle-step-drop.h"
#include "editor/heddle-step-palette.h"
#include "providers/heddle-provider-error.h"
#include "providers/heddle-providers.h"
#include "runs/heddle-run-decision.h"
#include "widgets/heddle-toast.h"

#define SIDE_WIDTH 260

struct _HeddleEditor
{
  AdwBin              parent_instance;
  HeddleOpenWorkflow *workflow;
  AdwBanner          *banner;
  GtkRevealer        *more;
  AdwOverlaySplitView *split;
  GtkStack           *sides;
  GtkWidget          *palette;
  GtkWidget          *outline;
  HeddleCanvasPages  *pages;
  GSignalGroup       *canvas_signals;
  GtkWidget          *finder;
};

enum
{
  SIDE_SHOWN,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleEditor, heddle_editor, ADW_TYPE_BIN)

static gboolean
is_missing_key (const GError *error)
{
  return heddle_provider_error_get_provider (error) != NULL;
}

static gboolean
is_about_key (const GError *error)
{
  return is_missing_key (error)
         || g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEYRING)
         || g_error_matches (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_KEY_REFUSED);
}

/* A sentence of ours, and below it what the provider, or who else knows, has said. */
static const char *
get_words (const GError *error)
{
  const char *words = heddle_provider_error_get_words (error);

  return words != NULL && *words != '\0' && !g_str_equal (words, error->message) ? words : NULL;
}

/* What helps without a window, such as a command, is not for people who look at one. */
static char *
dup_sentence (HeddleEditor *self,
              const GError *error)
{
  HeddleProviders *providers = heddle_session_get_service (heddle_open_workflow_get_session (self->workflow),
                                                           HEDDLE_TYPE_PROVIDERS);
  HeddleProvider *provider;

  if (!is_missing_key (error))
    return g_strdup (error->message);
  provider = heddle_providers_lookup (providers, heddle_provider_error_get_provider (error));
  return g_strdup_printf (_("This workflow needs a key for %s."), heddle_provider_get_name (provider));
}

/* What is wrong with the document is told by the problems that are listed, in words for people. */
static HeddleProblemItem *
find_listed (HeddleEditor *self,
             const GError *error)
{
  GListModel *problems = heddle_open_workflow_get_problems (self->workflow);
  const char *page = heddle_pipeline_get_id (heddle_open_workflow_get_pipeline (self->workflow));

  for (guint i = 0; error->domain == HEDDLE_GRAPH_ERROR && i < g_list_model_get_n_items (problems); i++)
    {
      g_autoptr (HeddleProblemItem) item = g_list_model_get_item (problems, i);
      const char *where = heddle_problem_item_get_page (item);

      if (!heddle_problem_item_is_warning (item) && (where == NULL || g_str_equal (where, page)))
        return item;
    }
  return NULL;
}

static char *
dup_title (HeddleEditor      *self,
           const GError      *error,
           HeddleProblemItem *listed)
{
  if (listed == NULL)
    return dup_sentence (self, error);
  /* Translators: a step, and what is wrong with it */
  return g_strdup_printf (_("“%s”: %s"), heddle_problem_item_get_step (listed),
                          heddle_problem_item_get_message (listed));
}

static void
refused_cb (HeddleEditor   *self,
            HeddleOpenPage *page,
            const GError   *error)
{
  HeddleProblemItem *listed = find_listed (self, error);
  g_autofree char *sentence = dup_title (self, error, listed);

  if (is_missing_key (error))
    {
      heddle_toast_lead (GTK_WIDGET (self), sentence, _("_Add Key…"), "app.connections",
                         heddle_provider_error_get_provider (error));
    }
  else if (listed != NULL)
    {
      heddle_toast_tell (GTK_WIDGET (self), "%s", sentence);
      heddle_canvas_pages_show_problem (self->pages, listed);
    }
  else
    {
      heddle_toast_error (GTK_WIDGET (self), _("The workflow cannot run"), error);
    }
}

static void
part_refused_cb (HeddleEditor   *self,
                 HeddleOpenPage *page,
                 const GError   *error)
{
  gboolean shown = page == heddle_open_workflow_get_shown_page (self->workflow);
  g_autofree char *title = shown ? NULL : heddle_open_page_dup_title (page);
  g_autofree char *heading = title == NULL ? g_strdup (_("This Cannot Run"))
                                           : g_strdup_printf (_("“%s” Cannot Run"), title);
  AdwDialog *dialog;

  if (is_missing_key (error))
    {
      refused_cb (self, page, error);
      return;
    }
  dialog = adw_alert_dialog_new (heading, error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
consent_cb (HeddleOpenPage *page,
            const char     *response)
{
  heddle_open_page_consent (page, g_str_equal (response, "run"));
}

static void
consent_needed_cb (HeddleEditor      *self,
                   HeddleOpenPage    *page,
                   HeddleRunProposal *proposal)
{
  AdwDialog *dialog = heddle_run_consent_dialog_new (proposal);

  g_signal_connect_object (dialog, "response", G_CALLBACK (consent_cb), page, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
offer_cb (HeddleEditor    *self,
          const char      *node,
          HeddleNodeOffer  offer)
{
  HeddleSession *session = heddle_open_workflow_get_session (self->workflow);
  const char *run = heddle_run_state_get_run (heddle_open_workflow_get_run_state (self->workflow));
  const HeddleCanvasNode *shown = heddle_canvas_model_lookup (heddle_canvas_get_model (heddle_editor_get_canvas (self)),
                                                              node);

  if (run == NULL || shown == NULL || !heddle_session_is_open (session))
    return;
  if (offer == HEDDLE_NODE_OFFER_ANSWER)
    gtk_widget_activate_action (GTK_WIDGET (self), "win.answer-run", "(sms)", run, node);
  else if (offer == HEDDLE_NODE_OFFER_DECIDE)
    heddle_run_decision_ask_about (GTK_WIDGET (self), session, run, node, shown->title);
  else
    heddle_open_workflow_retry (self->workflow);
}

static void
problem_changed_cb (HeddleEditor *self)
{
  const GError *problem = heddle_open_workflow_get_problem (self->workflow);

  if (problem != NULL)
    {
      HeddleProblemItem *listed = find_listed (self, problem);
      g_autofree char *sentence = dup_title (self, problem, listed);

      adw_banner_set_title (self->banner, sentence);
      adw_banner_set_button_label (self->banner, is_missing_key (problem)      ? _("_Add Key…")
                                                 : is_about_key (problem)      ? _("_Connections…")
                                                 : listed != NULL              ? _("_Show")
                                                 : get_words (problem) != NULL ? _("_Details")
                                                                               : NULL);
    }
  gtk_revealer_set_reveal_child (self->more, problem != NULL && is_about_key (problem) && get_words (problem) != NULL);
  adw_banner_set_revealed (self->banner, problem != NULL);
}

static void
response_cb (HeddleEditor   *self,
             const char     *response,
             AdwAlertDialog *dialog)
{
  g_autofree char *all = NULL;

  if (!g_str_equal (response, "copy"))
    return;
  all = g_strdup_printf ("%s\n\n%s", adw_alert_dialog_get_heading (dialog), adw_alert_dialog_get_body (dialog));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), all);
}

static void
show_details_cb (HeddleEditor *self)
{
  const GError *problem = heddle_open_workflow_get_problem (self->workflow);
  AdwDialog *dialog;

  if (problem == NULL || get_words (problem) == NULL)
    return;
  dialog = adw_alert_dialog_new (problem->message, get_words (problem));
  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "copy", _("_Copy Details"), "close", _("_Close"), NULL);
  adw_alert_dialog_set_close_response (ADW_ALERT_DIALOG (dialog), "close");
  adw_alert_dialog_set_default_response (ADW_ALERT_DIALOG (dialog), "close");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
button_clicked_cb (HeddleEditor *self)
{
  const GError *problem = heddle_open_workflow_get_problem (self->workflow);

  if (problem != NULL && find_listed (self, problem) != NULL)
    {
      heddle_canvas_pages_show_problem (self->pages, find_listed (self, problem));
      return;
    }
  if (problem == NULL || !is_about_key (problem))
    {
      show_details_cb (self);
      return;
    }
  gtk_widget_activate_action (GTK_WIDGET (self), "app.connections", "s",
                              is_missing_key (problem) ? heddle_provider_error_get_provider (problem) : "");
}

static void
heddle_editor_dispose (GObject *object)
{
  HeddleEditor *self = HEDDLE_EDITOR (object);

  g_clear_pointer (&self->finder, gtk_widget_unparent);
  g_clear_object (&self->canvas_signals);
  g_clear_object (&self->workflow);

  G_OBJECT_CLASS (heddle_editor_parent_class)->dispose (object);
}

static void
heddle_editor_class_init (HeddleEditorClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_editor_dispose;

  /**
   * HeddleEditor::side-shown:
   * @self: an editor
   *
   * What is beside the canvas has come into sight, or has gone.
   */
  signals[SIDE_SHOWN] = g_signal_new ("side-shown", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                      G_TYPE_NONE, 0);
}

static void
heddle_editor_init (HeddleEditor *self)
{
  self->canvas_signals = g_signal_group_new (HEDDLE_TYPE_CANVAS);
  g_signal_group_connect_swapped (self->canvas_signals, "offer-activated", G_CALLBACK (offer_cb), self);
}

/* A banner has one button, which leads to the keys where it is about one. */
static GtkWidget *
build_more (HeddleEditor *self)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_("_Details"));

  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_widget_set_margin_bottom (button, 6);
  gtk_widget_set_margin_top (button, 6);
  gtk_widget_add_css_class (button, "flat");
  g_signal_connect_swapped (button, "clicked", G_CALLBACK (show_details_cb), self);
  self->more = GTK_REVEALER (gtk_revealer_new ());
  gtk_revealer_set_child (self->more, button);
  return GTK_WIDGET (self->more);
}

static void
focus_canvas (HeddleEditor *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (heddle_editor_get_canvas (self)));
}

static void
side_left_cb (HeddleEditor *self)
{
  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  focus_canvas (self);
}

/* Where it lies over the canvas it would hide what was added. */
static void
step_chosen_cb (HeddleEditor     *self,
                HeddleSearchItem *item)
{
  heddle_canvas_add_step_in_view (heddle_editor_get_canvas (self), item);
  if (!adw_overlay_split_view_get_collapsed (self->split))
    return;
  adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  focus_canvas (self);
}

/* Where it lies over the canvas nothing could be dropped there. */
static void
step_taken_cb (HeddleEditor *self)
{
  if (adw_overlay_split_view_get_collapsed (self->split))
    adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
}

static void
side_shown_cb (HeddleEditor *self)
{
  gboolean shown = adw_overlay_split_view_get_show_sidebar (self->split);
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (!shown && focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->sides)))
    focus_canvas (self);
  heddle_outline_pane_set_wanted (HEDDLE_OUTLINE_PANE (self->outline),
                                  heddle_editor_get_side (self) == HEDDLE_EDITOR_SIDE_OUTLINE);
  g_signal_emit (self, signals[SIDE_SHOWN], 0);
}

static void
build_split (HeddleEditor *self)
{
  HeddleEngine *engine = heddle_session_get_engine (heddle_open_workflow_get_session (self->workflow));

  self->palette = heddle_step_palette_new (heddle_engine_get_registry (engine));
  self->outline = heddle_outline_pane_new (self->workflow, self->pages);
  self->sides = GTK_STACK (gtk_stack_new ());
  gtk_stack_add_child (self->sides, self->palette);
  gtk_stack_add_child (self->sides, self->outline);
  self->split = ADW_OVERLAY_SPLIT_VIEW (adw_overlay_split_view_new ());
  adw_overlay_split_view_set_min_sidebar_width (self->split, SIDE_WIDTH);
  adw_overlay_split_view_set_max_sidebar_width (self->split, SIDE_WIDTH);
  adw_overlay_split_view_set_show_sidebar (self->split, FALSE);
  adw_overlay_split_view_set_pin_sidebar (self->split, TRUE);
  /* The pointer that comes in at the edge is for the canvas. */
  adw_overlay_split_view_set_enable_show_gesture (self->split, FALSE);
  adw_overlay_split_view_set_sidebar (self->split, GTK_WIDGET (self->sides));
  adw_overlay_split_view_set_content (self->split, GTK_WIDGET (self->pages));
  heddle_step_drop_add (GTK_WIDGET (self->split), self->pages);
  gtk_widget_set_vexpand (GTK_WIDGET (self->split), TRUE);
  g_signal_connect_object (self->palette, "chosen", G_CALLBACK (step_chosen_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->palette, "taken", G_CALLBACK (step_taken_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->palette, "left", G_CALLBACK (side_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->outline, "left", G_CALLBACK (side_left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->split, "notify::show-sidebar", G_CALLBACK (side_shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->sides, "notify::visible-child", G_CALLBACK (side_shown_cb), self, G_CONNECT_SWAPPED);
}

/**
 * heddle_editor_new:
 * @workflow: an open workflow
 *
 * Returns: (transfer floating): the editor of it
 */
HeddleEditor *
heddle_editor_new (HeddleOpenWorkflow *workflow)
{
  HeddleEditor *self = g_object_new (HEDDLE_TYPE_EDITOR, NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  self->workflow = g_object_ref (workflow);
  self->banner = ADW_BANNER (adw_banner_new (""));
  adw_banner_set_use_markup (self->banner, FALSE);
  g_signal_connect_swapped (self->banner, "button-clicked", G_CALLBACK (button_clicked_cb), self);
  g_signal_connect_object (workflow, "problem-changed", G_CALLBACK (problem_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (heddle_open_workflow_get_problems (workflow), "items-changed",
                           G_CALLBACK (problem_changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workflow, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workflow, "part-refused", G_CALLBACK (part_refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workflow, "consent-needed", G_CALLBACK (consent_needed_cb), self, G_CONNECT_SWAPPED);
  self->pages = HEDDLE_CANVAS_PAGES (heddle_canvas_pages_new (workflow));
  g_object_bind_property (self->pages, "canvas", self->canvas_signals, "target", G_BINDING_SYNC_CREATE);
  build_split (self);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->banner));
  gtk_box_append (GTK_BOX (box), build_more (self));
  gtk_box_append (GTK_BOX (box), heddle_offline_banner_new (workflow));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->split));
  adw_bin_set_child (ADW_BIN (self), box);
  self->finder = heddle_node_finder_new (workflow, self->pages);
  gtk_widget_set_parent (self->finder, GTK_WIDGET (self));
  problem_changed_cb (self);
  return self;
}

/**
 * heddle_editor_get_workflow:
 * @self: an editor
 *
 * Returns: (transfer none): what it edits
 */
HeddleOpenWorkflow *
heddle_editor_get_workflow (HeddleEditor *self)
{
  return self->workflow;
}

/**
 * heddle_editor_get_canvas:
 * @self: an editor
 *
 * Returns: (transfer none): the canvas of the page that is shown
 */
HeddleCanvas *
heddle_editor_get_canvas (HeddleEditor *self)
{
  return heddle_canvas_pages_get_canvas (self->pages);
}

/**
 * heddle_editor_get_pages:
 * @self: an editor
 *
 * Returns: (transfer none): the pages of the workflow
 */
HeddleCanvasPages *
heddle_editor_get_pages (HeddleEditor *self)
{
  return self->pages;
}

/**
 * heddle_editor_find:
 * @self: an editor
 *
 * Lets a person look for steps by what they are called, their type or what is written in them.
 */
void
heddle_editor_find (HeddleEditor *self)
{
  heddle_node_finder_popup (HEDDLE_NODE_FINDER (self->finder));
}

/**
 * heddle_editor_is_writing:
 * @self: an editor
 *
 * Returns: whether a text on the canvas is being written, which the workflow does not have yet
 */
gboolean
heddle_editor_is_writing (HeddleEditor *self)
{
  return heddle_canvas_has_text_entry (heddle_editor_get_canvas (self));
}

/**
 * heddle_editor_end_writing:
 * @self: an editor
 *
 * Takes over the text that is being written on the canvas, if there is one.
 */
void
heddle_editor_end_writing (HeddleEditor *self)
{
  heddle_canvas_end_text_entry (heddle_editor_get_canvas (self), TRUE);
}

/**
 * heddle_editor_set_breadth:
 * @self: an editor
 * @breadth: how much room the window has
 *
 * Has the canvas offer what the header has no room for.
 */
void
heddle_editor_set_breadth (HeddleEditor  *self,
                           HeddleBreadth  breadth)
{
  heddle_canvas_pages_set_breadth (self->pages, breadth);
  adw_overlay_split_view_set_collapsed (self->split, breadth != HEDDLE_BREADTH_WIDE);
}

/**
 * heddle_editor_get_side:
 * @self: an editor
 *
 * Returns: what is seen beside the canvas
 */
HeddleEditorSide
heddle_editor_get_side (HeddleEditor *self)
{
  if (!adw_overlay_split_view_get_show_sidebar (self->split))
    return HEDDLE_EDITOR_SIDE_NONE;
  return gtk_stack_get_visible_child (self->sides) == self->outline ? HEDDLE_EDITOR_SIDE_OUTLINE
                                                                    : HEDDLE_EDITOR_SIDE_STEPS;
}

/* AdwOverlaySplitView cannot reckon how fast a sidebar moves that has never had a width; what is not on the
 * screen does not move.
 */
static void
show_sidebar (HeddleEditor *self,
              gboolean      shown)
{
  GtkWidget *split = GTK_WIDGET (self->split);
  gboolean fresh = gtk_widget_get_width (split) == 0;

  if (fresh)
    gtk_widget_set_visible (split, FALSE);
  adw_overlay_split_view_set_show_sidebar (self->split, shown);
  if (fresh)
    gtk_widget_set_visible (split, TRUE);
}

/**
 * heddle_editor_set_side:
 * @self: an editor
 * @side: what is to be seen
 *
 * Shows something beside the canvas, or over it where there is no room for both, or hides what is there.
 */
void
heddle_editor_set_side (HeddleEditor     *self,
                        HeddleEditorSide  side)
{
  gboolean shown = side != HEDDLE_EDITOR_SIDE_NONE;

  if (shown)
    gtk_stack_set_visible_child (self->sides, side == HEDDLE_EDITOR_SIDE_OUTLINE ? self->outline : self->palette);
  if (shown != adw_overlay_split_view_get_show_sidebar (self->split))
    show_sidebar (self, shown);
}

/**
 * heddle_editor_enter_side:
 * @self: an editor
 * @side: what is to be seen
 *
 * Shows something beside the canvas, and goes there.
 */
void
heddle_editor_enter_side (HeddleEditor     *self,
                          HeddleEditorSide  side)
{
  heddle_editor_set_side (self, side);
  gtk_widget_grab_focus (gtk_stack_get_visible_child (self->sides));
}
