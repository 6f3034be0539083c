/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-cli-live.h"

#include "base/heddle-json.h"

/**
 * heddle_cli_live_new:
 * @process: (transfer full): a call that has been started
 *
 * Returns: (transfer full): the call
 */
HeddleCliLive *
heddle_cli_live_new (GSubprocess *process)
{
  HeddleCliLive *self = g_new0 (HeddleCliLive, 1);

  self->process = process;
  self->output = g_string_new (NULL);
  return self;
}

/**
 * heddle_cli_live_free:
 * @self: (transfer full): a call that has ended
 */
void
heddle_cli_live_free (HeddleCliLive *self)
{
  g_object_unref (self->process);
  g_string_free (self->output, TRUE);
  g_free (self);
}

/**
 * heddle_cli_live_read_event:
 * @self: a call
 *
 * Waits for the next event. Byte by byte, since what is read too much would be missing afterwards.
 *
 * Returns: (transfer full): the event
 */
JsonNode *
heddle_cli_live_read_event (HeddleCliLive *self)
{
  GInputStream *stream = g_subprocess_get_stdout_pipe (self->process);
  gsize start = self->output->len;
  g_autoptr (GError) error = NULL;
  JsonNode *node;
  char byte = '\0';

  while (byte != '\n')
    {
      g_assert_cmpint (g_input_stream_read (stream, &byte, 1, NULL, &error), ==, 1);
      g_string_append_c (self->output, byte);
    }
  node = heddle_json_parse (self->output->str + start, -1, &error);
  g_assert_no_error (error);
  return node;
}

/**
 * heddle_cli_live_wait_for:
 * @self: a call
 * @event: such as `run-started`
 *
 * Waits for an event.
 *
 * Returns: (transfer full): the id of the run
 */
char *
heddle_cli_live_wait_for (HeddleCliLive *self,
                          const char    *event)
{
  for (;;)
    {
      g_autoptr (JsonNode) node = heddle_cli_live_read_event (self);
      JsonObject *object = json_node_get_object (node);

      if (g_str_equal (heddle_json_get_string (object, "event", ""), event))
        return g_strdup (heddle_json_get_string (object, "run", ""));
    }
}

/**
 * heddle_cli_live_finish:
 * @self: a call
 *
 * Waits for its end.
 *
 * Returns: (transfer full): what came of it, with what has been read already
 */
HeddleCliAnswer *
heddle_cli_live_finish (HeddleCliLive *self)
{
  HeddleCliAnswer *answer = heddle_cli_finish (self->process, NULL);
  g_auto (GStrv) lines = g_strsplit (self->output->str, "\n", -1);

  for (guint i = 0; lines[i] != NULL && *lines[i] != '\0'; i++)
    g_ptr_array_insert (answer->lines, (int) i, heddle_json_parse (lines[i], -1, NULL));
  g_string_append (self->output, answer->output);
  g_free (answer->output);
  answer->output = g_strdup (self->output->str);
  return answer;
}
