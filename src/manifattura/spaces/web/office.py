"""The census for the office: every space, its verification, its withdrawal, the export."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from manifattura.kernel.audience import audience
from manifattura.kernel.audit_words import act, differences
from manifattura.kernel.clock import today
from manifattura.kernel.csv_answer import csv_answer
from manifattura.kernel.errors import Refused
from manifattura.kernel.xlsx_answer import xlsx_answer
from manifattura.ui.formats import date_text
from manifattura.ui.forms import show_refusal

from ..actions.verify_space import verify_space, withdraw_space
from ..domain.expiry import Freshness
from ..domain.owners import lacks_consent
from ..domain.sections import FIELDS, Section
from ..domain.words import OFFERED, PUBLIC, SpaceState
from ..models import Space
from ..permissions import may_keep_census
from ..queries import words
from ..queries.agreements import agreements_of_space
from ..queries.confirmations import freshness_of, last_confirmation, spaces_due
from ..queries.exact_places import place_of, places_of
from ..queries.space_files import files_of
from ..queries.space_reports import history_of, waiting_reports
from ..queries.spaces import all_spaces
from .card_forms import SLUGS
from .facts import OFFICE, PLACE, SHORT, TERMS, USES, fact_text, shown
from .forms import VerifyForm, WithdrawForm

HISTORY = 50
"""Acts shown on a card; older ones are in the audit trail."""
EXPORTED = (*SHORT, *PLACE, *USES, *TERMS, *OFFICE)


SHOWN = {
    one: tuple(key for key in FIELDS[one] if key != "notes") for one in Section if one is not Section.PLACE
}


def _keepers_only(request: HttpRequest) -> None:
    if not may_keep_census(request.person):
        raise PermissionDenied


@audience("office")
def spaces(request: HttpRequest) -> HttpResponseBase:
    """All spaces; `?formato=csv` or `xlsx` gives all that were found."""
    _keepers_only(request)
    state = request.GET.get("stato", "")
    due = request.GET.get("dati") == Freshness.DUE
    found = all_spaces(
        text=request.GET.get("q", ""),
        state=state if state in set(SpaceState) else "",
        due_on=today() if due else None,
    )
    if request.GET.get("formato") == "csv":
        return csv_answer("spazi.csv", _heads(), map(_texts, found.iterator(chunk_size=500)))
    if request.GET.get("formato") == "xlsx":
        rows = map(_values, found.iterator(chunk_size=500))
        return xlsx_answer("spazi.xlsx", _("Spazi"), _heads(), rows)
    page = Paginator(found, 50).get_page(request.GET.get("page"))
    places = places_of(list(page))
    context = {
        "page": page,
        "rows": [
            {
                "space": one,
                "address": places[one.pk]["address"],
                "m2": fact_text(one, "net_m2"),
                "use": fact_text(one, "permitted_use"),
                "until": one.valid_until if freshness_of(one, today()) else None,
                "old": freshness_of(one, today()) in (Freshness.DUE, Freshness.EXPIRED),
            }
            for one in page
        ],
        "state": state,
        "due": due,
        "due_count": spaces_due(today()).count(),
        "waiting": waiting_reports().count(),
        "states": [(code.value, word) for code, word in words.STATES.items()],
    }
    return render(request, "spaces/office_list.html", context)


def _heads() -> list[str]:
    first = [_("Codice"), _("Nome"), _("Stato della scheda"), _("Indirizzo"), _("CAP"), _("NIL"), _("Municipio"), _("Latitudine"), _("Longitudine"), str(words.PLACE_FACTS["blurred"])]  # fmt: skip
    return [
        *first,
        *(str(words.FACTS[key]) for key in EXPORTED),
        _("Verificato il"),
        _("Da confermare entro il"),
    ]


def _place(one: Space) -> list[Any]:
    """A table leaves the office: of a place that is kept back it says the square alone."""
    return [
        one.code, one.name, str(words.STATES[SpaceState(one.state)]),
        _("Indirizzo riservato") if one.blurred else one.address, one.postal_code,
        one.nil.name if one.nil else "", one.municipio_id, one.latitude, one.longitude, _("Sì") if one.blurred else _("No"),
    ]  # fmt: skip


def _texts(one: Space) -> list[Any]:
    return [
        *_place(one),
        *(fact_text(one, key) for key in EXPORTED),
        *(date_text(day) if day else "" for day in _days(one)),
    ]


def _values(one: Space) -> list[Any]:
    """Numbers and days as they are, so that a spreadsheet can sum and sort them; codes and yes or no as words."""
    return [
        *_place(one),
        *(
            value if isinstance(value, Decimal | date) else fact_text(one, key)
            for key in EXPORTED
            for value in (getattr(one, key),)
        ),
        *_days(one),
    ]


def _days(one: Space) -> list[date | None]:
    return [one.verified_on, one.valid_until if one.state in OFFERED else None]


def _notes(space: Space, section: Section) -> list[tuple[str, str]]:
    return [(_("Note"), space.notes)] if section is Section.OWNER and space.notes else []


@audience("office")
def space(request: HttpRequest, pk: int) -> HttpResponse:
    """One space: what is known by sections, and the two things that the office may say of it."""
    _keepers_only(request)
    found = get_object_or_404(Space.objects.select_related("nil", "municipio"), pk=pk)
    step = request.POST.get("passo", "")
    verify = VerifyForm(request.POST if step == "verifica" else None)
    withdraw = WithdrawForm(request.POST if step == "togli" else None)
    seen = request.POST.get("seen", "")
    form = verify if step == "verifica" else withdraw
    if request.method == "POST" and form.is_valid():
        try:
            if step == "verifica":
                verify_space(space=found, **verify.cleaned_data, seen=seen, by=request.person)
                messages.success(request, _("Spazio verificato: adesso è pubblico."))
            else:
                withdraw_space(space=found, **withdraw.cleaned_data, seen=seen, by=request.person)
                messages.success(request, _("Spazio tolto dal censimento pubblico."))
            return redirect("spaces:office_detail", pk=pk)
        except Refused as refusal:
            show_refusal(form, refusal)
            found.refresh_from_db()
    context = {
        "space": found,
        "place": place_of(found),
        "sections": [
            (
                words.SECTIONS[one],
                SLUGS[one],
                [] if one is Section.PLACE else [*shown(found, SHOWN[one]), *_notes(found, one)],
            )
            for one in Section
        ],
        "files": files_of(found),
        "no_consent": lacks_consent(found.owner_kind, found.consent_on),
        "freshness": freshness_of(found, today()),
        "asked": last_confirmation(found),
        "kept": PUBLIC,
        "agreements": list(agreements_of_space(found)),
        "may_agree": found.state in PUBLIC,
        "may_withdraw": found.state in (SpaceState.REPORTED, SpaceState.VERIFIED),
        "verify": verify,
        "withdraw": withdraw,
        "refused": form if request.method == "POST" else None,
        "history": [
            {"entry": entry, "act": act(entry), "changes": differences(entry)}
            for entry in history_of(found)[:HISTORY]
        ],
    }
    return render(
        request, "spaces/office_detail.html", context, status=422 if request.method == "POST" else 200
    )
