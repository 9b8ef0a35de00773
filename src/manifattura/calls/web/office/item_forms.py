"""The forms of the lists' items: sections, declarations, criteria and the rest; questions have a file of their own."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import DateTimeField, MoneyField

from ...actions.draft_items import ItemKind
from ...domain.edition import APPLICANT_RECORD, Declarant
from .fields import CodeField, KeyField, PointsField, WholeField
from .grid_forms import (
    AreaForm,
    BracketForm,
    PartForm,
    PrecedenceForm,
    PremiumForm,
    RankingForm,
    UpliftForm,
    number_choices,
)
from .item_form import ItemForm, without_lots
from .lot_forms import LotForm
from .words import automatic_words

TIE_PARTS = ("group", "criterion", "flag")


def _points(label: Any, *, required: bool = True, help_text: Any = "") -> PointsField:
    return PointsField(label=label, required=required, help_text=help_text)


def _text(label: Any, help_text: Any = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, required=required, widget=forms.Textarea(attrs={"rows": rows})
    )


class SectionForm(ItemForm):
    title = forms.CharField(label=_("Titolo della sezione"), max_length=120)
    help = _text(_("Testo di aiuto"), required=False, rows=2)
    per_lot = forms.BooleanField(
        label=_("Si chiede per ogni lotto scelto"),
        help_text=_("Le sue domande tornano per ogni lotto, dopo la scelta dei lotti."),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        without_lots(self)


class DeclarationForm(ItemForm):
    title = forms.CharField(label=_("Titolo"), max_length=160)
    text = _text(_("Testo della dichiarazione"), _("Chi dichiara lo legge e lo conferma così com’è."), rows=8)
    law = forms.CharField(
        label=_("Norma"), help_text=_("Per esempio: DPR 445/2000, art. 46 e 47."), max_length=200
    )
    declarant = forms.ChoiceField(
        label=_("Chi la rende"),
        choices=[
            (Declarant.LEGAL_REP.value, _("Chi rappresenta l’impresa")),
            (Declarant.EACH_MEMBER.value, _("Ogni membro del raggruppamento, per sé")),
        ],
        widget=forms.RadioSelect,
        initial=Declarant.LEGAL_REP.value,
    )
    facts = forms.MultipleChoiceField(
        label=_("Risposte che dichiara"),
        help_text=_("Se una di queste risposte cambia, la dichiarazione va confermata di nuovo."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["facts"].choices = [
            (APPLICANT_RECORD, _("La scheda dell’impresa: forma, dimensione, attività, sedi")),
            *(
                (item.key, item.label)
                for section in self.edition.form
                for item in section.fields
                if not item.declaration
            ),
        ]


class QuestionForm(ItemForm):
    question = forms.CharField(label=_("Domanda"), help_text=_("Si risponde sì o no."), max_length=240)
    expected = forms.TypedChoiceField(
        label=_("Può partecipare chi risponde"),
        choices=[("si", _("sì")), ("no", _("no"))],
        coerce=lambda answer: answer == "si",
        widget=forms.RadioSelect,
        initial="si",
    )
    explain = _text(_("Che cosa dire a chi risponde il contrario"), _("Perché no, e che cosa può fare."))


class RequirementForm(ItemForm):
    title = forms.CharField(label=_("Che cosa si controlla"), max_length=200)
    source = forms.CharField(
        label=_("Dove si guarda"),
        help_text=_("Punto dell’avviso, domanda del modulo, visura."),
        max_length=200,
        required=False,
    )
    automatic = forms.ChoiceField(label=_("Controllo automatico"), required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        checks = automatic_words()
        if not self.edition.gives_money and getattr(self.item, "automatic", "") != "cost_range":
            del checks["cost_range"]
        self.fields["automatic"].choices = [("", _("Nessuno: decide chi istruisce")), *checks.items()]


class GroupForm(ItemForm):
    key = CodeField(label=_("Codice"), help_text=_("Per esempio A. Poi non cambia."))
    title = forms.CharField(label=_("Titolo"), max_length=160)
    min = _points(_("Minimo del gruppo"), required=False)


class CriterionForm(ItemForm):
    key = CodeField(label=_("Codice"), help_text=_("Per esempio A1. Poi non cambia."))
    title = forms.CharField(label=_("Criterio"), max_length=200)
    group = forms.ChoiceField(label=_("Gruppo"), required=False)
    max = _points(_("Punti massimi"))
    min = _points(_("Minimo del criterio"), required=False)
    guidance = _text(_("Che cosa guarda la commissione"), required=False, rows=3)
    above_zero = forms.BooleanField(label=_("Con zero punti la domanda non è idonea"), required=False)
    lower_only = forms.BooleanField(
        label=_("Il controllo dell’ufficio può solo ridurre il punteggio"),
        help_text=_("Per i punti che si calcolano da ciò che dichiara chi fa domanda."),
        required=False,
    )
    second_phase = forms.BooleanField(label=_("Si valuta nella seconda fase"), required=False)
    per_lot = forms.BooleanField(
        label=_("Si valuta per ogni lotto chiesto"),
        help_text=_(
            "La commissione dà un coefficiente per lotto; gli altri criteri valgono per tutti i lotti."
        ),
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        without_lots(self)
        groups = [(group.key, f"{group.key}. {group.title}") for group in self.edition.grid.groups]
        self.fields["group"].choices = [("", _("Nessuno")), *groups]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        low, high = facts.get("min"), facts.get("max")
        if high is not None and high <= 0:
            self.add_error("max", _("Un criterio ha almeno un punto o una sua parte."))
        elif low is not None and high is not None and low > high:
            self.add_error("min", _("Il minimo supera i punti massimi."))
        return facts


class BonusForm(ItemForm):
    key = CodeField(label=_("Codice"), help_text=_("Per esempio P1. Poi non cambia."))
    title = forms.CharField(label=_("Premialità"), max_length=200)
    points = _points(_("Punti"))


class FlagForm(ItemForm):
    key = KeyField(label=_("Codice"), help_text=_("Per esempio sede-nuova. Poi non cambia."))
    title = forms.CharField(label=_("Che cosa segna"), max_length=200)


class TieForm(ItemForm):
    what = forms.ChoiceField(label=_("A parità di punti passa prima"))
    seed_rule = forms.CharField(
        label=_("Come si fa il sorteggio"),
        help_text=_("Solo per il sorteggio: dove, quando, chi assiste, da dove viene il seme."),
        max_length=300,
        required=False,
    )
    higher = forms.TypedChoiceField(
        label=_("Del numero o della data passa prima"),
        help_text=_("Solo per numeri e date: meno anni è una data di nascita più alta."),
        choices=[("si", _("il valore più alto")), ("no", _("il valore più basso"))],
        coerce=lambda answer: answer == "si",
        initial="si",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        grid = self.edition.grid
        self.fields["what"].choices = [
            (
                _("Chi ha più punti in un gruppo"),
                [(f"group:{group.key}", f"{group.key}. {group.title}") for group in grid.groups],
            ),
            (
                _("Chi ha più punti in un criterio"),
                [(f"criterion:{item.key}", f"{item.key}. {item.title}") for item in grid.criteria],
            ),
            (_("Chi ha un contrassegno"), [(f"flag:{flag.key}", flag.title) for flag in self.edition.flags]),
            (_("Chi ha un numero o una data"), number_choices(self.edition)),
            ("criteria:", _("Chi ha più punti nei criteri, uno dopo l’altro")),
            *([("requested:", _("Chi chiede meno"))] if self._may_ask_less() else []),
            ("draw:", _("Sorteggio pubblico")),
            ("arrival:", _("Chi è arrivato prima (premia la velocità, non il progetto)")),
        ]

    def _may_ask_less(self) -> bool:
        return self.edition.gives_money or getattr(self.item, "by", "") == "requested"

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if facts.get("what") == "draw:" and not facts.get("seed_rule", "").strip():
            self.add_error("seed_rule", _("Scrivi come si fa il sorteggio pubblico."))
        return facts

    def values(self) -> dict[str, Any]:
        by, _colon, ref = self.cleaned_data["what"].partition(":")
        rule = self.cleaned_data["seed_rule"] if by == "draw" else ""
        higher = bool(self.cleaned_data["higher"]) if by == "number" else True
        return {"by": by, "ref": ref, "seed_rule": rule, "higher": higher}


class ReserveForm(ItemForm):
    flag = forms.ChoiceField(label=_("Per chi ha il contrassegno"))
    title = forms.CharField(label=_("Nome della riserva"), max_length=160, required=False)
    amount = MoneyField(label=_("Importo riservato"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["flag"].choices = [(flag.key, flag.title) for flag in self.edition.flags]

    def clean_flag(self) -> str:
        flag = str(self.cleaned_data["flag"])
        others = {reserve.flag for reserve in self.edition.grid.reserves}
        if flag in others and (self.item is None or self.item.flag != flag):
            raise forms.ValidationError(_("C’è già una riserva per questo contrassegno."))
        return flag


class RoundForm(ItemForm):
    """Dates and money may be missing while the call is a draft."""

    opens_at = DateTimeField(label=_("Apertura"), help_text=_("Giorno e ora di Roma."), required=False)
    deadline_at = DateTimeField(label=_("Scadenza"), help_text=_("Giorno e ora di Roma."), required=False)
    budget = MoneyField(label=_("Risorse della sessione"), required=False)
    places = WholeField(
        label=_("Posti della sessione"),
        help_text=_(
            "Vuoto, se il bando non ha un numero di posti: entrano tutte le domande sopra la soglia."
        ),
        min_value=1,
        max_value=100_000,
        required=False,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["places" if self.edition.gives_money else "budget"]

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        opens, deadline = facts.get("opens_at"), facts.get("deadline_at")
        if opens and deadline and deadline <= opens:
            self.add_error("deadline_at", _("La scadenza viene prima dell’apertura."))
        return facts


class DocumentTitleForm(ItemForm):
    title = forms.CharField(label=_("Titolo del documento"), max_length=200)


class DocumentForm(forms.Form):
    title = forms.CharField(
        label=_("Titolo del documento"), help_text=_("Per esempio: Avviso pubblico."), max_length=200
    )
    file = forms.FileField(label=_("File"), help_text=_("PDF accessibile, fino a 20 MB."))


ITEM_FORMS: dict[ItemKind, type[ItemForm]] = {
    ItemKind.SECTION: SectionForm,
    ItemKind.DECLARATION: DeclarationForm,
    ItemKind.QUESTION: QuestionForm,
    ItemKind.REQUIREMENT: RequirementForm,
    ItemKind.GROUP: GroupForm,
    ItemKind.CRITERION: CriterionForm,
    ItemKind.BONUS: BonusForm,
    ItemKind.FLAG: FlagForm,
    ItemKind.TIE: TieForm,
    ItemKind.RESERVE: ReserveForm,
    ItemKind.PART: PartForm,
    ItemKind.UPLIFT: UpliftForm,
    ItemKind.AREA: AreaForm,
    ItemKind.PRECEDENCE: PrecedenceForm,
    ItemKind.RANKING: RankingForm,
    ItemKind.BRACKET: BracketForm,
    ItemKind.PREMIUM: PremiumForm,
    ItemKind.ROUND: RoundForm,
    ItemKind.DOCUMENT: DocumentTitleForm,
    ItemKind.LOT: LotForm,
}

CONDITIONS: dict[ItemKind, str] = {
    ItemKind.FIELD: "shown_if",
    ItemKind.DECLARATION: "shown_if",
    ItemKind.BONUS: "when",
    ItemKind.FLAG: "when",
}
"""Items with a condition, and the column it is kept in."""


def initial_of(kind: ItemKind, item: Any) -> dict[str, Any]:
    """The form's first values for a stored item."""
    if kind is ItemKind.TIE:
        higher = "si" if item.higher else "no"
        return {"what": f"{item.by}:{item.ref}", "seed_rule": item.seed_rule, "higher": higher}
    values = {name: getattr(item, name) for name in ITEM_FORMS[kind].base_fields if hasattr(item, name)}
    if kind is ItemKind.CRITERION:
        values["group"] = item.group.key if item.group else ""
    if kind is ItemKind.PART:
        values["criterion"] = item.criterion.key
    if kind is ItemKind.QUESTION:
        values["expected"] = "si" if item.expected else "no"
    return values
