/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-job.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "providers/heddle-json-query.h"
#include "providers/heddle-provider-answer.h"
#include "providers/heddle-template.h"

#define DEFAULT_INTERVAL 1.0
#define DEFAULT_TIMEOUT 1800.0
#define LONGEST_INTERVAL 5.0

typedef enum
{
  STATE_RUNNING,
  STATE_SUCCEEDED,
  STATE_FAILED,
  STATE_CANCELLED,
} State;

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
  g_autofree char *status = heddle_json_query_text (answer,
                                                    json_object_get_member (section, "status"));

  if (contains (section, "succeeded", status))
    return STATE_SUCCEEDED;
  if (contains (section, "failed", status))
    return STATE_FAILED;
  if (contains (section, "cancelled", status))
    return STATE_CANCELLED;

  return STATE_RUNNING;
}

/* The address that the provider gave, if the key may go there; else the one of the manifest. */
static char *
dup_poll_url (HeddleEndpoint *endpoint,
              JsonObject     *section,
              const char     *job,
              JsonNode       *answer)
{
  JsonObject *poll = heddle_json_get_object (section, "poll");
  g_autofree char *url = heddle_json_query_text (answer, json_object_get_member (poll, "url"));
  g_autofree char *path = NULL;

  if (url != NULL && heddle_endpoint_owns (endpoint, url))
    return g_steal_pointer (&url);

  path = heddle_template_expand_path (heddle_json_get_string (poll, "path", "/"), NULL, job);

  return heddle_endpoint_dup_url (endpoint, path);
}

/* Returns: whether the provider says that the job comes to nothing. Nobody waits until it can be asked,
 * and without a network it is not.
 */
static gboolean
cancel (HeddleEndpoint *endpoint,
        JsonObject     *section,
        const char     *job,
        gboolean        once)
{
  JsonObject *definition = heddle_json_get_object (section, "cancel");
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (JsonNode) answer = NULL;
  g_autofree char *path = NULL;
  g_autofree char *url = NULL;
  HeddleEndpointOrder order = { 0 };

  if (definition == NULL)
    return FALSE;

  path = heddle_template_expand_path (heddle_json_get_string (definition, "path", "/"), NULL, job);
  url = heddle_endpoint_dup_url (endpoint, path);
  order.method = heddle_json_get_string (definition, "method", "POST");
  order.url = url;
  order.hurries = TRUE;
  order.once = once;
  if (heddle_endpoint_is_away (endpoint, url))
    return FALSE;
  response = heddle_endpoint_send (endpoint, &order, NULL);
  if (response != NULL && heddle_http_response_is_success (response))
    answer = heddle_provider_answer_parse (response, NULL);
  return answer != NULL && get_state (section, answer) == STATE_CANCELLED;
}

/* Returns: the job as it is now; NULL with no error where it could not be asked after this time. */
static JsonNode *
poll (HeddleEndpoint         *endpoint,
      JsonObject             *section,
      const char             *job,
      JsonNode               *answer,
      HeddleProviderRequest  *request,
      GError                **error)
{
  g_autofree char *url = dup_poll_url (endpoint, section, job, answer);
  HeddleEndpointOrder order = {
    .method = "GET", .url = url, .cancellable = heddle_provider_request_get_cancellable (request), .request = request
  };
  g_autoptr (HeddleHttpResponse) response = NULL;
  g_autoptr (GError) cause = NULL;
  guint status;

  response = heddle_endpoint_send (endpoint, &order, &cause);

  if (response == NULL)
    {
      if (cause->domain != HEDDLE_PROVIDER_ERROR || cause->code == HEDDLE_PROVIDER_ERROR_ADDRESS)
        g_propagate_error (error, g_steal_pointer (&cause));
      return NULL;
    }

  if (heddle_http_response_is_success (response))
    return heddle_provider_answer_parse (response, NULL);

  status = heddle_http_response_get_status (response);

  if (status != 408 && status != 429 && status < 500)
    {
      cause = heddle_provider_answer_new_error (heddle_endpoint_get_manifest (endpoint), response,
                                                FALSE, heddle_endpoint_get_key (endpoint));
      g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                   _("The job %s cannot be asked after: %s"), job, cause->message);
    }

  return NULL;
}

static JsonNode *
end_job (HeddleEndpoint  *endpoint,
         JsonObject      *section,
         State            state,
         JsonNode        *answer,
         GError         **error)
{
  HeddleManifest *manifest = heddle_endpoint_get_manifest (endpoint);
  g_autofree char *message = NULL;

  if (state == STATE_SUCCEEDED)
    return json_node_ref (answer);

  message = heddle_json_query_text (answer, json_object_get_member (section, "error"));

  if (state == STATE_CANCELLED && message == NULL)
    message = g_strdup (_("the job was cancelled there"));

  g_propagate_error (error, heddle_provider_answer_new_failure (manifest, answer, message,
                                                                heddle_endpoint_get_key (endpoint)));

  return NULL;
}

/**
 * heddle_provider_job_cancel:
 * @endpoint: the provider
 * @task: the model's task
 * @job: the provider's id of a job that nobody asks after any more
 *
 * Asks the provider to give a job up, once. Only to be called on a fiber.
 *
 * Returns: whether it says that nothing comes of the job
 */
gboolean
heddle_provider_job_cancel (HeddleEndpoint  *endpoint,
                            HeddleModelTask *task,
                            const char      *job)
{
  JsonObject *section = heddle_model_task_get_section (task, "job");

  return section != NULL && cancel (endpoint, section, job, TRUE);
}

/**
 * heddle_provider_job_finish:
 * @endpoint: the provider
 * @task: the model's task, which has a `job`
 * @job: the provider's id of the job
 * @answer: (nullable): the job as the provider last told it
 * @request: what the job is for; its cancellable stops waiting, and the job at the provider where that
 *   is possible
 * @withdrawn: (out): whether the job was stopped there, so that nothing comes of it
 * @error: return location for an error
 *
 * Asks after a job until it is over. The job goes on at the provider while it cannot be reached.
 * Only to be called on a fiber.
 *
 * Returns: (transfer full) (nullable): the job as it ended well; %NULL with @error set
 */
JsonNode *
heddle_provider_job_finish (HeddleEndpoint         *endpoint,
                            HeddleModelTask        *task,
                            const char             *job,
                            JsonNode               *answer,
                            HeddleProviderRequest  *request,
                            gboolean               *withdrawn,
                            GError                **error)
{
  GCancellable *cancellable = heddle_provider_request_get_cancellable (request);
  JsonObject *section = heddle_model_task_get_section (task, "job");
  double interval = heddle_json_get_number (section, "interval", DEFAULT_INTERVAL);
  double timeout = heddle_json_get_number (section, "timeout", DEFAULT_TIMEOUT);
  g_autoptr (JsonNode) latest = answer != NULL ? json_node_ref (answer) : NULL;
  double waited = 0;

  *withdrawn = FALSE;
  for (;;)
    {
      g_autoptr (GError) cause = NULL;
      g_autoptr (JsonNode) next = NULL;
      State state = latest != NULL ? get_state (section, latest) : STATE_RUNNING;

      if (state != STATE_RUNNING)
        return end_job (endpoint, section, state, latest, error);

      if (waited >= timeout)
        {
          cancel (endpoint, section, job, FALSE);
          g_set_error (error, HEDDLE_PROVIDER_ERROR, HEDDLE_PROVIDER_ERROR_UNKNOWN_OUTCOME,
                       _("The job %s at %s did not end in time."), job,
                       heddle_manifest_get_name (heddle_endpoint_get_manifest (endpoint)));
          return NULL;
        }

      if (heddle_endpoint_wait (endpoint, (gint64) (interval * G_USEC_PER_SEC), cancellable,
                                &cause))
        next = poll (endpoint, section, job, latest, request, &cause);

      if (cause != NULL)
        {
          if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
            *withdrawn = cancel (endpoint, section, job, FALSE);
          g_propagate_error (error, g_steal_pointer (&cause));
          return NULL;
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
