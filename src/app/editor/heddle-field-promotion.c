/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-field-promotion.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-json.h"
#include "graph/heddle-promotion.h"

/* The parameter as the field has it, with texts that are good as long as @options and @fallback. */
static void
describe (HeddleField          *self,
          HeddleParameterInfo  *info,
          char                **options,
          char                **fallback)
{
  const char *const *all = heddle_field_get_options (self);

  *options = all != NULL ? g_strjoinv ("|", (char **) all) : NULL;
  *fallback = heddle_field_get_fallback (self) != NULL
                ? heddle_json_write (heddle_field_get_fallback (self), HEDDLE_JSON_COMPACT)
                : NULL;
  *info = (HeddleParameterInfo) {
    .key = heddle_field_get_key (self),
    .kind = heddle_field_get_kind (self),
    .label = heddle_field_get_title (self),
    .help = heddle_field_get_help (self),
    .options = *options,
    .fallback = *fallback,
  };
  heddle_field_get_bounds (self, &info->minimum, &info->maximum);
}

static HeddlePipeline *
get_pipeline (HeddleField *self)
{
  return heddle_open_workflow_get_pipeline (heddle_field_get_workflow (self));
}

/**
 * heddle_field_can_be_promoted:
 * @self: a field
 *
 * Returns: whether its value can become an input of the workflow, or a step, as long as no link gives it: see
 *   [func@promotion_is_possible]
 */
gboolean
heddle_field_can_be_promoted (HeddleField *self)
{
  HeddleParameterInfo info = { .key = heddle_field_get_key (self), .kind = heddle_field_get_kind (self) };

  return heddle_field_get_node (self) != NULL && !heddle_field_is_fixed (self) && heddle_promotion_is_possible (&info);
}

/**
 * heddle_field_can_be_taken_back:
 * @self: a field
 *
 * Returns: whether an input of the workflow gives its value
 */
gboolean
heddle_field_can_be_taken_back (HeddleField *self)
{
  return heddle_field_get_node (self) != NULL
         && heddle_promotion_find_input (get_pipeline (self), heddle_field_get_node (self), heddle_field_get_key (self))
              != NULL;
}

/**
 * heddle_field_promote:
 * @self: a field
 * @to_step: whether it becomes a step instead of an input of the workflow
 * @error: return location for an error
 *
 * Makes its value an input of the workflow, or a step, in one step to undo.
 *
 * Returns: %FALSE with @error, and nothing changed
 */
gboolean
heddle_field_promote (HeddleField  *self,
                      gboolean      to_step,
                      GError      **error)
{
  HeddleOpenWorkflow *workflow = heddle_field_get_workflow (self);
  HeddleDocument *document = heddle_open_workflow_get_document (workflow);
  HeddleNodeRegistry *registry =
    heddle_engine_get_registry (heddle_session_get_engine (heddle_open_workflow_get_session (workflow)));
  HeddleParameterInfo info;
  g_autofree char *options = NULL;
  g_autofree char *fallback = NULL;
  g_autofree char *made = NULL;

  heddle_field_settle (self);
  describe (self, &info, &options, &fallback);
  heddle_document_begin (document, to_step ? _("Promote to Step") : _("Promote to Input"));
  if (to_step)
    made = heddle_promotion_to_step (document, get_pipeline (self), registry, heddle_field_get_node (self), &info, error);
  else
    made = heddle_promotion_to_input (document, get_pipeline (self), registry, heddle_field_get_node (self), &info,
                                      error);
  if (made == NULL)
    {
      heddle_document_abandon (document);
      return FALSE;
    }
  heddle_document_end (document);
  return TRUE;
}

/**
 * heddle_field_take_back:
 * @self: a field that an input of the workflow gives
 * @error: return location for an error
 *
 * Makes what the input gives its own value again, in one step to undo.
 *
 * Returns: %FALSE with @error, and nothing changed
 */
gboolean
heddle_field_take_back (HeddleField  *self,
                        GError      **error)
{
  HeddleDocument *document = heddle_open_workflow_get_document (heddle_field_get_workflow (self));
  HeddleParameterInfo info;
  g_autofree char *options = NULL;
  g_autofree char *fallback = NULL;

  heddle_field_settle (self);
  describe (self, &info, &options, &fallback);
  heddle_document_begin (document, _("Remove from Inputs"));
  if (!heddle_promotion_take_back (document, get_pipeline (self), heddle_field_get_node (self), &info, error))
    {
      heddle_document_abandon (document);
      return FALSE;
    }
  heddle_document_end (document);
  return TRUE;
}
