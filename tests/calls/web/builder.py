"""What the tests of the builder share: addresses, and what a page's form would send."""

from __future__ import annotations

from django.urls import reverse

from manifattura.calls.actions.draft_items import ITEMS


def part_url(call, part):
    return reverse("calls:builder_part", args=[call.pk, part.value])


def item_url(call, kind, *more, name="item_add"):
    return reverse(f"calls:{name}", args=[call.pk, ITEMS[kind].part.value, kind.value, *more])


def stored_form(desk, url):
    """What the page's form would send if nothing were changed."""
    form = desk.get(url).context["form"]
    data = {"revision": "0"}
    for bound in form:
        widget = bound.field.widget
        data.update(_sent(bound, widget))
    return data


def stored_rows(desk, url):
    """The same of a page whose form has rows (`form` and `rows`), every hidden control with it."""
    page = desk.get(url).context
    forms = (
        [page["form"], page["rows"].management_form, *page["rows"].forms] if page["rows"] else [page["form"]]
    )
    data = {"revision": str(page["revision"])}
    for form in forms:
        for bound in form:
            data.update(_sent(bound, bound.field.widget))
    return data


def _sent(bound, widget):
    value = bound.value()
    if widget.__class__.__name__ == "CheckboxInput":
        return {bound.html_name: "on"} if value else {}
    if widget.__class__.__name__ == "CheckboxSelectMultiple":
        return {bound.html_name: [str(one) for one in value or []]}
    shown = widget.format_value(value)
    if isinstance(shown, list):
        shown = shown[0] if shown else ""
    return {bound.html_name: "" if shown is None else shown}
