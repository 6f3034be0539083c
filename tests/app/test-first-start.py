#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Heddle developers
# SPDX-License-Identifier: GPL-3.0-or-later
"""The window as a person meets it: from the first start to pictures in the gallery."""

from driver import App, heddlectl, run, start_sample, wait_until


def test_from_the_first_start_to_pictures_in_the_gallery():
    app = App(size=(1280, 800))
    try:
        app.find("No Workflows Yet")
        assert app.unnamed() == [], app.unnamed()
        start_sample(app, "Product post")
        assert app.unnamed() == [], app.unnamed()
        app.key("ctrl+Return")
        app.find("Run 1: 9 results", patience=180)
        app.key("alt+2")
        wait_until("nine pictures", lambda: len(app.all("Autumn roast is here…", "list item")) >= 9)
        assert app.unnamed() == [], app.unnamed()
        assert app.close() == 0, app.output()
        assert len([a for a in heddlectl(app.library, "list", "assets", "--limit", 100) if a["kind"] != "uploaded"]) == 9
    finally:
        app.kill()


run([
    test_from_the_first_start_to_pictures_in_the_gallery,
])
