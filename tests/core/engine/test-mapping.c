/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-init.h"
#include "engine/heddle-mapping.h"
#include "graph/heddle-workflow.h"

/* Lists of the tests, as numbers that tell their origins apart. */
enum
{
  ROWS,
  HEADLINES,
  IMAGES,
  OTHERS,
};

typedef struct
{
  HeddleIndex   *base;
  HeddleOrigins *origins;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->base = heddle_index_new_empty ();
  fixture->origins = heddle_origins_new_empty ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  heddle_index_unref (fixture->base);
  g_ptr_array_unref (fixture->origins);
}

static void
add (HeddleSeries *series,
     const char   *path,
     gboolean      hole)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (HeddleIndex) index = heddle_index_from_string (path, &error);

  g_assert_no_error (error);
  heddle_series_add (series, index, NULL, "out", 0, hole);
}

/* Values at `paths`, whose levels count positions of `lists`; "1!" is a hole at 1. */
static HeddleSeries *
make_series (Fixture     *fixture,
             const guint *lists,
             guint        depth,
             const char  *paths)
{
  g_autoptr (GPtrArray) origins = g_ptr_array_ref (fixture->origins);
  g_auto (GStrv) split = g_strsplit (paths, " ", -1);
  HeddleSeries *series;

  for (guint i = 0; i < depth; i++)
    {
      GPtrArray *longer = heddle_origins_append (origins, lists[i]);

      g_ptr_array_unref (origins);
      origins = longer;
    }
  series = heddle_series_new (origins);
  for (guint i = 0; split[i] != NULL; i++)
    {
      gboolean hole = g_str_has_suffix (split[i], "!");

      if (hole)
        split[i][strlen (split[i]) - 1] = '\0';
      add (series, split[i], hole);
    }
  return series;
}

/* "0.1:0,0.1" for an item at 0.1 that takes the values at 0 and 0.1. */
static char *
describe (GPtrArray *items)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < items->len; i++)
    {
      HeddleMappedItem *item = g_ptr_array_index (items, i);
      g_autofree char *index = heddle_index_to_string (item->index);

      g_string_append_printf (text, "%s%s:", i == 0 ? "" : " ", index);
      if (item->missing != NULL)
        g_string_append (text, "missing");
      else if (item->unmatched)
        g_string_append (text, "unmatched");
      else
        for (guint e = 0; e < item->entries->len; e++)
          {
            HeddleSeriesEntry *entry = g_ptr_array_index (item->entries, e);
            g_autofree char *path = heddle_index_to_string (entry->index);

            g_string_append_printf (text, "%s%s", e == 0 ? "" : ",", *path == '\0' ? "value" : path);
          }
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
assert_expands (Fixture                  *fixture,
                const HeddleMappingInput *inputs,
                guint                     n_inputs,
                const char               *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) origins = NULL;
  g_autoptr (GPtrArray) items = heddle_mapping_expand (inputs, n_inputs, fixture->base, fixture->origins,
                                                       &origins, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = describe (items);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_single (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (HeddleSeries) value = make_series (fixture, NULL, 0, "");

  add (value, "", FALSE);
  assert_expands (fixture, NULL, 0, ":");
  assert_expands (fixture, (HeddleMappingInput[]) { { value, FALSE, "a" } }, 1, ":value");
}

static void
test_list (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (HeddleSeries) headlines = make_series (fixture, (guint[]) { HEADLINES }, 1, "0 1 2");

  assert_expands (fixture, (HeddleMappingInput[]) { { headlines, FALSE, "a" } }, 1, "0:0 1:1 2:2");
  assert_expands (fixture, (HeddleMappingInput[]) { { headlines, TRUE, "a" } }, 1, ":0,1,2");
}

static void
test_prefix (Fixture       *fixture,
             gconstpointer  data)
{
  g_autoptr (HeddleSeries) headlines = make_series (fixture, (guint[]) { HEADLINES }, 1, "0 1");
  g_autoptr (HeddleSeries) images = make_series (fixture, (guint[]) { HEADLINES, IMAGES }, 2, "0.0 0.1 1.0 1.1");

  assert_expands (fixture, (HeddleMappingInput[]) { { images, FALSE, "a" }, { headlines, FALSE, "b" } }, 2,
                  "0.0:0.0,0 0.1:0.1,0 1.0:1.0,1 1.1:1.1,1");
  assert_expands (fixture, (HeddleMappingInput[]) { { headlines, FALSE, "a" }, { images, FALSE, "b" } }, 2,
                  "0.0:0,0.0 0.1:0,0.1 1.0:1,1.0 1.1:1,1.1");
  assert_expands (fixture, (HeddleMappingInput[]) { { headlines, FALSE, "a" }, { images, TRUE, "b" } }, 2,
                  "0:0,0.0,0.1 1:1,1.0,1.1");
}

static void
test_length_one (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (HeddleSeries) one = make_series (fixture, (guint[]) { OTHERS }, 1, "0");
  g_autoptr (HeddleSeries) headlines = make_series (fixture, (guint[]) { HEADLINES }, 1, "0 1 2");

  assert_expands (fixture, (HeddleMappingInput[]) { { one, FALSE, "a" }, { headlines, FALSE, "b" } }, 2,
                  "0:0,0 1:0,1 2:0,2");
  assert_expands (fixture, (HeddleMappingInput[]) { { one, FALSE, "a" } }, 1, "0:0");
}

static void
test_unrelated (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (HeddleSeries) headlines = make_series (fixture, (guint[]) { HEADLINES }, 1, "0 1 2");
  g_autoptr (HeddleSeries) others = make_series (fixture, (guint[]) { OTHERS }, 1, "0 1 2");
  g_autoptr (HeddleSeries) two = make_series (fixture, (guint[]) { OTHERS }, 1, "0 1");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) origins = NULL;
  GPtrArray *items;

  assert_expands (fixture, (HeddleMappingInput[]) { { headlines, FALSE, "a" }, { others, FALSE, "b" } }, 2,
                  "0:0,0 1:1,1 2:2,2");
  assert_expands (fixture, (HeddleMappingInput[]) { { headlines, FALSE, "a" }, { two, TRUE, "b" } }, 2,
                  "0:0,0,1 1:1,0,1 2:2,0,1");

  items = heddle_mapping_expand ((HeddleMappingInput[]) { { headlines, FALSE, "Headlines → Art" },
                                                          { two, FALSE, "Colours → Art" } },
                                 2, fixture->base, fixture->origins, &origins, &error);
  g_assert_null (items);
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE);
  g_assert_nonnull (strstr (error->message, "Headlines → Art"));
  g_assert_nonnull (strstr (error->message, "Colours → Art"));
  g_assert_nonnull (strstr (error->message, "3"));
  g_assert_nonnull (strstr (error->message, "2"));
}

/* Once matched by position, two lists belong together. */
static void
test_matched_stay_together (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (HeddleSeries) headlines = make_series (fixture, (guint[]) { HEADLINES }, 1, "0 1");
  g_autoptr (HeddleSeries) others = make_series (fixture, (guint[]) { OTHERS }, 1, "0 1");
  g_autoptr (GPtrArray) origins = NULL;
  g_autoptr (GPtrArray) items = heddle_mapping_expand (
    (HeddleMappingInput[]) { { headlines, FALSE, "a" }, { others, FALSE, "b" } }, 2, fixture->base,
    fixture->origins, &origins, NULL);

  g_assert_cmpuint (heddle_origins_common (origins, headlines->origins), ==, 1);
  g_assert_cmpuint (heddle_origins_common (origins, others->origins), ==, 1);
}

static void
test_hole (Fixture       *fixture,
           gconstpointer  data)
{
  g_autoptr (HeddleSeries) headlines = make_series (fixture, (guint[]) { HEADLINES }, 1, "0 1 2");
  g_autoptr (HeddleSeries) images = make_series (fixture, (guint[]) { HEADLINES, IMAGES }, 2, "0.0 0.1 1! 2.0 2.1");

  assert_expands (fixture, (HeddleMappingInput[]) { { images, FALSE, "a" }, { headlines, FALSE, "b" } }, 2,
                  "0.0:0.0,0 0.1:0.1,0 1:missing 2.0:2.0,2 2.1:2.1,2");
}

static void
test_row (Fixture       *fixture,
          gconstpointer  data)
{
  g_autoptr (HeddleSeries) value = NULL;
  g_autoptr (HeddleSeries) images = NULL;

  heddle_index_unref (fixture->base);
  fixture->base = heddle_index_new ((guint[]) { 4 }, 1);
  g_ptr_array_unref (fixture->origins);
  {
    g_autoptr (GPtrArray) none = heddle_origins_new_empty ();

    fixture->origins = heddle_origins_append (none, ROWS);
  }
  value = make_series (fixture, NULL, 0, "4");
  images = make_series (fixture, (guint[]) { IMAGES }, 1, "4.0 4.1");

  assert_expands (fixture, (HeddleMappingInput[]) { { value, FALSE, "a" } }, 1, "4:4");
  assert_expands (fixture, (HeddleMappingInput[]) { { value, FALSE, "a" }, { images, FALSE, "b" } }, 2,
                  "4.0:4,4.0 4.1:4,4.1");
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  g_autoptr (HeddleSeries) none = make_series (fixture, (guint[]) { HEADLINES }, 1, "");
  g_autoptr (HeddleSeries) two = make_series (fixture, (guint[]) { OTHERS }, 1, "0 1");
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) origins = NULL;

  g_array_set_size (none->entries, 0);
  assert_expands (fixture, (HeddleMappingInput[]) { { none, FALSE, "a" } }, 1, "");
  assert_expands (fixture, (HeddleMappingInput[]) { { none, TRUE, "a" } }, 1, ":");

  g_assert_null (heddle_mapping_expand ((HeddleMappingInput[]) { { none, FALSE, "a" }, { two, FALSE, "b" } }, 2,
                                        fixture->base, fixture->origins, &origins, &error));
  g_assert_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE);
}

int
main (int   argc,
      char *argv[])
{
  static const struct
  {
    const char *path;
    void      (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/mapping/single", test_single },
    { "/mapping/list", test_list },
    { "/mapping/prefix", test_prefix },
    { "/mapping/length-one", test_length_one },
    { "/mapping/unrelated", test_unrelated },
    { "/mapping/matched-stay-together", test_matched_stay_together },
    { "/mapping/hole", test_hole },
    { "/mapping/row", test_row },
    { "/mapping/empty", test_empty },
  };

  g_test_init (&argc, &argv, NULL);
  heddle_init ();
  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
