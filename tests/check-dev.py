#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""check-dev.py BUILD-AUX: checks what build-aux/dev says, how it counts results and how it ends."""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

COUNTS = [
    (["OK", "EXPECTEDFAIL"], "2 passed, 0 failed", 0),
    (["OK", "SKIP"], "1 passed, 0 failed, 1 skipped", 0),
    (["OK", "FAIL"], "1 passed, 1 failed", 1),
    (["OK", "TIMEOUT", "ERROR", "INTERRUPT", "UNEXPECTEDPASS"], "1 passed, 4 failed", 1),
    (["SKIP"], "0 passed, 0 failed, 1 skipped", 1),
    ([], "0 passed, 0 failed", 1),
    (None, "0 passed, 1 failed", 1),
]
USAGES = [
    (["--help"], 0, "Usage: build-aux/dev"),
    ([], 2, ""),
    (["weave"], 2, ""),
    (["exec"], 2, ""),
    (["test", "--fast"], 2, ""),
    (["screenshots"], 2, ""),
    (["bench", "nothing"], 1, ""),
]


def check_counts(script):
    for results, expected, status in COUNTS:
        with tempfile.TemporaryDirectory() as folder:
            log = Path(folder) / "testlog.json"
            if results is not None:
                lines = [json.dumps({"name": str(n), "result": r}) + "\n" for n, r in enumerate(results)]
                log.write_text("".join(lines), encoding="utf-8")
            done = subprocess.run(
                [sys.executable, script, log], capture_output=True, text=True, check=False)
        if (done.stdout.strip(), done.returncode) != (expected, status):
            yield f"{results}: said “{done.stdout.strip()}” with status {done.returncode}"


def check_usage(dev):
    for arguments, status, begins in USAGES:
        done = subprocess.run([dev, *arguments], capture_output=True, text=True, check=False)
        if done.returncode != status or not done.stdout.startswith(begins):
            yield f"dev {arguments}: status {done.returncode}, “{done.stdout[:40]}”"
        if status and (done.stdout or not done.stderr.startswith(("build-aux/dev: ", "Usage: "))):
            yield f"dev {arguments}: has to complain on standard error, and there only"


# A step that has a child, and tidies up when it is ended. What reads its output is slow to
# start, as on a busy machine.
STEP = """
set -euo pipefail
logs=$2/log
. "$1/ui.sh"
eval "read_$(declare -f show_progress)"
show_progress () { sleep 0.3; read_show_progress "$@"; }
step work "Working" sh -c '
  trap "sleep 0.2; echo tidied up; exit 1" TERM
  sleep 300 &
  echo $$ $! >"$1/ids.new"
  mv "$1/ids.new" "$1/ids"
  wait' sh "$2"
"""


def is_running(process):
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").split(") ")[1][0] != "Z"
    except FileNotFoundError:
        return False


def check_interrupt(lib):
    for number in (signal.SIGINT, signal.SIGTERM):
        with tempfile.TemporaryDirectory() as folder:
            ids = Path(folder) / "ids"
            with subprocess.Popen(
                    ["bash", "-c", STEP, "dev", lib, folder], stderr=subprocess.PIPE, text=True,
                    preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)) as dev:
                while not ids.exists() and dev.poll() is None:
                    time.sleep(0.02)
                dev.send_signal(number)
                said = dev.communicate()[1]
            left = [i for i in ids.read_text(encoding="utf-8").split() if is_running(i)]
            log = (Path(folder) / "log/work.log").read_text(encoding="utf-8")
        if dev.returncode != 128 + number or "interrupted" not in said or "failed" in said:
            yield f"{number.name}: status {dev.returncode}, “{said}”"
        if left or log != "tidied up\n":
            yield f"{number.name}: {left} are left, and the log says “{log}”"
            for process in left:
                os.kill(int(process), signal.SIGKILL)


def main():
    folder = Path(sys.argv[1])
    complaints = [
        *check_counts(folder / "lib/count-results.py"),
        *check_usage(folder / "dev"),
        *check_interrupt(folder / "lib"),
    ]
    for complaint in complaints:
        print(complaint)
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
