"""A visit for people's calendars (RFC 5545), with the signs and folds of the calls' own files."""

from datetime import datetime

from manifattura.calls.domain.calendar_file import escaped, folded, utc


def visit_file(
    *,
    uid: str,
    starts_at: datetime,
    ends_at: datetime,
    written_at: datetime,
    title: str,
    place: str,
    url: str,
    off: bool,
) -> bytes:
    """One event; `off`: it was given up, and calendars take it away."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Manifattura//Visite//IT",
        f"METHOD:{'CANCEL' if off else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{uid}",
        f"DTSTAMP:{utc(written_at)}",
        f"DTSTART:{utc(starts_at)}",
        f"DTEND:{utc(ends_at)}",
        f"SEQUENCE:{1 if off else 0}",
        f"STATUS:{'CANCELLED' if off else 'CONFIRMED'}",
        f"SUMMARY:{escaped(title)}",
        f"LOCATION:{escaped(place)}",
        f"URL:{url}",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{folded(line)}\r\n" for line in lines).encode()
