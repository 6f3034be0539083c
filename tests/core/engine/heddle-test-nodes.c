/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-test-nodes.h"

#include <gio/gio.h>

#include "base/heddle-json.h"
#include "base/heddle-sha256.h"
#include "base/heddle-threads.h"
#include "graph/heddle-workflow.h"
#include "providers/heddle-providers.h"

static GMutex mutex;
static GHashTable *counts;
static gboolean paused;
static guint at_once;
static guint most_at_once;

static void
count (const char *type)
{
  g_mutex_lock (&mutex);
  if (counts == NULL)
    counts = g_hash_table_new (g_str_hash, g_str_equal);
  if (!paused)
    g_hash_table_insert (counts, (char *) type,
                         GUINT_TO_POINTER (GPOINTER_TO_UINT (g_hash_table_lookup (counts, type)) + 1));
  g_mutex_unlock (&mutex);
}

guint
heddle_test_nodes_count (const char *type)
{
  guint n;

  g_mutex_lock (&mutex);
  n = counts == NULL ? 0 : GPOINTER_TO_UINT (g_hash_table_lookup (counts, type));
  g_mutex_unlock (&mutex);
  return n;
}

void
heddle_test_nodes_reset_counts (void)
{
  g_mutex_lock (&mutex);
  g_clear_pointer (&counts, g_hash_table_unref);
  most_at_once = 0;
  g_mutex_unlock (&mutex);
}

/* While planning, what is cheap is worked out to tell how long lists are; it does not count. */
void
heddle_test_nodes_pause_counts (gboolean pause)
{
  g_mutex_lock (&mutex);
  paused = pause;
  g_mutex_unlock (&mutex);
}

guint
heddle_test_nodes_most_at_once (void)
{
  guint most;

  g_mutex_lock (&mutex);
  most = most_at_once;
  g_mutex_unlock (&mutex);
  return most;
}

static void
enter (void)
{
  g_mutex_lock (&mutex);
  at_once++;
  most_at_once = MAX (most_at_once, at_once);
  g_mutex_unlock (&mutex);
}

static void
leave (void)
{
  g_mutex_lock (&mutex);
  at_once--;
  g_mutex_unlock (&mutex);
}

static HeddleNodeOutputs *
text_outputs (const char *text)
{
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleValue) value = heddle_value_new_text (text);

  heddle_node_outputs_set (outputs, "text", value);
  return outputs;
}

/* Gives its text in capitals, unless it is "bad". */
static HeddleNodeOutputs *
evaluate_upper (HeddleNodeExecution  *execution,
                GError              **error)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_autofree char *upper = NULL;

  count ("test.upper");
  if (g_strcmp0 (text, "bad") == 0)
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE, "bad is not liked here");
      return NULL;
    }
  upper = g_utf8_strup (text == NULL ? "" : text, -1);
  return text_outputs (upper);
}

/* The same on a fiber; of “held” it goes on until it is cancelled. */
static DexFuture *
execute_slow (HeddleNodeExecution *execution)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  GCancellable *cancellable = heddle_node_execution_get_cancellable (execution);
  GError *error = NULL;
  HeddleNodeOutputs *outputs;

  count ("test.slow");
  enter ();
  do
    dex_await (dex_timeout_new_msec (g_strcmp0 (text, "late") == 0 ? 100 : 20), NULL);
  while (g_strcmp0 (text, "held") == 0 && !g_cancellable_is_cancelled (cancellable));
  leave ();
  if (g_cancellable_set_error_if_cancelled (cancellable, &error))
    return dex_future_new_for_error (error);
  outputs = evaluate_upper (execution, &error);
  if (outputs == NULL)
    return dex_future_new_for_error (error);
  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, outputs);
}

static HeddleNodeOutputs *
evaluate_split (HeddleNodeExecution  *execution,
                GError              **error)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();

  count ("test.split");
  for (guint i = 0; words[i] != NULL; i++)
    g_ptr_array_add (list, heddle_value_new_text (words[i]));
  heddle_node_outputs_set_list (outputs, "list", list);
  return outputs;
}

static HeddleNodeOutputs *
evaluate_join (HeddleNodeExecution  *execution,
               GError              **error)
{
  GPtrArray *items = heddle_node_execution_get_list (execution, "items");
  g_autoptr (GString) text = g_string_new (NULL);

  count ("test.join");
  for (guint i = 0; items != NULL && i < items->len; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : "+", heddle_value_get_text (g_ptr_array_index (items, i)));
  return text_outputs (text->str);
}

static HeddleNodeOutputs *
evaluate_pair (HeddleNodeExecution  *execution,
               GError              **error)
{
  g_autofree char *a = heddle_node_execution_dup_text (execution, "a");
  g_autofree char *b = heddle_node_execution_dup_text (execution, "b");
  g_autofree char *pair = g_strdup_printf ("%s/%s", a, b);

  count ("test.pair");
  return text_outputs (pair);
}

static HeddleNodeOutputs *
evaluate_end (HeddleNodeExecution  *execution,
              GError              **error)
{
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");

  count ("test.end");
  return text_outputs (text);
}

/* The same picture, whatever the text, which only its recipe tells. */
static HeddleNodeOutputs *
evaluate_paint (HeddleNodeExecution  *execution,
                GError              **error)
{
  g_autofree char *blob = heddle_sha256_compute ("0", 1);
  HeddleMedia media = { blob, "image/png", 1, 1, 0 };
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();
  g_autofree char *text = heddle_node_execution_dup_text (execution, "text");
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) recipe = json_node_init_object (json_node_alloc (), object);
  g_autoptr (HeddleValue) image = NULL;

  json_object_set_string_member (object, "prompt", text);
  image = heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, recipe);
  heddle_node_outputs_set (outputs, "image", image);
  return outputs;
}

static HeddleNodeOutputs *
evaluate_develop (HeddleNodeExecution  *execution,
                  GError              **error)
{
  g_autofree char *blob = heddle_sha256_compute ("1", 1);
  HeddleMedia media = { blob, "image/png", 1, 1, 0 };
  HeddleNodeOutputs *outputs = heddle_node_outputs_new ();
  g_autoptr (HeddleValue) image = heddle_value_new_media (HEDDLE_VALUE_IMAGE, &media, NULL);

  count ("test.develop");
  heddle_node_outputs_set (outputs, "image", image);
  return outputs;
}

/* One result per seed; seed 13 brings bad luck, 14 leaves one in the dark, 15 is paid for nothing. */
static DexFuture *
execute_draw (HeddleNodeExecution *execution)
{
  g_autoptr (HeddleNodeOutputs) outputs = heddle_node_outputs_new ();
  guint n;
  const gint64 *seeds = heddle_node_execution_get_seeds (execution, &n);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (HeddleNodeOutputs) result = heddle_node_outputs_new ();
      g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_value_unref);
      g_autofree char *text = g_strdup_printf ("seed %" G_GINT64_FORMAT, seeds[i]);
      g_autoptr (GError) error = NULL;

      count ("test.draw");
      if (seeds[i] == 13)
        error = g_error_new_literal (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_REJECTED, "bad luck");
      if (seeds[i] == 14)
        heddle_node_execution_add_cost (execution, HEDDLE_MONEY_UNKNOWN);
      if (seeds[i] == 14)
        error = g_error_new_literal (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME, "who knows");
      if (seeds[i] == 15)
        {
          heddle_node_execution_add_cost (execution, heddle_money_new (1000, "USD"));
          error = g_error_new_literal (HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_BAD_ANSWER, "gibberish");
        }
      if (error != NULL)
        {
          heddle_node_outputs_set_failure (outputs, seeds[i], error);
          continue;
        }
      g_ptr_array_add (list, heddle_value_new_text (text));
      heddle_node_outputs_set_list (result, "list", list);
      heddle_node_outputs_set_cost (result, heddle_money_new (1000, "USD"));
      heddle_node_execution_add_cost (execution, heddle_money_new (1000, "USD"));
      heddle_node_outputs_set_result (outputs, seeds[i], result);
    }
  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&outputs));
}

static const HeddlePortInfo text_input[] = { { "text", "text", TRUE }, { NULL } };
static const HeddlePortInfo items_input[] = { { "items", "text[]", TRUE }, { NULL } };
static const HeddlePortInfo pair_inputs[] = { { "a", "text", TRUE }, { "b", "text", TRUE }, { NULL } };
static const HeddlePortInfo image_port[] = { { "image", "image", FALSE }, { NULL } };
static const HeddlePortInfo no_ports[] = { { NULL } };
static const HeddlePortInfo text_output[] = { { "text", "text", FALSE }, { NULL } };
static const HeddlePortInfo list_output[] = { { "list", "text[]", FALSE }, { NULL } };

static const HeddleParameterInfo no_parameters[] = { { NULL } };
static const HeddleParameterInfo text_parameters[] = {
  { .key = "text", .kind = HEDDLE_PARAMETER_TEXT, .label = "Text" },
  { NULL },
};
static const HeddleParameterInfo draw_parameters[] = {
  { .key = "count", .kind = HEDDLE_PARAMETER_INTEGER, .label = "Count", .fallback = "1", .minimum = 1, .maximum = 9 },
  { .key = "seed", .kind = HEDDLE_PARAMETER_SEED, .label = "Seed", .fallback = "0" },
  { NULL },
};

static const HeddleNodeTypeInfo types[] = {
  { .id = "test.upper", .title = "Upper", .inputs = text_input, .outputs = text_output,
    .parameters = text_parameters, .evaluate = evaluate_upper },
  { .id = "test.slow", .title = "Slow", .inputs = text_input, .outputs = text_output,
    .parameters = text_parameters, .execute = execute_slow },
  { .id = "test.split", .title = "Split", .inputs = text_input, .outputs = list_output,
    .parameters = text_parameters, .evaluate = evaluate_split },
  { .id = "test.join", .title = "Join", .inputs = items_input, .outputs = text_output,
    .parameters = no_parameters, .evaluate = evaluate_join },
  { .id = "test.pair", .title = "Pair", .inputs = pair_inputs, .outputs = text_output,
    .parameters = no_parameters, .evaluate = evaluate_pair },
  { .id = "test.draw", .title = "Draw", .inputs = no_ports, .outputs = list_output,
    .parameters = draw_parameters, .flags = HEDDLE_NODE_REPEATS, .execute = execute_draw },
  { .id = "test.paint", .title = "Paint", .inputs = text_input, .outputs = image_port,
    .parameters = no_parameters, .evaluate = evaluate_paint },
  { .id = "test.develop", .title = "Develop", .inputs = image_port, .outputs = image_port,
    .parameters = no_parameters, .evaluate = evaluate_develop },
  { .id = "test.end", .title = "End", .inputs = text_input, .outputs = text_output,
    .parameters = text_parameters, .flags = HEDDLE_NODE_OUTPUT, .evaluate = evaluate_end },
};

void
heddle_test_nodes_register (HeddleNodeRegistry *registry)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    heddle_node_registry_add (registry, &types[i]);
}
