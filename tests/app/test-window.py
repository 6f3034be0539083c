#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: its workflows, what it remembers, what it says."""

import fcntl
import os
import struct
import subprocess
import time

from driver import SOURCE, App, heddlectl, run, start_sample, wait_until


def verify(library):
    subprocess.run(["heddlectl", "--library", str(library), "verify"], check=True, capture_output=True)


def test_a_run_is_stopped_and_nothing_is_lost():
    app = App(size=(1280, 800))
    try:
        start_sample(app, "Mood board")
        app.key("ctrl+Return")
        app.click("Stop", "button")
        app.find("Run 1 stopped", patience=60)
        assert app.close() == 0, app.output()
        assert [r["status"] for r in heddlectl(app.library, "list", "runs")] == ["cancelled"]
    finally:
        app.kill()


def test_quitting_while_the_run_of_a_closed_tab_ends():
    app = App(size=(1280, 800))
    try:
        start_sample(app, "Mood board")
        app.key("ctrl+Return")
        app.find("Stop", "button")
        app.key("ctrl+w")
        app.click("Stop and Close", "button")
        assert app.close() == 0, app.output()
        assert [r["status"] for r in heddlectl(app.library, "list", "runs")] == ["cancelled"]
        verify(app.library)
    finally:
        app.kill()


def test_quitting_while_files_come_in():
    files = sorted((SOURCE / "data/templates/art").glob("*.svg"))
    app = App(size=(1280, 800), arguments=files)
    try:
        app.find("Workflows", "list item")
        assert app.close() == 0, app.output()
        assert "WARNING" not in app.output() and "CRITICAL" not in app.output(), app.output()
        verify(app.library)
        app.start()
        app.find("Workflows", "list item")
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def test_workflows_are_renamed_duplicated_deleted_and_brought_back():
    app = App(size=(1280, 800))
    try:
        app.click("New Empty Workflow", "button")
        app.find("New Workflow")
        app.click("Workflows", "list item")
        app.click("New Workflow", "table cell")
        app.key("F2")
        app.find("Rename Workflow")
        app.type("Spring launch")
        app.key("Return")
        app.find("Spring launch", "table cell")
        app.click("Spring launch", "table cell")
        app.key("ctrl+d")
        app.find("Spring launch (copy)", "table cell")
        app.click("Spring launch (copy)", "table cell")
        app.key("Delete")
        app.gone("Spring launch (copy)", "table cell")
        app.click("Undo", "button")
        app.find("Spring launch (copy)", "table cell")
        app.key("ctrl+f")
        app.type("nothing of the kind")
        app.find("No Matches")
        app.click("Clear Search", "button")
        app.find("Spring launch", "table cell")
        assert app.close() == 0, app.output()
        names = sorted(w["name"] for w in heddlectl(app.library, "list", "workflows"))
        assert names == ["Spring launch", "Spring launch (copy)"], names
    finally:
        app.kill()


def first_node(app):
    """Where the canvas has its first node, once nothing moves any more."""
    box = None
    while box != (now := app.box(app.find("Workflow, …").get_child_at_index(0))):
        box = now
        time.sleep(0.3)
    return box


def test_everything_is_where_it_was_after_closing():
    app = App(size=(1100, 760))
    try:
        start_sample(app, "Mood board")
        app.find("Mood board", "page tab")
        for _ in range(2):
            app.click("Zoom Out")
        before = first_node(app)
        assert app.close() == 0, app.output()
        app.start()
        app.find("Mood board", "page tab")
        app.find("Run", "button")
        wait_until("the same view", lambda: first_node(app) == before)
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def test_a_file_given_is_imported_and_opened():
    sample = SOURCE / "data/templates/moodboard.heddle"
    app = App(size=(1280, 800), arguments=[sample])
    try:
        app.find("Mood board", "page tab")
        assert app.close() == 0, app.output()
        assert [w["name"] for w in heddlectl(app.library, "list", "workflows")] == ["Mood board"]
    finally:
        app.kill()


def test_a_library_that_is_in_use_is_explained():
    app = App(size=(800, 600))
    try:
        app.find("No Workflows Yet")
        assert app.close() == 0, app.output()
        with open(app.library / "library.lock", "r+b") as lock:
            fcntl.fcntl(lock, fcntl.F_OFD_SETLK, struct.pack("hhqqi4x", fcntl.F_WRLCK, os.SEEK_SET, 0, 0, 0))
            app.start()
            app.find("The Library Cannot Be Opened")
        app.click("Try Again", "button")
        app.find("No Workflows Yet")
        assert app.close() == 0, app.output()
    finally:
        app.kill()


run([
    test_a_run_is_stopped_and_nothing_is_lost,
    test_quitting_while_the_run_of_a_closed_tab_ends,
    test_quitting_while_files_come_in,
    test_workflows_are_renamed_duplicated_deleted_and_brought_back,
    test_everything_is_where_it_was_after_closing,
    test_a_file_given_is_imported_and_opened,
    test_a_library_that_is_in_use_is_explained,
])
