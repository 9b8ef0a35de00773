"""What an officer writes of an application that arrived on paper or by certified mail, before its answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.calls.domain.edition import Edition
from manifattura.organisations.domain.kinds import ParticipantKind
from manifattura.organisations.domain.kinds_rules import LEGAL_FORMS, needs_fiscal_code
from manifattura.organisations.queries.words import KINDS
from manifattura.organisations.queries.words import LEGAL_FORMS as LEGAL_FORM_WORDS
from manifattura.ui.arrivals import ArrivalForm

from ..domain.reading import NO, YES

QUESTION = "question-"


class EnterForm(ArrivalForm):
    """Who applies, how and when it arrived, who signed; then the self-check as the document answers it."""

    kind = forms.ChoiceField(label=_("Chi fa domanda"))
    fiscal_code = forms.CharField(
        label=_("Codice fiscale"),
        help_text=_(
            "Se l’impresa è già registrata basta questo: gli altri dati dell’impresa restano i suoi."
        ),
        max_length=24,
        widget=forms.TextInput({"autocapitalize": "characters", "autocomplete": "off"}),
    )
    name = forms.CharField(label=_("Nome o ragione sociale"), max_length=200, required=False)
    legal_form = forms.ChoiceField(label=_("Forma giuridica"), required=False)
    vat_number = forms.CharField(label=_("Partita IVA"), max_length=20, required=False)
    sender_address = forms.CharField(
        label=_("Indirizzo a cui mandare la ricevuta"),
        help_text=_("La PEC di chi ha scritto. Se scrive su carta lascialo vuoto: la ricevuta si stampa."),
        max_length=200,
        required=False,
    )

    def __init__(self, *args: Any, edition: Edition, **options: Any) -> None:
        super().__init__(*args, **options)
        self.edition = edition
        kinds = [
            kind
            for kind in KINDS
            if needs_fiscal_code(kind)
            and kind != ParticipantKind.GROUPING
            and kind in (edition.beneficiaries.participant_kinds or tuple(KINDS))
        ]
        self.fields["kind"].choices = [(kind.value, KINDS[kind]) for kind in kinds]
        legal_forms = {form: None for kind in kinds for form in LEGAL_FORMS[kind]}
        self.fields["legal_form"].choices = [
            ("", _("Scegli")),
            *((form.value, LEGAL_FORM_WORDS[form]) for form in legal_forms),
        ]
        for question in edition.eligibility:
            self.fields[f"{QUESTION}{question.key}"] = forms.ChoiceField(
                label=question.question,
                choices=[(YES, _("Sì")), (NO, _("No"))],
                widget=forms.RadioSelect,
            )

    def answers(self) -> dict[str, bool]:
        """The self-check as the action wants it."""
        return {
            question.key: self.cleaned_data[f"{QUESTION}{question.key}"] == YES
            for question in self.edition.eligibility
        }

    def refuse(self, field: str | None, message: str) -> None:
        """Put a refusal of the action beside its field."""
        for name in (field, f"{QUESTION}{field}"):
            if name in self.fields:
                self.add_error(name, message)
                return
        self.add_error(None, message)
