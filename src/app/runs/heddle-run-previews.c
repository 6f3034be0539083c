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
  GHashTable     *nodes;
};

/* The place of one image among its node's: its item's index, and where it is in the item's outputs. */
typedef struct
{
  HeddleIndex *index;
  guint        position;
  GdkTexture  *texture;
} Preview;

G_DEFINE_FINAL_TYPE (HeddleRunPreviews, heddle_run_previews, G_TYPE_OBJECT)

static void
heddle_run_previews_dispose (GObject *object)
{
  HeddleRunPreviews *self = HEDDLE_RUN_PREVIEWS (object);

  g_clear_object (&self->session);
  g_clear_object (&self->state);
  g_clear_pointer (&self->nodes, g_hash_table_unref);

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
  self->nodes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
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
  Preview           *preview;
} Request;

static void
preview_free (gpointer data)
{
  Preview *preview = data;

  heddle_index_unref (preview->index);
  g_clear_object (&preview->texture);
  g_free (preview);
}

static int
preview_compare (const Preview *a,
                 const Preview *b)
{
  int order = heddle_index_compare (a->index, b->index);

  return order != 0 ? order : (int) a->position - (int) b->position;
}

static void
show (HeddleRunPreviews *self,
      const char        *node,
      GPtrArray         *previews)
{
  HeddleNodeState *state = heddle_run_state_edit (self->state, node);

  while (state->n_previews > 0)
    g_clear_object (&state->previews[--state->n_previews]);
  for (guint i = 0; i < previews->len; i++)
    {
      Preview *preview = previews->pdata[i];

      if (preview->texture != NULL)
        state->previews[state->n_previews++] = g_object_ref (preview->texture);
    }
  heddle_run_state_touch (self->state, node);
}

static void
loaded_cb (GdkTexture   *texture,
           const GError *error,
           gpointer      data)
{
  Request *request = data;
  HeddleRunPreviews *self = request->previews;
  GPtrArray *previews = self->nodes == NULL ? NULL : g_hash_table_lookup (self->nodes, request->node);

  if (texture != NULL && self->state != NULL && previews != NULL
      && g_ptr_array_find (previews, request->preview, NULL))
    {
      g_set_object (&request->preview->texture, texture);
      show (self, request->node, previews);
    }
  g_object_unref (request->previews);
  g_free (request->node);
  g_free (request);
}

/* Returns the place of an image that is among the first of its node as far as these have come; %NULL
 * of one that is not.
 */
static Preview *
add_preview (HeddleRunPreviews *self,
             const char        *node,
             HeddleIndex       *index,
             guint              position)
{
  GPtrArray *previews = g_hash_table_lookup (self->nodes, node);
  Preview *preview = g_new0 (Preview, 1);
  guint place = 0;

  if (previews == NULL)
    {
      previews = g_ptr_array_new_with_free_func (preview_free);
      g_hash_table_insert (self->nodes, g_strdup (node), previews);
    }
  preview->index = heddle_index_ref (index);
  preview->position = position;
  while (place < previews->len && preview_compare (previews->pdata[place], preview) <= 0)
    place++;
  g_ptr_array_insert (previews, (int) place, preview);
  if (previews->len > HEDDLE_NODE_MAX_PREVIEWS)
    g_ptr_array_set_size (previews, HEDDLE_NODE_MAX_PREVIEWS);
  return place < HEDDLE_NODE_MAX_PREVIEWS ? preview : NULL;
}

static void
add_image (HeddleRunPreviews *self,
           const char        *node,
           HeddleIndex       *index,
           guint              position,
           const char        *blob)
{
  HeddleNodeState *state = heddle_run_state_edit (self->state, node);
  Preview *preview;
  Request *request;

  state->n_images++;
  preview = heddle_session_is_open (self->session) ? add_preview (self, node, index, position) : NULL;
  if (preview == NULL)
    return;
  request = g_new0 (Request, 1);
  request->previews = g_object_ref (self);
  request->node = g_strdup (node);
  request->preview = preview;
  heddle_thumbnails_load (heddle_session_get_thumbnails (self->session), blob, loaded_cb, request);
}

static void
add_value (HeddleRunPreviews *self,
           const char        *node,
           HeddleIndex       *index,
           guint              position,
           const HeddleValue *value)
{
  HeddleNodeState *state;

  switch (heddle_value_get_value_type (value))
    {
    case HEDDLE_VALUE_IMAGE:
      add_image (self, node, index, position, heddle_value_get_media (value)->blob);
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
 * @index: the item's index
 * @outputs: what the item gave
 *
 * Adds them to the node's state; whoever calls tells that it has changed.
 */
void
heddle_run_previews_add (HeddleRunPreviews       *self,
                         const char              *node,
                         HeddleIndex             *index,
                         const HeddleNodeOutputs *outputs)
{
  g_autoptr (GPtrArray) ports = heddle_node_outputs_list_ports (outputs);
  const char *asset_blob = heddle_node_outputs_get_asset_blob (outputs);
  guint position = 0;

  if (asset_blob != NULL)
    {
      add_image (self, node, index, position, asset_blob);
      return;
    }
  for (guint i = 0; i < ports->len; i++)
    {
      const char *port = ports->pdata[i];

      if (heddle_node_outputs_is_list (outputs, port))
        {
          GPtrArray *values = heddle_node_outputs_get_list (outputs, port);

          for (guint j = 0; j < values->len; j++)
            add_value (self, node, index, position++, values->pdata[j]);
        }
      else
        add_value (self, node, index, position++, heddle_node_outputs_get (outputs, port));
    }
}
