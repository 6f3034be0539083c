/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-node-outputs.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json-read.h"
#include "graph/heddle-graph-error.h"

typedef struct
{
  char        *port;
  HeddleValue *value;
  GPtrArray   *list;
} Slot;

typedef struct
{
  gint64             seed;
  HeddleNodeOutputs *outputs;
  GError            *error;
} Result;

struct _HeddleNodeOutputs
{
  gatomicrefcount  references;
  GArray          *slots;
  GArray          *results;
  HeddleMoney      cost;
  GPtrArray       *warnings;
  char            *asset;
  char            *asset_name;
  char            *asset_blob;
  char            *asset_path;
  gboolean         reused;
};

G_DEFINE_BOXED_TYPE (HeddleNodeOutputs, heddle_node_outputs, heddle_node_outputs_ref,
                     heddle_node_outputs_unref)

static void
slot_clear (Slot *slot)
{
  g_clear_pointer (&slot->port, g_free);
  g_clear_pointer (&slot->value, heddle_value_unref);
  g_clear_pointer (&slot->list, g_ptr_array_unref);
}

static void
result_clear (Result *result)
{
  g_clear_pointer (&result->outputs, heddle_node_outputs_unref);
  g_clear_error (&result->error);
}

/**
 * heddle_node_outputs_new:
 *
 * Returns: (transfer full): outputs without values, of unknown cost
 */
HeddleNodeOutputs *
heddle_node_outputs_new (void)
{
  HeddleNodeOutputs *self = g_new0 (HeddleNodeOutputs, 1);

  g_atomic_ref_count_init (&self->references);
  self->slots = g_array_sized_new (FALSE, TRUE, sizeof (Slot), 2);
  g_array_set_clear_func (self->slots, (GDestroyNotify) slot_clear);
  self->cost = HEDDLE_MONEY_UNKNOWN;
  self->warnings = g_ptr_array_new_with_free_func (g_free);
  return self;
}

/**
 * heddle_node_outputs_copy:
 * @self: outputs
 *
 * Makes outputs that can be changed where @self is shared already. What seeds and output nodes add
 * stays behind.
 *
 * Returns: (transfer full): outputs with the same values, cost and warnings
 */
HeddleNodeOutputs *
heddle_node_outputs_copy (const HeddleNodeOutputs *self)
{
  HeddleNodeOutputs *copy = heddle_node_outputs_new ();

  for (guint i = 0; i < self->slots->len; i++)
    {
      const Slot *slot = &g_array_index (self->slots, Slot, i);

      if (slot->list != NULL)
        heddle_node_outputs_set_list (copy, slot->port, slot->list);
      else if (slot->value != NULL)
        heddle_node_outputs_set (copy, slot->port, slot->value);
    }
  for (guint i = 0; i < self->warnings->len; i++)
    heddle_node_outputs_add_warning (copy, self->warnings->pdata[i]);
  copy->cost = self->cost;
  return copy;
}

/**
 * heddle_node_outputs_ref:
 * @self: outputs
 *
 * Returns: (transfer full): @self with one more reference
 */
HeddleNodeOutputs *
heddle_node_outputs_ref (HeddleNodeOutputs *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * heddle_node_outputs_unref:
 * @self: (transfer full): outputs
 *
 * Drops a reference; the last one frees.
 */
void
heddle_node_outputs_unref (HeddleNodeOutputs *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  g_array_unref (self->slots);
  g_clear_pointer (&self->results, g_array_unref);
  g_ptr_array_unref (self->warnings);
  g_free (self->asset);
  g_free (self->asset_name);
  g_free (self->asset_blob);
  g_free (self->asset_path);
  g_free (self);
}

static Slot *
find_slot (const HeddleNodeOutputs *self,
           const char              *port)
{
  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = &g_array_index (self->slots, Slot, i);

      if (g_str_equal (slot->port, port))
        return slot;
    }
  return NULL;
}

static Slot *
reset_slot (HeddleNodeOutputs *self,
            const char        *port)
{
  Slot *slot = find_slot (self, port);

  if (slot == NULL)
    {
      g_array_set_size (self->slots, self->slots->len + 1);
      slot = &g_array_index (self->slots, Slot, self->slots->len - 1);
      slot->port = g_strdup (port);
    }
  g_clear_pointer (&slot->value, heddle_value_unref);
  g_clear_pointer (&slot->list, g_ptr_array_unref);
  return slot;
}

/**
 * heddle_node_outputs_set:
 * @self: outputs
 * @port: an output port
 * @value: (transfer none): what it gives
 *
 * Sets the one value of a port.
 */
void
heddle_node_outputs_set (HeddleNodeOutputs *self,
                         const char        *port,
                         HeddleValue       *value)
{
  HeddleValue *reference;

  g_return_if_fail (value != NULL);

  reference = heddle_value_ref (value);
  reset_slot (self, port)->value = reference;
}

/**
 * heddle_node_outputs_set_list:
 * @self: outputs
 * @port: an output port
 * @values: (transfer none) (element-type HeddleValue): what it gives, in order; copied
 *
 * Sets the values of a port that gives a list; the list may be empty.
 */
void
heddle_node_outputs_set_list (HeddleNodeOutputs *self,
                              const char        *port,
                              GPtrArray         *values)
{
  g_autoptr (GPtrArray) list = NULL;

  g_return_if_fail (values != NULL);

  list = g_ptr_array_new_full (values->len, (GDestroyNotify) heddle_value_unref);
  for (guint i = 0; i < values->len; i++)
    g_ptr_array_add (list, heddle_value_ref (values->pdata[i]));
  reset_slot (self, port)->list = g_steal_pointer (&list);
}

/**
 * heddle_node_outputs_get:
 * @self: outputs
 * @port: an output port
 *
 * Returns: (transfer none) (nullable): the value of a port that gives one; %NULL of a list and of a
 *   port that gave nothing
 */
HeddleValue *
heddle_node_outputs_get (const HeddleNodeOutputs *self,
                         const char              *port)
{
  Slot *slot = find_slot (self, port);

  return slot != NULL ? slot->value : NULL;
}

/**
 * heddle_node_outputs_get_list:
 * @self: outputs
 * @port: an output port
 *
 * Returns: (transfer none) (nullable) (element-type HeddleValue): the values of a port that gives a
 *   list; %NULL of any other
 */
GPtrArray *
heddle_node_outputs_get_list (const HeddleNodeOutputs *self,
                              const char              *port)
{
  Slot *slot = find_slot (self, port);

  return slot != NULL ? slot->list : NULL;
}

/**
 * heddle_node_outputs_is_list:
 * @self: outputs
 * @port: an output port
 *
 * Returns: whether @port was given a list
 */
gboolean
heddle_node_outputs_is_list (const HeddleNodeOutputs *self,
                             const char              *port)
{
  return heddle_node_outputs_get_list (self, port) != NULL;
}

/**
 * heddle_node_outputs_list_ports:
 * @self: outputs
 *
 * Returns: (transfer container) (element-type utf8): the ports that were given something, in the
 *   order in which that first happened
 */
GPtrArray *
heddle_node_outputs_list_ports (const HeddleNodeOutputs *self)
{
  GPtrArray *ports = g_ptr_array_sized_new (self->slots->len);

  for (guint i = 0; i < self->slots->len; i++)
    g_ptr_array_add (ports, g_array_index (self->slots, Slot, i).port);
  return ports;
}

static void
add_blob (GPtrArray   *blobs,
          HeddleValue *value)
{
  HeddleValueType type = heddle_value_get_value_type (value);

  if (type == HEDDLE_VALUE_IMAGE || type == HEDDLE_VALUE_VIDEO)
    g_ptr_array_add (blobs, (char *) heddle_value_get_media (value)->blob);
}

/**
 * heddle_node_outputs_list_blobs:
 * @self: outputs
 *
 * Returns: (transfer container) (element-type utf8): the contents that images and videos refer to,
 *   as SHA-256, with a %NULL at the end; those of @self
 */
GPtrArray *
heddle_node_outputs_list_blobs (const HeddleNodeOutputs *self)
{
  GPtrArray *blobs = g_ptr_array_new_null_terminated (0, NULL, TRUE);

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = &g_array_index (self->slots, Slot, i);

      if (slot->value != NULL)
        add_blob (blobs, slot->value);
      for (guint k = 0; slot->list != NULL && k < slot->list->len; k++)
        add_blob (blobs, slot->list->pdata[k]);
    }
  return blobs;
}

/**
 * heddle_node_outputs_set_cost:
 * @self: outputs
 * @cost: what they cost
 *
 * Sets the cost; without it the cost is unknown, which of a step that calls no provider means none.
 */
void
heddle_node_outputs_set_cost (HeddleNodeOutputs *self,
                              HeddleMoney        cost)
{
  self->cost = cost;
}

/**
 * heddle_node_outputs_get_cost:
 * @self: outputs
 *
 * Returns: what they cost
 */
HeddleMoney
heddle_node_outputs_get_cost (const HeddleNodeOutputs *self)
{
  return self->cost;
}

/**
 * heddle_node_outputs_add_warning:
 * @self: outputs
 * @warning: a translated sentence
 *
 * Adds something that a person should be told about this item.
 */
void
heddle_node_outputs_add_warning (HeddleNodeOutputs *self,
                                 const char        *warning)
{
  g_ptr_array_add (self->warnings, g_strdup (warning));
}

/**
 * heddle_node_outputs_get_warnings:
 * @self: outputs
 *
 * Returns: (transfer none) (element-type utf8): the warnings, in the order they were added
 */
GPtrArray *
heddle_node_outputs_get_warnings (const HeddleNodeOutputs *self)
{
  return self->warnings;
}

/**
 * heddle_node_outputs_set_asset:
 * @self: outputs
 * @asset: the asset's UUID
 * @name: (nullable): its name
 * @blob: (nullable): SHA-256 of its content
 * @path: (nullable): where it was put as a file too, absolute
 *
 * Says which asset an output node made or found.
 */
void
heddle_node_outputs_set_asset (HeddleNodeOutputs *self,
                               const char        *asset,
                               const char        *name,
                               const char        *blob,
                               const char        *path)
{
  g_set_str (&self->asset, asset);
  g_set_str (&self->asset_name, name);
  g_set_str (&self->asset_blob, blob);
  g_set_str (&self->asset_path, path);
}

/**
 * heddle_node_outputs_set_reused:
 * @self: outputs
 * @reused: whether an output node found what it would have made
 *
 * Says that an output node made nothing new, so that its item counts as cached.
 */
void
heddle_node_outputs_set_reused (HeddleNodeOutputs *self,
                                gboolean           reused)
{
  self->reused = reused;
}

/**
 * heddle_node_outputs_get_reused:
 * @self: outputs
 *
 * Returns: whether an output node found what it would have made
 */
gboolean
heddle_node_outputs_get_reused (const HeddleNodeOutputs *self)
{
  return self->reused;
}

/**
 * heddle_node_outputs_get_asset:
 * @self: outputs
 * @asset: (out) (optional) (transfer none): the asset's UUID
 * @name: (out) (optional) (nullable) (transfer none): its name
 * @path: (out) (optional) (nullable) (transfer none): its file
 *
 * Returns: whether there is an asset
 */
gboolean
heddle_node_outputs_get_asset (const HeddleNodeOutputs  *self,
                               const char              **asset,
                               const char              **name,
                               const char              **path)
{
  if (asset != NULL)
    *asset = self->asset;
  if (name != NULL)
    *name = self->asset_name;
  if (path != NULL)
    *path = self->asset_path;
  return self->asset != NULL;
}

/**
 * heddle_node_outputs_get_asset_blob:
 * @self: outputs
 *
 * Returns: (transfer none) (nullable): SHA-256 of the content of the asset that an output node made
 *   or found
 */
const char *
heddle_node_outputs_get_asset_blob (const HeddleNodeOutputs *self)
{
  return self->asset_blob;
}

static Result *
find_result (const HeddleNodeOutputs *self,
             gint64                   seed)
{
  for (guint i = 0; self->results != NULL && i < self->results->len; i++)
    {
      Result *result = &g_array_index (self->results, Result, i);

      if (result->seed == seed)
        return result;
    }
  return NULL;
}

static Result *
reset_result (HeddleNodeOutputs *self,
              gint64             seed)
{
  Result *result = find_result (self, seed);

  if (result == NULL)
    {
      if (self->results == NULL)
        {
          self->results = g_array_new (FALSE, TRUE, sizeof (Result));
          g_array_set_clear_func (self->results, (GDestroyNotify) result_clear);
        }
      g_array_set_size (self->results, self->results->len + 1);
      result = &g_array_index (self->results, Result, self->results->len - 1);
      result->seed = seed;
    }
  result_clear (result);
  return result;
}

/**
 * heddle_node_outputs_set_result:
 * @self: outputs of a node with %HEDDLE_NODE_REPEATS
 * @seed: one of the seeds that were wanted
 * @result: (transfer none): what came of it, with its own cost and warnings
 *
 * Answers one seed. Results are not part of what [method@NodeOutputs.to_stored_text] writes: each
 * is stored for itself.
 */
void
heddle_node_outputs_set_result (HeddleNodeOutputs *self,
                                gint64             seed,
                                HeddleNodeOutputs *result)
{
  g_return_if_fail (result != NULL && result != self);

  heddle_node_outputs_ref (result);
  reset_result (self, seed)->outputs = result;
}

/**
 * heddle_node_outputs_set_failure:
 * @self: outputs of a node with %HEDDLE_NODE_REPEATS
 * @seed: one of the seeds that were wanted
 * @error: why there is no result
 *
 * Answers one seed with a failure.
 */
void
heddle_node_outputs_set_failure (HeddleNodeOutputs *self,
                                 gint64             seed,
                                 const GError      *error)
{
  GError *copy;

  g_return_if_fail (error != NULL);

  copy = g_error_copy (error);
  reset_result (self, seed)->error = copy;
}

/**
 * heddle_node_outputs_get_result:
 * @self: outputs
 * @seed: a seed
 *
 * Returns: (transfer none) (nullable): what came of @seed; %NULL where it failed or was not
 *   answered
 */
HeddleNodeOutputs *
heddle_node_outputs_get_result (const HeddleNodeOutputs *self,
                                gint64                   seed)
{
  Result *result = find_result (self, seed);

  return result != NULL ? result->outputs : NULL;
}

/**
 * heddle_node_outputs_get_failure:
 * @self: outputs
 * @seed: a seed
 *
 * Returns: (transfer none) (nullable): why @seed failed; %NULL where it did not
 */
const GError *
heddle_node_outputs_get_failure (const HeddleNodeOutputs *self,
                                 gint64                   seed)
{
  Result *result = find_result (self, seed);

  return result != NULL ? result->error : NULL;
}

/**
 * heddle_node_outputs_to_event_json:
 * @self: outputs
 *
 * Returns: (transfer full): `outputs` of an `item` event: a member per port, lists as arrays
 */
JsonNode *
heddle_node_outputs_to_event_json (const HeddleNodeOutputs *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  for (guint i = 0; i < self->slots->len; i++)
    {
      Slot *slot = &g_array_index (self->slots, Slot, i);
      JsonArray *array;

      if (slot->list == NULL)
        {
          json_object_set_member (object, slot->port, heddle_value_to_event_json (slot->value));
          continue;
        }
      array = json_array_sized_new (slot->list->len);
      for (guint j = 0; j < slot->list->len; j++)
        json_array_add_element (array, heddle_value_to_event_json (slot->list->pdata[j]));
      json_object_set_array_member (object, slot->port, array);
    }
  return json_node_init_object (json_node_alloc (), object);
}

static void
append_slot (GString    *out,
             const Slot *slot)
{
  heddle_json_append_text (out, slot->port);
  g_string_append_c (out, ':');
  if (slot->list == NULL)
    {
      heddle_value_append_stored (slot->value, out);
      return;
    }
  g_string_append_c (out, '[');
  for (guint i = 0; i < slot->list->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      heddle_value_append_stored (slot->list->pdata[i], out);
    }
  g_string_append_c (out, ']');
}

static void
append_warnings (GString                 *out,
                 const HeddleNodeOutputs *self)
{
  for (guint i = 0; i < self->warnings->len; i++)
    {
      g_string_append (out, i == 0 ? ",\"warnings\":[" : ",");
      heddle_json_append_text (out, self->warnings->pdata[i]);
    }
  if (self->warnings->len > 0)
    g_string_append_c (out, ']');
}

static void
append_member (GString    *out,
               const char *name,
               const char *text)
{
  if (text == NULL)
    return;
  g_string_append_c (out, ',');
  heddle_json_append_text (out, name);
  g_string_append_c (out, ':');
  heddle_json_append_text (out, text);
}

static void
append_asset (GString                 *out,
              const HeddleNodeOutputs *self)
{
  if (self->asset == NULL)
    return;

  g_string_append (out, ",\"asset\":{\"id\":");
  heddle_json_append_text (out, self->asset);
  append_member (out, "name", self->asset_name);
  append_member (out, "blob", self->asset_blob);
  append_member (out, "path", self->asset_path);
  g_string_append_c (out, '}');
}

/**
 * heddle_node_outputs_to_stored_text:
 * @self: outputs
 *
 * Writes values with their recipes, cost, warnings and asset; what is not there is left out.
 *
 * Returns: (transfer full): the JSON, for the library
 */
char *
heddle_node_outputs_to_stored_text (const HeddleNodeOutputs *self)
{
  GString *out = g_string_sized_new (256);

  g_string_append (out, "{\"ports\":{");
  for (guint i = 0; i < self->slots->len; i++)
    {
      if (i > 0)
        g_string_append_c (out, ',');
      append_slot (out, &g_array_index (self->slots, Slot, i));
    }
  g_string_append_c (out, '}');
  if (self->cost.known)
    {
      g_string_append (out, ",\"cost\":");
      heddle_money_append_json (self->cost, out);
    }
  append_warnings (out, self);
  append_asset (out, self);
  g_string_append_c (out, '}');
  return g_string_free_and_steal (out);
}

static gboolean
read_slot (HeddleNodeOutputs  *self,
           const char         *port,
           yyjson_val         *stored,
           GError            **error)
{
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (HeddleValue) value = NULL;
  yyjson_arr_iter iter;
  yyjson_val *item;

  if (!yyjson_is_arr (stored))
    {
      value = heddle_value_from_stored (stored, error);
      if (value == NULL)
        return FALSE;
      heddle_node_outputs_set (self, port, value);
      return TRUE;
    }

  list = g_ptr_array_new_full ((guint) yyjson_arr_size (stored), (GDestroyNotify) heddle_value_unref);
  yyjson_arr_iter_init (stored, &iter);
  while ((item = yyjson_arr_iter_next (&iter)) != NULL)
    {
      HeddleValue *read = heddle_value_from_stored (item, error);

      if (read == NULL)
        return FALSE;
      g_ptr_array_add (list, read);
    }
  heddle_node_outputs_set_list (self, port, list);
  return TRUE;
}

static gboolean
read_slots (HeddleNodeOutputs  *self,
            yyjson_val         *ports,
            GError            **error)
{
  yyjson_obj_iter iter;
  yyjson_val *port;

  if (!yyjson_obj_iter_init (ports, &iter))
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                           _("Stored results are not of a form that this version can read"));
      return FALSE;
    }
  while ((port = yyjson_obj_iter_next (&iter)) != NULL)
    if (!read_slot (self, yyjson_get_str (port), yyjson_obj_iter_get_val (port), error))
      return FALSE;
  return TRUE;
}

static void
read_rest (HeddleNodeOutputs *self,
           yyjson_val        *stored)
{
  yyjson_val *warnings = yyjson_obj_get (stored, "warnings");
  yyjson_val *asset = yyjson_obj_get (stored, "asset");
  yyjson_val *cost = yyjson_obj_get (stored, "cost");

  if (cost != NULL)
    {
      g_autoptr (JsonNode) tree = heddle_json_to_tree (cost, NULL);

      self->cost = heddle_money_from_json (tree);
    }
  for (size_t i = 0; i < yyjson_arr_size (warnings); i++)
    heddle_node_outputs_add_warning (self, heddle_json_read_text (yyjson_arr_get (warnings, i)));
  if (yyjson_is_obj (asset))
    heddle_node_outputs_set_asset (self, heddle_json_read_text (yyjson_obj_get (asset, "id")),
                                   heddle_json_read_text (yyjson_obj_get (asset, "name")),
                                   heddle_json_read_text (yyjson_obj_get (asset, "blob")),
                                   heddle_json_read_text (yyjson_obj_get (asset, "path")));
}

/**
 * heddle_node_outputs_from_stored_text:
 * @text: what [method@NodeOutputs.to_stored_text] wrote
 * @error: return location for an error
 *
 * Returns: (transfer full): the outputs, or %NULL with %HEDDLE_GRAPH_ERROR_MALFORMED or an error of
 *   [error@JsonError]
 */
HeddleNodeOutputs *
heddle_node_outputs_from_stored_text (const char  *text,
                                      GError     **error)
{
  g_autoptr (HeddleNodeOutputs) self = heddle_node_outputs_new ();
  yyjson_doc *document = heddle_json_read (text, -1, error);
  yyjson_val *stored = yyjson_doc_get_root (document);
  gboolean readable = document != NULL && read_slots (self, yyjson_obj_get (stored, "ports"), error);

  if (readable)
    read_rest (self, stored);
  yyjson_doc_free (document);
  return readable ? g_steal_pointer (&self) : NULL;
}
