"""Form tags: fields with label, help and error in this order, error summary, and the fields of procedures."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django import forms, template
from django.forms import BaseForm, BaseFormSet, BoundField
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

register = template.Library()

WIDE = (forms.Textarea,)
GROUPS = (forms.RadioSelect, forms.CheckboxSelectMultiple)


def _kind(bound: BoundField) -> str:
    widget = bound.field.widget
    if isinstance(widget, GROUPS):
        return "group"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "file" if isinstance(widget, forms.FileInput) else "input"


def _described_by(bound: BoundField, help_text: str) -> str:
    ids = []
    if help_text:
        ids.append(f"{bound.auto_id}_helptext")
    if bound.errors:
        ids.append(f"{bound.auto_id}_error")
    return " ".join(ids)


@register.inclusion_tag("ui/components/field.html")
def field(bound: BoundField, **options: Any) -> dict[str, Any]:
    """Options: label, help, unit, wide, short, optional (False hides the mark), autosave.

    A form names in `sometimes` the fields that other answers make necessary: they are not called optional, their help says when.
    """
    kind = _kind(bound)
    help_text = str(options.pop("help", "") or bound.help_text or "")
    attrs: dict[str, str | bool] = {}
    described = _described_by(bound, help_text)
    if described and kind != "group":
        attrs["aria-describedby"] = described
    if bound.errors and kind != "group":
        attrs["aria-invalid"] = "true"
    widget = bound.field.widget
    return {
        "bound": bound,
        "kind": kind,
        "label": options.pop("label", "") or bound.label,
        "help": help_text,
        "described": described,
        "control": bound.as_widget(attrs=attrs) if kind != "group" else "",
        "unit": options.pop("unit", "") or getattr(widget, "unit", ""),
        "required": bound.field.required,
        "optional": options.pop("optional", True)
        and not bound.field.required
        and kind != "tick"
        and bound.name not in getattr(bound.form, "sometimes", ()),
        **options,
    }


@register.inclusion_tag("ui/components/form_fields.html")
def form_fields(form: BaseForm) -> dict[str, Any]:
    return {"form": form}


def _summary_lines(form: BaseForm) -> list[dict[str, str]]:
    if not isinstance(form, BaseForm) or not form.is_bound:
        return []
    lines = [{"text": str(error), "target": ""} for error in form.non_field_errors()]
    for bound in form:
        first = f"{bound.auto_id}_0" if _kind(bound) == "group" else str(bound.auto_id)
        lines += [{"text": f"{bound.label}: {error}", "target": first} for error in bound.errors]
    return lines


@register.inclusion_tag("ui/components/error_summary.html")
def form_errors(*forms_shown: BaseForm | BaseFormSet[Any] | None) -> dict[str, Any]:
    """Summary of one or several forms' errors, those of rows too, with links to the fields."""
    return {"lines": [line for form in _each(forms_shown) for line in _summary_lines(form)]}


def _each(shown: Iterable[BaseForm | BaseFormSet[Any] | None]) -> Iterator[BaseForm]:
    for thing in shown:
        if isinstance(thing, BaseFormSet):
            yield from thing.forms
        elif thing:
            yield thing


@register.inclusion_tag("ui/components/error_summary.html")
def error_summary(lines: Iterable[Sequence[str]]) -> dict[str, Any]:
    """The same summary from `(text, id of the field)` pairs, for pages that do not use Django's forms."""
    return {"lines": [{"text": line[0], "target": line[1] if len(line) > 1 else ""} for line in lines]}


@register.simple_tag
def error_prefix(*wrong: Any) -> str:
    """`Errore: ` for the page title, when any of the forms or lists of errors is not empty."""
    for thing in wrong:
        if isinstance(thing, BaseForm | BaseFormSet):
            if thing.is_bound and any(thing.errors):
                return _("Errore: ")
        elif thing:
            return _("Errore: ")
    return ""


@register.inclusion_tag("ui/components/declaration.html")
def declaration(**options: Any) -> dict[str, Any]:
    """number, title, text, law, name, checked, by, at, may (default True), reason, error, value, id, lang (of the texts)."""
    return {"may": True, "value": "on", **options, "id": options.get("id") or f"id_{options['name']}"}


@register.inclusion_tag("ui/components/file_field.html")
def file_field(name: str, label: str, **options: Any) -> dict[str, Any]:
    """help, limit, accept, files, error, multiple, required (default True), upload_url, template_href, id."""
    return {
        "name": name,
        "label": label,
        "required": True,
        **options,
        "id": options.get("id") or f"id_{name}",
    }


@register.inclusion_tag("ui/components/expenses.html")
def expenses(name: str, rows: Sequence[dict[str, Any]], **options: Any) -> dict[str, Any]:
    """categories (value, label), caption, spare (empty rows added), error, maximum, locked.

    Inputs are `name-0-description`, `name-0-category`, `name-0-amount`, … A row: description, category, amount (text or
    Decimal), errors (dict by column).
    """
    spare = int(options.pop("spare", 2))
    lines = [
        {**row, "index": index, "id": f"id_{name}-{index}"}
        for index, row in enumerate([*rows, *({} for _n in range(spare))])
    ]
    return {"name": name, "rows": lines, **options}


@register.inclusion_tag("ui/components/check.html")
def check(number: str, title: str, name: str, value: str = "", **options: Any) -> dict[str, Any]:
    """source, note, note_name, on, error, choices [(value, word, family)], may (default True)."""
    default = [("met", _("Sì"), "ok"), ("not_met", _("No"), "neg")]
    choices = [
        {"value": item[0], "word": item[1], "family": item[2]}
        for item in options.pop("choices", None) or default
    ]
    return {
        "number": number, "title": title, "name": name, "value": value, "choices": choices, "may": True,
        "note_name": f"{name}-note", **options,
    }  # fmt: skip


@register.inclusion_tag("ui/components/criterion.html")
def criterion(code: str, title: str, name: str, **options: Any) -> dict[str, Any]:
    """value (0–1 or None), maximum, points, reason, reason_name, text, step ("0.1"), error, reason_error, locked, decimals (2).

    `levels`: (value, words) pairs, where only named marks may be given: they are chosen by name.
    """
    value = options.pop("value", None)
    return {
        "code": code, "title": title, "name": name, "value": "" if value is None else str(value), "step": "0.1",
        "decimals": 2,
        "id": f"id_{name}", "reason_name": f"{name}-reason", **options,
    }  # fmt: skip


@register.simple_tag
def autosave(saved_at: Any = None) -> SafeString:
    """The status line of an autosaved form; the script writes in it."""
    from manifattura.ui.formats import date_text
    from manifattura.ui.templatetags.ui_basics import icon_svg

    text = _("Bozza salvata alle %(time)s") % {"time": date_text(saved_at, "time")} if saved_at else ""
    return format_html(
        '<p class="mm-saved" role="status" data-autosave-status{}>{}<span>{}</span></p>',
        "" if saved_at else format_html("{}", " hidden"),
        icon_svg("check-circle", "sm"),
        text,
    )
