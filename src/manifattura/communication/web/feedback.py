"""Takes the answers to the question at the foot of pages, and thanks."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from manifattura.kernel.audience import audience, audience_of
from manifattura.kernel.errors import Refused
from manifattura.kernel.public_cache import kept_by_all, kept_by_nobody
from manifattura.kernel.public_forms import refusal_of
from manifattura.ui.feedback import services

from ..actions.give_feedback import give_feedback
from ..domain.addresses import DEFAULT
from ..domain.feedback import FeedbackKind
from ..queries.pages import page_at

PER_HOUR = 60
SECRET = ("code", "token")
"""Names of the parts of an address that only one person knows."""


@dataclass(frozen=True)
class Given:
    """What was posted, so that nothing is lost when it is refused."""

    kind: str
    subject: str
    stars: int
    difficult: str
    liked: str
    text: str


@csrf_exempt  # the question stands on pages that are cached for everybody: the origin is checked instead
@require_POST
@audience("public")
def take_feedback(request: HttpRequest) -> HttpResponse:
    posted = request.POST
    stars = posted.get("stars", "")
    given = Given(
        posted.get("kind", ""),
        posted.get("subject", "")[:300],
        int(stars) if stars in ("1", "2", "3", "4", "5") else 0,
        posted.get("difficult", ""),
        posted.get("liked", ""),
        posted.get("text", ""),
    )
    subject = _known(given)
    if subject is None:
        refused = _("Non sappiamo di quale pagina parli. Torna alla pagina e prova di nuovo.")
    else:
        refused = refusal_of(request, "communication.feedback", PER_HOUR) or _stored(given, subject)
    if refused:
        context = {"given": given, "refused": refused, "is_known": subject is not None}
        return kept_by_nobody(render(request, "communication/feedback_refused.html", context, status=422))
    return kept_by_nobody(redirect("communication:feedback-thanks"))


@require_safe
@audience("public")
def thanks(request: HttpRequest) -> HttpResponse:
    return kept_by_all(render(request, "communication/feedback_thanks.html"))


def _stored(given: Given, subject: str) -> str:
    try:
        give_feedback(
            kind=FeedbackKind(given.kind),
            subject=subject,
            stars=given.stars,
            difficult=given.difficult,
            liked=given.liked,
            text=given.text,
        )
    except Refused as refusal:
        return refusal.message
    return ""


def _known(given: Given) -> str | None:
    """The service, or the path of a public page of ours without its language; None for anything else.

    A page that one person alone knows is named by its pattern: no code of theirs is stored.
    """
    if given.kind == FeedbackKind.SERVICE:
        return given.subject if given.subject in services() else None
    if given.kind != FeedbackKind.PAGE or not given.subject.startswith("/"):
        return None
    path = _plain(given.subject)
    try:
        with override(DEFAULT):
            match = resolve(path)
    except Resolver404:
        return None
    if audience_of(match.func) != "public":
        return None
    if match.url_name == "wagtail_serve" and page_at(match.kwargs["path"], DEFAULT) is None:
        return None
    return f"/{match.route}" if set(SECRET) & set(match.kwargs) else path


def _plain(path: str) -> str:
    for code, _name in settings.LANGUAGES:
        if path == f"/{code}" or path.startswith(f"/{code}/"):
            return path.removeprefix(f"/{code}") or "/"
    return path
