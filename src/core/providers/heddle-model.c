/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-model.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "providers/heddle-provider-error.h"

struct _HeddleModel
{
  GObject parent_instance;

  char *id;
  char *qualified;
  JsonObject *facts;
  HeddleModel *original;
  HeddleModelTask *tasks[HEDDLE_TASK_CONTENT_SAFETY + 1];
};

G_DEFINE_FINAL_TYPE (HeddleModel, heddle_model, G_TYPE_OBJECT)

static void
heddle_model_finalize (GObject *object)
{
  HeddleModel *self = HEDDLE_MODEL (object);

  g_clear_pointer (&self->id, g_free);
  g_clear_pointer (&self->qualified, g_free);
  if (self->original == NULL)
    g_clear_pointer (&self->facts, json_object_unref);
  g_clear_object (&self->original);
  for (guint i = 0; i < G_N_ELEMENTS (self->tasks); i++)
    g_clear_object (&self->tasks[i]);

  G_OBJECT_CLASS (heddle_model_parent_class)->finalize (object);
}

static void
heddle_model_class_init (HeddleModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_model_finalize;
}

static void
heddle_model_init (HeddleModel *self)
{
}

/**
 * heddle_model_new:
 * @provider: the provider's id
 * @id: the provider's own name for the model
 * @facts: (nullable) (transfer none): what the manifest says of it; %NULL where it does not list it
 *
 * Returns: (transfer full): a model that can do nothing yet
 */
HeddleModel *
heddle_model_new (const char *provider,
                  const char *id,
                  JsonObject *facts)
{
  HeddleModel *self;

  g_return_val_if_fail (provider != NULL, NULL);
  g_return_val_if_fail (id != NULL, NULL);

  self = g_object_new (HEDDLE_TYPE_MODEL, NULL);
  self->id = g_strdup (id);
  self->qualified = g_strconcat (provider, "/", id, NULL);
  self->facts = facts != NULL ? json_object_ref (facts) : NULL;

  return self;
}

/**
 * heddle_model_add_task:
 * @self: a model that nobody else has seen yet
 * @task: what it can do, and how
 */
void
heddle_model_add_task (HeddleModel     *self,
                       HeddleModelTask *task)
{
  g_return_if_fail (HEDDLE_IS_MODEL (self));
  g_return_if_fail (HEDDLE_IS_MODEL_TASK (task));

  g_set_object (&self->tasks[heddle_model_task_get_task (task)], task);
}

static HeddleModel *
create_view (HeddleModel *self)
{
  HeddleModel *view = g_object_new (HEDDLE_TYPE_MODEL, NULL);

  view->original = g_object_ref (self);
  view->id = g_strdup (self->id);
  view->qualified = g_strdup (self->qualified);
  /* JSON counts its references for one thread only. */
  view->facts = self->facts;
  return view;
}

/**
 * heddle_model_dup_for:
 * @self: a model
 * @task: a task
 * @operation: (nullable): which kind of edit
 *
 * See [method@ModelTask.get_for].
 *
 * Returns: (transfer full): the model as it does @task for the operation; without the task where it cannot
 */
HeddleModel *
heddle_model_dup_for (HeddleModel *self,
                      HeddleTask   task,
                      const char  *operation)
{
  HeddleModel *view;

  g_return_val_if_fail (HEDDLE_IS_MODEL (self), NULL);
  g_return_val_if_fail ((guint) task < G_N_ELEMENTS (self->tasks), NULL);

  view = create_view (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->tasks); i++)
    {
      HeddleModelTask *own = self->tasks[i];

      if (own != NULL && i == (guint) task)
        own = heddle_model_task_get_for (own, operation);
      g_set_object (&view->tasks[i], own);
    }
  return view;
}

/**
 * heddle_model_dup_at:
 * @self: a model
 * @url: where it is asked
 *
 * See [method@ModelTask.get_at].
 *
 * Returns: (transfer full): the model as it is there
 */
HeddleModel *
heddle_model_dup_at (HeddleModel *self,
                     const char  *url)
{
  HeddleModel *there;

  g_return_val_if_fail (HEDDLE_IS_MODEL (self), NULL);
  g_return_val_if_fail (url != NULL, NULL);

  there = create_view (self);
  for (guint i = 0; i < G_N_ELEMENTS (self->tasks); i++)
    {
      if (self->tasks[i] != NULL)
        there->tasks[i] = g_object_ref (heddle_model_task_get_at (self->tasks[i], self->id, url));
    }

  return there;
}

/**
 * heddle_model_get_id:
 * @self: a model
 *
 * Returns: (transfer none): the provider's own name for it
 */
const char *
heddle_model_get_id (HeddleModel *self)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL (self), NULL);

  return self->id;
}

/**
 * heddle_model_get_qualified:
 * @self: a model
 *
 * Returns: (transfer none): `provider/model`, as documents name it
 */
const char *
heddle_model_get_qualified (HeddleModel *self)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL (self), NULL);

  return self->qualified;
}

/**
 * heddle_model_get_name:
 * @self: a model
 *
 * Returns: (transfer none): its name for people
 */
const char *
heddle_model_get_name (HeddleModel *self)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL (self), NULL);

  return self->facts != NULL ? heddle_json_get_string (self->facts, "name", self->id) : self->id;
}

/**
 * heddle_model_get_version:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): its version; %NULL where the manifest gives none
 */
const char *
heddle_model_get_version (HeddleModel *self)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL (self), NULL);

  return self->facts != NULL ? heddle_json_get_string (self->facts, "version", NULL) : NULL;
}

/**
 * heddle_model_get_status:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): `staged`, `production`, `deprecated`, `archived` or
 *   `failed`; %NULL where the manifest does not say
 */
const char *
heddle_model_get_status (HeddleModel *self)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL (self), NULL);

  return self->facts != NULL ? heddle_json_get_string (self->facts, "status", NULL) : NULL;
}

/**
 * heddle_model_get_read:
 * @self: a model
 *
 * Returns: (transfer none) (nullable): the date (ISO 8601) on which the manifest's facts were read
 */
const char *
heddle_model_get_read (HeddleModel *self)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL (self), NULL);

  return self->facts != NULL ? heddle_json_get_string (self->facts, "read", NULL) : NULL;
}

/**
 * heddle_model_is_listed:
 * @self: a model
 *
 * Returns: whether the manifest lists it; any other runs with the defaults of its tasks
 */
gboolean
heddle_model_is_listed (HeddleModel *self)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL (self), FALSE);

  return self->facts != NULL;
}

/**
 * heddle_model_is_verified:
 * @self: a model
 *
 * Returns: whether the provider's own word stands behind what the manifest says of it
 */
gboolean
heddle_model_is_verified (HeddleModel *self)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL (self), FALSE);

  return self->facts != NULL && heddle_json_get_boolean (self->facts, "verified", TRUE);
}

/**
 * heddle_model_get_task:
 * @self: a model
 * @task: a task
 *
 * Returns: (transfer none) (nullable): how it does @task; %NULL where it cannot
 */
HeddleModelTask *
heddle_model_get_task (HeddleModel *self,
                       HeddleTask   task)
{
  g_return_val_if_fail (HEDDLE_IS_MODEL (self), NULL);
  g_return_val_if_fail ((guint) task < G_N_ELEMENTS (self->tasks), NULL);

  return self->tasks[task];
}

/**
 * heddle_model_require_task:
 * @self: a model
 * @task: a task
 * @operation: (nullable): which kind of edit, where it is one
 * @error: return location
 *
 * Returns: (transfer none): how it does that; %NULL with %HEDDLE_PROVIDER_ERROR_UNSUPPORTED where it cannot
 */
HeddleModelTask *
heddle_model_require_task (HeddleModel  *self,
                           HeddleTask    task,
                           const char   *operation,
                           GError      **error)
{
  HeddleModelTask *usual = heddle_model_get_task (self, task);
  HeddleModelTask *found = usual != NULL ? heddle_model_task_get_for (usual, operation) : NULL;
  g_auto (GStrv) operations = NULL;
  g_autofree char *known = NULL;

  if (found != NULL)
    return found;
  if (usual == NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
                   _("The model “%s” cannot do %s. See: heddlectl list models"), self->qualified,
                   heddle_task_to_string (task));
      return NULL;
    }
  operations = heddle_model_task_list_operations (usual);
  known = g_strjoinv (", ", operations);
  g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNSUPPORTED,
               _("The model “%s” does %s, but not %s. Choose one of these, or another model."), self->qualified, known,
               operation);
  return NULL;
}
