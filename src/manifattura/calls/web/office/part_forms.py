"""The forms of the builder's pages whose values are on the call itself; every value may be missing while it is a draft."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from manifattura.kernel.clock import today
from manifattura.kernel.parameters import legal_parameter
from manifattura.organisations.queries.ateco import EDITIONS
from manifattura.territory.queries.areas import municipio_choices, nil_choices
from manifattura.ui.forms import DateTimeField

from ...domain.edition import AppealFrom, NamesRule, Recusal
from ...domain.problems import Part
from ...domain.procedures.catalogue import PROCEDURES
from ...queries.conditions import kind_words, size_words
from .fields import LinesField, PercentField, PointsField, PrefixesField, WholeField, unknown_prefixes
from .grid_forms import GridLimitsForm
from .lot_forms import LotsForm
from .money_form import MoneyForm
from .sealed_forms import SealedForm


def _paragraphs(label: Any, help_text: Any = "", rows: int = 5) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=False, widget=forms.Textarea(attrs={"rows": rows})
    )


class TextsForm(forms.Form):
    title = forms.CharField(label=_("Titolo"), max_length=160)
    summary = forms.CharField(
        label=_("Descrizione breve"),
        help_text=_("Una frase che dice a chi serve e che cosa dà. Fino a 400 caratteri."),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    title_en = forms.CharField(label=_("Titolo in inglese"), max_length=160, required=False)
    summary_en = forms.CharField(
        label=_("Descrizione breve in inglese"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    purpose = _paragraphs(_("Perché c’è questo bando"))
    how_to_apply = _paragraphs(_("Come fare"))
    what_you_get = _paragraphs(_("Che cosa si ottiene"))
    example = _paragraphs(
        _("Un esempio con i numeri"), _("Per esempio: progetto da 64.000 €, contributo 48.000 €."), 2
    )
    conditions = _paragraphs(_("Condizioni"), _("Che cosa deve rispettare chi vince."))
    privacy = _paragraphs(_("Informativa sui dati personali"))
    names_rule = forms.ChoiceField(
        label=_("Come si pubblicano i nomi"),
        help_text=_(
            "Se il bando rivela salute o disagio economico non si pubblicano nomi (D.Lgs 33/2013, art. 26 c. 4)."
        ),
        choices=[
            (NamesRule.NAME.value, _("Nome dell’impresa")),
            (NamesRule.REGISTRATION.value, _("Numero di registrazione")),
            (NamesRule.CODE.value, _("Codice della domanda")),
        ],
        widget=forms.RadioSelect,
    )


def _days(label: Any, help_text: Any = "") -> forms.IntegerField:
    return WholeField(label=label, help_text=help_text, min_value=0, max_value=3650)


def _own_days(label: Any) -> forms.IntegerField:
    """Days that the call may decide; empty, the legal parameter holds."""
    return WholeField(label=label, min_value=1, max_value=365, required=False)


def _lawful(key: str) -> int:
    return legal_parameter(key, today()).count


class TimesForm(forms.Form):
    opens_at = DateTimeField(label=_("Apertura"), help_text=_("Giorno e ora di Roma."), required=False)
    deadline_at = DateTimeField(label=_("Scadenza"), help_text=_("Giorno e ora di Roma."), required=False)
    deadline_inclusive = forms.BooleanField(
        label=_("Vale anche il secondo esatto della scadenza"),
        help_text=_("Se non lo scegli, una domanda arrivata in quel secondo è fuori termine."),
        required=False,
    )
    clarifications_until = DateTimeField(label=_("Chiarimenti entro"), required=False)
    review_days = _days(_("Giorni per l’istruttoria"))
    committee_days = _days(
        _("Giorni per la commissione"), _("Non si contano se la griglia non le lascia nessun criterio.")
    )
    observations_days = _days(_("Giorni per le osservazioni"), _("Dopo la graduatoria provvisoria."))
    procedure_term_days = _days(_("Termine del procedimento in giorni"))
    publication_years = WholeField(
        label=_("Anni di pubblicazione della graduatoria"), min_value=1, max_value=50
    )
    remedy_days = _own_days(_("Giorni per rispondere a una richiesta di integrazione"))
    remedy_suspends = forms.BooleanField(
        label=_("La richiesta di integrazione sospende il termine del procedimento"),
        required=False,
    )
    acceptance_days = _own_days(_("Giorni per accettare il contributo o il posto"))
    ranking_appeal_from = forms.ChoiceField(
        label=_("Da quando si contano i termini per ricorrere contro la graduatoria"),
        help_text=_("Per chi è escluso si contano sempre da quando riceve la comunicazione."),
        choices=[
            (AppealFrom.NOTICE.value, _("Dalla comunicazione a chi ha partecipato")),
            (AppealFrom.PUBLICATION_END.value, _("Dalla fine della pubblicazione all’albo pretorio")),
        ],
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, key in (
            ("remedy_days", "remedy.default_days"),
            ("acceptance_days", "acceptance.default_days"),
        ):
            self.fields[name].help_text = _("Se lo lasci vuoto: %(days)s giorni.") % {"days": _lawful(key)}
        self.fields["procedure_term_days"].help_text = _(
            "Dalla scadenza alla graduatoria. Se il bando non decide la legge dice %(days)s giorni; di solito non più "
            "di %(most)s (L. 241/1990, art. 2)."
        ) % {"days": _lawful("procedure.default_days"), "most": _lawful("procedure.usual_max_days")}
        self.fields["remedy_suspends"].help_text = _(
            "Una sola volta e al massimo per %(days)s giorni (L. 241/1990, art. 2 c. 7)."
        ) % {"days": _lawful("remedy.suspension_max_days")}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        opens, deadline = facts.get("opens_at"), facts.get("deadline_at")
        if isinstance(opens, datetime) and isinstance(deadline, datetime) and deadline <= opens:
            self.add_error("deadline_at", _("La scadenza viene prima dell’apertura."))
        return facts


class WhoForm(forms.Form):
    participant_kinds = forms.MultipleChoiceField(
        label=_("Chi può partecipare"), required=False, widget=forms.CheckboxSelectMultiple
    )
    size_classes = forms.MultipleChoiceField(
        label=_("Dimensione dell’impresa"),
        help_text=_("Nessuna scelta: tutte."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    can_apply = LinesField(label=_("Puoi fare domanda se"), help_text=_("Una riga per ogni condizione."))
    cannot_apply = LinesField(label=_("Non puoi se"), help_text=_("Una riga per ogni condizione."))
    ateco_edition = forms.ChoiceField(
        label=_("Edizione ATECO"), choices=[(edition, edition) for edition in EDITIONS]
    )
    ateco_prefixes = PrefixesField(
        label=_("Codici ATECO ammessi"),
        rows=2,
        help_text=_(
            "Lettera di sezione o inizio del codice, separati da virgole: C, 62, 74.1. Vuoto: tutti."
        ),
    )
    area_name = forms.CharField(
        label=_("Nome dell’area"),
        help_text=_("Per esempio: quartieri periferici. Vuoto e senza scelte: tutta la città."),
        max_length=120,
        required=False,
    )
    area_municipi = forms.TypedMultipleChoiceField(
        label=_("Municipi compresi"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    area_excluded_municipi = forms.TypedMultipleChoiceField(
        label=_("Municipi esclusi"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    area_nils = forms.TypedMultipleChoiceField(
        label=_("Quartieri (NIL) compresi"), coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        municipi = municipio_choices()
        self.fields["participant_kinds"].choices = list(kind_words().items())
        self.fields["size_classes"].choices = list(size_words().items())
        self.fields["area_municipi"].choices = municipi
        self.fields["area_excluded_municipi"].choices = municipi
        self.fields["area_nils"].choices = nil_choices()

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        unknown = unknown_prefixes(facts.get("ateco_prefixes", []), facts.get("ateco_edition", EDITIONS[0]))
        if unknown:
            self.add_error(
                "ateco_prefixes",
                _("Nessuna attività comincia così: %(codes)s.") % {"codes": ", ".join(unknown)},
            )
        if set(facts.get("area_municipi", [])) & set(facts.get("area_excluded_municipi", [])):
            self.add_error("area_excluded_municipi", _("Un municipio non può essere compreso ed escluso."))
        return facts


class GridRulesForm(GridLimitsForm):
    total_min = PointsField(label=_("Soglia minima in totale"), required=False)
    bonus_cap = PointsField(
        label=_("Massimo di premialità"),
        help_text=_("Vuoto: si sommano tutte."),
        required=False,
    )
    rescale = forms.BooleanField(
        label=_("Riparametra i punteggi"),
        help_text=_("Per ogni criterio il migliore prende il massimo, gli altri in proporzione."),
        required=False,
    )
    minima_on = forms.ChoiceField(
        label=_("I minimi si controllano"),
        choices=[("raw", _("sui punteggi della commissione")), ("rescaled", _("sui punteggi riparametrati"))],
    )
    partial_last = forms.BooleanField(
        label=_("L’ultima domanda può essere finanziata in parte"), required=False
    )
    partial_min_share = PercentField(
        label=_("Almeno questa quota del contributo chiesto"),
        help_text=_("Solo per il finanziamento in parte."),
    )
    skip_unaffordable = forms.BooleanField(
        label=_("Se una domanda non ci sta, si prova con la successiva"),
        help_text=_("Se non lo scegli, la graduatoria si ferma alla prima che non ci sta."),
        required=False,
    )
    edge_ties = forms.ChoiceField(
        label=_("Pari merito al limite delle risorse"),
        choices=[("none", _("non si finanziano in parte")), ("pro_rata", _("si dividono ciò che resta"))],
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("minima_on") == "rescaled" and not facts.get("rescale"):
            self.add_error("minima_on", _("Si può solo se riparametri i punteggi."))
        if facts.get("edge_ties") == "pro_rata" and not facts.get("partial_last"):
            self.add_error("edge_ties", _("Si può solo se l’ultima domanda può essere finanziata in parte."))
        return facts


class CommitteeForm(forms.Form):
    committee_recusal = forms.ChoiceField(
        label=_("Se un commissario ha un conflitto con un’impresa"),
        help_text=_("L. 241/1990, art. 6-bis. La scelta si legge nel bando."),
        choices=[
            (
                Recusal.REPLACEMENT.value,
                _("si sostituisce per tutta la valutazione, prima di aprire le domande"),
            ),
            (Recusal.ABSTENTION.value, _("si astiene solo sulla domanda di quell’impresa")),
        ],
        widget=forms.RadioSelect,
    )
    committee_harmonisation = forms.BooleanField(
        label=_("Dopo i punteggi individuali c’è un confronto"),
        help_text=_(
            "Chiusi i punteggi, la commissione vede le differenze: ognuno conferma i suoi o li cambia una volta, con il "
            "motivo. Restano visibili tutti e due; conta il secondo."
        ),
        required=False,
    )
    committee_assessors = WholeField(
        label=_("Quanti componenti valutano ogni domanda"),
        help_text=_(
            "Vuoto: tutti. Un numero, da 2 in su: si alternano, in modo che ognuno ne valuti circa lo stesso numero."
        ),
        min_value=2,
        max_value=20,
        required=False,
    )


NOTICE_ANSWERS = {"": None, "True": True, "False": False}


class ProcedureForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Tipo di procedura"),
        help_text=_("Si sceglie prima di pubblicare: poi non cambia."),
        widget=forms.RadioSelect,
    )
    rejection_notice = forms.TypedChoiceField(
        label=_("Preavviso di rigetto (L. 241/1990, art. 10-bis)"),
        help_text=_(
            "Prima di non ammettere, l’ufficio scrive i motivi e l’impresa ha 10 giorni per rispondere. "
            "La legge non lo chiede nelle procedure comparative."
        ),
        choices=[
            ("", _("come di solito per questo tipo: no nella graduatoria, sì nello sportello e nell’elenco")),
            ("True", _("sì")),
            ("False", _("no")),
        ],
        coerce=NOTICE_ANSWERS.__getitem__,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    carry_over = forms.BooleanField(
        label=_("Le risorse che una sessione non usa passano alla sessione dopo"),
        help_text=_("Solo per lo sportello. Passano quando la graduatoria della sessione è definitiva."),
        required=False,
    )
    between_sessions = forms.BooleanField(
        label=_("Si può fare domanda anche fra una sessione e l’altra"),
        help_text=_(
            "Solo per lo sportello. La domanda vale per la sessione dopo. Se non lo scegli, fra due sessioni non si invia."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["kind"].choices = [
            (one.kind.value, f"{translate(one.staff)}. {translate(one.about)}") for one in PROCEDURES.values()
        ]

    def count_places(self) -> None:
        """In a call without money what goes over is places, where it has a number of them."""
        field = self.fields["carry_over"]
        field.label = _("I posti che una sessione non assegna passano alla sessione dopo")
        field.help_text = _(
            "Solo per lo sportello con un numero di posti. Passano quando la graduatoria della sessione è definitiva."
        )


class RegisterForm(forms.Form):
    """The rule of an open register."""

    entry_years = WholeField(label=_("Anni di iscrizione"), min_value=1, max_value=20)
    confirmation_months = WholeField(
        label=_("Ogni quanti mesi si conferma"),
        help_text=_("Chi è iscritto dichiara che i requisiti ci sono ancora."),
        min_value=1,
        max_value=60,
    )
    confirmation_days = WholeField(label=_("Giorni per mandare la conferma"), min_value=5, max_value=180)
    visit_required = forms.BooleanField(
        label=_("Prima dell’iscrizione due funzionari visitano la sede"), required=False
    )
    cure_days = WholeField(label=_("Giorni per rimediare a una sospensione"), min_value=1, max_value=365)


PART_FORMS: dict[Part, type[forms.Form]] = {
    Part.TEXTS: TextsForm,
    Part.PROCEDURE: ProcedureForm,
    Part.TIMES: TimesForm,
    Part.MONEY: MoneyForm,
    Part.LOTS: LotsForm,
    Part.WHO: WhoForm,
    Part.GRID: GridRulesForm,
    Part.SEALED: SealedForm,
    Part.COMMITTEE: CommitteeForm,
    Part.REGISTER: RegisterForm,
}
