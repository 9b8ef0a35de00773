"""Runs the automatic checks of an application: the call as it is now, the form as the firm found it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from manifattura.applications.domain.lacking import came_incomplete
from manifattura.calls.domain.edition import Edition
from manifattura.calls.queries.editions import edition
from manifattura.organisations.queries.ateco import sections

from ..domain.checks import COMPLETENESS, Evidence, Received, run_check

if TYPE_CHECKING:
    from manifattura.applications.models import Application


def automatic_checks(
    application: Application, payload: dict[str, Any], call_edition: Edition, received_at: datetime
) -> dict[str, Evidence]:
    """Requirement key → what the system found, for requirements that name an automatic check."""
    answered = edition(application.edition_id)
    received = Received(
        # deadlines may be extended and mistakes amended after the firm sent: the call in force judges
        edition=replace(
            answered,
            timetable=call_edition.timetable,
            beneficiaries=call_edition.beneficiaries,
            aid=call_edition.aid,
        ),
        payload=payload,
        received_at=received_at,
        sections=sections(call_edition.beneficiaries.ateco_edition),
    )
    found: dict[str, Evidence] = {}
    more = (COMPLETENESS,) if came_incomplete(payload) else ()
    for requirement in (*call_edition.requirements, *more):
        evidence = run_check(requirement.automatic or "", received)
        if evidence is not None:
            found[requirement.key] = evidence
    return found
