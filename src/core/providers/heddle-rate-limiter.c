/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-rate-limiter.h"

#include "base/heddle-json.h"
#include "base/heddle-sha256.h"

#define MINUTE (60 * G_USEC_PER_SEC)

/* Of a wait that ends later or sooner than was told by less than that nothing new is told. */
#define TOLERANCE G_USEC_PER_SEC

struct _HeddleRateLimiter
{
  GObject parent_instance;

  GMutex mutex;
  HeddleRateLimits limits;
  GQueue waiting;
  GQueue sent_at;
  guint64 last_number;
  gint64 held_until;

  /* Learnt: how many orders at once, 0 for any number; how many went well since that last changed; and
   * how often it was cut, so that one burst of refusals cuts it once.
   */
  guint at_once;
  guint n_heard;
  guint n_cuts;
  guint n_at_work;
};

struct _HeddleRateTurn
{
  HeddleRateLimiter *limiter;
  gboolean is_order;
  gboolean is_taken;
  guint64 number;
  guint n_cuts;
  DexPromise *promise;
};

G_DEFINE_FINAL_TYPE (HeddleRateLimiter, heddle_rate_limiter, G_TYPE_OBJECT)

static GMutex limiters_mutex;
static GHashTable *limiters;

static void
heddle_rate_limiter_finalize (GObject *object)
{
  HeddleRateLimiter *self = HEDDLE_RATE_LIMITER (object);

  g_queue_clear (&self->waiting);
  g_queue_clear_full (&self->sent_at, g_free);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (heddle_rate_limiter_parent_class)->finalize (object);
}

static void
heddle_rate_limiter_class_init (HeddleRateLimiterClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_rate_limiter_finalize;
}

static void
heddle_rate_limiter_init (HeddleRateLimiter *self)
{
  g_mutex_init (&self->mutex);
  g_queue_init (&self->waiting);
  g_queue_init (&self->sent_at);
}

/**
 * heddle_rate_limits_read:
 * @section: (nullable): a manifest's `rate_limits`
 * @time_scale: what times are multiplied with; 1 but for tests
 *
 * Returns: what the manifest says
 */
HeddleRateLimits
heddle_rate_limits_read (JsonObject *section,
                         double      time_scale)
{
  HeddleRateLimits limits = { .minute = (gint64) (MINUTE * time_scale) };

  if (section == NULL)
    return limits;

  limits.concurrency = (guint) heddle_json_get_int (section, "concurrency", 0);
  limits.per_minute = (guint) heddle_json_get_int (section, "requests_per_minute", 0);
  limits.counts_polls = heddle_json_get_boolean (section, "polls", FALSE);

  return limits;
}

/**
 * heddle_rate_limiter_find:
 * @provider: a provider's id
 * @origin: where its requests go
 * @key: (nullable): the key that goes with them, which is not kept
 * @limits: what is known beforehand
 *
 * Finds the one limiter of this process for all requests to @origin with @key, so that what was learnt
 * holds for whoever asks next.
 *
 * Returns: (transfer full): the limiter
 */
HeddleRateLimiter *
heddle_rate_limiter_find (const char       *provider,
                          const char       *origin,
                          const char       *key,
                          HeddleRateLimits  limits)
{
  g_autofree char *hash = key != NULL ? heddle_sha256_compute ((const guchar *) key, strlen (key)) : NULL;
  g_autofree char *name = g_strconcat (provider, "\n", origin, "\n", hash, NULL);
  HeddleRateLimiter *self;

  g_return_val_if_fail (provider != NULL, NULL);
  g_return_val_if_fail (origin != NULL, NULL);

  g_mutex_lock (&limiters_mutex);
  if (limiters == NULL)
    limiters = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  self = g_hash_table_lookup (limiters, name);
  if (self == NULL)
    {
      self = g_object_new (HEDDLE_TYPE_RATE_LIMITER, NULL);
      g_hash_table_insert (limiters, g_steal_pointer (&name), self);
    }
  g_object_ref (self);
  g_mutex_unlock (&limiters_mutex);

  g_mutex_lock (&self->mutex);
  self->limits = limits;
  g_mutex_unlock (&self->mutex);

  return self;
}

static guint
smaller (guint a,
         guint b)
{
  return a == 0 || b == 0 ? MAX (a, b) : MIN (a, b);
}

static gboolean
counts (HeddleRateLimiter    *self,
        const HeddleRateTurn *turn)
{
  return self->limits.per_minute > 0 && (turn->is_order || self->limits.counts_polls);
}

static void
forget_old (HeddleRateLimiter *self,
            gint64             now)
{
  gint64 *oldest;

  while ((oldest = g_queue_peek_head (&self->sent_at)) != NULL && *oldest <= now - self->limits.minute)
    g_free (g_queue_pop_head (&self->sent_at));
}

/* Returns: when the turn may come, as far as that depends on the time only. */
static gint64
find_time (HeddleRateLimiter    *self,
           const HeddleRateTurn *turn,
           gint64                now)
{
  gint64 time = self->held_until;

  forget_old (self, now);
  if (counts (self, turn) && self->sent_at.length >= self->limits.per_minute)
    {
      gint64 *last = g_queue_peek_nth (&self->sent_at, self->sent_at.length - self->limits.per_minute);

      time = MAX (time, *last + self->limits.minute);
    }

  return time;
}

static gboolean
has_room (HeddleRateLimiter    *self,
          const HeddleRateTurn *turn)
{
  guint at_once = smaller (self->limits.concurrency, self->at_once);

  return !turn->is_order || at_once == 0 || self->n_at_work < at_once;
}

static void
let_in (HeddleRateLimiter *self,
        HeddleRateTurn    *turn,
        gint64             now)
{
  if (counts (self, turn))
    g_queue_push_tail (&self->sent_at, g_memdup2 (&now, sizeof now));
  if (turn->is_order)
    self->n_at_work++;
  turn->n_cuts = self->n_cuts;
  turn->is_taken = TRUE;
}

/* First come, first served; but a question after a job passes orders that it does not count among. */
static void
let_in_those_who_may (HeddleRateLimiter *self)
{
  gint64 now = g_get_monotonic_time ();
  gboolean full = FALSE;
  GList *next;

  for (GList *link = self->waiting.head; link != NULL; link = next)
    {
      HeddleRateTurn *turn = link->data;

      next = link->next;
      if ((turn->is_order && full) || !has_room (self, turn) || find_time (self, turn, now) > now)
        {
          full = full || turn->is_order;
          continue;
        }

      g_queue_delete_link (&self->waiting, link);
      let_in (self, turn, now);
      dex_promise_resolve_boolean (turn->promise, TRUE);
      dex_clear (&turn->promise);
    }
}

static int
compare_numbers (gconstpointer a,
                 gconstpointer b,
                 gpointer      data)
{
  guint64 first = ((const HeddleRateTurn *) a)->number;
  guint64 second = ((const HeddleRateTurn *) b)->number;

  return (first > second) - (first < second);
}

/**
 * heddle_rate_limiter_hold:
 * @self: a limiter
 * @microseconds: how long
 *
 * Has all requests wait: the provider has said that it takes none for that long.
 */
void
heddle_rate_limiter_hold (HeddleRateLimiter *self,
                          gint64             microseconds)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (HEDDLE_IS_RATE_LIMITER (self));

  locker = g_mutex_locker_new (&self->mutex);
  self->held_until = MAX (self->held_until, g_get_monotonic_time () + microseconds);
}

/**
 * heddle_rate_turn_new:
 * @limiter: a limiter
 * @is_order: whether it is for an order, which counts until its turn is given back; else for a request
 *   that goes with one
 *
 * Returns: (transfer full): a turn that has not come
 */
HeddleRateTurn *
heddle_rate_turn_new (HeddleRateLimiter *limiter,
                      gboolean           is_order)
{
  HeddleRateTurn *self;

  g_return_val_if_fail (HEDDLE_IS_RATE_LIMITER (limiter), NULL);

  self = g_new0 (HeddleRateTurn, 1);
  self->limiter = g_object_ref (limiter);
  self->is_order = is_order;

  return self;
}

/* With the mutex held. */
static void
give_back (HeddleRateTurn *self)
{
  HeddleRateLimiter *limiter = self->limiter;

  if (self->promise != NULL)
    {
      g_queue_remove (&limiter->waiting, self);
      dex_clear (&self->promise);
    }
  if (self->is_taken && self->is_order)
    limiter->n_at_work--;
  self->is_taken = FALSE;
  let_in_those_who_may (limiter);
}

/**
 * heddle_rate_turn_free:
 * @self: (transfer full): a turn, which is given back
 */
void
heddle_rate_turn_free (HeddleRateTurn *self)
{
  heddle_rate_turn_give_back (self);
  g_object_unref (self->limiter);
  g_free (self);
}

/**
 * heddle_rate_turn_give_back:
 * @self: a turn
 *
 * Lets others go on. Nothing happens where the turn was not taken.
 */
void
heddle_rate_turn_give_back (HeddleRateTurn *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);

  locker = g_mutex_locker_new (&self->limiter->mutex);
  give_back (self);
}

/* With the mutex held. */
static gboolean
enter (HeddleRateTurn *self)
{
  HeddleRateLimiter *limiter = self->limiter;

  give_back (self);
  if (self->number == 0)
    self->number = ++limiter->last_number;
  self->promise = dex_promise_new ();
  g_queue_insert_sorted (&limiter->waiting, self, compare_numbers, NULL);
  let_in_those_who_may (limiter);

  return self->is_taken;
}

/**
 * heddle_rate_turn_try:
 * @self: a turn
 *
 * Takes the turn if nothing has to be waited for. One that was taken before is given back first, and
 * keeps its place before all that came later.
 *
 * Returns: whether it is taken; else it waits, for [method@RateTurn.take]
 */
gboolean
heddle_rate_turn_try (HeddleRateTurn *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  locker = g_mutex_locker_new (&self->limiter->mutex);

  return enter (self);
}

static guint
count_those_before (HeddleRateLimiter    *self,
                    const HeddleRateTurn *turn)
{
  guint n = 0;

  for (GList *link = self->waiting.head; link != NULL && link->data != turn; link = link->next)
    n += counts (self, link->data);
  return n;
}

/* With the mutex held. When the turn will come if all that wait before it take theirs as soon as they
 * may, and no place has to become free; 0 where one has.
 */
static gint64
foresee (HeddleRateTurn *self,
         gint64          now)
{
  HeddleRateLimiter *limiter = self->limiter;
  gint64 time = limiter->held_until;
  gint64 windows = 1;
  gint64 place;

  if (!has_room (limiter, self))
    return 0;
  forget_old (limiter, now);
  if (!counts (limiter, self))
    return time;

  place = (gint64) limiter->sent_at.length - limiter->limits.per_minute + count_those_before (limiter, self);
  for (; place >= (gint64) limiter->sent_at.length; windows++)
    place -= limiter->limits.per_minute;
  if (place >= 0)
    time = MAX (time, *(gint64 *) g_queue_peek_nth (&limiter->sent_at, (guint) place) + windows * limiter->limits.minute);
  return time;
}

/* With the mutex held. Where the time alone decides, each that waits looks at the clock itself. */
static DexFuture *
wait_for_turn (HeddleRateTurn *self,
               GCancellable   *cancellable)
{
  gint64 now = g_get_monotonic_time ();
  gint64 time = find_time (self->limiter, self, now);
  DexFuture *future = dex_ref (DEX_FUTURE (self->promise));

  if (time > now)
    future = dex_future_first (future, dex_timeout_new_usec (time - now), NULL);
  if (cancellable != NULL)
    future = dex_future_first (future, dex_cancellable_new_from_cancellable (cancellable), NULL);

  return future;
}

/**
 * heddle_rate_turn_take:
 * @self: a turn that waits
 * @cancellable: (nullable): ends the wait
 * @func: (scope call): told, before it is waited, for how long that will be, and again where it changes
 * @data: handed to @func
 * @error: return location for %G_IO_ERROR_CANCELLED
 *
 * Waits for the turn. Only to be called on a fiber.
 *
 * Returns: %FALSE with @error set where the wait was cut short; the turn does not wait any more then
 */
gboolean
heddle_rate_turn_take (HeddleRateTurn      *self,
                       GCancellable        *cancellable,
                       HeddleRateTurnFunc   func,
                       gpointer             data,
                       GError             **error)
{
  gint64 told = -1;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (func != NULL, FALSE);

  for (;;)
    {
      DexFuture *future = NULL;
      gint64 now = g_get_monotonic_time ();
      gint64 time = 0;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        {
          heddle_rate_turn_give_back (self);
          return FALSE;
        }

      g_mutex_lock (&self->limiter->mutex);
      let_in_those_who_may (self->limiter);
      if (!self->is_taken)
        {
          future = wait_for_turn (self, cancellable);
          time = foresee (self, now);
        }
      g_mutex_unlock (&self->limiter->mutex);

      if (future == NULL)
        return TRUE;
      if (told == -1 || ABS (time - told) > TOLERANCE)
        {
          func (time == 0 ? 0 : MAX (time - now, 0), data);
          told = time;
        }
      dex_await (future, NULL);
    }
}

/**
 * heddle_rate_turn_take_up:
 * @self: a turn for an order
 *
 * Has an order count that is at work already.
 */
void
heddle_rate_turn_take_up (HeddleRateTurn *self)
{
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);
  g_return_if_fail (self->is_order && !self->is_taken);

  locker = g_mutex_locker_new (&self->limiter->mutex);
  self->limiter->n_at_work++;
  self->n_cuts = self->limiter->n_cuts;
  self->is_taken = TRUE;
}

/**
 * heddle_rate_turn_was_refused:
 * @self: a turn that was taken
 *
 * The provider calls it too many requests: half as many orders go at once from now on. What was sent
 * before that is known says nothing new.
 */
void
heddle_rate_turn_was_refused (HeddleRateTurn *self)
{
  HeddleRateLimiter *limiter;
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);

  limiter = self->limiter;
  locker = g_mutex_locker_new (&limiter->mutex);
  if (!self->is_order || self->n_cuts != limiter->n_cuts)
    return;
  limiter->at_once = MAX (limiter->n_at_work / 2, 1);
  limiter->n_heard = 0;
  limiter->n_cuts++;
}

/**
 * heddle_rate_turn_was_heard:
 * @self: a turn that was taken
 *
 * The provider took the request: once as many have gone well as go at once, one more goes.
 */
void
heddle_rate_turn_was_heard (HeddleRateTurn *self)
{
  HeddleRateLimiter *limiter;
  g_autoptr (GMutexLocker) locker = NULL;

  g_return_if_fail (self != NULL);

  limiter = self->limiter;
  locker = g_mutex_locker_new (&limiter->mutex);
  if (!self->is_order || limiter->at_once == 0 || ++limiter->n_heard < limiter->at_once)
    return;
  limiter->at_once++;
  limiter->n_heard = 0;
  let_in_those_who_may (limiter);
}
