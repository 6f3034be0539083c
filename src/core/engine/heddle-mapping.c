/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-mapping.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>

#include "graph/heddle-workflow.h"

/* How one input meets the series that drives the node. Its values are grouped by the part of the
 * index path that both share; the driver's values of the same group are paired with them.
 */
typedef struct
{
  const HeddleMappingInput *input;
  guint                     common;
  gboolean                  everywhere;
  GHashTable               *groups;
} Partner;

/**
 * heddle_mapped_item_free:
 * @self: (transfer full) (nullable): an item
 */
void
heddle_mapped_item_free (HeddleMappedItem *self)
{
  if (self == NULL)
    return;
  heddle_index_unref (self->index);
  g_ptr_array_unref (self->entries);
  g_free (self->ends);
  g_free (self);
}

static HeddleMappedItem *
mapped_item_new (HeddleIndex *index,
                 guint        n_inputs)
{
  HeddleMappedItem *item = g_new0 (HeddleMappedItem, 1);

  item->index = heddle_index_ref (index);
  item->entries = g_ptr_array_sized_new (n_inputs);
  item->ends = g_new0 (guint, n_inputs);
  item->times = 1;
  return item;
}

static HeddleIndex *
index_prefix (HeddleIndex *index,
              guint        depth)
{
  g_autofree guint *positions = g_new (guint, depth + 1);

  if (depth >= heddle_index_get_depth (index))
    return heddle_index_ref (index);
  for (guint i = 0; i < depth; i++)
    positions[i] = heddle_index_get (index, i);
  return heddle_index_new (positions, depth);
}

static GHashTable *
group_entries (HeddleSeries *series,
               guint         depth)
{
  GHashTable *groups = g_hash_table_new_full (heddle_index_hash, heddle_index_equal,
                                              (GDestroyNotify) heddle_index_unref,
                                              (GDestroyNotify) g_ptr_array_unref);

  for (guint i = 0; i < heddle_series_length (series); i++)
    {
      HeddleSeriesEntry *entry = heddle_series_get (series, i);
      g_autoptr (HeddleIndex) prefix = index_prefix (entry->index, depth);
      GPtrArray *group = g_hash_table_lookup (groups, prefix);

      if (group == NULL)
        {
          group = g_ptr_array_new ();
          g_hash_table_insert (groups, g_steal_pointer (&prefix), group);
        }
      g_ptr_array_add (group, entry);
    }
  return groups;
}

static gboolean
is_mapped (const HeddleMappingInput *input,
           HeddleOrigins            *base_origins)
{
  return !input->whole && input->series->origins->len > base_origins->len;
}

/* A list of length one goes with every index, so it drives only where nothing longer does. */
static const HeddleMappingInput *
choose_driver (const HeddleMappingInput *inputs,
               guint                     n_inputs,
               HeddleOrigins            *base_origins)
{
  const HeddleMappingInput *driver = NULL;

  for (guint i = 0; i < n_inputs; i++)
    {
      const HeddleMappingInput *input = &inputs[i];
      gboolean single = heddle_series_is_single (input->series);
      gboolean driver_single = driver != NULL && heddle_series_is_single (driver->series);

      if (!is_mapped (input, base_origins))
        continue;
      if (driver == NULL
          || (driver_single && !single)
          || (driver_single == single && input->series->origins->len > driver->series->origins->len))
        driver = input;
    }
  return driver;
}

static void
partner_place (Partner                  *self,
               const HeddleMappingInput *input,
               const HeddleMappingInput *driver,
               HeddleOrigins            *base_origins)
{
  self->input = input;
  self->common = driver == NULL ? base_origins->len
                                : heddle_origins_common (input->series->origins, driver->series->origins);
  self->everywhere = (!input->whole && heddle_series_is_single (input->series))
                     || (input->whole && self->common <= base_origins->len);
}

static void
partner_init (Partner                  *self,
              const HeddleMappingInput *input,
              const HeddleMappingInput *driver,
              HeddleOrigins            *base_origins)
{
  partner_place (self, input, driver, base_origins);
  self->groups = self->everywhere ? NULL : group_entries (input->series, self->common);
}

static void
partner_clear (Partner *self)
{
  g_clear_pointer (&self->groups, g_hash_table_unref);
}

static void
add_all (HeddleMappedItem *item,
         HeddleSeries     *series)
{
  for (guint i = 0; i < heddle_series_length (series); i++)
    g_ptr_array_add (item->entries, heddle_series_get (series, i));
}

static HeddleSeriesEntry *
find_hole (Partner           *self,
           HeddleSeriesEntry *driver_entry)
{
  HeddleSeries *series = self->input->series;

  for (guint i = 0; i < heddle_series_length (series); i++)
    {
      HeddleSeriesEntry *entry = heddle_series_get (series, i);

      if (entry->hole && heddle_index_has_prefix (driver_entry->index, entry->index))
        return entry;
    }
  return NULL;
}

static void
set_mismatch (const char  *one,
              guint        one_length,
              const char  *other,
              guint        other_length,
              GError     **error)
{
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE,
               /* Translators: two links and how many values each brings */
               _("“%s” brings %u values and “%s” brings %u, which cannot be matched: "
                 "make them equally long, or say how they meet with a list node"),
               one, one_length, other, other_length);
}

static gboolean
partner_match (Partner            *self,
               const HeddleMappingInput *driver,
               HeddleSeriesEntry  *driver_entry,
               guint               driver_ordinal,
               guint               driver_group_length,
               HeddleMappedItem   *item,
               GError            **error)
{
  g_autoptr (HeddleIndex) prefix = index_prefix (driver_entry->index, self->common);
  GPtrArray *group = g_hash_table_lookup (self->groups, prefix);
  guint length = group == NULL ? 0 : group->len;

  if (self->input->whole)
    {
      for (guint i = 0; i < length; i++)
        g_ptr_array_add (item->entries, g_ptr_array_index (group, i));
      return TRUE;
    }

  if (length == 1 || length == driver_group_length)
    {
      g_ptr_array_add (item->entries, g_ptr_array_index (group, length == 1 ? 0 : driver_ordinal));
      return TRUE;
    }

  item->missing = find_hole (self, driver_entry);
  if (item->missing != NULL)
    return TRUE;
  if (length == 0)
    {
      item->unmatched = TRUE;
      return TRUE;
    }

  set_mismatch (driver->label, driver_group_length, self->input->label, length, error);
  return FALSE;
}

static gboolean
has_hole (HeddleSeries *series)
{
  for (guint i = 0; i < heddle_series_length (series); i++)
    if (heddle_series_get (series, i)->hole)
      return TRUE;
  return FALSE;
}

/* An empty list has no values whose partners could be missed, so lengths are compared as a whole. */
static gboolean
check_unrelated (const Partner             *partner,
                 const HeddleMappingInput  *driver,
                 HeddleOrigins             *base_origins,
                 GError                   **error)
{
  const HeddleMappingInput *input = partner->input;

  if (input == driver || input->whole || partner->everywhere || !is_mapped (input, base_origins)
      || partner->common > base_origins->len
      || heddle_series_length (input->series) == heddle_series_length (driver->series)
      || has_hole (input->series) || has_hole (driver->series))
    return TRUE;

  set_mismatch (driver->label, heddle_series_length (driver->series), input->label,
                heddle_series_length (input->series), error);
  return FALSE;
}

static HeddleMappedItem *
expand_single (const HeddleMappingInput *inputs,
               guint                     n_inputs,
               HeddleIndex              *base)
{
  HeddleMappedItem *item = mapped_item_new (base, n_inputs);

  for (guint i = 0; i < n_inputs; i++)
    {
      add_all (item, inputs[i].series);
      item->ends[i] = item->entries->len;
    }
  return item;
}

static HeddleOrigins *
item_origins (const HeddleMappingInput *driver,
              const Partner            *partners,
              guint                     n_inputs)
{
  HeddleOrigins *origins = g_ptr_array_ref (driver->series->origins);

  for (guint i = 0; i < n_inputs; i++)
    {
      HeddleOrigins *other = partners[i].input->series->origins;

      if (partners[i].everywhere || partners[i].input->whole || partners[i].input == driver
          || other->len != origins->len || partners[i].common == other->len)
        continue;

      HeddleOrigins *merged = heddle_origins_merge (origins, other, partners[i].common);
      g_ptr_array_unref (origins);
      origins = merged;
    }
  return origins;
}

static int
compare_addresses (gconstpointer a,
                   gconstpointer b)
{
  const char *x = *(const char *const *) a;
  const char *y = *(const char *const *) b;

  return x < y ? -1 : x > y;
}

/* Where the driver's entry stands among those that share the partner's part of the path. Those are in the
 * order of the series, one behind the other in memory.
 */
static void
locate_in_driver (GHashTable        *driver_groups,
                  HeddleSeriesEntry *entry,
                  guint              depth,
                  guint             *ordinal,
                  guint             *length)
{
  g_autoptr (HeddleIndex) prefix = index_prefix (entry->index, depth);
  GPtrArray *group = g_hash_table_lookup (driver_groups, prefix);

  gpointer *found = bsearch (&entry, group->pdata, group->len, sizeof *group->pdata, compare_addresses);

  *ordinal = (guint) (found - group->pdata);
  *length = group->len;
}

static HeddleMappedItem *
expand_entry (Partner                  *partners,
              GHashTable              **driver_groups,
              guint                     n_inputs,
              const HeddleMappingInput *driver,
              HeddleSeriesEntry        *entry,
              GError                  **error)
{
  HeddleMappedItem *item = mapped_item_new (entry->index, n_inputs);

  item->times = entry->times;
  if (entry->hole)
    {
      item->missing = entry;
      return item;
    }

  for (guint i = 0; i < n_inputs; i++)
    {
      guint ordinal = 0;
      guint length = 0;

      if (partners[i].input == driver)
        g_ptr_array_add (item->entries, entry);
      else if (partners[i].everywhere)
        add_all (item, partners[i].input->series);
      else
        {
          locate_in_driver (driver_groups[i], entry, partners[i].common, &ordinal, &length);
          if (!partner_match (&partners[i], driver, entry, ordinal, length, item, error))
            {
              heddle_mapped_item_free (item);
              return NULL;
            }
        }
      if (item->missing != NULL || item->unmatched)
        return item;
      item->ends[i] = item->entries->len;
    }
  return item;
}

static gboolean
expand_driven (Partner                  *partners,
               guint                     n_inputs,
               const HeddleMappingInput *driver,
               GPtrArray                *items,
               GError                  **error)
{
  g_autofree GHashTable **driver_groups = g_new0 (GHashTable *, n_inputs);
  gboolean fits = TRUE;

  for (guint i = 0; i < n_inputs; i++)
    if (!partners[i].everywhere && partners[i].input != driver)
      driver_groups[i] = group_entries (driver->series, partners[i].common);

  for (guint i = 0; fits && i < heddle_series_length (driver->series); i++)
    {
      HeddleMappedItem *item = expand_entry (partners, driver_groups, n_inputs, driver,
                                             heddle_series_get (driver->series, i), error);

      if (item != NULL)
        g_ptr_array_add (items, item);
      else
        fits = FALSE;
    }

  for (guint i = 0; i < n_inputs; i++)
    g_clear_pointer (&driver_groups[i], g_hash_table_unref);
  return fits;
}

/**
 * heddle_mapping_stays_compact:
 * @inputs: (array length=n_inputs): what each link brings
 * @n_inputs: how many
 * @base_origins: the origins of the row's index path
 *
 * Where values are not told from each other, they can be counted as long as each meets the one that it
 * comes from, or one that is there for all. To match lists by position, or to hand each item its own list,
 * they would have to be told.
 *
 * Returns: whether [func@mapping_expand] counts right; always, where all values are told
 */
gboolean
heddle_mapping_stays_compact (const HeddleMappingInput  *inputs,
                              guint                      n_inputs,
                              HeddleOrigins             *base_origins)
{
  const HeddleMappingInput *driver = choose_driver (inputs, n_inputs, base_origins);
  gboolean compact = FALSE;

  for (guint i = 0; i < n_inputs; i++)
    compact = compact || heddle_series_is_compact (inputs[i].series);
  for (guint i = 0; compact && driver != NULL && i < n_inputs; i++)
    {
      Partner partner = { 0 };

      partner_place (&partner, &inputs[i], driver, base_origins);
      if (&inputs[i] == driver || (partner.everywhere && !heddle_series_is_compact (inputs[i].series)))
        continue;
      if (inputs[i].whole || partner.common < inputs[i].series->origins->len)
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_mapping_expand:
 * @inputs: (array length=n_inputs): what each link brings
 * @n_inputs: how many
 * @base: the index path of the row; empty outside of a batch
 * @base_origins: the origins of @base
 * @origins: (out) (transfer full): the origins of the items' index paths
 * @error: return location
 *
 * Says how often a node runs, and with which values. It runs once per value of the longest series
 * that reaches a port for single values. A value whose path begins another's goes with it, a list
 * of length one goes with everything, and lists of unrelated origin are matched by position and
 * must be equally long. A port that takes a list gets all values that belong to the item.
 *
 * Returns: (transfer full) (element-type HeddleMappedItem): the items; %NULL with
 *   [error@GraphError] `VALUE` where lengths do not fit
 */
GPtrArray *
heddle_mapping_expand (const HeddleMappingInput  *inputs,
                       guint                      n_inputs,
                       HeddleIndex               *base,
                       HeddleOrigins             *base_origins,
                       HeddleOrigins            **origins,
                       GError                   **error)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_mapped_item_free);
  const HeddleMappingInput *driver = choose_driver (inputs, n_inputs, base_origins);
  g_autofree Partner *partners = NULL;
  gboolean fits;

  if (driver == NULL)
    {
      g_ptr_array_add (items, expand_single (inputs, n_inputs, base));
      *origins = g_ptr_array_ref (base_origins);
      return g_steal_pointer (&items);
    }

  partners = g_new0 (Partner, n_inputs);
  for (guint i = 0; i < n_inputs; i++)
    partner_init (&partners[i], &inputs[i], driver, base_origins);

  fits = TRUE;
  for (guint i = 0; fits && i < n_inputs; i++)
    fits = check_unrelated (&partners[i], driver, base_origins, error);
  fits = fits && expand_driven (partners, n_inputs, driver, items, error);
  if (fits)
    *origins = item_origins (driver, partners, n_inputs);

  for (guint i = 0; i < n_inputs; i++)
    partner_clear (&partners[i]);
  return fits ? g_steal_pointer (&items) : NULL;
}
