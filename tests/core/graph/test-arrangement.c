/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-arrangement.h"

typedef struct
{
  guint from;
  guint to;
} Link;

static HeddleArea
get_area (HeddleArrangement *arrangement,
          guint              box)
{
  HeddleArea area;

  heddle_arrangement_get_place (arrangement, box, &area);
  return area;
}

static gboolean
overlap (const HeddleArea *a,
         const HeddleArea *b)
{
  return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height && b->y < a->y + a->height;
}

static gboolean
contains (const HeddleArea *outer,
          const HeddleArea *inner)
{
  return inner->x > outer->x && inner->y > outer->y && inner->x + inner->width < outer->x + outer->width
         && inner->y + inner->height < outer->y + outer->height;
}

static void
assert_apart (HeddleArrangement *arrangement,
              guint              n_boxes,
              const guint       *frames)
{
  for (guint i = 0; i < n_boxes; i++)
    {
      HeddleArea area = get_area (arrangement, i);

      if (frames[i] != HEDDLE_ARRANGEMENT_NONE)
        {
          HeddleArea frame = get_area (arrangement, frames[i]);

          g_assert_true (contains (&frame, &area));
        }
      for (guint j = 0; j < i; j++)
        {
          HeddleArea other = get_area (arrangement, j);

          if (frames[i] == frames[j])
            g_assert_false (overlap (&area, &other));
        }
    }
}

static void
assert_rightwards (HeddleArrangement *arrangement,
                   const Link        *links,
                   guint              n_links)
{
  for (guint i = 0; i < n_links; i++)
    {
      HeddleArea from = get_area (arrangement, links[i].from), to = get_area (arrangement, links[i].to);

      g_assert_cmpfloat (from.x + from.width, <, to.x);
    }
}

static void
test_chain (void)
{
  static const Link links[] = { { 0, 1 }, { 1, 2 }, { 0, 2 } };
  static const guint frames[] = { HEDDLE_ARRANGEMENT_NONE, HEDDLE_ARRANGEMENT_NONE, HEDDLE_ARRANGEMENT_NONE };
  g_autoptr (HeddleArrangement) arrangement = heddle_arrangement_new ();

  for (guint i = 0; i < 3; i++)
    heddle_arrangement_add_box (arrangement, 200, 100 + 60 * i, HEDDLE_ARRANGEMENT_NONE);
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    heddle_arrangement_add_link (arrangement, links[i].from, 50, links[i].to, 50);
  heddle_arrangement_run (arrangement, 40, -60);
  assert_apart (arrangement, 3, frames);
  assert_rightwards (arrangement, links, G_N_ELEMENTS (links));
  g_assert_cmpfloat (get_area (arrangement, 0).x, ==, 40);
  /* What is linked one to one lies on one line. */
  g_assert_cmpfloat (get_area (arrangement, 1).y, <=, get_area (arrangement, 0).y + 40);
}

/* Two that are wired crosswise change places. */
static void
test_crossing (void)
{
  g_autoptr (HeddleArrangement) arrangement = heddle_arrangement_new ();

  for (guint i = 0; i < 6; i++)
    heddle_arrangement_add_box (arrangement, 200, 100, HEDDLE_ARRANGEMENT_NONE);
  heddle_arrangement_add_link (arrangement, 0, 50, 3, 50);
  heddle_arrangement_add_link (arrangement, 1, 50, 2, 50);
  heddle_arrangement_add_link (arrangement, 2, 50, 4, 50);
  heddle_arrangement_add_link (arrangement, 3, 50, 4, 70);
  heddle_arrangement_add_link (arrangement, 5, 50, 0, 50);
  heddle_arrangement_add_link (arrangement, 5, 50, 1, 50);
  heddle_arrangement_run (arrangement, 0, 0);
  g_assert_cmpint (get_area (arrangement, 0).y < get_area (arrangement, 1).y, ==,
                   get_area (arrangement, 3).y < get_area (arrangement, 2).y);
}

/* A circle, which no valid workflow has, still gets places. */
static void
test_circle (void)
{
  static const guint frames[] = { HEDDLE_ARRANGEMENT_NONE, HEDDLE_ARRANGEMENT_NONE, HEDDLE_ARRANGEMENT_NONE };
  g_autoptr (HeddleArrangement) arrangement = heddle_arrangement_new ();

  for (guint i = 0; i < 3; i++)
    heddle_arrangement_add_box (arrangement, 200, 100, HEDDLE_ARRANGEMENT_NONE);
  for (guint i = 0; i < 3; i++)
    heddle_arrangement_add_link (arrangement, i, 50, (i + 1) % 3, 50);
  heddle_arrangement_run (arrangement, 0, 0);
  assert_apart (arrangement, 3, frames);
}

static void
test_frames (void)
{
  enum { OUTER, INNER, IN_OUTER, IN_INNER, BEFORE, AFTER, EMPTY, ALONE, N };
  static const guint frames[N] = {
    HEDDLE_ARRANGEMENT_NONE, OUTER, OUTER, INNER, HEDDLE_ARRANGEMENT_NONE, HEDDLE_ARRANGEMENT_NONE,
    HEDDLE_ARRANGEMENT_NONE, HEDDLE_ARRANGEMENT_NONE,
  };
  static const Link links[] = { { BEFORE, IN_OUTER }, { IN_OUTER, IN_INNER }, { IN_INNER, AFTER }, { BEFORE, AFTER } };
  g_autoptr (HeddleArrangement) arrangement = heddle_arrangement_new ();

  for (guint i = 0; i < N; i++)
    {
      if (i == OUTER || i == INNER || i == EMPTY)
        heddle_arrangement_add_frame (arrangement, frames[i]);
      else
        heddle_arrangement_add_box (arrangement, 180 + 20 * i, 90 + 10 * i, frames[i]);
    }
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    heddle_arrangement_add_link (arrangement, links[i].from, 50, links[i].to, 50);
  heddle_arrangement_run (arrangement, 100, 100);
  assert_apart (arrangement, N, frames);
  assert_rightwards (arrangement, links, G_N_ELEMENTS (links));
}

#define N_RANDOM 300

static HeddleArrangement *
arrange_at_random (guint32  seed,
                   guint   *frames,
                   GArray  *links)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  HeddleArrangement *arrangement = heddle_arrangement_new ();

  for (guint i = 0; i < N_RANDOM; i++)
    {
      frames[i] = HEDDLE_ARRANGEMENT_NONE;
      heddle_arrangement_add_box (arrangement, g_rand_int_range (random, 180, 320), g_rand_int_range (random, 36, 400),
                                  frames[i]);
    }
  for (guint i = 0; i < 2 * N_RANDOM; i++)
    {
      guint from = (guint) g_rand_int_range (random, 0, N_RANDOM - 1);
      guint to = (guint) g_rand_int_range (random, (int) from + 1, (int) MIN (from + 40, N_RANDOM));
      Link link = { from, to };

      g_array_append_val (links, link);
      heddle_arrangement_add_link (arrangement, from, g_rand_int_range (random, 36, 100), to,
                                   g_rand_int_range (random, 36, 100));
    }
  heddle_arrangement_run (arrangement, 0, 0);
  return arrangement;
}

static void
test_random (void)
{
  for (guint32 seed = 1; seed <= 8; seed++)
    {
      guint frames[N_RANDOM];
      g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (Link));
      g_autoptr (GArray) again = g_array_new (FALSE, FALSE, sizeof (Link));
      g_autoptr (HeddleArrangement) arrangement = arrange_at_random (seed, frames, links);
      g_autoptr (HeddleArrangement) second = arrange_at_random (seed, frames, again);

      assert_apart (arrangement, N_RANDOM, frames);
      assert_rightwards (arrangement, (const Link *) (gpointer) links->data, links->len);
      for (guint i = 0; i < N_RANDOM; i++)
        {
          HeddleArea area = get_area (arrangement, i), same = get_area (second, i);

          g_assert_cmpfloat (area.x, ==, same.x);
          g_assert_cmpfloat (area.y, ==, same.y);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/arrangement/chain", test_chain);
  g_test_add_func ("/arrangement/crossing", test_crossing);
  g_test_add_func ("/arrangement/circle", test_circle);
  g_test_add_func ("/arrangement/frames", test_frames);
  g_test_add_func ("/arrangement/random", test_random);
  return g_test_run ();
}
