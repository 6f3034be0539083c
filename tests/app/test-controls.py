#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Sets nodes on the canvas itself with real clicks and keys, and looks at what the library keeps."""

import json
import subprocess
import tempfile
from pathlib import Path

from driver import App, Atspi, heddlectl, run, wait_until


def node(name, title, kind, x, y, **config):
    return {"id": name, "type": kind, "name": title, "x": x, "y": y, "config": config}


WORKFLOW = {
    "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000021", "name": "To be set",
    "pipelines": [{
        "id": "main",
        "nodes": [
            node("picture", "Picture", "ai.image-generation", 0, 0, model="sketch/image", prompt="A cup", count=4,
                 aspect_ratio="4:5", seed=7),
            node("swap", "Swap", "text.replace", 300, 0, pattern="a", replacement="b"),
            node("mix", "Mix", "image.compose", 300, 260, opacity=0.5),
            node("small", "Small", "image.resize", 0, 440, width=64),
            node("many", "Many", "input.number", -300, 0, value=3),
            node("other", "Other picture", "ai.image-generation", 600, 0, model="sketch/image"),
        ],
        "links": [{"id": "l1", "from": ["many", "number"], "to": ["other", "count"]}],
    }],
}


class Editor(App):
    """The workflow in the editor, at 100 %."""

    def __init__(self):
        folder = Path(tempfile.mkdtemp())
        file = folder / "set.heddle"
        file.write_text(json.dumps(WORKFLOW))
        subprocess.run(["heddlectl", "--library", folder / "library", "import", file], check=True,
                       stdout=subprocess.DEVNULL)
        super().__init__(library=folder / "library", size=(1440, 900))
        self.click(WORKFLOW["name"], "table cell", repeat=2)
        self.group = self.find("Workflow, …")
        self.key("ctrl+1")
        wait_until("100 %", lambda: "100" in self.find("Zoom, …").get_name())

    def node(self, title):
        def find():
            found = [self.group.get_child_at_index(i) for i in range(self.group.get_child_count())]
            return [n for n in found if n is not None and n.get_name().split(",")[0] == title]
        return wait_until(f"the node {title}", find)[0]

    def select(self, title):
        x, y, width, _ = self.box(self.node(title))
        self.click_at(x + width / 2, y + 16)

    def controls(self, title):
        found = self.node(title)
        return [c for c in (found.get_child_at_index(i) for i in range(found.get_child_count())) if c is not None]

    def control(self, title, name):
        return wait_until(f"{name} in {title}, where there is {[c.get_name() for c in self.controls(title)]}",
                          lambda: [c for c in self.controls(title) if c.get_name() == name])[0]

    def press(self, title, name):
        self.click(node=self.control(title, name))

    def is_at(self, title, name):
        wait_until(f"the keyboard at {name}",
                   lambda: self.control(title, name).get_state_set().contains(Atspi.StateType.FOCUSED))

    def document(self):
        """The workflow as the library has it."""
        file = self.home / "document.heddle"
        workflow = heddlectl(self.library, "list", "workflows")[0]["id"]
        subprocess.run(["heddlectl", "--library", str(self.library), "export", workflow, f"--to={file}", "--force"],
                       check=True, capture_output=True)
        return json.loads(file.read_text())

    def config(self, name):
        nodes = {n["id"]: n for n in self.document()["pipelines"][0]["nodes"]}
        return nodes.get(name, {}).get("config", {})

    def keeps(self, name, **values):
        """Waits until the library has these values of a node; None for none."""
        wait_until(f"{values} of {name}, where there is {self.config(name)}",
                   lambda: all(self.config(name).get(key) == value for key, value in values.items()))


def with_editor(test):
    def wrapped():
        editor = Editor()
        try:
            test(editor)
            assert editor.close() == 0, editor.output()
            assert "-CRITICAL" not in editor.output() and "-WARNING" not in editor.output(), editor.output()
        finally:
            editor.kill()
    wrapped.__name__ = test.__name__
    return wrapped


@with_editor
def test_buttons_in_a_node_act_at_once(editor):
    editor.select("Picture")
    editor.press("Picture", "Increase Images")
    editor.keeps("picture", count=5)
    editor.control("Picture", "Images: 5")
    editor.press("Picture", "Decrease Images")
    editor.keeps("picture", count=4)
    editor.press("Picture", "Keep the Seed")
    editor.keeps("picture", seed="random")
    editor.control("Picture", "Seed: New each run")
    editor.key("ctrl+z")
    editor.keeps("picture", seed=7)
    editor.press("Picture", "Roll a New Seed")
    wait_until("another seed", lambda: editor.config("picture")["seed"] not in (7, "random"))
    editor.key("ctrl+z")
    editor.keeps("picture", seed=7)
    # One that is not selected is, by what is pressed in it.
    editor.select("Swap")
    place = editor.box(editor.control("Swap", "Regular Expression"))
    editor.select("Picture")
    editor.click_at(place[0] + place[2] / 2, place[1] + place[3] / 2)
    editor.keeps("swap", regex=True)
    assert editor.control("Swap", "Regular Expression").get_role() in (Atspi.Role.SWITCH, Atspi.Role.CHECK_BOX)
    wait_until("the switch to be on", lambda: editor.control("Swap", "Regular Expression").get_state_set().contains(
        Atspi.StateType.CHECKED))


@with_editor
def test_a_prompt_is_written_beside_its_node(editor):
    editor.select("Picture")
    editor.press("Picture", "Prompt: A cup")
    text = wait_until("the prompt to be written",
                      lambda: [t for t in editor.focused() if t.get_role() == Atspi.Role.TEXT])[0]
    assert text.get_name() == "Prompt", text.get_name()
    editor.key("ctrl+End")
    editor.type(" on oak")
    editor.keeps("picture", prompt="A cup on oak")
    editor.control("Picture", "Prompt: A cup on oak")
    editor.key("Escape")
    wait_until("the canvas to have the keys",
               lambda: editor.node("Picture").get_state_set().contains(Atspi.StateType.FOCUSED))
    editor.key("ctrl+z")
    editor.keeps("picture", prompt="A cup")


@with_editor
def test_what_is_wrong_is_said_and_not_kept(editor):
    editor.select("Small")
    editor.press("Small", "Width: 64")
    wait_until("the width to be written",
               lambda: [t for t in editor.focused() if t.get_role() == Atspi.Role.SPIN_BUTTON])
    editor.key("ctrl+a")
    editor.type("0")
    editor.find("0 is outside 1 to 65535", "label")
    assert editor.config("small")["width"] == 64
    editor.key("ctrl+a")
    editor.type("640")
    editor.gone("0 is outside 1 to 65535", "label")
    editor.keeps("small", width=640)
    editor.key("Escape")
    editor.control("Small", "Width: 640")


@with_editor
def test_one_of_several_is_chosen_in_a_menu(editor):
    editor.select("Small")
    editor.press("Small", "Fit: Cover")
    editor.click("Contain", "list item")
    editor.keeps("small", fit="contain")
    editor.control("Small", "Fit: Contain")
    editor.key("ctrl+z")
    editor.control("Small", "Fit: Cover")
    editor.select("Picture")
    editor.press("Picture", "Aspect Ratio: 4:5")
    editor.click("16:9", "radio button")
    editor.keeps("picture", aspect_ratio="16:9")
    editor.key("Escape")
    editor.press("Picture", "Model: Sketch image")
    editor.find("Choose a Model")
    editor.find("Search models and providers", "entry")
    editor.type("sunburst 2.6")
    editor.gone("FLUX.1 [schnell]", "list item")
    editor.key("Return")
    editor.keeps("picture", model="openai/gpt-image-2.6-sunburst")
    editor.gone("Choose a Model", "dialog")
    editor.control("Picture", "Model: GPT Image 2.6 Sunburst")
    # What is called so comes before what only begins so, and whoever looks for nothing changes nothing.
    editor.press("Picture", "Model: GPT Image 2.6 Sunburst")
    editor.find("Choose a Model")
    editor.type("gpt image 2")
    editor.key("Return")
    editor.keeps("picture", model="openai/gpt-image-2")
    for key in ("Return", "Escape"):
        editor.gone("Choose a Model", "dialog")
        editor.press("Picture", "Model: GPT Image 2")
        editor.find("Search models and providers", "entry")
        editor.key(key)
    editor.gone("Choose a Model", "dialog")
    editor.keeps("picture", model="openai/gpt-image-2")


@with_editor
def test_a_slider_is_dragged_in_one_step(editor):
    before = editor.box(editor.node("Mix"))
    editor.select("Mix")
    x, y, width, height = editor.box(editor.control("Mix", "Opacity: 0.5"))
    # The track lies beside it.
    start = x + width + 30, y + height / 2
    editor.drag(start, (start[0] + 200, start[1]))
    editor.keeps("mix", opacity=None)
    editor.control("Mix", "Opacity: 1")
    assert editor.box(editor.node("Mix")) == before
    editor.key("ctrl+z")
    editor.keeps("mix", opacity=0.5)


@with_editor
def test_keys_set_a_node(editor):
    editor.select("Picture")
    editor.key("Return")
    editor.is_at("Picture", "Model: Sketch image")
    editor.key("Down", "Tab")
    editor.is_at("Picture", "Aspect Ratio: 4:5")
    editor.key("Down")
    editor.is_at("Picture", "Images: 4")
    editor.key("Right", "Right", "Left", "Right")
    editor.keeps("picture", count=6)
    editor.is_at("Picture", "Images: 6")
    editor.key("Down", "Down", "Down")
    editor.is_at("Picture", "Keep the Seed")
    editor.key("space")
    editor.keeps("picture", seed="random")
    editor.key("shift+Tab", "Up")
    editor.is_at("Picture", "Seed: New each run")
    editor.key("Escape")
    wait_until("the keys at the node",
               lambda: editor.node("Picture").get_state_set().contains(Atspi.StateType.FOCUSED))
    editor.key("ctrl+z", "ctrl+z")
    editor.keeps("picture", seed=7, count=4)
    editor.key("Return", "Down", "Return")
    wait_until("the prompt to be written", lambda: [t for t in editor.focused() if t.get_name() == "Prompt"])
    editor.key("Escape")
    editor.is_at("Picture", "Prompt: A cup")


@with_editor
def test_what_a_link_gives_is_not_set(editor):
    editor.select("Other picture")
    linked = editor.control("Other picture", "Images: linked")
    assert not linked.get_state_set().contains(Atspi.StateType.ENABLED), linked.get_state_set().get_states()
    assert "Increase Images" not in [c.get_name() for c in editor.controls("Other picture")]
    editor.click(node=linked)
    editor.key("Return", "Down", "Down", "Down")
    editor.is_at("Other picture", "Seed: 0")
    editor.key("Escape")
    assert editor.config("other") == {"model": "sketch/image"}, editor.config("other")


@with_editor
def test_a_value_becomes_an_input_and_comes_back(editor):
    editor.select("Picture")
    editor.click("More for Images", "toggle button")
    editor.find(role="menu item")
    editor.key("i")
    editor.control("Picture", "Images: linked")
    wait_until("the input", lambda: editor.document().get("inputs"))
    document = editor.document()
    assert [(i["key"], i["type"], i["label"], i["default"]) for i in document["inputs"]] == [
        ("count", "number", "Images", 4)], document["inputs"]
    ends = [(link["from"], link["to"]) for link in document["pipelines"][0]["links"]]
    assert (["inputs", "count"], ["picture", "count"]) in ends, ends
    assert "count" not in editor.config("picture")
    editor.key("ctrl+z")
    editor.keeps("picture", count=4)
    wait_until("no input", lambda: not editor.document().get("inputs"))
    editor.key("ctrl+shift+z")
    editor.control("Picture", "Images: linked")
    editor.click("More for Images", "toggle button")
    editor.find(role="menu item")
    editor.key("r")
    editor.keeps("picture", count=4)
    wait_until("no input", lambda: not editor.document().get("inputs"))
    editor.control("Picture", "Images: 4")


@with_editor
def test_a_model_becomes_an_input_and_a_step_and_comes_back(editor):
    editor.select("Picture")
    editor.find("Model: Sketch image…", "list item")
    editor.click("More for Model", "toggle button")
    editor.find(role="menu item")
    editor.key("i")
    editor.control("Picture", "Model: linked")
    editor.find("Model: From “…", "list item")
    wait_until("the input", lambda: editor.document().get("inputs"))
    document = editor.document()
    assert [(i["key"], i["type"], i["default"]) for i in document["inputs"]] == [
        ("model", "text", "sketch/image")], document["inputs"]
    assert "model" not in editor.config("picture")
    editor.click("More for Model", "toggle button")
    editor.find(role="menu item")
    editor.key("r")
    editor.keeps("picture", model="sketch/image")
    wait_until("no input", lambda: not editor.document().get("inputs"))
    editor.find("Model: Sketch image…", "list item")
    editor.click("More for Model", "toggle button")
    editor.find(role="menu item")
    editor.key("s")
    editor.keeps("model", value="sketch/image")
    editor.keeps("picture", model=None)
    editor.key("ctrl+z")
    editor.keeps("picture", model="sketch/image")


@with_editor
def test_a_value_becomes_a_step(editor):
    editor.select("Picture")
    editor.click("More for Prompt", "toggle button")
    editor.find(role="menu item")
    editor.key("s")
    editor.node("Prompt")
    editor.keeps("prompt", value="A cup", multiline=True)
    editor.keeps("picture", prompt=None)
    editor.key("ctrl+z")
    editor.keeps("picture", prompt="A cup")
    # A seed that is drawn by chance is nothing that could be given.
    editor.press("Picture", "Keep the Seed")
    editor.keeps("picture", seed="random")
    editor.click("More for Seed", "toggle button")
    editor.find(role="menu item")
    editor.key("i")
    editor.find("The value could not be made an input…")
    assert not editor.document().get("inputs")


run([test for name, test in list(globals().items()) if name.startswith("test_")])
