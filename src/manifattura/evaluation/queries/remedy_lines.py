"""What an officer may ask of an application, and what was asked and answered, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from manifattura.applications.domain.form import visible_of
from manifattura.applications.queries.applications import attachments_of, payload_of
from manifattura.applications.queries.filled_forms import read_form_sections
from manifattura.applications.queries.reading import read_sections
from manifattura.calls.domain.edition import FieldType
from manifattura.calls.queries.editions import current_edition, edition

from ..domain.checks import COMPLETE
from ..domain.remedies import ItemKind, correctable_fields, given_field, project_fields
from ..domain.states import CheckOutcome
from .corrections import content_in_force, files_in_force
from .gaps import Gap, Way, gaps_of
from .requirements import requirements_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..models import RemedyRequest, Review


@dataclass(frozen=True)
class Candidate:
    """A line that may be asked. `now`: the answer in force, in words; `problem`: what the officer wrote already."""

    kind: ItemKind
    key: str
    title: str
    now: str = ""
    problem: str = ""
    ask: str = ""
    wanted: bool = False
    """What the application lacked when it was registered: the page proposes it."""

    @property
    def name(self) -> str:
        """How the page's fields call it."""
        return f"{self.kind.value}-{self.key}"


@dataclass(frozen=True)
class Lines:
    """Unmet requirements; answers and files to correct, by section; answers on which one may only ask an explanation."""

    requirements: tuple[Candidate, ...]
    sections: tuple[tuple[str, tuple[Candidate, ...]], ...]
    project: tuple[tuple[str, str], ...]
    gaps: tuple[Gap, ...] = ()

    @property
    def all(self) -> tuple[Candidate, ...]:
        return (*self.requirements, *(line for _title, lines in self.sections for line in lines))


def lines_of(review: Review) -> Lines:
    """The candidates of this application, in the order of checklist and form."""
    application = review.application
    answered, judged = edition(application.edition_id), current_edition(application.call)
    content = content_in_force(application)
    visible = visible_of(answered, content["answers"], content["applicant"])
    failed = {
        check.requirement_key: check.note for check in review.checks.filter(outcome=CheckOutcome.NOT_MET)
    }
    words = {
        answer.key: answer.text
        for section in read_sections(answered, visible, files_in_force(application))
        for answer in section.answers
    }
    may = {item.key: item for item in correctable_fields(answered, visible.fields)}
    project = project_fields(answered)
    gaps = gaps_of(application, content)
    to_ask = {gap.key: gap for gap in gaps if gap.way is Way.ASK}
    declarations = [gap.label for gap in gaps if gap.way is Way.DECLARE]
    return Lines(
        requirements=tuple(
            _whole(row.title, declarations)
            if row.key == COMPLETE
            else Candidate(ItemKind.REQUIREMENT, row.key, row.title, problem=failed[row.key])
            for row in requirements_of(application, judged)
            if row.key in failed
        ),
        sections=tuple(
            (section.title, lines)
            for section in answered.form
            if (
                lines := tuple(
                    Candidate(
                        ItemKind.FILE if item.type is FieldType.FILE else ItemKind.FIELD,
                        item.key,
                        item.label,
                        now=words.get(item.key, ""),
                        problem=_gap_words(words.get(item.key, "")) if item.key in to_ask else "",
                        ask=to_ask[item.key].text if item.key in to_ask else "",
                        wanted=item.key in to_ask,
                    )
                    for item in section.fields
                    if item.key in may
                )
            )
        ),
        project=tuple(
            (item.key, item.label)
            for section in answered.form
            for item in section.fields
            if item.key in project and item.key in visible.fields
        ),
        gaps=gaps,
    )


# said to the firm, in the language of the procedure
MISSING = "Nella domanda arrivata manca."
WRONG = "Nella domanda arrivata non va bene."
DECLARE = "Manda, firmate da chi rappresenta l’impresa, queste dichiarazioni: {titles}."
UNDECLARED = "Nella domanda arrivata mancano delle dichiarazioni."


def _gap_words(given: str) -> str:
    return WRONG if given else MISSING


def _whole(title: str, declarations: list[str]) -> Candidate:
    """Completeness asks what no question of the form can give again: declarations, signed."""
    if not declarations:
        return Candidate(ItemKind.REQUIREMENT, COMPLETE, title)
    ask = DECLARE.format(titles="; ".join(declarations))
    return Candidate(ItemKind.REQUIREMENT, COMPLETE, title, problem=UNDECLARED, ask=ask, wanted=True)


@dataclass(frozen=True)
class ItemRow:
    """An item as asked, with the answer before and after; `files` are those given with the reply."""

    number: int
    kind: str
    title: str
    problem: str
    ask: str
    before: str
    after: str
    files: tuple[Any, ...]


def item_rows(request: RemedyRequest) -> list[ItemRow]:
    """The items of a request; `before` is what the firm had sent, `after` what it answers now."""
    application = request.review.application
    payload, answered = payload_of(application), edition(application.edition_id)
    visible = visible_of(answered, payload["answers"], payload["applicant"])
    old = _texts(read_sections(answered, visible, attachments_of(application)))
    new: dict[str, Any] = {}
    if request.form is not None and getattr(request.form, "submission", None) is not None:
        new = {section.key: section.answers for section in read_form_sections(request.form)}
    return [
        ItemRow(
            number=item.position,
            kind=item.kind,
            title=item.title,
            problem=item.problem,
            ask=item.ask,
            before=old.get(item.key, "") if item.kind in (ItemKind.FIELD, ItemKind.FILE) else "",
            after=_answered(new.get(f"punto-{item.position}", ()), given_field(item.position)),
            files=tuple(file for answer in new.get(f"punto-{item.position}", ()) for file in answer.files),
        )
        for item in request.items.all()
    ]


def _answered(answers: Sequence[Any], given: str) -> str:
    """What the firm writes on one item; that it leaves it out, when it says so."""
    texts = [one.text for one in answers if one.text and not one.files and one.key != given]
    if answers and not texts and all(one.key == given for one in answers):
        return _("L’impresa non risponde a questo punto.")
    return "\n".join(texts)


def _texts(sections: Iterable[Any]) -> dict[str, str]:
    return {answer.key: answer.text for section in sections for answer in section.answers}
