/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-owner-protocol.h"

#include <errno.h>
#include <gio/gunixinputstream.h>
#include <glib-unix.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/heddle-sha256.h"
#include "base/heddle-threads.h"
#include "engine/heddle-budget-change.h"
#include "engine/heddle-queue-change.h"
#include "engine/heddle-queue-order.h"
#include "engine/heddle-run-answer.h"
#include "providers/heddle-secret.h"

/* Less than what a pipe takes without anybody reading. */
#define MAX_KEY_BYTES 32768

/* As much of a hash as keeps two libraries apart: a socket's path has a hundred bytes or so. */
#define NAME_LENGTH 32

G_DEFINE_QUARK (heddle-owner-error-quark, heddle_owner_error)

static const char interface[] =
  "<node>"
  "  <interface name='" HEDDLE_OWNER_INTERFACE "'>"
  "    <method name='Run'>"
  "      <arg name='document' type='s' direction='in'/>"
  "      <arg name='options' type='s' direction='in'/>"
  "      <arg name='addresses' type='a{ss}' direction='in'/>"
  "      <arg name='keys' type='h' direction='in'/>"
  "    </method>"
  "    <method name='Continue'>"
  "      <arg name='run' type='s' direction='in'/>"
  "      <arg name='retry' type='b' direction='in'/>"
  "      <arg name='answer' type='" HEDDLE_RUN_ANSWER_FORMAT "' direction='in'/>"
  "      <arg name='addresses' type='a{ss}' direction='in'/>"
  "      <arg name='keys' type='h' direction='in'/>"
  "    </method>"
  "    <method name='Enqueue'>"
  "      <arg name='document' type='s' direction='in'/>"
  "      <arg name='options' type='s' direction='in'/>"
  "      <arg name='order' type='" HEDDLE_QUEUE_ORDER_FORMAT "' direction='in'/>"
  "      <arg name='addresses' type='a{ss}' direction='in'/>"
  "      <arg name='keys' type='h' direction='in'/>"
  "      <arg name='ticket' type='" HEDDLE_QUEUE_TICKET_FORMAT "' direction='out'/>"
  "    </method>"
  "    <method name='ChangeQueue'>"
  "      <arg name='change' type='" HEDDLE_QUEUE_CHANGE_FORMAT "' direction='in'/>"
  "    </method>"
  "    <method name='WorkQueue'>"
  "      <arg name='addresses' type='a{ss}' direction='in'/>"
  "      <arg name='keys' type='h' direction='in'/>"
  "    </method>"
  "    <method name='Cancel'>"
  "      <arg name='run' type='s' direction='in'/>"
  "    </method>"
  "    <method name='Rate'>"
  "      <arg name='hash' type='s' direction='in'/>"
  "      <arg name='stars' type='u' direction='in'/>"
  "    </method>"
  "    <method name='ChangeBudget'>"
  "      <arg name='change' type='" HEDDLE_BUDGET_CHANGE_FORMAT "' direction='in'/>"
  "    </method>"
  "    <method name='Interrupt'/>"
  "    <signal name='Event'>"
  "      <arg name='event' type='s'/>"
  "    </signal>"
  "  </interface>"
  "</node>";

/**
 * heddle_owner_interface_get:
 *
 * What the owner of a library does for other processes of the same person. `Run` carries a workflow
 * out, `Continue` goes on with a run, after what a person has to say, and `Cancel` ends one; all are
 * answered when that is over. `Enqueue` puts a workflow into the queue, `ChangeQueue` changes that, and
 * `WorkQueue` works it off, or is answered when the owner has done so that does it anyway. `Rate` and
 * `ChangeBudget` change what the library says. What happens in a run comes as `Event`s, before the answer,
 * to whoever asked for it. `Interrupt` cancels the runs that were asked
 * for over the same connection; a connection that breaks does not.
 *
 * Keys never are part of a message: they come through a pipe.
 *
 * Returns: (transfer none): the description of the D-Bus interface
 */
GDBusInterfaceInfo *
heddle_owner_interface_get (void)
{
  static gsize node;

  if (g_once_init_enter (&node))
    {
      GDBusNodeInfo *parsed = g_dbus_node_info_new_for_xml (interface, NULL);

      g_assert (parsed != NULL);
      g_once_init_leave (&node, (gsize) parsed);
    }
  return g_dbus_node_info_lookup_interface ((GDBusNodeInfo *) node, HEDDLE_OWNER_INTERFACE);
}

/* In a sandbox only the application's own folder in there is the same for all its processes. Where a
 * machine has no such folder at all it is the one of what is cached, of which others than we make the part
 * that is named after us, open to be read as such folders are.
 */
static char *
dup_folder (void)
{
  const char *sandbox = g_getenv ("FLATPAK_ID");

  if (sandbox != NULL)
    return g_build_filename (g_get_user_runtime_dir (), "app", sandbox, "heddle", NULL);
  return g_build_filename (g_get_user_runtime_dir (), "heddle", "owners", NULL);
}

static gboolean
ensure_private (const char  *folder,
                GError     **error)
{
  GStatBuf status;

  if (g_mkdir_with_parents (folder, 0700) != 0 || g_lstat (folder, &status) != 0)
    {
      g_set_error (error, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_FORBIDDEN, _("The folder “%s” cannot be used: %s"),
                   folder, g_strerror (errno));
      return FALSE;
    }
  if (S_ISDIR (status.st_mode) && status.st_uid == geteuid () && (status.st_mode & 077) == 0)
    return TRUE;

  g_set_error (error, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_FORBIDDEN,
               _("The folder “%s” must be yours and closed to others; correct that, or remove it."), folder);
  return FALSE;
}

/**
 * heddle_owner_dup_socket:
 * @library: the folder of a library that exists
 * @error: return location
 *
 * Finds where the owner of a library can be asked, in a folder that is closed to others and made if it
 * is missing. Blocks.
 *
 * Returns: (transfer full): the path of the socket; %NULL with %HEDDLE_OWNER_ERROR_FORBIDDEN where
 *   the folder is not private
 */
char *
heddle_owner_dup_socket (const char  *library,
                         GError     **error)
{
  char *real;
  g_autofree char *hash = NULL;
  g_autofree char *folder = dup_folder ();

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (!ensure_private (folder, error))
    return NULL;
  real = realpath (library, NULL);
  hash = heddle_sha256_compute (real == NULL ? library : real, strlen (real == NULL ? library : real));
  free (real);
  hash[NAME_LENGTH] = '\0';
  return g_build_filename (folder, hash, NULL);
}

static gboolean
append (char       *buffer,
        gsize      *length,
        const char *text)
{
  gsize size = strlen (text) + 1;

  if (*length + size > MAX_KEY_BYTES)
    return FALSE;
  memcpy (buffer + *length, text, size);
  *length += size;
  return TRUE;
}

/**
 * heddle_owner_send_keys:
 * @keys: (element-type utf8 Heddle.Secret): keys by the providers' ids
 * @error: return location
 *
 * Puts keys into a pipe, where no log of messages can show them.
 *
 * Returns: the pipe's end for whoever is to receive them, to be closed; -1 with @error where that
 *   failed
 */
int
heddle_owner_send_keys (GHashTable  *keys,
                        GError     **error)
{
  g_autofree char *buffer = g_malloc (MAX_KEY_BYTES);
  gsize length = 0;
  gboolean fits = TRUE;
  GHashTableIter iter;
  gpointer provider, key;
  int ends[2];
  gssize written;

  if (!g_unix_open_pipe (ends, O_CLOEXEC, error))
    return -1;
  g_hash_table_iter_init (&iter, keys);
  while (fits && g_hash_table_iter_next (&iter, &provider, &key))
    fits = append (buffer, &length, provider) && append (buffer, &length, heddle_secret_get_text (key));

  written = fits ? write (ends[1], buffer, length) : -1;
  explicit_bzero (buffer, MAX_KEY_BYTES);
  close (ends[1]);
  if (written == (gssize) length)
    return ends[0];

  close (ends[0]);
  g_set_error_literal (error, HEDDLE_OWNER_ERROR, HEDDLE_OWNER_ERROR_FORBIDDEN,
                       _("The keys of the environment are too long to be handed on."));
  return -1;
}

/* Pairs of texts, each of which ends with a zero. */
static GHashTable *
parse_keys (const char *buffer,
            gsize       length)
{
  GHashTable *keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) heddle_secret_unref);

  for (gsize at = 0; at < length;)
    {
      const char *provider = buffer + at;
      const char *key = provider + strlen (provider) + 1;

      if (key >= buffer + length)
        break;
      g_hash_table_insert (keys, g_strdup (provider), heddle_secret_new (key, -1));
      at = (gsize) (key - buffer) + strlen (key) + 1;
    }
  return keys;
}

/**
 * heddle_owner_receive_keys:
 * @fd: a pipe's end that [func@owner_send_keys] gave; closed
 * @error: return location
 *
 * Takes keys out of a pipe. Blocks.
 *
 * Returns: (transfer full) (element-type utf8 Heddle.Secret): keys by the providers' ids; %NULL with
 *   @error where they could not be read
 */
GHashTable *
heddle_owner_receive_keys (int      fd,
                           GError **error)
{
  g_autoptr (GInputStream) stream = g_unix_input_stream_new (fd, TRUE);
  g_autofree char *buffer = g_malloc0 (MAX_KEY_BYTES + 1);
  GHashTable *keys = NULL;
  gsize length = 0;

  HEDDLE_ASSERT_MAY_BLOCK ();

  if (g_input_stream_read_all (stream, buffer, MAX_KEY_BYTES, &length, NULL, error))
    keys = parse_keys (buffer, length);
  explicit_bzero (buffer, MAX_KEY_BYTES);
  return keys;
}
