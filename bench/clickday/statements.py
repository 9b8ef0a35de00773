"""How many statements one sending takes, counted on the stage's own database through Django."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tools.stage import Sender, Stage


def statements_of_a_sending(stage: Stage, sender: Sender) -> tuple[int, int]:
    """(in the transaction, before it)."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), sender.path, sender.cookie, sender.body],
        env={**os.environ, **stage.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])
    inside, before = json.loads(done.stdout.strip().splitlines()[-1])
    return inside, before


def main(path: str, cookie: str, body: str) -> None:
    from manifattura.config.run.django_setup import set_up_django

    set_up_django()
    from io import BytesIO

    from django.core.wsgi import get_wsgi_application
    from django.db import connection
    from django.test import RequestFactory
    from django.test.utils import CaptureQueriesContext

    from manifattura.config.gate.short_way import ShortWay

    factory = RequestFactory(headers={"cookie": cookie, "host": "127.0.0.1"})
    environ = factory.generic("POST", path, body, content_type="application/x-www-form-urlencoded").environ
    # as the gate hands it on: received whole
    environ["wsgi.input"] = BytesIO(body.encode())
    statuses: list[str] = []
    with CaptureQueriesContext(connection) as captured:
        b"".join(ShortWay(get_wsgi_application())(environ, lambda status, headers: statuses.append(status)))
    assert statuses[0].startswith("302"), statuses
    texts = [query["sql"] for query in captured.captured_queries]
    # the sending is a transaction by itself: neither begin nor commit is sent apart
    inside = sum("applications_send(" in text for text in texts)
    print(json.dumps([inside, len(texts) - inside]))


if __name__ == "__main__":
    main(*sys.argv[1:])
