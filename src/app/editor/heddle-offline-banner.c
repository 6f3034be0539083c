/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-offline-banner.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "providers/heddle-manifest-provider.h"
#include "providers/heddle-providers.h"
#include "widgets/heddle-settle.h"

struct _HeddleOfflineBanner
{
  AdwBin              parent_instance;
  HeddleOpenWorkflow *workflow;
  HeddleNetwork      *network;
  AdwBanner          *banner;
};

G_DEFINE_FINAL_TYPE (HeddleOfflineBanner, heddle_offline_banner, ADW_TYPE_BIN)

static gboolean
is_away (HeddleOfflineBanner *self,
         HeddleNode          *node)
{
  HeddleProviders *providers = heddle_session_get_service (heddle_open_workflow_get_session (self->workflow),
                                                           HEDDLE_TYPE_PROVIDERS);
  JsonObject *config = heddle_node_get_config (node);
  const char *model = config == NULL ? NULL : heddle_json_get_string (config, "model", NULL);
  const char *slash = model == NULL ? NULL : strchr (model, '/');
  g_autofree char *id = slash == NULL ? NULL : g_strndup (model, (gsize) (slash - model));
  HeddleProvider *provider = id == NULL ? NULL : heddle_providers_lookup (providers, id);

  if (!HEDDLE_IS_MANIFEST_PROVIDER (provider) || !heddle_node_get_enabled (node) || heddle_node_get_muted (node))
    return FALSE;
  return heddle_network_is_away (self->network,
                                 heddle_manifest_provider_get_base_url (HEDDLE_MANIFEST_PROVIDER (provider)));
}

static gboolean
is_missed (HeddleOfflineBanner *self)
{
  GListModel *nodes = heddle_pipeline_get_nodes (heddle_open_workflow_get_pipeline (self->workflow));

  if (self->network == NULL || g_network_monitor_get_network_available (g_network_monitor_get_default ()))
    return FALSE;
  for (guint i = 0; i < g_list_model_get_n_items (nodes); i++)
    {
      g_autoptr (HeddleNode) node = g_list_model_get_item (nodes, i);

      if (is_away (self, node))
        return TRUE;
    }
  return FALSE;
}

/* A banner that is folded up would still be read out. */
static void
update (HeddleOfflineBanner *self)
{
  gboolean missed;

  if (!heddle_session_is_open (heddle_open_workflow_get_session (self->workflow)))
    return;
  missed = is_missed (self);
  gtk_widget_set_visible (GTK_WIDGET (self), missed);
  adw_banner_set_revealed (self->banner, missed);
}

/* The system's monitor has been asked for by now, so that it can be had without a wait. */
static void
found_cb (gpointer      owner,
          const GValue *value,
          const GError *error)
{
  HeddleOfflineBanner *self = owner;

  if (error != NULL || self->workflow == NULL)
    return;
  g_set_object (&self->network, g_value_get_object (value));
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  update (self);
}

static void
heddle_offline_banner_dispose (GObject *object)
{
  HeddleOfflineBanner *self = HEDDLE_OFFLINE_BANNER (object);

  g_clear_object (&self->network);
  g_clear_object (&self->workflow);

  G_OBJECT_CLASS (heddle_offline_banner_parent_class)->dispose (object);
}

static void
heddle_offline_banner_class_init (HeddleOfflineBannerClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_offline_banner_dispose;
}

static void
heddle_offline_banner_init (HeddleOfflineBanner *self)
{
  self->banner = ADW_BANNER (adw_banner_new (_("Offline. Cached results still work")));
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->banner));
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
}

/**
 * heddle_offline_banner_new:
 * @workflow: an open workflow
 *
 * Returns: (transfer floating): a banner that shows while the workflow has steps that miss the network
 */
GtkWidget *
heddle_offline_banner_new (HeddleOpenWorkflow *workflow)
{
  HeddleOfflineBanner *self = g_object_new (HEDDLE_TYPE_OFFLINE_BANNER, NULL);

  self->workflow = g_object_ref (workflow);
  g_signal_connect_object (heddle_open_workflow_get_document (workflow), "edited", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (workflow, "notify::pipeline", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  heddle_settle (heddle_network_find_usual (), found_cb, self);
  return GTK_WIDGET (self);
}
