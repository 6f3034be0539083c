/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-cli-run.h"

#include "base/heddle-json.h"

static const char *const item_statuses[] = {
  "waiting", "cached", "skipped", "completed", "failed", "cancelled", "content_rejected", "unknown_outcome", NULL,
};

static const char *const run_statuses[] = {
  "completed", "failed", "content_rejected", "cancelled", "paused", "awaiting_selection", "awaiting_approval",
  "awaiting_decision", NULL,
};

/**
 * heddle_cli_assert_json:
 * @answer: an answer
 *
 * Fails unless there are objects on standard output, one per line, and nothing else.
 */
void
heddle_cli_assert_json (HeddleCliAnswer *answer)
{
  guint n_lines = 0;

  for (const char *p = answer->output; *p != '\0'; p++)
    n_lines += *p == '\n';
  g_assert_cmpuint (n_lines, ==, answer->lines->len);
  if (*answer->output != '\0')
    g_assert_true (g_str_has_suffix (answer->output, "\n"));
}

/* Members that have to be there, in any order, and no others. */
static void
assert_members (JsonObject *object,
                const char *names)
{
  g_auto (GStrv) list = g_strsplit (names, " ", -1);
  g_autoptr (GList) found = json_object_get_members (object);

  for (guint i = 0; list[i] != NULL; i++)
    if (!json_object_has_member (object, list[i]))
      g_error ("There is no “%s” in %s", list[i], heddle_json_write_object (object, HEDDLE_JSON_COMPACT));
  for (GList *l = found; l != NULL; l = l->next)
    if (!g_strv_contains ((const char *const *) list, l->data))
      g_error ("“%s” is too much in %s", (char *) l->data, heddle_json_write_object (object, HEDDLE_JSON_COMPACT));
}

static const char *
assert_string (JsonObject *object,
               const char *member)
{
  const char *text = heddle_json_as_string (json_object_get_member (object, member));

  g_assert_nonnull (text);
  g_assert_cmpstr (text, !=, "");
  return text;
}

static void
assert_matches (JsonObject *object,
                const char *member,
                const char *pattern)
{
  const char *text = assert_string (object, member);

  if (!g_regex_match_simple (pattern, text, 0, 0))
    g_error ("“%s” is not a %s", text, member);
}

static gint64
assert_count (JsonObject *object,
              const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  g_assert_true (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_INT64);
  g_assert_cmpint (json_node_get_int (node), >=, 0);
  return json_node_get_int (node);
}

static void
assert_cost (JsonObject *object,
             const char *member)
{
  JsonNode *node = json_object_get_member (object, member);

  if (JSON_NODE_HOLDS_NULL (node))
    return;
  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  assert_members (json_node_get_object (node), "amount currency");
  assert_count (json_node_get_object (node), "amount");
  assert_matches (json_node_get_object (node), "currency", "^[A-Z]{3}$");
}

static void
assert_place (JsonObject *object)
{
  JsonArray *index = heddle_json_get_array (object, "index");

  assert_string (object, "node");
  g_assert_nonnull (index);
  for (guint i = 0; i < json_array_get_length (index); i++)
    g_assert_cmpint (json_array_get_int_element (index, i), >=, 0);
}

static void
assert_started (JsonObject *object)
{
  JsonObject *estimate = heddle_json_get_object (object, "estimate");

  assert_members (object, "event run workflow pipeline nodes estimate");
  assert_string (object, "workflow");
  assert_string (object, "pipeline");
  g_assert_cmpint (assert_count (object, "nodes"), >, 0);
  g_assert_nonnull (estimate);
  assert_members (estimate, "at_least at_most");
  assert_cost (estimate, "at_least");
  assert_cost (estimate, "at_most");
}

static void
assert_error (JsonNode *node)
{
  JsonObject *error;

  g_assert_true (JSON_NODE_HOLDS_OBJECT (node));
  error = json_node_get_object (node);
  assert_string (error, "code");
  assert_string (error, "message");
  assert_members (error, json_object_has_member (error, "details") ? "code message details" : "code message");
}

static void
assert_image (JsonObject *image)
{
  assert_members (image, "blob mime width height");
  assert_matches (image, "blob", "^[0-9a-f]{64}$");
  assert_matches (image, "mime", "^image/[a-z+]+$");
  g_assert_cmpint (assert_count (image, "width"), >, 0);
  g_assert_cmpint (assert_count (image, "height"), >, 0);
}

static void
assert_output (JsonNode *node)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    for (guint i = 0; i < json_array_get_length (json_node_get_array (node)); i++)
      assert_output (json_array_get_element (json_node_get_array (node), i));
  else if (JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (json_node_get_object (node), "blob"))
    assert_image (json_node_get_object (node));
}

static void
assert_item (JsonObject *object)
{
  JsonObject *outputs = heddle_json_get_object (object, "outputs");
  JsonNode *error = json_object_get_member (object, "error");
  const char *status = assert_string (object, "status");
  g_autoptr (GList) values = NULL;

  assert_members (object, "event run node index status outputs error duration_ms cost");
  assert_place (object);
  g_assert_true (g_strv_contains (item_statuses, status));
  g_assert_nonnull (outputs);
  values = json_object_get_values (outputs);
  for (GList *l = values; l != NULL; l = l->next)
    assert_output (l->data);
  if (g_str_equal (status, "failed") || g_str_equal (status, "content_rejected"))
    assert_error (error);
  else
    g_assert_true (JSON_NODE_HOLDS_NULL (error) || JSON_NODE_HOLDS_OBJECT (error));
  assert_count (object, "duration_ms");
  assert_cost (object, "cost");
}

static void
assert_asset (JsonObject *object)
{
  assert_members (object, "event run asset node index blob path name");
  assert_matches (object, "asset", "^[0-9a-f-]{36}$");
  assert_place (object);
  assert_matches (object, "blob", "^[0-9a-f]{64}$");
  assert_string (object, "name");
  g_assert_true (g_path_is_absolute (assert_string (object, "path")));
  g_assert_true (g_file_test (assert_string (object, "path"), G_FILE_TEST_IS_REGULAR));
}

static void
assert_waiting (JsonObject *object)
{
  assert_members (object, "event run node index kind");
  assert_place (object);
  assert_matches (object, "kind", "^(selection|approval|unknown_outcome)$");
}

static void
assert_finished (JsonObject *object)
{
  assert_members (object, "event run status successful failed skipped waiting unknown cached total cost "
                          "duration_ms");
  g_assert_true (g_strv_contains (run_statuses, assert_string (object, "status")));
  g_assert_cmpint (assert_count (object, "successful") + assert_count (object, "failed")
                     + assert_count (object, "skipped") + assert_count (object, "waiting")
                     + assert_count (object, "unknown"),
                   ==, assert_count (object, "total"));
  g_assert_cmpint (assert_count (object, "cached"), <=, assert_count (object, "successful"));
  assert_count (object, "duration_ms");
  assert_cost (object, "cost");
}

static void
read_event (HeddleCliRun *self,
            JsonObject   *object,
            guint         number,
            guint         n_events)
{
  const char *event = assert_string (object, "event");

  g_assert_cmpint (number == 0, ==, g_str_equal (event, "run-started"));
  g_assert_cmpint (number + 1 == n_events, ==, g_str_equal (event, "run-finished"));
  assert_matches (object, "run", "^[0-9a-f-]{36}$");
  if (number == 0)
    assert_started (self->started = object);
  else if (number + 1 == n_events)
    assert_finished (self->finished = object);
  else if (g_str_equal (event, "item"))
    {
      assert_item (object);
      g_ptr_array_add (self->items, object);
    }
  else if (g_str_equal (event, "asset"))
    {
      assert_asset (object);
      g_ptr_array_add (self->assets, object);
    }
  else
    {
      g_assert_cmpstr (event, ==, "waiting");
      assert_waiting (object);
      g_ptr_array_add (self->waiting, object);
    }
  g_assert_cmpstr (assert_string (object, "run"), ==, assert_string (self->started, "run"));
}

/**
 * heddle_cli_run_read:
 * @answer: the answer of `heddlectl run --json`
 *
 * Reads the events of a run, and fails unless they are all that scripts rely on: which are first and
 * last, and every member of each with its type.
 *
 * Returns: (transfer full): the events
 */
HeddleCliRun *
heddle_cli_run_read (HeddleCliAnswer *answer)
{
  HeddleCliRun *self = g_new0 (HeddleCliRun, 1);

  self->items = g_ptr_array_new ();
  self->assets = g_ptr_array_new ();
  self->waiting = g_ptr_array_new ();
  heddle_cli_assert_json (answer);
  if (answer->lines->len < 2)
    g_error ("There was no run: %s", answer->errors);
  for (guint i = 0; i < answer->lines->len; i++)
    read_event (self, heddle_cli_answer_line (answer, i), i, answer->lines->len);
  return self;
}

/**
 * heddle_cli_run_free:
 * @self: (transfer full): events
 */
void
heddle_cli_run_free (HeddleCliRun *self)
{
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->assets);
  g_ptr_array_unref (self->waiting);
  g_free (self);
}

/**
 * heddle_cli_run_get_id:
 * @self: events
 *
 * Returns: (transfer none): the id of the run
 */
const char *
heddle_cli_run_get_id (HeddleCliRun *self)
{
  return json_object_get_string_member (self->started, "run");
}

/**
 * heddle_cli_run_get_status:
 * @self: events
 *
 * Returns: (transfer none): how the run ended
 */
const char *
heddle_cli_run_get_status (HeddleCliRun *self)
{
  return json_object_get_string_member (self->finished, "status");
}

/**
 * heddle_cli_run_count:
 * @self: events
 * @member: such as `successful`
 *
 * Returns: that count of results; for `cost` its micro-units, -1 where it is unknown
 */
gint64
heddle_cli_run_count (HeddleCliRun *self,
                      const char   *member)
{
  JsonObject *cost = heddle_json_get_object (self->finished, "cost");

  if (!g_str_equal (member, "cost"))
    return json_object_get_int_member (self->finished, member);
  return cost == NULL ? -1 : json_object_get_int_member (cost, "amount");
}

static int
compare_indexes (gconstpointer a,
                 gconstpointer b)
{
  JsonArray *x = json_object_get_array_member (*(JsonObject *const *) a, "index");
  JsonArray *y = json_object_get_array_member (*(JsonObject *const *) b, "index");

  for (guint i = 0; i < json_array_get_length (x) && i < json_array_get_length (y); i++)
    {
      gint64 difference = json_array_get_int_element (x, i) - json_array_get_int_element (y, i);

      if (difference != 0)
        return difference < 0 ? -1 : 1;
    }
  return (int) json_array_get_length (x) - (int) json_array_get_length (y);
}

/**
 * heddle_cli_run_list_items:
 * @self: events
 * @node: (nullable): of this node only
 * @status: (nullable): of this status only
 *
 * Returns: (transfer container) (element-type JsonObject): events of items, by index
 */
GPtrArray *
heddle_cli_run_list_items (HeddleCliRun *self,
                           const char   *node,
                           const char   *status)
{
  GPtrArray *found = g_ptr_array_new ();

  for (guint i = 0; i < self->items->len; i++)
    {
      JsonObject *item = g_ptr_array_index (self->items, i);

      if ((node == NULL || g_str_equal (json_object_get_string_member (item, "node"), node))
          && (status == NULL || g_str_equal (json_object_get_string_member (item, "status"), status)))
        g_ptr_array_add (found, item);
    }
  g_ptr_array_sort (found, compare_indexes);
  return found;
}

static void
count_image (GHashTable *counts,
             const char *line)
{
  const char *facts = strstr (line, ": ");
  g_auto (GStrv) words = NULL;
  char *key;

  g_assert_nonnull (facts);
  words = g_strsplit (facts + 2, " ", -1);
  key = g_strdup_printf ("%s %s", words[0], words[g_strv_length (words) - 1]);
  g_hash_table_insert (counts, key, GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, key)) + 1));
}

/**
 * heddle_cli_run_describe:
 * @self: events
 * @cli: a place to call from
 *
 * Has `vipsheader` open the content of every asset of the run, and every file that it wrote.
 *
 * Returns: (transfer full): how many there are of which size and kind, as in
 *   `3 1080x1350 pngload, 1 300x250 jpegload`, sorted by size
 */
char *
heddle_cli_run_describe (HeddleCliRun *self,
                         HeddleCli    *cli)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autoptr (GHashTable) counts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GList) keys = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *output = NULL;
  g_auto (GStrv) lines = NULL;

  g_ptr_array_add (words, (char *) g_getenv ("VIPSHEADER"));
  for (guint i = 0; i < self->assets->len; i++)
    g_ptr_array_add (words, (char *) json_object_get_string_member (g_ptr_array_index (self->assets, i), "path"));
  for (guint i = 0; i < self->items->len; i++)
    {
      JsonObject *outputs = json_object_get_object_member (g_ptr_array_index (self->items, i), "outputs");

      if (json_object_has_member (outputs, "path"))
        g_ptr_array_add (words, (char *) json_object_get_string_member (outputs, "path"));
    }
  g_assert_cmpuint (words->len, >, 1);
  g_ptr_array_add (words, NULL);

  output = heddle_cli_program_output (cli, (const char *const *) words->pdata);
  lines = g_strsplit (output, "\n", -1);
  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    count_image (counts, lines[i]);
  keys = g_list_sort (g_hash_table_get_keys (counts), (GCompareFunc) strcmp);
  for (GList *l = keys; l != NULL; l = l->next)
    g_string_append_printf (text, "%s%u %s", text->len == 0 ? "" : ", ",
                            GPOINTER_TO_UINT (g_hash_table_lookup (counts, l->data)), (char *) l->data);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * heddle_cli_index_to_string:
 * @event: an event with an index
 *
 * Returns: (transfer full): the index, its positions separated by dots
 */
char *
heddle_cli_index_to_string (JsonObject *event)
{
  JsonArray *index = json_object_get_array_member (event, "index");
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (index); i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ".", json_array_get_int_element (index, i));
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/**
 * heddle_cli_answer_assert_end:
 * @answer: what came of a run
 * @exit_status: what it is to have ended with
 * @status: the state that the run is to be in
 * @counts: how many are to be successful, failed, waiting and unknown, of how many: “2 0 0 1 3”
 *
 * Fails the test where it ended otherwise.
 */
void
heddle_cli_answer_assert_end (HeddleCliAnswer *answer,
                              int              exit_status,
                              const char      *status,
                              const char      *counts)
{
  static const char *const members[] = { "successful", "failed", "waiting", "unknown", "total" };
  g_autoptr (HeddleCliRun) run = heddle_cli_run_read (answer);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    g_string_append_printf (text, "%s%d", i == 0 ? "" : " ", (int) heddle_cli_run_count (run, members[i]));
  g_assert_cmpstr (heddle_cli_run_get_status (run), ==, status);
  g_assert_cmpstr (text->str, ==, counts);
  g_assert_cmpint (answer->status, ==, exit_status);
}
