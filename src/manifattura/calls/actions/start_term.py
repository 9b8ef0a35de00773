"""Open a term: it runs from a proof of delivery, else it waits for one. Asking twice opens one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from manifattura.kernel import audit
from manifattura.kernel.clock import ROME
from manifattura.kernel.errors import Refused

from ..domain.clocks import ProofKind, TermKind
from ..models import Delivery, Term
from .lock_notice import lock_notice
from .reckon_term import reckon_term

if TYPE_CHECKING:
    from manifattura.accounts.models import Office, Person

    from ..models import Call


def start_term(
    *,
    kind: TermKind,
    office: Office,
    label: str,
    days: int,
    subject_type: str,
    subject_id: str | int,
    call: Call | None = None,
    application_code: str = "",
    notice_ref: str = "",
    starts_on: date | None = None,
    proof: ProofKind | str | None = None,
    url_name: str = "",
    url_args: Sequence[str | int] = (),
    officer: Person | None = None,
    by: Person | None,
) -> Term:
    """The open term of this kind on this subject, made if there is none; the caller has checked who may.

    Without `starts_on` it starts with the first proof of delivery of `notice_ref`, also when that was recorded before.
    `officer` (who sees to it) is `by`, unless another is given; the head of procedure when the system starts it.
    """
    if days < 1:
        raise Refused(_("Un termine dura almeno un giorno."), field="days")
    with transaction.atomic():
        if notice_ref:
            lock_notice(notice_ref)
        known = _known(kind, subject_type, str(subject_id), notice_ref)
        if known is not None:
            return known
        term = Term(
            kind=kind,
            office=office,
            officer=officer or by or (call.head_of_procedure if call else None),
            call=call,
            application_code=application_code,
            label=label[:200],
            subject_type=subject_type,
            subject_id=str(subject_id),
            url_name=url_name,
            url_args=list(url_args),
            days=days,
            notice_ref=notice_ref,
            starts_on=starts_on,
            proof=proof or "",
        )
        if starts_on is None:
            _start_if_delivered(term)
        try:
            with transaction.atomic():
                term.save(force_insert=True)
        except IntegrityError:
            found = _known(kind, subject_type, str(subject_id), notice_ref)
            if found is None:
                raise
            return found
        if not term.notice_ref and starts_on is None:
            # nothing else can start it: the office records the delivery on the term itself
            term.notice_ref = f"term:{term.pk}"
            term.save(update_fields=["notice_ref"])
        reckon_term(term)
        audit.record(
            "term_opened",
            by=by,
            subject=term,
            scope=term.audit_scope,
            after={"days": days, "starts_on": _iso(term.starts_on), "due_on": _iso(term.due_on)},
        )
    return term


def _known(kind: TermKind, subject_type: str, subject_id: str, notice_ref: str) -> Term | None:
    """The term that the same request opened before: still open, or opened by the same notice."""
    same = Term.objects.filter(kind=kind, subject_type=subject_type, subject_id=subject_id)
    still_open = same.filter(closed_at=None, expired_at=None).first()
    if still_open is not None or not notice_ref:
        return still_open
    return same.filter(notice_ref=notice_ref).first()


def _start_if_delivered(term: Term) -> None:
    if not term.notice_ref:
        return
    first = Delivery.objects.filter(notice_ref=term.notice_ref).first()
    if first is not None:
        term.starts_on = first.delivered_at.astimezone(ROME).date()
        term.proof, term.proof_reference = first.proof, first.reference


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
