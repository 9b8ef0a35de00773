"""The templates as an office would have them: with its name, its dates, its area."""

from datetime import UTC, datetime, timedelta

from manifattura.calls.domain.edition import Edition, ResponsibleOffice, TargetArea
from manifattura.calls.domain.templates.base import Template
from manifattura.calls.domain.templates.catalogue import TEMPLATES

OPENS = datetime(2026, 11, 30, 9, tzinfo=UTC)
CLOSES = OPENS + timedelta(days=60)
OFFICE = ResponsibleOffice(
    name="Ufficio campione",
    email="ufficio@example.org",
    head_of_procedure="Responsabile campione",
    substitute_power="Direzione campione",
)
AREA = TargetArea(name="Area campione", nils=(76, 77))
FULL = [template for template in TEMPLATES.values() if template.key != "empty"]


def built(template: Template) -> Edition:
    return template.build("bando-campione", OFFICE, OPENS, CLOSES, AREA)
