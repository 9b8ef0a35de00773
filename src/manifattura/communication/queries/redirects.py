"""Old addresses: what the tree remembers of pages that moved, and what editors wrote."""

from wagtail.contrib.redirects.models import Redirect

from ..domain.addresses import address_of


def new_address(path: str) -> str:
    """Where an old address leads now; empty when nobody said. Links to other sites are given as they are."""
    normal = Redirect.normalise_path(path)
    found = Redirect.objects.filter(old_path=normal).select_related("redirect_page__locale").first()
    if found is None:
        return ""
    page = found.redirect_page
    if page is None:
        return str(found.redirect_link)
    if not page.live:
        return ""
    return address_of("/" + page.url_path.split("/", 2)[2], page.locale.language_code)
