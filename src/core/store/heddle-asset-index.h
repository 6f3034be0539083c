/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-database.h"

G_BEGIN_DECLS

/**
 * HeddleAssetContent:
 * @HEDDLE_ASSET_CONTENT_IMAGE: a picture
 * @HEDDLE_ASSET_CONTENT_TEXT: words
 * @HEDDLE_ASSET_CONTENT_VIDEO: a moving picture
 * @HEDDLE_ASSET_CONTENT_OTHER: anything else
 *
 * What kind of thing an asset is to look at.
 */
typedef enum
{
  HEDDLE_ASSET_CONTENT_IMAGE,
  HEDDLE_ASSET_CONTENT_TEXT,
  HEDDLE_ASSET_CONTENT_VIDEO,
  HEDDLE_ASSET_CONTENT_OTHER,
} HeddleAssetContent;

/**
 * HeddleAssetEntry:
 * @id: the asset's row
 * @group: which group of the index it is in
 * @ratio: width through height, times %HEDDLE_ASSET_RATIO_ONE; 0 where it has none
 * @content: a [enum@AssetContent]
 *
 * What has to be known of every asset of a library to lay them all out.
 */
typedef struct
{
  gint64  id;
  guint32 group;
  guint16 ratio;
  guint8  content;
} HeddleAssetEntry;

#define HEDDLE_ASSET_RATIO_ONE 1024

/**
 * HeddleAssetGroup:
 * @run_id: the run that made the assets; 0 for those that came from files
 * @run_number: the number of that run
 * @name: (nullable): the workflow's name
 * @costs: (nullable): JSON array of the run's costs, one per currency
 * @time: when the run was begun, or the last of the files came, in milliseconds
 * @first: the position of its first entry
 * @n_entries: how many it has
 *
 * Assets that belong together: those of a run, or those that were imported on one day.
 */
typedef struct
{
  gint64  run_id;
  gint64  run_number;
  char   *name;
  char   *costs;
  gint64  time;
  guint   first;
  guint   n_entries;
} HeddleAssetGroup;

/**
 * HeddleAssetIndex:
 *
 * All assets of a library that are not in the trash, in groups, the newest first. It does not
 * change, so that any thread may look at it.
 */
typedef struct _HeddleAssetIndex HeddleAssetIndex;

#define HEDDLE_TYPE_ASSET_INDEX (heddle_asset_index_get_type ())
GType                   heddle_asset_index_get_type      (void);

HeddleAssetIndex       *heddle_asset_index_read          (HeddleDatabase          *database,
                                                          int                      limit,
                                                          GError                 **error);
HeddleAssetIndex       *heddle_asset_index_filter        (const HeddleAssetIndex  *self,
                                                          GArray                  *ids);
HeddleAssetIndex       *heddle_asset_index_ref           (HeddleAssetIndex        *self);
void                    heddle_asset_index_unref         (HeddleAssetIndex        *self);
guint                   heddle_asset_index_get_n_entries (const HeddleAssetIndex  *self);
const HeddleAssetEntry *heddle_asset_index_get_entry     (const HeddleAssetIndex  *self,
                                                          guint                    position);
guint                   heddle_asset_index_get_n_groups  (const HeddleAssetIndex  *self);
const HeddleAssetGroup *heddle_asset_index_get_group     (const HeddleAssetIndex  *self,
                                                          guint                    position);
gboolean                heddle_asset_index_find          (const HeddleAssetIndex  *self,
                                                          gint64                   id,
                                                          guint                   *position);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleAssetIndex, heddle_asset_index_unref)

G_END_DECLS
