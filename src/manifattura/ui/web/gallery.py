"""Gallery pages: what exists, in all its states, for whoever composes pages."""

from decimal import Decimal

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from manifattura.kernel.audience import audience
from manifattura.ui.isolato import PALETTES
from manifattura.ui.statuses import VOCABULARY
from manifattura.ui.web import samples


@audience("public")
def gallery(request: HttpRequest) -> HttpResponse:
    """Reading components, on the public base page."""
    page = Paginator(range(2000), 100).get_page(request.GET.get("page", 3))
    context = {
        "vocabulary": VOCABULARY,
        "calls": samples.calls(),
        "timeline": samples.TIMELINE,
        "ranking": samples.RANKING,
        "page": page,
        "moment": samples.MOMENT,
        "amount": Decimal("1234.5"),
        "digest_value": samples.SAMPLE_HASH,
        "facts": [
            ("Contributo", "75% della spesa", "da 22.500 a 75.000 €"),
            ("Progetto", "30.000–100.000 €", "IVA esclusa, anche a rate"),
            ("Risorse della sessione", "750.000 €", "3.000.000 € in 4 sessioni"),
            ("Per chi", "MPMI e autonomi", "anche da costituire"),
        ],
        "pairs": [
            ("Ufficio responsabile", "Ufficio Manifattura (campione)"),
            ("Chiarimenti", "fino al 15 gennaio 2027"),
        ],
        "entries": [("stati", "Stati"), ("avvisi", "Avvisi"), ("bandi", "Bandi"), ("tabelle", "Tabelle")],
        "tabs": [
            {"label": "Tabella", "href": "?", "current": True},
            {"label": "Colonne", "href": "?view=columns"},
        ],
        "filters": [
            {"label": "Tutte", "href": "?", "current": True, "count": 31},
            {"label": "Assegnate a me", "href": "?mine=1", "count": 6},
        ],
    }
    return render(request, "ui/gallery/components.html", context)


@audience("public")
def forms_page(request: HttpRequest) -> HttpResponse:
    """Form components, on the personal-area base page."""
    context = {
        "form": samples.filled_form(),
        "wrong": samples.wrong_form(),
        "steps": samples.STEPS,
        "moment": samples.MOMENT,
        "given": samples.GIVEN,
        "expenses": samples.EXPENSES,
        "categories": samples.CATEGORIES,
        "total": Decimal("89000"),
        "files": [
            {
                "name": "preventivo-1.pdf",
                "size": 412_000,
                "sha256": samples.SAMPLE_HASH,
                "href": "#",
                "remove_url": "#",
            }
        ],
        "pairs": [("Impresa", "Impresa campione Z"), ("Sede del progetto", "Bovisa (NIL 77)")],
    }
    return render(request, "ui/gallery/forms.html", context)


@audience("public")
def office(request: HttpRequest) -> HttpResponse:
    """Review and scoring, on the office base page."""
    context = {
        "criteria": samples.CRITERIA,
        "me": {"label": "Istruttore campione", "note": "Ufficio Manifattura", "initials": "IC"},
        "go_to_url": request.path,
        "ranking": samples.RANKING,
        "moment": samples.MOMENT,
        "tabs": [
            {"label": "Coda", "href": "?", "current": True, "count": 31},
            {"label": "Chiuse", "href": "?closed=1"},
        ],
        "facts": [("Ricevute", "31"), ("Giorno del procedimento", "18 di 30"), ("Senza assegnatario", "2")],
    }
    return render(request, "ui/gallery/office.html", context)


@audience("public")
def drawings(request: HttpRequest) -> HttpResponse:
    """The generated drawings by kind."""
    context = {
        "kinds": list(PALETTES),
        "codes": ["0000412/2026", "0000413/2026", "mq-2026", "m1-2026", "nil-77", "fablab-07"],
    }
    return render(request, "ui/gallery/drawings.html", context)
