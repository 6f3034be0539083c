/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-long-text-row.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"

#define MAX_HEIGHT 280

struct _HeddleLongTextRow
{
  HeddleParameterRow  parent_instance;
  GtkWidget          *chip;
  GtkLabel           *chip_label;
  GtkTextView        *view;
  GtkTextBuffer      *buffer;
  GtkLabel           *example;
  GtkLabel           *note;
  GtkLabel           *count;
};

G_DEFINE_FINAL_TYPE (HeddleLongTextRow, heddle_long_text_row, HEDDLE_TYPE_PARAMETER_ROW)

static HeddleParameterKind
get_kind (HeddleLongTextRow *self)
{
  return heddle_field_get_kind (heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self)));
}

static char *
dup_text (HeddleLongTextRow *self)
{
  char *text;

  g_object_get (self->buffer, "text", &text, NULL);
  return text;
}

static guint
count_words (const char *text)
{
  guint n = 0;
  gboolean inside = FALSE;

  for (const char *c = text; *c != '\0'; c = g_utf8_next_char (c))
    {
      gboolean space = g_unichar_isspace (g_utf8_get_char (c));

      n += !space && !inside;
      inside = !space;
    }
  return n;
}

static guint
count_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n += *g_strstrip (lines[i]) != '\0';
  return n;
}

static void
update_count (HeddleLongTextRow *self,
              const char        *text)
{
  g_autofree char *count = NULL;
  guint n;

  gtk_widget_set_visible (GTK_WIDGET (self->example), *text == '\0');
  if (get_kind (self) == HEDDLE_PARAMETER_JSON)
    return;
  if (get_kind (self) == HEDDLE_PARAMETER_TEXT_LIST)
    {
      n = count_lines (text);
      count = g_strdup_printf (ngettext ("%u entry", "%u entries", n), n);
    }
  else
    {
      n = count_words (text);
      count = g_strdup_printf (ngettext ("%u word", "%u words", n), n);
    }
  gtk_label_set_text (self->count, count);
}

static JsonNode *
read_lines (const char *text)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  g_autoptr (JsonArray) array = json_array_new ();

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*g_strstrip (lines[i]) != '\0')
        json_array_add_string_element (array, lines[i]);
    }
  return json_array_get_length (array) > 0 ? json_node_init_array (json_node_alloc (), array) : NULL;
}

static void
changed_cb (HeddleLongTextRow *self)
{
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (self);
  g_autofree char *text = dup_text (self);
  g_autoptr (GError) error = NULL;
  JsonNode *value = NULL;

  update_count (self, text);
  if (heddle_parameter_row_is_showing (row))
    return;

  if (get_kind (self) == HEDDLE_PARAMETER_TEXT_LIST)
    value = read_lines (text);
  else if (*text != '\0' && get_kind (self) == HEDDLE_PARAMETER_JSON)
    value = heddle_json_parse (text, -1, &error);
  else if (*text != '\0')
    value = json_node_init_string (json_node_alloc (), text);

  if (error != NULL)
    heddle_parameter_row_refuse (row, error->message);
  else
    heddle_parameter_row_edit (row, value);
}

static char *
write_value (JsonNode *value)
{
  GString *text;

  if (value == NULL)
    return g_strdup ("");
  if (heddle_json_as_string (value) != NULL)
    return g_strdup (heddle_json_as_string (value));
  if (!JSON_NODE_HOLDS_ARRAY (value))
    return heddle_json_write (value, HEDDLE_JSON_PRETTY);

  text = g_string_new (NULL);
  for (guint i = 0; i < json_array_get_length (json_node_get_array (value)); i++)
    {
      const char *line = heddle_json_as_string (json_array_get_element (json_node_get_array (value), i));

      if (line != NULL)
        g_string_append_printf (text, i > 0 ? "\n%s" : "%s", line);
    }
  return g_string_free (text, FALSE);
}

/* What is typed may differ from what is stored: blank lines of a list, white space of JSON. Only a
 * text that means something else is replaced, and the cursor stays where it is as far as it can.
 */
static gboolean
means_same (HeddleLongTextRow *self,
            const char        *old,
            const char        *new,
            JsonNode          *value)
{
  g_autoptr (JsonNode) read = NULL;

  if (g_str_equal (old, new))
    return TRUE;
  if (get_kind (self) == HEDDLE_PARAMETER_TEXT_LIST)
    read = read_lines (old);
  else if (get_kind (self) == HEDDLE_PARAMETER_JSON && *old != '\0')
    read = heddle_json_parse (old, -1, NULL);
  return read != NULL && value != NULL && heddle_json_equal (read, value);
}

static void
heddle_long_text_row_show (HeddleParameterRow *row,
                           JsonNode           *value)
{
  HeddleLongTextRow *self = HEDDLE_LONG_TEXT_ROW (row);
  g_autofree char *old = dup_text (self);
  g_autofree char *text = get_kind (self) == HEDDLE_PARAMETER_JSON && value != NULL
                            ? g_strchomp (heddle_json_write (value, HEDDLE_JSON_PRETTY))
                            : write_value (value);
  GtkTextIter cursor;
  int position;

  if (!means_same (self, old, text, value))
    {
      g_object_get (self->buffer, "cursor-position", &position, NULL);
      gtk_text_buffer_set_text (self->buffer, text, -1);
      gtk_text_buffer_get_iter_at_offset (self->buffer, &cursor, position);
      gtk_text_buffer_place_cursor (self->buffer, &cursor);
      g_free (g_steal_pointer (&old));
      old = g_strdup (text);
    }
  update_count (self, old);
}

static void
heddle_long_text_row_link (HeddleParameterRow *row,
                           const char         *source)
{
  HeddleLongTextRow *self = HEDDLE_LONG_TEXT_ROW (row);
  gboolean joined = heddle_field_is_joined (heddle_parameter_row_get_field (row));
  /* Translators: a value comes from another node; %s is that node's name */
  g_autofree char *text = g_strdup_printf (_("From “%s”"), source != NULL ? source : "");

  gtk_label_set_text (self->chip_label, text);
  gtk_widget_set_visible (self->chip, source != NULL);
  gtk_label_set_text (self->note, source == NULL ? "" : joined ? _("Linked text comes first")
                                                               : _("The link is used instead"));
}

static GtkWidget *
build_chip (HeddleLongTextRow *self)
{
  GtkWidget *dot = gtk_image_new_from_icon_name ("media-record-symbolic");

  self->chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  self->chip_label = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_ellipsize (self->chip_label, PANGO_ELLIPSIZE_END);
  gtk_image_set_pixel_size (GTK_IMAGE (dot), 8);
  gtk_box_append (GTK_BOX (self->chip), dot);
  gtk_box_append (GTK_BOX (self->chip), GTK_WIDGET (self->chip_label));
  gtk_widget_add_css_class (self->chip, "heddle-chip");
  gtk_widget_set_halign (self->chip, GTK_ALIGN_START);
  gtk_widget_set_visible (self->chip, FALSE);
  return self->chip;
}

static GtkWidget *
build_view (HeddleLongTextRow *self)
{
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  GtkWidget *overlay = gtk_overlay_new ();
  GtkWidget *scroller = gtk_scrolled_window_new ();
  const char *example = heddle_field_get_example (field);

  if (example == NULL)
    example = get_kind (self) == HEDDLE_PARAMETER_TEXT_LIST ? _("One entry per line")
                                                            : heddle_field_get_help (field);
  self->buffer = gtk_text_buffer_new (NULL);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  self->view = GTK_TEXT_VIEW (gtk_text_view_new_with_buffer (self->buffer));
  g_object_unref (self->buffer);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_monospace (self->view, get_kind (self) == HEDDLE_PARAMETER_JSON);
  gtk_text_view_set_pixels_inside_wrap (self->view, 2);
  self->example = GTK_LABEL (gtk_label_new (example));
  gtk_label_set_xalign (self->example, 0);
  gtk_label_set_yalign (self->example, 0);
  gtk_label_set_wrap (self->example, TRUE);
  gtk_widget_set_can_target (GTK_WIDGET (self->example), FALSE);
  gtk_widget_add_css_class (GTK_WIDGET (self->example), "dimmed");
  gtk_accessible_update_state (GTK_ACCESSIBLE (self->example), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), MAX_HEIGHT);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (self->view));
  gtk_overlay_set_child (GTK_OVERLAY (overlay), scroller);
  gtk_overlay_add_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->example));
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (overlay), GTK_WIDGET (self->example), TRUE);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  return overlay;
}

static void
heddle_long_text_row_constructed (GObject *object)
{
  HeddleLongTextRow *self = HEDDLE_LONG_TEXT_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);
  gboolean advanced = heddle_field_is_advanced (heddle_parameter_row_get_field (row));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  G_OBJECT_CLASS (heddle_long_text_row_parent_class)->constructed (object);

  gtk_box_append (GTK_BOX (box), build_chip (self));
  gtk_box_append (GTK_BOX (box), build_view (self));
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (foot), GTK_WIDGET (self->count));
  gtk_widget_add_css_class (foot, "caption");
  gtk_widget_add_css_class (foot, "dimmed");
  gtk_widget_set_visible (foot, get_kind (self) != HEDDLE_PARAMETER_JSON);
  gtk_box_append (GTK_BOX (box), foot);

  gtk_widget_add_css_class (GTK_WIDGET (self), "long-text");
  heddle_parameter_row_set_control (row, box, advanced ? HEDDLE_PARAMETER_STACKED : HEDDLE_PARAMETER_BLOCK);
  heddle_parameter_row_label (row, GTK_WIDGET (self->view));
}

static void
heddle_long_text_row_class_init (HeddleLongTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->constructed = heddle_long_text_row_constructed;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->show = heddle_long_text_row_show;
  HEDDLE_PARAMETER_ROW_CLASS (klass)->link = heddle_long_text_row_link;
}

static void
heddle_long_text_row_init (HeddleLongTextRow *self)
{
}

/**
 * heddle_long_text_row_new:
 * @field: a text of several lines, a list of texts, or JSON
 *
 * Returns: (transfer floating): a row for it
 */
GtkWidget *
heddle_long_text_row_new (HeddleField *field)
{
  return g_object_new (HEDDLE_TYPE_LONG_TEXT_ROW, "field", field, NULL);
}
