/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-services.h"

/**
 * HeddleServices:
 *
 * The objects that nodes may ask for while they run (the library, the providers, the pixel
 * workers…), found by their type, so that the graph does not need to know the rooms above it.
 * Filled before the first run and only read from then on, from any thread.
 */
struct _HeddleServices
{
  GObject    parent_instance;
  GPtrArray *services;
};

G_DEFINE_FINAL_TYPE (HeddleServices, heddle_services, G_TYPE_OBJECT)

static void
heddle_services_finalize (GObject *object)
{
  HeddleServices *self = HEDDLE_SERVICES (object);

  g_clear_pointer (&self->services, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_services_parent_class)->finalize (object);
}

static void
heddle_services_class_init (HeddleServicesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = heddle_services_finalize;
}

static void
heddle_services_init (HeddleServices *self)
{
  self->services = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * heddle_services_new:
 *
 * Returns: (transfer full): an empty set of services
 */
HeddleServices *
heddle_services_new (void)
{
  return g_object_new (HEDDLE_TYPE_SERVICES, NULL);
}

/**
 * heddle_services_add:
 * @self: services
 * @service: (transfer none): an object; of several of one type the first is found
 *
 * Adds a service.
 */
void
heddle_services_add (HeddleServices *self,
                     GObject        *service)
{
  g_return_if_fail (HEDDLE_IS_SERVICES (self));
  g_return_if_fail (G_IS_OBJECT (service));

  g_ptr_array_add (self->services, g_object_ref (service));
}

/**
 * heddle_services_get:
 * @self: services
 * @type: a type of object or interface
 *
 * Returns: (transfer none) (nullable) (type GObject): the service of @type, if there is one
 */
gpointer
heddle_services_get (HeddleServices *self,
                     GType           type)
{
  g_return_val_if_fail (HEDDLE_IS_SERVICES (self), NULL);

  for (guint i = 0; i < self->services->len; i++)
    {
      if (g_type_is_a (G_OBJECT_TYPE (self->services->pdata[i]), type))
        return self->services->pdata[i];
    }
  return NULL;
}
