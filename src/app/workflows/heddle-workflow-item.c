/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "workflows/heddle-workflow-item.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>
#include <inttypes.h>

struct _HeddleWorkflowItem
{
  GObject  parent_instance;
  gint64   id;
  char    *uuid;
  char    *name;
  char    *description;
  char    *cover;
  gint64   updated_at;
};

G_DEFINE_FINAL_TYPE (HeddleWorkflowItem, heddle_workflow_item, G_TYPE_OBJECT)

static void
heddle_workflow_item_finalize (GObject *object)
{
  HeddleWorkflowItem *self = HEDDLE_WORKFLOW_ITEM (object);

  g_free (self->uuid);
  g_free (self->name);
  g_free (self->description);
  g_free (self->cover);

  G_OBJECT_CLASS (heddle_workflow_item_parent_class)->finalize (object);
}

static void
heddle_workflow_item_class_init (HeddleWorkflowItemClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_workflow_item_finalize;
}

static void
heddle_workflow_item_init (HeddleWorkflowItem *self)
{
}

/**
 * heddle_workflow_item_new:
 * @record: a workflow of the library
 *
 * Returns: (transfer full): the item that stands for it
 */
HeddleWorkflowItem *
heddle_workflow_item_new (const HeddleWorkflowRecord *record)
{
  HeddleWorkflowItem *self = g_object_new (HEDDLE_TYPE_WORKFLOW_ITEM, NULL);

  self->id = record->id;
  self->uuid = g_strdup (record->uuid);
  self->name = g_strdup (record->name);
  self->description = g_strdup (record->description);
  self->cover = g_strdup (record->cover);
  self->updated_at = record->updated_at;
  return self;
}

/**
 * heddle_workflow_item_get_id:
 * @self: an item
 *
 * Returns: the workflow's row
 */
gint64
heddle_workflow_item_get_id (HeddleWorkflowItem *self)
{
  return self->id;
}

/**
 * heddle_workflow_item_get_uuid:
 * @self: an item
 *
 * Returns: (transfer none): the workflow's id
 */
const char *
heddle_workflow_item_get_uuid (HeddleWorkflowItem *self)
{
  return self->uuid;
}

/**
 * heddle_workflow_item_get_name:
 * @self: an item
 *
 * Returns: (transfer none): what people call the workflow
 */
const char *
heddle_workflow_item_get_name (HeddleWorkflowItem *self)
{
  return self->name;
}

/**
 * heddle_workflow_item_get_description:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): what the workflow is for
 */
const char *
heddle_workflow_item_get_description (HeddleWorkflowItem *self)
{
  return self->description;
}

/**
 * heddle_workflow_item_get_cover:
 * @self: an item
 *
 * Returns: (transfer none) (nullable): SHA-256 of a picture that the workflow made
 */
const char *
heddle_workflow_item_get_cover (HeddleWorkflowItem *self)
{
  return self->cover;
}

/**
 * heddle_workflow_item_dup_age:
 * @self: an item
 *
 * Returns: (transfer full): when the workflow was changed last, as people say it
 */
char *
heddle_workflow_item_dup_age (HeddleWorkflowItem *self)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc_usec (self->updated_at * 1000);
  g_autoptr (GDateTime) then = g_date_time_to_local (utc);
  gint64 minutes = g_date_time_difference (now, then) / G_TIME_SPAN_MINUTE;

  if (minutes < 1)
    return g_strdup (_("Edited just now"));
  if (minutes < 60)
    return g_strdup_printf (ngettext ("Edited %" PRId64 " minute ago", "Edited %" PRId64 " minutes ago",
                                      (unsigned long) minutes),
                            minutes);
  if (minutes < 24 * 60)
    return g_strdup_printf (ngettext ("Edited %" PRId64 " hour ago", "Edited %" PRId64 " hours ago",
                                      (unsigned long) (minutes / 60)),
                            minutes / 60);
  return g_date_time_format (then, _("Edited %-d %B %Y"));
}

/**
 * heddle_workflow_item_equal:
 * @self: an item
 * @other: another
 *
 * Returns: whether both show the same workflow in the same state
 */
gboolean
heddle_workflow_item_equal (HeddleWorkflowItem *self,
                            HeddleWorkflowItem *other)
{
  return self->id == other->id && self->updated_at == other->updated_at
         && g_strcmp0 (self->cover, other->cover) == 0;
}
