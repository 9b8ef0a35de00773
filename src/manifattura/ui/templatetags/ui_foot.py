"""The foot of the pages: the same for everybody in a language, so it is drawn once in each process for each."""

from typing import Any

from django import template
from django.template.loader import render_to_string
from django.urls import get_script_prefix
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from manifattura.ui.navigation import FOOT_MENUS, entries

register = template.Library()

_drawn: dict[tuple[Any, ...], SafeString] = {}


@register.simple_tag(takes_context=True)
def foot(context: template.Context, *, short: bool = False) -> SafeString:
    """`short`: one line of links. What its menus hold is shown to everybody: entries have no `visible` and no `count`."""
    nav, city, sample = context.get("nav"), context.get("city") or {}, context.get("sample_site")
    links = [(one.key, one.url_name, one.href) for menu in FOOT_MENUS for one in entries(menu)] if nav else []
    told = [city.get(name) for name in ("institution", "sentence", "attribution")]
    key = (get_language(), get_script_prefix(), short, sample, *told, *links)
    if key not in _drawn:
        given = {"nav": nav, "city": city, "sample_site": sample, "short": short}
        _drawn[key] = render_to_string("ui/parts/footer.html", given)
    return _drawn[key]
