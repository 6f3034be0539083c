/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "store/heddle-asset-record.h"
#include "store/heddle-database.h"

G_BEGIN_DECLS

gboolean           heddle_assets_insert            (HeddleDatabase           *database,
                                                    HeddleAssetRecord        *record,
                                                    GError                  **error);
gboolean           heddle_assets_detach            (HeddleDatabase           *database,
                                                    gint64                    id,
                                                    GError                  **error);
gboolean           heddle_assets_trash             (HeddleDatabase           *database,
                                                    gint64                    id,
                                                    GError                  **error);
gboolean           heddle_assets_untrash           (HeddleDatabase           *database,
                                                    gint64                    id,
                                                    GError                  **error);
HeddleAssetRecord *heddle_assets_get               (HeddleDatabase           *database,
                                                    gint64                    id,
                                                    GError                  **error);
GPtrArray         *heddle_assets_list_faces        (HeddleDatabase           *database,
                                                    const gint64             *ids,
                                                    guint                     n_ids,
                                                    GError                  **error);
HeddleAssetRecord *heddle_assets_find              (HeddleDatabase           *database,
                                                    const char               *text,
                                                    GError                  **error);
gboolean           heddle_assets_find_by_item_key  (HeddleDatabase           *database,
                                                    const char               *item_key,
                                                    gint64                    project_id,
                                                    HeddleAssetRecord       **record,
                                                    GError                  **error);
gboolean           heddle_assets_find_by_content   (HeddleDatabase           *database,
                                                    const char               *blob,
                                                    gint64                    project_id,
                                                    HeddleAssetRecord       **record,
                                                    GError                  **error);
gboolean           heddle_assets_dup_name_for_content (HeddleDatabase        *database,
                                                       const char            *blob,
                                                       char                 **name,
                                                       GError               **error);
GPtrArray         *heddle_assets_list              (HeddleDatabase           *database,
                                                    int                       limit,
                                                    GError                  **error);
GPtrArray         *heddle_assets_list_by_run       (HeddleDatabase           *database,
                                                    gint64                    run_id,
                                                    GError                  **error);
GPtrArray         *heddle_assets_search            (HeddleDatabase           *database,
                                                    const char               *query,
                                                    int                       limit,
                                                    GError                  **error);
GArray            *heddle_assets_match             (HeddleDatabase           *database,
                                                    const char               *query,
                                                    int                       limit,
                                                    GError                  **error);
gboolean           heddle_assets_dup_workflow      (HeddleDatabase           *database,
                                                    gint64                    id,
                                                    char                    **workflow,
                                                    GError                  **error);
gboolean           heddle_assets_get_cost          (HeddleDatabase           *database,
                                                    gint64                    id,
                                                    HeddleMoney              *cost,
                                                    GError                  **error);
char              *heddle_assets_dup_free_name     (HeddleDatabase           *database,
                                                    gint64                    project_id,
                                                    const char               *name,
                                                    GError                  **error);

G_END_DECLS
