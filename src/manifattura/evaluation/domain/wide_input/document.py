"""Builds the `manifattura-ranking/2` document: for grids, rankings and events that version 1 cannot say."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.grid_facts import grid_facts
from manifattura.evaluation.domain.ranking.document import VERSION_2
from manifattura.evaluation.domain.wide_input.applications import application_entry
from manifattura.evaluation.domain.wide_input.call import call_rule
from manifattura.evaluation.domain.wide_input.names import Flags, Names, neutral_links

if TYPE_CHECKING:
    from manifattura.evaluation.domain.ranking_input import Candidate


def wide_document(
    edition: Edition,
    *,
    call_id: str,
    assessors: Sequence[str],
    candidates: Sequence["Candidate"],
    draw_seed: str,
    flags: Flags,
) -> dict[str, Any]:
    """The document, public: no names, facts as `v1`, `v2`…, choices as `o1`…, linked applicants as `l1`…"""
    facts = grid_facts(edition)
    names = Names(edition, facts, flags)
    links = neutral_links(candidates)
    return {
        "format": VERSION_2,
        "call": call_rule(edition, call_id, names, draw_seed),
        "assessors": list(assessors),
        "applications": [application_entry(one, edition, names, links) for one in candidates],
    }
