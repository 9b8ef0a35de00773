"""Every e-mail of the alerts can be stopped with one press of the mail programme (RFC 8058)."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse

from ..models import AlertSubscriber


def link_to(name: str, one: AlertSubscriber) -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse(f'communication:{name}', args=[one.code])}"


def alert_message(one: AlertSubscriber, subject: str, body: str) -> EmailMessage:
    return EmailMessage(
        subject=subject,
        body=body,
        to=[one.email],
        headers={
            "List-Unsubscribe": f"<{link_to('alerts-end', one)}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )
