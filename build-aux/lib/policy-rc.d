#!/bin/sh
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
# No service starts inside the root.
exit 101
