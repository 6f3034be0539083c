/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-workflows-place.h"

struct _HeddleWorkflowsPlace
{
  AdwBin         parent_instance;
  HeddleSession *session;
};

G_DEFINE_FINAL_TYPE (HeddleWorkflowsPlace, heddle_workflows_place, ADW_TYPE_BIN)

static void
heddle_workflows_place_dispose (GObject *object)
{
  HeddleWorkflowsPlace *self = HEDDLE_WORKFLOWS_PLACE (object);

  g_clear_object (&self->session);

  G_OBJECT_CLASS (heddle_workflows_place_parent_class)->dispose (object);
}

static void
heddle_workflows_place_class_init (HeddleWorkflowsPlaceClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_workflows_place_dispose;
}

static void
heddle_workflows_place_init (HeddleWorkflowsPlace *self)
{
  GtkWidget *view = adw_toolbar_view_new ();

  adw_toolbar_view_add_top_bar (ADW_TOOLBAR_VIEW (view), adw_header_bar_new ());
  adw_bin_set_child (ADW_BIN (self), view);
}

/**
 * heddle_workflows_place_new:
 * @session: a session with a library
 *
 * Returns: (transfer floating): the place
 */
HeddleWorkflowsPlace *
heddle_workflows_place_new (HeddleSession *session)
{
  HeddleWorkflowsPlace *self = g_object_new (HEDDLE_TYPE_WORKFLOWS_PLACE, NULL);

  self->session = g_object_ref (session);
  return self;
}
