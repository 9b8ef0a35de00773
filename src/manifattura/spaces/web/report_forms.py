"""What people fill in to tell of a space, and what the office fills in to answer."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from manifattura.ui.forms import DateField, NumberField

from ..domain.reports import LONGEST, ErrorTopic, ReporterRole
from ..queries.space_reports import ROLES, TOPICS

EMAIL_HELP = _("La usiamo solo per questa segnalazione; dopo la risposta la cancelliamo.")


class PublicForm(forms.Form):
    text = forms.CharField(
        label=_("Che cosa sai"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 5}),
        error_messages={"required": _("Scrivi che cosa sai.")},
    )
    reply_email = forms.EmailField(
        label=_("E-mail per la risposta"),
        required=False,
        help_text=EMAIL_HELP,
        widget=forms.EmailInput({"autocomplete": "email"}),
        error_messages={"invalid": _("Scrivi un indirizzo e-mail completo, per esempio nome@esempio.it.")},
    )


class ProposeForm(PublicForm):
    address = forms.CharField(
        label=_("Dov’è"),
        max_length=300,
        help_text=_("Via e numero civico; il piano, se lo sai."),
        error_messages={"required": _("Scrivi dov’è lo spazio: via e numero.")},
    )
    role = forms.ChoiceField(
        label=_("Che rapporto hai con lo spazio"),
        choices=[(role.value, word) for role, word in ROLES.items()],
        widget=forms.RadioSelect,
        initial=ReporterRole.CITIZEN.value,
    )
    net_m2 = NumberField(label=_("Superficie, anche a occhio"), required=False, min_value=1, max_value=100000)
    field_order = ("address", "role", "text", "net_m2", "reply_email")

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["text"].help_text = _(
            "Da quanto è vuoto, com’è messo, che cosa c’era prima. Non scrivere dati personali di altri."
        )


class ErrorForm(PublicForm):
    topic = forms.ChoiceField(
        label=_("Che cosa non va"),
        choices=[(topic.value, word) for topic, word in TOPICS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli che cosa non va.")},
    )
    field_order = ("topic", "text", "reply_email")

    def clean_topic(self) -> ErrorTopic:
        return ErrorTopic(self.cleaned_data["topic"])


ANSWER_HELP = _("La legge chi ha segnalato. Non si può cambiare dopo.")


def _answer() -> forms.CharField:
    return forms.CharField(
        label=_("Risposta"), max_length=LONGEST, help_text=ANSWER_HELP, widget=forms.Textarea({"rows": 4})
    )


class EnterForm(forms.Form):
    code = forms.CharField(label=_("Codice nel censimento"), max_length=60)
    address = forms.CharField(label=_("Indirizzo"), max_length=300)
    latitude = NumberField(
        label=_("Latitudine"), min_value=-90, max_value=90, max_digits=9, decimal_places=6, help_text=_("In gradi, per esempio 45,464211.")
    )  # fmt: skip
    longitude = NumberField(
        label=_("Longitudine"), min_value=-180, max_value=180, max_digits=9, decimal_places=6, help_text=_("In gradi, per esempio 9,191383.")
    )  # fmt: skip
    net_m2 = NumberField(label=_("Superficie netta (m²)"), required=False, min_value=1, max_value=100000)
    on = DateField(label=_("Visto il"))
    how = forms.CharField(
        label=_("Come lo hai verificato"),
        max_length=1000,
        help_text=_("Sopralluogo, atti, fotografie: resta nel registro, non è pubblico."),
        widget=forms.Textarea({"rows": 3}),
    )
    consent_on = DateField(
        label=_("Il proprietario ha dato il consenso il"),
        help_text=_("Lo spazio è suo: la scheda è pubblica solo se è d’accordo."),
        error_messages={"required": _("L’ha segnalato il proprietario: scrivi quando ha dato il consenso.")},
    )
    answer = _answer()

    def __init__(self, *args: object, by_owner: bool, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        if not by_owner:
            del self.fields["consent_on"]


class AnswerErrorForm(forms.Form):
    outcome = forms.ChoiceField(
        label=_("Che cosa hai trovato"),
        choices=[
            ("corrected", _("È giusto: ho corretto la scheda")),
            ("withdrawn", _("È giusto: tolgo lo spazio dal censimento")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli che cosa hai trovato.")},
    )
    answer = _answer()


class RefuseForm(forms.Form):
    answer = _answer()
