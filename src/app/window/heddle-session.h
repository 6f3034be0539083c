/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "engine/heddle-run-queue.h"

G_BEGIN_DECLS

/**
 * HeddleSession:
 *
 * The library that the application has open, with the engine that works on it, and the news about
 * what changes in it. Lives on the main thread.
 */
#define HEDDLE_TYPE_SESSION (heddle_session_get_type ())
G_DECLARE_FINAL_TYPE (HeddleSession, heddle_session, HEDDLE, SESSION, GObject)

typedef struct _HeddleThumbnails HeddleThumbnails;
typedef struct _HeddleLiveRuns HeddleLiveRuns;

HeddleSession  *heddle_session_new                   (void);
DexFuture      *heddle_session_open                  (HeddleSession *self,
                                                      const char    *path);
DexFuture      *heddle_session_close                 (HeddleSession *self);
gboolean        heddle_session_is_open               (HeddleSession *self);
gboolean        heddle_session_is_serving            (HeddleSession *self);
HeddleLibrary  *heddle_session_get_library           (HeddleSession *self);
HeddleEngine   *heddle_session_get_engine            (HeddleSession *self);
HeddleRunQueue *heddle_session_get_queue             (HeddleSession *self);
gpointer        heddle_session_get_service           (HeddleSession *self,
                                                      GType          type);
DexFuture      *heddle_session_allow_path            (HeddleSession *self,
                                                      const char    *path);
HeddleThumbnails *heddle_session_get_thumbnails      (HeddleSession *self);
HeddleLiveRuns *heddle_session_get_live_runs         (HeddleSession *self);
void            heddle_session_tell_workflows_changed (HeddleSession *self);
void            heddle_session_tell_assets_changed   (HeddleSession *self);
void            heddle_session_tell_runs_changed     (HeddleSession *self);

G_END_DECLS
