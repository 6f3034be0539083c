/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-asset-record.h"

#include "store/heddle-status-names.h"

G_DEFINE_BOXED_TYPE (HeddleAssetRecord, heddle_asset_record, heddle_asset_record_copy,
                     heddle_asset_record_free)

static const char *const kind_names[] = {
  [HEDDLE_ASSET_UPLOADED] = "uploaded",
  [HEDDLE_ASSET_GENERATED] = "generated",
  [HEDDLE_ASSET_DERIVED] = "derived",
};

/**
 * heddle_asset_kind_to_string:
 * @kind: where an asset comes from
 *
 * Returns: (transfer none): its name, as rows have it
 */
const char *
heddle_asset_kind_to_string (HeddleAssetKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kind_names), NULL);

  return kind_names[kind];
}

/**
 * heddle_asset_kind_from_string:
 * @string: (nullable): a name
 * @kind: (out): where the asset comes from
 * @error: return location for an error
 *
 * Returns: %FALSE with %HEDDLE_STORE_ERROR_INVALID if no kind is named so
 */
gboolean
heddle_asset_kind_from_string (const char       *string,
                               HeddleAssetKind  *kind,
                               GError          **error)
{
  guint index;
  gboolean found = heddle_status_names_find (kind_names, G_N_ELEMENTS (kind_names), string, &index,
                                             error);

  *kind = index;
  return found;
}

/**
 * heddle_asset_record_new:
 *
 * Returns: (transfer full): an empty record, to be filled
 */
HeddleAssetRecord *
heddle_asset_record_new (void)
{
  return g_new0 (HeddleAssetRecord, 1);
}

/**
 * heddle_asset_record_copy:
 * @self: the record
 *
 * Returns: (transfer full): a copy
 */
HeddleAssetRecord *
heddle_asset_record_copy (const HeddleAssetRecord *self)
{
  HeddleAssetRecord *copy = g_memdup2 (self, sizeof *self);

  copy->uuid = g_strdup (self->uuid);
  copy->name = g_strdup (self->name);
  copy->blob = g_strdup (self->blob);
  copy->mime = g_strdup (self->mime);
  copy->text = g_strdup (self->text);
  copy->project = g_strdup (self->project);
  copy->node = g_strdup (self->node);
  copy->path = g_strdup (self->path);
  copy->item_key = g_strdup (self->item_key);
  copy->prompt = g_strdup (self->prompt);
  copy->model = g_strdup (self->model);
  copy->recipe = g_strdup (self->recipe);
  copy->tags = g_strdupv (self->tags);

  return copy;
}

/**
 * heddle_asset_record_free:
 * @self: (transfer full): the record
 *
 * Frees the record.
 */
void
heddle_asset_record_free (HeddleAssetRecord *self)
{
  g_free (self->uuid);
  g_free (self->name);
  g_free (self->blob);
  g_free (self->mime);
  g_free (self->text);
  g_free (self->project);
  g_free (self->node);
  g_free (self->path);
  g_free (self->item_key);
  g_free (self->prompt);
  g_free (self->model);
  g_free (self->recipe);
  g_strfreev (self->tags);
  g_free (self);
}
