"""Everything the ranking needs of a call, read in few statements and made into plain values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from manifattura.applications.queries.applications import live_applications
from manifattura.calls.domain.edition import Edition, NamesRule
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.errors import Refused

from ..domain.labels import Applicant
from ..domain.ranking.document import result_document
from ..domain.ranking_input import Candidate, ranking_document
from ..domain.states import MemberRole, ReviewState
from ..models import CommitteeMember, ConflictDeclaration, Mark, Review, ReviewBonus

if TYPE_CHECKING:
    from manifattura.applications.models import Application, Bid
    from manifattura.calls.models import Call


@dataclass(frozen=True)
class Ranked:
    """A computed ranking, not published yet: both documents, and the bids and applicants behind the neutral codes."""

    edition: Edition
    document: dict[str, Any]
    result: dict[str, Any]
    bids: Mapping[str, Bid]
    applicants: Mapping[str, Applicant]

    @property
    def names_rule(self) -> NamesRule:
        return self.edition.names_rule


def compute_ranking(call: Call, *, draw_seed: str) -> Ranked:
    """The ranking as the marks of the closed sittings make it now. `Refused` when an admitted one is not scored."""
    edition = current_edition(call)
    applications = list(live_applications(call.pk).prefetch_related("bids"))
    members = _assessors(call.pk)
    marks, recused, states = _marks(call.pk), _recused(call.pk), _review_states(call.pk)
    bonuses = _bonuses(call.pk)
    candidates = [
        _candidate(application, states, marks, recused, bonuses, members) for application in applications
    ]
    _refuse_unscored(candidates, edition)
    document = ranking_document(
        edition,
        # the format wants an assessor even where nobody was admitted and no committee sat
        assessors=[f"m{number}" for number in sorted(members.values())] or ["m1"],
        candidates=candidates,
        draw_seed=draw_seed,
    )
    return Ranked(
        edition=edition,
        document=document,
        result=result_document(document),
        bids={application.code: application.bids.all()[0] for application in applications},
        applicants={application.code: _applicant(application) for application in applications},
    )


def _assessors(call_id: int) -> dict[int, int]:
    """Member id → public number, of those who score."""
    numbers = (
        CommitteeMember.objects.filter(committee__call_id=call_id, left_at=None)
        .exclude(role=MemberRole.SECRETARY)
        .values_list("pk", "public_number")
    )
    return {member_id: number for member_id, number in numbers if number is not None}


def _marks(call_id: int) -> dict[int, list[tuple[int, str, Decimal]]]:
    """Application id → (member id, criterion, coefficient), of closed sittings only."""
    found: dict[int, list[tuple[int, str, Decimal]]] = defaultdict(list)
    for application_id, member_id, criterion, coefficient in (
        Mark.objects.filter(
            sheet__member__committee__call_id=call_id,
            sheet__sitting__closed_at__isnull=False,
            coefficient__isnull=False,
        )
        .order_by()
        .values_list("sheet__bid__application_id", "sheet__member_id", "criterion_key", "coefficient")
    ):
        assert coefficient is not None
        found[application_id].append((member_id, criterion, coefficient))
    return found


def _recused(call_id: int) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for application_id, member_id in ConflictDeclaration.objects.filter(
        member__committee__call_id=call_id, has_conflict=True
    ).values_list("application_id", "member_id"):
        found[application_id].add(member_id)
    return found


def _review_states(call_id: int) -> dict[int, str]:
    return dict(Review.objects.filter(application__call_id=call_id).values_list("application_id", "state"))


def _bonuses(call_id: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for application_id, key in ReviewBonus.objects.filter(
        review__application__call_id=call_id, confirmed=True
    ).values_list("review__application_id", "bonus_key"):
        found[application_id].append(key)
    return found


def _candidate(
    application: Application,
    states: Mapping[int, str],
    marks: Mapping[int, list[tuple[int, str, Decimal]]],
    recused: Mapping[int, set[int]],
    bonuses: Mapping[int, list[str]],
    members: Mapping[int, int],
) -> Candidate:
    payload = json.loads(application.submission.payload)
    by_criterion: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for member_id, criterion, coefficient in sorted(
        marks.get(application.pk, ()), key=lambda mark: members[mark[0]]
    ):
        by_criterion[criterion][f"m{members[member_id]}"] = coefficient
    assert application.requested_amount is not None
    return Candidate(
        code=application.code,
        arrival=application.submission.arrival,
        requested=application.requested_amount,
        admitted=states.get(application.pk) == ReviewState.ADMITTED,
        flags=payload["flags"],
        bonuses=bonuses.get(application.pk, ()),
        recused=sorted(f"m{members[one]}" for one in recused.get(application.pk, ()) if one in members),
        marks=by_criterion,
    )


def _refuse_unscored(candidates: Sequence[Candidate], edition: Edition) -> None:
    keys = {criterion.key for criterion in edition.grid.criteria}
    for candidate in candidates:
        if candidate.admitted and not keys <= set(candidate.marks):
            raise Refused(
                _("La domanda %(code)s non ha ancora tutti i punteggi in una seduta chiusa.")
                % {"code": candidate.code},
                code="unscored",
            )


def _applicant(application: Application) -> Applicant:
    lead = application.lead
    return Applicant(
        name=lead.name,
        kind=lead.kind,
        legal_form=lead.legal_form,
        registration=application.submission.registration,
        code=application.code,
    )
