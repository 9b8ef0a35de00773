"""What a page posts for sealed questions: under names of their own, so that nothing keeps it by mistake."""

from collections.abc import MutableMapping
from dataclasses import replace
from typing import Any

from manifattura.calls.domain.edition import FieldType, FormSection
from manifattura.kernel.secret_fields import ENVELOPE

from .reading import UNWRITTEN, Posted, read_field, was_posted
from .values import is_empty

PREFIX = ENVELOPE
"""Begins the name of every control of a sealed question; keys of questions have no colon."""
MANY_CONTROLS = (FieldType.SEAT, FieldType.GROUP)
"""Sealed answers of several controls: closed when the whole step is saved, never half-written by an autosave."""
REMOVE = ":togli"
"""Suffix of the tick that takes a sealed answer back."""


def sealed_control(key: str) -> str:
    """Name of the control of a sealed question."""
    return f"{PREFIX}{key}"


def take_sealed(controls: MutableMapping[str, Any]) -> dict[str, Any]:
    """Take the controls of sealed questions out of what was posted, and give them back apart."""
    return {name: controls.pop(name) for name in [*controls] if name.startswith(PREFIX)}


def read_sealed(section: FormSection, sealed: Posted, *, partial: bool = False) -> dict[str, Any]:
    """Field key → value, for every sealed question that was written now; left empty means "as it was closed before".

    `partial`: an autosave, which sends only the controls that were touched.
    """
    read: dict[str, Any] = {}
    for item in section.fields:
        shown = replace(item, key=sealed_control(item.key))
        if partial and item.type in MANY_CONTROLS:
            continue
        if item.sealed and item.type not in UNWRITTEN and was_posted(shown, sealed):
            value = read_field(shown, sealed)
            if not is_empty(value):
                read[item.key] = value
    return read
