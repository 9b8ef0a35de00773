"""A draft with everything its rules need, read in few statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from manifattura.calls.domain.edition import Edition
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.organisations.queries.organisations import declarants_of, snapshot

from ..domain.completeness import Given, Problem, all_problems
from ..domain.costs import Costs, project_costs
from ..domain.declarations import LiveTick, declared
from ..domain.form import Visible, visible_of
from ..models import Application, Attachment, DeclarationTick, SectionAnswers


@dataclass(frozen=True)
class Draft:
    """The application as it stands, and what its edition asks."""

    application: Application
    edition: Edition
    applicant: Mapping[str, Any]
    declarants: tuple[Any, ...]
    """Organisations that may have to declare, the lead first."""
    sections: Mapping[str, SectionAnswers]
    answers: Mapping[str, Any]
    visible: Visible
    ticks: tuple[DeclarationTick, ...]
    files: tuple[Attachment, ...]

    @property
    def costs(self) -> Costs:
        return project_costs(self.edition, self.visible.answers)

    @property
    def given(self) -> Given:
        """Files per field and complete declarations."""
        return Given(files=Counter(file.field_key for file in self.files), declared=self.declared)

    @property
    def declared(self) -> frozenset[str]:
        live = [
            LiveTick(tick.declaration_key, tick.text_version, tick.text_sha256, tick.organisation_id)
            for tick in self.ticks
        ]
        return declared(
            self.edition, self.visible, live, [organisation.pk for organisation in self.declarants]
        )

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stands between this draft and sending."""
        return all_problems(
            self.edition, self.visible, self.given, to_review=self.application.sections_to_review
        )


def draft(application: Application) -> Draft:
    """Read the draft; the edition comes from memory."""
    edition = edition_by_id(application.edition_id)
    lead = application.lead
    applicant = snapshot(lead)
    sections = {section.section_key: section for section in application.sections.select_related("changed_by")}
    answers = {key: value for section in sections.values() for key, value in section.answers.items()}
    return Draft(
        application=application,
        edition=edition,
        applicant=applicant,
        declarants=tuple(declarants_of(lead)),
        sections=sections,
        answers=answers,
        visible=visible_of(edition, answers, applicant),
        ticks=tuple(application.ticks.filter(cleared_at=None).select_related("person", "organisation")),
        files=tuple(application.attachments.filter(removed_at=None)),
    )
