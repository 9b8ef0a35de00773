"""What everybody reads of the checks by sample of a call: the list, the seed, the tickets, outcomes in figures."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.calls.queries.public_editions import public_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.public_cache import known_by_digest

from ..domain.sampling import draw, how_many
from ..models import SampleCheck
from ..queries.samples import public_samples
from .words import population_words

MOST = 20


@require_safe
@audience("public")
def public_checks(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = public_edition(slug)
    if found is None:
        raise Http404
    context = {
        "found": found,
        "title": found.edition.texts.title,
        "samples": [_row(one) for one in public_samples(slug)[:MOST]],
    }
    return known_by_digest(request, render(request, "records/public_checks.html", context))


def _row(sample: SampleCheck) -> dict[str, object]:
    return {
        "sample": sample,
        "population": population_words()[sample.population],
        "to_check": how_many(len(sample.identifiers), sample.percent),
        "tickets": draw(sample.identifiers, sample.seed, sample.percent) if sample.seed else (),
    }
