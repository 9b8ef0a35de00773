"""E-mail backend of the demo: keeps messages in the database instead of sending them."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from ..models import DemoMail


class DemoMailboxBackend(BaseEmailBackend):
    """Stores each message as a `DemoMail`; the pages of the demo mailbox show them."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        mails = [
            DemoMail(
                recipients=", ".join(message.recipients())[:400],
                sender=message.from_email[:254],
                subject=message.subject[:300],
                body=str(message.body),
                attachments=[_name_of(attachment) for attachment in message.attachments],
            )
            for message in email_messages
        ]
        DemoMail.objects.bulk_create(mails)
        return len(mails)


def _name_of(attachment: object) -> str:
    name = attachment[0] if isinstance(attachment, tuple) else getattr(attachment, "get_filename", str)()
    return str(name)
