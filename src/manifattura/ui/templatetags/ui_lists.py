"""Components that show several things: facts, calls, tables, timeline, steps, pages."""

import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django import template
from django.core.paginator import Page
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from manifattura.ui.formats import date_text, elided
from manifattura.ui.templatetags.ui_filters import days_left

register = template.Library()
Rows = Iterable[Sequence[Any]]


def _rows(rows: Rows) -> list[dict[str, Any]]:
    return [{"label": row[0], "value": row[1], "small": row[2] if len(row) > 2 else ""} for row in rows]


def query_with(request: HttpRequest, **changes: str | int | None) -> str:
    """The current query string with some parameters changed or (None) removed."""
    query = request.GET.copy()
    for key, value in changes.items():
        if value is None:
            query.pop(key, None)
        else:
            query[key] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("ui/components/facts.html")
def facts(rows: Rows) -> dict[str, Any]:
    return {"rows": _rows(rows)}


@register.inclusion_tag("ui/components/pairs.html")
def pairs(rows: Rows, stacked: bool = False) -> dict[str, Any]:
    return {"rows": _rows(rows), "stacked": stacked}


@register.inclusion_tag("ui/components/countdown.html")
def countdown(deadline: datetime | None, text: str = "", big: bool = False) -> dict[str, Any]:
    lead = text
    if deadline is not None:
        # the article before a day depends on the day: al 19, all’8
        day = date_text(deadline)
        lead = elided(f"{text or _('fino al')} {day}").removesuffix(day)
    return {"deadline": deadline, "days": days_left(deadline), "lead": lead, "big": big}


@register.inclusion_tag("ui/components/call_row.html")
def call_row(**facts_of_call: Any) -> dict[str, Any]:
    """title, href, state, deadline, deadline_text, text, action, primary, sample, level."""
    return facts_of_call


@register.inclusion_tag("ui/components/card.html")
def card(title: str, href: str, **options: Any) -> dict[str, Any]:
    """Options: text, meta, code, kind, status_thing, status_state, level."""
    return {"title": title, "href": href, **options}


@register.inclusion_tag("ui/components/page_index.html")
def page_index(entries: Rows, title: str = "") -> dict[str, Any]:
    return {"entries": [{"id": entry[0], "label": entry[1]} for entry in entries], "title": title}


# On phones a stacked table is laid out as blocks, and browsers then forget that it is a table: roles say it again.
ROLES = (
    (re.compile(r"<(thead|tbody|tfoot)(?=[ >])"), r'<\1 role="rowgroup"'),
    (re.compile(r"<tr(?=[ >])"), '<tr role="row"'),
    (re.compile(r"<td(?=[ >])"), '<td role="cell"'),
    (re.compile(r'<th(?=[^>]*scope="col)'), '<th role="columnheader"'),
    (re.compile(r'<th(?=[^>]*scope="row)'), '<th role="rowheader"'),
)


def with_roles(content: str) -> SafeString:
    for pattern, replacement in ROLES:
        content = pattern.sub(replacement, content)
    return mark_safe(content)  # noqa: S308 - the rendered content of a template block, with roles added


@register.simple_block_tag
def table_frame(
    content: str, caption: str, hide_caption: bool = False, classes: str = "", stacked: bool = False
) -> SafeString:
    stacked = stacked or "mm-ranking" in classes
    context = {
        "content": with_roles(content) if stacked else content,
        "caption": caption,
        "hide_caption": hide_caption,
        "classes": f"{classes} mm-stacked".strip() if stacked and "mm-ranking" not in classes else classes,
        "stacked": stacked,
    }
    return render_to_string("ui/components/table_frame.html", context)


@register.inclusion_tag("ui/components/sort_head.html", takes_context=True)
def sort_head(context: Any, label: str, key: str, numeric: bool = False, default: str = "") -> dict[str, Any]:
    request: HttpRequest = context["request"]
    current = request.GET.get("sort", default)
    order = {"sort": key, "none": "none", key: "ascending", f"-{key}": "descending"}.get(current, "none")
    if current not in {key, f"-{key}"}:
        order = "none"
    target = f"-{key}" if current == key else key
    return {
        "label": label,
        "order": order,
        "numeric": numeric,
        "url": query_with(request, sort=target, page=None),
    }


@register.inclusion_tag("ui/components/pagination.html", takes_context=True)
def pagination(context: Any, page: Page[Any], noun: str = "", name: str = "page") -> dict[str, Any]:
    request: HttpRequest = context["request"]
    numbers = [
        {
            "number": number,
            "url": query_with(request, **{name: number}) if isinstance(number, int) else "",
            "current": number == page.number,
        }
        for number in page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    ]
    return {
        "page": page,
        "noun": noun,
        "numbers": numbers,
        "previous": query_with(request, **{name: page.previous_page_number()}) if page.has_previous() else "",
        "next": query_with(request, **{name: page.next_page_number()}) if page.has_next() else "",
    }


@register.inclusion_tag("ui/components/timeline.html")
def timeline(entries: Iterable[dict[str, Any]], row: bool = False) -> dict[str, Any]:
    return {"entries": entries, "row": row}


@register.inclusion_tag("ui/components/steps.html")
def steps(entries: Sequence[dict[str, Any]]) -> dict[str, Any]:
    return {"entries": entries}


@register.inclusion_tag("ui/components/tabs.html")
def tabs(entries: Iterable[dict[str, Any]], label: str = "") -> dict[str, Any]:
    return {"entries": entries, "label": label}


@register.inclusion_tag("ui/components/filters.html")
def filters(entries: Iterable[dict[str, Any]], label: str = "") -> dict[str, Any]:
    return {"entries": entries, "label": label}


@register.inclusion_tag("ui/components/search_form.html", takes_context=True)
def search_form(
    context: Any, label: str, name: str = "q", keep: str = "", action: str = ""
) -> dict[str, Any]:
    request: HttpRequest = context["request"]
    kept = [(key, request.GET[key]) for key in keep.split(",") if key and request.GET.get(key)]
    return {"label": label, "name": name, "value": request.GET.get(name, ""), "kept": kept, "action": action}


@register.simple_block_tag
def summary(content: str, title: str, href: str = "", id: str = "") -> SafeString:  # noqa: A002
    return render_to_string(
        "ui/components/summary.html", {"content": content, "title": title, "href": href, "id": id}
    )


@register.simple_block_tag
def receipt(content: str, number: str, code: str = "", label: str = "", word: str = "") -> SafeString:
    context = {"content": content, "number": number, "code": code or number, "label": label, "word": word}
    return render_to_string("ui/components/receipt.html", context)


@register.inclusion_tag("ui/components/digest.html")
def digest(value: str, label: str = "") -> dict[str, Any]:
    return {"value": value, "label": label}


@register.inclusion_tag("ui/components/empty.html")
def empty(title: str, text: str = "", href: str = "", action: str = "", **options: Any) -> dict[str, Any]:
    """Options: code, kind, level."""
    return {"title": title, "text": text, "href": href, "action": action, **options}


@register.inclusion_tag("ui/components/loading.html")
def loading(text: str) -> dict[str, Any]:
    return {"text": text}


@register.inclusion_tag("ui/components/progress.html")
def progress(done: int, total: int, noun: str = "", tight: bool = False) -> dict[str, Any]:
    return {"done": done, "total": total, "noun": noun, "tight": tight}


@register.inclusion_tag("ui/components/score_bar.html")
def score_bar(value: Any, maximum: Any = 100, threshold: Any = None) -> dict[str, Any]:
    """Drawn with SVG attributes, so that no `style=` is needed."""
    width = 100 * float(value or 0) / float(maximum)
    mark = 100 * float(threshold) / float(maximum) if threshold is not None else None
    return {
        "width": f"{max(0.0, min(100.0, width)):.2f}",
        "mark": f"{mark:.2f}" if mark is not None else "",
        "below": threshold is not None and float(value or 0) < float(threshold),
    }
