/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "settings/heddle-connection-model-row.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "widgets/heddle-price.h"

static const struct
{
  HeddleTask  task;
  const char *what;
} tasks[] = {
  { HEDDLE_TASK_TEXT_GENERATION, N_("Writes") },
  { HEDDLE_TASK_IMAGE_GENERATION, N_("Makes images") },
  { HEDDLE_TASK_IMAGE_EDIT, N_("Changes images") },
  { HEDDLE_TASK_IMAGE_ANALYSIS, N_("Looks at images") },
  { HEDDLE_TASK_VIDEO_GENERATION, N_("Makes videos") },
  { HEDDLE_TASK_CONTENT_SAFETY, N_("Checks content") },
};

static char *
dup_amount (HeddleMoney amount)
{
  return amount.amount == 0 ? g_strdup (_("Free")) : heddle_price_to_string (amount);
}

static char *
dup_price (HeddlePriceRange  range,
           JsonObject       *price)
{
  g_autofree char *least = NULL;
  g_autofree char *most = NULL;

  if (range.at_least.known && range.at_most.known)
    {
      least = dup_amount (range.at_least);
      if (range.at_least.amount == range.at_most.amount)
        return range.at_least.amount == 0 ? g_steal_pointer (&least)
                                          /* Translators: what one result costs */
                                          : g_strdup_printf (_("%s each"), least);
      most = dup_amount (range.at_most);
      /* Translators: the least and the most that one result costs */
      return g_strdup_printf (_("%s to %s each"), least, most);
    }
  return g_strdup (price != NULL && json_object_has_member (price, "metered") ? _("Paid by use")
                                                                              : _("Price not known"));
}

static char *
dup_date (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_utc ();
  g_autofree char *iso = g_strconcat (text, "T00:00:00", NULL);
  g_autoptr (GDateTime) date = g_date_time_new_from_iso8601 (iso, zone);

  return date != NULL ? g_date_time_format (date, "%x") : g_strdup (text);
}

static char *
dup_source (HeddleModel *model,
            JsonObject  *price)
{
  const char *read = price != NULL ? heddle_json_get_string (price, "read", NULL) : heddle_model_get_read (model);
  gboolean verified = heddle_model_is_verified (model) &&
                      (price == NULL || heddle_json_get_boolean (price, "verified", FALSE));
  g_autofree char *date = read != NULL ? dup_date (read) : NULL;

  if (date == NULL)
    return g_strdup (verified ? _("Verified") : _("Not verified"));
  /* Translators: %s is a date */
  if (price != NULL)
    return g_strdup_printf (verified ? _("Price read on %s, verified") : _("Price read on %s, not verified"), date);
  /* Translators: what is known of a model; %s is a date */
  return g_strdup_printf (verified ? _("Read on %s, verified") : _("Read on %s, not verified"), date);
}

static void
append (GString    *text,
        const char *part)
{
  if (text->len > 0)
    g_string_append (text, " · ");
  g_string_append (text, part);
}

/**
 * heddle_connection_model_row_new:
 * @providers: the providers
 * @model: a model of one of them
 *
 * Returns: (transfer floating): a row that says what the model does, what that costs, when that was
 *   read, and whether the provider's own word stands behind it
 */
GtkWidget *
heddle_connection_model_row_new (HeddleProviders *providers,
                                 HeddleModel     *model)
{
  GtkWidget *row = adw_action_row_new ();
  g_autoptr (HeddleModel) used = heddle_providers_dup_model (providers, heddle_model_get_qualified (model));
  g_autoptr (GString) does = g_string_new (NULL);
  g_autofree char *price_text = NULL;
  g_autofree char *source = NULL;
  g_autofree char *subtitle = NULL;
  JsonObject *price = NULL;
  HeddlePriceRange range = { HEDDLE_MONEY_UNKNOWN, HEDDLE_MONEY_UNKNOWN };

  for (guint i = 0; i < G_N_ELEMENTS (tasks); i++)
    {
      HeddleModelTask *task = heddle_model_get_task (used, tasks[i].task);

      if (task == NULL)
        continue;
      append (does, _(tasks[i].what));
      if (price == NULL)
        {
          price = heddle_model_task_get_section (task, "price");
          range = heddle_providers_estimate (providers, heddle_model_get_qualified (model), NULL, tasks[i].task, NULL);
        }
    }
  if (g_strcmp0 (heddle_model_get_status (model), "deprecated") == 0)
    append (does, _("Going away"));

  price_text = dup_price (range, price);
  source = dup_source (model, price);
  append (does, price_text);
  subtitle = g_strdup_printf ("%s\n%s", does->str, source);
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), heddle_model_get_name (model));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  return row;
}
