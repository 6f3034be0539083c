/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-arrange.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-model-area.h"
#include "editor/heddle-canvas-parts.h"
#include "editor/heddle-canvas-private.h"
#include "graph/heddle-alignment.h"
#include "widgets/heddle-settle.h"
#include "widgets/heddle-toast.h"

/* How long parts take to their new places, in milliseconds; more of them go there at once. */
#define DURATION 200
#define MOST_ANIMATED 400

/* Animation */

static void
step_cb (double   progress,
         gpointer data)
{
  HeddleCanvas *self = data;

  heddle_canvas_parts_show_between (self->arranging.parts, self->model, progress);
}

/**
 * heddle_canvas_end_arranging:
 * @self: a canvas
 *
 * Shows everything where the document has it, where parts are still on their way.
 */
void
heddle_canvas_end_arranging (HeddleCanvas *self)
{
  if (self->arranging.animation == NULL)
    return;
  g_signal_handlers_disconnect_by_func (self->arranging.animation, heddle_canvas_end_arranging, self);
  adw_animation_pause (self->arranging.animation);
  heddle_canvas_parts_show_home (self->arranging.parts, self->model);
  g_clear_object (&self->arranging.animation);
  g_clear_pointer (&self->arranging.parts, heddle_canvas_parts_free);
}

static void
animate (HeddleCanvas      *self,
         HeddleCanvasParts *parts)
{
  g_autoptr (AdwAnimation) animation = NULL;
  AdwAnimationTarget *target;

  heddle_canvas_end_arranging (self);
  if (heddle_canvas_parts_get_length (parts) > MOST_ANIMATED)
    {
      heddle_canvas_parts_free (parts);
      return;
    }
  self->arranging.parts = parts;
  target = adw_callback_animation_target_new (step_cb, self, NULL);
  self->arranging.animation = adw_timed_animation_new (GTK_WIDGET (self), 0, 1, DURATION, target);
  g_signal_connect_swapped (self->arranging.animation, "done", G_CALLBACK (heddle_canvas_end_arranging), self);
  step_cb (0, self);
  /* Where nothing is animated, it is over at once. */
  animation = g_object_ref (self->arranging.animation);
  adw_animation_play (animation);
}

/* Makes the new places those of the document, as one step. Takes the parts over. */
static gboolean
move_parts (HeddleCanvas      *self,
            HeddleCanvasParts *parts,
            const char        *label)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  g_autoptr (GError) error = NULL;

  heddle_document_begin (document, label);
  if (!heddle_canvas_parts_apply (parts, document, heddle_canvas_get_pipeline (self), &error))
    {
      heddle_document_abandon (document);
      heddle_canvas_parts_free (parts);
      heddle_toast_error (GTK_WIDGET (self), _("The workflow could not be arranged"), error);
      return FALSE;
    }
  heddle_document_end (document);
  animate (self, parts);
  return TRUE;
}

/* Alignment */

static const struct
{
  const char *name;
  const char *label;
} alignments[] = {
  [HEDDLE_ALIGN_LEFT] = { "left", N_("Align Left") },
  [HEDDLE_ALIGN_CENTER] = { "center", N_("Align Centers") },
  [HEDDLE_ALIGN_RIGHT] = { "right", N_("Align Right") },
  [HEDDLE_ALIGN_TOP] = { "top", N_("Align Top") },
  [HEDDLE_ALIGN_MIDDLE] = { "middle", N_("Align Middles") },
  [HEDDLE_ALIGN_BOTTOM] = { "bottom", N_("Align Bottom") },
  [HEDDLE_DISTRIBUTE_HORIZONTALLY] = { "horizontally", N_("Distribute Horizontally") },
  [HEDDLE_DISTRIBUTE_VERTICALLY] = { "vertically", N_("Distribute Vertically") },
};

static void
align_cb (GtkWidget  *widget,
          const char *name,
          GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  const char *how = g_variant_get_string (parameter, NULL);
  HeddleCanvasParts *parts;

  heddle_canvas_end_arranging (self);
  parts = heddle_canvas_parts_new_selected (self);
  for (guint i = 0; i < G_N_ELEMENTS (alignments); i++)
    {
      if (!g_str_equal (alignments[i].name, how))
        continue;
      heddle_canvas_parts_align (parts, (HeddleAlignment) i);
      move_parts (self, parts, _(alignments[i].label));
      return;
    }
  heddle_canvas_parts_free (parts);
}

/* Arrangement */

static void
undo_cb (HeddleDocument *document)
{
  heddle_document_undo (document);
}

static void
arranged_cb (gpointer      owner,
             const GValue *value,
             const GError *error)
{
  HeddleCanvas *self = owner;
  HeddleCanvasParts *parts = g_steal_pointer (&self->arranging.wanted);
  HeddleDocument *document;
  AdwToast *toast;

  if (parts == NULL)
    return;
  if (error != NULL)
    {
      heddle_canvas_parts_free (parts);
      heddle_toast_error (GTK_WIDGET (self), _("The workflow could not be arranged"), error);
      return;
    }
  document = heddle_open_workflow_get_document (self->workflow);
  heddle_canvas_parts_take_places (parts, self->model);
  if (!move_parts (self, parts, _("Arrange")))
    return;
  toast = heddle_toast_undo (GTK_WIDGET (self), G_CALLBACK (undo_cb), document, "%s", _("Workflow arranged"));
  g_signal_connect_object (document, "edited", G_CALLBACK (adw_toast_dismiss), toast, G_CONNECT_SWAPPED);
}

static void
arrange_cb (GtkWidget  *widget,
            const char *name,
            GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  g_auto (GStrv) ids = heddle_canvas_dup_selection (self);
  gboolean selected = ids[0] != NULL && ids[1] != NULL;

  heddle_canvas_end_arranging (self);
  if (self->arranging.wanted != NULL)
    return;
  self->arranging.wanted = selected ? heddle_canvas_parts_new_nodes (self, (const char *const *) ids)
                              : heddle_canvas_parts_new_all (self);
  heddle_settle (heddle_canvas_parts_arrange (self->arranging.wanted, self->model), arranged_cb, self);
}

/**
 * heddle_canvas_class_init_arrange:
 * @widget_class: the canvas' class
 *
 * Installs what brings parts into line and arranges all of the workflow, and the keys for it.
 */
void
heddle_canvas_class_init_arrange (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.align", "s", align_cb);
  gtk_widget_class_install_action (widget_class, "canvas.arrange", NULL, arrange_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_l, GDK_CONTROL_MASK, "canvas.arrange", NULL);
}
