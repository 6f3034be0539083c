/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-canvas-state.h"

#include <glib/gi18n-lib.h>

#include "editor/heddle-canvas-area.h"
#include "editor/heddle-canvas-private.h"
#include "graph/heddle-area.h"
#include "graph/heddle-node-group.h"
#include "widgets/heddle-toast.h"

typedef gboolean (*NodeTest) (HeddleNode *node);

static gboolean
is_bypassed (HeddleNode *node)
{
  return !heddle_node_get_enabled (node);
}

/* Whether all nodes that are selected are so; the workflow's inputs are never. */
static gboolean
all_are (HeddleCanvas *self,
         NodeTest      test)
{
  g_auto (GStrv) ids = heddle_canvas_dup_selection (self);
  gboolean any = FALSE;

  for (guint i = 0; ids[i] != NULL; i++)
    {
      HeddleNode *node = heddle_canvas_model_lookup (self->model, ids[i])->node;

      if (node != NULL && !test (node))
        return FALSE;
      any |= node != NULL;
    }
  return any;
}

/**
 * heddle_canvas_all_bypassed:
 * @self: a canvas
 *
 * Returns: whether all nodes that are selected are bypassed
 */
gboolean
heddle_canvas_all_bypassed (HeddleCanvas *self)
{
  return all_are (self, is_bypassed);
}

/**
 * heddle_canvas_all_muted:
 * @self: a canvas
 *
 * Returns: whether all nodes that are selected are muted
 */
gboolean
heddle_canvas_all_muted (HeddleCanvas *self)
{
  return all_are (self, heddle_node_get_muted);
}

/**
 * heddle_canvas_all_collapsed:
 * @self: a canvas
 *
 * Returns: whether of all nodes that are selected only the title is shown
 */
gboolean
heddle_canvas_all_collapsed (HeddleCanvas *self)
{
  return all_are (self, heddle_node_get_collapsed);
}

static void
set_flag (HeddleCanvas *self,
          const char   *label,
          const char   *member,
          gboolean      value)
{
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  g_auto (GStrv) ids = heddle_canvas_dup_selection (self);
  g_autoptr (GError) error = NULL;

  heddle_document_begin (document, label);
  if (heddle_node_group_set_flag (document, heddle_canvas_get_pipeline (self),
                                  (const char *const *) ids, member, value, &error))
    {
      heddle_document_end (document);
      return;
    }
  heddle_document_abandon (document);
  heddle_toast_error (GTK_WIDGET (self), _("The nodes could not be changed"), error);
}

static void
bypass_cb (GtkWidget  *widget,
           const char *name,
           GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  gboolean bypassed = heddle_canvas_all_bypassed (self);

  set_flag (self, bypassed ? _("Stop Bypassing") : _("Bypass"), "enabled", bypassed);
}

static void
mute_cb (GtkWidget  *widget,
         const char *name,
         GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  gboolean muted = heddle_canvas_all_muted (self);

  set_flag (self, muted ? _("Stop Muting") : _("Mute"), "muted", !muted);
}

static void
collapse_cb (GtkWidget  *widget,
             const char *name,
             GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  gboolean collapsed = heddle_canvas_all_collapsed (self);

  set_flag (self, collapsed ? _("Expand") : _("Collapse"), "collapsed", !collapsed);
}

static void
set_color_cb (GtkWidget  *widget,
              const char *name,
              GVariant   *parameter)
{
  HeddleCanvas *self = HEDDLE_CANVAS (widget);
  HeddleDocument *document = heddle_open_workflow_get_document (self->workflow);
  HeddlePipeline *pipeline = heddle_canvas_get_pipeline (self);
  const char *color = g_variant_get_string (parameter, NULL);
  g_auto (GStrv) ids = heddle_canvas_dup_selection (self);
  g_autoptr (GPtrArray) areas = heddle_canvas_list_areas (self);
  g_autoptr (GError) error = NULL;
  gboolean done;

  color = *color != '\0' ? color : NULL;
  heddle_document_begin (document, _("Color"));
  done = heddle_node_group_set_color (document, pipeline, (const char *const *) ids, color, &error);
  for (guint i = 0; i < areas->len && done; i++)
    done = heddle_element_get_kind (areas->pdata[i]) != HEDDLE_ELEMENT_FRAME
           || heddle_area_set_color (document, pipeline, areas->pdata[i], color, &error);
  if (done)
    {
      heddle_document_end (document);
      return;
    }
  heddle_document_abandon (document);
  heddle_toast_error (widget, _("The color could not be changed"), error);
}

/**
 * heddle_canvas_class_init_state:
 * @widget_class: the canvas' class
 *
 * Installs what bypasses, mutes, collapses and colors what is selected, and the keys for it.
 */
void
heddle_canvas_class_init_state (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "canvas.bypass", NULL, bypass_cb);
  gtk_widget_class_install_action (widget_class, "canvas.mute", NULL, mute_cb);
  gtk_widget_class_install_action (widget_class, "canvas.collapse", NULL, collapse_cb);
  gtk_widget_class_install_action (widget_class, "canvas.set-color", "s", set_color_cb);

  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_b, 0, "canvas.bypass", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_u, 0, "canvas.mute", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, 0, "canvas.collapse", NULL);
}
