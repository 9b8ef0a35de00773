"""What this app puts on the office's first page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import ngettext

from manifattura.evaluation.queries.office_lines import OfficeLine

from ..queries.access import count_open

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def waiting_lines(person: Person) -> Iterator[OfficeLine]:
    waiting = count_open(person)
    yield OfficeLine(
        waiting,
        ngettext(
            "richiesta di accesso ai documenti da decidere",
            "richieste di accesso ai documenti da decidere",
            waiting,
        ),
        reverse("records:access_office") + "?stato=open",
    )
