"""Two tables of the open data that no list of their own gives out: calls and spaces."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, StreamingHttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.public_cache import kept_by_all
from manifattura.spaces.queries.spaces import public_spaces

from ..queries.feeds import whole
from ..queries.open_calls import OpenCall, changing_instants, published_calls

CALLS = (
    "codice", "titolo", "tipo", "stato", "apertura", "scadenza", "risorse_eur", "posti", "atto", "atto_del", "edizione", "campione", "indirizzo",
)  # fmt: skip
SPACES = (
    "codice", "nome", "via", "id_nil", "nil", "municipio", "uso_ammesso", "condizioni", "mq_netti", "canone_base_eur_anno", "stato", "campione", "indirizzo",
)  # fmt: skip


@require_safe
@audience("public")
def calls_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Amounts with the decimal point, instants with their offset: as data. `risorse_eur` is empty where there is no money."""
    published = published_calls(now())
    answer = csv_answer("bandi.csv", CALLS, map(_call, published))
    return kept_by_all(answer, changes_at=changing_instants(published))


def _call(call: OpenCall) -> tuple[Any, ...]:
    edition = call.edition
    always = call.next_instant is None and call.takes_applications
    return (
        call.slug, call.title, edition.kind, call.state, call.timetable.opens_at.isoformat(),
        "" if always else call.timetable.deadline_at.isoformat(),
        edition.budget if edition.gives_money else "", edition.places, edition.act.number, edition.act.adopted_on,
        edition.version, _said(edition.is_sample), whole(call.url),
    )  # fmt: skip


@require_safe
@audience("public")
def spaces_csv(request: HttpRequest) -> StreamingHttpResponse:
    return kept_by_all(csv_answer("spazi.csv", SPACES, _spaces()))


def _spaces() -> Iterator[tuple[Any, ...]]:
    for one in public_spaces():
        yield (
            one.code, one.name, one.address, one.nil_id, one.nil.name if one.nil else "", one.municipio_id, one.permitted_use,
            one.condition, one.net_m2, one.base_rent, one.state, _said(one.is_sample),
            whole(reverse("spaces:card", args=[one.code_key])),
        )  # fmt: skip


def _said(is_so: bool) -> str:
    return "sì" if is_so else "no"
