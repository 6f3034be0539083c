#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The page where a person chooses between pictures: its keys, more to choose from, and what budgets say."""

import json
import sqlite3
import subprocess
import tempfile
from pathlib import Path

import gi

gi.require_version("GdkPixbuf", "2.0")
from gi.repository import GdkPixbuf  # noqa: E402

from driver import BUILD, App, heddlectl, run, wait_until

MODEL = "replicate/black-forest-labs/flux-schnell"


class Studio:
    """A library with a run that waits, a provider that makes pictures at 0.003 USD, and the window."""

    def __init__(self, count=2, size=(1280, 800), budget=None, picks=1, ask=None):
        self.folder = Path(tempfile.mkdtemp(prefix="heddle-gate."))
        self.library = self.folder / "library"
        self.log = self.folder / "requests"
        self.server = subprocess.Popen(
            [BUILD / "tests/fakes/heddle-fake-provider", "replicate", "--log", self.log, "--polls", "1"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.url = self.server.stdout.readline().strip()
        self.heddlectl("run", self.write_workflow(count, picks), "--provider-url", f"replicate={self.url}")
        if budget is not None:
            self.heddlectl("budget", "set", "library", "total", budget)
        if ask is not None:
            self.heddlectl("budget", "ask", ask)
        self.app = App(library=self.library, size=size, environment={"HEDDLE_PROVIDER_URL_REPLICATE": self.url})
        wait_until("the focus", self.app.focused)
        self.app.key("alt+3")
        self.app.click("Pick…", "button")
        self.app.find("Number 1", "toggle button")

    def write_workflow(self, count, picks):
        nodes = [{"id": "pic", "type": "ai.image-generation", "x": 40, "y": 60,
                  "config": {"model": MODEL, "prompt": "Ceramic mug on pale oak", "count": count, "seed": 481516}},
                 {"id": "best", "type": "logic.pick", "x": 320, "y": 60, "name": "Pick the best image",
                  "config": {"count": picks}},
                 {"id": "keep", "type": "output.asset", "x": 600, "y": 60, "config": {"name": "Mug"}}]
        links = [{"id": "a", "from": ["pic", "images"], "to": ["best", "items"]},
                 {"id": "b", "from": ["best", "items"], "to": ["keep", "image"]}]
        file = self.folder / "mugs.heddle"
        file.write_text(json.dumps({
            "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000011", "name": "Mugs",
            "pipelines": [{"id": "main", "nodes": nodes, "links": links}],
        }))
        return file

    def heddlectl(self, *arguments):
        return heddlectl(self.library, *arguments)

    def count_orders(self):
        return sum('"POST"' in line for line in self.log.read_text().splitlines())

    def query(self, sql):
        with sqlite3.connect(self.library / "library.db") as database:
            return database.execute(sql).fetchall()

    def look_at(self, name):
        """The pixels of a slider."""
        file = self.folder / "window.png"
        self.app.screenshot(file)
        x, y, width, height = (int(number) for number in self.app.box(self.app.find(name, "slider")))
        picture = GdkPixbuf.Pixbuf.new_from_file(str(file))
        return picture.new_subpixbuf(x, y, width, min(height, picture.get_height() - y)).read_pixel_bytes().get_data()

    def close(self):
        assert self.app.close() == 0, self.app.output()
        assert "CRITICAL" not in self.app.output() and "WARNING" not in self.app.output(), self.app.output()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.app.kill()
        self.server.stdin.close()
        self.server.wait()


def test_more_to_choose_from():
    with Studio() as studio:
        app = studio.app
        app.find("Seed 481517")
        app.find("≈ $0.006")
        assert not app.unnamed(), app.unnamed()
        app.key("2")
        app.click("Generate 2 More", "button")
        app.find("Number 4", "toggle button")
        app.find("Seed 481519")
        assert studio.count_orders() == 4
        # The same by its key, and from a shell, while the page is open.
        app.key("r")
        app.find("Number 6", "toggle button")
        assert studio.count_orders() == 6
        studio.heddlectl("more", "1", "best", "--count", "1", "--provider-url", f"replicate={studio.url}")
        app.find("Number 7", "toggle button")
        app.find("Seed 481522")
        app.key("7", "Return")
        app.find("Run 1 Mugs, Done, 1 result, …", "list item")
        studio.close()
        assert studio.count_orders() == 7
        assert studio.query("SELECT json_extract (recipe, '$.seed') FROM asset") == [(481522,)]


def test_a_budget_is_asked_about():
    with Studio(budget="0.020") as studio:
        app = studio.app
        app.find("Generate 2 More", "button")
        app.key("r")
        app.find("Number 4", "toggle button")
        # Of 0.020 there are 0.012 spent; what follows brings that near the end.
        app.key("r")
        app.find("Generate 2 More?")
        app.key("Escape")
        app.gone("Generate 2 More?")
        assert studio.count_orders() == 4
        app.key("r")
        app.find("Generate 2 More?")
        app.click("Generate", "button")
        app.find("Number 6", "toggle button")
        app.key("r")
        app.find("The Budget Is Not Enough")
        app.key("Escape")
        app.gone("The Budget Is Not Enough")
        app.key("5", "Return")
        app.find("Run 1 Mugs, Done, 1 result, …", "list item")
        studio.close()
        assert studio.count_orders() == 6


def test_what_may_cost_much_is_asked_about():
    with Studio(ask="0.003") as studio:
        app = studio.app
        app.find("Generate 2 More", "button")
        app.key("r")
        app.find("Generate for up to …")
        app.find("Costs at Most")
        assert not app.unnamed(), app.unnamed()
        # What costs money is not what Enter agrees to unseen.
        app.key("Return")
        app.gone("Generate for up to …")
        assert studio.count_orders() == 2
        app.key("r")
        app.find("Generate for up to …")
        app.click("Generate", "button")
        app.find("Number 4", "toggle button")
        app.key("3", "Return")
        app.find("Run 1 Mugs, Done, 1 result, …", "list item")
        studio.close()
        assert studio.count_orders() == 4


def test_a_budget_is_asked_about_too_late():
    with Studio(budget="0.013") as studio:
        app = studio.app
        app.find("Generate 2 More", "button")
        app.key("r")
        app.find("Generate 2 More?")
        studio.heddlectl("pick", "1", "best", "1", "--provider-url", f"replicate={studio.url}")
        wait_until("the page to know", lambda: app.all("There Is Nothing to Answer", hidden=True))
        app.click("Generate", "button")
        app.gone("Generate 2 More?")
        app.key("Escape")
        app.find("Run 1 Mugs, Done, 1 result, …", "list item")
        studio.close()
        assert studio.count_orders() == 2


def test_stars():
    with Studio() as studio:
        app = studio.app
        stars = lambda: studio.query("SELECT rating FROM sample_rating ORDER BY blob_id")  # noqa: E731
        app.find("Rating of Number 2", "slider")
        app.key("2", "ctrl+4")
        wait_until("four stars", lambda: stars() == [(4,)])
        app.click("Rating of Number 2", "slider", at=(0.5, 0.5))
        wait_until("three stars", lambda: stars() == [(3,)])
        app.key("Right")
        wait_until("four stars again", lambda: stars() == [(4,)])
        studio.heddlectl("rate", "1", "best", "1", "5")
        wait_until("five stars", lambda: stars() == [(5,)])
        assert not app.unnamed(), app.unnamed()
        app.key("2", "Return")
        app.find("Run 1 Mugs, Done, 1 result, …", "list item")
        studio.close()
        assert studio.query("SELECT rating FROM asset") == [(5,)]


def test_what_a_shell_changes_is_seen():
    with Studio() as studio:
        app = studio.app
        before = studio.look_at("Rating of Number 2")
        studio.heddlectl("rate", "1", "best", "1", "4")
        wait_until("stars on the screen", lambda: studio.look_at("Rating of Number 2") != before)
        studio.heddlectl("budget", "set", "library", "total", "0.003")
        app.key("Escape")
        app.find("Adjust…", "button")
        budget, = studio.heddlectl("budget", "list")
        studio.heddlectl("budget", "remove", budget["id"])
        app.gone("Adjust…", "button")
        app.key("ctrl+comma")
        app.find("If It May Cost Much")
        studio.heddlectl("budget", "ask", "never")
        app.gone("If It May Cost Much")
        app.key("Escape")
        studio.close()


def test_ways_to_compare():
    with Studio(count=4) as studio:
        app = studio.app
        app.click("Swipe")
        app.find("Divider between Number 2 and Number 1", "slider")
        app.key("3")
        app.find("Divider between Number 1 and Number 3", "slider")
        assert not app.unnamed(), app.unnamed()
        app.click("One by One")
        app.find("Number 3", "toggle button")
        app.key("3", "Right", "ctrl+2")
        wait_until("stars of the fourth", lambda: studio.query("SELECT rating FROM sample_rating") == [(2,)])
        app.click("Side by Side")
        app.find("Number 4", "toggle button")
        app.key("4", "Return")
        app.find("Run 1 Mugs, Done, 1 result, …", "list item")
        studio.close()
        assert studio.query("SELECT json_extract (recipe, '$.seed') FROM asset") == [(481519,)]


def test_stars_of_the_one_over_the_other():
    with Studio(count=3, picks=2) as studio:
        app = studio.app
        stars = lambda: studio.query("SELECT rating FROM sample_rating WHERE rating > 0")  # noqa: E731
        app.key("1", "2", "ctrl+4")
        wait_until("four stars of the second", lambda: stars() == [(4,)])
        app.click("Swipe")
        app.find("Divider between Number 1 and Number 2", "slider")
        # As many as it has take them away, which the first would not have had.
        app.key("2", "2", "space", "ctrl+4")
        wait_until("no stars", lambda: stars() == [])
        app.click("Use Selected", "button")
        app.find("Run 1 Mugs, Done, 2 results, …", "list item")
        studio.close()


def is_looked_at(app, name):
    x, _, width, _ = app.box(app.find(name, "toggle button"))
    left, _, room, _ = app.geometry()
    return left < x + width / 2 < left + room


def test_one_by_one_stays_where_it_is():
    for size in ((1280, 800), (360, 720)):
        with Studio(count=3, size=size) as studio:
            app = studio.app
            stars = lambda: studio.query("SELECT rating FROM sample_rating WHERE rating > 0")  # noqa: E731
            app.key("1", "ctrl+3")
            wait_until("three stars of the first", lambda: stars() == [(3,)])
            if size[0] > 360:
                app.click("One by One")
            wait_until("the first", lambda: is_looked_at(app, "Number 1") and not is_looked_at(app, "Number 2"))
            x, y, width, _ = app.box(app.find("Number 1", "toggle button"))
            app.scroll(x + width / 2, y + 60, 1)
            wait_until("the second", lambda: is_looked_at(app, "Number 2") and not is_looked_at(app, "Number 1"))
            studio.heddlectl("more", "1", "best", "--count", "1", "--provider-url", f"replicate={studio.url}")
            app.find("Number 4", "toggle button")
            app.key("ctrl+4")
            wait_until("four stars of the second", lambda: stars() == [(4,)])
            assert is_looked_at(app, "Number 2") and not is_looked_at(app, "Number 1")
            app.key("1", "ctrl+3")
            wait_until("those of the first to go", lambda: stars() == [])
            app.key("2", "Return")
            app.find("Run 1 Mugs, Done, 1 result, …", "list item")
            studio.close()


def test_all_widths():
    with Studio(count=4) as studio:
        app = studio.app
        for width in (1440, 1000, 800, 600, 400, 360):
            app.resize(width, 720)
            app.find("Number 4", "toggle button")
        app.key("4", "Return")
        app.find("Run 1 Mugs, Done, 1 result, …", "list item")
        studio.close()


def test_answered_elsewhere():
    with Studio() as studio:
        studio.heddlectl("pick", "1", "best", "1", "--provider-url", f"replicate={studio.url}")
        studio.app.find("There Is Nothing to Answer")
        studio.app.key("Escape")
        studio.app.find("Run 1 Mugs, Done, 1 result, …", "list item")
        studio.close()


run([
    test_more_to_choose_from,
    test_a_budget_is_asked_about,
    test_what_may_cost_much_is_asked_about,
    test_a_budget_is_asked_about_too_late,
    test_stars,
    test_what_a_shell_changes_is_seen,
    test_ways_to_compare,
    test_stars_of_the_one_over_the_other,
    test_one_by_one_stays_where_it_is,
    test_all_widths,
    test_answered_elsewhere,
])
