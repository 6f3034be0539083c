/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "gallery/heddle-gallery-place.h"
#include "runs/heddle-runs-place.h"
#include "widgets/heddle-breadth.h"
#include "window/heddle-place-counts.h"
#include "window/heddle-window.h"
#include "workflows/heddle-workflows-place.h"

G_BEGIN_DECLS

struct _HeddleWindow
{
  AdwApplicationWindow    parent_instance;
  HeddleSession          *session;
  GSettings              *settings;
  HeddleBreadth           breadth;
  GPtrArray              *arrivals;
  guint                   n_importing;
  gboolean                opened_arrival;
  gboolean                restored;
  AdwDialog              *question;
  gboolean                stopping;
  gboolean                leaving;
  gboolean                saving;
  gboolean                saved;

  AdwToastOverlay        *toasts;
  GtkStack               *states;
  AdwStatusPage          *problem;
  AdwNavigationView      *navigation;
  AdwNavigationSplitView *split_view;
  GtkListBox             *places;
  HeddlePlaceCounts      *counts;
  GtkLabel               *workflow_count;
  GtkLabel               *asset_count;
  GtkLabel               *run_count;
  GtkWidget              *run_spinner;
  AdwNavigationPage      *content;
  GtkStack               *stack;
  HeddleWorkflowsPlace   *workflows;
  HeddleGalleryPlace     *gallery;
  HeddleRunsPlace        *runs;
  JsonObject             *gallery_state;
  char                   *wanted_run;
  gboolean                wants_answer;
};

void heddle_window_go_to               (HeddleWindow *self,
                                        const char   *name);
void heddle_window_import_next         (HeddleWindow *self);
void heddle_window_leave               (HeddleWindow *self);
void heddle_window_save_and_close      (HeddleWindow *self);
void heddle_window_ask_to_close_anyway (HeddleWindow *self,
                                        const char   *what,
                                        const GError *error);
void heddle_window_running_changed     (HeddleWindow *self);

G_END_DECLS
