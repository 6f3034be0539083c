/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-rules-provider.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-provider-error.h"
#include "providers/heddle-rule-list.h"

/**
 * HeddleRulesProvider:
 *
 * Checks texts against lists of words and patterns on this machine, and costs nothing. The lists are read again
 * whenever a run is planned, so that what was checked with others is checked again.
 */
struct _HeddleRulesProvider
{
  GObject         parent_instance;

  HeddleManifest *manifest;
  GMutex          lock;
  HeddleRuleList *list;
  GError         *problem;
};

typedef struct
{
  HeddleRulesProvider   *provider;
  HeddleProviderRequest *request;
} Order;

static void heddle_rules_provider_iface_init (HeddleProviderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (HeddleRulesProvider, heddle_rules_provider, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (HEDDLE_TYPE_PROVIDER, heddle_rules_provider_iface_init))

static void
order_free (gpointer data)
{
  Order *order = data;

  g_object_unref (order->provider);
  g_object_unref (order->request);
  g_free (order);
}

static void
read_list (HeddleRulesProvider *self)
{
  g_autofree char *path = g_build_filename (g_get_user_data_dir (), "heddle", "safety-rules.json", NULL);
  g_autoptr (GError) problem = NULL;
  g_autoptr (HeddleRuleList) list = heddle_rule_list_new (path, &problem);

  g_mutex_lock (&self->lock);
  g_set_object (&self->list, list);
  g_clear_error (&self->problem);
  self->problem = g_steal_pointer (&problem);
  g_mutex_unlock (&self->lock);
}

static HeddleRuleList *
dup_list (HeddleRulesProvider  *self,
          GError              **error)
{
  HeddleRuleList *list = NULL;

  g_mutex_lock (&self->lock);
  if (self->list != NULL)
    list = g_object_ref (self->list);
  else if (error != NULL)
    *error = g_error_copy (self->problem);
  g_mutex_unlock (&self->lock);

  return list;
}

static gboolean
check_work (gpointer   data,
            GValue    *value,
            GError   **error)
{
  g_autoptr (HeddleRuleList) list = NULL;

  read_list (data);
  list = dup_list (data, error);
  return list != NULL;
}

static gboolean
check_request (Order   *order,
               GError **error)
{
  HeddleTask task = heddle_provider_request_get_task (order->request);
  const char *id = heddle_provider_request_get_model_id (order->request);
  g_autoptr (HeddleModel) model = heddle_manifest_dup_model (order->provider->manifest, id);

  if (model == NULL || heddle_model_get_task (model, task) == NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                   _("“rules/%s” cannot do %s. See: heddlectl list models"), id, heddle_task_to_string (task));
      return FALSE;
    }
  if (heddle_provider_request_get_images (order->request, "image") != NULL)
    {
      g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                           _("Word rules cannot see an image. Choose another model, or take the image's link away."));
      return FALSE;
    }
  return TRUE;
}

static gboolean
run_work (gpointer   data,
          GValue    *value,
          GError   **error)
{
  Order *order = data;
  g_autoptr (HeddleProviderResult) result = heddle_provider_result_new (1);
  g_autoptr (HeddleRuleList) list = NULL;
  g_autoptr (JsonObject) scores = NULL;
  g_autofree char *written = NULL;
  g_autoptr (HeddleValue) text = NULL;

  if (!check_request (order, error))
    return FALSE;
  list = dup_list (order->provider, error);
  if (list == NULL)
    return FALSE;
  scores = heddle_rule_list_score (list, heddle_provider_request_get_text (order->request, "text"), error);
  if (scores == NULL)
    return FALSE;

  written = heddle_json_write_object (scores, HEDDLE_JSON_COMPACT);
  text = heddle_value_new_text (written);
  heddle_provider_result_set_value (result, 0, text, heddle_money_new (0, "USD"));
  g_value_init (value, HEDDLE_TYPE_PROVIDER_RESULT);
  g_value_take_object (value, g_steal_pointer (&result));
  return TRUE;
}

static HeddleManifest *
heddle_rules_provider_get_manifest (HeddleProvider *provider)
{
  return HEDDLE_RULES_PROVIDER (provider)->manifest;
}

static DexFuture *
heddle_rules_provider_check (HeddleProvider *provider,
                             const char     *model,
                             HeddleTask      task)
{
  return heddle_run_blocking (check_work, g_object_ref (provider), g_object_unref);
}

static DexFuture *
heddle_rules_provider_run (HeddleProvider        *provider,
                           HeddleProviderRequest *request)
{
  Order *order = g_new0 (Order, 1);

  order->provider = HEDDLE_RULES_PROVIDER (g_object_ref (provider));
  order->request = g_object_ref (request);
  return heddle_run_blocking (run_work, order, order_free);
}

static char *
heddle_rules_provider_dup_revision (HeddleProvider *provider)
{
  g_autoptr (HeddleRuleList) list = dup_list (HEDDLE_RULES_PROVIDER (provider), NULL);

  return list != NULL ? g_strdup (heddle_rule_list_get_fingerprint (list)) : NULL;
}

static void
heddle_rules_provider_iface_init (HeddleProviderInterface *iface)
{
  iface->get_manifest = heddle_rules_provider_get_manifest;
  iface->check = heddle_rules_provider_check;
  iface->run = heddle_rules_provider_run;
  iface->dup_revision = heddle_rules_provider_dup_revision;
}

static void
heddle_rules_provider_finalize (GObject *object)
{
  HeddleRulesProvider *self = HEDDLE_RULES_PROVIDER (object);

  g_clear_object (&self->manifest);
  g_clear_object (&self->list);
  g_clear_error (&self->problem);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (heddle_rules_provider_parent_class)->finalize (object);
}

static void
heddle_rules_provider_class_init (HeddleRulesProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_rules_provider_finalize;
}

static void
heddle_rules_provider_init (HeddleRulesProvider *self)
{
  g_mutex_init (&self->lock);
}

/**
 * heddle_rules_provider_new:
 * @manifest: the document that lists its models
 *
 * Blocks.
 *
 * Returns: (transfer full): what checks texts against rules; where a person's own list cannot be used, it says so
 *   once it is asked
 */
HeddleRulesProvider *
heddle_rules_provider_new (HeddleManifest *manifest)
{
  HeddleRulesProvider *self;

  g_return_val_if_fail (HEDDLE_IS_MANIFEST (manifest), NULL);

  self = g_object_new (HEDDLE_TYPE_RULES_PROVIDER, NULL);
  self->manifest = g_object_ref (manifest);
  read_list (self);

  return self;
}
