"""A member declares, applicant by applicant, whether they have a conflict: before any application opens."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.calls.domain.edition import Recusal
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.member_declarations import CONFLICTS_TEXT
from ..models import CommitteeMember, ConflictDeclaration, FormalReview, Sitting, SittingBid
from ..queries.committees import undeclared
from ..queries.member_texts import declaration_row
from ..queries.readiness import rule_of
from .notify_members import about_call

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


@dataclass(frozen=True)
class Declared:
    """The answer on one applicant."""

    has_conflict: bool
    reason: str = ""


def declare_conflicts(*, member: CommitteeMember, answers: Mapping[int, Declared], by: Person) -> int:
    """`answers`: application id → answer, for every applicant still to declare; returns how many conflicts.

    All at once (L. 241/1990 art. 6-bis, DPR 62/2013 art. 7): until then the member sees no application.
    """
    if member.person_id != by.pk:
        raise PermissionRefused(_("Ognuno dichiara per sé."))
    with transaction.atomic():
        locked = CommitteeMember.objects.select_for_update().get(pk=member.pk)
        if not FormalReview.objects.filter(
            call_id=member.committee.call_id, closed_at__isnull=False
        ).exists():
            raise Refused(
                _("L’elenco degli ammessi non è ancora pronto: l’istruttoria è in corso."), code="early"
            )
        if locked.accepted_at is None:
            raise Refused(_("Prima accetta la nomina."), code="unaccepted")
        applications = undeclared(member)
        missing = [application for application in applications if application.pk not in answers]
        if missing:
            text = ngettext("Manca una risposta.", "Mancano %(n)s risposte.", len(missing))
            raise Refused(text % {"n": len(missing)}, field=str(missing[0].pk), code="incomplete")
        for application in applications:
            answer = answers[application.pk]
            if answer.has_conflict and not answer.reason.strip():
                raise Refused(
                    _("Scrivi in che cosa consiste il conflitto."), field=str(application.pk), code="reason"
                )
        ConflictDeclaration.objects.bulk_create(
            [
                ConflictDeclaration(
                    member=locked,
                    application=application,
                    has_conflict=answers[application.pk].has_conflict,
                    reason=answers[application.pk].reason.strip()
                    if answers[application.pk].has_conflict
                    else "",
                )
                for application in applications
            ]
        )
        conflicts = [application for application in applications if answers[application.pk].has_conflict]
        declaration_row(locked, CONFLICTS_TEXT, is_clear=not conflicts).save()
        locked.conflicts_declared_at = now()
        locked.save(update_fields=["conflicts_declared_at"])
        _join(locked)
        audit.record(
            "conflicts_declared",
            by=by,
            subject=member.committee,
            scope=f"call:{member.committee.call_id}",
            after={
                "applicants": len(applications),
                "conflicts": [application.code for application in conflicts],
            },
        )
        if conflicts:
            _tell_office(locked)
    member.conflicts_declared_at = locked.conflicts_declared_at
    return len(conflicts)


def _join(member: CommitteeMember) -> None:
    """Who took a seat during an open sitting is part of it from now on."""
    for sitting in Sitting.objects.filter(
        committee_id=member.committee_id, opened_at__isnull=False, closed_at=None, annulled_at=None
    ):
        sitting.attended.add(member)


def report_conflict(
    *, member: CommitteeMember, application_id: int, reason: str, by: Person
) -> ConflictDeclaration:
    """A conflict found out later: from now on the member does not see the application, and their marks do not count."""
    if member.person_id != by.pk:
        raise PermissionRefused(_("Ognuno dichiara per sé."))
    if not reason.strip():
        raise Refused(_("Scrivi in che cosa consiste il conflitto."), field="reason")
    with transaction.atomic():
        declaration = (
            ConflictDeclaration.objects.select_for_update(of=("self",))
            .select_related("application")
            .filter(member=member, application_id=application_id)
            .first()
        )
        if declaration is None:
            raise Refused(_("Prima rendi la dichiarazione su tutte le imprese."), code="early")
        if _is_closed(application_id):
            raise Refused(_("La seduta è chiusa: scrivi al responsabile del procedimento."), code="late")
        declaration.has_conflict = True
        declaration.reason = reason.strip()
        declaration.save()
        declaration_row(member, CONFLICTS_TEXT, is_clear=False, note=declaration.reason).save()
        audit.record(
            "conflict_reported",
            by=by,
            subject=declaration.application,
            scope=declaration.application.audit_scope,
            after={"reason": declaration.reason},
        )
        _tell_office(member)
    return declaration


def _tell_office(member: CommitteeMember) -> None:
    """Only where the call wants whoever has a conflict replaced: there the committee waits for the office."""
    committee = member.committee
    if rule_of(committee).recusal is not Recusal.REPLACEMENT:
        return
    head = committee.call.head_of_procedure
    with in_language_of(head):
        notify_person(
            person=head,
            kind="member_in_conflict",
            subject=about_call(
                _("%(person)s ha dichiarato un conflitto") % {"person": member.person.full_name}, committee
            ),
            body=_(
                "Il bando prevede la sostituzione per tutta la valutazione: sostituisci la persona con un atto. Fino ad "
                "allora nessuna seduta si apre."
            ),
            url=f"/ufficio/bandi/{committee.call_id}/commissione/",
            scope=committee.call.audit_scope,
        )


def _is_closed(application_id: int) -> bool:
    return SittingBid.objects.filter(
        bid__application_id=application_id, stands=True, sitting__closed_at__isnull=False
    ).exists()
