"""Tell the members of a committee something about a sitting, each in their own language (the caller's transaction)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from manifattura.accounts.actions.notify_person import in_language_of, notify_person

if TYPE_CHECKING:
    from ..models import Committee, CommitteeMember


def notify_members(
    *,
    committee: Committee,
    members: Iterable[CommitteeMember],
    kind: str,
    words: Callable[[], tuple[str, str]],
    url: str = "/commissione/",
) -> None:
    """`words` gives subject and body, called once for each in the language they read; the call is named in the subject."""
    for member in members:
        with in_language_of(member.person):
            subject, body = words()
            notify_person(
                person=member.person,
                kind=kind,
                subject=about_call(subject, committee),
                body=body,
                url=url,
                scope=committee.call.audit_scope,
            )


def about_call(subject: str, committee: Committee) -> str:
    """In a list of notices the subject stands alone: who sits in several committees must know which one it is."""
    return f"{subject} · {committee.call.title[:120]}"
