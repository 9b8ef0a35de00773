"""Queue again the e-mails that a lost or cut-off job left behind; asking twice never sends twice."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Count, Exists, OuterRef, Q

from manifattura.kernel.clock import database_now
from manifattura.kernel.jobs import defer_many

from ..domain.delivery_outcomes import DONE, DeliveryOutcome
from ..models import MessageDelivery, MessageRecipient
from .post_messages import EMAIL_TASK

PATIENCE = timedelta(minutes=10)
GIVE_UP = timedelta(days=3)
MOST_REFUSALS = 6
BATCH = 1000


def email_again() -> int:
    """How many were queued: sent more than ten minutes ago, no final outcome, not refused too often."""
    now = database_now()
    ended = MessageDelivery.objects.filter(recipient=OuterRef("pk"), outcome__in=DONE)
    waiting = (
        MessageRecipient.objects.filter(
            ~Exists(ended), message__sent_at__lt=now - PATIENCE, message__sent_at__gt=now - GIVE_UP
        )
        .annotate(refused=Count("deliveries", filter=Q(deliveries__outcome=DeliveryOutcome.FAILED)))
        .filter(refused__lt=MOST_REFUSALS)
        .values_list("pk", flat=True)
    )
    found = list(waiting.order_by("pk")[:BATCH])
    defer_many(EMAIL_TASK, [{"recipient_id": pk} for pk in found])
    return len(found)
