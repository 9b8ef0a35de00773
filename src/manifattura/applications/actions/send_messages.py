"""Write to many applicants from a registered template, each with its own values: outcomes, rankings, acts (jobs)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..models import Application
from ..queries.message_templates import message_template, render_template, standard_values
from .post_messages import Outgoing, post_messages

if TYPE_CHECKING:
    from manifattura.accounts.models import Person


@dataclass(frozen=True)
class ApplicantLetter:
    """`application` comes with its call, office, lead and submission; `once_key` lets a job run twice."""

    application: Application
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    once_key: str = ""


def send_messages(*, letters: Sequence[ApplicantLetter], by: Person | None = None) -> int:
    """How many were written now; a few statements, whatever their number. The caller has checked who may."""
    outgoing = []
    for letter in letters:
        template = message_template(letter.template)
        values = {**standard_values(letter.application), **letter.context}
        outgoing.append(
            Outgoing(
                application=letter.application,
                texts=render_template(template, values),
                template=template.key,
                needs_proof=template.needs_proof,
                once_key=letter.once_key or None,
            )
        )
    return len(post_messages(outgoing=outgoing, by=by))
