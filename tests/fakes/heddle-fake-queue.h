/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "heddle-fake-server.h"

G_BEGIN_DECLS

/**
 * HeddleFakeWorkStatus:
 * @HEDDLE_FAKE_WORK_WAITING: nobody has begun with it
 * @HEDDLE_FAKE_WORK_RUNNING: it is being worked at
 * @HEDDLE_FAKE_WORK_DONE: its pictures are there
 * @HEDDLE_FAKE_WORK_FAILED: it failed, or was refused
 * @HEDDLE_FAKE_WORK_CANCELLED: it was cancelled
 *
 * How far work is.
 */
typedef enum
{
  HEDDLE_FAKE_WORK_WAITING,
  HEDDLE_FAKE_WORK_RUNNING,
  HEDDLE_FAKE_WORK_DONE,
  HEDDLE_FAKE_WORK_FAILED,
  HEDDLE_FAKE_WORK_CANCELLED,
} HeddleFakeWorkStatus;

/**
 * HeddleFakeWork:
 * @id: its name, which stands in all addresses of it
 * @place: what a provider wants to remember of where it was ordered
 * @subject: what the pictures are of
 * @width: of the pictures
 * @height: of the pictures
 * @format: `png`, `jpeg` or `webp`
 * @n_pictures: how many there are
 * @status: how far it is
 * @kind: what goes wrong with the work itself
 * @polls_left: how often it has to be asked for until it is done
 * @fault: (nullable): what was ordered for it, or for a request after it
 *
 * Work that a provider answers for later.
 */
typedef struct
{
  char *id;
  char *place;
  char *subject;
  guint width;
  guint height;
  char *format;
  guint n_pictures;
  HeddleFakeWorkStatus status;
  HeddleFakeFaultKind kind;
  guint polls_left;
  HeddleFakeFault *fault;
} HeddleFakeWork;

/**
 * HeddleFakeQueue:
 *
 * A provider whose work is jobs, whatever its wire format: it keeps them, and its results lie at the foreign
 * origin, at `/files/ID/N.png`.
 */
#define HEDDLE_TYPE_FAKE_QUEUE (heddle_fake_queue_get_type ())
G_DECLARE_DERIVABLE_TYPE (HeddleFakeQueue, heddle_fake_queue, HEDDLE, FAKE_QUEUE, HeddleFakeServer)

struct _HeddleFakeQueueClass
{
  HeddleFakeServerClass parent_class;
};

void            heddle_fake_queue_set_polls (HeddleFakeQueue      *self,
                                             guint                 polls);
HeddleFakeWork *heddle_fake_queue_add       (HeddleFakeQueue      *self,
                                             HeddleFakeExchange   *exchange,
                                             const char           *place,
                                             const char           *subject);
HeddleFakeWork *heddle_fake_queue_find      (HeddleFakeQueue      *self,
                                             HeddleFakeRequest    *request);
void            heddle_fake_queue_add_files (HeddleFakeQueue      *self,
                                             const HeddleFakeWork *work,
                                             JsonBuilder          *builder);
gboolean        heddle_fake_queue_answer    (HeddleFakeQueue      *self,
                                             HeddleFakeExchange   *exchange);
void            heddle_fake_work_ask        (HeddleFakeWork       *work);
gboolean        heddle_fake_work_cancel     (HeddleFakeWork       *work);
gboolean        heddle_fake_work_is_over    (const HeddleFakeWork *work);
char           *heddle_fake_work_dup_file   (const HeddleFakeWork *work,
                                             HeddleFakeQueue      *queue,
                                             guint                 nth);

G_END_DECLS
