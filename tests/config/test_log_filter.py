"""Personal data does not reach the logs."""

import json
import logging

import pytest
from granian.log import LogLevels, configure_logging

from manifattura.config.log_filter import WithoutPersonalData
from manifattura.config.run.children import SERVER_LOG


@pytest.mark.parametrize(
    ("given", "written"),
    [
        ("sent to ada.rossi@impresa.example now", "sent to <e-mail> now"),
        ("code RSSMRA80A01F205X refused", "code <code> refused"),
        ("paid to IT60X0542811101000000123456", "paid to <iban>"),
        ("GET /bandi/?q=nome 200", "GET /bandi/?… 200"),
        ("nothing of anybody", "nothing of anybody"),
    ],
)
def test_masks(given, written):
    record = logging.LogRecord("name", logging.INFO, __file__, 1, "%s", (given,), None)
    assert WithoutPersonalData().filter(record)
    assert record.getMessage() == written


def test_addresses_of_pages_stay_out():
    record = logging.LogRecord(
        "django.request",
        logging.ERROR,
        __file__,
        1,
        "%s: %s",
        ("Internal Server Error", "/domande/ABCD2345/"),
        None,
    )
    assert WithoutPersonalData().filter(record)
    assert record.getMessage() == "Internal Server Error: /…"


def test_the_web_server_says_nothing_of_what_is_meant(capsys):
    """The configuration that the server is started with, on the server's own logger."""
    configure_logging(LogLevels.warning, json.loads(SERVER_LOG.read_text()))
    try:
        server = logging.getLogger("_granian")
        server.warning(
            "Configuration allows spawning up to 358 Python threads, which seems quite high compared …"
        )
        server.warning("Unexpected exit from worker-1")
    finally:
        configure_logging(LogLevels.warning)
    [line] = capsys.readouterr().err.splitlines()
    assert json.loads(line)["message"] == "Unexpected exit from worker-1"
