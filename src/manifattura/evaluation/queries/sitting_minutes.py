"""The minutes of a sitting as an accessible PDF: who was there, what they declared, what was examined, every mark."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Criterion, Edition, Grid
from manifattura.calls.domain.lot_sections import marked_criteria
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.pdf import render_pdf
from manifattura.ui.formats import (
    date_text,
    elided,
    language,
    points_text,
    registration_text,
    short_points_text,
)

from ..domain.member_declarations import DeclarationKind
from ..domain.sheets import coefficient_text, mean_points
from ..domain.states import MemberRole
from ..models import CommitteeMember, ConflictDeclaration, Mark, Minutes, Sitting
from .marks import harmonised_of

TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "evaluation" / "pdf" / "sitting.typ"


def sitting_minutes_pdf(minutes: Minutes, *, made_at: datetime) -> bytes:
    """Everything the sitting did, from its rows; in the active language."""
    return render_pdf(TEMPLATE, sitting_document(minutes, made_at), made_at=made_at, language=language())


def sitting_document(minutes: Minutes, made_at: datetime) -> dict[str, Any]:
    """What the template writes: texts only."""
    sitting, committee = minutes.sitting, minutes.committee
    edition = current_edition(committee.call)
    members = list(sitting.attended.select_related("person"))
    applications = _applications(sitting, members, edition)
    heading = _("Verbale n. %(n)s") % {"n": minutes.number}
    return {
        "title": f"{heading}: {edition.texts.title}",
        "heading": heading,
        "call": edition.texts.title,
        "office": edition.office.name,
        "sample": _("Dati campione: imprese e importi sono di esempio.") if edition.is_sample else "",
        "facts_title": _("La seduta"),
        "facts": [[label, value] for label, value in _facts(sitting) if value],
        "attendance_title": _("Presenti"),
        "attendance_heads": [_("Nome"), _("Ruolo")],
        "attendance": [[member.person.full_name, role_word(member)] for member in members],
        "whole": _("La commissione è al completo."),
        "declarations_title": _("Dichiarazioni"),
        "declarations": [line for member in members for line in _declarations(member)],
        "examined_title": _("Domande esaminate e punteggi"),
        "examined_note": _(
            "Per ogni criterio il coefficiente (da 0 a 1) dato da ciascun commissario; dove è cambiato nel confronto, "
            "prima e dopo: conta il secondo. I motivi sono nelle schede, di cui in fondo c’è l’impronta."
        ),
        "applications": applications,
        "statements_title": _("Dichiarazioni a verbale e note"),
        "statements": [text for text in (minutes.statements, sitting.notes) if text],
        "nothing": _("Nessuna."),
        "digest_title": _("Impronta SHA-256 delle schede, con i motivi"),
        "digest": sheets_digest(sitting),
        "signatures_title": _("Firme"),
        "signatures": [f"{role_word(member)}: {member.person.full_name}" for member in members],
        "made": _("Generato %(at)s.") % {"at": date_text(made_at, "hour")},
    }


def role_word(member: CommitteeMember) -> str:
    return {
        MemberRole.PRESIDENT: _("Presidente"),
        MemberRole.MEMBER: _("Componente"),
        MemberRole.SECRETARY: _("Segretario"),
    }[MemberRole(member.role)]


def sheets_digest(sitting: Sitting) -> str:
    """SHA-256 of the canonical JSON of every mark of the sitting with its reason: whoever has the sheets can redo it."""
    marks = Mark.objects.filter(sheet__sitting=sitting).select_related(
        "sheet__member", "sheet__bid__application"
    )
    changed = harmonised_of(list(sitting.examined.values_list("bid_id", flat=True)))
    rows = []
    for mark in marks:
        row = {
            "application": mark.sheet.bid.application.code,
            "member": mark.sheet.member.assessor_id,
            "criterion": mark.criterion_key,
            "coefficient": coefficient_text(mark.coefficient) if mark.coefficient is not None else "",
            "reason": mark.reason,
        }
        final = changed.get((mark.sheet_id, mark.criterion_key))
        if final is not None:
            row |= {"harmonised": coefficient_text(final.coefficient), "harmonised_reason": final.reason}
        rows.append(row)
    return sha256_hex(sorted(rows, key=lambda row: (row["application"], row["member"], row["criterion"])))


def handed_over(sitting: Sitting) -> list[str]:
    """Seats that changed hands while the sitting was open: who was there at the opening is not who is there at the end."""
    if sitting.opened_at is None:
        return []
    return _handovers(sitting, replaces__left_at__gte=sitting.opened_at)


def handed_over_before(sitting: Sitting) -> list[str]:
    """Seats that had changed hands when the sitting opened: who was appointed is not who sat; conflicts are named."""
    if sitting.opened_at is None:
        return []
    return _handovers(sitting, replaces__left_at__lt=sitting.opened_at)


def _handovers(sitting: Sitting, **when: datetime) -> list[str]:
    members = sitting.attended.filter(replaces__isnull=False, **when).select_related(
        "person", "replaces__person"
    )
    in_conflict = set(
        ConflictDeclaration.objects.filter(
            member__in=[one.replaces_id for one in members], has_conflict=True
        ).values_list("member_id", flat=True)
    )
    return [
        elided(
            (
                _(
                    "%(new)s al posto di %(old)s, in conflitto di interesse, %(at)s, determina n. %(n)s del %(day)s"
                )
                if member.replaces_id in in_conflict
                else _("%(new)s al posto di %(old)s, %(at)s, determina n. %(n)s del %(day)s")
            )
            % {
                "new": member.person.full_name,
                "old": member.replaces.person.full_name,
                "at": date_text(member.replaces.left_at, "hour"),
                "n": member.act_number,
                "day": date_text(member.act_on),
            }
        )
        for member in members
        if member.replaces
    ]


def _facts(sitting: Sitting) -> list[tuple[str, str]]:
    committee = sitting.committee
    pauses = [
        _("da %(from)s a %(to)s: %(why)s")
        % {
            "from": date_text(pause.adjourned_at, "hour"),
            "to": date_text(pause.resumed_at, "hour"),
            "why": pause.reason,
        }
        for pause in sitting.pauses.all()
        if pause.resumed_at
    ]
    return [
        (_("Seduta"), str(sitting.number)),
        (
            _("Commissione"),
            elided(
                _("nominata con determina n. %(n)s del %(day)s")
                % {"n": committee.act_number, "day": date_text(committee.act_on)}
            ),
        ),
        (_("Sostituzioni"), "; ".join(handed_over_before(sitting))),
        (_("Convocata per"), date_text(sitting.starts_at, "hour") if sitting.starts_at else ""),
        (_("Luogo"), sitting.place or sitting.link),
        (_("Ordine del giorno"), sitting.agenda),
        (_("Aperta"), date_text(sitting.opened_at, "hour")),
        (_("Rinvii"), "; ".join(pauses)),
        (_("Sostituzioni a seduta aperta"), "; ".join(handed_over(sitting))),
        (
            _("Punteggi individuali chiusi"),
            date_text(sitting.marks_closed_at, "hour") if sitting.marks_closed_at else "",
        ),
        (_("Chiusa"), date_text(sitting.closed_at, "hour") if sitting.closed_at else ""),
        (
            _("Annullata"),
            f"{date_text(sitting.annulled_at, 'hour')}: {sitting.annul_reason}"
            if sitting.annulled_at
            else "",
        ),
    ]


def _declarations(member: CommitteeMember) -> list[str]:
    """One sentence per declaration given: what, which text, when."""
    words = {
        DeclarationKind.ACCEPTANCE: _("accetta la nomina"),
        DeclarationKind.NO_CONVICTION: _("dichiara di non avere condanne"),
        DeclarationKind.COMPATIBILITY: _("dichiara di non avere incompatibilità"),
        DeclarationKind.CONFLICTS: _("dichiara di non avere conflitti di interesse"),
    }
    lines = [
        _("%(person)s %(what)s (testo versione %(version)s, %(at)s).")
        % {
            "person": member.person.full_name,
            "what": words[DeclarationKind(row.kind)]
            if row.is_clear
            else _("dichiara un conflitto di interesse"),
            "version": row.text_version,
            "at": date_text(row.declared_at, "hour"),
        }
        for row in member.declarations.all()
    ]
    recused = [
        row.application.code
        for row in ConflictDeclaration.objects.filter(member=member, has_conflict=True).select_related(
            "application"
        )
    ]
    if recused:
        lines.append(
            _("%(person)s si astiene su: %(codes)s.")
            % {"person": member.person.full_name, "codes": ", ".join(recused)}
        )
    return lines


def _applications(sitting: Sitting, members: list[CommitteeMember], edition: Edition) -> list[dict[str, Any]]:
    scoring = [member for member in members if member.scores]
    marks: dict[int, dict[tuple[str, int], Mark]] = {}
    for mark in Mark.objects.filter(sheet__sitting=sitting).select_related("sheet"):
        marks.setdefault(mark.sheet.bid_id, {})[mark.criterion_key, mark.sheet.member_id] = mark
    rows = (
        sitting.examined.select_related("bid__application__lead", "bid__application__submission")
        .defer("bid__application__submission__payload")
        .order_by("bid__application__submission__received_at", "bid__application__submission__arrival", "pk")
    )
    changed = harmonised_of([row.bid_id for row in rows])
    return [
        {
            "name": f"{row.bid.application.lead.name}, {_number(row.bid.application)}",
            "heads": [
                _("Criterio"),
                _("Massimo"),
                *(member.person.full_name for member in scoring),
                _("Punti"),
            ],
            "rows": [
                _line(
                    criterion,
                    [marks.get(row.bid_id, {}).get((criterion.key, one.pk)) for one in scoring],
                    changed,
                    edition.grid,
                )
                for criterion in marked_criteria(edition, {key for key, _ in marks.get(row.bid_id, {})})
            ],
        }
        for row in rows
    ]


def _line(
    criterion: Criterion, marks: list[Mark | None], changed: dict[tuple[int, str], Any], grid: Grid
) -> list[str]:
    cells, counted = [], []
    for mark in marks:
        if mark is None or mark.coefficient is None:
            cells.append("–")
            continue
        before = short_points_text(mark.coefficient)
        final = changed.get((mark.sheet_id, mark.criterion_key))
        counted.append(final.coefficient if final else mark.coefficient)
        cells.append(f"{before} → {short_points_text(final.coefficient)}" if final else before)
    points = mean_points(counted, criterion, grid)
    return [
        criterion.title,
        points_text(criterion.max, grid.decimals),
        *cells,
        "–" if points is None else points_text(points, grid.decimals),
    ]


def _number(application: Any) -> str:
    submission = application.submission
    if submission.registration_number:
        return registration_text(submission.registration_number, submission.registration_year)
    return str(application.code)
