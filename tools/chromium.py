"""Finds the system's Chromium for the browser tests; installs it where that is allowed, else says what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

# the one without windows first: it draws no tabs and bars of its own, which is a third of a test's processor time
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PACKAGES = ("chromium-headless-shell", "chromium")


def find_chromium() -> str | None:
    """The path of a browser that Playwright can drive: $CHROMIUM, or the first of the usual names."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named if os.access(named, os.X_OK) else None
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    if find_chromium():
        return 0
    if os.environ.get("CHROMIUM"):
        print("CHROMIUM names no programme that can run: correct it, or unset it.", file=sys.stderr)
        return 1
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing Chromium for the browser tests …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        subprocess.run(["apt-get", "update", "-qq"], env=environment, stdout=subprocess.DEVNULL, check=False)
        for package in PACKAGES:
            command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", package]
            subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=False)
            if find_chromium():
                return 0
    print(
        "The browser tests need Chromium: install it (apt-get install chromium-headless-shell, or chromium), or set CHROMIUM=/path/of/it.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
