"""How long `manifattura run` takes until it says where the site is: from an empty data folder, and again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
FIRST_MOST, LATER_MOST = 180.0, 6.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(data: str) -> float:
    """Seconds to the announcement; the site is stopped afterwards."""
    begun = time.monotonic()
    site = subprocess.Popen(
        [sys.executable, "-m", "manifattura.config", "run"],
        env={**os.environ, "MANIFATTURA_DATA": data, "PORT": str(free_port())},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd=PROJECT,
    )
    assert site.stdout is not None
    for line in site.stdout:
        if "Manifattura is at" in line:
            break
    taken = time.monotonic() - begun
    site.send_signal(signal.SIGINT)
    site.communicate(timeout=60)
    return taken


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="manifattura-bench-") as data:
        first = start(data)
        later = [start(data) for _ in range(3)]
    print(f"first start, demo city included: {first:.1f} s (at most {FIRST_MOST:.0f})")
    print(f"later starts: {', '.join(f'{one:.1f}' for one in later)} s (at most {LATER_MOST:.0f})")
    return int(first > FIRST_MOST or min(later) > LATER_MOST)


if __name__ == "__main__":
    sys.exit(main())
