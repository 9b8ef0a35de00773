"""The picture of a public page, for who shares its address."""

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.public_cache import known_by_digest

from ..queries.pictures import cover_of, picture


@require_safe
@audience("public")
def shared_picture(request: HttpRequest, path: str) -> HttpResponseBase:
    """One for all languages; only of pages that are there, so that nobody fills the disk with others."""
    cover = cover_of(path)
    if cover is None:
        raise Http404
    content, digest = picture(cover)
    return known_by_digest(request, HttpResponse(content, content_type="image/png"), digest)
