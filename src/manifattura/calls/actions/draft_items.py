"""The lists a draft is made of: which table, which page of the builder, which values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.db import models

from ..domain.problems import Part
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
    from ..models import Call


class ItemKind(StrEnum):
    """What can be added, changed, moved and removed; the value is the item's address."""

    SECTION = "sezione"
    FIELD = "domanda"
    DECLARATION = "dichiarazione"
    QUESTION = "quesito"
    REQUIREMENT = "controllo"
    GROUP = "gruppo"
    CRITERION = "criterio"
    PART = "sottocriterio"
    BONUS = "premialita"
    FLAG = "contrassegno"
    TIE = "parita"
    RESERVE = "riserva"
    UPLIFT = "maggiorazione"
    AREA = "limite"
    PRECEDENCE = "precedenza"
    RANKING = "graduatoria"
    BRACKET = "scaglione"
    PREMIUM = "condizione-migliore"
    DOCUMENT = "documento"
    ROUND = "sessione"
    LOT = "lotto"


@dataclass(frozen=True)
class ItemList:
    """`names`: the columns a person writes, the key apart; `within`: items are ordered inside this parent."""

    model: Any
    part: Part
    names: tuple[str, ...]
    has_key: bool = True
    within: str = ""


_FIELD_NAMES = (
    "section",
    "type",
    "label",
    "help",
    "required",
    "shown_if",
    "max_length",
    "min_value",
    "max_value",
    "accept",
    "max_files",
    "max_megabytes",
    "declaration",
    "fields",
    "min_items",
    "max_items",
    "item_title",
    "formula",
    "decimals",
    "unit",
    "prefill",
    "sealed",
)

ITEMS: dict[ItemKind, ItemList] = {
    ItemKind.SECTION: ItemList(FormSectionDraft, Part.FORM, ("title", "help", "per_lot")),
    ItemKind.FIELD: ItemList(FormFieldDraft, Part.FORM, _FIELD_NAMES, within="section"),
    ItemKind.DECLARATION: ItemList(
        DeclarationDraft, Part.DECLARATIONS, ("title", "text", "law", "declarant", "facts", "shown_if")
    ),
    ItemKind.QUESTION: ItemList(
        EligibilityQuestionDraft, Part.QUESTIONS, ("question", "expected", "explain")
    ),
    ItemKind.REQUIREMENT: ItemList(RequirementDraft, Part.REQUIREMENTS, ("title", "source", "automatic")),
    ItemKind.GROUP: ItemList(CriteriaGroupDraft, Part.GRID, ("title", "min")),
    ItemKind.CRITERION: ItemList(
        CriterionDraft,
        Part.GRID,
        (
            "group",
            "title",
            "guidance",
            "max",
            "min",
            "method",
            "above_zero",
            "lower_only",
            "second_phase",
            "per_lot",
        ),
    ),
    ItemKind.PART: ItemList(
        CriterionPartDraft,
        Part.GRID,
        ("criterion", "title", "guidance", "max", "method"),
        within="criterion",
    ),
    ItemKind.BONUS: ItemList(BonusDraft, Part.GRID, ("title", "points", "when")),
    ItemKind.FLAG: ItemList(FlagDraft, Part.GRID, ("title", "when")),
    ItemKind.TIE: ItemList(TieBreakerDraft, Part.GRID, ("by", "ref", "seed_rule", "higher"), has_key=False),
    ItemKind.RESERVE: ItemList(ReserveDraft, Part.GRID, ("flag", "title", "amount"), has_key=False),
    ItemKind.UPLIFT: ItemList(UpliftDraft, Part.GRID, ("title", "flag", "percent", "of")),
    ItemKind.AREA: ItemList(
        AreaRuleDraft, Part.GRID, ("flag", "title", "most", "most_amount", "least"), has_key=False
    ),
    ItemKind.PRECEDENCE: ItemList(PrecedenceDraft, Part.GRID, ("flag", "title", "last"), has_key=False),
    ItemKind.RANKING: ItemList(
        SubRankingDraft,
        Part.GRID,
        ("title", "flag", "amount", "returns", "spills", "receives", "threshold_times"),
    ),
    ItemKind.BRACKET: ItemList(
        AidBracketDraft, Part.MONEY, ("rate", "low", "low_in", "high", "high_in"), has_key=False
    ),
    ItemKind.PREMIUM: ItemList(AidPremiumDraft, Part.MONEY, ("flag", "title", "rate", "cap"), has_key=False),
    ItemKind.ROUND: ItemList(RoundDraft, Part.PROCEDURE, ("opens_at", "deadline_at", "budget", "places")),
    ItemKind.DOCUMENT: ItemList(DocumentDraft, Part.DOCUMENTS, ("title",)),
    ItemKind.LOT: ItemList(
        LotDraft,
        Part.LOTS,
        (
            "title",
            "address",
            "space",
            "area",
            "base",
            "places",
            "rule",
            "formula",
            "economic_max",
            "technical_min",
            "tie",
            "offers",
            "preemption",
            "reserves",
        ),
    ),
}


def items_of(call_id: int, kind: ItemKind) -> models.QuerySet[Any]:
    """The items of one list, in order."""
    found: models.QuerySet[Any] = ITEMS[kind].model.objects.filter(call_id=call_id)
    return found


def target_of(kind: ItemKind, item_id: int) -> str:
    """How the call remembers the last save of one item."""
    return f"{kind.value}:{item_id}"


def item_label(item: Any) -> str:
    """What the audit trail calls an item."""
    return str(getattr(item, "key", "") or item)


def follow_sessions(call: Call) -> None:
    """A rolling call opens with its first session and ends with its last (the call is not saved)."""
    rows = list(items_of(call.pk, ItemKind.ROUND))
    call.opens_at = rows[0].opens_at if rows else None
    call.deadline_at = rows[-1].deadline_at if rows else None
