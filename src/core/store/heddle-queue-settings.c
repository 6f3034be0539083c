/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "store/heddle-queue-settings.h"

#include "store/heddle-setting-repository.h"

#define CATEGORY "queue"
#define PAUSED "paused"
#define RUNS "runs"
#define ITEMS "items"

static gboolean
read_number (HeddleDatabase  *database,
             const char      *key,
             guint            least,
             guint           *number,
             GError         **error)
{
  g_autofree char *text = NULL;
  guint64 value;

  *number = least;
  if (!heddle_settings_get_text (database, CATEGORY, key, &text, error))
    return FALSE;
  if (text != NULL && g_ascii_string_to_unsigned (text, 10, least, G_MAXINT, &value, NULL))
    *number = (guint) value;
  return TRUE;
}

/**
 * heddle_queue_settings_read:
 * @database: a connection
 * @settings: (out caller-allocates): how the queue is worked off; one run at a time where nobody has
 *   said
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if the library could not be read
 */
gboolean
heddle_queue_settings_read (HeddleDatabase       *database,
                            HeddleQueueSettings  *settings,
                            GError              **error)
{
  guint paused;

  if (!read_number (database, PAUSED, 0, &paused, error) || !read_number (database, RUNS, 1, &settings->runs, error)
      || !read_number (database, ITEMS, 0, &settings->items, error))
    return FALSE;
  settings->paused = paused != 0;
  return TRUE;
}

static gboolean
write_number (HeddleDatabase  *database,
              const char      *key,
              guint            number,
              GError         **error)
{
  g_autofree char *text = g_strdup_printf ("%u", number);

  return heddle_settings_set_text (database, CATEGORY, key, text, error);
}

/**
 * heddle_queue_settings_write:
 * @database: a writing connection
 * @settings: how the queue is worked off from now on
 * @error: return location for an error
 *
 * Returns: %FALSE with an error of [error@StoreError] if it could not be written
 */
gboolean
heddle_queue_settings_write (HeddleDatabase             *database,
                             const HeddleQueueSettings  *settings,
                             GError                    **error)
{
  return write_number (database, PAUSED, settings->paused, error)
         && write_number (database, RUNS, settings->runs, error) && write_number (database, ITEMS, settings->items, error);
}
