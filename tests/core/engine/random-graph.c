/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "random-graph-private.h"

#include <json-glib/json-glib.h>

#include "base/heddle-json.h"

const KindInfo random_kinds[N_KINDS] = {
  [KIND_TEXT] = { "input.text", { { NULL } }, { { "text" } } },
  [KIND_LIST] = { "input.list", { { NULL } }, { { "list", TRUE } } },
  [KIND_UPPER] = { "test.upper", { { "text" } }, { { "text" } }, .passes = TRUE },
  [KIND_LATER] = { "test.later", { { "text" } }, { { "text" } }, .passes = TRUE },
  [KIND_PAIR] = { "text.template", { { "a" }, { "b" } }, { { "text" } } },
  [KIND_SPLIT] = { "text.split", { { "text" } }, { { "list", TRUE } } },
  [KIND_JOIN] = { "text.join", { { "items", TRUE }, { "separator", FALSE, TRUE } }, { { "text" } } },
  [KIND_TAKE] = { "list.take", { { "items", TRUE } }, { { "items", TRUE } }, .passes = TRUE },
  [KIND_SORT] = { "list.sort", { { "items", TRUE }, { "by", TRUE, TRUE } }, { { "items", TRUE } }, TRUE, TRUE },
  [KIND_ZIP] = { "list.zip", { { "a", TRUE }, { "b", TRUE } }, { { "a", TRUE }, { "b", TRUE } }, TRUE },
  [KIND_CROSS] = { "list.cross", { { "a", TRUE }, { "b", TRUE } }, { { "a", TRUE }, { "b", TRUE } } },
  [KIND_REPEAT] = { "list.repeat", { { "items", TRUE } }, { { "items", TRUE } }, .passes = TRUE },
  [KIND_FILTER] = { "list.filter", { { "items", TRUE }, { "keep", TRUE } }, { { "items", TRUE } }, TRUE, TRUE },
  [KIND_COLLECT] = { "list.collect", { { "item" } }, { { "items", TRUE } } },
  [KIND_SWITCH] = { "logic.switch", { { "value" }, { "item" } }, { { "a" }, { "bad" }, { "else" } } },
  [KIND_PICK] = { "logic.pick", { { "items", TRUE } }, { { "items", TRUE } }, TRUE, TRUE },
};

static const char *const words[] = {
  "a", "B", "b", "a-b", "bad", "c-d-a", "d-e-f", "true", "false", "true", "worse", "b-bad", "x",
};

/* Where lists meet is where most can go wrong. */
static const Kind frequent[] = { KIND_PAIR, KIND_PAIR, KIND_PAIR, KIND_SPLIT, KIND_JOIN, KIND_UPPER, KIND_LATER, KIND_SWITCH };

const Port *
random_kind_find_output (Kind        kind,
                         const char *name)
{
  for (guint i = 0; i < MAX_PORTS; i++)
    if (g_strcmp0 (random_kinds[kind].outputs[i].name, name) == 0)
      return &random_kinds[kind].outputs[i];
  g_assert_not_reached ();
}

static guint
draw (RandomGraph *self,
      guint        below)
{
  return (guint) g_rand_int_range (self->rand, 0, (int) below);
}

static const char *
draw_word (RandomGraph *self)
{
  return words[draw (self, G_N_ELEMENTS (words))];
}

static Kind
draw_kind (RandomGraph *self)
{
  if (self->n_nodes <= 2)
    return draw (self, 5) == 0 ? KIND_TEXT : KIND_LIST;
  return draw (self, 2) == 0 ? frequent[draw (self, G_N_ELEMENTS (frequent))] : (Kind) draw (self, N_KINDS);
}

/* Lists are often equally long, so that they can meet, and sometimes are not. */
static guint
draw_length (RandomGraph *self)
{
  return draw (self, 4) == 0 ? draw (self, 5) : 3;
}

static void
add_link (RandomGraph *self,
          guint        to,
          const char  *port)
{
  guint from = draw (self, to);
  const KindInfo *source = &random_kinds[self->nodes[from].kind];
  guint n_outputs = 0;
  Link *link = &self->links[self->n_links++];

  g_assert (self->n_links <= MAX_LINKS);
  while (n_outputs < MAX_PORTS && source->outputs[n_outputs].name != NULL)
    n_outputs++;
  *link = (Link) { from, source->outputs[draw (self, n_outputs)].name, to, port, NULL };
  if (draw (self, 8) == 0)
    link->contains = draw (self, 2) ? "a" : "b";
}

static void
add_node (RandomGraph *self)
{
  guint number = self->n_nodes++;
  Node *node = &self->nodes[number];
  const KindInfo *kind;

  node->kind = draw_kind (self);
  node->text = g_strdup (draw_word (self));
  node->words = g_ptr_array_new_null_terminated (0, NULL, TRUE);
  for (guint n = draw_length (self); n > 0; n--)
    g_ptr_array_add (node->words, (char *) draw_word (self));
  node->a = draw (self, 3);
  node->b = draw (self, 4);
  node->muted = number > 1 && draw (self, 20) == 0;
  node->bypassed = number > 1 && draw (self, 10) == 0;

  kind = &random_kinds[node->kind];
  for (guint i = 0; i < MAX_PORTS && kind->inputs[i].name != NULL; i++)
    {
      if (kind->inputs[i].optional && draw (self, 2) == 0)
        continue;
      add_link (self, number, kind->inputs[i].name);
      if (kind->inputs[i].list && !node->bypassed && draw (self, 4) == 0 && self->n_links < MAX_LINKS - 4)
        add_link (self, number, kind->inputs[i].name);
    }
}

RandomGraph *
random_graph_new (guint seed)
{
  RandomGraph *self = g_new0 (RandomGraph, 1);
  guint n_nodes;

  self->seed = seed;
  self->rand = g_rand_new_with_seed (seed);
  n_nodes = 4 + draw (self, MAX_NODES - 3);
  while (self->n_nodes < n_nodes && self->n_links < MAX_LINKS - 5)
    add_node (self);
  if (draw (self, 3) == 0)
    {
      guint to = 1 + draw (self, self->n_nodes - 1);

      self->links[self->n_links++] = (Link) { draw (self, to), NULL, to, NULL, NULL };
    }
  return self;
}

void
random_graph_free (RandomGraph *self)
{
  for (guint i = 0; i < self->n_nodes; i++)
    {
      g_free (self->nodes[i].text);
      g_ptr_array_unref (self->nodes[i].words);
    }
  g_clear_pointer (&self->evaluation, random_evaluation_free);
  g_rand_free (self->rand);
  g_free (self);
}

guint
random_graph_get_seed (RandomGraph *self)
{
  return self->seed;
}

static void
set_words (JsonObject *config,
           const char *key,
           GPtrArray  *texts)
{
  JsonArray *array = json_array_new ();

  for (guint i = 0; i < texts->len; i++)
    json_array_add_string_element (array, g_ptr_array_index (texts, i));
  json_object_set_array_member (config, key, array);
}

static void
set_config (JsonObject *config,
            const Node *node)
{
  static const char *const longest[] = { "error", "repeat-last", "cut" };
  g_autoptr (GPtrArray) cases = NULL;

  switch (node->kind)
    {
    case KIND_TEXT:
      json_object_set_string_member (config, "value", node->text);
      break;
    case KIND_LIST:
      set_words (config, "items", node->words);
      break;
    case KIND_PAIR:
      json_object_set_string_member (config, "template", "{{a}}-{{b}}");
      break;
    case KIND_SPLIT:
      json_object_set_string_member (config, "separator", "-");
      break;
    case KIND_JOIN:
      json_object_set_string_member (config, "separator", "+");
      break;
    case KIND_TAKE:
      json_object_set_int_member (config, "from", node->a);
      json_object_set_int_member (config, "count", node->b);
      break;
    case KIND_SORT:
      json_object_set_string_member (config, "order", node->a == 0 ? "descending" : "ascending");
      break;
    case KIND_ZIP:
      json_object_set_string_member (config, "longest", longest[node->a]);
      break;
    case KIND_REPEAT:
      json_object_set_int_member (config, "times", node->a);
      break;
    case KIND_SWITCH:
      cases = g_ptr_array_new ();
      g_ptr_array_add (cases, (char *) "a");
      g_ptr_array_add (cases, (char *) "bad");
      set_words (config, "cases", cases);
      break;
    case KIND_PICK:
      json_object_set_string_member (config, "mode", "first");
      json_object_set_int_member (config, "count", node->b + 1);
      break;
    case KIND_UPPER:
    case KIND_LATER:
    case KIND_CROSS:
    case KIND_FILTER:
    case KIND_COLLECT:
    case N_KINDS:
    default:
      break;
    }
}

static JsonObject *
node_to_json (RandomGraph *self,
              guint        number,
              guint        salt)
{
  const Node *node = &self->nodes[number];
  g_autofree char *id = g_strdup_printf ("n%u", number);
  JsonObject *object = json_object_new ();
  JsonObject *config = json_object_new ();

  /* What is known of an earlier run is not to be found again. */
  json_object_set_int_member (config, "graph", self->seed);
  json_object_set_int_member (config, "salt", salt);
  set_config (config, node);
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "type", random_kinds[node->kind].type);
  json_object_set_boolean_member (object, "muted", node->muted);
  json_object_set_boolean_member (object, "enabled", !node->bypassed);
  json_object_set_object_member (object, "config", config);
  return object;
}

static JsonArray *
end_to_json (guint       node,
             const char *port)
{
  JsonArray *end = json_array_new ();
  g_autofree char *id = g_strdup_printf ("n%u", node);

  json_array_add_string_element (end, id);
  if (port != NULL)
    json_array_add_string_element (end, port);
  return end;
}

static JsonObject *
link_to_json (const Link *link,
              guint       number)
{
  g_autofree char *id = g_strdup_printf ("l%u", number);
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "id", id);
  json_object_set_array_member (object, "from", end_to_json (link->from, link->from_port));
  json_object_set_array_member (object, "to", end_to_json (link->to, link->to_port));
  if (link->from_port == NULL)
    json_object_set_string_member (object, "kind", "after");
  if (link->contains != NULL)
    {
      JsonObject *condition = json_object_new ();

      json_object_set_string_member (condition, "op", "contains");
      json_object_set_string_member (condition, "value", link->contains);
      json_object_set_object_member (object, "condition", condition);
    }
  return object;
}

/* The nodes stand in the document in the reverse of the order in which they can run. */
char *
random_graph_to_document (RandomGraph *self,
                          guint        salt)
{
  g_autoptr (JsonObject) document = json_object_new ();
  JsonObject *pipeline = json_object_new ();
  JsonArray *pipelines = json_array_new ();
  JsonArray *nodes = json_array_new ();
  JsonArray *links = json_array_new ();

  for (guint i = self->n_nodes; i > 0; i--)
    json_array_add_object_element (nodes, node_to_json (self, i - 1, salt));
  for (guint i = 0; i < self->n_links; i++)
    json_array_add_object_element (links, link_to_json (&self->links[i], i));

  json_object_set_string_member (pipeline, "id", "main");
  json_object_set_array_member (pipeline, "nodes", nodes);
  json_object_set_array_member (pipeline, "links", links);
  json_array_add_object_element (pipelines, pipeline);
  json_object_set_string_member (document, "format", "heddle-workflow");
  json_object_set_int_member (document, "version", 1);
  json_object_set_string_member (document, "id", "random");
  json_object_set_string_member (document, "name", "Random");
  json_object_set_array_member (document, "pipelines", pipelines);
  return heddle_json_write_object (document, HEDDLE_JSON_COMPACT);
}
