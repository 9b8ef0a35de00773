"""Everything the ranking needs of a call, read in few statements and made into plain values."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from manifattura.applications.queries.applications import (
    live_applications,
    places_by_arrival,
    sent_applications,
)
from manifattura.applications.queries.opened import opened_by_application
from manifattura.calls.domain.edition import Edition, NamesRule
from manifattura.calls.domain.grid_facts import committee_criteria
from manifattura.calls.domain.lot_sections import has_lot_criteria
from manifattura.calls.queries.editions import current_edition
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.calls.queries.means import session_places
from manifattura.calls.queries.rounds import round_of
from manifattura.kernel.errors import Refused
from manifattura.kernel.strict_json import InvalidInput
from manifattura.organisations.queries.linked_groups import groups_by_organisation, groups_of_firms

from ..domain.changes import Change, changes
from ..domain.corrections import Correction, corrected_payload
from ..domain.labels import Applicant
from ..domain.links import linked
from ..domain.lot_candidates import MARK, by_bid
from ..domain.places_input import ONE_PLACE
from ..domain.ranking.document import result_document
from ..domain.ranking_input import Candidate, Left, ranking_document
from ..domain.states import DepartureKind, MemberRole, ReviewState
from ..domain.summary import summarise
from ..models import CommitteeMember, ConflictDeclaration, Departure, Review, ReviewBonus, SittingBid
from .corrections import corrections_by_application
from .departures import departures_by_application
from .grid_values import values_of_round, with_grid_values
from .improvements import improved_offers
from .lots import Allotted, Asking, allotted, wished_lots
from .marks import counted_marks, harmonised_in_round
from .openings import opening_facts, opening_of, refuse_while_closed
from .preemptions import rights_of

if TYPE_CHECKING:
    from manifattura.applications.models import Application, Bid
    from manifattura.calls.models import Call, CallRound

    from ..models import Ranking


@dataclass(frozen=True)
class Ranked:
    """A computed ranking, not published yet: both documents, and the bids and applicants behind the neutral codes.

    `edition` has the money of the session as its budget, or its places.
    """

    edition: Edition
    round: CallRound
    document: dict[str, Any]
    result: dict[str, Any]
    bids: Mapping[str, Bid]
    applicants: Mapping[str, Applicant]
    lots: Allotted | None = None
    """Where the call assigns lots: what decides in place of the technical result alone."""

    @property
    def entries(self) -> list[dict[str, Any]]:
        """The rows of the version: those of the result, or what the lots made of them."""
        found: list[dict[str, Any]] = self.result["entries"]
        return found if self.lots is None else list(self.lots.entries)

    def says_the_same_as(self, ranking: Ranking) -> bool:
        """Whether publishing now would change nothing against that version."""
        if self.result["entries"] != ranking.result_document["entries"]:
            return False
        return self.lots is None or self.lots.says_the_same_as(ranking)

    def changes_since(self, ranking: Ranking) -> tuple[Change, ...]:
        """Row by row, against a published version."""
        if self.lots is None:
            return changes(ranking.result_document, self.result)
        return changes({"entries": self.lots.entries_of(ranking)}, {"entries": self.entries})

    @property
    def summary(self) -> dict[str, Any]:
        """The figures at the head of the version."""
        figures = summarise(self.document, self.result)
        return figures if self.lots is None else figures | self.lots.summary

    @property
    def names_rule(self) -> NamesRule:
        return self.edition.names_rule


def compute_ranking(
    call: Call, *, draw_seed: str, round: CallRound | None = None, added_budget: Decimal = Decimal(0)
) -> Ranked:
    """The ranking of a session as the marks of the closed sittings make it now; `round` None: of the only one.

    `added_budget`: what acts added to the session's money in EUR, or to its places. `Refused` when an admitted one is not scored.
    """
    refuse_while_closed(call)
    session = round_of(call, round)
    edition = _with_means(current_edition(call), session, added_budget)
    departures = departures_by_application(session.pk)
    marks = _marks(session.pk)
    applications = _applications(call, session, {*departures, *marks})
    corrections = corrections_by_application(application.pk for application in applications)
    members = _assessors(call.pk)
    places = places_by_arrival(applications)
    recused, states = _recused(call.pk), _review_states(session.pk)
    bonuses, values = _bonuses(session.pk), values_of_round(session.pk)
    opened = opened_by_application([one.pk for one in applications]) if call.sealing_key else {}
    candidates = [
        replace(
            _candidate(
                application,
                places[application.pk],
                states,
                marks,
                recused,
                bonuses,
                members,
                values,
                edition,
                corrections.get(application.pk, ()),
                opened.get(application.pk, {}),
            ),
            left=_left(application, departures.get(application.pk)),
        )
        for application in applications
    ]
    if edition.grid.one_per_link:
        candidates = _with_links(candidates, applications)
    links = _linked(applications) if edition.allocation and edition.allocation.most_per_group else {}
    improved = improved_offers(session.pk) if edition.allocation else {}
    asking = [
        Asking(
            one,
            places[one.pk],
            departures.get(one.pk),
            corrections.get(one.pk, ()),
            opened.get(one.pk, {}),
            states.get(one.pk) == ReviewState.ADMITTED,
            links.get(one.code, ""),
            improved.get(one.code, {}),
        )
        for one in applications
    ]
    if has_lot_criteria(edition):
        wished = {one.application.code: wished_lots(one, edition) for one in asking}
        candidates = by_bid(candidates, wished, edition)
    _refuse_unscored(candidates, edition)
    document = ranking_document(
        edition,
        # the format wants an assessor even where nobody was admitted and no committee sat
        assessors=[f"m{number}" for number in sorted(set(members.values()))] or ["m1"],
        candidates=candidates,
        draw_seed=draw_seed,
    )
    opening = opening_of(call.pk) if call.sealing_key else None
    if opening is not None:
        # the file says by which opening its offers became known (docs/formats.md §1: `meta`)
        document["meta"] = {**document.get("meta", {}), "opening": opening_facts(opening)}
    result = _computed(document, edition)
    return Ranked(
        edition=edition,
        round=session,
        document=document,
        result=result,
        lots=allotted(
            edition,
            result,
            asking,
            draw_seed,
            opening_facts(opening) if opening else None,
            rights_of(session.pk) if edition.allocation else None,
        ),
        bids={application.code: application.bids.all()[0] for application in applications},
        applicants={application.code: _applicant(application) for application in applications},
    )


def _with_means(edition: Edition, session: CallRound, added: Decimal) -> Edition:
    """The edition with what this session has to give, and what acts added to it."""
    if edition.gives_money:
        return replace(edition, budget=session.money + added)
    places = session_places(edition, session)
    return replace(edition, places=None if places is None else places + int(added))


def _with_links(candidates: Sequence[Candidate], applications: Sequence[Application]) -> list[Candidate]:
    """Linked by the call's question or by the office's register: the same word for all of a group."""
    own = {one.code: {one.link} for one in candidates}
    links = _joined(own, applications)
    return [replace(one, link=links[one.code]) for one in candidates]


def _linked(applications: Sequence[Application]) -> dict[str, str]:
    """Linked by the office's register: code → the same word for all of a group; those of no group are left out."""
    return _joined({}, applications)


def _joined(own: Mapping[str, set[str]], applications: Sequence[Application]) -> dict[str, str]:
    """Code → one word for all that `own` marks or groups of the register link, also through firms that did not apply."""
    leads = {application.code: application.lead_id for application in applications}
    groups = groups_by_organisation(set(leads.values()))
    marks = {
        code: own.get(code, set()) | {f"group:{group}" for group in groups.get(lead, ())}
        for code, lead in leads.items()
    }
    # every firm of two groups makes them one; its name comes after every code, so that a code stays the word of a group
    chains = {f"~{firm}": {f"group:{group}" for group in held} for firm, held in groups_of_firms().items()}
    links = linked({**{code: held for code, held in marks.items() if held}, **chains})
    return {code: link for code, link in links.items() if code in leads}


def _applications(call: Call, session: CallRound, compared: Collection[int]) -> list[Application]:
    """Those that count and those that left after the scoring: withdrawn ones still compare.

    `compared`: ids of those that left and of those that have marks of a closed sitting.
    """
    live = list(live_applications(call.pk).filter(bids__round=session).prefetch_related("bids"))
    missing = set(compared).difference(application.pk for application in live)
    if not missing:
        return live
    gone = sent_applications(missing).prefetch_related("bids")
    return sorted([*live, *gone], key=lambda one: (one.submission.received_at, one.submission.arrival))


def _computed(document: dict[str, Any], edition: Edition) -> dict[str, Any]:
    try:
        return result_document(document)
    except InvalidInput as error:
        if edition.grid.second_phase_first is None:
            raise
        # only the order of the first phase tells who needs the marks of the second
        raise Refused(
            _("Chi passa alla seconda fase non ha ancora tutti i punteggi in una seduta chiusa."),
            code="unscored",
        ) from error


def _left(application: Application, departure: Departure | None) -> Left | None:
    """Recorded after a ranking, or withdrawn between the scoring and the first ranking."""
    if departure is not None:
        return Left(departure.kind, departure.rescore)
    return None if application.is_live else Left(DepartureKind.WITHDRAWN.value)


def _assessors(call_id: int) -> dict[int, int]:
    """Member id → public number of the seat, of those who score; who left a seat keeps its number for old sittings."""
    numbers = (
        CommitteeMember.objects.filter(committee__call_id=call_id)
        .exclude(role=MemberRole.SECRETARY)
        .values_list("pk", "public_number")
    )
    return {member_id: number for member_id, number in numbers if number is not None}


def _marks(round_id: int) -> dict[int, list[tuple[int, str, Decimal]]]:
    """Application id → (member id, criterion, coefficient), of closed sittings only: harmonised where they were."""
    changed = harmonised_in_round(round_id)
    found: dict[int, list[tuple[int, str, Decimal]]] = defaultdict(list)
    for sheet_id, application_id, member_id, criterion, coefficient in (
        counted_marks()
        .filter(sheet__bid__round_id=round_id)
        .order_by()
        .values_list(
            "sheet_id", "sheet__bid__application_id", "sheet__member_id", "criterion_key", "coefficient"
        )
    ):
        assert coefficient is not None
        counts = changed.get((sheet_id, criterion), coefficient) if changed else coefficient
        found[application_id].append((member_id, criterion, counts))
    return found


def _recused(call_id: int) -> dict[int, set[int]]:
    """Application id → members who were recused from it. Who left before it was examined is not: another scored."""
    found: dict[int, set[int]] = defaultdict(set)
    examined = dict(
        SittingBid.objects.filter(
            stands=True, sitting__committee__call_id=call_id, sitting__closed_at__isnull=False
        ).values_list("bid__application_id", "sitting__closed_at")
    )
    for application_id, member_id, left_at in ConflictDeclaration.objects.filter(
        member__committee__call_id=call_id, has_conflict=True
    ).values_list("application_id", "member_id", "member__left_at"):
        closed_at = examined.get(application_id)
        if left_at is None or (closed_at is not None and closed_at < left_at):
            found[application_id].add(member_id)
    return found


def _review_states(round_id: int) -> dict[int, str]:
    return dict(Review.objects.filter(phase__round_id=round_id).values_list("application_id", "state"))


def _bonuses(round_id: int) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for application_id, key in ReviewBonus.objects.filter(
        review__phase__round_id=round_id, confirmed=True
    ).values_list("review__application_id", "bonus_key"):
        found[application_id].append(key)
    return found


def _candidate(
    application: Application,
    place: int,
    states: Mapping[int, str],
    marks: Mapping[int, list[tuple[int, str, Decimal]]],
    recused: Mapping[int, set[int]],
    bonuses: Mapping[int, list[str]],
    members: Mapping[int, int],
    values: Mapping[int, Mapping[str, Any]],
    edition: Edition,
    corrections: Sequence[Correction],
    opened: Mapping[str, Any],
) -> Candidate:
    payload = corrected_payload(
        json.loads(application.submission.payload), edition_by_id(application.edition_id), corrections
    )
    payload = {**payload, "answers": {**payload["answers"], **opened}}
    by_criterion: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for member_id, criterion, coefficient in sorted(
        marks.get(application.pk, ()), key=lambda mark: members[mark[0]]
    ):
        by_criterion[criterion][f"m{members[member_id]}"] = coefficient
    candidate = Candidate(
        code=application.code,
        arrival=place,
        requested=_requested(application, payload, edition),
        admitted=states.get(application.pk) == ReviewState.ADMITTED,
        flags=payload["flags"],
        bonuses=bonuses.get(application.pk, ()),
        recused=sorted(f"m{members[one]}" for one in recused.get(application.pk, ()) if one in members),
        marks=by_criterion,
    )
    if edition.committee_rule.assessors is not None:
        # only those who marked it: who found a conflict later, or was not on turn, is none of its assessors
        own = {assessor for given in by_criterion.values() for assessor in given}
        candidate = replace(candidate, assessors=sorted(own), recused=[])
    return with_grid_values(candidate, application, payload, values.get(application.pk, {}), edition)


def _requested(application: Application, payload: Mapping[str, Any], edition: Edition) -> Decimal | None:
    if not edition.gives_money:
        return ONE_PLACE
    if application.requested_amount is not None:
        return application.requested_amount
    # registered without its cost: what a remedy gave since; without that it was not admitted, and nobody knows how much
    return Decimal(payload["requested"]) if payload["requested"] else None


def _refuse_unscored(candidates: Sequence[Candidate], edition: Edition) -> None:
    # who goes on to a second phase is known only when the first is scored: the ranking itself refuses what lacks there
    keys = {criterion.key for criterion in committee_criteria(edition.grid) if not criterion.second_phase}
    for candidate in candidates:
        if candidate.admitted and not keys <= set(candidate.marks):
            raise Refused(
                _("La domanda %(code)s non ha ancora tutti i punteggi in una seduta chiusa.")
                % {"code": candidate.code.partition(MARK)[0]},
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
