/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-parts.h"

#include <math.h>

#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-private.h"
#include "graph/heddle-arrangement.h"
#include "graph/heddle-frame.h"
#include "graph/heddle-node-group.h"

/* A node by @id, or else a frame or a note. @with is the frame that it follows, or -1; @number is what it
 * is in the arrangement.
 */
typedef struct
{
  char          *id;
  HeddleElement *element;
  HeddleArea     before;
  HeddleArea     after;
  int            with;
  guint          number;
} Part;

/* The arrangement is read once the thread is done with it. */
struct _HeddleCanvasParts
{
  GArray            *parts;
  HeddleArrangement *arrangement;
};

static void
part_clear (gpointer data)
{
  Part *part = data;

  g_free (part->id);
  g_clear_object (&part->element);
}

static HeddleCanvasParts *
parts_new (void)
{
  HeddleCanvasParts *self = g_new0 (HeddleCanvasParts, 1);

  self->parts = g_array_new (FALSE, TRUE, sizeof (Part));
  g_array_set_clear_func (self->parts, part_clear);
  return self;
}

static Part *
get_part (HeddleCanvasParts *self,
          guint              part)
{
  return &g_array_index (self->parts, Part, part);
}

static HeddleArea
to_area (const graphene_rect_t *bounds)
{
  return (HeddleArea) { bounds->origin.x, bounds->origin.y, bounds->size.width, bounds->size.height };
}

static void
add_node (HeddleCanvasParts      *self,
          const HeddleCanvasNode *node,
          int                     with)
{
  Part part = { .id = g_strdup (node->id), .before = to_area (&node->bounds), .with = with };

  part.after = part.before;
  g_array_append_val (self->parts, part);
}

static void
add_area (HeddleCanvasParts *self,
          HeddleElement     *element,
          const HeddleArea  *area,
          int                with)
{
  Part part = { .element = g_object_ref (element), .before = *area, .after = *area, .with = with };

  g_array_append_val (self->parts, part);
}

static gboolean
has_part (HeddleCanvasParts *self,
          const char        *id,
          HeddleElement     *element)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);

      if (element != NULL ? part->element == element : g_strcmp0 (part->id, id) == 0)
        return TRUE;
    }
  return FALSE;
}

/* What is in a frame follows it, but for what is selected itself. */
static void
add_contents (HeddleCanvasParts *self,
              HeddleCanvas      *canvas,
              guint              frame)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  g_autoptr (GPtrArray) areas = g_ptr_array_new_with_free_func (g_object_unref);
  HeddleDocument *document = heddle_open_workflow_get_document (canvas->workflow);
  graphene_rect_t bounds;
  HeddleArea area;

  heddle_area_list_contents (heddle_document_get_workflow (document),
                             heddle_canvas_get_pipeline (canvas), get_part (self, frame)->element,
                             nodes, areas);
  for (guint i = 0; i < nodes->len; i++)
    {
      const HeddleCanvasNode *node = heddle_canvas_model_lookup (canvas->model, nodes->pdata[i]);

      if (node != NULL && !has_part (self, node->id, NULL))
        add_node (self, node, (int) frame);
    }
  for (guint i = 0; i < areas->len; i++)
    {
      if (has_part (self, NULL, areas->pdata[i])
          || !heddle_canvas_model_get_own_area (canvas->model, areas->pdata[i], &bounds))
        continue;
      area = to_area (&bounds);
      add_area (self, areas->pdata[i], &area, (int) frame);
    }
}

/**
 * heddle_canvas_parts_new_nodes:
 * @canvas: a canvas
 * @ids: (array zero-terminated=1): ids of nodes of it
 *
 * Returns: (transfer full): the nodes, where they are
 */
HeddleCanvasParts *
heddle_canvas_parts_new_nodes (HeddleCanvas      *canvas,
                               const char *const *ids)
{
  HeddleCanvasParts *self = parts_new ();

  for (guint i = 0; ids[i] != NULL; i++)
    add_node (self, heddle_canvas_model_lookup (canvas->model, ids[i]), -1);
  return self;
}

/**
 * heddle_canvas_parts_new_selected:
 * @canvas: a canvas
 *
 * Returns: (transfer full): what is selected, where it is, and what is in the frames of it
 */
HeddleCanvasParts *
heddle_canvas_parts_new_selected (HeddleCanvas *canvas)
{
  g_auto (GStrv) ids = heddle_canvas_dup_selection (canvas);
  HeddleCanvasParts *self = heddle_canvas_parts_new_nodes (canvas, (const char *const *) ids);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (canvas);
  guint n;

  for (guint i = 0; i < areas->len; i++)
    {
      graphene_rect_t bounds;
      HeddleArea area;

      heddle_canvas_model_get_own_area (canvas->model, areas->pdata[i], &bounds);
      area = to_area (&bounds);
      add_area (self, areas->pdata[i], &area, -1);
    }
  n = self->parts->len;
  for (guint i = 0; i < n; i++)
    {
      HeddleElement *element = get_part (self, i)->element;

      if (element != NULL && HEDDLE_IS_FRAME (element))
        add_contents (self, canvas, i);
    }
  return self;
}

static gboolean
holds (const HeddleArea *outer,
       const HeddleArea *inner,
       gboolean          all)
{
  return inner->x >= outer->x && inner->y >= outer->y && inner->x <= outer->x + outer->width
         && inner->y <= outer->y + outer->height
         && (!all || (inner->x + inner->width <= outer->x + outer->width
                      && inner->y + inner->height <= outer->y + outer->height));
}

/* The smallest of the first @n_frames parts, which are frames from the largest on, that holds an area. */
static int
find_frame (HeddleCanvasParts *self,
            guint              n_frames,
            const HeddleArea  *area,
            gboolean           all)
{
  for (guint i = n_frames; i > 0; i--)
    {
      if (holds (&get_part (self, i - 1)->before, area, all))
        return (int) i - 1;
    }
  return -1;
}

static int
compare_frames (gconstpointer a,
                gconstpointer b)
{
  const Part *first = a, *second = b;
  double difference = second->before.width * second->before.height - first->before.width * first->before.height;

  return difference < 0 ? -1 : difference > 0;
}

/**
 * heddle_canvas_parts_new_all:
 * @canvas: a canvas
 *
 * Returns: (transfer full): all nodes, frames and notes, where they are; each with the frame that it is in
 */
HeddleCanvasParts *
heddle_canvas_parts_new_all (HeddleCanvas *canvas)
{
  HeddleCanvasParts *self = parts_new ();
  GArray *frames = heddle_canvas_model_get_frames (canvas->model);
  GArray *notes = heddle_canvas_model_get_notes (canvas->model);
  GPtrArray *nodes = heddle_canvas_model_get_nodes (canvas->model);
  guint n_frames = frames->len;

  for (guint i = 0; i < n_frames; i++)
    {
      const HeddleCanvasFrame *frame = &g_array_index (frames, HeddleCanvasFrame, i);
      HeddleArea area = to_area (&frame->area);

      add_area (self, frame->element, &area, -1);
    }
  g_array_sort (self->parts, compare_frames);
  for (guint i = 0; i < n_frames; i++)
    get_part (self, i)->with = find_frame (self, i, &get_part (self, i)->before, TRUE);
  for (guint i = 0; i < nodes->len; i++)
    {
      const HeddleCanvasNode *node = nodes->pdata[i];
      HeddleArea area = to_area (&node->bounds);

      add_node (self, node, find_frame (self, n_frames, &area, FALSE));
    }
  for (guint i = 0; i < notes->len; i++)
    {
      const HeddleCanvasNote *note = &g_array_index (notes, HeddleCanvasNote, i);
      HeddleArea area = to_area (&note->bounds);

      add_area (self, note->element, &area, find_frame (self, n_frames, &area, FALSE));
    }
  return self;
}

/**
 * heddle_canvas_parts_free:
 * @self: (transfer full): parts
 *
 * Frees them.
 */
void
heddle_canvas_parts_free (HeddleCanvasParts *self)
{
  g_array_unref (self->parts);
  g_clear_pointer (&self->arrangement, heddle_arrangement_unref);
  g_free (self);
}

/**
 * heddle_canvas_parts_get_length:
 * @self: parts
 *
 * Returns: how many there are
 */
guint
heddle_canvas_parts_get_length (HeddleCanvasParts *self)
{
  return self->parts->len;
}

/**
 * heddle_canvas_parts_align:
 * @self: what is selected
 * @alignment: how it is brought into line
 *
 * Finds new places in line. What is in a frame follows it.
 */
void
heddle_canvas_parts_align (HeddleCanvasParts *self,
                           HeddleAlignment    alignment)
{
  g_autoptr (GArray) areas = g_array_new (FALSE, FALSE, sizeof (HeddleArea));

  for (guint i = 0; i < self->parts->len; i++)
    {
      if (get_part (self, i)->with < 0)
        g_array_append_val (areas, get_part (self, i)->before);
    }
  heddle_align ((HeddleArea *) (gpointer) areas->data, areas->len, alignment);
  /* Those that follow come last. */
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);

      if (part->with < 0)
        {
          part->after = g_array_index (areas, HeddleArea, i);
          continue;
        }
      part->after.x += get_part (self, (guint) part->with)->after.x - get_part (self, (guint) part->with)->before.x;
      part->after.y += get_part (self, (guint) part->with)->after.y - get_part (self, (guint) part->with)->before.y;
    }
}

/* Arrangement */

typedef struct
{
  HeddleArrangement *arrangement;
  double             x;
  double             y;
} Work;

static void
work_free (gpointer data)
{
  Work *work = data;

  heddle_arrangement_unref (work->arrangement);
  g_free (work);
}

static gboolean
arrange (gpointer   data,
         GValue    *value,
         GError   **error)
{
  const Work *work = data;

  heddle_arrangement_run (work->arrangement, work->x, work->y);
  g_value_init (value, G_TYPE_BOOLEAN);
  g_value_set_boolean (value, TRUE);
  return TRUE;
}

static double
get_port_y (const HeddleCanvasNode *node,
            const char             *name,
            gboolean                output)
{
  for (guint i = 0; i < node->ports->len; i++)
    {
      const HeddleCanvasPort *port = &g_array_index (node->ports, HeddleCanvasPort, i);

      if (port->output == output && g_strcmp0 (port->name, name) == 0)
        return port->y;
    }
  return HEDDLE_CANVAS_HEADER_HEIGHT / 2.0;
}

static void
add_links (HeddleCanvasParts *self,
           HeddleCanvasModel *model)
{
  GPtrArray *links = heddle_canvas_model_get_links (model);
  g_autoptr (GHashTable) numbers = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);

      if (part->id != NULL)
        g_hash_table_insert (numbers, part->id, GUINT_TO_POINTER (part->number + 1));
    }
  for (guint i = 0; i < links->len; i++)
    {
      const HeddleCanvasLink *link = links->pdata[i];
      guint from = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, link->from->id));
      guint to = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, link->to->id));

      if (from > 0 && to > 0)
        heddle_arrangement_add_link (self->arrangement, from - 1,
                                     get_port_y (link->from, heddle_link_get_from_port (link->link), TRUE), to - 1,
                                     get_port_y (link->to, heddle_link_get_to_port (link->link), FALSE));
    }
}

/**
 * heddle_canvas_parts_arrange:
 * @self: parts
 * @model: what is where, with the links among them
 *
 * Finds new places by the links, on another thread.
 *
 * Returns: (transfer full): resolves when [method@CanvasParts.take_places] has them
 */
DexFuture *
heddle_canvas_parts_arrange (HeddleCanvasParts *self,
                             HeddleCanvasModel *model)
{
  Work *work = g_new0 (Work, 1);

  self->arrangement = heddle_arrangement_new ();
  work->arrangement = heddle_arrangement_ref (self->arrangement);
  work->x = work->y = self->parts->len > 0 ? G_MAXDOUBLE : 0;
  for (guint i = 0; i < self->parts->len; i++)
    {
      Part *part = get_part (self, i);
      guint frame = part->with >= 0 ? get_part (self, (guint) part->with)->number : HEDDLE_ARRANGEMENT_NONE;

      part->number = part->element != NULL && HEDDLE_IS_FRAME (part->element)
                       ? heddle_arrangement_add_frame (self->arrangement, frame)
                       : heddle_arrangement_add_box (self->arrangement, part->before.width, part->before.height, frame);
      work->x = MIN (work->x, part->before.x);
      work->y = MIN (work->y, part->before.y);
    }
  work->x = round (work->x / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
  work->y = round (work->y / HEDDLE_CANVAS_GRID) * HEDDLE_CANVAS_GRID;
  add_links (self, model);
  return heddle_run_blocking (arrange, work, work_free);
}

/**
 * heddle_canvas_parts_take_places:
 * @self: parts that were arranged
 * @model: what is where
 *
 * Takes the places that were found. Parts that are gone by then are left out.
 */
void
heddle_canvas_parts_take_places (HeddleCanvasParts *self,
                                 HeddleCanvasModel *model)
{
  for (guint i = self->parts->len; i > 0; i--)
    {
      Part *part = get_part (self, i - 1);
      graphene_rect_t bounds;
      gboolean there = part->id != NULL ? heddle_canvas_model_lookup (model, part->id) != NULL
                                        : heddle_canvas_model_get_own_area (model, part->element, &bounds);

      heddle_arrangement_get_place (self->arrangement, part->number, &part->after);
      if (!there)
        g_array_remove_index (self->parts, i - 1);
    }
}

/* Links that are laid anew lead through the dots of the old ways no more. */
static gboolean
drop_dots (HeddleCanvasParts  *self,
           HeddleDocument     *document,
           HeddlePipeline     *pipeline,
           GError            **error)
{
  GListModel *links = heddle_pipeline_get_links (pipeline);
  const char *path[] = { "reroutes", NULL };

  for (guint i = 0; i < g_list_model_get_n_items (links); i++)
    {
      g_autoptr (HeddleLink) link = g_list_model_get_item (links, i);
      g_autoptr (HeddleEdit) edit = NULL;

      if (heddle_element_get_member (HEDDLE_ELEMENT (link), "reroutes") == NULL
          || !has_part (self, heddle_link_get_from_node (link), NULL)
          || !has_part (self, heddle_link_get_to_node (link), NULL))
        continue;
      edit = heddle_edit_new_set (HEDDLE_ELEMENT_LINK, heddle_pipeline_get_id (pipeline), heddle_link_get_id (link),
                                  path, NULL);
      if (!heddle_document_apply (document, edit, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * heddle_canvas_parts_apply:
 * @self: parts with new places
 * @document: the document that they are of, in a step
 * @pipeline: the pipeline that they are in
 * @error: return location
 *
 * Makes the new places those of the document.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_canvas_parts_apply (HeddleCanvasParts  *self,
                           HeddleDocument     *document,
                           HeddlePipeline     *pipeline,
                           GError            **error)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);

      if (part->id != NULL
            ? !heddle_node_group_set_place (document, pipeline, part->id, part->after.x, part->after.y, error)
            : !heddle_area_set (document, pipeline, part->element, &part->after, error))
        return FALSE;
    }
  return self->arrangement == NULL || drop_dots (self, document, pipeline, error);
}

static double
mix (double from,
     double to,
     double share)
{
  return from + (to - from) * share;
}

static void
show_area (HeddleCanvasModel *model,
           const Part        *part,
           double             x,
           double             y,
           double             progress)
{
  double width = mix (part->before.width, part->after.width, progress);
  double height = mix (part->before.height, part->after.height, progress);

  heddle_canvas_model_place_area (model, part->element,
                                  &GRAPHENE_RECT_INIT ((float) x, (float) y, (float) width, (float) height));
}

/**
 * heddle_canvas_parts_show_between:
 * @self: parts with new places
 * @model: what shows them
 * @progress: how far they are on their way to the new places, 0–1
 *
 * Shows parts on their way.
 */
void
heddle_canvas_parts_show_between (HeddleCanvasParts *self,
                                  HeddleCanvasModel *model,
                                  double             progress)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      const Part *part = get_part (self, i);
      double x = mix (part->before.x, part->after.x, progress), y = mix (part->before.y, part->after.y, progress);

      if (part->id != NULL)
        heddle_canvas_model_place_node (model, part->id, (float) x, (float) y);
      else
        show_area (model, part, x, y, progress);
    }
  heddle_canvas_model_end_placing (model);
}

/**
 * heddle_canvas_parts_show_home:
 * @self: parts
 * @model: what shows them
 *
 * Shows parts where the document has them.
 */
void
heddle_canvas_parts_show_home (HeddleCanvasParts *self,
                               HeddleCanvasModel *model)
{
  for (guint i = 0; i < self->parts->len; i++)
    {
      if (get_part (self, i)->id != NULL)
        heddle_canvas_model_unplace_node (model, get_part (self, i)->id);
    }
  heddle_canvas_model_unplace_areas (model);
  heddle_canvas_model_end_placing (model);
}
