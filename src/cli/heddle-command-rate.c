/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "base/heddle-threads.h"
#include "engine/heddle-run-answers.h"
#include "heddle-command.h"
#include "heddle-library-access.h"
#include "store/heddle-asset-repository.h"
#include "store/heddle-rating-repository.h"

/* What is rated, once it is known. */
typedef struct
{
  GStrv  what;
  char  *hash;
  guint  stars;
} Rating;

static gboolean
read_stars (const char  *text,
            guint       *stars,
            GError     **error)
{
  guint64 value;

  if (!g_ascii_string_to_unsigned (text, 10, 0, HEDDLE_MAX_RATING, &value, NULL))
    {
      heddle_usage_error_set (error, _("“%s” is no rating; it is a number from 0, for none, to %d"), text,
                              HEDDLE_MAX_RATING);
      return FALSE;
    }
  *stars = (guint) value;
  return TRUE;
}

static gboolean
find_hash (Rating          *self,
           HeddleDatabase  *reader,
           GError         **error)
{
  g_autoptr (HeddleAssetRecord) asset = NULL;

  if (g_strv_length (self->what) == 4)
    {
      self->hash = heddle_run_answers_find_content (reader, self->what[0], self->what[1], self->what[2], error);
      return self->hash != NULL;
    }
  asset = heddle_assets_find (reader, self->what[0], error);
  self->hash = asset == NULL ? NULL : g_strdup (asset->blob);
  return self->hash != NULL;
}

static gboolean
look_up (HeddleInvocation  *invocation,
         Rating            *self,
         GError           **error)
{
  g_autoptr (HeddleLibrary) library = NULL;
  g_autoptr (HeddleDatabase) reader = heddle_invocation_open_reader (invocation, &library, error);

  return reader != NULL && find_hash (self, reader, error);
}

static HeddleExitStatus
rate_here (HeddleInvocation  *invocation,
           HeddleLibrary     *library,
           gpointer           data,
           GError           **error)
{
  const Rating *self = data;

  return heddle_wait_for (heddle_ratings_save (library, self->hash, self->stars), NULL, error) ? HEDDLE_EXIT_DONE
                                                                                               : HEDDLE_EXIT_LIBRARY;
}

static HeddleExitStatus
rate_at_owner (HeddleInvocation   *invocation,
               HeddleOwnerClient  *owner,
               gpointer            data,
               GError            **error)
{
  const Rating *self = data;

  return heddle_owner_client_rate (owner, self->hash, self->stars, error) ? HEDDLE_EXIT_DONE : HEDDLE_EXIT_LIBRARY;
}

static HeddleExitStatus
run (HeddleInvocation *invocation,
     GStrv             arguments)
{
  static const HeddleLibraryAccess access = {
    .flags = HEDDLE_LIBRARY_READ_WRITE, .here = rate_here, .at_owner = rate_at_owner
  };
  guint n = g_strv_length (arguments);
  Rating rating = { .what = arguments };
  g_autoptr (GError) error = NULL;
  HeddleExitStatus status = HEDDLE_EXIT_INVALID;

  if (n == 3)
    heddle_usage_error_set (&error, _("Of a run that waits, say which: RUN NODE INDEX STARS"));
  else if (read_stars (arguments[n - 1], &rating.stars, &error) && look_up (invocation, &rating, &error))
    status = heddle_library_access_use (&access, invocation, &rating, &error);
  g_free (rating.hash);
  return error == NULL ? status : heddle_invocation_report (invocation, arguments[0], error);
}

const HeddleCommand heddle_command_rate = {
  .name = "rate",
  .synopsis = "ID STARS | RUN NODE INDEX STARS",
  .summary = N_("Give stars to what was made"),
  .description = N_("Rates an asset, or a picture that a run waits with, from 1 to 5 stars; 0 takes the rating away. ID "
                    "is the asset's; RUN, NODE and INDEX are as for “heddlectl pick”. What is rated while it is "
                    "chosen from keeps its stars when it becomes an asset."),
  .least = 2,
  .most = 4,
  .run = run,
};
