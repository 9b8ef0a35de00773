"""Add, change, move and remove the items of the builder's lists."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.territory.queries.areas import municipio_choices
from manifattura.ui.forms import show_refusal

from ...actions.draft_items import ITEMS, ItemKind, items_of
from ...actions.move_item import Direction, move_item
from ...actions.remove_item import remove_item
from ...actions.save_item import save_item
from ...domain.edition import FieldType
from ...domain.lot_sections import asked_once
from ...domain.problems import Part
from ...models import Call
from ...queries.conditions import condition_choices
from ...queries.formulas import operand_choices
from ..field_words import type_words
from .access import office_call, revision_of, tell
from .builder import Desk, desk_of, part_url, tabs
from .fields import ConditionForm
from .formula_forms import FormulaForm
from .inner_forms import BaseInner, inner_formset
from .item_forms import CONDITIONS, ITEM_FORMS, ItemForm, initial_of
from .lists import title_of
from .question_forms import WELL_KNOWN, BaseOptions, QuestionOfFormForm, options_formset
from .words import item_words, part_words


def read_kind(part: str, kind: str) -> ItemKind:
    """The kind of item, when it lives on that page; 404 otherwise."""
    try:
        found = ItemKind(kind)
    except ValueError as error:
        raise Http404 from error
    if ITEMS[found].part.value != part:
        raise Http404
    return found


def item_of(call: Call, kind: ItemKind, item: int) -> Any:
    found = items_of(call.pk, kind).filter(pk=item).first()
    if found is None:
        raise Http404
    return found


@audience("office")
def item_add(request: HttpRequest, pk: int, part: str, kind: str) -> HttpResponse:
    call, chosen = office_call(request, pk), read_kind(part, kind)
    if chosen is ItemKind.DOCUMENT:
        return redirect("calls:document_add", call.pk)
    if chosen is ItemKind.FIELD and request.GET.get("tipo") not in _kinds_for(call):
        return _choose_type(request, call)
    return _edit(request, call, chosen, None)


@audience("office")
def item_edit(request: HttpRequest, pk: int, part: str, kind: str, item: int) -> HttpResponse:
    call, chosen = office_call(request, pk), read_kind(part, kind)
    return _edit(request, call, chosen, item_of(call, chosen, item))


def _kinds_for(call: Call) -> frozenset[FieldType]:
    """The kinds of question that a form of this call may have: no grant, no table of expenses."""
    return frozenset(FieldType) - (frozenset() if call.gives_money else {FieldType.EXPENSES})


def _choose_type(request: HttpRequest, call: Call) -> HttpResponse:
    """A new question begins with its kind: the next page asks only what that kind needs."""
    section = request.GET.get("sezione", "")
    context = {
        "call": call,
        "section": section if section.isdigit() else "",
        "types": [(kind.value, *words) for kind, words in type_words().items() if kind in _kinds_for(call)],
        "back_url": part_url(call, Part.FORM),
        "tabs": tabs(desk_of(request, call), Part.FORM),
    }
    return render(request, "calls/office/choose_type.html", context)


class Editor:
    """The forms of one item's page: its own, its condition, its choices."""

    def __init__(self, request: HttpRequest, desk: Desk, kind: ItemKind, item: Any) -> None:
        data = request.POST if request.method == "POST" else None
        self.kind, self.item, self.desk = kind, item, desk
        self.options: BaseOptions | None = None
        self.inner: BaseInner | None = None
        self.formula: FormulaForm | None = None
        self.form = self._form(request, data)
        self.condition = self._condition(data)

    def _form(self, request: HttpRequest, data: Any) -> ItemForm:
        desk, item = self.desk, self.item
        if self.kind is not ItemKind.FIELD:
            chosen = {"criterion": request.GET.get("criterio", "")}
            initial = initial_of(self.kind, item) if item is not None else chosen
            return ITEM_FORMS[self.kind](data, edition=desk.edition, item=item, initial=initial)
        kind = FieldType(item.type if item is not None else request.GET["tipo"])
        sections = [(str(row.pk), row.title) for row in items_of(desk.call.pk, ItemKind.SECTION)]
        initial = {"section": request.GET.get("sezione", "")}
        if item is not None:
            names = ITEMS[ItemKind.FIELD].names
            initial = {**{name: getattr(item, name) for name in names}, "section": str(item.section_id)}
        self.options = options_formset(kind, item, data)
        self.inner = inner_formset(kind, item, data)
        if kind is FieldType.COMPUTED:
            self.formula = self._formula(data)
        return QuestionOfFormForm(
            data, edition=desk.edition, item=item, initial=initial, kind=kind, sections=sections
        )

    def _formula(self, data: Any) -> FormulaForm:
        edition = asked_once(self.desk.edition)
        before = self.item.key if self.item is not None else ""
        return FormulaForm(
            data,
            choices=operand_choices(edition, before=before),
            conditions=condition_choices(edition, municipio_choices(), before=before),
            formula=self.item.formula if self.item is not None else None,
        )

    def _condition(self, data: Any) -> ConditionForm | None:
        name = CONDITIONS.get(self.kind)
        if name is None:
            return None
        before = self.item.key if self.kind is ItemKind.FIELD and self.item is not None else ""
        choices = condition_choices(asked_once(self.desk.edition), municipio_choices(), before=before)
        expression = getattr(self.item, name) if self.item is not None else None
        return ConditionForm(data, choices=choices, expression=expression)

    def is_valid(self) -> bool:
        wrong = [
            not form.is_valid()
            for form in (self.form, self.condition, self.options, self.inner, self.formula)
            if form is not None
        ]
        if not any(wrong) and self.kind is ItemKind.FLAG and self.condition and not self.condition.expression:
            self.condition.add_error("row_1", _("Scegli quando si mette il contrassegno."))
            return False
        return not any(wrong)

    def values(self) -> Mapping[str, Any]:
        values = dict(self.form.values())
        if self.condition is not None:
            values[CONDITIONS[self.kind]] = self.condition.expression
        if self.inner is not None:
            values["fields"] = self.inner.documents()
        if self.formula is not None:
            values["formula"] = self.formula.formula
        if self.kind is ItemKind.CRITERION:
            groups = items_of(self.desk.call.pk, ItemKind.GROUP)
            values["group"] = groups.filter(key=values["group"]).first()
        if self.kind is ItemKind.PART:
            criteria = items_of(self.desk.call.pk, ItemKind.CRITERION)
            values["criterion"] = criteria.get(key=values["criterion"])
        if self.kind is ItemKind.FIELD:
            values["section"] = items_of(self.desk.call.pk, ItemKind.SECTION).get(pk=values["section"])
        return values

    def key(self) -> str:
        written = str(self.form.cleaned_data.get("key", "") or "")
        if written or self.kind is not ItemKind.FIELD or self.item is not None:
            return written
        known = WELL_KNOWN.get(FieldType(self.form.values()["type"]), "")
        taken = {field.key for section in self.desk.edition.form for field in section.fields}
        return "" if known in taken else known


def _edit(request: HttpRequest, call: Call, kind: ItemKind, item: Any) -> HttpResponse:
    part = ITEMS[kind].part
    desk = desk_of(request, call)
    if not desk.may_change(part):
        raise PermissionDenied
    editor, revision = Editor(request, desk, kind, item), call.revision
    if request.method == "POST" and editor.is_valid():
        try:
            save_item(
                call=call,
                kind=kind,
                values=editor.values(),
                by=request.person,
                item_id=item.pk if item is not None else None,
                revision=revision_of(request, call),
                key=editor.key(),
                options=editor.options.chosen() if editor.options is not None else None,
            )
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(editor.form, refusal)
            if isinstance(refusal, Conflict):
                revision = int(str(refusal.theirs["revision"]))
        else:
            messages.success(request, _("Salvato."))
            return redirect(part_url(call, part))
    elif request.method == "POST":
        revision = revision_of(request, call)
    titles = item_words()[kind]
    context = {
        "call": call,
        "title": titles[1] if item is not None else titles[0],
        "part_title": part_words()[part],
        "back_url": part_url(call, part),
        "editor": editor,
        "form": editor.form,
        "condition": editor.condition,
        "options": editor.options,
        "inner": editor.inner,
        "formula": editor.formula,
        "revision": revision,
        "item": item,
        "tabs": tabs(desk, part),
        "wrong": [form for form in _forms(editor) if form.is_bound and not form.is_valid()],
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "calls/office/item.html", context, status=status)


def _forms(editor: Editor) -> list[forms.Form]:
    found = [editor.form, editor.condition, editor.formula]
    if editor.formula is not None:
        found.append(editor.formula.condition)
    return [form for form in found if form is not None]


@audience("office")
@require_POST
def item_move(request: HttpRequest, pk: int, part: str, kind: str, item: int) -> HttpResponse:
    call, chosen = office_call(request, pk), read_kind(part, kind)
    direction: Direction = "up" if request.POST.get("direction") == "up" else "down"
    try:
        move_item(call=call, kind=chosen, item_id=item, direction=direction, by=request.person)
    except PermissionRefused as refusal:
        raise PermissionDenied from refusal
    except Refused as refusal:
        tell(request, refusal)
    return redirect(f"{part_url(call, ITEMS[chosen].part)}#{chosen.value}-{item}")


@audience("office")
def item_remove(request: HttpRequest, pk: int, part: str, kind: str, item: int) -> HttpResponse:
    """Ask first, saying what goes with it."""
    call, chosen = office_call(request, pk), read_kind(part, kind)
    found = item_of(call, chosen, item)
    desk = desk_of(request, call)
    if not desk.may_change(ITEMS[chosen].part):
        raise PermissionDenied
    if request.method == "POST":
        try:
            remove_item(
                call=call, kind=chosen, item_id=item, revision=revision_of(request, call), by=request.person
            )
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            tell(request, refusal)
        else:
            messages.success(request, _("Tolto."))
        return redirect(part_url(call, ITEMS[chosen].part))
    context = {
        "call": call,
        "name": title_of(desk, chosen, found.pk),
        "questions": found.fields.count() if chosen is ItemKind.SECTION else 0,
        "revision": call.revision,
        "back_url": part_url(call, ITEMS[chosen].part),
    }
    return render(request, "calls/office/remove.html", context)
