/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "formats/heddle-csv-table.h"

#include <csv.h>
#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>

#include "base/heddle-threads.h"

#define BYTE_ORDER_MARK "\xef\xbb\xbf"
#define MAX_FILE_BYTES  (64 * 1024 * 1024)

/* The cells stand one behind the other in @text, each ended by NUL; @cells says where each begins. A
 * table of many rows is kept as long as its run goes on.
 */
struct _HeddleCsvTable
{
  GPtrArray *columns;
  GString   *text;
  GArray    *cells;
  GArray    *lines;
};

G_DEFINE_BOXED_TYPE (HeddleCsvTable, heddle_csv_table, heddle_csv_table_ref, heddle_csv_table_unref)

typedef struct
{
  struct csv_parser  parser;
  HeddleCsvTable    *table;
  GPtrArray         *row;
  guint              line;
  guint              row_line;
  gboolean           in_row;
  GError            *error;
} Reader;

static void
heddle_csv_table_finalize (gpointer data)
{
  HeddleCsvTable *self = data;

  g_clear_pointer (&self->columns, g_ptr_array_unref);
  g_string_free (self->text, TRUE);
  g_clear_pointer (&self->cells, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
}

static HeddleCsvTable *
heddle_csv_table_new (void)
{
  HeddleCsvTable *self = g_atomic_rc_box_new0 (HeddleCsvTable);

  self->columns = g_ptr_array_new_with_free_func (g_free);
  self->text = g_string_new (NULL);
  self->cells = g_array_new (FALSE, FALSE, sizeof (guint));
  self->lines = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

static void
add_cell (HeddleCsvTable *self,
          const char     *text)
{
  guint begin = (guint) self->text->len;

  g_array_append_val (self->cells, begin);
  g_string_append_len (self->text, text, (gssize) strlen (text) + 1);
}

static void
reader_clear (Reader *self)
{
  csv_free (&self->parser);
  g_clear_pointer (&self->row, g_ptr_array_unref);
  g_clear_pointer (&self->table, heddle_csv_table_unref);
  g_clear_error (&self->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reader, reader_clear)

static int
is_never_space (unsigned char c)
{
  return 0;
}

static gboolean
take_header (Reader *self)
{
  for (guint i = 0; i < self->row->len; i++)
    {
      const char *name = g_strstrip (self->row->pdata[i]);

      if (*name == '\0')
        {
          g_set_error (&self->error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_MALFORMED,
                       _("line %u: column %u has no name"), self->row_line, i + 1);
          return FALSE;
        }

      if (heddle_csv_table_find_column (self->table, name) >= 0)
        {
          g_set_error (&self->error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_MALFORMED,
                       _("line %u: two columns are named “%s”"), self->row_line, name);
          return FALSE;
        }

      g_ptr_array_add (self->table->columns, g_strdup (name));
    }

  return TRUE;
}

static void
take_row (Reader *self)
{
  if (self->table->columns->len == 0)
    {
      take_header (self);
    }
  else if (self->row->len != self->table->columns->len)
    {
      g_set_error (&self->error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_MALFORMED,
                   _("line %u: the number of cells is %u, but that of the columns is %u"),
                   self->row_line, self->row->len, self->table->columns->len);
    }
  else
    {
      for (guint i = 0; i < self->row->len; i++)
        add_cell (self->table, self->row->pdata[i]);

      g_array_append_val (self->table->lines, self->row_line);
    }

  g_ptr_array_set_size (self->row, 0);
}

static void
cell_cb (void   *text,
         size_t  length,
         void   *data)
{
  Reader *self = data;

  g_ptr_array_add (self->row, g_strndup (text != NULL ? text : "", length));
}

static void
row_cb (int   terminator,
        void *data)
{
  Reader *self = data;

  self->in_row = FALSE;
  if (self->error == NULL)
    take_row (self);
}

static gsize
get_line_length (const char *text,
                 const char *end)
{
  const char *at = text;

  while (at < end && *at != '\n' && *at != '\r')
    at++;
  if (at < end && at[0] == '\r' && at + 1 < end && at[1] == '\n')
    at++;

  return (gsize) (MIN (at + 1, end) - text);
}

static gboolean
read_line (Reader      *self,
           const char  *text,
           gsize        length,
           GError     **error)
{
  gboolean blank = *text == '\n' || *text == '\r';

  self->line++;

  if (!self->in_row)
    {
      if (blank)
        return TRUE;

      self->in_row = TRUE;
      self->row_line = self->line;
    }

  if (csv_parse (&self->parser, text, length, cell_cb, row_cb, self) != length)
    {
      g_set_error (error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_MALFORMED,
                   _("line %u: a quotation mark stands inside a cell; put the whole cell in "
                     "quotation marks and double the one inside"), self->line);
      return FALSE;
    }

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  return TRUE;
}

static gboolean
finish (Reader  *self,
        GError **error)
{
  if (csv_fini (&self->parser, cell_cb, row_cb, self) != 0)
    {
      g_set_error (error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_MALFORMED,
                   _("line %u: a quotation mark is opened here and never closed"),
                   self->row_line);
      return FALSE;
    }

  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      return FALSE;
    }

  if (self->table->columns->len == 0)
    {
      g_set_error_literal (error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_MALFORMED,
                           _("line 1: the table is empty; its first row has to name the columns"));
      return FALSE;
    }

  return TRUE;
}

static gboolean
check_encoding (const char  *text,
                gsize        length,
                GError     **error)
{
  const char *end;
  guint line = 1;

  if (g_utf8_validate_len (text, length, &end))
    return TRUE;

  for (const char *at = text; at < end; at++)
    line += *at == '\n';

  g_set_error (error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_ENCODING,
               _("line %u: not UTF-8 text; save the table as CSV with the encoding UTF-8"), line);
  return FALSE;
}

/**
 * heddle_csv_table_new_from_text:
 * @text: comma-separated values, UTF-8 with or without a byte order mark
 * @length: bytes of @text, −1 where it ends with NUL
 * @error: return location
 *
 * Reads a table by RFC 4180: the first row names the columns, cells in quotation marks may hold
 * commas, line ends and doubled quotation marks, spaces belong to their cells (column names are
 * trimmed). Lines end with LF, CR LF or CR; blank lines between rows are passed over.
 *
 * Fails with %HEDDLE_FORMAT_ERROR_ENCODING or %HEDDLE_FORMAT_ERROR_MALFORMED and a message that
 * begins with the line where something is wrong: a row with more or fewer cells than there are
 * columns, a column without a name or with another's.
 *
 * Returns: (transfer full): a table; %NULL with @error set
 */
HeddleCsvTable *
heddle_csv_table_new_from_text (const char  *text,
                                gssize       length,
                                GError     **error)
{
  g_auto (Reader) reader = { 0 };
  const char *end;

  g_return_val_if_fail (text != NULL, NULL);

  end = text + (length < 0 ? strlen (text) : (gsize) length);

  csv_init (&reader.parser, CSV_STRICT | CSV_STRICT_FINI);
  csv_set_space_func (&reader.parser, is_never_space);
  reader.table = heddle_csv_table_new ();
  reader.row = g_ptr_array_new_with_free_func (g_free);
  reader.row_line = 1;

  if (!check_encoding (text, (gsize) (end - text), error))
    return NULL;

  if (end - text >= 3 && memcmp (text, BYTE_ORDER_MARK, 3) == 0)
    text += 3;

  while (text < end)
    {
      gsize line_length = get_line_length (text, end);

      if (!read_line (&reader, text, line_length, error))
        return NULL;

      text += line_length;
    }

  if (!finish (&reader, error))
    return NULL;

  return g_steal_pointer (&reader.table);
}

static gboolean
check_file (const char  *path,
            GError     **error)
{
  GStatBuf facts;

  if (g_stat (path, &facts) != 0)
    {
      g_set_error_literal (error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_UNREADABLE,
                           g_strerror (errno));
      return FALSE;
    }

  if (!S_ISREG (facts.st_mode))
    {
      g_set_error_literal (error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_UNREADABLE,
                           _("not a file"));
      return FALSE;
    }

  if (facts.st_size > MAX_FILE_BYTES)
    {
      g_set_error (error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_TOO_LARGE,
                   _("larger than %d MiB"), MAX_FILE_BYTES / (1024 * 1024));
      return FALSE;
    }

  return TRUE;
}

static char *
read_file (const char  *path,
           gsize       *length,
           GError     **error)
{
  char *text;
  g_autoptr (GError) local_error = NULL;

  if (!check_file (path, error))
    return NULL;

  if (g_file_get_contents (path, &text, length, &local_error))
    return text;

  g_set_error_literal (error, HEDDLE_FORMAT_ERROR, HEDDLE_FORMAT_ERROR_UNREADABLE,
                       local_error->message);
  return NULL;
}

/* Gives the text as well, since to read it again could be to read another one. */
static HeddleCsvTable *
load (const char  *path,
      char       **text,
      GError     **error)
{
  HeddleCsvTable *table = NULL;
  gsize length;

  *text = read_file (path, &length, error);
  if (*text != NULL)
    table = heddle_csv_table_new_from_text (*text, (gssize) length, error);
  if (table == NULL)
    {
      g_autofree char *name = g_path_get_basename (path);

      g_prefix_error (error, "%s: ", name);
    }

  return table;
}

/**
 * heddle_csv_table_new_from_file:
 * @path: a file
 * @error: return location
 *
 * Reads a table as [ctor@CsvTable.new_from_text] does. Blocks. Files over 64 MiB are refused. Error
 * messages begin with the file's name.
 *
 * Returns: (transfer full): a table; %NULL with @error set
 */
HeddleCsvTable *
heddle_csv_table_new_from_file (const char  *path,
                                GError     **error)
{
  g_autofree char *text = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  HEDDLE_ASSERT_MAY_BLOCK ();

  return load (path, &text, error);
}

/**
 * heddle_csv_table_new_for_cells:
 * @columns: (array zero-terminated=1): the columns' names
 * @cells: (array zero-terminated=1): the cells of one row after the other, a whole number of rows
 *
 * Makes a table of what was in another, with the lines that its file would have now.
 *
 * Returns: (transfer full): the table
 */
HeddleCsvTable *
heddle_csv_table_new_for_cells (const char *const *columns,
                                const char *const *cells)
{
  HeddleCsvTable *self = heddle_csv_table_new ();
  guint n_columns = g_strv_length ((GStrv) columns);
  guint line = 1;

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (self->columns, g_strdup (columns[i]));
  for (guint i = 0; cells[i] != NULL; i++)
    {
      add_cell (self, cells[i]);
      if (i % n_columns == 0)
        {
          line++;
          g_array_append_val (self->lines, line);
        }
    }
  return self;
}

/**
 * heddle_csv_table_load_text:
 * @path: a file
 * @error: return location
 *
 * Reads a file that has to be a table, as [ctor@CsvTable.new_from_file] does, for keeping it
 * elsewhere. Blocks.
 *
 * Returns: (transfer full): its text, without a byte order mark; %NULL with @error set
 */
char *
heddle_csv_table_load_text (const char  *path,
                            GError     **error)
{
  g_autoptr (HeddleCsvTable) table = NULL;
  g_autofree char *text = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  HEDDLE_ASSERT_MAY_BLOCK ();

  table = load (path, &text, error);
  if (table == NULL)
    return NULL;

  return g_strdup (g_str_has_prefix (text, BYTE_ORDER_MARK) ? text + strlen (BYTE_ORDER_MARK)
                                                            : text);
}

/**
 * heddle_csv_table_ref:
 * @self: a table
 *
 * Returns: (transfer full): @self
 */
HeddleCsvTable *
heddle_csv_table_ref (HeddleCsvTable *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_atomic_rc_box_acquire (self);
}

/**
 * heddle_csv_table_unref:
 * @self: (transfer full): a table
 */
void
heddle_csv_table_unref (HeddleCsvTable *self)
{
  g_return_if_fail (self != NULL);

  g_atomic_rc_box_release_full (self, heddle_csv_table_finalize);
}

/**
 * heddle_csv_table_get_n_columns:
 * @self: a table
 *
 * Returns: how many columns it has, at least 1
 */
guint
heddle_csv_table_get_n_columns (const HeddleCsvTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->columns->len;
}

/**
 * heddle_csv_table_get_n_rows:
 * @self: a table
 *
 * Returns: how many rows it has beside the header; may be 0
 */
guint
heddle_csv_table_get_n_rows (const HeddleCsvTable *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->lines->len;
}

/**
 * heddle_csv_table_get_column:
 * @self: a table
 * @column: a column, from 0
 *
 * Returns: (transfer none): its name, without spaces around it
 */
const char *
heddle_csv_table_get_column (const HeddleCsvTable *self,
                             guint                 column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);

  return g_ptr_array_index (self->columns, column);
}

/**
 * heddle_csv_table_find_column:
 * @self: a table
 * @name: a column's name
 *
 * Returns: which column has that name, from 0; −1 where none has
 */
int
heddle_csv_table_find_column (const HeddleCsvTable *self,
                              const char           *name)
{
  guint column;

  g_return_val_if_fail (self != NULL, -1);
  g_return_val_if_fail (name != NULL, -1);

  if (!g_ptr_array_find_with_equal_func (self->columns, name, g_str_equal, &column))
    return -1;

  return (int) column;
}

/**
 * heddle_csv_table_get_cell:
 * @self: a table
 * @row: a row, from 0; the header is none
 * @column: a column, from 0
 *
 * Returns: (transfer none): the cell's text, "" where it is empty
 */
const char *
heddle_csv_table_get_cell (const HeddleCsvTable *self,
                           guint                 row,
                           guint                 column)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (row < self->lines->len, NULL);
  g_return_val_if_fail (column < self->columns->len, NULL);

  return self->text->str + g_array_index (self->cells, guint, row * self->columns->len + column);
}

/**
 * heddle_csv_table_get_line:
 * @self: a table
 * @row: a row, from 0
 *
 * Returns: the line of the text that the row begins on, from 1, for messages
 */
guint
heddle_csv_table_get_line (const HeddleCsvTable *self,
                           guint                 row)
{
  g_return_val_if_fail (self != NULL, 0);
  g_return_val_if_fail (row < self->lines->len, 0);

  return g_array_index (self->lines, guint, row);
}

/**
 * heddle_csv_append_row:
 * @text: comma-separated values
 * @cells: (array length=n_cells): the cells of a row, or the columns' names
 * @n_cells: how many
 *
 * Writes a row behind the others, as RFC 4180 has it: every cell in quotation marks, the line ended by
 * CR LF.
 */
void
heddle_csv_append_row (GString            *text,
                       const char *const  *cells,
                       guint               n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      gsize length = strlen (cells[i]);
      gsize size = csv_write (NULL, 0, cells[i], length);
      gsize end = text->len;

      g_string_set_size (text, end + size);
      csv_write (text->str + end, size, cells[i], length);
      g_string_append (text, i + 1 < n_cells ? "," : "\r\n");
    }
}
