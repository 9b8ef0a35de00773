"""The marks of a closed sitting as rows: application → criterion → member, before and after the harmonisation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator

from manifattura.calls.domain.lot_sections import marked_criteria
from manifattura.calls.queries.editions import current_edition

from ..models import CommitteeMember, HarmonisedMark, Mark, Sitting
from ..queries.committees import conflicts_in
from ..queries.marks import harmonised_of

PER_PAGE = 20


@dataclass(frozen=True)
class Cell:
    """One member's mark; `final` is the harmonised one that counts instead."""

    member: CommitteeMember
    mark: Mark | None
    final: HarmonisedMark | None


def scorers_of(sitting: Sitting) -> list[CommitteeMember]:
    """Who scored in that sitting, also when somebody took the seat later."""
    return [member for member in sitting.attended.select_related("person") if member.scores]


def marks_context(found: Sitting, page_number: str) -> dict[str, Any]:
    """Twenty applications to a page."""
    edition = current_edition(found.committee.call)
    members = scorers_of(found)
    conflicts = conflicts_in(found.committee)
    marks: dict[int, dict[tuple[str, int], Mark]] = defaultdict(dict)
    examined = (
        found.examined.select_related("bid__application__lead", "bid__application__submission")
        .defer("bid__application__submission__payload")
        .order_by("bid__application__submission__received_at", "bid__application__submission__arrival", "pk")
    )
    page = Paginator(examined, PER_PAGE).get_page(page_number)
    shown = [row.bid_id for row in page]
    for mark in Mark.objects.filter(sheet__sitting=found, sheet__bid_id__in=shown).select_related("sheet"):
        marks[mark.sheet.bid_id][mark.criterion_key, mark.sheet.member_id] = mark
    changed = harmonised_of(shown)
    return {
        "page": page,
        "members": members,
        "applications": [
            {
                "application": row.bid.application,
                "recused": [one for one in members if one.pk in conflicts.get(row.bid.application_id, ())],
                "rows": [
                    {
                        "criterion": criterion,
                        "cells": [
                            _cell(one, marks[row.bid_id].get((criterion.key, one.pk)), changed)
                            for one in members
                        ],
                    }
                    for criterion in marked_criteria(edition, {key for key, _ in marks[row.bid_id]})
                ],
            }
            for row in page
        ],
    }


def _cell(member: CommitteeMember, mark: Mark | None, changed: dict[tuple[int, str], HarmonisedMark]) -> Cell:
    final = changed.get((mark.sheet_id, mark.criterion_key)) if mark else None
    return Cell(member, mark, final)
