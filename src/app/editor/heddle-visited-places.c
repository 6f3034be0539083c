/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "editor/heddle-visited-places.h"

#include <math.h>

#define MAX_PLACES 100

/* Less than half of what is seen moved away, and not much larger or smaller: still the same place. */
#define SAME_SHARE 0.5
#define SAME_ZOOM 1.3

typedef struct
{
  const char     *page;
  double          x;
  double          y;
  double          zoom;
  graphene_rect_t visible;
} View;

/* What is the same place is judged by how it was come to, or small moves would lead far away unnoticed. */
typedef struct
{
  View first;
  View latest;
} Place;

/* The places up to @at lead to where the view is. */
struct _HeddleVisitedPlaces
{
  GObject         parent_instance;
  const char     *page;
  HeddleViewport *viewport;
  GArray         *places;
  guint           at;
  gboolean        going;
  guint           rest_source;
};

enum
{
  PAGE_WANTED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (HeddleVisitedPlaces, heddle_visited_places, G_TYPE_OBJECT)

static View
get_view (HeddleVisitedPlaces *self)
{
  View view = { .page = self->page, .zoom = heddle_viewport_get_zoom (self->viewport) };

  heddle_viewport_get_offset (self->viewport, &view.x, &view.y);
  heddle_viewport_get_visible (self->viewport, &view.visible);
  return view;
}

static gboolean
is_same (const View *a,
         const View *b)
{
  graphene_rect_t common;
  double zoom = a->zoom / b->zoom;

  if (a->page != b->page || MAX (zoom, 1 / zoom) > SAME_ZOOM
      || !graphene_rect_intersection (&a->visible, &b->visible, &common))
    return FALSE;
  return graphene_rect_get_area (&common) >= SAME_SHARE * graphene_rect_get_area (&a->visible);
}

static void
note (HeddleVisitedPlaces *self)
{
  View view = get_view (self);
  Place place = { view, view };

  if (graphene_rect_get_area (&view.visible) <= 0)
    return;
  if (self->places->len > 0)
    {
      Place *last = &g_array_index (self->places, Place, self->at);

      if (is_same (&last->first, &view))
        {
          last->latest = view;
          return;
        }
      g_array_set_size (self->places, self->at + 1);
    }
  if (self->places->len == MAX_PLACES)
    g_array_remove_index (self->places, 0);
  g_array_append_val (self->places, place);
  self->at = self->places->len - 1;
}

static gboolean
rest_cb (gpointer data)
{
  HeddleVisitedPlaces *self = data;

  self->rest_source = 0;
  note (self);
  return G_SOURCE_REMOVE;
}

static void
changed_cb (HeddleVisitedPlaces *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->rest_source = g_timeout_add (HEDDLE_PLACE_REST, rest_cb, self);
}

static void
heddle_visited_places_dispose (GObject *object)
{
  HeddleVisitedPlaces *self = HEDDLE_VISITED_PLACES (object);

  g_clear_handle_id (&self->rest_source, g_source_remove);
  g_clear_object (&self->viewport);
  g_clear_pointer (&self->places, g_array_unref);

  G_OBJECT_CLASS (heddle_visited_places_parent_class)->dispose (object);
}

static void
heddle_visited_places_class_init (HeddleVisitedPlacesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = heddle_visited_places_dispose;

  /**
   * HeddleVisitedPlaces::page-wanted:
   * @self: places
   * @page: the name of the page that a place is on
   *
   * Emitted when one goes to a place on another page than is looked at. Whoever has that page shows it, and
   * calls [method@VisitedPlaces.look_at]; a page that is gone is passed by.
   */
  signals[PAGE_WANTED] = g_signal_new ("page-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                       G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
heddle_visited_places_init (HeddleVisitedPlaces *self)
{
  self->places = g_array_new (FALSE, FALSE, sizeof (Place));
}

/**
 * heddle_visited_places_new:
 *
 * Returns: (transfer full): no place yet
 */
HeddleVisitedPlaces *
heddle_visited_places_new (void)
{
  return g_object_new (HEDDLE_TYPE_VISITED_PLACES, NULL);
}

/**
 * heddle_visited_places_look_at:
 * @self: places
 * @page: what the page is called that is looked at from now on
 * @viewport: which part of it is seen
 *
 * Where the view was last is a place, and where it rests from now on.
 */
void
heddle_visited_places_look_at (HeddleVisitedPlaces *self,
                               const char          *page,
                               HeddleViewport      *viewport)
{
  if (self->viewport != NULL)
    {
      if (!self->going)
        note (self);
      g_signal_handlers_disconnect_by_func (self->viewport, changed_cb, self);
    }
  self->page = g_intern_string (page);
  g_set_object (&self->viewport, viewport);
  g_signal_connect_object (viewport, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
}

static gboolean
show (HeddleVisitedPlaces *self,
      const View          *view)
{
  if (view->page != self->page)
    g_signal_emit (self, signals[PAGE_WANTED], 0, view->page);
  if (view->page != self->page)
    return FALSE;
  heddle_viewport_set_view (self->viewport, view->x, view->y, view->zoom);
  return TRUE;
}

/* Who goes before the view has rested goes from where it is. */
static gboolean
go_to (HeddleVisitedPlaces *self,
       int                  step)
{
  gboolean shown = FALSE;
  int at;

  note (self);
  self->going = TRUE;
  for (at = (int) self->at + step; !shown && at >= 0 && at < (int) self->places->len; at += step)
    {
      const View view = g_array_index (self->places, Place, at).latest;

      shown = show (self, &view);
      if (shown)
        self->at = (guint) at;
    }
  self->going = FALSE;
  return shown;
}

/**
 * heddle_visited_places_go_back:
 * @self: places
 *
 * Shows the place where the view was before.
 *
 * Returns: whether there is one
 */
gboolean
heddle_visited_places_go_back (HeddleVisitedPlaces *self)
{
  return go_to (self, -1);
}

/**
 * heddle_visited_places_go_forward:
 * @self: places
 *
 * Shows the place from which one went back.
 *
 * Returns: whether there is one
 */
gboolean
heddle_visited_places_go_forward (HeddleVisitedPlaces *self)
{
  return go_to (self, 1);
}
