/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-pipeline.h"

#include "base/heddle-json.h"
#include "graph/heddle-element-private.h"
#include "graph/heddle-frame.h"
#include "graph/heddle-note.h"

/**
 * HeddlePipeline:
 *
 * A page of the workflow: nodes, and the links between them.
 */
struct _HeddlePipeline
{
  HeddleElement  parent_instance;
  char          *id;
  char          *name;
  char          *description;
  HeddleElements elements[5];
};

enum
{
  NODES,
  LINKS,
  FRAMES,
  NOTES,
};

G_DEFINE_FINAL_TYPE (HeddlePipeline, heddle_pipeline, HEDDLE_TYPE_ELEMENT)

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_DESCRIPTION,
} HeddlePipelineProperty;

static GParamSpec *properties[4];

static void
heddle_pipeline_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  HeddlePipeline *self = HEDDLE_PIPELINE (object);

  switch ((HeddlePipelineProperty) id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, self->description);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_pipeline_update (HeddleElement *element)
{
  HeddlePipeline *self = HEDDLE_PIPELINE (element);
  JsonObject *members = heddle_element_get_members (element);

  g_set_str (&self->id, heddle_json_get_string (members, "id", NULL));
  g_set_str (&self->name, heddle_json_get_string (members, "name", self->id));
  g_set_str (&self->description, heddle_json_get_string (members, "description", ""));
}

static HeddleElements *
heddle_pipeline_get_elements (HeddleElement *element)
{
  return HEDDLE_PIPELINE (element)->elements;
}

static void
heddle_pipeline_finalize (GObject *object)
{
  HeddlePipeline *self = HEDDLE_PIPELINE (object);

  for (guint i = NODES; i <= NOTES; i++)
    heddle_elements_clear (&self->elements[i]);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->description, g_free);

  G_OBJECT_CLASS (heddle_pipeline_parent_class)->finalize (object);
}

static void
heddle_pipeline_class_init (HeddlePipelineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HeddleElementClass *element_class = HEDDLE_ELEMENT_CLASS (klass);

  object_class->get_property = heddle_pipeline_get_property;
  object_class->finalize = heddle_pipeline_finalize;

  element_class->kind = HEDDLE_ELEMENT_PIPELINE;
  element_class->definition = "pipeline";
  element_class->id_member = "id";
  element_class->update = heddle_pipeline_update;
  element_class->get_elements = heddle_pipeline_get_elements;

  /**
   * HeddlePipeline:id:
   *
   * Its name in the document and for `run --pipeline`.
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddlePipeline:name:
   *
   * What it is called.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddlePipeline:description:
   *
   * What it is for.
   */
  properties[PROP_DESCRIPTION] =
    g_param_spec_string ("description", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
heddle_pipeline_init (HeddlePipeline *self)
{
  heddle_elements_init (&self->elements[NODES], HEDDLE_ELEMENT_NODE, "nodes", HEDDLE_TYPE_NODE);
  heddle_elements_init (&self->elements[LINKS], HEDDLE_ELEMENT_LINK, "links", HEDDLE_TYPE_LINK);
  heddle_elements_init (&self->elements[FRAMES], HEDDLE_ELEMENT_FRAME, "frames", HEDDLE_TYPE_FRAME);
  heddle_elements_init (&self->elements[NOTES], HEDDLE_ELEMENT_NOTE, "notes", HEDDLE_TYPE_NOTE);
}

/**
 * heddle_pipeline_get_id:
 * @self: a pipeline
 *
 * Returns: (transfer none): its name in the document and for `run --pipeline`
 */
const char *
heddle_pipeline_get_id (HeddlePipeline *self)
{
  g_return_val_if_fail (HEDDLE_IS_PIPELINE (self), NULL);

  return self->id;
}

/**
 * heddle_pipeline_get_name:
 * @self: a pipeline
 *
 * Returns: (transfer none): what it is called; its id where the document gives no name
 */
const char *
heddle_pipeline_get_name (HeddlePipeline *self)
{
  g_return_val_if_fail (HEDDLE_IS_PIPELINE (self), NULL);

  return self->name;
}

/**
 * heddle_pipeline_get_description:
 * @self: a pipeline
 *
 * Returns: (transfer none): what it is for; can be empty
 */
const char *
heddle_pipeline_get_description (HeddlePipeline *self)
{
  g_return_val_if_fail (HEDDLE_IS_PIPELINE (self), NULL);

  return self->description;
}

/**
 * heddle_pipeline_get_nodes:
 * @self: a pipeline
 *
 * Returns: (transfer none): its nodes, a model of [class@Node], in the order of the document
 */
GListModel *
heddle_pipeline_get_nodes (HeddlePipeline *self)
{
  g_return_val_if_fail (HEDDLE_IS_PIPELINE (self), NULL);

  return G_LIST_MODEL (self->elements[NODES].list);
}

/**
 * heddle_pipeline_get_links:
 * @self: a pipeline
 *
 * Returns: (transfer none): its links, a model of [class@Link], in the order of the document
 */
GListModel *
heddle_pipeline_get_links (HeddlePipeline *self)
{
  g_return_val_if_fail (HEDDLE_IS_PIPELINE (self), NULL);

  return G_LIST_MODEL (self->elements[LINKS].list);
}

/**
 * heddle_pipeline_get_frames:
 * @self: a pipeline
 *
 * Returns: (transfer none): its frames, a model of [class@Frame], in the order of the document
 */
GListModel *
heddle_pipeline_get_frames (HeddlePipeline *self)
{
  g_return_val_if_fail (HEDDLE_IS_PIPELINE (self), NULL);

  return G_LIST_MODEL (self->elements[FRAMES].list);
}

/**
 * heddle_pipeline_get_notes:
 * @self: a pipeline
 *
 * Returns: (transfer none): its notes, a model of [class@Note], in the order of the document
 */
GListModel *
heddle_pipeline_get_notes (HeddlePipeline *self)
{
  g_return_val_if_fail (HEDDLE_IS_PIPELINE (self), NULL);

  return G_LIST_MODEL (self->elements[NOTES].list);
}

/**
 * heddle_pipeline_find_node:
 * @self: a pipeline
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the node of that id, if there is one
 */
HeddleNode *
heddle_pipeline_find_node (HeddlePipeline *self,
                           const char     *id)
{
  g_return_val_if_fail (HEDDLE_IS_PIPELINE (self), NULL);

  return (HeddleNode *) heddle_elements_find (&self->elements[NODES], id, NULL);
}

/**
 * heddle_pipeline_find_link:
 * @self: a pipeline
 * @id: an id
 *
 * Returns: (transfer none) (nullable): the link of that id, if there is one
 */
HeddleLink *
heddle_pipeline_find_link (HeddlePipeline *self,
                           const char     *id)
{
  g_return_val_if_fail (HEDDLE_IS_PIPELINE (self), NULL);

  return (HeddleLink *) heddle_elements_find (&self->elements[LINKS], id, NULL);
}
