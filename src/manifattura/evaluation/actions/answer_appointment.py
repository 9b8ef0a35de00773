"""Answer an appointment: accept it, and declare no conviction and no incompatibility; or say why not."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from manifattura.accounts.actions.notify_person import in_language_of, notify_person
from manifattura.kernel import audit
from manifattura.kernel.clock import now
from manifattura.kernel.errors import PermissionRefused, Refused

from ..domain.member_declarations import APPOINTMENT_TEXTS, Answer, DeclarationKind, may_sit
from ..models import CommitteeMember, MemberDeclaration
from ..queries.member_texts import declaration_row

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def answer_appointment(
    *, member: CommitteeMember, answers: Mapping[DeclarationKind, Answer], by: Person
) -> CommitteeMember:
    """`answers`: one per declaration of `APPOINTMENT_TEXTS`. Whoever cannot give one of them is to be replaced."""
    if member.person_id != by.pk:
        raise PermissionRefused(_("Ognuno dichiara per sé."))
    with transaction.atomic():
        locked = (
            CommitteeMember.objects.select_for_update(of=("self",))
            .select_related("committee__call__head_of_procedure", "person")
            .get(pk=member.pk)
        )
        if locked.left_at or locked.accepted_at or locked.declined_at:
            raise Refused(_("Hai già risposto alla nomina."), code="state")
        for text in APPOINTMENT_TEXTS:
            answer = answers.get(text.kind)
            if answer is None:
                raise Refused(_("Scegli una risposta."), field=text.kind, code="incomplete")
            if not answer.is_clear and not answer.note.strip():
                raise Refused(_("Scrivi perché."), field=text.kind, code="reason")
        MemberDeclaration.objects.bulk_create(
            [
                declaration_row(
                    locked,
                    text,
                    is_clear=answers[text.kind].is_clear,
                    note="" if answers[text.kind].is_clear else answers[text.kind].note,
                )
                for text in APPOINTMENT_TEXTS
            ]
        )
        sits = may_sit(answers[text.kind] for text in APPOINTMENT_TEXTS)
        if sits:
            locked.accepted_at = now()
        else:
            locked.declined_at = now()
        locked.save(update_fields=["accepted_at", "declined_at"])
        audit.record(
            "appointment_accepted" if sits else "appointment_declined",
            by=by,
            subject=locked.committee,
            scope=locked.committee.call.audit_scope,
            after={"texts": [f"{text.kind.value} {text.version}" for text in APPOINTMENT_TEXTS]},
        )
        if not sits:
            _tell_office(locked)
    return locked


def _tell_office(member: CommitteeMember) -> None:
    call = member.committee.call
    with in_language_of(call.head_of_procedure):
        notify_person(
            person=call.head_of_procedure,
            kind="appointment_declined",
            subject=_("%(person)s non può far parte della commissione") % {"person": member.person.full_name},
            body=_("Sostituisci la persona con un atto: fino ad allora nessuna seduta si apre."),
            url=f"/ufficio/bandi/{call.pk}/commissione/",
            scope=call.audit_scope,
        )
