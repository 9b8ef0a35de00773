"""Who besides a person signs for an office: whoever opens an amendment must know who can publish it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.queries.staff import live_roles

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def other_heads(office_id: int, person: Person) -> list[str]:
    """Names of the heads of procedure of the office (those of all offices included) other than this person."""
    roles = live_roles(role=Role.HEAD_OF_PROCEDURE).exclude(person=person)
    here = roles.filter(Q(office_id=office_id) | Q(office_id=None))
    return sorted({role.person.full_name for role in here})
