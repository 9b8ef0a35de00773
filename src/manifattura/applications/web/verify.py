"""Anybody checks a receipt here: a file, pasted text, or the numbers printed on paper. Nothing is kept, nobody is named."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from manifattura.kernel.audience import audience
from manifattura.kernel.canonical_json import sha256_hex
from manifattura.kernel.public_cache import kept_by_all, kept_by_nobody
from manifattura.kernel.signing_keys import key_id
from manifattura.kernel.strict_json import InvalidInput, read_strict

from ..domain.receipt_documents import (
    Consistency,
    Reason,
    Receipt,
    SignedHead,
    read_document,
    reasons_against,
)
from ..domain.receipt_in_pdf import LARGEST_FILE, LARGEST_PDF, NoReceiptInside, is_pdf, receipt_in_pdf
from ..domain.receipt_words import check_lines
from ..queries.log_entries import HeadHere, KeyHere, calls_by_slug, find_entry, head_here, key_here
from ..queries.proof_log import log_keys
from .proof_words import moment_of

LARGEST = LARGEST_FILE
"""Bytes: a receipt has two thousand, a long proof ten thousand."""


@dataclass(frozen=True)
class Line:
    """One line of the answer, already in words."""

    holds: bool
    title: str
    meanings: tuple[str, ...] = ()


class FileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File della ricevuta"),
        help_text=gettext_lazy("Il PDF della ricevuta così come l’hai ricevuto, oppure il suo file .json."),
        error_messages={"required": gettext_lazy("Scegli il file della ricevuta.")},
    )

    came_in_pdf = False

    def clean_file(self) -> bytes:
        upload = self.cleaned_data["file"]
        content = bytes(upload.read(LARGEST_PDF + 1))
        if is_pdf(content):
            self.came_in_pdf = True
            try:
                return receipt_in_pdf(content)
            except NoReceiptInside as error:
                raise forms.ValidationError(_(error.message.text)) from None
        if upload.size > LARGEST:
            raise forms.ValidationError(
                _("Il file è troppo grande per essere una ricevuta: al massimo 256 kB.")
            )
        return content


class TextForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Contenuto del file"),
        strip=True,
        max_length=LARGEST,
        widget=forms.Textarea(attrs={"rows": 5, "spellcheck": "false", "autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Incolla il contenuto del file della ricevuta.")},
    )

    def clean_text(self) -> bytes:
        return bytes(self.cleaned_data["text"].encode("utf-8", "surrogatepass"))


class NumberForm(forms.Form):
    numero = forms.CharField(
        label=gettext_lazy("Numero di arrivo o di registrazione"),
        max_length=20,
        help_text=gettext_lazy("Per esempio 412 oppure 0000412/2026."),
    )
    impronta = forms.CharField(
        label=gettext_lazy("Impronta SHA-256"),
        max_length=80,
        help_text=gettext_lazy("Le 64 cifre e lettere stampate sulla ricevuta."),
    )


@csrf_exempt  # the page is cached for everybody, so it carries no token; a posted file changes nothing
@audience("public")
def verify(request: HttpRequest) -> HttpResponse:
    """GET: the forms, and the entry that the address asks for. POST: the answer about a file."""
    if request.method == "POST":
        return kept_by_nobody(_about_file(request))
    asked = "numero" in request.GET or "impronta" in request.GET
    numbers = NumberForm(request.GET) if asked else NumberForm()
    context = {**_forms(), "numbers": numbers, "asked": numbers}
    if not asked:
        return kept_by_all(render(request, "applications/verify.html", context))
    if numbers.is_valid():
        entry = find_entry(numbers.cleaned_data["numero"], numbers.cleaned_data["impronta"])
        context |= {"looked_up": True, "entry": entry}
    return kept_by_nobody(
        render(request, "applications/verify.html", context, status=200 if numbers.is_valid() else 422)
    )


@require_safe
@audience("public")
def keys(request: HttpRequest) -> HttpResponse:
    """The public keys of the log, for machines: the statements and their signatures, from the first to today's."""
    rows = [
        {
            "key_id": key_id(key.public_key),
            "public_key": key.public_key,
            "statement": key.statement,
            "signature": key.signature,
            "replaced_signature": key.replaced_signature,
        }
        for key in log_keys()
    ]
    return kept_by_all(JsonResponse({"format": "manifattura-log-keys/1", "keys": rows}))


def _about_file(request: HttpRequest) -> HttpResponse:
    pasted = "text" in request.POST
    form = TextForm(request.POST) if pasted else FileForm(request.POST, request.FILES)
    field = "text" if pasted else "file"
    context = {**_forms(), ("text_form" if pasted else "form"): form, "asked": form}
    if form.is_valid():
        try:
            document = read_strict(form.cleaned_data[field])
            context["result"] = _result(read_document(document), sha256_hex(document))
            context["came_in_pdf"] = getattr(form, "came_in_pdf", False)
        except InvalidInput as error:
            form.add_error(field, _unreadable(error))
    return render(request, "applications/verify.html", context, status=422 if form.errors else 200)


def _unreadable(error: InvalidInput) -> str:
    return _(
        "Non è un file di ricevuta, oppure è stato cambiato: usa il file .json così come l’hai scaricato. Dettaglio tecnico, in "
        "inglese: %(reason)s"
    ) % {"reason": str(error)}


def _result(read: Receipt | Consistency, sha256: str) -> dict[str, Any]:
    reasons = reasons_against(read)
    lines = [
        Line(line.holds, _(line.title), tuple(_(text) for text in line.meanings))
        for line in check_lines(read, reasons)
    ]
    key = key_here(base64.b64encode(read.public_key).decode("ascii"))
    lines.append(_key_line(key))
    # what we say of our own log is worth saying only of a head that our key signed
    if key is not KeyHere.UNKNOWN and not _SIGNATURES.intersection(reasons):
        lines += _here_lines(read, whole=not reasons)
    return {
        "is_receipt": isinstance(read, Receipt),
        "holds": all(line.holds for line in lines),
        "valid": not reasons,
        "failing": [line for line in lines if not line.holds],
        "holding": [line for line in lines if line.holds],
        "facts": _facts(read),
        "payload_sha256": read.leaf.payload_sha256 if isinstance(read, Receipt) else "",
        "sha256": sha256,
        "call": calls_by_slug([call := _heads(read)[-1].call]).get(call),
    }


def _heads(read: Receipt | Consistency) -> list[SignedHead]:
    return [read.head] if isinstance(read, Receipt) else [read.first, read.second]


def _here_lines(read: Receipt | Consistency, *, whole: bool) -> list[Line]:
    """Our log beside each head; that it says the same is worth a line only for a file of which the rest holds."""
    said = [head_here(head) for head in _heads(read)]
    if all(here is HeadHere.SAME for here in said):
        return [Line(True, _("Il nostro registro dice ancora oggi la stessa cosa"))] if whole else []
    which = (
        [""]
        if isinstance(read, Receipt)
        else [_("Riguarda il primo registro."), _("Riguarda il secondo registro.")]
    )
    return [
        Line(
            False,
            _("Il nostro registro oggi dice un’altra cosa"),
            tuple(filter(None, (_changed(here), about))),
        )
        for here, about in zip(said, which, strict=True)
        if here is not HeadHere.SAME
    ]


_SIGNATURES = frozenset(
    {Reason.SIGNATURE_INVALID, Reason.FIRST_SIGNATURE_INVALID, Reason.SECOND_SIGNATURE_INVALID}
)


def _key_line(key: KeyHere) -> Line:
    if key is KeyHere.UNKNOWN:
        return Line(
            False,
            _("La chiave non è dell’ufficio"),
            (_("Chi ha firmato questo file non è questo ufficio: da solo il file non prova nulla."),),
        )
    if key is KeyHere.PAST:
        return Line(True, _("La chiave è dell’ufficio (una di quelle usate in passato)"))
    return Line(True, _("La chiave è dell’ufficio"))


def _changed(here: HeadHere) -> str:
    if here is HeadHere.DIFFERENT:
        return _(
            "L’ufficio ha firmato questo registro, ma oggi ne mostra uno diverso. Conserva il file e segnalalo: è una prova."
        )
    return _(
        "L’ufficio ha firmato questo registro, ma oggi non lo mostra più. Conserva il file e segnalalo: è una prova."
    )


def _facts(read: Receipt | Consistency) -> list[tuple[str, str]]:
    if isinstance(read, Receipt):
        return [
            (_("Bando"), read.leaf.call),
            (_("Numero di arrivo"), str(read.leaf.arrival)),
            (_("Ricevuta"), moment_of(read.leaf.received_at)),
            (
                _("Posto nel registro"),
                _("%(place)s di %(size)s") % {"place": read.leaf_index + 1, "size": read.tree_size},
            ),
            (_("Registro firmato"), moment_of(read.head.timestamp)),
        ]
    return [
        (_("Bando"), read.first.call),
        (_("Primo registro"), _head_words(read.first.tree_size, read.first.timestamp)),
        (_("Secondo registro"), _head_words(read.second.tree_size, read.second.timestamp)),
    ]


def _head_words(size: int, timestamp: str) -> str:
    return _("domande: %(size)s, firmato %(moment)s") % {"size": size, "moment": moment_of(timestamp)}


def _forms() -> dict[str, Any]:
    """What every answer of the page has."""
    return {
        "form": FileForm(),
        "text_form": TextForm(),
        "numbers": NumberForm(),
        "keys": [(key_id(key.public_key), key) for key in reversed(log_keys())],
    }
