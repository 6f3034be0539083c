/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "base/heddle-list-store.h"

#define N_OBJECTS 200

typedef struct
{
  GObject    *objects[N_OBJECTS];
  GListStore *store;
  guint       n_changes;
  guint       n_touched;
} Fixture;

static void
changed_cb (Fixture *fixture,
            guint    position,
            guint    n_removed,
            guint    n_added)
{
  fixture->n_changes++;
  fixture->n_touched += n_removed + n_added;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  for (guint i = 0; i < N_OBJECTS; i++)
    fixture->objects[i] = g_object_new (G_TYPE_OBJECT, NULL);
  fixture->store = g_list_store_new (G_TYPE_OBJECT);
  g_list_store_splice (fixture->store, 0, 0, (gpointer *) fixture->objects, N_OBJECTS / 2);
  g_signal_connect_swapped (fixture->store, "items-changed", G_CALLBACK (changed_cb), fixture);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_finalize_object (fixture->store);
  for (guint i = 0; i < N_OBJECTS; i++)
    g_assert_finalize_object (fixture->objects[i]);
}

static GPtrArray *
list_half (Fixture *fixture)
{
  GPtrArray *wanted = g_ptr_array_new ();

  for (guint i = 0; i < N_OBJECTS / 2; i++)
    g_ptr_array_add (wanted, fixture->objects[i]);
  return wanted;
}

static void
follow (Fixture   *fixture,
        GPtrArray *wanted)
{
  fixture->n_changes = fixture->n_touched = 0;
  heddle_list_store_follow (fixture->store, wanted);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->store)), ==, wanted->len);
  for (guint i = 0; i < wanted->len; i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (fixture->store), i);

      g_assert_true ((gpointer) item == wanted->pdata[i]);
    }
}

static void
test_single_changes (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr (GPtrArray) wanted = list_half (fixture);

  follow (fixture, wanted);
  g_assert_cmpuint (fixture->n_changes, ==, 0);

  g_ptr_array_insert (wanted, 40, fixture->objects[150]);
  follow (fixture, wanted);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->n_touched, ==, 1);

  g_ptr_array_remove_index (wanted, 7);
  follow (fixture, wanted);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
  g_assert_cmpuint (fixture->n_touched, ==, 1);

  /* What moves goes and comes, however far; all that is between stays. */
  g_ptr_array_insert (wanted, 90, g_ptr_array_steal_index (wanted, 3));
  follow (fixture, wanted);
  g_assert_cmpuint (fixture->n_changes, ==, 2);
  g_assert_cmpuint (fixture->n_touched, ==, 2);
  g_ptr_array_insert (wanted, 3, g_ptr_array_steal_index (wanted, 90));
  follow (fixture, wanted);
  g_assert_cmpuint (fixture->n_touched, ==, 2);

  g_ptr_array_set_size (wanted, 0);
  follow (fixture, wanted);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

/* In very many places it is one change. */
static void
test_everything (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GPtrArray) wanted = g_ptr_array_new ();

  for (guint i = 0; i < N_OBJECTS / 2; i++)
    {
      g_ptr_array_add (wanted, fixture->objects[i]);
      g_ptr_array_add (wanted, fixture->objects[N_OBJECTS / 2 + i]);
    }
  follow (fixture, wanted);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

static void
test_anything (Fixture       *fixture,
               gconstpointer  data)
{
  for (guint round = 0; round < 200; round++)
    {
      g_autoptr (GPtrArray) wanted = g_ptr_array_new ();
      guint length = (guint) g_test_rand_int_range (0, N_OBJECTS);
      g_autofree guint *order = g_new0 (guint, N_OBJECTS);

      for (guint i = 0; i < N_OBJECTS; i++)
        order[i] = i;
      for (guint i = 0; i < (round % 5) * 20; i++)
        {
          guint a = (guint) g_test_rand_int_range (0, N_OBJECTS), b = (guint) g_test_rand_int_range (0, N_OBJECTS);
          guint kept = order[a];

          order[a] = order[b];
          order[b] = kept;
        }
      for (guint i = 0; i < length; i++)
        g_ptr_array_add (wanted, fixture->objects[order[i]]);
      follow (fixture, wanted);
      g_assert_cmpuint (fixture->n_changes, <=, HEDDLE_LIST_STORE_MOST_SPLICES);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/list-store/single-changes", Fixture, NULL, set_up, test_single_changes, tear_down);
  g_test_add ("/list-store/everything", Fixture, NULL, set_up, test_everything, tear_down);
  g_test_add ("/list-store/anything", Fixture, NULL, set_up, test_anything, tear_down);
  return g_test_run ();
}
