"""Personal data does not reach the logs."""

import logging

import pytest

from manifattura.config.log_filter import WithoutPersonalData


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
