#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The place where runs are: what they say, what can be done with them, and who is told."""

import datetime
import json
import os
import sqlite3
import subprocess
import tempfile
import threading
import time
import uuid
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Gio", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

from driver import BUILD, SOURCE, WITH_FILE_DIALOG, App, heddlectl, run, start_sample, type_path, wait_until

NOTIFICATIONS = """
<node><interface name="org.freedesktop.Notifications">
  <method name="Notify">
    <arg type="s" direction="in"/><arg type="u" direction="in"/><arg type="s" direction="in"/>
    <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="as" direction="in"/>
    <arg type="a{sv}" direction="in"/><arg type="i" direction="in"/><arg type="u" direction="out"/>
  </method>
  <method name="CloseNotification"><arg type="u" direction="in"/></method>
  <method name="GetCapabilities"><arg type="as" direction="out"/></method>
  <method name="GetServerInformation">
    <arg type="s" direction="out"/><arg type="s" direction="out"/><arg type="s" direction="out"/>
    <arg type="s" direction="out"/>
  </method>
  <signal name="ActionInvoked"><arg type="u"/><arg type="s"/></signal>
</interface></node>
"""


class Notifications:
    """What the desktop would show, on this session's bus."""

    def __init__(self):
        self.shown = []
        self.bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        self.context = GLib.MainContext()
        self.context.push_thread_default()
        interface = Gio.DBusNodeInfo.new_for_xml(NOTIFICATIONS).interfaces[0]
        self.bus.register_object("/org/freedesktop/Notifications", interface, self._call, None, None)
        self.context.pop_thread_default()
        threading.Thread(target=self._serve, daemon=True).start()
        self.bus.call_sync("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus", "RequestName",
                           GLib.Variant("(su)", ("org.freedesktop.Notifications", 4)), None, 0, -1, None)

    def _serve(self):
        while True:
            self.context.iteration(True)

    def _call(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        if method == "Notify":
            _, _, _, title, body, actions, _, _ = arguments.unpack()
            self.shown.append((title, body, actions))
            invocation.return_value(GLib.Variant("(u)", (len(self.shown),)))
        elif method == "GetCapabilities":
            invocation.return_value(GLib.Variant("(as)", (["actions", "body"],)))
        elif method == "GetServerInformation":
            invocation.return_value(GLib.Variant("(ssss)", ("test", "test", "1", "1.2")))
        else:
            invocation.return_value(None)

    def click(self, number):
        self.bus.emit_signal(None, "/org/freedesktop/Notifications", "org.freedesktop.Notifications", "ActionInvoked",
                             GLib.Variant("(us)", (number, "default")))


def import_workflow(library, source):
    return heddlectl(library, "import", source)[0]["id"]


def failing_workflow(folder):
    """One that fails at once, since there is no headline in what it reads."""
    nodes = [{"id": "words", "type": "input.text", "x": 40, "y": 60, "config": {"value": "Slow mornings"}},
             {"id": "read", "type": "json.pick", "x": 320, "y": 60, "name": "Read headline", "config": {"path": "$.a"}}]
    file = Path(folder) / "failing.heddle"
    file.write_text(json.dumps({
        "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000009", "name": "In trouble",
        "pipelines": [{"id": "main", "nodes": nodes,
                       "links": [{"id": "a", "from": ["words", "text"], "to": ["read", "json"]}]}],
    }))
    return file


def picking_workflow(folder, **config):
    """Three texts, of which a person picks one, which then goes on."""
    nodes = [{"id": "ideas", "type": "input.list", "x": 40, "y": 60, "config": {"items": ["one cup", "two cups", "tea"]}},
             {"id": "best", "type": "logic.pick", "x": 320, "y": 60, "name": "Pick best", "config": config},
             {"id": "shout", "type": "text.case", "x": 600, "y": 60, "name": "Shout", "config": {"case": "upper"}},
             {"id": "keep", "type": "output.asset", "x": 900, "y": 60, "name": "Keep", "config": {}}]
    links = [{"id": "a", "from": ["ideas", "list"], "to": ["best", "items"]},
             {"id": "b", "from": ["best", "items"], "to": ["shout", "text"]},
             {"id": "c", "from": ["shout", "text"], "to": ["keep", "text"]}]
    file = Path(folder) / "picking.heddle"
    file.write_text(json.dumps({
        "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000010", "name": "Slogans",
        "pipelines": [{"id": "main", "nodes": nodes, "links": links}],
    }))
    return file


def library_with_runs():
    library = Path(tempfile.mkdtemp(prefix="heddle-runs.")) / "library"
    poster = import_workflow(library, SOURCE / "data/templates/event-poster.heddle")
    for workflow in (poster, import_workflow(library, failing_workflow(library.parent)), poster):
        heddlectl(library, "run", workflow)
    # As a process leaves it that was killed.
    with sqlite3.connect(library / "library.db") as database:
        database.execute("UPDATE run SET status = 'running', finished_at = NULL WHERE number = 3")
    return library


def test_runs_are_listed_filtered_and_opened():
    app = App(library=library_with_runs(), size=(1280, 800))
    try:
        app.find("Event poster", "table cell")
        app.key("alt+3")
        app.find("Run 3 Event poster, Interrupted, …", "list item")
        app.find("Run 1 Event poster, Done, …", "list item")
        app.click("Failed", "radio button")
        app.gone("Run 1 Event poster, Done, …", "list item")
        app.find("Run 2 In trouble, Failed, …", "list item")
        app.find("Run 3 Event poster, Interrupted, …", "list item")
        app.click("Running", "radio button")
        app.find("No Matches")
        app.click("Show All Runs", "button")
        app.find("Run 1 Event poster, Done, …", "list item")
        app.key("ctrl+f")
        app.type("trouble")
        app.gone("Run 1 Event poster, Done, …", "list item")
        app.click("Run 2 In trouble, Failed, …", "list item", at=(0.1, 0.5))
        app.find("Read headline, …")
        assert not app.unnamed(), app.unnamed()
        app.key("Escape")
        app.click("Run 1 Event poster, …", "list item")
        app.click("Show Results", "button")
        wait_until("the results in the gallery", lambda: [node for node in app.all(role="list item")
                                                          if node.get_parent().get_name() == "Gallery"])
        app.key("alt+3")
        app.click("Run 2 In trouble, …", "list item", at=(0.1, 0.5))
        app.key("shift+F10")
        app.find(role="menu")
        app.key("Escape")
        app.gone(role="menu")
        app.click("Open Workflow", "button")
        app.find("In trouble", "page tab")
        assert app.close() == 0, app.output()
        assert "CRITICAL" not in app.output() and "WARNING" not in app.output(), app.output()
    finally:
        app.kill()


def test_a_phone_has_room_for_runs():
    app = App(library=library_with_runs(), size=(360, 640))
    try:
        app.find("Event poster", "table cell")
        app.key("alt+3")
        app.find("Run 2 In trouble, Failed, …", "list item")
        assert app.find("All", "combo box").get_description() == "Which runs are listed"
        assert not app.unnamed(), app.unnamed()
        assert app.geometry()[2] <= 370
    finally:
        app.kill()


def test_a_run_at_work_says_how_far_it_is():
    app = App(size=(1280, 800))
    try:
        start_sample(app, "Mood board")
        app.key("ctrl+Return")
        app.find("Stop", "button")
        app.key("alt+3")
        app.find("Run 1 Mood board, Running, …", "list item", patience=20)
        app.find("Run 1 Mood board, Done, …", "list item", patience=60)
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def test_a_person_picks_and_the_run_goes_on():
    folder = Path(tempfile.mkdtemp(prefix="heddle-runs."))
    heddlectl(folder / "library", "run", import_workflow(folder / "library", picking_workflow(folder)))
    app = App(library=folder / "library", size=(1280, 800))
    try:
        app.click("Slogans", "table cell", repeat=2)
        app.find("Slogans", "page tab")
        app.key("alt+3")
        app.find("Run 1 Slogans, Waiting for your pick, …", "list item")
        app.click("Pick…", "button")
        app.find("Number 3", "toggle button")
        assert not app.unnamed(), app.unnamed()
        app.key("Escape")
        app.click("Pick…", "button")
        app.find("Number 3", "toggle button")
        app.key("2", "space", "space", "Return")
        app.find("Run 1 Slogans, Done, 1 result, …", "list item")
        app.key("alt+1")
        app.find("Run 1: 1 result")
        assert app.close() == 0, app.output()
        with sqlite3.connect(app.library / "library.db") as database:
            kept = [row[0] for row in database.execute("SELECT text FROM asset")]
        assert kept == ["TWO CUPS"], kept
        assert "CRITICAL" not in app.output() and "WARNING" not in app.output(), app.output()
    finally:
        app.kill()


def test_what_failed_is_done_again():
    folder = Path(tempfile.mkdtemp(prefix="heddle-runs."))
    heddlectl(folder / "library", "run", import_workflow(folder / "library", failing_workflow(folder)))
    app = App(library=folder / "library", size=(1280, 800))
    try:
        app.find("In trouble", "table cell")
        app.key("alt+3")
        app.click("Retry Failed", "button")
        app.find("Run 1 In trouble, Failed, …", "list item")
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def failing_rows(folder):
    """A table of three rows, of which one fails."""
    nodes = [{"id": "read", "type": "json.pick", "x": 40, "y": 60, "name": "Read headline", "config": {"path": "$.a"}}]
    file = Path(folder) / "rows.heddle"
    file.write_text(json.dumps({
        "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-00000000000b", "name": "Table",
        "inputs": [{"key": "facts", "type": "text", "required": True}],
        "pipelines": [{"id": "main", "nodes": nodes,
                       "links": [{"id": "a", "from": ["inputs", "facts"], "to": ["read", "json"]}]}],
    }))
    table = Path(folder) / "rows.csv"
    table.write_text('facts,note\n"{""a"": ""one""}",first\nnothing,second\n"{""a"": ""two""}",third\n')
    return file, table


def test_rows_that_failed_are_saved():
    folder = Path(tempfile.mkdtemp(prefix="heddle-runs."))
    file, table = failing_rows(folder)
    heddlectl(folder / "library", "run", str(file), "--rows", str(table))
    app = App(library=folder / "library", size=(1280, 800), environment=WITH_FILE_DIALOG)
    try:
        app.key("alt+3")
        app.click("Run 1 Table, …", "list item", at=(0.1, 0.5))
        app.key("shift+F10")
        app.find(role="menu")
        app.key("e")
        app.find("Export Failed Rows", "dialog")
        type_path(app, folder / "failed.csv")
        wait_until("the table", (folder / "failed.csv").exists)
        app.find("1 row saved")
        saved = (folder / "failed.csv").read_text()
        assert saved.startswith('"facts","note","heddle error"'), saved
        assert '"nothing","second","Read headline: ' in saved and "first" not in saved, saved
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def test_who_is_elsewhere_is_told():
    notifications = Notifications()
    app = App(size=(1280, 800))
    other = None
    try:
        start_sample(app, "Mood board")
        app.key("ctrl+Return")
        app.find("Stop", "button")
        other = subprocess.Popen([BUILD / "tests/app/drag-window"], env=app.environment)
        wait_until("a notification", lambda: notifications.shown, patience=60)
        title, body, _ = notifications.shown[0]
        assert title == "Mood board" and body.startswith("Run 1"), notifications.shown
        notifications.click(1)
        app.find("Run 1 Mood board, Done, …", "list item")
        app.find("Show Results", "button")
        assert len(notifications.shown) == 1, notifications.shown
    finally:
        if other:
            other.kill()
            other.wait()
        app.kill()


def queued_runs(library):
    """The numbers of the runs that wait in the queue, in its order."""
    return [line["number"] for line in heddlectl(library, "queue", "list") if line["type"] == "queued-run"]


def library_with_queue(folder):
    """A paused queue of three, and a run that begins tomorrow."""
    library = Path(folder) / "library"
    poster = import_workflow(library, SOURCE / "data/templates/event-poster.heddle")
    heddlectl(library, "queue", "pause")
    for _ in range(3):
        heddlectl(library, "run", poster, "--queue")
    tomorrow = datetime.date.today() + datetime.timedelta(days=1)
    heddlectl(library, "run", poster, "--queue", "--at", f"{tomorrow}T07:30")
    return library, poster


def choose(app, row, letter):
    """Chooses the item with a letter of its own in the menu of a run."""
    app.click(row, "list item", at=(0.1, 0.5), button=3)
    app.find(role="menu")
    app.key(letter)
    app.gone(role="menu")


def test_the_queue_is_arranged_and_worked_off():
    library, poster = library_with_queue(tempfile.mkdtemp(prefix="heddle-runs."))
    app = App(library=library, size=(1280, 800))
    try:
        app.find("Event poster", "table cell")
        app.key("alt+3")
        app.click("Scheduled 4", "radio button")
        app.find("Run 1 Event poster, Queued, Next in the queue", "list item")
        app.find("Run 2 Event poster, Queued, Number 2 in the queue", "list item")
        app.find("Run 4 Event poster, Scheduled, Tomorrow 07:30", "list item")
        assert not app.unnamed(), app.unnamed()
        choose(app, "Run 3 Event poster, …", "f")
        app.find("Run 3 Event poster, Queued, Next in the queue", "list item")
        assert queued_runs(library)[:3] == [3, 1, 2], queued_runs(library)
        wait_until("the row to have the focus again",
                   lambda: any(row.get_name().startswith("Run 3 Event poster") for row in app.focused()))
        app.key("alt+Down")
        app.find("Run 3 Event poster, Queued, Number 2 in the queue", "list item")
        assert queued_runs(library)[:3] == [1, 3, 2], queued_runs(library)
        choose(app, "Run 2 Event poster, …", "a")
        app.gone("Run 2 Event poster, …", "list item")
        app.find("The run was cancelled; what it has made stays")
        choose(app, "Run 4 Event poster, …", "n")
        app.gone("Run 4 Event poster, …", "list item")
        app.click("Resume", "button")
        app.click("All", "radio button")
        for number in (1, 3, 4):
            app.find(f"Run {number} Event poster, Done, …", "list item")
        app.find("Run 2 Event poster, Stopped, …", "list item")
        app.gone("Resume", "button")
        heddlectl(library, "run", poster, "--queue", "--at", "2200-01-01T00:00")
        app.find("Run 5 Event poster, Scheduled, …", "list item")
        app.click("Pause the Queue", "button")
        app.find("Resume", "button")
        assert app.close() == 0, app.output()
        assert heddlectl(library, "queue", "list")[0]["paused"] is True
        assert "CRITICAL" not in app.output() and "WARNING" not in app.output(), app.output()
    finally:
        app.kill()


def test_a_run_that_waits_is_cancelled():
    folder = Path(tempfile.mkdtemp(prefix="heddle-runs."))
    heddlectl(folder / "library", "run", import_workflow(folder / "library", picking_workflow(folder)))
    app = App(library=folder / "library", size=(1280, 800))
    try:
        app.find("Slogans", "table cell")
        app.key("alt+3")
        choose(app, "Run 1 Slogans, Waiting for your pick, …", "a")
        app.find("Run 1 Slogans, Stopped, …", "list item")
        app.find("The run was cancelled; what it has made stays")
        assert app.close() == 0, app.output()
    finally:
        app.kill()


def test_a_budget_is_adjusted():
    library = Path(tempfile.mkdtemp(prefix="heddle-runs.")) / "library"
    heddlectl(library, "run", import_workflow(library, SOURCE / "data/templates/event-poster.heddle"))
    heddlectl(library, "budget", "set", "library", "month", "10", "--warn", "50")
    with sqlite3.connect(library / "library.db") as database:
        database.execute("INSERT INTO api_call (provider, endpoint, method, status, cost, currency, started_at,"
                         " finished_at) VALUES ('openai', '/', 'POST', 'answered', 8000000, 'USD', ?1, ?1)",
                         (int(time.time() * 1000),))
    app = App(library=library, size=(1280, 800))
    try:
        app.find("Event poster", "table cell")
        app.key("alt+3")
        app.find("This library has used 80% of this month’s budget")
        app.click("Adjust…", "button")
        wait_until("the amount", lambda: "10.00" in [Atspi.Text.get_text(node, 0, -1) for role in ("entry", "text")
                                                     for node in app.all(role=role)])
        # What a row of libadwaita shows as chosen is named by the row.
        unnamed = [control for control in app.unnamed() if "combo box" not in control]
        assert not unnamed, unnamed
        app.key("alt+a", "ctrl+a")
        app.type("much")
        assert not app.find("Save", "button").get_state_set().contains(Atspi.StateType.SENSITIVE)
        app.key("ctrl+a")
        app.type("40")
        app.click("Save", "button")
        app.gone("Adjust…", "button")
        budgets = heddlectl(library, "budget", "list")
        assert [(line["scope"], line["period"], line["amount"]["amount"], line["warn"]) for line in budgets] \
            == [("library", "month", 40000000, 50)], budgets
        assert app.close() == 0, app.output()
        assert "CRITICAL" not in app.output() and "WARNING" not in app.output(), app.output()
    finally:
        app.kill()


def lost_workflow(folder, name):
    """One whose only request is answered with an error of which nobody knows what it has cost."""
    nodes = [{"id": "text", "type": "ai.text-generation", "x": 40, "y": 60, "name": "Write",
              "config": {"model": "openai/gpt-5-mini", "prompt": f"One line about {name} [fault:500,times=1]"}},
             {"id": "keep", "type": "output.asset", "x": 320, "y": 60, "config": {}}]
    file = Path(folder) / f"{name}.heddle"
    file.write_text(json.dumps({
        "format": "heddle-workflow", "version": 1, "id": str(uuid.uuid4()), "name": name,
        "pipelines": [{"id": "main", "nodes": nodes,
                       "links": [{"id": "a", "from": ["text", "text"], "to": ["keep", "text"]}]}],
    }))
    return file


def decide(app, row, answer):
    """Answers what becomes of a run's lost request."""
    app.click(row, "list item", at=(0.1, 0.5), button=3)
    app.find(role="menu")
    app.key("d")
    app.click(answer, "button")
    app.gone(answer, "button")


def test_a_person_decides_what_becomes_of_a_lost_request():
    folder = Path(tempfile.mkdtemp(prefix="heddle-runs."))
    library, log = folder / "library", folder / "requests"
    server = subprocess.Popen([BUILD / "tests/fakes/heddle-fake-provider", "openai", "--log", log],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    url = server.stdout.readline().strip()
    for name in ("Mugs", "Cups", "Bowls"):
        heddlectl(library, "run", str(lost_workflow(folder, name)), "--provider-url", f"openai={url}")
    app = App(library=library, size=(1280, 800), environment={"HEDDLE_PROVIDER_URL_OPENAI": url})
    try:
        app.key("alt+3")
        decide(app, "Run 1 Mugs, Waiting for your decision, …", "Later")
        decide(app, "Run 1 Mugs, Waiting for your decision, …", "Give Up")
        app.find("Run 1 Mugs, Failed, …", "list item")
        decide(app, "Run 2 Cups, Waiting for your decision, …", "Ask the Provider")
        # What answers at once keeps no job that could be asked for.
        app.find("The run could not go on")
        app.find("Run 2 Cups, Waiting for your decision, …", "list item")
        assert len(log.read_text().splitlines()) == 3, log.read_text()
        decide(app, "Run 3 Bowls, Waiting for your decision, …", "Send Again")
        app.find("Run 3 Bowls, Done, 1 result…", "list item")
        assert len(log.read_text().splitlines()) == 4, log.read_text()
        assert app.close() == 0, app.output()
        assert "CRITICAL" not in app.output() and "WARNING" not in app.output(), app.output()
    finally:
        app.kill()
        server.stdin.close()
        server.wait()


run([
    test_runs_are_listed_filtered_and_opened,
    test_a_phone_has_room_for_runs,
    test_a_run_at_work_says_how_far_it_is,
    test_a_person_picks_and_the_run_goes_on,
    test_what_failed_is_done_again,
    test_rows_that_failed_are_saved,
    test_the_queue_is_arranged_and_worked_off,
    test_a_run_that_waits_is_cancelled,
    test_a_budget_is_adjusted,
    test_a_person_decides_what_becomes_of_a_lost_request,
    test_who_is_elsewhere_is_told,
])
