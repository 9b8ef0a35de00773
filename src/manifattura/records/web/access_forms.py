"""Forms of the requests for documents."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manifattura.accounts.queries.offices import all_offices, offices_for
from manifattura.calls.queries.calls import calls_for_staff, public_calls
from manifattura.kernel.clock import today
from manifattura.ui.forms import DateField

from .access_words import channel_words, kind_words, outcome_words, short_kind_words


class AskForm(forms.Form):
    """What is asked; the office is the call's, or chosen when no call is named."""

    sometimes = ("reason",)

    kind = forms.ChoiceField(label=gettext_lazy("Che richiesta è"), widget=forms.RadioSelect)
    call = forms.ChoiceField(label=gettext_lazy("Bando"), required=False)
    office = forms.ChoiceField(label=gettext_lazy("Ufficio"), required=False)
    subject = forms.CharField(
        label=gettext_lazy("Quali documenti o dati chiedi"),
        help_text=gettext_lazy("Più sei preciso, prima possiamo rispondere."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    reason = forms.CharField(
        label=gettext_lazy("Perché ti servono"),
        help_text=gettext_lazy("Per i documenti che ti riguardano serve; per le altre richieste no."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.calls = {str(call.pk): call for call in self.listed_calls()}
        self.offices = {str(office.pk): office for office in self.listed_offices()}
        self.fields["kind"].choices = list(kind_words().items())
        self.fields["call"].choices = [("", _("Nessuno in particolare"))] + [
            (pk, call.title) for pk, call in self.calls.items()
        ]
        self.fields["office"].choices = [(pk, office.name) for pk, office in self.offices.items()]
        self.fields["office"].help_text = _("Serve solo se non hai scelto un bando.")

    def listed_calls(self) -> Any:
        return public_calls()

    def listed_offices(self) -> Any:
        return all_offices()

    def chosen(self) -> dict[str, Any]:
        """The call, and the office that answers."""
        call = self.calls.get(self.cleaned_data["call"])
        office = call.office if call else self.offices.get(self.cleaned_data["office"])
        return {"call": call, "office": office}

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or {}
        if not facts.get("call") and facts.get("office") not in self.offices:
            self.add_error("office", _("Scegli un bando o un ufficio."))
        return facts


class RecordForm(AskForm):
    """The same for a request on paper or by certified mail."""

    requester_name = forms.CharField(label=gettext_lazy("Chi chiede"), max_length=160)
    requester_contact = forms.CharField(
        label=gettext_lazy("Recapito"),
        help_text=gettext_lazy("PEC, e-mail o indirizzo."),
        max_length=200,
        required=False,
    )
    received_on = DateField(label=gettext_lazy("Arrivata il"))
    channel = forms.ChoiceField(label=gettext_lazy("Come è arrivata"))
    field_order = ("requester_name", "requester_contact", "channel", "received_on", "kind", "call", "office")

    def __init__(self, *args: Any, person: Any, **options: Any) -> None:
        self.person = person
        super().__init__(*args, **options)
        self.fields["kind"].choices = list(short_kind_words().items())
        self.fields["subject"].label = _("Quali documenti o dati chiede")
        self.fields["subject"].help_text = ""
        self.fields["reason"].label = _("Perché servono")
        self.fields["reason"].help_text = _("Per l’accesso documentale serve; per gli altri no.")
        self.fields["channel"].choices = [
            (key, word) for key, word in channel_words().items() if key != "online"
        ]
        self.fields["received_on"].initial = today()

    def listed_calls(self) -> Any:
        return calls_for_staff(self.person).filter(current_edition__isnull=False)

    def listed_offices(self) -> Any:
        return offices_for(self.person)


class ConcernedForm(forms.Form):
    codes = forms.CharField(
        label=gettext_lazy("Codici delle domande coinvolte"),
        help_text=gettext_lazy("Separati da spazi o a capo."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("Copia già pronta"),
        help_text=gettext_lazy(
            "Con le parti da non consegnare già coperte. PDF, immagini o documenti, al massimo 20 MB."
        ),
    )


class CodeForm(forms.Form):
    code = forms.CharField(label=gettext_lazy("Codice della domanda"), max_length=12)


class DecisionForm(forms.Form):
    outcome = forms.ChoiceField(label=gettext_lazy("Esito"), widget=forms.RadioSelect)
    decision = forms.CharField(
        label=gettext_lazy("Decisione e motivi"),
        help_text=gettext_lazy("La legge chi ha chiesto. Se non è accolta, di’ perché e come ricorrere."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    public_subject = forms.CharField(
        label=gettext_lazy("Oggetto nel registro pubblico"),
        help_text=gettext_lazy("Senza nomi: chiunque lo legge."),
        max_length=200,
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["outcome"].choices = list(outcome_words().items())


class ObjectionForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Perché ti opponi"),
        help_text=gettext_lazy("Quali dati, e quale danno avresti."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
