"""How many are told of what by e-mail: counts and their export, never an address."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.public_cache import kept_by_nobody

from ..permissions import may_read_alerts
from ..queries.alerts import alert_counts, topic_counts

HEADS = ("tema", "scelta", "iscritti_italiano", "iscritti_inglese", "iscritti")


@require_safe
@audience("office")
def alert_list(request: HttpRequest) -> HttpResponse:
    _may(request)
    context = {"counts": alert_counts(), "rows": list(topic_counts())}
    return render(request, "communication/office/alert_list.html", context)


@require_safe
@audience("office")
def alert_csv(request: HttpRequest) -> StreamingHttpResponse:
    _may(request)
    rows = (
        (row.source, row.choice or "tutto", str(row.it), str(row.en), str(row.many)) for row in topic_counts()
    )
    return kept_by_nobody(csv_answer("avvisi.csv", HEADS, rows))


def _may(request: HttpRequest) -> None:
    if not may_read_alerts(request.person):
        raise PermissionDenied
