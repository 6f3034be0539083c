/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * HeddlePlaceKey:
 * @trigger: the keys, as gtk_shortcut_trigger_parse_string() reads them
 * @action: the action of the widget that they do, which has no parameter
 *
 * What keys do.
 */
typedef struct
{
  const char *trigger;
  const char *action;
} HeddlePlaceKey;

void heddle_place_keys_add (GtkWidget            *widget,
                            const HeddlePlaceKey *keys,
                            guint                 n_keys);

G_END_DECLS
