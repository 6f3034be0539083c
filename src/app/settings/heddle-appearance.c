/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "settings/heddle-appearance.h"

/**
 * heddle_appearance_parse:
 * @name: a value of the key `color-scheme`
 *
 * Returns: what it means to libadwaita
 */
AdwColorScheme
heddle_appearance_parse (const char *name)
{
  if (g_str_equal (name, "light"))
    return ADW_COLOR_SCHEME_FORCE_LIGHT;
  if (g_str_equal (name, "dark"))
    return ADW_COLOR_SCHEME_FORCE_DARK;
  return ADW_COLOR_SCHEME_DEFAULT;
}

static gboolean
read_scheme (GValue   *value,
             GVariant *variant,
             gpointer  data)
{
  g_value_set_enum (value, heddle_appearance_parse (g_variant_get_string (variant, NULL)));
  return TRUE;
}

/**
 * heddle_appearance_get_settings:
 *
 * Returns: (transfer none) (nullable): the application's settings; %NULL where their schema is not
 *   installed
 */
GSettings *
heddle_appearance_get_settings (void)
{
  static GSettings *settings;
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (settings != NULL || source == NULL)
    return settings;
  schema = g_settings_schema_source_lookup (source, HEDDLE_APPLICATION_ID, TRUE);
  if (schema != NULL)
    settings = g_settings_new_full (schema, NULL, NULL);
  return settings;
}

/**
 * heddle_appearance_start:
 *
 * Has the windows look as the person has chosen, from now on.
 */
void
heddle_appearance_start (void)
{
  GSettings *settings = heddle_appearance_get_settings ();

  if (settings != NULL)
    g_settings_bind_with_mapping (settings, "color-scheme", adw_style_manager_get_default (), "color-scheme",
                                  G_SETTINGS_BIND_GET, read_scheme, NULL, NULL, NULL);
}
