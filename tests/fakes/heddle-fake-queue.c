/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-queue.h"

#include <stdio.h>
#include <string.h>

#include "heddle-fake-image.h"

#define FILES "/files/*"

typedef struct
{
  GPtrArray *works;
  guint polls;
} HeddleFakeQueuePrivate;

G_DEFINE_TYPE_WITH_PRIVATE (HeddleFakeQueue, heddle_fake_queue, HEDDLE_TYPE_FAKE_SERVER)

#define PRIVATE(self) ((HeddleFakeQueuePrivate *) heddle_fake_queue_get_instance_private (self))

static void
work_free (HeddleFakeWork *work)
{
  g_free (work->id);
  g_free (work->place);
  g_free (work->subject);
  g_free (work->format);
  g_clear_pointer (&work->fault, heddle_fake_fault_free);
  g_free (work);
}

/* Whatever it comes in. */
static gboolean
holds_key (HeddleFakeServer  *self,
           HeddleFakeRequest *request)
{
  const char *key = heddle_fake_server_get_key (self);

  return heddle_fake_request_get_header (request, HEDDLE_FAKE_SERVER_GET_CLASS (self)->key_header) != NULL
         || (key != NULL && heddle_fake_request_contains (request, key));
}

static GBytes *
paint (HeddleFakeServer     *self,
       const HeddleFakeWork *work,
       HeddleFakeRequest    *request)
{
  g_autofree char *subject = NULL;
  guint nth = 0;

  if (work == NULL || work->status != HEDDLE_FAKE_WORK_DONE
      || sscanf (strrchr (heddle_fake_request_get_path (request), '/'), "/%u.", &nth) != 1 || nth >= work->n_pictures)
    return NULL;

  subject = nth == 0 ? g_strdup (work->subject) : g_strdup_printf ("%s #%u", work->subject, nth);
  return heddle_fake_image_new (subject, work->width, work->height, work->format, FALSE,
                                heddle_fake_server_get_image_bytes (self));
}

/**
 * heddle_fake_queue_answer:
 * @self: a provider whose work is jobs
 * @exchange: an exchange
 *
 * Answers a request for a picture.
 *
 * Returns: whether it was one
 */
gboolean
heddle_fake_queue_answer (HeddleFakeQueue    *self,
                          HeddleFakeExchange *exchange)
{
  HeddleFakeServer *server = HEDDLE_FAKE_SERVER (self);
  HeddleFakeRequest *request = heddle_fake_exchange_get_request (exchange);
  HeddleFakeWork *work = heddle_fake_queue_find (self, request);
  g_autofree char *type = NULL;
  g_autoptr (GBytes) picture = NULL;

  if (!heddle_fake_request_matches (request, "GET", FILES))
    return FALSE;

  if (holds_key (server, request))
    {
      heddle_fake_exchange_respond_text (exchange, 403, "text/plain",
                                         g_strdup ("A key was sent where none should go.\n"));
      return TRUE;
    }

  picture = paint (server, work, request);
  if (picture == NULL)
    {
      heddle_fake_exchange_respond_text (exchange, 404, "text/plain", g_strdup ("Not found\n"));
      return TRUE;
    }
  type = g_strconcat ("image/", work->format, NULL);
  heddle_fake_exchange_respond (exchange, 200, type, picture);
  return TRUE;
}

static const char *
get_stage (HeddleFakeServer  *server,
           HeddleFakeRequest *request)
{
  return heddle_fake_request_matches (request, NULL, FILES) ? "file" : NULL;
}

static HeddleFakeFault *
dup_fault (HeddleFakeServer  *server,
           HeddleFakeRequest *request)
{
  HeddleFakeWork *work = heddle_fake_queue_find (HEDDLE_FAKE_QUEUE (server), request);

  if (work == NULL)
    return HEDDLE_FAKE_SERVER_CLASS (heddle_fake_queue_parent_class)->dup_fault (server, request);

  return work->fault != NULL ? heddle_fake_fault_copy (work->fault) : NULL;
}

static void
heddle_fake_queue_finalize (GObject *object)
{
  g_clear_pointer (&PRIVATE (HEDDLE_FAKE_QUEUE (object))->works, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_fake_queue_parent_class)->finalize (object);
}

static void
heddle_fake_queue_class_init (HeddleFakeQueueClass *klass)
{
  HeddleFakeServerClass *server_class = HEDDLE_FAKE_SERVER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = heddle_fake_queue_finalize;
  server_class->get_stage = get_stage;
  server_class->dup_fault = dup_fault;
}

static void
heddle_fake_queue_init (HeddleFakeQueue *self)
{
  PRIVATE (self)->works = g_ptr_array_new_with_free_func ((GDestroyNotify) work_free);
  PRIVATE (self)->polls = 2;
}

/**
 * heddle_fake_queue_set_polls:
 * @self: a provider that is not started
 * @polls: how often work has to be asked for until it is done; 2 at first, at least 1
 *
 * Sets how long work takes.
 */
void
heddle_fake_queue_set_polls (HeddleFakeQueue *self,
                             guint            polls)
{
  PRIVATE (self)->polls = MAX (polls, 1);
}

/**
 * heddle_fake_queue_add:
 * @self: a provider
 * @exchange: the order, whose fault counts for the work too
 * @place: what to remember of where it was ordered
 * @subject: what the pictures are of
 *
 * Takes an order: for a picture of a megapixel in PNG, unless the caller sets something else.
 *
 * Returns: (transfer none): the work
 */
HeddleFakeWork *
heddle_fake_queue_add (HeddleFakeQueue    *self,
                       HeddleFakeExchange *exchange,
                       const char         *place,
                       const char         *subject)
{
  const HeddleFakeFault *own = heddle_fake_exchange_get_fault (exchange);
  GBytes *body = heddle_fake_request_get_body (heddle_fake_exchange_get_request (exchange));
  HeddleFakeWork *work = g_new0 (HeddleFakeWork, 1);

  work->id = g_strdup_printf ("1f0cfa4e-0000-4000-8000-%012u", PRIVATE (self)->works->len + 1);
  work->place = g_strdup (place);
  work->subject = g_strdup (subject);
  work->width = 1024;
  work->height = 1024;
  work->format = g_strdup ("png");
  work->n_pictures = 1;
  work->kind = heddle_fake_exchange_get_kind (exchange);
  work->polls_left = own != NULL && own->polls > 0 ? (guint) own->polls : PRIVATE (self)->polls;
  work->fault = heddle_fake_fault_find (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  g_ptr_array_add (PRIVATE (self)->works, work);

  return work;
}

/**
 * heddle_fake_queue_find:
 * @self: a provider
 * @request: a request
 *
 * Returns: (transfer none) (nullable): the work that its path or query names
 */
HeddleFakeWork *
heddle_fake_queue_find (HeddleFakeQueue   *self,
                        HeddleFakeRequest *request)
{
  GPtrArray *works = PRIVATE (self)->works;
  const char *query = heddle_fake_request_get_query (request);

  for (guint i = 0; i < works->len; i++)
    {
      HeddleFakeWork *work = works->pdata[i];

      if (strstr (heddle_fake_request_get_path (request), work->id) != NULL
          || (query != NULL && strstr (query, work->id) != NULL))
        return work;
    }

  return NULL;
}

/**
 * heddle_fake_queue_add_files:
 * @self: a provider
 * @work: work that is done
 * @builder: gets the addresses of its pictures, as elements of a list
 */
void
heddle_fake_queue_add_files (HeddleFakeQueue      *self,
                             const HeddleFakeWork *work,
                             JsonBuilder          *builder)
{
  for (guint i = 0; i < work->n_pictures; i++)
    {
      g_autofree char *file = heddle_fake_work_dup_file (work, self, i);

      json_builder_add_string_value (builder, file);
    }
}

/**
 * heddle_fake_work_dup_file:
 * @work: work
 * @queue: whose it is
 * @nth: which picture, from 0
 *
 * Returns: (transfer full): the address of a picture
 */
char *
heddle_fake_work_dup_file (const HeddleFakeWork *work,
                           HeddleFakeQueue      *queue,
                           guint                 nth)
{
  return g_strdup_printf ("%s/files/%s/%u.%s", heddle_fake_server_get_foreign_origin (HEDDLE_FAKE_SERVER (queue)),
                          work->id, nth, work->format);
}

/**
 * heddle_fake_work_ask:
 * @work: work
 *
 * Lets it go on, as it does whenever it is asked for, and end as its fault says: well, badly or not at all.
 */
void
heddle_fake_work_ask (HeddleFakeWork *work)
{
  if (heddle_fake_work_is_over (work))
    return;

  work->status = HEDDLE_FAKE_WORK_RUNNING;
  work->polls_left -= work->polls_left > 0 ? 1 : 0;
  if (work->polls_left > 0 || work->kind == HEDDLE_FAKE_FAULT_NEVER)
    return;

  work->status = work->kind == HEDDLE_FAKE_FAULT_FAILED || work->kind == HEDDLE_FAKE_FAULT_MODERATION
                   ? HEDDLE_FAKE_WORK_FAILED
                   : HEDDLE_FAKE_WORK_DONE;
}

/**
 * heddle_fake_work_cancel:
 * @work: work
 *
 * Cancels it, unless it is over.
 *
 * Returns: whether that was possible
 */
gboolean
heddle_fake_work_cancel (HeddleFakeWork *work)
{
  if (heddle_fake_work_is_over (work))
    return FALSE;

  work->status = HEDDLE_FAKE_WORK_CANCELLED;
  return TRUE;
}

/**
 * heddle_fake_work_is_over:
 * @work: work
 *
 * Returns: whether it will not change any more
 */
gboolean
heddle_fake_work_is_over (const HeddleFakeWork *work)
{
  return work->status >= HEDDLE_FAKE_WORK_DONE;
}
