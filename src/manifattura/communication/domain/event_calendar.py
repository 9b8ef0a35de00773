"""Events for people's calendars (RFC 5545), written with the signs and folds of the calls' own files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from manifattura.calls.domain.calendar_file import escaped, folded, utc


@dataclass(frozen=True)
class Meeting:
    """From an hour to another, somewhere. `sequence` grows when it changes: calendars then replace what they hold."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    written_at: datetime
    title: str
    text: str
    place: str
    url: str
    sequence: int = 0
    is_off: bool = False


def meetings_file(meetings: Iterable[Meeting], *, product: str, name: str = "") -> bytes:
    """One or many; with a name it is a calendar to follow, read again every hour."""
    found = list(meetings)
    method = "CANCEL" if found and all(one.is_off for one in found) else "PUBLISH"
    follow = [f"X-WR-CALNAME:{escaped(name)}", "REFRESH-INTERVAL;VALUE=DURATION:PT1H"] if name else []
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{escaped(product)}",
        "CALSCALE:GREGORIAN",
        f"METHOD:{method}",
        *follow,
        *(line for one in found for line in _meeting(one)),
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode("utf-8")


def _meeting(one: Meeting) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:{one.uid}",
        f"DTSTAMP:{utc(one.written_at)}",
        f"DTSTART:{utc(one.starts_at)}",
        f"DTEND:{utc(one.ends_at)}",
        f"SEQUENCE:{one.sequence}",
        f"STATUS:{'CANCELLED' if one.is_off else 'CONFIRMED'}",
        f"SUMMARY:{escaped(one.title)}",
        f"DESCRIPTION:{escaped(one.text)}",
        f"LOCATION:{escaped(one.place)}",
        f"URL:{one.url}",
        "END:VEVENT",
    ]
