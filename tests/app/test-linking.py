#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Links steps on the canvas with real pointer and key events, and looks at what the library keeps."""

import json
import subprocess
import tempfile
import time
from pathlib import Path

from driver import BUILD, SOURCE, App, heddlectl, move_pointer, run, wait_until, xdotool

ART = SOURCE / "data/templates/art"
# Of the first port, from the top of its node, and from one port to the next.
FIRST_PORT = 55
PORT_STEP = 26


def node(name, title, kind, x, y, **config):
    return {"id": name, "type": kind, "name": title, "x": x, "y": y, "config": config}


WORKFLOW = {
    "format": "heddle-workflow", "version": 1, "id": "01a22351-0000-7000-8000-000000000011", "name": "To be linked",
    "pipelines": [{
        "id": "main",
        "nodes": [
            node("words", "Words", "input.text", 40, 60, value="a cup"),
            node("more", "More words", "input.text", 40, 220, value="a pot"),
            node("upper", "Upper", "text.case", 320, 60, case="upper"),
            node("lower", "Lower", "text.case", 600, 60, case="lower"),
            node("all", "All words", "text.join", 320, 240),
            node("photo", "Photo", "input.image", 40, 400),
            node("fit", "Fit", "image.resize", 320, 420, width=64),
            node("wide", "Wide", "image.resize", 600, 420, width=640),
        ],
        "links": [],
    }],
}


class Editor(App):
    """A workflow in the editor, at 100 %."""

    def __init__(self, *links, empty=False):
        folder = Path(tempfile.mkdtemp())
        workflow = json.loads(json.dumps(WORKFLOW))
        workflow["pipelines"][0]["links"] = [
            {"id": f"given-{i}", "from": start.split("."), "to": end.split(".")} for i, (start, end) in enumerate(links)]
        if empty:
            workflow["pipelines"][0]["nodes"] = []
        file = folder / "linked.heddle"
        file.write_text(json.dumps(workflow))
        for what in (file, ART / "bag.svg"):
            subprocess.run(["heddlectl", "--library", folder / "library", "import", what], check=True,
                           stdout=subprocess.DEVNULL)
        super().__init__(library=folder / "library", size=(1440, 900))
        self.click(WORKFLOW["name"], "table cell", repeat=2)
        self.group = self.find("Workflow, …")
        if empty:
            return
        self.click_at(*self.empty())
        self.key("ctrl+1")
        wait_until("100 %", lambda: "100" in self.find("Zoom, …").get_name())

    def empty(self):
        x, y, _, _ = self.box_of("Lower")
        return x + 40, y + 200

    def nodes(self):
        """The nodes that are there now, by their titles; one that goes meanwhile is none."""
        found = [self.group.get_child_at_index(i) for i in range(self.group.get_child_count())]
        return {n.get_name().split(",")[0]: n for n in found if n is not None}

    def box_of(self, title):
        return self.box(wait_until(f"the node {title}", lambda: self.nodes().get(title)))

    def target(self, title, row=0):
        x, y, _, _ = self.box_of(title)
        return x, y + FIRST_PORT + row * PORT_STEP

    def source(self, title, row=0):
        x, y, width, _ = self.box_of(title)
        return x + width, y + FIRST_PORT + row * PORT_STEP

    def head(self, title):
        x, y, width, _ = self.box_of(title)
        return x + width / 2, y + 16

    def document(self):
        """The pipeline as the library has it."""
        file = self.home / "document.heddle"
        workflow = heddlectl(self.library, "list", "workflows")[0]["id"]
        subprocess.run(["heddlectl", "--library", str(self.library), "export", workflow, f"--to={file}", "--force"],
                       check=True, capture_output=True)
        return json.loads(file.read_text())["pipelines"][0]

    def links(self):
        return [(".".join(link["from"]), ".".join(link["to"])) for link in self.document()["links"]]

    def has_links(self, *links):
        wait_until(f"the links {links}, where there is {self.links()}", lambda: sorted(self.links()) == sorted(links))

    def keeps(self, what, fits):
        return wait_until(f"the library to keep {what}", lambda: fits(self.document()))

    def hold(self, start, end):
        """Drags without letting go."""
        move_pointer(*start)
        xdotool("mousedown", 1)
        for i in range(1, 9):
            move_pointer(*(start[j] + (end[j] - start[j]) * i / 8 for j in (0, 1)))


def with_editor(*links, empty=False):
    def decorate(test):
        def wrapped():
            editor = Editor(*links, empty=empty)
            try:
                test(editor)
                assert editor.close() == 0, editor.output()
                assert "-CRITICAL" not in editor.output() and "-WARNING" not in editor.output(), editor.output()
                subprocess.run(["heddlectl", "--library", str(editor.library), "verify"], check=True,
                               capture_output=True)
            finally:
                editor.kill()
        wrapped.__name__ = test.__name__
        return wrapped
    return decorate


@with_editor()
def test_a_drag_links_and_is_one_step(editor):
    editor.drag(editor.source("Words"), editor.target("Upper"))
    editor.has_links(("words.text", "upper.text"))
    # Backwards, and not quite on the port.
    x, y = editor.source("Upper")
    editor.drag(editor.target("Lower"), (x - 9, y + 9))
    editor.has_links(("words.text", "upper.text"), ("upper.text", "lower.text"))
    editor.key("ctrl+z")
    editor.has_links(("words.text", "upper.text"))
    editor.key("ctrl+z")
    editor.has_links()
    editor.key("ctrl+shift+z")
    editor.has_links(("words.text", "upper.text"))


@with_editor(("words.text", "upper.text"))
def test_an_input_for_one_link_takes_the_new_one(editor):
    editor.drag(editor.source("More words"), editor.target("Upper"))
    editor.has_links(("more.text", "upper.text"))
    editor.key("ctrl+z")
    editor.has_links(("words.text", "upper.text"))
    editor.drag(editor.source("Words"), editor.target("All words"))
    editor.drag(editor.source("More words"), editor.target("All words"))
    editor.has_links(("words.text", "upper.text"), ("words.text", "all.items"), ("more.text", "all.items"))


@with_editor(("upper.text", "lower.text"))
def test_what_does_not_fit_says_why(editor):
    editor.hold(editor.source("Words"), editor.target("Fit"))
    editor.find("text cannot be linked to image. …", "label")
    x, y = editor.empty()
    move_pointer(x, y)
    editor.gone("text cannot be linked to image. …", "label")
    move_pointer(*editor.target("Fit"))
    editor.find("text cannot be linked to image. …", "label")
    xdotool("mouseup", 1)
    editor.hold(editor.source("Lower"), editor.target("Upper"))
    editor.find("This would make a circle: “Upper” already leads to “Lower”.", "label")
    xdotool("mouseup", 1)
    editor.hold(editor.source("Upper"), editor.target("Upper"))
    editor.find("A step cannot be linked to itself.", "label")
    xdotool("mouseup", 1)
    editor.hold(editor.source("Words"), editor.source("More words"))
    editor.find("This is an output. A link ends at an input.", "label")
    xdotool("mouseup", 1)
    editor.drag(editor.source("Photo"), editor.target("Fit"))
    editor.has_links(("upper.text", "lower.text"), ("photo.image", "fit.image"))


@with_editor()
def test_a_reason_is_seen_at_the_lower_edge(editor):
    x, y, _, height = editor.box(editor.group)
    editor.drag(editor.head("Fit"), (x + 500, y + height - 40))
    editor.keeps("its new place", lambda p: [n for n in p["nodes"] if n["id"] == "fit"][0]["y"] > 420)
    end_x, end_y = editor.head("Fit")
    editor.hold(editor.source("Words"), (end_x, end_y))
    _, top, _, tall = editor.box(editor.find("text cannot be linked to image. …", "label"))
    assert top + tall < end_y, (top, tall, end_y)
    editor.key("Escape")
    xdotool("mouseup", 1)


@with_editor(("photo.image", "fit.image"))
def test_a_node_takes_a_link_where_it_fits(editor):
    editor.drag(editor.source("Words"), editor.head("Lower"))
    editor.has_links(("photo.image", "fit.image"), ("words.text", "lower.text"))
    # Its only input is taken, and nothing said which link should go.
    editor.hold(editor.source("Wide"), editor.head("Fit"))
    editor.find("“Fit” has no free input.", "label")
    xdotool("mouseup", 1)
    # The other way round, at the first output.
    editor.drag(editor.target("Wide"), editor.head("Fit"))
    editor.has_links(("photo.image", "fit.image"), ("words.text", "lower.text"), ("fit.image", "wide.image"))


@with_editor(("words.text", "upper.text"))
def test_escape_ends_the_drawing_of_a_link(editor):
    editor.hold(editor.source("More words"), editor.target("Lower"))
    editor.key("Escape")
    xdotool("mouseup", 1)
    editor.hold(editor.target("Upper"), editor.empty())
    editor.key("Escape")
    xdotool("mouseup", 1)
    # Only what comes later is kept.
    editor.drag(editor.source("Photo"), editor.target("Fit"))
    editor.has_links(("words.text", "upper.text"), ("photo.image", "fit.image"))


@with_editor()
def test_undo_ends_the_drawing_of_a_link(editor):
    editor.drag(editor.source("Words"), editor.target("Upper"))
    editor.has_links(("words.text", "upper.text"))
    before = editor.document()["nodes"]
    x, y = editor.target("Lower")
    editor.hold(editor.source("More words"), (x - 40, y))
    editor.key("ctrl+z")
    editor.has_links()
    # What is left of the drag does nothing.
    move_pointer(x - 20, y)
    move_pointer(x, y)
    xdotool("mouseup", 1)
    editor.drag(editor.source("Photo"), editor.target("Fit"))
    editor.has_links(("photo.image", "fit.image"))
    assert editor.document()["nodes"] == before


@with_editor(("words.text", "upper.text"))
def test_a_link_goes_nowhere_outside_the_canvas(editor):
    x, y, width, height = editor.box(editor.find("Show All", "button"))
    editor.drag(editor.target("Upper"), (x + width / 2, y + height / 2))
    editor.drag(editor.source("More words"), (x + width / 2, y + height / 2))
    assert not editor.all("Search steps")
    editor.drag(editor.source("Photo"), editor.target("Fit"))
    editor.has_links(("words.text", "upper.text"), ("photo.image", "fit.image"))


@with_editor()
def test_a_link_follows_a_view_that_moves(editor):
    editor.hold(editor.source("Words"), editor.target("Fit"))
    editor.find("text cannot be linked to image. …", "label")
    for _ in range(4):
        xdotool("click", 5)
    editor.gone("text cannot be linked to image. …", "label")
    xdotool("mouseup", 1)
    editor.key("Escape")


@with_editor(("words.text", "upper.text"), ("more.text", "all.items"))
def test_the_end_of_a_link_can_be_moved(editor):
    editor.drag(editor.target("Upper"), editor.target("Lower"))
    editor.has_links(("words.text", "lower.text"), ("more.text", "all.items"))
    assert [link["id"] for link in editor.document()["links"]] == ["given-0", "given-1"]
    # To where it was, and to where it cannot be.
    x, y = editor.target("Lower")
    editor.drag((x, y), (x + 8, y + 4))
    editor.drag((x, y), editor.target("Fit"))
    editor.find("text cannot be linked to image. …")
    editor.has_links(("words.text", "lower.text"), ("more.text", "all.items"))
    editor.drag(editor.target("Lower"), editor.empty())
    editor.has_links(("more.text", "all.items"))
    editor.click("Undo", "button")
    editor.has_links(("words.text", "lower.text"), ("more.text", "all.items"))



def ids(pipeline):
    return [n["id"] for n in pipeline["nodes"]]


@with_editor()
def test_a_step_is_added_with_the_keys(editor):
    editor.key("slash")
    editor.find("Search steps")
    editor.type("scale")
    editor.find("Resize Image, Image", "list item")
    editor.gone("Change Case, Text", "list item")
    editor.key("Return")
    editor.keeps("one step more", lambda p: ids(p)[-1] == "resize")
    # It is selected, and the keys are for the canvas again.
    x = editor.document()["nodes"][-1]["x"]
    editor.key("alt+Right")
    editor.keeps("its new place", lambda p: p["nodes"][-1]["x"] == x + 20)
    editor.key("Insert")
    editor.type("csv")
    editor.key("Return")
    editor.keeps("a table", lambda p: p["nodes"][-1]["type"] == "input.table")
    editor.key("ctrl+z")
    editor.keeps("no table", lambda p: ids(p)[-1] == "resize")


@with_editor()
def test_the_list_of_steps_is_gone_through(editor):
    editor.key("slash")
    editor.type("nothing is called so")
    editor.find("No Matches")
    editor.key("ctrl+a")
    editor.type("image")
    first = editor.find("Image, Input", "list item")
    assert first.get_index_in_parent() == 0
    # The list has the focus from then on, and letters go to the search again.
    editor.key("Down")
    wait_until("the second one", lambda: any(n.get_name() == "Images, Input" for n in editor.focused()))
    editor.type("s")
    wait_until("the search", lambda: any(n.get_role_name() in ("entry", "text") for n in editor.focused()))
    editor.find("Images, Input", "list item")
    editor.key("Escape")
    editor.gone("Images, Input", "list item")
    editor.key("slash")
    editor.find("Image, Input", "list item")
    editor.type("number")
    editor.find("Number, Input", "list item")
    editor.key("shift+Return", "Return")
    editor.keeps("two of them", lambda p: ids(p)[-2:] == ["number", "number-2"])
    assert len({(n["x"], n["y"]) for n in editor.document()["nodes"]}) == len(editor.document()["nodes"])


@with_editor()
def test_a_step_is_added_where_it_is_double_clicked(editor):
    x, y = editor.empty()
    # Apart from the click that came before, or it would be the third.
    time.sleep(0.6)
    editor.click_at(x, y, repeat=2)
    editor.find("Search steps")
    editor.type("upper")
    editor.click("Change Case, Text", "list item")
    editor.keeps("one step more", lambda p: ids(p)[-1] == "case")
    left, top, _, _ = editor.box_of("Change Case")
    assert abs(left - x) <= 10 and abs(top - y) <= 10, (left, top, x, y)


@with_editor()
def test_a_loose_link_gets_a_step(editor):
    end = editor.empty()
    editor.drag(editor.source("Photo"), end)
    editor.find("Resize Image, Image", "list item")
    editor.gone("Change Case, Text", "list item")
    # What does not fit is there once the link does not count any more.
    editor.type("change case")
    editor.find("No Matches")
    editor.click("image", "button")
    editor.find("Change Case, Text", "list item")
    editor.key("Escape")
    editor.gone("Change Case, Text", "list item")
    editor.drag(editor.source("Photo"), end)
    editor.find("Resize Image, Image", "list item")
    editor.type("resize")
    editor.key("Return")
    editor.has_links(("photo.image", "resize.image"))
    x, y = editor.target("Resize Image")
    assert abs(x - end[0]) <= 20 and abs(y - end[1]) <= 30, (x, y, end)
    editor.key("ctrl+z")
    editor.keeps("neither step nor link", lambda p: "resize" not in ids(p) and not p["links"])
    # From an input, what can lead there.
    editor.drag(editor.target("Upper"), (end[0], end[1] + 10))
    editor.find("Join Texts, Text", "list item")
    editor.gone("Resize Image, Image", "list item")
    editor.type("join")
    editor.key("Return")
    editor.has_links(("join.text", "upper.text"))


def undo_behind(editor):
    """As assistive technology does it, which leaves what is open open."""
    editor.find("Undo (Ctrl+Z)", "button").get_action_iface().do_action(0)


@with_editor()
def test_a_loose_link_outlives_what_does_not_concern_it(editor):
    editor.drag(editor.source("Words"), editor.target("Upper"))
    editor.has_links(("words.text", "upper.text"))
    editor.drag(editor.source("More words"), editor.empty())
    editor.find("Change Case, Text", "list item")
    undo_behind(editor)
    editor.has_links()
    editor.gone("Resize Image, Image", "list item")
    editor.type("change case")
    editor.key("Return")
    editor.has_links(("more.text", "case.text"))


@with_editor()
def test_a_loose_link_goes_with_what_it_begins_at(editor):
    editor.key("slash")
    editor.type("join")
    editor.key("Return")
    editor.keeps("one step more", lambda p: ids(p)[-1] == "join")
    editor.drag(editor.source("Join Texts"), editor.empty())
    editor.find("Change Case, Text", "list item")
    undo_behind(editor)
    editor.find("The workflow has changed meanwhile; begin the link again")
    editor.gone("Change Case, Text", "list item")
    editor.keeps("no step more", lambda p: ids(p) == [n["id"] for n in WORKFLOW["pipelines"][0]["nodes"]])


@with_editor(("words.text", "upper.text"))
def test_the_keys_link(editor):
    editor.click_at(*editor.head("Upper"))
    editor.key("l")
    editor.find("Search ports")
    editor.type("lower")
    editor.find("Text, Input", "list item")
    editor.key("Return")
    editor.has_links(("words.text", "upper.text"), ("upper.text", "lower.text"))
    # The first port is its input.
    editor.key("p", "l")
    editor.find("Remove link from Words", "list item")
    editor.type("more")
    editor.key("Return")
    editor.has_links(("more.text", "upper.text"), ("upper.text", "lower.text"))
    editor.key("l")
    editor.type("remove")
    editor.key("Return")
    editor.has_links(("upper.text", "lower.text"))
    editor.key("ctrl+z")
    editor.has_links(("more.text", "upper.text"), ("upper.text", "lower.text"))
    # Several at once: what was linked is not there any more.
    editor.click_at(*editor.head("Photo"))
    editor.key("l")
    editor.find("Image, Input", "list item")
    editor.key("shift+Return", "Return")
    editor.has_links(("more.text", "upper.text"), ("upper.text", "lower.text"), ("photo.image", "fit.image"),
                     ("photo.image", "wide.image"))


@with_editor(("photo.image", "fit.image"))
def test_a_step_goes_into_a_link(editor):
    x, y = editor.head("Wide")
    _, top, _, height = editor.box_of("Wide")
    left = (editor.source("Photo")[0] + editor.target("Fit")[0]) / 2
    middle = (editor.source("Photo")[1] + editor.target("Fit")[1]) / 2
    before = editor.document()
    editor.drag((x, y), (left, middle - height / 2 + (y - top)))
    editor.has_links(("photo.image", "wide.image"), ("wide.image", "fit.image"))
    editor.key("ctrl+z")
    editor.has_links(("photo.image", "fit.image"))
    assert editor.document()["nodes"] == before["nodes"]
    # What does not fit only moves.
    x, y = editor.head("Lower")
    editor.drag((x, y), (left, middle - 50))
    editor.keeps("its new place", lambda p: [n for n in p["nodes"] if n["id"] == "lower"][0]["x"] != 600)
    assert editor.links() == [("photo.image", "fit.image")]


@with_editor(("words.text", "upper.text"), ("upper.text", "lower.text"), ("upper.text", "all.items"),
             ("photo.image", "fit.image"))
def test_what_is_deleted_leaves_its_links(editor):
    editor.click_at(*editor.head("Upper"))
    editor.key("ctrl+shift+x")
    editor.has_links(("words.text", "lower.text"), ("words.text", "all.items"), ("photo.image", "fit.image"))
    editor.find("1 node deleted")
    assert "upper" not in ids(editor.document())
    editor.click("Undo", "button")
    editor.has_links(("words.text", "upper.text"), ("upper.text", "lower.text"), ("upper.text", "all.items"),
                     ("photo.image", "fit.image"))


class Files:
    """Another program's window, right of ours, that has files."""

    def __init__(self, *files):
        self.process = subprocess.Popen([BUILD / "tests/app/drag-window", *files], stdout=subprocess.DEVNULL)
        self.window = wait_until("the other window", lambda: subprocess.run(
            ["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)], capture_output=True, text=True)
            .stdout.split())[-1]
        xdotool("windowmove", "--sync", self.window, 1255, 200)
        time.sleep(0.5)

    def drop(self, end):
        """As a hand does it: the other window has to see the pointer before it is let go."""
        shell = dict(line.split("=") for line in
                     xdotool("getwindowgeometry", "--shell", self.window).split() if "=" in line)
        start = (int(shell["X"]) + int(shell["WIDTH"]) / 2, int(shell["Y"]) + int(shell["HEIGHT"]) / 2)
        move_pointer(*start)
        xdotool("mousedown", 1)
        for i in range(1, 21):
            move_pointer(*(start[j] + (end[j] - start[j]) * i / 20 for j in (0, 1)))
            time.sleep(0.03)
        time.sleep(0.4)
        xdotool("mouseup", 1)
        time.sleep(0.2)

    def close(self):
        self.process.terminate()
        self.process.wait()


def images(pipeline):
    return [n for n in pipeline["nodes"] if n["type"] == "input.image" and "asset" in n["config"]]


def assets(editor):
    return {asset["id"]: asset["name"] for asset in heddlectl(editor.library, "list", "assets", "--limit", 100)}


@with_editor()
def test_images_are_dropped(editor):
    editor.resize(1240, 880)
    files = Files(ART / "bag.svg", ART / "board.svg")
    files.drop(editor.empty())
    editor.keeps("two images", lambda p: [n["name"] for n in images(p)] == ["bag", "board"])
    known = assets(editor)
    assert [known[n["config"]["asset"]] for n in images(editor.document())] == ["bag", "board"], known
    # The one that was there already is not there twice.
    assert sorted(known.values()) == ["bag", "board"]
    first = images(editor.document())[0]
    assert abs(first["x"] - 640) <= 20 and abs(first["y"] - 260) <= 40, first
    # The keys are still for the other window.
    editor.click_at(*editor.head("Words"))
    editor.key("ctrl+z")
    editor.keeps("neither of them", lambda p: not images(p))
    files.close()


@with_editor(empty=True)
def test_images_are_dropped_where_nothing_is(editor):
    editor.resize(1240, 880)
    files = Files(ART / "bag.svg")
    x, y, width, height = editor.box(editor.find("No Steps Yet", "label"))
    files.drop((x + width / 2, y + height / 2))
    editor.keeps("the image", lambda p: [n["name"] for n in images(p)] == ["bag"])
    files.close()


@with_editor()
def test_what_is_no_image_is_not_for_the_canvas(editor):
    editor.resize(1240, 880)
    picture = Path(tempfile.mkdtemp()) / "broken.png"
    picture.write_text("This is no picture.")
    files = Files(picture)
    files.drop(editor.empty())
    editor.find("“broken.png” could not be added")
    files.close()
    files = Files(SOURCE / "data/templates/moodboard.heddle")
    files.drop(editor.empty())
    editor.find("Mood board", "page tab")
    files.close()
    assert {"To be linked", "Mood board"} == {w["name"] for w in heddlectl(editor.library, "list", "workflows")}


@with_editor()
def test_an_image_is_pasted(editor):
    editor.click("Gallery", "list item")
    editor.click("bag…", "list item")
    editor.key("ctrl+c")
    editor.find("Picture copied")
    editor.click("Workflows", "list item")
    editor.group = editor.find("Workflow, …")
    editor.click_at(*editor.empty())
    editor.key("ctrl+v")
    editor.keeps("the image", lambda p: [n["name"] for n in images(p)] == ["Pasted image"])
    assert images(editor.document())[0]["config"]["asset"] in assets(editor)
    # Where the first one is already.
    editor.key("ctrl+v")
    editor.keeps("two of them", lambda p: len({(n["x"], n["y"]) for n in images(p)}) == 2)


@with_editor()
def test_files_are_pasted_if_they_are_images(editor):
    editor.resize(1240, 880)
    files = Files(SOURCE / "data/templates/moodboard.heddle", ART / "bag.svg")
    editor.click_at(*editor.empty())
    editor.key("ctrl+v")
    editor.find("Only images can be pasted here; import other files")
    files.close()
    files = Files(ART / "bag.svg", ART / "board.svg")
    editor.click_at(*editor.empty())
    editor.key("ctrl+v")
    editor.keeps("two images", lambda p: [n["name"] for n in images(p)] == ["bag", "board"])
    files.close()


if __name__ == "__main__":
    run([test_a_drag_links_and_is_one_step, test_an_input_for_one_link_takes_the_new_one,
         test_what_does_not_fit_says_why, test_a_reason_is_seen_at_the_lower_edge,
         test_a_node_takes_a_link_where_it_fits,
         test_escape_ends_the_drawing_of_a_link, test_undo_ends_the_drawing_of_a_link,
         test_a_link_goes_nowhere_outside_the_canvas, test_a_link_follows_a_view_that_moves,
         test_the_end_of_a_link_can_be_moved,
         test_a_step_is_added_with_the_keys, test_the_list_of_steps_is_gone_through,
         test_a_step_is_added_where_it_is_double_clicked, test_a_loose_link_gets_a_step,
         test_a_loose_link_outlives_what_does_not_concern_it, test_a_loose_link_goes_with_what_it_begins_at,
         test_the_keys_link,
         test_a_step_goes_into_a_link, test_what_is_deleted_leaves_its_links, test_images_are_dropped,
         test_images_are_dropped_where_nothing_is,
         test_what_is_no_image_is_not_for_the_canvas, test_an_image_is_pasted,
         test_files_are_pasted_if_they_are_images])
