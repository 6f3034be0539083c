#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window: its workflows, what it remembers, what it says."""

import fcntl
import json
import os
import struct
import subprocess
import tempfile
import time
from pathlib import Path

from driver import SOURCE, App, Atspi, heddlectl, run, start_sample, wait_until, walk


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


def has(node, state):
    return node.get_state_set().contains(state)


def pressed(app, name):
    return has(app.find(name, "toggle button"), Atspi.StateType.PRESSED)


def marked(app):
    """The place that the sidebar has marked."""
    return [row.get_name() for row in app.all(role="list item") if has(row, Atspi.StateType.SELECTED)]


def test_keys_work_after_a_click_on_run():
    app = App(size=(1280, 800))
    try:
        start_sample(app, "Mood board")
        app.click("Run", "button")
        app.find("Stop", "button")
        app.key("ctrl+period")
        app.find("Run 1 stopped", patience=60)
        before = pressed(app, "Inspector (F4)")
        app.key("F4")
        wait_until("the inspector to change", lambda: pressed(app, "Inspector (F4)") != before)
        zoom = app.find("Zoom, …").get_name()
        app.key("ctrl+plus")
        wait_until("another zoom", lambda: app.find("Zoom, …").get_name() != zoom)
        # From the sidebar, too.
        app.click("Workflows", "list item")
        app.find("Mood board", "table cell")
        app.click("Mood board", "page tab")
        app.find("Run", "button")
        app.key("ctrl+1")
        app.find("Zoom, 100 %")
        app.key("ctrl+w")
        app.gone("Mood board", "page tab")
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def test_search_begins_wherever_the_focus_is():
    app = App(size=(1280, 800))
    try:
        start_sample(app, "Mood board")
        app.key("ctrl+w")
        app.find("Mood board", "table cell")
        app.click("Show as Grid", "toggle button")
        app.key("ctrl+f")
        app.type("nothing of the kind")
        app.find("No Matches")
        # Not below a dialog.
        app.key("ctrl+question")
        dialog = app.find("Keyboard Shortcuts", "dialog")
        app.key("ctrl+f")
        app.type("x")
        time.sleep(0.5)
        focused = [node for node in walk(app.root()) if has(node, Atspi.StateType.FOCUSED)]
        assert all(node in list(walk(dialog)) for node in focused), [node.get_name() for node in focused]
        app.key("Escape")
        app.gone("Keyboard Shortcuts", "dialog")
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def test_the_digits_lead_to_the_places_from_a_workflow():
    app = App(size=(1280, 800))
    try:
        start_sample(app, "Mood board")
        app.key("alt+2")
        app.find("Nothing Made Yet")
        assert marked(app) == ["Gallery"], marked(app)
        app.key("alt+1")
        app.find("Run", "button")
        assert marked(app) == ["Workflows"], marked(app)
        # Nor from one tab to another.
        app.key("ctrl+shift+Tab")
        app.find("Mood board", "table cell")
        app.key("alt+2")
        app.find("Nothing Made Yet")
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def test_the_sidebar_marks_what_is_shown():
    app = App(size=(1280, 800))
    try:
        app.find("No Workflows Yet")
        app.key("alt+1")
        gallery = app.find("Gallery", "list item")
        for keys in (["Tab"], ["shift+Tab", "Down"]):
            app.key(*keys)
            wait_until("the focus at Gallery", lambda: has(gallery, Atspi.StateType.FOCUSED))
            assert marked(app) == ["Workflows"], marked(app)
        app.key("Return")
        app.find("Nothing Made Yet")
        assert marked(app) == ["Gallery"], marked(app)
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def test_an_empty_workflow_leads_on():
    app = App(size=(1280, 800))
    try:
        app.click("New Empty Workflow", "button")
        app.find("No Steps Yet")
        app.find("Import…", "button")
        app.gone("Run", "button")
        start_sample(app, "Mood board")
        app.gone("No Steps Yet")
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def without_key(folder):
    """A workflow whose provider has no key."""
    node = {"id": "art", "type": "ai.image-generation", "name": "Cup", "x": 0, "y": 0,
            "config": {"model": "openai/gpt-image-2", "prompt": "A cup of coffee"}}
    file = Path(folder) / "cup.heddle"
    file.write_text(json.dumps({
        "format": "heddle-workflow", "version": 1, "id": "01980000-0000-7000-8000-0000000000ac", "name": "Cup",
        "pipelines": [{"id": "main", "name": "Main", "nodes": [node], "links": []}],
    }))
    return file


def test_a_missing_key_is_asked_for_where_it_is_entered():
    with tempfile.TemporaryDirectory() as folder:
        app = App(size=(1280, 800), arguments=[without_key(folder)])
        try:
            needed = "This workflow needs a key for OpenAI."
            app.find(needed)
            assert not [node.get_name() for node in walk(app.root()) if "heddlectl" in (node.get_name() or "")]
            app.find("Estimated Cost", "label")
            app.find("Unknown", "label")
            app.click("Add Key…", "button")
            app.find("OpenAI", "grouping")
            app.find("Back", "button")
            app.key("Escape", "Escape")
            app.gone("Preferences", "dialog")
            before = len(app.all("Add Key…", "button"))
            app.key("ctrl+Return")
            wait_until("an answer", lambda: len(app.all("Add Key…", "button")) > before)
            app.click(node=app.all("Add Key…", "button")[-1])
            app.find("OpenAI", "grouping")
            app.key("Escape", "Escape")
            app.gone("Preferences", "dialog")
            assert app.close() == 0, app.output()
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
    test_keys_work_after_a_click_on_run,
    test_search_begins_wherever_the_focus_is,
    test_the_digits_lead_to_the_places_from_a_workflow,
    test_the_sidebar_marks_what_is_shown,
    test_an_empty_workflow_leads_on,
    test_a_missing_key_is_asked_for_where_it_is_entered,
    test_a_library_that_is_in_use_is_explained,
])
