"""What this app puts on the office's first page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import ngettext

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role
from manifattura.evaluation.queries.office_lines import OfficeLine

from ..queries.enquiries import waiting_for
from ..queries.translations import missing_translations

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def waiting_lines(person: Person) -> Iterator[OfficeLine]:
    """What visitors wrote and nobody answered, for whoever may; translations for who writes the pages."""
    n = waiting_for(person).count()
    yield OfficeLine(
        n,
        ngettext("richiesta o segnalazione da rispondere", "richieste e segnalazioni da rispondere", n),
        reverse("communication:enquiries"),
    )
    if has_role(person, Role.EDITOR):
        n = len(missing_translations())
        yield OfficeLine(
            n,
            ngettext("pagina senza traduzione aggiornata", "pagine senza traduzione aggiornata", n),
            reverse("communication:translations"),
        )
