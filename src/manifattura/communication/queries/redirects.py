"""Old addresses: what the tree remembers of pages that moved, and what editors wrote."""

from wagtail.contrib.redirects.models import Redirect

from ..domain.addresses import DEFAULT, address_of


def new_address(path: str, language: str) -> str:
    """Where an old address leads now; empty when nobody said. Links to other sites are given as they are.

    A page that is shown in Italian for want of a translation moved in every language at once.
    """
    own = Redirect.normalise_path(path)
    italian = own.removeprefix(f"/{language}") if language != DEFAULT else own
    rows = Redirect.objects.filter(old_path__in={own, italian}).select_related("redirect_page__locale")
    known = {row.old_path: row for row in rows}
    found = known.get(own) or known.get(italian)
    if found is None:
        return ""
    page = found.redirect_page
    if page is None:
        return str(found.redirect_link)
    if not page.live:
        return ""
    shown_in = page.locale.language_code if own in known else language
    return address_of("/" + page.url_path.split("/", 2)[2], shown_in)
