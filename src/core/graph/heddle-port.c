/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-port.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "graph/heddle-graph-error.h"

G_DEFINE_BOXED_TYPE (HeddlePort, heddle_port, heddle_port_copy, heddle_port_free)

static const char *const type_names[] = {
  [HEDDLE_VALUE_TEXT] = "text",
  [HEDDLE_VALUE_NUMBER] = "number",
  [HEDDLE_VALUE_BOOLEAN] = "boolean",
  [HEDDLE_VALUE_COLOR] = "color",
  [HEDDLE_VALUE_IMAGE] = "image",
  [HEDDLE_VALUE_VIDEO] = "video",
  [HEDDLE_VALUE_BRAND] = "brand",
  [HEDDLE_VALUE_JSON] = "json",
  [HEDDLE_VALUE_ANY] = "any",
};

static const char *const type_titles[] = {
  [HEDDLE_VALUE_TEXT] = N_("Text"),
  [HEDDLE_VALUE_NUMBER] = N_("Number"),
  [HEDDLE_VALUE_BOOLEAN] = N_("Yes or No"),
  [HEDDLE_VALUE_COLOR] = N_("Color"),
  [HEDDLE_VALUE_IMAGE] = N_("Image"),
  [HEDDLE_VALUE_VIDEO] = N_("Video"),
  [HEDDLE_VALUE_BRAND] = N_("Brand"),
  [HEDDLE_VALUE_JSON] = N_("Data"),
  [HEDDLE_VALUE_ANY] = N_("Anything"),
};

static gboolean
read_type (const char      *string,
           gsize            length,
           HeddleValueType *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (type_names); i++)
    {
      if (strlen (type_names[i]) == length && strncmp (type_names[i], string, length) == 0)
        {
          *type = (HeddleValueType) i;
          return TRUE;
        }
    }
  return FALSE;
}

/**
 * heddle_value_type_to_string:
 * @type: a type
 *
 * Returns: (transfer none): its name in documents, such as `text`
 */
const char *
heddle_value_type_to_string (HeddleValueType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (type_names), NULL);

  return type_names[type];
}

/**
 * heddle_value_type_get_title:
 * @type: a type
 *
 * Returns: (transfer none): what people call it, as a title
 */
const char *
heddle_value_type_get_title (HeddleValueType type)
{
  g_return_val_if_fail ((guint) type < G_N_ELEMENTS (type_titles), NULL);

  return _(type_titles[type]);
}

/**
 * heddle_value_type_from_string:
 * @string: a name, such as `text`
 * @type: (out): return location for the type
 *
 * Returns: whether @string names a type; @type is untouched otherwise
 */
gboolean
heddle_value_type_from_string (const char      *string,
                               HeddleValueType *type)
{
  return read_type (string, strlen (string), type);
}

/**
 * heddle_port_type_to_string:
 * @type: a port's type
 *
 * Returns: (transfer full): its name in documents: `image`, `image[]`
 */
char *
heddle_port_type_to_string (HeddlePortType type)
{
  return g_strconcat (heddle_value_type_to_string (type.value), type.list ? "[]" : NULL, NULL);
}

/**
 * heddle_port_type_from_string:
 * @string: a name, such as `image[]`
 * @type: (out): return location for the type
 *
 * Returns: whether @string names a port type; @type is untouched otherwise
 */
gboolean
heddle_port_type_from_string (const char     *string,
                              HeddlePortType *type)
{
  gboolean list = g_str_has_suffix (string, "[]");
  HeddleValueType value;

  if (!read_type (string, strlen (string) - (list ? 2 : 0), &value))
    return FALSE;

  type->value = value;
  type->list = list;
  return TRUE;
}

/**
 * heddle_port_type_equal:
 * @a: a type
 * @b: another
 *
 * Returns: whether they are the same
 */
gboolean
heddle_port_type_equal (HeddlePortType a,
                        HeddlePortType b)
{
  return a.value == b.value && !a.list == !b.list;
}

static gboolean
converts (HeddleValueType from,
          HeddleValueType to)
{
  static const guint written = 1 << HEDDLE_VALUE_NUMBER | 1 << HEDDLE_VALUE_BOOLEAN
                               | 1 << HEDDLE_VALUE_COLOR | 1 << HEDDLE_VALUE_JSON;

  if (from == to || to == HEDDLE_VALUE_ANY || from == HEDDLE_VALUE_ANY)
    return TRUE;
  if (to == HEDDLE_VALUE_TEXT)
    return (written & 1u << from) != 0;
  if (from == HEDDLE_VALUE_TEXT)
    return (written & 1u << to) != 0;
  return FALSE;
}

/* What a person can do instead. */
static const char *
suggest (HeddleValueType from,
         HeddleValueType to)
{
  if (from == HEDDLE_VALUE_IMAGE && to == HEDDLE_VALUE_TEXT)
    return _("An Image Analysis step in between can describe an image in words.");
  if (from == HEDDLE_VALUE_TEXT && to == HEDDLE_VALUE_IMAGE)
    return _("An Image Generation step in between can make an image from a text.");
  if (to == HEDDLE_VALUE_BRAND)
    return _("Only a Brand Kit step or an input of type brand gives a brand.");
  if (from == HEDDLE_VALUE_JSON && (to == HEDDLE_VALUE_NUMBER || to == HEDDLE_VALUE_BOOLEAN
                                    || to == HEDDLE_VALUE_COLOR))
    return _("A Pick from JSON step in between can take out one value as text.");
  if (to == HEDDLE_VALUE_JSON)
    return _("Only JSON, or a text that holds JSON, fits here.");
  return _("Link another output, or put a step in between that makes one from the other.");
}

/**
 * heddle_port_type_accepts:
 * @input: the type of a link's target
 * @output: the type of its source
 * @error: return location for an error
 *
 * Whether a link may be drawn, by the format's table of conversions. A list into an input that
 * takes one value is accepted: the node runs once per item. An output of type `any` of which
 * nothing more is known fits everything; its values are converted when they are there.
 *
 * Returns: whether @input takes @output; if not, %HEDDLE_GRAPH_ERROR_LINK says why in words
 */
gboolean
heddle_port_type_accepts (HeddlePortType   input,
                          HeddlePortType   output,
                          GError         **error)
{
  if (converts (output.value, input.value))
    return TRUE;
  g_set_error (error, HEDDLE_GRAPH_ERROR, HEDDLE_GRAPH_ERROR_LINK,
               /* Translators: two types, such as Image and Text, and what to do about it */
               _("%s cannot go into %s. %s"), heddle_value_type_get_title (output.value),
               heddle_value_type_get_title (input.value), suggest (output.value, input.value));
  return FALSE;
}

/**
 * heddle_port_new:
 * @name: its name in links
 * @type: what it carries
 * @optional: of an input: whether the node runs without it
 *
 * Returns: (transfer full): a port
 */
HeddlePort *
heddle_port_new (const char     *name,
                 HeddlePortType  type,
                 gboolean        optional)
{
  HeddlePort *self = g_new0 (HeddlePort, 1);

  self->name = g_strdup (name);
  self->type = type;
  self->optional = optional;
  return self;
}

/**
 * heddle_port_copy:
 * @self: a port
 *
 * Returns: (transfer full): a copy
 */
HeddlePort *
heddle_port_copy (const HeddlePort *self)
{
  return heddle_port_new (self->name, self->type, self->optional);
}

/**
 * heddle_port_free:
 * @self: (transfer full): a port
 *
 * Frees a port.
 */
void
heddle_port_free (HeddlePort *self)
{
  g_free (self->name);
  g_free (self);
}
