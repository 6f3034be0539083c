/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "random-graph.h"

G_BEGIN_DECLS

#define MAX_NODES 9
#define MAX_LINKS 24
#define MAX_PORTS 3

typedef enum
{
  KIND_TEXT,
  KIND_LIST,
  KIND_UPPER,
  KIND_LATER,
  KIND_PAIR,
  KIND_SPLIT,
  KIND_JOIN,
  KIND_TAKE,
  KIND_SORT,
  KIND_ZIP,
  KIND_CROSS,
  KIND_REPEAT,
  KIND_FILTER,
  KIND_COLLECT,
  KIND_SWITCH,
  KIND_PICK,
  N_KINDS,
} Kind;

/* A port, with whether it takes or gives a list. A type that pairs lists sees what is missing in
 * them; @pass says through which input and output it can be bypassed.
 */
typedef struct
{
  const char *name;
  gboolean    list;
  gboolean    optional;
} Port;

typedef struct
{
  const char *type;
  Port        inputs[MAX_PORTS];
  Port        outputs[MAX_PORTS];
  gboolean    pairs;
  gboolean    passes;
} KindInfo;

extern const KindInfo random_kinds[N_KINDS];

typedef struct
{
  Kind      kind;
  gboolean  muted;
  gboolean  bypassed;
  char     *text;
  GPtrArray *words;
  guint     a;
  guint     b;
} Node;

/* @contains is a condition; %NULL for none. A link without ports orders only. */
typedef struct
{
  guint       from;
  const char *from_port;
  guint       to;
  const char *to_port;
  const char *contains;
} Link;

typedef struct _Evaluation Evaluation;

struct _RandomGraph
{
  guint       seed;
  GRand      *rand;
  Node        nodes[MAX_NODES];
  guint       n_nodes;
  Link        links[MAX_LINKS];
  guint       n_links;
  Evaluation *evaluation;
};

const Port *random_kind_find_output (Kind        kind,
                                     const char *name);
void        random_evaluation_free  (Evaluation *self);

G_END_DECLS
