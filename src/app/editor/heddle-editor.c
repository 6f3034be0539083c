/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-editor.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-text-entry.h"
#include "editor/heddle-node-finder.h"
#include "editor/heddle-offline-banner.h"
#include "editor/heddle-run-consent-dialog.h"
#include "providers/heddle-provider-error.h"
#include "providers/heddle-providers.h"
#include "runs/heddle-run-decision.h"
#include "widgets/heddle-toast.h"

struct _HeddleEditor
{
  AdwBin              parent_instance;
  HeddleOpenWorkflow *workflow;
  AdwBanner          *banner;
  GtkRevealer        *more;
  HeddleCanvasPages  *pages;
  GSignalGroup       *canvas_signals;
  GtkWidget          *finder;
};

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

static void
refused_cb (HeddleEditor *self,
            const GError *error)
{
  g_autofree char *sentence = dup_sentence (self, error);

  if (is_missing_key (error))
    heddle_toast_lead (GTK_WIDGET (self), sentence, _("_Add Key…"), "app.connections",
                       heddle_provider_error_get_provider (error));
  else
    heddle_toast_error (GTK_WIDGET (self), _("The workflow cannot run"), error);
}

static void
part_refused_cb (HeddleEditor *self,
                 const GError *error)
{
  AdwDialog *dialog;

  if (is_missing_key (error))
    {
      refused_cb (self, error);
      return;
    }
  dialog = adw_alert_dialog_new (_("This Cannot Run"), error->message);
  adw_alert_dialog_add_response (ADW_ALERT_DIALOG (dialog), "close", _("_Close"));
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

static void
consent_cb (HeddleEditor *self,
            const char   *response)
{
  heddle_open_workflow_consent (self->workflow, g_str_equal (response, "run"));
}

static void
consent_needed_cb (HeddleEditor      *self,
                   HeddleRunProposal *proposal)
{
  AdwDialog *dialog = heddle_run_consent_dialog_new (proposal);

  g_signal_connect_object (dialog, "response", G_CALLBACK (consent_cb), self, G_CONNECT_SWAPPED);
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
      g_autofree char *sentence = dup_sentence (self, problem);

      adw_banner_set_title (self->banner, sentence);
      adw_banner_set_button_label (self->banner, is_missing_key (problem)      ? _("_Add Key…")
                                                 : is_about_key (problem)      ? _("_Connections…")
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
  g_signal_connect_object (workflow, "refused", G_CALLBACK (refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workflow, "part-refused", G_CALLBACK (part_refused_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (workflow, "consent-needed", G_CALLBACK (consent_needed_cb), self, G_CONNECT_SWAPPED);
  self->pages = HEDDLE_CANVAS_PAGES (heddle_canvas_pages_new (workflow));
  g_object_bind_property (self->pages, "canvas", self->canvas_signals, "target", G_BINDING_SYNC_CREATE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->pages), TRUE);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->banner));
  gtk_box_append (GTK_BOX (box), build_more (self));
  gtk_box_append (GTK_BOX (box), heddle_offline_banner_new (workflow));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->pages));
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
}
