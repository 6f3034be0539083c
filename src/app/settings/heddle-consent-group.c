/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "settings/heddle-consent-group.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "engine/heddle-outside-changes.h"
#include "engine/heddle-run-consent.h"
#include "widgets/heddle-settle.h"

#define MICRO 1000000.0

/* In the order of the list. */
typedef enum
{
  ASK_ALWAYS,
  ASK_ABOVE,
  ASK_NEVER,
} Ask;

struct _HeddleConsentGroup
{
  AdwPreferencesGroup  parent_instance;
  HeddleSession       *session;
  HeddleMoney          limit;
  gboolean             loading;

  AdwComboRow         *ask;
  AdwSpinRow          *amount;
};

enum
{
  FAILED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleConsentGroup, heddle_consent_group, ADW_TYPE_PREFERENCES_GROUP)

static gboolean
read_limit (HeddleDatabase  *database,
            gpointer         data,
            GValue          *result,
            GError         **error)
{
  HeddleMoney limit;

  if (!heddle_run_consent_read_limit (database, &limit, error))
    return FALSE;
  g_value_init (result, JSON_TYPE_NODE);
  g_value_take_boxed (result, heddle_money_to_json (limit));
  return TRUE;
}

static void
show_limit (HeddleConsentGroup *self)
{
  const char *currency = self->limit.known ? self->limit.currency : "USD";
  /* Translators: an amount of money in a currency such as USD */
  g_autofree char *title = g_strdup_printf (_("_More Than (%s)"), currency);

  self->loading = TRUE;
  adw_combo_row_set_selected (self->ask, !self->limit.known          ? ASK_NEVER
                                         : self->limit.amount == 0 ? ASK_ALWAYS
                                                                     : ASK_ABOVE);
  if (self->limit.known && self->limit.amount > 0)
    adw_spin_row_set_value (self->amount, (double) self->limit.amount / MICRO);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->amount), title);
  gtk_widget_set_visible (GTK_WIDGET (self->amount), self->limit.known && self->limit.amount > 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self), TRUE);
  self->loading = FALSE;
}

static void
tell_failure (HeddleConsentGroup *self,
              const GError       *error)
{
  g_signal_emit (self, signals[FAILED], 0, error->message);
}

static void
read_cb (gpointer      owner,
         const GValue *value,
         const GError *error)
{
  HeddleConsentGroup *self = owner;

  if (error != NULL)
    {
      tell_failure (self, error);
      return;
    }
  self->limit = heddle_money_from_json (g_value_get_boxed (value));
  show_limit (self);
}

static void
read_again (HeddleConsentGroup *self)
{
  if (self->session != NULL && heddle_session_is_open (self->session))
    heddle_settle (heddle_library_read (heddle_session_get_library (self->session), read_limit, NULL, NULL), read_cb,
                   self);
}

static void
written_cb (gpointer      owner,
            const GValue *value,
            const GError *error)
{
  if (error != NULL)
    tell_failure (owner, error);
}

static void
changed_cb (HeddleConsentGroup *self)
{
  Ask ask = (Ask) adw_combo_row_get_selected (self->ask);
  gint64 amount = llround (adw_spin_row_get_value (self->amount) * MICRO);
  g_autofree char *currency = g_strdup (self->limit.known ? self->limit.currency : "USD");

  if (self->loading || !heddle_session_is_open (self->session))
    return;
  self->limit = ask == ASK_NEVER ? HEDDLE_MONEY_UNKNOWN : heddle_money_new (ask == ASK_ALWAYS ? 0 : amount, currency);
  show_limit (self);
  heddle_settle (heddle_run_consent_set_limit (heddle_session_get_library (self->session), self->limit), written_cb, self);
}

static void
heddle_consent_group_dispose (GObject *object)
{
  HeddleConsentGroup *self = HEDDLE_CONSENT_GROUP (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_CONSENT_GROUP);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_consent_group_parent_class)->dispose (object);
}

static void
heddle_consent_group_class_init (HeddleConsentGroupClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = heddle_consent_group_dispose;

  /**
   * HeddleConsentGroup::failed:
   * @self: a group
   * @message: what went wrong, a sentence
   */
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_STRING);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-consent-group.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleConsentGroup, ask);
  gtk_widget_class_bind_template_child (widget_class, HeddleConsentGroup, amount);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
heddle_consent_group_init (HeddleConsentGroup *self)
{
  self->loading = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * heddle_consent_group_set_session:
 * @self: a group
 * @session: a session with a library
 *
 * Shows what the library says.
 */
void
heddle_consent_group_set_session (HeddleConsentGroup *self,
                                  HeddleSession      *session)
{
  g_set_object (&self->session, session);
  g_signal_connect_object (heddle_session_get_service (session, HEDDLE_TYPE_OUTSIDE_CHANGES), "changed",
                           G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  read_again (self);
}
