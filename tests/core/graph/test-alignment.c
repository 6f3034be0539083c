/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-alignment.h"

typedef struct
{
  const char      *path;
  HeddleAlignment  alignment;
  double           places[3];
} Case;

static const HeddleArea boxes[] = { { 0, 10, 100, 50 }, { 300, 100, 60, 20 }, { 120, 400, 200, 100 } };

/* Of lines below each other the left edges, of those beside each other the top edges. */
static const Case cases[] = {
  { "/alignment/left", HEDDLE_ALIGN_LEFT, { 0, 0, 0 } },
  { "/alignment/center", HEDDLE_ALIGN_CENTER, { 130, 150, 80 } },
  { "/alignment/right", HEDDLE_ALIGN_RIGHT, { 260, 300, 160 } },
  { "/alignment/top", HEDDLE_ALIGN_TOP, { 10, 10, 10 } },
  { "/alignment/middle", HEDDLE_ALIGN_MIDDLE, { 230, 245, 205 } },
  { "/alignment/bottom", HEDDLE_ALIGN_BOTTOM, { 450, 480, 400 } },
  { "/alignment/horizontally", HEDDLE_DISTRIBUTE_HORIZONTALLY, { 0, 300, 100 } },
  { "/alignment/vertically", HEDDLE_DISTRIBUTE_VERTICALLY, { 10, 220, 400 } },
};

static void
test_alignment (gconstpointer data)
{
  const Case *expected = data;
  gboolean sideways = expected->alignment <= HEDDLE_ALIGN_RIGHT
                      || expected->alignment == HEDDLE_DISTRIBUTE_HORIZONTALLY;
  HeddleArea areas[] = { boxes[0], boxes[1], boxes[2] };

  heddle_align (areas, G_N_ELEMENTS (areas), expected->alignment);
  for (guint i = 0; i < G_N_ELEMENTS (areas); i++)
    {
      g_assert_cmpfloat (sideways ? areas[i].x : areas[i].y, ==, expected->places[i]);
      g_assert_cmpfloat (sideways ? areas[i].y : areas[i].x, ==, sideways ? boxes[i].y : boxes[i].x);
      g_assert_cmpfloat (areas[i].width, ==, boxes[i].width);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].path, &cases[i], test_alignment);
  return g_test_run ();
}
