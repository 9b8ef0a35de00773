"""What this app hears: forms sent, terms over, notices delivered, applications that arrive in a register or are withdrawn."""

from datetime import datetime
from typing import Any

from django.dispatch import receiver

from manifattura.applications.queries.applications import application_by_id
from manifattura.applications.signals import (
    application_submitted,
    application_withdrawn,
    form_sent,
    message_received,
)
from manifattura.calls.domain.states import CallKind
from manifattura.calls.signals import notice_delivered, term_expired

from .actions.change_entry import miss_cure
from .actions.close_remedy import drop_remedy, settle_remedy
from .actions.confirm_entry import settle_confirmation
from .actions.open_entry_review import defer_entry_reviews
from .actions.settle_notice import drop_notice, settle_notice, stop_for_notice
from .actions.stop_for_remedy import stop_for_remedy
from .actions.tell_officer import tell_officer
from .domain.register import EntryState
from .domain.rejection_notices import OPEN_STATES, NoticeState
from .domain.remedies import RemedyState
from .models import RegisterEntry, RejectionNotice, RemedyRequest


@receiver(form_sent)
def take_reply(sender: Any, form_id: int, **more: Any) -> None:
    for pk in RemedyRequest.objects.filter(form_id=form_id).values_list("pk", flat=True):
        settle_remedy(request_id=pk)
    for pk in RejectionNotice.objects.filter(form_id=form_id).values_list("pk", flat=True):
        settle_notice(notice_id=pk)
    for pk in RegisterEntry.objects.filter(confirmation_id=form_id).values_list("pk", flat=True):
        settle_confirmation(entry_id=pk)


@receiver(term_expired)
def end_waiting(sender: Any, term_id: int, **more: Any) -> None:
    for pk in RemedyRequest.objects.filter(term_id=term_id).values_list("pk", flat=True):
        settle_remedy(request_id=pk)
    for pk in RejectionNotice.objects.filter(term_id=term_id).values_list("pk", flat=True):
        settle_notice(notice_id=pk)
    for entry in RegisterEntry.objects.filter(term_id=term_id):
        if entry.state == EntryState.SUSPENDED:
            miss_cure(entry_id=entry.pk)
        else:
            settle_confirmation(entry_id=entry.pk)


@receiver(notice_delivered)
def stop_the_procedure(
    sender: Any, notice_ref: str, delivered_at: datetime, by: Any = None, **more: Any
) -> None:
    kind, _colon, pk = notice_ref.partition(":")
    if kind != "message" or not pk.isdigit():
        return
    for request in RemedyRequest.objects.filter(message_id=int(pk), state=RemedyState.SENT):
        stop_for_remedy(request_id=request.pk, delivered_at=delivered_at, by=by)
    for notice in RejectionNotice.objects.filter(message_id=int(pk), state=NoticeState.SENT):
        stop_for_notice(notice_id=notice.pk, delivered_at=delivered_at, by=by)


@receiver(application_submitted)
def begin_review(sender: Any, application_id: int, call_kind: str = "", **more: Any) -> None:
    if call_kind and call_kind != CallKind.REGISTER:
        # nothing begins before the deadline: the sending stays short
        return
    application = application_by_id(application_id)
    if application is not None:
        defer_entry_reviews(application.call)


@receiver(application_withdrawn)
def wait_no_more(sender: Any, application_id: int, **more: Any) -> None:
    for pk in RemedyRequest.objects.filter(
        review__application_id=application_id, state=RemedyState.SENT
    ).values_list("pk", flat=True):
        drop_remedy(request_id=pk)
    for pk in RejectionNotice.objects.filter(
        review__application_id=application_id, state__in=OPEN_STATES
    ).values_list("pk", flat=True):
        drop_notice(notice_id=pk)


@receiver(message_received)
def tell_who_follows(sender: Any, message_id: int, **more: Any) -> None:
    tell_officer(message_id=message_id)
