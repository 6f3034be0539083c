/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-job.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/heddle-json.h"
#include "providers/heddle-address.h"
#include "providers/heddle-call-cost.h"
#include "providers/heddle-json-query.h"
#include "providers/heddle-provider-answer.h"
#include "providers/heddle-template.h"

#define DEFAULT_INTERVAL 1.0
#define DEFAULT_TIMEOUT 1800.0
#define LONGEST_INTERVAL 5.0

/* How often a result is asked for that does not come whole. */
#define MAX_FETCHES 3

/* In place of a job that is known by its address. */
#define ADDRESS "{job}"

typedef enum
{
  STATE_RUNNING,
  STATE_SUCCEEDED,
  STATE_FAILED,
  STATE_CANCELLED,
  STATE_LOST,
} State;

static JsonObject *
get_section (const HeddleProviderJob *self)
{
  return heddle_model_task_get_section (self->task, "job");
}

static const char *
get_name (const HeddleProviderJob *self)
{
  return heddle_manifest_get_name (heddle_endpoint_get_manifest (self->endpoint));
}

static gboolean
contains (JsonObject *section,
          const char *member,
          const char *word)
{
  JsonArray *words = heddle_json_get_array (section, member);

  for (guint i = 0; words != NULL && i < json_array_get_length (words); i++)
    {
      if (g_strcmp0 (json_array_get_string_element (words, i), word) == 0)
        return TRUE;
    }

  return FALSE;
}

static State
get_state (JsonObject *section,
           JsonNode   *answer)
{
  static const struct
  {
    const char *member;
    State       state;
  } states[] = {
    { "succeeded", STATE_SUCCEEDED },
    { "failed", STATE_FAILED },
    { "cancelled", STATE_CANCELLED },
    { "lost", STATE_LOST },
  };
  g_autofree char *status = heddle_json_query_text (answer, json_object_get_member (section, "status"));

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    {
      if (contains (section, states[i].member, status))
        return states[i].state;
    }

  return STATE_RUNNING;
}

/* A job that is known by its address is asked after there, or at a path below. */
static char *
dup_url (const HeddleProviderJob *self,
         JsonObject              *definition)
{
  const char *pattern = heddle_json_get_string (definition, "path", "/");
  g_autofree char *path = NULL;

  if (g_str_has_prefix (pattern, ADDRESS))
    return g_strconcat (self->id, pattern + strlen (ADDRESS), NULL);

  path = heddle_template_expand_path (pattern, self->model, self->id);
  return heddle_endpoint_dup_url (self->endpoint, path);
}

static gboolean
is_known_by_address (const HeddleProviderJob *self)
{
  static const char *const members[] = { "poll", "result", "cancel" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    {
      JsonObject *definition = heddle_json_get_object (get_section (self), members[i]);

      if (definition != NULL && g_str_has_prefix (heddle_json_get_string (definition, "path", "/"), ADDRESS))
        return TRUE;
    }

  return FALSE;
}

/* What the key goes to is not for an answer, nor for a library, to say. */
static gboolean
check_address (const HeddleProviderJob  *self,
               GError                  **error)
{
  g_autofree char *shown = NULL;

  if (!is_known_by_address (self) || heddle_endpoint_owns (self->endpoint, self->id))
    return TRUE;

  shown = heddle_address_dup_redacted (self->id);
  g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
               heddle_call_cost_is_paid (self->task)
                 ? _("%s took the request, and its job is at %s, which is none of its addresses that are known. The key "
                     "does not go there. The request may have been charged.")
                 : _("%s took the request, and its job is at %s, which is none of its addresses that are known. The key "
                     "does not go there."),
               get_name (self), shown);
  return FALSE;
}

/* The address that the provider gave, if the key may go there; else the one of the manifest. */
static char *
dup_poll_url (const HeddleProviderJob *self,
              JsonNode                *answer)
{
  JsonObject *poll = heddle_json_get_object (get_section (self), "poll");
  g_autofree char *url = heddle_json_query_text (answer, json_object_get_member (poll, "url"));

  if (url != NULL && heddle_endpoint_owns (self->endpoint, url))
    return g_steal_pointer (&url);

  return dup_url (self, poll);
}

/* Nobody waits until it can be asked, and without a network it is not. */
static HeddleHttpResponse *
ask_at_once (const HeddleProviderJob *self,
             const char              *method,
             const char              *url,
             gboolean                 once)
{
  HeddleEndpointOrder order = { .method = method, .url = url, .hurries = TRUE, .once = once };
  g_autoptr (HeddleHttpResponse) response = NULL;

  if (heddle_endpoint_is_away (self->endpoint, url))
    return NULL;
  response = heddle_endpoint_send (self->endpoint, &order, NULL);
  return response != NULL && heddle_http_response_is_success (response) ? g_steal_pointer (&response) : NULL;
}

static gboolean
is_running (const HeddleProviderJob *self,
            gboolean                 once)
{
  g_autofree char *url = dup_url (self, heddle_json_get_object (get_section (self), "poll"));
  g_autoptr (HeddleHttpResponse) response = ask_at_once (self, "GET", url, once);
  g_autoptr (JsonNode) answer = response != NULL ? heddle_provider_answer_parse (response, NULL) : NULL;

  return answer != NULL && get_state (get_section (self), answer) == STATE_RUNNING;
}

/* Returns: whether the provider says that the job comes to nothing. What ends a job for good may take away the
 * results of one that is over, which are paid for: only one that still runs is ended so.
 */
static gboolean
cancel (const HeddleProviderJob *self,
        gboolean                 once)
{
  JsonObject *definition = heddle_json_get_object (get_section (self), "cancel");
  gboolean final = definition != NULL && heddle_json_get_boolean (definition, "final", FALSE);
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *url = NULL;

  if (definition == NULL || !check_address (self, NULL) || (final && !is_running (self, once)))
    return FALSE;

  url = dup_url (self, definition);
  response = ask_at_once (self, heddle_json_get_string (definition, "method", "POST"), url, once);
  if (response == NULL || final)
    return response != NULL;
  answer = heddle_provider_answer_parse (response, NULL);
  return answer != NULL && get_state (get_section (self), answer) == STATE_CANCELLED;
}

static gboolean
is_passing (guint status)
{
  return status == 408 || status == 429 || status >= 500;
}

/* Returns: the job as it is now; NULL with no error where it could not be asked after this time. */
static JsonNode *
poll (const HeddleProviderJob  *self,
      JsonNode                 *answer,
      HeddleProviderRequest    *request,
      GError                  **error)
{
  g_autofree char *url = dup_poll_url (self, answer);
  HeddleEndpointOrder order = {
    .method = "GET", .url = url, .cancellable = heddle_provider_request_get_cancellable (request), .request = request
  };
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) cause = NULL;

  response = heddle_endpoint_send (self->endpoint, &order, &cause);

  if (response == NULL)
    {
      if (cause->domain != HEDDLE_PROVIDER_ERROR || cause->code == HEDDLE_PROVIDER_ERROR_ADDRESS)
        g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  if (heddle_http_response_is_success (response))
    return heddle_provider_answer_parse (response, NULL);

  if (!is_passing (heddle_http_response_get_status (response)))
    {
      cause = heddle_provider_answer_new_error (heddle_endpoint_get_manifest (self->endpoint), response,
                                                FALSE, heddle_endpoint_get_key (self->endpoint));
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                   _("The job %s cannot be asked after: %s"), self->id, cause->message);
    }

  return NULL;
}

/* Where results are asked for, the status of that answer tells whether the job failed. */
static gboolean
read_result (const HeddleProviderJob  *self,
             HeddleProviderJobEnd     *end,
             GError                  **error)
{
  guint status = heddle_http_response_get_status (end->response);
  HeddleManifest *manifest = heddle_endpoint_get_manifest (self->endpoint);
  const char *key = heddle_endpoint_get_key (self->endpoint);

  end->answer = heddle_provider_answer_parse (end->response, error);
  if (heddle_http_response_is_success (end->response))
    return end->answer != NULL;

  g_clear_error (error);
  if (end->answer != NULL && (status == 422 || heddle_provider_answer_has_code (manifest, end->answer)))
    {
      g_propagate_error (error, heddle_provider_answer_new_failure (manifest, end->answer, NULL, key));
      return FALSE;
    }

  g_clear_pointer (&end->answer, json_node_unref);
  g_propagate_error (error, heddle_provider_answer_new_error (manifest, end->response, FALSE, key));
  return FALSE;
}

/* What cannot be had is not lost: it can be asked for again. */
static gboolean
fail_result (const HeddleProviderJob  *self,
             GError                   *cause,
             GError                  **error)
{
  if (cause->domain == G_IO_ERROR)
    g_propagate_error (error, g_error_copy (cause));
  else
    g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                 _("The result of the job %s cannot be had: %s"), self->id, cause->message);
  return FALSE;
}

static gboolean
fetch_result (const HeddleProviderJob  *self,
              JsonObject               *definition,
              HeddleProviderRequest    *request,
              HeddleProviderJobEnd     *end,
              GError                  **error)
{
  g_autofree char *url = dup_url (self, definition);
  HeddleEndpointOrder order = {
    .method = "GET", .url = url, .cancellable = heddle_provider_request_get_cancellable (request), .request = request
  };

  for (guint tries = 1;; tries++)
    {
      g_autoptr (GError) cause = NULL;

      heddle_provider_job_end_clear (end);
      end->response = heddle_endpoint_send (self->endpoint, &order, &cause);
      if (end->response == NULL)
        return fail_result (self, cause, error);
      if (read_result (self, end, &cause))
        return TRUE;
      if (end->answer != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }
      if (tries == MAX_FETCHES || !heddle_http_response_is_success (end->response))
        return fail_result (self, cause, error);
    }
}

static gboolean
end_job (const HeddleProviderJob  *self,
         State                     state,
         HeddleProviderRequest    *request,
         HeddleProviderJobEnd     *end,
         GError                  **error)
{
  JsonObject *section = get_section (self);
  JsonObject *result = heddle_json_get_object (section, "result");
  g_autofree char *message = NULL;

  if (state == STATE_SUCCEEDED)
    return result == NULL || fetch_result (self, result, request, end, error);

  if (state == STATE_LOST)
    {
      g_clear_pointer (&end->answer, json_node_unref);
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                   heddle_call_cost_is_paid (self->task)
                     ? _("%s does not know the job %s any more. It may have been charged.")
                     : _("%s does not know the job %s any more."),
                   get_name (self), self->id);
      return FALSE;
    }

  message = heddle_json_query_text (end->answer, json_object_get_member (section, "error"));

  if (state == STATE_CANCELLED && message == NULL)
    message = g_strdup (_("the job was cancelled there"));

  g_propagate_error (error, heddle_provider_answer_new_failure (heddle_endpoint_get_manifest (self->endpoint),
                                                                end->answer, message,
                                                                heddle_endpoint_get_key (self->endpoint)));

  return FALSE;
}

/**
 * heddle_provider_job_end_clear:
 * @self: how a job ended
 *
 * Lets go of what was said.
 */
void
heddle_provider_job_end_clear (HeddleProviderJobEnd *self)
{
  g_clear_pointer (&self->answer, json_node_unref);
  g_clear_object (&self->response);
}

/**
 * heddle_provider_job_cancel:
 * @self: a job that nobody asks after any more
 *
 * Asks the provider to give a job up, once. Only to be called on a fiber.
 *
 * Returns: whether it says that nothing comes of the job
 */
gboolean
heddle_provider_job_cancel (const HeddleProviderJob *self)
{
  return get_section (self) != NULL && cancel (self, TRUE);
}

static gboolean
fail_late (const HeddleProviderJob  *self,
           GError                  **error)
{
  cancel (self, FALSE);
  g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
               _("The job %s at %s did not end in time."), self->id, get_name (self));
  return FALSE;
}

/**
 * heddle_provider_job_finish:
 * @self: a job
 * @answer: (nullable): the job as the provider last told it
 * @request: what the job is for; its cancellable stops waiting, and the job at the provider where that
 *   is possible
 * @end: (out caller-allocates): how it ended; to be cleared
 * @error: return location for an error
 *
 * Asks after a job until it is over. The job goes on at the provider while it cannot be reached.
 * Only to be called on a fiber.
 *
 * Returns: whether the job ended well, so that @end has the answer with its results; %FALSE with @error set
 */
gboolean
heddle_provider_job_finish (const HeddleProviderJob  *self,
                            JsonNode                 *answer,
                            HeddleProviderRequest    *request,
                            HeddleProviderJobEnd     *end,
                            GError                  **error)
{
  GCancellable *cancellable = heddle_provider_request_get_cancellable (request);
  JsonObject *section = get_section (self);
  double interval = heddle_json_get_number (section, "interval", DEFAULT_INTERVAL);
  double timeout = heddle_json_get_number (section, "timeout", DEFAULT_TIMEOUT);
  g_autoptr (JsonNode) latest = answer != NULL ? json_node_ref (answer) : NULL;
  double waited = 0;

  *end = (HeddleProviderJobEnd) { 0 };
  if (!check_address (self, error))
    return FALSE;

  for (;;)
    {
      g_autoptr (GError) cause = NULL;
      g_autoptr (JsonNode) next = NULL;
      State state = latest != NULL ? get_state (section, latest) : STATE_RUNNING;

      if (state != STATE_RUNNING)
        {
          end->answer = g_steal_pointer (&latest);
          return end_job (self, state, request, end, error);
        }

      if (waited >= timeout)
        return fail_late (self, error);

      if (heddle_endpoint_wait (self->endpoint, (gint64) (interval * G_USEC_PER_SEC), cancellable,
                                &cause))
        next = poll (self, latest, request, &cause);

      if (cause != NULL)
        {
          if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            end->withdrawn = cancel (self, FALSE);
          g_propagate_error (error, g_steal_pointer (&cause));
          return FALSE;
        }

      waited += interval;
      interval = MAX (interval, MIN (interval * 1.25, LONGEST_INTERVAL));

      if (next != NULL)
        {
          g_clear_pointer (&latest, json_node_unref);
          latest = g_steal_pointer (&next);
        }
    }
}
