#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py DIR [PART…]: pictures of every place and state, from the running application.

Runs inside tests/app/with-display, with the samples' own data and one typeface, so
that a picture changes only where the application does. PART is the beginning of a
picture's name; all are made without any.
"""

import datetime
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

from driver import BUILD, SOURCE, App, move_pointer, wait_until, xdotool
from running_editor import fake_openai, new_folder

WIDE = (1440, 900)
MIDDLE = (900, 760)
NARROW = (360, 720)
LOOKS = {
    "light": {},
    "dark": {"ADW_DEBUG_COLOR_SCHEME": "prefer-dark"},
    "contrast": {"ADW_DEBUG_HIGH_CONTRAST": "1"},
    "mirrored": {"LD_PRELOAD": f"{BUILD}/tests/app/exact-bounds.so {BUILD}/tests/app/mirrored.so"},
}
SAMPLES = ["product-post", "moodboard", "banner-set", "event-poster", "story-series"]


def full_library(folder):
    """A library in which every sample has run."""
    library = Path(folder) / "library"
    for name in SAMPLES:
        sample = SOURCE / f"data/templates/{name}.heddle"
        imported = subprocess.run(["heddlectl", "--library", library, "import", sample, "--json"],
                                  check=True, capture_output=True, text=True).stdout
        workflow = imported.split('"id":"')[1].split('"')[0]
        subprocess.run(["heddlectl", "--library", library, "run", workflow, "--quiet"], check=True,
                       stdout=subprocess.DEVNULL)
    return library


class Album:
    def __init__(self, target, parts):
        self.target = Path(target)
        self.parts = parts

    def wants(self, name):
        return not self.parts or any(name.startswith(part) for part in self.parts)

    def only(self, name):
        return bool(self.parts) and all(part.startswith(name) for part in self.parts)

    def take(self, app, name):
        app.screenshot(self.target / f"{name}.png", settle=0.8)
        print(self.target / f"{name}.png", flush=True)


def find_tiles(app):
    """The pictures of the gallery that are on the screen."""
    return wait_until("pictures", lambda: [node for node in app.all(role="list item")
                                           if node.get_parent().get_name() == "Gallery"])


def open_places(album, name, library, size, look):
    """One window on the full library, from place to place."""
    app = App(library=library, size=size, environment=LOOKS[look])
    narrow = size[0] < 800
    try:
        app.find("Story series", "table cell")
        album.take(app, f"workflows-{name}")
        if narrow:
            app.key("ctrl+f")
            app.type("Product")
            app.gone("Story series", "table cell")
        app.click("Product post", "table cell", repeat=2)
        app.find("Run", "button")
        time.sleep(1)
        album.take(app, f"editor-{name}")
        app.key("Home")
        app.key("Right")
        if narrow:
            app.key("F4")
        album.take(app, f"editor-selected-{name}")
        if narrow:
            app.key("F4")
        app.key("alt+2")
        find_tiles(app)
        time.sleep(1)
        album.take(app, f"gallery-{name}")
        app.click(node=find_tiles(app)[0])
        time.sleep(0.5)
        album.take(app, f"gallery-details-{name}")
        app.key("Escape" if size[0] < WIDE[0] else "F4")
        time.sleep(1)
        app.click(node=find_tiles(app)[0], repeat=2)
        time.sleep(1.5)
        album.take(app, f"gallery-viewer-{name}")
        app.key("Escape")
        app.key("ctrl+comma")
        app.find("Preferences")
        album.take(app, f"preferences-{name}")
        app.key("Escape")
        app.key("ctrl+question")
        album.take(app, f"shortcuts-{name}")
    finally:
        app.kill()


def empty_places(album, name, size, look):
    app = App(size=size, environment=LOOKS[look])
    try:
        app.find("No Workflows Yet")
        album.take(app, f"empty-workflows-{name}")
        app.key("alt+2")
        app.find("Nothing Made Yet")
        album.take(app, f"empty-gallery-{name}")
        app.key("alt+3")
        app.find("No Runs Yet")
        album.take(app, f"empty-runs-{name}")
        app.key("alt+1")
        app.click("Start from a Sample…", "button")
        app.find("Product post", "list item")
        album.take(app, f"samples-{name}")
        app.click("Event poster", "list item")
        app.find("Run", "button")
        album.take(app, f"editor-new-{name}")
        app.key("ctrl+Return")
        app.find("Stop", "button")
        album.take(app, f"editor-running-{name}")
    finally:
        app.kill()


def node(name, kind, x, y, **config):
    return {"id": name, "type": kind, "x": x, "y": y, "config": config}


# A workflow in which a step failed, what follows was skipped, and another waits for a person.
TROUBLED = {
    "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000001", "name": "In trouble",
    "pipelines": [{
        "id": "main",
        "nodes": [
            node("words", "input.text", 40, 60, value="Slow mornings are back."),
            node("read", "json.pick", 320, 60, path="$.headline"),
            node("shout", "text.case", 600, 60, case="upper"),
            node("ideas", "input.list", 40, 400, items=["One cup", "Two cups"]),
            node("approve", "logic.approve", 320, 400),
        ],
        "links": [
            {"id": "a", "from": ["words", "text"], "to": ["read", "json"]},
            {"id": "b", "from": ["read", "text"], "to": ["shout", "text"]},
            {"id": "c", "from": ["ideas", "list"], "to": ["approve", "items"]},
        ],
    }],
}
KEYLESS = {
    "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000002", "name": "Without a key",
    "pipelines": [{
        "id": "main",
        "nodes": [node("art", "ai.image-generation", 120, 120, model="openai/gpt-image-2", prompt="A cup of coffee")],
        "links": [],
    }],
}


def troubled_library(folder):
    library = Path(folder) / "troubled"
    for workflow in (TROUBLED, KEYLESS):
        file = Path(folder) / f"{workflow['name']}.heddle"
        file.write_text(json.dumps(workflow))
        subprocess.run(["heddlectl", "--library", library, "import", file], check=True, stdout=subprocess.DEVNULL)
    return library


def open_troubles(album, name, library, other, size, look):
    """What goes wrong, and how it is told."""
    app = App(library=library, size=size, environment=LOOKS[look])
    try:
        app.click("In trouble", "table cell", repeat=2)
        app.find("Run", "button")
        app.key("ctrl+Return")
        time.sleep(4)
        album.take(app, f"editor-failed-{name}")
        app.click("Workflows", "list item")
        app.click("Without a key", "table cell", repeat=2)
        app.find("Without a key", "page tab")
        time.sleep(1)
        album.take(app, f"editor-no-key-{name}")
    finally:
        app.kill()
    app = App(library=other, size=size, environment=LOOKS[look])
    try:
        app.key("alt+2")
        find_tiles(app)
        app.key("ctrl+f")
        app.type("submarine")
        app.find("No Matches")
        album.take(app, f"gallery-no-matches-{name}")
    finally:
        app.kill()
    app = App(library=SOURCE / "tests", size=size, environment=LOOKS[look])
    try:
        app.find("The Library Cannot Be Opened")
        album.take(app, f"library-problem-{name}")
    finally:
        app.kill()


# Four pictures of which a person picks one.
PICKING = {
    "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000003", "name": "Spring launch",
    "pipelines": [{
        "id": "main",
        "nodes": [
            {**node("image", "ai.image-generation", 40, 60, model="sketch/image", count=4, aspect_ratio="4:5", seed=3,
                    prompt="Ceramic mug on pale oak, morning light from the left, room for a headline"),
             "name": "Generate image"},
            {**node("best", "logic.pick", 320, 60, count=1), "name": "Pick best"},
            {**node("fit", "image.resize", 600, 60, width=1080, height=1350), "name": "Fit for the feed"},
            node("keep", "output.asset", 880, 60),
        ],
        "links": [
            {"id": "a", "from": ["image", "images"], "to": ["best", "items"]},
            {"id": "b", "from": ["best", "items"], "to": ["fit", "image"]},
            {"id": "c", "from": ["fit", "image"], "to": ["keep", "image"]},
        ],
    }],
}
DAY = 24 * 3600 * 1000
SPENT = {"replicate": [9, 12, 4, 14, 18, 7, 8], "openai": [4, 7, 7, 5, 9, 6, 8]}


def spend(database):
    """What providers were paid for calls in the last days, as the calls would have been written down."""
    now = int(time.time() * 1000)
    for provider, days in SPENT.items():
        for ago, amount in enumerate(days * 4):
            database.execute("INSERT INTO api_call (provider, endpoint, method, status, cost, currency, started_at,"
                             " finished_at) VALUES (?, '/', 'POST', 'answered', ?, 'USD', ?, ?)",
                             (provider, amount * 100000, now - ago * DAY, now - ago * DAY + 900))


def paid(database, cost, name):
    """Sketch costs nothing; here its pictures do."""
    database.execute("UPDATE run SET costs = ? WHERE workflow_name = ?",
                     (json.dumps([{"amount": cost, "currency": "USD"}]), name))
    database.execute("UPDATE run_item SET cost = ?, currency = 'USD' WHERE status = 'completed' AND node_run_id IN"
                     " (SELECT node_run.id FROM node_run JOIN run ON run.id = run_id"
                     " WHERE workflow_name = ? AND type LIKE 'ai.%')", (cost // 4, name))


def queue_library(folder, runs):
    """The same with a paused queue: two that could begin, one of them since long, and two that begin later."""
    library = shutil.copytree(runs, Path(folder) / "queue")
    workflows = [json.loads(line) for line in
                 subprocess.run(["heddlectl", "--library", library, "list", "workflows", "--json"], check=True,
                                capture_output=True, text=True).stdout.splitlines()]
    mood = next(line["id"] for line in workflows if line["name"] == "Mood board")
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    subprocess.run(["heddlectl", "--library", library, "queue", "pause"], check=True)
    for at in ([], [], ["--at", f"{tomorrow}T07:30"], ["--at", f"{tomorrow + datetime.timedelta(days=6)}T18:00"]):
        subprocess.run(["heddlectl", "--library", library, "run", mood, "--queue", *at, "--quiet"], check=True,
                       stdout=subprocess.DEVNULL)
    with sqlite3.connect(library / "library.db") as database:
        database.execute("UPDATE job SET scheduled_for = ? WHERE position = 2", (int((time.time() - 2.5 * 3600) * 1000),))
    return library


def runs_library(folder):
    """A library with runs that went well, failed, were stopped, were interrupted and wait."""
    library = Path(folder) / "runs"
    sources = [SOURCE / f"data/templates/{name}.heddle" for name in
               ("event-poster", "moodboard", "banner-set", "story-series")]
    for document in (TROUBLED, PICKING):
        sources.append(Path(folder) / f"{document['name']}.heddle")
        sources[-1].write_text(json.dumps(document))
    for source in sources:
        imported = subprocess.run(["heddlectl", "--library", library, "import", source, "--json"], check=True,
                                  capture_output=True, text=True).stdout
        subprocess.run(["heddlectl", "--library", library, "run", imported.split('"id":"')[1].split('"')[0], "--quiet"],
                       check=False, stdout=subprocess.DEVNULL)
    subprocess.run(["heddlectl", "--library", library, "budget", "set", "library", "month", "60"], check=True,
                   stdout=subprocess.DEVNULL)
    with sqlite3.connect(library / "library.db") as database:
        spend(database)
        paid(database, 300000, "Mood board")
        paid(database, 160000, "Spring launch")
        database.execute("UPDATE run SET status = 'cancelled' WHERE workflow_name = 'Event poster'")
        database.execute("UPDATE run SET status = 'running', finished_at = NULL WHERE workflow_name = 'Banner set'")
    return library


def open_runs(album, name, library, size, look):
    app = App(library=library, size=size, environment=LOOKS[look])
    try:
        app.find("Spring launch", "table cell")
        app.key("alt+3")
        app.find("Run 6 Spring launch, …", "list item")
        album.take(app, f"runs-{name}")
        app.click("Run 6 Spring launch, …", "list item")
        app.find("Pick best, …")
        album.take(app, f"runs-steps-{name}")
        app.key("shift+F10")
        album.take(app, f"runs-menu-{name}")
        app.key("Escape")
        app.click("Pick…", "button")
        app.find("Number 2", "toggle button")
        app.key("2")
        time.sleep(1)
        album.take(app, f"runs-pick-{name}")
    finally:
        app.kill()


def open_queue(album, name, library, size, look):
    """What waits for its turn, and how much may be spent."""
    app = App(library=library, size=size, environment=LOOKS[look])
    try:
        app.find("Spring launch", "table cell")
        app.key("alt+3")
        app.find("Run 10 Mood board, …", "list item")
        if size[0] < 560:
            app.click("All", "combo box")
            app.key("End", "Return")
        else:
            app.click("Scheduled 4", "radio button")
        app.gone("Run 6 Spring launch, …", "list item")
        app.find("Run 7 Mood board, …", "list item")
        album.take(app, f"runs-queue-{name}")
        app.click("Adjust…", "button")
        app.find("Save", "button")
        album.take(app, f"runs-budget-{name}")
    finally:
        app.kill()


def readme_pictures(album, library):
    """The two that the README begins with."""
    app = App(library=library, size=(1280, 800))
    try:
        app.click("Product post", "table cell", repeat=2)
        app.find("Run", "button")
        app.key("Home")
        app.key("Right", "Right")
        time.sleep(1)
        album.take(app, "window")
        app.key("alt+2")
        find_tiles(app)
        time.sleep(1)
        app.key("F4")
        album.take(app, "gallery")
    finally:
        app.kill()


# Steps that wait to be linked, on two pages.
UNLINKED = {
    "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000004", "name": "Product cut-outs",
    "pipelines": [{
        "id": "main",
        "nodes": [
            {**node("photo", "input.image", 40, 60), "name": "Product photo"},
            {**node("fit", "image.resize", 300, 60, width=1080, height=1350), "name": "Fit for the feed"},
            {**node("words", "input.text", 40, 240, value="Slow mornings are back."), "name": "Headline"},
            {**node("set", "image.text", 300, 240), "name": "Set headline"},
            {**node("tint", "input.color", 40, 420, value="#e8a87c"), "name": "Backdrop color"},
            {**node("art", "ai.image-generation", 300, 440, model="sketch/image"), "name": "Backdrop"},
        ],
        "links": [{"id": "a", "from": ["photo", "image"], "to": ["fit", "image"]}],
    }, {
        "id": "stories", "name": "Stories", "links": [],
        "nodes": [{**node("fit", "image.resize", 40, 60, width=1080, height=1920), "name": "Fit for stories"}],
    }],
}


def unlinked_library(folder):
    library = Path(folder) / "unlinked"
    file = Path(folder) / "unlinked.heddle"
    file.write_text(json.dumps(UNLINKED))
    subprocess.run(["heddlectl", "--library", library, "import", file], check=True, stdout=subprocess.DEVNULL)
    return library


def open_linking(album, name, library, size, look):
    """A link that is drawn over what fits and what does not, the search for a step, and what is wrong on all pages."""
    app = App(library=library, size=size, environment=LOOKS[look])
    try:
        app.click("Product cut-outs", "table cell", repeat=2)
        group = app.find("Workflow, …")
        app.find("Run", "button")
        x, y, width, height = app.box(group)
        app.click_at(x + width / 2, y + 12)
        app.key("ctrl+1" if size == WIDE else "ctrl+0")
        time.sleep(0.5)
        zoom = int("".join(c for c in app.find("Zoom, …").get_name() if c.isdigit())) / 100
        nodes = {n.get_name().split(",")[0]: app.box(n)
                 for n in (group.get_child_at_index(i) for i in range(group.get_child_count()))}

        def port(title, row=0, output=False):
            left, top, breadth, _ = nodes[title]
            return left + (breadth if output else 0), top + (55 + 26 * row) * zoom

        def hold(start, end):
            move_pointer(*start)
            xdotool("mousedown", 1)
            for i in range(1, 9):
                move_pointer(*(start[j] + (end[j] - start[j]) * i / 8 for j in (0, 1)))

        # From farther away there are no ports to take hold of.
        if zoom >= 0.4:
            fit = port("Fit for the feed", output=True)
            hold(fit, (fit[0] + 40, fit[1] + 90))
            album.take(app, f"linking-draw-{name}")
            move_pointer(*port("Set headline"))
            album.take(app, f"linking-fits-{name}")
            move_pointer(*port("Set headline", 1))
            album.take(app, f"linking-refused-{name}")
            move_pointer(fit[0] + 40, fit[1] + 60)
            xdotool("mouseup", 1)
            app.find("Resize Image, Image", "list item")
            app.key("Down")
            album.take(app, f"linking-step-{name}")
            app.key("Escape")
        app.key("slash")
        app.find("Search steps")
        album.take(app, f"linking-search-{name}")
        app.key("Escape")
        app.find("Main", "page tab")
        if size == WIDE:
            app.key("F3")
            app.find("Steps that can be added", "list")
        app.key("F8")
        app.find("Problems", "list")
        album.take(app, f"linking-problems-{name}")
    finally:
        app.kill()


def pages_library(folder):
    """A workflow of three pages: one waits for a person, one works until it is stopped, one is done at once."""
    library = Path(folder) / "pages"
    file = Path(folder) / "pages.heddle"
    slow = "Five headlines for the spring launch [fault:429,retry-after=100,times=1]"
    gated = PICKING["pipelines"][0]
    workflow = {**PICKING, "id": "01a22351-0000-7000-8000-000000000005", "name": "Spring campaign", "pipelines": [
        {**gated, "id": "main", "name": "Key visual",
         "frames": [{"id": "f", "name": "Pictures", "color": "teal", "x": 0, "y": 0, "width": 560, "height": 560}],
         "notes": [{"id": "n", "text": "Leave room for the headline at the top.\nThe legal line comes later.",
                    "x": 600, "y": 480, "width": 240, "height": 110}]},
        {"id": "lines", "name": "Headlines", "links": [], "nodes": [
            {**node("lines", "ai.text-generation", 40, 60, model="openai/gpt-5-mini", prompt=slow),
             "name": "Headlines"}]},
        {"id": "card", "name": "Card", "links": [], "nodes": [
            {**node("card", "input.text", 40, 60, value="Spring is here"), "name": "Words on the card"}]},
    ]}
    file.write_text(json.dumps(workflow))
    subprocess.run(["heddlectl", "--library", library, "import", file], check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["heddlectl", "--library", library, "budget", "ask", "never"], check=True, stdout=subprocess.DEVNULL)
    return library


def open_pages(album, name, library, size, look):
    """Pages that run beside each other, and the outline of one."""
    with fake_openai(new_folder()) as (url, _):
        app = App(library=library, size=size, environment={**LOOKS[look], "HEDDLE_PROVIDER_URL_OPENAI": url})
        try:
            app.click("Spring campaign", "table cell", repeat=2)
            app.find("Run", "button")
            app.key("ctrl+Return")
            app.find("Pick best, Waiting for you…")
            app.key("ctrl+Page_Down")
            app.find("Headlines, Not run yet…")
            app.key("ctrl+Return")
            app.find("Headlines, Retrying, …")
            album.take(app, f"pages-running-{name}")
            app.key("ctrl+Page_Down", "ctrl+Return")
            app.find("Words on the card, Done…")
            album.take(app, f"pages-done-{name}")
            app.key("ctrl+Page_Up", "ctrl+Page_Up")
            app.find("Pick best, Waiting for you…")
            album.take(app, f"pages-waiting-{name}")
            app.key("shift+F9")
            app.find("Outline of the page", "list")
            app.key("Down", "Down", "Right", "Down")
            album.take(app, f"outline-{name}")
        finally:
            app.kill()


def main():
    album = Album(sys.argv[1], sys.argv[2:])
    alone = any(album.only(part) for part in ("runs", "linking", "pages"))
    library = None if alone else full_library(os.environ["HOME"])
    troubled = troubled_library(os.environ["HOME"])
    runs = runs_library(os.environ["HOME"])
    queued = queue_library(os.environ["HOME"], runs)
    if album.wants("readme"):
        readme_pictures(album, library)
    unlinked = unlinked_library(os.environ["HOME"])
    for look in LOOKS:
        for width, size in (("wide", WIDE), ("middle", MIDDLE), ("narrow", NARROW)):
            name = f"{look}-{width}"
            if look == "contrast" and width != "wide":
                continue
            if album.wants(f"runs-{name}"):
                open_runs(album, name, runs, size, look)
            if album.wants(f"runs-queue-{name}"):
                open_queue(album, name, queued, size, look)
            if album.wants(f"linking-{name}"):
                open_linking(album, name, unlinked, size, look)
            if album.wants(f"pages-{name}"):
                open_pages(album, name, pages_library(new_folder()), size, look)
            if not album.wants(name):
                continue
            empty_places(album, name, size, look)
            open_places(album, name, library, size, look)
            if width == "wide":
                open_troubles(album, name, troubled, library, size, look)


main()
