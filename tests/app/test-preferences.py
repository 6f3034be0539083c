#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""Keys in the preferences: entered, tested, kept, removed, and a keyring that is locked or missing."""

import json
import os
import subprocess
import tempfile
from contextlib import contextmanager
from pathlib import Path

from driver import BUILD, App, run, wait_until, xdotool
from gi.repository import Atspi, Gio, GLib

KEY = "sk-window-5d20c7f1ab93e4"
WRONG = "sk-window-wrong-00feed11"
DEFAULT = "/org/freedesktop/secrets/aliases/default"
SHOTS = os.environ.get("HEDDLE_TEST_SHOTS")
SCREEN = tuple(map(int, os.environ.get("HEDDLE_TEST_SIZE", "1280x800").split("x")))


def heddlectl(*arguments, **more):
    return subprocess.run([BUILD / "src/cli/heddlectl", *arguments], capture_output=True, text=True, **more)


def keys():
    """The providers and origins of the keys in the keyring."""
    lines = heddlectl("secret", "list", "--json").stdout.splitlines()
    return [(line["id"], line["origin"]) for line in map(json.loads, lines)]


@contextmanager
def fake_openai(key=KEY):
    """A server that speaks like OpenAI: its base URL, and what it was asked so far."""
    log = Path(tempfile.mkstemp(prefix="heddle-fake.")[1])
    server = subprocess.Popen([BUILD / "tests/fakes/heddle-fake-provider", "openai", "--key", key, "--log", log],
                              stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield server.stdout.readline().strip(), lambda: log.read_text().splitlines()
    finally:
        server.stdin.close()
        server.wait()
        log.unlink()


@contextmanager
def application(**environment):
    app = App(size=SCREEN, environment=environment)
    try:
        app.find("Workflows")
        yield app
        close_preferences(app)
        assert app.close() == 0, app.output()
    finally:
        app.kill()
    nothing_kept(app)


def close_preferences(app):
    for _ in range(4):
        if not app.all("Preferences", "dialog"):
            return
        app.key("Escape")
        GLib.usleep(300000)
    app.gone("Preferences", "dialog")


def nothing_kept(app):
    """No key is in the library, the configuration, the cache or the log."""
    home = Path(os.environ["HOME"])
    places = [app.home, home / ".config", home / ".cache", home / ".local/share/heddle"]
    looked_at = 0
    for path in (file for place in places for file in place.rglob("*") if file.is_file()):
        looked_at += 1
        content = path.read_bytes()
        for key in (KEY, WRONG):
            assert key.encode() not in content, f"{path} has a key in it"
    assert looked_at > 2


def shoot(app, name):
    if SHOTS:
        app.screenshot(Path(SHOTS) / f"{name}.png", settle=1)


def tab_to(app, name, role=None, keys="Tab"):
    """Goes on with Tab until something has the focus, as a person without a pointer does."""
    def there():
        return any(node.get_name() == name and role in (None, node.get_role_name()) for node in app.focused())

    for _ in range(40):
        if there():
            return
        app.key(keys)
        GLib.usleep(120000)
    raise AssertionError(f"{name} cannot be reached: {[node.get_name() for node in app.focused()]}")


def open_connections(app):
    app.key("ctrl+comma")
    app.find("Preferences", "dialog")
    tab_to(app, "General", "page tab")
    app.key("Right", "space")
    app.find("Providers", "list")


def open_openai(app):
    open_connections(app)
    tab_to(app, "Sketch", "list item")
    tab_to(app, "OpenAI", "list item", "Down")
    app.key("Return")
    app.find("OpenAI", "grouping")
    app.find("Back", "button")


def enter_key(app, key):
    app.click("Key" if app.all("Key", "text") else "Another Key", "text")
    app.key("ctrl+a")
    app.type(key)
    app.key("Return")


def wait_for_text(app, text):
    wait_until(f"“{text}” in the window", lambda: text in app.texts())


def test_a_key_is_tested_kept_and_removed():
    with fake_openai() as (url, asked), application(HEDDLE_PROVIDER_URL_OPENAI=url) as app:
        open_openai(app)
        shoot(app, "none")

        enter_key(app, WRONG)
        app.find("Key Refused")
        wait_for_text(app, "does not accept this key")
        assert not app.all("Save Anyway", "button")
        app.click("Details")
        wait_for_text(app, "HTTP 401")
        shoot(app, "refused")
        assert keys() == []

        enter_key(app, KEY)
        app.find("Saved")
        app.find("Key in the keyring")
        shoot(app, "saved")
        origin = url.removesuffix("/v1")
        assert keys() == [("openai", origin)], keys()
        assert app.find("Another Key", "text").get_character_count() == 0
        assert heddlectl("secret", "test", "openai",
                         env={**os.environ, "HEDDLE_PROVIDER_URL_OPENAI": url}).returncode == 0
        # It was entered for this address, and no other is told it.
        assert heddlectl("secret", "test", "openai").returncode == 2

        before = len(asked())
        app.click("Test", "button")
        app.find("All Well")
        assert len(asked()) == before + 1

        app.click("Remove the Key", "button")
        app.find("No key")
        assert keys() == []
        shoot(app, "removed")
        app.click("Undo", "button")
        app.find("Key in the keyring")
        assert keys() == [("openai", origin)]
    heddlectl("secret", "remove", "openai")


def test_a_key_can_be_kept_untested():
    with fake_openai() as (url, _):
        pass
    with application(HEDDLE_PROVIDER_URL_OPENAI=url) as app:
        open_openai(app)
        enter_key(app, KEY)
        app.find("Not Reached")
        shoot(app, "unreachable")
        app.click("Save Anyway", "button")
        app.find("Saved")
        assert keys() == [("openai", url.removesuffix("/v1"))]
    heddlectl("secret", "remove", "openai")


def test_an_address_of_ones_own():
    with fake_openai() as (url, asked), application() as app:
        open_openai(app)
        app.click("Address of the API", "text")
        app.key("ctrl+a")
        app.type("http://example.com/v1")
        app.key("Return")
        wait_for_text(app, "is not encrypted")
        shoot(app, "wrong-address")
        app.key("ctrl+a")
        app.type(url)
        app.key("Return")
        app.find("Use the Usual Address", "button")
        enter_key(app, KEY)
        app.find("Saved")
        assert keys() == [("openai", url.removesuffix("/v1"))]
        assert url in heddlectl("address", "list").stdout
        assert heddlectl("secret", "test", "openai").returncode == 0
        assert len(asked()) == 2

        app.click("Use the Usual Address", "button")
        app.find("No key")
        assert url not in heddlectl("address", "list").stdout
    heddlectl("secret", "remove", "openai")


def test_an_address_without_encryption():
    with application() as app:
        open_openai(app)
        app.click("Address of the API", "text")
        app.key("ctrl+a")
        app.type("http://192.168.1.9:11434/v1")
        app.key("Return")
        app.find("Use Without Encryption?")
        wait_for_text(app, "http://192.168.1.9:11434: prompts, images")
        shoot(app, "without-encryption")
        app.click("Cancel", "button")
        app.gone("Use Without Encryption?")
        assert "192.168" not in heddlectl("address", "list").stdout
        app.click("Address of the API", "text")
        app.key("ctrl+a")
        app.type("http://192.168.1.9:11434/v1")
        app.key("Return")
        app.click("Use the Address", "button")
        app.find("Not encrypted, no key is sent")
        shoot(app, "unencrypted")
        assert not app.all("Key", "text") and not app.all("Test and Save")
        assert not app.all("Apply", "button")
        assert "http://192.168.1.9:11434/v1" in heddlectl("address", "list").stdout
        app.click("Use the Usual Address", "button")
        app.find("No key")
        app.find("Key", "text")
        assert "192.168" not in heddlectl("address", "list").stdout


def activate(name, parameter):
    """An action of the application, as a button in the window or another program calls it."""
    actions = Gio.DBusActionGroup.get(Gio.bus_get_sync(Gio.BusType.SESSION), "app.heddle.Heddle", "/app/heddle/Heddle")
    actions.activate_action(name, GLib.Variant("s", parameter))
    Gio.bus_get_sync(Gio.BusType.SESSION).flush_sync()


def test_the_connection_of_one_provider():
    with application() as app:
        activate("connections", "openai")
        app.find("Preferences", "dialog")
        app.find("OpenAI", "grouping")
        app.find("Address of the API", "text")
        app.click("Back", "button")
        app.find("Providers", "list")
        close_preferences(app)
        activate("connections", "nobody")
        app.find("Providers", "list")
        assert not app.all("Back", "button")


def test_where_a_key_goes():
    """A provider may have several hosts: they are told where its key is asked for."""
    with application() as app:
        activate("connections", "bfl")
        app.find("Black Forest Labs", "grouping")
        app.find("Key", "text")
        wait_for_text(app, "The key also goes to these hosts: *.bfl.ai")
        shoot(app, "hosts")
        app.click("Back", "button")
        tab_to(app, "OpenAI", "list item", "Down")
        app.key("Return")
        app.find("OpenAI", "grouping")
        assert not any("also goes to" in text for text in app.texts())


def test_a_provider_without_a_key():
    with application() as app:
        open_connections(app)
        tab_to(app, "Sketch", "list item")
        tab_to(app, "Ollama", "list item", "Down")
        wait_for_text(app, "Needs no key")
        app.key("Return")
        app.find("Ollama", "grouping")
        assert Atspi.Text.get_text(app.find("Address of the API", "text"), 0, -1) == "http://127.0.0.1:11434"
        wait_for_text(app, "Gemma 4")
        wait_for_text(app, "A step can name any other model that is there.")
        shoot(app, "without-key")
        assert not app.all("Key", "text")
        app.click("Back", "button")
        tab_to(app, "Anthropic", "list item", "Up")
        app.key("Return")
        app.find("Anthropic", "grouping")
        app.find("Key", "text")
        wait_for_text(app, "Claude Opus 5.5")
        shoot(app, "anthropic")


def test_a_key_from_the_environment():
    with application(HEDDLE_KEY_OPENAI=KEY) as app:
        open_connections(app)
        app.find("From HEDDLE_KEY_OPENAI")
        app.find("Works offline, needs no key")
        shoot(app, "connections")


def secrets(bus, method, parameters):
    return bus.call_sync("org.freedesktop.secrets", "/org/freedesktop/secrets", *method.rsplit(".", 1), parameters,
                         None, Gio.DBusCallFlags.NONE, 20000, None).unpack()


def lock():
    secrets(Gio.bus_get_sync(Gio.BusType.SESSION), "org.freedesktop.Secret.Service.Lock", GLib.Variant("(ao)", ([DEFAULT],)))


def unlock():
    """As the desktop does when a person logs in."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    session = secrets(bus, "org.freedesktop.Secret.Service.OpenSession",
                      GLib.Variant("(sv)", ("plain", GLib.Variant("s", ""))))[1]
    secrets(bus, "org.gnome.keyring.InternalUnsupportedGuiltRiddenInterface.UnlockWithMasterPassword",
            GLib.Variant("(o(oayays))", (DEFAULT, (session, b"", b"test\n", "text/plain"))))


def test_a_locked_keyring():
    with fake_openai() as (url, _):
        with application(HEDDLE_PROVIDER_URL_OPENAI=url) as app:
            lock()
            open_connections(app)
            app.find("The Keyring Is Locked")
            app.find("Keyring locked")
            shoot(app, "locked")
            # Nobody answers the question, as when a person dismisses it.
            app.click("Unlock…", "button")
            app.find("The Keyring Is Locked")
            app.find("Unlock…", "button")
            # It is unlocked with another program, whose window was in front.
            xdotool("windowminimize", "--sync", app.window_id)
            unlock()
            xdotool("windowactivate", "--sync", app.window_id)
            app.gone("The Keyring Is Locked")
            app.find("No key")


@contextmanager
def bus_without_secrets():
    """A session bus on which nobody keeps secrets; the accessibility bus is the usual one."""
    with tempfile.NamedTemporaryFile("w", suffix=".conf") as configuration:
        configuration.write('<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>'
                            '<policy context="default"><allow send_destination="*" eavesdrop="true"/>'
                            '<allow eavesdrop="true"/><allow own="*"/></policy></busconfig>')
        configuration.flush()
        bus = subprocess.Popen(["dbus-daemon", "--nofork", "--print-address", "--config-file", configuration.name],
                               stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        usual = Gio.bus_get_sync(Gio.BusType.SESSION)
        accessibility = usual.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None,
                                        Gio.DBusCallFlags.NONE, -1, None).unpack()[0]
        try:
            yield {"DBUS_SESSION_BUS_ADDRESS": bus.stdout.readline().strip(), "AT_SPI_BUS_ADDRESS": accessibility}
        finally:
            bus.terminate()
            bus.wait()


def test_no_keyring():
    with fake_openai() as (url, _), bus_without_secrets() as buses:
        with application(HEDDLE_PROVIDER_URL_OPENAI=url, **buses) as app:
            open_openai(app)
            app.find("There Is No Keyring")
            wait_for_text(app, "HEDDLE_KEY_OPENAI")
            shoot(app, "no-keyring")
            enter_key(app, KEY)
            app.find("All Well")
            wait_for_text(app, "no keyring to keep it in")
            shoot(app, "not-kept")


def test_appearance():
    with application() as app:
        app.key("ctrl+comma")
        tab_to(app, "Style", "combo box")
        app.key("space", "Down", "Down", "Return")
        wait_until("the choice", lambda: "Dark" in app.texts())
        shoot(app, "dark")
    stored = (Path(os.environ["HOME"]) / ".config/glib-2.0/settings/keyfile").read_text()
    assert "color-scheme='dark'" in stored, stored


if __name__ == "__main__":
    run([
        test_a_key_is_tested_kept_and_removed,
        test_a_key_can_be_kept_untested,
        test_an_address_of_ones_own,
        test_an_address_without_encryption,
        test_the_connection_of_one_provider,
        test_where_a_key_goes,
        test_a_provider_without_a_key,
        test_a_key_from_the_environment,
        test_a_locked_keyring,
        test_no_keyring,
        test_appearance,
    ])
