/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-spatial-index.h"

#define N_THINGS 2000

typedef struct
{
  graphene_rect_t     bounds;
  HeddleSpatialEntry *entry;
} Thing;

static graphene_rect_t
make_area (GRand  *rand,
           double  side)
{
  return GRAPHENE_RECT_INIT ((float) g_rand_double_range (rand, -5000, 5000),
                             (float) g_rand_double_range (rand, -5000, 5000),
                             (float) g_rand_double_range (rand, 0, side),
                             (float) g_rand_double_range (rand, 0, side));
}

static gboolean
touches (const graphene_rect_t *a,
         const graphene_rect_t *b)
{
  return a->origin.x <= b->origin.x + b->size.width && b->origin.x <= a->origin.x + a->size.width &&
         a->origin.y <= b->origin.y + b->size.height && b->origin.y <= a->origin.y + a->size.height;
}

/* What a query finds is what looking at everything finds. */
static void
check (HeddleSpatialIndex    *index,
       Thing                 *things,
       const graphene_rect_t *area)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  g_autoptr (GHashTable) once = g_hash_table_new (NULL, NULL);
  guint expected = 0;

  heddle_spatial_index_query (index, area, found);
  for (guint i = 0; i < found->len; i++)
    {
      Thing *thing = found->pdata[i];

      g_assert_true (g_hash_table_add (once, thing));
      g_assert_true (touches (&thing->bounds, area));
    }
  for (guint i = 0; i < N_THINGS; i++)
    expected += things[i].entry != NULL && touches (&things[i].bounds, area);
  g_assert_cmpuint (found->len, ==, expected);
}

static void
test_random (void)
{
  g_autoptr (GRand) rand = g_rand_new_with_seed (20);
  g_autoptr (HeddleSpatialIndex) index = heddle_spatial_index_new (400);
  g_autofree Thing *things = g_new0 (Thing, N_THINGS);

  for (guint i = 0; i < N_THINGS; i++)
    {
      things[i].bounds = make_area (rand, i % 50 == 0 ? 30000 : 300);
      things[i].entry = heddle_spatial_index_add (index, &things[i].bounds, &things[i]);
    }
  for (guint round = 0; round < 300; round++)
    {
      Thing *thing = &things[g_rand_int_range (rand, 0, N_THINGS)];
      graphene_rect_t area = make_area (rand, round % 10 == 0 ? 20000 : 800);

      check (index, things, &area);
      if (thing->entry != NULL && round % 3 == 0)
        {
          heddle_spatial_index_remove (index, g_steal_pointer (&thing->entry));
        }
      else if (thing->entry != NULL)
        {
          thing->bounds = make_area (rand, round % 7 == 0 ? 30000 : 300);
          heddle_spatial_index_move (index, thing->entry, &thing->bounds);
        }
    }
  for (guint i = 0; i < N_THINGS; i++)
    {
      if (things[i].entry != NULL)
        heddle_spatial_index_remove (index, things[i].entry);
    }
}

static void
test_hit (void)
{
  g_autoptr (HeddleSpatialIndex) index = heddle_spatial_index_new (400);
  g_autoptr (GPtrArray) found = g_ptr_array_new ();
  graphene_rect_t bounds = GRAPHENE_RECT_INIT (-10, -10, 20, 20);
  HeddleSpatialEntry *entry = heddle_spatial_index_add (index, &bounds, index);

  heddle_spatial_index_query (index, &GRAPHENE_RECT_INIT (9, -9, 0, 0), found);
  g_assert_cmpuint (found->len, ==, 1);
  heddle_spatial_index_query (index, &GRAPHENE_RECT_INIT (11, 0, 0, 0), found);
  g_assert_cmpuint (found->len, ==, 1);
  heddle_spatial_index_remove (index, entry);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/spatial-index/random", test_random);
  g_test_add_func ("/spatial-index/hit", test_hit);

  return g_test_run ();
}
