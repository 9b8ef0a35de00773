"""The addresses of the site with the editors' back office before them.

A request for the back office is given these instead of the usual ones (`config/gate/route.py`): importing Wagtail's pages
costs a second, which no other process and no other page has to pay.
"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path
from wagtail.admin import urls as back_office
from wagtail.utils.urlpatterns import decorate_urlpatterns

from manifattura.communication.web.back_office import for_editors
from manifattura.config import urls

handler400, handler403, handler404 = urls.handler400, urls.handler403, urls.handler404
handler429, handler500 = urls.handler429, urls.handler500

urlpatterns: list[URLPattern | URLResolver] = [
    path(
        settings.BACK_OFFICE.lstrip("/"),
        include(decorate_urlpatterns(back_office.urlpatterns, for_editors)),
    ),
    *urls.urlpatterns,
]
