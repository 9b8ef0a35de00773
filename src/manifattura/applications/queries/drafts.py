"""An answer sheet with everything its rules need, read in few statements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from manifattura.calls.domain.edition import Edition
from manifattura.calls.queries.editions import edition as edition_by_id
from manifattura.organisations.queries.organisations import declarants_of, snapshot

from ..domain.completeness import Given, Problem, all_problems
from ..domain.costs import Costs, project_costs
from ..domain.declarations import LiveTick, awaited_from, declared
from ..domain.form import Visible, visible_of
from ..domain.payload import FileFact, TickFact
from ..domain.questionnaire import Questionnaire
from ..models import Application
from ..models.sheet import GivenFile, StepAnswers, Tick
from .sheets import Sheet, answer_rows, application_of, lead_of, proof_of_typed, questions_of, to_review


@dataclass(frozen=True)
class Draft:
    """The sheet as it stands, and what it asks."""

    sheet: Sheet
    questions: Questionnaire
    applicant: Mapping[str, Any]
    declarants: tuple[Any, ...]
    """Organisations that may have to declare, the lead first."""
    sections: Mapping[str, StepAnswers]
    answers: Mapping[str, Any]
    visible: Visible
    ticks: tuple[Tick, ...]
    files: tuple[GivenFile, ...]

    @property
    def application(self) -> Application:
        return application_of(self.sheet)

    @property
    def edition(self) -> Edition:
        """The call's edition that the application is pinned to (from memory)."""
        return edition_by_id(self.application.edition_id)

    @property
    def costs(self) -> Costs:
        return project_costs(self.questions, self.visible.answers)

    @property
    def given(self) -> Given:
        """Files per field and complete declarations."""
        return Given(files=Counter(file.field_key for file in self.files), declared=self.declared)

    @property
    def declared(self) -> frozenset[str]:
        return declared(self.questions, self.visible, self._live_ticks(), self._declarant_ids())

    def awaited_from(self, organisation_ids: Collection[int]) -> frozenset[str]:
        """Declarations that one of these organisations has still to make."""
        ticks, declarants = self._live_ticks(), self._declarant_ids()
        return awaited_from(self.questions, self.visible, ticks, declarants, organisation_ids)

    def _live_ticks(self) -> list[LiveTick]:
        return [
            LiveTick(tick.declaration_key, tick.text_version, tick.text_sha256, tick.organisation_id)
            for tick in self.ticks
        ]

    def _declarant_ids(self) -> list[int]:
        return [organisation.pk for organisation in self.declarants]

    @property
    def to_review(self) -> list[str]:
        return to_review(self.sheet)

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What stands between this draft and sending."""
        return all_problems(self.questions, self.visible, self.given, to_review=self.to_review)


def draft(sheet: Sheet) -> Draft:
    """Read the sheet; the edition of a call comes from memory."""
    questions = questions_of(sheet)
    lead = lead_of(sheet)
    applicant = snapshot(lead)
    sections = {row.section_key: row for row in answer_rows(sheet).select_related("changed_by")}
    answers = {key: value for row in sections.values() for key, value in row.answers.items()}
    return Draft(
        sheet=sheet,
        questions=questions,
        applicant=applicant,
        declarants=tuple(declarants_of(lead)),
        sections=sections,
        answers=answers,
        visible=visible_of(questions, answers, applicant),
        ticks=tuple(sheet.ticks.filter(cleared_at=None).select_related("person", "organisation")),
        files=tuple(sheet.attachments.filter(removed_at=None)),
    )


def tick_facts(read: Draft) -> list[TickFact]:
    """Declarations as the frozen document tells them; on paper the declarant is who signed, the officer read it."""
    return [_tick_fact(read, tick) for tick in read.ticks]


def _tick_fact(read: Draft, tick: Tick) -> TickFact:
    return TickFact(
        declaration=tick.declaration_key,
        text_version=tick.text_version,
        text_sha256=tick.text_sha256,
        person=_signer(read) if tick.on_paper else tick.person.full_name,
        organisation=tick.organisation.name,
        ticked_at=tick.ticked_at,
        read_by=tick.person.full_name if tick.on_paper else "",
    )


def _signer(read: Draft) -> str:
    proof = proof_of_typed(read.sheet)
    assert proof is not None
    return proof.signed_by


def file_facts(read: Draft) -> list[FileFact]:
    """Files as the frozen document tells them."""
    return [FileFact(file.field_key, file.name, file.size, file.sha256) for file in read.files]
