/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "engine/heddle-job-slots.h"

struct _HeddleJobSlots
{
  GObject    parent_instance;
  GMutex     mutex;
  GPtrArray *claims;
  guint      n_processors;
  guint      limit;
  guint      taken;
  guint64    turn;
};

struct _HeddleJobClaim
{
  HeddleJobSlots    *slots;
  HeddleJobWakeFunc  wake;
  gpointer           data;
  int                priority;
  guint              jobs;
  guint              held;
  guint64            turn;
  gboolean           waits;
  gboolean           woken;
};

G_DEFINE_FINAL_TYPE (HeddleJobSlots, heddle_job_slots, G_TYPE_OBJECT)

static void
heddle_job_slots_finalize (GObject *object)
{
  HeddleJobSlots *self = HEDDLE_JOB_SLOTS (object);

  g_ptr_array_unref (self->claims);
  g_mutex_clear (&self->mutex);

  G_OBJECT_CLASS (heddle_job_slots_parent_class)->finalize (object);
}

static void
heddle_job_slots_class_init (HeddleJobSlotsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_job_slots_finalize;
}

static void
heddle_job_slots_init (HeddleJobSlots *self)
{
  g_mutex_init (&self->mutex);
  self->claims = g_ptr_array_new ();
  self->n_processors = g_get_num_processors ();
}

/**
 * heddle_job_slots_new:
 *
 * Returns: (transfer full): places, as many as there are processors, or as the run asks for that asks
 *   for the most, until a person says how many
 */
HeddleJobSlots *
heddle_job_slots_new (void)
{
  return g_object_new (HEDDLE_TYPE_JOB_SLOTS, NULL);
}

static guint
get_limit (HeddleJobSlots *self)
{
  guint limit = self->n_processors;

  if (self->limit > 0)
    return self->limit;
  for (guint i = 0; i < self->claims->len; i++)
    limit = MAX (limit, ((HeddleJobClaim *) self->claims->pdata[i])->jobs);
  return limit;
}

/* Whether @a is to have a place before @b. */
static gboolean
comes_before (const HeddleJobClaim *a,
              const HeddleJobClaim *b)
{
  if (a->priority != b->priority)
    return a->priority > b->priority;
  if (a->held != b->held)
    return a->held < b->held;
  return a->turn < b->turn;
}

static HeddleJobClaim *
find_next (HeddleJobSlots *self)
{
  HeddleJobClaim *next = NULL;

  for (guint i = 0; i < self->claims->len; i++)
    {
      HeddleJobClaim *claim = g_ptr_array_index (self->claims, i);

      if (claim->waits && (next == NULL || comes_before (claim, next)))
        next = claim;
    }
  return next;
}

/* One at a time: whoever takes a place, or wants none any more, has the next one woken. */
static void
wake_next (HeddleJobSlots *self)
{
  HeddleJobClaim *next = self->taken < get_limit (self) ? find_next (self) : NULL;

  if (next == NULL || next->woken)
    return;
  next->woken = TRUE;
  next->wake (next->data);
}

/**
 * heddle_job_slots_set_limit:
 * @self: the places
 * @limit: how many there are; 0 as if nobody had said
 *
 * Of what is in flight nothing is stopped.
 */
void
heddle_job_slots_set_limit (HeddleJobSlots *self,
                            guint           limit)
{
  g_mutex_lock (&self->mutex);
  self->limit = limit;
  wake_next (self);
  g_mutex_unlock (&self->mutex);
}

/**
 * heddle_job_claim_new:
 * @slots: the places
 * @priority: of the run: the higher, the sooner it has a place
 * @jobs: how many the run has been told to take at most, or 0
 * @wake: called where the run waits and there is a place
 * @data: handed to @wake
 *
 * Returns: (transfer full): the claim of a run, which holds no place yet
 */
HeddleJobClaim *
heddle_job_claim_new (HeddleJobSlots    *slots,
                      int                priority,
                      guint              jobs,
                      HeddleJobWakeFunc  wake,
                      gpointer           data)
{
  HeddleJobClaim *self = g_new0 (HeddleJobClaim, 1);

  self->slots = g_object_ref (slots);
  self->priority = priority;
  self->jobs = jobs;
  self->wake = wake;
  self->data = data;
  g_mutex_lock (&slots->mutex);
  g_ptr_array_add (slots->claims, self);
  g_mutex_unlock (&slots->mutex);
  return self;
}

/**
 * heddle_job_claim_free:
 * @self: (transfer full): a claim
 *
 * Gives back what it holds.
 */
void
heddle_job_claim_free (HeddleJobClaim *self)
{
  HeddleJobSlots *slots = self->slots;

  g_mutex_lock (&slots->mutex);
  g_ptr_array_remove_fast (slots->claims, self);
  slots->taken -= self->held;
  wake_next (slots);
  g_mutex_unlock (&slots->mutex);
  g_object_unref (slots);
  g_free (self);
}

/**
 * heddle_job_claim_take:
 * @self: a claim
 *
 * Takes a place, unless there is none or another run is to have it: one of a higher priority, or one of
 * the same that has fewer. The claim waits then, and is woken.
 *
 * Returns: whether it has one more place
 */
gboolean
heddle_job_claim_take (HeddleJobClaim *self)
{
  HeddleJobSlots *slots = self->slots;
  gboolean taken;

  g_mutex_lock (&slots->mutex);
  if (!self->waits)
    self->turn = ++slots->turn;
  self->waits = TRUE;
  self->woken = FALSE;
  taken = slots->taken < get_limit (slots) && find_next (slots) == self;
  if (taken)
    {
      self->waits = FALSE;
      self->held++;
      slots->taken++;
    }
  wake_next (slots);
  g_mutex_unlock (&slots->mutex);
  return taken;
}

/**
 * heddle_job_claim_give_back:
 * @self: a claim that holds a place
 *
 * Leaves a place to whoever is next.
 */
void
heddle_job_claim_give_back (HeddleJobClaim *self)
{
  HeddleJobSlots *slots = self->slots;

  g_mutex_lock (&slots->mutex);
  g_assert (self->held > 0);
  self->held--;
  slots->taken--;
  wake_next (slots);
  g_mutex_unlock (&slots->mutex);
}

/**
 * heddle_job_claim_take_again:
 * @self: a claim
 *
 * Takes the place that was given back for work that is still under way: also where there is none left.
 */
void
heddle_job_claim_take_again (HeddleJobClaim *self)
{
  HeddleJobSlots *slots = self->slots;

  g_mutex_lock (&slots->mutex);
  self->held++;
  slots->taken++;
  g_mutex_unlock (&slots->mutex);
}

/**
 * heddle_job_claim_withdraw:
 * @self: a claim
 *
 * Has it wait no more: there is nothing to put in a place.
 */
void
heddle_job_claim_withdraw (HeddleJobClaim *self)
{
  HeddleJobSlots *slots = self->slots;

  g_mutex_lock (&slots->mutex);
  if (self->waits)
    {
      self->waits = FALSE;
      self->woken = FALSE;
      wake_next (slots);
    }
  g_mutex_unlock (&slots->mutex);
}
