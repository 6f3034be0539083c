/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-request.h"

#include <string.h>

#include "base/heddle-json.h"

struct _HeddleProviderRequest
{
  GObject parent_instance;

  HeddleTask task;
  char *operation;
  char *model;
  char *connection;
  GHashTable *texts;
  JsonNode *parameters;
  GHashTable *images;
  GArray *seeds;
  gint64 run;
  char *node;
  char *index;
  char *item_key;
  gboolean looks_back;
  gint64 forgotten;
  GCancellable *cancellable;
  HeddleWaitFunc wait_func;
  gpointer wait_data;
  GDestroyNotify wait_data_destroy;
};

G_DEFINE_FINAL_TYPE (HeddleProviderRequest, heddle_provider_request, G_TYPE_OBJECT)

static void
heddle_provider_request_finalize (GObject *object)
{
  HeddleProviderRequest *self = HEDDLE_PROVIDER_REQUEST (object);

  g_clear_pointer (&self->operation, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->connection, g_free);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_clear_pointer (&self->parameters, json_node_unref);
  g_clear_pointer (&self->images, g_hash_table_unref);
  g_clear_pointer (&self->seeds, g_array_unref);
  g_clear_pointer (&self->node, g_free);
  g_clear_pointer (&self->index, g_free);
  g_clear_pointer (&self->item_key, g_free);
  g_clear_object (&self->cancellable);
  if (self->wait_data_destroy != NULL)
    self->wait_data_destroy (self->wait_data);

  G_OBJECT_CLASS (heddle_provider_request_parent_class)->finalize (object);
}

static void
heddle_provider_request_class_init (HeddleProviderRequestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_provider_request_finalize;
}

static void
heddle_provider_request_init (HeddleProviderRequest *self)
{
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->parameters = json_node_new (JSON_NODE_OBJECT);
  json_node_take_object (self->parameters, json_object_new ());
  self->images = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) g_ptr_array_unref);
  self->seeds = g_array_new (FALSE, FALSE, sizeof (gint64));
}

/**
 * heddle_provider_request_new:
 * @task: what is asked for
 * @model: `provider/model`, split at the first `/`
 *
 * Returns: (transfer full): a request without text, images or parameters, for one result
 */
HeddleProviderRequest *
heddle_provider_request_new (HeddleTask  task,
                             const char *model)
{
  HeddleProviderRequest *self;

  g_return_val_if_fail (model != NULL, NULL);

  self = g_object_new (HEDDLE_TYPE_PROVIDER_REQUEST, NULL);
  self->task = task;
  self->model = g_strdup (model);

  return self;
}

/**
 * heddle_provider_request_set_connection:
 * @self: a request
 * @connection: (nullable): the name of one of several connections to the provider; %NULL or "" for the
 *   unnamed one
 */
void
heddle_provider_request_set_connection (HeddleProviderRequest *self,
                                        const char            *connection)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));

  g_set_str (&self->connection, connection != NULL && *connection != '\0' ? connection : NULL);
}

/**
 * heddle_provider_request_get_connection:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the name of the connection that it goes by
 */
const char *
heddle_provider_request_get_connection (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  return self->connection;
}

/**
 * heddle_provider_request_set_text:
 * @self: a request
 * @role: what the text is: `prompt`, `negative`, `system`
 * @text: (nullable): the text; %NULL or "" takes it away
 */
void
heddle_provider_request_set_text (HeddleProviderRequest *self,
                                  const char            *role,
                                  const char            *text)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));
  g_return_if_fail (role != NULL);

  if (text == NULL || *text == '\0')
    g_hash_table_remove (self->texts, role);
  else
    g_hash_table_replace (self->texts, g_strdup (role), g_strdup (text));
}

/**
 * heddle_provider_request_set_parameter:
 * @self: a request
 * @key: a parameter as the step's config names it: `aspect_ratio`, `quality`, `temperature`
 * @value: (transfer none): its value
 *
 * Sets what the step asks for beyond its texts and images. A parameter that the model lacks is left
 * out of what is sent, with a warning in the result.
 */
void
heddle_provider_request_set_parameter (HeddleProviderRequest *self,
                                       const char            *key,
                                       JsonNode              *value)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));
  g_return_if_fail (key != NULL);
  g_return_if_fail (value != NULL);

  json_object_set_member (json_node_get_object (self->parameters), key, heddle_json_copy (value));
}

/**
 * heddle_provider_request_add_image:
 * @self: a request
 * @role: what the image is for: `image`, `images`, `references`, `mask`
 * @image: (transfer none): an image value
 *
 * Appends an image. Several of one role keep their order.
 */
void
heddle_provider_request_add_image (HeddleProviderRequest *self,
                                   const char            *role,
                                   HeddleValue           *image)
{
  GPtrArray *images;

  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));
  g_return_if_fail (role != NULL);
  g_return_if_fail (image != NULL);

  images = g_hash_table_lookup (self->images, role);

  if (images == NULL)
    {
      images = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
      g_hash_table_insert (self->images, g_strdup (role), images);
    }

  g_ptr_array_add (images, heddle_value_ref (image));
}

/**
 * heddle_provider_request_set_seeds:
 * @self: a request
 * @seeds: (array length=n_seeds) (nullable): one per result that is wanted
 * @n_seeds: how many
 *
 * Asks for one result per seed. Without seeds one result is made and none is sent.
 */
void
heddle_provider_request_set_seeds (HeddleProviderRequest *self,
                                   const gint64          *seeds,
                                   guint                  n_seeds)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));
  g_return_if_fail (seeds != NULL || n_seeds == 0);

  g_array_set_size (self->seeds, 0);

  if (n_seeds > 0)
    g_array_append_vals (self->seeds, seeds, n_seeds);
}

/**
 * heddle_provider_request_set_origin:
 * @self: a request
 * @run: the run's row in the library, 0 for none
 * @node: (nullable): the node's id
 * @index: (nullable): the item's index, dotted
 * @key: (nullable): the key of the item's result
 *
 * Says which item the request is made for, so that its calls can be found again after a crash.
 */
void
heddle_provider_request_set_origin (HeddleProviderRequest *self,
                                    gint64                 run,
                                    const char            *node,
                                    const char            *index,
                                    const char            *key)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));

  self->run = run;
  g_set_str (&self->node, node);
  g_set_str (&self->index, index);
  g_set_str (&self->item_key, key);
}

/**
 * heddle_provider_request_look_back:
 * @self: a request with an origin
 * @forgotten: the row in the library of the last call that does not count any more, or 0
 *
 * The item that the request is made for was begun before, by a process that has ended perhaps. What a
 * call of then has brought is taken, its job is asked after, and where nobody knows what became of it
 * nothing is sent.
 */
void
heddle_provider_request_look_back (HeddleProviderRequest *self,
                                   gint64                 forgotten)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));

  self->looks_back = TRUE;
  self->forgotten = forgotten;
}

/**
 * heddle_provider_request_set_cancellable:
 * @self: a request
 * @cancellable: (nullable): stops the request; a job is cancelled at the provider where it can be
 */
void
heddle_provider_request_set_cancellable (HeddleProviderRequest *self,
                                         GCancellable          *cancellable)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  g_set_object (&self->cancellable, cancellable);
}

/**
 * heddle_provider_request_set_wait_func:
 * @self: a request
 * @func: told when the request has to wait before it is sent, and when not any more
 * @data: handed to @func
 * @data_destroy: (nullable): frees @data
 */
void
heddle_provider_request_set_wait_func (HeddleProviderRequest *self,
                                       HeddleWaitFunc         func,
                                       gpointer               data,
                                       GDestroyNotify         data_destroy)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));
  g_return_if_fail (self->wait_func == NULL);

  self->wait_func = func;
  self->wait_data = data;
  self->wait_data_destroy = data_destroy;
}

/**
 * heddle_provider_request_note_wait:
 * @self: a request
 * @wait: what it waits for
 * @begins: whether the wait begins; else it ends
 *
 * Tells whoever wants to know.
 */
void
heddle_provider_request_note_wait (HeddleProviderRequest *self,
                                   HeddleWait             wait,
                                   gboolean               begins)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));

  if (self->wait_func != NULL)
    self->wait_func (wait, begins, self->wait_data);
}

/**
 * heddle_provider_request_get_task:
 * @self: a request
 *
 * Returns: what is asked for
 */
HeddleTask
heddle_provider_request_get_task (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), HEDDLE_TASK_TEXT_GENERATION);

  return self->task;
}

/**
 * heddle_provider_request_set_operation:
 * @self: a request that was not sent yet
 * @operation: which kind of edit it asks for
 *
 * Says that of a request for [enum@Task] `image-edit`.
 */
void
heddle_provider_request_set_operation (HeddleProviderRequest *self,
                                       const char            *operation)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self));

  g_set_str (&self->operation, operation);
}

/**
 * heddle_provider_request_get_operation:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): which kind of edit it asks for
 */
const char *
heddle_provider_request_get_operation (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  return self->operation;
}

/**
 * heddle_provider_request_get_model:
 * @self: a request
 *
 * Returns: (transfer none): `provider/model`
 */
const char *
heddle_provider_request_get_model (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  return self->model;
}

/**
 * heddle_provider_request_dup_provider:
 * @self: a request
 *
 * Returns: (transfer full): what stands before the first `/` of the model; all of it without one
 */
char *
heddle_provider_request_dup_provider (HeddleProviderRequest *self)
{
  const char *slash;

  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  slash = strchr (self->model, '/');

  return slash != NULL ? g_strndup (self->model, (gsize) (slash - self->model))
                       : g_strdup (self->model);
}

/**
 * heddle_provider_request_get_model_id:
 * @self: a request
 *
 * Returns: (transfer none): what stands after the first `/` of the model: the provider's own name
 *   for it; "" without one
 */
const char *
heddle_provider_request_get_model_id (HeddleProviderRequest *self)
{
  const char *slash;

  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  slash = strchr (self->model, '/');

  return slash != NULL ? slash + 1 : "";
}

/**
 * heddle_provider_request_get_text:
 * @self: a request
 * @role: what the text is
 *
 * Returns: (transfer none) (nullable): the text; %NULL where there is none
 */
const char *
heddle_provider_request_get_text (HeddleProviderRequest *self,
                                  const char            *role)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);
  g_return_val_if_fail (role != NULL, NULL);

  return g_hash_table_lookup (self->texts, role);
}

/**
 * heddle_provider_request_get_parameter:
 * @self: a request
 * @key: a parameter
 *
 * Returns: (transfer none) (nullable): its value; %NULL where it is not set
 */
JsonNode *
heddle_provider_request_get_parameter (HeddleProviderRequest *self,
                                       const char            *key)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);
  g_return_val_if_fail (key != NULL, NULL);

  return json_object_get_member (json_node_get_object (self->parameters), key);
}

/**
 * heddle_provider_request_get_parameters:
 * @self: a request
 *
 * Returns: (transfer none): all parameters; not to be changed
 */
JsonObject *
heddle_provider_request_get_parameters (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  return json_node_get_object (self->parameters);
}

/**
 * heddle_provider_request_get_images:
 * @self: a request
 * @role: what the images are for
 *
 * Returns: (transfer none) (nullable) (element-type HeddleValue): the images; %NULL where there are
 *   none
 */
GPtrArray *
heddle_provider_request_get_images (HeddleProviderRequest *self,
                                    const char            *role)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);
  g_return_val_if_fail (role != NULL, NULL);

  return g_hash_table_lookup (self->images, role);
}

/**
 * heddle_provider_request_get_seeds:
 * @self: a request
 * @n_seeds: (out) (optional): how many there are
 *
 * Returns: (transfer none) (nullable) (array length=n_seeds): the seeds; %NULL where there are none
 */
const gint64 *
heddle_provider_request_get_seeds (HeddleProviderRequest *self,
                                   guint                 *n_seeds)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  if (n_seeds != NULL)
    *n_seeds = self->seeds->len;

  return self->seeds->len > 0 ? (const gint64 *) (const void *) self->seeds->data : NULL;
}

/**
 * heddle_provider_request_get_n_results:
 * @self: a request
 *
 * Returns: how many results are wanted: one per seed, or one where there are no seeds
 */
guint
heddle_provider_request_get_n_results (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), 0);

  return MAX (self->seeds->len, 1);
}

/**
 * heddle_provider_request_get_run:
 * @self: a request
 *
 * Returns: the run's row in the library, 0 for none
 */
gint64
heddle_provider_request_get_run (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), 0);

  return self->run;
}

/**
 * heddle_provider_request_get_node:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the node's id
 */
const char *
heddle_provider_request_get_node (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  return self->node;
}

/**
 * heddle_provider_request_get_index:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the item's index, dotted
 */
const char *
heddle_provider_request_get_index (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  return self->index;
}

/**
 * heddle_provider_request_get_item_key:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): the key of the item's result
 */
const char *
heddle_provider_request_get_item_key (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  return self->item_key;
}

/**
 * heddle_provider_request_get_look_back:
 * @self: a request
 * @forgotten: (out): the row of the last call that does not count any more, or 0
 *
 * Returns: whether calls of before are looked for in place of sending anything
 */
gboolean
heddle_provider_request_get_look_back (HeddleProviderRequest *self,
                                       gint64                *forgotten)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), FALSE);

  *forgotten = self->forgotten;
  return self->looks_back;
}

/**
 * heddle_provider_request_get_cancellable:
 * @self: a request
 *
 * Returns: (transfer none) (nullable): what stops the request
 */
GCancellable *
heddle_provider_request_get_cancellable (HeddleProviderRequest *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);

  return self->cancellable;
}

/**
 * heddle_provider_request_to_recipe:
 * @self: a request
 * @nth: which result, from 0
 *
 * Writes down how a result came to be: `provider`, `model`, `task`, `operation`, `prompt`, `negative`, `system`,
 * `seed` and `parameters`, those that are there. A provider adds what it learns from the answer
 * (`model_version`, `revised_prompt`, `created`).
 *
 * Returns: (transfer full): a new object
 */
JsonNode *
heddle_provider_request_to_recipe (HeddleProviderRequest *self,
                                   guint                  nth)
{
  static const char *const roles[] = { "prompt", "negative", "system" };
  g_autofree char *provider = NULL;
  JsonNode *recipe;
  JsonObject *object;

  g_return_val_if_fail (HEDDLE_IS_PROVIDER_REQUEST (self), NULL);
  g_return_val_if_fail (nth < heddle_provider_request_get_n_results (self), NULL);

  provider = heddle_provider_request_dup_provider (self);
  object = json_object_new ();
  json_object_set_string_member (object, "provider", provider);
  json_object_set_string_member (object, "model", heddle_provider_request_get_model_id (self));
  json_object_set_string_member (object, "task", heddle_task_to_string (self->task));
  if (self->operation != NULL)
    json_object_set_string_member (object, "operation", self->operation);

  for (guint i = 0; i < G_N_ELEMENTS (roles); i++)
    {
      const char *text = g_hash_table_lookup (self->texts, roles[i]);

      if (text != NULL)
        json_object_set_string_member (object, roles[i], text);
    }

  if (nth < self->seeds->len)
    json_object_set_int_member (object, "seed", g_array_index (self->seeds, gint64, nth));

  if (json_object_get_size (json_node_get_object (self->parameters)) > 0)
    json_object_set_member (object, "parameters", heddle_json_copy (self->parameters));

  recipe = json_node_init_object (json_node_alloc (), object);
  json_object_unref (object);

  return recipe;
}
