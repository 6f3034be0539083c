/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

/* How soon the application's window is there and how much memory it takes, with an empty library
 * and with a large one, beside an empty window and beside other applications that are installed. */

#include "config.h"

#include <gio/gio.h>

#include "heddle-bench-library.h"
#include "heddle-bench-window-watch.h"
#include "heddle-bench.h"

#define ROUNDS 5
#define MAX_ARGUMENTS 4

typedef struct
{
  const char      *name;
  const char      *arguments[MAX_ARGUMENTS];
  gboolean         is_ours;
  HeddleBenchStart starts[ROUNDS];
} Program;

enum
{
  FLOOR,
  EMPTY,
  FULL,
  N_OURS,
};

static void
print (const Program *program,
       const char    *what,
       double         value,
       const char    *unit,
       const Program *peer,
       double         peer_value)
{
  g_autofree char *figure = g_strdup_printf ("%s: %s", program->name, what);
  HeddleBenchFigure line = {
    .bench = "window",
    .figure = figure,
    .value = value,
    .unit = unit,
    .work = "median of 5 starts, taken in turns, programs in the page cache, cairo",
    .peer = peer != NULL ? peer->name : NULL,
    .peer_value = peer_value,
  };

  heddle_bench_print (&line);
}

static double
median_of (const Program *program,
           gsize          offset)
{
  double values[ROUNDS];

  for (guint i = 0; i < ROUNDS; i++)
    values[i] = G_STRUCT_MEMBER (double, &program->starts[i], offset);

  return heddle_bench_median (values, ROUNDS);
}

static void
print_program (const Program *program,
               const Program *peers,
               guint          n_peers)
{
  static const struct
  {
    const char *what;
    const char *unit;
    gsize       offset;
  } figures[] = {
    { "window on the screen", "ms", G_STRUCT_OFFSET (HeddleBenchStart, mapped) },
    { "first frame with content", "ms", G_STRUCT_OFFSET (HeddleBenchStart, drawn) },
    { "picture complete", "ms", G_STRUCT_OFFSET (HeddleBenchStart, complete) },
    { "memory when idle", "MiB PSS", G_STRUCT_OFFSET (HeddleBenchStart, memory) },
  };

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    {
      double value = median_of (program, figures[i].offset);

      if (!program->is_ours)
        print (program, figures[i].what, value, figures[i].unit, NULL, 0);
      for (guint j = 0; program->is_ours && j < n_peers; j++)
        if (!peers[j].is_ours)
          print (program, figures[i].what, value, figures[i].unit, &peers[j], median_of (&peers[j], figures[i].offset));
    }
}

/* As most people have it: GTK looks for a graphics card, and no assistive technology listens. */
static void
prepare_session (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) bus = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);

  if (bus == NULL)
    g_error ("%s", error->message);
  g_unsetenv ("GDK_DISABLE");
  g_dbus_connection_call_sync (bus, "org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set",
                               g_variant_new ("(ssv)", "org.a11y.Status", "IsEnabled", g_variant_new_boolean (FALSE)),
                               NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *folder = g_path_get_dirname (argv[0]);
  g_autofree char *floor = g_build_filename (folder, "empty-window", NULL);
  g_autofree char *library = heddle_bench_ensure_library ();
  g_autofree char *empty = g_dir_make_tmp ("heddle-bench-window.XXXXXX", NULL);
  g_autofree char *pictures = g_build_filename (empty, "pictures", NULL);
  g_autofree char *empty_library = g_build_filename (empty, "library", NULL);
  Program programs[] = {
    [FLOOR] = { "empty libadwaita window", { floor } },
    [EMPTY] = { "empty library", { "heddle", "--library", empty_library }, TRUE },
    [FULL] = { "100,000 assets, 200 workflows", { "heddle", "--library", library }, TRUE },
    { "gThumb", { "gthumb", "--new-window", pictures } },
    { "GNOME Text Editor", { "gnome-text-editor" } },
    { "gtk4-demo", { "gtk4-demo" } },
  };
  guint n_programs = 0;

  g_mkdir_with_parents (pictures, 0700);
  prepare_session ();
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      g_autofree char *path = g_find_program_in_path (programs[i].arguments[0]);

      if (path != NULL)
        programs[n_programs++] = programs[i];
      else
        g_assert (i >= N_OURS);
    }

  /* The first round only warms the page cache. */
  for (guint round = 0; round <= ROUNDS; round++)
    for (guint i = 0; i < n_programs; i++)
      heddle_bench_start_program (programs[i].arguments, &programs[i].starts[round == 0 ? 0 : round - 1]);

  for (guint i = 0; i < n_programs; i++)
    print_program (&programs[i], programs, n_programs);
  heddle_bench_remove_folder (empty);

  return 0;
}
