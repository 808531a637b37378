"""A headless Chromium of the system; playwright's own browsers are never downloaded."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from playwright.sync_api import Browser, sync_playwright

PROGRAM = shutil.which("chromium")

needs_chromium = pytest.mark.skipif(PROGRAM is None, reason="needs Chromium: apt-get install chromium")


@contextmanager
def running_chromium() -> Iterator[Browser]:
    """Start Chromium and stop it in the end."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=PROGRAM, args=["--disable-gpu"])
        try:
            yield browser
        finally:
            browser.close()
