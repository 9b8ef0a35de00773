"""How a criterion gives its points: first the way, then its rows."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from manifattura.kernel.audience import audience
from manifattura.kernel.errors import Conflict, PermissionRefused, Refused
from manifattura.ui.forms import show_refusal

from ...actions.draft_items import ItemKind
from ...actions.save_item import save_item
from ...actions.write_draft import stored_method
from ...domain.grid_facts import leaves
from ...domain.method_checks import method_problems
from ...domain.problems import Part
from ...domain.scoring import Method, MethodKind, Source
from ...models import Call
from ...queries.draft_grid import read_method
from ...queries.method_words import leaf_words, method_names
from .access import office_call, revision_of
from .builder import Desk, desk_of, part_url, tabs
from .items import item_of
from .method_forms import OFFICE, MethodForm, is_plain, method_of, rows_of_method

KINDS = {ItemKind.CRITERION.value: ItemKind.CRITERION, ItemKind.PART.value: ItemKind.PART}


@audience("office")
def method_edit(request: HttpRequest, pk: int, kind: str, item: int) -> HttpResponse:
    """`?tipo=` chooses the way; without it the page shows the one in force, or asks."""
    call = office_call(request, pk)
    if kind not in KINDS:
        raise Http404
    found = item_of(call, KINDS[kind], item)
    desk = desk_of(request, call)
    if not desk.may_change(Part.GRID):
        raise PermissionDenied
    stored = read_method(found)
    chosen = _kind(request.GET.get("tipo", stored.kind.value if stored else ""))
    if chosen is None:
        return _choose(request, call, desk, found, stored)
    method = stored if stored and stored.kind is chosen else None
    return _edit(request, call, desk, KINDS[kind], found, chosen, method)


def _kind(text: str) -> MethodKind | None:
    try:
        return MethodKind(text)
    except ValueError:
        return None


def _choose(request: HttpRequest, call: Call, desk: Desk, item: Any, stored: Method | None) -> HttpResponse:
    context = {
        **_page(call, desk, item),
        "ways": [(kind.value, *words) for kind, words in method_names().items()],
        "now": stored.kind.value if stored else MethodKind.COMMITTEE.value,
    }
    return render(request, "calls/office/method_choose.html", context)


def _edit(
    request: HttpRequest,
    call: Call,
    desk: Desk,
    kind: ItemKind,
    item: Any,
    chosen: MethodKind,
    method: Method | None,
) -> HttpResponse:
    data = request.POST if request.method == "POST" else None
    field = _field(request, method)
    form = MethodForm(data, kind=chosen, edition=desk.edition, method=method)
    if field and "field" in form.fields:
        form.fields["field"].initial = field
    rows = rows_of_method(chosen, desk.edition, method, data, "" if field == OFFICE else field)
    revision = call.revision
    if data is not None and form.is_valid() and (rows is None or rows.is_valid()):
        made = method_of(form, [row.cleaned_data for row in rows.forms] if rows is not None else [])
        try:
            save_item(
                call=call,
                kind=kind,
                values={"method": None if is_plain(made) else stored_method(made)},
                by=request.person,
                item_id=item.pk,
                revision=revision_of(request, call),
            )
        except PermissionRefused as refusal:
            raise PermissionDenied from refusal
        except Refused as refusal:
            show_refusal(form, refusal)
            if isinstance(refusal, Conflict):
                revision = int(str(refusal.theirs["revision"]))
        else:
            return _saved(request, call, kind, item, chosen, made)
    context = {
        **_page(call, desk, item),
        "form": form,
        "rows": rows,
        "fixed_rows": bool(rows is not None and not rows.extra),
        "way": method_names()[chosen],
        "kind": chosen.value,
        "condition": form.condition,
        "revision": revision,
        "choose_url": f"{_url(call, kind, item)}?tipo=",
    }
    return render(request, "calls/office/method.html", context, status=422 if data is not None else 200)


def _field(request: HttpRequest, method: Method | None) -> str:
    """The question whose choices become rows: as sent, as in the address, as stored."""
    if request.method == "POST":
        return request.POST.get("field", "")
    if "campo" in request.GET:
        return request.GET["campo"]
    if method is None:
        return ""
    return OFFICE if method.source is Source.OFFICE else method.field


def _saved(
    request: HttpRequest, call: Call, kind: ItemKind, item: Any, chosen: MethodKind, made: Method
) -> HttpResponse:
    """Back to the grid; or once more to the rows, when the question was chosen now and its choices wait for points."""
    if chosen is MethodKind.OPTIONS and not made.options:
        return redirect(f"{_url(call, kind, item)}?tipo={chosen.value}&campo={made.field or OFFICE}")
    call.refresh_from_db()
    desk = desk_of(request, call)
    for found in method_problems(desk.edition):
        if found.message.params.get("row_key") == item.key:
            tell = messages.error if found.blocks else messages.warning
            tell(request, _(found.message.text) % found.message.params)
    messages.success(request, _("Salvato."))
    return redirect(f"{part_url(call, Part.GRID)}#{kind.value}-{item.pk}")


def _page(call: Call, desk: Desk, item: Any) -> dict[str, Any]:
    leaf = next((one for one in leaves(desk.edition.grid) if one.key == item.key), None)
    return {
        "call": call,
        "item": item,
        "words": leaf_words(leaf, desk.edition) if leaf else None,
        "back_url": part_url(call, Part.GRID),
        "tabs": tabs(desk, Part.GRID),
    }


def _url(call: Call, kind: ItemKind, item: Any) -> str:
    return reverse("calls:method_edit", args=[call.pk, kind.value, item.pk])
