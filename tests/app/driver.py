# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Drives the real window as a person does: it is looked at through the accessibility
bus, as a screen reader does, and gets real pointer and key events. Runs inside
tests/app/with-display.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
gi.require_version("Json", "1.0")
from gi.repository import Atspi, Gio, GLib, Json  # noqa: E402

SOURCE = Path(os.environ["HEDDLE_SOURCE_ROOT"])
BUILD = Path(os.environ["HEDDLE_BUILD_ROOT"])
# Where nothing composites, a window has a border.
BORDER = 5
PATIENCE = float(os.environ.get("HEDDLE_TEST_PATIENCE", "20"))


CONTROLS = {
    Atspi.Role.PUSH_BUTTON, Atspi.Role.TOGGLE_BUTTON, Atspi.Role.CHECK_BOX, Atspi.Role.RADIO_BUTTON, Atspi.Role.SWITCH,
    Atspi.Role.TEXT, Atspi.Role.ENTRY, Atspi.Role.PASSWORD_TEXT, Atspi.Role.SPIN_BUTTON, Atspi.Role.SLIDER,
    Atspi.Role.COMBO_BOX, Atspi.Role.LIST_ITEM, Atspi.Role.TABLE_CELL, Atspi.Role.PAGE_TAB, Atspi.Role.LINK,
    Atspi.Role.MENU_ITEM, Atspi.Role.CHECK_MENU_ITEM, Atspi.Role.RADIO_MENU_ITEM, Atspi.Role.TREE_ITEM,
    Atspi.Role.PROGRESS_BAR,
}


# GTK's file dialog complains where it is left while it completes what is typed, which must not end the window. It is
# used only where there is no portal.
WITH_FILE_DIALOG = {"G_DEBUG": "gc-friendly"}
FILE_DIALOG_COMPLAINTS = ("gtk_tree_store_remove", "gtk_tree_model_get_iter_first")


class Missing(AssertionError):
    """What was looked for is not there in time."""

    def __init__(self, message):
        self.instead = [line for app in App.running for line in app.tell_what_is_there()]
        super().__init__(message)


def wait_until(what, condition, patience=PATIENCE):
    """What condition gives as soon as that is true of anything.

    It is looked at ever less often, and no longer than half of the time, since looking takes from what is waited for.
    """
    start = time.monotonic()
    while True:
        looked = time.monotonic()
        try:
            found = condition()
        except (gi.repository.GLib.Error, LookupError):
            found = None
        if found:
            return found
        now = time.monotonic()
        if now - start > patience:
            raise Missing(f"{what}: not there after {patience} s")
        time.sleep(min(max(0.03, (now - start) / 10, now - looked), 0.3))


def walk(node, hidden=False):
    """An accessible and all below it that is on the screen, from the top."""
    if node is None:
        return
    yield node
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is None:
            continue
        states = child.get_state_set()
        if hidden or states.contains(Atspi.StateType.SHOWING) or child.get_role() == Atspi.Role.APPLICATION:
            yield from walk(child, hidden)


class Snapshot:
    """What is on the screen, asked for in a few calls; a walk makes some for each node.

    Of what GTK has told already the children of a node are known, but for one that nobody has asked for
    beside one that is hidden now: what is not found is looked for thoroughly, with a question for each node.
    """

    ROOT = "/org/a11y/atspi/accessible/root"

    def __init__(self, bus, process, hidden, thorough):
        self.bus, self.hidden, self.thorough = bus, hidden, thorough
        self.application = self.find_application(process)
        self.items = {}
        self.read_items()
        # Where a node is: the place among its siblings, of it and of all that it is in.
        self.nodes = {(): self.ROOT}
        level = self.nodes
        while level:
            level = self.read_level(level)
            self.nodes.update(level)

    def find_application(self, process):
        """Its name on the bus."""
        for name, _ in self.call("org.a11y.atspi.Registry", self.ROOT, "org.a11y.atspi.Accessible", "GetChildren"):
            try:
                if self.call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus",
                             "GetConnectionUnixProcessID", GLib.Variant("(s)", (name,))) == process:
                    return name
            except GLib.Error:
                continue  # one that has ended, and is still listed
        raise LookupError(f"process {process} on the accessibility bus")

    def read_items(self):
        """All that GTK has told anybody of: it knows a node of which nobody has asked only by its parent."""
        told = self.bus.call_sync(self.application, "/org/a11y/atspi/cache", "org.a11y.atspi.Cache", "GetItems",
                                  None, None, Gio.DBusCallFlags.NONE, -1, None)
        self.counts = {}
        known = defaultdict(list)
        for item in json.loads(Json.gvariant_serialize_data(told)[0])[0]:
            path = item[0][1]
            self.items[path] = (item[6], Atspi.Role(item[7]), item[9])
            self.counts[path] = item[4]
            known[item[2][1]].append((item[3], path))
        self.known = {parent: sorted(children) for parent, children in known.items()}

    def known_children(self, path):
        """The children of a node, if all are among the items; None otherwise."""
        known = self.known.get(path, [])
        if self.thorough or [index for index, _ in known] != list(range(self.counts.get(path, -1))):
            return None
        return [child for _, child in known]

    def call(self, name, path, interface, method, parameters=None):
        return self.bus.call_sync(name, path, interface, method, parameters, None,
                                  Gio.DBusCallFlags.NONE, -1, None).unpack()[0]

    def read_level(self, level):
        """The nodes in those of a level."""
        children = {place: self.known_children(path) for place, path in level.items()}
        children |= self.ask_for_children({place: level[place] for place, known in children.items() if known is None})
        below = {(*place, i): child for place in level for i, child in enumerate(children[place])}
        if any(path not in self.items for path in below.values()):
            self.read_items()
        return {place: path for place, path in below.items() if self.is_shown(path)}

    def ask_for_children(self, level):
        """The children of nodes, with all questions on their way at once."""
        children, waiting, loop = {}, len(level), GLib.MainLoop()

        def answered(bus, result, place):
            nonlocal waiting
            try:
                children[place] = [path for _, path in bus.call_finish(result).unpack()[0]]
            except GLib.Error:
                children[place] = []  # gone meanwhile
            waiting -= 1
            if waiting == 0:
                loop.quit()

        for place, path in level.items():
            self.bus.call(self.application, path, "org.a11y.atspi.Accessible", "GetChildren", None, None,
                          Gio.DBusCallFlags.NONE, -1, None, answered, place)
        if level:
            loop.run()
        return children

    def is_shown(self, path):
        if path not in self.items:
            return False
        return self.hidden or self.has(path, int(Atspi.StateType.SHOWING))

    def has(self, path, state):
        return self.items[path][2][state // 32] >> state % 32 & 1

    def names(self):
        """What all is called, from the top."""
        return [self.items[self.nodes[place]][0] for place in sorted(self.nodes)]

    def find(self, root, fits):
        """The accessibles of which name, role and path fit, from the top."""
        known, found = {(): root}, []
        for place in sorted(self.nodes):
            name, role, _ = self.items[self.nodes[place]]
            if not fits(name, role, self.nodes[place]):
                continue
            try:
                for depth in range(1, len(place) + 1):
                    parent = known.get(place[:depth - 1])
                    if place[:depth] not in known:
                        known[place[:depth]] = parent and parent.get_child_at_index(place[depth - 1])
                if known[place] is not None and (known[place].get_name() or "") == name:
                    found.append(known[place])
            except GLib.Error:
                continue  # gone meanwhile
        return found


def accessibility_bus():
    """A connection of our own to the bus that the accessibles are on."""
    address = Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
        "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, Gio.DBusCallFlags.NONE, -1, None)
    return Gio.DBusConnection.new_for_address_sync(
        address.unpack()[0],
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)


def xdotool(*arguments):
    return subprocess.run(["xdotool", *map(str, arguments)], check=True, capture_output=True, text=True).stdout


def move_pointer(x, y):
    """Moves the pointer, of which the server has told everybody by then.

    With --sync xdotool would wait 15 s for a pointer that is there already.
    """
    xdotool("mousemove", round(x), round(y))


class App:
    """The application, running on a library."""

    running = []

    def __init__(self, library=None, size=None, environment=None, arguments=()):
        self.home = Path(tempfile.mkdtemp(prefix="heddle-window."))
        self.library = Path(library) if library else self.home / "library"
        self.environment = {
            "GSETTINGS_SCHEMA_DIR": str(BUILD / "data"),
            **os.environ,
            "G_DEBUG": os.environ.get("HEDDLE_WINDOW_DEBUG", ""),
            "LD_PRELOAD": str(BUILD / "tests/app/exact-bounds.so"),
            # Leaks of third parties are told from ours by who called: whoever did, with or without a
            # frame pointer, but only the last ones, since to find them takes half of the window's time.
            "ASAN_OPTIONS": ":".join((os.environ.get("ASAN_OPTIONS", ""), "verify_asan_link_order=0",
                                      "fast_unwind_on_malloc=0", "malloc_context_size=10")),
            **(environment or {}),
        }
        self.size = size
        self.bus = accessibility_bus()
        self.start(arguments)

    def command(self):
        """What is run."""
        return [BUILD / "src/app/heddle", "--library", self.library]

    def start(self, arguments=()):
        self.log = open(self.home / "heddle.log", "ab")
        self.process = subprocess.Popen([*self.command(), *arguments], env=self.environment,
                                        stdout=self.log, stderr=self.log)
        self.window_id = wait_until("the window", self._find_window)
        self.running.append(self)
        if self.size:
            self.resize(*self.size)

    def _see_that_it_runs(self):
        if self.process.poll() is not None:
            raise Missing(f"heddle ended with {self.process.returncode}: {self.output()}")

    def _find_window(self):
        self._see_that_it_runs()
        found = subprocess.run(["xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid)],
                               capture_output=True, text=True).stdout.split()
        return found[-1] if found else None

    def output(self):
        self.log.flush()
        return (self.home / "heddle.log").read_text(errors="replace")

    def complaints(self):
        """What was warned of, but for what GTK's file dialog does."""
        return [line for line in self.output().splitlines() if ("WARNING" in line or "CRITICAL" in line)
                and not any(complaint in line for complaint in FILE_DIALOG_COMPLAINTS)]

    def resize(self, width, height):
        """Makes the window so large inside of the border that it has where nothing composites."""
        xdotool("windowmove", self.window_id, 0, 0,
                "windowsize", "--sync", self.window_id, width + 2 * BORDER, height + 2 * BORDER)

    # What there is

    def root(self):
        def find():
            self._see_that_it_runs()
            desktop = Atspi.get_desktop(0)
            desktop.clear_cache()
            for i in range(desktop.get_child_count()):
                child = desktop.get_child_at_index(i)
                try:
                    if child is not None and child.get_process_id() == self.process.pid:
                        return child
                except gi.repository.GLib.Error:
                    continue  # one that has ended, and is still listed
            return None
        return wait_until("the application on the accessibility bus", find)

    def all(self, name=None, role=None, hidden=False):
        """The accessibles with a name (or the start of one, ending in …) and a role such as "button"."""
        def fits(own, own_role, _):
            if role is not None and Atspi.role_get_name(own_role) != role:
                return False
            return name is None or own == name or (name.endswith("…") and own.startswith(name[:-1]))

        return self._look(lambda seen, root: seen.find(root, fits), hidden)

    def _look(self, find, hidden=False):
        """What is found on the screen, with a thorough look before it counts as not there."""
        root = self.root()
        for thorough in (False, True):
            found = find(Snapshot(self.bus, self.process.pid, hidden, thorough), root)
            if found:
                break
        return found

    def focused(self):
        """The accessibles on the screen that have the focus."""
        return self._look(lambda seen, root: seen.find(root, lambda name, role, path: seen.has(
            path, int(Atspi.StateType.FOCUSED))))

    def texts(self):
        """The names of all that is on the screen."""
        return " ".join(Snapshot(self.bus, self.process.pid, hidden=False, thorough=True).names())

    def find(self, name=None, role=None, patience=PATIENCE):
        return wait_until(f"{role or 'anything'} called {name!r}", lambda: self.all(name, role), patience)[0]

    def gone(self, name=None, role=None):
        wait_until(f"{role or 'anything'} called {name!r} to go", lambda: not self.all(name, role))

    def unnamed(self):
        """The controls on the screen that a screen reader has no name for."""
        found = []
        for node in walk(self.root()):
            if node.get_role() in CONTROLS and not (node.get_name() or "").strip():
                parents, parent = [], node
                while parent is not None and len(parents) < 6:
                    parents.append(f"{parent.get_role_name()} {parent.get_name()!r}")
                    parent = parent.get_parent()
                found.append(" < ".join(parents))
        return found

    def tell_what_is_there(self):
        """Lines for whoever wonders why something else is not; a picture is kept beside the test's log."""
        picture = BUILD / "meson-logs" / f"{Path(sys.argv[0]).stem}-{self.process.pid}.png"
        subprocess.run(["import", "-window", "root", str(picture)], check=False)
        try:
            shown = Snapshot(self.bus, self.process.pid, hidden=False, thorough=True)
            focused = [shown.items[path][0] for path in shown.nodes.values()
                       if shown.has(path, int(Atspi.StateType.FOCUSED))]
            return [f"on the screen, {picture}: {' | '.join(filter(None, shown.names()))}", f"with the focus: {focused}"]
        except (GLib.Error, LookupError) as error:
            return [f"on the screen, {picture}: {error}"]

    def tree(self):
        """The window as a screen reader sees it, for a person to read."""
        lines = []

        def add(node, depth):
            states = node.get_state_set()
            if depth > 1 and not states.contains(Atspi.StateType.SHOWING):
                return
            lines.append(f"{'  ' * depth}{node.get_role_name()}: {node.get_name()!r}")
            for i in range(node.get_child_count()):
                child = node.get_child_at_index(i)
                if child is not None:
                    add(child, depth + 1)

        add(self.root(), 0)
        return "\n".join(lines)

    def box(self, node):
        """Where an accessible is on the screen: x, y, width, height."""
        extents = node.get_extents(Atspi.CoordType.WINDOW)
        origin = self.frame().get_extents(Atspi.CoordType.WINDOW)
        x, y, _, _ = self.geometry()
        return (x + extents.x - origin.x, y + extents.y - origin.y, extents.width, extents.height)

    def frame(self):
        return next(node for node in walk(self.root()) if node.get_role() == Atspi.Role.FRAME)

    def geometry(self):
        shell = dict(line.split("=") for line in
                     xdotool("getwindowgeometry", "--shell", self.window_id).split() if "=" in line)
        return tuple(int(shell[key]) for key in ("X", "Y", "WIDTH", "HEIGHT"))

    # What a person does

    def resting_box(self, node):
        """Where an accessible is, once it has come to rest there."""
        boxes = []

        def rests():
            boxes.append(self.box(node))
            return len(boxes) > 1 and boxes[-1] == boxes[-2]

        wait_until(f"{node.get_name()!r} to rest", rests)
        return boxes[-1]

    def click(self, name=None, role=None, button=1, node=None, repeat=1, at=(0.5, 0.5)):
        node = node or self.find(name, role)
        x, y, width, height = self.resting_box(node)
        self.click_at(x + width * at[0], y + height * at[1], button, repeat)

    def activate(self):
        """Gives the window the focus, as managers do at a click, where neither it nor a dialog of it has it."""
        active = subprocess.run(["xdotool", "getactivewindow", "getwindowpid"], check=False, capture_output=True,
                                text=True).stdout.strip()
        if active != str(self.process.pid):
            xdotool("windowactivate", "--sync", self.window_id)

    def click_at(self, x, y, button=1, repeat=1):
        self.activate()
        move_pointer(x, y)
        xdotool("click", "--repeat", repeat, "--delay", 60, button)

    def drag(self, start, end, button=1, steps=12, hold=0):
        move_pointer(*start)
        xdotool("mousedown", button)
        for i in range(1, steps + 1):
            x, y = (start[j] + (end[j] - start[j]) * i / steps for j in (0, 1))
            move_pointer(x, y)
            time.sleep(0.01)
        time.sleep(hold)
        xdotool("mouseup", button)

    def scroll(self, x, y, clicks, modifier=None):
        """Turns the wheel: down where clicks is greater than 0."""
        move_pointer(x, y)
        if modifier:
            xdotool("keydown", modifier)
        xdotool("click", "--repeat", abs(clicks), "--delay", 25, 5 if clicks > 0 else 4)
        if modifier:
            xdotool("keyup", modifier)

    def key(self, *keys):
        xdotool("key", "--delay", 40, *keys)

    def type(self, text):
        xdotool("type", "--delay", 20, text)

    def screenshot(self, path, settle=0.4):
        """A picture of the window, once nothing moves any more."""
        time.sleep(settle)
        subprocess.run(["import", "-window", "root", "-crop", self._crop(), "+repage", str(path)], check=True)

    def _crop(self):
        x, y, width, height = self.geometry()
        return f"{width - 2 * BORDER}x{height - 2 * BORDER}+{x + BORDER}+{y + BORDER}"

    def close(self):
        """Closes the window as a person does, and gives the exit status."""
        if self.process.poll() is None:
            xdotool("windowactivate", "--sync", self.window_id)
            self.key("ctrl+q")
        return self.process.wait(PATIENCE * 2)

    def kill(self):
        if self in self.running:
            self.running.remove(self)
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGKILL)
            self.process.wait()


def heddlectl(library, *arguments):
    """What heddlectl prints of a library, an object per line."""
    done = subprocess.run(["heddlectl", "--library", str(library), *map(str, arguments), "--json"],
                          capture_output=True, text=True, check=False)
    return [json.loads(line) for line in done.stdout.splitlines()]


def start_sample(app, name):
    """Opens a sample from an empty library's first page."""
    app.click("Start from a Sample…", "button")
    app.click(name, "list item")
    app.find("Run", "button")


def type_path(app, path):
    """Goes to a path in GTK's file dialog: ~ is the beginning of one wherever the focus is.

    What is in the home folder, which is the test's own, is reached from there: GTK stumbles where what it completes
    with changes meanwhile.
    """
    def entry():
        return next((node for node in app.focused() if node.get_role() in (Atspi.Role.TEXT, Atspi.Role.ENTRY)), None)

    time.sleep(0.5)
    app.key("asciitilde")
    wait_until("the place to write a path", entry)
    app.key("ctrl+a")
    app.type(str(path).replace(str(Path.home()), "~", 1))
    time.sleep(1)
    # What the dialog has completed behind it is not meant.
    app.key("shift+End", "Delete", "Return")


def run(tests):
    """Runs functions as tests, in the Test Anything Protocol: all, or those that the command names."""
    tests = [test for test in tests if not sys.argv[1:] or test.__name__ in sys.argv[1:]]
    failed = 0
    print(f"1..{len(tests)}", flush=True)
    for number, test in enumerate(tests, 1):
        name = test.__name__.removeprefix("test_").replace("_", " ")
        try:
            test()
            print(f"ok {number} {name}", flush=True)
        except Exception as error:  # a test may fail in any way
            import traceback
            failed += 1
            for line in traceback.format_exc().splitlines() + getattr(error, "instead", []):
                print(f"# {line}")
            print(f"not ok {number} {name}", flush=True)
    sys.exit(1 if failed else 0)
