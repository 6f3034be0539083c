/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "gallery/heddle-asset-details.h"

#include <glib/gi18n-lib.h>
#include <json-glib/json-glib.h>

#include "base/heddle-json.h"
#include "gallery/heddle-gallery-words.h"
#include "store/heddle-asset-index.h"
#include "widgets/heddle-isolate.h"

struct _HeddleAssetDetails
{
  AdwBin               parent_instance;
  HeddleThumbnails    *thumbnails;
  char                *blob;
  guint                request;
  char                *workflow_uuid;
  GPtrArray           *rows;

  AdwWindowTitle      *title;
  GtkMenuButton       *menu;
  GtkStack            *states;
  AdwStatusPage       *problem;
  GtkScrolledWindow   *scroller;
  GtkWidget           *preview;
  GtkPicture          *picture;
  GtkWidget           *recipe;
  AdwActionRow        *prompt;
  AdwActionRow        *seed;
  AdwPreferencesGroup *facts;
  GtkWidget           *origin;
  AdwActionRow        *workflow;
};

G_DEFINE_FINAL_TYPE (HeddleAssetDetails, heddle_asset_details, ADW_TYPE_BIN)

static void
workflow_activated_cb (HeddleAssetDetails *self)
{
  if (self->workflow_uuid != NULL)
    gtk_widget_activate_action (GTK_WIDGET (self), "gallery.open-workflow", "s", self->workflow_uuid);
}

static void
add_fact (HeddleAssetDetails *self,
          const char         *title,
          const char         *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = adw_action_row_new ();
  gtk_widget_add_css_class (row, "property");
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), value);
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (row), 0);
  adw_action_row_set_subtitle_selectable (ADW_ACTION_ROW (row), TRUE);
  adw_preferences_group_add (self->facts, row);
  g_ptr_array_add (self->rows, row);
}

/* "output_format" is what a parameter is called between programs. */
static char *
title_for_parameter (const char *name)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (name), "_-", ' ');
  gunichar first = g_utf8_get_char (spaced);
  GString *title = g_string_new (NULL);

  if (*spaced != '\0')
    {
      g_string_append_unichar (title, g_unichar_toupper (first));
      g_string_append (title, g_utf8_next_char (spaced));
    }
  return g_string_free (title, FALSE);
}

static char *
words_for_value (JsonNode *node)
{
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_STRING)
    return g_strdup (json_node_get_string (node));
  if (JSON_NODE_HOLDS_VALUE (node) && json_node_get_value_type (node) == G_TYPE_BOOLEAN)
    return g_strdup (json_node_get_boolean (node) ? _("Yes") : _("No"));
  if (JSON_NODE_HOLDS_NULL (node))
    return NULL;
  return heddle_json_write (node, HEDDLE_JSON_COMPACT);
}

static void
add_parameters (HeddleAssetDetails *self,
                JsonObject         *recipe)
{
  JsonObject *parameters = heddle_json_get_object (recipe, "parameters");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  if (parameters == NULL)
    return;
  json_object_iter_init_ordered (&iter, parameters);
  while (json_object_iter_next_ordered (&iter, &name, &node))
    {
      g_autofree char *title = title_for_parameter (name);
      g_autofree char *value = words_for_value (node);

      add_fact (self, title, value);
    }
}

static void
add_recipe (HeddleAssetDetails     *self,
            const HeddleAssetFacts *facts)
{
  g_autoptr (JsonNode) node = facts->record->recipe != NULL ? heddle_json_parse (facts->record->recipe, -1, NULL)
                                                            : NULL;
  JsonObject *recipe = node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *prompt = facts->record->prompt;
  gboolean has_seed = recipe != NULL && json_object_has_member (recipe, "seed");
  g_autofree char *seed = has_seed ? words_for_value (json_object_get_member (recipe, "seed")) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->prompt), prompt != NULL && *prompt != '\0');
  adw_action_row_set_subtitle (self->prompt, prompt != NULL ? prompt : "");
  gtk_widget_set_visible (GTK_WIDGET (self->seed), seed != NULL);
  adw_action_row_set_subtitle (self->seed, seed != NULL ? seed : "");
  gtk_widget_set_visible (self->recipe, seed != NULL || (prompt != NULL && *prompt != '\0'));

  add_fact (self, _("Model"), facts->record->model);
  if (facts->cost.known)
    {
      g_autofree char *cost = facts->cost.amount == 0 ? g_strdup (_("Free")) : heddle_words_for_money (facts->cost);

      add_fact (self, _("Cost"), cost);
    }
  if (recipe == NULL)
    return;
  add_fact (self, _("Leave Out"), heddle_json_get_string (recipe, "negative", NULL));
  add_fact (self, _("Instructions"), heddle_json_get_string (recipe, "system", NULL));
  add_fact (self, _("Prompt as the Service Changed It"), heddle_json_get_string (recipe, "revised_prompt", NULL));
  add_parameters (self, recipe);
}

static void
add_facts (HeddleAssetDetails     *self,
           const HeddleAssetFacts *facts)
{
  const HeddleAssetRecord *record = facts->record;
  g_autofree char *bytes = g_format_size ((guint64) record->bytes);
  g_autofree char *created = heddle_words_for_time (record->created_at);
  g_autofree char *tags = record->tags != NULL ? g_strjoinv (", ", record->tags) : NULL;

  add_fact (self, _("Name"), record->name);
  add_fact (self, _("Size"), bytes);
  add_fact (self, _("Project"), record->project);
  add_fact (self, _("Tags"), tags);
  if (record->run_number > 0)
    {
      g_autofree char *run = g_strdup_printf (_("Run %d"), (int) record->run_number);

      add_fact (self, _("Run"), run);
    }
  add_fact (self, _("Created"), created);
}

static void
show_origin (HeddleAssetDetails     *self,
             const HeddleAssetFacts *facts)
{
  gboolean has_workflow = facts->workflow != NULL;

  g_set_str (&self->workflow_uuid, facts->workflow);
  gtk_widget_set_visible (self->origin, facts->record->run_id != 0);
  gtk_widget_set_sensitive (GTK_WIDGET (self->workflow), has_workflow);
  adw_action_row_set_subtitle (self->workflow,
                               has_workflow ? "" : _("It is not in the library, or no longer."));
}

static void
show_title (HeddleAssetDetails      *self,
            const HeddleAssetRecord *record)
{
  const char *kind = heddle_words_for_mime (record->mime);
  g_autofree char *size = heddle_isolate ("%d × %d", record->width, record->height);
  g_autofree char *subtitle = NULL;

  if (record->width > 0 && record->height > 0)
    subtitle = g_strdup_printf ("%s · %s", kind, size);
  adw_window_title_set_title (self->title, record->name);
  adw_window_title_set_subtitle (self->title, subtitle != NULL ? subtitle : kind);
}

static void
large_cb (GdkTexture   *texture,
          const GError *error,
          gpointer      data)
{
  HeddleAssetDetails *self = data;

  self->request = 0;
  if (texture != NULL)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static void
thumbnail_cb (GdkTexture   *texture,
              const GError *error,
              gpointer      data)
{
  HeddleAssetDetails *self = data;
  int scale = gtk_widget_get_scale_factor (GTK_WIDGET (self));
  int width, height;
  double stretch;

  self->request = 0;
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
  if (texture == NULL)
    return;
  width = gtk_widget_get_width (GTK_WIDGET (self->picture)) * scale;
  height = gtk_widget_get_height (GTK_WIDGET (self->picture)) * scale;
  stretch = MIN ((double) width / gdk_texture_get_width (texture), (double) height / gdk_texture_get_height (texture));
  if (heddle_thumbnails_is_coarse (texture, (int) (stretch * gdk_texture_get_width (texture)),
                                   (int) (stretch * gdk_texture_get_height (texture))))
    self->request = heddle_thumbnails_load_large (self->thumbnails, self->blob, large_cb, self);
}

static void
forget (HeddleAssetDetails *self)
{
  if (self->request != 0)
    heddle_thumbnails_cancel (self->thumbnails, self->request);
  self->request = 0;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->facts, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  g_clear_pointer (&self->workflow_uuid, g_free);
}

static void
heddle_asset_details_dispose (GObject *object)
{
  HeddleAssetDetails *self = HEDDLE_ASSET_DETAILS (object);

  if (self->request != 0)
    heddle_thumbnails_cancel (self->thumbnails, self->request);
  self->request = 0;
  g_clear_object (&self->thumbnails);
  gtk_widget_dispose_template (GTK_WIDGET (self), HEDDLE_TYPE_ASSET_DETAILS);

  G_OBJECT_CLASS (heddle_asset_details_parent_class)->dispose (object);
}

static void
heddle_asset_details_finalize (GObject *object)
{
  HeddleAssetDetails *self = HEDDLE_ASSET_DETAILS (object);

  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->blob, g_free);
  g_clear_pointer (&self->workflow_uuid, g_free);

  G_OBJECT_CLASS (heddle_asset_details_parent_class)->finalize (object);
}

static void
heddle_asset_details_class_init (HeddleAssetDetailsClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = heddle_asset_details_dispose;
  object_class->finalize = heddle_asset_details_finalize;

  gtk_widget_class_set_template_from_resource (widget_class, "/app/heddle/Heddle/ui/heddle-asset-details.ui");
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, title);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, menu);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, states);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, problem);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, scroller);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, preview);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, picture);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, recipe);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, prompt);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, seed);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, facts);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, origin);
  gtk_widget_class_bind_template_child (widget_class, HeddleAssetDetails, workflow);
  gtk_widget_class_bind_template_callback (widget_class, workflow_activated_cb);
}

static void
heddle_asset_details_init (HeddleAssetDetails *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  heddle_asset_details_show_nothing (self);
}

/**
 * heddle_asset_details_show:
 * @self: the details
 * @facts: of an asset
 * @thumbnails: where its picture comes from
 *
 * Shows how an asset was made.
 */
void
heddle_asset_details_show (HeddleAssetDetails     *self,
                           const HeddleAssetFacts *facts,
                           HeddleThumbnails       *thumbnails)
{
  const HeddleAssetRecord *record = facts->record;
  gboolean is_image = g_str_has_prefix (record->mime, "image/");

  forget (self);
  g_set_object (&self->thumbnails, thumbnails);
  show_title (self, record);
  add_recipe (self, facts);
  add_facts (self, facts);
  show_origin (self, facts);
  gtk_widget_set_visible (self->preview, is_image);
  gtk_picture_set_paintable (self->picture, NULL);
  g_set_str (&self->blob, record->blob);
  if (is_image)
    {
      guint request = heddle_thumbnails_load (thumbnails, record->blob, thumbnail_cb, self);

      /* Where it was in memory, the large one may be on its way already. */
      if (request != 0)
        self->request = request;
    }
  gtk_adjustment_set_value (gtk_scrolled_window_get_vadjustment (self->scroller), 0);
  gtk_widget_set_visible (GTK_WIDGET (self->menu), TRUE);
  gtk_stack_set_visible_child_name (self->states, "asset");
}

/**
 * heddle_asset_details_show_problem:
 * @self: the details
 * @error: why there are none
 *
 * Shows that an asset's facts could not be read.
 */
void
heddle_asset_details_show_problem (HeddleAssetDetails *self,
                                   const GError       *error)
{
  g_autofree char *markup = g_markup_escape_text (error->message, -1);

  heddle_asset_details_show_nothing (self);
  adw_status_page_set_description (self->problem, markup);
  gtk_stack_set_visible_child_name (self->states, "problem");
}

/**
 * heddle_asset_details_show_nothing:
 * @self: the details
 *
 * Shows that nothing is selected.
 */
void
heddle_asset_details_show_nothing (HeddleAssetDetails *self)
{
  forget (self);
  adw_window_title_set_title (self->title, _("Details"));
  adw_window_title_set_subtitle (self->title, "");
  gtk_widget_set_visible (GTK_WIDGET (self->menu), FALSE);
  gtk_stack_set_visible_child_name (self->states, "nothing");
}
