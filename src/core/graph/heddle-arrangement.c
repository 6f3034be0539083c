/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "graph/heddle-arrangement.h"

#include <math.h>

#include "graph/heddle-layers-private.h"

#define GRID 20
#define FRAME_PADDING 20
#define FRAME_TITLE_ROOM 40
#define EMPTY_FRAME_SIDE 120
#define PIECE_GAP 60

/* Pieces that nothing links fill rows; so much wider than high is what they make. */
#define PROPORTION 1.6

typedef struct
{
  gboolean   is_frame;
  guint      frame;
  HeddleArea area;
} Box;

/* A group of boxes that links hold together. */
typedef struct
{
  GArray *members;
  double  width;
  double  height;
  double  x;
  double  y;
} Piece;

struct _HeddleArrangement
{
  gatomicrefcount references;
  GArray *boxes;
  GArray *links;
};

/**
 * heddle_arrangement_new:
 *
 * Returns: (transfer full): an arrangement of nothing yet
 */
HeddleArrangement *
heddle_arrangement_new (void)
{
  HeddleArrangement *self = g_new0 (HeddleArrangement, 1);

  g_atomic_ref_count_init (&self->references);
  self->boxes = g_array_new (FALSE, TRUE, sizeof (Box));
  self->links = g_array_new (FALSE, TRUE, sizeof (HeddleLayerLink));
  return self;
}

/**
 * heddle_arrangement_ref:
 * @self: an arrangement
 *
 * Returns: (transfer full): @self with one more reference
 */
HeddleArrangement *
heddle_arrangement_ref (HeddleArrangement *self)
{
  g_atomic_ref_count_inc (&self->references);
  return self;
}

/**
 * heddle_arrangement_unref:
 * @self: (transfer full): an arrangement
 *
 * Drops a reference; the last one frees.
 */
void
heddle_arrangement_unref (HeddleArrangement *self)
{
  if (!g_atomic_ref_count_dec (&self->references))
    return;
  g_array_unref (self->boxes);
  g_array_unref (self->links);
  g_free (self);
}

static Box *
get_box (HeddleArrangement *self,
         guint              box)
{
  return &g_array_index (self->boxes, Box, box);
}

/**
 * heddle_arrangement_add_frame:
 * @self: an arrangement
 * @frame: the frame that it is in, added before, or %HEDDLE_ARRANGEMENT_NONE
 *
 * Adds a frame, which becomes as large as what is in it takes.
 *
 * Returns: its number, among boxes and frames from 0
 */
guint
heddle_arrangement_add_frame (HeddleArrangement *self,
                              guint              frame)
{
  Box box = { .is_frame = TRUE, .frame = frame };

  g_array_append_val (self->boxes, box);
  return self->boxes->len - 1;
}

/**
 * heddle_arrangement_add_box:
 * @self: an arrangement
 * @width: how wide it is, in canvas units
 * @height: how high it is
 * @frame: the frame that it is in, added before, or %HEDDLE_ARRANGEMENT_NONE
 *
 * Adds a box.
 *
 * Returns: its number, among boxes and frames from 0
 */
guint
heddle_arrangement_add_box (HeddleArrangement *self,
                            double             width,
                            double             height,
                            guint              frame)
{
  Box box = { .frame = frame, .area = { .width = width, .height = height } };

  g_array_append_val (self->boxes, box);
  return self->boxes->len - 1;
}

/**
 * heddle_arrangement_add_link:
 * @self: an arrangement
 * @from: the box that it begins at
 * @from_y: where, from the top of the box
 * @to: the box that it ends at
 * @to_y: where, from the top of the box
 *
 * Adds a link.
 */
void
heddle_arrangement_add_link (HeddleArrangement *self,
                             guint              from,
                             double             from_y,
                             guint              to,
                             double             to_y)
{
  HeddleLayerLink link = { from, to, from_y, to_y };

  g_array_append_val (self->links, link);
}

/* What of a level a box is in: itself, or the frame of that level around it, and how much lower it is
 * than that.
 */
static guint
find_member (HeddleArrangement *self,
             guint              box,
             guint              frame,
             double            *y)
{
  while (get_box (self, box)->frame != frame)
    {
      if (get_box (self, box)->frame == HEDDLE_ARRANGEMENT_NONE)
        return HEDDLE_ARRANGEMENT_NONE;
      *y += get_box (self, box)->area.y;
      box = get_box (self, box)->frame;
    }
  return box;
}

/* The links among the members of a level, as between @numbers of them. */
static GArray *
list_links (HeddleArrangement *self,
            guint              frame,
            GHashTable        *numbers)
{
  GArray *links = g_array_new (FALSE, FALSE, sizeof (HeddleLayerLink));

  for (guint i = 0; i < self->links->len; i++)
    {
      HeddleLayerLink link = g_array_index (self->links, HeddleLayerLink, i);

      link.from = find_member (self, link.from, frame, &link.from_y);
      link.to = find_member (self, link.to, frame, &link.to_y);
      if (link.from == HEDDLE_ARRANGEMENT_NONE || link.to == HEDDLE_ARRANGEMENT_NONE || link.from == link.to)
        continue;
      link.from = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, GUINT_TO_POINTER (link.from)));
      link.to = GPOINTER_TO_UINT (g_hash_table_lookup (numbers, GUINT_TO_POINTER (link.to)));
      g_array_append_val (links, link);
    }
  return links;
}

static guint
find_root (guint *roots,
           guint  member)
{
  while (roots[member] != member)
    {
      roots[member] = roots[roots[member]];
      member = roots[member];
    }
  return member;
}

static void
piece_clear (gpointer data)
{
  Piece *piece = data;

  g_array_unref (piece->members);
}

/* The members of a level that links hold together, in the order of their first. */
static GArray *
list_pieces (guint   n_members,
             GArray *links,
             guint  *piece_of)
{
  GArray *pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  g_autofree guint *roots = g_new (guint, n_members);
  g_autofree guint *known = g_new (guint, n_members);

  g_array_set_clear_func (pieces, piece_clear);
  for (guint i = 0; i < n_members; i++)
    {
      roots[i] = i;
      known[i] = G_MAXUINT;
    }
  for (guint i = 0; i < links->len; i++)
    {
      const HeddleLayerLink *link = &g_array_index (links, HeddleLayerLink, i);
      guint from = find_root (roots, link->from), to = find_root (roots, link->to);

      roots[MAX (from, to)] = MIN (from, to);
    }
  for (guint i = 0; i < n_members; i++)
    {
      guint root = find_root (roots, i);

      if (known[root] == G_MAXUINT)
        {
          Piece piece = { .members = g_array_new (FALSE, FALSE, sizeof (guint)) };

          known[root] = pieces->len;
          g_array_append_val (pieces, piece);
        }
      piece_of[i] = known[root];
      g_array_append_val (g_array_index (pieces, Piece, known[root]).members, i);
    }
  return pieces;
}

static void
lay_out_piece (HeddleArrangement *self,
               Piece             *piece,
               GArray            *members,
               GArray            *links)
{
  g_autoptr (GArray) items = g_array_new (FALSE, TRUE, sizeof (HeddleLayerItem));
  guint n = piece->members->len;

  for (guint i = 0; i < n; i++)
    {
      const Box *box = get_box (self, g_array_index (members, guint, g_array_index (piece->members, guint, i)));
      HeddleLayerItem item = { .width = box->area.width, .height = box->area.height };

      g_array_append_val (items, item);
    }
  heddle_layers_lay_out (items, links);
  for (guint i = 0; i < n; i++)
    {
      const HeddleLayerItem *item = &g_array_index (items, HeddleLayerItem, i);
      Box *box = get_box (self, g_array_index (members, guint, g_array_index (piece->members, guint, i)));

      box->area.x = item->x;
      box->area.y = item->y;
      piece->width = MAX (piece->width, item->x + item->width);
      piece->height = MAX (piece->height, item->y + item->height);
    }
}

static double
to_grid (double length)
{
  return ceil (length / GRID) * GRID;
}

/* Pieces fill one row after the other, as text does. */
static void
pack_pieces (GArray *pieces)
{
  double total = 0, widest = 0, x = 0, y = 0, highest = 0;

  for (guint i = 0; i < pieces->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, i);

      total += (piece->width + PIECE_GAP) * (piece->height + PIECE_GAP);
      widest = MAX (widest, piece->width);
    }
  widest = MAX (widest, sqrt (total * PROPORTION));
  for (guint i = 0; i < pieces->len; i++)
    {
      Piece *piece = &g_array_index (pieces, Piece, i);

      if (x > 0 && x + piece->width > widest)
        {
          x = 0;
          y = to_grid (y + highest + PIECE_GAP);
          highest = 0;
        }
      piece->x = x;
      piece->y = y;
      x = to_grid (x + piece->width + PIECE_GAP);
      highest = MAX (highest, piece->height);
    }
}

/* Gives links of pieces the numbers that the members have within them. */
static GPtrArray *
split_links (GArray      *links,
             GArray      *pieces,
             const guint *piece_of,
             guint        n_members)
{
  GPtrArray *split = g_ptr_array_new_with_free_func ((GDestroyNotify) g_array_unref);
  g_autofree guint *within = g_new (guint, n_members);

  for (guint i = 0; i < pieces->len; i++)
    {
      GArray *members = g_array_index (pieces, Piece, i).members;

      g_ptr_array_add (split, g_array_new (FALSE, FALSE, sizeof (HeddleLayerLink)));
      for (guint j = 0; j < members->len; j++)
        within[g_array_index (members, guint, j)] = j;
    }
  for (guint i = 0; i < links->len; i++)
    {
      HeddleLayerLink link = g_array_index (links, HeddleLayerLink, i);
      GArray *of_piece = split->pdata[piece_of[link.from]];

      link.from = within[link.from];
      link.to = within[link.to];
      g_array_append_val (of_piece, link);
    }
  return split;
}

static GArray *
list_members (HeddleArrangement *self,
              guint              frame,
              GHashTable        *numbers)
{
  GArray *members = g_array_new (FALSE, FALSE, sizeof (guint));

  for (guint i = 0; i < self->boxes->len; i++)
    {
      if (get_box (self, i)->frame != frame)
        continue;
      g_hash_table_insert (numbers, GUINT_TO_POINTER (i), GUINT_TO_POINTER (members->len));
      g_array_append_val (members, i);
    }
  return members;
}

/* Gives what is in a frame, or in none, places from @x and @y on, and tells how large it is. */
static void
lay_out_level (HeddleArrangement *self,
               guint              frame,
               double             x,
               double             y,
               double            *width,
               double            *height)
{
  g_autoptr (GHashTable) numbers = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) members = list_members (self, frame, numbers);
  g_autoptr (GArray) links = list_links (self, frame, numbers);
  g_autofree guint *piece_of = g_new (guint, members->len + 1);
  g_autoptr (GArray) pieces = list_pieces (members->len, links, piece_of);
  g_autoptr (GPtrArray) split = split_links (links, pieces, piece_of, members->len);

  *width = *height = 0;
  for (guint i = 0; i < pieces->len; i++)
    lay_out_piece (self, &g_array_index (pieces, Piece, i), members, split->pdata[i]);
  pack_pieces (pieces);
  for (guint i = 0; i < members->len; i++)
    {
      const Piece *piece = &g_array_index (pieces, Piece, piece_of[i]);
      Box *box = get_box (self, g_array_index (members, guint, i));

      box->area.x += piece->x + x;
      box->area.y += piece->y + y;
      *width = MAX (*width, box->area.x + box->area.width);
      *height = MAX (*height, box->area.y + box->area.height);
    }
}

/**
 * heddle_arrangement_run:
 * @self: an arrangement
 * @x: where its left edge is to be, in canvas units
 * @y: where its top edge is to be
 *
 * Finds the places. What one frame is linked to both before and after cannot be on both sides of it: such
 * a link leads back.
 */
void
heddle_arrangement_run (HeddleArrangement *self,
                        double             x,
                        double             y)
{
  double width, height;

  /* A frame comes after the one that it is in, so that the innermost are the last. */
  for (guint i = self->boxes->len; i > 0; i--)
    {
      Box *box = get_box (self, i - 1);

      if (!box->is_frame)
        continue;
      lay_out_level (self, i - 1, FRAME_PADDING, FRAME_TITLE_ROOM, &width, &height);
      box->area.width = width > 0 ? to_grid (width + FRAME_PADDING) : EMPTY_FRAME_SIDE;
      box->area.height = height > 0 ? to_grid (height + FRAME_PADDING) : EMPTY_FRAME_SIDE;
    }
  lay_out_level (self, HEDDLE_ARRANGEMENT_NONE, x, y, &width, &height);
  for (guint i = 0; i < self->boxes->len; i++)
    {
      Box *box = get_box (self, i);

      if (box->frame == HEDDLE_ARRANGEMENT_NONE)
        continue;
      box->area.x += get_box (self, box->frame)->area.x;
      box->area.y += get_box (self, box->frame)->area.y;
    }
}

/**
 * heddle_arrangement_get_place:
 * @self: an arrangement that has run
 * @box: a box or a frame
 * @area: (out caller-allocates): return location for where it is
 *
 * Tells where a box or a frame is to be.
 */
void
heddle_arrangement_get_place (HeddleArrangement *self,
                              guint              box,
                              HeddleArea        *area)
{
  *area = get_box (self, box)->area;
}
