/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

#define HEDDLE_TYPE_IMAGING_REPLY (heddle_imaging_reply_get_type ())
G_DECLARE_FINAL_TYPE (HeddleImagingReply, heddle_imaging_reply, HEDDLE, IMAGING_REPLY, GObject)

HeddleImagingReply *heddle_imaging_reply_new           (JsonObject         *result);
const char         *heddle_imaging_reply_get_mime      (HeddleImagingReply *self);
int                 heddle_imaging_reply_get_width     (HeddleImagingReply *self);
int                 heddle_imaging_reply_get_height    (HeddleImagingReply *self);
gboolean            heddle_imaging_reply_get_has_alpha (HeddleImagingReply *self);
gint64              heddle_imaging_reply_get_bytes     (HeddleImagingReply *self);
JsonObject         *heddle_imaging_reply_get_json      (HeddleImagingReply *self);

G_END_DECLS
