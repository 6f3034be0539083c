/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-area.h"

#include "base/heddle-json.h"
#include "graph/heddle-element-private.h"
#include "graph/heddle-node-group.h"

static double
get_number (HeddleElement *element,
            const char    *member)
{
  return heddle_json_get_number (heddle_element_get_members (element), member, 0);
}

/**
 * heddle_area_get:
 * @element: a frame or a note
 * @area: (out caller-allocates): return location for where it is
 *
 * Tells where a frame or a note is.
 */
void
heddle_area_get (HeddleElement *element,
                 HeddleArea    *area)
{
  *area = (HeddleArea) {
    get_number (element, "x"),
    get_number (element, "y"),
    get_number (element, "width"),
    get_number (element, "height"),
  };
}

static char *
dup_free_id (HeddlePipeline    *pipeline,
             HeddleElementKind  kind)
{
  HeddleElements *siblings = heddle_element_get_elements (HEDDLE_ELEMENT (pipeline), kind);

  for (guint number = 1;; number++)
    {
      g_autofree char *id = g_strdup_printf ("%s-%u", kind == HEDDLE_ELEMENT_FRAME ? "frame" : "note", number);

      if (!g_hash_table_contains (siblings->by_id, id))
        return g_steal_pointer (&id);
    }
}

static const char *
get_text_member (HeddleElementKind kind)
{
  return kind == HEDDLE_ELEMENT_FRAME ? "name" : "text";
}

/**
 * heddle_area_insert:
 * @document: a document
 * @pipeline: one of its pipelines
 * @kind: %HEDDLE_ELEMENT_FRAME or %HEDDLE_ELEMENT_NOTE
 * @text: a frame's title, or what a note says
 * @area: where it is
 * @error: return location for an error
 *
 * Inserts a frame, behind all others, or a note.
 *
 * Returns: (transfer full): its id, or %NULL with an error of [error@GraphError]
 */
char *
heddle_area_insert (HeddleDocument     *document,
                    HeddlePipeline     *pipeline,
                    HeddleElementKind   kind,
                    const char         *text,
                    const HeddleArea   *area,
                    GError            **error)
{
  g_autofree char *id = dup_free_id (pipeline, kind);
  g_autoptr (JsonObject) object = json_object_new ();
  g_autoptr (JsonNode) json = NULL;
  g_autoptr (HeddleEdit) edit = NULL;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, get_text_member (kind), text);
  json_object_set_double_member (object, "x", area->x);
  json_object_set_double_member (object, "y", area->y);
  json_object_set_double_member (object, "width", area->width);
  json_object_set_double_member (object, "height", area->height);
  json = json_node_init_object (json_node_alloc (), object);
  edit = heddle_edit_new_insert (kind, heddle_pipeline_get_id (pipeline),
                                 kind == HEDDLE_ELEMENT_FRAME ? 0 : G_MAXUINT, json);
  return heddle_document_apply (document, edit, error) ? g_steal_pointer (&id) : NULL;
}

static gboolean
set_member (HeddleDocument  *document,
            HeddlePipeline  *pipeline,
            HeddleElement   *element,
            const char      *member,
            JsonNode        *value,
            GError         **error)
{
  const char *path[] = { member, NULL };
  g_autoptr (HeddleEdit) edit = heddle_edit_new_set (heddle_element_get_kind (element),
                                                     heddle_pipeline_get_id (pipeline),
                                                     heddle_element_get_id (element), path, value);

  return heddle_document_apply (document, edit, error);
}

/**
 * heddle_area_set:
 * @document: a document, in a step
 * @pipeline: one of its pipelines
 * @element: a frame or a note of it
 * @area: where it is to be
 * @error: return location for an error
 *
 * Moves and resizes a frame or a note.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_area_set (HeddleDocument    *document,
                 HeddlePipeline    *pipeline,
                 HeddleElement     *element,
                 const HeddleArea  *area,
                 GError           **error)
{
  const struct
  {
    const char *member;
    double      value;
  } members[] = { { "x", area->x }, { "y", area->y }, { "width", area->width }, { "height", area->height } };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      g_autoptr (JsonNode) value = json_node_init_double (json_node_alloc (), members[i].value);

      if (members[i].value != get_number (element, members[i].member)
          && !set_member (document, pipeline, element, members[i].member, value, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_area_set_text:
 * @document: a document
 * @pipeline: one of its pipelines
 * @element: a frame or a note of it
 * @text: a frame's title, or what a note says
 * @error: return location for an error
 *
 * Says what a frame is called, or what a note says.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_area_set_text (HeddleDocument  *document,
                      HeddlePipeline  *pipeline,
                      HeddleElement   *element,
                      const char      *text,
                      GError         **error)
{
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), text);

  return set_member (document, pipeline, element, get_text_member (heddle_element_get_kind (element)), value, error);
}

/**
 * heddle_area_set_color:
 * @document: a document
 * @pipeline: one of its pipelines
 * @element: a frame or a note of it
 * @color: (nullable): the name of a color, or `#rrggbb`; %NULL for none of its own
 * @error: return location for an error
 *
 * Gives a frame or a note a color.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_area_set_color (HeddleDocument  *document,
                       HeddlePipeline  *pipeline,
                       HeddleElement   *element,
                       const char      *color,
                       GError         **error)
{
  g_autoptr (JsonNode) value = color != NULL ? json_node_init_string (json_node_alloc (), color) : NULL;

  return set_member (document, pipeline, element, "color", value, error);
}

/**
 * heddle_area_remove:
 * @document: a document
 * @pipeline: one of its pipelines
 * @element: a frame or a note of it
 * @error: return location for an error
 *
 * Removes a frame or a note. What is in a frame stays.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_area_remove (HeddleDocument  *document,
                    HeddlePipeline  *pipeline,
                    HeddleElement   *element,
                    GError         **error)
{
  g_autoptr (HeddleEdit) edit = heddle_edit_new_remove (heddle_element_get_kind (element),
                                                        heddle_pipeline_get_id (pipeline),
                                                        heddle_element_get_id (element));

  return heddle_document_apply (document, edit, error);
}

static gboolean
holds (const HeddleArea *frame,
       double            x,
       double            y)
{
  return x >= frame->x && y >= frame->y && x <= frame->x + frame->width && y <= frame->y + frame->height;
}

static void
add_inner_areas (GListModel       *list,
                 HeddleElement    *frame,
                 const HeddleArea *area,
                 GPtrArray        *areas)
{
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (HeddleElement) element = g_list_model_get_item (list, i);
      HeddleArea inner;

      if (element == frame)
        continue;
      heddle_area_get (element, &inner);
      if (holds (area, inner.x, inner.y)
          && (heddle_element_get_kind (element) == HEDDLE_ELEMENT_NOTE
              || holds (area, inner.x + inner.width, inner.y + inner.height)))
        g_ptr_array_add (areas, g_object_ref (element));
    }
}

/**
 * heddle_area_list_contents:
 * @workflow: a workflow
 * @pipeline: one of its pipelines
 * @frame: a frame of it
 * @nodes: (element-type utf8): the ids of nodes that begin in the frame are added to it, `inputs` among
 *   them; they belong to the document
 * @areas: (element-type HeddleElement): the notes that begin in the frame, and the frames that are all in
 *   it, are added to it
 *
 * Finds what goes with a frame when that moves.
 */
void
heddle_area_list_contents (HeddleWorkflow *workflow,
                           HeddlePipeline *pipeline,
                           HeddleElement  *frame,
                           GPtrArray      *nodes,
                           GPtrArray      *areas)
{
  GListModel *list = heddle_pipeline_get_nodes (pipeline);
  HeddleArea area;
  double x, y;

  heddle_area_get (frame, &area);
  if (g_list_model_get_n_items (heddle_workflow_get_inputs (workflow)) > 0)
    {
      heddle_node_group_get_inputs_place (workflow, &x, &y);
      if (holds (&area, x, y))
        g_ptr_array_add (nodes, (gpointer) HEDDLE_INPUTS_NODE);
    }
  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (HeddleNode) node = g_list_model_get_item (list, i);

      if (holds (&area, heddle_node_get_x (node), heddle_node_get_y (node)))
        g_ptr_array_add (nodes, (gpointer) heddle_node_get_id (node));
    }
  add_inner_areas (heddle_pipeline_get_notes (pipeline), frame, &area, areas);
  add_inner_areas (heddle_pipeline_get_frames (pipeline), frame, &area, areas);
}

static gboolean
insert_copy (HeddleElement   *element,
             HeddleDocument  *document,
             HeddlePipeline  *pipeline,
             double           dx,
             double           dy,
             GError         **error)
{
  HeddleElementKind kind = heddle_element_get_kind (element);
  g_autoptr (JsonNode) json = heddle_element_to_json (element);
  JsonObject *object = json_node_get_object (json);
  g_autofree char *id = dup_free_id (pipeline, kind);
  g_autoptr (HeddleEdit) edit = NULL;

  json_object_set_string_member (object, "id", id);
  json_object_set_double_member (object, "x", get_number (element, "x") + dx);
  json_object_set_double_member (object, "y", get_number (element, "y") + dy);
  edit = heddle_edit_new_insert (kind, heddle_pipeline_get_id (pipeline), G_MAXUINT, json);
  return heddle_document_apply (document, edit, error);
}

/**
 * heddle_area_copy:
 * @element: a frame or a note
 * @copy: a copy that [func@node_group_copy] made
 * @error: return location for an error
 *
 * Adds a frame or a note to what was copied.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_area_copy (HeddleElement   *element,
                  HeddleDocument  *copy,
                  GError         **error)
{
  GListModel *pipelines = heddle_workflow_get_pipelines (heddle_document_get_workflow (copy));
  g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, 0);

  return insert_copy (element, copy, pipeline, 0, 0, error);
}

static gboolean
paste_all (GListModel      *source,
           GListModel      *target,
           HeddleDocument  *document,
           HeddlePipeline  *pipeline,
           double           dx,
           double           dy,
           GPtrArray       *pasted,
           GError         **error)
{
  for (guint i = 0; i < g_list_model_get_n_items (source); i++)
    {
      g_autoptr (HeddleElement) element = g_list_model_get_item (source, i);

      if (!insert_copy (element, document, pipeline, dx, dy, error))
        return FALSE;
      g_ptr_array_add (pasted, g_list_model_get_item (target, g_list_model_get_n_items (target) - 1));
    }
  return TRUE;
}

/**
 * heddle_area_paste:
 * @document: the document to paste into, in a step
 * @pipeline: one of its pipelines
 * @copied: what was copied, or any workflow: of that the first pipeline
 * @dx: how far to the right of where they were they are to be, in canvas units
 * @dy: how far below
 * @pasted: (element-type HeddleElement): the new frames and notes are added to it
 * @error: return location for an error
 *
 * Inserts the frames and notes of what was copied, beside what [func@node_group_paste] inserts.
 *
 * Returns: %FALSE with an error of [error@GraphError]; the step is to be undone then
 */
gboolean
heddle_area_paste (HeddleDocument  *document,
                   HeddlePipeline  *pipeline,
                   HeddleWorkflow  *copied,
                   double           dx,
                   double           dy,
                   GPtrArray       *pasted,
                   GError         **error)
{
  g_autoptr (HeddlePipeline) source = g_list_model_get_item (heddle_workflow_get_pipelines (copied), 0);

  return paste_all (heddle_pipeline_get_frames (source), heddle_pipeline_get_frames (pipeline), document, pipeline, dx,
                    dy, pasted, error)
         && paste_all (heddle_pipeline_get_notes (source), heddle_pipeline_get_notes (pipeline), document, pipeline, dx,
                       dy, pasted, error);
}
