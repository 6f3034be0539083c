/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-job-slots.h"

/* Counts how often a run was woken. */
static void
wake (gpointer data)
{
  (*(guint *) data)++;
}

static void
test_fair (void)
{
  g_autoptr (HeddleJobSlots) slots = heddle_job_slots_new ();
  guint a_woken = 0, b_woken = 0, c_woken = 0;
  HeddleJobClaim *a, *b, *c;

  heddle_job_slots_set_limit (slots, 2);
  a = heddle_job_claim_new (slots, 0, 8, wake, &a_woken);
  b = heddle_job_claim_new (slots, 0, 8, wake, &b_woken);
  c = heddle_job_claim_new (slots, 5, 8, wake, &c_woken);
  g_assert_true (heddle_job_claim_take (a));
  g_assert_true (heddle_job_claim_take (a));
  g_assert_false (heddle_job_claim_take (a));
  g_assert_false (heddle_job_claim_take (b));
  g_assert_false (heddle_job_claim_take (c));

  /* The one of the higher priority, then the one that has fewer. */
  heddle_job_claim_give_back (a);
  g_assert_cmpuint (c_woken, ==, 1);
  g_assert_false (heddle_job_claim_take (b));
  g_assert_true (heddle_job_claim_take (c));
  heddle_job_claim_give_back (c);
  g_assert_cmpuint (b_woken, ==, 1);
  g_assert_false (heddle_job_claim_take (a));
  g_assert_true (heddle_job_claim_take (b));
  g_assert_cmpuint (a_woken, ==, 0);

  /* Who has nothing to do any more, or is gone, keeps nobody waiting. */
  g_assert_false (heddle_job_claim_take (b));
  heddle_job_claim_give_back (a);
  g_assert_cmpuint (a_woken, ==, 1);
  g_assert_false (heddle_job_claim_take (b));
  heddle_job_claim_withdraw (a);
  g_assert_cmpuint (b_woken, ==, 2);
  g_assert_true (heddle_job_claim_take (b));
  g_assert_false (heddle_job_claim_take (a));
  heddle_job_claim_free (b);
  g_assert_cmpuint (a_woken, ==, 2);
  g_assert_true (heddle_job_claim_take (a));
  g_assert_cmpuint (c_woken, ==, 1);
  heddle_job_claim_free (a);
  heddle_job_claim_free (c);
}

/* Until a person has said how many, a run may take as many as it was told to. */
static void
test_limit (void)
{
  g_autoptr (HeddleJobSlots) slots = heddle_job_slots_new ();
  guint n = g_get_num_processors ();
  guint woken = 0;
  HeddleJobClaim *usual = heddle_job_claim_new (slots, 0, 0, wake, &woken);
  HeddleJobClaim *great;

  for (guint i = 0; i < n; i++)
    g_assert_true (heddle_job_claim_take (usual));
  g_assert_false (heddle_job_claim_take (usual));
  heddle_job_claim_withdraw (usual);
  great = heddle_job_claim_new (slots, 0, n + 2, wake, &woken);
  g_assert_true (heddle_job_claim_take (great));
  g_assert_true (heddle_job_claim_take (great));
  g_assert_false (heddle_job_claim_take (great));
  heddle_job_slots_set_limit (slots, n + 3);
  g_assert_cmpuint (woken, ==, 1);
  g_assert_true (heddle_job_claim_take (great));
  heddle_job_slots_set_limit (slots, 1);
  g_assert_false (heddle_job_claim_take (great));
  heddle_job_claim_free (usual);
  g_assert_false (heddle_job_claim_take (great));
  heddle_job_claim_free (great);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/job-slots/fair", test_fair);
  g_test_add_func ("/job-slots/limit", test_limit);
  return g_test_run ();
}
