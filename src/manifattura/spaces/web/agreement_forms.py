"""What the office fills in for an agreement: how it begins, its terms, each step."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import DateField, MoneyField, NumberField

from ..domain.agreement_files import AgreementFileKind, CheckOutcome
from ..domain.agreements import AgreementKind, Ground
from ..domain.rent_schedule import EVERY
from ..models import Agreement
from ..queries.agreement_words import CHECKS, FILES, GROUNDS, KINDS, TENANTS

LONG = forms.Textarea({"rows": 3})


def _text(label: Any, *, most: int = 300, wide: bool = False, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=most,
        widget=forms.Textarea({"rows": 3}) if wide else forms.TextInput(),
        **more,
    )


class NewAgreementForm(forms.Form):
    kind = forms.ChoiceField(label=_("Che tipo di accordo"), widget=forms.RadioSelect)
    ground = forms.ChoiceField(
        label=_("Perché a questo assegnatario"),
        choices=[(one.value, GROUNDS[one]) for one in (Ground.NOTICE, Ground.DIRECT, Ground.OWNER)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli la ragione.")},
    )
    ground_text = _text(
        _("Atto o ragione"), most=500, wide=True, help_text=_("È pubblica: numero e data dell’atto, norma.")
    )
    fiscal_code = _text(
        _("Codice fiscale dell’assegnatario"),
        most=20,
        required=False,
        help_text=_("Dev’essere registrato. Per l’accordo con un proprietario che non lo è, lascia vuoto."),
    )

    def __init__(self, data: Any = None, *, pact: bool) -> None:
        super().__init__(data)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [
            (one.value, word) for one, word in KINDS.items() if pact or one is not AgreementKind.OWNER_PACT
        ]


def _number(label: Any, most: int, **more: Any) -> NumberField:
    return NumberField(label=label, min_value=0, max_value=most, decimal_places=0, **more)


def _percent(label: Any, **more: Any) -> NumberField:
    return NumberField(label=label, min_value=0, max_value=100, decimal_places=2, required=False, **more)


class TermsForm(forms.Form):
    """Terms of a draft: only the purpose's field is never empty; closing says what is missing."""

    purpose = _text(_("Che cosa si fa nello spazio"), help_text=_("È pubblico."))
    part_m2 = NumberField(
        label=_("Metri quadri di questo accordo"),
        min_value=Decimal("0.01"),
        max_value=100_000,
        decimal_places=2,
        required=False,
        help_text=_(
            "Solo se lo spazio è diviso fra più assegnatari; allora i canoni qui sotto sono di questa parte. Vuoto: tutto lo spazio."
        ),
    )
    starts_on = DateField(
        label=_("Inizio previsto"),
        required=False,
        help_text=_("Il canone decorre dal giorno della consegna."),
    )
    months = NumberField(
        label=_("Durata in mesi"),
        min_value=1,
        max_value=600,
        decimal_places=0,
        help_text=_("6 anni sono 72 mesi."),
    )
    renewal_months = _number(
        _("Rinnovo previsto, in mesi"), 600, help_text=_("72 in una locazione 6+6; 0 se non c’è.")
    )
    tenant_kind = forms.ChoiceField(
        label=_("Chi è l’assegnatario"),
        choices=[(one.value, word) for one, word in TENANTS.items()],
        widget=forms.RadioSelect,
    )
    economic = forms.BooleanField(
        label=_("Fa un’attività economica nello spazio"),
        required=False,
        help_text=_("Se vende beni o servizi, sì: valgono le regole sugli aiuti di Stato."),
    )
    market_rent = MoneyField(
        label=_("Canone di mercato all’anno"),
        required=False,
        min_value=0,
        help_text=_("Dalla stima: serve per calcolare il vantaggio."),
    )
    start_rent = MoneyField(
        label=_("Canone di partenza all’anno"),
        required=False,
        min_value=0,
        help_text=_("Offerto in gara, o base. Le riduzioni si tolgono da qui."),
    )
    recovers = forms.BooleanField(label=_("Recupera lo spazio a sue spese, con un progetto"), required=False)
    granted_percent = _percent(
        _("Riduzione per il recupero"),
        help_text=_("Solo enti pubblici e non profit: quanto concede l’atto. Vuoto: il massimo."),
    )
    frail = forms.BooleanField(label=_("Fa lavorare persone fragili"), required=False)
    periphery = forms.BooleanField(label=_("Il quartiere è periferico o svantaggiato"), required=False)
    every = forms.TypedChoiceField(
        label=_("Si paga ogni"),
        coerce=int,
        choices=[(1, _("mese")), (3, _("tre mesi")), (6, _("sei mesi")), (12, _("anno"))],
    )
    free_months = _number(_("Mesi gratuiti all’inizio"), 600)
    first_year = MoneyField(
        label=_("Canone del primo anno"),
        required=False,
        min_value=0,
        help_text=_("Solo se è diverso dagli altri."),
    )
    indexed = _percent(
        _("Aggiornamento: parte dell’indice"),
        help_text=_(
            "75 per una locazione che lo prevede (L. 392/1978 art. 32). 0: il contratto non lo prevede."
        ),
    )
    activity_days = _number(_("L’attività comincia entro, in giorni dalla consegna"), 3650, required=False)
    conditions = _text(
        _("Condizioni"),
        most=2000,
        wide=True,
        required=False,
        help_text=_("Sono pubbliche: obblighi, aperture al quartiere, divieti."),
    )
    ground_text = _text(_("Atto o ragione dell’assegnazione"), most=500, wide=True)
    incentive = MoneyField(label=_("Incentivo al proprietario"), required=False, min_value=0)

    PERCENTS = ("granted_percent", "indexed")

    def __init__(self, data: Any = None, *, agreement: Agreement) -> None:
        super().__init__(data, initial={key: getattr(agreement, key) for key in self.base_fields})
        self.left_out = {key: getattr(agreement, key) for key in _left_out(agreement.kind)}
        for key in self.left_out:
            del self.fields[key]
        if agreement.kind == AgreementKind.OWNER_PACT:
            self.fields["start_rent"].label = _gettext("Canone concordato con il proprietario, all’anno")
            self.fields["start_rent"].help_text = _gettext(
                "Il massimo che chiede a chi userà lo spazio. È pubblico."
            )
            self.fields["market_rent"].required = False
        assert set(EVERY) == {1, 3, 6, 12}

    def values(self) -> dict[str, Any]:
        """Every term, those that this kind does not have as they were."""
        given = {**self.cleaned_data, **self.left_out}
        for key in ("months", "renewal_months", "free_months", "activity_days"):
            given[key] = None if given[key] is None else int(given[key])
        given["indexed"] = given["indexed"] or 0
        return given


TENANT_ONLY = (
    "tenant_kind", "recovers", "granted_percent", "frail", "periphery", "every", "free_months", "first_year",
    "indexed", "activity_days", "renewal_months",
)  # fmt: skip
PAID_ONLY = (
    "recovers",
    "granted_percent",
    "frail",
    "periphery",
    "every",
    "free_months",
    "first_year",
    "indexed",
)


def _left_out(kind: str) -> tuple[str, ...]:
    if kind == AgreementKind.OWNER_PACT:
        return TENANT_ONLY
    return (*PAID_ONLY, "incentive") if kind == AgreementKind.FREE_LOAN else ("incentive",)


class BecauseForm(forms.Form):
    because = _text(_("Perché"), most=1000, wide=True)


class AidCheckForm(forms.Form):
    sometimes = ("extract", "aid_code")
    on = DateField(label=_("Controllo fatto il"))
    received = MoneyField(
        label=_("Aiuti de minimis degli ultimi tre anni"),
        min_value=0,
        help_text=_(
            "Di tutta l’impresa unica, dalla visura del registro nazionale degli aiuti. Zero, se non ce ne sono."
        ),
    )
    extract = _text(
        _("Numero della visura"),
        most=60,
        required=False,
        help_text=_("Serve se l’aiuto è de minimis: da qui viene la cifra qui sopra."),
    )
    aid_code = _text(
        _("Codice COR"),
        most=30,
        required=False,
        help_text=_("Lo dà il registro quando l’aiuto sta nel massimale o segue un altro regime."),
    )
    regime = _text(
        _("Altro regime"), most=200, required=False, help_text=_("Solo se l’aiuto non è de minimis: quale.")
    )


class SignForm(forms.Form):
    number = _text(_("Numero del contratto"), most=60)
    on = DateField(label=_("Firmato il"))


class DepositForm(forms.Form):
    on = DateField(label=_("Ricevuto il"))
    how = _text(_("Come"), most=200, help_text=_("Bonifico, o fideiussione con il numero."))


class HandOverForm(forms.Form):
    on = DateField(label=_("Consegnato il"))
    meters = _text(_("Letture dei contatori"))
    condition = _text(_("Come si trova lo spazio"), most=2000, wide=True)


class OnForm(forms.Form):
    on = DateField(label=_("Giorno"))


class EndForm(forms.Form):
    on = DateField(label=_("Restituito il"))
    note = _text(_("Come è tornato lo spazio"), most=1000, wide=True)


class TerminateForm(BecauseForm):
    on = DateField(label=_("Chiuso il"))
    field_order = ("on", "because")


class CheckForm(forms.Form):
    on = DateField(label=_("Visto il"))
    outcome = forms.ChoiceField(
        label=_("Esito"),
        choices=[(one.value, word) for one, word in CHECKS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli l’esito.")},
    )
    note = _text(_("Che cosa hai trovato"), most=1000, wide=True, help_text=_("Lo legge l’assegnatario."))

    def clean_outcome(self) -> CheckOutcome:
        return CheckOutcome(self.cleaned_data["outcome"])


class WorksForm(forms.Form):
    text = _text(_("Quali lavori"), most=2000, wide=True)
    estimate = MoneyField(label=_("Preventivo"), min_value=1)
    share = NumberField(
        label=_("Quanto se ne sconta da ogni rata"), min_value=1, max_value=100, decimal_places=0, initial=100,
        help_text=_("In percento della rata."),
    )  # fmt: skip


class ApproveForm(forms.Form):
    amount = MoneyField(label=_("Importo approvato"), min_value=1)
    on = DateField(label=_("Approvato il"))
    how = _text(_("Atto dell’ufficio tecnico"))


class TestsForm(forms.Form):
    amount = MoneyField(label=_("Costo collaudato"), min_value=0)
    on = DateField(label=_("Collaudato il"))
    how = _text(_("Chi ha collaudato, quale verbale"))


class IndexForm(forms.Form):
    year = NumberField(
        label=_("Anno del contratto"),
        min_value=2,
        max_value=50,
        decimal_places=0,
        help_text=_("Dal secondo in poi, quando si paga il canone nuovo: per il secondo scrivi 2."),
    )
    percent = NumberField(
        label=_("Variazione dell’indice"),
        min_value=-20,
        max_value=50,
        decimal_places=3,
        help_text=_("In percento, intera: la parte che conta è nel contratto."),
    )
    source = _text(_("Indice e mese"), most=200)


class PayForm(forms.Form):
    paid_on = DateField(label=_("Pagata il"))
    payment = _text(_("Numero del pagamento"), most=120)


class ReleaseForm(forms.Form):
    sometimes = ("note",)
    on = DateField(label=_("Restituito il"))
    kept = MoneyField(label=_("Quanto si trattiene"), min_value=0, initial=0)
    note = _text(_("Perché"), most=300, required=False, help_text=_("Serve se si trattiene qualcosa."))


class AgreementFileForm(forms.Form):
    kind = forms.ChoiceField(label=_("Che cos’è"), choices=[(one.value, word) for one, word in FILES.items()])
    caption = _text(_("Descrizione"), most=200)
    file = forms.FileField(label=_("File"), help_text=_("PDF, P7M, JPEG o PNG, fino a 15 MB."))

    def clean_kind(self) -> AgreementFileKind:
        return AgreementFileKind(self.cleaned_data["kind"])
