/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <string.h>

#include "base/heddle-init.h"
#include "nodes/heddle-name-pattern.h"
#include "nodes/heddle-node-error.h"

static char *
look_up_input (const char *key,
               gpointer    data)
{
  if (g_str_equal (key, "headline"))
    return g_strdup ("Autumn: \"roast\"/50 %");
  if (g_str_equal (key, "nothing"))
    return g_strdup ("");

  return NULL;
}

static HeddleNameFacts
make_facts (HeddleIndex *index)
{
  return (HeddleNameFacts) {
    .workflow = "Seasonal post",
    .pipeline = "main",
    .row = -1,
    .index = index,
    .input = look_up_input,
  };
}

static void
expect (const HeddleNameFacts *facts,
        const char            *pattern,
        const char            *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *name = heddle_name_pattern_expand (pattern, facts, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (name, ==, expected);
  g_assert_true (heddle_name_pattern_check (pattern, NULL));
}

static void
test_name_pattern_expand (void)
{
  const guint positions[] = { 4, 0, 11 };
  g_autoptr (HeddleIndex) none = heddle_index_new_empty ();
  g_autoptr (HeddleIndex) deep = heddle_index_new (positions, 3);
  HeddleNameFacts plain = make_facts (none);
  HeddleNameFacts mapped = make_facts (deep);
  g_autoptr (GDateTime) before = g_date_time_new_now_local ();
  g_autofree char *date = NULL;
  g_autofree char *today = g_date_time_format (before, "%Y-%m-%d");

  mapped.row = 4;
  mapped.platform = "instagram-feed";

  expect (&mapped, "{workflow} {pipeline}", "Seasonal post main");
  expect (&mapped, "{row} {row:02}", "5 05");
  expect (&mapped, "{index}", "5-1-12");
  expect (&mapped, "{index:03}", "005-001-012");
  expect (&mapped, "{platform}", "instagram-feed");
  expect (&mapped, "{input.headline}!", "Autumn: \"roast\"/50 %!");
  expect (&mapped, "a } b", "a } b");
  expect (&mapped, "  two\n lines\t\x01 ", "two lines");

  expect (&plain, "{workflow} {index}", "Seasonal post");
  expect (&plain, "{workflow}-{index:03}-{row}", "Seasonal post");
  expect (&plain, "{index} {workflow}", "Seasonal post");
  expect (&plain, "{workflow} {platform}, {pipeline}", "Seasonal post, main");
  expect (&plain, "{input.nothing}_{pipeline}", "main");

  date = heddle_name_pattern_expand ("{date}", &plain, NULL);
  g_assert_cmpstr (date, >=, today);
  g_assert_cmpuint (strlen (date), ==, 10);
}

static void
test_name_pattern_refused (void)
{
  static const struct
  {
    const char *pattern;
    const char *message;
  } cases[] = {
    { "{workflw}", "{workflw} stands for nothing; there are {workflow}, {pipeline}, {row}, {index},"
                   " {index:03}, {platform}, {date} and {input.KEY}" },
    { "a {}", "{} stands for nothing; *" },
    { "{input.}", "{input.} stands for nothing; *" },
    { "a {index", "“{index”: a { without a }" },
    { "{index:3}", "“:3” is not a number of digits; write {index:03} for three" },
    { "{index:0x}", "“:0x” is not a number of digits; *" },
    { "{index:099}", "“:099” is not a number of digits; *" },
    { "{date:03}", "{date:03}: only {row} and {index} take a number of digits" },
  };
  g_autoptr (HeddleIndex) none = heddle_index_new_empty ();
  HeddleNameFacts facts = make_facts (none);
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) empty = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (GError) checked = NULL;

      g_assert_null (heddle_name_pattern_expand (cases[i].pattern, &facts, &error));
      g_assert_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG);
      if (!g_pattern_match_simple (cases[i].message, error->message))
        g_error ("“%s” is not “%s”", error->message, cases[i].message);
      g_assert_false (heddle_name_pattern_check (cases[i].pattern, &checked));
      g_assert_cmpstr (checked->message, ==, error->message);
    }

  g_assert_null (heddle_name_pattern_expand ("{input.other}", &facts, &missing));
  g_assert_cmpstr (missing->message, ==, "{input.other}: the workflow has no input “other” of a "
                   "single value");

  g_assert_null (heddle_name_pattern_expand ("{row} {platform}", &facts, &empty));
  g_assert_error (empty, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_CONFIG);
}

static void
expect_file (const char *name,
             const char *expected)
{
  g_autofree char *file = heddle_name_pattern_to_file (name);

  g_assert_cmpstr (file, ==, expected);
}

static void
test_name_pattern_file (void)
{
  g_autofree char *longest = g_strnfill (199, 'a');
  g_autofree char *name = g_strconcat (longest, "öbc", NULL);
  g_autofree char *file = heddle_name_pattern_to_file (name);

  expect_file ("Autumn: \"roast\"/50 %", "Autumn- -roast--50 %");
  expect_file ("../../etc/passwd", "-..-etc-passwd");
  expect_file (".hidden.", "hidden");
  expect_file ("...", "-");
  expect_file ("/", "-");
  expect_file ("a\x1b[31m\u202egnp.exe", "a[31mgnp.exe");
  expect_file ("Größe 日本 👩\u200d🎨", "Größe 日本 👩\u200d🎨");

  g_assert_cmpstr (file, ==, longest);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  heddle_init ();

  g_test_add_func ("/name-pattern/expand", test_name_pattern_expand);
  g_test_add_func ("/name-pattern/refused", test_name_pattern_refused);
  g_test_add_func ("/name-pattern/file", test_name_pattern_file);

  return g_test_run ();
}
