/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "assets/heddle-imaging-job.h"
#include "assets/heddle-imaging-worker.h"

G_BEGIN_DECLS

typedef struct _HeddleImagingHub HeddleImagingHub;
typedef struct _HeddleImagingHand HeddleImagingHand;

/**
 * HeddleImagingLeaving:
 *
 * Why a process is on its way out.
 */
typedef enum
{
  HEDDLE_IMAGING_LEAVING_NOT,
  HEDDLE_IMAGING_LEAVING_UNUSED,
  HEDDLE_IMAGING_LEAVING_CANCELLED,
  HEDDLE_IMAGING_LEAVING_TIMED_OUT,
} HeddleImagingLeaving;

/**
 * HeddleImagingHub:
 *
 * What the thread of an imaging pool works on.
 */
/* It does not know the GObject, which may be finalised on any thread; the atomic count covers messages that
 * are still on their way.
 */
struct _HeddleImagingHub
{
  GMainContext *context;
  GMainLoop    *loop;
  GQueue        waiting;
  GQueue        later;
  gint64        last_awaited;
  GSource      *quiet;
  GList        *crew;
  gboolean      closing;

  GMutex  mutex;
  guint   max_workers;
  guint   time_limit;
  guint   idle_time;
  guint   quiet_time;
  guint64 max_pixels;
};

/**
 * HeddleImagingHand:
 *
 * One process of an imaging pool, and what it is doing.
 */
struct _HeddleImagingHand
{
  HeddleImagingHub     *hub;
  HeddleImagingWorker  *worker;
  HeddleImagingJob     *job;
  GSource              *alarm;
  HeddleImagingLeaving  leaving;
  gboolean              gives_way;
};

HeddleImagingHand *heddle_imaging_hand_hire        (HeddleImagingHub      *hub,
                                                    gboolean               gives_way,
                                                    GError               **error);
void               heddle_imaging_hand_take        (HeddleImagingHand     *self,
                                                    HeddleImagingJob      *job);
void               heddle_imaging_hand_end         (HeddleImagingHand     *self,
                                                    HeddleImagingLeaving   reason);
void               heddle_imaging_hand_dismiss     (HeddleImagingHand     *self);
guint              heddle_imaging_hub_read_setting (HeddleImagingHub      *hub,
                                                    const guint           *setting);
void               heddle_imaging_hub_dispatch     (HeddleImagingHub      *hub);

G_END_DECLS
