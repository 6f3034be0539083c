/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

char *heddle_fake_words_pick  (const char *prompt);
char *heddle_fake_words_write (const char *prompt,
                               guint       n_pictures,
                               JsonNode   *schema,
                               guint       nth);

G_END_DECLS
