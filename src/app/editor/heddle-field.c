/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-field.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/heddle-json.h"

#define PAUSE_MS 1000
#define LONG_TEXT 120

struct _HeddleField
{
  GObject               parent_instance;
  HeddleOpenWorkflow   *workflow;
  HeddleElementKind     element;
  char                 *pipeline;
  char                 *id;
  char                 *path[3];
  HeddleParameterInfo   info;
  char                 *key;
  char                 *title;
  char                 *help;
  char                 *example;
  char                 *unit;
  char                 *members;
  char                **options;
  JsonNode             *fallback;
  double                step;
  gboolean              advanced;
  gboolean              fixed;
  gboolean              compact;
  guint                 gesture;
  gboolean              held;
  guint                 pause;
};

G_DEFINE_FINAL_TYPE (HeddleField, heddle_field, G_TYPE_OBJECT)

/* Gestures have numbers of their own, so that no field goes on with another one's. */
static guint last_gesture;

static void
heddle_field_finalize (GObject *object)
{
  HeddleField *self = HEDDLE_FIELD (object);

  g_clear_handle_id (&self->pause, g_source_remove);
  g_clear_object (&self->workflow);
  g_clear_pointer (&self->pipeline, g_free);
  g_clear_pointer (&self->id, g_free);
  for (guint i = 0; i < G_N_ELEMENTS (self->path); i++)
    g_clear_pointer (&self->path[i], g_free);
  g_clear_pointer (&self->key, g_free);
  g_clear_pointer (&self->title, g_free);
  g_clear_pointer (&self->help, g_free);
  g_clear_pointer (&self->example, g_free);
  g_clear_pointer (&self->unit, g_free);
  g_clear_pointer (&self->members, g_free);
  g_clear_pointer (&self->options, g_strfreev);
  g_clear_pointer (&self->fallback, json_node_unref);

  G_OBJECT_CLASS (heddle_field_parent_class)->finalize (object);
}

static void
heddle_field_class_init (HeddleFieldClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_field_finalize;
}

static void
heddle_field_init (HeddleField *self)
{
}

/* Labels come marked from our own tables; those of manifests and documents are in their language. */
static HeddleField *
field_new (HeddleOpenWorkflow        *workflow,
           HeddleElementKind          element,
           const char                *id,
           const HeddleParameterInfo *info)
{
  HeddleField *self = g_object_new (HEDDLE_TYPE_FIELD, NULL);
  HeddlePipeline *pipeline = heddle_open_workflow_get_pipeline (workflow);

  self->workflow = g_object_ref (workflow);
  self->element = element;
  if (element == HEDDLE_ELEMENT_NODE)
    self->pipeline = g_strdup (heddle_pipeline_get_id (pipeline));
  self->id = g_strdup (id);
  self->key = g_strdup (info->key);
  self->title = g_strdup (info->label != NULL && *info->label != '\0' ? _(info->label) : info->key);
  self->help = g_strdup (info->help != NULL && *info->help != '\0' ? _(info->help) : NULL);
  self->unit = g_strdup (info->unit != NULL ? _(info->unit) : NULL);
  self->options = info->options != NULL ? g_strsplit (info->options, "|", -1) : NULL;
  self->members = info->kind == HEDDLE_PARAMETER_NUMBERS ? g_strdup (info->options) : NULL;
  self->fallback = heddle_parameter_get_default (info);
  self->info = (HeddleParameterInfo) {
    .key = self->key,
    .kind = info->kind,
    .minimum = info->minimum,
    .maximum = info->maximum,
    .options = self->members,
  };
  self->step = 1;
  return self;
}

/**
 * heddle_field_new_parameter:
 * @workflow: an open workflow
 * @node: the id of one of its nodes
 * @info: a parameter of that node, which is copied
 *
 * Returns: (transfer full): the parameter of that node
 */
HeddleField *
heddle_field_new_parameter (HeddleOpenWorkflow        *workflow,
                            const char                *node,
                            const HeddleParameterInfo *info)
{
  HeddleField *self = field_new (workflow, HEDDLE_ELEMENT_NODE, node, info);

  self->path[0] = g_strdup ("config");
  self->path[1] = g_strdup (info->key);
  return self;
}

/**
 * heddle_field_new_member:
 * @workflow: an open workflow
 * @node: (nullable): the id of one of its nodes; %NULL for the workflow itself
 * @info: a member of that node, such as its name
 *
 * Returns: (transfer full): the member
 */
HeddleField *
heddle_field_new_member (HeddleOpenWorkflow        *workflow,
                         const char                *node,
                         const HeddleParameterInfo *info)
{
  HeddleField *self = field_new (workflow, node != NULL ? HEDDLE_ELEMENT_NODE : HEDDLE_ELEMENT_WORKFLOW,
                                 node, info);

  self->path[0] = g_strdup (info->key);
  self->compact = TRUE;
  return self;
}

static HeddleParameterKind
get_input_kind (HeddleWorkflowInput *input)
{
  static const struct
  {
    const char          *type;
    HeddleParameterKind  kind;
  } kinds[] = {
    { "number", HEDDLE_PARAMETER_NUMBER }, { "boolean", HEDDLE_PARAMETER_BOOLEAN },
    { "select", HEDDLE_PARAMETER_CHOICE }, { "color", HEDDLE_PARAMETER_COLOR },
    { "image", HEDDLE_PARAMETER_ASSET },   { "list", HEDDLE_PARAMETER_TEXT_LIST },
  };
  const char *type = heddle_workflow_input_get_kind (input);
  JsonObject *validation = heddle_workflow_input_get_validation (input);
  const char *text = heddle_json_as_string (heddle_workflow_input_get_default (input));

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_str_equal (type, kinds[i].type))
        return kinds[i].kind;
    }
  if (!g_str_equal (type, "text"))
    return HEDDLE_PARAMETER_TEXT;
  if (validation != NULL && heddle_json_get_number (validation, "max_length", 0) >= LONG_TEXT)
    return HEDDLE_PARAMETER_LONG_TEXT;
  return text != NULL && strchr (text, '\n') != NULL ? HEDDLE_PARAMETER_LONG_TEXT : HEDDLE_PARAMETER_TEXT;
}

static char **
dup_input_options (JsonObject *validation)
{
  JsonArray *array = validation != NULL ? heddle_json_get_array (validation, "options") : NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  if (array == NULL)
    return NULL;
  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      const char *option = heddle_json_as_string (json_array_get_element (array, i));

      if (option != NULL)
        g_strv_builder_add (builder, option);
    }
  return g_strv_builder_end (builder);
}

/**
 * heddle_field_new_input:
 * @workflow: an open workflow
 * @input: one of its inputs
 *
 * Returns: (transfer full): the default of that input
 */
HeddleField *
heddle_field_new_input (HeddleOpenWorkflow  *workflow,
                        HeddleWorkflowInput *input)
{
  JsonObject *validation = heddle_workflow_input_get_validation (input);
  HeddleParameterInfo info = {
    .key = heddle_workflow_input_get_key (input),
    .kind = get_input_kind (input),
  };
  HeddleField *self;

  if (validation != NULL && info.kind == HEDDLE_PARAMETER_NUMBER
      && json_object_has_member (validation, "min") && json_object_has_member (validation, "max"))
    {
      info.minimum = heddle_json_get_number (validation, "min", 0);
      info.maximum = heddle_json_get_number (validation, "max", 0);
    }
  self = field_new (workflow, HEDDLE_ELEMENT_INPUT, info.key, &info);
  g_set_str (&self->title, heddle_workflow_input_get_label (input));
  g_set_str (&self->help, heddle_workflow_input_get_help (input));
  g_set_str (&self->example, heddle_workflow_input_get_placeholder (input));
  self->options = dup_input_options (validation);
  if (validation != NULL)
    self->step = heddle_json_get_number (validation, "step", 1);
  self->path[0] = g_strdup ("default");
  self->compact = TRUE;
  return self;
}

/**
 * heddle_field_get_workflow:
 * @self: a field
 *
 * Returns: (transfer none): the open workflow that it is of
 */
HeddleOpenWorkflow *
heddle_field_get_workflow (HeddleField *self)
{
  return self->workflow;
}

/**
 * heddle_field_get_node:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): the id of the node whose parameter it is; %NULL where it is something else
 */
const char *
heddle_field_get_node (HeddleField *self)
{
  return self->element == HEDDLE_ELEMENT_NODE && self->path[1] != NULL ? self->id : NULL;
}

/**
 * heddle_field_get_key:
 * @self: a field
 *
 * Returns: (transfer none): its name in the document
 */
const char *
heddle_field_get_key (HeddleField *self)
{
  return self->key;
}

/**
 * heddle_field_get_kind:
 * @self: a field
 *
 * Returns: what it holds
 */
HeddleParameterKind
heddle_field_get_kind (HeddleField *self)
{
  return self->info.kind;
}

/**
 * heddle_field_get_title:
 * @self: a field
 *
 * Returns: (transfer none): its name for people, translated
 */
const char *
heddle_field_get_title (HeddleField *self)
{
  return self->title;
}

/**
 * heddle_field_get_help:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): a sentence on what it does, translated
 */
const char *
heddle_field_get_help (HeddleField *self)
{
  return self->help != NULL && *self->help != '\0' ? self->help : NULL;
}

/**
 * heddle_field_get_example:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): an example shown in the empty field
 */
const char *
heddle_field_get_example (HeddleField *self)
{
  return self->example != NULL && *self->example != '\0' ? self->example : NULL;
}

/**
 * heddle_field_set_example:
 * @self: a field
 * @example: (nullable): an example shown in the empty field
 */
void
heddle_field_set_example (HeddleField *self,
                          const char  *example)
{
  g_set_str (&self->example, example);
}

/**
 * heddle_field_get_unit:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): what its number is in, translated
 */
const char *
heddle_field_get_unit (HeddleField *self)
{
  return self->unit;
}

/**
 * heddle_field_get_options:
 * @self: a field
 *
 * Returns: (transfer none) (nullable) (array zero-terminated=1): what can be chosen
 */
const char *const *
heddle_field_get_options (HeddleField *self)
{
  return (const char *const *) self->options;
}

/**
 * heddle_field_get_bounds:
 * @self: a field
 * @minimum: (out): the least number
 * @maximum: (out): the greatest
 *
 * Returns: whether it has bounds
 */
gboolean
heddle_field_get_bounds (HeddleField *self,
                         double      *minimum,
                         double      *maximum)
{
  *minimum = self->info.minimum;
  *maximum = self->info.maximum;
  return self->info.minimum < self->info.maximum;
}

/**
 * heddle_field_get_step:
 * @self: a field with a number
 *
 * Returns: how far one turn of the control goes
 */
double
heddle_field_get_step (HeddleField *self)
{
  double span = self->info.maximum - self->info.minimum;

  if (self->info.kind == HEDDLE_PARAMETER_NUMBER && span > 0
      && (span <= 2 || (self->info.minimum > 0 && self->info.minimum < 1)))
    return 0.05;
  return self->step > 0 ? self->step : 1;
}

/**
 * heddle_field_set_step:
 * @self: a field with a number
 * @step: how far one turn of the control goes
 */
void
heddle_field_set_step (HeddleField *self,
                       double       step)
{
  self->step = step;
}

/**
 * heddle_field_turn:
 * @self: a field with a number
 * @number: a number; NaN for none
 * @steps: how many steps up, or down where negative
 *
 * Steps are counted from zero. One from nothing begins at the value nearest to nothing that is allowed.
 *
 * Returns: the number so many steps on, within the bounds
 */
double
heddle_field_turn (HeddleField *self,
                   double       number,
                   double       steps)
{
  double step = heddle_field_get_step (self);

  number = isnan (number) ? 0 : round ((number + steps * step) / step * 1e6) / 1e6 * step;
  number = round (number * 1e6) / 1e6;
  return self->info.minimum < self->info.maximum ? CLAMP (number, self->info.minimum, self->info.maximum) : number;
}

/**
 * heddle_field_is_advanced:
 * @self: a field
 *
 * Returns: whether it is rarely needed
 */
gboolean
heddle_field_is_advanced (HeddleField *self)
{
  return self->advanced;
}

/**
 * heddle_field_set_advanced:
 * @self: a field
 * @advanced: whether it is rarely needed
 */
void
heddle_field_set_advanced (HeddleField *self,
                           gboolean     advanced)
{
  self->advanced = advanced;
}

/**
 * heddle_field_is_fixed:
 * @self: a field
 *
 * Returns: whether it can only be read
 */
gboolean
heddle_field_is_fixed (HeddleField *self)
{
  return self->fixed;
}

/**
 * heddle_field_set_fixed:
 * @self: a field
 * @fixed: whether it can only be read
 */
void
heddle_field_set_fixed (HeddleField *self,
                        gboolean     fixed)
{
  self->fixed = fixed;
}

/**
 * heddle_field_is_compact:
 * @self: a field
 *
 * Returns: whether it is one of several of its kind, so that a text of it gets no heading
 */
gboolean
heddle_field_is_compact (HeddleField *self)
{
  return self->compact;
}

/**
 * heddle_field_is_joined:
 * @self: a field
 *
 * Returns: whether a linked text is put before its own instead of taking its place
 */
gboolean
heddle_field_is_joined (HeddleField *self)
{
  return self->element == HEDDLE_ELEMENT_NODE && self->path[1] != NULL
         && (g_str_equal (self->key, "prompt") || g_str_equal (self->key, "negative")
             || g_str_equal (self->key, "system"));
}

/**
 * heddle_field_is_alike:
 * @self: a field
 * @other: another
 *
 * Returns: whether a control of @self can be used for @other, if need be on another element
 */
gboolean
heddle_field_is_alike (HeddleField *self,
                       HeddleField *other)
{
  if (self->info.kind != other->info.kind || self->element != other->element || self->fixed != other->fixed
      || !g_str_equal (self->key, other->key) || !g_str_equal (self->title, other->title)
      || g_strcmp0 (self->help, other->help) != 0 || g_strcmp0 (self->example, other->example) != 0
      || self->advanced != other->advanced
      || self->info.minimum != other->info.minimum || self->info.maximum != other->info.maximum
      || self->step != other->step)
    return FALSE;
  if ((self->fallback == NULL) != (other->fallback == NULL)
      || (self->fallback != NULL && !heddle_json_equal (self->fallback, other->fallback)))
    return FALSE;
  if (self->options == NULL || other->options == NULL)
    return self->options == other->options;
  return g_strv_equal ((const char *const *) self->options, (const char *const *) other->options);
}

/**
 * heddle_field_is_same:
 * @self: a field
 * @other: another, which is alike
 *
 * Returns: whether both are of the same element of the same workflow
 */
gboolean
heddle_field_is_same (HeddleField *self,
                      HeddleField *other)
{
  return self->workflow == other->workflow && g_strcmp0 (self->pipeline, other->pipeline) == 0
         && g_strcmp0 (self->id, other->id) == 0;
}

static HeddleElement *
find_element (HeddleField *self)
{
  HeddleWorkflow *workflow = heddle_document_get_workflow (heddle_open_workflow_get_document (self->workflow));
  HeddlePipeline *pipeline;

  if (self->element == HEDDLE_ELEMENT_WORKFLOW)
    return HEDDLE_ELEMENT (workflow);
  if (self->element == HEDDLE_ELEMENT_INPUT)
    return (HeddleElement *) heddle_workflow_find_input (workflow, self->id);
  pipeline = heddle_workflow_find_pipeline (workflow, self->pipeline);
  return pipeline != NULL ? (HeddleElement *) heddle_pipeline_find_node (pipeline, self->id) : NULL;
}

/* What the document itself says; null counts as nothing. */
static JsonNode *
get_own (HeddleField *self)
{
  HeddleElement *element = find_element (self);
  JsonNode *node = element != NULL ? heddle_element_get_member (element, self->path[0]) : NULL;

  if (node != NULL && self->path[1] != NULL)
    node = JSON_NODE_HOLDS_OBJECT (node) ? json_object_get_member (json_node_get_object (node), self->path[1])
                                         : NULL;
  return node != NULL && !JSON_NODE_HOLDS_NULL (node) ? node : NULL;
}

/**
 * heddle_field_get_fallback:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): the value that counts where the document has none
 */
JsonNode *
heddle_field_get_fallback (HeddleField *self)
{
  return self->fallback;
}

/**
 * heddle_field_get_value:
 * @self: a field
 *
 * Returns: (transfer none) (nullable): the value that counts: the document's, or else the default;
 *   to be read only
 */
JsonNode *
heddle_field_get_value (HeddleField *self)
{
  JsonNode *own = get_own (self);

  return own != NULL ? own : self->fallback;
}

/**
 * heddle_field_is_changed:
 * @self: a field
 *
 * Returns: whether the document says something other than the default
 */
gboolean
heddle_field_is_changed (HeddleField *self)
{
  JsonNode *own = get_own (self);

  return own != NULL && (self->fallback == NULL || !heddle_json_equal (own, self->fallback));
}

/**
 * heddle_field_check:
 * @self: a field
 * @value: (nullable): a value for it; %NULL for none
 * @error: return location for an error
 *
 * Returns: whether @value is right; if not, @error says what would be
 */
gboolean
heddle_field_check (HeddleField  *self,
                    JsonNode     *value,
                    GError      **error)
{
  HeddleElement *element = find_element (self);

  if (value == NULL || element == NULL)
    return TRUE;
  if (HEDDLE_IS_WORKFLOW_INPUT (element))
    return heddle_workflow_input_check (HEDDLE_WORKFLOW_INPUT (element), value, error);
  return heddle_parameter_check (&self->info, value, error);
}

static gboolean
are_equal (JsonNode *a,
           JsonNode *b)
{
  return a == NULL || b == NULL ? a == b : heddle_json_equal (a, b);
}

static gboolean
pause_cb (gpointer data)
{
  HeddleField *self = data;

  self->pause = 0;
  self->gesture = 0;
  return G_SOURCE_REMOVE;
}

/**
 * heddle_field_set:
 * @self: a field
 * @value: (nullable): its new value, which must not be changed any more; %NULL for none
 * @error: return location for an error
 *
 * Checks a value and puts it into the document, which forgets the member where @value is the
 * default. What is set until [method@Field.settle] or a pause undoes as one.
 *
 * Returns: whether @value was right
 */
gboolean
heddle_field_set (HeddleField  *self,
                  JsonNode     *value,
                  GError      **error)
{
  return heddle_field_set_instead (self, value, NULL, error);
}

/**
 * heddle_field_set_instead:
 * @self: a parameter
 * @value: (nullable): as for [method@Field.set]
 * @other: (nullable): the key of another parameter of the node, which goes in the same step; an
 *   input has none
 * @error: return location for an error
 *
 * As [method@Field.set], where two parameters exclude each other.
 *
 * Returns: whether @value was right
 */
gboolean
heddle_field_set_instead (HeddleField  *self,
                          JsonNode     *value,
                          const char   *other,
                          GError      **error)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  g_autofree char *key = NULL;
  g_autofree char *label = NULL;
  g_autoptr (HeddleEdit) edit = NULL;
  gboolean done;

  if (!heddle_field_check (self, value, error))
    return FALSE;
  if (value != NULL && self->fallback != NULL && heddle_json_equal (value, self->fallback))
    value = NULL;
  if (find_element (self) == NULL || (are_equal (value, get_own (self)) && other == NULL))
    return TRUE;

  if (self->gesture == 0)
    self->gesture = ++last_gesture;
  key = g_strdup_printf ("field#%u", self->gesture);
  g_clear_handle_id (&self->pause, g_source_remove);
  if (!self->held)
    self->pause = g_timeout_add (PAUSE_MS, pause_cb, self);

  /* Translators: a step to undo; %s is what is changed, such as Width */
  label = g_strdup_printf (_("Change %s"), self->title);
  edit = heddle_edit_new_set (self->element, self->pipeline, self->id, (const char *const *) self->path, value);
  heddle_document_begin_part (document, label, key);
  done = heddle_document_apply (document, edit, error);
  if (done && other != NULL && self->path[1] != NULL)
    {
      const char *path[] = { self->path[0], other, NULL };
      g_autoptr (HeddleEdit) removal = heddle_edit_new_set (self->element, self->pipeline, self->id, path, NULL);

      done = heddle_document_apply (document, removal, error);
    }
  heddle_document_end (document);
  return done;
}

/**
 * heddle_field_hold:
 * @self: a field
 *
 * Has a gesture go on until [method@Field.settle], however long it pauses.
 */
void
heddle_field_hold (HeddleField *self)
{
  self->held = TRUE;
  g_clear_handle_id (&self->pause, g_source_remove);
}

/**
 * heddle_field_settle:
 * @self: a field
 *
 * Ends a gesture: what is set from now on is a step of its own.
 */
void
heddle_field_settle (HeddleField *self)
{
  g_clear_handle_id (&self->pause, g_source_remove);
  self->gesture = 0;
  self->held = FALSE;
}
