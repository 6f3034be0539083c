/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-outline-words.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-port-words.h"

static HeddleCanvasNode *
get_node (HeddleOutline     *self,
          HeddleOutlineItem *item)
{
  return heddle_canvas_model_lookup (heddle_outline_get_model (self), heddle_outline_item_get_node (item));
}

static const char *
get_type_label (const HeddleCanvasNode *node)
{
  if (node->node == NULL)
    return _("Inputs of the workflow");
  return node->type != NULL ? _(node->type->title) : _("Unknown type");
}

static char *
dup_frame_name (HeddleOutlineItem *item)
{
  char *name = heddle_canvas_model_dup_area_text (heddle_outline_item_get_area (item));

  return name != NULL ? name : g_strdup (_("Frame"));
}

/* In the one line that a row has. */
static char *
dup_note_text (HeddleOutlineItem *item)
{
  g_autofree char *text = heddle_canvas_model_dup_area_text (heddle_outline_item_get_area (item));

  return text != NULL ? g_strdelimit (g_strstrip (g_steal_pointer (&text)), "\n\r\t", ' ') : g_strdup (_("Empty note"));
}

static char *
dup_frame_size (HeddleOutlineItem *item)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (heddle_outline_item_peek_below (item)));

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u item", "%u items", n), n);
}

static char *
dup_ends (HeddleOutline     *self,
          HeddleOutlineItem *item)
{
  g_autoptr (GPtrArray) links = heddle_outline_list_links (self, item);

  return heddle_port_words_dup_ends (links, heddle_outline_item_is_output (item));
}

static char *
dup_port_title (HeddleOutline     *self,
                HeddleOutlineItem *item)
{
  const HeddleCanvasPort *port = heddle_outline_find_port (self, item);

  if (heddle_outline_item_get_port (item) == NULL)
    return g_strdup (heddle_outline_item_is_output (item) ? _("Runs before") : _("Runs after"));
  return g_strdup (port != NULL ? port->label : heddle_outline_item_get_port (item));
}

/**
 * heddle_outline_dup_title:
 * @self: an outline
 * @item: an entry of it
 *
 * Returns: (transfer full): what is read first of it
 */
char *
heddle_outline_dup_title (HeddleOutline     *self,
                          HeddleOutlineItem *item)
{
  const HeddleCanvasNode *node = get_node (self, item);
  g_autofree char *ends = NULL;

  switch (heddle_outline_item_get_kind (item))
    {
    case HEDDLE_OUTLINE_FRAME:
      return dup_frame_name (item);
    case HEDDLE_OUTLINE_NOTE:
      return dup_note_text (item);
    case HEDDLE_OUTLINE_PORT:
      return dup_port_title (self, item);
    case HEDDLE_OUTLINE_LINK:
      ends = dup_ends (self, item);
      return ends != NULL ? g_steal_pointer (&ends) : g_strdup ("");
    case HEDDLE_OUTLINE_NODE:
    default:
      return g_strdup (node != NULL ? node->title : "");
    }
}

/**
 * heddle_outline_dup_subtitle:
 * @self: an outline
 * @item: an entry of it
 *
 * Returns: (transfer full) (nullable): what is read after that
 */
char *
heddle_outline_dup_subtitle (HeddleOutline     *self,
                             HeddleOutlineItem *item)
{
  const HeddleCanvasNode *node = get_node (self, item);
  g_autofree char *status = NULL;
  g_autofree char *ends = NULL;

  switch (heddle_outline_item_get_kind (item))
    {
    case HEDDLE_OUTLINE_FRAME:
      return dup_frame_size (item);
    case HEDDLE_OUTLINE_NOTE:
      return g_strdup (_("Note"));
    case HEDDLE_OUTLINE_PORT:
      ends = dup_ends (self, item);
      return ends != NULL ? g_steal_pointer (&ends) : g_strdup (_("not linked"));
    case HEDDLE_OUTLINE_LINK:
      return NULL;
    case HEDDLE_OUTLINE_NODE:
    default:
      break;
    }
  if (node == NULL || node->node == NULL)
    return node != NULL ? g_strdup (get_type_label (node)) : NULL;
  status = heddle_canvas_node_dup_status (node);
  return g_strdup_printf ("%s · %s", get_type_label (node), status);
}

static char *
dup_port_label (HeddleOutline     *self,
                HeddleOutlineItem *item)
{
  const HeddleCanvasPort *port = heddle_outline_find_port (self, item);
  g_autoptr (GPtrArray) links = heddle_outline_list_links (self, item);
  g_autofree char *title = dup_port_title (self, item);
  g_autofree char *ends = NULL;

  if (port != NULL)
    return heddle_port_words_dup_description (port, links);
  ends = dup_ends (self, item);
  /* Translators: “runs before” or “runs after”, and the names of steps */
  return ends != NULL ? g_strdup_printf (_("%s %s"), title, ends) : g_steal_pointer (&title);
}

/**
 * heddle_outline_dup_label:
 * @self: an outline
 * @item: an entry of it
 *
 * Returns: (transfer full): the entry, for whoever cannot see it, in the words that the canvas has for it
 */
char *
heddle_outline_dup_label (HeddleOutline     *self,
                          HeddleOutlineItem *item)
{
  const HeddleCanvasNode *node = get_node (self, item);
  g_autoptr (GPtrArray) links = NULL;
  g_autofree char *name = NULL;
  g_autofree char *size = NULL;

  switch (heddle_outline_item_get_kind (item))
    {
    case HEDDLE_OUTLINE_FRAME:
      name = dup_frame_name (item);
      size = dup_frame_size (item);
      /* Translators: the name of a frame, and how much is in it */
      return g_strdup_printf (_("%s, frame, %s"), name, size);
    case HEDDLE_OUTLINE_NOTE:
      name = dup_note_text (item);
      /* Translators: what a note says */
      return g_strdup_printf (_("%s, note"), name);
    case HEDDLE_OUTLINE_PORT:
      return dup_port_label (self, item);
    case HEDDLE_OUTLINE_LINK:
      links = heddle_outline_list_links (self, item);
      return links->len > 0 ? heddle_canvas_link_dup_description (links->pdata[0]) : g_strdup ("");
    case HEDDLE_OUTLINE_NODE:
    default:
      return node != NULL ? heddle_canvas_node_dup_description (node) : g_strdup ("");
    }
}

/**
 * heddle_outline_dup_description:
 * @self: an outline
 * @item: an entry of it
 *
 * Returns: (transfer full) (nullable): what else there is to say of a node: its type, and what keeps it from running
 */
char *
heddle_outline_dup_description (HeddleOutline     *self,
                                HeddleOutlineItem *item)
{
  const HeddleCanvasNode *node = get_node (self, item);
  HeddleProblemItem *problem = heddle_outline_find_problem (self, item);

  if (heddle_outline_item_get_kind (item) != HEDDLE_OUTLINE_NODE || node == NULL)
    return NULL;
  if (problem == NULL)
    return g_strdup (get_type_label (node));
  return g_strdup_printf ("%s, %s: %s", get_type_label (node),
                          heddle_problem_item_is_warning (problem) ? _("Warning") : _("Error"),
                          heddle_problem_item_get_message (problem));
}
