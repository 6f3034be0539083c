/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "imaging/heddle-imaging-params.h"

#include <glib/gi18n.h>
#include <math.h>
#include <string.h>

#include "assets/heddle-imaging-error.h"

struct _HeddleImagingParams
{
  yyjson_val          *object;
  HeddleImagingParams *parent;
  char                *prefix;
  GPtrArray           *known;
  GPtrArray           *children;
  GError              *error;
};

static HeddleImagingParams *
params_new (yyjson_val          *object,
            HeddleImagingParams *parent,
            char                *prefix)
{
  HeddleImagingParams *self = g_new0 (HeddleImagingParams, 1);

  self->object = object;
  self->parent = parent;
  self->prefix = prefix;
  self->known = g_ptr_array_new ();
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify) heddle_imaging_params_free);

  return self;
}

static G_GNUC_PRINTF (3, 4) void
complain (HeddleImagingParams *self,
          const char          *name,
          const char          *format,
          ...)
{
  HeddleImagingParams *root = self;
  g_autofree char *text = NULL;
  va_list args;

  while (root->parent != NULL)
    root = root->parent;
  if (root->error != NULL)
    return;

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  heddle_imaging_set_error (&root->error, HEDDLE_IMAGING_ERROR_BAD_REQUEST, NULL, "%s%s: %s",
                            self->prefix, name, text);
}

static yyjson_val *
lookup (HeddleImagingParams *self,
        const char          *name)
{
  yyjson_val *value = yyjson_obj_get (self->object, name);

  g_ptr_array_add (self->known, (gpointer) name);

  return yyjson_is_null (value) ? NULL : value;
}

static void
refuse_unknown (HeddleImagingParams *self)
{
  yyjson_obj_iter iter = yyjson_obj_iter_with (self->object);
  yyjson_val *key;

  while ((key = yyjson_obj_iter_next (&iter)) != NULL)
    {
      if (!g_ptr_array_find_with_equal_func (self->known, yyjson_get_str (key), g_str_equal, NULL))
        complain (self, yyjson_get_str (key), _("there is no such parameter"));
    }

  for (guint i = 0; i < self->children->len; i++)
    refuse_unknown (g_ptr_array_index (self->children, i));
}

/**
 * heddle_imaging_params_new:
 * @object: a JSON object that stays alive as long as the reader
 *
 * Returns: (transfer full): a reader of @object
 */
HeddleImagingParams *
heddle_imaging_params_new (yyjson_val *object)
{
  return params_new (object, NULL, g_strdup (""));
}

/**
 * heddle_imaging_params_free:
 * @self: (transfer full): a reader
 *
 * Frees @self and the readers that it made for inner objects.
 */
void
heddle_imaging_params_free (HeddleImagingParams *self)
{
  g_ptr_array_unref (self->known);
  g_ptr_array_unref (self->children);
  g_clear_error (&self->error);
  g_free (self->prefix);
  g_free (self);
}

/**
 * heddle_imaging_params_has:
 * @self: a reader
 * @name: a member
 *
 * Returns: whether the request gives @name, other than as null
 */
gboolean
heddle_imaging_params_has (HeddleImagingParams *self,
                           const char          *name)
{
  return lookup (self, name) != NULL;
}

/**
 * heddle_imaging_params_get_string:
 * @self: a reader
 * @name: a member
 * @fallback: (nullable): what holds where it is absent
 *
 * Returns: (nullable) (transfer none): the text, or @fallback
 */
const char *
heddle_imaging_params_get_string (HeddleImagingParams *self,
                                  const char          *name,
                                  const char          *fallback)
{
  yyjson_val *value = lookup (self, name);

  if (value == NULL)
    return fallback;

  if (!yyjson_is_str (value) || strlen (yyjson_get_str (value)) != yyjson_get_len (value))
    {
      complain (self, name, _("expected a text"));
      return fallback;
    }

  return yyjson_get_str (value);
}

/**
 * heddle_imaging_params_require_string:
 * @self: a reader
 * @name: a member that has to be there and not be empty
 *
 * Returns: (transfer none): the text; an empty one after an error
 */
const char *
heddle_imaging_params_require_string (HeddleImagingParams *self,
                                      const char          *name)
{
  const char *text = heddle_imaging_params_get_string (self, name, "");

  if (*text == '\0')
    complain (self, name, _("expected a text that is not empty"));

  return text;
}

/**
 * heddle_imaging_params_get_number:
 * @self: a reader
 * @name: a member
 * @minimum: the smallest value that is allowed
 * @maximum: the largest
 * @fallback: what holds where it is absent
 *
 * Returns: the number, or @fallback
 */
double
heddle_imaging_params_get_number (HeddleImagingParams *self,
                                  const char          *name,
                                  double               minimum,
                                  double               maximum,
                                  double               fallback)
{
  yyjson_val *value = lookup (self, name);
  double number;

  if (value == NULL)
    return fallback;

  number = yyjson_get_num (value);
  if (!yyjson_is_num (value) || !isfinite (number) || number < minimum || number > maximum)
    {
      complain (self, name, _("expected a number from %g to %g"), minimum, maximum);
      return fallback;
    }

  return number;
}

/**
 * heddle_imaging_params_get_int:
 * @self: a reader
 * @name: a member
 * @minimum: the smallest value that is allowed
 * @maximum: the largest, at most 2⁵³
 * @fallback: what holds where it is absent
 *
 * A number such as `256.0` counts as whole.
 *
 * Returns: the number, or @fallback
 */
gint64
heddle_imaging_params_get_int (HeddleImagingParams *self,
                               const char          *name,
                               gint64               minimum,
                               gint64               maximum,
                               gint64               fallback)
{
  yyjson_val *value = lookup (self, name);
  double number;

  if (value == NULL)
    return fallback;

  number = yyjson_get_num (value);
  if (!yyjson_is_num (value) || number != floor (number) || number < (double) minimum ||
      number > (double) maximum)
    {
      complain (self, name, _("expected a whole number from %.0f to %.0f"), (double) minimum,
                (double) maximum);
      return fallback;
    }

  return (gint64) number;
}

/**
 * heddle_imaging_params_require_int:
 * @self: a reader
 * @name: a member that has to be there
 * @minimum: the smallest value that is allowed
 * @maximum: the largest, at most 2⁵³
 *
 * Returns: the number; @minimum after an error
 */
gint64
heddle_imaging_params_require_int (HeddleImagingParams *self,
                                   const char          *name,
                                   gint64               minimum,
                                   gint64               maximum)
{
  if (!heddle_imaging_params_has (self, name))
    complain (self, name, _("this parameter is needed"));

  return heddle_imaging_params_get_int (self, name, minimum, maximum, minimum);
}

/**
 * heddle_imaging_params_get_boolean:
 * @self: a reader
 * @name: a member
 * @fallback: what holds where it is absent
 *
 * Returns: the truth value, or @fallback
 */
gboolean
heddle_imaging_params_get_boolean (HeddleImagingParams *self,
                                   const char          *name,
                                   gboolean             fallback)
{
  yyjson_val *value = lookup (self, name);

  if (value == NULL)
    return fallback;

  if (!yyjson_is_bool (value))
    complain (self, name, _("expected true or false"));

  return yyjson_get_bool (value);
}

/**
 * heddle_imaging_params_get_choice:
 * @self: a reader
 * @name: a member
 * @choices: (array zero-terminated=1): the words that are allowed
 * @fallback: index that holds where it is absent
 *
 * Returns: the index of the word among @choices, or @fallback
 */
int
heddle_imaging_params_get_choice (HeddleImagingParams *self,
                                  const char          *name,
                                  const char *const   *choices,
                                  int                  fallback)
{
  const char *word = heddle_imaging_params_get_string (self, name, NULL);
  g_autofree char *all = NULL;

  if (word == NULL)
    return fallback;

  for (int i = 0; choices[i] != NULL; i++)
    {
      if (g_str_equal (word, choices[i]))
        return i;
    }

  all = g_strjoinv (", ", (char **) choices);
  complain (self, name, _("“%s” is none of %s"), word, all);

  return fallback;
}

/**
 * heddle_imaging_params_get_color:
 * @self: a reader
 * @name: a member, `#rrggbb` or `#rrggbbaa`
 * @fallback: what holds where it is absent
 *
 * Returns: the colour, or @fallback
 */
HeddleImagingColor
heddle_imaging_params_get_color (HeddleImagingParams *self,
                                 const char          *name,
                                 HeddleImagingColor   fallback)
{
  const char *text = heddle_imaging_params_get_string (self, name, NULL);
  gsize length = text != NULL ? strlen (text) : 0;
  guint64 rgba;

  if (text == NULL)
    return fallback;

  if (text[0] != '#' || (length != 7 && length != 9) ||
      strspn (text + 1, "0123456789abcdefABCDEF") != length - 1)
    {
      complain (self, name, _("expected a colour such as #1c71d8 or #1c71d880"));
      return fallback;
    }

  rgba = g_ascii_strtoull (text + 1, NULL, 16);
  if (length == 7)
    rgba = rgba << 8 | 0xff;

  return (HeddleImagingColor) {
    .red = (double) (rgba >> 24 & 0xff),
    .green = (double) (rgba >> 16 & 0xff),
    .blue = (double) (rgba >> 8 & 0xff),
    .alpha = (double) (rgba & 0xff),
  };
}

/**
 * heddle_imaging_params_get_object:
 * @self: a reader
 * @name: a member
 *
 * Returns: (nullable) (transfer none): a reader of the inner object, or %NULL where it is absent
 */
HeddleImagingParams *
heddle_imaging_params_get_object (HeddleImagingParams *self,
                                  const char          *name)
{
  yyjson_val *value = lookup (self, name);
  HeddleImagingParams *child;

  if (value == NULL)
    return NULL;

  if (!yyjson_is_obj (value))
    {
      complain (self, name, _("expected an object"));
      return NULL;
    }

  child = params_new (value, self, g_strconcat (self->prefix, name, ".", NULL));
  g_ptr_array_add (self->children, child);

  return child;
}

/**
 * heddle_imaging_params_finish:
 * @self: a reader
 * @error: (out) (optional): %HEDDLE_IMAGING_ERROR_BAD_REQUEST with the member's name
 *
 * Says whether every parameter was as it should be, and none was there that nobody asked for.
 *
 * Returns: %TRUE if so
 */
gboolean
heddle_imaging_params_finish (HeddleImagingParams *self,
                              GError             **error)
{
  refuse_unknown (self);

  if (self->error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&self->error));

  return FALSE;
}
