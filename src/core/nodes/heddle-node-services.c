/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "nodes/heddle-node-services.h"

#include <glib/gi18n-lib.h>

#include "nodes/heddle-node-error.h"

static gpointer
get_service (HeddleServices  *services,
             GType            type,
             const char      *message,
             GError         **error)
{
  gpointer service = services != NULL ? heddle_services_get (services, type) : NULL;

  if (service == NULL)
    g_set_error_literal (error, HEDDLE_NODE_ERROR, HEDDLE_NODE_ERROR_UNAVAILABLE, message);

  return service;
}

/**
 * heddle_node_services_get_blobs:
 * @services: (nullable): what a node may ask for
 * @error: return location
 *
 * Returns: (transfer none): the library's contents; %NULL with %HEDDLE_NODE_ERROR_UNAVAILABLE where
 *   there is no library
 */
HeddleBlobStore *
heddle_node_services_get_blobs (HeddleServices  *services,
                                GError         **error)
{
  return get_service (services, HEDDLE_TYPE_BLOB_STORE,
                      _("this needs a library to keep its images in"), error);
}

/**
 * heddle_node_services_get_imaging:
 * @services: (nullable): what a node may ask for
 * @error: return location
 *
 * Returns: (transfer none): what works on pixels; %NULL with %HEDDLE_NODE_ERROR_UNAVAILABLE where
 *   it is missing
 */
HeddleImagingPool *
heddle_node_services_get_imaging (HeddleServices  *services,
                                  GError         **error)
{
  return get_service (services, HEDDLE_TYPE_IMAGING_POOL,
                      _("nothing here can work on images"), error);
}
