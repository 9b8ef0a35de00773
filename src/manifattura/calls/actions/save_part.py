"""Save one page of the draft whose values are on the call itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from manifattura.kernel.errors import Refused

from ..domain.grid import GRID_RULES
from ..domain.problems import Part
from ..domain.states import CallKind
from .change_draft import changing_draft

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Call

PART_FIELDS: dict[Part, tuple[str, ...]] = {
    Part.TEXTS: (
        "title",
        "title_en",
        "summary",
        "summary_en",
        "purpose",
        "what_you_get",
        "example",
        "how_to_apply",
        "conditions",
        "privacy",
        "names_rule",
    ),
    Part.PROCEDURE: ("kind", "carry_over", "between_sessions", "rejection_notice"),
    Part.TIMES: (
        "opens_at",
        "deadline_at",
        "deadline_inclusive",
        "clarifications_until",
        "review_days",
        "committee_days",
        "observations_days",
        "procedure_term_days",
        "publication_years",
        "remedy_days",
        "remedy_suspends",
        "acceptance_days",
        "ranking_appeal_from",
    ),
    Part.MONEY: (
        "gives_money",
        "places",
        "budget",
        "aid_rate",
        "aid_cap",
        "cost_min",
        "cost_max",
        "aid_regime",
        "aid_progressive",
        "aid_rate_question",
    ),
    Part.LOTS: (
        "lots_most_bids",
        "lots_most_won",
        "lots_deposit",
        "lots_after_withdrawal",
        "lots_most_per_group",
        "lots_bundles",
    ),
    Part.WHO: (
        "participant_kinds",
        "size_classes",
        "ateco_edition",
        "ateco_prefixes",
        "area_name",
        "area_nils",
        "area_municipi",
        "area_excluded_municipi",
        "can_apply",
        "cannot_apply",
    ),
    Part.REGISTER: (
        "entry_years",
        "confirmation_months",
        "confirmation_days",
        "visit_required",
        "cure_days",
    ),
    Part.SEALED: ("seal_whole", "seal_shares", "seal_threshold", "seal_committee_reads"),
    Part.COMMITTEE: ("committee_recusal", "committee_harmonisation", "committee_assessors"),
    Part.GRID: GRID_RULES,
}


FROM_ELSEWHERE: dict[str, tuple[str, ...]] = {
    CallKind.ROLLING: ("opens_at", "deadline_at"),
    CallKind.REGISTER: ("deadline_at",),
}
"""What a page does not say in calls of a kind: sessions have the dates of a rolling call, a register never ends."""


def save_part(*, call: Call, part: Part, values: Mapping[str, Any], revision: int, by: Person) -> None:
    """Write `values` (field of the call → value) of one page; names that the page does not have are refused."""
    unknown = set(values) - set(PART_FIELDS[part])
    if unknown:
        raise KeyError(f"not on the page {part.value}: {sorted(unknown)}")
    with changing_draft(
        call=call, part=part, target=part.value, revision=revision, verb="call_part_saved", by=by
    ) as change:
        if change.call.current_edition_id and values.get("kind", change.call.kind) != change.call.kind:
            raise Refused(
                _("Il tipo di procedura si sceglie prima di pubblicare: poi non cambia."), field="kind"
            )
        if (
            change.call.current_edition_id
            and values.get("gives_money", change.call.gives_money) != change.call.gives_money
        ):
            raise Refused(
                _("Se dare denaro o un posto si sceglie prima di pubblicare: poi non cambia."),
                field="gives_money",
            )
        for name, value in values.items():
            if name in FROM_ELSEWHERE.get(change.call.kind, ()):
                continue
            change.note(name, getattr(change.call, name), value)
            setattr(change.call, name, value)
