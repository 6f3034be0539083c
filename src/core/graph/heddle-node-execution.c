/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-node-execution.h"

#include <math.h>

#include "base/heddle-json.h"
#include "graph/heddle-node-type.h"

typedef struct
{
  char        *port;
  HeddleValue *value;
  GPtrArray   *list;
} Input;

/**
 * HeddleNodeExecution:
 *
 * One item of one node that is about to run: what its inputs carry, its config, and what it may
 * ask for. The engine fills it on one thread and then hands it over; from then on it is only read, and
 * told of what the node does.
 */
struct _HeddleNodeExecution
{
  GObject                   parent_instance;
  const HeddleNodeTypeInfo *type;
  char                     *node;
  JsonObject               *config;
  JsonObject               *no_config;
  HeddleMoney               cost;
  HeddleIndex              *index;
  const HeddleRunFacts     *facts;
  HeddleServices           *services;
  GCancellable             *cancellable;
  GArray                   *inputs;
  GPtrArray                *no_values;
  gint64                   *seeds;
  guint                     n_seeds;
  gboolean                  looks_back;
  gint64                    forgotten;
  int                       row;
  GHashTable               *row_inputs;
  char                     *key;
  GMutex                    wait_mutex;
  HeddleWaitFunc            wait_func;
  gpointer                  wait_data;
};

G_DEFINE_FINAL_TYPE (HeddleNodeExecution, heddle_node_execution, G_TYPE_OBJECT)

static void
input_clear (Input *input)
{
  g_clear_pointer (&input->port, g_free);
  g_clear_pointer (&input->value, heddle_value_unref);
  g_clear_pointer (&input->list, g_ptr_array_unref);
}

static void
heddle_node_execution_finalize (GObject *object)
{
  HeddleNodeExecution *self = HEDDLE_NODE_EXECUTION (object);

  g_clear_pointer (&self->node, g_free);
  g_clear_pointer (&self->no_config, json_object_unref);
  g_clear_pointer (&self->index, heddle_index_unref);
  g_clear_object (&self->services);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->inputs, g_array_unref);
  g_clear_pointer (&self->no_values, g_ptr_array_unref);
  g_clear_pointer (&self->seeds, g_free);
  g_clear_pointer (&self->row_inputs, g_hash_table_unref);
  g_clear_pointer (&self->key, g_free);
  g_mutex_clear (&self->wait_mutex);

  G_OBJECT_CLASS (heddle_node_execution_parent_class)->finalize (object);
}

static void
heddle_node_execution_class_init (HeddleNodeExecutionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heddle_node_execution_finalize;
}

static void
heddle_node_execution_init (HeddleNodeExecution *self)
{
  self->inputs = g_array_sized_new (FALSE, TRUE, sizeof (Input), 4);
  g_array_set_clear_func (self->inputs, (GDestroyNotify) input_clear);
  self->no_values = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
  self->row = -1;
  g_mutex_init (&self->wait_mutex);
}

/**
 * heddle_node_execution_new:
 * @type: the node's type
 * @node: the node's id
 * @config: (nullable): its config, which must not change and must outlive the execution: json-glib's
 *   objects do not count references atomically, and executions end on any thread
 * @index: the item
 * @facts: what is the same for the whole run; must outlive the execution
 * @services: (nullable): what the node may ask for
 * @cancellable: (nullable): ends the node early
 *
 * Returns: (transfer full): an execution without inputs
 */
HeddleNodeExecution *
heddle_node_execution_new (const HeddleNodeTypeInfo *type,
                           const char               *node,
                           JsonObject               *config,
                           HeddleIndex              *index,
                           const HeddleRunFacts     *facts,
                           HeddleServices           *services,
                           GCancellable             *cancellable)
{
  HeddleNodeExecution *self = g_object_new (HEDDLE_TYPE_NODE_EXECUTION, NULL);

  self->type = type;
  self->node = g_strdup (node);
  self->cost = heddle_money_new (0, "USD");
  self->no_config = config == NULL ? json_object_new () : NULL;
  self->config = config == NULL ? self->no_config : config;
  self->index = heddle_index_ref (index);
  self->facts = facts;
  g_set_object (&self->services, services);
  g_set_object (&self->cancellable, cancellable);
  return self;
}

static Input *
find_input (HeddleNodeExecution *self,
            const char          *port)
{
  for (guint i = 0; i < self->inputs->len; i++)
    {
      Input *input = &g_array_index (self->inputs, Input, i);

      if (g_str_equal (input->port, port))
        return input;
    }
  return NULL;
}

static void
take_input (HeddleNodeExecution *self,
            const char          *port,
            HeddleValue         *value,
            GPtrArray           *list)
{
  Input *input = find_input (self, port);

  if (input == NULL)
    {
      g_array_set_size (self->inputs, self->inputs->len + 1);
      input = &g_array_index (self->inputs, Input, self->inputs->len - 1);
    }
  input_clear (input);
  input->port = g_strdup (port);
  input->value = value;
  input->list = list;
}

/**
 * heddle_node_execution_set_input:
 * @self: an execution
 * @port: an input port, or the key of a parameter that is linked
 * @value: (transfer none): what the link brings, converted to the port's type
 *
 * Sets what an input that takes one value carries. What is not set is not linked.
 */
void
heddle_node_execution_set_input (HeddleNodeExecution *self,
                                 const char          *port,
                                 HeddleValue         *value)
{
  g_return_if_fail (HEDDLE_IS_NODE_EXECUTION (self));
  g_return_if_fail (value != NULL);

  take_input (self, port, heddle_value_ref (value), NULL);
}

static void
unref_value (gpointer data)
{
  if (data != NULL)
    heddle_value_unref (data);
}

/**
 * heddle_node_execution_set_input_list:
 * @self: an execution
 * @port: an input port that takes a list
 * @values: (transfer none) (element-type HeddleValue): what its links bring, converted to the
 *   port's type; copied. For a type with %HEDDLE_NODE_PAIRED_LISTS, %NULL where a value is missing
 *
 * Sets what an input that takes a list carries.
 */
void
heddle_node_execution_set_input_list (HeddleNodeExecution *self,
                                      const char          *port,
                                      GPtrArray           *values)
{
  GPtrArray *list;

  g_return_if_fail (HEDDLE_IS_NODE_EXECUTION (self));
  g_return_if_fail (values != NULL);

  list = g_ptr_array_new_full (values->len, unref_value);
  for (guint i = 0; i < values->len; i++)
    g_ptr_array_add (list, values->pdata[i] == NULL ? NULL : heddle_value_ref (values->pdata[i]));
  take_input (self, port, NULL, list);
}

/**
 * heddle_node_execution_set_seeds:
 * @self: an execution of a node with %HEDDLE_NODE_REPEATS
 * @seeds: (array length=n_seeds): the seeds of the results that are wanted
 * @n_seeds: how many
 *
 * Sets which results are wanted: those that are not in the cache.
 */
void
heddle_node_execution_set_seeds (HeddleNodeExecution *self,
                                 const gint64        *seeds,
                                 guint                n_seeds)
{
  g_return_if_fail (HEDDLE_IS_NODE_EXECUTION (self));

  g_free (self->seeds);
  self->seeds = g_memdup2 (seeds, n_seeds * sizeof (gint64));
  self->n_seeds = n_seeds;
}

/**
 * heddle_node_execution_set_row:
 * @self: an execution
 * @row: the 0-based row of the batch, or -1 where there is none
 * @inputs: (nullable) (element-type utf8 HeddleValue): the workflow's inputs of this row, by key;
 *   must not be changed any more
 *
 * Sets the row that is evaluated, and the inputs that names of results are made from.
 */
void
heddle_node_execution_set_row (HeddleNodeExecution *self,
                               int                  row,
                               GHashTable          *inputs)
{
  g_return_if_fail (HEDDLE_IS_NODE_EXECUTION (self));

  self->row = row;
  g_clear_pointer (&self->row_inputs, g_hash_table_unref);
  self->row_inputs = inputs != NULL ? g_hash_table_ref (inputs) : NULL;
}

/**
 * heddle_node_execution_set_key:
 * @self: an execution
 * @key: (nullable): the item's key, by which an output finds the asset it made before
 *
 * Sets the item's key.
 */
void
heddle_node_execution_set_key (HeddleNodeExecution *self,
                               const char          *key)
{
  g_return_if_fail (HEDDLE_IS_NODE_EXECUTION (self));

  g_set_str (&self->key, key);
}

/**
 * heddle_node_execution_look_back:
 * @self: an execution
 * @forgotten: the row in the library of the last call that does not count any more, or 0
 *
 * The item was begun before, by a process that has ended perhaps: what was paid for then is taken in
 * place of being bought again.
 */
void
heddle_node_execution_look_back (HeddleNodeExecution *self,
                                 gint64               forgotten)
{
  self->looks_back = TRUE;
  self->forgotten = forgotten;
}

/**
 * heddle_node_execution_get_look_back:
 * @self: an execution
 * @forgotten: (out): the row of the last call that does not count any more, or 0
 *
 * Returns: whether the item was begun before
 */
gboolean
heddle_node_execution_get_look_back (HeddleNodeExecution *self,
                                     gint64              *forgotten)
{
  *forgotten = self->forgotten;
  return self->looks_back;
}

/**
 * heddle_node_execution_get_node:
 * @self: an execution
 *
 * Returns: (transfer none): the node's id
 */
const char *
heddle_node_execution_get_node (HeddleNodeExecution *self)
{
  return self->node;
}

/**
 * heddle_node_execution_get_config:
 * @self: an execution
 *
 * Returns: (transfer none): the node's config as the document has it, to be read only; it lacks
 *   defaults and what links bring
 */
JsonObject *
heddle_node_execution_get_config (HeddleNodeExecution *self)
{
  return self->config;
}

/**
 * heddle_node_execution_get_index:
 * @self: an execution
 *
 * Returns: (transfer none): the item
 */
HeddleIndex *
heddle_node_execution_get_index (HeddleNodeExecution *self)
{
  return self->index;
}

/**
 * heddle_node_execution_get_run_facts:
 * @self: an execution
 *
 * Returns: (transfer none): what is the same for the whole run
 */
const HeddleRunFacts *
heddle_node_execution_get_run_facts (HeddleNodeExecution *self)
{
  return self->facts;
}

/**
 * heddle_node_execution_get_cancellable:
 * @self: an execution
 *
 * Returns: (transfer none) (nullable): what ends the node early
 */
GCancellable *
heddle_node_execution_get_cancellable (HeddleNodeExecution *self)
{
  return self->cancellable;
}

/**
 * heddle_node_execution_get_services:
 * @self: an execution
 *
 * Returns: (transfer none) (nullable): all that the node may ask for
 */
HeddleServices *
heddle_node_execution_get_services (HeddleNodeExecution *self)
{
  return self->services;
}

/**
 * heddle_node_execution_get_service:
 * @self: an execution
 * @type: a type of object
 *
 * Returns: (transfer none) (nullable) (type GObject): the service of @type, if there is one
 */
gpointer
heddle_node_execution_get_service (HeddleNodeExecution *self,
                                   GType                type)
{
  return self->services != NULL ? heddle_services_get (self->services, type) : NULL;
}

/**
 * heddle_node_execution_get_seeds:
 * @self: an execution of a node with %HEDDLE_NODE_REPEATS
 * @n_seeds: (out): how many
 *
 * The node answers each with [method@NodeOutputs.set_result] or [method@NodeOutputs.set_failure].
 *
 * Returns: (transfer none) (array length=n_seeds) (nullable): the seeds of the results that are
 *   wanted now
 */
const gint64 *
heddle_node_execution_get_seeds (HeddleNodeExecution *self,
                                 guint               *n_seeds)
{
  *n_seeds = self->n_seeds;
  return self->seeds;
}

/**
 * heddle_node_execution_get_row:
 * @self: an execution
 *
 * Returns: the 0-based row of the batch, or -1 where there is none
 */
int
heddle_node_execution_get_row (HeddleNodeExecution *self)
{
  return self->row;
}

/**
 * heddle_node_execution_get_row_input:
 * @self: an execution
 * @key: the key of one of the workflow's inputs
 *
 * Returns: (transfer none) (nullable): its value in this row, if it has one
 */
HeddleValue *
heddle_node_execution_get_row_input (HeddleNodeExecution *self,
                                     const char          *key)
{
  return self->row_inputs != NULL ? g_hash_table_lookup (self->row_inputs, key) : NULL;
}

/**
 * heddle_node_execution_get_key:
 * @self: an execution
 *
 * Returns: (transfer none) (nullable): the item's key
 */
const char *
heddle_node_execution_get_key (HeddleNodeExecution *self)
{
  return self->key;
}

static JsonNode *
get_config_value (HeddleNodeExecution *self,
                  const char          *name)
{
  JsonNode *node = json_object_get_member (self->config, name);

  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/* What counts where neither a link nor the config says anything. */
static JsonNode *
dup_config_or_default (HeddleNodeExecution *self,
                       const char          *name)
{
  JsonNode *node = get_config_value (self, name);
  const HeddleParameterInfo *parameter;

  if (node != NULL)
    return json_node_ref (node);

  parameter = heddle_node_type_find_parameter (self->type, name);
  return parameter != NULL ? heddle_parameter_get_default (parameter) : NULL;
}

/**
 * heddle_node_execution_set_wait_func:
 * @self: an execution
 * @func: (nullable): told when the node has to wait for others, and when not any more
 * @data: handed to @func
 *
 * Once this was called with %NULL, nothing is told any more.
 */
void
heddle_node_execution_set_wait_func (HeddleNodeExecution *self,
                                     HeddleWaitFunc       func,
                                     gpointer             data)
{
  g_mutex_lock (&self->wait_mutex);
  self->wait_func = func;
  self->wait_data = data;
  g_mutex_unlock (&self->wait_mutex);
}

/**
 * heddle_node_execution_note_wait:
 * @self: an execution
 * @wait: what the node waits for
 * @begins: whether the wait begins; else it ends
 *
 * Tells whoever wants to know. Can be called from any thread.
 */
void
heddle_node_execution_note_wait (HeddleNodeExecution *self,
                                 HeddleWait           wait,
                                 gboolean             begins)
{
  g_mutex_lock (&self->wait_mutex);
  if (self->wait_func != NULL)
    self->wait_func (wait, begins, self->wait_data);
  g_mutex_unlock (&self->wait_mutex);
}

/**
 * heddle_node_execution_add_cost:
 * @self: an execution
 * @cost: what a call cost
 *
 * Says what the item has cost. It counts whatever becomes of the item: an answer that cannot be
 * used is paid all the same.
 */
void
heddle_node_execution_add_cost (HeddleNodeExecution *self,
                                HeddleMoney          cost)
{
  g_return_if_fail (HEDDLE_IS_NODE_EXECUTION (self));

  self->cost = heddle_money_add (self->cost, cost);
}

/**
 * heddle_node_execution_get_cost:
 * @self: an execution
 *
 * Returns: what the item has cost so far
 */
HeddleMoney
heddle_node_execution_get_cost (HeddleNodeExecution *self)
{
  g_return_val_if_fail (HEDDLE_IS_NODE_EXECUTION (self), HEDDLE_MONEY_UNKNOWN);

  return self->cost;
}

/**
 * heddle_node_execution_has:
 * @self: an execution
 * @name: an input port or the key of a parameter
 *
 * Returns: whether a link brings something to @name, or the config has a value of that name that is
 *   not null
 */
gboolean
heddle_node_execution_has (HeddleNodeExecution *self,
                           const char          *name)
{
  return find_input (self, name) != NULL || get_config_value (self, name) != NULL;
}

/**
 * heddle_node_execution_get_input:
 * @self: an execution
 * @port: an input port, or the key of a parameter
 *
 * Returns: (transfer none) (nullable): what a link brings to an input that takes one value; %NULL
 *   where it is not linked
 */
HeddleValue *
heddle_node_execution_get_input (HeddleNodeExecution *self,
                                 const char          *port)
{
  Input *input = find_input (self, port);

  return input != NULL ? input->value : NULL;
}

/**
 * heddle_node_execution_get_list:
 * @self: an execution
 * @port: an input port that takes a list
 *
 * Returns: (transfer none) (element-type HeddleValue): what its links bring, in the order of the
 *   links; empty, never %NULL, where nothing is linked
 */
GPtrArray *
heddle_node_execution_get_list (HeddleNodeExecution *self,
                                const char          *port)
{
  Input *input = find_input (self, port);

  return input != NULL && input->list != NULL ? input->list : self->no_values;
}

static char *
json_to_text (JsonNode *node)
{
  if (heddle_json_as_string (node) != NULL)
    return json_node_dup_string (node);
  if (heddle_json_is_number (node))
    return heddle_json_number_to_plain_string (json_node_get_double (node));
  return heddle_json_write (node, HEDDLE_JSON_COMPACT);
}

static char *
dup_linked_text (HeddleNodeExecution *self,
                 const char          *name)
{
  HeddleValue *value = heddle_node_execution_get_input (self, name);
  g_autoptr (HeddleValue) text = NULL;

  if (value == NULL)
    return NULL;

  text = heddle_value_convert (value, HEDDLE_VALUE_TEXT, NULL);
  return text != NULL ? g_strdup (heddle_value_get_text (text)) : NULL;
}

static gboolean
is_joined (const char *name)
{
  return g_str_equal (name, "prompt") || g_str_equal (name, "negative")
         || g_str_equal (name, "system");
}

/**
 * heddle_node_execution_dup_text:
 * @self: an execution
 * @name: an input port or the key of a parameter
 *
 * The text that counts for @name: what a link brings; else the config's value; else the parameter's
 * default. For `prompt`, `negative` and `system`, where a link and the config both have a text that
 * is not empty, the two joined by a newline, the link first. Numbers and the like are written out.
 *
 * Returns: (transfer full) (nullable): the text, or %NULL where there is none
 */
char *
heddle_node_execution_dup_text (HeddleNodeExecution *self,
                                const char          *name)
{
  g_autofree char *linked = dup_linked_text (self, name);
  g_autoptr (JsonNode) node = NULL;
  g_autofree char *own = NULL;

  if (linked != NULL && !is_joined (name))
    return g_steal_pointer (&linked);

  node = linked != NULL && get_config_value (self, name) == NULL
           ? NULL
           : dup_config_or_default (self, name);
  if (node == NULL)
    return g_steal_pointer (&linked);

  own = json_to_text (node);
  if (linked == NULL || *linked == '\0')
    return g_steal_pointer (&own);
  if (*own == '\0')
    return g_steal_pointer (&linked);
  return g_strconcat (linked, "\n", own, NULL);
}

/**
 * heddle_node_execution_get_number:
 * @self: an execution
 * @name: an input port or the key of a parameter
 *
 * The number that counts for @name: what a link brings; else the config's value; else the
 * parameter's default.
 *
 * Returns: the number; 0 where there is none
 */
double
heddle_node_execution_get_number (HeddleNodeExecution *self,
                                  const char          *name)
{
  HeddleValue *value = heddle_node_execution_get_input (self, name);
  g_autoptr (HeddleValue) number = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (value != NULL)
    {
      number = heddle_value_convert (value, HEDDLE_VALUE_NUMBER, NULL);
      return number != NULL ? heddle_value_get_number (number) : 0;
    }

  node = dup_config_or_default (self, name);
  return heddle_json_is_number (node) ? json_node_get_double (node) : 0;
}

/**
 * heddle_node_execution_get_int:
 * @self: an execution
 * @name: an input port or the key of a parameter
 *
 * Returns: what [method@NodeExecution.get_number] gives, rounded to the nearest whole number and
 *   limited to what an int holds
 */
int
heddle_node_execution_get_int (HeddleNodeExecution *self,
                               const char          *name)
{
  return (int) CLAMP (round (heddle_node_execution_get_number (self, name)), G_MININT, G_MAXINT);
}

/**
 * heddle_node_execution_get_boolean:
 * @self: an execution
 * @name: an input port or the key of a parameter
 *
 * The boolean that counts for @name: what a link brings; else the config's value; else the
 * parameter's default.
 *
 * Returns: the boolean; %FALSE where there is none
 */
gboolean
heddle_node_execution_get_boolean (HeddleNodeExecution *self,
                                   const char          *name)
{
  HeddleValue *value = heddle_node_execution_get_input (self, name);
  g_autoptr (HeddleValue) boolean = NULL;
  g_autoptr (JsonNode) node = NULL;

  if (value != NULL)
    {
      boolean = heddle_value_convert (value, HEDDLE_VALUE_BOOLEAN, NULL);
      return boolean != NULL && heddle_value_get_boolean (boolean);
    }

  node = dup_config_or_default (self, name);
  return node != NULL && JSON_NODE_HOLDS_VALUE (node)
         && json_node_get_value_type (node) == G_TYPE_BOOLEAN && json_node_get_boolean (node);
}

/**
 * heddle_node_execution_get_media:
 * @self: an execution
 * @port: an input port
 *
 * Returns: (transfer none) (nullable): the image or video that a link brings; %NULL where there is
 *   none
 */
const HeddleMedia *
heddle_node_execution_get_media (HeddleNodeExecution *self,
                                 const char          *port)
{
  HeddleValue *value = heddle_node_execution_get_input (self, port);

  return value != NULL ? heddle_value_get_media (value) : NULL;
}
