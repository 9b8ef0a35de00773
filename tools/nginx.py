"""Finds nginx for the test of a cache in front; installs it where that is allowed, else says what to install."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

PLACES = ("/usr/sbin/nginx", "/usr/local/sbin/nginx")


def find_nginx() -> str | None:
    """The path of nginx, or None."""
    return shutil.which("nginx") or next((path for path in PLACES if os.access(path, os.X_OK)), None)


def main() -> int:
    if find_nginx():
        return 0
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Installing nginx for the test of a cache in front …", flush=True)
        environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive", "RUNLEVEL": "1"}
        for command in (
            ["update", "-qq"],
            ["install", "-y", "-qq", "--no-install-recommends", "nginx-light"],
        ):
            subprocess.run(["apt-get", *command], env=environment, stdout=subprocess.DEVNULL, check=False)
        if find_nginx():
            return 0
    print(
        "The test of a cache in front needs nginx: install it (apt-get install nginx-light).", file=sys.stderr
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
