"""Bringing in a table: upload, preview, columns, headings, writing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import Refused
from manifattura.kernel.tables.by_hand import file_columns, first_rows, headings_by_hand
from manifattura.kernel.tables.cells import plain
from manifattura.kernel.tables.headings import Headings
from manifattura.kernel.tables.kinds import Kind, kinds
from manifattura.kernel.tables.words import advice, message
from manifattura.ui.forms import show_refusal
from manifattura.ui.statuses import find_status

from ..actions.settle_import import point_at_headings, settle_columns
from ..actions.start_import import start_import
from ..actions.write_import import give_up_import, write_import
from ..domain.words import ImportState
from ..models import TableImport
from ..queries.table_imports import fault_of, imports_of, kind_of_import, rules_of, sheets_of, spot_stored
from .import_forms import UploadForm

SHOWN = ("error", "warning", "new", "changed", "same", "left")
ROWS_IN_A_PAGE = 50
ASIDE = {
    "total": gettext_lazy("riga di totali"),
    "heading": gettext_lazy("intestazioni ripetute"),
    "note": gettext_lazy("nota"),
}


def _mine(request: HttpRequest) -> list[Kind]:
    found = [kind for kind in kinds() if kind.may(request.person)]
    if not found:
        raise PermissionDenied
    return found


def _table(request: HttpRequest, pk: int) -> TableImport:
    keys = [kind.key for kind in _mine(request)]
    return get_object_or_404(
        TableImport.objects.select_related("created_by", "written_by").filter(kind__in=keys), pk=pk
    )


def _seen(request: HttpRequest) -> int:
    written = request.POST.get("seen", "")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 0


@audience("office")
def imports(request: HttpRequest) -> HttpResponse:
    """Upload a table; the tables of before."""
    mine = _mine(request)
    wanted = next((kind.key for kind in mine if kind.slug == request.GET.get("tipo")), None)
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        kinds=mine,
        initial={"kind": wanted} if wanted else None,
    )
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        kind = next(kind for kind in mine if kind.key == form.cleaned_data["kind"])
        try:
            started = start_import(
                kind=kind, file_name=file.name or "", content=file.read(), by=request.person
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            return redirect("spaces:import", pk=started.pk)
    page = Paginator(imports_of([kind.key for kind in mine]), 20).get_page(request.GET.get("page"))
    titles = {kind.key: kind.title for kind in mine}
    context = {
        "form": form,
        "kinds": mine,
        "page": page,
        "rows": [{"table": one, "kind": titles[one.kind]} for one in page],
    }
    return render(request, "spaces/imports.html", context, status=422 if form.errors else 200)


@require_safe
@audience("office")
def template(request: HttpRequest, slug: str) -> HttpResponseBase:
    """A table with the headings only, for who begins from nothing."""
    kind = next((kind for kind in _mine(request) if kind.slug == slug), None)
    if kind is None:
        raise Http404
    return csv_answer(f"modello-{slug}.csv", [str(word) for word in kind.columns.values()], [])


@audience("office")
def table(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The preview, row by row; writing or giving up."""
    found = _table(request, pk)
    refused = ""
    if request.method == "POST":
        try:
            return _decided(request, found)
        except Refused as refusal:
            refused = refusal.message
            found = _table(request, pk)
    if found.report is None and found.state == ImportState.OPEN:
        return redirect("spaces:import_headings" if found.sheet is None else "spaces:import_columns", pk=pk)
    report = found.report or {"rows": [], "counts": {}, "left_aside": []}
    shown = request.GET.get("righe", "")
    rows = [row for row in report["rows"] if _is_shown(row, shown)]
    if request.GET.get("formato") == "csv":
        heads = [_("Riga"), _("Che cosa"), _("Che cosa succede"), _("Gravità"), _("Colonna"), _("Problema"), _("Che cosa fare")]  # fmt: skip
        return csv_answer(f"controllo-{found.pk}.csv", heads, _lines(rows))
    page = Paginator(rows, ROWS_IN_A_PAGE).get_page(request.GET.get("page"))
    counts = report["counts"]
    context = {
        "table": found,
        "kind": kind_of_import(found),
        "report": report,
        "counts": counts,
        "writable": sum(counts.get(key, 0) for key in ("new", "changed")),
        "page": page,
        "rows": [{**row, "faults": [_fault(one) for one in row["faults"]]} for row in page],
        "aside": [{"row": number, "because": ASIDE[why]} for number, why in report["left_aside"]],
        "tabs": _tabs(counts, shown),
        "refused": refused,
        "list_url": reverse(kind_of_import(found).list_url),
    }
    return render(request, "spaces/import_table.html", context, status=422 if refused else 200)


def _decided(request: HttpRequest, found: TableImport) -> HttpResponse:
    if request.POST.get("passo") == "lascia":
        give_up_import(table=found, seen=_seen(request), by=request.person)
        messages.success(request, _("Tabella lasciata: non è stato registrato nulla."))
        return redirect("spaces:imports")
    written = write_import(
        table=found,
        anyway=request.POST.get("comunque") == "si",
        seen=_seen(request),
        by=request.person,
    )
    done = written.created_rows + written.updated_rows
    messages.success(
        request, ngettext("%(n)s riga registrata.", "%(n)s righe registrate.", done) % {"n": done}
    )
    return redirect("spaces:import", pk=found.pk)


def _is_shown(row: dict[str, Any], shown: str) -> bool:
    if shown == "warning":
        return any(fault[0] == "warning" for fault in row["faults"])
    return shown not in SHOWN or row["foreseen"] == shown


def _tabs(counts: dict[str, int], shown: str) -> list[dict[str, Any]]:
    words = {
        "": _("Tutte"), "error": _("Con errori"), "warning": _("Con avvisi"), "new": _("Nuove"), "changed": _("Da aggiornare"),
        "same": _("Uguali"), "left": _("Ripetute"),
    }  # fmt: skip
    return [
        {"label": word, "href": f"?righe={key}" if key else "?", "current": shown == key, "count": counts.get(key or "all", 0)}
        for key, word in words.items()
        if not key or counts.get(key)
    ]  # fmt: skip


def _fault(written: list[Any]) -> dict[str, str]:
    fault = fault_of(written)
    return {
        "severity": fault.severity,
        "column": written[2],
        "message": message(fault),
        "advice": advice(fault),
    }


def _lines(rows: list[dict[str, Any]]) -> Iterator[list[str]]:
    grades = {"error": _("errore"), "warning": _("avviso")}
    for row in rows:
        start = [str(row["row"]), row["name"], str(find_status("table_row", row["foreseen"]).word)]
        for fault in map(_fault, row["faults"]):
            yield [*start, grades[fault["severity"]], fault["column"], fault["message"], fault["advice"]]
        if not row["faults"]:
            yield [*start, "", "", "", ""]


@audience("office")
def headings(request: HttpRequest, pk: int) -> HttpResponse:
    """Where the headings are, for tables in which they were not recognised."""
    found = _table(request, pk)
    if found.state != ImportState.OPEN:
        return redirect("spaces:import", pk=pk)
    refused = ""
    if request.method == "POST":
        sheet, _dash, row = request.POST.get("riga", "").partition("-")
        if sheet.isdecimal() and row.isdecimal() and len(sheet) < 4 and len(row) < 4:
            try:
                point_at_headings(
                    table=found, sheet=int(sheet), row=int(row), seen=_seen(request), by=request.person
                )
                return redirect("spaces:import_columns", pk=pk)
            except Refused as refusal:
                refused = refusal.message
                found.refresh_from_db()
        else:
            refused = _("Scegli la riga con i nomi delle colonne.")
    context = {
        "table": found,
        "kind": kind_of_import(found),
        "sheets": [
            {
                "place": place,
                "name": sheet.name or sheet.how,
                "rows": [(f"{place}-{number}", number, text) for number, text in rows],
            }
            for place, sheet, rows in first_rows(sheets_of(found))
        ],
        "refused": refused,
        "chosen": f"{found.sheet}-{found.first_row}",
    }
    return render(request, "spaces/import_headings.html", context, status=422 if refused else 200)


@audience("office")
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """What each column means: as recognised, to be corrected by hand."""
    found = _table(request, pk)
    spot = spot_stored(found)
    if found.state != ImportState.OPEN or spot is None:
        return redirect("spaces:import", pk=pk)
    kind = kind_of_import(found)
    current = _headings(found, kind)
    offered = {plain(one.heading): one for one in file_columns(current)}
    chosen = {name: one.key for name, one in offered.items()}
    refused = ""
    if request.method == "POST":
        chosen = {
            name: request.POST.get(f"colonna-{number}", "") for number, name in enumerate(offered, start=1)
        }
        try:
            settle_columns(table=found, settled=chosen, seen=_seen(request), by=request.person)
        except Refused as refusal:
            refused = refusal.message
            found.refresh_from_db()
        else:
            messages.success(
                request, _("Colonne salvate: valgono anche per i prossimi file con le stesse intestazioni.")
            )
            return redirect("spaces:import", pk=pk)
    essential = [str(kind.columns[column.key]) for column in rules_of(kind).columns if column.essential]
    context = {
        "table": found,
        "kind": kind,
        "columns": [
            {"number": number, "heading": one.heading, "samples": one.samples, "key": chosen[name]}
            for number, (name, one) in enumerate(offered.items(), start=1)
        ],
        "choices": list(kind.columns.items()),
        "essential": essential,
        "refused": refused,
    }
    return render(request, "spaces/import_columns.html", context, status=422 if refused else 200)


def _headings(found: TableImport, kind: Kind) -> Headings:
    spot = spot_stored(found)
    return headings_by_hand(sheets_of(found), cast("Any", spot), rules_of(kind), found.settled)
