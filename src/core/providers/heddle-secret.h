/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/**
 * HeddleSecret:
 *
 * A key in memory, in one place however many hold it, overwritten when the last lets go.
 */
typedef struct _HeddleSecret HeddleSecret;

#define HEDDLE_TYPE_SECRET (heddle_secret_get_type ())
GType         heddle_secret_get_type (void);
HeddleSecret *heddle_secret_new      (const char   *text,
                                      gssize        length);
HeddleSecret *heddle_secret_ref      (HeddleSecret *self);
void          heddle_secret_unref    (HeddleSecret *self);
const char   *heddle_secret_get_text (HeddleSecret *self);

void          heddle_secret_free     (gpointer      text);
char         *heddle_secret_scrub    (const char   *text,
                                      const char   *secret);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleSecret, heddle_secret_unref)

G_END_DECLS
