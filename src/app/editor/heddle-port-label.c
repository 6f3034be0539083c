/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-port-label.h"

#include <glib/gi18n-lib.h>

/* What ports are called in documents, and what people call them. */
static const struct
{
  const char *name;
  const char *label;
} known_names[] = {
  { "asset", N_("Asset") },
  { "base", N_("Base") },
  { "brand", N_("Brand") },
  { "image", N_("Image") },
  { "images", N_("Images") },
  { "item", N_("Item") },
  { "items", N_("Items") },
  { "json", N_("Data") },
  { "list", N_("List") },
  { "negative", N_("Leave Out") },
  { "number", N_("Number") },
  { "overlay", N_("Overlay") },
  { "path", N_("Path") },
  { "prompt", N_("Prompt") },
  { "references", N_("References") },
  { "score", N_("Score") },
  { "system", N_("Instructions") },
  { "tags", N_("Tags") },
  { "text", N_("Text") },
  { "value", N_("Value") },
  { "video", N_("Video") },
};

/**
 * heddle_port_dup_label:
 * @type: (nullable): the type of the port's node, if it is known
 * @name: what documents call the port
 *
 * Returns: (transfer full): what people call it
 */
char *
heddle_port_dup_label (const HeddleNodeTypeInfo *type,
                       const char               *name)
{
  const HeddleParameterInfo *parameter;
  g_autofree char *words = NULL;
  g_autofree char *first = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (known_names); i++)
    {
      if (g_str_equal (known_names[i].name, name))
        return g_strdup (_(known_names[i].label));
    }
  parameter = type != NULL ? heddle_node_type_find_parameter (type, name) : NULL;
  if (parameter != NULL)
    return g_strdup (_(parameter->label));

  words = g_strdelimit (g_strdup (name), "_-", ' ');
  if (*words == '\0')
    return g_steal_pointer (&words);
  first = g_utf8_strup (words, (gssize) (g_utf8_next_char (words) - words));
  return g_strconcat (first, g_utf8_next_char (words), NULL);
}

static const char *
get_type_name (HeddleValueType type)
{
  switch (type)
    {
    case HEDDLE_VALUE_TEXT:
      return _("text");
    case HEDDLE_VALUE_NUMBER:
      return _("number");
    case HEDDLE_VALUE_BOOLEAN:
      return _("yes or no");
    case HEDDLE_VALUE_COLOR:
      return _("color");
    case HEDDLE_VALUE_IMAGE:
      return _("image");
    case HEDDLE_VALUE_VIDEO:
      return _("video");
    case HEDDLE_VALUE_BRAND:
      return _("brand");
    case HEDDLE_VALUE_JSON:
      return _("data");
    case HEDDLE_VALUE_ANY:
    default:
      return _("anything");
    }
}

/**
 * heddle_port_dup_type_phrase:
 * @type: what a port carries
 *
 * Returns: (transfer full): the same in words: "list of image"
 */
char *
heddle_port_dup_type_phrase (HeddlePortType type)
{
  if (type.list)
    return g_strdup_printf (_("list of %s"), get_type_name (type.value));
  return g_strdup (get_type_name (type.value));
}

/**
 * heddle_port_dup_description:
 * @label: what people call the port
 * @type: what it carries
 * @output: whether it is an output
 *
 * Returns: (transfer full): the port in words: "Images, list of image, output"
 */
char *
heddle_port_dup_description (const char     *label,
                             HeddlePortType  type,
                             gboolean        output)
{
  g_autofree char *phrase = heddle_port_dup_type_phrase (type);

  return g_strdup_printf (output ? _("%s, %s, output") : _("%s, %s, input"), label, phrase);
}
