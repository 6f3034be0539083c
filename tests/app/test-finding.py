#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Finds steps on the canvas with real pointer and key events."""

import time

from driver import App, run, start_sample, wait_until

SAMPLE = "Product post"


def with_sample(test):
    def wrapped():
        app = App(size=(1280, 800))
        try:
            start_sample(app, SAMPLE)
            app.find("Workflow, …")
            test(app)
            assert app.close() == 0, app.output()
            assert "-CRITICAL" not in app.output() and "-WARNING" not in app.output(), app.output()
        finally:
            app.kill()
    wrapped.__name__ = test.__name__
    return wrapped


def found(app):
    lists = app.all("Steps that were found", "list")
    return [row.get_name() for row in app.all(role="list item") if lists and ", " in row.get_name()]


def view(app):
    """Where the canvas is looked at, by where its first node is on the screen."""
    group = app.find("Workflow, …")
    return app.box(group.get_child_at_index(0))[:2]


@with_sample
def test_keys_find_and_choose(app):
    app.key("ctrl+f")
    app.find("Find steps by name, type or text")
    app.type("card")
    rows = wait_until("what was found", lambda: found(app))
    assert all("card" in row.lower() for row in rows), rows
    name = rows[0].split(",")[0]
    app.key("Return")
    app.gone("Steps that were found")
    wait_until(f"{name} in the inspector", lambda: app.all(name, "label") or app.all(name, "heading"))


@with_sample
def test_looking_around_ends_where_it_began(app):
    app.click_at(*[n + 40 for n in app.box(app.find("Workflow, …"))[:2]])
    app.key("ctrl+1")
    before = view(app)
    app.key("ctrl+f")
    app.find("Find steps by name, type or text")
    app.type("logo")
    wait_until("what was found", lambda: found(app))
    app.key("Down")
    wait_until("another view, or another step selected", lambda: view(app) != before or app.all("Logo", "heading"))
    app.key("Escape")
    app.gone("Steps that were found")
    wait_until("the view as it was", lambda: view(app) == before)
    assert not app.all("Logo", "heading"), "what was only looked at is still selected"


@with_sample
def test_nothing_found(app):
    app.click("Find Steps (Ctrl+F)", "button")
    app.find("Find steps by name, type or text")
    app.type("zebra crossing")
    app.find("No Steps Found")
    app.key("Escape")
    app.gone("No Steps Found")


@with_sample
def test_back_to_where_the_view_was(app):
    app.click_at(*[n + 40 for n in app.box(app.find("Workflow, …"))[:2]])
    app.key("ctrl+1")
    time.sleep(1.5)  # a view that rests there is a place
    before = view(app)
    app.key("ctrl+0")
    wait_until("the whole workflow", lambda: view(app) != before)
    app.key("alt+Prior")
    wait_until("the view as it was", lambda: view(app) == before)
    app.key("alt+Next")
    wait_until("the whole workflow again", lambda: view(app) != before)


if __name__ == "__main__":
    run([test_back_to_where_the_view_was, test_keys_find_and_choose, test_looking_around_ends_where_it_began, test_nothing_found])
