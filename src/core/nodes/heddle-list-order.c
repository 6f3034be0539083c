/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-list-order.h"

#include <glib/gi18n-lib.h>

#include "nodes/heddle-node-error.h"

/* A value with what it is sorted by: @folded is without case, and %NULL of a number. */
typedef struct
{
  HeddleValue *value;
  char        *folded;
  char        *text;
  double       number;
  guint        place;
} Sortable;

static void
sortable_clear (gpointer data)
{
  Sortable *self = data;

  g_free (self->folded);
  g_free (self->text);
}

static int
compare_keys (const Sortable *x,
              const Sortable *y)
{
  int order;

  if ((x->folded == NULL) != (y->folded == NULL))
    return x->folded == NULL ? -1 : 1;
  if (x->folded == NULL)
    return (x->number > y->number) - (x->number < y->number);

  order = strcmp (x->folded, y->folded);
  return order != 0 ? order : strcmp (x->text, y->text);
}

/* What is equal stays in the order in which it came. */
static int
compare (gconstpointer a,
         gconstpointer b,
         gpointer      data)
{
  const Sortable *x = a;
  const Sortable *y = b;
  const gboolean *descending = data;
  int order = compare_keys (x, y);

  if (order == 0)
    return x->place < y->place ? -1 : 1;
  return *descending ? -order : order;
}

static gboolean
sortable_init (Sortable     *self,
               HeddleValue  *value,
               HeddleValue  *by,
               guint         place,
               GError      **error)
{
  g_autoptr (HeddleValue) number = NULL;
  g_autoptr (HeddleValue) text = NULL;
  HeddleValueType type = heddle_value_get_value_type (by);

  if (type == HEDDLE_VALUE_TEXT || type == HEDDLE_VALUE_NUMBER)
    number = heddle_value_convert (by, HEDDLE_VALUE_NUMBER, NULL);

  *self = (Sortable) { .value = value, .place = place };
  if (number != NULL)
    {
      self->number = heddle_value_get_number (number);
      return TRUE;
    }

  text = heddle_value_convert (by, HEDDLE_VALUE_TEXT, NULL);
  if (text == NULL)
    {
      g_set_error (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_INPUT,
                   _("a value of type %s has no order of its own; link to “by” what it is sorted by"),
                   heddle_value_type_to_string (type));
      return FALSE;
    }

  self->text = g_strdup (heddle_value_get_text (text));
  self->folded = g_utf8_casefold (self->text, -1);
  return TRUE;
}

/**
 * heddle_list_sort:
 * @items: (element-type HeddleValue): values; %NULL where one is missing
 * @by: (element-type HeddleValue): as many, which the order goes by; likewise
 * @descending: whether the greatest comes first
 * @error: return location
 *
 * Sorts numbers by what they are, and after them texts without regard to case, in the same way in
 * every locale. What is equal stays in its order, and what is missing is left out.
 *
 * Returns: (transfer full) (element-type HeddleValue): the values in order; %NULL where something
 *   has no order
 */
GPtrArray *
heddle_list_sort (GPtrArray  *items,
                  GPtrArray  *by,
                  gboolean    descending,
                  GError    **error)
{
  g_autoptr (GArray) entries = g_array_new (FALSE, TRUE, sizeof (Sortable));
  GPtrArray *sorted;

  g_array_set_clear_func (entries, sortable_clear);
  for (guint i = 0; i < items->len; i++)
    {
      Sortable entry;

      if (items->pdata[i] == NULL || by->pdata[i] == NULL)
        continue;
      if (!sortable_init (&entry, items->pdata[i], by->pdata[i], i, error))
        return NULL;
      g_array_append_val (entries, entry);
    }
  g_array_sort_with_data (entries, compare, &descending);

  sorted = g_ptr_array_new_full (entries->len, (GDestroyNotify) heddle_value_unref);
  for (guint i = 0; i < entries->len; i++)
    g_ptr_array_add (sorted, heddle_value_ref (g_array_index (entries, Sortable, i).value));
  return sorted;
}
