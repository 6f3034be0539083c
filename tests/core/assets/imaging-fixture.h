/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "assets/heddle-imaging-pool.h"

G_BEGIN_DECLS

/**
 * Fixture:
 * @pool: a pool of the usual settings
 * @folder: a folder that is removed at the end
 * @error: the error of the last request, %NULL if it succeeded
 */
typedef struct
{
  HeddleImagingPool *pool;
  char              *folder;
  GError            *error;
} Fixture;

typedef struct
{
  int red;
  int green;
  int blue;
  int alpha;
} Pixel;

typedef void (*FixtureFunc) (Fixture *fixture);

void                fixture_add_test    (const char  *path,
                                         FixtureFunc  func);
char               *fixture_path        (Fixture     *fixture,
                                         const char  *name);
HeddleImagingReply *fixture_await       (Fixture     *fixture,
                                         DexFuture   *future);
HeddleImagingReply *fixture_run         (Fixture     *fixture,
                                         const char  *format,
                                         ...) G_GNUC_PRINTF (2, 3);
void                fixture_draw        (Fixture     *fixture,
                                         const char  *name,
                                         int          width,
                                         int          height,
                                         const char  *body);
void                fixture_assert_size (Fixture     *fixture,
                                         const char  *name,
                                         const char  *mime,
                                         int          width,
                                         int          height,
                                         gboolean     has_alpha);
Pixel               fixture_pixel       (Fixture     *fixture,
                                         const char  *name,
                                         int          x,
                                         int          y);

#define fixture_assert_pixel(fixture, name, x, y, r, g, b, a)                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    Pixel pixel_ = fixture_pixel (fixture, name, x, y);                                            \
    g_assert_cmpint (pixel_.red, >=, (r) -12);                                                     \
    g_assert_cmpint (pixel_.red, <=, (r) + 12);                                                    \
    g_assert_cmpint (pixel_.green, >=, (g) -12);                                                   \
    g_assert_cmpint (pixel_.green, <=, (g) + 12);                                                  \
    g_assert_cmpint (pixel_.blue, >=, (b) -12);                                                    \
    g_assert_cmpint (pixel_.blue, <=, (b) + 12);                                                   \
    g_assert_cmpint (pixel_.alpha, >=, (a) -2);                                                    \
    g_assert_cmpint (pixel_.alpha, <=, (a) + 2);                                                   \
  }                                                                                                \
  G_STMT_END

#define fixture_assert_error(fixture, wanted)                                                      \
  G_STMT_START                                                                                     \
  {                                                                                                \
    g_assert_error ((fixture)->error, HEDDLE_IMAGING_ERROR, wanted);                               \
    g_assert_cmpstr ((fixture)->error->message, !=, "");                                           \
  }                                                                                                \
  G_STMT_END

G_END_DECLS
