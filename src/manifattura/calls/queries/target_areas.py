"""Target areas that the city has named: a call may start from one and change it."""

from dataclasses import dataclass, replace

from django.conf import settings

from ..domain.edition import Edition, TargetArea
from ..domain.templates.catalogue import template_by_key


@dataclass(frozen=True)
class NamedArea:
    """An area of the city profile, and where its list comes from."""

    key: str
    area: TargetArea
    source: str


def named_areas() -> list[NamedArea]:
    """The areas of the city profile, in its order."""
    return [
        NamedArea(
            key=row["key"],
            area=TargetArea(
                name=row["name"],
                nils=tuple(row.get("nils", ())),
                municipi=tuple(row.get("municipi", ())),
                excluded_municipi=tuple(row.get("excluded_municipi", ())),
            ),
            source=row.get("source", ""),
        )
        for row in settings.CITY.get("target_areas", ())
    ]


def edition_of_template(key: str) -> Edition:
    """The template as an edition, with the target area that this city gives to its name; KeyError when unknown."""
    template = template_by_key(key)
    area = next((row.area for row in named_areas() if row.key == template.area), None)
    who = replace(template.edition.beneficiaries, target_area=area)
    return replace(template.edition, beneficiaries=who)
