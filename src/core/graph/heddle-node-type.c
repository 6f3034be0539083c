/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-node-type.h"

#include <glib/gi18n-lib.h>

/**
 * heddle_node_type_find_parameter:
 * @self: a node type
 * @key: a member of config
 *
 * Returns: (transfer none) (nullable): the parameter of that key, if the type has it
 */
const HeddleParameterInfo *
heddle_node_type_find_parameter (const HeddleNodeTypeInfo *self,
                                 const char               *key)
{
  for (const HeddleParameterInfo *p = self->parameters; p != NULL && p->key != NULL; p++)
    {
      if (g_str_equal (p->key, key))
        return p;
    }
  return NULL;
}

static const HeddleParameterInfo common_parameters[] = {
  { "on_item_failure", HEDDLE_PARAMETER_CHOICE, N_("When an Item Fails"),
    N_("Goes on with the others, or ends the run"), .fallback = "\"continue\"", .options = "continue|stop" },
  { NULL },
};

/**
 * heddle_node_type_get_common_parameters:
 *
 * Returns: (transfer none) (array): what every node's config can hold, whatever its type; ended by an
 *   entry without a key
 */
const HeddleParameterInfo *
heddle_node_type_get_common_parameters (void)
{
  return common_parameters;
}

static gboolean
check_parameters (const HeddleParameterInfo  *parameters,
                  JsonObject                 *config,
                  GError                    **error)
{
  for (const HeddleParameterInfo *p = parameters; p != NULL && p->key != NULL; p++)
    {
      JsonNode *value = json_object_get_member (config, p->key);

      if (value != NULL && !heddle_parameter_check (p, value, error))
        {
          g_prefix_error (error, "config.%s: ", p->key);
          return FALSE;
        }
    }
  return TRUE;
}

/**
 * heddle_node_type_check_config:
 * @self: a node type
 * @config: a node's config
 * @error: return location for an error
 *
 * Checks each parameter for itself, then what the type checks across them. Members that the type
 * does not know are left alone.
 *
 * Returns: whether @config is right; if not, %HEDDLE_GRAPH_ERROR_CONFIG with a message that begins
 *   with the path: `config.width: expected a number`
 */
gboolean
heddle_node_type_check_config (const HeddleNodeTypeInfo  *self,
                               JsonObject                *config,
                               GError                   **error)
{
  return check_parameters (self->parameters, config, error)
         && check_parameters (common_parameters, config, error)
         && (self->check == NULL || self->check (config, error));
}

static void
add_ports (const HeddlePortInfo *infos,
           GPtrArray            *ports)
{
  for (const HeddlePortInfo *info = infos; info != NULL && info->name != NULL; info++)
    {
      HeddlePortType type;

      if (!heddle_port_type_from_string (info->type, &type))
        g_error ("The port %s is declared with “%s”, which is no type", info->name, info->type);
      g_ptr_array_add (ports, heddle_port_new (info->name, type, info->optional));
    }
}

/**
 * heddle_node_type_list_ports:
 * @self: a node type
 * @config: a node's config
 * @document_directory: (nullable): the folder that paths in config are relative to
 * @services: (nullable): what the type may ask; without them no file is read
 * @inputs: (out) (transfer full) (element-type HeddlePort): the node's input ports
 * @outputs: (out) (transfer full) (element-type HeddlePort): its output ports
 * @error: return location for an error
 *
 * Lists the ports that a node has with this config: those of the type, then those that the config
 * makes. Parameters can be linked too, but are not listed: see [func@node_type_find_input].
 *
 * Returns: whether the ports could be told; if not, @inputs and @outputs are untouched
 */
gboolean
heddle_node_type_list_ports (const HeddleNodeTypeInfo  *self,
                             JsonObject                *config,
                             const char                *document_directory,
                             HeddleServices            *services,
                             GPtrArray                **inputs,
                             GPtrArray                **outputs,
                             GError                   **error)
{
  g_autoptr (GPtrArray) in = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_port_free);
  g_autoptr (GPtrArray) out = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_port_free);

  add_ports (self->inputs, in);
  add_ports (self->outputs, out);
  if (self->describe != NULL
      && !self->describe (config, document_directory, services, in, out, error))
    return FALSE;

  *inputs = g_steal_pointer (&in);
  *outputs = g_steal_pointer (&out);
  return TRUE;
}

/**
 * heddle_node_type_find_input:
 * @self: a node type
 * @inputs: (element-type HeddlePort): a node's input ports, from [func@node_type_list_ports]
 * @name: the port that a link leads to
 * @type: (out): return location for what it takes
 *
 * Finds what can be linked under a name: an input port, or else a parameter that a link can give
 * instead of the config.
 *
 * Returns: whether there is such a port
 */
gboolean
heddle_node_type_find_input (const HeddleNodeTypeInfo *self,
                             GPtrArray                *inputs,
                             const char               *name,
                             HeddlePortType           *type)
{
  const HeddleParameterInfo *parameter;

  for (guint i = 0; i < inputs->len; i++)
    {
      const HeddlePort *port = inputs->pdata[i];

      if (g_str_equal (port->name, name))
        {
          *type = port->type;
          return TRUE;
        }
    }

  parameter = heddle_node_type_find_parameter (self, name);
  return parameter != NULL && heddle_parameter_get_port_type (parameter, type);
}

/**
 * heddle_node_type_find_any_input:
 * @inputs: (element-type HeddlePort): a node's input ports, from [func@node_type_list_ports]
 * @output: the name of an output port of type `any`
 *
 * Finds the input whose values an output hands on: the one of its name, or the only one of type
 * `any`.
 *
 * Returns: (transfer none) (nullable): the input's name; %NULL where there is no such input
 */
const char *
heddle_node_type_find_any_input (GPtrArray  *inputs,
                                 const char *output)
{
  const char *only = NULL;
  guint n_any = 0;

  for (guint i = 0; i < inputs->len; i++)
    {
      const HeddlePort *port = inputs->pdata[i];

      if (port->type.value != HEDDLE_VALUE_ANY)
        continue;
      if (g_str_equal (port->name, output))
        return port->name;
      only = port->name;
      n_any++;
    }
  return n_any == 1 ? only : NULL;
}
