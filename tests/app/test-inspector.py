#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Edits nodes in the inspector with real keys and clicks, and looks at the document."""

import json
import shutil
import sqlite3
import subprocess
import tempfile
import time
from pathlib import Path

from driver import BUILD, SOURCE, WITH_FILE_DIALOG, App, Atspi, Missing, run, type_path, wait_until, walk, xdotool

TEMPLATES = SOURCE / "data/templates"
POST = TEMPLATES / "product-post.heddle"


class Inspector(App):
    """The inspector in a window of its own, with the nodes that it can go to."""

    def __init__(self, file, *nodes, state="", environment=None):
        self.file = file
        self.nodes = nodes
        given = {"HEDDLE_INSPECTOR_STATE": state} if state else {}
        super().__init__(size=(360, 880), environment={**given, **(environment or {})})
        wait_until("the document", lambda: self.out.exists())

    @property
    def out(self):
        return self.home / "out.heddle"

    def command(self):
        return [BUILD / "tests/app/inspector-window", self.library, self.file, self.out, *self.nodes]

    def document(self):
        return json.loads(self.out.read_text())

    def node(self, name):
        return next(n for n in self.document()["pipelines"][0]["nodes"] if n["id"] == name)

    def config(self, name):
        return self.node(name).get("config", {})

    def becomes(self, what, value):
        """Waits until something of the document is what it should be."""
        def same():
            try:
                return what() == value
            except json.JSONDecodeError:
                return False
        wait_until(f"{value!r} in the document, where there is {what()!r}", same)

    def shows(self, name, role, text):
        """Waits until a field shows a text."""
        wait_until(f"{text!r} in {name}", lambda: Atspi.Text.get_text(self.find(name, role), 0, -1) == text)

    def go_to(self, name, role):
        """Gives a control the focus as a person without a pointer does."""
        def find():
            return [c for c in self.all(name, role) if c.get_state_set().contains(Atspi.StateType.FOCUSABLE)]

        control = wait_until(f"{role} called {name!r}", find)[-1]
        key = "Tab"
        for _ in range(60):
            if self.is_focused(control):
                return
            if role == "radio button":
                places = [self.is_focused(other) for other in self.siblings(control)]
                if True in places:
                    key = "Right" if places.index(True) < control.get_index_in_parent() else "Left"
            self.key(key)
        raise Missing(f"the focus does not come to {role} {name!r}")

    @staticmethod
    def is_focused(node):
        return node is not None and node.get_state_set().contains(Atspi.StateType.FOCUSED)

    @staticmethod
    def siblings(node):
        group = node.get_parent()
        return [group.get_child_at_index(i) for i in range(group.get_child_count())]

    def press(self, name, role, key="space"):
        self.go_to(name, role)
        self.key(key)

    def enter(self, name, role, text):
        """Replaces what a field holds."""
        self.go_to(name, role)
        self.key("ctrl+a")
        self.type(text)

    def end(self):
        self.kill()
        assert not self.complaints(), self.output()


def test_a_number_is_typed_and_undone_in_one_step():
    app = Inspector(POST, "feed-size")
    app.enter("Width", "spin button", "2048")
    app.becomes(lambda: app.config("feed-size")["width"], 2048)
    app.key("ctrl+z")
    app.becomes(lambda: app.config("feed-size")["width"], 1080)
    app.shows("Width", "spin button", "1080")
    app.key("ctrl+shift+z")
    app.becomes(lambda: app.config("feed-size")["width"], 2048)
    app.shows("Width", "spin button", "2048")
    app.key("Up", "Up", "Down")
    app.becomes(lambda: app.config("feed-size")["width"], 2049)
    app.press("Decrease Width", "button")
    app.becomes(lambda: app.config("feed-size")["width"], 2048)
    app.end()


def test_what_is_wrong_is_said_and_not_kept():
    app = Inspector(POST, "feed-size")
    app.enter("Width", "spin button", "0")
    app.find("0 is outside 1 to 65535", "label")
    assert app.config("feed-size")["width"] == 1080
    app.enter("Height", "spin button", "tall")
    app.find("Expected a number", "label")
    app.key("Escape")
    app.shows("Height", "spin button", "1350")
    app.gone("Expected a number", "label")
    assert app.find("0 is outside 1 to 65535", "label")
    app.enter("Width", "spin button", "800")
    app.gone("0 is outside 1 to 65535", "label")
    app.becomes(lambda: app.config("feed-size")["width"], 800)
    app.end()


def test_a_number_can_be_left_out():
    app = Inspector(POST, "feed-size")
    app.go_to("Height", "spin button")
    app.key("ctrl+a", "BackSpace")
    app.becomes(lambda: "height" in app.config("feed-size"), False)
    app.key("ctrl+z")
    app.becomes(lambda: app.config("feed-size").get("height"), 1350)
    app.end()


def test_the_default_leaves_the_document():
    app = Inspector(POST, "pictures")
    app.press("4:5", "radio button")
    app.becomes(lambda: app.config("pictures")["aspect_ratio"], "4:5")
    app.press("1:1", "radio button")
    app.becomes(lambda: "aspect_ratio" in app.config("pictures"), False)
    app.key("ctrl+z")
    app.becomes(lambda: app.config("pictures").get("aspect_ratio"), "4:5")
    wait_until("4:5 to be chosen", lambda: app.find("4:5", "radio button").get_state_set().contains(
        Atspi.StateType.CHECKED))
    app.press("Reset Images", "button")
    app.becomes(lambda: "count" in app.config("pictures"), False)
    app.shows("Images", "spin button", "1")
    app.end()


def test_an_aspect_ratio_of_ones_own():
    app = Inspector(POST, "pictures")
    app.press("Another Aspect Ratio", "radio button")
    app.key("ctrl+a")
    app.type("21:9")
    app.becomes(lambda: app.config("pictures")["aspect_ratio"], "21:9")
    app.end()


def test_a_seed_is_rolled_and_let_go():
    app = Inspector(POST, "pictures")
    app.press("Roll a New Seed", "button")
    wait_until("another seed", lambda: app.config("pictures")["seed"] != 7)
    app.press("Keep the Seed", "toggle button")
    app.becomes(lambda: app.config("pictures")["seed"], "random")
    app.key("ctrl+z", "ctrl+z")
    app.becomes(lambda: app.config("pictures")["seed"], 7)
    app.shows("Seed", "text", "7")
    app.end()


def test_another_model_has_its_own_parameters():
    app = Inspector(POST, "pictures")
    app.press("Model: Sketch image…", "list item", "Return")
    app.find("Search models and providers", "entry")
    app.type("sunburst 2.6")
    app.gone("FLUX.1 [schnell]", "list item")
    app.key("Return")
    app.becomes(lambda: app.config("pictures")["model"], "openai/gpt-image-2.6-sunburst")
    app.gone("Choose a Model", "dialog")
    app.find("Model: GPT Image 2.6 Sunburst…", "list item")
    app.gone("Leave Out", "text")
    app.press("Advanced", "list item", "Return")
    app.press("WebP", "radio button")
    app.becomes(lambda: app.config("pictures").get("output_format"), "webp")
    app.key("ctrl+z", "ctrl+z")
    app.becomes(lambda: app.config("pictures")["model"], "sketch/image")
    app.find("Leave Out", "text")
    app.gone("File format", "label")
    app.end()


def test_a_link_is_named_and_its_text_comes_first():
    app = Inspector(POST, "pictures", "prompt")
    app.find("From “Picture prompt”", "label")
    app.go_to("Prompt", "text")
    app.type("no text at all")
    app.becomes(lambda: app.config("pictures").get("prompt"), "no text at all")
    app.find("Linked text comes first", "label")
    app.find("4 words", "label")
    app.key("ctrl+z")
    app.becomes(lambda: "prompt" in app.config("pictures"), False)
    app.key("F8")
    app.find("From “Headline”", "label")
    app.gone("headline", "text")
    app.end()


def test_a_place_in_a_template_can_be_filled_in():
    app = Inspector(POST, "prompt")
    app.go_to("Template", "text")
    app.key("ctrl+End")
    app.type(" {{lens}}")
    app.find("lens", "text")
    app.enter("lens", "text", "35 mm")
    app.becomes(lambda: app.config("prompt").get("lens"), "35 mm")
    app.key("ctrl+z", "ctrl+z")
    app.becomes(lambda: app.config("prompt")["template"].endswith("the picture."), True)
    app.gone("lens", "text")
    app.end()


def test_names_and_inputs_of_the_workflow():
    app = Inspector(POST)
    app.enter("Name", "text", "Winter post")
    app.becomes(lambda: app.document()["name"], "Winter post")
    app.key("ctrl+a", "BackSpace")
    app.find("Expected a text of 1 to 200 characters", "label")
    assert app.document()["name"] == "Winter post"
    app.key("Escape")
    app.enter("Headline", "text", "Snow")
    app.becomes(lambda: app.document()["inputs"][0]["default"], "Snow")
    app.type("x" * 70)
    app.find("…", "label")
    app.key("ctrl+z")
    app.becomes(lambda: app.document()["inputs"][0]["default"], "Autumn roast is here")
    app.key("ctrl+z")
    app.becomes(lambda: app.document()["name"], "Product post")
    app.end()


def test_a_failure_is_told_with_the_words_of_the_provider():
    app = Inspector(POST, "pictures", state="failed")
    app.find("1 of 4 failed", "label")
    app.find("The provider refused the prompt because of its content policy.", "label")
    app.press("Details", "list item", "Return")
    app.find("HTTP 400…", "label")
    app.press("Copy Details", "button")
    app.go_to("Name", "text")
    app.key("ctrl+a", "ctrl+v")
    wait_until("what was copied in a field", lambda: "HTTP 400" in Atspi.Text.get_text(app.find("Name", "text"), 0, -1))
    app.end()


def test_what_is_not_known_is_shown_and_kept():
    file = json.loads(POST.read_text())
    nodes = file["pipelines"][0]["nodes"]
    nodes[0]["type"] = "future.kind"
    nodes[1]["config"]["hyper"] = {"deep": [1, 2]}
    app = Inspector(POST)
    app.end()
    changed = app.home / "future.heddle"
    changed.write_text(json.dumps(file))
    app = Inspector(changed, "prompt", "pictures")
    app.find("future.kind", "label")
    app.find("This version does not know this kind of step…", "label")
    app.enter("Name", "text", "Later")
    app.becomes(lambda: app.node("prompt")["name"], "Later")
    assert app.config("prompt") == nodes[0]["config"]
    app.key("F8")
    app.press("Advanced", "list item", "Return")
    app.find("This version does not know this setting. It is kept as it is.", "label")
    app.press("9:16", "radio button")
    app.becomes(lambda: app.config("pictures")["aspect_ratio"], "9:16")
    assert app.config("pictures")["hyper"] == {"deep": [1, 2]}
    app.end()


def test_an_option_is_chosen():
    app = Inspector(POST, "feed-size")
    app.press("Fit: Cover", "toggle button")
    app.key("Down", "Return")
    app.becomes(lambda: app.config("feed-size").get("fit"), "contain")
    app.find("Fit: Contain", "toggle button")
    app.key("ctrl+z")
    app.find("Fit: Cover", "toggle button")
    app.becomes(lambda: app.config("feed-size").get("fit"), "cover")
    app.end()


def test_a_step_tells_what_it_costs():
    app = Inspector(POST, "pictures", "lockup", state="done")
    app.find("Estimated Cost", "list item")
    app.find("Free", "label")
    app.find("Run 42", "label")
    app.find("$0.08", "label")
    app.key("F8")
    app.gone("Estimated Cost", "list item")
    app.end()


def test_a_box_is_four_numbers():
    app = Inspector(POST, "lockup")
    app.press("Advanced", "list item", "Return")
    app.shows("Box: Width", "spin button", "560")
    app.enter("Box: Width", "spin button", "600")
    app.becomes(lambda: app.config("lockup")["box"], {"x": 366, "y": 30, "width": 600, "height": 180})
    app.key("Up")
    app.becomes(lambda: app.config("lockup")["box"]["width"], 601)
    app.enter("Box: Height", "spin button", "0")
    app.find("Height: 0 is outside 1 to 65535", "label")
    assert app.config("lockup")["box"]["height"] == 180
    app.key("Escape")
    app.shows("Box: Height", "spin button", "180")
    app.go_to("Box: Y", "spin button")
    app.key("ctrl+a", "BackSpace")
    app.becomes(lambda: app.config("lockup")["box"], {"x": 366, "width": 601, "height": 180})
    app.press("Reset Box", "button")
    app.becomes(lambda: "box" in app.config("lockup"), False)
    app.key("ctrl+z")
    app.becomes(lambda: app.config("lockup").get("box"), {"x": 366, "width": 601, "height": 180})
    app.end()


def write_workflow(folder, node):
    file = Path(folder) / "given.heddle"
    file.write_text(json.dumps({
        "format": "heddle-workflow", "version": 1, "id": "01980000-0000-7000-8000-0000000000aa", "name": "Given",
        "pipelines": [{"id": "main", "name": "Main", "nodes": [node], "links": []}],
    }))
    return file


def choose(app, path, *keys):
    """Goes to a path and chooses what is there in the dialog that opens, which is a window of its own without a portal."""
    def windows():
        return subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(app.process.pid)],
                              check=False, capture_output=True, text=True).stdout.split()

    def is_gone():
        # What is pressed before the folder has been read is lost.
        for _ in range(10):
            if windows() == [app.window_id]:
                return True
            time.sleep(0.3)
        if dialog in windows():
            xdotool("windowactivate", "--sync", dialog)
            app.key(*keys or ("Return",))
        return False

    dialog = wait_until("the dialog", lambda: [window for window in windows() if window != app.window_id])[0]
    xdotool("windowactivate", "--sync", dialog)
    type_path(app, path)
    if keys:
        app.key(*keys)
    wait_until("the dialog to go", is_gone)


def test_images_are_added_and_removed():
    with tempfile.TemporaryDirectory() as folder:
        node = {"id": "in", "type": "input.images", "position": {"x": 0, "y": 0}}
        app = Inspector(write_workflow(folder, node), "in", environment=WITH_FILE_DIALOG)
        app.press("Add Images…", "button")
        shutil.copy(SOURCE / "data/templates/art/bag.svg", folder)
        choose(app, f"{folder}/", "alt+o")
        app.find("bag", "label")
        app.becomes(lambda: len(app.config("in").get("assets", [])), 1)
        app.press("Remove bag", "button")
        app.becomes(lambda: app.config("in").get("assets", []), [])
        app.key("ctrl+z")
        app.find("bag", "label")
        app.end()


def test_a_folder_is_chosen_and_allowed():
    with tempfile.TemporaryDirectory() as folder:
        node = {"id": "out", "type": "output.folder", "position": {"x": 0, "y": 0}, "config": {"name": "a"}}
        app = Inspector(write_workflow(folder, node), "out", environment=WITH_FILE_DIALOG)
        app.find("Beside the workflow", "label")
        app.press("Choose a Folder for Folder", "button")
        target = Path(folder) / "results"
        choose(app, target)
        app.becomes(lambda: app.config("out").get("folder"), str(target))
        app.find("results", "label")
        app.end()
        database = sqlite3.connect(f"file:{app.library}/library.db?mode=ro", uri=True)
        kept = database.execute("SELECT * FROM setting").fetchall()
        assert any(str(target) in str(row) for row in kept), kept


def test_every_control_has_a_name():
    seen = set()
    for file in sorted(TEMPLATES.glob("*.heddle")):
        nodes = []
        for node in json.loads(file.read_text())["pipelines"][0]["nodes"]:
            if node["type"] not in seen:
                seen.add(node["type"])
                nodes.append(node["id"])
        if not nodes:
            continue
        app = Inspector(file, *nodes)
        for name in [*nodes, "the workflow"]:
            for control in walk(app.root()):
                # GTK and libadwaita call what only holds others focusable too.
                holder = control.get_role_name() in ("scroll pane", "panel")
                if not holder and control.get_state_set().contains(Atspi.StateType.FOCUSABLE):
                    assert control.get_name(), f"{file.name}: {name}: a {control.get_role_name()} without a name"
            app.key("F8")
        app.end()


if __name__ == "__main__":
    run([
        test_a_number_is_typed_and_undone_in_one_step,
        test_what_is_wrong_is_said_and_not_kept,
        test_a_number_can_be_left_out,
        test_the_default_leaves_the_document,
        test_an_aspect_ratio_of_ones_own,
        test_a_seed_is_rolled_and_let_go,
        test_another_model_has_its_own_parameters,
        test_a_link_is_named_and_its_text_comes_first,
        test_a_place_in_a_template_can_be_filled_in,
        test_names_and_inputs_of_the_workflow,
        test_a_failure_is_told_with_the_words_of_the_provider,
        test_what_is_not_known_is_shown_and_kept,
        test_an_option_is_chosen,
        test_a_step_tells_what_it_costs,
        test_a_box_is_four_numbers,
        test_images_are_added_and_removed,
        test_a_folder_is_chosen_and_allowed,
        test_every_control_has_a_name,
    ])
