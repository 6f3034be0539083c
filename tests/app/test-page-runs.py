#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs several pages of a workflow at once, and sees that each has a run of its own."""

import contextlib

from driver import heddlectl, run, wait_until
from paged_editor import Pages, group_names, node, page
from running_editor import answer, fake_openai, new_folder, query, quiet

# What a provider asks to wait with runs until it is stopped.
SLOW = "One line about mugs [fault:429,retry-after=100,times=1]"


def writing(name, title, prompt, model="openai/gpt-5-mini"):
    return node(name, title, 40, "ai.text-generation", model=model, prompt=prompt)


@contextlib.contextmanager
def application(*pages, commands=(("budget", "ask", "never"),)):
    with fake_openai(new_folder()) as (url, _):
        app = Pages(*pages, environment={"HEDDLE_PROVIDER_URL_OPENAI": url}, commands=commands)
        try:
            yield app
            quiet(app)
        finally:
            app.kill()


def show(app, title, *nodes):
    app.click(f"{title}…", "page tab")
    app.shows(*nodes)


def start(app, title):
    app.click("Run", "button")
    app.find("Stop", "button")
    app.find(f"{title}, running", "page tab")


def test_a_page_runs_beside_another():
    with application(page("main", "Post", writing("a", "Alpha", SLOW)),
                     page("second", "Story", node("b", "Beta", 40))) as app:
        app.shows("Alpha")
        start(app, "Post")
        app.find("Alpha, Retrying, …")
        app.find("Run 1 in progress")
        show(app, "Story", "Beta")
        # This page does not run: it says nothing of the other's run, and can be edited and run.
        app.find("Run", "button")
        app.gone("Run 1 in progress…")
        assert not app.all("Stop", "button"), "the page has the other's Stop"
        app.click("Beta, …", at=(0.5, 0.1))
        app.key("alt+Down")
        wait_until("Beta to have moved", lambda: app.workflow()["pipelines"][1]["nodes"][0]["y"] != 60)
        app.click("Run", "button")
        app.find("Run 2: 1 result…")
        app.find("Beta, Done…")
        app.find("Post, running", "page tab")
        # What one page has made is not what the other says.
        show(app, "Post", "Alpha")
        app.find("Run 1 in progress · Saved")
        assert "Retrying" in group_names(app)[0], group_names(app)
        app.click("Stop", "button")
        app.find("Run", "button")
        app.find("Post", "page tab")
        show(app, "Story", "Beta")
        app.find("Run 2: 1 result…")
        assert query(app, "SELECT pipeline, status FROM run ORDER BY number") == [
            ("main", "cancelled"), ("second", "completed")]


def test_how_a_page_that_is_not_shown_has_ended_is_told():
    with application(page("main", "Post", writing("a", "Alpha", SLOW)),
                     page("second", "Story", node("b", "Beta", 40))) as app:
        app.shows("Alpha")
        start(app, "Post")
        app.find("Alpha, Retrying, …")
        show(app, "Story", "Beta")
        heddlectl(app.library, "cancel", "1")
        app.find("Post · Run 1 …")
        app.find("Post", "page tab")
        show(app, "Post", "Alpha")
        app.find("Run 1 …")


def test_all_runs_are_asked_about_before_the_workflow_closes():
    with application(page("main", "Post", writing("a", "Alpha", SLOW)),
                     page("second", "Story", writing("b", "Beta", SLOW + " and cups"))) as app:
        app.shows("Alpha")
        start(app, "Post")
        show(app, "Story", "Beta")
        start(app, "Story")
        app.key("ctrl+w")
        app.find("Stop the Runs?")
        answer(app, "Keep Running")
        app.gone("Stop the Runs?")
        app.find("Story, running", "page tab")
        # Each page is stopped by itself.
        app.click("Stop", "button")
        app.find("Run", "button")
        app.find("Post, running", "page tab")
        start(app, "Story")
        app.key("ctrl+w")
        app.find("Stop the Runs?")
        answer(app, "Stop and Close")
        app.find("Paged", "table cell")
        wait_until("all runs to have ended", lambda: query(app, "SELECT DISTINCT status FROM run") == [("cancelled",)])


def test_no_page_that_runs_is_undone():
    with application(page("main", "Post", writing("a", "Alpha", SLOW))) as app:
        for title in ("Page 2", "Page 3"):
            app.click_at(*app.place("Alpha"))
            app.key("ctrl+a", "ctrl+c", "ctrl+t")
            app.find("No Steps Yet")
            app.click("Workflow, …")
            app.key("ctrl+v")
            app.find("Alpha, …")
            start(app, title)
        # The newest page is about to go first, then the one before; the steps on them go without asking.
        app.key("ctrl+z")
        app.find("No Steps Yet")
        app.key("ctrl+z")
        app.find("“Page 3” is running; stop the run to take the page away")
        app.click("Stop", "button")
        app.gone("Stop", "button")
        app.key("ctrl+z")
        app.gone("Page 3…", "page tab")
        app.find("Page 2, running", "page tab")
        app.key("ctrl+z")
        app.find("No Steps Yet")
        app.key("ctrl+z")
        app.find("“Page 2” is running; stop the run to take the page away")
        app.click("Stop", "button")
        app.gone("Stop", "button")
        app.key("ctrl+z")
        app.gone("Page 2…", "page tab")
        app.shows("Alpha")


def test_each_page_says_what_keeps_it_from_running():
    with application(page("main", "Post", writing("a", "Alpha", SLOW)),
                     page("second", "Story", node("b", "Beta", 40, "ai.image-generation", model="stability/core", prompt="Cups"))) as app:
        app.shows("Alpha")
        show(app, "Story", "Beta")
        app.find("This workflow needs a key for Stability AI.")
        show(app, "Post", "Alpha")
        app.gone("Add Key…", "button")
        start(app, "Post")
        show(app, "Story", "Beta")
        app.find("This workflow needs a key for Stability AI.")
        show(app, "Post", "Alpha")
        app.gone("Add Key…", "button")
        app.click("Stop", "button")
        app.find("Run", "button")


def test_each_page_asks_for_itself():
    first = page("main", "Post", writing("a", "Alpha", "Mugs"))
    second = page("second", "Story", writing("b", "Beta", "Cups"))
    with application(first, second, commands=(("budget", "ask", "0"),)) as app:
        app.shows("Alpha")
        app.click("Run", "button")
        app.find("Run at an Unknown Cost?")
        app.find("Page", "label")
        app.find("Post", "label")
        answer(app, "Cancel")
        app.gone("Run at an Unknown Cost?")
        show(app, "Story", "Beta")
        app.click("Run", "button")
        app.find("Run at an Unknown Cost?")
        app.find("Story", "label")
        answer(app, "Run")
        app.find("Run 1: 1 result…")
        show(app, "Post", "Alpha")
        assert "Not run yet" in group_names(app)[0], group_names(app)


def test_a_page_that_waits_is_marked():
    gated = {**page("main", "Post", node("a", "Alpha", 40), node("b", "Check", 400, "logic.approve")),
             "links": [{"id": "l", "from": ["a", "text"], "to": ["b", "items"]}]}
    with application(gated, page("second", "Story", node("c", "Beta", 40))) as app:
        app.shows("Alpha", "Check")
        app.click("Run", "button")
        app.find("Post, waiting for you", "page tab")
        show(app, "Story", "Beta")
        app.find("Post, waiting for you", "page tab")
        # An answer from elsewhere is an answer.
        heddlectl(app.library, "approve", "1", "Check")
        app.find("Post", "page tab")
        show(app, "Post", "Alpha", "Check")
        app.find("Check, From run 1, …")
        app.gone("Run 1 waits for you")


def test_what_failed_on_a_page_is_retried_there():
    failing = "One line about {} [fault:moderation,times=1]"
    with application(page("main", "Post", writing("a", "Alpha", failing.format("mugs"))),
                     page("second", "Story", writing("b", "Beta", failing.format("cups")))) as app:
        app.shows("Alpha")
        app.click("Run", "button")
        app.find("Alpha, Failed…")
        show(app, "Story", "Beta")
        assert not app.all("Retry", "button"), "the page has the other's Retry"
        app.click("Run", "button")
        app.find("Beta, Failed…")
        answer(app, "Retry")
        app.find("Beta, Done…")
        show(app, "Post", "Alpha")
        assert "Failed" in group_names(app)[0], group_names(app)
        answer(app, "Retry")
        app.find("Alpha, Done…")
        assert sorted(query(app, "SELECT pipeline, status FROM run")) == [
            ("main", "completed"), ("second", "completed")]


def test_the_cost_is_that_of_the_page():
    priced = node("a", "Alpha", 40, "ai.image-generation", model="openai/gpt-image-1-mini", prompt="A mug",
                  size="1024x1024", quality="low")
    with application(page("main", "Post", priced), page("second", "Story", node("b", "Beta", 40))) as app:
        app.shows("Alpha")
        app.find("\u2068$…", "label")
        show(app, "Story", "Beta")
        app.find("Free", "label")
        app.gone("\u2068$…", "label")
        show(app, "Post", "Alpha")
        app.find("\u2068$…", "label")


def test_runs_are_told_by_their_page():
    with application(page("main", "Post", node("a", "Alpha", 40)), page("second", "Story", node("b", "Beta", 40))) as app:
        app.shows("Alpha")
        app.click("Run", "button")
        app.find("Run 1: 1 result…")
        show(app, "Story", "Beta")
        app.click("Run", "button")
        app.find("Run 2: 1 result…")
        listed = heddlectl(app.library, "list", "runs")
        assert [(r["name"], r["page"]) for r in listed] == [("Paged · Story 2", "Story"), ("Paged · Post 1", "Post")], listed
        app.click("Runs", "list item")
        app.find("Run 1 Paged · Post, Done, …", "list item")
        app.find("Run 2 Paged · Story, Done, …", "list item")
        app.click("Search", "toggle button")
        app.find("Search runs")
        app.type("stor")
        app.gone("Run 1 Paged · Post, Done, …", "list item")
        app.find("Run 2 Paged · Story, Done, …", "list item")


if __name__ == "__main__":
    run([value for name, value in list(globals().items()) if name.startswith("test_")])
