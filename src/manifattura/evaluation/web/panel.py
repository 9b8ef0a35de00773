"""The applicant's own outcome on the page of their application: formal review, marks, reasons, position."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from manifattura.applications.queries.panels import Panel
from manifattura.calls.domain.lot_sections import has_lot_criteria, key_in
from manifattura.calls.queries.editions import current_edition
from manifattura.ui.formats import short_points_text

from ..domain.explain_texts import Level
from ..domain.sheets import counted
from ..domain.states import CheckOutcome, RankingStage, ReviewState
from ..models import ConflictDeclaration, Mark, RankingEntry, Review
from ..queries.appeals import entry_text, exclusion_text
from ..queries.lot_views import lot_views, method_words, own_bids
from ..queries.marks import counted_marks, harmonised_of
from ..queries.observations import observations_end
from ..queries.rankings import entry_of, labels_of, named_in
from ..queries.requirements import requirements_of
from .grid_points import checked_words
from .ranking_rows import names_for, page_language, sentence

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Application
    from manifattura.calls.domain.edition import Criterion, Edition
    from manifattura.calls.domain.scoring import Method


def outcome_panel(application: Application, person: Person) -> Panel | None:
    """None until the formal review's outcome was communicated; marks only once a ranking is out."""
    review = (
        Review.objects.filter(application=application, communicated_at__isnull=False)
        .select_related("phase")
        .first()
    )
    if review is None:
        return None
    edition = current_edition(application.call)
    entry = entry_of(application)
    failed = _failed(review, edition)
    context: dict[str, Any] = {
        "review": review,
        "failed": failed,
        # unless the officer wrote it, the reason is the notes of the list below: they are not said twice
        "reason": review.reason if review.reason != "\n".join(row["note"] for row in failed) else "",
        "bonuses": _bonuses(review, edition),
        "entry": entry,
        "decimals": edition.grid.decimals,
        "call": application.call,
        "appeal_text": exclusion_text(review) if review.state == ReviewState.NOT_ADMITTED else "",
        "ranking_appeal": _ranking_appeal(entry, edition),
    }
    if entry is not None:
        context["observations_end"] = observations_end(entry.ranking)
        context |= _marks(application, entry, edition)
    return Panel("evaluation/_outcome_panel.html", context)


def _ranking_appeal(entry: RankingEntry | None, edition: Edition) -> str:
    """Only a final ranking can be contested before a court."""
    if entry is None or entry.ranking.stage != RankingStage.FINAL:
        return ""
    return entry_text(entry, edition)


def _failed(review: Review, edition: Edition) -> list[dict[str, str]]:
    """Requirements that are missing, with the officer's words."""
    titles = {
        requirement.key: requirement.title for requirement in requirements_of(review.application, edition)
    }
    checks = review.checks.filter(outcome=CheckOutcome.NOT_MET)
    return [
        {"title": titles.get(check.requirement_key, check.requirement_key), "note": check.note}
        for check in checks
    ]


def _bonuses(review: Review, edition: Edition) -> list[dict[str, Any]]:
    titles = {bonus.key: bonus for bonus in edition.grid.bonuses}
    return [
        {"bonus": titles[row.bonus_key], "confirmed": row.confirmed, "note": row.note}
        for row in review.bonuses.all()
        if row.bonus_key in titles
    ]


def _marks(application: Application, entry: RankingEntry, edition: Edition) -> dict[str, Any]:
    """Points per criterion with each member's coefficient and reason; members are numbers, as in the replay file."""
    marks: dict[str, list[Mark]] = {}
    changed = harmonised_of([entry.bid_id])
    for mark in (
        counted_marks()
        .filter(sheet__bid=entry.bid_id)
        .exclude(sheet__member__conflicts__in=_conflicts(application))
        .select_related("sheet__member")
        .order_by("sheet__member__public_number")
    ):
        final = changed.get((mark.sheet_id, mark.criterion_key))
        if final is not None:
            mark.coefficient, mark.reason = final.coefficient, final.reason
        marks.setdefault(mark.criterion_key, []).append(mark)
    names = names_for(edition, labels_of(entry.ranking, named_in(entry.reasons)))
    return {
        "has_marks": bool(marks),
        "checked": checked_words(application, edition),
        "criteria": [
            {
                "criterion": criterion,
                "points": entry.scores.get(criterion.key),
                "written": [
                    _written(key, title, method, marks)
                    for key, title, method in (
                        [(part.key, part.title, part.method) for part in criterion.parts]
                        or [(criterion.key, "", criterion.method)]
                    )
                    if marks.get(key)
                ],
            }
            for criterion in _scored(edition, entry)
        ]
        if entry.scores
        else [],
        "explanation": sentence(
            entry.reasons, format(entry.granted, ".2f"), names, page_language(), Level.OWN
        ),
        **_lots(entry, edition),
    }


def _written(key: str, title: str, method: Method | None, marks: Mapping[str, list[Mark]]) -> dict[str, Any]:
    """What the committee wrote on a criterion or a part of it, and which coefficients a trimmed mean leaves out."""
    given = [mark.coefficient for mark in marks[key] if mark.coefficient is not None]
    kept, found = counted(given, method), sorted(given)
    trim = (len(found) - len(kept)) // 2
    left_out = [*found[:trim], *found[-trim:]] if trim else []
    return {"title": title, "marks": marks[key], "left_out": ", ".join(map(short_points_text, left_out))}


def _scored(edition: Edition, entry: RankingEntry) -> tuple[Criterion, ...]:
    """The criteria of its points; those that are marked lot by lot once for each of its lots."""
    if not has_lot_criteria(edition):
        return edition.grid.criteria
    whole = tuple(item for item in edition.grid.criteria if not item.per_lot)
    assert edition.allocation is not None
    return whole + tuple(
        replace(item, key=key, title=f"{lot.title}: {item.title}")
        for lot in edition.allocation.lots
        for item in edition.grid.criteria
        if item.per_lot and (key := key_in(item.key, lot.key)) in entry.scores
    )


def _lots(entry: RankingEntry, edition: Edition) -> dict[str, Any]:
    """One's own bids with the figures that decided, and how lots are assigned; nothing for a call without lots."""
    wished = [reason["lot"] for reason in entry.reasons if "lot" in reason]
    if edition.allocation is None or not wished:
        return {}
    views = lot_views(entry.ranking, edition)
    names, language = names_for(edition, {}), page_language()
    reasons = {reason["lot"]: reason for reason in entry.reasons if "lot" in reason}
    return {
        "own_lots": [
            (one, sentence([reasons[one.lot.key]], "0.00", names, language, Level.OWN))
            for one in own_bids(views, edition, entry.pseudonym, wished)
        ],
        "method": method_words(edition.allocation),
    }


def _conflicts(application: Application) -> Any:
    return ConflictDeclaration.objects.filter(application=application, has_conflict=True)
