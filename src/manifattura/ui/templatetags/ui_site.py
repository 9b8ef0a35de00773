"""Tags of the base pages: language switch, sign-out, breadcrumb, messages."""

from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from django import template
from django.conf import settings
from django.http import HttpRequest
from django.template import Context
from django.urls import NoReverseMatch, reverse, translate_url
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from manifattura.kernel.audience import audience_of

register = template.Library()

NAMES = {"it": "Italiano", "en": "English"}


def localised(path: str) -> str:
    """The same path under the prefix of the active language."""
    language = get_language() or settings.LANGUAGE_CODE
    if language.split("-")[0] == settings.LANGUAGE_CODE:
        return path
    return f"/{language.split('-')[0]}{path}"


@register.simple_tag
def home_url() -> str:
    return localised("/")


@register.simple_tag
def personal_area_url() -> str:
    return localised(str(settings.LOGIN_REDIRECT_URL))


@register.simple_tag(takes_context=True)
def alternate_links(context: Any) -> SafeString:
    """The same page in each language, for search engines: whole addresses, each page naming itself too."""
    request: HttpRequest | None = context.get("request")
    if request is None or request.method != "GET":
        return mark_safe("")
    base = getattr(settings, "PUBLIC_ADDRESS", "")
    addresses = [(code, base + _translated(request.path, code)) for code, _name in settings.LANGUAGES]
    return format_html_join("\n", '<link rel="alternate" hreflang="{}" href="{}">', addresses)


@register.simple_tag
def search_url() -> str:
    """The page of the public search, which an upper floor has; nothing where there is none."""
    address = str(getattr(settings, "SEARCH_URL", ""))
    return localised(address) if address else ""


@register.simple_tag
def help_url() -> str:
    """The form that asks the office for help, which an upper floor has; nothing where there is none."""
    address = str(getattr(settings, "HELP_URL", ""))
    return localised(address) if address else ""


@register.inclusion_tag("ui/components/language_switch.html", takes_context=True)
def language_switch(context: Any) -> dict[str, Any]:
    request: HttpRequest | None = context.get("request")
    if request is None:
        return {"languages": []}
    active = (get_language() or settings.LANGUAGE_CODE).split("-")[0]
    path = request.path if request.method == "GET" or _came_from_here(request) else "/"
    # the same page in the other language: the same session of a call, the same filters
    asked = request.META.get("QUERY_STRING", "") if request.method == "GET" else ""
    query = f"?{asked}" if asked else ""
    languages = [
        {
            "code": code,
            "name": NAMES.get(code, name),
            "current": code == active,
            "url": _translated(path, code) + query,
        }
        for code, name in settings.LANGUAGES
    ]
    return {"languages": languages}


def _came_from_here(request: HttpRequest) -> bool:
    """A form with errors, shown again at its own address: that address can be asked for in the other language."""
    return urlsplit(request.headers.get("Referer", "")).path == request.path


def _translated(path: str, code: str) -> str:
    return _same_page(path, code, get_language() or "")


@lru_cache(maxsize=4096)
def _same_page(path: str, code: str, language: str) -> str:
    """The path in another language, `language` being the one in which it is looked up: several times on each page."""
    bare = path
    for other, _name in settings.LANGUAGES:
        if path.startswith(f"/{other}/"):
            bare = path[len(other) + 1 :]
    translated = translate_url(path, code)
    if translated != path:
        return translated
    return bare if code == settings.LANGUAGE_CODE else f"/{code}{bare}"


@register.inclusion_tag("ui/components/sign_out.html", takes_context=True)
def sign_out(context: Any) -> dict[str, Any]:
    """A button that posts to the sign-out page; nothing where there is none."""
    try:
        url = reverse("account_logout")
    except NoReverseMatch:
        url = ""
    return {"url": url, "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/components/session_warning.html")
def session_warning() -> dict[str, Any]:
    """On pages behind a sign-in: says when the session is about to end for want of use, and lets one stay."""
    rule = getattr(settings, "SESSION_IDLE", None)
    try:
        url = reverse(settings.SESSION_STAY) if rule else ""
    except NoReverseMatch:
        url = ""
    return {"url": url, "rule": rule, "minutes": rule.limit // 60 if rule else 0}


@register.inclusion_tag("ui/components/messages.html", takes_context=True)
def messages_list(context: Any) -> dict[str, Any]:
    return {"messages": context.get("messages") or []}


@register.inclusion_tag("ui/components/breadcrumb.html")
def breadcrumb(entries: Any) -> dict[str, Any]:
    return {"entries": [{"label": entry[0], "url": entry[1] if len(entry) > 1 else ""} for entry in entries]}


@register.inclusion_tag("ui/components/breadcrumb.html", takes_context=True)
def crumbs(context: Context, *parts: str) -> dict[str, Any]:
    """`label url label url … last-label`; on desks the first word is that of the menu, with no public home before it."""
    pairs = [
        {"label": parts[i], "url": parts[i + 1] if i + 1 < len(parts) else ""}
        for i in range(0, len(parts), 2)
    ]
    return {"entries": pairs, "desk": _on_a_desk(context)}


def _on_a_desk(context: Context) -> bool:
    found = getattr(context.get("request"), "resolver_match", None)
    return found is not None and audience_of(found.func) in ("office", "committee")
