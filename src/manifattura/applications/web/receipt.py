"""The receipt: page, PDF, and the frozen content with which its digest can be computed again."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.ui import qr

from ..models import Application
from ..queries.calendar import timeline_of
from ..queries.proof_log import receipt_document
from ..queries.receipts import facts, receipt_file_of, receipt_of, receipt_pdf, rights, signature_facts
from ..queries.times import term_of
from .access import application_for
from .phases import timeline_entries


def _sent(request: HttpRequest, code: str) -> Application:
    application = application_for(request, code)
    if getattr(application, "submission", None) is None:
        raise Http404
    return application


@audience("person")
@require_safe
def receipt(request: HttpRequest, code: str) -> HttpResponse:
    application = _sent(request, code)
    found = receipt_of(application)
    steps = timeline_of(application, found.edition, term_of(application))
    context = {
        "application": application,
        "receipt": found,
        "facts": facts(found),
        "signature_facts": signature_facts(found),
        "rights": rights(found),
        "timeline": timeline_entries(steps, found.edition),
        "proved": receipt_document(application.submission) is not None,
        "qr": qr.svg(found.check_address),
    }
    return render(request, "applications/receipt.html", context)


@audience("person")
@require_safe
def receipt_file(request: HttpRequest, code: str) -> HttpResponse:
    application = _sent(request, code)
    found = receipt_of(application)
    return file_answer(receipt_pdf(found), "application/pdf", f"{found.file_name}.pdf")


@audience("person")
@require_safe
def receipt_proof(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt as a file that anybody can verify: `manifattura receipt verify`, or the page /verifica/."""
    found = receipt_of(_sent(request, code))
    proof = receipt_file_of(found)
    if proof is None:
        raise Http404(_("La prova arriva fra pochi secondi, con il numero di registrazione."))
    return file_answer(proof, "application/json", f"{found.file_name}.json")


@audience("person")
@require_safe
def content(request: HttpRequest, code: str) -> HttpResponse:
    """The canonical JSON exactly as it was hashed: `sha256sum` of this file is the receipt's digest."""
    application = _sent(request, code)
    if application.discarded_at is not None:
        raise Http404(_("Il contenuto di questa domanda è stato scartato."))
    name = f"contenuto-{application.code}.json"
    return file_answer(application.submission.payload.encode(), "application/json", name)


def file_answer(body: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(body, content_type=content_type)
    response["Content-Disposition"] = (
        content_disposition_header(as_attachment=True, filename=name) or "attachment"
    )
    response["Cache-Control"] = "private, no-store"
    return response
