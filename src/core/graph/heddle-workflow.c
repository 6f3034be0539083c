/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-workflow.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "base/heddle-uuid.h"
#include "graph/heddle-element-private.h"

#define VERSION 1

/**
 * HeddleWorkflow:
 *
 * The document: pipelines that share inputs.
 */
struct _HeddleWorkflow
{
  HeddleElement  parent_instance;
  char          *id;
  char          *name;
  char          *description;
  HeddleElements elements[3];
};

enum
{
  INPUTS,
  PIPELINES,
};

G_DEFINE_FINAL_TYPE (HeddleWorkflow, heddle_workflow, HEDDLE_TYPE_ELEMENT)

typedef enum
{
  PROP_ID = 1,
  PROP_NAME,
  PROP_DESCRIPTION,
} HeddleWorkflowProperty;

static GParamSpec *properties[4];

static void
heddle_workflow_get_property (GObject    *object,
                              guint       id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  HeddleWorkflow *self = HEDDLE_WORKFLOW (object);

  switch ((HeddleWorkflowProperty) id)
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
heddle_workflow_update (HeddleElement *element)
{
  HeddleWorkflow *self = HEDDLE_WORKFLOW (element);
  JsonObject *members = heddle_element_get_members (element);

  g_set_str (&self->id, heddle_json_get_string (members, "id", NULL));
  g_set_str (&self->name, heddle_json_get_string (members, "name", NULL));
  g_set_str (&self->description, heddle_json_get_string (members, "description", ""));
}

static HeddleElements *
heddle_workflow_get_elements (HeddleElement *element)
{
  return HEDDLE_WORKFLOW (element)->elements;
}

static void
heddle_workflow_finalize (GObject *object)
{
  HeddleWorkflow *self = HEDDLE_WORKFLOW (object);

  for (guint i = INPUTS; i <= PIPELINES; i++)
    heddle_elements_clear (&self->elements[i]);
  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->description, g_free);

  G_OBJECT_CLASS (heddle_workflow_parent_class)->finalize (object);
}

static void
heddle_workflow_class_init (HeddleWorkflowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HeddleElementClass *element_class = HEDDLE_ELEMENT_CLASS (klass);

  object_class->get_property = heddle_workflow_get_property;
  object_class->finalize = heddle_workflow_finalize;

  element_class->kind = HEDDLE_ELEMENT_WORKFLOW;
  element_class->definition = NULL;
  element_class->id_member = "id";
  element_class->update = heddle_workflow_update;
  element_class->get_elements = heddle_workflow_get_elements;

  /**
   * HeddleWorkflow:id:
   *
   * Its UUID.
   */
  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleWorkflow:name:
   *
   * What it is called.
   */
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleWorkflow:description:
   *
   * What it is for.
   */
  properties[PROP_DESCRIPTION] =
    g_param_spec_string ("description", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
heddle_workflow_init (HeddleWorkflow *self)
{
  heddle_elements_init (&self->elements[INPUTS], HEDDLE_ELEMENT_INPUT, "inputs",
                        HEDDLE_TYPE_WORKFLOW_INPUT);
  heddle_elements_init (&self->elements[PIPELINES], HEDDLE_ELEMENT_PIPELINE, "pipelines",
                        HEDDLE_TYPE_PIPELINE);
}

/* A document of a later version may be of another form, so its version is read before anything
 * else is checked.
 */
static gboolean
check_version (JsonNode  *json,
               GError   **error)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (json) ? json_node_get_object (json) : NULL;
  const char *format = heddle_json_get_string (object, "format", NULL);
  double version = heddle_json_get_number (object, "version", VERSION);
  g_autofree char *text = NULL;

  if (g_strcmp0 (format, "heddle-workflow") != 0 || version <= VERSION)
    return TRUE;

  text = heddle_json_number_to_string (version);
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_NEWER,
               _("version: this document is of version %s of the format, and this Heddle reads "
                 "versions up to %d; a newer Heddle can open it"),
               text, VERSION);
  return FALSE;
}

/* Takes @json over: nobody else may hold it. */
static HeddleWorkflow *
load (JsonNode  *json,
      GError   **error)
{
  if (!check_version (json, error))
    return NULL;
  return (HeddleWorkflow *) heddle_element_new_from_json (HEDDLE_ELEMENT_WORKFLOW, json, error);
}

/**
 * heddle_workflow_new:
 * @name: what it is called
 *
 * Returns: (transfer full): a workflow with one empty pipeline `main`
 */
HeddleWorkflow *
heddle_workflow_new (const char *name)
{
  g_autofree char *id = heddle_uuid_new ();
  g_autoptr (JsonNode) json = heddle_json_parse ("{\"format\":\"heddle-workflow\",\"version\":1,"
                                                 "\"id\":\"\",\"name\":\"\",\"pipelines\":["
                                                 "{\"id\":\"main\",\"nodes\":[],\"links\":[]}]}",
                                                 -1, NULL);
  JsonObject *object = json_node_get_object (json);
  g_autoptr (GError) error = NULL;
  HeddleWorkflow *self;

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", name);
  self = load (json, &error);
  g_assert_no_error (error);
  return self;
}

/**
 * heddle_workflow_new_from_json:
 * @json: (transfer none): a document
 * @error: return location for an error
 *
 * Reads a document. All that this version does not know is kept; only a document that is not of the
 * format's form is an error: see [func@workflow_validate] for what keeps it from running.
 *
 * Returns: (transfer full): the workflow, or %NULL with %HEDDLE_GRAPH_ERROR_MALFORMED or
 *   %HEDDLE_GRAPH_ERROR_NEWER
 */
HeddleWorkflow *
heddle_workflow_new_from_json (JsonNode  *json,
                               GError   **error)
{
  g_autoptr (JsonNode) copy = NULL;

  g_return_val_if_fail (json != NULL, NULL);

  copy = heddle_json_copy (json);
  return load (copy, error);
}

/**
 * heddle_workflow_new_from_text:
 * @text: (array length=length): a document, in UTF-8
 * @length: its length in bytes, or -1 if it ends with NUL
 * @error: return location for an error
 *
 * Reads a document as [ctor@Workflow.new_from_json] does.
 *
 * Returns: (transfer full): the workflow, or %NULL with %HEDDLE_GRAPH_ERROR_MALFORMED (text that is
 *   no JSON: the message names line and column) or %HEDDLE_GRAPH_ERROR_NEWER
 */
HeddleWorkflow *
heddle_workflow_new_from_text (const char  *text,
                               gssize       length,
                               GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) json = heddle_json_parse (text, length, &problem);

  if (json == NULL)
    {
      g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                           problem->message);
      return NULL;
    }
  return load (json, error);
}

/**
 * heddle_workflow_to_json:
 * @self: a workflow
 *
 * Returns: (transfer full): the document, a tree of its own
 */
JsonNode *
heddle_workflow_to_json (HeddleWorkflow *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (self), NULL);

  return heddle_element_to_json (HEDDLE_ELEMENT (self));
}

/**
 * heddle_workflow_to_text:
 * @self: a workflow
 *
 * Returns: (transfer full): the document as it is written to files: indented, with a newline at the
 *   end
 */
char *
heddle_workflow_to_text (HeddleWorkflow *self)
{
  g_autoptr (JsonNode) json = NULL;

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (self), NULL);

  json = heddle_element_share_json (HEDDLE_ELEMENT (self));
  return heddle_json_write (json, HEDDLE_JSON_PRETTY);
}

/**
 * heddle_workflow_to_compact_text:
 * @self: a workflow
 *
 * Returns: (transfer full): the same without white space, for what no person reads
 */
char *
heddle_workflow_to_compact_text (HeddleWorkflow *self)
{
  g_autoptr (JsonNode) json = NULL;

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (self), NULL);

  json = heddle_element_share_json (HEDDLE_ELEMENT (self));
  return heddle_json_write (json, HEDDLE_JSON_COMPACT);
}

/**
 * heddle_workflow_get_id:
 * @self: a workflow
 *
 * Returns: (transfer none): its UUID
 */
const char *
heddle_workflow_get_id (HeddleWorkflow *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (self), NULL);

  return self->id;
}

/**
 * heddle_workflow_get_name:
 * @self: a workflow
 *
 * Returns: (transfer none): what it is called; can be empty
 */
const char *
heddle_workflow_get_name (HeddleWorkflow *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (self), NULL);

  return self->name;
}

/**
 * heddle_workflow_get_description:
 * @self: a workflow
 *
 * Returns: (transfer none): what it is for; can be empty
 */
const char *
heddle_workflow_get_description (HeddleWorkflow *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (self), NULL);

  return self->description;
}

/**
 * heddle_workflow_get_inputs:
 * @self: a workflow
 *
 * Returns: (transfer none): its inputs, a model of [class@WorkflowInput], in the order of the
 *   document
 */
GListModel *
heddle_workflow_get_inputs (HeddleWorkflow *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (self), NULL);

  return G_LIST_MODEL (self->elements[INPUTS].list);
}

/**
 * heddle_workflow_find_input:
 * @self: a workflow
 * @key: a key
 *
 * Returns: (transfer none) (nullable): the input of that key, if there is one
 */
HeddleWorkflowInput *
heddle_workflow_find_input (HeddleWorkflow *self,
                            const char     *key)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (self), NULL);

  return (HeddleWorkflowInput *) heddle_elements_find (&self->elements[INPUTS], key, NULL);
}

/**
 * heddle_workflow_get_pipelines:
 * @self: a workflow
 *
 * Returns: (transfer none): its pipelines, a model of [class@Pipeline], in the order of the
 *   document; there is always one
 */
GListModel *
heddle_workflow_get_pipelines (HeddleWorkflow *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (self), NULL);

  return G_LIST_MODEL (self->elements[PIPELINES].list);
}

/**
 * heddle_workflow_find_pipeline:
 * @self: a workflow
 * @id: (nullable): an id; %NULL for the first pipeline
 *
 * Returns: (transfer none) (nullable): the pipeline of that id, if there is one
 */
HeddlePipeline *
heddle_workflow_find_pipeline (HeddleWorkflow *self,
                               const char     *id)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW (self), NULL);

  if (id == NULL)
    {
      g_autoptr (HeddlePipeline) first = g_list_model_get_item (
        heddle_workflow_get_pipelines (self), 0);

      return first;
    }
  return (HeddlePipeline *) heddle_elements_find (&self->elements[PIPELINES], id, NULL);
}
