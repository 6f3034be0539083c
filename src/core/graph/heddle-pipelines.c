/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-pipelines.h"

#include <glib/gi18n-lib.h>

/* The id that a workflow's first pipeline has where nobody gave it another. */
#define FIRST "main"

/**
 * heddle_pipelines_dup_title:
 * @pipeline: a pipeline
 *
 * Returns: (transfer full): what people call it: its name, or else its id
 */
char *
heddle_pipelines_dup_title (HeddlePipeline *pipeline)
{
  const char *name = heddle_pipeline_get_name (pipeline);
  const char *id = heddle_pipeline_get_id (pipeline);

  /* Without a name of its own a pipeline is called by its id. */
  if (*name != '\0' && !g_str_equal (name, FIRST))
    return g_strdup (name);
  /* Translators: the first page of a workflow that has several */
  return g_strdup (g_str_equal (id, FIRST) ? _("Main") : id);
}

/**
 * heddle_pipelines_find:
 * @workflow: a workflow
 * @pipeline: a pipeline
 *
 * Returns: its place in the workflow, from 0; %G_MAXUINT where it is not in it
 */
guint
heddle_pipelines_find (HeddleWorkflow *workflow,
                       HeddlePipeline *pipeline)
{
  guint position;

  return g_list_store_find (G_LIST_STORE (heddle_workflow_get_pipelines (workflow)), pipeline, &position) ? position
                                                                                                        : G_MAXUINT;
}

static gboolean
apply (HeddleDocument  *document,
       const char      *label,
       HeddleEdit      *edit,
       GError         **error)
{
  gboolean applied;

  heddle_document_begin (document, label);
  applied = heddle_document_apply (document, edit, error);
  heddle_document_end (document);
  return applied;
}

static gboolean
is_title_taken (HeddleWorkflow *workflow,
                const char     *title)
{
  GListModel *pipelines = heddle_workflow_get_pipelines (workflow);

  for (guint i = 0; i < g_list_model_get_n_items (pipelines); i++)
    {
      g_autoptr (HeddlePipeline) pipeline = g_list_model_get_item (pipelines, i);
      g_autofree char *other = heddle_pipelines_dup_title (pipeline);

      if (g_str_equal (other, title))
        return TRUE;
    }
  return FALSE;
}

/* No page that was deleted has had it: the library's runs know pages by their ids. */
static char *
make_id (HeddleWorkflow *workflow)
{
  g_autofree char *id = NULL;

  do
    {
      g_autofree char *uuid = g_uuid_string_random ();

      g_free (id);
      id = g_strdup_printf ("page-%.8s", uuid);
    }
  while (heddle_workflow_find_pipeline (workflow, id) != NULL);
  return g_steal_pointer (&id);
}

/* With the first number that is free, from the place on that comes next. */
static char *
make_title (HeddleWorkflow *workflow)
{
  g_autofree char *title = NULL;

  for (guint i = g_list_model_get_n_items (heddle_workflow_get_pipelines (workflow)) + 1;
       title == NULL || is_title_taken (workflow, title); i++)
    {
      g_free (title);
      /* Translators: what a new page of a workflow is called; pages are numbered */
      title = g_strdup_printf (_("Page %u"), i);
    }
  return g_steal_pointer (&title);
}

static gboolean
insert (HeddleDocument  *document,
        const char      *label,
        JsonObject      *object,
        guint            position,
        GError         **error)
{
  g_autoptr (JsonNode) json = json_node_init_object (json_node_alloc (), object);
  g_autoptr (HeddleEdit) edit = heddle_edit_new_insert (HEDDLE_ELEMENT_PIPELINE, NULL, position, json);

  return apply (document, label, edit, error);
}

/**
 * heddle_pipelines_add:
 * @document: what is edited
 * @position: where among the workflow's pipelines, from 0; %G_MAXUINT for the end
 * @error: return location
 *
 * Adds an empty pipeline, as a step.
 *
 * Returns: (transfer full): its id; %NULL with an error of [error@GraphError]
 */
char *
heddle_pipelines_add (HeddleDocument  *document,
                      guint            position,
                      GError         **error)
{
  g_autoptr (JsonObject) object = json_object_new ();
  g_autofree char *id = make_id (heddle_document_get_workflow (document));
  g_autofree char *title = make_title (heddle_document_get_workflow (document));

  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", title);
  json_object_set_array_member (object, "nodes", json_array_new ());
  json_object_set_array_member (object, "links", json_array_new ());
  return insert (document, _("Add Page"), object, position, error) ? g_steal_pointer (&id) : NULL;
}

/**
 * heddle_pipelines_duplicate:
 * @document: what is edited
 * @pipeline: one of its pipelines
 * @error: return location
 *
 * Adds a pipeline that is as another, behind it, as a step. Its nodes have the same ids: these are unique in
 * their pipeline.
 *
 * Returns: (transfer full): its id; %NULL with an error of [error@GraphError]
 */
char *
heddle_pipelines_duplicate (HeddleDocument  *document,
                            HeddlePipeline  *pipeline,
                            GError         **error)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (document);
  g_autoptr (JsonNode) json = heddle_element_to_json (HEDDLE_ELEMENT (pipeline));
  JsonObject *object = json_node_get_object (json);
  g_autofree char *title = heddle_pipelines_dup_title (pipeline);
  g_autofree char *name = g_strdup_printf (_("%s (copy)"), title);
  g_autofree char *id = make_id (workflow);

  for (guint i = 2; is_title_taken (workflow, name); i++)
    {
      g_free (name);
      name = g_strdup_printf (_("%s (copy %u)"), title, i);
    }
  json_object_set_string_member (object, "id", id);
  json_object_set_string_member (object, "name", name);
  return insert (document, _("Duplicate Page"), object, heddle_pipelines_find (workflow, pipeline) + 1, error)
           ? g_steal_pointer (&id)
           : NULL;
}

/**
 * heddle_pipelines_rename:
 * @document: what is edited
 * @pipeline: one of its pipelines
 * @name: what it is to be called
 * @error: return location
 *
 * Gives a pipeline another name, as a step. Its id, by which commands and runs know it, stays.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_pipelines_rename (HeddleDocument  *document,
                         HeddlePipeline  *pipeline,
                         const char      *name,
                         GError         **error)
{
  static const char *const path[] = { "name", NULL };
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), name);
  g_autoptr (HeddleEdit) edit = NULL;

  if (g_strcmp0 (heddle_pipeline_get_name (pipeline), name) == 0)
    return TRUE;
  edit = heddle_edit_new_set (HEDDLE_ELEMENT_PIPELINE, NULL, heddle_pipeline_get_id (pipeline), path, value);
  return apply (document, _("Rename Page"), edit, error);
}

/**
 * heddle_pipelines_move:
 * @document: what is edited
 * @pipeline: one of its pipelines
 * @position: where among the workflow's pipelines it is to be, from 0; %G_MAXUINT for the end
 * @error: return location
 *
 * Changes the order of the pipelines, as a step. The first is what is run where nobody says which.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_pipelines_move (HeddleDocument  *document,
                       HeddlePipeline  *pipeline,
                       guint            position,
                       GError         **error)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (document);
  guint last = g_list_model_get_n_items (heddle_workflow_get_pipelines (workflow)) - 1;
  g_autoptr (HeddleEdit) edit = NULL;

  if (heddle_pipelines_find (workflow, pipeline) == MIN (position, last))
    return TRUE;
  edit = heddle_edit_new_move (HEDDLE_ELEMENT_PIPELINE, NULL, heddle_pipeline_get_id (pipeline), position);
  return apply (document, _("Move Page"), edit, error);
}

/**
 * heddle_pipelines_remove:
 * @document: what is edited
 * @pipeline: one of its pipelines
 * @error: return location
 *
 * Takes a pipeline away with all that is in it, as a step. The last one stays.
 *
 * Returns: %FALSE with an error of [error@GraphError]
 */
gboolean
heddle_pipelines_remove (HeddleDocument  *document,
                         HeddlePipeline  *pipeline,
                         GError         **error)
{
  g_autoptr (HeddleEdit) edit =
    heddle_edit_new_remove (HEDDLE_ELEMENT_PIPELINE, NULL, heddle_pipeline_get_id (pipeline));

  return apply (document, _("Delete Page"), edit, error);
}
