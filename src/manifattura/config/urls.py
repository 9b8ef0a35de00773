"""Where each app's pages live: Italian paths without prefix, the same ones in English under /en/."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

from manifattura.config import health
from manifattura.config.parts import exists

# Order matters only for equal paths: the first wins. Home and the sending of an application are the first of all, because
# each address before them is tried and costs.
PAGES = (
    "manifattura.communication.web.home_urls",
    "manifattura.applications.web.urls",
    "manifattura.accounts.web.urls",
    "manifattura.organisations.web.urls",
    "manifattura.territory.web.urls",
    "manifattura.calls.web.urls",
    "manifattura.evaluation.web.urls",
    "manifattura.spaces.web.urls",
    "manifattura.records.web.urls",
    "manifattura.communication.web.urls",
)
GALLERY = "manifattura.ui.web.urls"
TREE = "manifattura.communication.web.tree_urls"


def _pages() -> list[URLPattern | URLResolver]:
    pages: list[URLPattern | URLResolver] = [path("", include(name)) for name in PAGES if exists(name)]
    if settings.MODE != "production" and exists(GALLERY):
        pages.insert(0, path("ui/", include(GALLERY)))
    # what no address above is: a page of the editors' tree, or an old address that leads somewhere
    return [*pages, path("", include(TREE))]


urlpatterns: list[URLPattern | URLResolver] = [
    # for machines, in no language
    path("salute/", health.alive, name="alive"),
    path("pronto/", health.ready, name="ready"),
    path("metriche", health.metrics, name="metrics"),
    *i18n_patterns(*_pages(), prefix_default_language=False),
]

handler400 = "manifattura.config.error_pages.bad_request"
handler403 = "manifattura.config.error_pages.forbidden"
handler404 = "manifattura.config.error_pages.not_found"
handler429 = "manifattura.config.error_pages.too_often"
handler500 = "manifattura.config.error_pages.server_error"
