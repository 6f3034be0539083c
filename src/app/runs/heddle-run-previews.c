/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "runs/heddle-run-previews.h"

#include "widgets/heddle-thumbnails.h"

struct _HeddleRunPreviews
{
  GObject         parent_instance;
  HeddleSession  *session;
  HeddleRunState *state;
  GHashTable     *counts;
};

G_DEFINE_FINAL_TYPE (HeddleRunPreviews, heddle_run_previews, G_TYPE_OBJECT)

static void
heddle_run_previews_dispose (GObject *object)
{
  HeddleRunPreviews *self = HEDDLE_RUN_PREVIEWS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->state);
  g_clear_pointer (&self->counts, g_hash_table_unref);

  G_OBJECT_CLASS (heddle_run_previews_parent_class)->dispose (object);
}

static void
heddle_run_previews_class_init (HeddleRunPreviewsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_run_previews_dispose;
}

static void
heddle_run_previews_init (HeddleRunPreviews *self)
{
  self->counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * heddle_run_previews_new:
 * @session: a session with a library
 * @state: the state of the nodes of one run
 *
 * Returns: (transfer full): what puts results into @state
 */
HeddleRunPreviews *
heddle_run_previews_new (HeddleSession  *session,
                         HeddleRunState *state)
{
  HeddleRunPreviews *self = g_object_new (HEDDLE_TYPE_RUN_PREVIEWS, NULL);

  self->session = g_object_ref (session);
  self->state = g_object_ref (state);
  return self;
}

typedef struct
{
  HeddleRunPreviews *previews;
  char              *node;
} Request;

static void
loaded_cb (GdkTexture   *texture,
           const GError *error,
           gpointer      data)
{
  Request *request = data;
  HeddleRunPreviews *self = request->previews;

  if (texture != NULL && self->state != NULL)
    {
      HeddleNodeState *state = heddle_run_state_edit (self->state, request->node);

      if (state->n_previews < HEDDLE_NODE_MAX_PREVIEWS)
        {
          state->previews[state->n_previews++] = g_object_ref (texture);
          heddle_run_state_touch (self->state, request->node);
        }
    }
  g_object_unref (request->previews);
  g_free (request->node);
  g_free (request);
}

static void
add_image (HeddleRunPreviews *self,
           const char        *node,
           const char        *blob)
{
  guint count = GPOINTER_TO_UINT (g_hash_table_lookup (self->counts, node));
  HeddleNodeState *state = heddle_run_state_edit (self->state, node);
  Request *request;

  state->n_images++;
  if (count == HEDDLE_NODE_MAX_PREVIEWS || !heddle_session_is_open (self->session))
    return;
  g_hash_table_insert (self->counts, g_strdup (node), GUINT_TO_POINTER (count + 1));
  request = g_new0 (Request, 1);
  request->previews = g_object_ref (self);
  request->node = g_strdup (node);
  heddle_thumbnails_load (heddle_session_get_thumbnails (self->session), blob, loaded_cb, request);
}

static void
add_value (HeddleRunPreviews *self,
           const char        *node,
           const HeddleValue *value)
{
  HeddleNodeState *state;

  switch (heddle_value_get_value_type (value))
    {
    case HEDDLE_VALUE_IMAGE:
      add_image (self, node, heddle_value_get_media (value)->blob);
      break;
    case HEDDLE_VALUE_TEXT:
      state = heddle_run_state_edit (self->state, node);
      g_set_str (&state->text, heddle_value_get_text (value));
      break;
    case HEDDLE_VALUE_NUMBER:
    case HEDDLE_VALUE_BOOLEAN:
    case HEDDLE_VALUE_COLOR:
    case HEDDLE_VALUE_VIDEO:
    case HEDDLE_VALUE_BRAND:
    case HEDDLE_VALUE_JSON:
    case HEDDLE_VALUE_ANY:
    default:
      break;
    }
}

/**
 * heddle_run_previews_add:
 * @self: the previews of a run
 * @node: a node's id
 * @outputs: what one of its items gave
 *
 * Adds them to the node's state; whoever calls tells that it has changed.
 */
void
heddle_run_previews_add (HeddleRunPreviews       *self,
                         const char              *node,
                         const HeddleNodeOutputs *outputs)
{
  g_autoptr (GPtrArray) ports = heddle_node_outputs_list_ports (outputs);
  const char *asset_blob = heddle_node_outputs_get_asset_blob (outputs);

  if (asset_blob != NULL)
    {
      add_image (self, node, asset_blob);
      return;
    }
  for (guint i = 0; i < ports->len; i++)
    {
      const char *port = ports->pdata[i];

      if (heddle_node_outputs_is_list (outputs, port))
        {
          GPtrArray *values = heddle_node_outputs_get_list (outputs, port);

          for (guint j = 0; j < values->len; j++)
            add_value (self, node, values->pdata[j]);
        }
      else
        add_value (self, node, heddle_node_outputs_get (outputs, port));
    }
}
