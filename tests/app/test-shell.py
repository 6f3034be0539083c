#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window and a shell, at work in the same library."""

import json
import os
import subprocess

from driver import SOURCE, App, heddlectl, run, start_sample, wait_until


def start_run(app, sample, *options, environment=None):
    """A run that a shell asks for, while the window has the library open."""
    return subprocess.Popen(
        ["heddlectl", "run", SOURCE / f"data/templates/{sample}.heddle", "--library", app.library, "--json", *options],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **(environment or {})})


def tiles(app):
    return [node for node in app.all(role="list item") if (node.get_name() or "").startswith("Campaign headlines 0")]


def test_what_a_shell_makes_appears_in_the_gallery():
    app = App(size=(1280, 800))
    try:
        app.find("Start from a Sample…", "button")
        app.click("Gallery", "list item")
        app.find("Nothing Made Yet")
        process = start_run(app, "campaign-headlines")
        output, errors = process.communicate()
        assert process.returncode == 0, errors
        events = [json.loads(line)["event"] for line in output.splitlines()]
        assert events[0] == "run-started" and events[-1] == "run-finished", events
        assert events.count("asset") == 5, events
        wait_until("five pictures", lambda: len(tiles(app)) == 5)
        app.find("Campaign headlines, Run 1 · today…")
        assert app.close() == 0, app.output()
        assert "WARNING" not in app.output() and "CRITICAL" not in app.output(), app.output()
        assert [r["status"] for r in heddlectl(app.library, "list", "runs")] == ["completed"]
    finally:
        app.kill()


def test_quitting_asks_while_a_shell_waits_for_its_run():
    provider = subprocess.Popen(["heddle-fake-provider", "openai"], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                text=True)
    app = App(size=(1280, 800))
    try:
        app.find("Start from a Sample…", "button")
        process = start_run(app, "event-poster", "--model", "sketch/image=openai/gpt-image-2",
                            "--provider-url", "openai=" + provider.stdout.readline().strip(),
                            "--input", "motif=Stars [fault:stall]", environment={"HEDDLE_KEY_OPENAI": "sk-any"})
        assert json.loads(process.stdout.readline())["event"] == "run-started"
        app.key("ctrl+q")
        app.click("Keep Running", "button")
        app.gone("Keep Running", "button")
        assert process.poll() is None
        app.key("ctrl+q")
        app.click("Stop and Quit", "button")
        assert app.process.wait(60) == 0, app.output()
        output, errors = process.communicate()
        assert process.returncode == 3, errors
        assert json.loads(output.splitlines()[-1])["status"] == "cancelled", output
        assert [r["status"] for r in heddlectl(app.library, "list", "runs")] == ["cancelled"]
    finally:
        app.kill()
        provider.stdin.close()
        provider.wait()


def test_the_window_runs_what_a_shell_puts_into_the_queue():
    app = App(size=(1280, 800))
    try:
        app.find("Start from a Sample…", "button")
        queued = start_run(app, "campaign-headlines", "--queue")
        output, errors = queued.communicate()
        assert queued.returncode == 0, errors
        assert json.loads(output)["event"] == "queued", output
        later = start_run(app, "campaign-headlines", "--queue", "--at", "2099-01-01T08:00")
        assert later.wait() == 0, later.stderr.read()
        app.click("Gallery", "list item")
        wait_until("five pictures", lambda: len(tiles(app)) == 5)
        app.click("Runs", "list item")
        app.find("Scheduled", "label")
        wait_until("the end", lambda: [r["status"] for r in heddlectl(app.library, "list", "runs")] == ["scheduled", "completed"])
        assert app.close() == 0, app.output()
        assert "WARNING" not in app.output() and "CRITICAL" not in app.output(), app.output()
        assert [r["number"] for r in heddlectl(app.library, "queue", "list")[1:]] == [2]
        assert [r["status"] for r in heddlectl(app.library, "cancel", "2")] == ["cancelled"]
    finally:
        app.kill()


def test_a_shell_cancels_a_run_of_the_window():
    app = App(size=(1280, 800))
    try:
        start_sample(app, "Mood board")
        app.key("ctrl+Return")
        app.find("Stop", "button")
        wait_until("the run", lambda: heddlectl(app.library, "list", "runs"))
        assert [r["status"] for r in heddlectl(app.library, "cancel", "1")] == ["cancelled"]
        app.find("Run 1 stopped", patience=60)
        assert app.close() == 0, app.output()
    finally:
        app.kill()


run([test_what_a_shell_makes_appears_in_the_gallery,
     test_quitting_asks_while_a_shell_waits_for_its_run,
     test_the_window_runs_what_a_shell_puts_into_the_queue,
     test_a_shell_cancels_a_run_of_the_window])
