"""Sample data of the gallery: invented firms and amounts, none of them real."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.kernel.clock import ROME
from manifattura.ui.forms import DateField, MoneyField

SAMPLE_HASH = "dd761ed8e88358da71b73318df49176b8d14f71ad1f325b12f3d5d541e1618c6"
MOMENT = datetime(2026, 12, 1, 11, 24, 7, tzinfo=ROME)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label=_("Denominazione"), help_text=_("Come nella visura camerale."))
    amount = MoneyField(
        label=_("Importo del progetto, IVA esclusa"),
        help_text=_("È la somma delle voci ammissibili."),
        max_value=Decimal(100_000),
        error_messages={"max_value": _("L’importo è più alto del massimo, 100.000,00 €.")},
    )
    start = DateField(label=_("Inizio del progetto"), required=False)
    size = forms.ChoiceField(
        label=_("Dimensione"),
        widget=forms.RadioSelect,
        choices=[("micro", _("Micro")), ("small", _("Piccola")), ("medium", _("Media"))],
    )
    sectors = forms.MultipleChoiceField(
        label=_("Lavorazioni"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        choices=[("wood", _("Legno")), ("metal", _("Metallo")), ("textile", _("Tessile"))],
    )
    legal_form = forms.ChoiceField(
        label=_("Forma giuridica"),
        choices=[("srl", "S.r.l."), ("coop", _("Cooperativa")), ("di", _("Ditta individuale"))],
    )
    project = forms.CharField(
        label=_("Il progetto"), widget=forms.Textarea, help_text=_("Al massimo 2.000 caratteri.")
    )
    privacy = forms.BooleanField(label=_("Ho letto l’informativa privacy"))


def filled_form() -> SampleForm:
    return SampleForm(
        initial={
            "name": "Impresa campione Z",
            "amount": Decimal("64000"),
            "size": "micro",
            "project": _("Arredi da scarti."),
        }
    )


def wrong_form() -> SampleForm:
    return SampleForm(
        data={"name": "", "amount": "104.000,00", "size": "", "legal_form": "srl", "project": "x"},
        auto_id="wrong_%s",
    )


def calls() -> list[dict[str, Any]]:
    return [
        {
            "title": "Spazi alla Manifattura 2026",
            "state": "closing_soon",
            "deadline": MOMENT + timedelta(days=17),
            "text": "Otto locali in periferia, da 53 a 348 m², in locazione 6+6 anni.",
            "action": "Vedi i lotti",
            "primary": False,
        },
        {
            "title": "Manifattura in Quartiere 2026",
            "state": "open",
            "deadline": MOMENT + timedelta(days=59),
            "text": "Contributo del 75% per investimenti da 30.000 a 100.000 €.",
            "action": "Leggi e fai domanda",
            "primary": True,
        },
    ]


TIMELINE: list[dict[str, Any]] = [
    {"state": "done", "title": _("Inviata"), "text": "1 dicembre 2026"},
    {"state": "now", "title": _("In istruttoria"), "text": _("fino al 29 gennaio 2027")},
    {"state": "next", "title": _("Valutazione"), "text": _("45 giorni")},
    {"state": "next", "title": _("Graduatoria"), "text": _("entro aprile")},
]
STEPS: list[dict[str, Any]] = [
    {"label": _("Chi sei"), "state": "done", "href": "#passi"},
    {"label": _("Progetto"), "state": "done", "href": "#passi"},
    {"label": _("Piano dei costi"), "state": "done", "href": "#passi", "error": True},
    {"label": _("Dichiarazioni"), "state": "now"},
    {"label": _("Allegati"), "state": "next"},
    {"label": _("Riepilogo e invio"), "state": "next"},
]
CRITERIA = [
    {
        "code": "A1",
        "title": "Qualità e chiarezza dell’investimento",
        "maximum": 15,
        "value": "0.9",
        "points": Decimal("13.50"),
    },
    {
        "code": "A2",
        "title": "Innovazione, uso della fabbricazione digitale",
        "maximum": 15,
        "value": None,
        "points": None,
    },
    {
        "code": "B1",
        "title": "Bisogno del quartiere ed effetti attesi",
        "maximum": 10,
        "value": "0.8",
        "points": Decimal("8.00"),
    },
]
RANKING: list[dict[str, Any]] = [
    {"position": 1, "name": "Impresa campione A", "place": "Bovisa", "points": Decimal("86.40"), "asked": Decimal(75000),
     "granted": Decimal(75000), "state": "funded", "why": "Le risorse bastano per tutto l’importo.",
     "marks": [Decimal("27.5"), Decimal("31.5"), Decimal("27.4")]},
    {"position": 2, "name": "Impresa campione B", "place": "Quarto Oggiaro", "points": Decimal("82.00"),
     "asked": Decimal(75000), "granted": Decimal(75000), "state": "funded",
     "why": "A pari punti con la terza: vale il totale B, 31,50.",
     "marks": [Decimal("26"), Decimal("31.5"), Decimal("24.5")]},
    {"position": 3, "name": "Impresa campione C", "place": "Lodi-Corvetto", "points": Decimal("82.00"),
     "asked": Decimal(75000), "granted": Decimal(63250), "state": "partially_funded",
     "why": "Restavano 63.250,00 €: finanziata in parte.", "marks": [Decimal("27"), Decimal("29"), Decimal("26")]},
    {"position": 4, "name": "Impresa campione D", "place": "Gratosoglio", "points": Decimal("62.30"),
     "asked": Decimal(48000), "granted": None, "state": "reserve_list", "why": "Le risorse sono finite prima.",
     "marks": [Decimal("20"), Decimal("22.3"), Decimal("20")]},
    {"position": None, "name": "Impresa campione E", "place": "Taliedo", "points": Decimal("59.99"),
     "asked": Decimal(50000), "granted": None, "state": "below_threshold", "why": "Il minimo è 60 punti.",
     "marks": [Decimal("19.99"), Decimal("20"), Decimal("20")]},
]  # fmt: skip
EXPENSES = [
    {"description": "Fresatrice a controllo numerico", "category": "tools", "amount": Decimal("58000")},
    {"description": "Impianto di aspirazione", "category": "works", "amount": Decimal("31000")},
]
CATEGORIES = [
    ("tools", _("Beni strumentali")),
    ("works", _("Opere e impianti")),
    ("intangible", _("Beni immateriali")),
]


@dataclass(frozen=True)
class Given:
    """An answer to the question at the foot of pages, with the branch of those who had difficulties open."""

    subject: str = "/ui/moduli/"
    stars: int = 2
    difficult: str = ""
    liked: str = ""
    text: str = ""


GIVEN = Given()
