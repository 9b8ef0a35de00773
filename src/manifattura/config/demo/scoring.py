"""The committee's work on the sample applications: conflicts, sittings, marks."""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from manifattura.applications.models import Application
from manifattura.calls.domain.edition import Criterion
from manifattura.calls.queries.editions import current_edition
from manifattura.evaluation.actions.answer_appointment import answer_appointment
from manifattura.evaluation.actions.appoint_committee import appoint_committee
from manifattura.evaluation.actions.close_sitting import close_marks, close_sitting
from manifattura.evaluation.actions.convene_sitting import convene_sitting
from manifattura.evaluation.actions.declare_conflicts import Declared, declare_conflicts
from manifattura.evaluation.actions.harmonise_sheet import confirm_remaining, harmonise_sheet
from manifattura.evaluation.actions.open_sitting import open_sitting
from manifattura.evaluation.actions.write_minutes import generate_minutes, write_statements
from manifattura.evaluation.domain.member_declarations import APPOINTMENT_TEXTS, Answer
from manifattura.evaluation.domain.sheets import Given
from manifattura.evaluation.domain.states import MemberRole
from manifattura.evaluation.models import Committee, CommitteeMember, Mark, Minutes, Sheet, Sitting
from manifattura.evaluation.queries.committees import unexamined_bids
from manifattura.evaluation.queries.sheet_criteria import sheet_edition_of
from manifattura.kernel.clock import now

from .firms import SEED

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.calls.models import Call

SEATS = (
    ("presidente", MemberRole.PRESIDENT),
    ("commissario1", MemberRole.MEMBER),
    ("commissario2", MemberRole.MEMBER),
    ("segreteria", MemberRole.SECRETARY),
)
WORDS = (
    (Decimal("0.8"), "Descrizione chiara, con dati e tempi che tornano."),
    (Decimal("0.6"), "Buona impostazione; manca qualche numero a sostegno."),
    (Decimal("0.4"), "Idea comprensibile, ma poco dimostrata."),
    (Decimal("0.0"), "Il testo non permette di valutare questo punto."),
)


def appoint(call: Call, people: dict[str, Person], *, act_number: str, act_on: date) -> Committee:
    """Three who score, and a secretary."""
    return appoint_committee(
        call=call,
        seats=[(people[key], role) for key, role in SEATS],
        act_number=act_number,
        act_on=act_on,
        by=people["responsabile"],
    )


def declare_all(committee: Committee, *, conflicts: int) -> None:
    """Every member answers on every applicant; the second member has `conflicts` of them."""
    for member in committee.members.select_related("person", "committee__call"):
        answer_appointment(
            member=member,
            answers={text.kind: Answer(is_clear=True) for text in APPOINTMENT_TEXTS},
            by=member.person,
        )
        ids = _admitted(committee.call)
        answers = {pk: Declared(has_conflict=False) for pk in ids}
        if conflicts and member.person.email.startswith("commissario2"):
            for pk in ids[3 :: max(1, len(ids) // max(1, conflicts))][:conflicts]:
                answers[pk] = Declared(
                    has_conflict=True, reason="Rapporto professionale negli ultimi tre anni."
                )
        declare_conflicts(member=member, answers=answers, by=member.person)


def sit(committee: Committee, people: dict[str, Person], *, at_most: int | None = None) -> Sitting:
    """A sitting with everybody there, on the first `at_most` applications that wait, or on all."""
    sitting = convene_sitting(
        committee=committee,
        starts_at=now(),
        place="Sala campione, via di esempio 1",
        link="",
        agenda="Esame delle domande ammesse e punteggi.",
        bid_ids=None if at_most is None else [bid.pk for bid in unexamined_bids(committee)[:at_most]],
        by=people["segreteria"],
    )
    return open_sitting(
        sitting=sitting,
        attended=list(committee.members.values_list("pk", flat=True)),
        by=people["presidente"],
    )


def score(sitting: Sitting, strengths: Mapping[int, float], *, share: float = 1.0) -> None:
    """Fill the sheets around each firm's strength (by lead's id); `share` of each member's sheets only."""
    edition = current_edition(sitting.committee.call)
    sheets = list(
        Sheet.objects.filter(sitting=sitting)
        .select_related("bid__application", "member__person")
        .order_by("id")
    )
    by_member: dict[int, list[Sheet]] = {}
    for sheet in sheets:
        by_member.setdefault(sheet.member_id, []).append(sheet)
    criteria = {
        sheet.bid.application_id: sheet_edition_of(sheet.bid.application, edition).grid.criteria
        for sheet in {one.bid.application_id: one for one in sheets}.values()
    }
    chosen = [sheet for own in by_member.values() for sheet in own[: round(len(own) * share)]]
    Mark.objects.bulk_create(
        [
            _mark(sheet, criterion, strengths[sheet.bid.application.lead_id])
            for sheet in chosen
            for criterion in criteria[sheet.bid.application_id]
        ],
        batch_size=1000,
    )
    Sheet.objects.filter(pk__in=[sheet.pk for sheet in chosen]).update(completed_at=now())


def compare(sitting: Sitting, people: dict[str, Person]) -> None:
    """The harmonisation round: one member changes a mark, everybody confirms the rest."""
    close_marks(sitting=sitting, by=people["presidente"])
    changed = Sheet.objects.filter(sitting=sitting, member__person=people["commissario2"]).first()
    if changed is not None:
        mark = changed.marks.order_by("pk")[0]
        assert mark.coefficient is not None
        other = Decimal("0.75") if mark.coefficient != Decimal("0.75") else Decimal("0.65")
        reason = "Dopo il confronto: i preventivi coprono anche questo punto."
        harmonise_sheet(
            sheet=changed,
            changes={mark.criterion_key: Given(other, reason)},
            by=people["commissario2"],
        )
    for key, role in SEATS:
        if role is not MemberRole.SECRETARY:
            confirm_remaining(sitting=sitting, by=people[key])


def close(sitting: Sitting, people: dict[str, Person]) -> None:
    """Closed by the president; the secretary generates the minutes."""
    close_sitting(
        sitting=sitting, notes="Seduta campione: tutte le schede sono complete.", by=people["presidente"]
    )
    minutes = write_statements(
        minutes=Minutes.objects.get(sitting=sitting),
        statements="Il presidente ricorda che ognuno assegna i punteggi da solo.",
        version=0,
        by=people["segreteria"],
    )
    generate_minutes(minutes=minutes, by=people["segreteria"])


def _admitted(call: Call) -> list[int]:
    return list(
        Application.objects.filter(call=call, state="admitted")
        .order_by("submission__arrival")
        .values_list("pk", flat=True)
    )


def _mark(sheet: Sheet, criterion: Criterion, strength: float) -> Mark:
    member: CommitteeMember = sheet.member
    key = f"{SEED}:{sheet.bid.application.lead_id}:{member.position}:{criterion.key}"
    dice = random.Random(key)
    value = min(1.0, max(0.0, dice.gauss(strength, 0.08)))
    coefficient = Decimal(round(value * 20)) / 20
    words = next(text for floor, text in WORDS if coefficient >= floor)
    return Mark(sheet=sheet, criterion_key=criterion.key, coefficient=coefficient, reason=words)
