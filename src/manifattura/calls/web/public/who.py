"""Who may apply, in words: kinds and sizes of participant, activities, the area of the project."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.organisations.queries.ateco import prefix_title
from manifattura.territory.queries.areas import municipio_names, nil_names

from ...domain.edition import Beneficiaries, TargetArea
from .language import listing

FIRM = "firm"
KINDS: dict[str, Promise] = {
    FIRM: gettext_lazy("imprese"),
    "self_employed": gettext_lazy("chi lavora in proprio"),
    "non_profit": gettext_lazy("enti senza scopo di lucro"),
    "firm_to_be": gettext_lazy("imprese da costituire"),
    "grouping": gettext_lazy("raggruppamenti"),
}
SIZES: dict[str, Promise] = {
    "micro": gettext_lazy("micro"),
    "small": gettext_lazy("piccole"),
    "medium": gettext_lazy("medie"),
    "large": gettext_lazy("grandi"),
}


@dataclass(frozen=True)
class Activity:
    prefix: str
    title: str


@dataclass(frozen=True)
class Area:
    """The name the call gives to its area and what it is made of."""

    name: str
    quarters: tuple[str, ...]
    municipi: tuple[str, ...]
    excluded: tuple[str, ...]


def firms_words(who: Beneficiaries) -> str:
    """`micro, piccole e medie imprese`; nothing when firms cannot take part."""
    if who.participant_kinds and FIRM not in who.participant_kinds:
        return ""
    if not who.size_classes:
        return _("imprese di ogni dimensione")
    sizes = listing([str(SIZES[size]) for size in who.size_classes if size in SIZES])
    return _("%(sizes)s imprese") % {"sizes": sizes}


def others_words(who: Beneficiaries) -> str:
    """The kinds beside firms, as a list in words."""
    return listing([str(KINDS[kind]) for kind in who.participant_kinds if kind != FIRM and kind in KINDS])


def activities(who: Beneficiaries) -> list[Activity]:
    """The admitted activity codes with their titles."""
    return [Activity(prefix, prefix_title(prefix, who.ateco_edition)) for prefix in who.ateco_prefixes]


def area_of(area: TargetArea | None) -> Area | None:
    """The target area with the names of its quarters and boroughs: two statements at most."""
    if area is None:
        return None
    names = nil_names(area.nils) if area.nils else {}
    boroughs = municipio_names() if area.municipi or area.excluded_municipi else {}
    return Area(
        name=area.name,
        quarters=tuple(sorted(names[nil] for nil in area.nils)),
        municipi=tuple(boroughs.get(number, f"Municipio {number}") for number in area.municipi),
        excluded=tuple(boroughs.get(number, f"Municipio {number}") for number in area.excluded_municipi),
    )
