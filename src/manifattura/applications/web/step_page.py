"""One step of an answer sheet, whoever asks: shown, saved by a plain POST, saved while the person writes."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import FieldType, FormSection
from manifattura.kernel.clock import now
from manifattura.kernel.errors import Conflict, Refused
from manifattura.ui.formats import date_text, language, money_text

from ..actions.save_section import save_section
from ..domain.answers import Problems
from ..domain.completeness import section_problems
from ..domain.form import step_of, steps_of
from ..domain.groups import part_label
from ..domain.merge import mark_of, marks_of
from ..domain.reading import where_written
from ..domain.sealed_reading import sealed_control
from ..permissions import may_declare
from ..queries.drafts import Draft, draft
from ..queries.sheets import Sheet, is_typed_by_office
from ..queries.stamps import used_stamps
from ..queries.texts import translated
from .closing import Closing, close_posted, note_rows, show_notes
from .conflicts import conflict_rows
from .declare import declare_posted
from .field_options import computed_texts
from .head import head_of
from .kept import kept_values
from .places import home_of, place
from .posted import Posted, added_group, posted_answers, stays
from .section_blocks import blocks_of
from .section_form import control_name, where_shown
from .step_files import upload_posted
from .steps import next_url, step_entries


def step_page(request: HttpRequest, sheet: Sheet, section: str) -> HttpResponse:
    """Answer a request for one step of a sheet that may still be written on."""
    read = draft(sheet)
    try:
        step = step_of(read.questions, section)
    except KeyError:
        raise Http404 from None
    if request.method == "GET":
        return _show(request, read, step)
    if request.headers.get("X-Autosave"):
        return _autosave(request, read, step)
    return _save(request, read, step)


# ------------------------------------------------------------------ showing


def _show(request: HttpRequest, read: Draft, step: FormSection) -> HttpResponse:
    kept = kept_values(request)
    if kept is not None:
        posted = posted_answers(_with_post(request, kept), step, read, partial=False)
        messages.warning(
            request, _("La sessione era scaduta. Ecco quello che avevi scritto: controlla e salva.")
        )
        return _page(request, read, step, answers={**read.answers, **posted.answers}, seen=posted.seen)
    checked = "controlla" in request.GET
    return _page(request, read, step, answers=read.answers, checked=checked)


def _with_post(request: HttpRequest, values: Any) -> HttpRequest:
    request.POST = values
    return request


def _page(
    request: HttpRequest,
    read: Draft,
    step: FormSection,
    *,
    answers: dict[str, Any] | Any,
    seen: dict[str, str] | None = None,
    checked: bool = False,
    conflicts: list[dict[str, Any]] | None = None,
    refused: str = "",
    file_errors: dict[str, str] | None = None,
    closing: Closing | None = None,
) -> HttpResponse:
    closing = closing or Closing()
    # a list with something wrong in it is not stored: that it is missing would be said of what the person sees
    said = {where.partition(".")[0] for where in closing.errors}
    stored_problems = _problems(read, step) if checked else {}
    problems = {
        **{where: text for where, text in stored_problems.items() if where.partition(".")[0] not in said},
        **closing.errors,
    }
    steps = steps_of(read.questions)
    number = [item.key for item in steps].index(step.key) + 1
    shown_form, blocks = blocks_of(
        read,
        step,
        {**answers, **closing.again},
        problems,
        request.person,
        number,
        added_group(request),
    )
    for block in blocks:
        if file_errors and block.key in file_errors:
            block.options["error"] = file_errors[block.key]
    stored = read.sections.get(step.key)
    own = {item.key: read.answers.get(item.key) for item in step.fields}
    context = {
        **head_of(read),
        "step": step,
        "number": number,
        "total": len(steps) + 1,
        "steps": step_entries(read, current=step.key),
        "form": shown_form,
        "blocks": blocks,
        "texts_language": "it" if language() == "en" else "",
        "lines": _lines(step, problems) + [(text, f"id_{key}") for key, text in (file_errors or {}).items()],
        "seen": json.dumps(seen if seen is not None else marks_of(own)),
        "context": json.dumps(read.visible.context, default=str),
        "saved_at": stored.changed_at if stored and stored.changed_by_id else None,
        "saved_by": stored.changed_by if stored else None,
        "costs": read.costs,
        "on_costs": any(item.type is FieldType.EXPENSES for item in step.fields),
        "conflicts": conflicts or [],
        "refused": refused,
        "previous": _previous(read, step),
        "sign_in": reverse("account_login"),
        "to_review": step.key in read.to_review,
        "notes": note_rows(read, closing.notes),
        "has_sealed_files": any(item.sealed and item.type is FieldType.FILE for item in step.fields),
    }
    return render(request, "applications/form.html", context)


def _problems(read: Draft, step: FormSection) -> Problems:
    """What is wrong in the step, stamps that another application used among it."""
    keys = {item.key for item in step.fields}
    stamps = {where: text for where, text in used_stamps(read).items() if where.split(".")[0] in keys}
    return {**stamps, **section_problems(read.questions, step, read.visible, read.given)}


def _lines(step: FormSection, problems: Any) -> list[tuple[str, str]]:
    fields = {item.key: item for item in step.fields}
    return [
        (f"{part_label(fields[where.split('.')[0]], where)}: {translated(message)}", _target(step, where))
        for where, message in problems.items()
    ]


def _target(step: FormSection, where: str) -> str:
    """The id to which the summary of errors leads: the cell of a table of expenses, or the whole table."""
    return f"id_{control_name(where_shown(step, where))}"


def _previous(read: Draft, step: FormSection) -> str:
    keys = [item.key for item in steps_of(read.questions)]
    position = keys.index(step.key)
    return place(read.sheet, "form", keys[position - 1]) if position else ""


# ------------------------------------------------------------------ saving


def _save(request: HttpRequest, read: Draft, step: FormSection) -> HttpResponse:
    """A plain POST: save, then go where the button says, or stay where something is wrong."""
    sheet = read.sheet
    posted = posted_answers(request, step, read, partial=False)
    closing = Closing()
    try:
        closing = close_posted(request, read, step, posted)
        _write(request, sheet, step, posted, closing, reviewed=True)
    except Conflict as conflict:
        return _ask_which(request, sheet, step, posted, conflict.theirs, closing)
    except Refused as refusal:
        return _page(
            request,
            read,
            step,
            answers={**read.answers, **posted.answers},
            seen=posted.seen,
            refused=refusal.message,
        )
    file_errors, file_notes = upload_posted(request, sheet, step)
    closing = replace(closing, notes=[*closing.notes, *file_notes])
    fresh = draft(sheet)
    if posted.undecided:
        theirs = {key: fresh.answers.get(key) for key in posted.undecided}
        return _ask_which(request, sheet, step, posted, theirs, closing)
    go = request.POST.get("go", "")
    if go == "exit" and not closing.errors:
        messages.success(request, _("Bozza salvata: la trovi qui quando vuoi."))
        return _leave(request, fresh, closing, home_of(sheet))
    problems = _problems(fresh, step)
    staying = stays(request)
    if (
        file_errors
        or staying
        or closing.errors
        or (_blocking(problems, request, fresh, step) and go != "anyway")
    ):
        return _page(
            request,
            fresh,
            step,
            answers={**fresh.answers, **posted.answers},
            checked=not staying,
            file_errors=file_errors,
            closing=closing,
        )
    return _leave(request, fresh, closing, next_url(fresh, step.key))


def _leave(request: HttpRequest, read: Draft, closing: Closing, then: str) -> HttpResponse:
    """Go on; who has just closed an envelope first sees, once, what to keep."""
    return show_notes(request, read, closing.notes, then=then) if closing.notes else redirect(then)


def _ask_which(
    request: HttpRequest, sheet: Sheet, step: FormSection, posted: Posted, theirs: Any, closing: Closing
) -> HttpResponse:
    """The step again, with both values of what two people changed."""
    fresh = draft(sheet)
    own = {item.key: fresh.answers.get(item.key) for item in step.fields}
    return _page(
        request,
        fresh,
        step,
        answers={**fresh.answers, **posted.answers},
        seen=marks_of(own),
        conflicts=conflict_rows(fresh, step, theirs, posted.answers, by=request.person),
        closing=closing.without(theirs),
    )


def _blocking(problems: Any, request: HttpRequest, read: Draft, step: FormSection) -> bool:
    """Whether this person can put something right here; a colleague's declaration holds nobody up."""
    if is_typed_by_office(read.sheet):
        return bool(problems)
    declarations = {item.key: item.declaration for item in step.fields if item.type is FieldType.DECLARATION}
    own = {one.pk for one in read.declarants if may_declare(request.person, one.pk)}
    awaited = read.awaited_from(own)
    return any(where not in declarations or declarations[where] in awaited for where in problems)


def _write(
    request: HttpRequest, sheet: Sheet, step: FormSection, posted: Posted, closing: Closing, *, reviewed: bool
) -> None:
    """Declarations first: a fact changed in the same page clears them afterwards."""
    declare_posted(request, sheet, step, posted)
    before = sheet.ticks.filter(cleared_at=None).count()
    save_section(
        sheet=sheet,
        section_key=step.key,
        answers={**posted.changes, **closing.changes},
        base_version=0,
        seen=posted.seen,
        by=request.person,
        reviewed=reviewed,
    )
    if sheet.ticks.filter(cleared_at=None).count() < before and reviewed:
        messages.info(request, _cleared_words())


def _cleared_words() -> str:
    return _(
        "Hai cambiato un dato che era già stato dichiarato: chi l’ha dichiarato è stato avvisato e deve confermarlo di nuovo."
    )


def _autosave(request: HttpRequest, read: Draft, step: FormSection) -> HttpResponse:
    """Save what changed since the last time; the answer is for the script (frontend/js/README.md)."""
    sheet = read.sheet
    posted = posted_answers(request, step, read, partial=True)
    ticks = sheet.ticks.filter(cleared_at=None).count()
    try:
        closing = close_posted(request, read, step, posted)
        _write(request, sheet, step, posted, closing, reviewed=False)
    except Conflict as conflict:
        fresh = draft(sheet)
        rows = conflict_rows(fresh, step, conflict.theirs, posted.answers, by=request.person)
        marks = json.dumps({key: mark_of(value) for key, value in conflict.theirs.items()})
        html = render_to_string(
            "applications/_conflict.html", {"conflicts": rows, "resolve": marks, "live": True}, request
        )
        return HttpResponse(html, status=409)
    except Refused as refusal:
        return told(refusal.message)
    fresh = draft(sheet)
    problems = _problems(fresh, step)
    touched = set(posted.answers)
    fields = {item.key: item for item in step.fields}
    written = dict(request.POST.lists())
    remarks = {
        control_name(where_written(fields[where.split(".")[0]], where, written)): translated(message)
        for where, message in problems.items()
        if where.split(".")[0] in touched and fresh.answers.get(where.split(".")[0]) is not None
    }
    remarks |= {sealed_control(key): translated(message) for key, message in closing.errors.items()}
    if sheet.ticks.filter(cleared_at=None).count() < ticks and posted.changes:
        remarks[next(iter(posted.changes))] = _cleared_words()
    seen = {
        **posted.seen,
        **{key: mark_of(fresh.answers.get(key)) for key in (*posted.changes, *closing.changes)},
    }
    return JsonResponse(
        {
            "saved_at": date_text(now(), "time"),
            "version": json.dumps(seen),
            "messages": remarks,
            "context": fresh.visible.context,
            "computed": computed_texts(fresh, step.fields),
            "aid": money_text(fresh.costs.requested),
        },
        json_dumps_params={"default": str},
    )


def told(text: str) -> HttpResponse:
    """The script stops saving and shows this where conflicts go: nothing on the page is touched."""
    html = render_to_string("applications/_told.html", {"text": text})
    return HttpResponse(html, status=409)
