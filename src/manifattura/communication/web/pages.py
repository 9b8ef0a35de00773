"""Serves the pages of the tree: finds them by address, gives each kind what it shows, says how long it may be kept."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.public_cache import kept_by_all, kept_by_nobody

from ..domain.addresses import DEFAULT, address_of
from ..models import NewsPage, PublicPage, StoryPage
from ..queries.pages import FoundPage, active_language, page_at
from ..queries.redirects import new_address
from ..queries.scheduled import next_scheduled
from .page_contexts import context_of
from .structured import structured_of


@require_safe
@audience("public")
def page(request: HttpRequest, path: str = "") -> HttpResponse:
    # before anything is read: a page that comes meanwhile must not find us keeping the old one
    scheduled = next_scheduled()
    found = page_at(path, active_language())
    if found is None:
        target = new_address(request.path, active_language())
        if target:
            return kept_by_all(redirect(target, permanent=True))
        raise Http404
    return answer(request, found, scheduled)


def answer(request: HttpRequest, found: FoundPage, scheduled: datetime | None = None) -> HttpResponse:
    shown, language = found.page, active_language()
    extra, instants = context_of(request, shown, language)
    context: dict[str, Any] = {
        "page": shown,
        "untranslated": found.is_untranslated,
        "content_lang": DEFAULT if found.is_untranslated else "",
        "page_languages": found.languages,
        "crumbs_above": [(crumb.title, address_of(crumb.path, language)) for crumb in found.above],
        "breadcrumb_entries": [
            *((crumb.title, address_of(crumb.path, language)) for crumb in found.above),
            (shown.title, ""),
        ],
        "canonical_path": shown.address,
        "shared_as": "article" if isinstance(shown, NewsPage | StoryPage) else "website",
        "structured": structured_of(shown, extra),
        **extra,
    }
    response = render(request, shown.get_template(request), context)
    if getattr(request, "is_preview", False):
        return kept_by_nobody(response)
    return kept_by_all(response, changes_at=[*instants, *([scheduled] if scheduled else [])])


def preview(request: HttpRequest, shown: PublicPage) -> HttpResponse:
    """What Wagtail shows before publication: the same page, from a draft that no address leads to yet."""
    return answer(request, FoundPage(shown, (shown.language,), (), is_untranslated=False))
