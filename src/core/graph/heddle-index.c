/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-index.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "graph/heddle-graph-error.h"

struct _HeddleIndex
{
  gatomicrefcount references;
  guint           depth;
  guint           positions[];
};

G_DEFINE_BOXED_TYPE (HeddleIndex, heddle_index, heddle_index_ref, heddle_index_unref)

static HeddleIndex *
allocate (guint depth)
{
  HeddleIndex *self = g_malloc (sizeof (HeddleIndex) + depth * sizeof (guint));

  g_atomic_ref_count_init (&self->references);
  self->depth = depth;
  return self;
}

/**
 * heddle_index_new_empty:
 *
 * Returns: (transfer full): the index of a value that was not mapped
 */
HeddleIndex *
heddle_index_new_empty (void)
{
  return allocate (0);
}

/**
 * heddle_index_new:
 * @positions: (array length=depth): 0-based positions, outermost first
 * @depth: how many
 *
 * Returns: (transfer full): an index
 */
HeddleIndex *
heddle_index_new (const guint *positions,
                  guint        depth)
{
  HeddleIndex *self = allocate (depth);

  if (depth > 0)
    memcpy (self->positions, positions, depth * sizeof (guint));
  return self;
}

/**
 * heddle_index_append:
 * @self: an index
 * @position: a 0-based position in a list made for @self
 *
 * Returns: (transfer full): the index one level deeper
 */
HeddleIndex *
heddle_index_append (const HeddleIndex *self,
                     guint              position)
{
  HeddleIndex *deeper = allocate (self->depth + 1);

  memcpy (deeper->positions, self->positions, self->depth * sizeof (guint));
  deeper->positions[self->depth] = position;
  return deeper;
}

/**
 * heddle_index_ref:
 * @self: an index
 *
 * Returns: (transfer full): @self with one more reference
 */
HeddleIndex *
heddle_index_ref (HeddleIndex *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * heddle_index_unref:
 * @self: (transfer full): an index
 *
 * Drops a reference; the last one frees.
 */
void
heddle_index_unref (HeddleIndex *self)
{
  if (g_atomic_ref_count_dec (&self->references))
    g_free (self);
}

/**
 * heddle_index_get_depth:
 * @self: an index
 *
 * Returns: the number of its positions
 */
guint
heddle_index_get_depth (const HeddleIndex *self)
{
  return self->depth;
}

/**
 * heddle_index_get:
 * @self: an index
 * @level: which position, 0 for the outermost; less than the depth
 *
 * Returns: the 0-based position at @level
 */
guint
heddle_index_get (const HeddleIndex *self,
                  guint              level)
{
  g_return_val_if_fail (level < self->depth, 0);

  return self->positions[level];
}

/**
 * heddle_index_equal:
 * @a: (type HeddleIndex): an index
 * @b: (type HeddleIndex): another
 *
 * Returns: whether they are the same; fits #GHashTable
 */
gboolean
heddle_index_equal (gconstpointer a,
                    gconstpointer b)
{
  const HeddleIndex *left = a;
  const HeddleIndex *right = b;

  return left == right
         || (left->depth == right->depth
             && memcmp (left->positions, right->positions, left->depth * sizeof (guint)) == 0);
}

/**
 * heddle_index_hash:
 * @self: (type HeddleIndex): an index
 *
 * Returns: a hash; fits #GHashTable
 */
guint
heddle_index_hash (gconstpointer self)
{
  const HeddleIndex *index = self;
  guint hash = 5381 + index->depth;

  for (guint i = 0; i < index->depth; i++)
    hash = hash * 33 + index->positions[i];
  return hash;
}

/**
 * heddle_index_compare:
 * @a: (type HeddleIndex): an index
 * @b: (type HeddleIndex): another
 *
 * The order of items: position by position, a prefix before what it is a prefix of.
 *
 * Returns: less than, equal to or greater than 0
 */
int
heddle_index_compare (gconstpointer a,
                      gconstpointer b)
{
  const HeddleIndex *left = a;
  const HeddleIndex *right = b;
  guint common = MIN (left->depth, right->depth);

  for (guint i = 0; i < common; i++)
    {
      if (left->positions[i] != right->positions[i])
        return left->positions[i] < right->positions[i] ? -1 : 1;
    }
  return left->depth == right->depth ? 0 : left->depth < right->depth ? -1 : 1;
}

/**
 * heddle_index_has_prefix:
 * @self: an index
 * @prefix: another
 *
 * Returns: whether @self begins with all of @prefix; every index begins with itself and with the
 *   empty one
 */
gboolean
heddle_index_has_prefix (const HeddleIndex *self,
                         const HeddleIndex *prefix)
{
  return prefix->depth <= self->depth
         && memcmp (self->positions, prefix->positions, prefix->depth * sizeof (guint)) == 0;
}

/**
 * heddle_index_to_string:
 * @self: an index
 *
 * Returns: (transfer full): its positions joined by dots (`4.2`); empty text for the empty index
 */
char *
heddle_index_to_string (const HeddleIndex *self)
{
  GString *out = g_string_new (NULL);

  for (guint i = 0; i < self->depth; i++)
    g_string_append_printf (out, i > 0 ? ".%u" : "%u", self->positions[i]);
  return g_string_free (out, FALSE);
}

/**
 * heddle_index_from_string:
 * @string: positions joined by dots, or empty
 * @error: return location for an error
 *
 * Reads what [method@Index.to_string] writes.
 *
 * Returns: (transfer full): the index, or %NULL with %HEDDLE_GRAPH_ERROR_VALUE
 */
HeddleIndex *
heddle_index_from_string (const char  *string,
                          GError     **error)
{
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (guint));
  g_auto (GStrv) parts = g_strsplit (string, ".", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      guint64 number;
      guint position;

      if (!g_ascii_string_to_unsigned (parts[i], 10, 0, G_MAXINT, &number, NULL))
        {
          g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE,
                       _("“%s” is not the index of an item; write positions joined by dots, "
                         "such as 4.2"),
                       string);
          return NULL;
        }
      position = (guint) number;
      g_array_append_val (positions, position);
    }

  return heddle_index_new ((const guint *) (void *) positions->data, positions->len);
}

/**
 * heddle_index_to_json:
 * @self: an index
 *
 * Returns: (transfer full): its positions as an array of numbers
 */
JsonNode *
heddle_index_to_json (const HeddleIndex *self)
{
  g_autoptr (JsonArray) array = json_array_sized_new (self->depth);

  for (guint i = 0; i < self->depth; i++)
    json_array_add_int_element (array, self->positions[i]);
  return json_node_init_array (json_node_alloc (), array);
}
