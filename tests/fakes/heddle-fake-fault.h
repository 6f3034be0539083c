/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * HeddleFakeFaultKind:
 * @HEDDLE_FAKE_FAULT_NONE: no fault, or only a delay
 * @HEDDLE_FAKE_FAULT_STATUS: an error status with the provider's error body
 * @HEDDLE_FAKE_FAULT_QUOTA: no credit left, in the provider's words
 * @HEDDLE_FAKE_FAULT_MODERATION: refused by content policy, in the provider's words
 * @HEDDLE_FAKE_FAULT_REDIRECT: a redirect to another origin
 * @HEDDLE_FAKE_FAULT_TYPE: status 200 with a page of HTML
 * @HEDDLE_FAKE_FAULT_EMPTY: status 200 with no body
 * @HEDDLE_FAKE_FAULT_NO_RESULT: a well-formed answer without a result in it
 * @HEDDLE_FAKE_FAULT_TRUNCATE: a complete HTTP message whose body is only half of what it should be
 * @HEDDLE_FAKE_FAULT_HALF: a complete answer with pictures of which only the first half is there
 * @HEDDLE_FAKE_FAULT_CUT: the connection closes half-way through the body
 * @HEDDLE_FAKE_FAULT_RESET: a TCP reset half-way through the body
 * @HEDDLE_FAKE_FAULT_DROP: a TCP reset before the first byte of an answer
 * @HEDDLE_FAKE_FAULT_STALL: half of the body, then silence
 * @HEDDLE_FAKE_FAULT_DRIP: the body in small pieces with pauses
 * @HEDDLE_FAKE_FAULT_HUGE: a body that goes on for more than 64 MiB
 * @HEDDLE_FAKE_FAULT_REFUSAL: a text model that declines to answer
 * @HEDDLE_FAKE_FAULT_FAILED: a job that fails
 * @HEDDLE_FAKE_FAULT_NEVER: a job that never ends
 */
typedef enum
{
  HEDDLE_FAKE_FAULT_NONE,
  HEDDLE_FAKE_FAULT_STATUS,
  HEDDLE_FAKE_FAULT_QUOTA,
  HEDDLE_FAKE_FAULT_MODERATION,
  HEDDLE_FAKE_FAULT_REDIRECT,
  HEDDLE_FAKE_FAULT_TYPE,
  HEDDLE_FAKE_FAULT_EMPTY,
  HEDDLE_FAKE_FAULT_NO_RESULT,
  HEDDLE_FAKE_FAULT_TRUNCATE,
  HEDDLE_FAKE_FAULT_HALF,
  HEDDLE_FAKE_FAULT_CUT,
  HEDDLE_FAKE_FAULT_RESET,
  HEDDLE_FAKE_FAULT_DROP,
  HEDDLE_FAKE_FAULT_STALL,
  HEDDLE_FAKE_FAULT_DRIP,
  HEDDLE_FAKE_FAULT_HUGE,
  HEDDLE_FAKE_FAULT_REFUSAL,
  HEDDLE_FAKE_FAULT_FAILED,
  HEDDLE_FAKE_FAULT_NEVER,
} HeddleFakeFaultKind;

/**
 * HeddleFakeFault:
 * @text: what it was read from
 * @kind: what goes wrong
 * @stage: (nullable): which requests of a job it concerns; %NULL for the one that starts it
 * @code: (nullable): the error code in the body, instead of the usual one of the status
 * @status: the status, 0 for the usual one of the kind
 * @times: how often it happens before all is well again, 0 for always
 * @polls: how often a job has to be asked for until it is done, -1 for the server's default
 * @thoughts: how many tokens the model thinks, -1 for the server's default
 * @delay: seconds before the answer
 * @pause: seconds between two pieces of a drip
 * @retry_after: the seconds of a Retry-After header, negative for no such header
 * @retry_in: the seconds that only the error's body says to wait, negative where it does not
 * @mebibytes: how long a huge body is
 *
 * What a fake server should do wrong with a request.
 */
typedef struct
{
  char *text;
  HeddleFakeFaultKind kind;
  char *stage;
  char *code;
  guint status;
  guint times;
  int polls;
  int thoughts;
  double delay;
  double pause;
  double retry_after;
  double retry_in;
  guint mebibytes;
} HeddleFakeFault;

HeddleFakeFault *heddle_fake_fault_parse (const char            *text,
                                          GError               **error);
HeddleFakeFault *heddle_fake_fault_find  (const char            *haystack,
                                          gsize                  length);
HeddleFakeFault *heddle_fake_fault_copy  (const HeddleFakeFault *self);
void             heddle_fake_fault_free  (HeddleFakeFault       *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (HeddleFakeFault, heddle_fake_fault_free)

G_END_DECLS
