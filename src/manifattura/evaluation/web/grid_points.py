"""Automatic points on the pages of the office and of the committee: what they come from, and the office's own values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from manifattura.calls.domain.edition import Edition
from manifattura.calls.domain.grid_facts import GridFact, Leaf, fact_of, leaf_facts, leaves
from manifattura.calls.domain.scoring import MethodKind
from manifattura.calls.domain.sealing_checks import reads_sealed
from manifattura.calls.queries.conditions import condition_text
from manifattura.calls.queries.method_words import MethodWords, edge_words, field_names, leaf_words
from manifattura.kernel.errors import PermissionRefused, Refused
from manifattura.territory.queries.areas import municipio_choices
from manifattura.ui.formats import short_points_text
from manifattura.ui.forms import DateField, parse_number

from ..actions.save_value import save_value
from ..domain.automatic_points import has_automatic
from ..models import Review, ReviewValue
from ..queries.grid_values import POINTS, candidate_alone, declared_points, points_of

if TYPE_CHECKING:
    from manifattura.applications.models import Application


@dataclass(frozen=True)
class FactRow:
    """One fact: what was declared, what the office found, and how to write it."""

    key: str
    name: str
    declared: str
    found: str
    note: str
    by_office: bool
    kind: str
    choices: tuple[tuple[str, str], ...]
    value: str
    missing: bool
    sealed: bool = False
    """In an envelope: nobody of the office writes it, before the opening or after."""


@dataclass(frozen=True)
class PointsRow:
    """One criterion or part with its points now; None when they are known only with the others."""

    words: MethodWords
    points: Decimal | None
    facts: tuple[FactRow, ...]
    check: FactRow | None
    """Where the applicant’s points may be lowered directly."""


def points_rows(application: Application, edition: Edition, review: Review | None) -> list[PointsRow]:
    """Every criterion that the committee does not mark; empty for grids without any."""
    if not has_automatic(edition):
        return []
    stored = {row.key: row for row in review.values.all()} if review is not None else {}
    values = {key: row.value for key, row in stored.items()}
    points = points_of(application, edition, values)
    declared = declared_points(application, edition, values)
    answers = candidate_alone(application, edition, {}).answers
    names = field_names(edition)
    rows = []
    for leaf in leaves(edition.grid):
        if leaf.by_committee:
            continue
        facts = tuple(
            _fact_row(fact, leaf, edition, answers, stored, names) for fact in leaf_facts(leaf, edition)
        )
        rows.append(
            PointsRow(
                leaf_words(leaf, edition), points.of(leaf.key), facts, _check_row(leaf, declared, stored)
            )
        )
    return rows


def checked_words(application: Application, edition: Edition) -> list[FactRow]:
    """What the office found other than declared, or judged, with its reason: the applicant reads it with the points."""
    review = Review.objects.filter(application=application).first()
    found = {}
    for row in points_rows(application, edition, review):
        for fact in (*row.facts, *([row.check] if row.check else [])):
            if fact.note and not fact.sealed:
                found[fact.key] = fact if fact is not row.check else replace(fact, name=row.words.title)
    return list(found.values())


def _fact_name(fact: GridFact, leaf: Leaf, edition: Edition, names: Mapping[str, str]) -> str:
    """The question that it reads, or the condition in words; a choice between amounts has only the criterion's title."""
    if fact.by_office:
        return _("Valore dell’ufficio")
    when = fact.node.get("when")
    if when and (when.get("op"), when.get("value")) != ("eq", True):
        return capfirst(condition_text(when, edition, municipio_choices()))
    path = when["field"] if when else fact.key.partition(":")[2] or fact.key
    return names.get(path, leaf.title).strip("«»")


def _fact_row(
    fact: GridFact,
    leaf: Leaf,
    edition: Edition,
    answers: Any,
    stored: dict[str, ReviewValue],
    names: dict[str, str],
) -> FactRow:
    found = stored.get(fact.key)
    declared = None if fact.by_office else fact_of(fact, answers)
    choices = _choices(fact, leaf)
    return FactRow(
        key=fact.key,
        name=_fact_name(fact, leaf, edition, names),
        declared=_shown(declared, choices),
        found=_shown(found.value, choices) if found else "",
        note=found.note if found else "",
        by_office=fact.by_office,
        kind=fact.kind,
        choices=choices,
        value=_raw(found.value) if found else "",
        missing=fact.by_office and found is None,
        sealed=reads_sealed(edition, fact.key),
    )


def _check_row(leaf: Leaf, declared: Mapping[str, Decimal], stored: dict[str, ReviewValue]) -> FactRow | None:
    """Points may be lowered where the criterion says so, on its first leaf."""
    criterion = leaf.criterion
    first = not criterion.parts or criterion.parts[0].key == leaf.key
    if not criterion.lower_only or not first:
        return None
    key = f"{POINTS}{criterion.key}"
    found = stored.get(key)
    return FactRow(
        key=key,
        name=_("Punti dopo il controllo"),
        declared=short_points_text(declared.get(criterion.key, Decimal(0))),
        found=_shown(found.value, ()) if found else "",
        note=found.note if found else "",
        by_office=False,
        kind="number",
        choices=(),
        value=_raw(found.value) if found else "",
        missing=False,
    )


def _choices(fact: GridFact, leaf: Leaf) -> tuple[tuple[str, str], ...]:
    if fact.kind == "yes_no":
        return (("true", _("sì")), ("false", _("no")))
    if leaf.method.kind is MethodKind.OPTIONS:
        return tuple((option.key, option.label or option.key) for option in leaf.method.options)
    return ()


def _shown(value: Any, choices: tuple[tuple[str, str], ...]) -> str:
    if value is None:
        return ""
    words = dict(choices)
    if isinstance(value, bool):
        return _("sì") if value else _("no")
    if isinstance(value, list):
        return ", ".join(str(words.get(one, one)) for one in value)
    return words.get(value, "") or edge_words(str(value))


def _raw(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return (
        ",".join(value) if isinstance(value, list) else edge_words(value) if _is_figure(value) else str(value)
    )


def _is_figure(value: str) -> bool:
    return value[:1].isdigit() or value[:1] == "-"


def save_posted(request: HttpRequest, review: Review, version: int) -> None:
    """One value as the page sends it: `key`, `kind`, `value` (several for choices), `note`; empty takes it back."""
    key, kind = request.POST.get("key", ""), request.POST.get("kind", "")
    try:
        save_value(
            review=review,
            key=key,
            value=_posted(request, kind),
            note=request.POST.get("note", ""),
            base_version=version,
            by=request.person,
        )
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal


def _posted(request: HttpRequest, kind: str) -> Any:
    given = [one for one in request.POST.getlist("value") if one]
    if kind == "choices":
        return given if given or "clear" not in request.POST else None
    text = given[0].strip() if given else ""
    if not text:
        return None
    if kind == "yes_no":
        return text == "true"
    if kind == "number":
        try:
            return format(parse_number(text), "f")
        except ValueError as error:
            raise Refused(_("Scrivi un numero, per esempio 12,5."), field=request.POST.get("key")) from error
    if kind == "date":
        try:
            day = DateField(required=False).to_python(text)
        except forms.ValidationError as error:
            raise Refused(
                _("Scrivi una data, per esempio 31/12/2025."), field=request.POST.get("key")
            ) from error
        return day.isoformat() if day else None
    return text
