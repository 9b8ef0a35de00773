"""The declarations of a member in the language of the page, as they are shown and kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext

from ..domain.member_declarations import MemberText
from ..models import MemberDeclaration

if TYPE_CHECKING:
    from ..models import CommitteeMember


def declaration_row(
    member: CommitteeMember, text: MemberText, *, is_clear: bool, note: str = ""
) -> MemberDeclaration:
    """The row to keep (not saved): the text word for word as the person reads it now."""
    return MemberDeclaration(
        member=member,
        kind=text.kind,
        text_version=text.version,
        text=gettext(text.text),
        law=gettext(text.law),
        is_clear=is_clear,
        note=note.strip(),
    )
