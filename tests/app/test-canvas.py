#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Moves about on the canvas of a workflow with real pointer and key events."""

import json
import subprocess
import tempfile
import time

from driver import BUILD, SOURCE, App, Atspi, run, wait_until, xdotool

POST = SOURCE / "data/templates/product-post.heddle"
IDLE = "Picture prompt, Not run yet, 3 of 3 inputs linked"


class Canvas(App):
    """The canvas in a window of its own, whose title tells what is selected."""

    def __init__(self, file=POST, size=(1280, 800), options=()):
        self.file = file
        self.options = options
        super().__init__(size=size)
        self.group = self.find("Workflow, …")

    def command(self):
        return [BUILD / "tests/app/canvas-window", *self.options, self.file]

    def title(self):
        return xdotool("getwindowname", self.window_id).strip()

    def becomes(self, title):
        wait_until(f"the title {title!r}", lambda: self.title() == title)

    def nodes(self):
        return [self.group.get_child_at_index(i) for i in range(self.group.get_child_count())]

    def node(self, name):
        return wait_until(f"the node {name}", lambda: [n for n in self.nodes() if n.get_name().startswith(name)])[0]

    def middle(self, name):
        x, y, width, height = self.box(self.node(name))
        return x + width / 2, y + height / 2

    def moved(self, name, before, dx, dy):
        """Waits until a node is that far from where it was."""
        def there():
            now = self.box(self.node(name))
            return abs(now[0] - before[0] - dx) <= 2 and abs(now[1] - before[1] - dy) <= 2
        wait_until(f"{name} to have moved by {dx}, {dy}", there)

    def zoom(self):
        label = self.find("Zoom, …").get_name()
        return int("".join(c for c in label if c.isdigit()))

    def look(self, names):
        """The pixels of each node, all of one moment."""
        screen = int(xdotool("getdisplaygeometry").split()[0])
        pixels = subprocess.run(["import", "-window", "root", "-depth", "8", "rgb:-"], check=True,
                                capture_output=True).stdout
        looks = []
        for name in names:
            x, y, width, height = (round(v) for v in self.box(self.node(name)))
            rows = range(y + 1, y + height - 1)
            looks.append(b"".join(pixels[(row * screen + x + 1) * 3:(row * screen + x + width - 1) * 3] for row in rows))
        return looks

    def settled(self):
        """Waits until nothing moves any more."""
        before = None
        while before != (now := self.box(self.node("Picture prompt"))):
            before = now
            time.sleep(0.2)


def with_canvas(test):
    def wrapped():
        canvas = Canvas()
        try:
            canvas.key("ctrl+0")
            canvas.settled()
            test(canvas)
            assert canvas.process.poll() is None
            assert "CRITICAL" not in canvas.output() and "WARNING" not in canvas.output(), canvas.output()
        finally:
            canvas.kill()
    wrapped.__name__ = test.__name__
    return wrapped


@with_canvas
def test_a_screen_reader_finds_the_nodes_in_order(canvas):
    names = [n.get_name() for n in canvas.nodes()]
    assert canvas.group.get_name() == "Workflow, 18 nodes", canvas.group.get_name()
    assert len(names) == 18, names
    assert IDLE in names, names
    order = [n.split(",")[0] for n in names]
    for earlier, later in (("Inputs", "Picture prompt"), ("Picture prompt", "Three pictures"),
                           ("Three pictures", "Feed"), ("Logo on the card", "Headline on the card")):
        assert order.index(earlier) < order.index(later), order
    relations = canvas.node("Picture prompt").get_relation_set()
    targets = [r.get_target(i).get_name() for r in relations if r.get_relation_type() == Atspi.RelationType.FLOWS_TO
               for i in range(r.get_n_targets())]
    assert [t.split(",")[0] for t in targets] == ["Three pictures"], targets


@with_canvas
def test_a_click_selects(canvas):
    canvas.click_at(*canvas.middle("Picture prompt"))
    canvas.becomes("prompt")
    wait_until("the focus at the node", lambda: canvas.node("Picture prompt").get_state_set().contains(
        Atspi.StateType.FOCUSED))
    xdotool("keydown", "ctrl")
    canvas.click_at(*canvas.middle("Three pictures"))
    xdotool("keyup", "ctrl")
    canvas.becomes("prompt pictures")
    canvas.click_at(*canvas.middle("Logo on the card"))
    canvas.becomes("branded")
    x, y, width, height = canvas.box(canvas.group)
    canvas.click_at(x + 30, y + height - 30)
    canvas.becomes("Nothing selected")
    canvas.click_at(*canvas.middle("Logo on the card"))
    canvas.becomes("branded")
    # What is slow to select is no double click, and three presses in a row are another thing.
    time.sleep(1)
    canvas.click_at(*canvas.middle("Logo on the card"), repeat=2)
    canvas.becomes("Activated branded")


@with_canvas
def test_a_band_selects(canvas):
    x, y, width, height = canvas.box(canvas.node("Picture prompt"))
    right = canvas.box(canvas.node("Three pictures"))
    # From outside of the frame, which would move by its title.
    canvas.drag((x - 30, y - 50), (right[0] + 20, right[1] + 30))
    canvas.becomes("prompt pictures")


@with_canvas
def test_keys_go_from_node_to_node(canvas):
    canvas.click_at(*canvas.middle("Picture prompt"))
    canvas.becomes("prompt")
    canvas.key("Right")
    canvas.becomes("pictures")
    canvas.key("Down")
    canvas.becomes("branded")
    canvas.key("ctrl+Right")
    canvas.becomes("lockup")
    canvas.key("ctrl+Left")
    canvas.becomes("branded")
    canvas.key("shift+Right")
    canvas.becomes("branded lockup")
    # What can be set in it comes first; what has nothing of the kind is shown in the inspector.
    canvas.key("Return")
    wait_until("the keys in the node", lambda: not canvas.node("Headline on the card").get_state_set().contains(
        Atspi.StateType.FOCUSED))
    canvas.key("Escape")
    wait_until("the keys at the node", lambda: canvas.node("Headline on the card").get_state_set().contains(
        Atspi.StateType.FOCUSED))
    canvas.becomes("branded lockup")
    canvas.key("Home")
    canvas.becomes("inputs")
    canvas.key("Return")
    canvas.becomes("Activated inputs")
    canvas.key("End")
    canvas.key("ctrl+a")
    wait_until("all nodes", lambda: len(canvas.title().split()) == 18)
    canvas.key("Escape")
    canvas.becomes("Nothing selected")


@with_canvas
def test_dragging_pans(canvas):
    before = canvas.box(canvas.node("Picture prompt"))
    x, y, width, height = canvas.box(canvas.group)
    canvas.drag((x + 300, y + 60), (x + 400, y + 130), button=2)
    canvas.moved("Picture prompt", before, 100, 70)
    xdotool("keydown", "space")
    canvas.drag((x + 400, y + 130), (x + 340, y + 90))
    xdotool("keyup", "space")
    canvas.moved("Picture prompt", before, 40, 30)
    canvas.scroll(x + 300, y + 60, 1)
    canvas.moved("Picture prompt", before, 40, -50)
    canvas.scroll(x + 300, y + 60, 1, "shift")
    canvas.moved("Picture prompt", before, -40, -50)


@with_canvas
def test_zooming_keeps_the_point(canvas):
    x, y, width, height = canvas.box(canvas.node("Logo on the card"))
    canvas.scroll(x, y, -3, "ctrl")
    wait_until("a larger node", lambda: canvas.box(canvas.node("Logo on the card"))[2] > width * 1.6)
    canvas.moved("Logo on the card", (x, y), 0, 0)
    canvas.scroll(x, y, 5, "ctrl")
    wait_until("a smaller node", lambda: canvas.box(canvas.node("Logo on the card"))[2] < width * 0.8)
    canvas.moved("Logo on the card", (x, y), 0, 0)


@with_canvas
def test_keys_and_buttons_zoom(canvas):
    fit = canvas.zoom()
    canvas.key("ctrl+1")
    wait_until("100 %", lambda: canvas.zoom() == 100)
    canvas.key("ctrl+plus")
    wait_until("120 %", lambda: canvas.zoom() == 120)
    canvas.click("Zoom Out")
    wait_until("100 % again", lambda: canvas.zoom() == 100)
    canvas.click("Show All")
    wait_until("all of it", lambda: canvas.zoom() == fit)
    canvas.click("Zoom, …")
    items = wait_until("the menu", lambda: canvas.all(role="menu item"))
    canvas.click(node=items[5])
    wait_until("200 %", lambda: canvas.zoom() == 200)


@with_canvas
def test_what_is_selected_is_shown(canvas):
    name = canvas.nodes()[2].get_name().split(",")[0]
    canvas.key("ctrl+0")
    fit = canvas.zoom()
    canvas.click(node=canvas.node(name))
    canvas.key("ctrl+2")
    wait_until("it to be large", lambda: canvas.zoom() > fit)

    def is_in_the_middle():
        x, y = middle_shift(canvas, name)
        _, _, width, height = canvas.box(canvas.node(name))
        return abs(x + width / 2) < 4 and abs(y + height / 2) < 4

    wait_until("it to be in the middle", is_in_the_middle)
    # All of it, where nothing is selected.
    canvas.key("ctrl+shift+a", "ctrl+2")
    wait_until("all steps", lambda: fits(canvas))


def fits(canvas):
    """Whether every node is within the canvas."""
    x, y, width, height = canvas.box(canvas.group)
    boxes = [canvas.box(node) for node in canvas.nodes()]
    return all(x <= box[0] and y <= box[1] and box[0] + box[2] <= x + width and box[1] + box[3] <= y + height
               for box in boxes)


def middle_shift(canvas, name):
    """How far a node is from the middle of the canvas."""
    x, y, width, height = canvas.box(canvas.group)
    box = canvas.box(canvas.node(name))
    return box[0] - (x + width / 2), box[1] - (y + height / 2)


@with_canvas
def test_what_fits_goes_on_fitting(canvas):
    assert fits(canvas)
    before = canvas.zoom()
    canvas.resize(820, 560)
    wait_until("a smaller zoom", lambda: canvas.zoom() < before and canvas.zoom() < 50)
    canvas.settled()
    assert fits(canvas)
    canvas.resize(*canvas.size)
    wait_until("the zoom as before", lambda: canvas.zoom() == before)
    canvas.settled()
    assert fits(canvas)


@with_canvas
def test_what_a_person_looks_at_stays_in_the_middle(canvas):
    canvas.key("ctrl+1")
    wait_until("100 %", lambda: canvas.zoom() == 100)
    canvas.key("ctrl+minus")
    canvas.settled()
    zoom, before = canvas.zoom(), middle_shift(canvas, "Picture prompt")
    canvas.resize(900, 600)
    canvas.settled()
    after = middle_shift(canvas, "Picture prompt")
    assert canvas.zoom() == zoom and all(abs(a - b) <= 2 for a, b in zip(before, after)), (zoom, before, after)


@with_canvas
def test_the_map_moves_the_view(canvas):
    canvas.key("ctrl+1")
    wait_until("100 %", lambda: canvas.zoom() == 100)
    before = canvas.box(canvas.node("Picture prompt"))
    canvas.click("Map of the workflow", at=(0.15, 0.2))
    wait_until("the start of the workflow", lambda: canvas.box(canvas.node("Picture prompt"))[0] > before[0] + 200)
    canvas.click("Zoom, …")
    wait_until("the menu", lambda: canvas.all(role="menu item"))
    canvas.key("Escape")
    wait_until("the menu to go", lambda: not canvas.all(role="menu item"))
    canvas.click_at(*canvas.middle("Picture prompt"))
    canvas.key("m")
    canvas.gone("Map of the workflow")
    canvas.key("m")
    canvas.find("Map of the workflow")


def test_a_narrow_window_has_no_map():
    canvas = Canvas(size=(400, 640))
    try:
        canvas.gone("Map of the workflow")
        assert canvas.all("Zoom Out") and canvas.all("Show All")
        assert not canvas.all("Map", "toggle button")
    finally:
        canvas.kill()


def test_titles_of_frames_stay_off_the_nodes():
    """At each size the nodes look as they do in frames without a title."""
    document = json.loads(POST.read_text())
    frames = document["pipelines"][0]["frames"]
    places = ["Picture prompt", "Three pictures", "Logo on the card"]
    looks = []
    for named in (True, False):
        for frame in frames:
            frame["name"] = "Title of the frame " * 4 if named else ""
        with tempfile.NamedTemporaryFile("w", suffix=".heddle") as file:
            json.dump(document, file)
            file.flush()
            canvas = Canvas(file=file.name)
            try:
                looks.append([])
                for keys in (["ctrl+1"] + ["ctrl+minus"] * 6, ["ctrl+minus"] * 2, ["ctrl+minus"] * 2):
                    for key in keys:
                        canvas.key(key)
                    canvas.settled()
                    time.sleep(0.5)
                    looks[-1].append((canvas.zoom(), canvas.look(places)))
            finally:
                canvas.kill()
    assert [zoom for zoom, _ in looks[0]] == [33, 23, 16], looks
    for with_title, without in zip(*looks):
        assert with_title == without, (with_title[0], without[0])


def test_nodes_stay_where_they_are_from_right_to_left():
    boxes = []
    for options in ((), ("--right-to-left",)):
        canvas = Canvas(options=options)
        try:
            canvas.key("ctrl+0")
            canvas.settled()
            boxes.append([canvas.box(node) for node in canvas.nodes()])
            canvas.click_at(*canvas.middle("Picture prompt"))
            canvas.becomes("prompt")
            canvas.key("Right")
            canvas.becomes("pictures")
        finally:
            canvas.kill()
    assert boxes[0] == boxes[1], boxes


run([
    test_a_screen_reader_finds_the_nodes_in_order,
    test_a_click_selects,
    test_a_band_selects,
    test_keys_go_from_node_to_node,
    test_dragging_pans,
    test_zooming_keeps_the_point,
    test_keys_and_buttons_zoom,
    test_what_is_selected_is_shown,
    test_what_fits_goes_on_fitting,
    test_what_a_person_looks_at_stays_in_the_middle,
    test_the_map_moves_the_view,
    test_a_narrow_window_has_no_map,
    test_titles_of_frames_stay_off_the_nodes,
    test_nodes_stay_where_they_are_from_right_to_left,
])
