"""The draft tables read as an edition: what would be published if it were published now."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ..domain import edition as parts
from ..domain.document import edition_to_document
from ..domain.lot_questions import with_lot_questions
from ..domain.places import without_money
from ..domain.sealing import Sealing
from ..domain.sealing_checks import whole_form
from ..domain.states import CallKind
from ..domain.unfinished import NO_ACT, NO_END, NOT_YET, ZERO
from .draft_form import read_form
from .draft_grid import read_aid, read_grid
from .draft_lots import read_allocation

if TYPE_CHECKING:
    from ..domain.allocation import Allocation
    from ..models import Call, RoundDraft

ONLY_LOT = "unico"


def build_edition(
    call: Call, *, version: int = 1, act: parts.Act | None = None, amendment_note: str = ""
) -> parts.Edition:
    """The whole draft as one edition. Missing dates read as 1970 and missing amounts as zero: the checks before
    publication refuse them, so that no published edition has them.
    """
    budget = call.budget or ZERO
    rounds = _rounds(call, budget)
    form = whole_form(read_form(call)) if call.seal_whole else read_form(call)
    allocation = read_allocation(call)
    edition = parts.Edition(
        call=call.slug,
        version=version,
        kind=call.kind,
        texts=_texts(call),
        office=_office(call),
        act=act or NO_ACT,
        timetable=_timetable(call, rounds),
        budget=budget,
        aid=read_aid(call),
        beneficiaries=_beneficiaries(call),
        names_rule=parts.NamesRule(call.names_rule),
        form=form,
        grid=read_grid(call),
        rounds=rounds,
        lots=(parts.Lot(ONLY_LOT, call.title, budget),),
        declarations=tuple(
            parts.Declaration(
                key=row.key,
                title=row.title,
                text=row.text,
                law=row.law,
                text_version=row.text_version,
                declarant=parts.Declarant(row.declarant),
                facts=tuple(row.facts),
                shown_if=row.shown_if,
            )
            for row in call.declarationdrafts.all()
        ),
        eligibility=tuple(
            parts.EligibilityQuestion(row.key, row.question, row.expected, row.explain)
            for row in call.eligibilityquestiondrafts.all()
        ),
        requirements=tuple(
            parts.Requirement(row.key, row.title, row.source, row.automatic or None)
            for row in call.requirementdrafts.all()
        ),
        flags=tuple(parts.Flag(row.key, row.title, row.when) for row in call.flagdrafts.all()),
        documents=tuple(
            parts.CallDocument(row.key, row.title, row.file_name, row.storage_key, row.sha256, row.size)
            for row in call.documentdrafts.all()
        ),
        is_sample=call.is_sample,
        amendment_note=amendment_note,
        committee=_committee(call),
        register=_register(call),
        carry_over=call.kind == CallKind.ROLLING and call.carry_over,
        between_sessions=call.kind == CallKind.ROLLING and call.between_sessions,
        rejection_notice=call.rejection_notice,
        sealing=_sealing(call, form, allocation),
        sealing_key=call.sealing_key,
        allocation=allocation,
    )
    # a register gives no money by its kind, whatever the draft says
    if call.gives_money or call.kind == CallKind.REGISTER:
        return edition
    return with_lot_questions(without_money(replace(edition, places=call.places)))


def _sealing(
    call: Call, form: tuple[parts.FormSection, ...], allocation: Allocation | None
) -> Sealing | None:
    """None where nothing is sealed: the settings say nothing then. Offers for lots always are."""
    sealed = any(item.sealed for section in form for item in section.fields)
    offers = allocation is not None and any(lot.wants_offer for lot in allocation.lots)
    if not (call.seal_whole or sealed or offers):
        return None
    return Sealing(call.seal_threshold, call.seal_shares, call.seal_whole, call.seal_committee_reads)


def _rounds(call: Call, budget: Decimal) -> tuple[parts.Round, ...]:
    """The sessions in order; a call of another kind has one round with the dates of its timetable."""
    if call.kind != CallKind.ROLLING:
        return (parts.Round(1, budget, places=_places(call, call)),)
    return tuple(
        parts.Round(
            number,
            row.budget or ZERO,
            row.opens_at or NOT_YET,
            row.deadline_at or NOT_YET,
            _places(call, row),
        )
        for number, row in enumerate(call.rounddrafts.all(), start=1)
    )


def _places(call: Call, row: Call | RoundDraft) -> int | None:
    return None if call.gives_money or call.kind == CallKind.REGISTER else row.places


def _register(call: Call) -> parts.RegisterRule | None:
    if call.kind != CallKind.REGISTER:
        return None
    return parts.RegisterRule(
        **{name: getattr(call, name) for name in parts.RegisterRule.__dataclass_fields__}
    )


def _committee(call: Call) -> parts.CommitteeRule | None:
    if not call.committee_recusal:
        return None
    return parts.CommitteeRule(
        parts.Recusal(call.committee_recusal), call.committee_harmonisation, call.committee_assessors
    )


def _texts(call: Call) -> parts.Texts:
    return parts.Texts(
        title=call.title,
        summary=call.summary,
        purpose=call.purpose,
        title_en=call.title_en,
        summary_en=call.summary_en,
        what_you_get=call.what_you_get,
        example=call.example,
        how_to_apply=call.how_to_apply,
        conditions=call.conditions,
        privacy=call.privacy,
    )


def _office(call: Call) -> parts.ResponsibleOffice:
    office = call.office
    return parts.ResponsibleOffice(
        name=office.name,
        email=office.email,
        head_of_procedure=call.head_of_procedure.full_name,
        substitute_power=office.substitute_power,
        pec=office.pec,
        phone=office.phone,
        address=office.address,
        opening_hours=office.opening_hours,
        substitute_power_email=office.substitute_power_email,
    )


def _timetable(call: Call, rounds: tuple[parts.Round, ...]) -> parts.Timetable:
    opens_at, deadline_at = call.opens_at or NOT_YET, call.deadline_at or NOT_YET
    if call.kind == CallKind.ROLLING:
        opens_at = rounds[0].opens_at or NOT_YET if rounds else NOT_YET
        deadline_at = rounds[-1].deadline_at or NOT_YET if rounds else NOT_YET
    elif call.kind == CallKind.REGISTER:
        deadline_at = NO_END
    return parts.Timetable(
        opens_at=opens_at,
        deadline_at=deadline_at,
        deadline_inclusive=call.deadline_inclusive,
        clarifications_until=call.clarifications_until,
        review_days=call.review_days,
        committee_days=call.committee_days,
        observations_days=call.observations_days,
        procedure_term_days=call.procedure_term_days,
        publication_years=call.publication_years,
        remedy_days=call.remedy_days,
        acceptance_days=call.acceptance_days,
        ranking_appeal_from=parts.AppealFrom(call.ranking_appeal_from),
        remedy_suspends=call.remedy_suspends,
    )


def _beneficiaries(call: Call) -> parts.Beneficiaries:
    area = None
    if call.area_name or call.area_nils or call.area_municipi or call.area_excluded_municipi:
        area = parts.TargetArea(
            name=call.area_name,
            nils=tuple(call.area_nils),
            municipi=tuple(call.area_municipi),
            excluded_municipi=tuple(call.area_excluded_municipi),
        )
    return parts.Beneficiaries(
        participant_kinds=tuple(call.participant_kinds),
        size_classes=tuple(call.size_classes),
        ateco_edition=call.ateco_edition,
        ateco_prefixes=tuple(call.ateco_prefixes),
        target_area=area,
        can_apply=tuple(call.can_apply),
        cannot_apply=tuple(call.cannot_apply),
    )


def draft_document(call: Call) -> dict[str, object]:
    """The draft as a document without its act: what the second officer approves, by its digest."""
    return edition_to_document(
        build_edition(call, version=next_version(call), amendment_note=call.amendment_note)
    )


def next_version(call: Call) -> int:
    """The number the next published edition will have."""
    return call.editions.count() + 1
