"""The e-mail with the link: to confirm, or to change what an active subscriber already gets."""

from __future__ import annotations

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..domain.alerts import AlertState
from ..models import AlertSubscriber
from ..queries.alerts import chosen_words
from .alert_messages import alert_message, link_to


def mail_alert_link(*, subscriber_id: int, kind: str, wanted: str = "") -> bool:
    """`kind`: confirm or known; nothing is sent when it is untrue by now. `wanted`: searches asked for (`searches_of`)."""
    one = AlertSubscriber.objects.filter(pk=subscriber_id).first()
    if one is None or (kind == "confirm") != (one.state == AlertState.PENDING):
        return False
    with override(one.language):
        name = "alerts-confirm" if kind == "confirm" else "alerts-change"
        context = {
            "city": settings.CITY,
            "kind": kind,
            "topics": chosen_words(one.topics),
            "link": link_to(name, one) + (f"?{wanted}" if wanted else ""),
            "end": link_to("alerts-end", one),
        }
        subject = _("Conferma gli avvisi") if kind == "confirm" else _("I tuoi avvisi")
        alert_message(one, subject, render_to_string("communication/email/alert_link.txt", context)).send()
    return True
