#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Files that come in and go out: chosen in a dialog, dropped on the window, dragged out of it."""

import json
import subprocess
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

from driver import BUILD, SOURCE, WITH_FILE_DIALOG, App, heddlectl, move_pointer, run, type_path, wait_until, xdotool

SAMPLE = SOURCE / "data/templates/moodboard.heddle"
ART = SOURCE / "data/templates/art"


@contextmanager
def application(library=None):
    app = App(library=library, size=(1240, 800), environment=WITH_FILE_DIALOG)
    try:
        app.find("Workflows", "list item")
        yield app
        assert app.close() == 0, app.output()
    finally:
        app.kill()


class Other:
    """Another program's window, right of ours, that has files and takes files."""

    def __init__(self, *files):
        self.process = subprocess.Popen([BUILD / "tests/app/drag-window", *files], stdout=subprocess.PIPE, text=True)
        find = ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)]
        self.window = wait_until("the other window", lambda: subprocess.run(find, capture_output=True, text=True)
                                 .stdout.split())[-1]
        xdotool("windowmove", "--sync", self.window, 1255, 200)
        time.sleep(0.5)

    def middle(self):
        shell = dict(line.split("=") for line in
                     xdotool("getwindowgeometry", "--shell", self.window).split() if "=" in line)
        return (int(shell["X"]) + int(shell["WIDTH"]) / 2, int(shell["Y"]) + int(shell["HEIGHT"]) / 2)

    def close(self):
        """What was dropped on it."""
        self.process.terminate()
        return self.process.communicate()[0].splitlines()


def drag_and_drop(app, start, end):
    """As a hand does it: the other window has to see the pointer before it is let go."""
    move_pointer(*start)
    xdotool("mousedown", 1)
    for i in range(1, 21):
        move_pointer(*(start[j] + (end[j] - start[j]) * i / 20 for j in (0, 1)))
        time.sleep(0.03)
    time.sleep(0.4)
    xdotool("mouseup", 1)
    time.sleep(0.2)


def test_files_are_dropped_on_the_window():
    other = Other(SAMPLE, ART / "bag.svg", ART / "board.svg")
    with application() as app:
        drag_and_drop(app, other.middle(), (600, 500))
        app.find("Mood board", "page tab")
        wait_until("two images beside those of the workflow", lambda: {"bag", "board"} <= {
            asset["name"] for asset in heddlectl(app.library, "list", "assets", "--limit", 100)})
        assert [w["name"] for w in heddlectl(app.library, "list", "workflows")] == ["Mood board"]
    other.close()


def test_what_is_no_picture_is_refused():
    text = Path(tempfile.mkdtemp(prefix="heddle-files.")) / "notes.txt"
    text.write_text("Slow mornings are back.")
    other = Other(text)
    with application() as app:
        drag_and_drop(app, other.middle(), (600, 500))
        app.find("The file could not be imported…")
        assert heddlectl(app.library, "list", "assets") == []
    other.close()


def test_a_picture_is_dragged_out_of_the_gallery():
    library = Path(tempfile.mkdtemp(prefix="heddle-files.")) / "library"
    heddlectl(library, "import", ART / "bag.svg")
    other = Other()
    with application(library) as app:
        app.click("Gallery", "list item")
        app.click("bag…", "list item")
        app.find("More", "button")
        x, y, width, height = app.box(app.find("bag…", "list item"))
        time.sleep(0.7)
        drag_and_drop(app, (x + width / 2, y + height / 2), other.middle())
        time.sleep(1)
        dropped = other.close()
        assert len(dropped) == 1, dropped
        assert Path(dropped[0]).name == "bag.svg"
        assert Path(dropped[0]).read_bytes() == (ART / "bag.svg").read_bytes()


def test_a_file_is_chosen_to_come_in():
    with application() as app:
        app.key("ctrl+o")
        app.find("Import", "dialog")
        type_path(app, SAMPLE)
        app.find("Mood board", "page tab")
        app.key("ctrl+o")
        app.find("Import", "dialog")
        app.key("Escape")
        app.gone("Import", "dialog")
        assert [w["name"] for w in heddlectl(app.library, "list", "workflows")] == ["Mood board"]


def test_a_workflow_goes_out_to_a_file():
    target = Path(tempfile.mkdtemp(prefix="heddle-files.")) / "autumn.heddle"
    library = Path(tempfile.mkdtemp(prefix="heddle-files.")) / "library"
    heddlectl(library, "import", SAMPLE)
    with application(library) as app:
        app.click("Mood board", "table cell", button=3)
        time.sleep(0.5)
        app.key("e")
        app.find("Export Workflow", "dialog")
        time.sleep(0.5)
        app.key("ctrl+a")
        app.type(str(target))
        app.key("Return")
        wait_until("the file", target.exists)
        assert json.loads(target.read_text())["name"] == "Mood board"


if __name__ == "__main__":
    run([
        test_files_are_dropped_on_the_window,
        test_what_is_no_picture_is_refused,
        test_a_picture_is_dragged_out_of_the_gallery,
        test_a_file_is_chosen_to_come_in,
        test_a_workflow_goes_out_to_a_file,
    ])
