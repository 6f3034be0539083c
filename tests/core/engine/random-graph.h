/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A pipeline of local steps that is made up from a number, and what it has to give. */
typedef struct _RandomGraph RandomGraph;

RandomGraph *random_graph_new          (guint        seed);
void         random_graph_free         (RandomGraph *self);
guint        random_graph_get_seed     (RandomGraph *self);
char        *random_graph_to_document  (RandomGraph *self,
                                        guint        salt);
char        *random_graph_evaluate     (RandomGraph *self);
gboolean     random_graph_has_mismatch (RandomGraph *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RandomGraph, random_graph_free)

G_END_DECLS
