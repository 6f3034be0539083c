/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

#include "editor/heddle-field.h"

G_BEGIN_DECLS

/**
 * HeddleParameterLayout:
 * @HEDDLE_PARAMETER_INLINE: the control stands behind the title
 * @HEDDLE_PARAMETER_ENTRY: the control stands below a small title, as in an entry row
 * @HEDDLE_PARAMETER_STACKED: the control stands below the title
 * @HEDDLE_PARAMETER_BLOCK: the control is all there is; the title is a heading outside of the row
 *
 * How a row is laid out.
 */
typedef enum
{
  HEDDLE_PARAMETER_INLINE,
  HEDDLE_PARAMETER_ENTRY,
  HEDDLE_PARAMETER_STACKED,
  HEDDLE_PARAMETER_BLOCK,
} HeddleParameterLayout;

/**
 * HeddleParameterRow:
 *
 * A row of the inspector that shows one field and edits it: title, control, what is wrong with what
 * was entered, a button that goes back to the default.
 */
#define HEDDLE_TYPE_PARAMETER_ROW (heddle_parameter_row_get_type ())
G_DECLARE_DERIVABLE_TYPE (HeddleParameterRow, heddle_parameter_row, HEDDLE, PARAMETER_ROW, AdwPreferencesRow)

/**
 * HeddleParameterRowClass:
 * @parent_class: the parent class
 * @show: shows a value, %NULL for none; what it sets is no edit
 * @start: (nullable): what a click on the row does; without it the control gets the focus
 * @link: (nullable): told from where a link comes, %NULL for none; without it the control is
 *   insensitive while there is one
 * @fixed: whether there is no way back to the default
 *
 * The class of all rows of the inspector.
 */
struct _HeddleParameterRowClass
{
  AdwPreferencesRowClass parent_class;

  void (*show)  (HeddleParameterRow *self,
                 JsonNode           *value);
  void (*start) (HeddleParameterRow *self);
  void (*link)  (HeddleParameterRow *self,
                 const char         *source);
  gboolean fixed;
};

HeddleField *heddle_parameter_row_get_field    (HeddleParameterRow     *self);
void         heddle_parameter_row_set_field    (HeddleParameterRow     *self,
                                                HeddleField            *field);
GtkWidget   *heddle_parameter_row_get_heading  (HeddleParameterRow     *self);
GtkWidget   *heddle_parameter_row_take_more    (HeddleParameterRow     *self);
void         heddle_parameter_row_set_control  (HeddleParameterRow     *self,
                                                GtkWidget              *control,
                                                HeddleParameterLayout   layout);
void         heddle_parameter_row_label        (HeddleParameterRow     *self,
                                                GtkWidget              *widget);
gboolean     heddle_parameter_row_edit         (HeddleParameterRow     *self,
                                                JsonNode               *value);
gboolean     heddle_parameter_row_edit_instead (HeddleParameterRow     *self,
                                                JsonNode               *value,
                                                const char             *other);
void         heddle_parameter_row_refuse       (HeddleParameterRow     *self,
                                                const char             *message);
gboolean     heddle_parameter_row_is_showing   (HeddleParameterRow     *self);
void         heddle_parameter_row_refresh      (HeddleParameterRow     *self);
void         heddle_parameter_row_set_source   (HeddleParameterRow     *self,
                                                const char             *source);
void         heddle_parameter_row_start        (HeddleParameterRow     *self);

G_END_DECLS
