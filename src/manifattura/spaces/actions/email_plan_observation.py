"""Courtesy mails to who wrote on the plan: each step once; after the answer the address is forgotten."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from ..models import PlanObservation
from ..queries.plan_observations import STATES


def email_plan_observation(*, observation_id: int) -> bool:
    """Send what the state of now says, once; False when nothing is due (any more)."""
    with transaction.atomic():
        rows = PlanObservation.objects.select_for_update(no_key=True).filter(pk=observation_id)
        found = rows.exclude(reply_email="").first()
        if found is None or found.state in found.mailed:
            return False
        with override(found.language):
            address = reverse("spaces:plan_observation", args=[found.code])
            words = {"code": found.code, "state": STATES[found.state]}
            subject = _("Osservazione sul piano %(code)s: %(state)s") % words
            parts = [_body(found), f"{settings.PUBLIC_ADDRESS}{address}"]
        EmailMessage(subject=subject, body="\n\n".join(parts), to=[found.reply_email]).send()
        found.mailed = [*found.mailed, found.state]
        if found.is_closed:
            found.reply_email = ""
        found.save(update_fields=["mailed", "reply_email"])
    return True


def _body(found: PlanObservation) -> str:
    if found.is_closed:
        return found.reason
    if found.forwarded_to:
        return _("L’abbiamo mandata a: %(who)s. Ti scriviamo quando c’è una risposta.") % {
            "who": found.forwarded_to
        }
    if found.is_public:
        return _("Un ufficio l’ha presa in carico. La segui a questo indirizzo.")
    return _("L’abbiamo ricevuta: l’ufficio la legge. La segui a questo indirizzo.")
