#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the editor does about steps that wait, fail, or lose an answer."""

from driver import App, heddlectl, run, wait_until
from running_editor import answer, fake_openai, import_workflow, new_folder, node, open_workflow, query, quiet, requests


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


def test_a_page_that_runs_is_not_undone():
    folder = new_folder()
    with fake_openai(folder) as (url, log):
        import_workflow(folder, "Mugs", [
            node("text", "ai.text-generation", 40, "Write", model="openai/gpt-5-mini",
                 prompt="One line about mugs [fault:429,retry-after=100,times=1]"),
        ], [])
        heddlectl(folder / "library", "budget", "ask", "never")
        app = App(library=folder / "library", size=(1100, 760), environment={"HEDDLE_PROVIDER_URL_OPENAI": url})
        try:
            open_workflow(app, "Mugs")
            app.click("Write, …", at=(0.5, 0.1))
            app.key("ctrl+a", "ctrl+c", "ctrl+t")
            app.find("No Steps Yet")
            app.click("Workflow, …")
            app.key("ctrl+v")
            app.find("Write, …")
            app.key("ctrl+Return")
            app.find("Write, Retrying, …")
            app.key("ctrl+z")
            app.find("No Steps Yet")
            app.key("ctrl+z")
            app.find("“Page 2” is running; stop the run to take the page away")
            app.find("Page 2…", "page tab")
            app.click("Stop", "button")
            app.gone("Stop", "button")
            app.key("ctrl+z")
            app.gone("Page 2…", "page tab")
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


run([
    test_a_step_that_waits_leads_to_its_answer,
    test_a_step_that_failed_is_tried_again,
    test_a_step_that_asks_for_approval_leads_to_it,
    test_a_step_whose_answer_was_lost_is_decided_about,
    test_a_step_says_when_it_is_sent_again,
    test_a_page_that_runs_is_not_undone,
    test_each_step_that_waits_leads_to_its_own_question,
])
