/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HeddleAssetKind:
 * @HEDDLE_ASSET_UPLOADED: came from a file
 * @HEDDLE_ASSET_GENERATED: an AI step had a part in it
 * @HEDDLE_ASSET_DERIVED: made of others on this machine
 *
 * Where an asset comes from.
 */
typedef enum
{
  HEDDLE_ASSET_UPLOADED,
  HEDDLE_ASSET_GENERATED,
  HEDDLE_ASSET_DERIVED,
} HeddleAssetKind;

/**
 * HeddleAssetRecord:
 * @id: the row, 0 before it is inserted
 * @uuid: what it is called outside of the library; made when inserted if %NULL
 * @name: what people call it
 * @kind: where it comes from
 * @blob: SHA-256 of its content
 * @mime: media type by content
 * @bytes: size of the content
 * @width: in pixels, 0 where it has none
 * @height: in pixels, 0 where it has none
 * @duration: of a video, in milliseconds, else 0
 * @text: (nullable): the content of a text
 * @final: whether it is what the work was for
 * @project_id: its project, or 0
 * @project: (nullable): the project's name; when inserted, that of a project that is found or made
 *   if @project_id is 0
 * @run_id: the run that made it, or 0
 * @run_number: the number of that run, or 0; only read
 * @node: (nullable): the node that made it
 * @path: (nullable): the item that made it, dotted
 * @item_key: (nullable): hash of all that it depends on
 * @prompt: (nullable): what was asked for
 * @model: (nullable): `provider/model`
 * @recipe: (nullable): JSON: all that it was made with
 * @tags: (nullable) (array zero-terminated=1): its tags
 * @created_at: milliseconds; now if 0 when inserted
 * @attached: whether it only came with a workflow; the gallery has none of those
 * @rating: how many stars it was given, or 0; only read
 * @reused: of an output's asset, whether it was there before; not in the library
 *
 * An asset: a content with a name and a history.
 */
typedef struct
{
  gint64            id;
  char             *uuid;
  char             *name;
  HeddleAssetKind   kind;
  char             *blob;
  char             *mime;
  gint64            bytes;
  int               width;
  int               height;
  gint64            duration;
  char             *text;
  gboolean          final;
  gint64            project_id;
  char             *project;
  gint64            run_id;
  gint64            run_number;
  char             *node;
  char             *path;
  char             *item_key;
  char             *prompt;
  char             *model;
  char             *recipe;
  GStrv             tags;
  gint64            created_at;
  gboolean          attached;
  guint             rating;
  gboolean          reused;
} HeddleAssetRecord;

#define HEDDLE_TYPE_ASSET_RECORD (heddle_asset_record_get_type ())
GType              heddle_asset_record_get_type    (void);
HeddleAssetRecord *heddle_asset_record_new         (void);
HeddleAssetRecord *heddle_asset_record_copy        (const HeddleAssetRecord  *self);
void               heddle_asset_record_free        (HeddleAssetRecord        *self);
const char        *heddle_asset_kind_to_string     (HeddleAssetKind           kind);
gboolean           heddle_asset_kind_from_string   (const char               *string,
                                                    HeddleAssetKind          *kind,
                                                    GError                  **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleAssetRecord, heddle_asset_record_free)

G_END_DECLS
