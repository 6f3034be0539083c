/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <math.h>

#include "editor/heddle-canvas-private.h"

/* In milliseconds; how far to each side, in pixels of the canvas; and how often there and back. */
#define DURATION 150
#define DISTANCE 7
#define TURNS 2

static void
step_cb (double   progress,
         gpointer data)
{
  HeddleCanvas *self = data;

  self->shaking.offset = DISTANCE * (1 - progress) * sin (progress * TURNS * 2 * G_PI);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_end_shaking:
 * @self: a canvas
 *
 * Forgets a link that could not be.
 */
void
heddle_canvas_end_shaking (HeddleCanvas *self)
{
  if (self->shaking.animation == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->shaking.animation, heddle_canvas_end_shaking, self);
  adw_animation_pause (self->shaking.animation);
  g_clear_object (&self->shaking.animation);
  g_clear_pointer (&self->shaking.link, gsk_render_node_unref);
  gtk_widget_queue_draw (GTK_WIDGET (self));
}

/**
 * heddle_canvas_shake:
 * @self: a canvas
 * @func: adds a link that is drawn
 * @link: what it adds
 *
 * Shows for a moment that a link cannot be. Where nothing is animated, nothing is shown.
 */
void
heddle_canvas_shake (HeddleCanvas    *self,
                     HeddleLooseFunc  func,
                     gpointer         link)
{
  g_autoptr (AdwAnimation) animation = NULL;
  GtkSnapshot *snapshot = gtk_snapshot_new ();

  heddle_canvas_end_shaking (self);
  if (self->links != NULL)
    func (link, self->links, snapshot);
  self->shaking.link = gtk_snapshot_free_to_node (snapshot);
  if (self->shaking.link == NULL)
    return;
  self->shaking.animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, DURATION,
                                                     adw_callback_animation_target_new (step_cb, self, NULL));
  adw_timed_animation_set_easing (ADW_TIMED_ANIMATION (self->shaking.animation), ADW_LINEAR);
  g_signal_connect_swapped (self->shaking.animation, "done", G_CALLBACK (heddle_canvas_end_shaking), self);
  /* Where nothing is animated, it is over at once. */
  animation = g_object_ref (self->shaking.animation);
  adw_animation_play (animation);
}

/**
 * heddle_canvas_snapshot_shaken:
 * @self: a canvas
 * @snapshot: where it goes, in canvas units
 *
 * Adds a link that could not be, for as long as that is shown.
 */
void
heddle_canvas_snapshot_shaken (HeddleCanvas *self,
                               GtkSnapshot  *snapshot)
{
  if (self->shaking.link == NULL)
    return;
  gtk_snapshot_save (snapshot);
  gtk_snapshot_translate (snapshot, &GRAPHENE_POINT_INIT ((float) self->shaking.offset, 0));
  gtk_snapshot_append_node (snapshot, self->shaking.link);
  gtk_snapshot_restore (snapshot);
}
