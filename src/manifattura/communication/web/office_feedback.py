"""What visitors said of pages and services, for the office: averages, fixed answers, texts, export."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.public_cache import kept_by_nobody

from ..domain.feedback import FeedbackKind
from ..permissions import may_read_feedback
from ..queries.feedback import (
    ORDERS,
    all_feedback,
    aspects_of,
    named,
    rated_subjects,
    stars_of,
    texts_of,
    title_of,
)
from .feedback_words import ASPECTS

PER_PAGE = 50
HEADS = ("tipo", "pagina_o_servizio", "lingua", "stelle", "risposta", "testo", "quando")
KINDS = {"": "", "pagine": FeedbackKind.PAGE, "servizi": FeedbackKind.SERVICE}


@require_safe
@audience("office")
def feedback_list(request: HttpRequest) -> HttpResponse:
    _may(request)
    wanted, order = _kind(request), request.GET.get("ordine", "worst")
    page = Paginator(rated_subjects(KINDS[wanted], order), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": named(list(page.object_list)),
        "kind": wanted,
        "order": order if order in ORDERS else "worst",
        "filters": [
            {"label": label, "href": f"?tipo={code}", "current": wanted == code}
            for code, label in (("", _("Tutto")), ("pagine", _("Pagine")), ("servizi", _("Servizi")))
        ],
        "orders": [
            {"label": label, "href": f"?tipo={wanted}&ordine={code}", "current": order == code}
            for code, label in (
                ("worst", _("Prima il voto più basso")),
                ("most", _("Prima chi ha più pareri")),
                ("latest", _("Prima gli ultimi pareri")),
            )
        ],
    }
    return render(request, "communication/office/feedback_list.html", context)


@require_safe
@audience("office")
def feedback_detail(request: HttpRequest) -> HttpResponse:
    _may(request)
    kind, subject = request.GET.get("tipo", ""), request.GET.get("di", "")
    stars = stars_of(kind, subject)
    if not stars.count:
        raise Http404
    texts = Paginator(texts_of(kind, subject), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "kind": kind,
        "subject": subject,
        "title": title_of(kind, subject),
        "stars": stars,
        "by_stars": [(n, stars.by_stars[n - 1]) for n in range(5, 0, -1)],
        "aspects": [(ASPECTS[code], many) for code, many in aspects_of(kind, subject) if code in ASPECTS],
        "page": texts,
        "words": ASPECTS,
    }
    return render(request, "communication/office/feedback_detail.html", context)


@require_safe
@audience("office")
def feedback_csv(request: HttpRequest) -> StreamingHttpResponse:
    _may(request)
    kind = request.GET.get("tipo", "")
    return kept_by_nobody(
        csv_answer("pareri.csv", HEADS, _rows(str(KINDS.get(kind, kind)), request.GET.get("di", "")))
    )


def _rows(kind: str, subject: str) -> Iterator[tuple[str, ...]]:
    for one in all_feedback(kind, subject):
        yield (
            "servizio" if one.kind == FeedbackKind.SERVICE else "pagina",
            one.subject,
            one.language,
            str(one.stars),
            str(ASPECTS.get(one.aspect, "")),
            one.text,
            one.given_at.isoformat(timespec="seconds"),
        )


def _kind(request: HttpRequest) -> str:
    wanted = request.GET.get("tipo", "")
    return wanted if wanted in KINDS else ""


def _may(request: HttpRequest) -> None:
    if not may_read_feedback(request.person):
        raise PermissionDenied
