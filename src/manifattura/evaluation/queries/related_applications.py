"""Other applications for the same call behind which the same firm or the same people stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from manifattura.applications.queries.applications import live_applications
from manifattura.organisations.queries.linked import linked_to

if TYPE_CHECKING:
    from manifattura.applications.models import Application


@dataclass(frozen=True)
class RelatedApplication:
    application: Application
    same_firm: bool
    """A firm is in both: alone in one, or in two groupings. Otherwise they have a legal representative in common."""


def related_applications(application: Application) -> list[RelatedApplication]:
    """In order of arrival. Whether a call admits it is written in the call: nothing here excludes anybody."""
    sharing, same_people = linked_to(application.lead_id)
    found = live_applications(application.call_id).filter(lead_id__in=sharing | same_people)
    return [RelatedApplication(one, same_firm=one.lead_id in sharing) for one in found]
