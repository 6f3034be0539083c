#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The editor in windows of every width, with real keys and clicks."""

import json
import tempfile
import time
from pathlib import Path

from driver import App, Atspi, run, wait_until

PHONE = (360, 720)
NARROW = (700, 720)
WIDE = (1440, 860)
FAILING = {
    "format": "heddle-workflow", "version": 1, "id": "01980000-0000-7000-8000-0000000000ab", "name": "Failing",
    "pipelines": [{
        "id": "main", "name": "Main",
        "nodes": [
            {"id": "picture", "type": "ai.image-generation", "name": "Picture", "x": 0, "y": 0,
             "config": {"model": "sketch/image", "prompt": "mug"}},
            {"id": "headline", "type": "image.text", "name": "Headline", "x": 400, "y": 0,
             "config": {"text": "a", "font": "No Such Font"}},
        ],
        "links": [{"id": "l", "from": ["picture", "images"], "to": ["headline", "image"]}],
    }],
}


def open_sample(app, name="Product post"):
    app.click("Start from a Sample…", "button")
    app.click(name, "list item")
    app.find("Run", "button")


def warnings(app):
    return [line for line in app.output().splitlines() if "WARNING" in line or "CRITICAL" in line]


def end(app):
    assert not warnings(app), warnings(app)
    assert app.close() == 0, app.output()


def has_focus(node):
    return node.get_state_set().contains(Atspi.StateType.FOCUSED)


def nothing_is_typed(app, field):
    """Who opens the inspector is in none of its fields yet."""
    time.sleep(0.5)
    before = Atspi.Text.get_text(field, 0, -1)
    app.type("xyz")
    time.sleep(0.5)
    assert not has_focus(field)
    assert Atspi.Text.get_text(field, 0, -1) == before


def test_no_width_is_too_narrow():
    app = App(size=WIDE)
    try:
        open_sample(app)
        for inspected in (False, True):
            for width in [*range(WIDE[0], PHONE[0], -18), *range(PHONE[0], WIDE[0] + 1, 18)]:
                app.resize(width, 720)
                time.sleep(0.06)
                if inspected and width in (360, 558, 702, 1008):
                    app.key("F4")
            assert app.process.poll() is None, app.output()
        app.find("Inspector (F4)", "toggle button")
        end(app)
    finally:
        app.kill()


def test_narrow_tabs_are_behind_a_button():
    app = App(size=WIDE)
    try:
        open_sample(app)
        app.find("Product post", "page tab")
        app.find("Sidebar (F9)", "button")
        app.resize(*NARROW)
        app.gone("Product post", "page tab")
        app.gone("Sidebar (F9)", "button")
        app.click(node=wait_until("the tabs' button", lambda: app.all("2", "button"))[-1])
        app.find("2 Tabs", "label")
        app.click("All Workflows", "label")
        app.find("Product post", "table cell")
        app.resize(*WIDE)
        app.find("Product post", "page tab")
        end(app)
    finally:
        app.kill()


def test_narrow_sidebar_is_a_page_of_its_own():
    app = App(size=NARROW)
    try:
        open_sample(app)
        app.gone("Gallery", "list item")
        app.key("F9")
        app.find("Gallery", "list item")
        app.gone("Run", "button")
        app.key("F9")
        app.find("Run", "button")
        end(app)
    finally:
        app.kill()


def test_narrow_cost_is_in_the_menu_of_run():
    app = App(size=WIDE)
    try:
        open_sample(app)
        app.find("Free", "label")
        app.resize(*NARROW)
        app.gone("Free", "label")
        app.click("Cost and More", "toggle button")
        app.find("Free", "label")
        app.key("Return")
        app.find("Run 1: 9 results", patience=60)
        app.resize(*WIDE)
        app.find("Free, all unchanged", "label")
        end(app)
    finally:
        app.kill()


def test_narrow_undo_is_in_the_toolbar():
    app = App(size=NARROW)
    try:
        open_sample(app)
        app.key("F4")
        field = app.find("Name", "text")
        nothing_is_typed(app, field)
        app.key("Tab")
        wait_until("the name to have the focus", lambda: has_focus(field))
        app.key("ctrl+a")
        app.type("Winter")
        app.find("Winter", "label")
        app.key("Escape")
        app.gone("Name", "text")
        app.click("Undo (Ctrl+Z)", "button")
        app.find("Product post", "label")
        app.gone("Winter", "label")
        end(app)
    finally:
        app.kill()


def test_phone_inspector_is_a_sheet():
    app = App(size=PHONE)
    try:
        app.find("Show as Grid", "toggle button")
        app.resize(*WIDE)
        open_sample(app)
        app.resize(*PHONE)
        app.gone("Map", "toggle button")
        for name in ("Zoom Out", "Zoom In", "Show All"):
            app.find(name, "button")
        app.click("Inspector (F4)", "button")
        field = app.find("Name", "text")
        nothing_is_typed(app, field)
        x, y, width, _ = app.box(field)
        assert x < 60 and width > 280, (x, width)
        app.key("Escape")
        app.gone("Name", "text")
        # The focus is back on the canvas, whose keys select a step and go into it.
        app.key("Home", "Right", "shift+Return")
        app.find("Text Template", "label")
        app.resize(*WIDE)
        app.find("Text Template", "label")
        end(app)
    finally:
        app.kill()


def test_failed_step_tells_why():
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "failing.heddle"
        file.write_text(json.dumps(FAILING))
        app = App(size=WIDE, arguments=[file])
        try:
            app.find("Zoom In", "button")
            app.key("ctrl+Return")
            app.find("Run 1: 0 results, 1 failed", patience=60)
            app.click("Failing", "panel", at=(0.02, 0.02))
            # With the keys.
            app.key("End", "e")
            app.find("Copy Details", "button")
            app.find("The font “No Such Font” is not installed…", "label")
            app.key("alt+r")
            app.gone("Copy Details", "button")
            # With the pointer, on the footer.
            x, y, width, height = app.box(app.find("Headline, Failed…"))
            app.click_at(x + width / 2, y + height - 10)
            app.find("Copy Details", "button")
            app.key("Escape")
            app.gone("Copy Details", "button")
            end(app)
        finally:
            app.kill()


def test_shortcuts_are_listed():
    app = App(size=WIDE)
    try:
        open_sample(app)
        app.key("ctrl+question")
        app.find("Show or hide the inspector", "label")
        app.key("Escape")
        app.gone("Show or hide the inspector", "label")
        app.key("ctrl+shift+slash")
        app.find("Show or hide the inspector", "label")
        app.key("Escape")
        app.gone("Show or hide the inspector", "label")
        end(app)
    finally:
        app.kill()


run([
    test_no_width_is_too_narrow,
    test_narrow_tabs_are_behind_a_button,
    test_narrow_sidebar_is_a_page_of_its_own,
    test_narrow_cost_is_in_the_menu_of_run,
    test_narrow_undo_is_in_the_toolbar,
    test_phone_inspector_is_a_sheet,
    test_failed_step_tells_why,
    test_shortcuts_are_listed,
])
