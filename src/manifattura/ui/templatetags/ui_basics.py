"""Small components: icon, status, notice, button, box, drawings."""

from typing import Any

from django import template
from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from manifattura.ui import isolato as drawings
from manifattura.ui.statuses import Status, find_status

register = template.Library()

SIZES = {"xs": "icon icon-xs", "sm": "icon icon-sm", "": "icon"}
NOTICE_ICONS = {"info": "info-circle", "ok": "check-circle", "attention": "warning-circle", "error": "error"}
BUTTONS = {
    "primary": "btn btn-primary",
    "outline": "btn btn-outline-primary",
    "text": "btn btn-text",
    "tram": "btn btn-tram",
    "danger": "btn btn-danger-outline",
}


def icon_svg(name: str, size: str = "") -> SafeString:
    """The icon, hidden from readers: a word always stands beside it."""
    return format_html(
        '<svg class="{}" aria-hidden="true" focusable="false"><use href="{}#it-{}"></use></svg>',
        SIZES[size],
        static("ui/dist/icons.svg"),
        name,
    )


def status_html(status: Status, word: str = "") -> SafeString:
    return format_html(
        '<span class="mm-status mm-status--{}">{}<span>{}</span></span>',
        status.family,
        icon_svg(status.icon, "xs"),
        word or status.word,
    )


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    return icon_svg(name, size)


@register.simple_tag
def status(thing: str, state: str, word: str = "") -> SafeString:
    return status_html(find_status(thing, state), word)


@register.simple_tag
def status_next(thing: str, state: str) -> str:
    return str(find_status(thing, state).next)


@register.simple_tag
def status_word(thing: str, state: str) -> str:
    return str(find_status(thing, state).word)


@register.simple_tag
def sample() -> SafeString:
    return status_html(find_status("data", "sample"))


@register.simple_tag
def tag(family: str, word: str, icon_name: str = "info-circle") -> SafeString:
    """A tag outside the vocabulary of states ("Scade domani"): icon and word as well."""
    return format_html(
        '<span class="mm-status mm-status--{}">{}<span>{}</span></span>',
        family,
        icon_svg(icon_name, "xs"),
        word,
    )


@register.simple_block_tag
def notice(
    content: str, family: str = "info", title: str = "", alert: bool = False, level: int = 2
) -> SafeString:
    context = {
        "content": content, "family": family, "title": title, "alert": alert, "level": level,
        "icon_name": NOTICE_ICONS[family],
    }  # fmt: skip
    return render_to_string("ui/components/notice.html", context)


class EmptyAddressError(ValueError):
    """A button was given an address, and the address is empty."""


@register.simple_tag
def button(label: str, **options: Any) -> SafeString:
    """Options: href, variant, icon, icon_before, small, name, value, blocked, type, data_open, hidden_label, form.

    An empty `href` is a mistake of the page, never a submit button: "Annulla" would send the form. It raises
    EmptyAddressError; in production the button is left out, and the rest of the page serves.
    """
    if "href" in options and not options["href"] and not options.get("blocked"):
        if settings.MODE != "production":
            raise EmptyAddressError(label)
        return SafeString("")
    variant = BUTTONS[options.pop("variant", "primary")]
    classes = f"{variant} btn-small" if options.get("small") else variant
    return render_to_string("ui/components/button.html", {"label": label, "classes": classes, **options})


@register.simple_block_tag
def box(
    content: str,
    title: str = "",
    line: bool = False,
    cut: bool = False,
    level: int = 2,
    id: str = "",  # noqa: A002
) -> SafeString:
    context = {"content": content, "title": title, "line": line, "cut": cut, "level": level, "id": id}
    return render_to_string("ui/components/box.html", context)


@register.simple_block_tag
def next_action(content: str, title: str, href: str = "", action: str = "", kicker: str = "") -> SafeString:
    context = {"content": content, "title": title, "href": href, "action": action, "kicker": kicker}
    return render_to_string("ui/components/next_action.html", context)


@register.simple_block_tag
def dialog(content: str, id: str, title: str) -> SafeString:  # noqa: A002
    return render_to_string("ui/components/dialog.html", {"content": content, "id": id, "title": title})


@register.simple_tag
def isolato(code: str, kind: str = "day", cols: int = 12, rows: int = 5) -> SafeString:
    return mark_safe(drawings.svg(str(code), kind, cols=cols, rows=rows))  # noqa: S308 - drawn by us from a digest


@register.simple_tag
def skyline() -> SafeString:
    return mark_safe(drawings.skyline())  # noqa: S308 - drawn by us


@register.simple_tag(takes_context=True)
def hero_drawing(context: Any, code: str = "") -> SafeString:
    name = code or str((context.get("city") or {}).get("city_name", "manifattura")).lower()
    return mark_safe(drawings.hero(name))  # noqa: S308 - drawn by us


@register.simple_tag
def figure(number: str, label: str, source: str = "") -> SafeString:
    return format_html(
        '<div class="mm-figure"><b>{}</b><span>{}</span>{}</div>',
        number,
        label,
        format_html("<small>{}</small>", source) if source else "",
    )
