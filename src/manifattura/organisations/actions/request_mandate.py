"""Ask to act for an organisation that somebody else registered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel import audit
from manifattura.kernel.errors import Refused

from ..domain.kinds import MandateKind, MandateState, ParticipantKind
from ..models import Mandate, Organisation
from ..queries.organisations import legal_representatives_of
from ..queries.words import MANDATES, claim_text
from .links import people_link

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

# somebody who asks for more is not looking for a firm of theirs
MOST_WAITING = 10


def request_mandate(*, organisation: Organisation, kind: MandateKind, declared: bool, by: Person) -> Mandate:
    """Ask the legal representatives, or the office where there is none; who asks to represent it declares so."""
    if organisation.kind == ParticipantKind.GROUPING:
        raise Refused(_("Per un raggruppamento si agisce attraverso le imprese che ne fanno parte."))
    if kind == MandateKind.LEGAL_REP and not declared:
        raise Refused(_("Per chiederlo devi rendere questa dichiarazione."), field="declared")
    waiting = Mandate.objects.filter(person_id=by.pk, state=MandateState.PENDING).count()
    if waiting >= MOST_WAITING:
        raise Refused(_("Hai già molte richieste in attesa: aspetta le risposte."))
    text = ""
    if kind == MandateKind.LEGAL_REP:
        text = claim_text(
            ParticipantKind(organisation.kind), organisation.name, organisation.fiscal_code or ""
        )
    try:
        with transaction.atomic():
            mandate = Mandate.objects.create(
                organisation=organisation,
                person=by,
                kind=kind,
                state=MandateState.PENDING,
                declared_text=text,
            )
            audit.record("mandate_requested", by=by, subject=mandate, after={"kind": kind, "declared": text})
            for person in legal_representatives_of(organisation.pk):
                with in_language_of(person):
                    notify_person(
                        person=person,
                        kind="mandate_requested",
                        subject=_("%(person)s chiede di agire per %(firm)s")
                        % {"person": by.full_name, "firm": organisation.name},
                        body=_("Chiede di essere: %(kind)s. Approva solo chi conosci.")
                        % {"kind": MANDATES[kind]},
                        url=people_link(organisation.pk),
                    )
    except IntegrityError as error:
        raise Refused(_("Hai già un ruolo, o una richiesta in attesa, per questa impresa.")) from error
    return mandate
