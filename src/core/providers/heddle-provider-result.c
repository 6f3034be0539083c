/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "providers/heddle-provider-result.h"

typedef struct
{
  HeddleValue *value;
  GError *error;
  HeddleMoney cost;
  char *remains;
} Slot;

struct _HeddleProviderResult
{
  GObject parent_instance;

  GArray *slots;
  GPtrArray *warnings;
};

G_DEFINE_FINAL_TYPE (HeddleProviderResult, heddle_provider_result, G_TYPE_OBJECT)

static void
slot_clear (gpointer data)
{
  Slot *slot = data;

  g_clear_pointer (&slot->value, heddle_value_unref);
  g_clear_error (&slot->error);
  g_clear_pointer (&slot->remains, g_free);
}

static void
heddle_provider_result_finalize (GObject *object)
{
  HeddleProviderResult *self = HEDDLE_PROVIDER_RESULT (object);

  g_clear_pointer (&self->slots, g_array_unref);
  g_clear_pointer (&self->warnings, g_ptr_array_unref);

  G_OBJECT_CLASS (heddle_provider_result_parent_class)->finalize (object);
}

static void
heddle_provider_result_class_init (HeddleProviderResultClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = heddle_provider_result_finalize;
}

static void
heddle_provider_result_init (HeddleProviderResult *self)
{
  self->slots = g_array_new (FALSE, TRUE, sizeof (Slot));
  g_array_set_clear_func (self->slots, slot_clear);
  self->warnings = g_ptr_array_new_with_free_func (g_free);
}

static Slot *
get_slot (HeddleProviderResult *self,
          guint                 nth)
{
  return &g_array_index (self->slots, Slot, nth);
}

/**
 * heddle_provider_result_new:
 * @n_seeds: how many results were asked for
 *
 * Returns: (transfer full): a result in which nothing is there yet
 */
HeddleProviderResult *
heddle_provider_result_new (guint n_seeds)
{
  HeddleProviderResult *self = g_object_new (HEDDLE_TYPE_PROVIDER_RESULT, NULL);

  g_array_set_size (self->slots, n_seeds);

  return self;
}

/**
 * heddle_provider_result_set_value:
 * @self: a result
 * @nth: which one, from 0
 * @value: (transfer none): what the provider made
 * @cost: what it cost
 */
void
heddle_provider_result_set_value (HeddleProviderResult *self,
                                  guint                 nth,
                                  HeddleValue          *value,
                                  HeddleMoney           cost)
{
  Slot *slot;

  g_return_if_fail (HEDDLE_IS_PROVIDER_RESULT (self));
  g_return_if_fail (nth < self->slots->len);
  g_return_if_fail (value != NULL);

  slot = get_slot (self, nth);
  heddle_value_ref (value);
  slot_clear (slot);
  slot->value = value;
  slot->cost = cost;
}

/**
 * heddle_provider_result_set_error:
 * @self: a result
 * @nth: which one, from 0
 * @error: why there is none
 * @cost: what it cost all the same
 */
void
heddle_provider_result_set_error (HeddleProviderResult *self,
                                  guint                 nth,
                                  const GError         *error,
                                  HeddleMoney           cost)
{
  Slot *slot;
  GError *copy;

  g_return_if_fail (HEDDLE_IS_PROVIDER_RESULT (self));
  g_return_if_fail (nth < self->slots->len);
  g_return_if_fail (error != NULL);

  slot = get_slot (self, nth);
  copy = g_error_copy (error);
  slot_clear (slot);
  slot->error = copy;
  slot->cost = cost;
}

/**
 * heddle_provider_result_add_warning:
 * @self: a result
 * @warning: a sentence for people
 *
 * Adds what a person should know though the request was made, such as a parameter that the model
 * lacks. The same sentence is kept once.
 */
void
heddle_provider_result_add_warning (HeddleProviderResult *self,
                                    const char           *warning)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_RESULT (self));
  g_return_if_fail (warning != NULL);

  if (!g_ptr_array_find_with_equal_func (self->warnings, warning, g_str_equal, NULL))
    g_ptr_array_add (self->warnings, g_strdup (warning));
}

/**
 * heddle_provider_result_get_n:
 * @self: a result
 *
 * Returns: how many results were asked for
 */
guint
heddle_provider_result_get_n (HeddleProviderResult *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_RESULT (self), 0);

  return self->slots->len;
}

/**
 * heddle_provider_result_get_value:
 * @self: a result
 * @nth: which one, from 0
 *
 * Returns: (transfer none) (nullable): what the provider made; %NULL where it failed
 */
HeddleValue *
heddle_provider_result_get_value (HeddleProviderResult *self,
                                  guint                 nth)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_RESULT (self), NULL);
  g_return_val_if_fail (nth < self->slots->len, NULL);

  return get_slot (self, nth)->value;
}

/**
 * heddle_provider_result_get_error:
 * @self: a result
 * @nth: which one, from 0
 *
 * Returns: (transfer none) (nullable): why there is no value; %NULL where there is one
 */
const GError *
heddle_provider_result_get_error (HeddleProviderResult *self,
                                  guint                 nth)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_RESULT (self), NULL);
  g_return_val_if_fail (nth < self->slots->len, NULL);

  return get_slot (self, nth)->error;
}

/**
 * heddle_provider_result_set_remains:
 * @self: a result
 * @nth: which one, from 0, that has an error
 * @sha256: (nullable): the content that the library keeps of it
 *
 * Has what came of a result be kept, though it is none.
 */
void
heddle_provider_result_set_remains (HeddleProviderResult *self,
                                    guint                 nth,
                                    const char           *sha256)
{
  g_return_if_fail (HEDDLE_IS_PROVIDER_RESULT (self));
  g_return_if_fail (nth < self->slots->len);

  g_set_str (&get_slot (self, nth)->remains, sha256);
}

/**
 * heddle_provider_result_get_remains:
 * @self: a result
 * @nth: which one, from 0
 *
 * Returns: (transfer none) (nullable): SHA-256 of what the library keeps of a result that is none
 */
const char *
heddle_provider_result_get_remains (HeddleProviderResult *self,
                                    guint                 nth)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_RESULT (self), NULL);
  g_return_val_if_fail (nth < self->slots->len, NULL);

  return get_slot (self, nth)->remains;
}

/**
 * heddle_provider_result_get_cost:
 * @self: a result
 * @nth: which one, from 0
 *
 * Returns: what it cost; unknown where nothing says
 */
HeddleMoney
heddle_provider_result_get_cost (HeddleProviderResult *self,
                                 guint                 nth)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_RESULT (self), HEDDLE_MONEY_UNKNOWN);
  g_return_val_if_fail (nth < self->slots->len, HEDDLE_MONEY_UNKNOWN);

  return get_slot (self, nth)->cost;
}

/**
 * heddle_provider_result_get_warnings:
 * @self: a result
 *
 * Returns: (transfer none) (element-type utf8): sentences for people
 */
GPtrArray *
heddle_provider_result_get_warnings (HeddleProviderResult *self)
{
  g_return_val_if_fail (HEDDLE_IS_PROVIDER_RESULT (self), NULL);

  return self->warnings;
}
