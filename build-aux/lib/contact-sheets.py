#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""contact-sheets.py TEMPLATES DIR: runs every sample and shows its results as one picture.

Each TEMPLATES/NAME.heddle runs with Sketch on an empty library of its own; its
results, side by side in the order they were made, become DIR/NAME.png.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

TILE = 360
GAP = 24
ACROSS = 4
MOST = 16


def run(sample, scratch):
    """The pictures that a run puts into a folder, in the order they came."""
    results = scratch / "results"
    done = subprocess.run(
        ["heddlectl", "run", sample, "--library", scratch / "library", "--out", results, "--yes", "--json"],
        stdout=subprocess.PIPE, text=True, check=False,
    )
    if done.returncode != 0:
        events = [json.loads(line) for line in done.stdout.splitlines()]
        failed = [event["error"]["message"] for event in events if event.get("error")]
        raise RuntimeError(f"{sample.name} ended with status {done.returncode}: {'; '.join(failed)}")
    files = [path for path in results.rglob("*") if path.is_file()]
    return [path for path in sorted(files, key=lambda path: path.stat().st_mtime_ns) if is_picture(path)]


def is_picture(path):
    known = subprocess.run(["vipsheader", path], capture_output=True, check=False)
    return known.returncode == 0


def draw(pictures, target, scratch):
    """Lays pictures side by side on white."""
    tiles = []
    for number, picture in enumerate(pictures[:MOST]):
        tile = scratch / f"{number}.jpg"
        subprocess.run(
            ["vipsthumbnail", picture, "--size", f"{TILE}x{TILE}", "--export-profile", "srgb",
             "--output", f"{tile}[Q=95,background=255]"], check=True)
        tiles.append(str(tile))
    subprocess.run(
        ["vips", "arrayjoin", " ".join(tiles), f"{target}[palette,effort=10]", "--across", str(min(ACROSS, len(tiles))),
         "--shim", str(GAP), "--background", "255", "--halign", "centre", "--valign", "centre",
         "--hspacing", str(TILE), "--vspacing", str(TILE)], check=True)


def main():
    templates, target = Path(sys.argv[1]), Path(sys.argv[2])
    samples = sorted(templates.glob("*.heddle"))
    failures = 0
    for sample in samples:
        with tempfile.TemporaryDirectory(prefix="heddle-") as folder:
            scratch = Path(folder)
            try:
                pictures = run(sample, scratch)
                if pictures:
                    draw(pictures, target / f"{sample.stem}.png", scratch)
                    print(target / f"{sample.stem}.png")
                else:
                    print(f"{sample.name} makes no picture", file=sys.stderr)
            except (RuntimeError, subprocess.CalledProcessError) as error:
                failures += 1
                print(f"build-aux/dev: {error}", file=sys.stderr)
    if not samples:
        print(f"build-aux/dev: there is no sample in {templates}", file=sys.stderr)
    return 1 if failures or not samples else 0


if __name__ == "__main__":
    sys.exit(main())
