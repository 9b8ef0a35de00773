"""What programs read: robots.txt, sitemap.xml, security.txt."""

from collections.abc import Iterator
from datetime import timedelta
from xml.etree import ElementTree as Xml

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.clock import now
from manifattura.kernel.public_cache import kept_by_all
from manifattura.spaces.queries.spaces import spaces_with_card

from ..queries.open_calls import published_calls
from ..queries.pages import tree_addresses

PRIVATE = (
    "/area-personale/",
    "/ufficio/",
    "/commissione/",
    "/domande/",
    "/accedi/",
    "/segnala-disservizio/*/",
    "/richiedi-assistenza/*/",
    "/redazione/",
    "/cerca/",
)
PAGES = (
    "verify",
    "brand",
    "site-map",
    "report-problem",
    "request-assistance",
    "appointments",
    "alerts",
    "calendar",
)
"""Public pages that are not of the tree."""
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
SECURITY_LASTS = timedelta(days=180)


@require_safe
@audience("public")
def robots(request: HttpRequest) -> HttpResponse:
    """Personal and office pages are not for search engines; nor are rankings (D.Lgs 33/2013), which say noindex."""
    lines = ["User-agent: *"]
    for path in PRIVATE:
        lines += [f"Disallow: {path}", f"Disallow: /en{path}"]
    lines += ["", f"Sitemap: {settings.PUBLIC_ADDRESS}/sitemap.xml", ""]
    return kept_by_all(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@require_safe
@audience("public")
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every public page in both languages, each naming the other."""
    Xml.register_namespace("", SITEMAP)
    Xml.register_namespace("xhtml", XHTML)
    root = Xml.Element(f"{{{SITEMAP}}}urlset")
    for versions in _addresses():
        for address in versions.values():
            url = Xml.SubElement(root, f"{{{SITEMAP}}}url")
            Xml.SubElement(url, f"{{{SITEMAP}}}loc").text = address
            for code, other in versions.items():
                Xml.SubElement(url, f"{{{XHTML}}}link", rel="alternate", hreflang=code, href=other)
    text = Xml.tostring(root, encoding="utf-8", xml_declaration=True)
    return kept_by_all(HttpResponse(text, content_type="application/xml"))


def _addresses() -> Iterator[dict[str, str]]:
    targets: list[tuple[str, list[str]]] = [(f"communication:{page}", []) for page in PAGES]
    for languages in tree_addresses():
        yield {code: f"{settings.PUBLIC_ADDRESS}{address}" for code, address in languages.items()}
    targets += [("calls:list", []), ("spaces:list", []), ("spaces:register", []), ("spaces:results", [])]
    targets += [("calls:detail", [call.slug]) for call in published_calls(now())]
    targets += [("spaces:card", [key]) for key in spaces_with_card().values_list("code_key", flat=True)]
    for name, arguments in targets:
        versions = {}
        for code, _name in settings.LANGUAGES:
            with override(code):
                versions[code] = f"{settings.PUBLIC_ADDRESS}{reverse(name, args=arguments)}"
        yield versions


@require_safe
@audience("public")
def security(request: HttpRequest) -> HttpResponse:
    """RFC 9116: where to write about a vulnerability."""
    contacts = settings.CITY.get("contacts", {})
    address = contacts.get("security_email")
    expires = (now() + SECURITY_LASTS).replace(microsecond=0, second=0, minute=0, hour=0)
    with override("it"):
        form = f"{settings.PUBLIC_ADDRESS}{reverse('communication:report-problem')}"
    lines = [
        *([f"Contact: mailto:{address}"] if address else []),
        f"Contact: {form}",
        f"Expires: {expires.isoformat()}",
        "Preferred-Languages: it, en",
        f"Canonical: {settings.PUBLIC_ADDRESS}/.well-known/security.txt",
        "",
    ]
    return kept_by_all(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))
