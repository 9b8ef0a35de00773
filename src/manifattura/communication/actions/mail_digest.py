"""One digest goes out. It is claimed before: whatever stops in the middle, nobody gets it twice."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import ngettext, override

from manifattura.kernel.clock import database_now

from ..models import AlertDigest, AlertSubscriber
from .alert_messages import alert_message, link_to


def mail_digest(*, digest_id: int) -> bool:
    """True when it was sent now. A mail server that refuses gives the claim back, and the job is tried again."""
    waiting = AlertDigest.objects.filter(pk=digest_id, begun_at=None, subscriber__isnull=False)
    if not waiting.update(begun_at=database_now()):
        return False
    digest = AlertDigest.objects.select_related("subscriber").get(pk=digest_id)
    if digest.subscriber is None:
        return False
    try:
        _send(digest, digest.subscriber)
    except Exception:
        AlertDigest.objects.filter(pk=digest_id).update(begun_at=None)
        raise
    AlertDigest.objects.filter(pk=digest_id).update(sent_at=database_now())
    return True


def _send(digest: AlertDigest, one: AlertSubscriber) -> None:
    with override(one.language):
        count = sum(len(group["things"]) + group["more"] for group in digest.things)
        subject = ngettext("%(n)s novità per te", "%(n)s novità per te", count) % {"n": count}
        context = {
            "city": settings.CITY,
            "groups": digest.things,
            "site": settings.PUBLIC_ADDRESS,
            "change": link_to("alerts-change", one),
            "end": link_to("alerts-end", one),
        }
        alert_message(one, subject, render_to_string("communication/email/digest.txt", context)).send()
