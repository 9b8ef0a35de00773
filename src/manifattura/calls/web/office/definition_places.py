"""Where in a call's file something is wrong, in the words of the builder: the part, then the titles on the way."""

from __future__ import annotations

import json
import re
from typing import Any

from django.utils.translation import gettext as _

from ...domain.problems import Part
from .words import part_words

STEP = re.compile(r"([A-Za-z_]\w*)|\[(\d+)\]")
PARTS = {
    "texts": Part.TEXTS,
    "timetable": Part.TIMES,
    "rounds": Part.TIMES,
    "kind": Part.PROCEDURE,
    "budget": Part.MONEY,
    "aid": Part.MONEY,
    "gives_money": Part.MONEY,
    "places": Part.MONEY,
    "lots": Part.MONEY,
    "allocation": Part.LOTS,
    "beneficiaries": Part.WHO,
    "flags": Part.GRID,
    "eligibility": Part.QUESTIONS,
    "form": Part.FORM,
    "sealing": Part.SEALED,
    "declarations": Part.DECLARATIONS,
    "grid": Part.GRID,
    "requirements": Part.REQUIREMENTS,
    "committee": Part.COMMITTEE,
    "register": Part.REGISTER,
    "documents": Part.DOCUMENTS,
}
TITLES = ("title", "label", "text", "name", "question")
LONGEST = 80


def read_loosely(content: bytes) -> Any:
    """The file as it is, to look for titles; None when it is no JSON."""
    try:
        return json.loads(content)
    except ValueError:
        return None


def place_words(where: str, document: Any) -> str:
    """`form[0].fields[1].label` → "Modulo › Il progetto › Titolo del progetto"; "Tutto il file" for the whole file."""
    steps = [name or int(number) for name, number in STEP.findall(where)]
    if not steps:
        return _("Tutto il file")
    part = PARTS.get(str(steps[0]))
    words = [part_words()[part]] if part else []
    here = document
    for step in steps:
        here = _inside(here, step)
        if isinstance(step, int):
            words.append(_title(here) or _("voce %(n)s") % {"n": step + 1})
    return " › ".join(words) or _("Dati generali del bando")


def _inside(value: Any, step: str | int) -> Any:
    if isinstance(value, dict) and isinstance(step, str):
        return value.get(step)
    if isinstance(value, list) and isinstance(step, int) and step < len(value):
        return value[step]
    return None


def _title(value: Any) -> str:
    if not isinstance(value, dict):
        return ""
    found = next((value[name] for name in TITLES if isinstance(value.get(name), str) and value[name]), "")
    return f"{found[: LONGEST - 1]}…" if len(found) > LONGEST else found
