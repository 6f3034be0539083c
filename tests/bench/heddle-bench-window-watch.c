/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-bench-window-watch.h"

#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "heddle-bench.h"

#define PATIENCE 30.0
/* How long a picture has to stand still to be complete, and how long until the program is idle. */
#define STILL 1.0
#define IDLE 5.0
#define LOOK_EVERY 3000
/* What a window without content does not have: background, borders and a title bar have fewer. */
#define N_COLOURS 24
#define SAMPLE_STEP 3

static int
ignore_error (Display     *display,
              XErrorEvent *event)
{
  return 0;
}

/* The first window that is put on the screen and is not a menu, nor smaller than a window is. */
static Window
wait_for_window (Display *display,
                 double   begun,
                 double  *mapped)
{
  while (heddle_bench_now () - begun < PATIENCE)
    {
      struct pollfd connection = { ConnectionNumber (display), POLLIN, 0 };
      XWindowAttributes attributes;
      XEvent event;

      if (XPending (display) == 0)
        {
          poll (&connection, 1, 50);
          continue;
        }
      XNextEvent (display, &event);
      if (event.type != MapNotify || event.xmap.override_redirect)
        continue;
      if (XGetWindowAttributes (display, event.xmap.window, &attributes) && attributes.width >= 200
          && attributes.height >= 150)
        {
          *mapped = (heddle_bench_now () - begun) * 1000;
          return event.xmap.window;
        }
    }

  g_error ("no window appeared within %.0f s", PATIENCE);
}

/* How many colours the window has, up to N_COLOURS, and a sum of all that was looked at. */
static guint
look_at (Display *display,
         Window   window,
         guint64 *sum)
{
  unsigned long seen[N_COLOURS];
  XWindowAttributes attributes;
  guint n_seen = 0;
  XImage *image;

  *sum = 0;
  if (!XGetWindowAttributes (display, window, &attributes) || attributes.map_state != IsViewable)
    return 0;
  image = XGetImage (display, window, 0, 0, attributes.width, attributes.height, AllPlanes, ZPixmap);
  if (image == NULL)
    return 0;

  for (int y = SAMPLE_STEP; y < attributes.height; y += SAMPLE_STEP)
    for (int x = SAMPLE_STEP; x < attributes.width; x += SAMPLE_STEP)
      {
        unsigned long pixel = XGetPixel (image, x, y) & 0xffffff;
        guint i = 0;

        *sum = *sum * 31 + pixel;
        while (i < n_seen && seen[i] != pixel)
          i++;
        if (i == n_seen && n_seen < N_COLOURS)
          seen[n_seen++] = pixel;
      }
  XDestroyImage (image);

  return n_seen;
}

static void
watch (Display          *display,
       Window            window,
       double            begun,
       HeddleBenchStart *start)
{
  double changed = 0;
  guint64 before = 0;

  start->drawn = 0;
  while (heddle_bench_now () - begun < PATIENCE)
    {
      guint64 sum;
      guint n_colours = look_at (display, window, &sum);
      double now = heddle_bench_now ();

      if (start->drawn == 0 && n_colours >= N_COLOURS)
        start->drawn = (now - begun) * 1000;
      if (sum != before)
        changed = now;
      else if (start->drawn > 0 && now - changed > STILL)
        break;
      before = sum;
      g_usleep (start->drawn > 0 ? 5 * LOOK_EVERY : LOOK_EVERY);
    }

  if (start->drawn == 0)
    g_error ("the window stayed empty for %.0f s", PATIENCE);
  start->complete = (changed - begun) * 1000;
}

/* Memory of a group of processes, each page divided by how many share it. */
static double
read_memory (pid_t group)
{
  g_autoptr (GDir) processes = g_dir_open ("/proc", 0, NULL);
  const char *name;
  double sum = 0;

  while ((name = g_dir_read_name (processes)) != NULL)
    {
      g_autofree char *path = g_build_filename ("/proc", name, "smaps_rollup", NULL);
      g_autofree char *text = NULL;
      const char *line;

      if (!g_ascii_isdigit (name[0]) || getpgid ((pid_t) g_ascii_strtoll (name, NULL, 10)) != group
          || !g_file_get_contents (path, &text, NULL, NULL))
        continue;
      line = strstr (text, "\nPss:");
      if (line != NULL)
        sum += g_ascii_strtod (line + strlen ("\nPss:"), NULL) / 1024;
    }

  return sum;
}

static void
own_group (gpointer data)
{
  setpgid (0, 0);
}

static pid_t
spawn (const char *const *arguments)
{
  g_autoptr (GError) error = NULL;
  GPid pid;

  if (!g_spawn_async (NULL, (char **) arguments, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL
                          | G_SPAWN_STDERR_TO_DEV_NULL,
                      own_group, NULL, &pid, &error))
    g_error ("%s cannot be started: %s", arguments[0], error->message);

  return pid;
}

/* Leaves time to close cleanly: after a crash, the next start would have to check its files. */
static void
end (pid_t pid)
{
  kill (-pid, SIGTERM);
  for (guint i = 0; i < 250; i++)
    {
      if (waitpid (pid, NULL, WNOHANG) == pid)
        return;
      g_usleep (20000);
    }
  kill (-pid, SIGKILL);
  waitpid (pid, NULL, 0);
}

/**
 * heddle_bench_start_program:
 * @arguments: (array zero-terminated=1): a program with a window and what it is given
 * @start: (out caller-allocates): how it started
 *
 * Starts a program on the display that is in the environment, watches its first window, and ends
 * it. It is looked at from outside, through the server, so that every program is measured alike.
 */
void
heddle_bench_start_program (const char *const *arguments,
                            HeddleBenchStart  *start)
{
  Display *display = XOpenDisplay (NULL);
  Window window;
  double begun;
  pid_t pid;

  if (display == NULL)
    g_error ("there is no X display");
  XSetErrorHandler (ignore_error);
  XSelectInput (display, DefaultRootWindow (display), SubstructureNotifyMask);
  XSync (display, False);

  begun = heddle_bench_now ();
  pid = spawn (arguments);
  window = wait_for_window (display, begun, &start->mapped);
  watch (display, window, begun, start);
  while (heddle_bench_now () - begun < IDLE + start->complete / 1000)
    g_usleep (50000);
  start->memory = read_memory (pid);
  end (pid);
  XCloseDisplay (display);
}
