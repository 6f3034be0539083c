/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-reroute.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-graph-error.h"

static JsonArray *
get_dots (HeddleLink *link)
{
  JsonNode *node = heddle_element_get_member (HEDDLE_ELEMENT (link), "reroutes");

  return node != NULL && JSON_NODE_HOLDS_ARRAY (node) ? json_node_get_array (node) : NULL;
}

/**
 * heddle_reroute_count:
 * @link: a link
 *
 * Returns: how many dots it is led through
 */
guint
heddle_reroute_count (HeddleLink *link)
{
  JsonArray *dots = get_dots (link);

  return dots != NULL ? json_array_get_length (dots) : 0;
}

/**
 * heddle_reroute_copy:
 * @link: a link
 * @first: the first of its dots to copy
 * @n: how many to copy; there may be fewer
 *
 * Returns: (transfer full): some of the dots that the link is led through, as documents have them
 */
JsonArray *
heddle_reroute_copy (HeddleLink *link,
                     guint       first,
                     guint       n)
{
  JsonArray *dots = get_dots (link);
  JsonArray *copy = json_array_new ();
  guint end = heddle_reroute_count (link);

  if (n < end - MIN (first, end))
    end = first + n;
  for (guint i = first; i < end; i++)
    json_array_add_element (copy, heddle_json_copy (json_array_get_element (dots, i)));
  return copy;
}

/* A link without dots has no member for them. */
static gboolean
set_dots (HeddleDocument  *document,
          HeddlePipeline  *pipeline,
          const char      *link,
          JsonArray       *dots,
          GError         **error)
{
  const char *path[] = { "reroutes", NULL };
  g_autoptr (JsonNode) value =
    json_array_get_length (dots) > 0 ? json_node_init_array (json_node_alloc (), dots) : NULL;
  g_autoptr (HeddleEdit) edit = heddle_edit_new_set (HEDDLE_ELEMENT_LINK, heddle_pipeline_get_id (pipeline), link, path,
                                                     value);

  return heddle_document_apply (document, edit, error);
}

static void
set_place (JsonObject *dot,
           double      x,
           double      y)
{
  json_object_set_double_member (dot, "x", x);
  json_object_set_double_member (dot, "y", y);
}

static HeddleLink *
find_link (HeddlePipeline  *pipeline,
           const char      *id,
           guint            n_dots,
           GError         **error)
{
  HeddleLink *link = heddle_pipeline_find_link (pipeline, id);

  if (link != NULL && n_dots <= heddle_reroute_count (link))
    return link;
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NOT_FOUND,
               link == NULL ? _("there is no link “%s”") : _("the link “%s” has no such reroute dot"), id);
  return NULL;
}

/**
 * heddle_reroute_add:
 * @document: what is edited
 * @pipeline: the pipeline that the link is in
 * @link: a link's id
 * @position: how many dots come before the new one
 * @x: where it is on the canvas
 * @y: likewise
 * @error: return location for an error
 *
 * Leads a link through one more dot. Dots say only where a link is drawn: a run knows nothing of them. Part of
 * the step that is open.
 *
 * Returns: %FALSE with %HEDDLE_GRAPH_ERROR_NOT_FOUND
 */
gboolean
heddle_reroute_add (HeddleDocument  *document,
                    HeddlePipeline  *pipeline,
                    const char      *link,
                    guint            position,
                    double           x,
                    double           y,
                    GError         **error)
{
  HeddleLink *found = find_link (pipeline, link, position, error);
  g_autoptr (JsonArray) dots = NULL;
  g_autoptr (JsonArray) rest = NULL;
  JsonObject *dot;

  if (found == NULL)
    return FALSE;
  dots = heddle_reroute_copy (found, 0, position);
  rest = heddle_reroute_copy (found, position, G_MAXUINT);
  dot = json_object_new ();
  set_place (dot, x, y);
  json_array_add_object_element (dots, dot);
  for (guint i = 0; i < json_array_get_length (rest); i++)
    json_array_add_element (dots, heddle_json_copy (json_array_get_element (rest, i)));
  return set_dots (document, pipeline, link, dots, error);
}

/**
 * heddle_reroute_move:
 * @document: what is edited
 * @pipeline: the pipeline that the link is in
 * @link: a link's id
 * @position: which of its dots
 * @x: where it is to be on the canvas
 * @y: likewise
 * @error: return location for an error
 *
 * Moves one of the dots that a link is led through. Part of the step that is open.
 *
 * Returns: %FALSE with %HEDDLE_GRAPH_ERROR_NOT_FOUND
 */
gboolean
heddle_reroute_move (HeddleDocument  *document,
                     HeddlePipeline  *pipeline,
                     const char      *link,
                     guint            position,
                     double           x,
                     double           y,
                     GError         **error)
{
  HeddleLink *found = find_link (pipeline, link, position + 1, error);
  g_autoptr (JsonArray) dots = NULL;

  if (found == NULL)
    return FALSE;
  dots = heddle_reroute_copy (found, 0, G_MAXUINT);
  set_place (json_array_get_object_element (dots, position), x, y);
  return set_dots (document, pipeline, link, dots, error);
}

/**
 * heddle_reroute_remove:
 * @document: what is edited
 * @pipeline: the pipeline that the link is in
 * @link: a link's id
 * @position: which of its dots
 * @error: return location for an error
 *
 * Takes away one of the dots that a link is led through. Part of the step that is open.
 *
 * Returns: %FALSE with %HEDDLE_GRAPH_ERROR_NOT_FOUND
 */
gboolean
heddle_reroute_remove (HeddleDocument  *document,
                       HeddlePipeline  *pipeline,
                       const char      *link,
                       guint            position,
                       GError         **error)
{
  HeddleLink *found = find_link (pipeline, link, position + 1, error);
  g_autoptr (JsonArray) dots = NULL;

  if (found == NULL)
    return FALSE;
  dots = heddle_reroute_copy (found, 0, G_MAXUINT);
  json_array_remove_element (dots, position);
  return set_dots (document, pipeline, link, dots, error);
}

/**
 * heddle_reroute_remove_first:
 * @document: what is edited
 * @pipeline: the pipeline that the link is in
 * @link: a link's id
 * @n: how many of its dots
 * @error: return location for an error
 *
 * Takes away the first of the dots that a link is led through. Part of the step that is open.
 *
 * Returns: %FALSE with %HEDDLE_GRAPH_ERROR_NOT_FOUND
 */
gboolean
heddle_reroute_remove_first (HeddleDocument  *document,
                             HeddlePipeline  *pipeline,
                             const char      *link,
                             guint            n,
                             GError         **error)
{
  HeddleLink *found = find_link (pipeline, link, n, error);
  g_autoptr (JsonArray) dots = NULL;

  if (found == NULL || n == 0)
    return found != NULL;
  dots = heddle_reroute_copy (found, n, G_MAXUINT);
  return set_dots (document, pipeline, link, dots, error);
}

/**
 * heddle_reroute_shift:
 * @document: what is edited
 * @pipeline: the pipeline that the link is in
 * @link: a link
 * @dx: how far to the right, in canvas units
 * @dy: how far down
 * @error: return location for an error
 *
 * Moves all dots that a link is led through. Part of the step that is open.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_reroute_shift (HeddleDocument  *document,
                      HeddlePipeline  *pipeline,
                      HeddleLink      *link,
                      double           dx,
                      double           dy,
                      GError         **error)
{
  g_autoptr (JsonArray) dots = heddle_reroute_copy (link, 0, G_MAXUINT);

  if (json_array_get_length (dots) == 0 || (dx == 0 && dy == 0))
    return TRUE;
  for (guint i = 0; i < json_array_get_length (dots); i++)
    {
      JsonObject *dot = json_array_get_object_element (dots, i);

      set_place (dot, heddle_json_get_number (dot, "x", 0) + dx, heddle_json_get_number (dot, "y", 0) + dy);
    }
  return set_dots (document, pipeline, heddle_link_get_id (link), dots, error);
}
