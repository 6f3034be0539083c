/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-alignment.h"

#include <math.h>

/* One direction of an area, so that both are done alike. */
typedef struct
{
  guint  area;
  double start;
  double length;
} Span;

static int
compare_spans (gconstpointer a,
               gconstpointer b)
{
  const Span *first = a, *second = b;

  if (first->start != second->start)
    return first->start < second->start ? -1 : 1;
  return first->area < second->area ? -1 : 1;
}

static void
line_up (GArray *spans,
         double  share)
{
  double start = G_MAXDOUBLE, end = -G_MAXDOUBLE;

  for (guint i = 0; i < spans->len; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      start = MIN (start, span->start);
      end = MAX (end, span->start + span->length);
    }
  for (guint i = 0; i < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);

      span->start = round (start + (end - start - span->length) * share);
    }
}

/* The first and the last stay; where there is too little room between them, they overlap alike. */
static void
distribute (GArray *spans)
{
  const Span *first, *last;
  double room, place;

  g_array_sort (spans, compare_spans);
  if (spans->len < 3)
    return;
  first = &g_array_index (spans, Span, 0);
  last = &g_array_index (spans, Span, spans->len - 1);
  room = last->start - first->start - first->length;
  for (guint i = 1; i + 1 < spans->len; i++)
    room -= g_array_index (spans, Span, i).length;
  place = first->start + first->length;
  for (guint i = 1; i + 1 < spans->len; i++)
    {
      Span *span = &g_array_index (spans, Span, i);

      place += room / (spans->len - 1);
      span->start = round (place);
      place += span->length;
    }
}

/**
 * heddle_align:
 * @areas: (array length=n_areas) (inout): boxes; they keep their sizes
 * @n_areas: how many there are
 * @alignment: how they are brought into line
 *
 * Moves boxes into line, within what they cover together.
 */
void
heddle_align (HeddleArea      *areas,
              guint            n_areas,
              HeddleAlignment  alignment)
{
  gboolean sideways = alignment <= HEDDLE_ALIGN_RIGHT || alignment == HEDDLE_DISTRIBUTE_HORIZONTALLY;
  g_autoptr (GArray) spans = g_array_new (FALSE, FALSE, sizeof (Span));

  for (guint i = 0; i < n_areas; i++)
    {
      Span span = { i, sideways ? areas[i].x : areas[i].y, sideways ? areas[i].width : areas[i].height };

      g_array_append_val (spans, span);
    }
  if (alignment >= HEDDLE_DISTRIBUTE_HORIZONTALLY)
    distribute (spans);
  else
    line_up (spans, (alignment % 3) / 2.0);
  for (guint i = 0; i < n_areas; i++)
    {
      const Span *span = &g_array_index (spans, Span, i);

      *(sideways ? &areas[span->area].x : &areas[span->area].y) = span->start;
    }
}
