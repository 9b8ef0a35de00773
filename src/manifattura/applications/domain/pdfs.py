"""PDF files: they open, are not locked, are not endless, and do nothing by themselves."""

import io
import logging
from collections.abc import Iterator
from itertools import islice
from typing import Any

from pypdf import PdfReader

from manifattura.calls.domain.messages import Message, gettext_noop

MOST_PAGES = 500
MOST_NOTES = 500
ACTIVE = frozenset({"/JavaScript", "/Launch", "/ImportData", "/RichMediaExecute"})

BROKEN = gettext_noop("Il PDF non si apre: sembra rovinato. Salvalo di nuovo e caricalo.")
LOCKED = gettext_noop("Il PDF è protetto da password. Caricane una copia senza password.")
EMPTY = gettext_noop("Il PDF non ha pagine.")
LONG = gettext_noop("Il PDF ha %(given)s pagine. Il massimo è %(maximum)s: dividilo.")
RUNS = gettext_noop(
    "Il PDF contiene comandi automatici, che non accettiamo. Stampalo in un nuovo PDF e carica quello."
)

# it writes a line for each oddity of a file: none of our logs' business, and it may quote the content
logging.getLogger("pypdf").setLevel(logging.CRITICAL)


def check_pdf(content: bytes) -> Message | None:
    """What is wrong with the PDF, or None."""
    try:
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            return Message(LOCKED)
        return _check_pages(len(reader.pages)) or _check_actions(reader)
    # pypdf raises its own errors, and on hostile input any of Python's: recursion, keys, types
    except Exception:  # noqa: BLE001
        return Message(BROKEN)


def _check_pages(pages: int) -> Message | None:
    if pages == 0:
        return Message(EMPTY)
    if pages > MOST_PAGES:
        return Message(LONG, {"given": str(pages), "maximum": str(MOST_PAGES)})
    return None


def _check_actions(reader: PdfReader) -> Message | None:
    root = _resolved(reader.trailer["/Root"])
    if _named_scripts(root) or any(_runs(action) for action in _actions(root)):
        return Message(RUNS)
    for page in reader.pages:
        notes = _resolved(page.get("/Annots")) or []
        owners = [page, *(_resolved(note) for note in islice(notes, MOST_NOTES))]
        if any(_runs(action) for owner in owners for action in _actions(owner)):
            return Message(RUNS)
    return None


def _resolved(value: Any) -> Any:
    return value.get_object() if hasattr(value, "get_object") else value


def _named_scripts(root: Any) -> bool:
    names = _resolved(root.get("/Names"))
    return isinstance(names, dict) and "/JavaScript" in names


def _actions(owner: Any) -> Iterator[Any]:
    """Actions of an object: on opening, on a click, on events."""
    if not isinstance(owner, dict):
        return
    for key in ("/OpenAction", "/A"):
        yield _resolved(owner.get(key))
    events = _resolved(owner.get("/AA"))
    if isinstance(events, dict):
        for event in events.values():
            yield _resolved(event)


def _runs(action: Any) -> bool:
    """Whether an action, or one of those that follow it, runs something."""
    for _ in range(20):
        if not isinstance(action, dict):
            return False
        if action.get("/S") in ACTIVE:
            return True
        following = _resolved(action.get("/Next"))
        action = following if not isinstance(following, list) else next(map(_resolved, following), None)
    return True
