/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "random-graph-series.h"

void
random_series_add (Series     *series,
                   Path        path,
                   const char *value,
                   gboolean    hole,
                   gboolean    good)
{
  Entry entry = { path, value, hole, good };

  g_array_append_val (series->entries, entry);
}

Entry *
random_series_get (const Series *series,
                   guint         i)
{
  return &g_array_index (series->entries, Entry, i);
}

guint
random_series_count_common (const Series *a,
                            const Series *b)
{
  guint level = 0;

  while (level < a->depth && level < b->depth && (a->origins[level] & b->origins[level]) != 0)
    level++;
  return level;
}

static gboolean
agree (const Path *a,
       const Path *b,
       guint       depth)
{
  if (MIN (a->depth, depth) != MIN (b->depth, depth))
    return FALSE;
  for (guint i = 0; i < MIN (a->depth, depth); i++)
    if (a->positions[i] != b->positions[i])
      return FALSE;
  return TRUE;
}

static gboolean
begins (const Path *path,
        const Path *whole)
{
  return path->depth <= whole->depth && agree (path, whole, path->depth);
}

static gboolean
has_hole (const Series *series)
{
  for (guint i = 0; i < series->entries->len; i++)
    if (random_series_get (series, i)->hole)
      return TRUE;
  return FALSE;
}

static gboolean
is_single (const Arrival *arrival)
{
  return !arrival->whole && arrival->series.entries->len == 1;
}

/* Several links to one input count as standing where the first of them stands. */
void
random_arrivals_sort (Arrivals *self)
{
  Arrivals sorted = { .n_arrivals = 0 };

  for (guint i = 0; i < self->n_arrivals; i++)
    {
      gboolean known = FALSE;

      for (guint k = 0; k < sorted.n_arrivals; k++)
        known = known || sorted.arrivals[k].link == self->arrivals[i].link;
      for (guint k = i; !known && k < self->n_arrivals; k++)
        if (g_str_equal (self->arrivals[k].link->to_port, self->arrivals[i].link->to_port))
          sorted.arrivals[sorted.n_arrivals++] = self->arrivals[k];
    }
  *self = sorted;
}

void
random_arrivals_choose_driver (Arrivals *self)
{
  self->driver = -1;
  for (guint i = 0; i < self->n_arrivals; i++)
    {
      const Arrival *arrival = &self->arrivals[i];
      const Arrival *best = self->driver < 0 ? NULL : &self->arrivals[self->driver];

      if (arrival->whole || arrival->series.depth == 0)
        continue;
      if (best == NULL || (is_single (best) && !is_single (arrival))
          || (is_single (best) == is_single (arrival) && arrival->series.depth > best->series.depth))
        self->driver = (int) i;
    }
}

gboolean
random_arrivals_goes_everywhere (const Arrivals *self,
                                 const Arrival  *arrival)
{
  const Arrival *driver = &self->arrivals[self->driver];

  return is_single (arrival) || (arrival->whole && random_series_count_common (&arrival->series, &driver->series) == 0);
}

gboolean
random_arrivals_do_not_fit (const Arrivals *self)
{
  const Arrival *driver = &self->arrivals[self->driver];

  for (guint i = 0; i < self->n_arrivals; i++)
    {
      const Arrival *arrival = &self->arrivals[i];

      if (arrival != driver && !arrival->whole && !random_arrivals_goes_everywhere (self, arrival)
          && arrival->series.depth > 0
          && random_series_count_common (&arrival->series, &driver->series) == 0
          && arrival->series.entries->len != driver->series.entries->len
          && !has_hole (&arrival->series) && !has_hole (&driver->series))
        return TRUE;
    }
  return FALSE;
}

/* Which values of an arrival go with an entry of the driver. */
Meeting
random_arrivals_meet (const Arrivals *self,
                      const Arrival  *arrival,
                      const Entry    *at,
                      GPtrArray      *found)
{
  const Arrival *driver = &self->arrivals[self->driver];
  guint common = random_series_count_common (&arrival->series, &driver->series);
  guint n_beside = 0;
  guint place = 0;

  if (arrival == driver)
    {
      g_ptr_array_add (found, (gpointer) at);
      return at->hole ? MEETS_NOTHING : MEETS;
    }
  for (guint i = 0; i < arrival->series.entries->len; i++)
    {
      Entry *entry = random_series_get (&arrival->series, i);

      if (random_arrivals_goes_everywhere (self, arrival) || agree (&entry->path, &at->path, common))
        g_ptr_array_add (found, entry);
    }
  if (arrival->whole || random_arrivals_goes_everywhere (self, arrival))
    return MEETS;

  for (guint i = 0; i < driver->series.entries->len; i++)
    {
      const Entry *entry = random_series_get (&driver->series, i);

      if (entry == at)
        place = n_beside;
      n_beside += agree (&entry->path, &at->path, common);
    }
  if (found->len == 1)
    return MEETS;
  if (found->len == n_beside)
    {
      gpointer partner = g_ptr_array_index (found, place);

      g_ptr_array_set_size (found, 0);
      g_ptr_array_add (found, partner);
      return MEETS;
    }
  for (guint i = 0; i < arrival->series.entries->len; i++)
    {
      const Entry *entry = random_series_get (&arrival->series, i);

      if (entry->hole && begins (&entry->path, &at->path))
        return MEETS_NOTHING;
    }
  return found->len == 0 ? MEETS_NOTHING : DOES_NOT_FIT;
}
