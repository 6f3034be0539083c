/* SPDX-FileCopyrightText: The Heddle developers
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

/**
 * HeddleExitStatus:
 * @HEDDLE_EXIT_DONE: done without failures
 * @HEDDLE_EXIT_FAILED: ran, but something failed
 * @HEDDLE_EXIT_INVALID: wrong usage or invalid input; nothing has been changed
 * @HEDDLE_EXIT_CANCELLED: cancelled
 * @HEDDLE_EXIT_WAITING: waits for a person
 * @HEDDLE_EXIT_PAUSED: paused by a budget
 * @HEDDLE_EXIT_LIBRARY: the library cannot be opened, or can keep nothing more
 *
 * What `heddlectl` ends with.
 */
typedef enum
{
  HEDDLE_EXIT_DONE = 0,
  HEDDLE_EXIT_FAILED = 1,
  HEDDLE_EXIT_INVALID = 2,
  HEDDLE_EXIT_CANCELLED = 3,
  HEDDLE_EXIT_WAITING = 4,
  HEDDLE_EXIT_PAUSED = 5,
  HEDDLE_EXIT_LIBRARY = 6,
} HeddleExitStatus;
