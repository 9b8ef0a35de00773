"""The certificate of a visit as a document."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.kernel.pdf import render_pdf
from manifattura.ui import qr
from manifattura.ui.formats import date_text
from manifattura.ui.isolato import svg

from ..models import VisitBooking

TEMPLATE = Path(__file__).parents[1] / "templates" / "spaces" / "pdf" / "certificate.typ"


def certificate_pdf(booking: VisitBooking, *, made_at: datetime) -> bytes:
    """An accessible PDF (PDF/UA-1, PDF/A-3a), in Italian: it is a paper of the office."""
    space, firm = booking.space, booking.organisation
    address = f"{settings.PUBLIC_ADDRESS}{reverse('spaces:certificate', args=[booking.code])}"
    marked_by = booking.marked_by.full_name if booking.marked_by else ""
    data = {
        "code": booking.code,
        "texts": {
            "title": _("Certificato di visita"),
            "sentence": _(
                "L’ufficio attesta che l’impresa ha visitato lo spazio alla data indicata, alla presenza di un suo incaricato."
            ),
            "sample": _("Dato campione: questo certificato non ha valore") if space.is_sample else "",
            "institution": settings.CITY["institution"],
            "programme": settings.CITY["programme"],
            "drawing": _("Disegno che nasce dal codice del certificato"),
            "verify": _(
                "Chi riceve il certificato controlla qui che sia vero: inquadra il codice, o apri l’indirizzo."
            ),
            "qr": _("Codice QR che porta alla pagina di verifica di questo certificato"),
        },
        "facts": [
            [_("Impresa"), firm.name],
            [_("Codice fiscale"), firm.fiscal_code],
            [_("Spazio"), f"{space.code}, {space.name or space.address}"],
            [_("Visita"), date_text(booking.slot.starts_at, "hour")],
            [_("Persone presenti"), str(booking.people)],
            [_("Presenza scritta da"), marked_by],
            [_("Codice del certificato"), booking.code],
        ],
        "band": svg(booking.code, "night", cols=22, rows=3, standalone=True),
        "qr": qr.svg(address),
        "verify_page": address,
    }
    return render_pdf(TEMPLATE, data, made_at=made_at)
