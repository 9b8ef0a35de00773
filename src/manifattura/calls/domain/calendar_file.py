"""A date for people's calendars (RFC 5545): UTC, lines folded at 75 octets, text escaped."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

LONGEST_LINE = 75


@dataclass(frozen=True)
class Event:
    """`sequence` grows when the date changes: calendars then replace what they hold. `remind` before `at`.

    `status` as RFC 5545 names it: `TENTATIVE`, `CANCELLED`; empty for what stands.
    """

    uid: str
    at: datetime
    written_at: datetime
    title: str
    text: str
    url: str
    sequence: int = 0
    remind: tuple[timedelta, ...] = ()
    status: str = ""


def calendar_file(event: Event, *, product: str) -> bytes:
    """One event without length, with its reminders."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{escaped(product)}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{utc(event.written_at)}",
        f"DTSTART:{utc(event.at)}",
        f"DTEND:{utc(event.at)}",
        f"SEQUENCE:{event.sequence}",
        *([f"STATUS:{event.status}"] if event.status else []),
        f"SUMMARY:{escaped(event.title)}",
        f"DESCRIPTION:{escaped(event.text)}",
        f"URL:{event.url}",
        "TRANSP:TRANSPARENT",
        *(line for before in event.remind for line in _alarm(before, event.title)),
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode("utf-8")


@dataclass(frozen=True)
class DayEvent:
    """A whole day, without an hour. `written_at`: when the file is made; `sequence` grows each time the day changes."""

    uid: str
    on: date
    written_at: datetime
    title: str
    text: str
    url: str
    sequence: int = 0


def calendar_of_days(events: Iterable[DayEvent], *, product: str, name: str) -> bytes:
    """Many whole days, for a calendar that is read again and again: what is no longer there disappears."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{escaped(product)}",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
        f"X-WR-CALNAME:{escaped(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        *(line for event in events for line in _day_event(event)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode("utf-8")


def _day_event(event: DayEvent) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{event.uid}",
        f"DTSTAMP:{utc(event.written_at)}",
        f"DTSTART;VALUE=DATE:{event.on:%Y%m%d}",
        f"DTEND;VALUE=DATE:{event.on + timedelta(days=1):%Y%m%d}",
        f"SEQUENCE:{event.sequence}",
        f"SUMMARY:{escaped(event.title)}",
        f"DESCRIPTION:{escaped(event.text)}",
        f"URL:{event.url}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _alarm(before: timedelta, title: str) -> list[str]:
    return [
        "BEGIN:VALARM",
        "ACTION:DISPLAY",
        f"DESCRIPTION:{escaped(title)}",
        f"TRIGGER:-P{before.days}D",
        "END:VALARM",
    ]


def utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def escaped(text: str) -> str:
    """Text value: backslash, semicolon, comma and line ends escaped; other control characters dropped."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    for sign in ("\\", ";", ","):
        plain = plain.replace(sign, f"\\{sign}")
    return "".join(sign for sign in plain.replace("\n", "\\n") if sign >= " " or sign == "\t")


def folded(line: str) -> str:
    """No line is longer than 75 octets, and no character is cut in two."""
    parts, length = [""], 0
    for sign in line:
        size = len(sign.encode("utf-8"))
        if length + size > LONGEST_LINE:
            parts.append(" ")
            length = 1
        parts[-1] += sign
        length += size
    return "\r\n".join(parts)
