"""Send a notice by e-mail, once."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

from manifattura.kernel.clock import now

from ..models import Notice


def email_notice(*, notice_id: int) -> bool:
    """Send the notice to the person's address; False when already sent, gone, or without an address."""
    with transaction.atomic():
        notice = Notice.objects.select_for_update().filter(pk=notice_id, emailed_at=None).first()
        if notice is None:
            return False
        person = notice.person
        address = person.email or (person.account.email if person.account else "")
        if not address:
            return False
        link = f"\n\n{settings.PUBLIC_ADDRESS}{notice.url}" if notice.url else ""
        EmailMessage(subject=notice.subject, body=f"{notice.body}{link}", to=[address]).send()
        notice.emailed_to = address
        notice.emailed_at = now()
        notice.save(update_fields=["emailed_to", "emailed_at"])
    return True
