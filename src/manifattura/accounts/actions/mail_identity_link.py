"""Write to an address the link that proves it belongs to whoever came with a public identity."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils.translation import gettext as _


def mail_identity_link(*, email: str, token: str, full_name: str) -> None:
    """Sent at once: somebody is waiting for it in front of the page."""
    link = f"{settings.PUBLIC_ADDRESS}{reverse('identity_confirm', args=[token])}"
    body = _(
        "%(name)s è entrato con SPID o CIE e ha indicato questo indirizzo. Se sei tu, apri il link entro 30 minuti, "
        "nello stesso browser in cui hai cominciato:\n\n%(link)s\n\nSe non sei tu, non fare niente: non succede nulla."
    )
    EmailMessage(
        subject=_("Conferma il tuo indirizzo"), body=body % {"name": full_name, "link": link}, to=[email]
    ).send()
