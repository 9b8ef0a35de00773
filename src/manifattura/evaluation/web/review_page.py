"""What the review page shows, put together from the edition, the frozen content, the checks and the files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from manifattura.applications.domain.form import visible_of
from manifattura.applications.domain.self_check import unmet
from manifattura.applications.domain.states import ApplicationState
from manifattura.applications.queries.firm_facts import firm_rows
from manifattura.applications.queries.late_tickets import ticket_words
from manifattura.applications.queries.messages import messages_to_send_outside
from manifattura.applications.queries.opened import with_opened
from manifattura.applications.queries.reading import read_sections
from manifattura.applications.queries.sealed_files import is_closed, with_opened_files
from manifattura.applications.queries.signatures import signature_of, signature_rows
from manifattura.calls.domain.edition import Requirement
from manifattura.calls.domain.states import CallKind, CallState
from manifattura.calls.queries.editions import current_edition, edition
from manifattura.kernel.clock import today
from manifattura.kernel.files import digest_of_stored
from manifattura.ui.formats import date_text
from manifattura.ui.statuses import find_status

from ..actions.save_check import CheckInput
from ..domain.check_texts import check_text
from ..domain.explain_texts import Language
from ..domain.states import CheckOutcome
from ..models import Committee, Review, ReviewCheck
from ..permissions import may_direct
from ..queries.corrections import content_in_force, corrections_of, files_in_force
from ..queries.gaps import gaps_of
from ..queries.openings import opening_of
from ..queries.related_applications import related_applications
from ..queries.requirements import requirements_of
from ..queries.reviews import OPEN_STATES
from .casework import casework_context
from .gap_lines import gap_lines
from .grid_points import points_rows

if TYPE_CHECKING:
    from manifattura.accounts.models import Person
    from manifattura.applications.models import Attachment
    from manifattura.calls.models import Term

INLINE = ("application/pdf", "image/jpeg", "image/png", "image/webp")
CHOICES = (
    (CheckOutcome.MET.value, gettext_lazy("Sì"), "ok"),
    (CheckOutcome.NOT_MET.value, gettext_lazy("No"), "neg"),
    (CheckOutcome.NOT_APPLICABLE.value, gettext_lazy("Non applicabile"), "na"),
)


@dataclass(frozen=True)
class CheckRow:
    """One line of the checklist."""

    number: str
    key: str
    name: str
    title: str
    source: str
    outcome: str
    note: str
    who: str
    first_waiting: bool = False
    """The one to do now: the first without an outcome."""


def page_context(
    review: Review, person: Person, *, posted: Mapping[str, CheckInput], file_id: str
) -> dict[str, Any]:
    """Everything of the page; `posted` wins over what is stored, so that a refused form loses nothing."""
    application = review.application
    call = application.call
    payload = content_in_force(application)
    answered, judged = edition(application.edition_id), current_edition(call)
    files = with_opened_files(files_in_force(application))
    visible = visible_of(answered, with_opened(application, payload["answers"]), payload["applicant"])
    checks = {check.requirement_key: check for check in review.checks.select_related("checked_by")}
    signed = signature_of(application.submission)
    rows = [
        _row(number, requirement, checks.get(requirement.key), posted.get(requirement.key))
        for number, requirement in enumerate(requirements_of(application, judged), start=1)
    ]
    first = next((at for at, row in enumerate(rows) if not row.outcome), None)
    if first is not None and review.state in OPEN_STATES:
        rows[first] = replace(rows[first], first_waiting=True)
    statement = review.statements.filter(person_id=person.pk).first()
    is_open = review.state in OPEN_STATES
    casework = casework_context(review, person)
    recused = bool(statement and statement.has_conflict)
    corrected = call.state == CallState.PROVISIONAL_RANKING and may_direct(person, call)
    missing = sum(not row.outcome for row in rows)
    failed = sum(row.outcome == CheckOutcome.NOT_MET for row in rows)
    return {
        **casework,
        "review": review,
        "application": application,
        "to_send": messages_to_send_outside(None).filter(application=application).count(),
        "unmet": unmet(answered, application.eligibility_answers),
        "gaps": gap_lines(gaps_of(application, payload)),
        "late_ticket": ticket_words(application.submission),
        "edition": judged,
        "rows": rows,
        "choices": CHOICES,
        "done": len(rows) - missing,
        "missing": missing,
        "failed": failed,
        "statement": statement,
        "may_edit": is_open and not recused and application.state != ApplicationState.REJECTION_NOTICE,
        "may_bonus": ((is_open and not recused) or corrected) and opening_of(call.pk) is None,
        "is_open": is_open,
        "recused": recused,
        "may_reopen": _may_reopen(review, person),
        "points_rows": points_rows(application, judged, review),
        "bonuses": _bonuses(review, payload, judged),
        "firm": firm_rows(payload["applicant"]),
        "sections": [section for section in read_sections(answered, visible, files) if section.answers],
        "declarations": _declarations(payload, answered),
        "signed": signed,
        "signature_facts": signature_rows(signed) if signed else [],
        "files": files,
        "document": document_of([file for file in files if not is_closed(file)], file_id),
        "related": related_applications(application),
        "phase_days": _phase_days(review, casework["own_term"]),
        "corrected": {one.key for one in corrections_of(application) if one.key},
        "saved_at": max((check.checked_at for check in checks.values() if check.checked_by_id), default=None),
    }


def conflict_lines(
    review: Review, given: Mapping[str, CheckInput], theirs: Mapping[str, Any]
) -> list[dict[str, Any]]:
    """Both values of each check that a colleague changed meanwhile."""
    titles = {row.key: row.title for row in requirements_of(review.application)}
    return [
        {
            "key": key,
            "title": titles.get(key, key),
            "mine": given[key],
            "mine_word": _outcome_word(given[key].outcome or ""),
            "theirs": value,
            "theirs_word": _outcome_word(value["outcome"]),
            "at": date_text(datetime.fromisoformat(value["at"]), "time"),
        }
        for key, value in theirs.items()
        if key in given
    ]


def _outcome_word(outcome: str) -> str:
    return str(find_status("check", outcome or "to_do").word)


def _row(
    number: int, requirement: Requirement, check: ReviewCheck | None, posted: CheckInput | None
) -> CheckRow:
    source = requirement.source
    if check and check.evidence:
        found = check_text(check.evidence["code"], check.evidence["facts"], _language())
        source = _("automatico: %(found)s") % {"found": found}
    outcome, note = (check.outcome, check.note) if check else ("", "")
    if posted is not None:
        outcome = outcome if posted.outcome is None else posted.outcome
        note = note if posted.note is None else posted.note
    who = ""
    if check and check.checked_by and not check.is_automatic:
        who = f"{check.checked_by.full_name}, {date_text(check.checked_at, 'short')}"
    return CheckRow(
        f"{number:02d}",
        requirement.key,
        f"check-{requirement.key}",
        requirement.title,
        source,
        outcome,
        note,
        who,
    )


def _language() -> Language:
    return Language.ENGLISH if (get_language() or "").startswith("en") else Language.ITALIAN


def _bonuses(review: Review, payload: Mapping[str, Any], judged: Any) -> list[dict[str, Any]]:
    decided = {bonus.bonus_key: bonus for bonus in review.bonuses.all()}
    claimed = payload["bonuses_claimed"]
    return [
        {"bonus": bonus, "decided": decided.get(bonus.key)}
        for bonus in judged.grid.bonuses
        if bonus.key in claimed
    ]


def _declarations(payload: Mapping[str, Any], answered: Any) -> list[dict[str, Any]]:
    titles = {declaration.key: declaration.title for declaration in answered.declarations}
    return [
        {
            "title": titles.get(row["key"], row["key"]),
            "person": row["person"],
            "organisation": row["organisation"],
            "at": datetime.fromisoformat(row["ticked_at"]),
        }
        for row in payload["declarations"]
    ]


def document_of(files: Sequence[Attachment], file_id: str) -> dict[str, Any] | None:
    """The file shown beside the checklist, its digest computed again and compared with the one deposited."""
    if not files:
        return None
    at = next((index for index, file in enumerate(files) if file_ref(file) == file_id), 0)
    file = files[at]
    return {
        "file": file,
        "number": at + 1,
        "total": len(files),
        "is_reply": is_reply(file),
        "previous": file_ref(files[at - 1]) if at else "",
        "next": file_ref(files[at + 1]) if at + 1 < len(files) else "",
        "inline": file.content_type in INLINE,
        "is_picture": file.content_type.startswith("image/"),
        "intact": is_intact(file),
    }


def is_reply(file: Attachment) -> bool:
    """Whether it came with a reply, in place of one that was sent with the application."""
    return bool(getattr(file, "is_reply", False))


def file_ref(file: Attachment) -> str:
    """How the address of the page names it: files of replies are in a table of their own."""
    return f"r{file.pk}" if is_reply(file) else str(file.pk)


def is_intact(file: Attachment) -> bool | None:
    """Whether the stored bytes still have the deposited digest; None when they cannot be read."""
    try:
        return digest_of_stored(file.storage_key) == file.sha256
    except OSError:
        return None


def _phase_days(review: Review, term: Term | None) -> dict[str, Any]:
    """How many of the review's days have passed; in a register, those of this application alone."""
    opened: date = review.phase.opened_at.date()
    due_on: date | None = review.phase.due_on
    if review.application.call.kind == CallKind.REGISTER:
        opened = review.application.submission.received_at.date()
        due_on = term.due_on if term else None
    if due_on is None:
        return {"due_on": None}
    total = max(1, (due_on - opened).days)
    return {
        "done": min(total, max(0, (today() - opened).days)),
        "total": total,
        "left": (due_on - today()).days,
        "due_on": due_on,
    }


def _may_reopen(review: Review, person: Person) -> bool:
    call = review.application.call
    if review.state in OPEN_STATES or call.kind == CallKind.REGISTER or not may_direct(person, call):
        return False
    late = review.phase.closed_at and Committee.objects.filter(call_id=review.application.call_id).exists()
    return not late
