/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-manifest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json-schema.h"
#include "base/heddle-json.h"
#include "base/heddle-threads.h"
#include "providers/heddle-address.h"
#include "providers/heddle-hosts.h"
#include "providers/heddle-json-query.h"
#include "providers/heddle-manifest-check.h"
#include "providers/heddle-provider-answer.h"
#include "providers/heddle-provider-error.h"
#include "providers/heddle-repeats.h"

#define SCHEMA_PATH "/app/heddle/Heddle/schemas/provider-1.schema.json"
#define MAX_FILE_BYTES (4 * 1024 * 1024)

struct _HeddleManifest
{
  GObject parent_instance;

  JsonNode *root;
  JsonObject *object;
  GPtrArray *models;
  GHashTable *models_by_id;
  GPtrArray *tasks;
};

G_DEFINE_FINAL_TYPE (HeddleManifest, heddle_manifest, G_TYPE_OBJECT)

static void
heddle_manifest_finalize (GObject *object)
{
  HeddleManifest *self = HEDDLE_MANIFEST (object);

  g_clear_pointer (&self->tasks, g_ptr_array_unref);
  g_clear_pointer (&self->models_by_id, g_hash_table_unref);
  g_clear_pointer (&self->models, g_ptr_array_unref);
  g_clear_pointer (&self->root, json_node_unref);

  G_OBJECT_CLASS (heddle_manifest_parent_class)->finalize (object);
}

static void
heddle_manifest_class_init (HeddleManifestClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_manifest_finalize;
}

static void
heddle_manifest_init (HeddleManifest *self)
{
  self->models = g_ptr_array_new_with_free_func (g_object_unref);
  self->models_by_id = g_hash_table_new (g_str_hash, g_str_equal);
  self->tasks = g_ptr_array_new_with_free_func (g_object_unref);
}

static HeddleJsonSchema *
get_schema (void)
{
  static gsize schema;

  if (g_once_init_enter (&schema))
    g_once_init_leave (&schema, (gsize) heddle_json_schema_new_from_resource (SCHEMA_PATH));

  return (HeddleJsonSchema *) schema;
}

static void
set_error (GError     **error,
           const char  *message)
{
  g_set_error_literal (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST, message);
}

/* A model's task is checked as it will be used: laid over the manifest's own. */
static gboolean
check_overlay (HeddleManifest  *self,
               JsonNode        *merged,
               const char      *task,
               const char      *where,
               GError         **error)
{
  g_autoptr (JsonNode) root = heddle_json_copy (self->root);
  JsonObject *object = json_node_get_object (root);
  JsonObject *tasks = json_object_new ();
  g_autoptr (GError) cause = NULL;
  g_autofree char *place = g_strconcat ("tasks.", task, NULL);
  g_autofree char *message = NULL;

  json_object_remove_member (object, "models");
  json_object_set_member (tasks, task, heddle_json_copy (merged));
  json_object_set_object_member (object, "tasks", tasks);

  if (!heddle_json_schema_validate (get_schema (), root, &cause))
    {
      message = g_strconcat (where, g_str_has_prefix (cause->message, place) ? "" : ": ",
                             g_str_has_prefix (cause->message, place) ? cause->message + strlen (place) : cause->message,
                             NULL);
      set_error (error, message);
      return FALSE;
    }

  return heddle_manifest_check_task (json_node_get_object (merged), where, heddle_manifest_get_adapter (self) == NULL,
                                     error);
}

/* So is each kind of edit: laid over the task. */
static gboolean
check_operations (HeddleManifest  *self,
                  JsonNode        *definition,
                  const char      *task,
                  const char      *where,
                  GError         **error)
{
  JsonObject *operations = heddle_json_get_object (json_node_get_object (definition), "operations");
  g_autoptr (JsonNode) plain = heddle_json_copy (definition);
  JsonObjectIter iter;
  const char *name;
  JsonNode *overlay;

  if (operations == NULL)
    return TRUE;
  if (!g_str_equal (task, heddle_task_to_string (HEDDLE_TASK_IMAGE_EDIT)))
    {
      g_autofree char *message = g_strdup_printf (_("%s.operations: only image-edit has some"), where);

      set_error (error, message);
      return FALSE;
    }
  json_object_remove_member (json_node_get_object (plain), "operations");
  json_object_iter_init_ordered (&iter, operations);
  while (json_object_iter_next_ordered (&iter, &name, &overlay))
    {
      g_autoptr (JsonNode) merged = heddle_json_merge_patch (plain, overlay);
      g_autofree char *inner = g_strdup_printf ("%s.operations.%s", where, name);

      if (!check_overlay (self, merged, task, inner, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
add_model_tasks (HeddleManifest  *self,
                 HeddleModel     *model,
                 JsonObject      *object,
                 guint            nth,
                 GError         **error)
{
  JsonObject *tasks = heddle_json_get_object (self->object, "tasks");
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;

  json_object_iter_init_ordered (&iter, heddle_json_get_object (object, "tasks"));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autoptr (HeddleModelTask) definition = NULL;
      g_autoptr (JsonNode) merged = NULL;
      g_autofree char *where = NULL;
      HeddleTask task;

      if (!heddle_task_from_string (name, &task))
        {
          g_autofree char *message = g_strdup_printf (_("models[%u].tasks.%s: there is no such "
                                                        "task"),
                                                      nth, name);

          set_error (error, message);
          return FALSE;
        }

      merged = heddle_json_merge_patch (json_object_get_member (tasks, name), member);

      where = g_strdup_printf ("models[%u].tasks.%s", nth, name);
      if (!check_overlay (self, merged, name, where, error) || !check_operations (self, merged, name, where, error))
        return FALSE;

      definition = heddle_model_task_new (task, json_node_get_object (merged));
      heddle_model_add_task (model, definition);
    }

  return TRUE;
}

static gboolean
load_models (HeddleManifest  *self,
             GError         **error)
{
  JsonArray *models = heddle_json_get_array (self->object, "models");

  for (guint i = 0; models != NULL && i < json_array_get_length (models); i++)
    {
      JsonObject *object = json_array_get_object_element (models, i);
      const char *id = heddle_json_get_string (object, "id", "");
      g_autoptr (HeddleModel) model = heddle_model_new (heddle_manifest_get_id (self), id, object);

      if (g_hash_table_contains (self->models_by_id, id))
        {
          g_autofree char *message = g_strdup_printf (_("models[%u].id: there is another “%s”"), i,
                                                      id);

          set_error (error, message);
          return FALSE;
        }

      if (!add_model_tasks (self, model, object, i, error))
        return FALSE;

      g_hash_table_insert (self->models_by_id, (char *) heddle_model_get_id (model), model);
      g_ptr_array_add (self->models, g_steal_pointer (&model));
    }

  return TRUE;
}

/* What a person says of an account must not stand where the key does, nor change what is sent. */
static gboolean
check_account (HeddleManifest  *self,
               GError         **error)
{
  JsonObject *account = heddle_json_get_object (self->object, "account");
  g_autoptr (GList) headers = account == NULL ? NULL : json_object_get_members (account);

  for (GList *l = headers; l != NULL; l = l->next)
    {
      if (g_regex_match_simple ("^(?!authorization|cookie|host|content-|transfer-|proxy-)[a-z][a-z0-9-]*$", l->data,
                                G_REGEX_CASELESS | G_REGEX_DOLLAR_ENDONLY, 0)
          && g_ascii_strcasecmp (l->data, heddle_json_get_string (heddle_json_get_object (self->object, "auth"),
                                                                  "name", "")) != 0)
        continue;
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST,
                   _("account: “%s” is not a header that can tell accounts apart"), (const char *) l->data);
      return FALSE;
    }
  return TRUE;
}

static gboolean
check_whole (HeddleManifest  *self,
             GError         **error)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *member;
  JsonObject *check = heddle_json_get_object (self->object, "check");
  JsonObject *errors = heddle_json_get_object (self->object, "errors");
  JsonObject *limits = heddle_json_get_object (self->object, "rate_limits");
  const char *base_url = heddle_manifest_get_base_url (self);
  HeddleAuthType auth = heddle_manifest_get_auth_type (self);

  if (heddle_manifest_get_adapter (self) == NULL && base_url == NULL)
    {
      set_error (error, _("base_url: missing"));
      return FALSE;
    }

  if (base_url != NULL && !heddle_address_check (base_url, NULL, error))
    {
      g_prefix_error (error, "base_url: ");
      return FALSE;
    }

  if ((auth == HEDDLE_AUTH_HEADER || auth == HEDDLE_AUTH_QUERY) &&
      heddle_manifest_get_auth_name (self) == NULL)
    {
      set_error (error, _("auth.name: missing"));
      return FALSE;
    }

  json_object_iter_init_ordered (&iter, heddle_json_get_object (self->object, "tasks"));
  while (json_object_iter_next_ordered (&iter, &name, &member))
    {
      g_autofree char *where = g_strdup_printf ("tasks.%s", name);
      HeddleTask task;

      if (!heddle_manifest_check_task (json_node_get_object (member), where,
                                       heddle_manifest_get_adapter (self) == NULL, error)
          || !check_operations (self, member, name, where, error))
        return FALSE;

      if (heddle_task_from_string (name, &task))
        g_ptr_array_add (self->tasks, heddle_model_task_new (task, json_node_get_object (member)));
    }

  return check_account (self, error) && heddle_hosts_check (heddle_manifest_get_hosts (self), error) &&
         heddle_repeats_check (limits, error) &&
         (limits == NULL ||
          heddle_manifest_check_paths (json_object_get_member (self->object, "rate_limits"), "rate_limits", error)) &&
         (check == NULL ||
          heddle_manifest_check_paths (json_object_get_member (self->object, "check"), "check", error)) &&
         (errors == NULL ||
          (heddle_manifest_check_paths (json_object_get_member (self->object, "errors"), "errors", error)
           && heddle_provider_answer_check_advice (errors, error)));
}

static HeddleManifest *
load (GBytes  *data,
      GError **error)
{
  g_autoptr (HeddleManifest) self = g_object_new (HEDDLE_TYPE_MANIFEST, NULL);
  g_autoptr (GError) cause = NULL;
  gsize length;
  const char *text = g_bytes_get_data (data, &length);

  self->root = heddle_json_parse (text, (gssize) length, &cause);

  if (self->root == NULL || !heddle_json_schema_validate (get_schema (), self->root, &cause))
    {
      set_error (error, cause->message);
      return NULL;
    }

  self->object = json_node_get_object (self->root);

  if (!check_whole (self, error) || !load_models (self, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * heddle_manifest_new_from_data:
 * @data: the document
 * @name: what to call it in errors, such as its file name
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST, whose message names @name, the
 *   line, and the path of what is wrong
 *
 * Reads a manifest and checks it as a whole: against its schema, with every model's own definitions
 * laid over those of its tasks, and for what the schema cannot say.
 *
 * Returns: (transfer full) (nullable): the manifest; %NULL with @error set
 */
HeddleManifest *
heddle_manifest_new_from_data (GBytes      *data,
                               const char  *name,
                               GError     **error)
{
  g_autoptr (GError) cause = NULL;
  HeddleManifest *self;
  gsize length;
  const char *text;

  g_return_val_if_fail (data != NULL, NULL);
  g_return_val_if_fail (name != NULL, NULL);

  self = load (data, &cause);

  if (self == NULL)
    {
      text = g_bytes_get_data (data, &length);
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST,
                   /* Translators: file name, line, what is wrong */
                   _("%s, line %u: %s"), name, heddle_json_find_line (text, length, cause->message),
                   cause->message);
    }

  return self;
}

/**
 * heddle_manifest_new_from_resource:
 * @path: a resource
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST
 *
 * Returns: (transfer full) (nullable): the manifest; %NULL with @error set
 */
HeddleManifest *
heddle_manifest_new_from_resource (const char  *path,
                                   GError     **error)
{
  g_autoptr (GBytes) data = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);

  data = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

  if (data == NULL)
    return NULL;

  name = g_path_get_basename (path);

  return heddle_manifest_new_from_data (data, name, error);
}

/**
 * heddle_manifest_new_from_file:
 * @path: a file
 * @error: return location for a %HEDDLE_PROVIDER_ERROR_MANIFEST
 *
 * Reads a person's own manifest. Blocks.
 *
 * Returns: (transfer full) (nullable): the manifest; %NULL with @error set
 */
HeddleManifest *
heddle_manifest_new_from_file (const char  *path,
                               GError     **error)
{
  g_autoptr (GMappedFile) file = NULL;
  g_autoptr (GBytes) data = NULL;
  g_autoptr (GError) cause = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  HEDDLE_ASSERT_MAY_BLOCK ();

  name = g_path_get_basename (path);
  file = g_mapped_file_new (path, FALSE, &cause);

  if (file == NULL)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST,
                   _("%s cannot be read: %s"), name, cause->message);
      return NULL;
    }

  if (g_mapped_file_get_length (file) > MAX_FILE_BYTES)
    {
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_MANIFEST,
                   _("%s is too large for a manifest."), name);
      return NULL;
    }

  data = g_bytes_new (g_mapped_file_get_contents (file), g_mapped_file_get_length (file));

  return heddle_manifest_new_from_data (data, name, error);
}

/**
 * heddle_manifest_get_id:
 * @self: a manifest
 *
 * Returns: (transfer none): the provider's id, which begins its models' names
 */
const char *
heddle_manifest_get_id (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);

  return heddle_json_get_string (self->object, "id", NULL);
}

/**
 * heddle_manifest_get_name:
 * @self: a manifest
 *
 * Returns: (transfer none): the provider's name for people
 */
const char *
heddle_manifest_get_name (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);

  return heddle_json_get_string (self->object, "name", NULL);
}

/**
 * heddle_manifest_get_description:
 * @self: a manifest
 *
 * Returns: (transfer none): a sentence or two on the provider; may be empty
 */
const char *
heddle_manifest_get_description (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);

  return heddle_json_get_string (self->object, "description", "");
}

/**
 * heddle_manifest_get_link:
 * @self: a manifest
 * @name: `site`, `keys`, `documentation` or `prices`
 *
 * Returns: (transfer none) (nullable): a web page; %NULL where the manifest gives none
 */
const char *
heddle_manifest_get_link (HeddleManifest *self,
                          const char     *name)
{
  JsonObject *links;

  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  links = heddle_json_get_object (self->object, "links");

  return links != NULL ? heddle_json_get_string (links, name, NULL) : NULL;
}

/**
 * heddle_manifest_get_adapter:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): the name of the code that does the work in place of HTTP,
 *   such as `sketch`; %NULL for all that is said in the manifest itself
 */
const char *
heddle_manifest_get_adapter (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);

  return heddle_json_get_string (self->object, "adapter", NULL);
}

/**
 * heddle_manifest_get_base_url:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): what all paths are appended to; %NULL only with an adapter
 */
const char *
heddle_manifest_get_base_url (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);

  return heddle_json_get_string (self->object, "base_url", NULL);
}

/**
 * heddle_manifest_get_hosts:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): where the key may go beside the base URL, as [func@hosts_contain] reads it
 */
JsonArray *
heddle_manifest_get_hosts (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);

  return heddle_json_get_array (self->object, "hosts");
}

/**
 * heddle_manifest_get_auth_type:
 * @self: a manifest
 *
 * Returns: how a key is shown to the provider
 */
HeddleAuthType
heddle_manifest_get_auth_type (HeddleManifest *self)
{
  static const char *const types[] = {
    [HEDDLE_AUTH_NONE] = "none",   [HEDDLE_AUTH_BEARER] = "bearer", [HEDDLE_AUTH_HEADER] = "header",
    [HEDDLE_AUTH_QUERY] = "query", [HEDDLE_AUTH_BASIC] = "basic",
  };
  const char *type;

  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), HEDDLE_AUTH_NONE);

  type = heddle_json_get_string (heddle_json_get_object (self->object, "auth"), "type", "none");

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (g_str_equal (types[i], type))
        return (HeddleAuthType) i;
    }

  return HEDDLE_AUTH_NONE;
}

/**
 * heddle_manifest_get_auth_name:
 * @self: a manifest
 *
 * Returns: (transfer none) (nullable): name of the header or parameter that carries the key
 */
const char *
heddle_manifest_get_auth_name (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);

  return heddle_json_get_string (heddle_json_get_object (self->object, "auth"), "name", NULL);
}

/**
 * heddle_manifest_get_auth_prefix:
 * @self: a manifest
 *
 * Returns: (transfer none): what stands before the key in its header
 */
const char *
heddle_manifest_get_auth_prefix (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);

  return heddle_json_get_string (heddle_json_get_object (self->object, "auth"), "prefix", "");
}

/**
 * heddle_manifest_get_section:
 * @self: a manifest
 * @name: `errors`, `headers`, `rate_limits`…
 *
 * Returns: (transfer none) (nullable): that object of the document; %NULL where it is missing
 */
JsonObject *
heddle_manifest_get_section (HeddleManifest *self,
                             const char     *name)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  return heddle_json_get_object (self->object, name);
}

/**
 * heddle_manifest_takes_any_model:
 * @self: a manifest
 *
 * Returns: whether the models it lists are examples only, and any other is as usual
 */
gboolean
heddle_manifest_takes_any_model (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), FALSE);

  return heddle_json_get_boolean (self->object, "any_model", FALSE);
}

/**
 * heddle_manifest_get_timeouts:
 * @self: a manifest
 *
 * Returns: how long to wait for the provider
 */
HeddleHttpTimeouts
heddle_manifest_get_timeouts (HeddleManifest *self)
{
  HeddleHttpTimeouts timeouts = HEDDLE_HTTP_TIMEOUTS_DEFAULT;
  JsonObject *object;

  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), timeouts);

  object = heddle_json_get_object (self->object, "timeouts");

  if (object != NULL)
    {
      timeouts.connect = (guint) (1000 * heddle_json_get_number (object, "connect",
                                                                 timeouts.connect / 1000.0));
      timeouts.first_byte = (guint) (1000 * heddle_json_get_number (object, "first_byte",
                                                                    timeouts.first_byte / 1000.0));
      timeouts.idle = (guint) (1000 * heddle_json_get_number (object, "idle",
                                                              timeouts.idle / 1000.0));
    }

  return timeouts;
}

/**
 * heddle_manifest_get_max_bytes:
 * @self: a manifest
 *
 * Returns: the bound on an answer's body
 */
guint64
heddle_manifest_get_max_bytes (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), HEDDLE_HTTP_MAX_BYTES_DEFAULT);

  return (guint64) heddle_json_get_int (self->object, "max_bytes", HEDDLE_HTTP_MAX_BYTES_DEFAULT);
}

/**
 * heddle_manifest_get_models:
 * @self: a manifest
 *
 * Returns: (transfer none) (element-type HeddleModel): the models it lists, in its order
 */
GPtrArray *
heddle_manifest_get_models (HeddleManifest *self)
{
  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);

  return self->models;
}

/**
 * heddle_manifest_dup_model:
 * @self: a manifest
 * @id: the provider's own name for a model
 *
 * Looks a model up. One that is not listed can do all tasks of the manifest, each with its
 * defaults; an adapter knows the listed ones only.
 *
 * Returns: (transfer full) (nullable): the model; %NULL where there can be none of that name
 */
HeddleModel *
heddle_manifest_dup_model (HeddleManifest *self,
                           const char     *id)
{
  HeddleModel *model;

  g_return_val_if_fail (HEDDLE_IS_MANIFEST (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  model = g_hash_table_lookup (self->models_by_id, id);

  if (model != NULL)
    return g_object_ref (model);

  /* The id may become part of an address, where dots would climb. */
  if (heddle_manifest_get_adapter (self) != NULL || *id == '\0' || strstr (id, "..") != NULL)
    return NULL;

  /* The tasks are shared, since JSON counts its references for one thread only. */
  model = heddle_model_new (heddle_manifest_get_id (self), id, NULL);
  for (guint i = 0; i < self->tasks->len; i++)
    heddle_model_add_task (model, self->tasks->pdata[i]);

  return model;
}
