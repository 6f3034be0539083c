/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "base/heddle-json.h"
#include "nodes/heddle-image-work.h"
#include "nodes/heddle-node-error.h"
#include "nodes/heddle-nodes.h"

#define MAX_SIDE 65535
#define COMPASS  "centre|north|north-east|east|south-east|south|south-west|west|north-west"
#define BLENDS \
  "over|atop|add|multiply|screen|overlay|darken|lighten|color-dodge|color-burn|hard-light|" \
  "soft-light|difference|exclusion"

static const HeddlePortInfo one_image[] = { { "image", "image" }, { NULL } };

static const HeddlePortInfo compose_inputs[] = {
  { "base", "image" },
  { "overlay", "image" },
  { NULL },
};

static const HeddlePortInfo info_outputs[] = {
  { "width", "number" },
  { "height", "number" },
  { "json", "json" },
  { NULL },
};

static const HeddlePortInfo text_inputs[] = {
  { "image", "image" },
  { "text", "text" },
  { NULL },
};

static const HeddleParameterInfo compose_parameters[] = {
  { "gravity", HEDDLE_PARAMETER_CHOICE, N_("Place"), N_("Where the overlay lies on the base"),
    "\"centre\"", .options = COMPASS },
  { "dx", HEDDLE_PARAMETER_INTEGER, N_("Move Right"), N_("From its place; negative to the left"),
    "0", -MAX_SIDE, MAX_SIDE, "px" },
  { "dy", HEDDLE_PARAMETER_INTEGER, N_("Move Down"), N_("From its place; negative upwards"),
    "0", -MAX_SIDE, MAX_SIDE, "px" },
  { "scale", HEDDLE_PARAMETER_NUMBER, N_("Scale"),
    N_("The overlay's width as a factor of the base's; without it the overlay keeps its size"),
    NULL, 0.001, 100 },
  { "opacity", HEDDLE_PARAMETER_NUMBER, N_("Opacity"), N_("From 0, invisible, to 1, opaque"),
    "1", 0, 1 },
  { "blend", HEDDLE_PARAMETER_CHOICE, N_("Blend"), N_("How the overlay mixes with the base"),
    "\"over\"", .options = BLENDS },
  { NULL },
};

static const HeddleParameterInfo convert_parameters[] = {
  { "format", HEDDLE_PARAMETER_CHOICE, N_("Format"), NULL, "\"png\"",
    .options = "png|jpeg|webp|avif" },
  { "quality", HEDDLE_PARAMETER_INTEGER, N_("Quality"),
    N_("Of JPEG, WebP and AVIF; PNG is without loss"), "90", 1, 100 },
  { "max_bytes", HEDDLE_PARAMETER_INTEGER, N_("Largest File"),
    N_("The best quality that stays within it is searched for"), NULL, 1, 1099511627776.0,
    N_("bytes") },
  { "strip", HEDDLE_PARAMETER_BOOLEAN, N_("Remove Metadata"),
    N_("Leaves out camera data, location and captions that are in the file"), "false" },
  { NULL },
};

static const HeddleParameterInfo no_parameters[] = { { NULL } };

static const HeddleParameterInfo resize_parameters[] = {
  { "width", HEDDLE_PARAMETER_INTEGER, N_("Width"), N_("Without it, in proportion to the height"),
    NULL, 1, MAX_SIDE, "px" },
  { "height", HEDDLE_PARAMETER_INTEGER, N_("Height"), N_("Without it, in proportion to the width"),
    NULL, 1, MAX_SIDE, "px" },
  { "fit", HEDDLE_PARAMETER_CHOICE, N_("Fit"),
    N_("Cover cuts off what hangs over, contain adds background, fill distorts, inside may be "
       "smaller"),
    "\"cover\"", .options = "cover|contain|fill|inside" },
  { "gravity", HEDDLE_PARAMETER_CHOICE, N_("Keep"),
    N_("The part that is kept, or the place that the image takes in its background; attention and "
       "entropy look for what matters, and stand for the centre where nothing is cut off"),
    "\"attention\"", .options = "attention|entropy|" COMPASS },
  { "background", HEDDLE_PARAMETER_COLOR, N_("Background"), N_("Of contain"), "\"#00000000\"" },
  { NULL },
};

static const HeddleParameterInfo text_parameters[] = {
  { "text", HEDDLE_PARAMETER_LONG_TEXT, N_("Text"), N_("What to set; a linked text takes its place") },
  { "font", HEDDLE_PARAMETER_TEXT, N_("Font"), N_("A family with its style, such as Inter Bold"),
    "\"Sans\"" },
  { "size", HEDDLE_PARAMETER_NUMBER, N_("Size"), N_("Of the type"), "48", 1, 8192, "px" },
  { "color", HEDDLE_PARAMETER_COLOR, N_("Color"), NULL, "\"#000000\"" },
  { "box", HEDDLE_PARAMETER_NUMBERS, N_("Box"),
    N_("Where the text goes, in pixels; without it, the whole image"), NULL, -MAX_SIDE, MAX_SIDE,
    "px", "x|y|width+|height+" },
  { "align", HEDDLE_PARAMETER_CHOICE, N_("Align"), N_("Lines with each other"), "\"centre\"",
    .options = "left|centre|right" },
  { "gravity", HEDDLE_PARAMETER_CHOICE, N_("Place"), N_("Where the text lies in its box"),
    "\"centre\"", .options = COMPASS },
  { "shadow", HEDDLE_PARAMETER_BOOLEAN, N_("Shadow"), N_("A soft dark one below the text"),
    "false" },
  { "fit", HEDDLE_PARAMETER_BOOLEAN, N_("Shrink to Fit"),
    N_("Sets a text that is too large for its box smaller"), "true" },
  { NULL },
};

static gboolean
is_linked_or_set (HeddleNodeExecution       *execution,
                  const HeddleParameterInfo *parameter)
{
  return heddle_node_execution_has (execution, parameter->key) || parameter->fallback != NULL;
}

/* Parameters have the names that the imaging worker knows them by. */
static void
add_parameter (JsonObject                *request,
               HeddleNodeExecution       *execution,
               const HeddleParameterInfo *parameter)
{
  const char *key = parameter->key;
  g_autofree char *text = NULL;

  if (!is_linked_or_set (execution, parameter))
    return;

  switch ((int) parameter->kind)
    {
    case HEDDLE_PARAMETER_INTEGER:
      json_object_set_int_member (request, key,
                                  (gint64) round (heddle_node_execution_get_number (execution,
                                                                                    key)));
      break;
    case HEDDLE_PARAMETER_NUMBER:
      json_object_set_double_member (request, key,
                                     heddle_node_execution_get_number (execution, key));
      break;
    case HEDDLE_PARAMETER_BOOLEAN:
      json_object_set_boolean_member (request, key,
                                      heddle_node_execution_get_boolean (execution, key));
      break;
    case HEDDLE_PARAMETER_NUMBERS:
      json_object_set_member (request, key,
                              heddle_json_copy (json_object_get_member (
                                heddle_node_execution_get_config (execution), key)));
      break;
    default:
      text = heddle_node_execution_dup_text (execution, key);
      json_object_set_string_member (request, key, text);
      break;
    }
}

static JsonObject *
make_request (const char                *operation,
              HeddleNodeExecution       *execution,
              const HeddleParameterInfo *parameters)
{
  JsonObject *request = json_object_new ();

  json_object_set_string_member (request, "op", operation);
  for (const HeddleParameterInfo *p = parameters; p->key != NULL; p++)
    add_parameter (request, execution, p);

  return request;
}

static DexFuture *
compose_execute (HeddleNodeExecution *execution)
{
  static const HeddleImageWorkInput files[] = {
    { "base", "base" },
    { "overlay", "overlay" },
    { NULL },
  };
  g_autoptr (JsonObject) request = make_request ("compose", execution, compose_parameters);

  return heddle_image_work_run (execution, request, files);
}

static DexFuture *
run_on_image (HeddleNodeExecution *execution,
              JsonObject          *request)
{
  static const HeddleImageWorkInput files[] = { { "image", "input" }, { NULL } };

  return heddle_image_work_run (execution, request, files);
}

static DexFuture *
convert_execute (HeddleNodeExecution *execution)
{
  g_autoptr (JsonObject) request = make_request ("convert", execution, convert_parameters);

  return run_on_image (execution, request);
}

static DexFuture *
resize_execute (HeddleNodeExecution *execution)
{
  g_autoptr (JsonObject) request = make_request ("resize", execution, resize_parameters);
  const char *gravity = heddle_json_get_string (request, "gravity", "");

  if (!g_str_equal (heddle_json_get_string (request, "fit", ""), "cover")
      && (g_str_equal (gravity, "attention") || g_str_equal (gravity, "entropy")))
    json_object_set_string_member (request, "gravity", "centre");

  return run_on_image (execution, request);
}

static DexFuture *
text_execute (HeddleNodeExecution *execution)
{
  g_autoptr (JsonObject) request = make_request ("text", execution, text_parameters);
  g_autoptr (HeddleNodeOutputs) outputs = NULL;

  if (*heddle_json_get_string (request, "text", "") != '\0')
    return run_on_image (execution, request);

  outputs = heddle_node_outputs_new ();
  heddle_node_outputs_set (outputs, "image", heddle_node_execution_get_input (execution, "image"));

  return dex_future_new_take_boxed (HEDDLE_TYPE_NODE_OUTPUTS, g_steal_pointer (&outputs));
}

static void
set_number (HeddleNodeOutputs *outputs,
            const char        *port,
            double             number)
{
  g_autoptr (HeddleValue) value = heddle_value_new_number (number);

  heddle_node_outputs_set (outputs, port, value);
}

static const char *
name_orientation (const HeddleMedia *media)
{
  if (media->width == media->height)
    return "square";
  return media->width > media->height ? "landscape" : "portrait";
}

static HeddleNodeOutputs *
info_evaluate (HeddleNodeExecution  *execution,
               GError              **error)
{
  const HeddleMedia *media = heddle_node_execution_get_media (execution, "image");
  g_autoptr (HeddleNodeOutputs) outputs = NULL;
  g_autoptr (HeddleValue) json = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (JsonObject) facts = NULL;

  if (media == NULL)
    {
      g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                           _("there is no image to look at; link one to it"));
      return NULL;
    }

  facts = json_object_new ();
  json_object_set_int_member (facts, "width", media->width);
  json_object_set_int_member (facts, "height", media->height);
  json_object_set_string_member (facts, "orientation", name_orientation (media));
  json_object_set_string_member (facts, "mime", media->mime);
  node = json_node_init_object (json_node_alloc (), facts);
  json = heddle_value_new_json (node);

  outputs = heddle_node_outputs_new ();
  set_number (outputs, "width", media->width);
  set_number (outputs, "height", media->height);
  heddle_node_outputs_set (outputs, "json", json);

  return g_steal_pointer (&outputs);
}

static const HeddleNodeTypeInfo types[] = {
  {
    .id = "image.compose",
    .title = N_("Compose Images"),
    .description = N_("Lays one image over another, such as a logo over a picture"),
    /* Translators: words that people may search for */
    .keywords = N_("overlay merge logo watermark layer"),
    .icon_name = "heddle-backdrop-symbolic",
    .cache_version = 1,
    .inputs = compose_inputs,
    .outputs = one_image,
    .parameters = compose_parameters,
    .execute = compose_execute,
  },
  {
    .id = "image.convert",
    .title = N_("Convert Image"),
    .description = N_("Writes an image in another format, or within a bound on its size"),
    /* Translators: words that people may search for */
    .keywords = N_("format jpeg png webp avif compress quality"),
    .icon_name = "heddle-convert-symbolic",
    .cache_version = 1,
    .inputs = one_image,
    .outputs = one_image,
    .parameters = convert_parameters,
    .execute = convert_execute,
  },
  {
    .id = "image.info",
    .title = N_("Image Size"),
    .description = N_("Tells how large an image is, whether it stands or lies, and its format"),
    /* Translators: words that people may search for */
    .keywords = N_("width height dimensions measure format"),
    .icon_name = "help-about-symbolic",
    .cache_version = 1,
    .inputs = one_image,
    .outputs = info_outputs,
    .parameters = no_parameters,
    .evaluate = info_evaluate,
  },
  {
    .id = "image.resize",
    .title = N_("Resize Image"),
    .description = N_("Brings an image to a size, and crops it where its shape is another"),
    /* Translators: words that people may search for */
    .keywords = N_("scale shrink enlarge crop fit"),
    .icon_name = "heddle-crop-symbolic",
    .cache_version = 1,
    .inputs = one_image,
    .outputs = one_image,
    .parameters = resize_parameters,
    .execute = resize_execute,
  },
  {
    .id = "image.text",
    .title = N_("Set Text on Image"),
    .description = N_("Sets a text on an image, in a box"),
    /* Translators: words that people may search for */
    .keywords = N_("headline caption type lettering"),
    .icon_name = "insert-text-symbolic",
    .cache_version = 1,
    .inputs = text_inputs,
    .outputs = one_image,
    .parameters = text_parameters,
    .execute = text_execute,
  },
};

/**
 * heddle_register_image_nodes:
 * @registry: a registry
 *
 * Adds the types that work on images, on this machine.
 */
void
heddle_register_image_nodes (HeddleNodeRegistry *registry)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    heddle_node_registry_add (registry, &types[i]);
}
