"""Keep what an applicant sent later on paper or by certified mail, with its proof; a late one is told to the applicant."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import ROME
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import store
from manifattura.ui.formats import date_text, elided

from ..domain.arrivals import BEFORE, About, arrival_problem
from ..models import LaterArrival
from ..queries.arrival_messages import LATE_ARRIVAL, REPLY_REGISTERED
from ..queries.channel_words import channel_way
from .check_arrival import Proof, checked_proof_file, proof_facts, proof_trail, refuse_other_proof
from .send_message import send_message

if TYPE_CHECKING:
    from manifattura.accounts.models import Person

    from ..models import Application


def judge_arrival(proof: Proof, *, asked_on: date, due_on: date | None, keep_late: bool) -> bool:
    """Whether it came late, by its proof and never by the day of typing. `Refused` beside `arrived_at` when it came before it
    was asked, and (`late`) after the last day unless the officer wants it kept without effect.
    """
    arrived_on = proof.arrived_at.astimezone(ROME).date()
    problem = arrival_problem(arrived_on, asked_on=asked_on, due_on=due_on)
    if problem == BEFORE:
        raise Refused(
            elided(
                _("È arrivata prima che fosse chiesta, il %(day)s: controlla il giorno.")
                % {"day": date_text(asked_on)}
            ),
            field="arrived_at",
            code="before",
        )
    if problem and not keep_late:
        raise Refused(
            elided(
                _(
                    "La prova dice che è arrivata il %(arrived)s, dopo il termine del %(due)s: non vale. Puoi tenerla agli atti "
                    "come arrivata tardi."
                )
                % {"arrived": date_text(arrived_on), "due": date_text(due_on)}
            ),
            field="arrived_at",
            code="late",
        )
    return bool(problem)


def keep_arrival(
    *,
    application: Application,
    about: About,
    about_id: int | str,
    title: str,
    proof: Proof,
    late_for: date | None = None,
    by: Person,
) -> LaterArrival:
    """The row and its file, inside the caller's transaction; `late_for`: the last day, where it came after it.

    The same file twice on the same subject is one late arrival.
    """
    content_type = checked_proof_file(proof)
    refuse_other_proof(
        proof, later=LaterArrival(application=application, about=about, about_id=str(about_id))
    )
    stored = store(proof.content)
    facts = proof_facts(proof, content_type, stored)
    if late_for is not None:
        known = LaterArrival.objects.filter(
            about=about, about_id=str(about_id), sha256=stored.sha256, is_late=True
        ).first()
        if known is not None:
            return known
    row = LaterArrival.objects.create(
        application=application,
        about=about,
        about_id=str(about_id),
        title=title[:200],
        is_late=late_for is not None,
        entered_by=by,
        **facts,
    )
    audit.record(
        "late_arrival_kept" if row.is_late else "arrival_kept",
        by=by,
        subject=application,
        on_behalf=application.lead,
        scope=application.audit_scope,
        after={"about": title, **proof_trail(proof, stored.sha256)},
    )
    if late_for is not None:
        _tell(LATE_ARRIVAL, row, lambda: title, by, due=late_for)
    return row


def tell_registered(row: LaterArrival, title: Callable[[], str], by: Person) -> None:
    """The applicant reads that what arrived is registered, and may compare it with what was sent."""
    _tell(REPLY_REGISTERED, row, title, by, due=None)


def _tell(
    template: str, row: LaterArrival, title: Callable[[], str], by: Person, *, due: date | None
) -> None:
    send_message(
        application=row.application,
        template=template,
        context={
            "title": title,
            "how": lambda: channel_way(row.channel),
            "arrived": row.arrived_at,
            "protocol": row.protocol_number,
            "due": due or "",
        },
        once_key=f"arrival:{row.pk}",
        by=by,
    )
