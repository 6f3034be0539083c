/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-table.h"

struct _HeddleTable
{
  GPtrArray *cells;
  guint      n_columns;
  guint      n_left;
};

/**
 * heddle_table_new:
 * @n_columns: how many texts make a row
 * @n_left: how many of the columns, from the first, are read from the left; the rest are numbers
 *
 * Returns: (transfer full): an empty table
 */
HeddleTable *
heddle_table_new (guint n_columns,
                  guint n_left)
{
  HeddleTable *self = g_new0 (HeddleTable, 1);

  self->cells = g_ptr_array_new_with_free_func (g_free);
  self->n_columns = n_columns;
  self->n_left = n_left;
  return self;
}

/**
 * heddle_table_free:
 * @self: (transfer full): a table
 */
void
heddle_table_free (HeddleTable *self)
{
  g_ptr_array_unref (self->cells);
  g_free (self);
}

/**
 * heddle_table_add:
 * @self: a table
 * @text: the next cell
 */
void
heddle_table_add (HeddleTable *self,
                  const char  *text)
{
  g_ptr_array_add (self->cells, g_strdup (text));
}

/**
 * heddle_table_add_int:
 * @self: a table
 * @number: the next cell
 */
void
heddle_table_add_int (HeddleTable *self,
                      gint64       number)
{
  g_ptr_array_add (self->cells, g_strdup_printf ("%" G_GINT64_FORMAT, number));
}

/**
 * heddle_table_add_money:
 * @self: a table
 * @amount: the next cell, in micro-units
 * @currency: of @currency
 */
void
heddle_table_add_money (HeddleTable *self,
                        gint64       amount,
                        const char  *currency)
{
  g_ptr_array_add (self->cells, heddle_money_to_string (heddle_money_new (amount, currency)));
}

static void
append_cell (HeddleTable *self,
             GString     *line,
             guint        column,
             const char  *text,
             glong        width)
{
  int missing = (int) (width - g_utf8_strlen (text, -1));

  if (column > 0)
    g_string_append (line, "  ");
  if (column >= self->n_left)
    g_string_append_printf (line, "%*s%s", missing, "", text);
  else if (column + 1 < self->n_columns)
    g_string_append_printf (line, "%s%*s", text, missing, "");
  else
    g_string_append (line, text);
}

/**
 * heddle_table_print:
 * @self: a table of whole rows
 * @invocation: how to print
 *
 * Prints the table, unless JSON is wanted.
 */
void
heddle_table_print (HeddleTable      *self,
                    HeddleInvocation *invocation)
{
  g_autofree glong *widths = g_new0 (glong, self->n_columns);

  for (guint i = 0; i < self->cells->len; i++)
    widths[i % self->n_columns] = MAX (widths[i % self->n_columns], g_utf8_strlen (self->cells->pdata[i], -1));

  for (guint row = 0; row < self->cells->len; row += self->n_columns)
    {
      g_autoptr (GString) line = g_string_new (NULL);

      for (guint column = 0; column < self->n_columns; column++)
        append_cell (self, line, column, self->cells->pdata[row + column], widths[column]);
      heddle_invocation_print (invocation, "%s", line->str);
    }
}
