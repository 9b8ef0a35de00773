"""The words for the roles, as pages and messages say them."""

from ..domain.roles import Role
from ..models.role_assignment import ROLE_WORDS, recorded_role

__all__ = ["ROLE_WORDS", "recorded_role", "role_word"]


def role_word(role: str) -> str:
    """The word for a role in the reader's language."""
    return str(ROLE_WORDS[Role(role)])
