"""Write an edition into the draft tables: how templates fill a draft, and how an amendment is given up."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from ..domain.allocation import Allocation, SpaceLot
from ..domain.document import parts_to_document
from ..domain.edition import RegisterRule, TargetArea
from ..domain.grid import GRID_RULES
from ..domain.lot_questions import without_lot_questions
from ..domain.sealing import Sealing
from ..domain.states import CallKind
from ..domain.unfinished import NO_END, NOT_YET, ZERO
from ..models import (
    AidBracketDraft,
    AidPremiumDraft,
    AreaRuleDraft,
    BonusDraft,
    CriteriaGroupDraft,
    CriterionDraft,
    CriterionPartDraft,
    DeclarationDraft,
    DocumentDraft,
    EligibilityQuestionDraft,
    FieldOptionDraft,
    FlagDraft,
    FormFieldDraft,
    FormSectionDraft,
    LotDraft,
    PrecedenceDraft,
    RequirementDraft,
    ReserveDraft,
    RoundDraft,
    SubRankingDraft,
    TieBreakerDraft,
    UpliftDraft,
)

if TYPE_CHECKING:
    from ..domain.edition import Criterion, Edition
    from ..domain.scoring import Method
    from ..models import Call


def write_draft(*, call: Call, edition: Edition) -> None:
    """Make the draft say what the edition says; saves the call. The caller holds the transaction and the audit."""
    copy_scalars(call, edition)
    call.save()
    replace_parts(call, edition)


def copy_scalars(call: Call, edition: Edition) -> None:
    """Put the edition's texts, dates, money and conditions on the call (not saved)."""
    texts, aid = edition.texts, edition.aid
    who = edition.beneficiaries
    values: dict[str, Any] = {
        **{name: getattr(texts, name) for name in texts.__dataclass_fields__},
        **_times(edition),
        "gives_money": edition.gives_money,
        "places": edition.places,
        "budget": _amount(edition.budget),
        "aid_rate": _amount(aid.rate),
        "aid_cap": _amount(aid.cap),
        "cost_min": aid.cost_min,
        "cost_max": aid.cost_max,
        "aid_regime": aid.regime,
        "aid_progressive": aid.progressive,
        "aid_rate_question": aid.rate_question,
        "names_rule": edition.names_rule,
        "participant_kinds": list(who.participant_kinds),
        "size_classes": list(who.size_classes),
        "ateco_edition": who.ateco_edition,
        "ateco_prefixes": list(who.ateco_prefixes),
        "can_apply": list(who.can_apply),
        "cannot_apply": list(who.cannot_apply),
        **{name: getattr(edition.grid, name) for name in GRID_RULES},
        **area_columns(who.target_area),
        **procedure_columns(edition),
        **committee_columns(edition),
        **register_columns(edition),
        **sealing_columns(edition),
        **allocation_columns(edition),
    }
    for name, value in values.items():
        setattr(call, name, value)


def procedure_columns(edition: Edition) -> dict[str, Any]:
    """The call's columns for its kind and what the call says of its sessions."""
    names = ("kind", "carry_over", "between_sessions", "rejection_notice")
    return {name: getattr(edition, name) for name in names}


def register_columns(edition: Edition) -> dict[str, Any]:
    """The call's columns for the rule of its register; those of a call without one stay at their defaults."""
    rule = edition.register or RegisterRule()
    return {name: getattr(rule, name) for name in rule.__dataclass_fields__}


def committee_columns(edition: Edition) -> dict[str, Any]:
    """The call's columns for the rule of its committee; blank where the edition says nothing."""
    rule = edition.committee
    return {
        "committee_recusal": rule.recusal.value if rule else "",
        "committee_harmonisation": bool(rule and rule.harmonisation),
        "committee_assessors": rule.assessors if rule else None,
    }


def sealing_columns(edition: Edition) -> dict[str, Any]:
    """The call's columns for its sealed envelopes; the key belongs to the call that made it."""
    rule = edition.sealing or Sealing()
    return {
        "seal_whole": rule.whole,
        "seal_threshold": rule.threshold,
        "seal_shares": rule.shares,
        "seal_committee_reads": rule.committee_reads,
    }


def allocation_columns(edition: Edition) -> dict[str, Any]:
    """The call's columns for what its lots share."""
    rule = edition.allocation or Allocation(())
    names = ("most_bids", "most_won", "deposit", "after_withdrawal", "most_per_group", "bundles")
    return {f"lots_{name}": getattr(rule, name) for name in names}


def area_columns(area: TargetArea | None) -> dict[str, Any]:
    """The call's columns for a target area, or for none."""
    area = area or TargetArea(name="")
    return {
        "area_name": area.name,
        "area_nils": list(area.nils),
        "area_municipi": list(area.municipi),
        "area_excluded_municipi": list(area.excluded_municipi),
    }


def _times(edition: Edition) -> dict[str, Any]:
    times = {name: getattr(edition.timetable, name) for name in edition.timetable.__dataclass_fields__}
    return {name: None if value in (NOT_YET, NO_END) else value for name, value in times.items()}


def _amount(value: Decimal) -> Decimal | None:
    return None if value == ZERO else value


def replace_parts(call: Call, edition: Edition) -> None:
    """Replace all ordered parts of the draft by the edition's."""
    for model in (
        FormSectionDraft,
        CriterionDraft,
        CriteriaGroupDraft,
        BonusDraft,
        FlagDraft,
        TieBreakerDraft,
        ReserveDraft,
        UpliftDraft,
        AreaRuleDraft,
        PrecedenceDraft,
        SubRankingDraft,
        AidBracketDraft,
        AidPremiumDraft,
        DeclarationDraft,
        EligibilityQuestionDraft,
        RequirementDraft,
        DocumentDraft,
        RoundDraft,
        LotDraft,
    ):
        model.objects.filter(call=call).delete()
    # the questions that lots add are made again from the lots
    edition = without_lot_questions(edition)
    _write_form(call, edition)
    _write_grid(call, edition)
    _write_rounds(call, edition)
    lists: tuple[tuple[Any, tuple[Any, ...]], ...] = (
        (DeclarationDraft, edition.declarations),
        (EligibilityQuestionDraft, edition.eligibility),
        (RequirementDraft, edition.requirements),
        (FlagDraft, edition.flags),
        (DocumentDraft, edition.documents),
        (LotDraft, edition.allocation.lots if edition.allocation else ()),
    )
    for model, rows in lists:
        model.objects.bulk_create(
            model(call=call, position=position, **_columns(row)) for position, row in enumerate(rows)
        )


def _columns(row: Any) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in row.__dataclass_fields__}
    if isinstance(row, SpaceLot):
        values["reserves"] = parts_to_document(row.reserves)
    return {name: list(value) if isinstance(value, tuple) else value for name, value in values.items()} | (
        {"automatic": row.automatic or ""} if "automatic" in values else {}
    )


def _write_form(call: Call, edition: Edition) -> None:
    options: list[FieldOptionDraft] = []
    field_position = 0
    for position, section in enumerate(edition.form):
        draft = FormSectionDraft.objects.create(
            call=call,
            position=position,
            key=section.key,
            title=section.title,
            help=section.help,
            per_lot=section.per_lot,
        )
        for form_field in section.fields:
            columns = _columns(form_field)
            columns["declaration"] = form_field.declaration or ""
            columns.pop("options")
            columns["fields"] = parts_to_document(form_field.fields)
            row = FormFieldDraft.objects.create(call=call, section=draft, position=field_position, **columns)
            field_position += 1
            options += [
                FieldOptionDraft(field=row, position=index, **_columns(option))
                for index, option in enumerate(form_field.options)
            ]
    FieldOptionDraft.objects.bulk_create(options)


def _write_rounds(call: Call, edition: Edition) -> None:
    """Sessions of a rolling call; the only round of another one follows its timetable and budget."""
    if edition.kind != CallKind.ROLLING:
        return
    RoundDraft.objects.bulk_create(
        RoundDraft(
            call=call,
            position=position,
            key=f"sessione-{one.number}",
            opens_at=None if one.opens_at == NOT_YET else one.opens_at,
            deadline_at=None if one.deadline_at == NOT_YET else one.deadline_at,
            budget=_amount(one.budget),
            places=one.places,
        )
        for position, one in enumerate(edition.rounds)
    )


def _write_grid(call: Call, edition: Edition) -> None:
    grid = edition.grid
    groups = {
        group.key: CriteriaGroupDraft.objects.create(call=call, position=position, **_columns(group))
        for position, group in enumerate(grid.groups)
    }
    for position, criterion in enumerate(grid.criteria):
        _write_criterion(call, position, criterion, groups.get(criterion.group or ""))
    TieBreakerDraft.objects.bulk_create(
        TieBreakerDraft(
            call=call,
            position=position,
            by=tie.by,
            ref=tie.id or "",
            seed_rule=tie.seed_rule,
            higher=tie.higher,
        )
        for position, tie in enumerate(grid.tie_breakers)
    )
    rows: tuple[tuple[Any, tuple[Any, ...]], ...] = (
        (BonusDraft, grid.bonuses),
        (ReserveDraft, grid.reserves),
        (UpliftDraft, grid.uplifts),
        (AreaRuleDraft, grid.areas),
        (PrecedenceDraft, grid.precedence),
        (SubRankingDraft, grid.rankings),
        (AidBracketDraft, edition.aid.brackets),
        (AidPremiumDraft, edition.aid.premiums),
    )
    for model, parts in rows:
        model.objects.bulk_create(
            model(call=call, position=position, **_columns(row)) for position, row in enumerate(parts)
        )


def _write_criterion(
    call: Call, position: int, criterion: Criterion, group: CriteriaGroupDraft | None
) -> None:
    columns = {**_columns(criterion), "group": group, "method": stored_method(criterion.method)}
    columns.pop("parts")
    row = CriterionDraft.objects.create(call=call, position=position, **columns)
    CriterionPartDraft.objects.bulk_create(
        CriterionPartDraft(
            call=call,
            criterion=row,
            position=place,
            **{**_columns(part), "method": stored_method(part.method)},
        )
        for place, part in enumerate(criterion.parts)
    )


def stored_method(method: Method | None) -> dict[str, Any] | None:
    """A method as the draft tables keep it."""
    return None if method is None else parts_to_document([method])[0]
