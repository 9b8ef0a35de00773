"""Forms of what visitors write: a problem, a request for assistance; and what the office does with it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from ..domain.enquiries import LONGEST_ANSWER, LONGEST_REASON, LONGEST_TEXT, ProblemTopic
from ..queries.enquiries import OTHER
from .sign_up_forms import WhoForm

TOPICS = (
    (ProblemTopic.NOT_WORKING, _("Qualcosa non funziona")),
    (ProblemTopic.WRONG_TEXT, _("Un’informazione è sbagliata o non si capisce")),
    (ProblemTopic.ACCESSIBILITY, _("Non riesco a usare la pagina (accessibilità)")),
    (ProblemTopic.CALL, _("Un problema con un bando o una domanda")),
    (ProblemTopic.OTHER, _("Altro")),
)


class ProblemForm(forms.Form):
    topic = forms.ChoiceField(
        label=_("Di che cosa si tratta"),
        choices=TOPICS,
        widget=forms.RadioSelect,
        error_messages={"required": _("Scegli di che cosa si tratta.")},
    )
    text = forms.CharField(
        label=_("Che cosa succede"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_TEXT,
        help_text=_(
            "Che cosa volevi fare e che cosa hai visto. Non scrivere dati personali tuoi o di altri."
        ),
        error_messages={"required": _("Scrivi che cosa succede.")},
    )
    page = forms.CharField(
        label=_("Indirizzo della pagina"),
        max_length=300,
        required=False,
        help_text=_("Copialo dalla barra del browser, se riguarda una pagina."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reply_email = forms.EmailField(
        label=_("E-mail per la risposta"),
        required=False,
        help_text=_("La usiamo solo per risponderti e poi la cancelliamo."),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"invalid": _("Scrivi un indirizzo e-mail completo, per esempio nome@esempio.it.")},
    )


class AssistanceForm(WhoForm):
    """The fields of the municipal model: who, on which service, what; the privacy notice read."""

    field_order = ["service", "page", "text", "name", "email", "has_read"]
    service = forms.ChoiceField(
        label=_("Di quale servizio si tratta"),
        error_messages={"required": _("Scegli un servizio, oppure «Altro».")},
    )
    page = forms.CharField(
        label=_("Bando, o numero della domanda"),
        max_length=300,
        required=False,
        help_text=_(
            "Se riguarda un bando, incolla l’indirizzo della sua pagina: così arriva al suo ufficio."
        ),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    text = forms.CharField(
        label=_("Che cosa ti serve"),
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=LONGEST_TEXT,
        help_text=_("Che cosa vuoi fare e dove ti sei fermato. Non scrivere dati sulla salute."),
        error_messages={"required": _("Scrivi che cosa ti serve.")},
    )
    has_read = forms.BooleanField(
        label=_("Ho letto l’informativa privacy"),
        error_messages={"required": _("Leggi l’informativa e metti la spunta.")},
    )

    def __init__(self, *args: Any, services: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["service"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Scegli")), *services, (OTHER, _("Altro"))]
        self.fields["email"].help_text = _("Ti mandiamo il codice della richiesta e la risposta.")


class AnswerForm(forms.Form):
    answer = forms.CharField(
        label=_("Risposta"),
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=LONGEST_ANSWER,
        help_text=_("La legge chi ha il codice, e chi ha lasciato l’e-mail. Non si può cambiare dopo."),
        error_messages={"required": _("Scrivi la risposta.")},
    )


class CloseForm(forms.Form):
    because = forms.CharField(
        label=_("Perché la chiudi"),
        max_length=LONGEST_REASON,
        help_text=_("Per esempio: è doppia, o avete risolto al telefono. Lo legge chi ha scritto."),
        error_messages={"required": _("Scrivi perché la chiudi: lo legge chi ha scritto.")},
    )


class PassForm(forms.Form):
    office = forms.TypedChoiceField(
        label=_("A quale ufficio"), coerce=int, error_messages={"required": _("Scegli un altro ufficio.")}
    )

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["office"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", _("Scegli")), *offices]
