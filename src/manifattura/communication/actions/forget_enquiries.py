"""Ninety days after a request for assistance was settled who asked and what was written go; that it came stays."""

from django.db import transaction

from manifattura.kernel import audit
from manifattura.kernel.clock import database_now

from ..domain.enquiries import KEPT_FOR, Purpose
from ..models import Enquiry

PERSONAL = {"name": "", "reply_email": "", "text": "", "answer": "", "closed_because": "", "page": ""}


def forget_enquiries() -> int:
    """How many requests were forgotten. A problem is anonymous: its address went with the answer."""
    moment = database_now()
    old = Enquiry.objects.filter(
        purpose=Purpose.ASSISTANCE, settled_at__lt=moment - KEPT_FOR, forgotten_at=None
    )
    with transaction.atomic():
        found = list(old.select_for_update().order_by("pk"))
        for enquiry in found:
            audit.record("enquiry_forgotten", by=None, subject=enquiry)
        Enquiry.objects.filter(pk__in=[one.pk for one in found]).update(**PERSONAL, forgotten_at=moment)
    return len(found)
