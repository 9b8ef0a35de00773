"""Settle replies whose announcement was lost in a crash: the form is sent and its request still waits."""

from __future__ import annotations

from ..domain.rejection_notices import NoticeState
from ..domain.remedies import RemedyState
from ..models import RegisterEntry, RejectionNotice, RemedyRequest
from .close_remedy import settle_remedy
from .confirm_entry import settle_confirmation
from .settle_notice import settle_notice

SENT = "sent"


def collect_replies() -> int:
    """How many were settled."""
    requests = RemedyRequest.objects.filter(
        state__in=(RemedyState.SENT, RemedyState.EXPIRED), form__state=SENT
    )
    notices = RejectionNotice.objects.filter(
        state__in=(NoticeState.SENT, NoticeState.EXPIRED), form__state=SENT
    )
    request_ids = list(requests.values_list("pk", flat=True))
    notice_ids = list(notices.values_list("pk", flat=True))
    entry_ids = list(RegisterEntry.objects.filter(confirmation__state=SENT).values_list("pk", flat=True))
    for pk in request_ids:
        settle_remedy(request_id=pk)
    for pk in notice_ids:
        settle_notice(notice_id=pk)
    for pk in entry_ids:
        settle_confirmation(entry_id=pk)
    return len(request_ids) + len(notice_ids) + len(entry_ids)
