/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * HeddleImagingLineFunc:
 * @line: (nullable): a line without its end, terminated by a zero; %NULL at the end of the stream,
 *   which is also what an error or a line beyond the limit counts as
 * @data: the reader's data
 */
typedef void (*HeddleImagingLineFunc) (const char *line,
                                       gpointer    data);

void heddle_imaging_read_lines (GInputStream          *stream,
                                gsize                  limit,
                                HeddleImagingLineFunc  func,
                                gpointer               data,
                                GDestroyNotify         data_destroy);

G_END_DECLS
