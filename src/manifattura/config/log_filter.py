"""Takes e-mail addresses, fiscal codes and query strings out of log lines."""

import logging
import re

_MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"), "<e-mail>"),
    (
        re.compile(
            r"\b[A-Z]{6}[0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{2}[A-Z][0-9LMNPQRSTUV]{3}[A-Z]\b",
            re.IGNORECASE,
        ),
        "<code>",
    ),
    (re.compile(r"\bIT\d{2}[A-Z]\d{10}[0-9A-Z]{12}\b", re.IGNORECASE), "<iban>"),
    (re.compile(r"(?<=[\w/])\?[^\s\"']+"), "?…"),
)


ADDRESS = "/…"


def _is_address(argument: object) -> bool:
    return isinstance(argument, str) and argument.startswith("/")


def masked(text: str) -> str:
    for pattern, mask in _MASKS:
        text = pattern.sub(mask, text)
    return text


class WithoutPersonalData(logging.Filter):
    """Rewrites the message of every record that passes; lets all of them pass."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            # Django names the address where something went wrong: it may be of somebody's papers; the request's id leads to its route
            record.args = tuple(ADDRESS if _is_address(one) else one for one in record.args)
        record.msg, record.args = masked(record.getMessage()), None
        return True


class WithoutIntended(logging.Filter):
    """The web server warns of more threads than processors: so it is meant, most of them only wait (ADR 0022)."""

    def filter(self, record: logging.LogRecord) -> bool:
        return "Python threads, which seems quite high" not in record.getMessage()
