/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * HeddleIndex:
 *
 * The 0-based list positions that a value came from, outermost first, the row first in a batch;
 * empty where nothing was mapped. Immutable and reference-counted. As text it is dotted (`4.2`).
 */
typedef struct _HeddleIndex HeddleIndex;

#define HEDDLE_TYPE_INDEX (heddle_index_get_type ())
GType        heddle_index_get_type    (void);
HeddleIndex *heddle_index_new_empty   (void);
HeddleIndex *heddle_index_new         (const guint       *positions,
                                       guint              depth);
HeddleIndex *heddle_index_append      (const HeddleIndex *self,
                                       guint              position);
HeddleIndex *heddle_index_ref         (HeddleIndex       *self);
void         heddle_index_unref       (HeddleIndex       *self);
guint        heddle_index_get_depth   (const HeddleIndex *self);
guint        heddle_index_get         (const HeddleIndex *self,
                                       guint              level);
gboolean     heddle_index_equal       (gconstpointer      a,
                                       gconstpointer      b);
guint        heddle_index_hash        (gconstpointer      self);
int          heddle_index_compare     (gconstpointer      a,
                                       gconstpointer      b);
gboolean     heddle_index_has_prefix  (const HeddleIndex *self,
                                       const HeddleIndex *prefix);
char        *heddle_index_to_string   (const HeddleIndex *self);
HeddleIndex *heddle_index_from_string (const char        *string,
                                       GError           **error);
JsonNode    *heddle_index_to_json     (const HeddleIndex *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleIndex, heddle_index_unref)

G_END_DECLS
