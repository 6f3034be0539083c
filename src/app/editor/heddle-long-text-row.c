/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-long-text-row.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"

#define MAX_MIRROR 20000

/* A text view does not know its height before it has its width, so a label with the same text, which
 * nobody sees, makes room for it.
 */
struct _HeddleLongTextRow
{
  HeddleParameterRow  parent_instance;
  GtkWidget          *chip;
  GtkLabel           *chip_label;
  GtkWidget          *room;
  GtkLabel           *mirror;
  GtkScrolledWindow  *scroller;
  GtkTextView        *view;
  GtkTextBuffer      *buffer;
  GtkWidget          *body;
  GtkLabel           *example;
  GtkWidget          *foot;
  GtkLabel           *note;
  GtkLabel           *count;
  guint               follow;
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

/* The character without width keeps the room of an empty last line. */
static void
update_room (HeddleLongTextRow *self,
             const char        *text)
{
  gboolean whole = g_utf8_strlen (text, -1) <= MAX_MIRROR;
  g_autofree char *start = whole ? NULL : g_utf8_substring (text, 0, MAX_MIRROR);
  g_autofree char *room = g_strconcat (whole ? text : start, "\342\200\213", NULL);

  gtk_label_set_text (self->mirror, room);
  gtk_scrolled_window_set_policy (self->scroller, GTK_POLICY_NEVER,
                                  whole ? GTK_POLICY_EXTERNAL : GTK_POLICY_AUTOMATIC);
}

static void
update_count (HeddleLongTextRow *self,
              const char        *text)
{
  g_autofree char *count = NULL;
  guint n;

  update_room (self, text);
  gtk_widget_set_visible (GTK_WIDGET (self->example), *text == '\0');
  gtk_widget_set_visible (self->foot, *text != '\0' && get_kind (self) != HEDDLE_PARAMETER_JSON);
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
  gtk_label_set_text (self->note, source != NULL && joined ? _("Linked text comes first") : "");
  gtk_widget_set_visible (self->body, source == NULL || joined);
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

/* The text is as high as it has to be, and the pane scrolls, so it has to follow the cursor. */
static gboolean
follow_cursor_cb (gpointer data)
{
  HeddleLongTextRow *self = data;
  GtkWidget *view = GTK_WIDGET (self->view);
  GtkWidget *scroller = gtk_widget_get_ancestor (self->room, GTK_TYPE_SCROLLED_WINDOW);
  GtkAdjustment *adjustment;
  GtkTextIter iter;
  GdkRectangle cursor;
  graphene_point_t point;

  self->follow = 0;
  if (scroller == NULL || !gtk_widget_has_focus (view))
    return G_SOURCE_REMOVE;
  gtk_text_buffer_get_iter_at_mark (self->buffer, &iter, gtk_text_buffer_get_insert (self->buffer));
  gtk_text_view_get_iter_location (self->view, &iter, &cursor);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, cursor.x, cursor.y, &cursor.x, &cursor.y);
  if (!gtk_widget_compute_point (view, scroller, &GRAPHENE_POINT_INIT ((float) cursor.x, (float) cursor.y), &point))
    return G_SOURCE_REMOVE;
  adjustment = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scroller));
  point.y += (float) gtk_adjustment_get_value (adjustment);
  gtk_adjustment_clamp_page (adjustment, point.y, point.y + cursor.height);
  return G_SOURCE_REMOVE;
}

static void
cursor_moved_cb (HeddleLongTextRow *self)
{
  if (self->follow == 0 && gtk_widget_has_focus (GTK_WIDGET (self->view)))
    self->follow = g_idle_add_full (GDK_PRIORITY_REDRAW + 10, follow_cursor_cb, self, NULL);
}

static GtkLabel *
behind_label_new (const char *text)
{
  GtkLabel *label = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);

  gtk_label_set_text (label, text);
  gtk_label_set_xalign (label, 0);
  gtk_label_set_yalign (label, 0);
  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_widget_set_can_target (GTK_WIDGET (label), FALSE);
  return label;
}

/* What runs a workflow does so from within a text, too, where it would begin a new line. */
static gboolean
key_pressed_cb (GtkEventController *controller,
                guint               key,
                guint               code,
                GdkModifierType     state)
{
  static const struct
  {
    GdkModifierType state;
    const char     *action;
  } keys[] = {
    { GDK_CONTROL_MASK, "editor.run" },
    { GDK_CONTROL_MASK | GDK_SHIFT_MASK, "editor.run-from-here" },
    { GDK_ALT_MASK, "editor.run-selected" },
  };

  if (key != GDK_KEY_Return && key != GDK_KEY_KP_Enter && key != GDK_KEY_ISO_Enter)
    return GDK_EVENT_PROPAGATE;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      if ((state & gtk_accelerator_get_default_mod_mask ()) == keys[i].state)
        return gtk_widget_activate_action (gtk_event_controller_get_widget (controller), keys[i].action, NULL);
    }
  return GDK_EVENT_PROPAGATE;
}

static GtkWidget *
build_view (HeddleLongTextRow *self)
{
  GtkEventController *keys = gtk_event_controller_key_new ();
  HeddleField *field = heddle_parameter_row_get_field (HEDDLE_PARAMETER_ROW (self));
  const char *example = heddle_field_get_example (field);

  if (example == NULL)
    example = get_kind (self) == HEDDLE_PARAMETER_TEXT_LIST ? _("One entry per line")
                                                            : heddle_field_get_help (field);
  self->scroller = GTK_SCROLLED_WINDOW (gtk_scrolled_window_new ());
  self->buffer = gtk_text_buffer_new (NULL);
  gtk_text_buffer_set_enable_undo (self->buffer, FALSE);
  self->view = GTK_TEXT_VIEW (gtk_text_view_new_with_buffer (self->buffer));
  g_object_unref (self->buffer);
  gtk_widget_set_focusable (GTK_WIDGET (self->scroller), FALSE);
  gtk_text_view_set_wrap_mode (self->view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (self->view, FALSE);
  gtk_text_view_set_monospace (self->view, get_kind (self) == HEDDLE_PARAMETER_JSON);
  self->example = behind_label_new (example);
  gtk_widget_add_css_class (GTK_WIDGET (self->example), "dimmed");
  self->mirror = behind_label_new ("");
  gtk_widget_set_opacity (GTK_WIDGET (self->mirror), 0);
  if (get_kind (self) == HEDDLE_PARAMETER_JSON)
    gtk_widget_add_css_class (GTK_WIDGET (self->mirror), "monospace");
  gtk_scrolled_window_set_child (self->scroller, GTK_WIDGET (self->view));
  self->room = gtk_overlay_new ();
  gtk_overlay_set_child (GTK_OVERLAY (self->room), GTK_WIDGET (self->mirror));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->room), GTK_WIDGET (self->scroller));
  gtk_overlay_add_overlay (GTK_OVERLAY (self->room), GTK_WIDGET (self->example));
  gtk_overlay_set_measure_overlay (GTK_OVERLAY (self->room), GTK_WIDGET (self->example), TRUE);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), NULL);
  gtk_widget_add_controller (GTK_WIDGET (self->view), keys);
  g_signal_connect_object (self->buffer, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->buffer, "notify::cursor-position", G_CALLBACK (cursor_moved_cb), self,
                           G_CONNECT_SWAPPED);
  return self->room;
}

static void
heddle_long_text_row_constructed (GObject *object)
{
  HeddleLongTextRow *self = HEDDLE_LONG_TEXT_ROW (object);
  HeddleParameterRow *row = HEDDLE_PARAMETER_ROW (object);
  HeddleField *field = heddle_parameter_row_get_field (row);
  HeddleParameterLayout layout = heddle_field_is_advanced (field)  ? HEDDLE_PARAMETER_STACKED
                                 : heddle_field_is_compact (field) ? HEDDLE_PARAMETER_ENTRY
                                                                   : HEDDLE_PARAMETER_BLOCK;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);

  G_OBJECT_CLASS (heddle_long_text_row_parent_class)->constructed (object);

  gtk_box_append (GTK_BOX (box), build_chip (self));
  self->body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  self->foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  gtk_box_append (GTK_BOX (self->body), build_view (self));
  gtk_box_append (GTK_BOX (box), self->body);
  self->note = GTK_LABEL (gtk_label_new (NULL));
  gtk_label_set_xalign (self->note, 0);
  gtk_label_set_wrap (self->note, TRUE);
  gtk_widget_set_hexpand (GTK_WIDGET (self->note), TRUE);
  self->count = GTK_LABEL (gtk_label_new (NULL));
  gtk_widget_add_css_class (GTK_WIDGET (self->count), "numeric");
  gtk_box_append (GTK_BOX (self->foot), GTK_WIDGET (self->note));
  gtk_box_append (GTK_BOX (self->foot), GTK_WIDGET (self->count));
  gtk_widget_add_css_class (self->foot, "caption");
  gtk_widget_add_css_class (self->foot, "dimmed");
  gtk_box_append (GTK_BOX (self->body), self->foot);

  gtk_widget_add_css_class (GTK_WIDGET (self), "long-text");
  heddle_parameter_row_set_control (row, box, layout);
  heddle_parameter_row_label (row, GTK_WIDGET (self->view));
}

static void
heddle_long_text_row_dispose (GObject *object)
{
  g_clear_handle_id (&HEDDLE_LONG_TEXT_ROW (object)->follow, g_source_remove);

  G_OBJECT_CLASS (heddle_long_text_row_parent_class)->dispose (object);
}

static void
heddle_long_text_row_class_init (HeddleLongTextRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_long_text_row_dispose;
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
