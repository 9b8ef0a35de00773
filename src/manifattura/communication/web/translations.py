"""The office's list of what is not translated."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience

from ..permissions import may_write_pages
from ..queries.translations import missing_translations

WORDS = {
    "missing": ("attention", _("Da tradurre")),
    "draft": ("info", _("Tradotta, da pubblicare")),
    "partial": ("attention", _("Tradotta in parte")),
    "outdated": ("attention", _("Da aggiornare")),
}


@require_safe
@audience("office")
def translations(request: HttpRequest) -> HttpResponse:
    if not may_write_pages(request.person):
        raise PermissionDenied
    rows = [
        {
            "page": one,
            "family": WORDS[one.state][0],
            "word": WORDS[one.state][1],
            "href": f"{settings.BACK_OFFICE}pages/{one.translation_id}/edit/"
            if one.translation_id
            else f"{settings.BACK_OFFICE}localize/submit/page/{one.page_id}/",
        }
        for one in missing_translations()
    ]
    return render(request, "communication/office/translations.html", {"rows": rows})
