#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the editor does around running: parts of a workflow, tables, schedules, what it costs."""

import json

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi  # noqa: E402

from driver import BUILD, WITH_FILE_DIALOG, App, heddlectl, run, type_path, wait_until
from running_editor import answer, fake_openai, import_workflow, new_folder, node, open_workflow, query, quiet, requests

SENSITIVE = Atspi.StateType.SENSITIVE


def case_workflow(folder):
    """A chain of four steps, none of which costs anything."""
    return import_workflow(folder, "Cases", [
        node("words", "input.text", 40, "Words", value="Slow mornings"),
        node("shout", "text.case", 320, "Shout", case="upper"),
        node("whisper", "text.case", 600, "Whisper", case="lower"),
        node("keep", "output.asset", 880, "Keep"),
    ], [("words.text", "shout.text"), ("shout.text", "whisper.text"), ("whisper.text", "keep.text")])


def steps_of(app, number):
    """The steps that a run has gone through."""
    return {row[0] for row in query(app, "SELECT node FROM node_run JOIN run ON run.id = node_run.run_id"
                                         f" WHERE run.number = {number}")} - {"inputs"}


def choose(app, button, letter):
    """Chooses the item with a letter of its own in the menu of Run."""
    app.click(button, "toggle button")
    app.find(role="menu")
    wait_until("the menu to have the focus", lambda: any("menu" in node.get_role_name() for node in app.focused()))
    app.key(letter)
    app.gone(role="menu")


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


def test_a_workflow_runs_from_within_a_text():
    folder = new_folder()
    import_workflow(folder, "Greeting", [
        node("hello", "text.template", 40, "Hello", template="Good morning"),
        node("keep", "output.asset", 320, "Keep"),
    ], [("hello.text", "keep.text")])
    app = App(library=folder / "library", size=(1280, 800))
    try:
        open_workflow(app, "Greeting")
        app.click("Hello, …")
        app.click("Template", "text")
        app.key("ctrl+Return")
        app.find("Run 1: 1 result")
        made = query(app, "SELECT outputs FROM run_item JOIN node_run ON node_run.id = node_run_id WHERE node = 'hello'")
        assert "Good morning\"" in made[0][0], made
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
    app = App(library=folder / "library", size=(1280, 800), environment=WITH_FILE_DIALOG)
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


def pick(app, combo, *keys):
    """Opens a combo box and goes to one of its items by keys."""
    app.click(combo, "combo box")
    wait_until(f"the items of {combo!r}",
               lambda: any(node.get_role_name() == "list item" for node in app.focused()))
    app.key(*keys)


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
        pick(app, "Repeat", "Down", "Down", "Return")
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


def test_what_may_cost_much_is_asked_about():
    folder = new_folder()
    paid_workflow(folder, "Mugs", "gpt-image-1-mini")
    with fake_openai(folder) as (url, log):
        app = App(library=folder / "library", size=(1280, 800), environment={"HEDDLE_PROVIDER_URL_OPENAI": url})
        try:
            open_workflow(app, "Mugs")
            app.key("ctrl+comma")
            pick(app, "Ask before a Run", "Up", "Return")
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
    test_a_workflow_runs_from_within_a_text,
    test_cached_results_are_cleared,
    test_a_table_is_run_row_by_row,
    test_a_workflow_is_scheduled,
    test_what_may_cost_much_is_asked_about,
    test_a_budget_that_stops_the_run_is_asked_about,
    test_an_unknown_cost_is_asked_about_once,
    test_who_is_offline_is_told,
])
