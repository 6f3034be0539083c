/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-port-words.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-port-label.h"

/* How many ends of links are named; of the others it is said that they are there. */
#define MOST_NAMED 3

static gboolean
is_at_port (const HeddleCanvasLink *link,
            const HeddleCanvasNode *node,
            const char             *port,
            gboolean                output)
{
  if ((output ? link->from : link->to) != node || link->after != (port == NULL))
    return FALSE;
  return link->after
         || g_strcmp0 (output ? heddle_link_get_from_port (link->link) : heddle_link_get_to_port (link->link), port) == 0;
}

/**
 * heddle_port_words_list_links:
 * @node: a node
 * @port: (nullable): what documents call a port of it; %NULL for what the node runs before or after
 * @output: whether that is an output, or what it runs before
 *
 * Returns: (transfer container) (element-type HeddleCanvasLink): the links there
 */
GPtrArray *
heddle_port_words_list_links (const HeddleCanvasNode *node,
                              const char             *port,
                              gboolean                output)
{
  GPtrArray *links = g_ptr_array_new ();

  for (guint i = 0; i < node->links->len; i++)
    {
      if (is_at_port (node->links->pdata[i], node, port, output))
        g_ptr_array_add (links, node->links->pdata[i]);
    }
  return links;
}

/* The step at the other end of a link, with the port there unless it is clear which. */
static char *
dup_end (const HeddleCanvasLink *link,
         gboolean                output)
{
  const HeddleCanvasNode *other = output ? link->to : link->from;
  const char *port = output ? heddle_link_get_to_port (link->link) : heddle_link_get_from_port (link->link);
  g_autofree char *label = NULL;

  if (link->after || (output ? other->n_inputs : other->ports->len - other->n_inputs) < 2 || port == NULL)
    return g_strdup (other->title);
  label = heddle_port_dup_label (other->type, port);
  /* Translators: a step, and a port of it */
  return g_strdup_printf (_("%s, %s"), other->title, label);
}

static void
add_end (char       **ends,
         const char  *end)
{
  g_autofree char *before = g_steal_pointer (ends);

  /* Translators: both are the names of steps, or of what can be linked of them */
  *ends = before != NULL ? g_strdup_printf (_("%s; %s"), before, end) : g_strdup (end);
}

/**
 * heddle_port_words_dup_ends:
 * @links: (element-type HeddleCanvasLink): links of a port
 * @output: whether the port is an output
 *
 * Returns: (transfer full) (nullable): where they lead to, or come from; %NULL where there are none
 */
char *
heddle_port_words_dup_ends (GPtrArray *links,
                            gboolean   output)
{
  guint n_more = links->len > MOST_NAMED ? links->len - MOST_NAMED : 0;
  char *ends = NULL;

  for (guint i = 0; i < links->len - n_more; i++)
    {
      g_autofree char *end = dup_end (links->pdata[i], output);

      add_end (&ends, end);
    }
  if (n_more > 0)
    {
      g_autofree char *more = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u more", "%u more", n_more), n_more);

      add_end (&ends, more);
    }
  return ends;
}

/**
 * heddle_port_words_dup_description:
 * @port: a port
 * @links: (element-type HeddleCanvasLink): its links
 *
 * Returns: (transfer full): the port, for whoever cannot see it: what it carries, and where its links lead
 */
char *
heddle_port_words_dup_description (const HeddleCanvasPort *port,
                                   GPtrArray              *links)
{
  g_autofree char *description = heddle_port_dup_description (port->label, port->type, port->output);
  g_autofree char *ends = heddle_port_words_dup_ends (links, port->output);

  if (ends == NULL)
    /* Translators: a port in words: “Prompt, text, input, not linked” */
    return g_strdup_printf (_("%s, not linked"), description);
  /* Translators: a port in words, and the names of steps: “Prompt, text, input, linked to Headline” */
  return g_strdup_printf (_("%s, linked to %s"), description, ends);
}
