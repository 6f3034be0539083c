/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-row-text.h"

static void
activate_cb (HeddleParameterRow *row)
{
  heddle_field_settle (heddle_parameter_row_get_field (row));
}

/**
 * heddle_row_text_new:
 * @row: a row
 * @role: what its text is to assistive technologies
 *
 * Makes a line of text that leaves undoing to the document. Return ends a gesture.
 *
 * Returns: (transfer floating): the text
 */
GtkText *
heddle_row_text_new (HeddleParameterRow *row,
                     GtkAccessibleRole   role)
{
  GtkText *text = g_object_new (GTK_TYPE_TEXT, "accessible-role", role, "enable-undo", FALSE, "hexpand", TRUE, NULL);

  /* A history that is off would still take the keys. */
  gtk_widget_action_set_enabled (GTK_WIDGET (text), "text.undo", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (text), "text.redo", FALSE);
  g_signal_connect_object (text, "activate", G_CALLBACK (activate_cb), row, G_CONNECT_SWAPPED);
  return text;
}

/**
 * heddle_row_text_set:
 * @text: a line of text
 * @string: what it shows from now on
 *
 * Sets a text that a person may be editing, whose cursor stays where it is as far as it can.
 */
void
heddle_row_text_set (GtkText    *text,
                     const char *string)
{
  GtkEditable *editable = GTK_EDITABLE (text);
  int position = gtk_editable_get_position (editable);
  gboolean at_end = position == (int) gtk_text_get_text_length (text);

  if (g_str_equal (gtk_editable_get_text (editable), string))
    return;
  gtk_editable_set_text (editable, string);
  gtk_editable_set_position (editable, at_end ? -1 : MIN (position, (int) gtk_text_get_text_length (text)));
}

/**
 * heddle_row_text_enter:
 * @text: a line of text
 * @row: the row that listens to it
 * @string: what it holds from now on
 *
 * Enters a text as a person would who types all of it at once.
 */
void
heddle_row_text_enter (GtkText            *text,
                       HeddleParameterRow *row,
                       const char         *string)
{
  g_signal_handlers_block_matched (text, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, row);
  gtk_editable_set_text (GTK_EDITABLE (text), string);
  gtk_editable_set_position (GTK_EDITABLE (text), -1);
  g_signal_handlers_unblock_matched (text, G_SIGNAL_MATCH_DATA, 0, 0, NULL, NULL, row);
  g_signal_emit_by_name (text, "changed");
}
