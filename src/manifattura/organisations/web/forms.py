"""Forms of the organisation pages. The rules are in the actions: a refusal lands beside its field."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from manifattura.kernel.errors import Refused
from manifattura.territory.queries.areas import municipio_choices, nil_choices
from manifattura.ui.forms import DateField, MoneyField

from ..actions.guard import checked_fiscal_code, checked_vat_number
from ..domain.kinds import MandateKind, ParticipantKind
from ..domain.kinds_rules import LEGAL_FORMS, needs_fiscal_code, needs_vat_number
from ..models import Organisation
from ..queries import words

CODE_INPUT = {"autocapitalize": "characters", "spellcheck": "false", "autocomplete": "off"}
PHONE = RegexValidator(r"^\+?[0-9 ./-]{6,30}$", _("Scrivi un numero di telefono, per esempio 02 1234567."))


def form_choices(kind: ParticipantKind) -> list[tuple[str, Any]]:
    """The legal forms that a kind may have."""
    return [("", _("Scegli")), *((form.value, words.LEGAL_FORMS[form]) for form in LEGAL_FORMS[kind])]


class ClaimForm(forms.Form):
    """What the first claimant says; which fields there are depends on the kind."""

    name = forms.CharField(label=_("Nome o ragione sociale"), max_length=200)
    legal_form = forms.ChoiceField(label=_("Forma giuridica"))
    fiscal_code = forms.CharField(
        label=_("Codice fiscale"), max_length=24, widget=forms.TextInput(CODE_INPUT)
    )
    vat_number = forms.CharField(
        label=_("Partita IVA"),
        max_length=20,
        help_text=_("11 cifre."),
        widget=forms.TextInput({**CODE_INPUT, "inputmode": "numeric"}),
    )
    declared = forms.BooleanField(
        label=_("Lo dichiaro"),
        error_messages={"required": _("Per registrarla devi rendere questa dichiarazione.")},
    )

    def __init__(self, *args: Any, kind: ParticipantKind, **options: Any) -> None:
        super().__init__(*args, **options)
        self.kind = kind
        self.fields["legal_form"].choices = form_choices(kind)
        if kind == ParticipantKind.SELF_EMPLOYED:
            self.fields["name"].label = _("Nome e cognome, o nome dell’attività")
            self.fields["fiscal_code"].help_text = _("Il tuo: 16 caratteri.")
        elif kind == ParticipantKind.FIRM:
            self.fields["fiscal_code"].help_text = _(
                "11 cifre per le società; 16 caratteri per la ditta individuale."
            )
        else:
            self.fields["fiscal_code"].help_text = _("11 cifre.")
        if not LEGAL_FORMS[kind]:
            del self.fields["legal_form"]
        if not needs_fiscal_code(kind):
            del self.fields["fiscal_code"], self.fields["vat_number"]
        elif not needs_vat_number(kind):
            self.fields["vat_number"].required = False

    def clean(self) -> dict[str, Any]:
        """Both numbers are judged at once: who mistyped two is told of two."""
        given = super().clean() or {}
        if "fiscal_code" in given and ("legal_form" in given or "legal_form" not in self.fields):
            self._judge(
                "fiscal_code",
                lambda: checked_fiscal_code(self.kind, given.get("legal_form", ""), given["fiscal_code"]),
            )
        if "vat_number" in given:
            self._judge("vat_number", lambda: checked_vat_number(self.kind, given["vat_number"]))
        return given

    def _judge(self, field: str, check: Callable[[], object]) -> None:
        try:
            check()
        except Refused as refusal:
            self.add_error(field, refusal.message)


class ConstitutionForm(ClaimForm):
    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, kind=ParticipantKind.FIRM, **options)
        del self.fields["declared"]


class AskForm(forms.Form):
    """In which quality a person asks to act for an organisation that exists."""

    kind = forms.ChoiceField(
        label=_("In quale qualità"),
        choices=[(kind.value, word) for kind, word in words.MANDATES.items()],
        widget=forms.RadioSelect,
        initial=MandateKind.COLLABORATOR.value,
    )
    declared = forms.BooleanField(label=_("Lo dichiaro"), required=False)


class FactsForm(forms.Form):
    name = forms.CharField(label=_("Nome o ragione sociale"), max_length=200)
    legal_form = forms.ChoiceField(label=_("Forma giuridica"))
    vat_number = forms.CharField(
        label=_("Partita IVA"), max_length=20, required=False, widget=forms.TextInput(CODE_INPUT)
    )
    founded_on = DateField(label=_("Costituita il"), required=False)
    email = forms.EmailField(label=_("Indirizzo e-mail"), required=False)
    pec = forms.EmailField(
        label=_("PEC"), required=False, help_text=_("Il domicilio digitale, se l’impresa lo ha.")
    )
    phone = forms.CharField(label=_("Telefono"), max_length=32, required=False, validators=[PHONE])
    website = forms.URLField(label=_("Sito"), required=False, assume_scheme="https")

    def __init__(self, *args: Any, organisation: Organisation, **options: Any) -> None:
        super().__init__(*args, **options)
        kind = ParticipantKind(organisation.kind)
        self.fields["legal_form"].choices = form_choices(kind)
        if not LEGAL_FORMS[kind]:
            del self.fields["legal_form"]
        if not needs_fiscal_code(kind):
            del self.fields["vat_number"], self.fields["founded_on"]
        elif needs_vat_number(kind):
            self.fields["vat_number"].required = True


class SizeForm(forms.Form):
    employees = forms.IntegerField(
        label=_("Persone che lavorano"),
        min_value=0,
        max_value=1_000_000,
        help_text=_("ULA dell’ultimo anno chiuso, con le imprese collegate e associate."),
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
        localize=True,
    )
    turnover = MoneyField(label=_("Fatturato dell’ultimo anno"), required=False)
    balance_total = MoneyField(label=_("Totale di bilancio"), required=False)
    size_class = forms.ChoiceField(
        label=_("Dimensione dichiarata"),
        choices=[(size.value, word) for size, word in words.SIZES.items()],
        widget=forms.RadioSelect,
    )


class SeatForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Quale sede"), choices=[(kind.value, word) for kind, word in words.SEATS.items()]
    )
    address = forms.CharField(
        label=_("Via e numero"), max_length=200, widget=forms.TextInput({"autocomplete": "street-address"})
    )
    postal_code = forms.CharField(
        label=_("CAP"),
        max_length=5,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    city = forms.CharField(label=_("Comune"), max_length=80)
    municipio = forms.TypedChoiceField(
        label=_("Municipio"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Fuori città lascia vuoto."),
    )
    nil = forms.TypedChoiceField(
        label=_("Quartiere (NIL)"),
        coerce=int,
        empty_value=None,
        required=False,
        help_text=_("Lo dichiari tu, l’ufficio lo controlla. Fuori città lascia vuoto."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        options["initial"] = {"city": settings.CITY["city_name"], **options.get("initial", {})}
        super().__init__(*args, **options)
        self.fields["nil"].choices = [("", _("Scegli")), *nil_choices()]
        self.fields["municipio"].choices = [("", _("Scegli")), *municipio_choices()]


class InviteForm(forms.Form):
    email = forms.EmailField(
        label=_("Indirizzo e-mail"), help_text=_("Riceve un invito; agisce da quando accetta.")
    )
    kind = forms.ChoiceField(
        label=_("In quale qualità"),
        choices=[(kind.value, word) for kind, word in words.MANDATES.items()],
        widget=forms.RadioSelect,
        initial=MandateKind.COLLABORATOR.value,
    )


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Motivo"),
        max_length=500,
        required=False,
        help_text=_("Lo legge la persona interessata, e resta nel registro."),
        widget=forms.Textarea({"rows": 3}),
    )


class GroupingForm(forms.Form):
    name = forms.CharField(label=_("Nome del raggruppamento"), max_length=200)
    lead = forms.TypedChoiceField(
        label=_("Capofila"),
        coerce=int,
        help_text=_("Una delle imprese che rappresenti: invia la domanda per tutte."),
    )

    def __init__(self, *args: Any, firms: list[Organisation], **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["lead"].choices = [(firm.pk, firm.name) for firm in firms]


class MemberForm(forms.Form):
    fiscal_code = forms.CharField(
        label=_("Codice fiscale dell’impresa"),
        max_length=24,
        help_text=_("Deve essere già registrata qui."),
        widget=forms.TextInput(CODE_INPUT),
    )
