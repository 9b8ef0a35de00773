"""Dates for calendars: RFC 5545 lines, escapes, UTC."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from manifattura.calls.domain.calendar_file import (
    DayEvent,
    Event,
    calendar_file,
    calendar_of_days,
    escaped,
    folded,
)

ROME = ZoneInfo("Europe/Rome")
EVENT = Event(
    uid="scadenza-x@example.org",
    at=datetime(2026, 12, 18, 12, tzinfo=ROME),
    written_at=datetime(2026, 7, 1, 12, tzinfo=ROME),
    title="Scade: macchine, impianti; tecnologie",
    text="Prima riga\nseconda",
    url="https://example.org/bandi/x/",
    sequence=2,
    remind=(timedelta(days=7), timedelta(days=1)),
)


def lines(content):
    return content.decode("utf-8").replace("\r\n ", "").split("\r\n")


def test_an_event_with_its_reminders():
    found = lines(calendar_file(EVENT, product="-//Comune//Manifattura//IT"))
    assert found[0] == "BEGIN:VCALENDAR"
    assert found[-2:] == ["END:VCALENDAR", ""]
    for line in (
        "VERSION:2.0", "UID:scadenza-x@example.org", "DTSTART:20261218T110000Z", "DTSTAMP:20260701T100000Z",
        "SEQUENCE:2", "SUMMARY:Scade: macchine\\, impianti\\; tecnologie", "DESCRIPTION:Prima riga\\nseconda",
        "TRIGGER:-P7D", "TRIGGER:-P1D", "URL:https://example.org/bandi/x/",
    ):  # fmt: skip
        assert line in found


def test_an_event_that_stands_still_says_so():
    found = lines(calendar_file(replace(EVENT, status="CANCELLED", remind=()), product="-//X//IT"))
    assert "STATUS:CANCELLED" in found
    assert "BEGIN:VALARM" not in found
    assert not any(line.startswith("STATUS") for line in lines(calendar_file(EVENT, product="-//X//IT")))


def test_whole_days_end_on_the_day_after():
    event = DayEvent(
        uid="termine-1@example.org",
        on=date(2026, 12, 31),
        written_at=datetime(2026, 7, 1, 12, tzinfo=ROME),
        title="Termine: osservazioni",
        text="Entro fine giornata",
        url="https://example.org/ufficio/termini/",
    )
    found = lines(calendar_of_days([event], product="-//Comune//Manifattura//IT", name="Termini, ufficio"))
    assert found.count("BEGIN:VEVENT") == 1
    for line in (
        "X-WR-CALNAME:Termini\\, ufficio", "DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270101",
        "DTSTAMP:20260701T100000Z", "SUMMARY:Termine: osservazioni", "TRANSP:TRANSPARENT",
    ):  # fmt: skip
        assert line in found
    assert "SEQUENCE:0" in found
    assert "BEGIN:VEVENT" not in lines(calendar_of_days([], product="-//X//IT", name="vuoto"))


def test_text_is_escaped():
    assert escaped("a\\b;c,d\r\ne\rf\x00\x1bg\th") == "a\\\\b\\;c\\,d\\ne\\nfg\th"


@given(st.text(alphabet=st.characters(blacklist_categories=("Cs", "Cc"))))
def test_lines_are_short_and_whole(text):
    parts = folded(text).split("\r\n")
    assert all(len(part.encode("utf-8")) <= 75 for part in parts)
    assert parts[0] + "".join(part[1:] for part in parts[1:]) == text
    assert all(part.startswith(" ") for part in parts[1:])
