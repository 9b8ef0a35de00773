"""Alerts by e-mail: asking, confirming, changing, ending. Without cookies; the code in the e-mail is the only key."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Refused
from manifattura.kernel.public_cache import kept_by_nobody
from manifattura.kernel.public_forms import refusal_of
from manifattura.ui.forms import show_refusal

from ..actions.ask_for_alerts import ask_for_alerts
from ..actions.settle_alerts import change_alerts, confirm_alerts, end_alerts
from ..domain.alerts import AlertState
from ..models import AlertSubscriber
from ..queries.alerts import chosen_words, subscriber_by_code
from .alert_forms import AlertsForm, TopicsForm

PER_HOUR = 20
BY_HAND = "a_mano"
"""The button of our page sends it; a mail programme does not."""


@csrf_exempt  # no token: it would take a session of a visitor who needs none. The origin is checked instead
@audience("public")
def alerts_form(request: HttpRequest) -> HttpResponse:
    if request.method == "POST" and (sifted := AlertsForm.sifted(request.POST, asked=request.GET)):
        return _page(request, "alerts_form", {"form": sifted})
    form = AlertsForm(request.POST if request.method == "POST" else None, asked=request.GET)
    if request.method == "POST" and form.is_valid():
        if refused := refusal_of(request, "communication.alerts", PER_HOUR):
            form.add_error(None, refused)
        else:
            try:
                ask_for_alerts(email=form.cleaned_data["email"], topics=form.topics())
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                return kept_by_nobody(redirect("communication:alerts-asked"))
    return _page(request, "alerts_form", {"form": form}, 422 if form.errors else 200)


@require_safe
@audience("public")
def alerts_asked(request: HttpRequest) -> HttpResponse:
    return _page(request, "alerts_said", {"what": "asked"})


@require_safe
@audience("public")
def alerts_ended(request: HttpRequest) -> HttpResponse:
    return _page(request, "alerts_said", {"what": "ended"})


@csrf_exempt  # whoever holds the code of the mail is the person; the origin is checked besides
@audience("public")
def alerts_confirm(request: HttpRequest, code: str) -> HttpResponse:
    """A button and not the link itself: programmes that look into mail open every link."""
    one = subscriber_by_code(code)
    if one is None:
        return _gone(request)
    refused = ""
    if request.method == "POST" and not (
        refused := refusal_of(request, "communication.alerts_own", PER_HOUR)
    ):
        try:
            confirm_alerts(code=code)
        except AlertSubscriber.DoesNotExist:
            return _gone(request)
        return kept_by_nobody(redirect("communication:alerts-confirm", code))
    context = {
        "one": one,
        "topics": chosen_words(one.topics),
        "is_active": one.state == AlertState.ACTIVE,
        "refused": refused,
    }
    return _page(request, "alerts_confirm", context, 422 if refused else 200)


@csrf_exempt  # as above
@audience("public")
def alerts_change(request: HttpRequest, code: str) -> HttpResponse:
    one = subscriber_by_code(code)
    if one is None:
        return _gone(request)
    if one.state != AlertState.ACTIVE:
        return kept_by_nobody(redirect("communication:alerts-confirm", code))
    if request.method == "POST" and (sifted := TopicsForm.sifted(request.POST, asked=request.GET)):
        return _page(request, "alerts_change", {"form": sifted, "one": one})
    form = TopicsForm(
        request.POST if request.method == "POST" else None, topics=one.topics, asked=request.GET
    )
    if request.method == "POST" and form.is_valid():
        if refused := refusal_of(request, "communication.alerts_own", PER_HOUR):
            form.add_error(None, refused)
        else:
            try:
                change_alerts(code=code, topics=form.topics())
            except AlertSubscriber.DoesNotExist:
                return _gone(request)
            except Refused as refusal:
                show_refusal(form, refusal)
            else:
                return kept_by_nobody(redirect("communication:alerts-confirm", code))
    return _page(request, "alerts_change", {"form": form, "one": one}, 422 if form.errors else 200)


@csrf_exempt  # a mail programme sends it, from nowhere (RFC 8058): the code is the proof
@audience("public")
def alerts_end(request: HttpRequest, code: str) -> HttpResponse:
    """GET asks, and changes nothing. POST ends: from our button with a page after it, from a mail programme without."""
    one = subscriber_by_code(code)
    if one is None:
        return _gone(request)
    if request.method != "POST":
        return _page(request, "alerts_end", {"one": one, "by_hand": BY_HAND})
    try:
        end_alerts(code=code)
    except AlertSubscriber.DoesNotExist:
        return _gone(request)
    if BY_HAND in request.POST:
        return kept_by_nobody(redirect("communication:alerts-ended"))
    return kept_by_nobody(HttpResponse(status=200, content_type="text/plain; charset=utf-8"))


def _gone(request: HttpRequest) -> HttpResponse:
    """A code that is wrong or old: nothing changed, and it says so."""
    return _page(request, "alerts_said", {"what": "gone"}, 404)


def _page(request: HttpRequest, name: str, context: dict[str, object], status: int = 200) -> HttpResponse:
    return kept_by_nobody(render(request, f"communication/{name}.html", context, status=status))
