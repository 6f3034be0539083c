/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-value.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/heddle-json-read.h"
#include "graph/heddle-graph-error.h"

typedef struct
{
  HeddleMedia  media;
  char        *blob;
  char        *mime;
  JsonNode    *recipe;
} Media;

struct _HeddleValue
{
  gatomicrefcount references;
  HeddleValueType type;
  union
  {
    char     *text;
    double    number;
    gboolean  boolean;
    Media     media;
    JsonNode *json;
  };
};

G_DEFINE_BOXED_TYPE (HeddleValue, heddle_value, heddle_value_ref, heddle_value_unref)

static HeddleValue *
allocate (HeddleValueType type)
{
  HeddleValue *self = g_new0 (HeddleValue, 1);

  g_atomic_ref_count_init (&self->references);
  self->type = type;
  return self;
}

/**
 * heddle_value_new_text:
 * @text: UTF-8
 *
 * Returns: (transfer full): a text
 */
HeddleValue *
heddle_value_new_text (const char *text)
{
  HeddleValue *self;

  g_return_val_if_fail (text != NULL, NULL);

  self = allocate (HEDDLE_VALUE_TEXT);
  self->text = g_strdup (text);
  return self;
}

/**
 * heddle_value_new_number:
 * @number: a finite number
 *
 * Returns: (transfer full): a number
 */
HeddleValue *
heddle_value_new_number (double number)
{
  HeddleValue *self;

  g_return_val_if_fail (isfinite (number), NULL);

  self = allocate (HEDDLE_VALUE_NUMBER);
  self->number = number;
  return self;
}

/**
 * heddle_value_new_boolean:
 * @boolean: true or false
 *
 * Returns: (transfer full): a boolean
 */
HeddleValue *
heddle_value_new_boolean (gboolean boolean)
{
  HeddleValue *self = allocate (HEDDLE_VALUE_BOOLEAN);

  self->boolean = !!boolean;
  return self;
}

/**
 * heddle_value_new_color:
 * @color: `#rrggbb` or `#rrggbbaa`, in upper or lower case
 * @error: return location for an error
 *
 * Returns: (transfer full): a color, in lower case, or %NULL with %HEDDLE_GRAPH_ERROR_VALUE
 */
HeddleValue *
heddle_value_new_color (const char  *color,
                        GError     **error)
{
  gsize length = strlen (color);
  HeddleValue *self;

  if (color[0] != '#' || (length != 7 && length != 9)
      || strspn (color + 1, "0123456789abcdefABCDEF") != length - 1)
    {
      g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE,
                   _("“%s” is not a color; write it as #rrggbb or #rrggbbaa"), color);
      return NULL;
    }

  self = allocate (HEDDLE_VALUE_COLOR);
  self->text = g_ascii_strdown (color, -1);
  return self;
}

/**
 * heddle_value_new_media:
 * @type: %HEDDLE_VALUE_IMAGE or %HEDDLE_VALUE_VIDEO
 * @media: the blob and its facts
 * @recipe: (nullable) (transfer none): how it was made (prompt, model, seed…): carried along with
 *   the value, and no part of what the value is. Must not be changed any more
 *
 * Returns: (transfer full): an image or a video
 */
HeddleValue *
heddle_value_new_media (HeddleValueType    type,
                        const HeddleMedia *media,
                        JsonNode          *recipe)
{
  HeddleValue *self;

  g_return_val_if_fail (type == HEDDLE_VALUE_IMAGE || type == HEDDLE_VALUE_VIDEO, NULL);
  g_return_val_if_fail (media->blob != NULL && media->mime != NULL, NULL);

  self = allocate (type);
  self->media.blob = g_strdup (media->blob);
  self->media.mime = g_strdup (media->mime);
  self->media.media = *media;
  self->media.media.blob = self->media.blob;
  self->media.media.mime = self->media.mime;
  self->media.recipe = recipe != NULL ? json_node_ref (recipe) : NULL;
  return self;
}

static HeddleValue *
new_tree (HeddleValueType  type,
          JsonNode        *json)
{
  HeddleValue *self = allocate (type);

  self->json = json_node_ref (json);
  return self;
}

/**
 * heddle_value_new_json:
 * @json: (transfer none): any JSON; must not be changed any more
 *
 * Returns: (transfer full): a JSON value
 */
HeddleValue *
heddle_value_new_json (JsonNode *json)
{
  g_return_val_if_fail (json != NULL, NULL);

  return new_tree (HEDDLE_VALUE_JSON, json);
}

/**
 * heddle_value_new_brand:
 * @brand: (transfer none): the content of a brand kit; must not be changed any more
 *
 * Returns: (transfer full): a brand
 */
HeddleValue *
heddle_value_new_brand (JsonNode *brand)
{
  g_return_val_if_fail (brand != NULL, NULL);

  return new_tree (HEDDLE_VALUE_BRAND, brand);
}

/**
 * heddle_value_ref:
 * @self: a value
 *
 * Returns: (transfer full): @self with one more reference
 */
HeddleValue *
heddle_value_ref (HeddleValue *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * heddle_value_unref:
 * @self: (transfer full): a value
 *
 * Drops a reference; the last one frees.
 */
void
heddle_value_unref (HeddleValue *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;

  switch (self->type)
    {
    case HEDDLE_VALUE_TEXT:
    case HEDDLE_VALUE_COLOR:
      g_free (self->text);
      break;
    case HEDDLE_VALUE_IMAGE:
    case HEDDLE_VALUE_VIDEO:
      g_free (self->media.blob);
      g_free (self->media.mime);
      g_clear_pointer (&self->media.recipe, json_node_unref);
      break;
    case HEDDLE_VALUE_JSON:
    case HEDDLE_VALUE_BRAND:
      json_node_unref (self->json);
      break;
    case HEDDLE_VALUE_NUMBER:
    case HEDDLE_VALUE_BOOLEAN:
    case HEDDLE_VALUE_ANY:
    default:
      break;
    }
  g_free (self);
}

/**
 * heddle_value_get_value_type:
 * @self: a value
 *
 * Returns: its type; never %HEDDLE_VALUE_ANY
 */
HeddleValueType
heddle_value_get_value_type (const HeddleValue *self)
{
  return self->type;
}

/**
 * heddle_value_get_text:
 * @self: a value
 *
 * Returns: (transfer none) (nullable): the text; %NULL of a value that is no text
 */
const char *
heddle_value_get_text (const HeddleValue *self)
{
  return self->type == HEDDLE_VALUE_TEXT ? self->text : NULL;
}

/**
 * heddle_value_get_number:
 * @self: a value
 *
 * Returns: the number; 0 of a value that is no number
 */
double
heddle_value_get_number (const HeddleValue *self)
{
  return self->type == HEDDLE_VALUE_NUMBER ? self->number : 0;
}

/**
 * heddle_value_get_boolean:
 * @self: a value
 *
 * Returns: the boolean; %FALSE of a value that is no boolean
 */
gboolean
heddle_value_get_boolean (const HeddleValue *self)
{
  return self->type == HEDDLE_VALUE_BOOLEAN && self->boolean;
}

static gboolean
is_media (const HeddleValue *self)
{
  return self->type == HEDDLE_VALUE_IMAGE || self->type == HEDDLE_VALUE_VIDEO;
}

/**
 * heddle_value_get_media:
 * @self: a value
 *
 * Returns: (transfer none) (nullable): the blob of an image or a video; %NULL of another value
 */
const HeddleMedia *
heddle_value_get_media (const HeddleValue *self)
{
  return is_media (self) ? &self->media.media : NULL;
}

/**
 * heddle_value_get_recipe:
 * @self: a value
 *
 * Returns: (transfer none) (nullable): how an image or a video was made, where that is known
 */
JsonNode *
heddle_value_get_recipe (const HeddleValue *self)
{
  return is_media (self) ? self->media.recipe : NULL;
}

/**
 * heddle_value_get_json:
 * @self: a value
 *
 * Returns: (transfer none) (nullable): the tree of a JSON or brand value, to be read only; %NULL of
 *   another value
 */
JsonNode *
heddle_value_get_json (const HeddleValue *self)
{
  return self->type == HEDDLE_VALUE_JSON || self->type == HEDDLE_VALUE_BRAND ? self->json : NULL;
}

/**
 * heddle_value_with_recipe:
 * @self: an image or a video
 * @recipe: (nullable) (transfer none): how it was made
 *
 * Returns: (transfer full): the same image or video with another recipe
 */
HeddleValue *
heddle_value_with_recipe (HeddleValue *self,
                          JsonNode    *recipe)
{
  g_return_val_if_fail (is_media (self), NULL);

  return heddle_value_new_media (self->type, &self->media.media, recipe);
}

static HeddleValue *
write_out (HeddleValue *self)
{
  HeddleValue *text = allocate (HEDDLE_VALUE_TEXT);

  if (self->type == HEDDLE_VALUE_NUMBER)
    text->text = heddle_json_number_to_plain_string (self->number);
  else if (self->type == HEDDLE_VALUE_BOOLEAN)
    text->text = g_strdup (self->boolean ? "true" : "false");
  else if (self->type == HEDDLE_VALUE_COLOR)
    text->text = g_strdup (self->text);
  else
    text->text = heddle_json_write (self->json, HEDDLE_JSON_COMPACT);
  return text;
}

/* What stands in an error for a text that can be long: its beginning, on one line. */
static char *
excerpt (const char *text)
{
  g_autofree char *start = g_utf8_substring (text, 0, MIN (g_utf8_strlen (text, -1), 40));

  g_strdelimit (start, "\n\r\t", ' ');
  return g_strconcat (start, g_utf8_strlen (text, -1) > 40 ? "…" : NULL, NULL);
}

static gboolean
is_decimal (const char *text)
{
  gsize digits;

  text += *text == '-' || *text == '+' ? 1 : 0;
  digits = strspn (text, "0123456789");
  text += digits;
  if (*text == '.')
    {
      gsize decimals = strspn (text + 1, "0123456789");

      digits += decimals;
      text += 1 + decimals;
    }
  if (digits == 0)
    return FALSE;
  if (*text == 'e' || *text == 'E')
    {
      text += text[1] == '-' || text[1] == '+' ? 2 : 1;
      digits = strspn (text, "0123456789");
      if (digits == 0)
        return FALSE;
      text += digits;
    }
  return *text == '\0';
}

static HeddleValue *
read_number (const char  *text,
             GError     **error)
{
  double number = is_decimal (text) ? g_ascii_strtod (text, NULL) : NAN;
  g_autofree char *start = NULL;

  if (isfinite (number))
    return heddle_value_new_number (number);

  start = excerpt (text);
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE,
               _("“%s” is not a number; write it with digits and a point, such as 12.5"), start);
  return NULL;
}

static HeddleValue *
read_boolean (const char  *text,
              GError     **error)
{
  g_autofree char *start = NULL;

  if (g_ascii_strcasecmp (text, "true") == 0)
    return heddle_value_new_boolean (TRUE);
  if (g_ascii_strcasecmp (text, "false") == 0)
    return heddle_value_new_boolean (FALSE);

  start = excerpt (text);
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE,
               _("“%s” is neither true nor false"), start);
  return NULL;
}

static HeddleValue *
read_json (const char  *text,
           GError     **error)
{
  g_autoptr (GError) problem = NULL;
  g_autoptr (JsonNode) json = heddle_json_parse (text, -1, &problem);
  g_autofree char *start = NULL;

  if (json != NULL)
    return heddle_value_new_json (json);

  start = excerpt (text);
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_VALUE,
               _("“%s” is not JSON: %s"), start, problem->message);
  return NULL;
}

/**
 * heddle_value_convert:
 * @self: a value
 * @type: the type that an input port asks for
 * @error: return location for an error
 *
 * Converts a value as a link does: numbers, booleans, colors and JSON are written out as text, text
 * is read as one of these (white space around it does not count), everything fits
 * %HEDDLE_VALUE_ANY. Never depends on the locale.
 *
 * Returns: (transfer full): the value, or %NULL with %HEDDLE_GRAPH_ERROR_VALUE (a text that cannot
 *   be read; the message quotes it) or %HEDDLE_GRAPH_ERROR_LINK (types that never fit)
 */
HeddleValue *
heddle_value_convert (HeddleValue      *self,
                      HeddleValueType   type,
                      GError          **error)
{
  HeddlePortType input = { .value = type };
  HeddlePortType output = { .value = self->type };
  g_autofree char *text = NULL;

  if (type == self->type || type == HEDDLE_VALUE_ANY)
    return heddle_value_ref (self);
  if (!heddle_port_type_accepts (input, output, error))
    return NULL;
  if (type == HEDDLE_VALUE_TEXT)
    return write_out (self);

  text = g_strstrip (g_strdup (self->text));
  if (type == HEDDLE_VALUE_NUMBER)
    return read_number (text, error);
  if (type == HEDDLE_VALUE_BOOLEAN)
    return read_boolean (text, error);
  if (type == HEDDLE_VALUE_COLOR)
    return heddle_value_new_color (text, error);
  return read_json (text, error);
}

/**
 * heddle_value_update_hash:
 * @self: a value
 * @hash: a hash
 *
 * Adds what makes up the value to @hash: its type and its content with its length, so that no
 * two sequences of different values add the same bytes. Of an image or a video that is its blob
 * alone.
 */
void
heddle_value_update_hash (const HeddleValue *self,
                          HeddleSha256      *hash)
{
  g_autofree char *written = NULL;
  const char *content;
  gsize length;
  char head[32];

  switch (self->type)
    {
    case HEDDLE_VALUE_NUMBER:
      content = written = heddle_json_number_to_string (self->number);
      break;
    case HEDDLE_VALUE_BOOLEAN:
      content = self->boolean ? "true" : "false";
      break;
    case HEDDLE_VALUE_IMAGE:
    case HEDDLE_VALUE_VIDEO:
      content = self->media.blob;
      break;
    case HEDDLE_VALUE_JSON:
    case HEDDLE_VALUE_BRAND:
      content = written = heddle_json_write (self->json, HEDDLE_JSON_CANONICAL);
      break;
    case HEDDLE_VALUE_TEXT:
    case HEDDLE_VALUE_COLOR:
    case HEDDLE_VALUE_ANY:
    default:
      content = self->text;
      break;
    }

  length = strlen (content);
  g_snprintf (head, sizeof head, "%s:%" G_GSIZE_FORMAT ":", heddle_value_type_to_string (self->type), length);
  heddle_sha256_update (hash, head, strlen (head));
  heddle_sha256_update (hash, content, length);
}

static JsonNode *
media_to_json (const Media *self)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "blob", self->blob);
  json_object_set_string_member (object, "mime", self->mime);
  json_object_set_int_member (object, "width", self->media.width);
  json_object_set_int_member (object, "height", self->media.height);
  if (self->media.duration > 0)
    json_object_set_double_member (object, "duration", self->media.duration);
  return json_node_init_object (json_node_alloc (), object);
}

/**
 * heddle_value_to_event_json:
 * @self: a value
 *
 * Writes a value as `heddlectl run --json` shows it: texts, numbers, booleans, colors, JSON and
 * brands as they are; images and videos as `{"blob", "mime", "width", "height"}`, with `duration`
 * in seconds where there is one.
 *
 * Returns: (transfer full): the JSON
 */
JsonNode *
heddle_value_to_event_json (const HeddleValue *self)
{
  switch (self->type)
    {
    case HEDDLE_VALUE_NUMBER:
      return json_node_init_double (json_node_alloc (), self->number);
    case HEDDLE_VALUE_BOOLEAN:
      return json_node_init_boolean (json_node_alloc (), self->boolean);
    case HEDDLE_VALUE_IMAGE:
    case HEDDLE_VALUE_VIDEO:
      return media_to_json (&self->media);
    case HEDDLE_VALUE_JSON:
    case HEDDLE_VALUE_BRAND:
      return heddle_json_copy (self->json);
    case HEDDLE_VALUE_TEXT:
    case HEDDLE_VALUE_COLOR:
    case HEDDLE_VALUE_ANY:
    default:
      return json_node_init_string (json_node_alloc (), self->text);
    }
}

/**
 * heddle_value_append_stored:
 * @self: a value
 * @out: JSON that is being written
 *
 * Writes a value with all that belongs to it: an object whose first member is named after the type
 * and holds what [method@Value.to_event_json] gives, and a `recipe` where there is one.
 */
void
heddle_value_append_stored (const HeddleValue *self,
                            GString           *out)
{
  g_string_append_c (out, '{');
  heddle_json_append_text (out, heddle_value_type_to_string (self->type));
  g_string_append_c (out, ':');
  if (self->type == HEDDLE_VALUE_TEXT)
    heddle_json_append_text (out, self->text);
  else
    {
      g_autoptr (JsonNode) json = heddle_value_to_event_json (self);

      heddle_json_append (out, json);
    }
  if (is_media (self) && self->media.recipe != NULL)
    {
      g_string_append (out, ",\"recipe\":");
      heddle_json_append (out, self->media.recipe);
    }
  g_string_append_c (out, '}');
}

static HeddleValue *
media_from_member (HeddleValueType  type,
                   yyjson_val      *media,
                   yyjson_val      *recipe)
{
  HeddleMedia facts = {
    .blob = heddle_json_read_text (yyjson_obj_get (media, "blob")),
    .mime = heddle_json_read_text (yyjson_obj_get (media, "mime")),
    .width = yyjson_get_int (yyjson_obj_get (media, "width")),
    .height = yyjson_get_int (yyjson_obj_get (media, "height")),
    .duration = yyjson_get_num (yyjson_obj_get (media, "duration")),
  };
  g_autoptr (JsonNode) tree = NULL;

  if (facts.blob == NULL || facts.mime == NULL)
    return NULL;
  tree = heddle_json_to_tree (recipe, NULL);
  return recipe != NULL && tree == NULL ? NULL : heddle_value_new_media (type, &facts, tree);
}

static HeddleValue *
tree_from_member (HeddleValueType  type,
                  yyjson_val      *content)
{
  g_autoptr (JsonNode) tree = heddle_json_to_tree (content, NULL);

  return tree == NULL ? NULL : new_tree (type, tree);
}

static HeddleValue *
from_member (yyjson_val      *stored,
             HeddleValueType  type,
             yyjson_val      *content)
{
  const char *text = heddle_json_read_text (content);

  switch (type)
    {
    case HEDDLE_VALUE_TEXT:
      return text == NULL ? NULL : heddle_value_new_text (text);
    case HEDDLE_VALUE_NUMBER:
      return yyjson_is_num (content) ? heddle_value_new_number (yyjson_get_num (content)) : NULL;
    case HEDDLE_VALUE_BOOLEAN:
      return yyjson_is_bool (content) ? heddle_value_new_boolean (yyjson_get_bool (content)) : NULL;
    case HEDDLE_VALUE_COLOR:
      return text == NULL ? NULL : heddle_value_new_color (text, NULL);
    case HEDDLE_VALUE_IMAGE:
    case HEDDLE_VALUE_VIDEO:
      return media_from_member (type, content, yyjson_obj_get (stored, "recipe"));
    case HEDDLE_VALUE_BRAND:
    case HEDDLE_VALUE_JSON:
      return tree_from_member (type, content);
    case HEDDLE_VALUE_ANY:
    default:
      return NULL;
    }
}

/**
 * heddle_value_from_stored:
 * @stored: what [method@Value.append_stored] wrote
 * @error: return location for an error
 *
 * Returns: (transfer full): the value, or %NULL with %HEDDLE_GRAPH_ERROR_MALFORMED
 */
HeddleValue *
heddle_value_from_stored (yyjson_val  *stored,
                          GError     **error)
{
  HeddleValue *value = NULL;
  yyjson_val *content = NULL;

  for (HeddleValueType type = HEDDLE_VALUE_TEXT; content == NULL && type < HEDDLE_VALUE_ANY; type++)
    {
      content = yyjson_obj_get (stored, heddle_value_type_to_string (type));
      if (content != NULL)
        value = from_member (stored, type, content);
    }

  if (value == NULL)
    g_set_error_literal (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_MALFORMED,
                         _("A stored value is not of a form that this version can read"));
  return value;
}
