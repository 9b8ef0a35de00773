"""The one who stands where a person was, once nothing must say who it was."""

from __future__ import annotations

from ..models import Person

MARK = "NON-INDICATA"
"""In place of a fiscal code: the database keeps it unique, so that there is one such row."""


def unnamed_person() -> Person:
    """A row without sign-in, address or role; made when it is first needed."""
    person, _made = Person.objects.get_or_create(
        fiscal_code=MARK, defaults={"full_name": "Persona non più indicata"}
    )
    return person
