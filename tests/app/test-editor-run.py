#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the editor does around running: parts of a workflow, tables, what it costs, what waits and fails."""

import contextlib
import json
import sqlite3
import subprocess
import tempfile
import time
import uuid
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from driver import BUILD, App, heddlectl, run, type_path, wait_until

SENSITIVE = Atspi.StateType.SENSITIVE


def import_workflow(folder, name, nodes, links, inputs=()):
    """Makes a library with a workflow, whose links are from and to ports, `node.port`."""
    file = Path(folder) / f"{name}.heddle"
    file.write_text(json.dumps({
        "format": "heddle-workflow", "version": 1, "id": str(uuid.uuid4()), "name": name, "inputs": list(inputs),
        "pipelines": [{"id": "main", "nodes": nodes,
                       "links": [{"id": f"l{n}", "from": a.split("."), "to": b.split(".")}
                                 for n, (a, b) in enumerate(links)]}],
    }))
    return heddlectl(Path(folder) / "library", "import", file)[0]["id"]


def node(node_id, node_type, x, name=None, **config):
    return {"id": node_id, "type": node_type, "x": x, "y": 60, "config": config} | ({"name": name} if name else {})


def case_workflow(folder):
    """A chain of four steps, none of which costs anything."""
    return import_workflow(folder, "Cases", [
        node("words", "input.text", 40, "Words", value="Slow mornings"),
        node("shout", "text.case", 320, "Shout", case="upper"),
        node("whisper", "text.case", 600, "Whisper", case="lower"),
        node("keep", "output.asset", 880, "Keep"),
    ], [("words.text", "shout.text"), ("shout.text", "whisper.text"), ("whisper.text", "keep.text")])


def query(app, statement):
    with sqlite3.connect(app.library / "library.db") as database:
        return list(database.execute(statement))


def steps_of(app, number):
    """The steps that a run has gone through."""
    return {row[0] for row in query(app, "SELECT node FROM node_run JOIN run ON run.id = node_run.run_id"
                                         f" WHERE run.number = {number}")} - {"inputs"}


def new_folder():
    return Path(tempfile.mkdtemp(prefix="heddle-editor-run."))


def open_workflow(app, name):
    app.click(name, "table cell", repeat=2)
    app.find("Run", "button")


def choose(app, button, letter):
    """Chooses the item with a letter of its own in the menu of Run."""
    app.click(button, "toggle button")
    app.find(role="menu")
    app.key(letter)
    app.gone(role="menu")


def answer(app, name):
    """Clicks a button of a dialog, or of a step, once that has come to rest."""
    box = None
    while box != (now := app.box(app.find(name, "button"))):
        box = now
        time.sleep(0.3)
    app.click(name, "button")


def quiet(app):
    assert app.close() == 0, app.output()
    assert "CRITICAL" not in app.output() and "WARNING" not in app.output(), app.output()


def test_parts_of_a_workflow_are_run():
    folder = new_folder()
    case_workflow(folder)
    app = App(library=folder / "library", size=(1280, 800))
    try:
        open_workflow(app, "Cases")
        app.click("More Ways to Run", "toggle button")
        app.find(role="menu")
        # Run Workflow, from Here, Selected, as Batch, Schedule, Clear Cached Results.
        items = [item.get_state_set().contains(SENSITIVE) for item in app.all(role="menu item")]
        assert items == [True, False, False, False, True, True], items
        app.key("Escape")
        app.gone(role="menu")

        app.click("Whisper, …")
        app.key("ctrl+shift+Return")
        app.find("“Shout” comes before, and what it makes is not there yet. …")
        app.key("Escape")
        app.gone("This Cannot Run")
        assert query(app, "SELECT count (*) FROM run") == [(0,)]
        app.click("Shout, …")
        app.key("alt+Return")
        app.find("Shout, Done, …")
        app.find("Whisper, Not run yet, …")
        app.find("Run 1: 1 result")
        assert steps_of(app, 1) == {"words", "shout"}, steps_of(app, 1)

        app.click("Whisper, …")
        choose(app, "More Ways to Run", "h")
        app.find("Keep, Done, …")
        app.find("Shout, Cached, …")
        assert steps_of(app, 2) == {"words", "shout", "whisper", "keep"}, steps_of(app, 2)

        # What is not run again says of which run it is.
        app.click("Shout, …")
        app.key("alt+Return")
        app.find("Run 3: 1 result")
        app.find("Whisper, From run 2, …")
        assert not app.unnamed(), app.unnamed()
        quiet(app)
    finally:
        app.kill()


def test_cached_results_are_cleared():
    folder = new_folder()
    heddlectl(folder / "library", "run", case_workflow(folder))
    app = App(library=folder / "library", size=(560, 700))
    try:
        open_workflow(app, "Cases")
        choose(app, "Cost and More", "c")
        app.find("Clear Cached Results?")
        answer(app, "Cancel")
        app.gone("Clear Cached Results?")
        assert query(app, "SELECT count (*) FROM cache_entry") != [(0,)]
        choose(app, "Cost and More", "c")
        app.find("Clear Cached Results?")
        answer(app, "Clear")
        app.find("3 cached results cleared")
        assert query(app, "SELECT count (*) FROM cache_entry") == [(0,)]
        app.key("ctrl+Return")
        app.find("Shout, Done, …")
        quiet(app)
    finally:
        app.kill()


def test_a_table_is_run_row_by_row():
    folder = new_folder()
    import_workflow(folder, "Table", [node("shout", "text.case", 320, "Shout", case="upper"),
                                      node("keep", "output.asset", 600, "Keep")],
                    [("inputs.words", "shout.text"), ("shout.text", "keep.text")],
                    [{"key": "words", "type": "text", "required": True}])
    (folder / "rows.csv").write_text("words\nmug\ncup\nbowl\n")
    (folder / "other.csv").write_text("noise\nmug\n")
    app = App(library=folder / "library", size=(1280, 800))
    try:
        open_workflow(app, "Table")
        app.key("ctrl+b")
        app.find("Choose a Table with a Column per Input", "dialog")
        type_path(app, folder / "other.csv")
        app.find("This Cannot Run")
        app.key("Escape")
        app.gone("This Cannot Run")
        app.key("ctrl+b")
        app.find("Choose a Table with a Column per Input", "dialog")
        type_path(app, folder / "rows.csv")
        app.find("Run 1: 3 results")
        app.key("alt+3")
        app.find("Run 1 Table, Done, …", "list item")
        assert {row[0] for row in query(app, "SELECT text FROM asset")} == {"MUG", "CUP", "BOWL"}
        quiet(app)
    finally:
        app.kill()


@contextlib.contextmanager
def fake_openai(folder):
    log = folder / "requests"
    server = subprocess.Popen([BUILD / "tests/fakes/heddle-fake-provider", "openai", "--log", log],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip(), log
    finally:
        server.stdin.close()
        server.wait()


def picking_workflow(folder):
    import_workflow(folder, "Slogans", [
        node("ideas", "input.list", 40, items=["one cup", "two cups", "tea"]),
        node("best", "logic.pick", 320, "Pick best"),
        node("shout", "text.case", 600, "Shout", case="upper"),
        node("keep", "output.asset", 880, "Keep"),
    ], [("ideas.list", "best.items"), ("best.items", "shout.text"), ("shout.text", "keep.text")])


def hit_area(app, name):
    return app.box(app.find(name, "button"))[2:]


def test_a_step_that_waits_leads_to_its_answer():
    folder = new_folder()
    picking_workflow(folder)
    app = App(library=folder / "library", size=(1100, 760))
    try:
        open_workflow(app, "Slogans")
        app.key("ctrl+Return")
        app.find("Pick best, Waiting for you, …")
        width, height = hit_area(app, "Pick…")
        assert width >= 24 and height >= 24, (width, height)
        answer(app, "Pick…")
        app.find("Number 3", "toggle button")
        app.key("Escape")
        app.gone("Number 3", "toggle button")
        app.click("Pick best, …", at=(0.5, 0.1))
        app.key("r")
        app.find("Number 3", "toggle button")
        app.key("2", "Return")
        app.find("Run 1: 1 result")
        app.gone("Pick…", "button")
        app.find("Pick best, Done, …")
        quiet(app)
    finally:
        app.kill()


def test_a_step_that_failed_is_tried_again():
    folder = new_folder()
    heddlectl(folder / "library", "run", import_workflow(folder, "In trouble", [
        node("words", "input.text", 40, value="Slow mornings"),
        node("read", "json.pick", 320, "Read headline", path="$.a"),
    ], [("words.text", "read.json")]))
    app = App(library=folder / "library", size=(1280, 800))
    try:
        # That of a run from before, too.
        open_workflow(app, "In trouble")
        app.find("Read headline, Failed, …")
        ended = query(app, "SELECT finished_at FROM run")
        answer(app, "Retry")
        app.find("Run 1: 0 results, 1 failed")
        again = query(app, "SELECT finished_at FROM run")
        assert again != ended
        app.click("Read headline, …", at=(0.5, 0.1))
        app.find("Retry", "button")
        app.key("r")
        wait_until("another try", lambda: query(app, "SELECT finished_at FROM run") not in (again, [(None,)]))
        assert query(app, "SELECT count (*) FROM run") == [(1,)]
        # Whoever has changed something since means what is there now.
        app.find("Retry", "button")
        app.click("Text, …", at=(0.5, 0.1))
        app.key("Return")
        app.click("Text", "text")
        app.key("ctrl+a")
        app.type('{"a": "Slow mornings"}')
        answer(app, "Retry")
        app.find("Read headline, Done, …")
        assert query(app, "SELECT count (*) FROM run") == [(2,)]
        quiet(app)
    finally:
        app.kill()


def test_a_step_that_asks_for_approval_leads_to_it():
    folder = new_folder()
    heddlectl(folder / "library", "run", import_workflow(folder, "Letters", [
        node("ideas", "input.list", 40, items=["one cup", "two cups"]),
        node("check", "logic.approve", 320, "Check"),
        node("keep", "output.asset", 600, "Keep"),
    ], [("ideas.list", "check.items"), ("check.items", "keep.text")]))
    app = App(library=folder / "library", size=(1100, 760))
    try:
        open_workflow(app, "Letters")
        app.find("Check, Waiting for you, …")
        answer(app, "Approve…")
        app.find("Approve Selected", "button")
        app.key("Escape")
        app.gone("Approve Selected", "button")
        app.find("Approve…", "button")
        quiet(app)
    finally:
        app.kill()


def test_a_step_whose_answer_was_lost_is_decided_about():
    folder = new_folder()
    with fake_openai(folder) as (url, log):
        heddlectl(folder / "library", "run", import_workflow(folder, "Mugs", [
            node("text", "ai.text-generation", 40, "Write", model="openai/gpt-5-mini",
                 prompt="One line about mugs [fault:500,times=1]"),
            node("keep", "output.asset", 320, "Keep"),
        ], [("text.text", "keep.text")]), "--provider-url", f"openai={url}")
        app = App(library=folder / "library", size=(1100, 760), environment={"HEDDLE_PROVIDER_URL_OPENAI": url})
        try:
            open_workflow(app, "Mugs")
            app.find("Write, Answer lost, …")
            answer(app, "Decide…")
            app.find("What Becomes of the Request?")
            answer(app, "Give Up")
            app.gone("Decide…", "button")
            app.find("Retry", "button")
            assert requests(log) == 1, log.read_text()
            quiet(app)
        finally:
            app.kill()


def test_each_step_that_waits_leads_to_its_own_question():
    folder = new_folder()
    import_workflow(folder, "Campaign", [
        node("words", "input.list", 40, "Words", items=["one cup", "two cups"]),
        node("slogan", "logic.pick", 320, "Pick slogan"),
        node("keep", "output.asset", 600, "Keep"),
    ] + [dict(node("names", "input.list", 40, "Names", items=["Ada", "Bea", "Cleo"]), y=300),
         dict(node("name", "logic.pick", 320, "Pick name"), y=300),
         dict(node("store", "output.asset", 600, "Store"), y=300)],
        [("words.list", "slogan.items"), ("slogan.items", "keep.text"), ("names.list", "name.items"),
         ("name.items", "store.text")])
    app = App(library=folder / "library", size=(1100, 860))
    try:
        open_workflow(app, "Campaign")
        app.key("ctrl+Return")
        app.find("Pick name, Waiting for you, …")
        app.click("Pick name, …", at=(0.5, 0.1))
        app.key("r")
        # The one of the step, of both that wait, and the other beside it.
        app.find("Cleo")
        app.find("2 of 2")
        assert not app.unnamed(), app.unnamed()
        app.key("p")
        app.find("one cup")
        app.find("1 of 2")
        app.gone("Cleo")
        app.click("Next Question (N)", "button")
        app.find("Cleo")
        # What is answered makes room for what is left to be answered.
        app.key("3", "Return")
        app.find("two cups")
        app.gone("1 of 2")
        wait_until("the run to be at rest again", lambda: query(app, "SELECT status FROM run") == [("awaiting_selection",)])
        app.key("2", "Return")
        app.find("Run 1: 2 results")
        app.find("Pick slogan, Done, …")
        quiet(app)
    finally:
        app.kill()


def schedules(app):
    return [line for line in heddlectl(app.library, "queue", "list") if line["type"] == "schedule"]


def test_a_workflow_is_scheduled():
    folder = new_folder()
    case_workflow(folder)
    app = App(library=folder / "library", size=(1100, 760))
    try:
        open_workflow(app, "Cases")
        choose(app, "More Ways to Run", "d")
        app.find("Once, tomorrow …")
        unnamed = [control for control in app.unnamed() if "combo box" not in control]
        assert not unnamed, unnamed
        app.click("Repeat", "combo box")
        app.key("Down", "Down", "Return")
        app.find("First tomorrow …")
        app.click("Schedule", "button")
        app.gone("Repeat", "combo box")
        schedule, = schedules(app)
        assert schedule["every"] == "weekly", schedule
        choose(app, "More Ways to Run", "d")
        app.click("Schedule", "button")
        app.gone("Repeat", "combo box")
        # One is a run that waits for its time, the other makes runs.
        app.key("alt+3")
        app.find("Run 1 Cases, Scheduled, …", "list item")
        app.find("Every week, next tomorrow …")
        app.click("Remove the Schedule of Cases", "button")
        app.gone("Every week, next tomorrow …")
        assert schedules(app) == []
        assert query(app, "SELECT status FROM run") == [("scheduled",)]
        assert not app.unnamed(), app.unnamed()
        quiet(app)
    finally:
        app.kill()


def seconds_left(app):
    """What the inspector says of when the selected step is sent again."""
    label = app.find("Retrying in …", "label").get_name()
    return int(label.split("Retrying in ")[1].split(" ")[0])


def test_a_step_says_when_it_is_sent_again():
    folder = new_folder()
    with fake_openai(folder) as (url, log):
        import_workflow(folder, "Mugs", [
            node("text", "ai.text-generation", 40, "Write", model="openai/gpt-5-mini",
                 prompt="One line about mugs [fault:429,retry-after=100,times=1]"),
            node("keep", "output.asset", 320, "Keep"),
        ], [("text.text", "keep.text")])
        heddlectl(folder / "library", "budget", "ask", "never")
        app = App(library=folder / "library", size=(1100, 760), environment={"HEDDLE_PROVIDER_URL_OPENAI": url})
        try:
            open_workflow(app, "Mugs")
            app.key("ctrl+Return")
            # Nobody is told the seconds over and over.
            x, y, _, _ = app.box(app.find("Write, Retrying, …"))
            app.click_at(x + 60, y + 16)
            app.key("F4")
            first = seconds_left(app)
            assert 60 < first <= 100, first
            wait_until("the seconds to count down", lambda: seconds_left(app) < first - 1)
            app.find("Write, Retrying, …")
            app.key("F4")
            app.key("alt+3")
            app.click("Run 1 Mugs, Running, …", "list item", at=(0.1, 0.5))
            wait_until("the run's step to say it, too",
                       lambda: "Retrying in " in app.find("Write, from …", "list item").get_name())
            assert requests(log) == 1, log.read_text()
            app.key("alt+1")
            app.click("Stop", "button")
            app.find("Write, Stopped, …")
            quiet(app)
        finally:
            app.kill()


def paid_workflow(folder, name, model):
    return import_workflow(folder, name, [
        node("idea", "input.text", 40, value=f"a mug, for {name}"),
        node("draw", "ai.image-generation", 320, "Draw", model=f"openai/{model}", count=4),
        node("keep", "output.asset", 640, "Keep"),
    ], [("idea.text", "draw.prompt"), ("draw.images", "keep.image")])


def limit(app):
    """What the library says of what may be spent unasked."""
    rows = query(app, "SELECT value ->> '$' FROM setting WHERE category = 'runs' AND key = 'ask_above'")
    return json.loads(rows[0][0])["amount"] if rows else "default"


def requests(log):
    return len(log.read_text().splitlines()) if log.exists() else 0


def test_what_may_cost_much_is_asked_about():
    folder = new_folder()
    paid_workflow(folder, "Mugs", "gpt-image-1-mini")
    with fake_openai(folder) as (url, log):
        app = App(library=folder / "library", size=(1280, 800), environment={"HEDDLE_PROVIDER_URL_OPENAI": url})
        try:
            open_workflow(app, "Mugs")
            app.key("ctrl+comma")
            app.click("Ask before a Run", "combo box")
            time.sleep(1)
            app.key("Up", "Return")
            wait_until("nothing to be spent unasked", lambda: limit(app) == 0)
            app.key("Escape")
            app.gone("Ask before a Run", "combo box")

            app.key("ctrl+Return")
            app.find("Run for up to $0.208?")
            app.find("Draw: 4 results…")
            app.find("$0.208, by prices of …")
            assert not app.unnamed(), app.unnamed()
            # A key that is pressed by mistake spends nothing.
            app.key("Return")
            app.gone("Run for up to $0.208?")
            assert requests(log) == 0 and query(app, "SELECT count (*) FROM run") == [(0,)]
            app.key("ctrl+Return")
            app.find("Run for up to $0.208?")
            answer(app, "Run")
            app.find("Run 1: 4 results, …")
            # What is there costs nothing, and is not asked about.
            app.key("ctrl+Return")
            app.find("Run 2: 4 results")
            quiet(app)
        finally:
            app.kill()


def test_a_budget_that_stops_the_run_is_asked_about():
    folder = new_folder()
    paid_workflow(folder, "Mugs", "gpt-image-1-mini")
    heddlectl(folder / "library", "budget", "set", "library", "month", "0.1")
    with fake_openai(folder) as (url, log):
        app = App(library=folder / "library", size=(360, 640), environment={"HEDDLE_PROVIDER_URL_OPENAI": url})
        try:
            app.click("Mugs", "table cell", repeat=2)
            app.find("Run", "button")
            app.key("ctrl+Return")
            app.find("Run Beyond a Budget?")
            assert not app.unnamed(), app.unnamed()
            assert app.geometry()[2] <= 370
            app.key("Escape")
            app.gone("Run Beyond a Budget?")
            assert requests(log) == 0
            quiet(app)
        finally:
            app.kill()


def test_an_unknown_cost_is_asked_about_once():
    folder = new_folder()
    paid_workflow(folder, "Cups", "gpt-image-2")
    with fake_openai(folder) as (url, log):
        app = App(library=folder / "library", size=(1280, 800), environment={"HEDDLE_PROVIDER_URL_OPENAI": url})
        try:
            open_workflow(app, "Cups")
            app.key("ctrl+Return")
            app.find("Run at an Unknown Cost?")
            answer(app, "Run")
            app.find("Run 1: 4 results, …")
            choose(app, "More Ways to Run", "c")
            app.find("Clear Cached Results?")
            answer(app, "Clear")
            app.gone("Clear Cached Results?")
            app.key("ctrl+Return")
            app.find("Run 2: 4 results, …")
            quiet(app)
        finally:
            app.kill()


def test_who_is_offline_is_told():
    folder = new_folder()
    paid_workflow(folder, "Mugs", "gpt-image-1-mini")
    case_workflow(folder)
    missing = folder / "no-network"
    missing.touch()
    preloads = f"{BUILD / 'tests/app/exact-bounds.so'}:{BUILD / 'tests/app/offline.so'}"
    app = App(library=folder / "library", size=(1280, 800),
              environment={"LD_PRELOAD": preloads, "HEDDLE_TEST_OFFLINE": str(missing)})
    try:
        open_workflow(app, "Mugs")
        app.find("Offline. Cached results still work")
        missing.unlink()
        app.gone("Offline. Cached results still work")
        missing.touch()
        app.find("Offline. Cached results still work")
        # What needs no network does not hear of it.
        app.key("ctrl+w")
        open_workflow(app, "Cases")
        app.key("ctrl+Return")
        app.find("Run 1: 1 result")
        app.gone("Offline. Cached results still work")
        quiet(app)
    finally:
        app.kill()


run([
    test_parts_of_a_workflow_are_run,
    test_cached_results_are_cleared,
    test_a_table_is_run_row_by_row,
    test_a_step_that_waits_leads_to_its_answer,
    test_a_step_that_failed_is_tried_again,
    test_a_step_that_asks_for_approval_leads_to_it,
    test_a_step_whose_answer_was_lost_is_decided_about,
    test_a_step_says_when_it_is_sent_again,
    test_a_workflow_is_scheduled,
    test_each_step_that_waits_leads_to_its_own_question,
    test_what_may_cost_much_is_asked_about,
    test_a_budget_that_stops_the_run_is_asked_about,
    test_an_unknown_cost_is_asked_about_once,
    test_who_is_offline_is_told,
])
