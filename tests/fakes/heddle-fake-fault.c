/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "config.h"

#include "heddle-fake-fault.h"

#include <string.h>

#include <gio/gio.h>

#define MARK "[fault:"

typedef struct
{
  const char *name;
  HeddleFakeFaultKind kind;
} Kind;

static const Kind kinds[] = {
  { "quota", HEDDLE_FAKE_FAULT_QUOTA },       { "moderation", HEDDLE_FAKE_FAULT_MODERATION },
  { "redirect", HEDDLE_FAKE_FAULT_REDIRECT }, { "type", HEDDLE_FAKE_FAULT_TYPE },
  { "empty", HEDDLE_FAKE_FAULT_EMPTY },       { "no-result", HEDDLE_FAKE_FAULT_NO_RESULT },
  { "truncate", HEDDLE_FAKE_FAULT_TRUNCATE }, { "cut", HEDDLE_FAKE_FAULT_CUT },
  { "reset", HEDDLE_FAKE_FAULT_RESET },       { "drop", HEDDLE_FAKE_FAULT_DROP },
  { "stall", HEDDLE_FAKE_FAULT_STALL },       { "drip", HEDDLE_FAKE_FAULT_DRIP },
  { "huge", HEDDLE_FAKE_FAULT_HUGE },         { "refusal", HEDDLE_FAKE_FAULT_REFUSAL },
  { "failed", HEDDLE_FAKE_FAULT_FAILED },     { "never", HEDDLE_FAKE_FAULT_NEVER },
  { "half", HEDDLE_FAKE_FAULT_HALF },
};

static gboolean
parse_number (const char *text,
              double      maximum,
              double     *number)
{
  char *end = NULL;

  if (text == NULL || *text == '\0')
    return FALSE;

  *number = g_ascii_strtod (text, &end);
  return *end == '\0' && *number >= 0 && *number <= maximum;
}

static gboolean
apply_status (HeddleFakeFault *self,
              const char      *text)
{
  double number;

  if (!parse_number (text, 599, &number) || number < 200)
    return FALSE;

  self->status = (guint) number;
  if (self->kind == HEDDLE_FAKE_FAULT_NONE)
    self->kind = HEDDLE_FAKE_FAULT_STATUS;
  return TRUE;
}

static gboolean
apply_attribute (HeddleFakeFault *self,
                 const char      *key,
                 const char      *value)
{
  double number = 0;

  if (g_str_equal (key, "at"))
    return g_set_str (&self->stage, value);
  if (g_str_equal (key, "code"))
    return g_set_str (&self->code, value);
  if (g_str_equal (key, "status"))
    return apply_status (self, value);
  if (!parse_number (value, 100000, &number))
    return FALSE;

  if (g_str_equal (key, "times"))
    self->times = (guint) number;
  else if (g_str_equal (key, "polls"))
    self->polls = (int) number;
  else if (g_str_equal (key, "thoughts"))
    self->thoughts = (int) number;
  else if (g_str_equal (key, "delay"))
    self->delay = number;
  else if (g_str_equal (key, "retry-after"))
    self->retry_after = number;
  else if (g_str_equal (key, "retry-in"))
    self->retry_in = number;
  else
    return FALSE;

  return TRUE;
}

static gboolean
apply_kind (HeddleFakeFault *self,
            const char      *key,
            const char      *value)
{
  double number = 0;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (!g_str_equal (key, kinds[i].name))
        continue;
      if (value != NULL && !parse_number (value, 4096, &number))
        return FALSE;

      self->kind = kinds[i].kind;
      if (value != NULL && self->kind == HEDDLE_FAKE_FAULT_DRIP)
        self->pause = number;
      else if (value != NULL && self->kind == HEDDLE_FAKE_FAULT_HUGE)
        self->mebibytes = (guint) number;
      else if (value != NULL)
        return apply_status (self, value);
      return TRUE;
    }

  return FALSE;
}

static gboolean
apply_word (HeddleFakeFault *self,
            const char      *word)
{
  g_auto (GStrv) pair = g_strsplit (word, "=", 2);

  if (pair[0] == NULL)
    return FALSE;
  if (pair[1] == NULL && g_ascii_isdigit (word[0]))
    return apply_status (self, word);

  return apply_kind (self, pair[0], pair[1]) ||
         (pair[1] != NULL && apply_attribute (self, pair[0], pair[1]));
}

/**
 * heddle_fake_fault_parse:
 * @text: words with commas between them, such as `429,retry-after=1,times=2`
 * @error: return location for a [enum@Gio.IOErrorEnum] `INVALID_ARGUMENT`
 *
 * Reads a fault. A number, or `status=` with one, is an error status. The other faults are `quota`,
 * `moderation`, `redirect`, `type`, `empty`, `no-result`, `truncate`, `half`, `cut`, `reset`, `drop`,
 * `stall`, `drip` (`=SECONDS` between two pieces), `huge` (`=MEBIBYTES`), `refusal`, `failed` and
 * `never`. With any of them, or alone, go `delay=SECONDS`, `retry-after=SECONDS`,
 * `retry-in=SECONDS` (told in the error's body only), `code=CODE`,
 * `times=N` (only the first N requests, then all is well), `polls=N` (a job is done when it is
 * asked for the N-th time), `thoughts=N` (how many tokens Gemini thinks) and `at=STAGE` (which requests of a job: `poll`, `cancel`, `list`, `file`).
 *
 * Returns: (transfer full) (nullable): the fault, or %NULL with @error set
 */
HeddleFakeFault *
heddle_fake_fault_parse (const char  *text,
                         GError     **error)
{
  g_autoptr (HeddleFakeFault) self = g_new0 (HeddleFakeFault, 1);
  g_auto (GStrv) words = g_strsplit (text, ",", -1);

  self->text = g_strdup (text);
  self->polls = -1;
  self->thoughts = -1;
  self->pause = 0.05;
  self->retry_after = -1;
  self->retry_in = -1;
  self->mebibytes = 65;

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (apply_word (self, g_strstrip (words[i])))
        continue;

      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "“%s” is no fault that a fake server knows", words[i]);
      return NULL;
    }

  return g_steal_pointer (&self);
}

/**
 * heddle_fake_fault_find:
 * @haystack: (array length=length): a prompt, or a whole body with a prompt in it
 * @length: how many bytes @haystack has
 *
 * Finds the first `[fault:…]` in a text. The words of a fault need no escapes in JSON, so the body
 * needs not be parsed. A fault that cannot be read is an error of the test, and ends the process.
 *
 * Returns: (transfer full) (nullable): the fault, %NULL where there is none
 */
HeddleFakeFault *
heddle_fake_fault_find (const char *haystack,
                        gsize       length)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  HeddleFakeFault *self;
  const char *start;
  const char *end;

  if (length == 0)
    return NULL;
  start = memmem (haystack, length, MARK, strlen (MARK));
  if (start == NULL)
    return NULL;

  start += strlen (MARK);
  end = memchr (start, ']', length - (gsize) (start - haystack));
  if (end == NULL)
    return NULL;

  text = g_strndup (start, (gsize) (end - start));
  self = heddle_fake_fault_parse (text, &error);
  if (self == NULL)
    g_error ("%s", error->message);

  return self;
}

/**
 * heddle_fake_fault_copy:
 * @self: a fault
 *
 * Returns: (transfer full): a copy of @self
 */
HeddleFakeFault *
heddle_fake_fault_copy (const HeddleFakeFault *self)
{
  HeddleFakeFault *copy = g_memdup2 (self, sizeof *self);

  copy->text = g_strdup (self->text);
  copy->stage = g_strdup (self->stage);
  copy->code = g_strdup (self->code);
  return copy;
}

/**
 * heddle_fake_fault_free:
 * @self: (transfer full): a fault
 *
 * Frees a fault.
 */
void
heddle_fake_fault_free (HeddleFakeFault *self)
{
  g_free (self->text);
  g_free (self->stage);
  g_free (self->code);
  g_free (self);
}
