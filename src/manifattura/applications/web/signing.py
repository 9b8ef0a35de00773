"""The other way of sending: take the document, sign it with one's own program, bring it back (CAD art. 65 c. 1 a)."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.files import file_response

from ..actions.prepare_signing import prepare_signing
from ..actions.verify_signature import FIELD, MOST_BYTES, verify_signature
from ..domain.states import ApplicationState
from ..models import Application, VerifiedSignature
from ..models.signing import SignedFile
from ..queries.signatures import may_sign_here, signature_of
from .access import application_for, bring_up_to_date
from .receipt import file_answer
from .sending import show_summary


@audience("person")
@require_safe
def document(request: HttpRequest, code: str) -> HttpResponse:
    """The PDF to sign."""
    application = _draft(request, code)
    bring_up_to_date(request, application)
    try:
        made = prepare_signing(application=application, by=request.person)
    except Refused as refusal:
        messages.error(request, refusal.message)
        return redirect("applications:summary", code=application.code)
    return file_answer(bytes(made.document), "application/pdf", f"domanda-{application.code}.pdf")


@audience("person")
@require_POST
def sign(request: HttpRequest, code: str) -> HttpResponse:
    """The signed file comes back: verified at once, kept with the draft, or refused beside the field."""
    application = _draft(request, code)
    uploaded = request.FILES.get(FIELD)
    if uploaded is None:
        return show_summary(request, application, refused_file=_("Scegli il file firmato, poi caricalo."))
    try:
        verify_signature(
            application=application,
            name=uploaded.name or "",
            # one byte more than allowed is enough to know that it is too large
            content=uploaded.read(MOST_BYTES + 1),
            by=request.person,
        )
    except Refused as refusal:
        return show_summary(request, application, refused_file=refusal.message)
    messages.success(request, _("Firma verificata: ora puoi inviare la domanda."))
    return redirect(f"{reverse('applications:summary', args=[application.code])}#invia")


def _back_to_summary(request: HttpRequest) -> HttpResponse:
    """The session ended meanwhile: the signed file is still with whoever signed it, and the page asks for it again."""
    return redirect_to_login(f"{request.path.removesuffix('firma/')}riepilogo/")


sign.signed_out = _back_to_summary


@audience("person")
@require_safe
def signed_file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The signed file as it came: of the draft, or of what was sent."""
    application = application_for(request, code)
    found: SignedFile | None = None
    if application.state == ApplicationState.DRAFT:
        found = VerifiedSignature.objects.filter(application=application, person=request.person.pk).first()
    elif application.discarded_at is None and getattr(application, "submission", None) is not None:
        found = signature_of(application.submission)
    if found is None:
        raise Http404
    return file_response(found.storage_key, name=found.name, content_type=found.content_type, size=found.size)


def _draft(request: HttpRequest, code: str) -> Application:
    application = application_for(request, code)
    if application.state != ApplicationState.DRAFT or not may_sign_here():
        raise Http404
    return application
