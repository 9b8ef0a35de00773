"""The public's side of what visitors write: the two forms, and the page where the answer appears.

The forms are cached for everybody, so they carry no token: the origin is checked instead.
"""

from collections.abc import Callable

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.public_cache import kept_by_all, kept_by_nobody
from manifattura.kernel.public_forms import refusal_of
from manifattura.ui.forms import show_refusal

from ..actions.file_enquiry import ask_for_assistance, file_problem
from ..domain.enquiries import ProblemTopic, Purpose
from ..models import Enquiry
from ..queries.enquiries import address_of_enquiry, enquiry_by_code, services_by_category
from ..queries.pages import active_language
from .enquiry_forms import AssistanceForm, ProblemForm

PER_HOUR = 20


@csrf_exempt
@audience("public")
def report_problem(request: HttpRequest) -> HttpResponse:
    form = ProblemForm(request.POST or None)

    def file() -> Enquiry:
        values = form.cleaned_data
        return file_problem(**{**values, "topic": ProblemTopic(values["topic"])})

    return _form(request, Purpose.PROBLEM, form, file)


@csrf_exempt
@audience("public")
def request_assistance(request: HttpRequest) -> HttpResponse:
    """`?servizio=` and `?pagina=` of a link that led here fill in two fields."""
    known = {"service": request.GET.get("servizio", ""), "page": request.GET.get("pagina", "")[:300]}
    services = services_by_category(active_language())
    form = AssistanceForm(request.POST or None, initial=known, services=services)

    def file() -> Enquiry:
        values = form.cleaned_data
        return ask_for_assistance(
            service=values["service"],
            name=values["name"],
            reply_email=values["email"],
            text=values["text"],
            page=values["page"],
        )

    return _form(request, Purpose.ASSISTANCE, form, file)


def _form(
    request: HttpRequest, purpose: Purpose, form: forms.Form, file: Callable[[], Enquiry]
) -> HttpResponse:
    template = "communication/enquiry_form.html"
    context = {"form": form, "is_assistance": purpose == Purpose.ASSISTANCE}
    if request.method != "POST":
        return kept_by_all(render(request, template, context))
    if form.is_valid():
        if refused := refusal_of(request, f"communication.{purpose}", PER_HOUR):
            form.add_error(None, refused)
        else:
            try:
                enquiry = file()
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                return kept_by_nobody(redirect(address_of_enquiry(enquiry)))
    return kept_by_nobody(render(request, template, context, status=422))


@require_safe
@audience("public")
def enquiry_follow(request: HttpRequest, code: str, purpose: str) -> HttpResponse:
    """State and answer, for whoever has the code; never the text nor the address that were left."""
    enquiry = enquiry_by_code(code)
    if enquiry is None or enquiry.purpose != purpose:
        context = {"is_assistance": purpose == Purpose.ASSISTANCE}
        return kept_by_nobody(render(request, "communication/enquiry_unknown.html", context, status=404))
    return kept_by_nobody(render(request, "communication/enquiry.html", {"enquiry": enquiry}))
