"""The mail that asks an owner whether the card still holds."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from manifattura.kernel.clock import now, today
from manifattura.ui.formats import date_text, elided

from ..domain.words import OFFERED
from ..models import Confirmation, Space


def email_confirmation(*, confirmation_id: int) -> bool:
    """Send it once; False when it is not needed any more."""
    with transaction.atomic():
        asked = (
            Confirmation.objects.select_for_update(of=("self",))
            .select_related("space")
            .get(pk=confirmation_id)
        )
        space = asked.space
        if asked.mailed_at or asked.answered_at or space.state not in OFFERED or not space.owner_email:
            return False
        # the census does not know the owner's language
        with override(settings.LANGUAGE_CODE):
            link = f"{settings.PUBLIC_ADDRESS}{reverse('spaces:confirm', args=[asked.token])}"
            title = space.name or space.address
            subject = _("È ancora così? La scheda del tuo spazio: {title}").format(title=title)
            lines = [
                _("Lo spazio {code}, {title}, è nel censimento della città.").format(
                    code=space.code, title=title
                ),
                _valid(space),
                _("Apri il collegamento: confermi con un clic, o scrivi che cosa è cambiato."),
                link,
                _("Il collegamento è solo per te: non serve registrarsi."),
            ]
        EmailMessage(subject=subject, body="\n\n".join(filter(None, lines)), to=[space.owner_email]).send()
        asked.mailed_at = now()
        asked.save(update_fields=["mailed_at"])
    return True


def _valid(space: Space) -> str:
    if space.valid_until is None:
        return ""
    words = (
        _("I dati valevano fino al {day}: chi apre la scheda legge che sono da riconfermare.")
        if space.valid_until < today()
        else _("I dati valgono fino al {day}: dopo, chi apre la scheda legge che sono da riconfermare.")
    )
    return elided(words.format(day=date_text(space.valid_until)))
