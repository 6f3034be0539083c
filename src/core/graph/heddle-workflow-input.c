/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-workflow-input.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <math.h>
#include <string.h>

#include "base/heddle-json.h"
#include "graph/heddle-element-private.h"
#include "graph/heddle-graph-error.h"

/**
 * HeddleWorkflowInput:
 *
 * One of the inputs that the pipelines of a workflow share.
 */
struct _HeddleWorkflowInput
{
  HeddleElement  parent_instance;
  char          *key;
  char          *type;
  char          *label;
  char          *placeholder;
  char          *help;
  char          *group;
  gboolean       required;
};

G_DEFINE_FINAL_TYPE (HeddleWorkflowInput, heddle_workflow_input, HEDDLE_TYPE_ELEMENT)

typedef enum
{
  PROP_KEY = 1,
  PROP_TYPE,
  PROP_LABEL,
  PROP_PLACEHOLDER,
  PROP_HELP,
  PROP_GROUP,
  PROP_REQUIRED,
} HeddleWorkflowInputProperty;

static GParamSpec *properties[8];

static void
heddle_workflow_input_get_property (GObject    *object,
                                    guint       id,
                                    GValue     *value,
                                    GParamSpec *pspec)
{
  HeddleWorkflowInput *self = HEDDLE_WORKFLOW_INPUT (object);

  switch ((HeddleWorkflowInputProperty) id)
    {
    case PROP_KEY:
      g_value_set_string (value, self->key);
      break;
    case PROP_TYPE:
      g_value_set_string (value, self->type);
      break;
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;
    case PROP_PLACEHOLDER:
      g_value_set_string (value, self->placeholder);
      break;
    case PROP_HELP:
      g_value_set_string (value, self->help);
      break;
    case PROP_GROUP:
      g_value_set_string (value, self->group);
      break;
    case PROP_REQUIRED:
      g_value_set_boolean (value, self->required);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
heddle_workflow_input_update (HeddleElement *element)
{
  HeddleWorkflowInput *self = HEDDLE_WORKFLOW_INPUT (element);
  JsonObject *members = heddle_element_get_members (element);

  g_set_str (&self->key, heddle_json_get_string (members, "key", NULL));
  g_set_str (&self->type, heddle_json_get_string (members, "type", NULL));
  g_set_str (&self->label, heddle_json_get_string (members, "label", self->key));
  g_set_str (&self->placeholder, heddle_json_get_string (members, "placeholder", NULL));
  g_set_str (&self->help, heddle_json_get_string (members, "help", NULL));
  g_set_str (&self->group, heddle_json_get_string (members, "group", NULL));
  self->required = heddle_json_get_boolean (members, "required", FALSE);
}

static void
heddle_workflow_input_finalize (GObject *object)
{
  HeddleWorkflowInput *self = HEDDLE_WORKFLOW_INPUT (object);

  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->type, g_free);
  g_clear_pointer (&self->label, g_free);
  g_clear_pointer (&self->placeholder, g_free);
  g_clear_pointer (&self->help, g_free);
  g_clear_pointer (&self->group, g_free);

  G_OBJECT_CLASS (heddle_workflow_input_parent_class)->finalize (object);
}

static void
heddle_workflow_input_class_init (HeddleWorkflowInputClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  HeddleElementClass *element_class = HEDDLE_ELEMENT_CLASS (klass);

  object_class->get_property = heddle_workflow_input_get_property;
  object_class->finalize = heddle_workflow_input_finalize;

  element_class->kind = HEDDLE_ELEMENT_INPUT;
  element_class->definition = "input";
  element_class->id_member = "key";
  element_class->update = heddle_workflow_input_update;

  /**
   * HeddleWorkflowInput:key:
   *
   * Its name in documents and on the command line.
   */
  properties[PROP_KEY] =
    g_param_spec_string ("key", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleWorkflowInput:type:
   *
   * What a form asks for.
   */
  properties[PROP_TYPE] =
    g_param_spec_string ("type", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleWorkflowInput:label:
   *
   * Its name for people.
   */
  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleWorkflowInput:placeholder:
   *
   * An example shown in the empty field.
   */
  properties[PROP_PLACEHOLDER] =
    g_param_spec_string ("placeholder", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleWorkflowInput:help:
   *
   * A sentence on what to enter.
   */
  properties[PROP_HELP] =
    g_param_spec_string ("help", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleWorkflowInput:group:
   *
   * The heading it stands under.
   */
  properties[PROP_GROUP] =
    g_param_spec_string ("group", NULL, NULL, NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  /**
   * HeddleWorkflowInput:required:
   *
   * Whether a run needs a value.
   */
  properties[PROP_REQUIRED] =
    g_param_spec_boolean ("required", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, G_N_ELEMENTS (properties), properties);
}

static void
heddle_workflow_input_init (HeddleWorkflowInput *self)
{
}

/**
 * heddle_workflow_input_get_key:
 * @self: a workflow input
 *
 * Returns: (transfer none): its name in links, names of results and `--input KEY=VALUE`
 */
const char *
heddle_workflow_input_get_key (HeddleWorkflowInput *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), NULL);

  return self->key;
}

/**
 * heddle_workflow_input_get_kind:
 * @self: a workflow input
 *
 * Returns: (transfer none): what a form asks for: `text`, `number`, `boolean`, `select`, `color`,
 *   `image`, `brand` or `list`
 */
const char *
heddle_workflow_input_get_kind (HeddleWorkflowInput *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), NULL);

  return self->type;
}

/**
 * heddle_workflow_input_get_label:
 * @self: a workflow input
 *
 * Returns: (transfer none): its name for people; its key where the document gives none
 */
const char *
heddle_workflow_input_get_label (HeddleWorkflowInput *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), NULL);

  return self->label;
}

/**
 * heddle_workflow_input_get_placeholder:
 * @self: a workflow input
 *
 * Returns: (transfer none) (nullable): an example shown in the empty field
 */
const char *
heddle_workflow_input_get_placeholder (HeddleWorkflowInput *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), NULL);

  return self->placeholder;
}

/**
 * heddle_workflow_input_get_help:
 * @self: a workflow input
 *
 * Returns: (transfer none) (nullable): a sentence on what to enter
 */
const char *
heddle_workflow_input_get_help (HeddleWorkflowInput *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), NULL);

  return self->help;
}

/**
 * heddle_workflow_input_get_group:
 * @self: a workflow input
 *
 * Returns: (transfer none) (nullable): the heading it stands under
 */
const char *
heddle_workflow_input_get_group (HeddleWorkflowInput *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), NULL);

  return self->group;
}

/**
 * heddle_workflow_input_get_required:
 * @self: a workflow input
 *
 * Returns: whether a run needs a value
 */
gboolean
heddle_workflow_input_get_required (HeddleWorkflowInput *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), FALSE);

  return self->required;
}

/**
 * heddle_workflow_input_get_default:
 * @self: a workflow input
 *
 * Returns: (transfer none) (nullable): the value that counts where none is given, to be read only;
 *   %NULL where there is none, or null
 */
JsonNode *
heddle_workflow_input_get_default (HeddleWorkflowInput *self)
{
  JsonNode *node;

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), NULL);

  node = heddle_element_get_member (HEDDLE_ELEMENT (self), "default");
  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/**
 * heddle_workflow_input_get_validation:
 * @self: a workflow input
 *
 * Returns: (transfer none) (nullable): what values must be like, to be read only: `min`, `options`…
 */
JsonObject *
heddle_workflow_input_get_validation (HeddleWorkflowInput *self)
{
  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), NULL);

  return heddle_json_get_object (heddle_element_get_members (HEDDLE_ELEMENT (self)), "validation");
}

/**
 * heddle_workflow_input_get_port_type:
 * @self: a workflow input
 *
 * Returns: the type of the output port that the pseudo-node `inputs` has for it
 */
HeddlePortType
heddle_workflow_input_get_port_type (HeddleWorkflowInput *self)
{
  HeddlePortType type = { .value = HEDDLE_VALUE_TEXT };

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), type);

  if (g_str_equal (self->type, "list"))
    type.list = TRUE;
  else if (!g_str_equal (self->type, "select"))
    heddle_value_type_from_string (self->type, &type.value);
  return type;
}

static gboolean fail (GError     **error,
                      const char  *format,
                      ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError     **error,
      const char  *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE, message);
  return FALSE;
}

static JsonNode *
read_list (const char  *text,
           GError     **error)
{
  g_autofree char *stripped = g_strstrip (g_strdup (text));
  g_autoptr (JsonArray) array = NULL;
  g_auto (GStrv) lines = NULL;

  if (*stripped == '[')
    return heddle_json_parse (stripped, -1, error);

  array = json_array_new ();
  lines = g_strsplit (stripped, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_strstrip (lines[i]);
      if (*lines[i] != '\0')
        json_array_add_string_element (array, lines[i]);
    }
  return json_node_init_array (json_node_alloc (), array);
}

/**
 * heddle_workflow_input_read:
 * @self: a workflow input
 * @text: what a person wrote: a command line's `KEY=VALUE`, or the cell of a table
 * @error: return location for an error
 *
 * Reads a value: numbers with a point, `true` or `false`, a list as a JSON array of texts or as one
 * entry per line; anything else as it stands. The value is not checked yet.
 *
 * Returns: (transfer full): the value, or %NULL with %HEDDLE_GRAPH_ERROR_VALUE
 */
JsonNode *
heddle_workflow_input_read (HeddleWorkflowInput  *self,
                            const char           *text,
                            GError              **error)
{
  HeddlePortType type;
  g_autoptr (HeddleValue) written = NULL;
  g_autoptr (HeddleValue) value = NULL;
  g_autoptr (GError) problem = NULL;
  JsonNode *node;

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), NULL);

  type = heddle_workflow_input_get_port_type (self);
  if (type.list)
    {
      node = read_list (text, &problem);
      if (node == NULL)
        fail (error, "%s: %s", self->key, problem->message);
      return node;
    }
  if (type.value != HEDDLE_VALUE_NUMBER && type.value != HEDDLE_VALUE_BOOLEAN
      && type.value != HEDDLE_VALUE_COLOR)
    return json_node_init_string (json_node_alloc (), text);

  written = heddle_value_new_text (text);
  value = heddle_value_convert (written, type.value, &problem);
  if (value == NULL)
    {
      fail (error, "%s: %s", self->key, problem->message);
      return NULL;
    }
  return heddle_value_to_event_json (value);
}

static gboolean
check_number (HeddleWorkflowInput  *self,
              double                number,
              GError              **error)
{
  JsonObject *validation = heddle_workflow_input_get_validation (self);
  double least = heddle_json_get_number (validation, "min", -INFINITY);
  double most = heddle_json_get_number (validation, "max", INFINITY);
  double step = heddle_json_get_number (validation, "step", 0);
  double steps = step > 0 ? (number - (isfinite (least) ? least : 0)) / step : 0;
  g_autofree char *bound = NULL;

  if (number < least)
    {
      bound = heddle_json_number_to_string (least);
      return fail (error, _("%s: must be at least %s"), self->key, bound);
    }
  if (number > most)
    {
      bound = heddle_json_number_to_string (most);
      return fail (error, _("%s: must be at most %s"), self->key, bound);
    }
  if (fabs (steps - round (steps)) > 1e-9 * fmax (1, fabs (steps)))
    {
      bound = heddle_json_number_to_string (step);
      return fail (error, _("%s: must be in steps of %s"), self->key, bound);
    }
  return TRUE;
}

static char **
dup_texts (JsonArray *array)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    g_strv_builder_add (builder, json_array_get_string_element (array, i));
  return g_strv_builder_end (builder);
}

static gboolean
check_option (HeddleWorkflowInput  *self,
              const char           *text,
              GError              **error)
{
  JsonArray *options = heddle_json_get_array (heddle_workflow_input_get_validation (self),
                                              "options");
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;

  if (options == NULL)
    return TRUE;

  names = dup_texts (options);
  if (g_strv_contains ((const char *const *) names, text))
    return TRUE;

  list = g_strjoinv (", ", names);
  return fail (error, _("%s: “%s” is not one of: %s"), self->key, text, list);
}

static gboolean
check_text (HeddleWorkflowInput  *self,
            const char           *text,
            GError              **error)
{
  JsonObject *validation = heddle_workflow_input_get_validation (self);
  gint64 least = heddle_json_get_int (validation, "min_length", 0);
  gint64 most = heddle_json_get_int (validation, "max_length", G_MAXINT64);
  const char *pattern = heddle_json_get_string (validation, "pattern", NULL);
  g_autoptr (GRegex) regex = NULL;
  g_autoptr (GError) problem = NULL;

  if (g_utf8_strlen (text, -1) < least)
    return fail (error, _("%s: must have at least %" PRId64 " characters"), self->key,
                 least);
  if (g_utf8_strlen (text, -1) > most)
    return fail (error, _("%s: must have at most %" PRId64 " characters"), self->key,
                 most);
  if (pattern == NULL)
    return TRUE;

  regex = g_regex_new (pattern, G_REGEX_DEFAULT, G_REGEX_MATCH_DEFAULT, &problem);
  if (regex == NULL)
    return fail (error, _("%s: the pattern cannot be read: %s"), self->key, problem->message);
  return g_regex_match (regex, text, G_REGEX_MATCH_DEFAULT, NULL)
         || fail (error, _("%s: “%s” does not match %s"), self->key, text, pattern);
}

static gboolean
check_list (HeddleWorkflowInput  *self,
            JsonNode             *value,
            GError              **error)
{
  JsonObject *validation = heddle_workflow_input_get_validation (self);
  gint64 most = heddle_json_get_int (validation, "max_items", G_MAXINT64);
  JsonArray *array;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    return fail (error, _("%s: expected a list of texts"), self->key);

  array = json_node_get_array (value);
  if (json_array_get_length (array) > most)
    return fail (error, _("%s: must have at most %" PRId64 " entries"), self->key, most);
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *text = heddle_json_as_string (json_array_get_element (array, i));

      if (text == NULL)
        return fail (error, _("%s: expected a list of texts; entry %u is none"), self->key, i + 1);
      if (!check_text (self, text, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
is_missing (JsonNode *value)
{
  const char *text;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return TRUE;
  if (JSON_NODE_HOLDS_ARRAY (value))
    return json_array_get_length (json_node_get_array (value)) == 0;
  text = heddle_json_as_string (value);
  return text != NULL && *text == '\0';
}

/**
 * heddle_workflow_input_check:
 * @self: a workflow input
 * @value: (nullable): a value for it
 * @error: return location for an error
 *
 * Checks a value against the input's type and what its `validation` asks for. No value, an empty
 * text and an empty list are right where the input is not required. What a file is like
 * (`mime_types`, `max_bytes`) is checked with [method@WorkflowInput.check_file] once it is read.
 *
 * Returns: whether @value is right; if not, %HEDDLE_GRAPH_ERROR_VALUE with a message that begins
 *   with the key
 */
gboolean
heddle_workflow_input_check (HeddleWorkflowInput  *self,
                             JsonNode             *value,
                             GError              **error)
{
  HeddlePortType type;
  const char *text;

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), FALSE);

  if (is_missing (value))
    return !self->required || fail (error, _("%s: a value is needed"), self->key);

  type = heddle_workflow_input_get_port_type (self);
  if (type.list)
    return check_list (self, value, error);
  if (type.value == HEDDLE_VALUE_NUMBER)
    return heddle_json_is_number (value)
             ? check_number (self, json_node_get_double (value), error)
             : fail (error, _("%s: expected a number"), self->key);
  if (type.value == HEDDLE_VALUE_BOOLEAN)
    return (JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN)
           || fail (error, _("%s: expected true or false"), self->key);

  text = heddle_json_as_string (value);
  if (text == NULL)
    return fail (error, _("%s: expected a text"), self->key);
  if (type.value == HEDDLE_VALUE_COLOR)
    {
      g_autoptr (GError) problem = NULL;
      g_autoptr (HeddleValue) color = heddle_value_new_color (text, &problem);

      return color != NULL || fail (error, "%s: %s", self->key, problem->message);
    }
  if (g_str_equal (self->type, "select"))
    return check_option (self, text, error);
  return !g_str_equal (self->type, "text") || check_text (self, text, error);
}

static gboolean
takes_mime (JsonArray  *types,
            const char *mime)
{
  for (guint i = 0; i < json_array_get_length (types); i++)
    {
      const char *type = json_array_get_string_element (types, i);

      if (g_str_equal (type, mime)
          || (g_str_has_suffix (type, "/*") && strncmp (type, mime, strlen (type) - 1) == 0))
        return TRUE;
    }
  return FALSE;
}

/**
 * heddle_workflow_input_check_file:
 * @self: a workflow input that is a file
 * @mime: the media type of the file that was given, by its content
 * @bytes: its size
 * @error: return location for an error
 *
 * Checks a file against `mime_types` and `max_bytes` of the input's `validation`. A
 * type may end with a slash and an asterisk, which stands for all of its kind.
 *
 * Returns: whether the file is right; if not, %HEDDLE_GRAPH_ERROR_VALUE
 */
gboolean
heddle_workflow_input_check_file (HeddleWorkflowInput  *self,
                                  const char           *mime,
                                  gint64                bytes,
                                  GError              **error)
{
  JsonObject *validation = heddle_workflow_input_get_validation (self);
  JsonArray *types = heddle_json_get_array (validation, "mime_types");
  gint64 most = heddle_json_get_int (validation, "max_bytes", G_MAXINT64);
  g_auto (GStrv) names = NULL;
  g_autofree char *list = NULL;

  g_return_val_if_fail (HEDDLE_IS_WORKFLOW_INPUT (self), FALSE);
  g_return_val_if_fail (mime != NULL, FALSE);

  if (types != NULL && !takes_mime (types, mime))
    {
      names = dup_texts (types);
      list = g_strjoinv (", ", names);
      return fail (error, _("a file of type %s is not one of: %s"), mime, list);
    }
  if (bytes <= most)
    return TRUE;

  return fail (error, _("the file has %" PRId64 " bytes, and at most %" PRId64 " are allowed"),
               bytes, most);
}
