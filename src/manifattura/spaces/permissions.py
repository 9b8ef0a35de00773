"""Who may change the census."""

from __future__ import annotations

from typing import TYPE_CHECKING

from manifattura.accounts.domain.roles import Role
from manifattura.accounts.permissions import has_role

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


def may_keep_census(person: Person) -> bool:
    """Case officers and heads of procedure keep it."""
    return has_role(person, Role.CASE_OFFICER, Role.HEAD_OF_PROCEDURE)
