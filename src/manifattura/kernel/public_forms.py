"""Guards of public forms without token: from our own pages, not too often, not filled in by a programme."""

from collections.abc import Iterable
from urllib.parse import urlsplit

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.http import HttpRequest
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from .clock import now

HOUR = 60 * 60
TRAP = "sito_web"
"""A field that people do not see (`{% trap %}`): programmes that fill in every field give themselves away."""
MOST_LINKS = 2


def comes_from_us(request: HttpRequest) -> bool:
    """Whether `Origin` (or, for browsers that leave it out, `Referer`) names this very host."""
    source = request.headers.get("Origin") or request.headers.get("Referer", "")
    parts = urlsplit(source)
    return parts.scheme == request.scheme and parts.netloc == request.get_host()


def within_limit(request: HttpRequest, form: str, per_hour: int) -> bool:
    """False when this address has sent the form too often in this hour; only a keyed digest of it is kept, for that hour."""
    address = get_adapter().get_client_ip(request)
    digest = salted_hmac(form, f"{now():%Y%m%d%H} {address}").hexdigest()
    key = f"form-limit:{digest}"
    cache.add(key, 0, HOUR)
    try:
        return int(cache.incr(key)) <= per_hour
    except ValueError:  # it expired between the two lines: a new hour begins
        return True


def refusal_of(request: HttpRequest, form: str, per_hour: int) -> str:
    """Why this sending is not taken, for the person; "" when it is. Only what passes the rest counts for the limit."""
    if not comes_from_us(request):
        return _("Non sappiamo da quale pagina arriva l’invio. Premi di nuovo il pulsante da qui.")
    if request.POST.get(TRAP, ""):
        return _("È stato riempito un campo che deve restare vuoto. Ricarica la pagina e scrivi di nuovo.")
    if has_many_links(request.POST.values()):
        return _("Il testo ha troppi indirizzi di siti: lasciane al massimo due.")
    if not within_limit(request, form, per_hour):
        return _("Da qui sono arrivati molti invii nell’ultima ora. Riprova più tardi.")
    return ""


def has_many_links(texts: Iterable[object]) -> bool:
    """Advertising is made of links; whoever has something to say to an office needs two at most."""
    return any(str(text).lower().count("://") > MOST_LINKS for text in texts)
