/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "fake-network-monitor.h"

struct _FakeNetworkMonitor
{
  GObject parent_instance;

  int available;
  int n_questions;
};

enum
{
  PROP_AVAILABLE = 1,
  PROP_METERED,
  PROP_CONNECTIVITY,
};

static void
fake_network_monitor_initable_init (GInitableIface *iface)
{
}

static void
fake_network_monitor_iface_init (GNetworkMonitorInterface *iface)
{
}

G_DEFINE_FINAL_TYPE_WITH_CODE (FakeNetworkMonitor,
                               fake_network_monitor,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_INITABLE, fake_network_monitor_initable_init)
                               G_IMPLEMENT_INTERFACE (G_TYPE_NETWORK_MONITOR, fake_network_monitor_iface_init))

static void
fake_network_monitor_get_property (GObject    *object,
                                   guint       id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  FakeNetworkMonitor *self = FAKE_NETWORK_MONITOR (object);

  switch (id)
    {
    case PROP_AVAILABLE:
      if (g_atomic_int_get (&self->n_questions) > 0 && g_atomic_int_dec_and_test (&self->n_questions))
        {
          g_value_set_boolean (value, TRUE);
          g_atomic_int_set (&self->available, FALSE);
          break;
        }
      g_value_set_boolean (value, g_atomic_int_get (&self->available));
      break;
    case PROP_METERED:
      g_value_set_boolean (value, FALSE);
      break;
    case PROP_CONNECTIVITY:
      g_value_set_enum (value, G_NETWORK_CONNECTIVITY_FULL);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
fake_network_monitor_class_init (FakeNetworkMonitorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = fake_network_monitor_get_property;
  g_object_class_override_property (object_class, PROP_AVAILABLE, "network-available");
  g_object_class_override_property (object_class, PROP_METERED, "network-metered");
  g_object_class_override_property (object_class, PROP_CONNECTIVITY, "connectivity");
}

static void
fake_network_monitor_init (FakeNetworkMonitor *self)
{
}

FakeNetworkMonitor *
fake_network_monitor_new (gboolean available)
{
  FakeNetworkMonitor *self = g_object_new (FAKE_TYPE_NETWORK_MONITOR, NULL);

  self->available = available;
  return self;
}

void
fake_network_monitor_set (FakeNetworkMonitor *self,
                          gboolean            available)
{
  g_atomic_int_set (&self->available, available);
  g_signal_emit_by_name (self, "network-changed", available);
}

/* Says that it is there for so many questions, and then not any more. */
void
fake_network_monitor_go_after (FakeNetworkMonitor *self,
                               guint               n_questions)
{
  g_atomic_int_set (&self->n_questions, (int) n_questions);
}
