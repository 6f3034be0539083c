#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The gallery as a person meets it: looking at what was made, finding it, throwing it away."""

import shutil
import sqlite3
import subprocess
import tempfile
import time
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from driver import SOURCE, App, Atspi, run, wait_until

HEADLINES = "Campaign headlines 0"


@cache
def made_library(samples, imported):
    library = Path(tempfile.mkdtemp(prefix="heddle-gallery.")) / "library"
    for path in imported:
        subprocess.run(["heddlectl", "import", SOURCE / path, "--library", library],
                       check=True, capture_output=True)
    for name in samples:
        subprocess.run(["heddlectl", "run", SOURCE / f"data/templates/{name}.heddle", "--library", library, "--yes"],
                       check=True, capture_output=True)
    return library


def make_library(*samples, imported=()):
    """A library of one's own; what is in it is made once."""
    library = Path(tempfile.mkdtemp(prefix="heddle-gallery.")) / "library"
    return shutil.copytree(made_library(samples, tuple(imported)), library)


@contextmanager
def open_gallery(library=None):
    """The window at its gallery; closed, and well, at the end."""
    app = App(library=library, size=(1280, 800))
    try:
        show_gallery(app)
        yield app
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def show_gallery(app):
    wait_until("the gallery", lambda: app.click("Gallery", "list item") or
               app.all("Search the gallery") or app.all("Nothing Made Yet"))


def tiles(app, name=HEADLINES):
    return [node for node in app.all(role="list item")
            if (node.get_name() or "").startswith(name) and node.get_name() not in ("Workflows", "Runs", "Gallery")]


def is_selected(app, name):
    return any(node.get_state_set().contains(Atspi.StateType.SELECTED) for node in tiles(app, name))


def has_focus(app):
    return any(node.get_state_set().contains(Atspi.StateType.FOCUSED) for node in tiles(app, ""))


def click_at_rest(app, name, role="button"):
    """Clicks what slides in, or is pushed down by what is above it, once it stands still."""
    def is_at_rest():
        before = app.box(app.find(name, role))
        time.sleep(0.2)
        return app.box(app.find(name, role)) == before
    wait_until(f"{name} to stand still", is_at_rest)
    app.click(name, role)


def test_nothing_made_yet():
    with open_gallery() as app:
        app.find("Nothing Made Yet")
        app.click("Go to Workflows", "button")
        app.gone("Nothing Made Yet")
        app.key("alt+2")
        app.click("Start from a Sample…", "button")
        app.find("Product post", "list item")
        app.key("Escape")
        app.gone("Product post", "list item")


def test_what_came_with_a_workflow_is_no_result():
    """Nobody made a sample's pictures, and nobody looks for them, until somebody brings one in."""
    library = make_library(imported=["data/templates/moodboard.heddle", "data/templates/product-post.heddle"])
    with open_gallery(library) as app:
        app.find("Nothing Made Yet")
        assert not app.all("bag…", "list item")
    subprocess.run(["heddlectl", "import", SOURCE / "data/templates/art/bag.svg", "--library", library],
                   check=True, capture_output=True)
    with open_gallery(library) as app:
        app.find("bag…", "list item")
        app.find("1 result")


def test_looking_at_what_was_made():
    with open_gallery(make_library("campaign-headlines")) as app:
        wait_until("five pictures", lambda: len(tiles(app)) == 5)
        app.find("Campaign headlines, Run 1 · today…")
        assert app.unnamed() == [], app.unnamed()

        app.click(HEADLINES + "3…", "list item")
        for fact in ("Prompt", "Seed", "Model", "sketch/image", "Run 1"):
            app.find(fact)
        click_at_rest(app, "Copy Seed")
        app.find("Seed copied")

        app.click(HEADLINES + "3…", "list item", repeat=2)
        app.find("Zoom In", "button")
        shown = app.find(HEADLINES + "3…", "image").get_name()
        assert app.unnamed() == [], app.unnamed()
        click_at_rest(app, "Next")
        wait_until("another picture", lambda: app.find(role="image", name=HEADLINES + "…").get_name() != shown)
        click_at_rest(app, "Previous")
        wait_until("the same picture", lambda: app.find(role="image", name=HEADLINES + "…").get_name() == shown)
        app.key("Right")
        wait_until("another picture", lambda: app.find(role="image", name=HEADLINES + "…").get_name() != shown)
        app.key("Left")
        wait_until("the same picture", lambda: app.find(role="image", name=HEADLINES + "…").get_name() == shown)
        app.key("Escape")
        app.gone("Zoom In", "button")
        wait_until("the same tile", lambda: is_selected(app, HEADLINES + "3"))


def test_searching():
    with open_gallery(make_library("campaign-headlines", imported=["data/templates/art/bag.svg"])) as app:
        app.find("6 results")
        app.key("ctrl+f")
        app.type("roast")
        app.find("5 found")
        app.gone("bag")
        app.type("zzz")
        app.find("No Matches")
        app.click("Clear Search", "button")
        app.find("6 results")
        app.find("bag")


def rename_table(library, name, new_name):
    database = sqlite3.connect(library / "library.db")
    database.execute("PRAGMA busy_timeout=10000")
    with database:
        database.execute(f"ALTER TABLE {name} RENAME TO {new_name}")
    database.close()


def test_a_search_that_fails():
    library = make_library("campaign-headlines")
    with open_gallery(library) as app:
        app.find("5 results")
        rename_table(library, "asset_text", "asset_text_away")
        app.key("ctrl+f")
        app.type("roast")
        app.find("The Search Failed")
        assert tiles(app) == []
        assert app.all("5 results") == []
        rename_table(library, "asset_text_away", "asset_text")
        app.click("Try Again", "button")
        app.find("5 found")
        wait_until("five pictures", lambda: len(tiles(app)) == 5)


def large_thumbnails(library):
    return list((library / "thumbnails").glob("*/*-large"))


def test_wide_pictures_are_as_fine_as_the_screen():
    """Only what is wider than its small thumbnail gets a large one, when it is looked at."""
    library = make_library(imported=["data/templates/art/ad-300x250.svg"])
    with open_gallery(library) as app:
        app.key("F4")
        wait_until("a picture", lambda: tiles(app, "ad-300x250"))
        time.sleep(1)
        assert large_thumbnails(library) == []
    subprocess.run(["heddlectl", "import", SOURCE / "data/templates/art/ad-970x250.svg", "--library", library],
                   check=True, capture_output=True)
    assert large_thumbnails(library) == []
    with open_gallery(library) as app:
        wait_until("a picture", lambda: tiles(app, "ad-970x250"))
        wait_until("a large thumbnail", lambda: len(large_thumbnails(library)) == 1)


def test_throwing_away_and_taking_it_back():
    with open_gallery(make_library("campaign-headlines")) as app:
        wait_until("five pictures", lambda: len(tiles(app)) == 5)
        app.click(HEADLINES + "3…", "list item")
        app.find("Seed")
        app.key("Delete")
        wait_until("four pictures", lambda: len(tiles(app)) == 4)
        click_at_rest(app, "Undo")
        wait_until("five pictures", lambda: len(tiles(app)) == 5)


def test_what_is_chosen_in_a_menu_is_done():
    with open_gallery(make_library("campaign-headlines")) as app:
        wait_until("five pictures", lambda: len(tiles(app)) == 5)
        app.click(HEADLINES + "3…", "list item", button=3)
        app.find(role="menu")
        app.key("t")
        wait_until("four pictures", lambda: len(tiles(app)) == 4)
        app.gone(role="menu")


def test_with_keys_alone():
    with open_gallery(make_library("campaign-headlines", "moodboard")) as app:
        wait_until("five pictures", lambda: len(tiles(app)) == 5)
        wait_until("a tile with the focus", lambda: app.key("Tab") or has_focus(app))
        names = [node.get_name() for node in tiles(app, "")]
        app.key("Home")
        wait_until("the first", lambda: is_selected(app, names[0]))
        app.key("End")
        wait_until("the last", lambda: is_selected(app, names[-1]))
        app.key("Left")
        wait_until("the one before", lambda: is_selected(app, names[-2]))
        app.key("Up", "Down", "Home", "Right", "Return")
        app.find("Zoom In", "button")
        app.key("F4")
        app.gone("Prompt")
        app.key("plus", "plus", "0", "Escape")
        app.gone("Zoom In", "button")


def test_what_was_seen_is_seen_again():
    library = make_library("campaign-headlines")
    with open_gallery(library) as app:
        app.click(HEADLINES + "3…", "list item")
        app.find("Seed")
        assert app.close() == 0, app.output()
        app.start()
        wait_until("the same tile", lambda: is_selected(app, HEADLINES + "3"))
        app.find("Seed")


def test_a_narrow_window():
    with open_gallery(make_library("campaign-headlines")) as app:
        wait_until("five pictures", lambda: len(tiles(app)) == 5)
        app.resize(360, 640)
        time.sleep(0.5)
        app.click(HEADLINES + "5…", "list item")
        app.find("Details", "dialog")
        app.find("Seed")
        app.key("Escape")
        app.gone("Seed")


if __name__ == "__main__":
    run([
        test_nothing_made_yet,
        test_what_came_with_a_workflow_is_no_result,
        test_looking_at_what_was_made,
        test_searching,
        test_a_search_that_fails,
        test_wide_pictures_are_as_fine_as_the_screen,
        test_throwing_away_and_taking_it_back,
        test_what_is_chosen_in_a_menu_is_done,
        test_with_keys_alone,
        test_what_was_seen_is_seen_again,
        test_a_narrow_window,
    ])
