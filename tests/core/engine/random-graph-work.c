/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "random-graph-work.h"

#include <string.h>

Output *
random_item_find_output (Item       *item,
                         const char *port)
{
  for (guint i = 0; i < item->n_outputs; i++)
    if (g_str_equal (item->outputs[i].port, port))
      return &item->outputs[i];
  return NULL;
}

static const char *
keep (GPtrArray *texts,
      char       *text)
{
  g_ptr_array_add (texts, text);
  return text;
}

static GPtrArray *
put (Item       *item,
     const char *port)
{
  Output *output = &item->outputs[item->n_outputs++];

  *output = (Output) { port, g_ptr_array_new () };
  return output->values;
}

static void
put_text (Item       *item,
          const char *port,
          const char *text)
{
  g_ptr_array_add (put (item, port), (char *) text);
}

static void
add_split (GPtrArray *texts,
           GPtrArray  *values,
           const char *text)
{
  const char *start = text;

  for (const char *at = text;; at++)
    {
      if (*at != '-' && *at != '\0')
        continue;
      if (at > start)
        g_ptr_array_add (values, (char *) keep (texts, g_strndup (start, (gsize) (at - start))));
      if (*at == '\0')
        return;
      start = at + 1;
    }
}

static gboolean
comes_before (const char *a,
              const char *b,
              gboolean    descending)
{
  int order = g_ascii_strcasecmp (a, b);

  order = order != 0 ? order : strcmp (a, b);
  return descending ? order > 0 : order < 0;
}

/* Takes the first of the least out, again and again. */
static const char *
do_sort (const Node *node,
         Gathered   *in,
         GPtrArray  *out)
{
  GPtrArray *items = in->values[0];
  GPtrArray *by = in->values[1] != NULL ? in->values[1] : items;
  g_autofree gboolean *done = g_new0 (gboolean, items->len + 1);

  if (items->len != by->len)
    return "failed";
  for (;;)
    {
      int least = -1;

      for (guint i = 0; i < items->len; i++)
        if (!done[i] && items->pdata[i] != NULL && by->pdata[i] != NULL
            && (least < 0 || comes_before (by->pdata[i], by->pdata[least], node->a == 0)))
          least = (int) i;
      if (least < 0)
        return "good";
      done[least] = TRUE;
      g_ptr_array_add (out, items->pdata[least]);
    }
}

static const char *
do_zip (const Node *node,
        Gathered   *in,
        Item       *item)
{
  GPtrArray *a = in->values[0];
  GPtrArray *b = in->values[1];
  GPtrArray *left;
  GPtrArray *right;

  if (a->len != b->len && (node->a == 0 || (node->a == 1 && (a->len == 0 || b->len == 0))))
    return "failed";
  left = put (item, "a");
  right = put (item, "b");
  for (guint i = 0; i < (node->a == 1 ? MAX (a->len, b->len) : MIN (a->len, b->len)); i++)
    {
      gpointer one = a->pdata[MIN (i, a->len - 1)];
      gpointer other = b->pdata[MIN (i, b->len - 1)];

      if (one == NULL || other == NULL)
        continue;
      g_ptr_array_add (left, one);
      g_ptr_array_add (right, other);
    }
  return "good";
}

static const char *
do_cross (Gathered *in,
          Item     *item)
{
  GPtrArray *left = put (item, "a");
  GPtrArray *right = put (item, "b");

  for (guint n = 0; n < in->values[0]->len * in->values[1]->len; n++)
    {
      g_ptr_array_add (left, in->values[0]->pdata[n / in->values[1]->len]);
      g_ptr_array_add (right, in->values[1]->pdata[n % in->values[1]->len]);
    }
  return "good";
}

static const char *
do_list (const Node *node,
         Gathered   *in,
         Item       *item)
{
  GPtrArray *items = in->values[0];
  GPtrArray *out;

  if (node->kind == KIND_FILTER && in->values[1]->len != items->len && in->values[1]->len != 1)
    return "failed";
  out = put (item, "items");
  if (node->kind == KIND_SORT)
    {
      const char *status = do_sort (node, in, out);

      if (!g_str_equal (status, "good"))
        g_ptr_array_unref (item->outputs[--item->n_outputs].values);
      return status;
    }
  for (guint n = 0; n < (node->kind == KIND_REPEAT ? node->a : 1); n++)
    for (guint i = 0; i < items->len; i++)
      {
        const char *decision = node->kind != KIND_FILTER ? "true"
                                                         : in->values[1]->pdata[in->values[1]->len == 1 ? 0 : i];
        gboolean here = items->pdata[i] != NULL && decision != NULL && g_ascii_strcasecmp (decision, "true") == 0;

        if (node->kind == KIND_TAKE)
          here = i >= node->a && i < node->a + node->b;
        if (node->kind == KIND_PICK)
          here = here && out->len <= node->b;
        if (here)
          g_ptr_array_add (out, items->pdata[i]);
      }
  return "good";
}

/* What a step makes of texts; returns the item's status. */
const char *
random_node_work (GPtrArray *texts,
                  const Node *node,
                  Gathered   *in,
                  Item       *item)
{
  const char *text = in->values[0] == NULL || in->values[0]->len == 0 ? NULL : in->values[0]->pdata[0];
  const char *other = in->values[1] == NULL || in->values[1]->len == 0 ? NULL : in->values[1]->pdata[0];
  GString *joined;

  switch (node->kind)
    {
    case KIND_TEXT:
      put_text (item, "text", node->text);
      return "good";
    case KIND_LIST:
      g_ptr_array_extend (put (item, "list"), node->words, NULL, NULL);
      return "good";
    case KIND_UPPER:
      if (g_str_equal (text, "bad"))
        return "failed";
      put_text (item, "text", keep (texts, g_ascii_strup (text, -1)));
      return "good";
    case KIND_LATER:
      if (g_str_equal (text, "worse"))
        return "failed";
      put_text (item, "text", keep (texts, g_strreverse (g_strdup (text))));
      return "good";
    case KIND_PAIR:
      put_text (item, "text", keep (texts, g_strdup_printf ("%s-%s", text, other)));
      return "good";
    case KIND_SPLIT:
      add_split (texts, put (item, "list"), text);
      return "good";
    case KIND_JOIN:
      joined = g_string_new (NULL);
      for (guint i = 0; i < in->values[0]->len; i++)
        g_string_append_printf (joined, "%s%s", i == 0 ? "" : other != NULL ? other : "+",
                                (char *) in->values[0]->pdata[i]);
      put_text (item, "text", keep (texts, g_string_free_and_steal (joined)));
      return "good";
    case KIND_ZIP:
      return do_zip (node, in, item);
    case KIND_CROSS:
      return do_cross (in, item);
    case KIND_SWITCH:
      put_text (item, g_str_equal (text, "a") ? "a" : g_str_equal (text, "bad") ? "bad" : "else", other);
      return "good";
    case KIND_TAKE:
    case KIND_SORT:
    case KIND_REPEAT:
    case KIND_FILTER:
    case KIND_COLLECT:
    case KIND_PICK:
    case N_KINDS:
    default:
      return do_list (node, in, item);
    }
}

char *
random_item_describe (guint       number,
                      const Item *item,
                      Kind        kind)
{
  GString *line = g_string_new (NULL);

  g_string_append_printf (line, "n%u[", number);
  for (guint i = 0; i < item->path.depth; i++)
    g_string_append_printf (line, "%s%u", i == 0 ? "" : ".", item->path.positions[i]);
  g_string_append_printf (line, "] %s", item->status);
  for (guint o = 0; o < item->n_outputs; o++)
    {
      const Output *output = &item->outputs[o];
      gboolean list = random_kind_find_output (kind, output->port)->list;

      g_string_append_printf (line, " %s=%s", output->port, list ? "[" : "");
      for (guint i = 0; i < output->values->len; i++)
        g_string_append_printf (line, "%s%s", i == 0 ? "" : "|", (char *) output->values->pdata[i]);
      g_string_append (line, list ? "]" : "");
    }
  return g_string_free_and_steal (line);
}

void
random_item_clear (gpointer data)
{
  Item *item = data;

  for (guint i = 0; i < item->n_outputs; i++)
    g_ptr_array_unref (item->outputs[i].values);
}
