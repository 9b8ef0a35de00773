"""The public proof log of a call: its signed heads on a page, for machines and as a feed, and proofs between them."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from manifattura.calls.queries.call_texts import title_of
from manifattura.calls.queries.editions import current_edition
from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.public_cache import kept_by_all
from manifattura.kernel.signing_keys import key_id

from ..models import TreeHead
from ..queries.log_entries import HEADS_AT_ONCE, heads_after
from ..queries.proof_log import consistency_document, head_of_size, latest_head, log_keys
from .self_check import call_or_404

FRESH = timedelta(seconds=10)
"""A new head is signed every few seconds on the day of the click: nobody should see an old one for long."""
PER_PAGE = 50
IN_FEED = 30
LARGEST_SIZE = 2**31 - 1


def _fresh(response: Any) -> Any:
    return kept_by_all(response, changes_at=[now() + FRESH])


@require_safe
@audience("public")
def proof_log(request: HttpRequest, slug: str) -> HttpResponse:
    call = call_or_404(slug)
    heads = TreeHead.objects.filter(call=call).order_by("-tree_size")
    page = Paginator(heads, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "call": call,
        "edition": current_edition(call),
        "page": page,
        "latest": latest_head(call.pk),
        "rows": _rows(list(page)),
        "keys": [(key_id(key.public_key), key) for key in reversed(log_keys())],
    }
    return _fresh(render(request, "applications/proof_log.html", context))


def _rows(heads: list[TreeHead]) -> list[tuple[TreeHead, int | None]]:
    """Each head with the size of the one before, from which a proof leads to it."""
    before: list[int | None] = [head.tree_size for head in heads[1:]]
    if heads:
        older = TreeHead.objects.filter(call_id=heads[-1].call_id, tree_size__lt=heads[-1].tree_size)
        before.append(older.order_by("-tree_size").values_list("tree_size", flat=True).first())
    return list(zip(heads, before, strict=True))


@require_safe
@audience("public")
def heads(request: HttpRequest, slug: str) -> HttpResponse:
    """`manifattura-heads/1`: heads larger than `?dopo=`, in order; `next` is the address of those that follow."""
    call = call_or_404(slug)
    after = _size(request, "dopo", 0)
    found = heads_after(call.pk, after)
    following = ""
    if len(found) == HEADS_AT_ONCE:
        following = f"{_absolute('applications:heads', slug)}?dopo={found[-1].tree_size}"
    document = {
        "format": "manifattura-heads/1",
        "call": call.slug,
        "heads": [_head(head) for head in found],
        "next": following or None,
    }
    return _fresh(JsonResponse(document))


def _head(head: TreeHead) -> dict[str, Any]:
    return {
        "tree_head": json.loads(head.tree_head),
        "signature": head.signature,
        "public_key": head.public_key,
    }


@require_safe
@audience("public")
def head(request: HttpRequest, slug: str, size: int) -> HttpResponse:
    """One signed head."""
    call = call_or_404(slug)
    found = head_of_size(call.pk, size) if size <= LARGEST_SIZE else None
    if found is None:
        raise Http404
    return kept_by_all(JsonResponse(_head(found)))


@require_safe
@audience("public")
def consistency(request: HttpRequest, slug: str) -> HttpResponse:
    """`manifattura-consistency/1` between the heads `?da=` and `?a=`; without the second, up to the latest."""
    call = call_or_404(slug)
    latest = latest_head(call.pk)
    first = _size(request, "da", 0)
    second = _size(request, "a", latest.tree_size if latest else 0)
    document = consistency_document(call.pk, first, second)
    if document is None:
        error = _(
            "Non c’è una prova fra questi due registri: indica le dimensioni di due registri firmati, la più piccola per prima."
        )
        return _fresh(JsonResponse({"error": error}, status=404))
    response = JsonResponse(document)
    response["Content-Disposition"] = f'attachment; filename="coerenza-{first}-{second}.json"'
    return _fresh(response)


@require_safe
@audience("public")
def feed(request: HttpRequest, slug: str) -> HttpResponse:
    """The latest heads as an Atom feed: a reader that keeps them is a witness."""
    call = call_or_404(slug)
    title = _("Registro delle domande: %(call)s") % {"call": title_of(current_edition(call))}
    page = _absolute("applications:proof_log", slug)
    atom = Atom1Feed(
        title=title,
        link=page,
        description=None,
        language=get_language() or "it",
        feed_url=_absolute("applications:heads_feed", slug),
    )
    for one in TreeHead.objects.filter(call=call).order_by("-tree_size")[:IN_FEED]:
        atom.add_item(
            title=_("Domande: %(size)s, impronta %(root)s") % {"size": one.tree_size, "root": one.root},
            link=_absolute("applications:head", slug, one.tree_size),
            description=json.dumps(_head(one)),
            pubdate=one.signed_at,
            updateddate=one.signed_at,
            unique_id=_absolute("applications:head", slug, one.tree_size),
        )
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom.write(response, "utf-8")
    return _fresh(response)


def _size(request: HttpRequest, name: str, otherwise: int) -> int:
    written = request.GET.get(name, "")
    if not written:
        return otherwise
    if not (written.isascii() and written.isdigit() and len(written) <= 10 and int(written) <= LARGEST_SIZE):
        raise Http404
    return int(written)


def _absolute(name: str, *arguments: Any) -> str:
    return f"{settings.PUBLIC_ADDRESS}{reverse(name, args=arguments)}"
