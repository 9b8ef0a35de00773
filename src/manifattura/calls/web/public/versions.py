"""The published versions of a call: their acts, what each changed, and the canonical document to check the digest."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.public_cache import known_by_digest

from ...queries.public_editions import canonical_edition, versions_of
from .changes import changes_in_words
from .detail import public_or_404
from .language import title_language, title_of


@require_safe
@audience("public")
def versions(request: HttpRequest, slug: str) -> HttpResponseBase:
    found = public_or_404(slug)
    rows = [
        {"version": version, "changes": changes_in_words(version.changes)} for version in versions_of(slug)
    ]
    context = {
        "found": found,
        "edition": found.edition,
        "title": title_of(found.edition),
        "title_language": title_language(found.edition),
        "rows": rows,
    }
    return known_by_digest(request, render(request, "calls/versions.html", context))


@require_safe
@audience("public")
def edition_json(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The bytes whose SHA-256 is the digest shown on the page: `sha256sum` of the file gives it again."""
    found = canonical_edition(slug, number)
    if found is None:
        raise Http404
    content, digest = found
    response = HttpResponse(content, content_type="application/json")
    response["Content-Disposition"] = f'attachment; filename="{slug}-edizione-{number}.json"'
    return known_by_digest(request, response, digest)
